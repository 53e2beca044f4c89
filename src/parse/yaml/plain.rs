//! Headers as nearly all are written, read without the marked parser: on each line a key and its value, which is in
//! double quotation marks, plain words, or a list or a mapping of these on one line. Whatever is written in another
//! way is left to the parser, which would give the same.

use crate::base::exact::exact;
use crate::base::source::{Source, Span};
use crate::base::spanned::{Node, NodeKind};
use crate::parse::yaml::scalar;

/// How deeply brackets may stand in one another here.
const NESTING_LIMIT: usize = 4;
/// The longest key here, in bytes.
const KEY_LIMIT: usize = 64;

/// Bytes of a source as a tree of values with places, if they are written like that.
pub(super) fn tree(source: &Source, span: Span) -> Option<Node> {
    let mut reader = PlainReader { source, rest: source.text.get(span.range())?, end: span.end };
    let mut entries = Vec::with_capacity(8);
    while !reader.rest.is_empty() {
        if !reader.take("\n") {
            entries.push(reader.entry(0)?);
            if !reader.take("\n") && !reader.rest.is_empty() {
                return None;
            }
        }
    }
    let span = Span::new(entries.first()?.0.span.start, entries.last()?.1.span.end);
    Some(Node { span, kind: NodeKind::Map(exact(entries).into()) })
}

/// What has not been read yet.
struct PlainReader<'s> {
    source: &'s Source,
    rest: &'s str,
    /// The byte of the file after it.
    end: usize,
}

