//! A YAML value that knows where it stands.

use crate::base::shared_str::SharedStr;
use crate::base::source::Span;

/// A YAML value with its place in the file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Node {
    /// Bytes of the file.
    pub span: Span,
    /// What it is.
    pub kind: NodeKind,
}

/// The three kinds of YAML value.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum NodeKind {
    /// Nothing, `~` or `null`.
    #[default]
    Null,
    /// A scalar: its text, and whether it was quoted.
    Scalar {
        /// The text, escapes resolved.
        text: SharedStr,
        /// Whether it stood in quotation marks or a block.
        quoted: bool,
    },
    /// A list.
    List(Box<[Node]>),
    /// A mapping in the order of the file.
    Map(Box<[(Node, Node)]>),
}

/// The path from a value to one inside it: a key, the number of an item, or several of them in turn, as in
/// `("figures", 2, "unit")`.
pub trait KeyPath: Copy {
    /// The value at its end; else the last one on the path that is there.
    fn follow<'n>(&self, from: &'n Node) -> Result<&'n Node, &'n Node>;
}

impl KeyPath for &str {
    fn follow<'n>(&self, from: &'n Node) -> Result<&'n Node, &'n Node> {
        from.entry(self).map(|(_, value)| value).ok_or(from)
    }
}

impl KeyPath for usize {
    fn follow<'n>(&self, from: &'n Node) -> Result<&'n Node, &'n Node> {
        let NodeKind::List(items) = &from.kind else { return Err(from) };
        items.get(*self).ok_or(from)
    }
}

impl<A: KeyPath, B: KeyPath> KeyPath for (A, B) {
    fn follow<'n>(&self, from: &'n Node) -> Result<&'n Node, &'n Node> {
        self.1.follow(self.0.follow(from)?)
    }
}

impl<A: KeyPath, B: KeyPath, C: KeyPath> KeyPath for (A, B, C) {
    fn follow<'n>(&self, from: &'n Node) -> Result<&'n Node, &'n Node> {
        ((self.0, self.1), self.2).follow(from)
    }
}

impl Node {
    /// The value at the end of a path, if it is there.
    pub fn find(&self, path: impl KeyPath) -> Option<&Node> {
        path.follow(self).ok()
    }

    /// The place of the value at the end of a path; of one that is not there, that of what would hold it.
    pub fn span(&self, path: impl KeyPath) -> Span {
        path.follow(self).unwrap_or_else(|holder| holder).span
    }

    /// Key and value of a key, if this is a mapping that has it.
    pub fn entry(&self, key: &str) -> Option<(&Node, &Node)> {
        let NodeKind::Map(entries) = &self.kind else { return None };
        entries.iter().find(|(name, _)| name.as_text() == Some(key)).map(|(name, value)| (name, value))
    }

    /// Keys and values of the mapping at the end of a path.
    pub fn entries(&self, path: impl KeyPath) -> &[(Node, Node)] {
        match self.find(path).map(|node| &node.kind) {
            Some(NodeKind::Map(entries)) => entries,
            _ => &[],
        }
    }

    /// The text of a scalar.
    pub fn as_text(&self) -> Option<&str> {
        match &self.kind {
            NodeKind::Scalar { text, .. } => Some(text),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_way_leads_to_a_value_or_to_what_would_hold_it() {
        let scalar = |text: &str, start, end| Node {
            span: Span::new(start, end),
            kind: NodeKind::Scalar { text: text.into(), quoted: false },
        };
        // figures: [{ unit: 亿元 }]
        let figure = Node {
            span: Span::new(10, 26),
            kind: NodeKind::Map([(scalar("unit", 12, 16), scalar("亿元", 18, 24))].into()),
        };
        let list = Node { span: Span::new(9, 27), kind: NodeKind::List([figure].into()) };
        let root =
            Node { span: Span::new(0, 27), kind: NodeKind::Map([(scalar("figures", 0, 7), list)].into()) };
        let text = |path: (&str, usize, &str)| root.find(path).and_then(Node::as_text);
        assert_eq!(text(("figures", 0, "unit")), Some("亿元"));
        assert_eq!(text(("figures", 1, "unit")), None);
        assert_eq!(root.span(("figures", 0, "unit")), Span::new(18, 24));
        assert_eq!(root.span(("figures", 0, "label")), Span::new(10, 26));
        assert_eq!(root.span(("figures", 1, "unit")), Span::new(9, 27));
        assert_eq!(root.span("title"), Span::new(0, 27));
        assert_eq!(root.entries(("figures", 0)).len(), 1);
        assert_eq!(root.entries("figures").len(), 0);
    }
}
