//! Quotations that are not word for word what stands in their original.

use std::sync::OnceLock;

use super::harness::Transcript;
use super::pages::page;

/// The Chinese text, and words of what is said.
const QUOTED: &[(&str, &str, &str)] = &[
    ("> 市场主体总量达到74.1万家。\n> — rport#2", "是不是要写 report？", "did you mean report?"),
    (
        "> 市场主体总量达到74.1万家。\n> — nothing#2",
        "已有的原文：plan、report",
        "the originals are plan, report",
    ),
    (
        "---\ntitle: 例\n---\n\n> 市场主体总量达到74.1万家。\n",
        "页头没有写明原文",
        "the header names no original",
    ),
    ("> 市场主体总量达到74.1万家，其中企业28.3万家。\n> — report#1", "在第 2 段", "but in paragraph 2"),
    ("> 到二〇三五年基本实现现代化", "在页头的 original 里加上 plan", "add plan to `original`"),
    ("> 到二〇三五年基本实现现代化\n> — report#1", "把出处改为 — plan#1", "change its source to — plan#1"),
    (
        "> 年均增长6.4%[…]全市生产总值从3875亿元增加到5786亿元",
        "次序与原文不符",
        "in another order in the original",
    ),
    (
        "---\ntitle: 例\noriginal: [report, plan]\n---\n\n> 全市生产总值从3875亿元增加到5786亿元[…]建设国际一流的制造之都。\n",
        "各部分出自不同的原文",
        "come from different originals",
    ),
    (
        "> 全市生产总值从3875亿元增加到5786亿元，年均增长6.4%。新建改建农村公路1200公里，建成港口码头泊位45个。",
        "字而没有删节号",
        "left out without a mark",
    ),
    (
        "> 新建改建农村公路1200公里，建成港口码头泊位45个。全市生产总值从3875亿元增加到5786亿元，年均增长6.4%。",
        "两处连在了一起，次序也不同",
        "joined, in another order",
    ),
    (
        "> 到二〇三五年基本实现现代化，建设国际一流的创造之都。",
        "最接近的是 plan 第 1 段",
        "the nearest is plan, paragraph 1",
    ),
    ("> 这里的话在哪一份文件里都没有出现过。", "也没有相近的文字", "nothing there is like it"),
    ("> 全市生产总值从3875亿元增加到5786亿元，均增长6.4%。", "这里少了“年”", "“年” is missing here"),
    (
        "> 全市生产总值从3875亿元增加到5786亿元，年均约增长6.4%。",
        "原文没有“约”",
        "“约” is not in the original",
    ),
    ("> 市場主体总量达到74.1万家，其中企业28.3万家。", "“場”是繁体字", "“場” is a traditional character"),
    (
        "---\ntitle: 例\noriginal: plan\n---\n\n> 馆藏有《台州府志》八十卷，全部向公众开放阅览。\n",
        "“台”是简体字",
        "“台” is a simplified character",
    ),
];

/// The Chinese text, the line of it where something is told, and words of what is said.
const PLACED: &[(&str, usize, &str, &str)] = &[
    ("> 市场主体总量\n>\n> ```\n> 码\n> ```", 3, "引文里的代码无法与原文核对", "code inside a quotation"),
    ("> 市场主体总量\n>\n> > [!NOTE]\n> > 市场", 3, "引文里的提示框", "a note set apart inside"),
    ("> 市场主体总量（略）74.1万家。", 1, "删节要写成 […]", "words left out are marked […]"),
    ("<blockquote>一句话</blockquote>", 1, "用 HTML 写的引文", "a quotation written in HTML"),
];

pub fn transcript() -> &'static Transcript {
    static TRANSCRIPT: OnceLock<Transcript> = OnceLock::new();
    TRANSCRIPT.get_or_init(|| {
        let mut transcript = Transcript::default();
        for (zh, in_zh, in_en) in QUOTED {
            let folder = page(zh, "> A quotation.");
            let path = "content/topic/page.zh.md";
            let text = folder.read(path);
            let first = text.lines().position(|line| line.starts_with('>')).unwrap() + 1;
            let line = if zh.contains("> — ") && !in_zh.contains("把出处") { first + 1 } else { first };
            transcript.expect(&folder, path, "quote-not-found", line, (in_zh, in_en));
        }
        for (zh, line, in_zh, in_en) in PLACED {
            let folder = page(zh, "<blockquote>Words</blockquote>");
            folder.write("content/site.yaml", folder.read("content/site.yaml") + "raw_html: true\n");
            let path = "content/topic/page.zh.md";
            let first = folder.read(path).lines().position(|one| Some(one) == zh.lines().next()).unwrap();
            transcript.expect(&folder, path, "quote-not-found", first + line, (in_zh, in_en));
        }
        let script = page("一句话<script>甲</script>。", "A sentence.");
        script.write("content/site.yaml", script.read("content/site.yaml") + "raw_html: true\n");
        let words = ("脚本、样式和 CDATA 从不显示", "scripts, styles and CDATA are never shown");
        transcript.expect_somewhere(&script, "content/topic/page.zh.md", "stray-markup", words);
        let lead = page("---\ntitle: 例\nsummary: 摘要。\n---\n\n一句话。", "A sentence.");
        let words = ("英文没有摘要", "the English has no summary");
        transcript.expect_somewhere(&lead, "content/topic/page.en.md", "front-matter-invalid", words);
        let without = crate::site::Folder::new();
        without.write("content/site.yaml", "title: { zh: 例, en: Example }\ntopics: []\n");
        without.write("content/page.zh.md", "---\ntitle: 页\n---\n> 一句话。\n");
        without.write("content/page.en.md", "---\ntitle: Page\n---\n> A sentence.\n");
        let words = ("这个站还没有原文", "the site has no original yet");
        transcript.expect(&without, "content/page.zh.md", "quote-not-found", 4, words);
        transcript
    })
}

#[test]
fn quotations_that_differ_are_told_with_the_difference() {
    transcript().assert_right();
}
