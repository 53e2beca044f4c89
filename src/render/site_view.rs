//! What all pages of an edition show: interface texts, the site's name, its topics and originals.

use tera::Context;

use crate::base::lang::{Both, Lang};
use crate::base::url::encode;
use crate::model::output::Edition;
use crate::model::proof::Proof;
use crate::model::site::Site;
use crate::render::links::{link, original_link, topic_link};
use crate::render::templates::texts::Texts;
use crate::render::view::*;
use crate::render::{epub::book, imprint};

/// Up to how many originals are named on every page; more stand on a page of their own.
pub const FEW: usize = 6;

/// Up to how many topics, and how many pages outside topics, are named on every page; the first page names all.
pub(crate) const NAMED: usize = 60;

/// What all pages of an edition show.
pub fn context(site: &Site, proof: &Proof, texts: &Texts, edition: Edition) -> Context {
    let mut context = Context::new();
    let (html, plain) = texts.of(edition);
    context.insert("t", &html);
    context.insert("p", &plain);
    context.insert("site", &view(site, proof, texts, edition, NAMED));
    context.insert("edition", edition.code());
    context.insert("lang", edition.lang().tag());
    context.insert("both", &edition.is_both());
    context.insert("sides", &edition.sides().iter().map(|lang| lang.code()).collect::<Vec<_>>());
    context.insert("tags", &Both { zh: Lang::Zh.tag(), en: Lang::En.tag() });
    let by_language = Both::from_fn(|lang| texts.of(Edition::of(lang)).1);
    context.insert("texts", &by_language);
    context.insert("untranslated", &texts.get("untranslated"));
    context
}

/// What they show of the site as a whole, with at most so many topics and as many pages outside topics.
pub(crate) fn view(site: &Site, proof: &Proof, texts: &Texts, edition: Edition, most: usize) -> SiteView {
    let view = |text: &Both<String>| TextView::new(edition, text);
    let config = &site.config;
    let topics = site.topics.iter().take(most).map(|topic| topic_link(site, texts, topic, edition));
    let few = if site.originals.len() > FEW { 0 } else { site.originals.len() };
    let originals = (0..few).map(|at| original_link(site, proof, texts, at, edition));
    SiteView {
        title: view(&config.title.clone().into()),
        description: view(&config.description.clone().into()),
        topics: topics.collect(),
        others: site
            .others()
            .into_iter()
            .take(most)
            .map(|one| {
                let href = format!("{}.html", encode(&one.address));
                link(site, texts, one, (edition, TextView::new), href)
            })
            .collect(),
        originals: originals.collect(),
        has_original_index: site.originals.len() > FEW,
        has_glossary: !site.glossary.terms.is_empty(),
        has_figures: !proof.indicators.rows.is_empty(),
        has_tags: site.bitexts.iter().any(|one| !one.pages.zh.header.tags.is_empty()),
        has_corrections: !site.corrections.all.is_empty(),
        epub: if config.epub { book::SITE } else { "" },
        has_address: config.base_url.is_some(),
        imprint: imprint::lines(config, texts, edition),
    }
}
