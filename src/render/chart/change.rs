//! What a chart over the years says: by how much, from which number to which, in how many years. The site
//! computes it itself from exact numbers, and says so.

use std::fmt::Write;

use crate::base::html::escape;
use crate::base::lang::Both;
use crate::model::figure::Point;
use crate::model::kinds::{ChartKind, PointKind};
use crate::render::chart::labels::Labels;
use crate::render::chart::line;
use crate::render::chart::shown::Shown;
use crate::render::indicators::change;

/// The changes of a figure, a line for each series.
pub fn write(labels: &Labels, shown: &Shown, out: &mut String) {
    let is_course = shown.figure.is_course() || shown.figure.chart == ChartKind::Line;
    if !is_course || shown.figure.chart == ChartKind::Table {
        return;
    }
    for points in line::series(shown.figure) {
        let Some((change, rest)) = change_in_words(labels, shown, &points) else { continue };
        let series = points[0].1.series.as_ref().filter(|_| points.len() < shown.figure.points.len());
        let text = labels.sides(|lang| {
            let name = series.map_or(String::new(), |name| format!("{} ", escape(name.get(lang))));
            format!("{name}<b>{}</b>{}", escape(change.get(lang)), escape(rest.get(lang)))
        });
        let _ = write!(out, "<p class=\"pair change\">{text}</p>");
    }
}

/// The change from the first exact number to the last that is known; to a target, where one alone is known.
fn change_in_words(
    labels: &Labels,
    shown: &Shown,
    points: &[(usize, &Point)],
) -> Option<(Both<String>, Both<String>)> {
    let is_exact = |one: &&(usize, &Point)| one.1.bound.is_none() && one.1.time.is_some();
    let is_known = |one: &&(usize, &Point)| one.1.kind != PointKind::Target;
    let exact = || points.iter().filter(is_exact);
    let from = exact().filter(is_known).min_by_key(|one| one.1.time)?;
    let later = |one: &&(usize, &Point)| one.1.time > from.1.time;
    let to = exact().filter(is_known).filter(later).max_by_key(|one| one.1.time);
    let to = to.or_else(|| exact().filter(later).max_by_key(|one| one.1.time))?;
    let change = change::of(labels.texts, &shown.figure.unit.zh, from.1.value.zh, to.1.value.zh)?;
    let (first, last) = (&shown.amounts[from.0], &shown.amounts[to.0]);
    let range = Both::from_fn(|lang| first.get(lang).to(last.get(lang), lang));
    let rest = labels.texts.fill("change_said", &[("range", range), ("span", span(labels, from.1, to.1)?)]);
    Some((change, rest))
}

/// In how many years, and from which to which.
fn span(labels: &Labels, from: &Point, to: &Point) -> Option<Both<String>> {
    let (a, b) = (from.time?.last, to.time?.last);
    let number = |n: u16| Both::new(n.to_string(), n.to_string());
    let key = match (b - a, to.kind) {
        (1, PointKind::Result) => "over_one_year",
        (1, _) => "over_one_year_to",
        (_, PointKind::Result) => "over_years",
        _ => "over_years_to",
    };
    let kind = Both::from_fn(|lang| labels.word(to, lang));
    Some(labels.texts.fill(key, &[("n", number(b - a)), ("a", number(a)), ("b", number(b)), ("kind", kind)]))
}
