//! YAML text → typed value, with a finding at the right character for everything that is wrong.
//!
//! Alone knows `serde_yaml`, which makes the typed values, and the marked parser beside it. The text is read once,
//! by the marked parser, which gives places; of its tree, scalars are still text, and the type that wants a value
//! decides what the text means: `2022` is a name where a name is wanted, `"5"` a number where a number is. Aliases
//! are refused: nothing here needs them, and they are how a small file grows without bound in memory.

mod cut;
pub(crate) mod hints;
pub(crate) mod schema;

use saphyr_parser::{Event, Parser, ScalarStyle, ScanError};
use serde::de::DeserializeOwned;
use serde_yaml::{Mapping, Value};

use crate::base::diagnostic::{Diagnostic, Level};
use crate::base::exact::exact;
use crate::base::lang::Both;
use crate::base::shared_str::SharedStr;
use crate::base::source::{Source, Span};
use crate::base::spanned::{Node, NodeKind};
use crate::parse::yaml::hints::Hint;
use crate::parse::yaml::schema::Schema;

/// How deeply lists and mappings may stand in one another.
pub const NESTING_LIMIT: usize = 32;

/// Reads `span` of a source as YAML of a given shape. `None` where findings forbid a value.
pub fn read<T: DeserializeOwned>(
    source: &Source,
    span: Span,
    shape: &Schema,
    rule: &'static str,
    out: &mut Vec<Diagnostic>,
) -> Option<(T, Node)> {
    let node = tree(source, span);
    let node = node.map_err(|fault| out.push(fault.into_diagnostic(source, span, rule))).ok()?;
    if let Some(key) = without_name(&node) {
        out.push(YamlError::new(key.span.start, "").into_diagnostic(source, span, rule));
        return None;
    }
    let mut found = Vec::new();
    schema::check(&node, shape, source, rule, &mut found);
    cut::check(&node, source, rule, &mut found);
    if !found.is_empty() {
        // What a slip caused is said once, by the slip.
        let slips = hints::all(&source.text[span.range()]);
        let lines: Vec<Span> =
            slips.iter().map(|one| line_around(&source.text, span.start + one.range.start)).collect();
        let meets = |place: Span| lines.iter().any(|line| place.start <= line.end && line.start <= place.end);
        out.extend(found.into_iter().filter(|one| !meets(one.primary.place.span)));
        out.extend(slips.into_iter().map(|one| slipped(one, source, span.start, rule)));
        return None;
    }
    match serde_yaml::from_value(value(&node, shape, source)) {
        Ok(value) => Some((value, node)),
        // The schema is made from the type, so what passes it can be read.
        Err(_) => {
            out.push(YamlError::new(node.span.start, "").into_diagnostic(source, span, rule));
            None
        }
    }
}

/// The values of a header that can be read, with their places.
pub fn places(source: &Source, span: Span) -> Node {
    tree(source, span).unwrap_or_default()
}

/// A key that is no text, wherever it stands.
fn without_name(node: &Node) -> Option<&Node> {
    match &node.kind {
        NodeKind::List(items) => items.iter().find_map(without_name),
        NodeKind::Map(entries) => entries.iter().find_map(|(name, value)| match name.as_text() {
            None => Some(name),
            Some(_) => without_name(value),
        }),
        _ => None,
    }
}

/// A value of the tree as its shape wants it: text that means a number or a truth becomes one.
fn value(node: &Node, shape: &Schema, source: &Source) -> Value {
    match (&node.kind, shape) {
        (_, Schema::Either(shapes)) => {
            let fits = |shape: &&Schema| {
                let mut found = Vec::new();
                schema::check(node, shape, source, "", &mut found);
                found.is_empty()
            };
            match shapes.iter().find(fits) {
                Some(shape) => value(node, shape, source),
                None => Value::Null,
            }
        }
        (NodeKind::Null, _) => Value::Null,
        (NodeKind::Scalar { text, .. }, Schema::Integer) => match text.parse::<i64>() {
            Ok(number) => Value::from(number),
            Err(_) => Value::from(&**text),
        },
        (NodeKind::Scalar { text, .. }, Schema::Bool) if matches!(&**text, "true" | "false") => {
            Value::from(&**text == "true")
        }
        (NodeKind::Scalar { text, .. }, _) => Value::from(&**text),
        (NodeKind::List(items), Schema::List(inner)) => {
            items.iter().map(|item| value(item, inner, source)).collect()
        }
        (NodeKind::List(_), _) => Value::Null,
        (NodeKind::Map(entries), shape) => {
            let pair = |(name, one): &(Node, Node)| {
                let name = name.as_text()?;
                Some((Value::from(name), value(one, shape.of_key(name)?, source)))
            };
            Value::Mapping(entries.iter().filter_map(pair).collect::<Mapping>())
        }
    }
}

