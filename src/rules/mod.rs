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

/// What is known of a bitext's findings without running rules on it.
#[derive(Clone, Debug, Default)]
pub(crate) struct KnownFindings {
    /// Those of [`PairFindings::alone`].
    pub alone: Option<Arc<[Diagnostic]>>,
    /// Those of [`PairFindings::links`].
    pub links: Option<Arc<[Diagnostic]>>,
}

/// Runs all rules; `found` is what reading and parsing reported.
pub fn check(site: &Site, proof: &Proof, found: Vec<Diagnostic>) -> Checked {
    check_with(site, proof, found, |_, _| KnownFindings::default())
}

/// The same where findings may be known, which must be what the rules would find.
pub(crate) fn check_with(
    site: &Site,
    proof: &Proof,
    found: Vec<Diagnostic>,
    known: impl Fn(usize, &Pair) -> KnownFindings + Sync + Send,
) -> Checked {
    let some = |places: Vec<usize>| {
        let pair = |at: usize| Pair { site, bitext: &site.bitexts[at], proof: &proof.pages[at] };
        let pairs: Vec<Pair> = places.iter().map(|at| pair(*at)).collect();
        findings(&pairs, places.iter().zip(&pairs).map(|(at, pair)| known(*at, pair)).collect())
    };
    let places = (0..site.bitexts.len()).into_par_iter();
    let pairs: Vec<PairFindings> = places.chunks(AT_ONCE).flat_map_iter(some).collect();
    let whole = RULES.iter().filter(|rule| rule.is_on(site)).flat_map(|rule| {
        run(rule, |report| {
            if let Check::Site(check) | Check::PairAndSite(_, check) = rule.check {
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

/// How many pairs the rules run on at once.
pub(crate) const AT_ONCE: usize = 16;

/// What the rules find in some pairs of which a part may be known.
pub(crate) fn findings(pairs: &[Pair], known: Vec<KnownFindings>) -> Vec<PairFindings> {
    let lacking = |is_known: fn(&KnownFindings) -> bool| -> Vec<&Pair> {
        pairs.iter().zip(&known).filter(|(_, known)| !is_known(known)).map(|(pair, _)| pair).collect()
    };
    let alone = of_each(&lacking(|known| known.alone.is_some()), |check| match check {
        Check::Pair(check) | Check::PairAndSite(check, _) => Some(*check),
        _ => None,
    });
    let links = of_each(&lacking(|known| known.links.is_some()), |check| match check {
        Check::Links(check) => Some(*check),
        _ => None,
    });
    let (mut alone, mut links) = (alone.into_iter(), links.into_iter());
    let whole = |known: KnownFindings| PairFindings {
        alone: known.alone.or_else(|| alone.next()).unwrap_or_default(),
        links: known.links.or_else(|| links.next()).unwrap_or_default(),
    };
    known.into_iter().map(whole).collect()
}

/// What rules find in each of some pairs. Each rule runs on all of them before the next one: what one and the same code
/// does to many pairs is done soonest.
fn of_each(
    pairs: &[&Pair],
    wanted: impl Fn(&Check) -> Option<fn(&Pair, &mut RuleContext)>,
) -> Vec<Arc<[Diagnostic]>> {
    let Some(site) = pairs.first().map(|pair| pair.site) else { return Vec::new() };
    let mut found = vec![Vec::new(); pairs.len()];
    for rule in RULES.iter().filter(|rule| rule.is_on(site)) {
        let Some(check) = wanted(&rule.check) else { continue };
        for (pair, found) in pairs.iter().zip(&mut found) {
            found.extend(run(rule, |report| check(pair, report)));
        }
    }
    found.into_iter().map(Into::into).collect()
}

/// What a rule finds in what it is run on.
fn run(rule: &'static Rule, check: impl FnOnce(&mut RuleContext)) -> Vec<Diagnostic> {
    let mut report = RuleContext::new(rule, RULES);
    check(&mut report);
    report.into_findings()
}
