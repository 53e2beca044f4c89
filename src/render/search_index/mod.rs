//! The search index: everything that the site says, in shards, and keys that say in which shard to look.
//!
//! It must work by double click, so it is made of classic scripts that the page loads when a search
//! begins. Exactness comes from the text itself: it is searched by plain comparison; keys only say which
//! shards cannot hold a match. A site of fewer than [`SMALL`] passages is loaded whole and has no keys.
//! Shards stand in the order in which hits are wanted: terms, what pages are called, passages, originals.
//!
//! ```text
//! index.js  what there is: shards, keys, topics, documents
//! c0.js     characters: traditional forms and pinyin of what occurs on the site
//! t0.js …   pages with what they say: `shard`; of a large site `packed`
//! k0.js …   keys: `postings`, packed
//! ```
//!
//! Of a large site the sizes of what stands on its pages are found first, and say which pages stand in which shard
//! (`layout`). Then each shard is written, read for its keys, and handed over: what is held for the whole site is
//! numbers.

mod characters;
mod entries;
mod kept;
mod key_files;
mod key_set;
mod keys;
mod layout;
mod packed;
mod page_head;
mod postings;
mod script;
mod shard;
mod update;

use std::borrow::Cow;
use std::cell::LazyCell;
use std::sync::Mutex;

use rayon::prelude::*;
use serde_json::{Value, json};

use crate::base::hold::{hold, into_inner};
use crate::base::json::{self, JsonIn};
use crate::base::visible;
use crate::model::output::Output;
use crate::render::context::RenderContext;
use crate::render::names::{original_name, original_sign, topic_title};
use crate::render::search_index::characters::CharacterCounts;
use crate::render::search_index::entries::SearchEntry;
pub(crate) use crate::render::search_index::entries::Tier;
use crate::render::search_index::key_files::{GatheredKeys, MadeShard};
use crate::render::search_index::keys::{KeyReader, ShardReading};
use crate::render::search_index::layout::{PageSize, ShardPlan};
use crate::render::search_index::packed::Packer;
use crate::render::search_index::script::script;
use crate::render::search_index::update::KnownKeys;

/// Below how many passages a site is loaded whole,
const SMALL: usize = 500;
/// if its text is no longer than so many bytes.
const WHOLE: usize = 2 << 20;
/// The size of a text shard, in bytes, while the site is small.
const SHARD: usize = 64 << 10;
/// From how many text shards on they grow, by powers of two: so they seldom do, and all change then.
const SHARDS: usize = 200;
/// The size of a text shard of a site that is loaded whole.
const BIG: usize = 256 << 10;

/// All files of the index.
pub fn render(ctx: &RenderContext, take: &(impl Fn(Output) + Sync)) {
    let index = IndexWriter::begin(ctx);
    index.shards(ctx, |_| true, take);
    index.finish(ctx, take);
}

/// An index on its way; that of a small site is loaded whole and has no parts.
pub(crate) struct IndexWriter(Option<ShardedIndex>);

/// The index of a large site on its way: its shards are written in any order.
struct ShardedIndex {
    plans: Vec<TierPlan>,
    /// What was known of all shards before.
    before: Option<KnownKeys>,
    /// Where nothing was known, what is read of each shard is gathered at once and not held.
    gathered: Option<Mutex<GatheredKeys>>,
    made: Mutex<Vec<MadeShard>>,
}

impl IndexWriter {
    /// Finds out what stands in which shard.
    pub(crate) fn begin(ctx: &RenderContext) -> IndexWriter {
        let sizes = Tier::ALL.map(|tier| sizes(ctx, tier));
        let bytes: usize =
            sizes.iter().flatten().flat_map(|page| &page.entries).map(|size| *size as usize).sum();
        let passages: usize = ctx.proof.digests.iter().map(|one| one.passages.len()).sum();
        if passages < SMALL && bytes <= WHOLE {
            return IndexWriter(None);
        }
        let size = SHARD.max(power_below(bytes / SHARDS));
        let of_tier = |(tier, pages): (Tier, &Vec<PageSize>)| -> Vec<TierPlan> {
            layout::plan(pages, size).into_iter().map(|plan| (tier, plan)).collect()
        };
        let plans: Vec<TierPlan> = Tier::ALL.into_iter().zip(&sizes).flat_map(of_tier).collect();
        let before = kept::known_keys(ctx, plans.len());
        let gathered = before.is_none().then(Mutex::default);
        IndexWriter(Some(ShardedIndex { plans, before, gathered, made: Mutex::default() }))
    }

