//! Lines over years: one for each series, from zero; the way to a target is dashed and its dot open.

use std::fmt::Write;

use crate::base::html::escape;
use crate::base::lang::Lang;
use crate::model::figure::{Figure, Point};
use crate::model::kinds::PointKind;
use crate::render::chart::labels::{Labels, color};

/// Height of the plot and of a line of the legend, in pixels.
const PLOT: f64 = 150.0;
const LEGEND: f64 = 20.0;
/// Room above the highest and below the lowest dot, for values in one or two languages.
const ABOVE: f64 = 30.0;
/// How many points may each carry their value before only the ends and the extremes do.
const LABELLED: usize = 6;

/// Where points lie.
struct Plot {
    top: f64,
    first: f64,
    years: f64,
    least: f64,
    whole: f64,
}

/// The lines: height in pixels, and what stands inside the `svg`.
pub fn draw(labels: &Labels, figure: &Figure) -> (usize, String) {
    let series = series(figure);
    let legend = if series.len() > 1 { series.len() as f64 * LEGEND + 8.0 } else { 0.0 };
    let plot = Plot::of(figure, legend);
    let mut out = String::new();
    if series.len() > 1 {
        write_legend(labels, &series, &mut out);
    }
    let zero = plot.y(0.0);
    let _ = write!(out, "<line class=\"track\" x1=\"0\" x2=\"100%\" y1=\"{zero:.1}\" y2=\"{zero:.1}\"/>");
    let height = legend + PLOT + 50.0;
    let _ = write!(
        out,
        "<svg x=\"0\" y=\"0\" width=\"100%\" height=\"{height}\" viewBox=\"0 0 100 {height}\" preserveAspectRatio=\"none\">"
    );
    for points in &series {
        for pair in points.windows(2) {
            way(figure, &plot, pair[0], pair[1], &mut out);
        }
    }
    out.push_str("</svg>");
    for (place, points) in series.iter().enumerate() {
        dots(labels, figure, &plot, points, place % 2 == 1, &mut out);
    }
    years(labels, figure, &plot, &mut out);
    (height as usize, out)
}

/// The points of each series in order.
fn series(figure: &Figure) -> Vec<Vec<(usize, &Point)>> {
    let mut all: Vec<Vec<(usize, &Point)>> = Vec::new();
    for one in figure.points.iter().enumerate() {
        match all.iter_mut().find(|points| points[0].1.series == one.1.series) {
            Some(points) => points.push(one),
            None => all.push(vec![one]),
        }
    }
    all
}

impl Plot {
    fn of(figure: &Figure, top: f64) -> Plot {
        let range = |values: &mut dyn Iterator<Item = f64>| {
            values.fold((f64::MAX, f64::MIN), |(a, b), value| (a.min(value), b.max(value)))
        };
        let (first, last) = range(&mut (0..figure.points.len()).map(|at| year(figure, at)));
        let (least, most) = range(&mut figure.points.iter().map(|point| point.value.zh.for_drawing()));
        let (least, most) = (least.min(0.0), most.max(0.0));
        let whole = if most > least { most - least } else { 1.0 };
        Plot { top, first, years: (last - first).max(1.0), least, whole }
    }

    /// In per cent of the width.
    fn x(&self, year: f64) -> f64 {
        9.0 + (year - self.first) / self.years * 82.0
    }

    /// In pixels.
    fn y(&self, value: f64) -> f64 {
        self.top + PLOT - (value - self.least) / self.whole * (PLOT - ABOVE)
    }
}

/// The place of a point on the axis: its year, or its place among the categories.
fn year(figure: &Figure, at: usize) -> f64 {
    let name = &figure.points[at].at;
    let order = || figure.points.iter().position(|one| one.at == *name).unwrap_or(at) as f64;
    name.zh.parse().unwrap_or_else(|_| order())
}

fn way(figure: &Figure, plot: &Plot, from: (usize, &Point), to: (usize, &Point), out: &mut String) {
    let plan = if to.1.kind == PointKind::Result { "" } else { " to-plan" };
    let place = |(at, point): (usize, &Point)| {
        format!("{:.2} {:.2}", plot.x(year(figure, at)), plot.y(point.value.zh.for_drawing()))
    };
    let _ = write!(
        out,
        "<path class=\"stroke{}{plan}\" vector-effect=\"non-scaling-stroke\" d=\"M{}L{}\"/>",
        color(figure, to.1),
        place(from),
        place(to)
    );
}

