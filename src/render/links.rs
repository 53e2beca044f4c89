//! Pages and originals as lists show them: title, summary, seals, key number.

use crate::base::lang::{Both, Lang};
use crate::model::bitext::Bitext;
use crate::model::figure::{self, Figure, Point};
use crate::model::kinds::{ChartKind, PointKind};
use crate::model::output::Edition;
use crate::model::proof::Proof;
use crate::model::site::Site;
use crate::render::address::original_href;
use crate::render::chart::coverage_bar;
use crate::render::chart::labels::Labels;
use crate::render::names::{original_name, original_sign, summaries, titles};
use crate::render::templates::texts::Texts;
use crate::render::view::*;

/// An original in a list.
pub fn original_link(site: &Site, proof: &Proof, texts: &Texts, at: usize, edition: Edition) -> OriginalLink {
    let original = &site.originals[at];
    let said = |text: &Both<String>| SaidView::new(edition, text);
    OriginalLink {
        id: original.id.clone(),
        sign: original_sign(original),
        title: said(&original.header.title.clone().into()),
        short: said(&original_name(original)),
        href: original_href(&original.id),
        summary: said(&coverage_bar::extent(site, proof, texts, at, "original_summary")),
    }
}

/// A bitext in a list.
pub fn link(site: &Site, texts: &Texts, bitext: &Bitext, edition: Edition, href: String) -> PageLink {
    let named = bitext.pages.zh.header.original.as_slice();
    let seals = named.iter().filter_map(|id| site.original(id)).map(|original| Seal {
        sign: original_sign(original),
        name: SaidView::new(edition, &original_name(original)),
    });
    PageLink {
        title: SaidView::new(edition, &titles(bitext)),
        summary: summaries(bitext).map(|text| SaidView::new(edition, &text)),
        href,
        seals: seals.collect(),
        key: key_figure(texts, bitext, edition),
    }
}

/// The figure that an editor chose to stand for a page: one value, or the way from the first result to the last.
fn key_figure(texts: &Texts, bitext: &Bitext, edition: Edition) -> Option<KeyFigure> {
    let key = bitext.pages.zh.header.key.as_deref()?;
    let figure = figure::figures(bitext).into_iter().find(|one| one.id == key)?;
    let labels = Labels { texts, edition, root: "", data: "" };
    let is_change = matches!(figure.chart, ChartKind::Change | ChartKind::Line) && figure.points.len() > 1;
    // A change that happened ends before what is only aimed at.
    let done: Vec<&Point> = figure.points.iter().filter(|one| one.kind != PointKind::Target).collect();
    let (first, last) = match done.as_slice() {
        [first, .., last] if is_change => (*first, *last),
        _ => (figure.points.first()?, figure.points.last()?),
    };
    let value = Both::from_fn(|lang| match is_change {
        true => change(&labels, &figure, (first, last), lang),
        false => labels.value(&figure, first, lang),
    });
    let named = !is_change && !first.is_year && figure.points.len() > 1;
    let label = Both::from_fn(|lang| match (named, lang) {
        (false, _) => figure.label.get(lang).clone(),
        (true, Lang::Zh) => format!("{}：{}", figure.label.zh, first.at.zh),
        (true, Lang::En) => format!("{}: {}", figure.label.en, first.at.en),
    });
    let kind = match if is_change { last.kind } else { first.kind } {
        PointKind::Result => None,
        PointKind::Target => Some("target"),
        PointKind::Estimate => Some("estimate"),
    };
    let label = Both::from_fn(|lang| match (kind.map(|key| texts.get(key)), lang) {
        (None, _) => label.get(lang).clone(),
        (Some(kind), Lang::Zh) => format!("{}（{}）", label.zh, kind.zh),
        (Some(kind), Lang::En) => format!("{} ({})", label.en, kind.en),
    });
    Some(KeyFigure { value: SaidView::new(edition, &value), label: SaidView::new(edition, &label) })
}

/// `RMB 387.5 → 578.6 billion`: what stands before a number in its unit stands once.
fn change(labels: &Labels, figure: &Figure, (first, last): (&Point, &Point), lang: Lang) -> String {
    let number = match lang {
        Lang::Zh => first.value.zh.plain(),
        Lang::En => first.value.en.grouped(),
    };
    let amount = figure.amount(first, lang);
    let before = amount.split_once(&number).map_or("", |(before, _)| before);
    let end = labels.value(figure, last, lang);
    format!("{before}{number} → {}", end.strip_prefix(before).unwrap_or(&end))
}
