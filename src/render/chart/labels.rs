//! What stands at a point of a chart: its value, its year or category, the color of its series.

use crate::base::html::escape;
use crate::base::lang::{Both, Lang};
use crate::model::figure::{Figure, Point};
use crate::model::kinds::PointKind;
use crate::model::output::Edition;
use crate::quantity::value::Bound;
use crate::render::chart::shown::Shown;
use crate::render::html::text::shown;
use crate::render::templates::texts::Texts;

/// What drawing needs besides the figure.
pub struct Labels<'p> {
    /// The interface texts.
    pub texts: &'p Texts,
    /// The edition.
    pub edition: Edition,
}

impl Labels<'_> {
    /// A text as the edition shows it, as HTML.
    pub fn html(&self, text: &Both<String>) -> String {
        shown(self.edition, text)
    }

    /// HTML of each language that the edition shows, each on its leaf.
    pub fn sides(&self, html: impl Fn(Lang) -> String) -> String {
        match self.edition.sides() {
            [lang] => format!("<span>{}</span>", html(*lang)),
            sides => {
                let side = |lang: &Lang| format!("<span lang=\"{}\">{}</span>", lang.tag(), html(*lang));
                sides.iter().map(side).collect::<Vec<_>>().join(" ")
            }
        }
    }

    /// An interface text in one language.
    pub fn plain(&self, key: &str, lang: Lang) -> String {
        self.texts.get(key).get(lang).clone()
    }

    /// A value as a sentence has it, with its bound.
    pub fn value(&self, shown: &Shown, at: usize, lang: Lang) -> String {
        let amount = shown.amounts[at].get(lang).text(lang);
        let key = match shown.figure.points[at].bound {
            None => return amount,
            Some(Bound::Over) => "over",
            Some(Bound::AtLeast) => "at_least",
            Some(Bound::Nearly) => "nearly",
            Some(Bound::About) => "about",
            Some(Bound::Below) => "below",
        };
        self.plain(key, lang).replace("{v}", &amount)
    }

    /// The same as HTML. It may break between number and unit where there is no room, on a phone
    /// with large text.
    pub fn breakable(&self, shown: &Shown, at: usize, lang: Lang) -> String {
        escape(&self.value(shown, at, lang).replace('\u{a0}', " "))
    }

    /// From one value to another, the unit once where both have it and neither is bounded.
    pub fn range(&self, shown: &Shown, from: usize, to: usize, lang: Lang) -> String {
        let is_exact = |at: usize| shown.figure.points[at].bound.is_none();
        match is_exact(from) && is_exact(to) {
            true => shown.amounts[from].get(lang).to(shown.amounts[to].get(lang), lang),
            false => format!("{} → {}", self.value(shown, from, lang), self.value(shown, to, lang)),
        }
    }

    /// Year or category with its series.
    pub fn when(&self, point: &Point, lang: Lang) -> String {
        let star = if point.inferred { "*" } else { "" };
        let unit = if point.is_dated() && lang == Lang::Zh { "年" } else { "" };
        let at = format!("{}{unit}{star}", point.at.get(lang));
        match &point.series {
            None => at,
            Some(series) => format!("{} {at}", series.get(lang)),
        }
    }

    /// Year or category, and the word for a target or an estimate, as a line of text.
    pub fn at(&self, point: &Point, lang: Lang) -> String {
        let mark = if lang == Lang::Zh { "，" } else { ", " };
        match self.word(point, lang) {
            word if word.is_empty() => self.when(point, lang),
            word => format!("{}{mark}{word}", self.when(point, lang)),
        }
    }

    /// The same as HTML, with the mark of a target or an estimate.
    pub fn at_marked(&self, point: &Point, lang: Lang) -> String {
        let at = format!("<span class=\"at\">{}</span>", escape(&self.when(point, lang)));
        [at, self.marked_word(point, lang)].join(" ").trim_end().to_owned()
    }

    /// The word for a target or an estimate with its mark, as HTML; empty for a result.
    pub fn marked_word(&self, point: &Point, lang: Lang) -> String {
        let class = match point.kind {
            PointKind::Result => "",
            PointKind::Target => " aim",
            PointKind::Estimate => " est",
        };
        match self.word(point, lang) {
            word if word.is_empty() => word,
            word => format!(
                "<span class=\"at nb\"><i class=\"mk{class}\" aria-hidden=\"true\"></i>{}</span>",
                escape(&word)
            ),
        }
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
