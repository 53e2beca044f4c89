//! How to cite a page and each of its passages: GB/T 7714—2015 (electronic resource) in Chinese,
//! Chicago in English. The day of reading is no business of the build: the script fills it in when a
//! citation is copied, and the address too where the build does not know it.

use crate::base::html::escape;
use crate::base::lang::{Both, Lang};
use crate::base::url::encode;
use crate::model::config::{Localized, SiteHeader};
use crate::render::address::{absolute, file};
use crate::render::context::RenderContext;
use crate::render::view::CiteView;

/// The citation of a page in each language, and what was checked on the page.
pub fn views(ctx: &RenderContext, at: usize) -> Both<CiteView> {
    let Both { zh, en } = checked(ctx, at);
    Both { zh: view(ctx, at, Lang::Zh, zh), en: view(ctx, at, Lang::En, en) }
}

fn view(ctx: &RenderContext, at: usize, lang: Lang, checked: String) -> CiteView {
    let bitext = &ctx.site.bitexts[at];
    let site = escape(ctx.site.config.title.get(lang));
    let title = escape(&bitext.pages.get(lang).header.title);
    let known = absolute(ctx.site, &format!("{}/{}", lang.code(), encode(&file(bitext))));
    let known = known.map(|url| escape(&url));
    let imprint = Imprint::new(&ctx.site.config, lang);
    let (page, passage) = match ctx.templates.has_own() {
        true => copied(lang, (&site, &title), &imprint, known.as_deref().unwrap_or("{url}")),
        // The program's own templates show the text alone, of which the script makes the rest.
        false => Default::default(),
    };
    let Imprint { author, place, date } = imprint;
    let mut text = match lang {
        Lang::Zh => {
            let author = if author.is_empty() { &site } else { &author };
            [author, ". ", &title, "[EB/OL].", &place, &date].concat()
        }
        Lang::En => [&author, "“", &nested(&title), ".” <i>", &site, "</i>.", &place, &date].concat(),
    };
    known.iter().for_each(|url| text.extend([" ", url, "."]));
    CiteView { text, page, passage, checked }
}

/// The citations of a page and of a passage to be copied.
fn copied(lang: Lang, (site, title): (&str, &str), imprint: &Imprint, url: &str) -> (String, String) {
    let Imprint { author, place, date } = imprint;
    match lang {
        Lang::Zh => {
            let author = if author.is_empty() { site } else { author };
            let passage = match place.is_empty() && date.is_empty() {
                true => format!("{author}. {title}[EB/OL]: 第{{n}}段[{{day}}]. {url}{{hash}}"),
                false => {
                    format!("{author}. {title}[EB/OL]: 第{{n}}段.{place} {date}[{{day}}]. {url}{{hash}}")
                }
            };
            (format!("{author}. {title}[EB/OL].{place} {date}[{{day}}]. {url}"), passage)
        }
        Lang::En => {
            let inner = nested(title);
            (
                format!("{author}“{inner}.” {site}.{place}{date} Accessed {{day}}. {url}"),
                format!(
                    "{author}“{inner},” passage {{n}}. {site}.{place}{date} Accessed {{day}}. {url}{{hash}}"
                ),
            )
        }
    }
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
            let own = text.as_ref().map(|text| text.get(lang)).filter(|text| !text.is_empty())?;
            Some(escape(own))
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
