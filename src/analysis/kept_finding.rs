//! Findings in the form in which they are kept on the disk.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use crate::base::diagnostic::{Diagnostic, Fix, Label, Level, Safety};
use crate::base::lang::Both;
use crate::base::source::{Place, Span};
use crate::base::word_diff::Rewording;
use crate::rules::{Waived, named};

/// A text that is there, or that was read.
type KeptText<'f> = Cow<'f, str>;

#[derive(Serialize, Deserialize)]
pub(super) struct KeptFinding<'f> {
    rule: KeptText<'f>,
    level: Level,
    message: Both<KeptText<'f>>,
    help: Both<KeptText<'f>>,
    primary: KeptLabel<'f>,
    related: Vec<KeptLabel<'f>>,
    fix: Option<(KeptSpan, KeptText<'f>, bool)>,
    needs: Option<KeptText<'f>>,
    rewording: Option<(KeptText<'f>, KeptText<'f>)>,
}

/// First byte, and the byte after the last.
type KeptSpan = (usize, usize);

/// The path and the bytes.
type KeptPlace<'f> = (KeptText<'f>, KeptSpan);

#[derive(Serialize, Deserialize)]
struct KeptLabel<'f>(KeptPlace<'f>, Both<KeptText<'f>>);

#[derive(Serialize, Deserialize)]
pub(super) struct KeptWaived<'f> {
    finding: KeptFinding<'f>,
    reason: Both<KeptText<'f>>,
    place: KeptPlace<'f>,
}

fn borrowed(text: &Both<String>) -> Both<KeptText<'_>> {
    text.as_ref().map(|text| Cow::Borrowed(text.as_str()))
}

fn owned(text: Both<KeptText>) -> Both<String> {
    text.map(Cow::into_owned)
}

fn kept_place(place: &Place) -> KeptPlace<'_> {
    (Cow::Borrowed(&place.path), (place.span.start, place.span.end))
}

fn place((path, (start, end)): KeptPlace) -> Place {
    Place { path: path.into(), span: Span { start, end } }
}

impl<'f> KeptLabel<'f> {
    fn of(label: &'f Label) -> KeptLabel<'f> {
        KeptLabel(kept_place(&label.place), borrowed(&label.text))
    }

    fn label(self) -> Label {
        Label { place: place(self.0), text: owned(self.1) }
    }
}

impl<'f> KeptFinding<'f> {
    pub(super) fn of(one: &'f Diagnostic) -> KeptFinding<'f> {
        let text = |text: &'f str| Cow::Borrowed(text);
        let fix = |fix: &'f Fix| {
            ((fix.span.start, fix.span.end), text(&fix.replacement), fix.safety == Safety::Safe)
        };
        KeptFinding {
            rule: text(one.rule),
            level: one.level,
            message: borrowed(&one.message),
            help: borrowed(&one.help),
            primary: KeptLabel::of(&one.primary),
            related: one.related.iter().map(KeptLabel::of).collect(),
            fix: one.fix.as_ref().map(fix),
            needs: one.needs.as_deref().map(text),
            rewording: one.rewording.as_ref().map(|one| (text(&one.before), text(&one.after))),
        }
    }

    pub(super) fn diagnostic(self) -> Option<Diagnostic> {
        let fix = |((start, end), replacement, is_safe): (KeptSpan, KeptText, bool)| Fix {
            span: Span { start, end },
            replacement: replacement.into_owned(),
            safety: if is_safe { Safety::Safe } else { Safety::Offered },
        };
        Some(Diagnostic {
            rule: named(&self.rule)?.name,
            level: self.level,
            message: owned(self.message),
            help: owned(self.help),
            primary: self.primary.label(),
            related: self.related.into_iter().map(KeptLabel::label).collect(),
            fix: self.fix.map(fix),
            needs: self.needs.map(Into::into),
            rewording: self.rewording.map(|(before, after)| {
                Box::new(Rewording { before: before.into_owned(), after: after.into_owned() })
            }),
        })
    }
}

impl<'f> KeptWaived<'f> {
    pub(super) fn of(one: &'f Waived) -> KeptWaived<'f> {
        KeptWaived {
            finding: KeptFinding::of(&one.finding),
            reason: borrowed(&one.reason),
            place: kept_place(&one.place),
        }
    }

    pub(super) fn waived(self) -> Option<Waived> {
        Some(Waived {
            finding: self.finding.diagnostic()?,
            reason: owned(self.reason),
            place: place(self.place),
        })
    }
}
