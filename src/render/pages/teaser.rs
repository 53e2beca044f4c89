//! Two or three comparisons on a first page, with the way to all of them.
//!
//! An editor chooses them by the class `cover` on their headings. Else they are those whose statements match most
//! closely, of these the shortest, from different topics where there are several.

use serde::Serialize;

use crate::base::lang::{Both, Lang};
use crate::base::url::encode;
use crate::model::bitext::Bitext;
use crate::model::kinds::Layout;
use crate::model::output::Edition;
use crate::model::page::{Block, Prose};
use crate::render::address::{file, original_href};
use crate::render::context::RenderContext;
use crate::render::html::text::TextWriter;
use crate::render::names::{original_sign, summaries, titles};
use crate::render::pages::comparison::{self, ComparedStatements, GRADES};
use crate::render::view::{Seal, TextView};

/// How many are shown.
const SHOWN: usize = 3;

/// The teaser.
#[derive(Serialize)]
pub(crate) struct TeaserView {
    title: TextView,
    /// The page in a sentence.
    summary: Option<TextView>,
    /// The way to the page below the edition's folder.
    href: String,
    /// The way to all of them, in words.
    all: TextView,
    items: Vec<TeaserItem>,
}

#[derive(Serialize)]
struct TeaserItem {
    id: String,
    title: TextView,
    grade: &'static str,
    grade_text: TextView,
    then: TeaserSide,
    now: TeaserSide,
}

/// What one document says.
#[derive(Serialize)]
struct TeaserSide {
    doc: Seal,
    /// The paragraphs as HTML of each language.
    says: Both<Vec<String>>,
    /// Where they stand, from the output folder.
    places: Vec<TeaserPlace>,
    as_typed: bool,
}

#[derive(Serialize)]
struct TeaserPlace {
    sign: String,
    paragraph: usize,
    href: String,
    /// The place in words, plain.
    name: Both<String>,
}

/// The teaser of the first page of comparisons, if there is one with something to show.
pub(crate) fn view(ctx: &RenderContext, edition: Edition) -> Option<TeaserView> {
    let is_comparison = |bitext: &Bitext| matches!(bitext.pages.zh.header.layout, Some(Layout::Comparison));
    let at = ctx.site.bitexts.iter().position(|one| is_comparison(one))?;
    let bitext = &ctx.site.bitexts[at];
    let items = comparison::items(bitext);
    let chosen = chosen(ctx, at, &items);
    let views: Vec<TeaserItem> =
        chosen.into_iter().filter_map(|item| view_of(ctx, at, item, edition)).collect();
    (!views.is_empty()).then(|| TeaserView {
        title: TextView::new(edition, &titles(bitext)),
        summary: summaries(bitext).map(|text| TextView::new(edition, &text)),
        href: encode(&file(bitext)),
        all: TextView::new(edition, &ctx.texts.count("vs_all", &[("n", items.len())])),
        items: views,
    })
}

/// What is shown, in the order of the page.
fn chosen<'i>(
    ctx: &RenderContext,
    at: usize,
    items: &'i [ComparedStatements],
) -> Vec<&'i ComparedStatements> {
    let fit = |item: &&ComparedStatements| length(ctx, at, item).is_some();
    let named: Vec<&ComparedStatements> =
        items.iter().filter(|item| item.classes.iter().any(|class| class == "cover")).filter(fit).collect();
    if !named.is_empty() {
        return named.into_iter().take(SHOWN).collect();
    }
    let mut ranked: Vec<&ComparedStatements> = items.iter().filter(fit).collect();
    ranked.sort_by_key(|item| (item.grade, length(ctx, at, item), item.heading));
    let topic =
        |item: &ComparedStatements| ctx.site.topics.iter().position(|one| item.classes.contains(&one.folder));
    let mut taken: Vec<&ComparedStatements> = Vec::new();
    for (grade, several) in (0..GRADES.len()).flat_map(|grade| [(grade, false), (grade, true)]) {
        for item in ranked.iter().filter(|item| item.grade == grade) {
            let is_new = several || taken.iter().all(|other| topic(other) != topic(item));
            if taken.len() < SHOWN && is_new && !taken.contains(item) {
                taken.push(item);
            }
        }
    }
    taken.sort_by_key(|item| item.heading);
    taken
}

