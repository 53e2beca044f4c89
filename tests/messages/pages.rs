//! Slips in the texts of a page: links, words, marks and waivers.

use std::sync::OnceLock;

use super::harness::Transcript;
use crate::site::Folder;

/// One half of the page, with the line of its text that is wrong, from 1.
#[derive(Clone, Copy)]
pub enum Half {
    Zh(usize),
    En(usize),
}

use Half::{En, Zh};

/// The Chinese text, the English text, the rule, where, and words of what is said.
pub type Case = (&'static str, &'static str, &'static str, Half, &'static str, &'static str);

const BROKEN: &str = "link-broken";
const STRAY: &str = "stray-markup";

const CASES: &[Case] = &[
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
        "看[这里](/originals/report.md#1)。",
        "See it.",
        BROKEN,
        Zh(1),
        "改为从这一页算起的相对链接：../originals/report.md#1",
        "write it as a relative link from this page: ../originals/report.md#1",
    ),
    (
        "看[这里](/en/topic/growth.html#p1)。",
        "See it.",
        BROKEN,
        Zh(1),
        "相对链接：growth.en.md#p1",
        "from this page: growth.en.md#p1",
    ),
    (
        "看[这里](/nowhere/at/all)。",
        "See it.",
        BROKEN,
        Zh(1),
        "链接以 / 开头",
        "write a relative link to the source file, from this page’s own folder",
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
    (
        "一句话。\n\n[^没人]: 注。",
        "A sentence.",
        STRAY,
        Zh(3),
        "脚注“[^没人]”没有人引用",
        "nothing calls the footnote",
    ),
    (
        "[图]\n\n[图]: a.png\n[甲]: b.png\n'没用'",
        "A sentence.",
        STRAY,
        Zh(5),
        "这些字读成了标记",
        "the words were read as markup",
    ),
    (
        "词{>>原文如此<<}在这里。",
        "The word{>>原文如此<<} is here.",
        "text-untranslated",
        En(1),
        "英文的校注还是中文",
        "the note on the English side is still Chinese",
    ),
    // Markup that failed, the syntax of other tools, words that vanish.
    ("1. 甲\n3. 乙", "1. A\n2. B", STRAY, Zh(2), "列表的编号 3 会印成 2", "will be printed as 2"),
    (
        "![图](https://example.org/a.png)",
        "![Chart](https://example.org/a.png)",
        "external-image",
        Zh(1),
        "要从别的网站取",
        "fetched from another site",
    ),
    ("见[文件](我的 文件.pdf)。", "A sentence.", STRAY, Zh(1), "地址里有空格", "a blank in the address"),
    ("见[页](https://example.org/a_(b)。", "A sentence.", STRAY, Zh(1), "地址里的括号不成对", "do not pair"),
    (
        "见[文件] (https://example.org/)。",
        "A sentence.",
        STRAY,
        Zh(1),
        "删去 ] 与 ( 之间的空格",
        "remove the blank between",
    ),
    (
        "见[文件]（https://example.org/）。",
        "A sentence.",
        STRAY,
        Zh(1),
        "地址两边用半角括号",
        "half-width parentheses around",
    ),
    ("见[文件][没有定义]。", "A sentence.", STRAY, Zh(1), "没有这个名称的定义", "nothing defines that name"),
    ("缺注[^9]。", "A sentence.", STRAY, Zh(1), "没有注文", "has no text"),
    ("甲[^1]。\n\n[^1]: 注。\n\n[^1]: 又注。", "A sentence.", STRAY, Zh(5), "写了两次", "is defined twice"),
    ("##没有空格", "A sentence.", STRAY, Zh(1), "不是标题", "so this is no heading"),
    ("-没有空格", "A sentence.", STRAY, Zh(1), "不是列表", "so this is no list"),
    ("这是`没有关的代码", "A sentence.", STRAY, Zh(1), "代码的反引号没有成对", "a backtick of code"),
    ("这是==高亮==文字", "A sentence.", STRAY, Zh(1), "高亮写成 <mark>", "to highlight"),
    ("甲{++乙++}丙", "A sentence.", STRAY, Zh(1), "不显示为增删", "not shown as a change"),
    ("| 甲 | 乙 |\n|---|\n| 一 | 二 |", "A sentence.", STRAY, Zh(2), "表格没有成", "the table failed"),
    ("::: tip", "A sentence.", STRAY, Zh(1), "提示写成引文块", "write notes as"),
    ("> [!INFO]\n> 说明。", "A sentence.", STRAY, Zh(1), "没有“[!INFO]”这种提示", "no note of the kind"),
    ("＃ 标题", "A sentence.", STRAY, Zh(1), "是全角的，不成标记", "full-width, and no markup"),
    ("词{.red}", "A sentence.", STRAY, Zh(1), "段落没有样式", "paragraphs have no styles"),
    ("词^[注文]", "A sentence.", STRAY, Zh(1), "写成脚注", "write a footnote"),
    ("x^2^", "A sentence.", STRAY, Zh(1), "上标写成 <sup>2</sup>", "write <sup>2</sup>"),
    ("好:smile:", "A sentence.", STRAY, Zh(1), "直接写这个表情符号", "type the character itself"),
    (
        "见https://example.org/wiki/台州",
        "A sentence.",
        STRAY,
        Zh(1),
        "网址在汉字前断了",
        "ends before the Chinese",
    ),
    (
        "- [x] 甲",
        "- [ ] A",
        "passage-unpaired",
        En(1),
        "中文已完成，英文未完成",
        "done in Chinese, not done in English",
    ),
    ("- [ ] 甲", "- A", "passage-unpaired", En(1), "英文没有方框", "without a box in English"),
    ("![图](../a.png)字", "A word", "passage-unpaired", En(1), "图片数不同", "differ in pictures"),
    (
        "河又长又宽。",
        "Der Fluss ist lang und breit.",
        "text-untranslated",
        En(1),
        "是别的语言",
        "in another language",
    ),
    (
        "字{>>The city grew fast.<<}",
        "A word{>>A note.<<}",
        "text-untranslated",
        Zh(1),
        "这些字是英文",
        "are English",
    ),
    ("词\n: 释义", "A sentence.", STRAY, Zh(2), "把解释写进正文", "put the explanation into the text"),
    ("%%备注%%", "A sentence.", STRAY, Zh(1), "写成 <!-- 备注 -->", "write <!-- remark -->"),
    ("- []没做", "A sentence.", STRAY, Zh(1), "没有成为方框", "no box of a task"),
    ("1、甲\n2、乙", "A sentence.", STRAY, Zh(2), "连成一段印出来", "printed as one paragraph"),
    ("+++\na\n+++", "A sentence.", STRAY, Zh(1), "两行 --- 之间", "between two lines ---"),
    ("> [!TIP] 题\n> 说明。", "A sentence.", STRAY, Zh(1), "后面还有字，不成提示", "so this is no note"),
    ("— report#1", "A sentence.", STRAY, Zh(1), "不是引文的出处", "the place of no quotation"),
    (
        "见[甲](https://example.org/ \"题\")。",
        "A sentence.",
        STRAY,
        Zh(1),
        "要用鼠标指着才看得到",
        "shows under a mouse alone",
    ),
    ("{{< figure >}}", "A sentence.", STRAY, Zh(1), "别的工具的记号", "the syntax of another tool"),
    ("见[[首页]]。", "A sentence.", STRAY, Zh(1), "链接写成 [文字](文件.zh.md)", "write [text](file.en.md)"),
    ("[TOC]", "A sentence.", STRAY, Zh(1), "每一页自有小标题", "the headings of a page are there"),
    (
        "import Tabs from '@theme/Tabs';",
        "A sentence.",
        STRAY,
        Zh(1),
        "就要显示时放进代码块",
        "to show it, put it into a code block",
    ),
    ("复杂度为 $O(n^2)$。", "A sentence.", STRAY, Zh(1), "公式会照样印出来", "printed as typed"),
    ("甲*5*、3<b>*</b>5*6*。", "A sentence.", STRAY, Zh(1), "HTML 不会出现", "HTML does not show"),
    (
        "词{>>见**甲**<<}在这里。",
        "A sentence.",
        STRAY,
        Zh(1),
        "这里不认 Markdown",
        "Markdown does not work here",
    ),
    ("第一句。\n\n[注]: 数据", "A sentence.", STRAY, Zh(3), "没有链接用它", "no link uses it"),
    ("```五千家\n码\n```", "A sentence.", STRAY, Zh(1), "只写代码的语言", "only the language of the code"),
    ("## 增长 {快}", "A sentence.", STRAY, Zh(1), "标题后的 {…} 读成了记号", "behind a heading was read"),
    (
        "![图](picture.png \"五千家\")",
        "A sentence.",
        STRAY,
        Zh(1),
        "图片的标题不显示",
        "the title of an image is not shown",
    ),
    (
        "| 甲 |\n|---|\n| 一 | 二 |",
        "A sentence.",
        STRAY,
        Zh(3),
        "这一行的格数比表头多",
        "more cells than the head",
    ),
    ("等等。。。", "A sentence.", "punctuation-width", Zh(1), "中文不写“。。。”", "no mark of Chinese"),
    (
        "一句话。",
        "The 《Book》 of songs.",
        "punctuation-width",
        En(1),
        "英文里用了中文的“《”",
        "a Chinese “《” in English",
    ),
    // Marks.
    ("按<font>回车</font>。", "Press enter.", STRAY, Zh(1), "HTML 不会出现在页面上", "HTML does not show"),
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
    let folder = Folder::of("two-originals");
    let whole = |text: &str, header: &str| match text.starts_with("---\n") {
        true => text.to_owned(),
        false => format!("---\n{header}\n---\n\n{text}\n"),
    };
    folder.write("content/topic/page.zh.md", whole(zh, "title: 例\noriginal: report"));
    folder.write("content/topic/page.en.md", whole(en, "title: Example"));
    folder
}

/// Makes a page of each case, and asserts what is said of it.
pub fn hear(transcript: &mut Transcript, cases: &[Case]) {
    for (zh, en, rule, half, in_zh, in_en) in cases {
        // The lines of the headers stand before the text.
        let (path, line) = match half {
            Zh(line) => ("content/topic/page.zh.md", line + 5),
            En(line) => ("content/topic/page.en.md", line + 4),
        };
        transcript.expect(&page(zh, en), path, rule, line, (in_zh, in_en));
    }
}

pub fn transcript() -> &'static Transcript {
    static TRANSCRIPT: OnceLock<Transcript> = OnceLock::new();
    TRANSCRIPT.get_or_init(|| {
        let mut transcript = Transcript::default();
        hear(&mut transcript, CASES);
        long_ones(&mut transcript);
        a_sentence_that_went(&mut transcript);
        transcript
    })
}

/// Texts beyond the bounds.
fn long_ones(transcript: &mut Transcript) {
    let deep = format!("{}深", "> ".repeat(200));
    let long = "长".repeat(30_000);
    for (zh, in_zh, in_en) in
        [(deep, "层次太深", "nested too deeply"), (long, "段落太长", "the paragraph is too long")]
    {
        let words = (in_zh, in_en);
        transcript.expect(&page(&zh, "Short."), "content/topic/page.zh.md", "file-unreadable", 6, words);
    }
}

/// A sentence is taken out after the translation was accepted.
fn a_sentence_that_went(transcript: &mut Transcript) {
    let folder = page("第一句话。第二句话。", "The first sentence. The second.");
    assert!(folder.run(&["accept"]).status.success());
    folder.write("content/topic/page.zh.md", "---\ntitle: 例\noriginal: report\n---\n\n第一句话。\n");
    let words = ("这里删去了句子，或换了次序", "a sentence was removed here");
    transcript.expect(&folder, "content/topic/page.en.md", "translation-stale", 5, words);
}

#[test]
fn slips_in_the_texts_of_a_page() {
    transcript().assert_right();
}
