//! Lines over years: one for each series, from zero, of shares on zero to one hundred. The way to a target is
//! dashed and its mark open. The plot holds curves and marks alone; the values stand below it in a list.

use std::collections::BTreeMap;
use std::fmt::Write;

use crate::base::html::escape;
use crate::base::lang::Lang;
use crate::model::figure::{Figure, Point};
use crate::model::kinds::PointKind;
use crate::render::chart::labels::{Labels, color};
use crate::render::chart::rows::paint;
use crate::render::chart::scale::{Scale, ScaleKind};
use crate::render::chart::shown::Shown;

/// The marks of up to four series, so that none is told by its color alone: a disc, a square, a diamond, a
/// triangle.
const MARKS: [&str; 4] = [
    "M-5 0a5 5 0 1 0 10 0a5 5 0 1 0-10 0z",
    "M-4.5-4.5h9v9h-9z",
    "M0-6.5L6.5 0L0 6.5L-6.5 0z",
    "M0-6L6 5H-6z",
];

/// The points of each series in order, with their places in the figure.
type Series<'p> = Vec<Vec<(usize, &'p Point)>>;

/// Where points lie.
struct Plot<'f> {
    figure: &'f Figure,
    scale: Scale,
    first: f64,
    years: f64,
}

/// The plot and the list of its values.
pub fn write(labels: &Labels, shown: &Shown, out: &mut String) {
    let figure = shown.figure;
    let series = series(figure);
    let plot = Plot::of(figure);
    out.push_str("<div class=\"plot\" aria-hidden=\"true\"><svg width=\"100%\" height=\"100%\">");
    plot.ground(out);
    plot.ways(&series, out);
    for points in &series {
        plot.marks(points, out);
    }
    out.push_str("</svg></div>");
    ends(labels, figure, out);
    for points in &series {
        list(labels, shown, points, out);
    }
}

/// The points of each series in the order of the header.
pub fn series(figure: &Figure) -> Series<'_> {
    let mut all: Series = Vec::new();
    for one in figure.points.iter().enumerate() {
        match all.iter_mut().find(|points| points[0].1.series == one.1.series) {
            Some(points) => points.push(one),
            None => all.push(vec![one]),
        }
    }
    all
}

impl<'f> Plot<'f> {
    fn of(figure: &'f Figure) -> Plot<'f> {
        let places = || (0..figure.points.len()).map(|at| year(figure, at));
        let (first, last) = places().fold((f64::MAX, f64::MIN), |(a, b), one| (a.min(one), b.max(one)));
        Plot { figure, scale: Scale::of(figure), first, years: (last - first).max(1.0) }
    }

    /// In per cent of the width and of the height.
    fn place(&self, at: usize) -> (f64, f64) {
        let x = 2.0 + (year(self.figure, at) - self.first) / self.years * 96.0;
        (x, 100.0 - self.scale.place(self.figure.points[at].value.zh))
    }

    /// Zero, and of shares the hundred.
    fn ground(&self, out: &mut String) {
        let zero = 100.0 - self.scale.bar(self.scale.least).0.max(self.scale.place(0.into()));
        let _ =
            write!(out, "<line class=\"axis\" x1=\"0\" x2=\"100%\" y1=\"{zero:.1}%\" y2=\"{zero:.1}%\"/>");
        if self.scale.kind == ScaleKind::Frame {
            out.push_str("<line class=\"track\" x1=\"0\" x2=\"100%\" y1=\"0\" y2=\"0\"/>");
        }
    }

    fn ways(&self, series: &Series, out: &mut String) {
        out.push_str(
            "<svg width=\"100%\" height=\"100%\" viewBox=\"0 0 100 100\" preserveAspectRatio=\"none\">",
        );
        for pair in series.iter().flat_map(|points| points.windows(2)) {
            let (from, to) = (self.place(pair[0].0), self.place(pair[1].0));
            let plan = if pair[1].1.kind == PointKind::Target { " to-plan" } else { "" };
            let _ = write!(
                out,
                "<path class=\"stroke{}{plan}\" vector-effect=\"non-scaling-stroke\" d=\"M{:.2} {:.2}L{:.2} {:.2}\"/>",
                color(self.figure, pair[1].1),
                from.0,
                from.1,
                to.0,
                to.1
            );
        }
        out.push_str("</svg>");
    }

    fn marks(&self, points: &[(usize, &Point)], out: &mut String) {
        for (at, point) in points {
            let (x, y) = self.place(*at);
            let color = color(self.figure, point);
            let _ = write!(
                out,
                "<svg class=\"m{color}\" x=\"{x:.2}%\" y=\"{y:.2}%\"><path {} d=\"{}\"/></svg>",
                paint(self.figure, point),
                MARKS[color - 1]
            );
        }
    }
}

/// The place of a point on the axis: its year, or its place among the categories.
fn year(figure: &Figure, at: usize) -> f64 {
    let point = &figure.points[at];
    let order = || figure.points.iter().position(|one| one.at == point.at).unwrap_or(at) as f64;
    point.time.filter(|_| point.is_dated()).map_or_else(order, |time| f64::from(time.last))
}

/// The first and the last year below the plot; the others stand in the list.
fn ends(labels: &Labels, figure: &Figure, out: &mut String) {
    let names: BTreeMap<i64, &Point> =
        figure.points.iter().enumerate().map(|(at, point)| (year(figure, at) as i64, point)).collect();
    let (Some(first), Some(last)) = (names.values().next(), names.values().next_back()) else { return };
    let name = |point: &Point| match labels.edition.lang() {
        Lang::Zh if point.at.zh == point.at.en => escape(&point.at.zh),
        _ => labels.html(&point.at),
    };
    let _ = write!(
        out,
        "<p class=\"ends\" aria-hidden=\"true\"><span>{}</span><span>{}</span></p>",
        name(first),
        name(last)
    );
}

/// The values of a series: the name with its mark, then each point.
fn list(labels: &Labels, shown: &Shown, points: &[(usize, &Point)], out: &mut String) {
    if let Some(name) = &points[0].1.series {
        let color = color(shown.figure, points[0].1);
        let _ = write!(
            out,
            "<p class=\"pair name\">{}</p>",
            labels.sides(|lang| format!(
                "<svg class=\"key\" aria-hidden=\"true\" viewBox=\"-7 -7 14 14\"><path class=\"b{color}\" d=\"{}\"/></svg>{}",
                MARKS[color - 1],
                escape(name.get(lang))
            ))
        );
    }
    out.push_str("<ol class=\"pts\">");
    for (at, point) in points {
        let point = Point { series: None, ..(*point).clone() };
        let text = labels.sides(|lang| {
            let value = labels.breakable(shown, *at, lang);
            format!("{} <span class=\"val\">{value}</span>", labels.at_marked(&point, lang))
        });
        let _ = write!(out, "<li>{text}</li>");
    }
    out.push_str("</ol>");
}
