//! The course of an indicator over the years, small: full dots are results, half ones estimates, open
//! ones targets, to which a dashed line leads.

use std::fmt::Write;

use crate::model::indicator::{Measure, Row};
use crate::model::kinds::PointKind;

/// The drawing, from the first to the last year of the table; empty where there is no way from one point
/// to another.
pub fn draw(row: &Row, first: u16, last: u16) -> String {
    let mut points: Vec<(u16, f64, PointKind)> = Vec::new();
    for cell in row.cells.iter().filter(|cell| cell.measure == Measure::Level) {
        let Some(time) = cell.time.filter(|time| time.is_year()) else { continue };
        if points.last().is_none_or(|(year, ..)| *year != time.last) {
            points.push((time.last, cell.value.zh.for_drawing(), cell.kind));
        }
    }
    if points.len() < 2 || last <= first {
        return String::new();
    }
    let most = points.iter().map(|(_, value, _)| *value).fold(f64::MIN_POSITIVE, f64::max);
    let x = |year: u16| 6.0 + f64::from(year.saturating_sub(first)) / f64::from(last - first) * 108.0;
    let y = |value: f64| 25.0 - (value / most).clamp(0.0, 1.0) * 19.0;
    let mut out = String::from(
        "<svg class=\"spark\" viewBox=\"0 0 120 28\" aria-hidden=\"true\"><line class=\"ax\" x1=\"6\" x2=\"114\" y1=\"26\" y2=\"26\"/>",
    );
    for pair in points.windows(2) {
        let way = if pair[1].2 == PointKind::Target { "ln t" } else { "ln" };
        let _ = write!(
            out,
            "<line class=\"{way}\" x1=\"{:.0}\" y1=\"{:.0}\" x2=\"{:.0}\" y2=\"{:.0}\"/>",
            x(pair[0].0),
            y(pair[0].1),
            x(pair[1].0),
            y(pair[1].1)
        );
    }
    for (year, value, kind) in &points {
        let class = match kind {
            PointKind::Result => "",
            PointKind::Estimate => " class=\"e\"",
            PointKind::Target => " class=\"t\"",
        };
        let _ = write!(out, "<circle{class} cx=\"{:.0}\" cy=\"{:.0}\" r=\"3\"/>", x(*year), y(*value));
    }
    out + "</svg>"
}
