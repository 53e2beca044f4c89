//! How to cite a page and each of its passages: GB/T 7714—2015 (electronic resource) in Chinese,
//! Chicago in English. The day of reading is no business of the build: the script fills it in when a
//! citation is copied, and the address too where the build does not know it.

use crate::base::html::escape;
use crate::base::lang::{Both, Lang};
use crate::base::url::encode;
use crate::model::config::{Localized, SiteHeader};
use crate::render::address::{absolute, file};
use crate::render::context::RenderContext;
use crate::render::names::titles;
use crate::render::view::CiteView;

/// The citation of a page in each language, and what was checked on the page.
pub fn views(ctx: &RenderContext, at: usize) -> Both<CiteView> {
    let Both { zh, en } = checked(ctx, at);
    Both { zh: view(ctx, at, Lang::Zh, zh), en: view(ctx, at, Lang::En, en) }
}

fn view(ctx: &RenderContext, at: usize, lang: Lang, checked: String) -> CiteView {
    let bitext = &ctx.site.bitexts[at];
    let (site, title): (Both<String>, _) = (ctx.site.config.title.clone().into(), titles(bitext));
    let (site, title) = (escape(site.get(lang)), escape(title.get(lang)));
    let known = absolute(ctx.site, &format!("{}/{}", lang.code(), encode(&file(bitext))));
    let known = known.map(|url| escape(&url));
    let url = known.as_deref().unwrap_or("{url}");
    let Imprint { author, place, date } = Imprint::new(&ctx.site.config, lang);
    let (text, page, passage) = match lang {
        Lang::Zh => {
            let author = if author.is_empty() { &site } else { &author };
            (
                format!("{author}. {title}[EB/OL].{place}{date}"),
                format!("{author}. {title}[EB/OL].{place} {date}[{{day}}]. {url}"),
                match place.is_empty() && date.is_empty() {
                    true => format!("{author}. {title}[EB/OL]: 第{{n}}段[{{day}}]. {url}{{hash}}"),
                    false => {
                        format!("{author}. {title}[EB/OL]: 第{{n}}段.{place} {date}[{{day}}]. {url}{{hash}}")
                    }
                },
            )
        }
        Lang::En => {
            let inner = nested(&title);
            (
                format!("{author}“{inner}.” <i>{site}</i>.{place}{date}"),
                format!("{author}“{inner}.” {site}.{place}{date} Accessed {{day}}. {url}"),
                format!(
                    "{author}“{inner},” passage {{n}}. {site}.{place}{date} Accessed {{day}}. {url}{{hash}}"
                ),
            )
        }
    };
    let text = match known {
        Some(url) => format!("{text} {url}."),
        None => text,
    };
    CiteView { text, page, passage, checked }
}

/// Who answers for the site, as a citation says it; empty texts where `site.yaml` says nothing.
struct Imprint {
    /// The editor, or the publisher.
    author: String,
    /// The publisher, where another, the editor, is the author.
    place: String,
    /// The date of the version.
    date: String,
}

impl Imprint {
    fn new(config: &SiteHeader, lang: Lang) -> Imprint {
        let text = |text: &Option<Localized>| {
            let both: Option<Both<String>> = text.clone().map(Into::into);
            both.map(|both| escape(both.get(lang))).filter(|text| !text.is_empty())
        };
        let (publisher, editor) = (text(&config.publisher), text(&config.editor));
        let author = editor.clone().or(publisher.clone()).unwrap_or_default();
        let place = publisher.filter(|house| editor.as_ref().is_some_and(|editor| editor != house));
        let date = config.version.as_ref().map(|version| escape(&version.date));
        match lang {
            Lang::Zh => Imprint {
                author,
                place: place.map_or(String::new(), |place| format!(" {place}.")),
                date: date.map_or(String::new(), |date| format!("({date})")),
            },
            Lang::En => Imprint {
                author: if author.is_empty() { author } else { format!("{author}. ") },
                place: place.map_or(String::new(), |place| format!(" {place}.")),
                date: date.map_or(String::new(), |date| format!(" {date}.")),
            },
        }
    }
}

/// A title inside quotation marks: its own become single ones.
fn nested(title: &str) -> String {
    title.replace('“', "‘").replace('”', "’")
}

/// What was checked on a page and found right, as a sentence; empty where there was nothing to check.
fn checked(ctx: &RenderContext, at: usize) -> Both<String> {
    let passages = &ctx.proof.pages[at].passages;
    let quotes: usize = passages.iter().map(|one| one.found().count()).sum();
    let figures: usize = passages.iter().flat_map(|one| &one.figures).map(|one| one.found.pair_count()).sum();
    let terms = passages.iter().flat_map(|one| &one.terms).filter(|one| !one.rendered.is_empty()).count();
    let notes = ctx.site.bitexts[at].pages.zh.body.notes.len();
    let all = [
        ("checked_quotes", quotes),
        ("checked_figures", figures),
        ("checked_terms", terms),
        ("checked_notes", notes),
    ];
    if quotes + figures + terms == 0 {
        return Both::default();
    }
    let parts = all.into_iter().filter(|(_, n)| *n > 0);
    let parts = parts.map(|(key, n)| ctx.texts.count(key, &[("n", n)]));
    let parts: Vec<Both<String>> = parts.collect();
    let joined = |lang: Lang, between: &str, end: &str| {
        let parts: Vec<&str> = parts.iter().map(|part| part.get(lang).as_str()).collect();
        escape(&(parts.join(between) + end))
    };
    Both { zh: joined(Lang::Zh, "；", "。"), en: joined(Lang::En, ". ", ".") }
}
