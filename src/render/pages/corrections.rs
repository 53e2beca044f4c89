//! The page of corrections, and the line at a passage that was corrected.

use serde::Serialize;

use crate::base::diagnostic::Diagnostic;
use crate::base::html::escape;
use crate::base::lang::Both;
use crate::base::url::encode;
use crate::model::corrected::{self, CorrectedPlace};
use crate::model::correction::Correction;
use crate::model::output::{Edition, Output};
use crate::render::address::file;
use crate::render::context::RenderContext;
use crate::render::names::titles;
use crate::render::pages::root::{self, prose};
use crate::render::view::{CorrectedView, TextView};

/// A correction on the page of all.
#[derive(Serialize)]
struct CorrectionView {
    /// Its id on the page.
    id: String,
    /// The day.
    date: String,
    /// The page, and the number of the passage.
    place: TextView,
    /// The way there from the output folder.
    href: String,
    /// What was wrong and what stands there now.
    what: TextView,
    /// How it came about or was found.
    why: TextView,
}

/// The page.
pub fn render(ctx: &RenderContext) -> Result<Vec<Output>, Box<Diagnostic>> {
    let title = Edition::Both.plain(&ctx.texts.get("corrections"));
    let mut values = root::values(ctx, &title, "corrections.html")?;
    let placed = corrected::placed(ctx.site);
    let views: Vec<CorrectionView> =
        placed.iter().enumerate().map(|(at, (one, place))| view(ctx, at, one, *place)).collect();
    values.insert("corrections", &views);
    Ok(vec![ctx.page("corrections.html", "corrections.html", &values)?])
}

fn view(ctx: &RenderContext, at: usize, one: &Correction, place: CorrectedPlace) -> CorrectionView {
    CorrectionView {
        id: format!("c{}", at + 1),
        date: one.header.date.clone(),
        place: TextView::new(Edition::Both, &place_in_words(ctx, place)),
        href: href(ctx, place, Edition::Parallel),
        what: prose(&one.header.what.clone().into()),
        why: prose(&one.header.why.clone().into()),
    }
}

/// The page's title and the number of the passage.
pub fn place_in_words(ctx: &RenderContext, place: CorrectedPlace) -> Both<String> {
    let bitext = &ctx.site.bitexts[place.bitext];
    let Some(passage) = place.passage else { return titles(bitext) };
    let number = bitext.passages[passage].number.to_string();
    let n = Both::new(number.clone(), number);
    ctx.texts.fill("passage_in", &[("title", titles(bitext)), ("n", n)])
}

/// The way to what was corrected, from the output folder.
pub fn href(ctx: &RenderContext, place: CorrectedPlace, edition: Edition) -> String {
    let bitext = &ctx.site.bitexts[place.bitext];
    let hash = place.passage.map_or(String::new(), |at| format!("#{}", bitext.passages[at].id));
    format!("{}/{}{hash}", edition.code(), encode(&file(bitext)))
}

/// The lines at a passage that was corrected; at the page as a whole for `None`.
pub fn at(ctx: &RenderContext, bitext: usize, passage: Option<usize>) -> Vec<CorrectedView> {
    let placed = corrected::placed(ctx.site);
    let here = placed
        .iter()
        .enumerate()
        .filter(|(_, (_, place))| (place.bitext, place.passage) == (bitext, passage));
    let view = |(at, (one, _)): (usize, &(&Correction, CorrectedPlace))| {
        let date = Both::new(one.header.date.clone(), one.header.date.clone());
        let key = if passage.is_some() { "corrected_on" } else { "corrected_page" };
        let text = ctx.texts.fill(key, &[("date", date)]);
        CorrectedView {
            href: format!("corrections.html#c{}", at + 1),
            text: text.as_ref().map(|text| escape(text)),
        }
    };
    here.map(view).collect()
}
