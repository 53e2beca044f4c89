//! What is said of each kind of markup that stayed literal.

use crate::base::lang::Both;
use crate::model::stray::StrayKind;

/// What stayed literal, and its cure.
pub(crate) fn words(kind: StrayKind, typed: &str) -> (Both<String>, Both<String>) {
    let failed = |what: &str, thing: &str| {
        Both::new(format!("{what}没有成：{typed}"), format!("{thing} failed: {typed}"))
    };
    let foreign = || {
        Both::new(format!("“{typed}”是别的工具的记号"), format!("“{typed}” is the syntax of another tool"))
    };
    match kind {
        StrayKind::Partner => (
            Both::new(
                format!("“{typed}”没有成对，会照样印出来"),
                format!("“{typed}” has no partner and will be printed as it stands"),
            ),
            Both::new(
                format!("补上另一半；就要这个符号时写 \\{typed}"),
                format!("add its partner; if the characters are meant, write \\{typed}"),
            ),
        ),
        StrayKind::BlankInAddress => (
            failed("链接", "the link"),
            Both::new(
                "地址里有空格：写成 %20，或用尖括号括起来：[文字](<文件 名.pdf>)",
                "a blank in the address: write %20, or put the address into angle brackets: [text](<my file.pdf>)",
            ),
        ),
        StrayKind::OpenAddress => (
            failed("链接", "the link"),
            Both::new(
                "地址里的括号不成对：用尖括号括起来：[文字](<地址>)",
                "the parentheses of the address do not pair: put it into angle brackets: [text](<address>)",
            ),
        ),
        StrayKind::BlankBeforeAddress => (
            failed("链接", "the link"),
            Both::new("删去 ] 与 ( 之间的空格", "remove the blank between ] and ("),
        ),
        StrayKind::WideParentheses => (
            failed("链接", "the link"),
            Both::new(
                "地址两边用半角括号：[文字](地址)",
                "write half-width parentheses around the address: [text](address)",
            ),
        ),
        StrayKind::Reference => (
            failed("链接", "the link"),
            Both::new(
                "没有这个名称的定义：写成 [文字](地址)，或加一行 [名称]: 地址；就要方括号时写 \\[",
                "nothing defines that name: write [text](address), or add a line [name]: address; if the brackets are meant, write \\[",
            ),
        ),
        StrayKind::FootnoteCall => (
            Both::new(format!("脚注“{typed}”没有注文"), format!("the footnote “{typed}” has no text")),
            Both::new(
                format!("加一段 {typed}: 注文，或删去这个记号"),
                format!("add a paragraph {typed}: text, or remove the call"),
            ),
        ),
        StrayKind::UncalledFootnote => (
            Both::new(format!("脚注“{typed}”没有人引用"), format!("nothing calls the footnote “{typed}”")),
            Both::new(
                format!("在正文里写上 {typed}，或删去这条脚注"),
                format!("write {typed} in the text, or remove the footnote"),
            ),
        ),
        StrayKind::SecondFootnote => (
            Both::new(format!("脚注“{typed}”写了两次"), format!("the footnote “{typed}” is defined twice")),
            Both::new(
                "给第二条另起一个名称，或并成一条",
                "give the second one a label of its own, or make one of both",
            ),
        ),
        StrayKind::Heading => (
            Both::new(
                format!("“{typed}”后面没有空格，不是标题"),
                format!("no blank after “{typed}”, so this is no heading"),
            ),
            Both::new(
                format!("写成“{typed} 标题”；就要这个符号时写 \\{typed}"),
                format!("write “{typed} Title”; if the characters are meant, write \\{typed}"),
            ),
        ),
        StrayKind::Item => (
            Both::new(
                format!("“{typed}”后面没有空格，不是列表"),
                format!("no blank after “{typed}”, so this is no list"),
            ),
            Both::new(
                format!("写成“{typed} 项目”；就要这个符号时写 \\{typed}"),
                format!("write “{typed} item”; if the character is meant, write \\{typed}"),
            ),
        ),
        StrayKind::Backtick => (
            Both::new("代码的反引号没有成对", "a backtick of code has no partner"),
            Both::new(
                "补上另一个反引号；就要这个符号时写 \\`",
                "add the other backtick; if the character is meant, write \\`",
            ),
        ),
        StrayKind::Highlight => (
            foreign(),
            Both::new(
                "高亮写成 <mark>文字</mark>；强调写成 **文字**",
                "write <mark>text</mark> to highlight, **text** to stress",
            ),
        ),
        StrayKind::Change => (
            Both::new(format!("“{typed}”不显示为增删"), format!("“{typed}” is not shown as a change")),
            Both::new(
                "接受或放弃这处修改；引文里的误植写 {~~印本~>读作~~}",
                "accept the change or drop it; a misprint in a quotation is {~~printed~>read~~}",
            ),
        ),
        StrayKind::Table => (
            Both::new(format!("表格没有成：{typed}"), format!("the table failed: {typed}")),
            Both::new(
                "表头下一行写 | --- | --- |，格数与表头相同，表格前空一行",
                "below the head write | --- | --- | with as many cells, and leave a blank line before the table",
            ),
        ),
        StrayKind::Container => (
            foreign(),
            Both::new(
                "提示写成引文块，第一行 > [!NOTE]（或 TIP、IMPORTANT、WARNING、CAUTION），后面各行以 > 开头",
                "write notes as > [!NOTE] (or TIP, IMPORTANT, WARNING, CAUTION) and their lines after > too",
            ),
        ),
        StrayKind::Callout => (
            Both::new(format!("没有“{typed}”这种提示"), format!("there is no note of the kind “{typed}”")),
            Both::new(
                "用 [!NOTE]、[!TIP]、[!IMPORTANT]、[!WARNING]、[!CAUTION] 之一，单独一行",
                "use one of [!NOTE], [!TIP], [!IMPORTANT], [!WARNING], [!CAUTION], on a line of its own",
            ),
        ),
        StrayKind::Template => (
            foreign(),
            Both::new(
                "改用 Markdown：图片 ![说明](文件)，链接 [文字](文件)；就要这些字时放进反引号",
                "use Markdown: ![text](file) for an image, [text](file) for a link; if the characters are meant, put them into backticks",
            ),
        ),
        StrayKind::WikiLink => {
            (foreign(), Both::new("链接写成 [文字](文件.zh.md)", "write [text](file.en.md) for a link"))
        }
        StrayKind::Contents => (
            foreign(),
            Both::new(
                "删去这一行；每一页自有小标题",
                "remove the line; the headings of a page are there to see",
            ),
        ),
        StrayKind::Import => (
            foreign(),
            Both::new(
                "删去这一行；就要显示时放进代码块",
                "remove the line; to show it, put it into a code block",
            ),
        ),
        StrayKind::Formula => (
            Both::new(
                format!("公式会照样印出来：{typed}"),
                format!("the formula will be printed as typed: {typed}"),
            ),
            Both::new(
                "用文字和 <sup>、<sub> 写，例如 O(n<sup>2</sup>)；或放进反引号",
                "write it in words with <sup> and <sub>, such as O(n<sup>2</sup>), or put it into backticks",
            ),
        ),
        _ => others(kind, typed),
    }
}

