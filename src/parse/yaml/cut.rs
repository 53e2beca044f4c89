//! Values that YAML cuts off: in `title: Order #36 of the council` a comment begins at the `#`, and the title is
//! “Order”.
//!
//! A comment after a value is good YAML where the value is a number or a word; so only what follows directly after
//! `#` counts there. In running text, whatever stands behind `#` was meant to be read.

use crate::base::diagnostic::{Diagnostic, Level};
use crate::base::lang::Both;
use crate::base::source::{Source, Span};
use crate::base::spanned::{Node, NodeKind};

/// The keys whose values are running text.
const RUNNING: [&str; 9] = ["title", "summary", "label", "description", "zh", "en", "note", "why", "reason"];

/// Reports each value that a `#` cuts off.
pub fn check(node: &Node, source: &Source, rule: &'static str, out: &mut Vec<Diagnostic>) {
    below(node, "", source, rule, out);
}

fn below(node: &Node, key: &str, source: &Source, rule: &'static str, out: &mut Vec<Diagnostic>) {
    match &node.kind {
        NodeKind::Scalar { quoted: false, .. } => value(node.span, key, source, rule, out),
        NodeKind::Scalar { .. } | NodeKind::Null => {}
        NodeKind::List(items) => items.iter().for_each(|item| below(item, key, source, rule, out)),
        NodeKind::Map(entries) => entries.iter().for_each(|(name, value)| {
            let key = if key == "names" { "label" } else { name.as_text().unwrap_or("") };
            below(value, key, source, rule, out);
        }),
    }
}

fn value(span: Span, key: &str, source: &Source, rule: &'static str, out: &mut Vec<Diagnostic>) {
    let text = &source.text;
    let line = text[span.end..].lines().next().unwrap_or("");
    let Some(behind) = line.trim_start().strip_prefix('#') else { return };
    let is_joined = behind.starts_with(|c: char| !c.is_whitespace() && c != '#');
    let is_running = RUNNING.contains(&key) && !behind.trim().is_empty();
    if !is_joined && !is_running {
        return;
    }
    let whole = Span::new(span.start, span.end + line.trim_end().len());
    let quoted = text[whole.range()].replace('\\', "\\\\").replace('"', "\\\"");
    let start = span.end + line.len() - line.trim_start().len();
    let mut found = Diagnostic::new(
        rule,
        Level::Error,
        source.place(Span::new(start, whole.end)),
        Both::new("值在 # 处断了，后面的字不会显示", "the value is cut off at #; what follows is not shown"),
        Both::new("这些字被当作注释", "read as a comment"),
        Both::new(
            "把整个值放进半角双引号 \"…\"；要是注释，另写一行",
            "put the whole value into double quotation marks \"…\"; a comment goes on a line of its own",
        ),
    );
    found.fix = Some(crate::base::diagnostic::Fix::offered(whole, format!("\"{quoted}\"")));
    out.push(found);
}
