//! Slips in the texts of a page: what its two halves say, side by side.

use std::sync::OnceLock;

use super::hearing::Heard;
use crate::site::Folder;

/// One half of the page, with the line of its text that is wrong, from 1.
#[derive(Clone, Copy)]
enum Half {
    Zh(usize),
    En(usize),
}

use Half::{En, Zh};

/// The Chinese text, the English text, the rule, where, and words of what is said.
type Case = (&'static str, &'static str, &'static str, Half, &'static str, &'static str);

const UNPAIRED: &str = "passage-unpaired";
const MISMATCH: &str = "figure-mismatch";
const BROKEN: &str = "link-broken";
const STRAY: &str = "stray-markup";

const CASES: &[Case] = &[
    ("## 标题", "### Heading", UNPAIRED, En(1), "标题级别不同：中文 2 级，英文 3 级", "differ in level"),
    (
        "## 计划 {#plans-2022}",
        "## Plans {#plans-2023}",
        UNPAIRED,
        En(1),
        "两边标题的记号不同：中文 {#plans-2022}，英文 {#plans-2023}",
        "the marks of the headings differ",
    ),
    ("- 一项", "One item.", UNPAIRED, En(1), "两边写成同一种", "make both sides the same"),
    ("一句话。", "A sentence.\n\nAnother.", UNPAIRED, En(3), "这个段落没有中文", "has no Chinese"),
    (
        "一句话。\n\n| 甲 |\n| --- |\n| 乙 |",
        "A sentence.",
        UNPAIRED,
        Zh(3),
        "这个表格没有英文",
        "this table has no English",
    ),
    (
        "一句话。\n\n```\nx\n```",
        "A sentence.",
        UNPAIRED,
        Zh(3),
        "这段代码没有英文",
        "this code block has no English",
    ),
    (
        "- 一项\n\n一句话。",
        "A sentence.",
        UNPAIRED,
        Zh(1),
        "它的另一半应在这之前",
        "its partner belongs before this",
    ),
    ("一句话。\n\n***", "A sentence.", UNPAIRED, Zh(3), "这条分隔线没有英文", "this dividing line"),
    (
        "一句话[^1]。\n\n[^1]: 注。",
        "A sentence.",
        UNPAIRED,
        Zh(3),
        "这条脚注没有英文",
        "this footnote has no English",
    ),
    (
        "一句话。",
        "A sentence.\n\n# Heading",
        UNPAIRED,
        En(3),
        "这个标题没有中文",
        "this heading has no Chinese",
    ),
    ("一句话。", "A sentence.\n\n> Quoted.", UNPAIRED, En(3), "这段引文没有中文", "this block quotation"),
    ("一句话。", "A sentence.\n\n- Item", UNPAIRED, En(3), "这个列表没有中文", "this list has no Chinese"),
    (
        "词{>>注<<}在这里。",
        "The word is here.",
        UNPAIRED,
        En(1),
        "校注条数不同：中文 1，英文 0",
        "in editor’s notes: 1",
    ),
    ("- 甲\n- 乙", "- A", UNPAIRED, En(1), "列表项数不同：中文 2，英文 1", "the lists differ in items"),
    (
        "> 全市有企业。\n>\n> 全市有医院。",
        "> Firms.",
        UNPAIRED,
        En(1),
        "引文段数不同",
        "differ in paragraphs",
    ),
    (
        "| 甲 | 乙 |\n| --- | --- |\n| 丙 | 丁 |",
        "| A |\n| --- |\n| B |",
        UNPAIRED,
        En(1),
        "表格列数不同",
        "differ in columns",
    ),
    (
        "| 甲 |\n| --- |\n| 丙 |\n| 丁 |",
        "| A |\n| --- |\n| B |",
        UNPAIRED,
        En(1),
        "表格行数不同",
        "differ in rows",
    ),
    ("- 甲\n\n  乙", "- A", UNPAIRED, En(1), "里面的段数不同", "the parts inside differ in number"),
    // Figures.
    ("企业很多。", "There are 5 firms.", MISMATCH, En(1), "中文里没有这个数", "is not in the Chinese"),
    (
        "产值从3875亿元增加到5786亿元。",
        "Output rose from RMB 578.6 billion to RMB 387.5 billion.",
        MISMATCH,
        En(1),
        "两个数字的先后对调了",
        "changed places",
    ),
    (
        "比重提高0.5个百分点。",
        "The share rose by 0.5 percent.",
        MISMATCH,
        En(1),
        "百分点译作 percentage points",
        "is percentage points",
    ),
    (
        "比重为5%。",
        "The share is 5 percentage points.",
        MISMATCH,
        En(1),
        "% 译作 percent",
        "not percentage points",
    ),
    (
        "增长率为8.4‰。",
        "The rate is 8.4 percent.",
        MISMATCH,
        En(1),
        "百分比与千分比混淆",
        "per mille are confused",
    ),
    (
        "产值增加了30亿元。",
        "Output rose to RMB 3 billion.",
        MISMATCH,
        En(1),
        "“增加了”译作 by",
        "a change to it are confused",
    ),
    ("气温为-3度。", "It was 3 degrees.", MISMATCH, En(1), "正负号不同", "in the sign of a figure"),
    (
        "产值为5亿元。",
        "Output was USD 500 million.",
        MISMATCH,
        En(1),
        "两种语言的单位不同",
        "in different units",
    ),
    ("企业有12家。", "There are 13 firms.", MISMATCH, En(1), "两种语言的数字不同", "different figures"),
    (
        "建设5G基站。",
        "2G base stations are built.",
        MISMATCH,
        En(1),
        "名称里的数字不同：中文是 5G，英文是 2G",
        "the digits of a name differ: 5G in the Chinese, 2G in the English",
    ),
    (
        "总量为2.5万亿元。",
        "It was RMB 2.5 billion.",
        MISMATCH,
        En(1),
        "万亿是 10 的 12 次方",
        "万亿 is a trillion",
    ),
    (
        "企业有5000家。",
        "There are 50,000 firms.",
        MISMATCH,
        En(1),
        "万是一万，亿是一亿",
        "a hundred million: this should be",
    ),
    (
        "产值是前年的3倍。",
        "Output was 4 times that of the year before last.",
        MISMATCH,
        En(1),
        "3 倍",
        "3 times",
    ),
    ("事情在2021年。", "It was in 2022.", MISMATCH, En(1), "2021年", "2021"),
    ("他排第4。", "He came fifth.", MISMATCH, En(1), "第4", "No. 4"),
    (
        "推广5G网络。",
        "The 2G network spreads.",
        MISMATCH,
        En(1),
        "名称里的数字不同：中文是 5G",
        "the digits of a name differ: 5G",
    ),
    // Links.
    (
        "看[这里](javascript:alert)。",
        "See it.",
        BROKEN,
        Zh(1),
        "不允许 javascript: 链接",
        "javascript: are not allowed",
    ),
    ("看[这里](//example.org/a)。", "See it.", BROKEN, Zh(1), "链接没有写明 https:", "does not say https:"),
    ("看[这里]()。", "See it.", BROKEN, Zh(1), "链接是空的", "the link is empty"),
    (
        "看[这里](../../secret.md)。",
        "See it.",
        BROKEN,
        Zh(1),
        "链接指向 content/ 之外",
        "leads out of content/",
    ),
    (
        "看[这里](https://example.org/site/zh/)。",
        "See it.",
        BROKEN,
        Zh(1),
        "链接写了本站自己的网址",
        "the site's own address",
    ),
    (
        "看[这里](../originals/report.md#99)。",
        "See it.",
        BROKEN,
        Zh(1),
        "写 #1 到 #4 之间的段号",
        "a number from #1 to #4",
    ),
    ("看[这里](growth.zh.md#p22)。", "See it.", BROKEN, Zh(1), "是不是要写 #p2？", "did you mean #p2?"),
    (
        "看[这里](growth.zh.md#nowhere)。",
        "See it.",
        BROKEN,
        Zh(1),
        "那一页可用的位置：#",
        "the places on that page are #",
    ),
    (
        "看[这里](growht.zh.md)。",
        "See it.",
        BROKEN,
        Zh(1),
        "是不是要写 content/topic/growth.zh.md？",
        "did you mean content/topic/growth.zh.md?",
    ),
    (
        "看[这里](nothing-at-all.zh.md)。",
        "See it.",
        BROKEN,
        Zh(1),
        "链接从这一页所在的文件夹算起",
        "this page's own folder",
    ),
    (
        "![图](growth.zh.md)",
        "![A picture](growth.zh.md)",
        BROKEN,
        Zh(1),
        "图片指向的不是图片",
        "no image file",
    ),
    (
        "![图](pictrue.png)",
        "![A picture](picture.png)",
        BROKEN,
        Zh(1),
        "是不是要写 content/topic/picture.png？",
        "did you mean content/topic/picture.png?",
    ),
    // Words.
    (
        "This whole sentence has been left in English here.",
        "A sentence.",
        "text-untranslated",
        Zh(1),
        "这一段是英文",
        "Chinese side is English",
    ),
    (
        "推进共同富裕。共同富裕是目标，共同富裕也是过程。",
        "Common prosperity is the aim.",
        "term-not-followed",
        En(1),
        "有 3 处，其中 1 处没有按",
        "in 2 of 3 places",
    ),
    (
        "推进共同富裕。",
        "It advances common prosperitty.",
        "term-not-followed",
        En(1),
        "是不是要写“common prosperity”？",
        "did you mean “common prosperity”?",
    ),
    (
        "推进共同富裕。",
        "It advances rural revitalization.",
        "term-not-followed",
        En(1),
        "是“乡村振兴”的译法",
        "“乡村振兴”, which the Chinese does not have",
    ),
    // Marks.
    ("按<kbd>回车</kbd>。", "Press enter.", STRAY, Zh(1), "HTML 不会出现在页面上", "HTML does not show"),
    ("{~~印本~>读作在这里。", "Here.", STRAY, Zh(1), "编者的标记没有结束", "mark does not end"),
    ("{~~印本~~}在这里。", "Here.", STRAY, Zh(1), "这个标记没有写读法", "gives no reading"),
    ("这里{>> <<}有词。", "A word{>> <<} here.", STRAY, Zh(1), "这条校注是空的", "note is empty"),
    (
        "## 标题 {#a{>>注<<}}",
        "A sentence.",
        STRAY,
        Zh(1),
        "这条校注在页面上不会出现",
        "will not show on the page",
    ),
    (
        "一句话。\n\n<!-- 没有结束",
        "A sentence.",
        STRAY,
        Zh(3),
        "注释没有结束",
        "everything after it is hidden",
    ),
    // Waivers.
    (
        "<!-- duizhao: allow link-broken: 没有结束",
        "A sentence.",
        "waiver-invalid",
        Zh(1),
        "豁免没有结束",
        "the waiver does not end",
    ),
    (
        "<!-- duizhao allow link-broken -->\n\n一句话。",
        "A sentence.",
        "waiver-invalid",
        Zh(1),
        "这条豁免写得不对",
        "not written as one",
    ),
    (
        "一句话。<!-- duizhao: allow link-broken: 理由 -->",
        "A sentence.",
        "waiver-invalid",
        Zh(1),
        "写在段落里面，不起作用",
        "excuses nothing",
    ),
    (
        "<!-- duizhao: allow link-brokn: 理由 -->\n\n一句话。",
        "A sentence.",
        "waiver-invalid",
        Zh(1),
        "是不是要写 link-broken？",
        "did you mean link-broken?",
    ),
    (
        "<!-- duizhao: allow waiver-unused: 理由 -->\n\n一句话。",
        "A sentence.",
        "waiver-unused",
        Zh(1),
        "waiver-unused 不能豁免",
        "cannot be waived",
    ),
];

/// A site with two originals, a glossary and an address, and a page with these two texts.
pub fn page(zh: &str, en: &str) -> Folder {
    let folder = Folder::with_site();
    let site = folder.read("content/site.yaml");
    folder.write("content/site.yaml", format!("{site}base_url: https://example.org/site/\n"));
    folder.write(
        "content/glossary.yaml",
        "- { zh: 共同富裕, en: common prosperity }\n- { zh: 乡村振兴, en: rural revitalization }\n",
    );
    folder.write(
        "content/originals/report.md",
        format!("---\ntitle: {{ zh: 报告, en: Report }}\n---\n{REPORT}"),
    );
    folder.write("content/originals/plan.md", format!("---\ntitle: {{ zh: 规划, en: Plan }}\n---\n{PLAN}"));
    folder.write("content/topic/picture.png", "PNG");
    let whole = |text: &str, header: &str| match text.starts_with("---\n") {
        true => text.to_owned(),
        false => format!("---\n{header}\n---\n\n{text}\n"),
    };
    folder.write("content/topic/page.zh.md", whole(zh, "title: 例\noriginal: report"));
    folder.write("content/topic/page.en.md", whole(en, "title: Example"));
    folder
}

/// The original that the page names: four paragraphs.
const REPORT: &str = "\
全市生产总值从3875亿元增加到5786亿元，年均增长6.4%。

市场主体总量达到74.1万家，其中企业28.3万家。

居民人均可支配收入分别达到68053元和35419元。

新建改建农村公路1200公里，建成港口码头泊位45个。
";

/// The original that it does not name.
const PLAN: &str = "\
到二〇三五年基本实现现代化，建设国际一流的制造之都。

馆藏有《臺州府志》八十卷，全部向公众开放阅览。
";

pub fn heard() -> &'static Heard {
    static HEARD: OnceLock<Heard> = OnceLock::new();
    HEARD.get_or_init(|| {
        let mut heard = Heard::default();
        for (zh, en, rule, half, in_zh, in_en) in CASES {
            // The lines of the headers stand before the text.
            let (path, line) = match half {
                Zh(line) => ("content/topic/page.zh.md", line + 5),
                En(line) => ("content/topic/page.en.md", line + 4),
            };
            heard.expect(&page(zh, en), path, rule, line, (in_zh, in_en));
        }
        long_ones(&mut heard);
        a_sentence_that_went(&mut heard);
        heard
    })
}

/// Texts beyond the bounds.
fn long_ones(heard: &mut Heard) {
    let deep = format!("{}深", "> ".repeat(200));
    let long = "长".repeat(30_000);
    for (zh, in_zh, in_en) in
        [(deep, "层次太深", "nested too deeply"), (long, "段落太长", "the paragraph is too long")]
    {
        let words = (in_zh, in_en);
        heard.expect(&page(&zh, "Short."), "content/topic/page.zh.md", "file-unreadable", 6, words);
    }
}

/// A sentence is taken out after the translation was accepted.
fn a_sentence_that_went(heard: &mut Heard) {
    let folder = page("第一句话。第二句话。", "The first sentence. The second.");
    assert!(folder.run(&["accept"]).status.success());
    folder.write("content/topic/page.zh.md", "---\ntitle: 例\noriginal: report\n---\n\n第一句话。\n");
    let words = ("这里删去了句子，或换了次序", "a sentence was removed here");
    heard.expect(&folder, "content/topic/page.en.md", "translation-stale", 5, words);
}

#[test]
fn slips_in_the_texts_of_a_page() {
    heard().assert_right();
}
