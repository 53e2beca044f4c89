//! How to cite a page and each of its passages: GB/T 7714—2015 (electronic resource) in Chinese,
//! Chicago in English. The day of reading is no business of the build: the script fills it in when a
//! citation is copied, and the address too where the build does not know it.

use crate::base::html::escape;
use crate::base::lang::{Both, Lang};
use crate::base::url::encode;
use crate::render::address::{absolute, file};
use crate::render::context::RenderContext;
use crate::render::names::titles;
use crate::render::view::CiteView;

/// The citation of a page in one language, and what was checked on the page.
pub fn view(ctx: &RenderContext, at: usize, lang: Lang) -> CiteView {
    let bitext = &ctx.site.bitexts[at];
    let (site, title): (Both<String>, _) = (ctx.site.config.title.clone().into(), titles(bitext));
    let (site, title) = (escape(site.get(lang)), escape(title.get(lang)));
    let known = absolute(ctx.site, &format!("{}/{}", lang.code(), encode(&file(bitext))));
    let known = known.map(|url| escape(&url));
    let url = known.as_deref().unwrap_or("{url}");
    let (text, page, passage) = match lang {
        Lang::Zh => (
            format!("{site}. {title}[EB/OL]."),
            format!("{site}. {title}[EB/OL]. [{{day}}]. {url}"),
            format!("{site}. {title}[EB/OL]: 第{{n}}段[{{day}}]. {url}{{hash}}"),
        ),
        Lang::En => (
            format!("“{title}.” <i>{site}</i>."),
            format!("“{title}.” {site}. Accessed {{day}}. {url}"),
            format!("“{title},” passage {{n}}. {site}. Accessed {{day}}. {url}{{hash}}"),
        ),
    };
    let text = match known {
        Some(url) => format!("{text} {url}."),
        None => text,
    };
    CiteView { text, page, passage, checked: checked(ctx, at, lang) }
}

/// What was checked on a page and found right, as a sentence; empty where there was nothing to check.
fn checked(ctx: &RenderContext, at: usize, lang: Lang) -> String {
    let passages = &ctx.proof.pages[at].passages;
    let quotes: usize = passages.iter().map(|one| one.found().count()).sum();
    let figures: usize =
        passages.iter().flat_map(|one| &one.figures).map(|one| one.compared.pairs.len()).sum();
    let terms = passages.iter().flat_map(|one| &one.terms).filter(|one| !one.rendered.is_empty()).count();
    let notes = ctx.site.bitexts[at].pages.zh.body.notes.len();
    let all = [("quotes", quotes), ("figures", figures), ("terms", terms), ("notes", notes)];
    if quotes + figures + terms == 0 {
        return String::new();
    }
    let parts = all.into_iter().filter(|(_, n)| *n > 0);
    let parts: Vec<String> = parts
        .map(|(name, n)| ctx.texts.count(&format!("checked_{name}"), &[("n", n)]).get(lang).clone())
        .collect();
    let (between, end) = match lang {
        Lang::Zh => ("；", "。"),
        Lang::En => (". ", "."),
    };
    escape(&(parts.join(between) + end))
}
