use crate::base::diagnostic::Label;
use crate::base::lang::{Both, Lang};
use crate::base::source::Span;
use crate::model::bitext::Passage;
use crate::model::page::{Block, BlockKind, CalloutKind, Inline, Item, Mark, Page};
use crate::rules::rule::rule;
use crate::rules::rule::{Check, Pair, RuleContext};

rule! {
    /// 两种语言结构相同
    /// Both sides have the same structure
    ///
    /// # 中文
    /// 段落、标题及其级别和 id、列表的项数、表格的行列、引文的段数、校注的条数，两边应一一相对。多一段、少一项都在这里报告。
    ///
    /// # English
    /// Paragraphs, headings with their levels and ids, list items, table rows and columns, paragraphs of
    /// quotations, and editor’s notes stand across from each other one by one. A block too many or an
    /// item too few is reported here.
    ///
    /// # Bad
    /// ```zh
    /// 第一段。
    ///
    /// 第二段。
    /// ```
    /// ```en
    /// Paragraph one.
    /// ```
    ///
    /// # Good
    /// ```zh
    /// 第一段。
    ///
    /// 第二段。
    /// ```
    /// ```en
    /// Paragraph one.
    ///
    /// Paragraph two.
    /// ```
    "passage-unpaired", Error, Check::Pair(check)
}

fn check(pair: &Pair, report: &mut RuleContext) {
    // The body of a page without a header is not read; that is said elsewhere, and once.
    let pages = &pair.bitext.pages;
    if [&pages.zh, &pages.en].into_iter().any(|page| !page.has_header && page.body.blocks.is_empty()) {
        return;
    }
    let both = pair.bitext.passages.iter().filter_map(|one| {
        let blocks = pair.bitext.blocks(one);
        Some((blocks.zh?, blocks.en?))
    });
    let both: Vec<(&Block, &Block)> = both.collect();
    // Most pages have no footnotes.
    if Lang::ALL.iter().any(|lang| has_footnotes(pair.bitext.pages.get(*lang))) {
        let alike = both.iter().filter(|(zh, en)| !footnotes(pair, zh, en, report)).count() == 0;
        if alike && both.len() == pair.bitext.passages.len() {
            both.iter().for_each(|(zh, en)| order(pair, zh, en, report));
        }
    }
    let mut rest = pair.bitext.passages.as_slice();
    while let Some((first, after)) = rest.split_first() {
        let blocks = pair.bitext.blocks(first);
        if let (Some(zh), Some(en)) = (blocks.zh, blocks.en) {
            inside(pair, zh, en, report);
            rest = after;
            continue;
        }
        let end = rest.iter().position(|one| one.blocks.zh.is_some() && one.blocks.en.is_some());
        let (gap, after) = rest.split_at(end.unwrap_or(rest.len()));
        alone(pair, gap, after.first(), report);
        rest = after;
    }
}

/// Blocks without a partner, and the passage after them. Where each side has as many, they stand across from
/// each other and are of different kinds.
fn alone(pair: &Pair, gap: &[Passage], after: Option<&Passage>, report: &mut RuleContext) {
    let side = |lang: Lang| -> Vec<&Block> {
        gap.iter().filter_map(|one| *pair.bitext.blocks(one).get(lang)).collect()
    };
    let (zh, en) = (side(Lang::Zh), side(Lang::En));
    if zh.len() == en.len() {
        zh.into_iter().zip(en).for_each(|(zh, en)| differ(pair, zh, en, report));
    } else {
        let place = |lang: Lang| belongs(pair, after, lang);
        zh.into_iter().for_each(|block| single(pair, block, Lang::Zh, place(Lang::En), report));
        en.into_iter().for_each(|block| single(pair, block, Lang::En, place(Lang::Zh), report));
    }
}

fn differ(pair: &Pair, zh: &Block, en: &Block, report: &mut RuleContext) {
    let level = |block: &Block| match block.kind {
        BlockKind::Heading { level, .. } => Some(level),
        _ => None,
    };
    let (message, help) = match (level(zh), level(en)) {
        (Some(a), Some(b)) => (
            Both::new(
                format!("标题级别不同：中文 {a} 级，英文 {b} 级"),
                format!("the headings differ in level: {a} in Chinese, {b} in English"),
            ),
            Both::new("两边用同样多的 #", "use as many # on both sides"),
        ),
        _ => {
            let (a, b) = (name(zh), name(en));
            (
                Both::new(
                    format!("中文是{}，英文是{}", a.zh, b.zh),
                    format!("{} in Chinese stands across from {} in English", a.en, b.en),
                ),
                Both::new("两边写成同一种", "make both sides the same"),
            )
        }
    };
    across(pair, zh.span, en.span, message, help, report);
}

