//! Site and proof → findings. One file a rule; its doc comment is its manual and its test.
//!
//! To add a rule: one new file, one new line below.

mod address_invalid;
mod address_taken;
mod alt_missing;
mod chart_unhelpful;
mod chart_words;
mod config_entries;
mod config_invalid;
mod config_originals;
mod differences;
mod external_image;
mod figure_direction;
mod figure_misplaced;
mod figure_mismatch;
mod figure_unsupported;
mod figure_words;
mod file_unreadable;
pub mod fixes;
mod front_matter_invalid;
mod indicator_conflict;
mod indicator_invalid;
mod link_broken;
mod mark_width;
mod negation_differs;
mod original_uncovered;
mod passage_unpaired;
mod punctuation_width;
mod quotation_form;
mod quote_ambiguous;
mod quote_not_found;
pub mod rule;
mod state_differs;
mod stray_markup;
mod stray_words;
mod summary;
mod summary_vague;
mod template_invalid;
mod term_forbidden;
mod term_not_followed;
mod text_untranslated;
mod translation_missing;
mod translation_stale;
mod values;
mod waiver_invalid;
mod waiver_unused;
mod waivers;
mod written_language;

use std::sync::Arc;

use rayon::prelude::*;

use crate::base::diagnostic::{Diagnostic, Level};
use crate::model::proof::Proof;
use crate::model::site::Site;
use crate::rules::rule::{Check, Pair, Rule, RuleContext};
pub use crate::rules::waivers::Waived;

/// Every rule, by name.
pub static RULES: &[&Rule] = &[
    &address_invalid::RULE,
    &address_taken::RULE,
    &alt_missing::RULE,
    &chart_unhelpful::RULE,
    &config_invalid::RULE,
    &external_image::RULE,
    &figure_direction::RULE,
    &figure_misplaced::RULE,
    &figure_mismatch::RULE,
    &figure_unsupported::RULE,
    &figure_words::RULE,
    &file_unreadable::RULE,
    &front_matter_invalid::RULE,
    &indicator_conflict::RULE,
    &indicator_invalid::RULE,
    &link_broken::RULE,
    &negation_differs::RULE,
    &original_uncovered::RULE,
    &passage_unpaired::RULE,
    &punctuation_width::RULE,
    &quote_ambiguous::RULE,
    &quote_not_found::RULE,
    &state_differs::RULE,
    &stray_markup::RULE,
    &summary_vague::RULE,
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
    /// What the rules on pairs found of each bitext, in the order of [`Site::bitexts`].
    pub pairs: Vec<PairFindings>,
}

/// What the rules found of a bitext, before levels and waivers.
#[derive(Clone, Debug, Default)]
pub struct PairFindings {
    /// What follows from the bitext and the facts on it.
    pub alone: Arc<[Diagnostic]>,
    /// What depends on where its links lead.
    pub links: Arc<[Diagnostic]>,
}

impl Checked {
    /// Whether the site may be published.
    pub fn is_clean(&self, strict: bool) -> bool {
        !self.findings.iter().any(|one| one.level == Level::Error || (strict && one.level == Level::Warning))
    }
}

/// Runs all rules; `found` is what reading and parsing reported.
pub fn check(site: &Site, proof: &Proof, found: Vec<Diagnostic>) -> Checked {
    check_with(site, proof, found, |_, pair| PairFindings { alone: alone(pair), links: links(pair) })
}

/// The same with another way to what rules find of a bitext, which must give what [`alone`] and [`links`]
/// would give.
pub(crate) fn check_with(
    site: &Site,
    proof: &Proof,
    found: Vec<Diagnostic>,
    of_pair: impl Fn(usize, &Pair) -> PairFindings + Sync + Send,
) -> Checked {
    let of_pair = |at: usize| of_pair(at, &Pair { site, bitext: &site.bitexts[at], proof: &proof.pages[at] });
    let pairs: Vec<PairFindings> = (0..site.bitexts.len()).into_par_iter().map(of_pair).collect();
    let whole = RULES.iter().filter(|rule| rule.is_on(site)).flat_map(|rule| {
        run(rule, |check, report| {
            if let Check::Site(check) | Check::PairAndSite(_, check) = check {
                check(site, proof, report);
            }
        })
    });
    let of_pairs = pairs.iter().flat_map(|one| one.alone.iter().chain(&*one.links)).cloned();
    let mut findings: Vec<Diagnostic> = found.into_iter().chain(of_pairs).chain(whole).collect();
    for finding in &mut findings {
        if let Some(level) = site.config.rules.get(finding.rule) {
            finding.level = *level;
        }
    }
    findings.retain(|one| one.level != Level::Off);
    let (mut findings, waived) = crate::rules::waivers::excuse((site, proof), RULES, findings);
    crate::base::diagnostic::sort(&mut findings);
    Checked { findings, waived, pairs }
}

/// What the rules find in a pair alone.
pub fn alone(pair: &Pair) -> Arc<[Diagnostic]> {
    let of_rule = |rule: &&'static Rule| {
        run(rule, |check, report| {
            if let Check::Pair(check) | Check::PairAndSite(check, _) = check {
                check(pair, report);
            }
        })
    };
    RULES.iter().filter(|rule| rule.is_on(pair.site)).flat_map(of_rule).collect()
}

/// What the rules find in a pair and the other pages.
pub fn links(pair: &Pair) -> Arc<[Diagnostic]> {
    let of_rule = |rule: &&'static Rule| {
        run(rule, |check, report| {
            if let Check::Links(check) = check {
                check(pair, report);
            }
        })
    };
    RULES.iter().filter(|rule| rule.is_on(pair.site)).flat_map(of_rule).collect()
}

fn run(rule: &'static Rule, check: impl FnOnce(&Check, &mut RuleContext)) -> Vec<Diagnostic> {
    let mut report = RuleContext::new(rule, RULES);
    check(&rule.check, &mut report);
    report.into_findings()
}
