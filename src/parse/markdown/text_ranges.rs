//! Where editor's marks and locators may stand: a first reading of the text as it was written.
//!
//! A mark is a mark only in running text. `{==` in code, in HTML, in the target of a link or in an
//! image's text alternative is what it is. Which is which only a Markdown parser knows, so the text
//! is read once with its marks in it, for the structure alone.

use std::ops::Range;

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

/// One paragraph, heading, table cell or tight item.
#[derive(Clone, Debug)]
pub struct TextRange {
    /// From its first to its last character of running text.
    pub range: Range<usize>,
    /// Its runs of running text, in order.
    texts: Vec<Range<usize>>,
    /// Whether it is a paragraph that stands directly in a block quotation.
    pub quoted: Option<QuotedParagraph>,
}

/// A paragraph of a block quotation.
#[derive(Clone, Copy, Debug)]
pub struct QuotedParagraph {
    /// Where the text of its last line begins.
    pub last_line: usize,
    /// Whether other words stand before it in the same quotation.
    pub follows: bool,
}

impl TextRange {
    /// Whether a byte belongs to running text.
    pub fn is_text(&self, at: usize) -> bool {
        let index = self.texts.partition_point(|text| text.end <= at);
        self.texts.get(index).is_some_and(|text| text.start <= at)
    }
}

/// The leaves of a text, in order.
pub fn leaves(text: &str, options: Options) -> Vec<TextRange> {
    let mut walk = Walk::default();
    // A mark at the end of a heading is no `{#id .class}`.
    let options = options - Options::ENABLE_HEADING_ATTRIBUTES;
    for (event, range) in Parser::new_ext(text, options).into_offset_iter() {
        walk.step(&event, range);
    }
    walk.end_leaf();
    walk.leaves
}

#[derive(Default)]
struct Walk {
    leaves: Vec<TextRange>,
    open: Option<TextRange>,
    /// The blocks that are open; for each whether it is a block quotation, and whether a block has ended
    /// in it.
    open_blocks: Vec<(bool, bool)>,
    /// Open images, code blocks and HTML blocks.
    shut: usize,
    /// The next text begins a line.
    broken: bool,
}

impl Walk {
    fn step(&mut self, event: &Event, range: Range<usize>) {
        match event {
            Event::Start(Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Link { .. }) => {}
            Event::End(TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link) => {}
            Event::Start(Tag::Image { .. }) => self.shut += 1,
            Event::End(TagEnd::Image) => self.shut -= 1,
            Event::Start(tag) => {
                self.end_leaf();
                if let (Tag::Paragraph, Some((true, follows))) = (tag, self.open_blocks.last().copied()) {
                    let quoted = QuotedParagraph { last_line: range.start, follows };
                    self.open = Some(TextRange { range, texts: Vec::new(), quoted: Some(quoted) });
                    self.broken = true;
                }
                self.open_blocks.push((matches!(tag, Tag::BlockQuote(None)), false));
                self.shut += usize::from(matches!(tag, Tag::CodeBlock(_) | Tag::HtmlBlock));
            }
            Event::End(tag) => {
                self.end_leaf();
                self.open_blocks.pop();
                if let Some((_, follows)) = self.open_blocks.last_mut() {
                    *follows = true;
                }
                self.shut -= usize::from(matches!(tag, TagEnd::CodeBlock | TagEnd::HtmlBlock));
            }
            Event::Text(_) if self.shut == 0 => self.text(range),
            Event::SoftBreak | Event::HardBreak => self.broken = true,
            _ => {}
        }
    }

    fn text(&mut self, range: Range<usize>) {
        let leaf = self.open.get_or_insert_with(|| TextRange {
            range: range.clone(),
            texts: Vec::new(),
            quoted: None,
        });
        if self.broken
            && let Some(quoted) = &mut leaf.quoted
        {
            quoted.last_line = range.start;
        }
        self.broken = false;
        match leaf.texts.last_mut() {
            Some(last) if last.end == range.start => last.end = range.end,
            _ => leaf.texts.push(range),
        }
    }

    fn end_leaf(&mut self) {
        self.broken = false;
        let Some(mut leaf) = self.open.take() else { return };
        if let (Some(first), Some(last)) = (leaf.texts.first(), leaf.texts.last()) {
            leaf.range = first.start..last.end;
            self.leaves.push(leaf);
        }
    }
}
