//! What was read of the index before, so that after an edit no page is opened that has not changed: the keys of shards
//! whose files stand.

use std::hash::Hash;
use std::io::Read;

use crate::base::fact_hasher::{FactHasher, FactKey};
use crate::render::context::RenderContext;
use crate::render::search_index::entries::Tier;
use crate::render::search_index::keys::ShardReading;
use crate::render::search_index::layout::ShardPlan;
use crate::render::search_index::packed;
use crate::render::search_index::update::KnownKeys;

/// What a shard follows from: the texts of its pages and what is known of them, where they stand on the site, and its
/// number. Terms are few, and made each time.
pub fn key(ctx: &RenderContext, tier: Tier, at: usize, plan: &ShardPlan) -> Option<FactKey> {
    if tier == Tier::Terms || ctx.gathered.is_none() {
        return None;
    }
    let mut facts = FactHasher::default();
    facts.number(tier as usize);
    facts.number(at);
    let (start, end) = plan.part.as_ref().map_or((0, usize::MAX), |part| (part.start, part.end));
    facts.number(start);
    facts.number(end);
    let bitexts = if tier == Tier::Originals { 0 } else { ctx.site.bitexts.len() };
    for page in plan.pages.clone() {
        match page.checked_sub(bitexts) {
            None => of_bitext(ctx, page, &mut facts)?,
            Some(at) => of_original(ctx, at, &mut facts),
        }
    }
    Some(facts.done())
}

fn of_bitext(ctx: &RenderContext, page: usize, facts: &mut FactHasher) -> Option<()> {
    facts.key(ctx.proof.keys.get(page)?);
    let place = ctx.site.places.get(page)?;
    facts.number(place.map_or(0, |place| place.topic + 1));
    facts.number(usize::from(place.is_some_and(|place| place.position.is_some())));
    Some(())
}

/// An original by its index; after the last the pages about the site.
fn of_original(ctx: &RenderContext, at: usize, facts: &mut FactHasher) {
    facts.number(at);
    match ctx.site.originals.get(at) {
        Some(original) => {
            facts.text(&original.source.path);
            facts.text_hash(original.source.text.hash());
        }
        None => {
            facts.number(usize::from(ctx.site.glossary.terms.is_empty()));
            let titles = ["glossary", "findings"].map(|title| ctx.texts.get(title));
            titles.iter().flat_map(|title| [&title.zh, &title.en]).for_each(|text| facts.text(text));
        }
    }
}

/// Whether the file of a shard stands, was made of the same, and is known what was read of it; it is taken over.
pub fn stands(ctx: &RenderContext, at: usize, key: &FactKey) -> bool {
    let Some(gathered) = ctx.gathered else { return false };
    let (path, made_of) = (format!("assets/search/t{at}.js"), blake3::Hash::from(*key).to_hex());
    gathered.standing.made(&path, &made_of);
    gathered.memo.keep_again(key) && gathered.standing.keep(&path, &made_of)
}

/// What was read of a shard, by its key.
pub fn reading(ctx: &RenderContext, key: &FactKey) -> Option<ShardReading> {
    ctx.gathered?.memo.look(key)
}

/// Keeps what was read of a shard, and gives its key; one that has none is told by what was read.
pub fn keep(ctx: &RenderContext, key: Option<FactKey>, read: &ShardReading) -> Option<FactKey> {
    let gathered = ctx.gathered?;
    let key = key.unwrap_or_else(|| {
        let mut facts = FactHasher::default();
        read.hash(&mut facts);
        facts.done()
    });
    gathered.memo.put(key, read);
    Some(key)
}

fn keys_key() -> FactKey {
    FactHasher::of("keys of all shards")
}

/// What was known of the keys of all shards, of which there were as many.
pub fn known_keys(ctx: &RenderContext, shards: usize) -> Option<KnownKeys> {
    let known: KnownKeys = ctx.gathered?.memo.look(&keys_key())?;
    (known.shards.len() == shards).then_some(known)
}

/// Keeps it for the next build.
pub fn keep_keys(ctx: &RenderContext, known: &KnownKeys) {
    let Some(gathered) = ctx.gathered else { return };
    gathered.memo.put(keys_key(), known);
    let made_of = known.made_of();
    (0..known.files()).for_each(|at| gathered.standing.made(&file(at), &made_of));
}

/// The path of a file of keys.
fn file(at: usize) -> String {
    format!("assets/search/k{at}.js")
}

/// Whether a file of keys stands and was made of the same.
pub fn file_stands(ctx: &RenderContext, at: usize, made_of: &str) -> bool {
    ctx.gathered.is_some_and(|gathered| gathered.standing.stands(&file(at), made_of))
}

/// Takes it over.
pub fn keep_file(ctx: &RenderContext, at: usize, made_of: &str) {
    if let Some(gathered) = ctx.gathered {
        gathered.standing.keep(&file(at), made_of);
    }
}

/// The lines in a file of keys that stands, if it was made of the same.
pub fn lines(ctx: &RenderContext, at: usize, made_of: &str) -> Option<String> {
    let mut text = String::new();
    ctx.gathered?.standing.open(&file(at), made_of)?.read_to_string(&mut text).ok()?;
    let lines = text.strip_prefix(&format!("duizhao.give(\"k{at}\","))?.strip_suffix(");\n")?;
    packed::unpacked(lines)
}
