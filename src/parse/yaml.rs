//! YAML text → typed value, with a finding at the right character for everything that is wrong.
//!
//! Alone knows `serde_yaml`, which makes the typed values, and the marked parser beside it, which
//! gives the places of values that `serde_yaml` does not. Aliases are refused: nothing here needs
//! them, and they are how a small file grows without bound in memory.

use std::any::type_name;

use saphyr_parser::{Event, Parser, ScalarStyle, ScanError};
use serde::de::DeserializeOwned;

use crate::both::Both;
use crate::diagnostic::{Diagnostic, Level};
use crate::parse::shape::{self, Shape};
use crate::source::{Source, Span};
use crate::yaml::{Node, NodeKind};

/// How deeply lists and mappings may stand in one another.
pub const NESTING_LIMIT: usize = 32;

/// Reads `span` of a source as YAML of a given shape. `None` where findings forbid a value.
pub fn read<T: DeserializeOwned>(
    source: &Source,
    span: Span,
    shape: &Shape,
    rule: &'static str,
    out: &mut Vec<Diagnostic>,
) -> Option<(T, Node)> {
    let text = &source.text[span.range()];
    let node = match tree(text, span.start) {
        Ok(node) => node,
        Err(fault) => {
            out.push(fault.into_diagnostic(source, rule));
            return None;
        }
    };
    let before = out.len();
    shape::check(&node, shape, source, rule, out);
    if out.len() > before {
        return None;
    }
    match serde_yaml::from_str(text) {
        Ok(value) => Some((value, node)),
        Err(error) => {
            let at = error.location().map_or(span.start, |place| span.start + place.index().min(text.len()));
            let at = source.text.floor_char_boundary(at);
            out.push(
                Fault::new(at, error.to_string().replace(type_name::<T>(), "")).into_diagnostic(source, rule),
            );
            None
        }
    }
}

/// Reads YAML of the program's own, whose places nobody needs: the byte and the fault.
pub fn plain<T: DeserializeOwned>(text: &str) -> Result<T, (usize, String)> {
    serde_yaml::from_str(text).map_err(|error| {
        (error.location().map_or(0, |place| place.index().min(text.len())), error.to_string())
    })
}

/// Why a text is no YAML for this program.
struct Fault {
    at: usize,
    detail: String,
    said: Option<Box<(Both<String>, Both<String>)>>,
}

impl Fault {
    fn new(at: usize, detail: impl Into<String>) -> Fault {
        Fault { at, detail: detail.into(), said: None }
    }

    fn into_diagnostic(self, source: &Source, rule: &'static str) -> Diagnostic {
        let end = source.text[self.at..].chars().next().map_or(self.at, |c| self.at + c.len_utf8());
        let line = line_around(&source.text, self.at);
        let (message, help) = *self.said.unwrap_or_else(|| {
            Box::new((
                Both::said(
                    "这一行的写法读不懂（YAML 格式有误）",
                    "this line cannot be read (its YAML form is wrong)",
                ),
                help_for(line, &self.detail),
            ))
        });
        Diagnostic::new(
            rule,
            Level::Error,
            source.place(Span::new(self.at, end)),
            message,
            Both::said("读到这里为止", "readable up to here"),
            help,
        )
    }
}

fn line_around(text: &str, at: usize) -> &str {
    let start = text[..at].rfind('\n').map_or(0, |end| end + 1);
    let end = text[at..].find('\n').map_or(text.len(), |end| at + end);
    &text[start..end]
}

/// Guesses the commonest mistakes from the line itself.
fn help_for(line: &str, detail: &str) -> Both<String> {
    if line.starts_with('\t') || line.trim_start_matches(' ').starts_with('\t') {
        return Both::said("行首用空格缩进，不用制表符", "indent with spaces, not with a tab");
    }
    if line.matches('"').count() % 2 == 1 || line.matches('\'').count() % 2 == 1 {
        return Both::said("引号没有成对：补上另一个", "a quotation mark has no partner: add it");
    }
    if line.split_once(": ").is_some_and(|(_, value)| value.trim_start().starts_with(['%', '@', '`'])) {
        return Both::said(
            "以 % @ ` 开头的值要放进双引号，例如 unit: \"%\"",
            "a value that begins with % @ or ` must stand in double quotation marks, such as unit: \"%\"",
        );
    }
    if line.contains("：") && !line.contains(": ") {
        return Both::said(
            "键后面要用半角冒号加空格 `: `",
            "after a key write a half-width colon and a space `: `",
        );
    }
    if line.matches(": ").count() > 1 && !line.contains('{') {
        return Both::said(
            "值里有冒号时，把整个值放进双引号",
            "a value that holds a colon must stand in double quotation marks",
        );
    }
    Both::said(
        format!("看看这一行和上一行的缩进、冒号、括号和引号（{detail}）"),
        format!(
            "look at indentation, colons, brackets and quotation marks of this line and the one before ({detail})"
        ),
    )
}