/// Where the partner of a block belongs on a side: before the passage that follows, or at the end of the page.
fn belongs(pair: &Pair, after: Option<&Passage>, lang: Lang) -> Label {
    let source = &pair.bitext.pages.get(lang).source;
    match after.and_then(|passage| *pair.bitext.blocks(passage).get(lang)) {
        Some(next) => Label {
            place: source.place(Span::new(next.span.start, next.span.start)),
            text: Both::new("它的另一半应在这之前", "its partner belongs before this"),
        },
        None => {
            let end = source.text.trim_end().len();
            Label {
                place: source.place(Span::new(end, end)),
                text: Both::new("它的另一半应在这之后", "its partner belongs after this"),
            }
        }
    }
}

fn single(pair: &Pair, block: &Block, lang: Lang, belongs: Label, report: &mut RuleContext) {
    let name = name(block);
    let message = match lang {
        Lang::Zh => Both::new(
            format!("这{}没有英文", counted(name.zh)),
            format!("this {} has no English", bare(name.en)),
        ),
        Lang::En => Both::new(
            format!("这{}没有中文", counted(name.zh)),
            format!("this {} has no Chinese", bare(name.en)),
        ),
    };
    let finding = report.find(
        pair.bitext.pages.get(lang).source.place(block.span),
        message,
        Both::new("只有这一边", "only on this side"),
        Both::new(
            "在另一边的同一位置补上，或删去它",
            "add its partner at the same place on the other side, or remove it",
        ),
    );
    finding.related.push(belongs);
}

/// A Chinese name with its measure word.
fn counted(name: &str) -> String {
    let measure = match name {
        "引文" | "代码" => "段",
        "分隔线" | "脚注" => "条",
        _ => "个",
    };
    format!("{measure}{name}")
}

/// A name without its article.
fn bare(name: &str) -> &str {
    name.split_once(' ').map_or(name, |(_, bare)| bare)
}

fn across(
    pair: &Pair,
    zh: Span,
    en: Span,
    message: Both<String>,
    help: Both<String>,
    report: &mut RuleContext,
) {
    let label = Both::new("英文这里", "the English");
    let finding = report.find(pair.bitext.pages.en.source.place(en), message, label, help);
    finding.related.push(Label {
        place: pair.bitext.pages.zh.source.place(zh),
        text: Both::new("中文这里", "the Chinese"),
    });
}

fn inside(pair: &Pair, zh: &Block, en: &Block, report: &mut RuleContext) {
    shapes(pair, zh, en, report);
    attributes(pair, zh, en, report);
    let notes = |lang: Lang, block: &Block| {
        let body = &pair.bitext.pages.get(lang).body;
        body.notes
            .iter()
            .filter(|note| block.span.start <= note.span.start && note.span.end <= block.span.end)
            .count()
    };
    let (a, b) = (notes(Lang::Zh, zh), notes(Lang::En, en));
    count(
        pair,
        (zh.span, en.span),
        Both { zh: "校注条数不同", en: "the blocks differ in editor’s notes" },
        (a, b),
        report,
    );
}

/// The classes of two headings. Each side may have an id of its own: links find the heading by either.
fn attributes(pair: &Pair, zh: &Block, en: &Block, report: &mut RuleContext) {
    let (a, b) = (classes(zh), classes(en));
    if a == b || a.is_empty() || b.is_empty() {
        return;
    }
    let message = Both::new(
        format!("两边标题的记号不同：中文 {{{a}}}，英文 {{{b}}}"),
        format!("the marks of the headings differ: {{{a}}} in Chinese, {{{b}}} in English"),
    );
    let help = Both::new("两边写成一样，或只写在一边", "write the same on both sides, or on one side alone");
    across(pair, zh.span, en.span, message, help, report);
}

/// `.class .class` of a heading, as far as they are written.
fn classes(block: &Block) -> String {
    let BlockKind::Heading { attributes, .. } = &block.kind else { return String::new() };
    attributes.classes().iter().map(|class| format!(".{class}")).collect::<Vec<_>>().join(" ")
}

