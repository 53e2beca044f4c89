//! What was read against what is written: every letter and digit of a page stands in something that is
//! shown, in the markup of something that is shown, or in a comment. What is left reaches no reader.

use memchr::memmem;
use pulldown_cmark::{Event, Parser, Tag};

use crate::base::diagnostic::{Diagnostic, Level};
use crate::base::lang::Both;
use crate::base::map::HashSet;
use crate::base::source::{Source, Span};
use crate::model::page::{Block, BlockKind, Body, Inline, Item, Mark, Prose};
use crate::parse::markdown::cjk_emphasis::Masked;
use crate::parse::markdown::criticmarkup::Clean;
use crate::parse::markdown::dialect::options;

/// Reports what of a file, from `start` on, reaches no page.
pub fn report(
    source: &Source,
    start: usize,
    body: &Body,
    clean: &Clean,
    masked: &Masked,
    out: &mut Vec<Diagnostic>,
) {
    let mut covered =
        CoveredSpans { source, spans: definitions(source, clean, masked), hovering: Vec::new() };
    covered.spans.extend(body.emendations.iter().map(|one| one.span));
    covered.spans.extend(body.notes.iter().map(|one| one.span));
    covered.spans.extend(body.waivers.iter().map(|one| one.span));
    covered.spans.extend(clean.locators.iter().map(|one| one.span));
    body.blocks.iter().for_each(|block| covered.block(block));
    // Where a whole page is read as something else, the first places say enough.
    let hovering = std::mem::take(&mut covered.hovering);
    let gaps = covered.gaps(start).into_iter().take(MOST);
    out.extend(gaps.map(|span| {
        match hovering.iter().any(|link| link.start <= span.start && span.end <= link.end) {
            true => hovered(source, span),
            false => diagnostic(source, span),
        }
    }));
}

/// How many places of one file are told.
const MOST: usize = 50;

/// The definitions of links that some link uses, as far as their titles.
fn definitions(source: &Source, clean: &Clean, masked: &Masked) -> Vec<Span> {
    // Most pages have none, and need not be read once more.
    if memmem::find(masked.text.as_bytes(), b"]:").is_none() {
        return Vec::new();
    }
    let parser = Parser::new_ext(&masked.text, options());
    let known: Vec<(String, Span)> = parser
        .reference_definitions()
        .iter()
        .map(|(label, one)| {
            let span = clean.span(one.span.start, one.span.end);
            let title = one.title.as_deref().map(|title| masked.put_back(title).into_owned());
            (key(label), untitled(source, span, title.as_deref().unwrap_or("")))
        })
        .collect();
    if known.is_empty() {
        return Vec::new();
    }
    let used: HashSet<String> = parser
        .filter_map(|event| match event {
            Event::Start(Tag::Link { id, .. } | Tag::Image { id, .. }) if !id.is_empty() => Some(key(&id)),
            _ => None,
        })
        .collect();
    known.into_iter().filter(|(label, _)| used.contains(label)).map(|(_, span)| span).collect()
}

/// A link or its definition up to its title.
fn untitled(source: &Source, span: Span, title: &str) -> Span {
    let text = &source.text[span.range()];
    let end = if title.is_empty() { None } else { text.rfind(title) };
    Span::new(span.start, span.start + end.unwrap_or(text.len()))
}

/// A label as labels are compared.
fn key(label: &str) -> String {
    label.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

struct CoveredSpans<'s> {
    source: &'s Source,
    spans: Vec<Span>,
    /// Links with titles, which show under a mouse alone.
    hovering: Vec<Span>,
}

