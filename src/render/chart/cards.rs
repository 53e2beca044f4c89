//! Cards: single numbers, big, in a list. Where both languages stand, each number has its two names on its two
//! leaves in one row.

use std::fmt::Write;

use crate::base::html::escape;
use crate::base::lang::Lang;
use crate::model::figure::{Figure, Point};
use crate::render::chart::labels::Labels;
use crate::render::chart::shown::Shown;

/// The cards of several figures.
pub fn write(labels: &Labels, figures: &[&Shown], out: &mut String) {
    let list = labels.edition.plain(&labels.texts.get("figures_here"));
    let _ = write!(out, "<figure class=\"ch cards\" aria-label=\"{}\"><ul>", escape(&list));
    for shown in figures {
        let figure = shown.figure;
        for (at, point) in figure.points.iter().enumerate() {
            let id = if at == 0 { format!(" id=\"fig-{}\"", figure.id) } else { String::new() };
            let text = labels.sides(|lang| {
                let value = labels.breakable(shown, at, lang);
                let word = labels.marked_word(point, lang);
                let name = escape(&name(labels, figure, point, lang));
                format!("<span class=\"what\">{name} {word}</span> <span class=\"big\">{value}</span>")
            });
            let _ = write!(out, "<li class=\"card\"{id}>{text}</li>");
        }
    }
    out.push_str("</ul></figure>");
}

/// What is counted and when, if the label does not say it itself.
fn name(labels: &Labels, figure: &Figure, point: &Point, lang: Lang) -> String {
    let label = figure.label.get(lang);
    let says = |year: u16| label.contains(&year.to_string());
    let is_said = point.is_dated() && point.time.is_some_and(|time| says(time.first) && says(time.last));
    let star = if point.inferred { "*" } else { "" };
    let mark = if lang == Lang::Zh { "，" } else { ", " };
    match is_said {
        true => format!("{label}{star}"),
        false => format!("{label}{mark}{}", labels.when(point, lang)),
    }
}
