//! What the headers of two pages say in words, text by text across from each other.

use std::sync::Arc;

use crate::base::lang::{Both, Lang};
use crate::base::spanned::Node;
use crate::model::page::{Page, Prose};

/// Titles, summaries, tags, the labels of figures and the names in them, as far as both sides have them.
pub fn texts(pages: &Both<Arc<Page>>) -> Both<Vec<Prose>> {
    let mut all = Both::<Vec<Prose>>::default();
    if !pages.zh.has_header || !pages.en.has_header {
        return all;
    }
    let nodes = pages.as_ref().map(|page| &page.header.places);
    let mut put = |zh: Option<&Node>, en: Option<&Node>| {
        let (zh, en) =
            (zh.and_then(|node| prose(&pages.zh, node)), en.and_then(|node| prose(&pages.en, node)));
        if let (Some(zh), Some(en)) = (zh, en) {
            all.zh.push(zh);
            all.en.push(en);
        }
    };
    for key in ["title", "summary"] {
        put(nodes.zh.get(key), nodes.en.get(key));
    }
    let tag = |lang: Lang, at: usize| nodes.get(lang).get("tags").and_then(|tags| tags.at(at));
    for at in 0..pages.zh.header.tags.len() {
        put(tag(Lang::Zh, at), tag(Lang::En, at));
    }
    let figure = |lang: Lang, at: usize| nodes.get(lang).get("figures").and_then(|figures| figures.at(at));
    for (at, own) in pages.zh.header.figures.iter().enumerate() {
        let Some(partner) = pages.en.header.figures.iter().position(|one| one.id == own.id) else { continue };
        let (zh, en) = (figure(Lang::Zh, at), figure(Lang::En, partner));
        put(zh.and_then(|figure| figure.get("label")), en.and_then(|figure| figure.get("label")));
        let points = zh.and_then(|figure| figure.get("points"));
        for name in pages.en.header.figures[partner].names.keys() {
            let nodes = (0..own.points.len()).filter_map(|at| points?.at(at));
            let mut said = nodes.flat_map(|point| [point.get("at"), point.get("series")]).flatten();
            put(
                said.find(|node| node.as_text() == Some(name)),
                en.and_then(|figure| figure.get("names")).and_then(|names| names.get(name)),
            );
        }
    }
    all
}

/// The text of a value with the way back to the file.
fn prose(page: &Page, node: &Node) -> Option<Prose> {
    let text = node.as_text().filter(|text| !text.trim().is_empty())?;
    let written = page.source.text.get(node.span.range())?;
    let mut prose = Prose::default();
    match written.find(text) {
        Some(at) => prose.text.push(text, node.span.start + at),
        None => prose.text.push_for(text, node.span),
    }
    Some(prose)
}
