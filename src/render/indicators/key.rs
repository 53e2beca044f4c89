//! Key figures: an indicator in one line, from its first known level to its last, with what is aimed at.

use serde::Serialize;

use crate::base::lang::{Both, Lang};
use crate::model::indicator::{Cell, Measure, Row, Time};
use crate::model::kinds::PointKind;
use crate::model::output::Edition;
use crate::quantity::declared::DeclaredUnit;
use crate::render::context::RenderContext;
use crate::render::indicators::table::{href, is_known_level, place_in_words};
use crate::render::indicators::{change, words};
use crate::render::names::original_sign;
use crate::render::view::TextView;

/// A key figure.
#[derive(Clone, Debug, Serialize)]
pub struct KeyView {
    /// What is measured.
    pub name: Both<String>,
    /// The number in each language.
    pub number: Both<NumberView>,
    /// The years, the change, the aim: short statements of each language.
    pub change: Option<Both<String>>,
    /// When, in each language.
    pub time: Both<String>,
    /// What is aimed at.
    pub aim: Option<Both<String>>,
    /// Whether one of its years is inferred.
    pub inferred: bool,
    /// `result`, `estimate` or `target`.
    pub kind: &'static str,
    /// The word for an estimate or a target.
    pub word: Option<Both<String>>,
    /// The way to the passage that proves it, from the output folder.
    pub href: String,
    /// The seal of its document.
    pub sign: String,
    /// Document and paragraph.
    pub place: TextView,
    /// The same in each language.
    pub places: Both<String>,
}

/// A number with its unit, taken apart.
#[derive(Clone, Debug, Default, Serialize)]
pub struct NumberView {
    /// The earlier number with what stands before it; empty if there is none.
    pub was: String,
    /// The number with what stands before it, where no earlier one has it.
    pub now: String,
    /// What stands behind it.
    pub unit: String,
}

/// The key figures of a page by the ids of their indicators, as far as they have numbers.
pub fn views(ctx: &RenderContext, ids: &[String], edition: Edition) -> Vec<KeyView> {
    let row = |id: &String| {
        let at = ctx.site.indicators.position(id)?;
        ctx.proof.indicators.rows.iter().find(|row| row.indicator == Some(at))
    };
    ids.iter().filter_map(row).filter_map(|row| view(ctx, row, edition)).collect()
}

fn view(ctx: &RenderContext, row: &Row, edition: Edition) -> Option<KeyView> {
    let known: Vec<&Cell> = row.cells.iter().filter(|cell| is_known_level(cell)).collect();
    let last = known.last().copied().or_else(|| row.cells.first())?;
    let first = known.first().copied().filter(|first| first.time != last.time);
    let mut aims = row.cells.iter().filter(|cell| cell.kind == PointKind::Target && cell.from != last.from);
    let aim = aims.rfind(|cell| cell.time > last.time);
    let support = last.support;
    let place = support.map(|one| place_in_words(ctx, one.original, one.paragraph)).unwrap_or_default();
    Some(KeyView {
        name: row.name.clone(),
        number: Both::from_fn(|lang| number(ctx, row, first, last, lang)),
        change: first.and_then(|first| change::between(&ctx.texts, row, first, last)),
        time: time(ctx, first, last),
        aim: aim.map(|cell| aim_in_words(ctx, row, cell)),
        inferred: last.inferred || first.is_some_and(|first| first.inferred),
        kind: words::class(last.kind),
        word: words::kind(&ctx.texts, last.kind),
        href: href(ctx, last, edition),
        sign: support.map(|one| original_sign(&ctx.site.originals[one.original])).unwrap_or_default(),
        place: TextView::new(edition, &place),
        places: place,
    })
}

fn number(ctx: &RenderContext, row: &Row, first: Option<&Cell>, last: &Cell, lang: Lang) -> NumberView {
    let text = words::number(&ctx.texts, last).get(lang).clone();
    if last.measure != Measure::Level {
        let unit = if last.measure == Measure::Increase {
            around(row.unit.get(lang), lang).1
        } else {
            String::new()
        };
        return NumberView { was: String::new(), now: text, unit };
    }
    let (before, unit) = around(row.unit.get(lang), lang);
    let with_unit = |cell: &Cell| {
        let digits = words::digits(*cell.value.get(lang), lang);
        let amount = Both::from_fn(|_| format!("{before}{digits}"));
        words::bounded(&ctx.texts, cell.bound, &amount).get(lang).clone()
    };
    match first {
        Some(first) => NumberView { was: with_unit(first), now: text, unit },
        None => NumberView { was: String::new(), now: with_unit(last), unit },
    }
}

/// What a unit puts before a number and what behind it, with its blanks.
fn around(unit: &DeclaredUnit, lang: Lang) -> (String, String) {
    const HOLE: &str = "\u{fffc}";
    let whole = unit.with(HOLE, lang);
    let (before, after) = whole.split_once(HOLE).unwrap_or(("", &whole));
    (before.to_owned(), after.trim_start_matches('\u{a0}').to_owned())
}

/// `2016*–2021*`; `2024`.
fn time(ctx: &RenderContext, first: Option<&Cell>, last: &Cell) -> Both<String> {
    let year = |cell: &Cell| {
        let written = cell.time.map(Time::written).unwrap_or_default();
        let star = if cell.inferred { "*" } else { "" };
        Both::new(format!("{}{star}", written.zh), format!("{}{star}", written.en))
    };
    match first {
        Some(first) => ctx.texts.fill("from_to", &[("a", year(first)), ("b", year(last))]),
        None if last.time.is_none() => Both::default(),
        None => ctx.texts.fill("in_year", &[("a", year(last))]),
    }
}

fn aim_in_words(ctx: &RenderContext, row: &Row, cell: &Cell) -> Both<String> {
    let value = words::number(&ctx.texts, cell);
    let needs_unit = cell.measure == Measure::Level && row.unit.zh.is_share();
    let value = match needs_unit {
        true => Both::from_fn(|lang| {
            let digits = words::digits(*cell.value.get(lang), lang);
            let amount = Both::from_fn(|_| row.unit.get(lang).with(&digits, lang));
            words::bounded(&ctx.texts, cell.bound, &amount).get(lang).clone()
        }),
        false => value,
    };
    let year = cell.time.map(Time::written).unwrap_or_default();
    ctx.texts.fill("aim_for", &[("year", year), ("v", value)])
}
