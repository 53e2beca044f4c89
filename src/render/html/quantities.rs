//! The marks of checked figures in what was written: `b`, to which attention is drawn and which means nothing else. It
//! stands for nothing but these, since Markdown's strong is `strong` and so is a `b` of raw HTML.
//!
//! Equal figures of the two sides of a passage have one number. A mark that has none has that of the one before it on
//! its side and one more, so that nearly none is written; the first of a side always has one.

use memchr::memchr;

const START: &str = "<b";
const END: &str = "</b>";

/// Begins a mark with a number, where the mark before it had the number `last`.
pub fn start(number: usize, last: Option<usize>, out: &mut String) {
    out.push_str(START);
    if last.is_none_or(|last| last + 1 != number) {
        out.push_str(" data-n=");
        out.push_str(&number.to_string());
    }
    out.push('>');
}

/// Ends a mark.
pub fn end(out: &mut String) {
    out.push_str(END);
}

/// Appends what was written without the marks.
pub fn without(html: &str, out: &mut String) {
    each_mark(html, |mark| {
        if let MarkPart::Between(text) = mark {
            out.push_str(text)
        }
    });
}

/// Appends what was written with marks that have no numbers, and none around what no line end can part.
pub fn without_numbers(html: &str, out: &mut String) {
    let mut is_open = false;
    each_mark(html, |mark| match mark {
        MarkPart::Between(text) => out.push_str(text),
        MarkPart::Start(rest) => {
            is_open = may_be_parted(rest);
            out.push_str(if is_open { "<b>" } else { "" });
        }
        MarkPart::End => out.push_str(if is_open { END } else { "" }),
    });
}

/// Whether a line end may part what stands inside a mark that has just begun.
fn may_be_parted(rest: &str) -> bool {
    for (at, c) in rest.char_indices() {
        match c {
            ' ' | '-' | '–' | '—' | '/' => return true,
            '<' if rest[at..].starts_with(END) => return false,
            _ => {}
        }
    }
    false
}

/// A mark, or what stands between two.
enum MarkPart<'h> {
    /// A mark begins, and what follows it.
    Start(&'h str),
    End,
    Between(&'h str),
}

/// Takes apart what was written. `<b` begins other elements too, as `<br>`.
fn each_mark<'h>(html: &'h str, mut take: impl FnMut(MarkPart<'h>)) {
    let (mut from, mut at) = (0, 0);
    while let Some(next) = memchr(b'<', &html.as_bytes()[at..]).map(|next| at + next) {
        let tag = &html[next..];
        at = next + 1;
        let Some(length) = length(tag) else { continue };
        take(MarkPart::Between(&html[from..next]));
        take(if tag.starts_with(END) { MarkPart::End } else { MarkPart::Start(&tag[length..]) });
        from = next + length;
    }
    take(MarkPart::Between(&html[from..]));
}

/// How long the tag of a mark is; `None` if it is that of another element.
fn length(tag: &str) -> Option<usize> {
    match tag.as_bytes().get(1..)? {
        [b'b', b'>', ..] => Some(START.len() + 1),
        [b'b', b' ', ..] => Some(memchr(b'>', tag.as_bytes())? + 1),
        [b'/', b'b', b'>', ..] => Some(END.len()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(write: fn(&str, &mut String), html: &str) -> String {
        let mut out = String::new();
        write(html, &mut out);
        out
    }

    #[test]
    fn only_a_jump_has_a_number() {
        let mut out = String::new();
        for (number, last) in [(1, None), (2, Some(1)), (2, Some(2)), (5, Some(2)), (6, Some(5))] {
            start(number, last, &mut out);
        }
        assert_eq!(out, "<b data-n=1><b><b data-n=2><b data-n=5><b>");
    }

    #[test]
    fn what_is_left_is_the_text() {
        let html = "比<b data-n=1>五年</b>前<a href=\"b.html\">多<b>9%</b></a>，<br>见<bdi k=1>b</bdi> &lt;b>。<b data-n=\"";
        let left = "比五年前<a href=\"b.html\">多9%</a>，<br>见<bdi k=1>b</bdi> &lt;b>。<b data-n=\"";
        assert_eq!(written(without, html), left);
        assert_eq!(written(without_numbers, html), left, "nothing here can be parted by a line end");
        assert_eq!(written(without, "<b"), "<b");
    }

    #[test]
    fn what_a_line_end_could_part_is_held_together() {
        let html = "by <b data-n=3>1.8 percent</b> in <b>2013</b>, <b><strong>forty</strong>-two</b> of <b>94,646</b>";
        let held = "by <b>1.8 percent</b> in 2013, <b><strong>forty</strong>-two</b> of 94,646";
        assert_eq!(written(without_numbers, html), held);
    }
}