/// Why a text is no YAML for this program.
struct YamlError {
    at: usize,
    detail: String,
    message: Option<Box<(Both<String>, Both<String>)>>,
}

impl YamlError {
    fn new(at: usize, detail: impl Into<String>) -> YamlError {
        YamlError { at, detail: detail.into(), message: None }
    }

    /// The finding: what was said, else the slip that led here, else the line at which reading ended.
    fn into_diagnostic(self, source: &Source, span: Span, rule: &'static str) -> Diagnostic {
        // What is missing at the end is missing on the last line.
        let last = span.start + source.text[span.range()].trim_end().len();
        let line = line_around(&source.text, self.at.min(last));
        if self.message.is_none() {
            // A parser stops at a mistake or before it, at the end of the line above.
            let below = line_around(&source.text, (line.end + 1).min(source.text.len()));
            let slips = hints::all(&source.text[span.range()]);
            let before = slips.into_iter().find(|one| span.start + one.range.start <= below.end);
            if let Some(slip) = before {
                return slipped(slip, source, span.start, rule);
            }
        }
        let (message, help) =
            *self.message.unwrap_or_else(|| Box::new(unreadable(&source.text, line, &self.detail)));
        let at = self.at.min(line.end);
        let end = source.text[at..].chars().next().map_or(at, |c| at + c.len_utf8());
        Diagnostic::new(
            rule,
            Level::Error,
            source.place(Span::new(at, end)),
            message,
            Both::new("读到这里为止", "readable up to here"),
            help,
        )
    }
}

/// A slip of the pen as a finding; `base` is the byte at which the YAML begins.
fn slipped(slip: Hint, source: &Source, base: usize, rule: &'static str) -> Diagnostic {
    let span = Span::new(base + slip.range.start, base + slip.range.end);
    let label = Both::new("在这里", "here");
    let found = Diagnostic::new(rule, Level::Error, source.place(span), slip.message, label, slip.help);
    match slip.fix {
        Some(fix) => found.fixed_by(span, fix),
        None => found,
    }
}

fn line_around(text: &str, at: usize) -> Span {
    let start = text[..at].rfind('\n').map_or(0, |end| end + 1);
    Span::new(start, text[at..].find('\n').map_or(text.len(), |end| at + end))
}