impl CoveredSpans<'_> {
    fn block(&mut self, block: &Block) {
        block.own_proses().for_each(|prose| self.prose(prose));
        let text = &self.source.text[block.span.range()];
        match &block.kind {
            BlockKind::Heading { prose, .. } => self.attributes(block, prose),
            BlockKind::Code { info: Some(_), .. } => self.code(block, text),
            BlockKind::Code { info: None, .. } | BlockKind::Html(_) => self.spans.push(block.span),
            BlockKind::Callout { .. } => self.until(block.span, text.find(']')),
            BlockKind::Footnote { .. } => self.until(block.span, text.find("]:")),
            BlockKind::List { items, .. } => items.iter().for_each(|item| self.item(item)),
            _ => {}
        }
        block.children().for_each(|block| self.block(block));
    }

    fn until(&mut self, span: Span, end: Option<usize>) {
        self.spans.extend(end.map(|end| Span::new(span.start, span.start + end)));
    }

    /// `#id` and `.class` behind a heading; other words in the braces are read and lost.
    fn attributes(&mut self, block: &Block, prose: &Prose) {
        let from = prose.text.span(0..prose.text.string().len()).end.clamp(block.span.start, block.span.end);
        let rest = &self.source.text[from..block.span.end];
        let Some(open) = rest.rfind('{') else { return };
        let mut at = from + open + 1;
        for word in rest[open + 1..].split_inclusive(|c: char| c.is_whitespace() || c == '}') {
            if word.starts_with(['#', '.']) {
                self.spans.push(Span::new(at, at + word.len()));
            }
            at += word.len();
        }
    }

    /// A fenced block: the language behind the fence, and the code.
    fn code(&mut self, block: &Block, text: &str) {
        let first = text.find('\n').unwrap_or(text.len());
        let info = text[..first].trim_start_matches(['`', '~', ' ']);
        let language = info.split_whitespace().next().unwrap_or("");
        let is_name = language.starts_with(|c: char| c.is_ascii_alphabetic())
            && language.chars().all(|c| c.is_ascii_alphanumeric() || "+-#._".contains(c));
        if is_name {
            let at = block.span.start + first - info.len();
            self.spans.push(Span::new(at, at + language.len()));
        }
        self.spans.push(Span::new(block.span.start + first, block.span.end));
    }

    /// The number of an item and the box of a task.
    fn item(&mut self, item: &Item) {
        let text = &self.source.text[item.span.range()];
        let marker = text.bytes().take_while(u8::is_ascii_digit).count();
        self.until(item.span, Some(marker));
        if item.checked.is_some()
            && let Some(open) = text.find('[')
        {
            let at = item.span.start + open;
            self.spans.push(Span::new(at, at + 3));
        }
    }

    fn prose(&mut self, prose: &Prose) {
        prose.text.spans().for_each(|span| self.spans.push(span));
        for inline in &prose.inlines {
            match inline {
                // The title of an image is nowhere on the page, that of a link on no phone and no paper.
                Inline::Open(Mark::Image(link)) => {
                    self.spans.push(untitled(self.source, link.span, &link.title));
                }
                Inline::Open(Mark::Link(link)) => {
                    self.spans.push(untitled(self.source, link.span, &link.title));
                    if !link.title.is_empty() {
                        self.hovering.push(link.span);
                    }
                }
                Inline::FootnoteCall(call) => self.spans.push(call.span),
                Inline::Html(tag) => self.spans.push(tag.span),
                _ => {}
            }
        }
    }

    /// The runs of letters and digits that nothing covers; runs of one line that nothing shown parts are one.
    fn gaps(mut self, start: usize) -> Vec<Span> {
        if !self.spans.is_sorted() {
            self.spans.sort_unstable();
        }
        let mut gaps: Vec<Span> = Vec::new();
        let text: &str = &self.source.text;
        let (mut from, mut joined) = (start.min(text.len()), false);
        let end = Span::new(text.len(), text.len());
        for span in self.spans.into_iter().chain([end]) {
            let until = text.ceil_char_boundary(span.start).max(from);
            for (at, c) in text[from..until].char_indices() {
                let here = Span::new(from + at, from + at + c.len_utf8());
                if c == '\n' {
                    joined = false;
                } else if c.is_alphanumeric() {
                    match gaps.last_mut().filter(|_| joined) {
                        Some(last) => last.end = here.end,
                        None => gaps.push(here),
                    }
                    joined = true;
                }
            }
            from = until;
            if span.end > from {
                joined = false;
                from = text.ceil_char_boundary(span.end);
            }
        }
        gaps
    }
}

/// The title of a link: words that only some readers see are neither compared nor proved.
fn hovered(source: &Source, span: Span) -> Diagnostic {
    let words = &source.text[span.range()];
    Diagnostic::new(
        "stray-markup",
        Level::Warning,
        source.place(span),
        Both::new(
            format!("链接的标题“{words}”要用鼠标指着才看得到"),
            format!("“{words}”, the title of a link, shows under a mouse alone"),
        ),
        Both::new("手机上、纸上都没有", "on no phone and on no paper"),
        Both::new(
            "把它写进链接的文字或正文，或删去",
            "put it into the words of the link or into the text, or remove it",
        ),
    )
}

/// What becomes of the line, as far as it shows.
fn diagnostic(source: &Source, span: Span) -> Diagnostic {
    let words = &source.text[span.range()];
    let from = source.text[..span.start].rfind('\n').map_or(0, |at| at + 1);
    let line = source.text[from..].lines().next().unwrap_or("").trim_start_matches([' ', '\t', '>']);
    let help = if line.contains("]:") {
        Both::new(
            "这一行读成了链接的定义，而没有链接用它；就要这些字时，在行首加反斜杠：\\[",
            "the line was read as the definition of a link, and no link uses it; if the words are meant, write \\[ at its beginning",
        )
    } else if line.starts_with("```") || line.starts_with("~~~") {
        Both::new(
            "``` 后面只写代码的语言，例如 ```json；文字另起一行",
            "behind ``` stands only the language of the code, as ```json; put the words on a line of their own",
        )
    } else if line.starts_with('#') && line.contains('{') {
        Both::new(
            "标题后的 {…} 读成了记号；就要大括号时写 \\{",
            "{…} behind a heading was read as marks of it; if the braces are meant, write \\{",
        )
    } else if line.contains("](") || line.contains("![") {
        Both::new(
            "图片的标题不显示；写进替代文字，或写在图片下面",
            "the title of an image is not shown; put it into the text alternative or below the image",
        )
    } else if line.contains('|') {
        Both::new(
            "这一行的格数比表头多；删去多的，或给表头添一格（字面的竖线写 \\|）",
            "the row has more cells than the head; remove what is too much, or add one to the head (a bar that is meant is \\|)",
        )
    } else {
        Both::new(
            "这些字读成了标记；在前面的符号前加反斜杠，或改写这一行",
            "the words were read as markup; put a backslash before the mark before them, or write the line in another way",
        )
    };
    Diagnostic::new(
        "stray-markup",
        Level::Warning,
        source.place(span),
        Both::new(format!("“{words}”不会出现在页面上"), format!("“{words}” does not reach the page")),
        Both::new("没有读者看得到", "no reader sees it"),
        help,
    )
}