/// The same of full-width marks and of what is written for other tools.
fn others(kind: StrayKind, typed: &str) -> (Both<String>, Both<String>) {
    let foreign = || {
        Both::new(format!("“{typed}”是别的工具的记号"), format!("“{typed}” is the syntax of another tool"))
    };
    match kind {
        StrayKind::Wide => (
            Both::new(
                format!("“{typed}”是全角的，不成标记"),
                format!("“{typed}” is full-width, and no markup"),
            ),
            Both::new(
                "标记用半角：# 标题、- 项目、> 引文、**重要**、[文字](地址)、<br>；就要全角符号时，在这一段前写豁免",
                "write markup half-width: # Title, - item, > quotation, **bold**, [text](address), <br>; if the full-width mark is meant, put a waiver before the block",
            ),
        ),
        StrayKind::Attributes => (
            foreign(),
            Both::new(
                "删去花括号：段落没有样式；标题的记号写成 ## 标题 {#名称}",
                "remove the braces: paragraphs have no styles; a heading’s own id is ## Title {#name}",
            ),
        ),
        StrayKind::InlineNote | StrayKind::Citation => (
            foreign(),
            Both::new(
                "写成脚注：文中 [^1]，另起一段 [^1]: 注文",
                "write a footnote: [^1] in the text, and a paragraph [^1]: text",
            ),
        ),
        StrayKind::Script => (
            foreign(),
            Both::new("上标写成 <sup>2</sup>，下标写成 <sub>2</sub>", "write <sup>2</sup> or <sub>2</sub>"),
        ),
        StrayKind::Emoji => {
            (foreign(), Both::new("直接写这个表情符号，或删去", "type the character itself, or remove it"))
        }
        StrayKind::Comment => (
            foreign(),
            Both::new(
                "不给读者看的话写成 <!-- 备注 -->",
                "write <!-- remark --> for what no reader should see",
            ),
        ),
        StrayKind::Task => (
            Both::new(format!("“{typed}”没有成为方框"), format!("“{typed}” is no box of a task")),
            Both::new(
                "写成 - [ ] 未完成 或 - [x] 已完成，方框后空一格",
                "write - [ ] open or - [x] done, with a blank behind the box",
            ),
        ),
        StrayKind::RunOn => (
            Both::new("这几行会连成一段印出来", "these lines will be printed as one paragraph"),
            Both::new(
                "列表每行以“- ”或“1. ”开头；各成一段时，中间空一行",
                "begin each line of a list with “- ” or “1. ”; leave a blank line between paragraphs",
            ),
        ),
        StrayKind::FrontMatter => (
            foreign(),
            Both::new(
                "页头写在文件开头，放在两行 --- 之间，用 YAML",
                "the header stands at the top of the file between two lines ---, in YAML",
            ),
        ),
        StrayKind::CalloutTitle => (
            Both::new(
                format!("“{typed}”后面还有字，不成提示"),
                format!("words stand behind “{typed}”, so this is no note"),
            ),
            Both::new(
                "把它单独写一行；标题写进下一行",
                "put it on a line of its own, and its title on the next",
            ),
        ),
        _ => (
            Both::new(
                format!("“{typed}”不是引文的出处"),
                format!("“{typed}” names the place of no quotation"),
            ),
            Both::new(
                "出处是引文块的最后一行，写成 > — 原文名#段号",
                "a place is the last line of a block quotation: > — document#paragraph",
            ),
        ),
    }
}