/// What can be said where no slip was found: indentation, a missing colon, brackets; at worst, the line.
fn unreadable(text: &str, line: Span, detail: &str) -> (Both<String>, Both<String>) {
    let this = &text[line.range()];
    let indent = |line: &str| line.len() - line.trim_start().len();
    let above = text[..line.start].lines().rev().find(|line| !line.trim().is_empty()).unwrap_or("");
    let bare = this.trim();
    if detail.contains("flow") || detail.contains("bracket") || detail.contains("',' or") {
        return (
            Both::new(
                "括号没有配对，或两项之间少了逗号",
                "a bracket has no partner, or a comma is missing between two entries",
            ),
            Both::new(
                "列表写成 [甲, 乙]，成组的键写成 { zh: …, en: … }",
                "write lists as [a, b] and groups of keys as { zh: …, en: … }",
            ),
        );
    }
    if !bare.is_empty() && !bare.contains(':') && !bare.starts_with(['-', '[', '{', ']', '}']) {
        return (
            Both::new("这一行没有键和冒号", "this line has no key and colon"),
            Both::new(
                "写成“键: 值”；上一行的值若要分几行写，把它放进半角双引号",
                "write “key: value”; if the value above goes on here, put it into double quotation marks",
            ),
        );
    }
    if indent(this) != indent(above) || detail.contains("indent") {
        return misaligned(indent(this), indent(above));
    }
    (
        Both::new("这一行的写法读不懂", "this line cannot be read"),
        Both::new(
            "看看这一行和上一行的冒号、引号、括号和缩进；每行写成“键: 值”",
            "look at the colons, quotation marks, brackets and indentation of this line and the one above; each line is “key: value”",
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
struct OpenNode {
    start: usize,
    items: Vec<Node>,
    is_map: bool,
}

/// A line with so many spaces before it below one with so many.
fn misaligned(here: usize, there: usize) -> (Both<String>, Both<String>) {
    (
        Both::new("这一行的缩进和上面对不齐", "the indentation of this line does not match the lines above"),
        Both::new(
            format!("这一行前面有 {here} 个空格，上一行有 {there} 个；同一层的键对齐，下一层多两个空格"),
            format!(
                "this line begins with {here} spaces, the one above with {there}; keys of one level stand in one column, the next level two spaces further in"
            ),
        ),
    )
}

/// A scalar; what nobody wrote is none.
fn scalar(source: &Source, span: Span, text: &str, quoted: bool) -> NodeKind {
    if !quoted && matches!(text, "" | "~" | "null" | "Null" | "NULL") {
        return NodeKind::Null;
    }
    let start = span.start + usize::from(quoted);
    let text = SharedStr::at(&source.text, start..start + text.len(), text);
    NodeKind::Scalar { text, quoted }
}

/// Bytes of a source as a tree of values with places.
fn tree(source: &Source, span: Span) -> Result<Node, YamlError> {
    let (text, base) = (source.text.get(span.range()).unwrap_or_default(), span.start);
    let (mut bytes, mut parser) = (Bytes { text, base, last: (0, 0) }, Parser::new_from_str(text));
    let (mut open, mut root): (Vec<OpenNode>, Option<Node>) = (Vec::new(), None);
    while let Some(step) = parser.next_event() {
        let (event, span) = step.map_err(|error| scan_fault(&error, &mut bytes))?;
        let at = bytes.of(span.start.index());
        let done = match event {
            Event::Scalar(value, style, ..) => {
                let end = bytes.of(span.end.index());
                let kind = scalar(source, Span::new(at, end), &value, style != ScalarStyle::Plain);
                Some(Node { span: Span::new(at, end.max(at)), kind })
            }
            Event::SequenceStart(..) | Event::MappingStart(..) if open.len() >= NESTING_LIMIT => {
                return Err(too_deep(at));
            }
            Event::SequenceStart(..) | Event::MappingStart(..) => {
                let is_map = matches!(event, Event::MappingStart(..));
                open.push(OpenNode { start: at, items: Vec::new(), is_map });
                None
            }
            Event::SequenceEnd | Event::MappingEnd => open.pop().map(|closed| {
                let end = bytes.of(span.end.index());
                let last = closed.items.last().map_or(closed.start, |node| node.span.end);
                let end = if span.is_empty() { last } else { end.max(last) };
                Node { span: Span::new(closed.start, end), kind: closed.into_kind() }
            }),
            Event::Alias(..) => return Err(alias(at)),
            Event::DocumentStart(..) if root.is_some() => return Err(second(at)),
            _ => None,
        };
        if let Some(node) = done {
            match open.last_mut() {
                Some(parent) => parent.items.push(node),
                None => root = Some(node),
            }
        }
    }
    Ok(root.unwrap_or(Node { span: Span::new(base, base), kind: NodeKind::Map(Box::default()) }))
}

impl OpenNode {
    fn into_kind(self) -> NodeKind {
        if !self.is_map {
            return NodeKind::List(exact(self.items).into());
        }
        let mut entries = Vec::with_capacity(self.items.len() / 2);
        let mut items = self.items.into_iter();
        while let (Some(key), Some(value)) = (items.next(), items.next()) {
            entries.push((key, value));
        }
        NodeKind::Map(entries.into())
    }
}

fn scan_fault(error: &ScanError, bytes: &mut Bytes) -> YamlError {
    let characters = bytes.text.chars().count();
    YamlError::new(bytes.of(error.marker().index().min(characters)), error.info())
}

fn too_deep(at: usize) -> YamlError {
    YamlError {
        at,
        detail: String::new(),
        message: Some(Box::new((
            Both::new(
                format!("层次太深（最多 {NESTING_LIMIT} 层）"),
                format!("nested too deeply (at most {NESTING_LIMIT} levels)"),
            ),
            Both::new("减少括号或缩进的层次", "use fewer levels of brackets or indentation"),
        ))),
    }
}

fn second(at: usize) -> YamlError {
    YamlError {
        at,
        detail: String::new(),
        message: Some(Box::new((
            Both::new("这里又有一行 ---", "another line --- stands here"),
            Both::new(
                "删去这一行和它以下的部分；一个文件只写一份设置",
                "remove this line and what follows; a file holds one set of keys",
            ),
        ))),
    }
}

fn alias(at: usize) -> YamlError {
    YamlError {
        at,
        detail: String::new(),
        message: Some(Box::new((
            Both::new(
                "以 `*` 开头的值不能这样写",
                "a value that begins with `*` cannot be written like this",
            ),
            Both::new(
                "把内容写全；以 `*` 开头的文字放进双引号",
                "write the value out; text that begins with `*` goes in double quotation marks",
            ),
        ))),
    }
}
