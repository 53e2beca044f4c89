//! Figures as HTML: text that wraps and grows, and drawings that have lengths alone.
//!
//! The drawing is our own. What is needed is small and odd: labels are HTML, so that they wrap at any width
//! and any size of text; lengths are per cent of an `svg` without a `viewBox`; colors come through classes
//! alone, so that light, dark, print and forced colors are the style sheet's business; a target is hollow
//! and hatched, an estimate half full; where both languages stand, each label has its leaf and one bar lies
//! under both. A drawing is hidden from screen readers, which read the labels.
//!
//! Looked at for exactly this: *charming* 0.6 draws by running ECharts in an embedded V8; *plotters* 0.3
//! and *charts-rs* 2.3 lay out in pixels for one width, measure text with fonts of their own and write
//! each color into the element; *poloto* 19 leaves colors to CSS, but scales everything with a
//! `viewBox`, which makes type too small on a phone, and knows neither targets nor two languages.
//! None of that can be taken back afterwards.

pub(crate) mod cards;
mod change;
pub(crate) mod coverage_bar;
pub(crate) mod labels;
mod line;
mod rows;
mod scale;
pub(crate) mod shown;
pub(crate) mod table;

use std::fmt::Write;

use crate::base::html::escape;
use crate::model::kinds::ChartKind;
use crate::render::chart::labels::Labels;
use crate::render::chart::shown::Shown;

/// The figures that stand after one passage: cards in a list, then charts.
pub fn group(figures: &[&Shown], labels: &Labels) -> String {
    let figures = figures.iter().copied().filter(|shown| shown.figure.chart != ChartKind::None);
    let (cards, charts): (Vec<&Shown>, Vec<&Shown>) =
        figures.partition(|shown| shown.figure.chart == ChartKind::Card);
    if cards.is_empty() && charts.is_empty() {
        return String::new();
    }
    let both = if labels.edition.is_both() { " facing" } else { "" };
    let mut out = format!("<div class=\"figures ui{both}\">");
    if !cards.is_empty() {
        cards::write(labels, &cards, &mut out);
    }
    for shown in &charts {
        chart(labels, shown, &mut out);
    }
    let points = || cards.iter().chain(&charts).flat_map(|shown| &shown.figure.points);
    if points().any(|point| point.inferred) {
        let note = labels.texts.get("note_inferred");
        let _ = write!(out, "<p class=\"pair inferred\">{}</p>", labels.sides(|lang| escape(note.get(lang))));
    }
    out.push_str("</div>");
    out
}

fn chart(labels: &Labels, shown: &Shown, out: &mut String) {
    let figure = shown.figure;
    let kind = match figure.chart {
        ChartKind::Card => "card",
        ChartKind::Change => "change",
        ChartKind::Bars => "bars",
        ChartKind::Line => "line",
        ChartKind::Share => "share",
        ChartKind::Dots => "dots",
        ChartKind::Table => "table",
        ChartKind::None => "none",
    };
    let caption = labels.sides(|lang| {
        let label = escape(figure.label.get(lang));
        match figure.chart {
            ChartKind::Dots => {
                let note = escape(&labels.plain("scale_not_from_zero", lang));
                format!("<b>{label}</b> <span class=\"scale\">{note}</span>")
            }
            _ => format!("<b>{label}</b>"),
        }
    });
    let _ = write!(
        out,
        "<figure class=\"ch fig-{kind}\" id=\"fig-{id}\" aria-labelledby=\"fig-{id}-\"><figcaption class=\"pair\" id=\"fig-{id}-\">{caption}</figcaption>",
        id = figure.id
    );
    rows::patterns(figure, out);
    match figure.chart {
        ChartKind::Line => line::write(labels, shown, out),
        _ => rows::write(labels, shown, out),
    }
    change::write(labels, shown, out);
    out.push_str("</figure>");
}
