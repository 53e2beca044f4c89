//! Waivers in the text, `<!-- duizhao: allow RULE: reason -->`, and comments that want to be one and are not.

use memchr::{memchr, memmem};

use crate::base::diagnostic::{Diagnostic, Level};
use crate::base::lang::Both;
use crate::base::source::{Source, Span};
use crate::model::page::{Block, BlockKind, Inline, Waiver};

/// The waivers that an HTML block consists of; `None` if it is anything else. `from` is its first byte in
/// the file, `next` the block that it stands before.
pub fn read(html: &str, from: usize, next: usize) -> Option<Vec<Waiver>> {
    let mut found = Vec::new();
    let (mut rest, mut from) = (html, from);
    loop {
        let blank = rest.len() - rest.trim_start().len();
        (rest, from) = (&rest[blank..], from + blank);
        if rest.is_empty() {
            return (!found.is_empty()).then_some(found);
        }
        let inside = rest.strip_prefix("<!--")?;
        let length = inside.find("-->")?;
        let words =
            inside[..length].trim().strip_prefix("duizhao")?.trim_start().strip_prefix([':', '：'])?;
        let words =
            words.trim().strip_prefix("allow").filter(|words| words.starts_with(char::is_whitespace))?;
        let first = words.split_whitespace().next().unwrap_or("");
        let (rule, reason) = words.split_once([':', '：']).unwrap_or((first, ""));
        let whole = 4 + length + 3;
        found.push(Waiver {
            span: Span::new(from, from + whole),
            rule: rule.trim().to_owned(),
            reason: reason.trim().to_owned(),
            block: next,
        });
        (rest, from) = (&rest[whole..], from + whole);
    }
}

/// Reports the comments that are meant as waivers and excuse nothing: they do not end, are written in another
/// way, or stand inside a block. A comment of any kind that does not end hides the rest of the page.
pub fn report_lost(blocks: &[Block], source: &Source, out: &mut Vec<Diagnostic>) {
    // The mark of a comment can be written with a backslash or as entities.
    let text = source.text.as_bytes();
    let may_be_there = memmem::find(text, b"!--").is_some() || memchr(b'&', text).is_some();
    for block in blocks.iter().filter(|_| may_be_there) {
        let fault = match &block.kind {
            BlockKind::Html(html) => match (is_meant(html), is_open(html)) {
                (true, true) => Some(WaiverError::Open),
                (true, false) => Some(WaiverError::Form),
                (false, true) => Some(WaiverError::Comment),
                (false, false) => None,
            },
            _ => within(block, true),
        };
        out.extend(fault.map(|fault| fault.diagnostic(source, place(source, block.span))));
    }
}

/// What is wrong with a comment.
#[derive(Clone, Copy)]
enum WaiverError {
    /// The waiver does not end.
    Open,
    /// It is not written as a waiver.
    Form,
    /// It stands inside a block.
    Inside,
    /// Another comment that does not end.
    Comment,
}

/// A waiver that stands inside a block.
fn within(block: &Block, is_outermost: bool) -> Option<WaiverError> {
    let nested = match &block.kind {
        BlockKind::Html(html) if !is_outermost && is_meant(html) => return Some(WaiverError::Inside),
        _ => block.children().find_map(|block| within(block, false)),
    };
    nested.or_else(|| {
        let mut events =
            block.proses().into_iter().flat_map(|prose| prose.inlines.iter().map(move |one| (prose, one)));
        events.find_map(|(prose, one)| match one {
            Inline::Html(tag) if is_meant(&tag.html) => Some(WaiverError::Inside),
            Inline::Text(range) if is_meant(&prose.text.string()[range.clone()]) => Some(WaiverError::Open),
            _ => None,
        })
    })
}

/// The comments of a text that are meant as waivers.
fn meant(text: &str) -> impl Iterator<Item = usize> {
    text.match_indices("<!--").map(|(at, _)| at).filter(move |at| {
        let words = text[at + 4..].trim_start();
        words.get(..7).is_some_and(|word| word.eq_ignore_ascii_case("duizhao"))
    })
}

fn is_meant(text: &str) -> bool {
    meant(text).next().is_some()
}

fn is_open(html: &str) -> bool {
    html.rfind("<!--").is_some_and(|at| !html[at..].contains("-->"))
}

/// The comment in the file, as far as its line goes.
fn place(source: &Source, block: Span) -> Span {
    let text = &source.text[block.range()];
    let at = meant(text).next().or_else(|| text.rfind("<!--")).unwrap_or(0);
    let line = text[at..].lines().next().unwrap_or("");
    let end = line.find("-->").map_or(line.len(), |end| end + 3);
    Span::new(block.start + at, block.start + at + end)
}

