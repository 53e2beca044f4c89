//! Site and proof → findings. One file a rule; its doc comment is its manual and its test.
//!
//! To add a rule: one new file, one new line below.

pub mod rule;
mod waivers;

use std::sync::Arc;

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
    /// What the rules on pairs found of each bitext, before levels and waivers.
    pairs: Vec<OfPair>,
}

/// What rules found of a bitext: by itself, and among the other pages.
#[derive(Clone, Debug, Default)]
struct OfPair {
    alone: Arc<[Diagnostic]>,
    among: Arc<[Diagnostic]>,
}

/// A site with what was known of it before an edit.
pub struct Before<'b> {
    /// The site.
    pub site: &'b Site,
    /// The facts.
    pub proof: &'b Proof,
    /// The findings.
    pub checked: &'b Checked,
}

impl Checked {
    /// Whether the site may be published.
    pub fn is_clean(&self, strict: bool) -> bool {
        !self.findings.iter().any(|one| one.level == Level::Error || (strict && one.level == Level::Warning))
    }
}

/// Runs all rules; `found` is what reading and parsing reported.
pub fn check(site: &Site, proof: &Proof, found: Vec<Diagnostic>) -> Checked {
    let nothing = (Site::default(), Proof::default(), Checked::default());
    check_again(site, proof, found, &Before { site: &nothing.0, proof: &nothing.1, checked: &nothing.2 })
}

/// Does the same after an edit: what was found of pages is taken over where all that a rule looks at is
/// the same.
pub fn check_again(site: &Site, proof: &Proof, found: Vec<Diagnostic>, before: &Before) -> Checked {
    let same_ways = site.has_places_of(before.site);
    let pairs: Vec<OfPair> = (0..site.bitexts.len())
        .into_par_iter()
        .map(|at| {
            let known = before.of_pair(site, proof, at);
            let pair = Pair { site, bitext: &site.bitexts[at], proof: &proof.pages[at] };
            let among = known.filter(|_| same_ways).map(|known| known.among.clone());
            OfPair {
                alone: known.map_or_else(|| alone(&pair), |known| known.alone.clone()),
                among: among.unwrap_or_else(|| links(&pair)),
            }
        })
        .collect();
    let whole = RULES.iter().flat_map(|rule| {
        run(rule, |look, report| {
            if let Look::Site(look) = look {
                look(site, proof, report);
            }
        })
    });
    let of_pairs = pairs.iter().flat_map(|one| one.alone.iter().chain(&*one.among)).cloned();
    let mut findings: Vec<Diagnostic> = found.into_iter().chain(of_pairs).chain(whole).collect();
    for finding in &mut findings {
        if let Some(level) = site.config.rules.get(finding.rule) {
            finding.level = *level;
        }
    }
    findings.retain(|one| one.level != Level::Off);
    let (mut findings, waived) = waivers::excuse(site, findings);
    crate::report::sort(&mut findings);
    Checked { findings, waived, pairs }
}

impl Before<'_> {
    /// What was found of a bitext of a site, if it and the facts on it are still the same.
    fn of_pair(&self, site: &Site, proof: &Proof, at: usize) -> Option<&OfPair> {
        let bitext = &site.bitexts[at];
        let earlier = self.site.near(&bitext.address, at)?;
        let same = Arc::ptr_eq(bitext, &self.site.bitexts[earlier])
            && Arc::ptr_eq(&proof.pages[at], self.proof.pages.get(earlier)?);
        self.checked.pairs.get(earlier).filter(|_| same)
    }
}

/// What the rules find that look at a pair alone.
fn alone(pair: &Pair) -> Arc<[Diagnostic]> {
    let of_rule = |rule: &&'static Rule| {
        run(rule, |look, report| {
            if let Look::Pair(look) = look {
                look(pair, report);
            }
        })
    };
    RULES.iter().flat_map(of_rule).collect()
}

/// What the rules find that look from a pair at the other pages.
fn links(pair: &Pair) -> Arc<[Diagnostic]> {
    let of_rule = |rule: &&'static Rule| {
        run(rule, |look, report| {
            if let Look::Links(look) = look {
                look(pair, report);
            }
        })
    };
    RULES.iter().flat_map(of_rule).collect()
}

fn run(rule: &'static Rule, look: impl FnOnce(&Look, &mut Report)) -> Vec<Diagnostic> {
    let mut report = Report::new(rule);
    look(&rule.look, &mut report);
    report.into_findings()
}
