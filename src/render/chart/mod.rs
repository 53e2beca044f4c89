//! Figures as HTML: SVG drawn at build time, with the same numbers in a table.
//!
//! The drawing is our own. What is needed is small and odd: x in per cent and y in pixels, so that type
//! keeps its size at any width and no `viewBox` scales it; colours through classes alone, so that light,
//! dark, print and forced colours are the style sheet's business; a target hollow and hatched; Chinese
//! at the left end of a bar and English at its right; `title` and `desc` in both.
//!
//! Looked at for exactly this: *charming* 0.6 draws by running ECharts in an embedded V8; *plotters* 0.3
//! and *charts-rs* 2.3 lay out in pixels for one width, measure text with fonts of their own and write
//! each colour into the element; *poloto* 19 leaves colours to CSS, but scales everything with a
//! `viewBox`, which makes type too small on a phone, and knows neither targets nor two languages.
//! None of that can be taken back afterwards.

pub mod bars;
pub mod coverage_bar;
pub mod line;

use std::fmt::Write;

use crate::base::html::escape;
use crate::base::lang::{Both, Lang};
use crate::model::config::{ChartKind, PointKind};
use crate::model::figure::{Figure, Point};
use crate::model::output::Edition;
use crate::quantity::value::Bound;
use crate::render::templates::texts::Texts;

/// What drawing needs besides the figure.
pub struct Pen<'p> {
    /// The interface texts.
    pub texts: &'p Texts,
    /// The edition.
    pub edition: Edition,
    /// The way up to the output folder.
    pub root: &'p str,
    /// Where the page's data files stand, below the output folder: `data/economy/growth`.
    pub data: &'p str,
}

/// The figures that stand after one passage: cards in a list, then charts.
pub fn group(figures: &[&Figure], pen: &Pen) -> String {
    let (cards, charts): (Vec<&Figure>, Vec<&Figure>) =
        figures.iter().copied().partition(|figure| figure.chart == ChartKind::Card);
    let mut out = String::new();
    if !cards.is_empty() {
        pen.cards(&cards, &mut out);
    }
    if !charts.is_empty() {
        let two = if charts.len() > 1 { " two" } else { "" };
        let _ = write!(out, "<div class=\"figures{two}\">");
        for figure in charts {
            pen.chart(figure, &mut out);
        }
        out.push_str("</div>");
    }
    out
}