    /// Hands over the shards that are wanted and do not stand, by their first pages.
    pub(crate) fn shards(
        &self,
        ctx: &RenderContext,
        wanted: impl Fn(&TierPlan) -> bool,
        take: &(impl Fn(Output) + Sync),
    ) {
        if let Some(index) = &self.0 {
            index.make(ctx, wanted, take);
        }
    }

    /// Hands over the rest when all shards are made.
    pub(crate) fn finish(self, ctx: &RenderContext, take: &(impl Fn(Output) + Sync)) {
        let found = match self.0 {
            None => whole(ctx, take),
            Some(index) => index.finish(ctx, take),
        };
        let index = json!({
            "keys": found.keys,
            "texts": found.shards,
            "terms": found.terms,
            "topics": topics(ctx),
            "documents": documents(ctx),
        });
        take(script("index", |out| out.push_str(&safe(&index))));
        let [forms, syllables] = characters::of(&found.characters);
        take(script("c0", |out| {
            out.push_str(&literal(&forms));
            out.push(',');
            out.push_str(&literal(&syllables));
        }));
    }
}

/// The largest power of two that is no larger.
fn power_below(size: usize) -> usize {
    size.checked_ilog2().map_or(0, |power| 1 << power)
}

/// What is known when all text shards are written.
#[derive(Default)]
struct Found {
    /// How many there are,
    shards: usize,
    /// and how many of them hold terms.
    terms: usize,
    /// How many files of keys there are.
    keys: usize,
    characters: CharacterCounts,
}

/// How large the entries of each page of a tier are.
fn sizes<'s>(ctx: &RenderContext<'s>, tier: Tier) -> Vec<PageSize<'s>> {
    let size = |page: usize| PageSize {
        name: entries::name(ctx, tier, page),
        entries: entries::sizes(ctx, tier, page),
    };
    (0..entries::pages(ctx, tier)).into_par_iter().map(size).collect()
}

/// Hands over everything in a few shards.
fn whole(ctx: &RenderContext, take: &(impl Fn(Output) + Sync)) -> Found {
    let all = entries::together(ctx);
    let sizes: Vec<u32> = all.iter().map(|one| one.size() as u32).collect();
    let parts = layout::parts(&sizes, BIG);
    let terms = layout::parts(&sizes[..ctx.site.glossary.terms.len()], BIG).len();
    let mut found = Found { shards: parts.len(), terms, ..Found::default() };
    let mut reader = KeyReader::default();
    for (at, part) in parts.into_iter().enumerate() {
        let part = &all[part];
        take(script(&format!("t{at}"), |out| shard::write(out, part)));
        found.characters.add(&read_of(part, &mut reader).characters);
    }
    found
}

impl ShardedIndex {
    /// Hands over the wanted shards that do not stand; what is read of them is gathered, if it is not to be given.
    fn make(&self, ctx: &RenderContext, wanted: impl Fn(&TierPlan) -> bool, take: &(impl Fn(Output) + Sync)) {
        let tools = <(Packer, KeyReader)>::default;
        let wanted: Vec<_> = together(&self.plans)
            .into_iter()
            .filter(|(_, plans)| plans.first().is_some_and(&wanted))
            .collect();
        wanted.par_iter().for_each_init(tools, |(packer, reader), (first, plans)| {
            let all = LazyCell::new(|| on(ctx, &plans[0]));
            for (at, (tier, plan)) in (*first..).zip(*plans) {
                let key = kept::key(ctx, *tier, at, plan);
                let part = plan.part.clone();
                let read = (!key.is_some_and(|key| kept::stands(ctx, at, &key))).then(|| {
                    let part = part.unwrap_or(0..all.len());
                    let part = all.get(part).unwrap_or_default();
                    take(packed(at, part, packer));
                    read_of(part, reader)
                });
                let key = read.as_ref().map_or(key, |read| kept::keep(ctx, key, read));
                let mut one = MadeShard { at, key, read };
                if let Some(gathered) = &self.gathered {
                    let read = self.reading(ctx, &one);
                    hold(gathered).add(at, &read);
                    one = MadeShard { at, key, read: None };
                }
                hold(&self.made).push(one);
            }
        });
    }

