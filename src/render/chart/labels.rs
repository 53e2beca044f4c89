//! What stands at a point of a chart: its value, its year or category, the color of its series.

use crate::base::lang::{Both, Lang};
use crate::model::figure::{Figure, Point};
use crate::model::kinds::PointKind;
use crate::model::output::Edition;
use crate::quantity::value::Bound;
use crate::render::templates::texts::Texts;

/// What drawing needs besides the figure.
pub struct Labels<'p> {
    /// The interface texts.
    pub texts: &'p Texts,
    /// The edition.
    pub edition: Edition,
    /// The way up to the output folder.
    pub root: &'p str,
    /// Where the page's data files stand, below the output folder: `data/economy/growth`.
    pub data: &'p str,
}

impl Labels<'_> {
    /// A text as the edition shows it, as HTML.
    pub fn said(&self, text: &Both<String>) -> String {
        self.edition.said(text)
    }

    /// An interface text in one language.
    pub fn plain(&self, key: &str, lang: Lang) -> String {
        self.texts.get(key).get(lang).clone()
    }

    /// A value as a sentence has it, with its bound.
    pub fn value(&self, figure: &Figure, point: &Point, lang: Lang) -> String {
        let amount = figure.amount(point, lang);
        let key = match point.bound {
            None => return amount,
            Some(Bound::Over) => "over",
            Some(Bound::AtLeast) => "at_least",
            Some(Bound::Nearly) => "nearly",
            Some(Bound::About) => "about",
            Some(Bound::Below) => "below",
        };
        self.plain(key, lang).replace("{v}", &amount)
    }

    /// Year or category with its series, and the word for a target or an estimate.
    pub fn at(&self, point: &Point, lang: Lang) -> String {
        let at = point.at.get(lang);
        let star = if point.inferred { "*" } else { "" };
        let at = match (point.is_dated(), lang) {
            (true, Lang::Zh) => format!("{at}{star}年"),
            _ => format!("{at}{star}"),
        };
        let series = point.series.as_ref().map_or(String::new(), |series| series.get(lang).clone());
        let word = self.word(point, lang);
        let gap = if lang == Lang::En { " " } else { "" };
        [series, at, word].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(gap)
    }

    /// The word for a target or an estimate; empty for a result.
    pub fn word(&self, point: &Point, lang: Lang) -> String {
        match point.kind {
            PointKind::Result => String::new(),
            PointKind::Target => self.plain("target", lang),
            PointKind::Estimate => self.plain("estimate", lang),
        }
    }
}

/// The color of a series, from 1; the style sheet has four.
pub fn color(figure: &Figure, point: &Point) -> usize {
    let mut names: Vec<&Both<String>> = Vec::new();
    for name in figure.points.iter().filter_map(|point| point.series.as_ref()) {
        if !names.contains(&name) {
            names.push(name);
        }
    }
    let place = point.series.as_ref().and_then(|series| names.iter().position(|name| *name == series));
    1 + place.unwrap_or(0) % 4
}
