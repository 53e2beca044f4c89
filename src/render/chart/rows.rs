//! Rows: a line of text for each point, and below it a bar, a part of a frame, or a dot. The text is
//! HTML, which wraps and grows as the reader wants; the drawing has lengths alone.

use std::fmt::Write;

use crate::base::html::escape;
use crate::base::lang::{Both, Lang};
use crate::model::figure::{Figure, Point};
use crate::model::kinds::{ChartKind, PointKind};
use crate::quantity::ratio::Ratio;
use crate::render::chart::labels::{Labels, color};
use crate::render::chart::scale::{Scale, ScaleKind};
use crate::render::chart::shown::Shown;

/// The rows of a figure; of a table without a drawing.
pub fn write(labels: &Labels, shown: &Shown, out: &mut String) {
    let figure = shown.figure;
    let scale = Scale::of(figure);
    out.push_str("<ul class=\"points\">");
    for (at, point) in figure.points.iter().enumerate() {
        let text = labels.sides(|lang| {
            let value = labels.breakable(shown, at, lang);
            let part =
                part(labels, figure, point, &scale).map(|one| one.get(lang).clone()).unwrap_or_default();
            format!("{} <span class=\"val\">{value}</span>{part}", labels.at_marked(point, lang))
        });
        let _ = write!(out, "<li>{text}");
        match scale.kind {
            _ if figure.chart == ChartKind::Table => {}
            ScaleKind::Marked => dot(figure, point, &scale, out),
            ScaleKind::Frame => framed(figure, point, &scale, out),
            ScaleKind::Zero => bar(figure, point, &scale, out),
        }
        out.push_str("</li>");
    }
    out.push_str("</ul>");
    if figure.chart != ChartKind::Table {
        ends(labels, shown, &scale, out);
    }
}

/// What stands at the ends of a scale that a reader could not tell.
fn ends(labels: &Labels, shown: &Shown, scale: &Scale, out: &mut String) {
    let figure = shown.figure;
    match scale.kind {
        ScaleKind::Frame if figure.unit.zh.is_share() => {
            out.push_str(
                "<p class=\"ends\" aria-hidden=\"true\"><span>0</span><span>50</span><span>100%</span></p>",
            );
        }
        ScaleKind::Marked => {
            let end = |value| {
                // Both languages have the same digits where their units are of one scale.
                let en = figure.unit.zh.convert(value, &figure.unit.en).unwrap_or(value);
                let (zh, en) = (value.plain(), en.grouped());
                match labels.edition.sides() {
                    [Lang::En] => en,
                    [Lang::Zh] => zh,
                    _ if zh == en => zh,
                    _ => format!("{zh} / {en}"),
                }
            };
            let _ = write!(
                out,
                "<p class=\"ends\" aria-hidden=\"true\"><span>{}</span><span>{}</span></p>",
                end(scale.least),
                end(scale.most)
            );
        }
        _ => {}
    }
}

/// The share that a count has of the largest, in a frame that is the largest.
fn part(labels: &Labels, figure: &Figure, point: &Point, scale: &Scale) -> Option<Both<String>> {
    let is_of_counts = scale.kind == ScaleKind::Frame && !figure.unit.zh.is_share();
    if !is_of_counts || point.value.zh == scale.most || point.bound.is_some() {
        return None;
    }
    let (top, bottom) = Ratio::of(point.value.zh)?.over(Ratio::of(scale.most)?)?.parts();
    let tenths = (top.checked_mul(2000)? / bottom + 1) / 2;
    let percent = format!("{}.{}", tenths / 10, tenths % 10);
    let percent = percent.strip_suffix(".0").unwrap_or(&percent).to_owned();
    let words = labels.texts.fill("part_of_largest", &[("v", Both::new(percent.clone(), percent))]);
    Some(words.map(|text| format!(" <span class=\"at\">{}</span>", escape(&text))))
}

fn open(class: &str, out: &mut String) {
    let _ = write!(out, "<svg class=\"bar{class}\" aria-hidden=\"true\" width=\"100%\">");
}

