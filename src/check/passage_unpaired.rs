use crate::both::{Both, Lang};
use crate::check::rule::{Look, Pair, Report};
use crate::diagnostic::Label;
use crate::page::{Block, BlockKind};
use crate::rule;

rule! {
    /// 两种语言结构相同
    /// Both sides have the same structure
    ///
    /// # 中文
    /// 段落、标题及其级别、列表的项数、表格的行列、引文的段数、校注的条数，两边应一一相对。多一段、少一项都在这里报告。
    ///
    /// # English
    /// Paragraphs, headings and their levels, list items, table rows and columns, paragraphs of
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
    "passage-unpaired", Error, Look::Pair(look)
}

fn look(pair: &Pair, report: &mut Report) {
    for passage in &pair.bitext.passages {
        let blocks = pair.bitext.blocks(passage);
        match (blocks.zh, blocks.en) {
            (Some(zh), Some(en)) => inside(pair, zh, en, report),
            (Some(alone), None) => single(pair, alone, Lang::Zh, report),
            (None, Some(alone)) => single(pair, alone, Lang::En, report),
            (None, None) => {}
        }
    }
}

fn single(pair: &Pair, block: &Block, lang: Lang, report: &mut Report) {
    let name = name(block);
    let message = match lang {
        Lang::Zh => Both::said(format!("这个{}没有英文", name.zh), format!("this {} has no English", name.en)),
        Lang::En => Both::said(format!("这个{}没有中文", name.zh), format!("this {} has no Chinese", name.en)),
    };
    report.find(
        pair.bitext.pages.get(lang).source.place(block.span),
        message,
        Both::said("只有这一边", "only on this side"),
        Both::said("在另一边的同一位置补上，或删去这一段", "add its partner at the same place on the other side, or remove it"),
    );
}

fn inside(pair: &Pair, zh: &Block, en: &Block, report: &mut Report) {
    let mut differ = |message: Both<String>, help: Both<String>| {
        let finding = report.find(
            pair.bitext.pages.en.source.place(en.span),
            message,
            Both::said("英文这一段", "the English block"),
            help,
        );
        finding.related.push(Label {
            place: pair.bitext.pages.zh.source.place(zh.span),
            text: Both::said("中文这一段", "the Chinese block"),
        });
    };
    let mut counts = |what: Both<&str>, a: usize, b: usize| {
        if a != b {
            differ(
                Both::said(format!("{}：中文 {a}，英文 {b}", what.zh), format!("{}: {a} in Chinese, {b} in English", what.en)),
                Both::said("补上少的，或删去多的", "add what is missing or remove what is too much"),
            );
        }
    };
    match (&zh.kind, &en.kind) {
        (BlockKind::List { items: a, .. }, BlockKind::List { items: b, .. }) => {
            counts(Both { zh: "列表项数不同", en: "the lists differ in items" }, a.len(), b.len());
        }
        (BlockKind::Quote(a), BlockKind::Quote(b)) => {
            counts(Both { zh: "引文段数不同", en: "the quotations differ in paragraphs" }, a.len(), b.len());
        }
        (BlockKind::Table { head: a, rows: c, .. }, BlockKind::Table { head: b, rows: d, .. }) => {
            counts(Both { zh: "表格列数不同", en: "the tables differ in columns" }, a.len(), b.len());
            counts(Both { zh: "表格行数不同", en: "the tables differ in rows" }, c.len(), d.len());
        }
        _ => {}
    }
    let notes = |lang: Lang, block: &Block| {
        let body = &pair.bitext.pages.get(lang).body;
        body.notes.iter().filter(|note| block.span.start <= note.span.start && note.span.end <= block.span.end).count()
    };
    counts(Both { zh: "校注条数不同", en: "the blocks differ in editor’s notes" }, notes(Lang::Zh, zh), notes(Lang::En, en));
}

fn name(block: &Block) -> Both<&'static str> {
    match &block.kind {
        BlockKind::Paragraph(_) | BlockKind::Plain(_) => Both { zh: "段落", en: "paragraph" },
        BlockKind::Heading { .. } => Both { zh: "标题", en: "heading" },
        BlockKind::List { .. } => Both { zh: "列表", en: "list" },
        BlockKind::Table { .. } => Both { zh: "表格", en: "table" },
        BlockKind::Quote(_) => Both { zh: "引文", en: "block quotation" },
        BlockKind::Code { .. } => Both { zh: "代码", en: "code block" },
        BlockKind::Html(_) => Both { zh: "HTML", en: "HTML block" },
        BlockKind::Rule => Both { zh: "分隔线", en: "thematic break" },
        BlockKind::Footnote { .. } => Both { zh: "脚注", en: "footnote" },
    }
}