/// Bytes for the character offsets that the marked parser counts in.
struct Bytes<'t> {
    text: &'t str,
    base: usize,
    /// Last answer: (character, byte); offsets mostly rise.
    last: (usize, usize),
}

impl Bytes<'_> {
    fn of(&mut self, character: usize) -> usize {
        let (from, byte) = if character >= self.last.0 { self.last } else { (0, 0) };
        let step: usize = self.text[byte..].chars().take(character - from).map(char::len_utf8).sum();
        self.last = (character, byte + step);
        self.base + byte + step
    }
}

/// An open list or mapping while the tree grows; of a mapping, the key that waits for its value.
struct Open {
    start: usize,
    items: Vec<Node>,
    is_map: bool,
}

/// The text as a tree of values with places; `base` is the byte at which it begins in its file.
fn tree(text: &str, base: usize) -> Result<Node, Fault> {
    let mut bytes = Bytes { text, base, last: (0, 0) };
    let mut open: Vec<Open> = Vec::new();
    let mut root: Option<Node> = None;
    let mut parser = Parser::new_from_str(text);
    while let Some(step) = parser.next_event() {
        let (event, span) = step.map_err(|error| scan_fault(&error, &mut bytes))?;
        let at = bytes.of(span.start.index());
        let done = match event {
            Event::Scalar(value, style, ..) => {
                let end = bytes.of(span.end.index());
                let quoted = style != ScalarStyle::Plain;
                let null = !quoted && matches!(value.as_ref(), "" | "~" | "null" | "Null" | "NULL");
                let kind = match null {
                    true => NodeKind::Null,
                    false => NodeKind::Scalar { text: value.into_owned(), quoted },
                };
                Some(Node { span: Span::new(at, end.max(at)), kind })
            }
            Event::SequenceStart(..) | Event::MappingStart(..) => {
                if open.len() >= NESTING_LIMIT {
                    return Err(too_deep(at));
                }
                open.push(Open {
                    start: at,
                    items: Vec::new(),
                    is_map: matches!(event, Event::MappingStart(..)),
                });
                None
            }
            Event::SequenceEnd | Event::MappingEnd => open.pop().map(|closed| {
                let end = bytes.of(span.end.index());
                let last = closed.items.last().map_or(closed.start, |node| node.span.end);
                let end = if span.is_empty() { last } else { end.max(last) };
                Node { span: Span::new(closed.start, end), kind: closed.into_kind() }
            }),
            Event::Alias(..) => return Err(alias(at)),
            Event::DocumentStart(..) if root.is_some() => {
                return Err(Fault::new(at, "a second document"));
            }
            _ => None,
        };
        if let Some(node) = done {
            match open.last_mut() {
                Some(parent) => parent.items.push(node),
                None => root = Some(node),
            }
        }
    }
    Ok(root.unwrap_or(Node { span: Span::new(base, base), kind: NodeKind::Map(Vec::new()) }))
}

impl Open {
    fn into_kind(self) -> NodeKind {
        if !self.is_map {
            return NodeKind::List(self.items);
        }
        let mut entries = Vec::with_capacity(self.items.len() / 2);
        let mut items = self.items.into_iter();
        while let (Some(key), Some(value)) = (items.next(), items.next()) {
            entries.push((key, value));
        }
        NodeKind::Map(entries)
    }
}

fn scan_fault(error: &ScanError, bytes: &mut Bytes) -> Fault {
    let characters = bytes.text.chars().count();
    Fault::new(bytes.of(error.marker().index().min(characters)), error.info())
}

fn too_deep(at: usize) -> Fault {
    Fault {
        at,
        detail: String::new(),
        said: Some(Box::new((
            Both::said(
                format!("层次太深（最多 {NESTING_LIMIT} 层）"),
                format!("nested too deeply (at most {NESTING_LIMIT} levels)"),
            ),
            Both::said("减少括号或缩进的层次", "use fewer levels of brackets or indentation"),
        ))),
    }
}

fn alias(at: usize) -> Fault {
    Fault {
        at,
        detail: String::new(),
        said: Some(Box::new((
            Both::said("这里不能用别名 `*`", "an alias `*` cannot be used here"),
            Both::said(
                "把内容写全；以 `*` 开头的文字放进双引号",
                "write the value out; text that begins with `*` goes in double quotation marks",
            ),
        ))),
    }
}