impl WaiverError {
    fn diagnostic(self, source: &Source, span: Span) -> Diagnostic {
        let right = "<!-- duizhao: allow RULE: reason -->";
        let (message, help) = match self {
            WaiverError::Open => (
                Both::new("豁免没有结束", "the waiver does not end"),
                Both::new(format!("用 --> 结束它：{right}"), format!("end it with -->: {right}")),
            ),
            WaiverError::Form => (
                Both::new("这条豁免写得不对", "this waiver is not written as one"),
                Both::new(format!("写成 {right}，单独一行"), format!("write {right}, on a line of its own")),
            ),
            WaiverError::Inside => (
                Both::new("豁免写在段落里面，不起作用", "a waiver inside a block excuses nothing"),
                Both::new(
                    "移到它所豁免的段落、引文块或列表之前，单独成行，前后空行",
                    "move it before the paragraph, quotation or list that it excuses, on a line of its own between blank lines",
                ),
            ),
            WaiverError::Comment => (
                Both::new(
                    "注释没有结束，后面的内容都不见了",
                    "the comment does not end, and everything after it is hidden",
                ),
                Both::new("用 --> 结束它", "end it with -->"),
            ),
        };
        let rule = if matches!(self, WaiverError::Comment) { "stray-markup" } else { "waiver-invalid" };
        let level = if matches!(self, WaiverError::Comment) { Level::Warning } else { Level::Error };
        Diagnostic::new(
            rule,
            level,
            source.place(span),
            message,
            Both::new("从这里开始", "it begins here"),
            help,
        )
    }
}

#[cfg(test)]
mod tests {
    use crate::base::lang::Lang;
    use crate::base::source::Source;
    use crate::parse::markdown;

    /// Rules and waivers of a text: what is reported, and the rules that are waived.
    fn read(text: &str) -> (Vec<(String, usize)>, Vec<String>) {
        let (body, found) = markdown::parse(&Source::new("content/a.zh.md", text), 0, Lang::Zh);
        let found = found.into_iter().map(|one| (one.message.en, one.primary.place.span.start)).collect();
        (found, body.waivers.into_iter().map(|one| format!("{}: {}", one.rule, one.reason)).collect())
    }

    #[test]
    fn waivers_stand_before_a_block() {
        let text = "<!-- duizhao: allow link-broken: 还没写好 -->\n<!--duizhao：allow stray-markup：<b>原样</b>-->\n\n一段。\n";
        let (found, waivers) = read(text);
        assert!(found.is_empty(), "{found:?}");
        assert_eq!(waivers, ["link-broken: 还没写好", "stray-markup: <b>原样</b>"]);
    }

    #[test]
    fn what_wants_to_be_a_waiver_and_is_none_is_reported() {
        for (text, says) in [
            ("<!-- duizhao: allow link-broken: 没有结束\n\n一段。\n", "does not end"),
            ("一段。<!-- duizhao: allow link-broken: 理由 -->\n", "inside a block"),
            ("> 引文\n>\n> <!-- duizhao: allow quote-not-found: 理由 -->\n", "inside a block"),
            ("- 一项\n\n  <!-- duizhao: allow link-broken: 理由 -->\n", "inside a block"),
            ("<!-- duizhao: allow a: <!-- b --> -->\n\n一段。\n", "not written as one"),
            ("<!-- duizhao allow link-broken -->\n\n一段。\n", "not written as one"),
            ("<!-- Duizhao: link-broken: 理由 -->\n\n一段。\n", "not written as one"),
            ("<!-- duizhao: allow link-broken: 理由 --> <b>又有</b>\n", "not written as one"),
            ("一段<!-- duizhao: allow link-broken 没有结束\n", "does not end"),
            ("<!-- 别的注释\n\n一段。\n", "everything after it is hidden"),
        ] {
            let (found, waivers) = read(text);
            assert_eq!(found.len(), 1, "{text}: {found:?}");
            assert!(found[0].0.contains(says), "{text}: {found:?}");
            assert_eq!(found[0].1, text.find("<!--").unwrap(), "{text}");
            assert!(waivers.is_empty(), "{text}");
        }
    }

    #[test]
    fn other_comments_and_code_are_left_alone() {
        for text in [
            "<!-- 备注：以后再写 -->\n\n一段。\n",
            "写 `<!-- duizhao: allow 规则: 理由 -->`。\n",
            "```\n<!-- duizhao: allow x: y -->\n```\n",
        ] {
            assert_eq!(read(text), (vec![], vec![]), "{text}");
        }
    }
}
