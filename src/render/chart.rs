//! Figures as HTML: SVG drawn at build time, with the same numbers in a table.
//!
//! The drawing is our own. What is needed is small and odd: bars whose x is in per cent and whose y
//! is in pixels, so that type keeps its size at any width and no `viewBox` scales it; colours only
//! through classes, so that light, dark, print and forced colours are the style sheet's business; a
//! target drawn hollow and hatched; Chinese at the left end of a bar and English at its right end.
//! General charting crates lay out in pixels for one given width, measure type with fonts of their
//! own and write colours into the elements; none of that can be taken back afterwards.

use std::fmt::Write;

use crate::both::{Both, Lang};
use crate::figure::{Figure, Point};
use crate::header::{Bound, ChartKind, PointKind};
use crate::output::Edition;
use crate::render::escape;
use crate::render::texts::Texts;

/// Height of a row with its bar, in pixels.
const ROW: usize = 48;

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

    /// Year or category, with the word for a target or an estimate.
    fn at(&self, point: &Point, lang: Lang) -> String {
        let at = point.at.get(lang);
        let at = match (point.is_year, lang) {
            (true, Lang::Zh) => format!("{at}年"),
            _ => at.clone(),
        };
        let series = point.series.as_ref().map_or(String::new(), |series| series.get(lang).clone());
        let word = match point.kind {
            PointKind::Result => String::new(),
            PointKind::Target => self.plain("target", lang),
            PointKind::Estimate => self.plain("estimate", lang),
        };
        let gap = if lang == Lang::En { " " } else { "" };
        [series, at, word].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(gap)
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
        let height = match figure.chart {
            ChartKind::Line => 190,
            _ => figure.points.len() * ROW - 10,
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
        match figure.chart {
            ChartKind::Line => self.line(figure, out),
            _ => self.bars(figure, out),
        }
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

    /// Rows of a label, a value and a bar from zero. A share fills a framed track of one hundred.
    fn bars(&self, figure: &Figure, out: &mut String) {
        let is_share = figure.chart == ChartKind::Share;
        let most = figure.points.iter().map(|point| point.value.zh.for_drawing().abs()).fold(0.0, f64::max);
        let whole = if is_share { 100.0 } else { most.max(f64::MIN_POSITIVE) };
        let latest = figure.points.iter().rposition(|point| point.kind == PointKind::Result);
        let mut series: Vec<&str> = Vec::new();
        for (row, point) in figure.points.iter().enumerate() {
            let y = row * ROW;
            self.row_text(figure, point, y + 14, out);
            let colour = match (&point.series, figure.chart) {
                (Some(name), _) => {
                    let name = name.zh.as_str();
                    if !series.contains(&name) {
                        series.push(name);
                    }
                    1 + series.iter().position(|one| *one == name).unwrap_or(0).min(3)
                }
                (None, ChartKind::Change) => usize::from(Some(row) == latest),
                _ => 1,
            };
            let width = (point.value.zh.for_drawing().abs() / whole * 100.0).min(100.0);
            let (top, middle) = (y + 24, y as f64 + 28.5);
            if is_share {
                let _ = write!(
                    out,
                    "<rect class=\"frame\" x=\"0\" y=\"{top}\" width=\"100%\" height=\"9\"/><line class=\"axis\" x1=\"50%\" x2=\"50%\" y1=\"{}\" y2=\"{top}\"/>",
                    top - 4
                );
            } else {
                let _ = write!(
                    out,
                    "<line class=\"track\" x1=\"0\" x2=\"100%\" y1=\"{middle}\" y2=\"{middle}\"/><line class=\"axis\" x1=\"0\" x2=\"0\" y1=\"{}\" y2=\"{}\"/>",
                    y + 20,
                    y + 37
                );
            }
            match point.kind {
                PointKind::Result => {
                    let _ = write!(
                        out,
                        "<rect class=\"b{colour}\" x=\"0\" y=\"{top}\" width=\"{width:.2}%\" height=\"9\"/>"
                    );
                }
                _ => {
                    let _ = write!(
                        out,
                        "<rect class=\"paper\" x=\"0\" y=\"{top}\" width=\"{width:.2}%\" height=\"9\"/><rect class=\"plan\" x=\"0\" y=\"{top}\" width=\"{width:.2}%\" height=\"9\" fill=\"url(#f-{}-h)\"/>",
                        figure.id
                    );
                }
            }
        }
    }

    /// Label and value of a row: apart in one language, at both ends in two.
    fn row_text(&self, figure: &Figure, point: &Point, y: usize, out: &mut String) {
        let (at, value) = (
            |lang: Lang| escape(&self.at(point, lang)),
            |lang: Lang| escape(&self.value(figure, point, lang)),
        );
        match self.edition.sides() {
            [lang] => {
                let class = if *lang == Lang::En { " en" } else { "" };
                let _ = write!(
                    out,
                    "<text x=\"0\" y=\"{y}\" class=\"at{class}\">{}</text><text x=\"100%\" y=\"{y}\" text-anchor=\"end\" class=\"val{class}\">{}</text>",
                    at(*lang),
                    value(*lang)
                );
            }
            _ => {
                let _ = write!(
                    out,
                    "<text x=\"0\" y=\"{y}\" lang=\"zh-Hans\"><tspan class=\"at\">{}</tspan><tspan class=\"val\" dx=\"0.6em\">{}</tspan></text><text x=\"100%\" y=\"{y}\" text-anchor=\"end\" class=\"en\" lang=\"en\"><tspan class=\"val\">{}</tspan><tspan class=\"at\" dx=\"0.6em\">{}</tspan></text>",
                    at(Lang::Zh),
                    value(Lang::Zh),
                    value(Lang::En),
                    at(Lang::En)
                );
            }
        }
    }

    /// A line over years; the way to a target is dashed and its dot open. The base is zero.
    fn line(&self, figure: &Figure, out: &mut String) {
        let year = |point: &Point| point.at.zh.parse::<f64>().ok();
        let years: Vec<f64> =
            figure.points.iter().enumerate().map(|(n, point)| year(point).unwrap_or(n as f64)).collect();
        let (first, last) = years.iter().fold((f64::MAX, f64::MIN), |(a, b), y| (a.min(*y), b.max(*y)));
        let most = figure
            .points
            .iter()
            .map(|point| point.value.zh.for_drawing())
            .fold(0.0, f64::max)
            .max(f64::MIN_POSITIVE);
        let x = |at: usize| 8.0 + (years[at] - first) / (last - first).max(1.0) * 84.0;
        let y = |at: usize| 150.0 - figure.points[at].value.zh.for_drawing() / most * 110.0;
        out.push_str("<line class=\"track\" x1=\"0\" x2=\"100%\" y1=\"150\" y2=\"150\"/><svg x=\"0\" y=\"0\" width=\"100%\" height=\"190\" viewBox=\"0 0 100 190\" preserveAspectRatio=\"none\">");
        for at in 1..figure.points.len() {
            let plan = if figure.points[at].kind == PointKind::Result { "" } else { " to-plan" };
            let _ = write!(
                out,
                "<path class=\"stroke1{plan}\" vector-effect=\"non-scaling-stroke\" d=\"M{:.2} {:.2}L{:.2} {:.2}\"/>",
                x(at - 1),
                y(at - 1),
                x(at),
                y(at)
            );
        }
        out.push_str("</svg>");
        for (at, point) in figure.points.iter().enumerate() {
            let class = if point.kind == PointKind::Result { "b1" } else { "open" };
            let _ =
                write!(out, "<circle class=\"{class}\" cx=\"{:.2}%\" cy=\"{:.2}\" r=\"5\"/>", x(at), y(at));
            for (place, lang) in self.edition.sides().iter().enumerate() {
                let (value_y, class) = match (place, lang) {
                    (0, Lang::Zh) => (y(at) - 12.0, ""),
                    (0, Lang::En) => (y(at) - 12.0, " en"),
                    _ => (y(at) + 22.0, " en"),
                };
                let _ = write!(
                    out,
                    "<text class=\"val{class}\" lang=\"{}\" x=\"{:.2}%\" y=\"{value_y:.0}\" text-anchor=\"middle\">{}</text>",
                    lang.tag(),
                    x(at),
                    escape(&self.value(figure, point, *lang))
                );
            }
            let label = self.at(point, self.edition.lang());
            let _ = write!(
                out,
                "<text class=\"at\" x=\"{:.2}%\" y=\"172\" text-anchor=\"middle\">{}</text>",
                x(at),
                escape(&label)
            );
        }
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
