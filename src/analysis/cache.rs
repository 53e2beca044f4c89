//! What a build found out, kept on the disk: if nothing has changed since, the next build says the same and does
//! nothing; else it makes the pages anew that depend on what has changed.
//!
//! It holds what was asked for, hashes of all that was read, the findings, how the output folder stood, and for each
//! page the hash of what it depends on. It is believed only as far as the disk bears it out; anything else, and anything that cannot be read, counts as nothing
//! known. What changes the program makes another of it, so its form needs no versions.

use std::collections::BTreeMap;
use std::path::Path;

use serde::{Deserialize, Serialize};

use crate::assemble::load::Options;
use crate::base::diagnostic::{Diagnostic, Fix, Label, Level, Safety};
use crate::base::lang::Both;
use crate::base::source::{Place, Span};
use crate::base::word_diff::Rewording;
use crate::model::output_stamp::OutputStamp;
use crate::rules::{Waived, named};
use crate::vfs::cache_file;
use crate::vfs::inputs::Inputs;

/// What a build found out.
#[derive(Clone, Debug)]
pub struct CachedBuild {
    /// What it read.
    pub inputs: Inputs,
    /// How many bitexts there are.
    pub bitexts: usize,
    /// What was found.
    pub findings: Vec<Diagnostic>,
    /// Findings that a waiver excuses.
    pub waived: Vec<Waived>,
    /// How the output folder stood in the end.
    pub output: OutputStamp,
    /// On what the pages of a bitext depended that stood there, by its address.
    pub pages: BTreeMap<String, String>,
    /// Whether all this can be seen to be the same without reading it.
    pub settled: bool,
}

impl CachedBuild {
    /// What the last build with the same options found out, whatever has changed since.
    pub fn read(root: &Path, options: &Options) -> Option<CachedBuild> {
        CachedBuild::parse(&cache_file::read(root)?, options)
    }

    /// The same with the files as they stand now, if what was read is still the same; else it comes back.
    pub fn again(self, root: &Path) -> Result<CachedBuild, Box<CachedBuild>> {
        match self.inputs.again(root) {
            Some(inputs) => Ok(CachedBuild { inputs, ..self }),
            None => Err(Box::new(self)),
        }
    }

    /// What bytes say that a build with the same options found out.
    pub fn parse(bytes: &[u8], options: &Options) -> Option<CachedBuild> {
        let kept: Kept = serde_json::from_slice(bytes).ok()?;
        if (kept.drafts, &kept.base_url) != (options.drafts, &options.base_url) {
            return None;
        }
        Some(CachedBuild {
            settled: kept.inputs.is_settled() && kept.output.is_settled(),
            inputs: kept.inputs,
            bitexts: kept.bitexts,
            findings: kept.findings.into_iter().map(KeptFinding::diagnostic).collect::<Option<_>>()?,
            waived: kept.waived.into_iter().map(KeptWaived::waived).collect::<Option<_>>()?,
            output: kept.output,
            pages: kept.pages,
        })
    }

    /// The bytes that say it.
    pub fn bytes(&self, options: &Options) -> Option<Vec<u8>> {
        let kept = Kept {
            drafts: options.drafts,
            base_url: options.base_url.clone(),
            inputs: self.inputs.clone(),
            bitexts: self.bitexts,
            findings: self.findings.iter().map(KeptFinding::of).collect(),
            waived: self.waived.iter().map(KeptWaived::of).collect(),
            output: self.output.clone(),
            pages: self.pages.clone(),
        };
        serde_json::to_vec(&kept).ok()
    }

    /// Keeps it for the next build. Where that cannot be done, nothing is kept.
    pub fn keep(&self, root: &Path, options: &Options) {
        if let Some(bytes) = self.bytes(options) {
            let _ = cache_file::write(root, &bytes);
        }
    }
}

/// The form on the disk.
#[derive(Serialize, Deserialize)]
struct Kept {
    drafts: bool,
    base_url: Option<String>,
    inputs: Inputs,
    bitexts: usize,
    findings: Vec<KeptFinding>,
    waived: Vec<KeptWaived>,
    output: OutputStamp,
    pages: BTreeMap<String, String>,
}

#[derive(Serialize, Deserialize)]
struct KeptFinding {
    rule: String,
    level: Level,
    message: Both<String>,
    help: Both<String>,
    primary: KeptLabel,
    related: Vec<KeptLabel>,
    fix: Option<(KeptSpan, String, bool)>,
    rewording: Option<(String, String)>,
}

/// First byte, and the byte after the last.
type KeptSpan = (usize, usize);

/// The path and the bytes.
type KeptPlace = (String, KeptSpan);

#[derive(Serialize, Deserialize)]
struct KeptLabel(KeptPlace, Both<String>);

#[derive(Serialize, Deserialize)]
struct KeptWaived {
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
    fn of(one: &Diagnostic) -> KeptFinding {
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
            rewording: one.rewording.as_ref().map(|one| (one.before.clone(), one.after.clone())),
        }
    }

    fn diagnostic(self) -> Option<Diagnostic> {
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
            needs: None,
            rewording: self.rewording.map(|(before, after)| Box::new(Rewording { before, after })),
        })
    }
}

impl KeptWaived {
    fn of(one: &Waived) -> KeptWaived {
        KeptWaived {
            finding: KeptFinding::of(&one.finding),
            reason: one.reason.clone(),
            place: kept_place(&one.place),
        }
    }

    fn waived(self) -> Option<Waived> {
        Some(Waived { finding: self.finding.diagnostic()?, reason: self.reason, place: place(self.place) })
    }
}