impl Pen<'_> {
    fn said(&self, text: &Both<String>) -> String {
        self.edition.said(text)
    }

    fn plain(&self, key: &str, lang: Lang) -> String {
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
        let at = match (point.is_year, lang) {
            (true, Lang::Zh) => format!("{at}年"),
            _ => at.clone(),
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

    fn cards(&self, figures: &[&Figure], out: &mut String) {
        let sides = self.edition.sides();
        out.push_str(if sides.len() == 2 { "<div class=\"leaf-figs\">" } else { "<div class=\"figures\">" });
        for lang in sides {
            let _ = write!(out, "<dl class=\"cards\" lang=\"{}\">", lang.tag());
            for figure in figures {
                for point in &figure.points {
                    let word = match point.kind {
                        PointKind::Result => "",
                        PointKind::Target => " is-plan",
                        PointKind::Estimate => " is-estimate",
                    };
                    let _ = write!(
                        out,
                        "<div class=\"card{word}\"><dt class=\"what\">{}</dt><dd><span class=\"big\">{}</span> <span class=\"at\">{}</span></dd></div>",
                        escape(figure.label.get(*lang)),
                        escape(&self.value(figure, point, *lang)),
                        escape(&self.at(point, *lang)),
                    );
                }
            }
            out.push_str("</dl>");
        }
        self.details(figures, out);
        out.push_str("</div>");
    }

    fn chart(&self, figure: &Figure, out: &mut String) {
        let kind = match figure.chart {
            ChartKind::Card => "card",
            ChartKind::Change => "change",
            ChartKind::Bars => "bars",
            ChartKind::Line => "line",
            ChartKind::Share => "share",
        };
        let _ = write!(out, "<figure class=\"fig fig-{kind}\" id=\"fig-{}\">", figure.id);
        self.caption(figure, out);
        let (height, drawing) = match figure.chart {
            ChartKind::Line => line::draw(self, figure),
            _ => bars::draw(self, figure),
        };
        let id = &figure.id;
        let sides = self.edition.sides();
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
                    _ => self.description(figure, *lang),
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
        self.details(&[figure], out);
        out.push_str("</figure>");
    }

    fn caption(&self, figure: &Figure, out: &mut String) {
        let one = |lang: Lang| {
            let label = escape(figure.label.get(lang));
            let unit = escape(figure.unit_text.get(lang));
            format!("<b>{label}</b> <span class=\"unit\">{unit}</span>")
        };
        match self.edition.sides() {
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
    fn description(&self, figure: &Figure, lang: Lang) -> String {
        let (gap, stop, mark) = match lang {
            Lang::Zh => ("：", "。", "；"),
            Lang::En => (": ", ".", "; "),
        };
        let values: Vec<String> = figure
            .points
            .iter()
            .map(|point| format!("{}{gap}{}", self.at(point, lang), self.value(figure, point, lang)))
            .collect();
        values.join(mark) + stop
    }

    /// The same numbers in a table, and as files.
    fn details(&self, figures: &[&Figure], out: &mut String) {
        let sides = self.edition.sides();
        let _ = write!(
            out,
            "<details class=\"ui\"><summary>{}</summary>",
            self.said(&self.texts.get("data_table"))
        );
        for figure in figures {
            let years = figure.points.iter().all(|point| point.is_year);
            let head = self.texts.get(if years { "year" } else { "group" });
            let _ = write!(
                out,
                "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"{}\"><table><thead><tr><th scope=\"col\">{}</th>",
                escape(&self.edition.plain(&figure.label)),
                self.said(&head)
            );
            for lang in sides {
                let _ = write!(
                    out,
                    "<th scope=\"col\" class=\"n\" lang=\"{}\">{}</th>",
                    lang.tag(),
                    escape(figure.label.get(*lang))
                );
            }
            out.push_str("</tr></thead><tbody>");
            for point in &figure.points {
                let at = Both::from_fn(|lang| self.at(point, lang));
                let _ = write!(out, "<tr><th scope=\"row\">{}</th>", self.said(&at));
                for lang in sides {
                    let _ = write!(
                        out,
                        "<td class=\"n\" lang=\"{}\">{}</td>",
                        lang.tag(),
                        escape(&self.value(figure, point, *lang))
                    );
                }
                out.push_str("</tr>");
            }
            let (root, data, id) = (self.root, self.data, &figure.id);
            let _ = write!(
                out,
                "</tbody></table></div><p class=\"downloads\"><a href=\"{root}{data}/{id}.csv\" download>CSV</a> <a href=\"{root}{data}/{id}.json\" download>JSON</a></p>"
            );
        }
        out.push_str("</details>");
    }
}

/// The colour of a series, from 1; the style sheet has four.
pub fn colour(figure: &Figure, point: &Point) -> usize {
    let mut names: Vec<&Both<String>> = Vec::new();
    for name in figure.points.iter().filter_map(|point| point.series.as_ref()) {
        if !names.contains(&name) {
            names.push(name);
        }
    }
    let place = point.series.as_ref().and_then(|series| names.iter().position(|name| *name == series));
    1 + place.unwrap_or(0) % 4
}

/// About how wide a text is in a drawing, in pixels: labels have 14 px. Rather too wide than too narrow,
/// for fonts differ.
pub fn width(text: &str) -> f64 {
    let one = |c: char| match c {
        ' ' | '.' | ',' | ':' | ';' | '\'' | 'i' | 'l' | 'j' | 'I' | '|' => 4.8,
        'm' | 'w' | 'M' | 'W' | '%' => 13.0,
        'A'..='Z' | '0'..='9' => 9.4,
        c if c.is_ascii() => 8.4,
        '\u{2000}'..='\u{206f}' | '\u{c0}'..='\u{24f}' => 9.0,
        _ => 14.2,
    };
    text.chars().map(one).sum()
}

/// A text in lines of at most so many pixels: English breaks at blanks, Chinese anywhere.
pub fn lines(text: &str, most: f64) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let mut line = String::new();
    for word in words(text) {
        if !line.is_empty() && width(&line) + width(word.trim_end()) > most {
            lines.push(std::mem::take(&mut line).trim_end().to_owned());
        }
        line.push_str(word);
    }
    lines.push(line.trim_end().to_owned());
    lines
}

/// The pieces between which a line may break: words with the blank behind them, other characters one
/// by one.
fn words(text: &str) -> Vec<&str> {
    let mut words = Vec::new();
    let mut start = 0;
    for (at, c) in text.char_indices() {
        let end = at + c.len_utf8();
        let next = text[end..].chars().next();
        let closes = |c: char| matches!(c, '，' | '。' | '）' | '、' | '；' | '：' | '”' | '%');
        let breaks = c == ' ' || (!c.is_ascii() && c != '（' && !next.is_some_and(closes));
        if breaks || next.is_some_and(|next| next > '\u{2fff}' && !closes(next) && c != '（') {
            words.push(&text[start..end]);
            start = end;
        }
    }
    words.push(&text[start..]);
    words.retain(|word| !word.is_empty());
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_labels_break_between_words_and_between_characters() {
        assert_eq!(lines("GDP", 300.0), ["GDP"]);
        assert_eq!(lines("Strategic emerging industries", 150.0), ["Strategic emerging", "industries"]);
        assert_eq!(lines("战略性新兴产业（含高新技术）", 110.0), ["战略性新兴产业", "（含高新技术）"]);
        assert_eq!(lines("", 100.0), [""]);
    }
}