/// How long the two quotations are, in characters of Chinese; `None` where they cannot be shown by themselves:
/// one is missing or was not found, or has notes.
fn length(ctx: &RenderContext, at: usize, item: &ComparedStatements) -> Option<usize> {
    let bitext = &ctx.site.bitexts[at];
    let mut count = 0;
    for place in [item.then?, item.now?] {
        let facts = ctx.proof.pages[at].passages.get(place)?;
        let blocks = bitext.blocks(&bitext.passages[place]);
        let (zh, en) = (blocks.zh?.proses(), blocks.en?.proses());
        let is_plain = |prose: &&&Prose| prose.inlines.iter().all(is_plain);
        let plain = zh.iter().chain(&en).filter(is_plain).count() == zh.len() + en.len();
        if facts.found().count() != zh.len() || !plain || zh.len() != en.len() {
            return None;
        }
        count += zh.iter().map(|prose| prose.text.string().chars().count()).sum::<usize>();
    }
    Some(count)
}

fn is_plain(inline: &crate::model::page::Inline) -> bool {
    use crate::model::page::{Inline, Mark};
    matches!(inline, Inline::Text(_) | Inline::SoftBreak(_) | Inline::HardBreak)
        || matches!(inline, Inline::Open(mark) | Inline::Close(mark) if !matches!(mark, Mark::Emended(_) | Mark::Image(_)))
}

fn view_of(
    ctx: &RenderContext,
    at: usize,
    item: &ComparedStatements,
    edition: Edition,
) -> Option<TeaserItem> {
    let bitext = &ctx.site.bitexts[at];
    let passage = &bitext.passages[item.heading];
    Some(TeaserItem {
        id: passage.id.to_string(),
        title: TextView::new(edition, &comparison::title(bitext, item)),
        grade: GRADES[item.grade],
        grade_text: comparison::grade_in_words(ctx, item.grade, edition),
        then: side(ctx, at, item.then?, "then_head", edition)?,
        now: side(ctx, at, item.now?, "now_head", edition)?,
    })
}

fn side(ctx: &RenderContext, at: usize, place: usize, key: &str, edition: Edition) -> Option<TeaserSide> {
    let bitext = &ctx.site.bitexts[at];
    let facts = ctx.proof.pages[at].passages.get(place)?;
    let blocks = bitext.blocks(&bitext.passages[place]);
    let original = facts.original()?;
    let half_width = ctx.site.originals[original].is_half_width;
    let says = Both::from_fn(|lang| {
        let proses = blocks.get(lang).map(Block::proses).unwrap_or_default();
        let leaf = TextWriter { lang, half_width: half_width && lang == Lang::Zh };
        let written = |prose: &&Prose| {
            let mut out = String::new();
            leaf.write(prose.text.string(), &mut out);
            out
        };
        proses.iter().map(written).collect()
    });
    let places = facts.found().map(|quotation| {
        let document = &ctx.site.originals[quotation.original];
        let run = quotation.runs.first().cloned().unwrap_or_default();
        let paragraph = *document.paragraphs_of(&run).start();
        let name = crate::render::indicators::table::place_in_words(ctx, quotation.original, paragraph);
        TeaserPlace {
            sign: original_sign(document),
            paragraph,
            href: format!("{}#p{paragraph}", original_href(&document.id)),
            name,
        }
    });
    Some(TeaserSide {
        doc: comparison::head(ctx, key, original, edition),
        says,
        places: places.collect(),
        as_typed: half_width,
    })
}
