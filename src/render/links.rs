//! Pages and originals as lists show them: title, summary, seals, key number.

use crate::base::lang::{Both, Lang};
use crate::base::url::encode;
use crate::model::bitext::Bitext;
use crate::model::figure;
use crate::model::kinds::PointKind;
use crate::model::output::Edition;
use crate::model::proof::Proof;
use crate::model::site::{Site, Topic};
use crate::render::address::original_href;
use crate::render::chart::coverage_bar;
use crate::render::chart::labels::Labels;
use crate::render::chart::shown::Shown;
use crate::render::names::{original_name, original_sign, summaries, titles, topic_title};
use crate::render::templates::texts::Texts;
use crate::render::view::*;

/// An original in a list.
pub(crate) fn original_link(
    site: &Site,
    proof: &Proof,
    texts: &Texts,
    at: usize,
    edition: Edition,
) -> OriginalLink {
    let original = &site.originals[at];
    let text = |text: &Both<String>| TextView::new(edition, text);
    OriginalLink {
        id: original.id.clone(),
        sign: original_sign(original),
        title: text(&original.header.title.clone().into()),
        short: text(&original_name(original)),
        href: original_href(&original.id),
        summary: text(&coverage_bar::extent(site, proof, texts, at, "original_summary")),
    }
}

/// A topic in a list.
pub(crate) fn topic_link(site: &Site, texts: &Texts, topic: &Topic, edition: Edition) -> TopicLink {
    TopicLink {
        folder: topic.folder.clone(),
        title: TextView::new(edition, &topic_title(site, topic)),
        href: format!("{}/index.html", encode(&topic.folder)),
        count: TextView::new(edition, &texts.count("count_pages", &[("n", topic.excerpts.len())])),
    }
}

/// How an edition shows a text.
type ShownText = fn(Edition, &Both<String>) -> TextView;

/// A bitext in a list.
pub(crate) fn link(
    site: &Site,
    texts: &Texts,
    bitext: &Bitext,
    (edition, shown): (Edition, ShownText),
    href: String,
) -> PageLink {
    let named = bitext.pages.zh.header.original.as_slice();
    let seals = named.iter().filter_map(|id| site.original(id)).map(|original| Seal {
        sign: original_sign(original),
        name: shown(edition, &original_name(original)),
    });
    PageLink {
        title: shown(edition, &titles(bitext)),
        summary: summaries(bitext).map(|text| shown(edition, &text)),
        href,
        seals: seals.collect(),
        key: key_figure(texts, bitext, (edition, shown)),
    }
}

/// The figure that an editor chose to stand for a page: one value, or the way from the first result to the last.
fn key_figure(texts: &Texts, bitext: &Bitext, (edition, shown): (Edition, ShownText)) -> Option<KeyFigure> {
    let key = bitext.pages.zh.header.key.as_deref()?;
    let figure = figure::figures(bitext).into_iter().find(|one| one.id == key)?;
    let is_change = figure.is_course();
    // A change that happened ends before what is only aimed at.
    let is_done = |at: &usize| figure.points[*at].kind != PointKind::Target;
    let done: Vec<usize> = (0..figure.points.len()).filter(is_done).collect();
    let (from, to) = match done.as_slice() {
        [first, .., last] if is_change => (*first, *last),
        _ => (0, figure.points.len() - 1),
    };
    let (first, last) = (&figure.points[from], &figure.points[to]);
    let (labels, alone) = (Labels { texts, edition }, Shown::alone(&figure));
    let value = Both::from_fn(|lang| match is_change {
        true => labels.range(&alone, from, to, lang),
        false => labels.value(&alone, from, lang),
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
    Some(KeyFigure { value: shown(edition, &value), label: shown(edition, &label) })
}
