//! Bars: a row for each point, with its label, its value and a bar from zero; a share fills a framed
//! track of one hundred.

use std::fmt::Write;

use crate::base::html::escape;
use crate::base::lang::Lang;
use crate::model::figure::{Figure, Point};
use crate::model::kinds::{ChartKind, PointKind};
use crate::render::chart::labels::{Labels, color};
use crate::render::chart::wrap::{lines, width};

/// Height of a line of text, in pixels.
const LINE: usize = 20;
/// From the last line's baseline to the next row's top.
const BAR: usize = 34;
/// The width on which every row must have room: that of the smallest phone, less the margins.
const NARROW: f64 = 284.0;

/// A line of text in a row.
struct Row {
    lang: Lang,
    /// Label and value, either may be empty.
    at: String,
    value: String,
    /// At the right end of the bar.
    at_end: bool,
}

/// How bars lie between the two ends of their track, which are 0 and 100.
struct Scale {
    zero: f64,
    whole: f64,
}

/// The rows: height in pixels, and what stands inside the `svg`.
pub fn draw(labels: &Labels, figure: &Figure) -> (usize, String) {
    let scale = Scale::of(figure);
    let latest = figure.points.iter().rposition(|point| point.kind == PointKind::Result);
    let mut out = String::new();
    let mut top = 0;
    for (row, point) in figure.points.iter().enumerate() {
        let texts = texts(labels, figure, point);
        let mut baseline = top + 14;
        let mut before: Option<&Row> = None;
        for text in &texts {
            // Only the two ends of one row may share a line.
            let shares = before.is_some_and(|one| !one.at_end && text.at_end && fits(one, text));
            if before.is_some() && !shares {
                baseline += LINE;
            }
            write_line(text, baseline, &mut out);
            before = Some(text);
        }
        let class = match (figure.chart, &point.series) {
            (ChartKind::Change, None) => usize::from(Some(row) == latest),
            _ => color(figure, point),
        };
        bar(figure, point, &scale, baseline, class, &mut out);
        top = baseline + BAR;
    }
    (top.saturating_sub(10), out)
}

impl Scale {
    fn of(figure: &Figure) -> Scale {
        if figure.chart == ChartKind::Share {
            return Scale { zero: 0.0, whole: 100.0 };
        }
        let values = figure.points.iter().map(|point| point.value.zh.for_drawing());
        let (least, most) = values.fold((0.0, 0.0), |(a, b): (f64, f64), value| (a.min(value), b.max(value)));
        let whole = if most > least { most - least } else { 1.0 };
        Scale { zero: -least / whole * 100.0, whole }
    }

    /// Where a value's bar begins and how long it is, in per cent.
    fn bar(&self, value: f64) -> (f64, f64) {
        let length = (value.abs() / self.whole * 100.0).min(100.0);
        (if value < 0.0 { self.zero - length } else { self.zero }, length)
    }
}

/// Label and value of a row: apart in one language, at both ends in two; broken where they are too long
/// for a phone.
fn texts(labels: &Labels, figure: &Figure, point: &Point) -> Vec<Row> {
    let line = |lang, at: String, value: String, at_end| Row { lang, at, value, at_end };
    let mut texts = Vec::new();
    let sides = labels.edition.sides();
    for (place, lang) in sides.iter().enumerate() {
        let (at, value) = (labels.at(point, *lang), labels.value(figure, point, *lang));
        let in_two = sides.len() == 2;
        if width(&at) + width(&value) + 10.0 > NARROW {
            texts.extend(
                lines(&at, NARROW).into_iter().map(|at| line(*lang, at, String::new(), in_two && place == 1)),
            );
            texts.extend(
                lines(&value, NARROW)
                    .into_iter()
                    .map(|value| line(*lang, String::new(), value, in_two && place == 1)),
            );
        } else if in_two {
            texts.push(line(*lang, at, value, place == 1));
        } else {
            texts.push(line(*lang, at, String::new(), false));
            texts.push(line(*lang, String::new(), value, true));
        }
    }
    texts
}

fn fits(one: &Row, two: &Row) -> bool {
    let all = [&one.at, &one.value, &two.at, &two.value].into_iter().map(|text| width(text)).sum::<f64>();
    all + 36.0 <= NARROW
}

fn write_line(text: &Row, y: usize, out: &mut String) {
    let class = if text.lang == Lang::En { " class=\"en\"" } else { "" };
    let (x, anchor) = if text.at_end { ("100%", " text-anchor=\"end\"") } else { ("0", "") };
    let span = |class: &str, text: &str, gap: bool| match text {
        "" => String::new(),
        text => {
            let gap = if gap { " dx=\"0.6em\"" } else { "" };
            format!("<tspan class=\"{class}\"{gap}>{}</tspan>", escape(text))
        }
    };
    let both = !text.at.is_empty() && !text.value.is_empty();
    let (first, second) = match text.at_end {
        false => (span("at", &text.at, false), span("val", &text.value, both)),
        true => (span("val", &text.value, false), span("at", &text.at, both)),
    };
    let lang = text.lang.tag();
    let _ = write!(out, "<text{class} lang=\"{lang}\" x=\"{x}\" y=\"{y}\"{anchor}>{first}{second}</text>");
}

fn bar(figure: &Figure, point: &Point, scale: &Scale, baseline: usize, class: usize, out: &mut String) {
    let (top, middle) = (baseline + 10, baseline as f64 + 14.5);
    let (x, length) = scale.bar(point.value.zh.for_drawing());
    if figure.chart == ChartKind::Share {
        let _ = write!(
            out,
            "<rect class=\"frame\" x=\"0\" y=\"{top}\" width=\"100%\" height=\"9\"/><line class=\"axis\" x1=\"50%\" x2=\"50%\" y1=\"{}\" y2=\"{top}\"/>",
            top - 4
        );
    } else {
        let (zero, above, below) = (scale.zero, baseline + 6, baseline + 23);
        let _ = write!(
            out,
            "<line class=\"track\" x1=\"0\" x2=\"100%\" y1=\"{middle}\" y2=\"{middle}\"/><line class=\"axis\" x1=\"{zero:.2}%\" x2=\"{zero:.2}%\" y1=\"{above}\" y2=\"{below}\"/>"
        );
    }
    let place = format!("x=\"{x:.2}%\" y=\"{top}\" width=\"{length:.2}%\" height=\"9\"");
    let _ = match point.kind {
        PointKind::Result => write!(out, "<rect class=\"b{class}\" {place}/>"),
        _ => write!(
            out,
            "<rect class=\"paper\" {place}/><rect class=\"plan\" {place} fill=\"url(#f-{}-h)\"/>",
            figure.id
        ),
    };
}
