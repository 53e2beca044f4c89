//! What each page is about, in a sentence or two of its own: for search engines and for shared links.

use crate::base::lang::{Both, Lang};
use crate::base::sentence::sentences;
use crate::model::config::Localized;
use crate::model::output::Edition;
use crate::render::chart::coverage_bar;
use crate::render::context::RenderContext;
use crate::render::names::{summaries, titles, topic_title};
use crate::rules;

/// About how many characters a description has in each language; more is cut off where it is shown.
const LENGTH: Both<usize> = Both { zh: 80, en: 160 };

/// The site.
pub fn site(ctx: &RenderContext, edition: Edition) -> String {
    let description = &ctx.site.config.description;
    match description.zh.is_empty() && description.en.is_empty() {
        true => home(ctx, edition),
        false => edition.plain(&description.clone().into()),
    }
}

/// The first page of an edition: the introduction, else the topics.
pub fn home(ctx: &RenderContext, edition: Edition) -> String {
    let summary = ctx.site.cover().and_then(summaries);
    let of_topics = || {
        let titles: Vec<Both<String>> =
            ctx.site.topics.iter().map(|topic| topic_title(ctx.site, topic)).collect();
        listed(ctx, &ctx.site.config.title.clone().into(), &titles)
    };
    edition.plain(&summary.unwrap_or_else(of_topics))
}

/// A page made from a bitext: its summary; else what a topic holds, or how the text begins.
pub fn bitext(ctx: &RenderContext, at: usize, edition: Edition) -> String {
    let bitext = &ctx.site.bitexts[at];
    let own =
        summaries(bitext).unwrap_or_else(|| match ctx.site.topic_of(at).filter(|_| bitext.is_index()) {
            Some(topic) => {
                let inside: Vec<Both<String>> =
                    topic.excerpts.iter().map(|at| titles(&ctx.site.bitexts[*at])).collect();
                listed(ctx, &titles(bitext), &inside)
            }
            None => beginning(ctx, at),
        });
    edition.plain(&own)
}

/// A name, and what stands below it, as far as there is room.
fn listed(ctx: &RenderContext, title: &Both<String>, inside: &[Both<String>]) -> Both<String> {
    let list = Both::from_fn(|lang| {
        let gap = if lang == Lang::Zh { "、" } else { "; " };
        let mut list = String::new();
        for title in inside {
            if !list.is_empty() {
                list.push_str(gap);
            }
            list.push_str(title.get(lang));
            if list.chars().count() > *LENGTH.get(lang) {
                break;
            }
        }
        list
    });
    ctx.texts.fill("describe_list", &[("title", title.clone()), ("list", list)])
}

/// How a page begins: whole sentences while there is room, at least one.
fn beginning(ctx: &RenderContext, at: usize) -> Both<String> {
    let pages = &ctx.site.bitexts[at].pages;
    Both::from_fn(|lang| {
        let proses = pages.get(lang).body.proses();
        let text = proses.map(|prose| prose.read().string().trim()).find(|text| !text.is_empty());
        short(text.unwrap_or_default(), *LENGTH.get(lang))
    })
}

/// Whole sentences of a text while there is room; of a first one that is too long, its beginning.
fn short(text: &str, room: usize) -> String {
    let mut end = 0;
    for sentence in sentences(text) {
        if end > 0 && text[..sentence.end].chars().count() > room {
            break;
        }
        end = sentence.end;
    }
    let text = text[..end].trim();
    match text.char_indices().nth(room * 2) {
        Some((at, _)) => format!("{}…", text[..at].trim_end()),
        None => text.to_owned(),
    }
}

/// A page at the root, by its path.
pub fn root(ctx: &RenderContext, title: &str, path: &str) -> String {
    let stem = path.strip_suffix(".html").unwrap_or(path);
    let text = match stem.split_once('/').unwrap_or(("", stem)) {
        ("", key @ ("glossary" | "findings" | "corrections")) => ctx.texts.get(&format!("{key}_lede")),
        ("", "figures") => ctx.texts.count("all_figures_lede", &[("n", ctx.proof.indicators.rows.len())]),
        ("", "search") => ctx.texts.get("search_hint"),
        ("rules", name) => rules::named(name).map(|rule| rule.read_manual().title).unwrap_or_default(),
        ("terms", anchor) => term(ctx, anchor).unwrap_or_default(),
        ("originals", id) => original(ctx, id).unwrap_or_default(),
        _ => Both::default(),
    };
    match text.zh.is_empty() && text.en.is_empty() {
        // Nothing is known of the page but its name: with the name of the site that is still its own.
        true => format!("{title} · {}", site(ctx, Edition::Both)),
        false => Edition::Both.plain(&text),
    }
}

fn term(ctx: &RenderContext, anchor: &str) -> Option<Both<String>> {
    let header = &ctx.site.glossary.terms.iter().find(|one| one.anchor == anchor)?.header;
    let forms: Vec<&str> = std::iter::once(&header.en).chain(&header.also).map(String::as_str).collect();
    let forms = Both::new(forms.join("、"), forms.join(", "));
    let zh = Both::new(header.zh.clone(), header.zh.clone());
    let note: Both<String> = header.note.clone().unwrap_or_default().into();
    let text = ctx.texts.fill("describe_term", &[("zh", zh), ("en", forms), ("note", note)]);
    Some(text.map(|text| text.trim().to_owned()))
}

fn original(ctx: &RenderContext, id: &str) -> Option<Both<String>> {
    let at = *ctx.site.original_ids.get(id)?;
    let header = &ctx.site.originals[at].header;
    let title: Localized = header.title.clone();
    let extent = coverage_bar::extent(ctx.site, ctx.proof, &ctx.texts, at, "original_summary");
    Some(ctx.texts.fill("describe_original", &[("title", title.into()), ("extent", extent)]))
}
