//! Pages → bitexts: which passage of one side stands across from which of the other, and its id.

use std::sync::Arc;

use crate::base::lang::Both;
use crate::base::lazy::Lazy;
use crate::base::map::{HashMap, HashSet};
use crate::model::bitext::{AcceptedPage, Bitext, Passage, Tied};
use crate::model::page::{Block, BlockKind, Page, html_shows};

/// Ties two pages into one bitext. `locked` is what the lock remembers of it, `raw_html` says whether the site shows
/// raw HTML.
pub fn pair(pages: Both<Arc<Page>>, locked: Option<AcceptedPage>, raw_html: bool) -> Bitext {
    let zh: Vec<usize> = shown(&pages.zh.body.blocks, raw_html);
    let en: Vec<usize> = shown(&pages.en.body.blocks, raw_html);
    let pick =
        |blocks: &[Block], at: &[usize]| at.iter().map(|index| blocks[*index].clone()).collect::<Vec<_>>();
    let pairs = match zh.len() == pages.zh.body.blocks.len() && en.len() == pages.en.body.blocks.len() {
        true => crate::assemble::align::align(&pages.zh.body.blocks, &pages.en.body.blocks),
        false => crate::assemble::align::align(
            &pick(&pages.zh.body.blocks, &zh),
            &pick(&pages.en.body.blocks, &en),
        ),
    };
    let passages = pairs
        .into_iter()
        .enumerate()
        .map(|(index, (left, right))| Passage {
            id: format!("p{}", index + 1).into(),
            number: index + 1,
            blocks: Both { zh: left.map(|at| zh[at] as u32), en: right.map(|at| en[at] as u32) },
            anchor: None,
        })
        .collect();
    let header = crate::assemble::headers::texts(&pages);
    let tied = Lazy::from(Tied { header, passages, ..Tied::default() });
    let mut bitext = Bitext { address: pages.zh.address.clone(), pages, locked, tied };
    if let Some(locked) = bitext.locked.clone() {
        crate::assemble::ids::assign(&mut bitext, &locked.page);
    }
    let names = name_headings(&bitext);
    if let Some(tied) = bitext.tied.get_mut() {
        tied.passages.iter_mut().zip(names).for_each(|(passage, name)| passage.anchor = name);
    }
    bitext
}

/// The same where nobody may ask what stands across from what: it is found out when somebody does.
pub fn pair_later(pages: Both<Arc<Page>>, locked: Option<AcceptedPage>, raw_html: bool) -> Bitext {
    let (address, given) = (pages.zh.address.clone(), (pages.clone(), locked.clone()));
    let tied = Lazy::new(move || {
        let (pages, locked) = given.clone();
        Tied::clone(&pair(pages, locked, raw_html))
    });
    Bitext { address, pages, locked, tied }
}

/// Gives each heading its id: the explicit one of either side, else one made from the English text.
fn name_headings(bitext: &Bitext) -> Vec<Option<Box<str>>> {
    let mut taken: HashSet<Box<str>> = bitext.passages.iter().map(|one| one.id.clone()).collect();
    let mut counted: HashMap<String, usize> = HashMap::default();
    let mut name = |passage: &Passage| {
        let blocks = bitext.blocks(passage);
        let explicit = [blocks.zh, blocks.en].into_iter().flatten().find_map(|block| match &block.kind {
            BlockKind::Heading { attributes, .. } => attributes.id().cloned(),
            _ => None,
        });
        let words = blocks.en.or(blocks.zh).and_then(|block| match &block.kind {
            BlockKind::Heading { prose, .. } => Some(slug(prose.text.string())),
            _ => None,
        });
        let wanted = explicit.or(words).map(unreserved)?;
        let mut id = wanted.clone();
        let again = counted.entry(wanted.clone()).or_insert(1);
        while taken.contains(id.as_str()) {
            *again += 1;
            id = format!("{wanted}-{again}");
        }
        let id: Box<str> = id.into();
        taken.insert(id.clone());
        Some(id)
    };
    bitext.passages.iter().map(&mut name).collect()
}

/// Ids that pages have of their own, so that no heading may take them: parts of the page in the templates.
const RESERVED: [&str; 32] = [
    "also",
    "also-title",
    "aside",
    "cite-title",
    "contents",
    "f-e",
    "f-r",
    "f-t",
    "figures-table",
    "g-all",
    "g-field",
    "g-measure",
    "g-same",
    "hits",
    "ind-h",
    "key-h",
    "keys-on",
    "keys-title",
    "main",
    "more-hits",
    "originals",
    "pair-h",
    "panel-cite",
    "panel-keys",
    "panel-looks",
    "panels",
    "q",
    "search-status",
    "sort",
    "term-note",
    "term-note-title",
    "top",
];

/// Whether an id is one of a page's own: a part of it, a passage or a segment of one, a note or a footnote with its calls.
fn is_reserved(id: &str) -> bool {
    let numbered = |rest: &str| !rest.is_empty() && rest.bytes().all(|b| b.is_ascii_digit());
    let note = |mark: char| {
        id.strip_prefix(mark).is_some_and(|rest| numbered(rest.strip_suffix("-en").unwrap_or(rest)))
    };
    let of_figure = id.starts_with("f-") && ["-zh", "-en", "-h"].iter().any(|end| id.ends_with(end));
    RESERVED.contains(&id)
        || id.strip_prefix("h-").unwrap_or(id).strip_prefix('p').is_some_and(numbered)
        || id
            .strip_prefix('p')
            .and_then(|rest| rest.split_once('.'))
            .is_some_and(|(a, b)| numbered(a) && numbered(b))
        || note('n')
        || note('r')
        || of_figure
        || ["fn-", "fnr-", "fig-"].iter().any(|kind| id.starts_with(kind))
}

/// The id itself, or another where it is one of a page's own.
fn unreserved(id: String) -> String {
    if !is_reserved(&id) {
        return id;
    }
    let next = format!("{id}-2");
    if is_reserved(&next) { format!("x-{id}") } else { next }
}

/// Lower-case words joined by hyphens; never of the form `p3`, which is a passage's.
fn slug(text: &str) -> String {
    let mut slug = String::new();
    for c in text.chars().flat_map(char::to_lowercase) {
        match c.is_alphanumeric() {
            true => slug.push(c),
            false if !slug.is_empty() && !slug.ends_with('-') => slug.push('-'),
            false => {}
        }
    }
    let slug = slug.trim_end_matches('-');
    let passage = slug.strip_prefix('p').is_some_and(|rest| rest.chars().all(|c| c.is_ascii_digit()));
    if slug.is_empty() || passage { format!("h-{slug}") } else { slug.to_owned() }
}

/// The blocks that are passages: all but raw HTML, unless the site shows it and it holds text.
fn shown(blocks: &[Block], raw_html: bool) -> Vec<usize> {
    let is_shown = |block: &Block| match &block.kind {
        BlockKind::Html(html) => raw_html && html_shows(html),
        _ => true,
    };
    (0..blocks.len()).filter(|at| is_shown(&blocks[*at])).collect()
}
