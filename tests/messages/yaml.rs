//! Slips in YAML, each said in an editor’s words.

use std::sync::OnceLock;

use super::harness::{Heard, Slip, findings};
use crate::site::Folder;

/// Lines of a header, the line that is wrong, and words of what is said.
const HEADERS: &[(&str, usize, &str, &str)] = &[
    ("title：五年主要指标", 2, "键后面是全角冒号", "full-width"),
    ("title:五年主要指标", 2, "冒号后面少了空格", "a space is missing after the colon"),
    ("title: 增长: 五年", 2, "值里有半角冒号", "holds a colon"),
    ("title: “增长”: 五年", 2, "全角引号“”不算", "curly ones “” do not count"),
    ("title: \"没有结束\nsummary: 一句话", 2, "引号没有另一半", "has no partner"),
    ("title: \"五年\"指标", 2, "引号后面还有字", "text follows the closing quotation mark"),
    ("title: [2022] 五年", 2, "括号后面还有字", "text follows the closing bracket"),
    ("title: 五年\n\tsummary: 一句话", 3, "制表符", "begins with a tab"),
    ("title: 五年\n　summary: 一句话", 3, "全角空格", "full-width space"),
    ("title: 五年\n  summary: 一句话", 3, "", ""),
    ("title: 五年\nsummary 一句话", 3, "键后面没有冒号", "no colon follows the key"),
    ("title: 五年\n一句话", 3, "没有键和冒号", "no key and colon"),
    ("title: 五年\ntags: [甲, 乙", 3, "括号没有配对", "a bracket has no partner"),
    ("title: %增长", 2, "值以特殊符号开头", "begins with a special sign"),
    ("title: 五年\ntitle: 六年", 3, "键 `title` 写了两次", "is given twice"),
    ("title: 五年\ntitel: 六年", 3, "是不是要写 `title`", "did you mean `title`?"),
    ("title: 五年\n标题: 六年", 3, "是不是要写 `title`", "did you mean `title`?"),
    ("title: 五年\n作者: 某人", 3, "这里可用的键", "the keys that may stand here"),
    ("标题：五年", 2, "键后面是全角冒号", "full-width"),
    ("title: 五年\ntags: [甲，乙]", 3, "几个标签连成了一个", "several tags are written as one"),
    ("title: 五年\ndate: 2022年4月11日", 3, "写成 2022-04-11", "write 2022-04-11"),
    (
        "title: 五年\nfigures:\n  - { id: gdp, label: 值, unit: “亿元”, points: [{ at: 2021, value: 1 }] }",
        4,
        "引号是全角的",
        "curly ones",
    ),
    ("title:", 2, "这里没有值", "there is no value here"),
    ("summary: 没有标题", 2, "缺少 `title`", "`title` is missing"),
    ("title: 五年\ntags: 甲", 3, "这里应为列表", "this must be a list"),
    ("title: 五年\nweight: 一", 3, "整数", "a whole number"),
    ("title: 五年\ndraft: 是", 3, "`true` 或 `false`", "`true` or `false`"),
    ("title: 五年\nlayout: comparision", 3, "comparison", "did you mean `comparison`?"),
    ("title: *重要*", 2, "值以特殊符号开头", "begins with a special sign"),
    ("title: 五年\nfigures:\n  － id: gdp", 4, "列表项的记号", "the mark of the list item"),
    ("title: 五年\nfigures:\n  - { id：gdp, label: 值, unit: 亿元 }", 4, "全角冒号", "full-width"),
    (
        "title: 五年\nfigures:\n  - { id: gdp，label: 值, unit: 亿元 }",
        4,
        "全角逗号",
        "comma between two entries",
    ),
    (
        "title: 五年\nfigures:\n  - { id: gdp, label: 值, unit: 亿元, chart: chnage, points: [{ at: 2021, value: 1 }] }",
        4,
        "是不是要写 `change`",
        "did you mean `change`?",
    ),
    (
        "title: 五年\nfigures:\n  - { id: gdp, label: 值, unit: 亿元, points: [{ at: 2021, value: 1, kind: targt }] }",
        4,
        "是不是要写 `target`",
        "did you mean `target`?",
    ),
    (
        "title: 五年\nfigures:\n  - { id: gdp, label: 值, unit: 亿元, points: [{ at: 2021, value: 1, bound: atleast }] }",
        4,
        "是不是要写 `at-least`",
        "did you mean `at-least`?",
    ),
    (
        "title: 五年\nfigures:\n  - { id: gdp, label: 值, unit: 亿元, points: [{ at: 2021, value: 3,875 }] }",
        4,
        "千位逗号",
        "a comma between its thousands",
    ),
];

/// What stands where a header should stand.
const AROUND: &[(&str, usize, &str, &str)] = &[
    ("title: 五年\n---\n\n一句话。\n", 1, "在这一行上面加一行 ---", "put a line --- above this one"),
    ("一句话。\n", 1, "文件开头没有页头", "the file has no header"),
    ("", 1, "文件开头没有页头", "the file has no header"),
    ("－－－\ntitle: 五年\n－－－\n\n一句话。\n", 1, "三个半角连字符", "three hyphens"),
    ("———\ntitle: 五年\n———\n\n一句话。\n", 1, "三个半角连字符", "three hyphens"),
    ("+++\ntitle = \"五年\"\n+++\n", 1, "三个半角连字符", "three hyphens"),
    ("---\ntitle: 五年\n－－－\n\n一句话。\n", 3, "三个半角连字符", "three hyphens"),
    ("---\ntitle: 五年\n----\n\n一句话。\n", 3, "三个半角连字符", "three hyphens"),
    ("---\ntitle: 五年\n\n一句话。\n", 1, "页头没有结束", "the header does not end"),
    ("\n\n---\ntitle: 五年\n---\n", 3, "页头前面有空行", "blank lines or spaces stand before"),
];

pub const ZH: &str = "content/topic/growth.zh.md";

/// A Chinese page with a header of these lines.
pub fn header(lines: &str) -> String {
    format!("---\n{lines}\n---\n\n一句话。\n")
}

pub fn heard() -> &'static Heard {
    static HEARD: OnceLock<Heard> = OnceLock::new();
    HEARD.get_or_init(|| {
        let mut heard = Heard::default();
        let headers = HEADERS.iter().map(|(lines, line, zh, en)| (header(lines), *line, *zh, *en));
        let around = AROUND.iter().map(|(text, line, zh, en)| (text.to_string(), *line, *zh, *en));
        for (text, line, zh, en) in headers.chain(around) {
            heard.slip(Slip { path: ZH, text, rule: "front-matter-invalid", line, zh, en });
        }
        heard
    })
}

#[test]
fn slips_in_yaml_are_said_in_an_editors_words() {
    heard().assert_right();
}

#[test]
fn a_header_that_is_not_found_is_said_once_and_blanks_are_nobodys_mistake() {
    let folder = Folder::with_site();
    folder.write(ZH, folder.read(ZH).replacen("---\n", "－－－\n", 1));
    assert_eq!(findings(&folder).len(), 1);
    let folder = Folder::with_site();
    folder.write(ZH, folder.read(ZH).replace("---\n", "---  \n"));
    assert_eq!(findings(&folder), []);
}
