//! The rules one by one, in words that need no knowledge of the program.

use serde::Serialize;

use crate::base::diagnostic::Level;
use crate::base::lang::Both;
use crate::render::context::RenderContext;
use crate::render::pages::findings::counts;
use crate::render::pages::findings::levels::{consequence, level_here, level_name};
use crate::render::pages::root::text_view;
use crate::render::view::TextView;
use crate::rules::RULES;

/// Rules about one thing.
#[derive(Serialize)]
pub(crate) struct RuleGroupView {
    title: TextView,
    rules: Vec<ItemView>,
}

/// A rule in the list.
#[derive(Serialize)]
struct ItemView {
    name: &'static str,
    title: TextView,
    /// How many things it looked at, where that can be counted.
    items: Option<usize>,
    /// `ok`, `off`, or the level of what it found.
    state: &'static str,
    /// What came of it.
    result: TextView,
    /// How many findings are excused, in words.
    waived: Option<TextView>,
    /// What happens where something is wrong.
    consequence: TextView,
    /// The level that the program would give it, where this site gives it another.
    default: Option<TextView>,
}

/// What rules are about, by how their names begin; the last is for all others.
const GROUPS: [(&str, &[&str]); 5] = [
    ("group_figures", &["figure-", "indicator-"]),
    ("group_quotes", &["quote-", "original-"]),
    ("group_translation", &["translation-", "text-", "passage-", "term-", "state-", "negation-", "summary-"]),
    ("group_waivers", &["waiver-"]),
    ("group_text", &[]),
];

/// The order in which the groups stand.
const ORDER: [usize; 5] = [0, 1, 2, 4, 3];

fn group(name: &str) -> usize {
    let is_of = |(_, begins): &(&str, &[&str])| begins.iter().any(|one| name.starts_with(one));
    GROUPS.iter().position(is_of).unwrap_or(GROUPS.len() - 1)
}

/// The rules by what they are about.
pub(crate) fn groups(ctx: &RenderContext) -> Vec<RuleGroupView> {
    let counts = counts::of(ctx);
    let view = |at: usize| {
        let rules = RULES.iter().filter(|rule| group(rule.name) == at);
        RuleGroupView {
            title: text_view(&ctx.texts.get(GROUPS[at].0)),
            rules: rules.map(|rule| item(ctx, rule, counts.get(rule.name).copied())).collect(),
        }
    };
    ORDER.into_iter().map(view).collect()
}

fn item(ctx: &RenderContext, rule: &crate::rules::rule::Rule, items: Option<usize>) -> ItemView {
    let level = level_here(ctx, rule.name, rule.level);
    let found = ctx.checked.findings.iter().filter(|one| one.rule == rule.name).count();
    let waived = ctx.checked.waived.iter().filter(|one| one.finding.rule == rule.name).count();
    let (state, result) = match (level, found) {
        (Level::Off, _) => ("off", ctx.texts.get("not_checked")),
        (_, 0) => ("ok", ctx.texts.get("nothing_wrong")),
        _ => (level_name(level).0, ctx.texts.count("found_n", &[("n", found)])),
    };
    let words = |key: &str| text_view(&ctx.texts.get(key));
    let excused: Option<Both<String>> = (waived > 0).then(|| ctx.texts.count("waived_n", &[("n", waived)]));
    ItemView {
        name: rule.name,
        title: text_view(&rule.read_manual().title),
        items: items.filter(|_| level != Level::Off),
        state,
        result: text_view(&result),
        waived: excused.as_ref().map(text_view),
        consequence: words(consequence(level)),
        default: (level != rule.level).then(|| words(consequence(rule.level))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_rule_has_a_group_and_every_group_a_rule() {
        for (at, (key, _)) in GROUPS.iter().enumerate() {
            assert!(RULES.iter().any(|rule| group(rule.name) == at), "{key}");
            assert!(ORDER.contains(&at));
        }
        assert_eq!(GROUPS[group("waiver-unused")].0, "group_waivers");
        assert_eq!(GROUPS[group("stray-markup")].0, "group_text");
        assert_eq!(GROUPS[group("figure-of-tomorrow")].0, "group_figures");
    }
}
