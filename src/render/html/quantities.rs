//! The marks of checked figures in what was written: `q-n`, an element of the site's own, which means nothing by itself.
//!
//! Equal figures of the two sides of a passage have one number. A mark that has none has that of the one before it on
//! its side and one more, so that nearly none is written; the first of a side always has one.

const START: &str = "<q-n";
const END: &str = "</q-n>";

/// Begins a mark with a number, where the mark before it had the number `last`.
pub fn start(number: usize, last: Option<usize>, out: &mut String) {
    out.push_str(START);
    if last.is_none_or(|last| last + 1 != number) {
        out.push_str(" k=\"");
        out.push_str(&number.to_string());
        out.push('"');
    }
    out.push('>');
}

/// Ends a mark.
pub fn end(out: &mut String) {
    out.push_str(END);
}

/// Appends what was written without the marks.
pub fn without(html: &str, out: &mut String) {
    let mut rest = html;
    while let Some(at) = rest.find("q-n") {
        let open = rest[..at].rfind('<').unwrap_or(at);
        let Some(close) = rest[at..].find('>') else { break };
        let is_mark = matches!(&rest[open..at], "<" | "</");
        out.push_str(&rest[..if is_mark { open } else { at + close + 1 }]);
        rest = &rest[at + close + 1..];
    }
    out.push_str(rest);
}

/// Appends what was written with marks that have no numbers.
pub fn without_numbers(html: &str, out: &mut String) {
    let mut rest = html;
    while let Some(at) = rest.find("<q-n k=\"") {
        let Some(close) = rest[at..].find('>') else { break };
        out.push_str(&rest[..at + START.len()]);
        rest = &rest[at + close..];
    }
    out.push_str(rest);
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
        assert_eq!(out, "<q-n k=\"1\"><q-n><q-n k=\"2\"><q-n k=\"5\"><q-n>");
    }

    #[test]
    fn what_is_left_is_the_text() {
        let html = "比<q-n k=\"1\">五年</q-n>前<a href=\"q-n.html\">多<q-n>9%</q-n></a>，见 q-n &lt;q-n>。";
        assert_eq!(written(without, html), "比五年前<a href=\"q-n.html\">多9%</a>，见 q-n &lt;q-n>。");
        assert_eq!(written(without_numbers, html), html.replace(" k=\"1\"", ""));
        assert_eq!(written(without, "q-n"), "q-n");
    }
}