    /// Hands over the files of keys.
    fn finish(mut self, ctx: &RenderContext, take: &(impl Fn(Output) + Sync)) -> Found {
        let mut made = std::mem::take(&mut *hold(&self.made));
        made.sort_unstable_by_key(|one| one.at);
        let gathered = self.gathered.take().map(into_inner);
        let updated = self.before.as_ref().and_then(|before| key_files::updated(ctx, before, &made, take));
        let (keys, characters) = updated.unwrap_or_else(|| {
            let gathered = gathered.unwrap_or_else(|| {
                let mut gathered = GatheredKeys::default();
                made.iter().for_each(|one| gathered.add(one.at, &self.reading(ctx, one)));
                gathered
            });
            key_files::anew(ctx, &made, gathered, take)
        });
        let terms = self.plans.iter().filter(|(tier, _)| *tier == Tier::Terms).count();
        Found { shards: self.plans.len(), terms, keys, characters }
    }

    /// What was read of a shard, now or before.
    fn reading<'r>(&self, ctx: &RenderContext, one: &'r MadeShard) -> Cow<'r, ShardReading> {
        match (&one.read, &one.key) {
            (Some(read), _) => Cow::Borrowed(read),
            (None, key) => Cow::Owned(key.and_then(|key| kept::reading(ctx, &key)).unwrap_or_else(|| {
                let plan = &self.plans[one.at];
                let all = on(ctx, plan);
                let part = plan.1.part.clone().unwrap_or(0..all.len());
                read_of(all.get(part).unwrap_or_default(), &mut KeyReader::default())
            })),
        }
    }
}

/// A shard, and of which tier it is.
pub(crate) type TierPlan = (Tier, ShardPlan);

/// Shards that are written from the same entries, with the number of the first: those of one long page.
fn together(plans: &[TierPlan]) -> Vec<(usize, &[TierPlan])> {
    let of_one_page = |(tier, one): &TierPlan, (other, next): &TierPlan| {
        tier == other && one.pages == next.pages && one.part.is_some() && next.part.is_some()
    };
    let mut next = 0;
    let mut all = Vec::new();
    for plans in plans.chunk_by(of_one_page) {
        all.push((next, plans));
        next += plans.len();
    }
    all
}

/// The entries of the pages that a shard is of.
fn on<'s>(ctx: &'s RenderContext<'s>, (tier, plan): &TierPlan) -> Vec<SearchEntry<'s>> {
    plan.pages.clone().flat_map(|page| entries::of(ctx, *tier, page)).collect()
}

/// A shard of a large site.
fn packed(at: usize, entries: &[SearchEntry], packer: &mut Packer) -> Output {
    let mut text = String::with_capacity(entries.iter().map(SearchEntry::size).sum::<usize>() * 5 / 4);
    shard::write(&mut text, entries);
    script(&format!("t{at}"), |out| packer.write(&text, out))
}

/// What is read of the entries of a shard.
fn read_of(entries: &[SearchEntry], reader: &mut KeyReader) -> ShardReading {
    entries.iter().flat_map(SearchEntry::texts).for_each(|text| reader.read(text));
    reader.finish()
}

/// The topics by which hits may be filtered: folder and titles.
fn topics(ctx: &RenderContext) -> Vec<Value> {
    let topic = |topic| -> Value {
        let title = topic_title(ctx.site, topic);
        json!([topic.folder, title.zh, title.en])
    };
    ctx.site.topics.iter().map(topic).collect()
}

/// The documents by which hits may be filtered: seal and names.
fn documents(ctx: &RenderContext) -> Vec<Value> {
    let document = |original: &std::sync::Arc<crate::model::original::Original>| {
        let name = original_name(original);
        json!([original_sign(original), name.zh, name.en])
    };
    ctx.site.originals.iter().map(document).collect()
}

/// A text as a literal of a script.
pub fn literal(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    json::string(&mut out, text, JsonIn::Script);
    out
}

/// A value as it may stand in a script: nothing in it ends the script or steers a terminal.
fn safe(value: &Value) -> String {
    let json = visible::json(value.to_string());
    json.replace('<', "\\u003c").replace('\u{2028}', "\\u2028").replace('\u{2029}', "\\u2029")
}
