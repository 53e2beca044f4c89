//! Figures as HTML: SVG drawn at build time, with the same numbers in a table.
//!
//! The drawing is our own. What is needed is small and odd: x in per cent and y in pixels, so that type
//! keeps its size at any width and no `viewBox` scales it; colors through classes alone, so that light,
//! dark, print and forced colors are the style sheet's business; a target hollow and hatched; Chinese
//! at the left end of a bar and English at its right; `title` and `desc` in both.
//!
//! Looked at for exactly this: *charming* 0.6 draws by running ECharts in an embedded V8; *plotters* 0.3
//! and *charts-rs* 2.3 lay out in pixels for one width, measure text with fonts of their own and write
//! each color into the element; *poloto* 19 leaves colors to CSS, but scales everything with a
//! `viewBox`, which makes type too small on a phone, and knows neither targets nor two languages.
//! None of that can be taken back afterwards.

pub(crate) mod bars;
pub(crate) mod cards;
pub(crate) mod coverage_bar;
pub(crate) mod labels;
pub(crate) mod line;
pub(crate) mod table;
pub(crate) mod wrap;

use std::fmt::Write;

use crate::base::html::escape;
use crate::base::lang::Lang;
use crate::model::figure::Figure;
use crate::model::kinds::{ChartKind, PointKind};
use crate::render::chart::labels::Labels;

/// The figures that stand after one passage: cards in a list, then charts.
pub fn group(figures: &[&Figure], labels: &Labels) -> String {
    let (cards, charts): (Vec<&Figure>, Vec<&Figure>) =
        figures.iter().copied().partition(|figure| figure.chart == ChartKind::Card);
    let mut out = String::new();
    if !cards.is_empty() {
        cards::write(labels, &cards, &mut out);
    }
    if !charts.is_empty() {
        let two = if charts.len() > 1 { " two" } else { "" };
        let _ = write!(out, "<div class=\"figures{two}\">");
        for figure in charts {
            chart(labels, figure, &mut out);
        }
        out.push_str("</div>");
    }
    out
}

fn chart(labels: &Labels, figure: &Figure, out: &mut String) {
    let kind = match figure.chart {
        ChartKind::Card => "card",
        ChartKind::Change => "change",
        ChartKind::Bars => "bars",
        ChartKind::Line => "line",
        ChartKind::Share => "share",
    };
    let _ = write!(out, "<figure class=\"fig fig-{kind}\" id=\"fig-{}\">", figure.id);
    caption(labels, figure, out);
    let (height, drawing) = match figure.chart {
        ChartKind::Line => line::draw(labels, figure),
        _ => bars::draw(labels, figure),
    };
    let id = &figure.id;
    let sides = labels.edition.sides();
    let names: Vec<String> =
        sides.iter().map(|lang| format!("f-{id}-t-{0} f-{id}-d-{0}", lang.code())).collect();
    let _ = write!(
        out,
        "<svg role=\"img\" width=\"100%\" height=\"{height}\" aria-labelledby=\"{}\">",
        names.join(" ")
    );
    for (element, suffix) in [("title", "t"), ("desc", "d")] {
        for lang in sides {
            let text = match element {
                "title" => figure.label.get(*lang).clone(),
                _ => description(labels, figure, *lang),
            };
            let (code, tag) = (lang.code(), lang.tag());
            let _ = write!(
                out,
                "<{element} id=\"f-{id}-{suffix}-{code}\" lang=\"{tag}\">{}</{element}>",
                escape(&text)
            );
        }
    }
    let planned = figure.points.iter().any(|point| point.kind != PointKind::Result);
    if planned && figure.chart != ChartKind::Line {
        let _ = write!(
            out,
            "<defs><pattern id=\"f-{id}-h\" width=\"6\" height=\"6\" patternUnits=\"userSpaceOnUse\" patternTransform=\"rotate(45)\"><line class=\"hatch\" x1=\"0\" y1=\"0\" x2=\"0\" y2=\"6\"/></pattern></defs>"
        );
    }
    out.push_str(&drawing);
    out.push_str("</svg>");
    table::details(labels, &[figure], out);
    out.push_str("</figure>");
}

fn caption(labels: &Labels, figure: &Figure, out: &mut String) {
    let one = |lang: Lang| {
        let label = escape(figure.label.get(lang));
        let unit = escape(figure.unit_text.get(lang));
        format!("<b>{label}</b> <span class=\"unit\">{unit}</span>")
    };
    match labels.edition.sides() {
        [lang] => {
            let _ = write!(out, "<figcaption class=\"ui\">{}</figcaption>", one(*lang));
        }
        _ => {
            let _ = write!(
                out,
                "<figcaption class=\"both ui\"><span lang=\"zh-Hans\">{}</span><span lang=\"en\">{}</span></figcaption>",
                one(Lang::Zh),
                one(Lang::En)
            );
        }
    }
}

/// All values in a sentence, for those who cannot see the drawing.
fn description(labels: &Labels, figure: &Figure, lang: Lang) -> String {
    let (gap, stop, mark) = match lang {
        Lang::Zh => ("：", "。", "；"),
        Lang::En => (": ", ".", "; "),
    };
    let values: Vec<String> = figure
        .points
        .iter()
        .map(|point| format!("{}{gap}{}", labels.at(point, lang), labels.value(figure, point, lang)))
        .collect();
    values.join(mark) + stop
}
