//! Findings in the form in which they are kept on the disk.

use serde::{Deserialize, Serialize};

use crate::base::diagnostic::{Diagnostic, Fix, Label, Level, Safety};
use crate::base::lang::Both;
use crate::base::source::{Place, Span};
use crate::base::word_diff::Rewording;
use crate::rules::{Waived, named};

#[derive(Serialize, Deserialize)]
pub(super) struct KeptFinding {
    rule: String,
    level: Level,
    message: Both<String>,
    help: Both<String>,
    primary: KeptLabel,
    related: Vec<KeptLabel>,
    fix: Option<(KeptSpan, String, bool)>,
    needs: Option<String>,
    rewording: Option<(String, String)>,
}

/// First byte, and the byte after the last.
type KeptSpan = (usize, usize);

/// The path and the bytes.
type KeptPlace = (String, KeptSpan);

#[derive(Serialize, Deserialize)]
struct KeptLabel(KeptPlace, Both<String>);

#[derive(Serialize, Deserialize)]
pub(super) struct KeptWaived {
    finding: KeptFinding,
    reason: Both<String>,
    place: KeptPlace,
}

fn kept_place(place: &Place) -> KeptPlace {
    (place.path.to_string(), (place.span.start, place.span.end))
}

fn place((path, (start, end)): KeptPlace) -> Place {
    Place { path: path.into(), span: Span { start, end } }
}

impl KeptLabel {
    fn of(label: &Label) -> KeptLabel {
        KeptLabel(kept_place(&label.place), label.text.clone())
    }

    fn label(self) -> Label {
        Label { place: place(self.0), text: self.1 }
    }
}

impl KeptFinding {
    pub(super) fn of(one: &Diagnostic) -> KeptFinding {
        let fix =
            |fix: &Fix| ((fix.span.start, fix.span.end), fix.replacement.clone(), fix.safety == Safety::Safe);
        KeptFinding {
            rule: one.rule.to_owned(),
            level: one.level,
            message: one.message.clone(),
            help: one.help.clone(),
            primary: KeptLabel::of(&one.primary),
            related: one.related.iter().map(KeptLabel::of).collect(),
            fix: one.fix.as_ref().map(fix),
            needs: one.needs.as_deref().map(str::to_owned),
            rewording: one.rewording.as_ref().map(|one| (one.before.clone(), one.after.clone())),
        }
    }

    pub(super) fn diagnostic(self) -> Option<Diagnostic> {
        let fix = |((start, end), replacement, is_safe): (KeptSpan, String, bool)| Fix {
            span: Span { start, end },
            replacement,
            safety: if is_safe { Safety::Safe } else { Safety::Offered },
        };
        Some(Diagnostic {
            rule: named(&self.rule)?.name,
            level: self.level,
            message: self.message,
            help: self.help,
            primary: self.primary.label(),
            related: self.related.into_iter().map(KeptLabel::label).collect(),
            fix: self.fix.map(fix),
            needs: self.needs.map(Into::into),
            rewording: self.rewording.map(|(before, after)| Box::new(Rewording { before, after })),
        })
    }
}

impl KeptWaived {
    pub(super) fn of(one: &Waived) -> KeptWaived {
        KeptWaived {
            finding: KeptFinding::of(&one.finding),
            reason: one.reason.clone(),
            place: kept_place(&one.place),
        }
    }

    pub(super) fn waived(self) -> Option<Waived> {
        Some(Waived { finding: self.finding.diagnostic()?, reason: self.reason, place: place(self.place) })
    }
}
