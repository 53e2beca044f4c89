//! What was read of the index before, so that after an edit no page is opened that has not changed: how large the entries
//! of pages are, and the keys of shards whose files stand.

use crate::base::fact_hasher::{FactHasher, FactKey};
use crate::base::map::HashMap;
use crate::render::context::RenderContext;
use crate::render::search_index::entries::Tier;
use crate::render::search_index::keys::ShardReading;
use crate::render::search_index::layout::{PageSize, ShardPlan};

/// How large the entries of pages are, by what the pages follow from.
#[derive(Default)]
pub struct Sizes(HashMap<FactKey, Vec<u32>>);

fn sizes_key() -> FactKey {
    FactHasher::of("sizes of entries")
}

impl Sizes {
    /// Those of a tier that were read before; what pages say is worth keeping, the rest is at hand.
    pub fn read(ctx: &RenderContext, tier: Tier) -> Sizes {
        let memo = ctx.gathered.filter(|_| tier == Tier::Passages).map(|one| one.memo);
        let all: Option<Vec<(FactKey, Vec<u32>)>> = memo.and_then(|memo| memo.get(&sizes_key()));
        Sizes(all.into_iter().flatten().collect())
    }

    /// Those of a page, if they are known.
    pub fn of(&self, ctx: &RenderContext, page: usize) -> Option<Vec<u32>> {
        self.0.get(ctx.proof.keys.get(page)?).cloned()
    }
}

/// Keeps the sizes of a tier for the next build.
pub fn keep_sizes(ctx: &RenderContext, tier: Tier, sizes: &[PageSize]) {
    if let Some(gathered) = ctx.gathered.filter(|_| tier == Tier::Passages) {
        let all: Vec<(FactKey, &[u32])> =
            ctx.proof.keys.iter().zip(sizes).map(|(key, page)| (*key, page.entries.as_slice())).collect();
        gathered.memo.put(sizes_key(), &all);
    }
}

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

/// What was read of a shard whose file stands and was made of the same; it is taken over.
pub fn reading(ctx: &RenderContext, at: usize, key: &FactKey) -> Option<ShardReading> {
    let gathered = ctx.gathered?;
    let (path, made_of) = (format!("assets/search/t{at}.js"), blake3::Hash::from(*key).to_hex());
    gathered.standing.made(&path, &made_of);
    let read = gathered.memo.get(key)?;
    gathered.standing.keep(&path, &made_of).then_some(read)
}

/// Keeps what was read of a shard.
pub fn keep(ctx: &RenderContext, key: Option<FactKey>, read: &ShardReading) {
    if let Some((gathered, key)) = ctx.gathered.zip(key) {
        gathered.memo.put(key, read);
    }
}
