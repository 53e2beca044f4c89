//! The pages on which texts stand that are searched.

use crate::base::lang::Both;
use crate::base::url::encode;
use crate::model::kinds::Layout;
use crate::render::address::{file, original_href};
use crate::render::context::RenderContext;
use crate::render::names::{original_name, titles};

/// What a page is. The script knows the numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PageType {
    /// An excerpt.
    Excerpt = 0,
    /// The first page of the site or of a topic.
    First = 1,
    /// A page outside the topics.
    Other = 2,
    /// Two documents side by side.
    Comparison = 3,
    /// An original; it stands at the root.
    Original = 4,
    /// A page about the site at the root.
    Root = 5,
    /// The glossary.
    Glossary = 6,
}

/// The page that a text stands on.
#[derive(Debug)]
pub struct PageHead {
    /// Its address: below an edition's folder, or below the root.
    pub path: String,
    /// What it is.
    pub page: PageType,
    /// The index of its topic; -1 for none.
    pub topic: i64,
    /// The documents that it quotes, by index.
    pub documents: Vec<usize>,
    /// What it is called.
    pub titles: Both<String>,
}

impl PageHead {
    /// The page of a bitext, by its index.
    pub fn of_bitext(ctx: &RenderContext, at: usize) -> PageHead {
        let (site, bitext) = (ctx.site, &ctx.site.bitexts[at]);
        let place = site.places.get(at).copied().flatten();
        let page = match (bitext.pages.zh.header.layout, place) {
            (Some(Layout::Comparison), _) => PageType::Comparison,
            _ if bitext.is_index() => PageType::First,
            (_, Some(_)) => PageType::Excerpt,
            _ => PageType::Other,
        };
        let quoted = ctx.proof.pages.get(at).into_iter().flat_map(|page| &page.passages);
        let mut documents: Vec<usize> = quoted.flat_map(|one| one.found()).map(|one| one.original).collect();
        documents.sort_unstable();
        documents.dedup();
        let topic = place.map_or(-1, |place| place.topic as i64);
        PageHead { path: encode(&file(bitext)), page, topic, documents, titles: titles(bitext) }
    }

    /// The page of an original, by its index.
    pub fn of_original(ctx: &RenderContext, at: usize) -> PageHead {
        let original = &ctx.site.originals[at];
        PageHead {
            path: original_href(&original.id),
            page: PageType::Original,
            topic: -1,
            documents: vec![at],
            titles: original_name(original),
        }
    }

    /// A page about the site at the root.
    pub fn of_root(ctx: &RenderContext, page: PageType, path: &str, title: &str) -> PageHead {
        let titles = ctx.texts.get(title);
        PageHead { path: path.to_owned(), page, topic: -1, documents: Vec::new(), titles }
    }
}