fn bar(figure: &Figure, point: &Point, scale: &Scale, out: &mut String) {
    open("", out);
    out.push_str("<line class=\"track\" x1=\"0\" x2=\"100%\" y1=\"50%\" y2=\"50%\"/>");
    filled(figure, point, scale, out);
    let zero = scale.bar(point.value.zh);
    let zero = if point.value.zh.is_negative() { zero.0 + zero.1 } else { zero.0 };
    let _ = write!(
        out,
        "<line class=\"axis\" x1=\"{zero:.2}%\" x2=\"{zero:.2}%\" y1=\"-25%\" y2=\"125%\"/></svg>"
    );
}

fn framed(figure: &Figure, point: &Point, scale: &Scale, out: &mut String) {
    open(" share", out);
    out.push_str("<rect class=\"frame\" width=\"100%\" height=\"100%\"/>");
    filled(figure, point, scale, out);
    out.push_str("<line class=\"half\" x1=\"50%\" x2=\"50%\" y1=\"-30%\" y2=\"0\"/></svg>");
}

fn filled(figure: &Figure, point: &Point, scale: &Scale, out: &mut String) {
    let (x, width) = scale.bar(point.value.zh);
    let place = format!("x=\"{x:.2}%\" width=\"{width:.2}%\" height=\"100%\"");
    let _ = write!(out, "<rect {} {place}/>", paint(figure, point));
}

fn dot(figure: &Figure, point: &Point, scale: &Scale, out: &mut String) {
    open(" on", out);
    let x = scale.place(point.value.zh);
    let _ = write!(
        out,
        "<line class=\"axis\" x1=\"0\" x2=\"100%\" y1=\"50%\" y2=\"50%\"/><circle {} cx=\"{x:.2}%\" cy=\"50%\" r=\".4em\"/></svg>",
        paint(figure, point)
    );
}

/// The classes of a point's mark: full for a result, half for an estimate, hatched or open for a target.
pub fn paint(figure: &Figure, point: &Point) -> String {
    let id = &figure.id;
    let color = match latest(figure) {
        Some(latest) if latest.at != point.at => 0,
        _ => color(figure, point),
    };
    match point.kind {
        PointKind::Result => format!("class=\"b{color}\""),
        PointKind::Estimate => format!("class=\"est\" fill=\"url(#f-{id}-e)\""),
        PointKind::Target => format!("class=\"plan\" fill=\"url(#f-{id}-h)\""),
    }
}

/// The latest known number of a measure over the years; the earlier ones are paler.
fn latest(figure: &Figure) -> Option<&Point> {
    let is_pale = figure.is_course() && figure.chart != ChartKind::Line;
    let known = figure.points.iter().filter(|point| point.kind != PointKind::Target && is_pale);
    known.max_by_key(|point| point.time)
}

/// The patterns that marks of targets and estimates are painted with.
pub fn patterns(figure: &Figure, out: &mut String) {
    let id = &figure.id;
    let has = |kind: PointKind| figure.points.iter().any(|point| point.kind == kind);
    let (target, estimate) = (has(PointKind::Target), has(PointKind::Estimate));
    if !target && !estimate {
        return;
    }
    out.push_str("<svg class=\"defs\" aria-hidden=\"true\" width=\"0\" height=\"0\"><defs>");
    if target {
        let _ = write!(
            out,
            "<pattern id=\"f-{id}-h\" width=\"6\" height=\"6\" patternUnits=\"userSpaceOnUse\" patternTransform=\"rotate(45)\"><rect class=\"ground\" width=\"6\" height=\"6\"/><line class=\"hatch\" x1=\"0\" y1=\"0\" x2=\"0\" y2=\"6\"/></pattern>"
        );
    }
    if estimate {
        let _ = write!(
            out,
            "<linearGradient id=\"f-{id}-e\" x2=\"0\" y2=\"1\"><stop class=\"ground\" offset=\".5\"/><stop class=\"full\" offset=\".5\"/></linearGradient>"
        );
    }
    out.push_str("</defs></svg>");
}
