//! Site and proof → findings. One file a rule; its doc comment is its manual and its test.
//!
//! To add a rule: one new file, one new line below.

mod address_invalid;
mod address_taken;
mod alt_missing;
mod config_invalid;
mod figure_mismatch;
mod figure_unsupported;
mod file_unreadable;
pub mod fixes;
mod front_matter_invalid;
mod link_broken;
mod original_uncovered;
mod passage_unpaired;
mod punctuation_width;
mod quote_ambiguous;
mod quote_not_found;
pub mod rule;
mod stray_markup;
mod template_invalid;
mod term_forbidden;
mod term_not_followed;
mod text_untranslated;
mod translation_missing;
mod translation_stale;
mod waiver_invalid;
mod waiver_unused;
mod waivers;

use std::sync::Arc;

use rayon::prelude::*;

use crate::base::diagnostic::{Diagnostic, Level};
use crate::model::proof::Proof;
use crate::model::site::Site;
use crate::rules::rule::{Pair, Rule, RuleContext, Scope};
pub use crate::rules::waivers::Waived;

/// Every rule, by name.
pub static RULES: &[&Rule] = &[
    &address_invalid::RULE,
    &address_taken::RULE,
    &alt_missing::RULE,
    &config_invalid::RULE,
    &figure_mismatch::RULE,
    &figure_unsupported::RULE,
    &file_unreadable::RULE,
    &front_matter_invalid::RULE,
    &link_broken::RULE,
    &original_uncovered::RULE,
    &passage_unpaired::RULE,
    &punctuation_width::RULE,
    &quote_ambiguous::RULE,
    &quote_not_found::RULE,
    &stray_markup::RULE,
    &template_invalid::RULE,
    &term_forbidden::RULE,
    &term_not_followed::RULE,
    &text_untranslated::RULE,
    &translation_missing::RULE,
    &translation_stale::RULE,
    &waiver_invalid::RULE,
    &waiver_unused::RULE,
];

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
    pairs: Vec<PairFindings>,
}

/// What rules found of a bitext: by itself, and among the other pages.
#[derive(Clone, Debug, Default)]
struct PairFindings {
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
    let pairs: Vec<PairFindings> = (0..site.bitexts.len())
        .into_par_iter()
        .map(|at| {
            let known = before.of_pair(site, proof, at);
            let pair = Pair { site, bitext: &site.bitexts[at], proof: &proof.pages[at] };
            let among = known.filter(|_| same_ways).map(|known| known.among.clone());
            PairFindings {
                alone: known.map_or_else(|| alone(&pair), |known| known.alone.clone()),
                among: among.unwrap_or_else(|| links(&pair)),
            }
        })
        .collect();
    let whole = RULES.iter().flat_map(|rule| {
        run(rule, |look, report| {
            if let Scope::Site(look) = look {
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
    let (mut findings, waived) = crate::rules::waivers::excuse(site, findings);
    crate::base::diagnostic::sort(&mut findings);
    Checked { findings, waived, pairs }
}

impl Before<'_> {
    /// What was found of a bitext of a site, if it and the facts on it are still the same.
    fn of_pair(&self, site: &Site, proof: &Proof, at: usize) -> Option<&PairFindings> {
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
            if let Scope::Pair(look) = look {
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
            if let Scope::Links(look) = look {
                look(pair, report);
            }
        })
    };
    RULES.iter().flat_map(of_rule).collect()
}

fn run(rule: &'static Rule, look: impl FnOnce(&Scope, &mut RuleContext)) -> Vec<Diagnostic> {
    let mut report = RuleContext::new(rule);
    look(&rule.look, &mut report);
    report.into_findings()
}