/// Reports two numbers that differ; gives whether they are equal.
fn count(
    pair: &Pair,
    at: (Span, Span),
    what: Both<&str>,
    (a, b): (usize, usize),
    report: &mut RuleContext,
) -> bool {
    if a != b {
        let message = Both::new(
            format!("{}：中文 {a}，英文 {b}", what.zh),
            format!("{}: {a} in Chinese, {b} in English", what.en),
        );
        let help = Both::new("补上少的，或删去多的", "add what is missing or remove what is too much");
        across(pair, at.0, at.1, message, help, report);
    }
    a == b
}

/// The parts of two blocks of one kind, and the parts of these.
fn shapes(pair: &Pair, zh: &Block, en: &Block, report: &mut RuleContext) {
    let at = (zh.span, en.span);
    pictures(pair, zh, en, report);
    match (&zh.kind, &en.kind) {
        (BlockKind::List { items: a, start: first }, BlockKind::List { items: b, start: other }) => {
            if first != other {
                lists(pair, at, (*first, *other), report);
            }
            let what = Both { zh: "列表项数不同", en: "the lists differ in items" };
            if count(pair, at, what, (a.len(), b.len()), report) {
                for (a, b) in a.iter().zip(b) {
                    boxes(pair, a, b, report);
                    parts(pair, (a.span, b.span), &a.blocks, &b.blocks, report);
                }
            }
        }
        (BlockKind::Quote(a), BlockKind::Quote(b)) => {
            let what = Both { zh: "引文段数不同", en: "the quotations differ in paragraphs" };
            if count(pair, at, what, (a.len(), b.len()), report) {
                parts(pair, at, a, b, report);
            }
        }
        (BlockKind::Table { head: a, rows: c, .. }, BlockKind::Table { head: b, rows: d, .. }) => {
            let columns = Both { zh: "表格列数不同", en: "the tables differ in columns" };
            count(pair, at, columns, (a.len(), b.len()), report);
            let rows = Both { zh: "表格行数不同", en: "the tables differ in rows" };
            count(pair, at, rows, (c.len(), d.len()), report);
        }
        (BlockKind::Footnote { blocks: a, .. }, BlockKind::Footnote { blocks: b, .. }) => {
            parts(pair, at, a, b, report)
        }
        (BlockKind::Callout { kind: a, blocks: c }, BlockKind::Callout { kind: b, blocks: d }) => {
            match a == b {
                true => parts(pair, at, c, d, report),
                false => differ(pair, zh, en, report),
            }
        }
        _ => {}
    }
}

/// The boxes of two tasks: one that is done, one that is not, one without a box.
fn boxes(pair: &Pair, zh: &Item, en: &Item, report: &mut RuleContext) {
    if zh.checked == en.checked {
        return;
    }
    let said = |checked: Option<bool>| match checked {
        Some(true) => Both::new("已完成", "done"),
        Some(false) => Both::new("未完成", "not done"),
        None => Both::new("没有方框", "without a box"),
    };
    let (a, b) = (said(zh.checked), said(en.checked));
    let message = Both::new(
        format!("任务的方框不同：中文{}，英文{}", a.zh, b.zh),
        format!("the boxes of the task differ: {} in Chinese, {} in English", a.en, b.en),
    );
    let help = Both::new("两边写一样的方框：[ ] 或 [x]", "write the same box on both sides: [ ] or [x]");
    across(pair, zh.span, en.span, message, help, report);
}

/// The pictures of two blocks.
fn pictures(pair: &Pair, zh: &Block, en: &Block, report: &mut RuleContext) {
    let pictures = |block: &Block| {
        let inlines = block.own_proses().flat_map(|prose| &prose.inlines);
        inlines.filter(|one| matches!(one, Inline::Open(Mark::Image(_)))).count()
    };
    let what = Both { zh: "图片数不同", en: "the blocks differ in pictures" };
    count(pair, (zh.span, en.span), what, (pictures(zh), pictures(en)), report);
}

/// Two lists that a reader sees as different: numbers and bullets, or other numbers.
fn lists(pair: &Pair, at: (Span, Span), starts: (Option<u64>, Option<u64>), report: &mut RuleContext) {
    let said = |start: Option<u64>| match start {
        Some(first) => Both::new(format!("从 {first} 起编号"), format!("numbered from {first}")),
        None => Both::new("不编号", "bullets"),
    };
    let (zh, en) = (said(starts.0), said(starts.1));
    let message = Both::new(
        format!("列表的样子不同：中文{}，英文{}", zh.zh, en.zh),
        format!("the lists look different: {} in Chinese, {} in English", zh.en, en.en),
    );
    let help =
        Both::new("两边都编号，从同一个数起，或都不编号", "number both from the same number, or neither");
    across(pair, at.0, at.1, message, help, report);
}

