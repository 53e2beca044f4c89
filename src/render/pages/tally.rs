//! How much was checked: in numbers, and as a sentence that a reader meets first.

use crate::base::diagnostic::Level;
use crate::base::html::escape;
use crate::base::lang::Both;
use crate::render::context::RenderContext;

/// How much was checked and what came of it.
pub(crate) struct Tally {
    /// Quotations that stand word for word in an original.
    pub quotations: usize,
    /// Pairs of quantities that are equal.
    pub figures: usize,
    /// Terms that were looked for.
    pub terms: usize,
    /// Findings that readers should know of: errors and warnings.
    pub faults: usize,
    /// Findings that are excused.
    pub waived: usize,
}

/// Counts what was checked.
pub(crate) fn of(ctx: &RenderContext) -> Tally {
    let counts = || ctx.proof.digests.iter().map(|one| &one.counts);
    let is_fault = |level: Level| matches!(level, Level::Error | Level::Warning);
    Tally {
        quotations: counts().map(|one| one.quotations).sum(),
        figures: counts().map(|one| one.figures).sum(),
        terms: counts().map(|one| one.terms).sum(),
        faults: ctx.checked.findings.iter().filter(|one| is_fault(one.level)).count(),
        waived: ctx.checked.waived.len(),
    }
}

/// Why the site can be trusted, as HTML of each language; `None` where nothing could be counted. That a mismatch
/// stops publication is said only where it does: no level lowered, nothing excused.
pub(crate) fn trust(ctx: &RenderContext) -> Option<Both<String>> {
    let tally = of(ctx);
    let (key, rules): (_, &[&str]) = match (tally.quotations, tally.figures) {
        (0, 0) => return None,
        (_, 0) => ("trust_quotes", &["quote-not-found"]),
        (0, _) => ("trust_figures", &["figure-mismatch"]),
        _ => ("trust", &["quote-not-found", "figure-mismatch"]),
    };
    let stops = rules.iter().all(|rule| always_stops(ctx, rule));
    let stops = if stops { ctx.texts.get("trust_stops") } else { Both::default() };
    let text = ctx.texts.count(key, &[("quotes", tally.quotations), ("figures", tally.figures)]);
    Some(Both::from_fn(|lang| emphasized(&text.get(lang).replace("{stops}", stops.get(lang)))))
}

/// Whether what a rule finds is never published.
fn always_stops(ctx: &RenderContext, rule: &str) -> bool {
    let is_error = ctx.site.config.rules.get(rule).is_none_or(|level| *level == Level::Error);
    is_error && !ctx.checked.waived.iter().any(|one| one.finding.rule == rule)
}

/// A text as HTML, with what stands between two pairs of stars bold.
pub(crate) fn emphasized(text: &str) -> String {
    let mut out = String::new();
    for (at, part) in escape(text).split("**").enumerate() {
        match at % 2 {
            0 => out.push_str(part),
            _ => out.push_str(&format!("<b>{part}</b>")),
        }
    }
    out
}
