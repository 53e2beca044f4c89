//! What a rule reports.
//!
//! A finding has exactly one primary place, by type. Wording is for an editor, in both languages:
//! the message says what is wrong (lower case, no full stop), a label what is seen at a place, the
//! help what to do next.

use std::sync::Arc;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::base::lang::Both;
use crate::base::source::{Place, Span};
use crate::base::word_diff::Rewording;

/// How grave a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Level {
    /// Stops the build.
    Error,
    /// Does not stop the build, unless `--strict`.
    Warning,
    /// Worth knowing.
    Note,
    /// Not reported.
    Off,
}

/// One finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// Name of the rule: `quote-not-found`.
    pub rule: &'static str,
    /// How grave it is, after `site.yaml` was heard.
    pub level: Level,
    /// What is wrong.
    pub message: Both<String>,
    /// What to do next.
    pub help: Both<String>,
    /// Where it is to be corrected.
    pub primary: Label,
    /// Other places that belong to it.
    pub related: Vec<Label>,
    /// A correction, where the program knows one.
    pub fix: Option<Fix>,
    /// The file that does not hold what this place names, where that is what is wrong: the page that a link leads to,
    /// the list that an id should stand in.
    pub needs: Option<Arc<str>>,
    /// An old and a new wording, where a change is what is wrong.
    pub rewording: Option<Box<Rewording>>,
}

/// A place with a few words on what is seen there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    /// Where.
    pub place: Place,
    /// What is seen there.
    pub text: Both<String>,
}

/// A correction: one replacement in the primary file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fix {
    /// Bytes of the primary file to replace.
    pub span: Span,
    /// What to put there.
    pub replacement: String,
    /// Whether the program may make it by itself.
    pub safety: Safety,
}

impl Fix {
    /// A correction that `check --fix` makes.
    pub fn safe(span: Span, replacement: impl Into<String>) -> Fix {
        Fix { span, replacement: replacement.into(), safety: Safety::Safe }
    }

    /// A correction that is only shown.
    pub fn offered(span: Span, replacement: impl Into<String>) -> Fix {
        Fix { span, replacement: replacement.into(), safety: Safety::Offered }
    }
}

/// How safe a correction is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Safety {
    /// It changes no meaning and no quotation; `check --fix` makes it.
    Safe,
    /// It is likely, and the editor decides; the program only shows it.
    Offered,
}

impl Diagnostic {
    /// A finding at a place, with nothing further yet.
    pub fn new(
        rule: &'static str,
        level: Level,
        place: Place,
        message: Both<String>,
        label: Both<String>,
        help: Both<String>,
    ) -> Diagnostic {
        let primary = Label { place, text: label };
        let related = Vec::new();
        Diagnostic { rule, level, message, help, primary, related, fix: None, needs: None, rewording: None }
    }

    /// The same finding with a further place.
    pub fn and(mut self, place: Place, text: Both<String>) -> Diagnostic {
        self.related.push(Label { place, text });
        self
    }

    /// The same finding with a safe correction.
    pub(crate) fn fixed_by(mut self, span: Span, replacement: impl Into<String>) -> Diagnostic {
        self.fix = Some(Fix::safe(span, replacement));
        self
    }
}

/// Sorts findings by place, and by rule where the place is the same.
pub fn sort(findings: &mut Vec<Diagnostic>) {
    findings.sort_by(|a, b| {
        (&a.primary.place, a.rule, &a.message.en).cmp(&(&b.primary.place, b.rule, &b.message.en))
    });
    findings.dedup();
}
