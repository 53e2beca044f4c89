//! What differs between the two halves of a page: their parts, and their figures.

use std::sync::OnceLock;

use super::harness::Transcript;
use super::pages::Half::{En, Zh};
use super::pages::{Case, hear};

const UNPAIRED: &str = "passage-unpaired";
const MISMATCH: &str = "figure-mismatch";
const MISPLACED: &str = "figure-misplaced";
const DIRECTION: &str = "figure-direction";

const CASES: &[Case] = &[
    ("## 标题", "### Heading", UNPAIRED, En(1), "标题级别不同：中文 2 级，英文 3 级", "differ in level"),
    (
        "## 计划 {.same}",
        "## Plans {.field}",
        UNPAIRED,
        En(1),
        "两边标题的记号不同：中文 {.same}，英文 {.field}",
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
    ("1. 甲", "- A", UNPAIRED, En(1), "中文从 1 起编号，英文不编号", "numbered from 1 in Chinese, bullets"),
    (
        "甲[^1]。\n\n[^1]: 注。",
        "A.\n\n[^1]: Note.",
        UNPAIRED,
        En(1),
        "脚注的引用数不同",
        "differ in calls of footnotes",
    ),
    (
        "甲[^1]，乙[^2]。\n\n[^1]: 注。\n\n[^2]: 注。",
        "A[^2], B[^1].\n\n[^1]: Note.\n\n[^2]: Note.",
        UNPAIRED,
        En(3),
        "两边的脚注不是同一条",
        "the footnotes are not the same",
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
        "- 港口3个\n- 机场2个",
        "- Two airports\n- Three ports",
        MISMATCH,
        En(2),
        "英文各项的次序与中文不同",
        "stand in another order",
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
    (
        "超过40，000个项目。",
        "There are over 40,000 projects.",
        MISMATCH,
        En(1),
        "数字里夹着全角逗号或空格",
        "a blank stands inside a figure",
    ),
    (
        "超过40，000个项目。",
        "There are over 40,000 projects.",
        MISMATCH,
        En(1),
        "把中文里的数连起来写：40000",
        "without a gap: 40000",
    ),
    ("一季度增长。", "It grew in Q2.", MISMATCH, En(1), "中文是 第1季度", "Q1 in the Chinese, Q2 in"),
    ("上半年增长。", "It grew in H2.", MISMATCH, En(1), "中文是 上半年", "the first half of the year in"),
    ("90年代的事。", "It was in the eighties.", MISMATCH, En(1), "中文是 90年代", "the 90s in the"),
    ("21世纪的事。", "It is of the 20th century.", MISMATCH, En(1), "第21世纪", "century 21 in"),
    (
        "全市新建3个港口和5个机场。",
        "The city built five ports and three airports.",
        MISPLACED,
        En(1),
        "两个数字对调了：“",
        "two figures have changed places: ",
    ),
    (
        "8月7日，3名船员获救。",
        "On August 3, seven crew members were rescued.",
        MISPLACED,
        En(1),
        "两个数字对调了：同一处中文是",
        "where the Chinese has",
    ),
    (
        "出口额增长6%。",
        "Exports fell by 6 percent.",
        DIRECTION,
        En(1),
        "的增减方向相反：中文是“增长”，英文是“fell”",
        "it rises in the Chinese (增长), and not in the English (“fell”)",
    ),
    (
        "出口额下降6%。",
        "Exports rose by 6 percent.",
        DIRECTION,
        En(1),
        "英文改用表示下降的词",
        "use a word for a fall",
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
];

pub fn transcript() -> &'static Transcript {
    static TRANSCRIPT: OnceLock<Transcript> = OnceLock::new();
    TRANSCRIPT.get_or_init(|| {
        let mut transcript = Transcript::default();
        hear(&mut transcript, CASES);
        transcript
    })
}

#[test]
fn what_differs_between_two_halves_is_told() {
    transcript().assert_right();
}
