//! What is said of each kind of markup that stayed literal, in Chinese and in English; `{typed}` is what was typed.

use crate::base::lang::Both;
use crate::model::stray::StrayKind;

/// What is said of a kind.
struct StrayWords {
    kind: StrayKind,
    message: [&'static str; 2],
    help: [&'static str; 2],
}

/// The message of what other tools are written with.
const FOREIGN: [&str; 2] = ["“{typed}”是别的工具的记号", "“{typed}” is the syntax of another tool"];

/// The message of a link that is none.
const FAILED: [&str; 2] = ["链接没有成：{typed}", "the link failed: {typed}"];

/// Each kind.
const WORDS: &[StrayWords] = &[
    StrayWords {
        kind: StrayKind::Partner,
        message: [
            "“{typed}”没有成对，会照样印出来",
            "“{typed}” has no partner and will be printed as it stands",
        ],
        help: [
            "补上另一半；就要这个符号时写 \\{typed}",
            "add its partner; if the characters are meant, write \\{typed}",
        ],
    },
    StrayWords {
        kind: StrayKind::BlankInAddress,
        message: FAILED,
        help: [
            "地址里有空格：写成 %20，或用尖括号括起来：[文字](<文件 名.pdf>)",
            "a blank in the address: write %20, or put the address into angle brackets: [text](<my file.pdf>)",
        ],
    },
    StrayWords {
        kind: StrayKind::OpenAddress,
        message: FAILED,
        help: [
            "地址里的括号不成对：用尖括号括起来：[文字](<地址>)",
            "the parentheses of the address do not pair: put it into angle brackets: [text](<address>)",
        ],
    },
    StrayWords {
        kind: StrayKind::BlankBeforeAddress,
        message: FAILED,
        help: ["删去 ] 与 ( 之间的空格", "remove the blank between ] and ("],
    },
    StrayWords {
        kind: StrayKind::WideParentheses,
        message: FAILED,
        help: [
            "地址两边用半角括号：[文字](地址)",
            "write half-width parentheses around the address: [text](address)",
        ],
    },
    StrayWords {
        kind: StrayKind::Reference,
        message: FAILED,
        help: [
            "没有这个名称的定义：写成 [文字](地址)，或加一行 [名称]: 地址；就要方括号时写 \\[",
            "nothing defines that name: write [text](address), or add a line [name]: address; if the brackets are meant, write \\[",
        ],
    },
    StrayWords {
        kind: StrayKind::FootnoteCall,
        message: ["脚注“{typed}”没有注文", "the footnote “{typed}” has no text"],
        help: ["加一段 {typed}: 注文，或删去这个记号", "add a paragraph {typed}: text, or remove the call"],
    },
    StrayWords {
        kind: StrayKind::UncalledFootnote,
        message: ["脚注“{typed}”没有人引用", "nothing calls the footnote “{typed}”"],
        help: ["在正文里写上 {typed}，或删去这条脚注", "write {typed} in the text, or remove the footnote"],
    },
    StrayWords {
        kind: StrayKind::SecondFootnote,
        message: ["脚注“{typed}”写了两次", "the footnote “{typed}” is defined twice"],
        help: [
            "给第二条另起一个名称，或并成一条",
            "give the second one a label of its own, or make one of both",
        ],
    },
    StrayWords {
        kind: StrayKind::Heading,
        message: ["“{typed}”后面没有空格，不是标题", "no blank after “{typed}”, so this is no heading"],
        help: [
            "写成“{typed} 标题”；就要这个符号时写 \\{typed}",
            "write “{typed} Title”; if the characters are meant, write \\{typed}",
        ],
    },
    StrayWords {
        kind: StrayKind::Item,
        message: ["“{typed}”后面没有空格，不是列表", "no blank after “{typed}”, so this is no list"],
        help: [
            "写成“{typed} 项目”；就要这个符号时写 \\{typed}",
            "write “{typed} item”; if the character is meant, write \\{typed}",
        ],
    },
    StrayWords {
        kind: StrayKind::Backtick,
        message: ["代码的反引号没有成对", "a backtick of code has no partner"],
        help: [
            "补上另一个反引号；就要这个符号时写 \\`",
            "add the other backtick; if the character is meant, write \\`",
        ],
    },
    StrayWords {
        kind: StrayKind::Highlight,
        message: FOREIGN,
        help: [
            "高亮写成 <mark>文字</mark>；强调写成 **文字**",
            "write <mark>text</mark> to highlight, **text** to stress",
        ],
    },
    StrayWords {
        kind: StrayKind::Change,
        message: ["“{typed}”不显示为增删", "“{typed}” is not shown as a change"],
        help: [
            "接受或放弃这处修改；引文里的误植写 {~~印本~>读作~~}",
            "accept the change or drop it; a misprint in a quotation is {~~printed~>read~~}",
        ],
    },
    StrayWords {
        kind: StrayKind::Table,
        message: ["表格没有成：{typed}", "the table failed: {typed}"],
        help: [
            "表头下一行写 | --- | --- |，格数与表头相同，表格前空一行",
            "below the head write | --- | --- | with as many cells, and leave a blank line before the table",
        ],
    },
    StrayWords {
        kind: StrayKind::Container,
        message: FOREIGN,
        help: [
            "提示写成引文块，第一行 > [!NOTE]（或 TIP、IMPORTANT、WARNING、CAUTION），后面各行以 > 开头",
            "write notes as > [!NOTE] (or TIP, IMPORTANT, WARNING, CAUTION) and their lines after > too",
        ],
    },
    StrayWords {
        kind: StrayKind::Callout,
        message: ["没有“{typed}”这种提示", "there is no note of the kind “{typed}”"],
        help: [
            "用 [!NOTE]、[!TIP]、[!IMPORTANT]、[!WARNING]、[!CAUTION] 之一，单独一行",
            "use one of [!NOTE], [!TIP], [!IMPORTANT], [!WARNING], [!CAUTION], on a line of its own",
        ],
    },
    StrayWords {
        kind: StrayKind::Template,
        message: FOREIGN,
        help: [
            "改用 Markdown：图片 ![说明](文件)，链接 [文字](文件)；就要这些字时放进反引号",
            "use Markdown: ![text](file) for an image, [text](file) for a link; if the characters are meant, put them into backticks",
        ],
    },
    StrayWords {
        kind: StrayKind::WikiLink,
        message: FOREIGN,
        help: ["链接写成 [文字](文件.zh.md)", "write [text](file.en.md) for a link"],
    },
    StrayWords {
        kind: StrayKind::Contents,
        message: FOREIGN,
        help: ["删去这一行；每一页自有小标题", "remove the line; the headings of a page are there to see"],
    },
    StrayWords {
        kind: StrayKind::Import,
        message: FOREIGN,
        help: ["删去这一行；就要显示时放进代码块", "remove the line; to show it, put it into a code block"],
    },
    StrayWords {
        kind: StrayKind::Formula,
        message: ["公式会照样印出来：{typed}", "the formula will be printed as typed: {typed}"],
        help: [
            "用文字和 <sup>、<sub> 写，例如 O(n<sup>2</sup>)；或放进反引号",
            "write it in words with <sup> and <sub>, such as O(n<sup>2</sup>), or put it into backticks",
        ],
    },
    StrayWords {
        kind: StrayKind::Wide,
        message: ["“{typed}”是全角的，不成标记", "“{typed}” is full-width, and no markup"],
        help: [
            "标记用半角：# 标题、- 项目、> 引文、**重要**、[文字](地址)、<br>；就要全角符号时，在这一段前写豁免",
            "write markup half-width: # Title, - item, > quotation, **bold**, [text](address), <br>; if the full-width mark is meant, put a waiver before the block",
        ],
    },
    StrayWords {
        kind: StrayKind::Attributes,
        message: FOREIGN,
        help: [
            "删去花括号：段落没有样式；标题的记号写成 ## 标题 {#名称}",
            "remove the braces: paragraphs have no styles; a heading’s own id is ## Title {#name}",
        ],
    },
    StrayWords {
        kind: StrayKind::InlineNote,
        message: FOREIGN,
        help: [
            "写成脚注：文中 [^1]，另起一段 [^1]: 注文",
            "write a footnote: [^1] in the text, and a paragraph [^1]: text",
        ],
    },
    StrayWords {
        kind: StrayKind::Citation,
        message: FOREIGN,
        help: [
            "写成脚注：文中 [^1]，另起一段 [^1]: 注文",
            "write a footnote: [^1] in the text, and a paragraph [^1]: text",
        ],
    },
    StrayWords {
        kind: StrayKind::Script,
        message: FOREIGN,
        help: ["上标写成 <sup>2</sup>，下标写成 <sub>2</sub>", "write <sup>2</sup> or <sub>2</sub>"],
    },
    StrayWords {
        kind: StrayKind::Emoji,
        message: FOREIGN,
        help: ["直接写这个表情符号，或删去", "type the character itself, or remove it"],
    },
    StrayWords {
        kind: StrayKind::CutAddress,
        message: ["网址在汉字前断了，链接可能不对", "the address ends before the Chinese characters"],
        help: [
            "汉字属于网址时，整个用尖括号括起来：<网址>；不属于时，中间空一格",
            "if they belong to it, put all of it into angle brackets: <address>; if not, put a blank between",
        ],
    },
    StrayWords {
        kind: StrayKind::Comment,
        message: FOREIGN,
        help: ["不给读者看的话写成 <!-- 备注 -->", "write <!-- remark --> for what no reader should see"],
    },
    StrayWords {
        kind: StrayKind::Task,
        message: ["“{typed}”没有成为方框", "“{typed}” is no box of a task"],
        help: [
            "写成 - [ ] 未完成 或 - [x] 已完成，方框后空一格",
            "write - [ ] open or - [x] done, with a blank behind the box",
        ],
    },
    StrayWords {
        kind: StrayKind::RunOn,
        message: ["这几行会连成一段印出来", "these lines will be printed as one paragraph"],
        help: [
            "列表每行以“- ”或“1. ”开头；各成一段时，中间空一行",
            "begin each line of a list with “- ” or “1. ”; leave a blank line between paragraphs",
        ],
    },
    StrayWords {
        kind: StrayKind::Definition,
        message: FOREIGN,
        help: [
            "把解释写进正文、脚注或 glossary.yaml",
            "put the explanation into the text, a footnote or glossary.yaml",
        ],
    },
    StrayWords {
        kind: StrayKind::FrontMatter,
        message: FOREIGN,
        help: [
            "页头写在文件开头，放在两行 --- 之间，用 YAML",
            "the header stands at the top of the file between two lines ---, in YAML",
        ],
    },
    StrayWords {
        kind: StrayKind::CalloutTitle,
        message: ["“{typed}”后面还有字，不成提示", "words stand behind “{typed}”, so this is no note"],
        help: ["把它单独写一行；标题写进下一行", "put it on a line of its own, and its title on the next"],
    },
    StrayWords {
        kind: StrayKind::Locator,
        message: ["“{typed}”不是引文的出处", "“{typed}” names the place of no quotation"],
        help: [
            "出处是引文块的最后一行，写成 > — 原文名#段号",
            "a place is the last line of a block quotation: > — document#paragraph",
        ],
    },
];

/// What stayed literal, and its cure.
pub(crate) fn words(kind: StrayKind, typed: &str) -> (Both<String>, Both<String>) {
    let filled = |words: [&str; 2]| {
        let [zh, en] = words.map(|text| text.replace("{typed}", typed));
        Both::new(zh, en)
    };
    let found = WORDS.iter().find(|one| one.kind == kind);
    found.map_or_else(|| (filled(FOREIGN), filled(FOREIGN)), |one| (filled(one.message), filled(one.help)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_kind_has_its_words_once() {
        let mut kinds: Vec<String> = WORDS.iter().map(|one| format!("{:?}", one.kind)).collect();
        kinds.sort();
        let all = kinds.len();
        kinds.dedup();
        assert_eq!(kinds.len(), all);
        let declared = include_str!("../model/stray.rs");
        let declared = &declared[declared.find("pub enum StrayKind").unwrap()..];
        let declared = &declared[..declared.find("\n}").unwrap()];
        let names = declared.lines().filter_map(|line| line.trim().strip_suffix(','));
        let missing: Vec<&str> = names.filter(|name| !kinds.iter().any(|kind| kind == name)).collect();
        assert!(missing.is_empty(), "{missing:?}");
    }
}
