//! What the headers of two pages say in words, text by text across from each other.

use std::sync::Arc;

use crate::base::exact::exact;
use crate::base::lang::Both;
use crate::base::spanned::{KeyPath, Node};
use crate::model::page::{Page, Prose, ProseId, TextBuilder};

/// Titles, summaries, tags, the labels of figures and the names in them, as far as both sides have them.
pub fn texts(pages: &Both<Arc<Page>>) -> Both<Vec<Prose>> {
    let mut all = Both::<Vec<Prose>>::default();
    let (zh, en) = (&*pages.zh, &*pages.en);
    if !zh.has_header || !en.has_header {
        return all;
    }
    let mut put = |zh: Option<Prose>, en: Option<Prose>| {
        if let (Some(zh), Some(en)) = (zh, en) {
            let id = ProseId(all.zh.len() as u32 + 1);
            all.zh.push(Prose { id, ..zh });
            all.en.push(Prose { id, ..en });
        }
    };
    for key in ["title", "summary"] {
        put(prose(zh, key), prose(en, key));
    }
    for at in 0..zh.header.tags.len() {
        put(prose(zh, ("tags", at)), prose(en, ("tags", at)));
    }
    for (at, own) in zh.header.figures.iter().enumerate() {
        let Some(partner) = en.header.figures.iter().position(|one| one.id == own.id) else { continue };
        put(prose(zh, ("figures", at, "label")), prose(en, ("figures", partner, "label")));
        for name in en.header.figures[partner].names.keys() {
            let named = |key, point| (("figures", at), ("points", point), key);
            let mut paths =
                (0..own.points.len()).flat_map(|point| ["at", "series"].map(|key| named(key, point)));
            let is_name =
                |path: &_| zh.header.places.find(*path).and_then(Node::as_text) == Some(name.as_str());
            let first = paths.find(is_name).and_then(|path| prose(zh, path));
            put(first, prose(en, (("figures", partner), "names", name.as_str())));
        }
    }
    Both { zh: exact(all.zh), en: exact(all.en) }
}

/// The text of a value with the way back to the file.
fn prose(page: &Page, path: impl KeyPath) -> Option<Prose> {
    let node = page.header.places.find(path)?;
    let text = node.as_text().filter(|text| !text.trim().is_empty())?;
    let written = page.source.text.get(node.span.range())?;
    let mut builder = TextBuilder::of(&page.source.text);
    // Mostly it is all that is written, in quotation marks or without.
    let at = (0..2).find(|at| written.get(*at..).is_some_and(|rest| rest.starts_with(text)));
    match at.or_else(|| written.find(text)) {
        Some(at) => builder.push(text, node.span.start + at),
        None => builder.push_for(text, node.span),
    }
    Some(Prose { text: builder.finish(), ..Prose::default() })
}
