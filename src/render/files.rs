//! What makes which files of the built site.
//!
//! A build makes everything; `serve` makes what a browser asks for, and must know who makes it.

use crate::base::diagnostic::Diagnostic;
use crate::model::output::Edition;
use crate::model::output::Output;
use crate::model::site::Site;
use crate::render::Stage;
use crate::render::data::export;
use crate::render::feed;
use crate::render::pages;
use crate::render::pages::findings;
use crate::render::pages::originals;
use crate::render::pages::root;
use crate::render::pages::terms;
use crate::render::search_index;

/// Files that are made together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Maker {
    /// The three editions of a bitext, by its index.
    Bitext(usize),
    /// The page of an original, by its index.
    Original(usize),
    /// The list of originals, where they are many.
    OriginalList,
    /// The cover.
    Cover,
    /// The first page of each edition.
    Homes,
    /// The search page.
    SearchPage,
    /// The page for addresses that are not there.
    NotFound,
    /// What was checked, and the rules' manuals.
    Findings,
    /// The glossary page, the pages of terms and their notes.
    Glossary,
    /// Style sheet and scripts.
    Assets,
    /// Files of the content that pages show or link to.
    Linked,
    /// Data in others' formats.
    Data,
    /// Feeds, sitemap and robots.txt.
    Feeds,
    /// The search index.
    SearchIndex,
}

impl Maker {
    /// Everything that makes a site, the longest work first.
    pub fn all(site: &Site) -> Vec<Maker> {
        use Maker::*;
        let mut all =
            vec![SearchIndex, Data, Findings, Homes, Feeds, Linked, Cover, SearchPage, NotFound, Assets];
        if !site.glossary.terms.is_empty() {
            all.push(Glossary);
        }
        if has_list(site) {
            all.push(OriginalList);
        }
        all.extend((0..site.originals.len()).map(Original));
        all.extend((0..site.bitexts.len()).map(Bitext));
        all
    }

    /// What may make the file at a path of the output folder; the first that does, counts.
    pub fn of(site: &Site, path: &str) -> Vec<Maker> {
        let (first, rest) = path.split_once('/').unwrap_or(("", path));
        match (first, rest) {
            ("", "index.html") => vec![Maker::Cover],
            ("", "search.html") => vec![Maker::SearchPage],
            ("", "404.html") => vec![Maker::NotFound],
            ("", "findings.html") | ("rules", _) => vec![Maker::Findings],
            ("", "glossary.html") if !site.glossary.terms.is_empty() => vec![Maker::Glossary],
            ("terms", _) => vec![Maker::Glossary],
            ("", "sitemap.xml" | "robots.txt") | ("zh" | "en", "feed.xml") => vec![Maker::Feeds],
            ("data", _) => vec![Maker::Data],
            ("assets", name) if name.starts_with("terms/") => vec![Maker::Glossary, Maker::Linked],
            ("assets", _) => vec![Maker::Assets, Maker::Linked, Maker::SearchIndex],
            ("originals", name) => of_original(site, name),
            (folder, name) if Edition::ALL.iter().any(|one| one.code() == folder) => of_edition(site, name),
            _ => Vec::new(),
        }
    }

    /// Makes the files.
    pub fn make(self, stage: &Stage) -> Result<Vec<Output>, Box<Diagnostic>> {
        match self {
            Maker::Bitext(at) => pages::render(stage, at),
            Maker::Original(at) => originals::one(stage, at),
            Maker::OriginalList => originals::index(stage),
            Maker::Cover => root::cover(stage),
            Maker::Homes => root::homes(stage),
            Maker::SearchPage => root::search(stage),
            Maker::NotFound => root::not_found(stage),
            Maker::Findings => findings::render(stage),
            Maker::Glossary => terms::render(stage),
            Maker::Assets => Ok(root::assets(stage)),
            Maker::Linked => Ok(root::linked(stage)),
            Maker::Data => Ok(export(stage.site, stage.proof)),
            Maker::Feeds => Ok(feed::render(stage)),
            Maker::SearchIndex => Ok(search_index::render(stage)),
        }
    }
}

fn has_list(site: &Site) -> bool {
    site.originals.len() > pages::FEW
}

fn of_original(site: &Site, name: &str) -> Vec<Maker> {
    let id = name.strip_suffix(".html").and_then(|id| site.original_ids.get(id));
    let list = (name == "index.html" && has_list(site)).then_some(Maker::OriginalList);
    list.into_iter().chain(id.map(|at| Maker::Original(*at))).collect()
}

fn of_edition(site: &Site, name: &str) -> Vec<Maker> {
    if name == "index.html" {
        return vec![Maker::Homes];
    }
    let address = name.strip_suffix(".html").unwrap_or_default();
    let index = address.strip_suffix("index").filter(|folder| folder.ends_with('/'));
    let index = index.and_then(|folder| site.position(&format!("{folder}_index")));
    let page = site.position(address).filter(|_| address != "_index");
    index.into_iter().chain(page).map(Maker::Bitext).collect()
}
