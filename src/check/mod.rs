//! Site and proof → findings. One file a rule; its doc comment is its manual and its test.
//!
//! To add a rule: one new file, one new line below.

pub mod rule;
mod waivers;

use rayon::prelude::*;

use crate::diagnostic::{Diagnostic, Level};
use crate::proof::Proof;
use crate::site::Site;
use rule::{Look, Pair, Report, Rule};
pub use waivers::Waived;

macro_rules! rules {
    ($($file:ident),* $(,)?) => {
        $(mod $file;)*
        /// Every rule, by name.
        pub static RULES: &[&Rule] = &[$(&$file::RULE),*];
    };
}

rules! {
    address_invalid,
    address_taken,
    alt_missing,
    config_invalid,
    figure_mismatch,
    figure_unsupported,
    file_unreadable,
    front_matter_invalid,
    link_broken,
    original_uncovered,
    passage_unpaired,
    punctuation_width,
    quote_ambiguous,
    quote_not_found,
    stray_markup,
    template_invalid,
    term_forbidden,
    term_not_followed,
    text_untranslated,
    translation_missing,
    translation_stale,
    waiver_invalid,
    waiver_unused,
}

/// The rule with a name.
pub fn named(name: &str) -> Option<&'static Rule> {
    RULES.iter().copied().find(|rule| rule.name == name)
}

/// The findings of a run.
#[derive(Clone, Debug, Default)]
pub struct Checked {
    /// What was found, sorted by place.
    pub findings: Vec<Diagnostic>,
    /// Findings that a waiver excuses, with its reason.
    pub waived: Vec<Waived>,
}

impl Checked {
    /// Whether the site may be published.
    pub fn is_clean(&self, strict: bool) -> bool {
        !self.findings.iter().any(|one| one.level == Level::Error || (strict && one.level == Level::Warning))
    }
}

/// Runs all rules; `found` is what reading and parsing reported.
pub fn check(site: &Site, proof: &Proof, found: Vec<Diagnostic>) -> Checked {
    let pairs: Vec<Vec<Diagnostic>> = (0..site.bitexts.len())
        .into_par_iter()
        .map(|at| {
            let pair = Pair { site, bitext: &site.bitexts[at], proof: &proof.pages[at] };
            RULES
                .iter()
                .flat_map(|rule| {
                    run(rule, |look, report| {
                        if let Look::Pair(look) = look {
                            look(&pair, report);
                        }
                    })
                })
                .collect()
        })
        .collect();
    let whole = RULES.iter().flat_map(|rule| {
        run(rule, |look, report| {
            if let Look::Site(look) = look {
                look(site, proof, report);
            }
        })
    });
    let mut findings: Vec<Diagnostic> =
        found.into_iter().chain(pairs.into_iter().flatten()).chain(whole).collect();
    for finding in &mut findings {
        if let Some(level) = site.config.rules.get(finding.rule) {
            finding.level = *level;
        }
    }
    findings.retain(|one| one.level != Level::Off);
    let (mut findings, waived) = waivers::excuse(site, findings);
    crate::report::sort(&mut findings);
    Checked { findings, waived }
}

fn run(rule: &'static Rule, look: impl FnOnce(&Look, &mut Report)) -> Vec<Diagnostic> {
    let mut report = Report::new(rule);
    look(&rule.look, &mut report);
    report.into_findings()
}