/// Whether a page has footnotes, or calls some.
fn has_footnotes(page: &Page) -> bool {
    let is_note = |block: &Block| matches!(block.kind, BlockKind::Footnote { .. });
    let is_call = |inline: &Inline| matches!(inline, Inline::FootnoteCall(_));
    page.body.blocks.iter().any(is_note) || page.body.proses().flat_map(|prose| &prose.inlines).any(is_call)
}

/// The calls of footnotes in two blocks, and the numbers of two footnotes; `false` where their number differs.
fn footnotes(pair: &Pair, zh: &Block, en: &Block, report: &mut RuleContext) -> bool {
    let what = Both { zh: "脚注的引用数不同", en: "the blocks differ in calls of footnotes" };
    count(pair, (zh.span, en.span), what, (calls(zh).len(), calls(en).len()), report)
}

/// Footnotes that are called in another order, told only where each block calls as many.
fn order(pair: &Pair, zh: &Block, en: &Block, report: &mut RuleContext) {
    let number = |block: &Block| match block.kind {
        BlockKind::Footnote { number, .. } => Some(number),
        _ => None,
    };
    if number(zh) != number(en) || calls(zh) != calls(en) {
        let message = Both::new("两边的脚注不是同一条", "the footnotes are not the same on both sides");
        let help = Both::new(
            "两边按同样的次序引用脚注，注文也按同样的次序写",
            "call the footnotes in the same order on both sides, and write their texts in the same order",
        );
        across(pair, zh.span, en.span, message, help, report);
    }
}

/// The numbers of the footnotes that a block calls.
fn calls(block: &Block) -> Vec<usize> {
    let inlines = block.proses().into_iter().flat_map(|prose| &prose.inlines);
    let calls = inlines.filter_map(|inline| match inline {
        Inline::FootnoteCall(call) => Some(call.number),
        _ => None,
    });
    calls.collect()
}

/// The blocks inside two items or quotations.
fn parts(pair: &Pair, at: (Span, Span), zh: &[Block], en: &[Block], report: &mut RuleContext) {
    let what = Both { zh: "里面的段数不同", en: "the parts inside differ in number" };
    if !count(pair, at, what, (zh.len(), en.len()), report) {
        return;
    }
    for (zh, en) in zh.iter().zip(en) {
        match name(zh).en == name(en).en {
            true => shapes(pair, zh, en, report),
            false => differ(pair, zh, en, report),
        }
    }
}

fn name(block: &Block) -> Both<&'static str> {
    match &block.kind {
        BlockKind::Paragraph(_) | BlockKind::Plain(_) => Both { zh: "段落", en: "a paragraph" },
        BlockKind::Heading { .. } => Both { zh: "标题", en: "a heading" },
        BlockKind::List { .. } => Both { zh: "列表", en: "a list" },
        BlockKind::Table { .. } => Both { zh: "表格", en: "a table" },
        BlockKind::Quote(_) => Both { zh: "引文", en: "a block quotation" },
        BlockKind::Callout { kind, .. } => match kind {
            CalloutKind::Note => Both { zh: "说明（[!NOTE]）", en: "a note ([!NOTE])" },
            CalloutKind::Tip => Both { zh: "提示（[!TIP]）", en: "a tip ([!TIP])" },
            CalloutKind::Important => {
                Both { zh: "重要（[!IMPORTANT]）", en: "an important note ([!IMPORTANT])" }
            }
            CalloutKind::Warning => Both { zh: "警告（[!WARNING]）", en: "a warning ([!WARNING])" },
            CalloutKind::Caution => Both { zh: "当心（[!CAUTION]）", en: "a caution ([!CAUTION])" },
        },
        BlockKind::Code { .. } => Both { zh: "代码", en: "a code block" },
        BlockKind::Html(_) => Both { zh: "HTML", en: "an HTML block" },
        BlockKind::Rule => Both { zh: "分隔线", en: "a dividing line" },
        BlockKind::Footnote { .. } => Both { zh: "脚注", en: "a footnote" },
    }
}