/// Dots and values: Chinese above and English below where both stand, else above, or below for every
/// second series.
fn dots(
    labels: &Labels,
    figure: &Figure,
    plot: &Plot,
    points: &[(usize, &Point)],
    below: bool,
    out: &mut String,
) {
    let value = |at: usize| points[at].1.value.zh.for_drawing();
    let by_value = |a: &usize, b: &usize| value(*a).total_cmp(&value(*b));
    let (low, high) = ((0..points.len()).min_by(by_value), (0..points.len()).max_by(by_value));
    for (n, (at, point)) in points.iter().enumerate() {
        let (x, y) = (plot.x(year(figure, *at)), plot.y(point.value.zh.for_drawing()));
        let class = match point.kind {
            PointKind::Result => format!("b{}", color(figure, point)),
            _ => format!("open s{}", color(figure, point)),
        };
        let _ = write!(out, "<circle class=\"{class}\" cx=\"{x:.2}%\" cy=\"{y:.2}\" r=\"5\"/>");
        let ends = n == 0 || n + 1 == points.len() || Some(n) == low || Some(n) == high;
        if points.len() > LABELLED && !ends {
            continue;
        }
        let amount = |lang: Lang| match lang {
            Lang::Zh => point.value.zh.plain(),
            Lang::En => point.value.en.grouped(),
        };
        let sides = match labels.edition.sides() {
            // The same digits in both languages need not stand twice.
            both if amount(Lang::Zh) == amount(Lang::En) => &both[..1],
            sides => sides,
        };
        for (place, lang) in sides.iter().enumerate() {
            let under = if sides.len() == 2 { place == 1 } else { below };
            let y = if under { y + 21.0 } else { y - 11.0 };
            let class = if *lang == Lang::En { "val en" } else { "val" };
            let _ = write!(
                out,
                "<text class=\"{class}\" lang=\"{}\" x=\"{x:.2}%\" y=\"{y:.0}\" text-anchor=\"middle\">{}</text>",
                lang.tag(),
                amount(*lang)
            );
        }
    }
}

/// The years below, each once, with the word for a target; of many, some.
fn years(labels: &Labels, figure: &Figure, plot: &Plot, out: &mut String) {
    let mut names: Vec<(f64, usize)> = (0..figure.points.len()).map(|at| (year(figure, at), at)).collect();
    names.sort_by(|a, b| a.0.total_cmp(&b.0));
    names.dedup_by(|a, b| a.0 == b.0);
    let step = names.len().div_ceil(LABELLED);
    let last = names.len().saturating_sub(1);
    for (n, (year, at)) in names.into_iter().enumerate() {
        if n != last && (n % step != 0 || last - n < step) {
            continue;
        }
        let point = &figure.points[at];
        let (x, y) = (plot.x(year), plot.top + PLOT + 38.0);
        for (place, lang) in labels.edition.sides().iter().enumerate() {
            let word = labels.word(point, *lang);
            let year = format!("{}{}", point.at.get(*lang), if point.inferred { "*" } else { "" });
            let said = if place == 0 || !point.is_year { year.as_str() } else { "" };
            let text =
                [said, &word].into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join(" ");
            if !text.is_empty() {
                let y = y + place as f64 * 16.0;
                let _ = write!(
                    out,
                    "<text class=\"at\" lang=\"{}\" x=\"{x:.2}%\" y=\"{y:.0}\" text-anchor=\"middle\">{}</text>",
                    lang.tag(),
                    escape(&text)
                );
            }
        }
    }
}

/// A line for each series: its dot and its name.
fn write_legend(labels: &Labels, series: &[Vec<(usize, &Point)>], out: &mut String) {
    for (n, points) in series.iter().enumerate() {
        let y = n as f64 * LEGEND + 14.0;
        let Some(name) = &points[0].1.series else { continue };
        let _ = write!(out, "<circle class=\"b{}\" cx=\"5\" cy=\"{:.0}\" r=\"5\"/>", 1 + n % 4, y - 5.0);
        let sides = labels.edition.sides();
        for (place, lang) in sides.iter().enumerate() {
            let (x, anchor) = if place == 0 { ("18", "") } else { ("100%", " text-anchor=\"end\"") };
            let class = if *lang == Lang::En { "at en" } else { "at" };
            let _ = write!(
                out,
                "<text class=\"{class}\" lang=\"{}\" x=\"{x}\" y=\"{y:.0}\"{anchor}>{}</text>",
                lang.tag(),
                escape(name.get(*lang))
            );
        }
    }
}
