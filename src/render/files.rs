//! What makes which files of the built site.
//!
//! A build makes everything; `serve` makes what a browser asks for, and must know who makes it.

use crate::base::diagnostic::Diagnostic;
use crate::model::output::{Edition, Output};
use crate::model::site::Site;
use crate::render::context::RenderContext;
use crate::render::data::export;
use crate::render::pages::figures::has_figures;
use crate::render::pages::{bitext, corrections, cover, figures, findings, originals, search, tags, terms};
use crate::render::site_view::FEW;
use crate::render::{assets, epub, feed, picture, search_index};

/// Files that are made together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum OutputGroup {
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
    /// The page of all figures and what filters it.
    Figures,
    /// The page of corrections.
    Corrections,
    /// The pages of tags and their feeds.
    Tags,
    /// The glossary page, the pages of terms and their notes.
    Glossary,
    /// Style sheet and scripts.
    Assets,
    /// Files of the content that pages show or link to.
    Linked,
    /// The e-books.
    Books,
    /// The icon, the card and the manifest.
    Pictures,
    /// Data in others' formats.
    Data,
    /// Feeds, sitemap and robots.txt.
    Feeds,
    /// The search index.
    SearchIndex,
}

impl OutputGroup {
    /// Everything that makes a site, the longest work first.
    pub fn all(site: &Site) -> Vec<OutputGroup> {
        use OutputGroup::*;
        let mut all = vec![
            SearchIndex,
            Data,
            Findings,
            Homes,
            Feeds,
            Linked,
            Cover,
            SearchPage,
            NotFound,
            Assets,
            Pictures,
        ];
        if site.config.epub {
            all.push(Books);
        }
        if !site.glossary.terms.is_empty() {
            all.push(Glossary);
        }
        if has_figures(site) {
            all.push(Figures);
        }
        if !site.corrections.all.is_empty() {
            all.push(Corrections);
        }
        if has_tags(site) {
            all.push(Tags);
        }
        if has_list(site) {
            all.push(OriginalList);
        }
        all.extend((0..site.originals.len()).map(Original));
        all.extend((0..site.bitexts.len()).map(Bitext));
        all
    }

    /// What may make the file at a path of the output folder; the first that does, counts.
    pub fn of(site: &Site, path: &str) -> Vec<OutputGroup> {
        let (first, rest) = path.split_once('/').unwrap_or(("", path));
        match (first, rest) {
            ("", "index.html") => vec![OutputGroup::Cover],
            ("", "search.html") => vec![OutputGroup::SearchPage],
            ("", "404.html") => vec![OutputGroup::NotFound],
            ("", "findings.html") | ("rules", _) => vec![OutputGroup::Findings],
            ("", "glossary.html") if !site.glossary.terms.is_empty() => vec![OutputGroup::Glossary],
            ("terms", _) => vec![OutputGroup::Glossary],
            ("", "corrections.html") if !site.corrections.all.is_empty() => vec![OutputGroup::Corrections],
            ("", "figures.html") if has_figures(site) => vec![OutputGroup::Figures],
            ("assets", "figures.css") if has_figures(site) => vec![OutputGroup::Figures, OutputGroup::Linked],
            ("", name) if name.starts_with("sitemap-") => vec![OutputGroup::Feeds],
            ("", "sitemap.xml" | "robots.txt") | ("zh" | "en", "feed.xml") => vec![OutputGroup::Feeds],
            ("", "manifest.webmanifest") | ("assets", "card.png" | "icon.png") => vec![OutputGroup::Pictures],
            ("downloads", _) if site.config.epub => vec![OutputGroup::Books],
            ("data", _) => vec![OutputGroup::Data],
            ("assets", name) if name.starts_with("terms/") => {
                vec![OutputGroup::Glossary, OutputGroup::Linked]
            }
            ("assets", name) if name.starts_with("originals/") => {
                let script = name.strip_prefix("originals/").and_then(|name| name.strip_suffix(".js"));
                let at = script.and_then(|id| site.original_ids.get(id));
                at.map(|at| OutputGroup::Original(*at)).into_iter().chain([OutputGroup::Linked]).collect()
            }
            ("assets", _) => vec![OutputGroup::Assets, OutputGroup::Linked, OutputGroup::SearchIndex],
            ("originals", name) => of_original(site, name),
            ("zh" | "en" | "parallel", name) if has_tags(site) && name.starts_with("tags/") => {
                vec![OutputGroup::Tags]
            }
            (folder, name) if Edition::ALL.iter().any(|one| one.code() == folder) => of_edition(site, name),
            _ => Vec::new(),
        }
    }

    /// Makes the files, and hands each over as soon as it is made.
    pub fn make(self, ctx: &RenderContext, take: &(impl Fn(Output) + Sync)) -> Result<(), Box<Diagnostic>> {
        let files = match self {
            OutputGroup::Bitext(at) => bitext::render(ctx, at)?,
            OutputGroup::Original(at) => originals::one(ctx, at)?,
            OutputGroup::OriginalList => originals::index(ctx)?,
            OutputGroup::Cover => cover::cover(ctx)?,
            OutputGroup::Homes => cover::homes(ctx)?,
            OutputGroup::SearchPage => search::search(ctx)?,
            OutputGroup::NotFound => search::not_found(ctx)?,
            OutputGroup::Findings => findings::render(ctx)?,
            OutputGroup::Figures => figures::render(ctx)?,
            OutputGroup::Corrections => corrections::render(ctx)?,
            OutputGroup::Tags => tags::render(ctx)?,
            OutputGroup::Glossary => terms::render(ctx)?,
            OutputGroup::Assets => assets::assets(ctx)?,
            OutputGroup::Books => epub::render(ctx),
            OutputGroup::Pictures => picture::render(ctx),
            OutputGroup::Linked => assets::linked(ctx),
            OutputGroup::Data => export(ctx.site, ctx.proof),
            OutputGroup::Feeds => feed::render(ctx),
            OutputGroup::SearchIndex => {
                search_index::render(ctx, take);
                Vec::new()
            }
        };
        files.into_iter().for_each(take);
        Ok(())
    }
}

fn has_tags(site: &Site) -> bool {
    site.bitexts.iter().any(|one| !one.pages.zh.header.tags.is_empty())
}

fn has_list(site: &Site) -> bool {
    site.originals.len() > FEW
}

fn of_original(site: &Site, name: &str) -> Vec<OutputGroup> {
    let id = name.strip_suffix(".html").and_then(|id| site.original_ids.get(id));
    let list = (name == "index.html" && has_list(site)).then_some(OutputGroup::OriginalList);
    list.into_iter().chain(id.map(|at| OutputGroup::Original(*at))).collect()
}

fn of_edition(site: &Site, name: &str) -> Vec<OutputGroup> {
    if name == "index.html" {
        return vec![OutputGroup::Homes];
    }
    let address = name.strip_suffix(".html").unwrap_or_default();
    let index = address.strip_suffix("index").filter(|folder| folder.ends_with('/'));
    let index = index.and_then(|folder| site.position(&format!("{folder}_index")));
    let page = site.position(address).filter(|_| address != "_index");
    index.into_iter().chain(page).map(OutputGroup::Bitext).collect()
}
