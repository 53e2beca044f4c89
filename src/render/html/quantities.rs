//! The marks of checked figures in what was written: `b`, to which attention is drawn and which means nothing else. It
//! stands for nothing but these, since Markdown's strong is `strong` and so is a `b` of raw HTML.
//!
//! Equal figures of the two sides of a passage have one number. A mark that has none has that of the one before it on
//! its side and one more, so that nearly none is written; the first of a side always has one.

use std::ops::Deref;

use memchr::memchr3;
use serde::{Serialize, Serializer};

use crate::base::digits;

const START: &str = "<b";
const END: &str = "</b>";

/// HTML, and where the marks of figures stand in it.
#[derive(Clone, Debug, Default)]
pub struct FigureHtml {
    html: String,
    marks: FigureMarks,
}

/// The marks of figures in HTML, in order; a page is made of many pieces with few of them.
#[derive(Clone, Debug, Default)]
pub struct FigureMarks(Vec<FigureMark>);

/// Where a mark stands, in bytes.
#[derive(Clone, Copy, Debug)]
struct FigureMark {
    /// Where it begins,
    start: usize,
    /// what it marks,
    inside: usize,
    /// and where it ends.
    end: usize,
}

impl FigureMarks {
    /// Begins a mark with a number, where the mark before it had the number `last`.
    pub fn start(&mut self, number: usize, last: Option<usize>, out: &mut String) {
        let start = out.len();
        match last {
            Some(last) if last + 1 == number => out.push_str("<b>"),
            _ => {
                out.push_str(START);
                out.push_str(" data-n=");
                digits::push(out, number);
                out.push('>');
            }
        }
        self.0.push(FigureMark { start, inside: out.len(), end: out.len() });
    }

    /// Ends the mark that has begun.
    pub fn end(&mut self, out: &mut String) {
        if let Some(mark) = self.0.last_mut() {
            mark.end = out.len();
        }
        out.push_str(END);
    }
}

impl FigureHtml {
    /// What was written with these marks.
    pub fn new(html: String, marks: FigureMarks) -> FigureHtml {
        FigureHtml { html, marks }
    }

    /// Puts HTML in, before all marks.
    pub fn insert(&mut self, at: usize, html: &str) {
        self.html.insert_str(at, html);
        for mark in &mut self.marks.0 {
            mark.start += html.len();
            mark.inside += html.len();
            mark.end += html.len();
        }
    }

    /// Appends what was written without the marks.
    pub fn without_marks(&self, out: &mut String) {
        let mut from = 0;
        for mark in &self.marks.0 {
            out.push_str(&self.html[from..mark.start]);
            out.push_str(&self.html[mark.inside..mark.end]);
            from = mark.end + END.len();
        }
        out.push_str(&self.html[from..]);
    }

    /// Appends what was written with marks that have no numbers, and none around what no line end can part.
    pub fn without_numbers(&self, out: &mut String) {
        let mut from = 0;
        for mark in &self.marks.0 {
            out.push_str(&self.html[from..mark.start]);
            from = mark.end + END.len();
            let figure = &self.html[mark.inside..mark.end];
            match may_be_parted(figure) {
                true => {
                    out.push_str("<b>");
                    out.push_str(&self.html[mark.inside..from]);
                }
                false => out.push_str(figure),
            }
        }
        out.push_str(&self.html[from..]);
    }
}

/// Whether a line end may part what a mark holds: at a blank, a hyphen, a dash (U+2013, U+2014), a stroke.
fn may_be_parted(figure: &str) -> bool {
    memchr3(b' ', b'-', b'/', figure.as_bytes()).is_some()
        || !figure.is_ascii() && figure.contains(['–', '—'])
}

impl From<String> for FigureHtml {
    /// What shall be left as it is.
    fn from(html: String) -> FigureHtml {
        FigureHtml::new(html, FigureMarks::default())
    }
}

impl Deref for FigureHtml {
    type Target = str;

    fn deref(&self) -> &str {
        &self.html
    }
}

impl Serialize for FigureHtml {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.html.serialize(serializer)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Figures by their numbers, each behind some other text.
    fn made(parts: &[(&str, usize, &str)], rest: &str) -> FigureHtml {
        let (mut html, mut marks, mut last) = (String::new(), FigureMarks::default(), None);
        for (before, number, figure) in parts {
            html.push_str(before);
            marks.start(*number, last.replace(*number), &mut html);
            html.push_str(figure);
            marks.end(&mut html);
        }
        html.push_str(rest);
        FigureHtml::new(html, marks)
    }

    fn written(write: fn(&FigureHtml, &mut String), html: &FigureHtml) -> String {
        let mut out = String::new();
        write(html, &mut out);
        out
    }

    #[test]
    fn only_a_jump_has_a_number() {
        let html = made(&[("", 1, ""), ("", 2, ""), ("", 2, ""), ("", 5, ""), ("", 6, "")], "");
        let starts = html.replace("</b>", "");
        assert_eq!(starts, "<b data-n=1><b><b data-n=2><b data-n=5><b>");
    }

    #[test]
    fn what_is_left_is_the_text() {
        let mut html = made(&[("比", 1, "五年"), ("前<a href=\"b.html\">多", 2, "9%")], "</a>，<br>见。");
        let left = "比五年前<a href=\"b.html\">多9%</a>，<br>见。";
        assert_eq!(&*html, "比<b data-n=1>五年</b>前<a href=\"b.html\">多<b>9%</b></a>，<br>见。");
        assert_eq!(written(FigureHtml::without_marks, &html), left);
        assert_eq!(
            written(FigureHtml::without_numbers, &html),
            left,
            "nothing here can be parted by a line end"
        );
        html.insert(3, "今年");
        assert_eq!(
            written(FigureHtml::without_marks, &html),
            "比今年五年前<a href=\"b.html\">多9%</a>，<br>见。"
        );
        assert_eq!(written(FigureHtml::without_marks, &made(&[], "<b")), "<b");
    }

    #[test]
    fn what_a_line_end_could_part_is_held_together() {
        let figures = [
            ("by ", 3, "1.8 percent"),
            (" in ", 4, "2013"),
            (", ", 5, "<strong>forty</strong>-two"),
            (" of ", 6, "94,646"),
        ];
        let held = "by <b>1.8 percent</b> in 2013, <b><strong>forty</strong>-two</b> of 94,646";
        assert_eq!(written(FigureHtml::without_numbers, &made(&figures, "")), held);
    }
}