impl PlainReader<'_> {
    /// The byte of the file at which it goes on.
    fn at(&self) -> usize {
        self.end - self.rest.len()
    }

    /// Whether certain characters come next, which are read if they do.
    fn take(&mut self, characters: &str) -> bool {
        let behind = self.rest.strip_prefix(characters);
        self.rest = behind.unwrap_or(self.rest);
        behind.is_some()
    }

    /// Whether a value ends here for the parser too, which counts a blank behind its last mark to it.
    fn ends_here(&self) -> bool {
        !self.rest.starts_with(' ')
    }

    fn skip_blanks(&mut self) {
        self.rest = self.rest.trim_start_matches(' ');
    }

    fn entry(&mut self, depth: usize) -> Option<(Node, Node)> {
        let is_part = |byte: &u8| byte.is_ascii_lowercase() || *byte == b'_';
        let length = self.rest.bytes().take_while(is_part).count();
        if !(1..=KEY_LIMIT).contains(&length) {
            return None;
        }
        let key = self.words(length);
        self.take(": ").then_some(key).zip(self.value(depth))
    }

    fn value(&mut self, depth: usize) -> Option<Node> {
        match self.rest.as_bytes().first()? {
            b'"' => self.quoted(),
            b'[' | b'{' if depth >= NESTING_LIMIT => None,
            b'[' => self
                .within("[", "]", |reader| reader.value(depth + 1))
                .map(|(span, items)| Node { span, kind: NodeKind::List(exact(items).into()) }),
            b'{' => self
                .within("{", "}", |reader| reader.entry(depth + 1))
                .map(|(span, entries)| Node { span, kind: NodeKind::Map(exact(entries).into()) }),
            _ => self.plain(),
        }
    }

    /// What stands in brackets, parted by commas.
    fn within<T>(
        &mut self,
        open: &str,
        close: &str,
        read: impl Fn(&mut Self) -> Option<T>,
    ) -> Option<(Span, Vec<T>)> {
        let (start, mut all) = (self.at(), Vec::new());
        self.take(open);
        self.skip_blanks();
        while !self.take(close) {
            if !all.is_empty() {
                self.take(",").then_some(())?;
                self.skip_blanks();
            }
            all.push(read(self)?);
            self.skip_blanks();
        }
        self.ends_here().then(|| (Span::new(start, self.at()), all))
    }

    fn quoted(&mut self) -> Option<Node> {
        let length = self.rest[1..].find(|c: char| matches!(c, '"' | '\\') || c.is_control())?;
        let (words, behind) = self.rest[1..].split_at(length);
        let span = Span::new(self.at(), self.at() + length + 2);
        self.rest = behind.strip_prefix('"')?;
        self.ends_here().then(|| Node { span, kind: scalar(self.source, span, words, true) })
    }

    fn plain(&mut self) -> Option<Node> {
        let is_mark = |c| matches!(c, '-' | '_' | '.' | '/' | ' ');
        let is_word =
            |c: char| c.is_ascii_alphanumeric() || c > '\u{a0}' && !c.is_whitespace() && c != '\u{feff}';
        let length = self.rest.find(|c| !is_word(c) && !is_mark(c)).unwrap_or(self.rest.len());
        let words = self.rest[..length].trim_end_matches(' ');
        words.starts_with(is_word).then(|| self.words(words.len()))
    }

    /// So many bytes as they stand there.
    fn words(&mut self, length: usize) -> Node {
        let (words, behind) = self.rest.split_at(length);
        let span = Span::new(self.at(), self.at() + length);
        self.rest = behind;
        Node { span, kind: scalar(self.source, span, words, false) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::yaml::marked_tree;
    use proptest::prelude::*;

    fn both(text: &str) -> (Option<Node>, Option<Node>) {
        let source = Source::new("content/a.zh.md", &format!("---\n{text}"));
        let span = Span::new(4, source.text.len());
        (tree(&source, span), marked_tree(&source, span).ok())
    }

    #[test]
    fn ordinary_headers_are_read_as_the_parser_reads_them() {
        for text in [
            "title: 标题\n",
            "title: \"一年接待685.6万人的“博物馆”: #1\"\nsummary: 全年，共5.0万\ntags: [\"投资\", 就业, a b]\n\ndate: 2021-03-22\nweight: 22",
            "title: { zh: 文献 src-0400, en: Document src-0400 }\ntags: []\nfigures: {}\ndraft: true\nnone: null\n",
            "a: [ { b: [c , \"d\"], e: f }]\na: g\n",
        ] {
            let (own, marked) = both(text);
            assert!(own.is_some(), "{text}");
            assert_eq!(own, marked, "{text}");
        }
    }

    #[test]
    fn what_is_written_in_another_way_is_left_to_the_parser() {
        for text in [
            "",
            "\n",
            "a:\n  b: c\n",
            "a: b # c\n",
            "a: 'b'\n",
            "a: \"b\\n\"\n",
            "a: b: c\n",
            "- a\n",
            "a: |\n  b\n",
            "a:\n",
            "a: b \n",
            "a: &b c\n",
            "a: [b,\n c]\n",
            "a: [b, ]\n",
            "a: \"b\n  c\"\n",
            "a: b\n  c\n",
            "a: [[[[[b]]]]]\n",
            "a: [\"b\" ]\n",
            "a: [[b] ]\n",
            "A: b\n",
        ] {
            assert_eq!(both(text).0, None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn what_is_read_is_what_the_parser_reads(
            parts in proptest::collection::vec(
                prop_oneof![
                    Just("a"), Just("b: "), Just("c_d: "), Just("\n"), Just("\n"), Just(" "), Just("\""), Just("\"e f\""),
                    Just("["), Just("]"), Just("{ "), Just(" }"), Just(", "), Just(","), Just("-"), Just("."), Just("/"),
                    Just("中"), Just("，"), Just("“"), Just("1"), Just("2021-03-22"), Just("null"), Just("#"), Just(":"),
                    Just("\u{e9}"), Just("\u{2028}"), Just("~"), Just("\t"), Just("...\n"), Just("---\n"),
                ],
                0..16,
            ),
            first in prop_oneof![Just("a: "), Just("a: \""), Just("a: ["), Just("a: {b: ")],
        ) {
            let text = format!("{first}{}", parts.concat());
            let (own, marked) = both(&text);
            prop_assert!(own.is_none() || own == marked, "{text:?}: {own:?}, {marked:?}");
        }

        #[test]
        fn any_words_are_read_as_the_parser_reads_them(words in "\\PC{0,12}", is_quoted: bool) {
            let text = if is_quoted { format!("a: \"{words}\"\n") } else { format!("a: [{words}, b]\nc: {words}\n") };
            let (own, marked) = both(&text);
            prop_assert!(own.is_none() || own == marked, "{text:?}: {own:?}, {marked:?}");
        }
    }
}
