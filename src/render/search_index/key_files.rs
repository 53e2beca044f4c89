//! The files of keys: all anew, or after an edit those that it changes.

use rayon::prelude::*;

use crate::base::fact_hasher::FactKey;
use crate::model::output::Output;
use crate::render::context::RenderContext;
use crate::render::search_index::characters::CharacterCounts;
use crate::render::search_index::kept;
use crate::render::search_index::keys::ShardReading;
use crate::render::search_index::packed::Packer;
use crate::render::search_index::postings::Postings;
use crate::render::search_index::script::script;
use crate::render::search_index::update::{self, ChangedShard, KnownKeys};

/// A shard that stands or was written.
pub struct MadeShard {
    /// Its number.
    pub at: usize,
    /// By which it is kept what was read of it.
    pub key: Option<FactKey>,
    /// What was read of it, if it was written.
    pub read: Option<ShardReading>,
}

/// What was read of all shards.
#[derive(Default)]
pub struct GatheredKeys {
    postings: Postings,
    characters: CharacterCounts,
}

impl GatheredKeys {
    /// Adds what was read of a shard.
    pub fn add(&mut self, at: usize, read: &ShardReading) {
        self.postings.add(at, read);
        self.characters.add(&read.characters);
    }
}

/// Hands over all files of keys; gives how many there are, and how often each character occurs.
pub fn anew(
    ctx: &RenderContext,
    made: &[MadeShard],
    GatheredKeys { postings, characters }: GatheredKeys,
    take: &(impl Fn(Output) + Sync),
) -> (usize, CharacterCounts) {
    let files = postings.files();
    let bytes = files.iter().map(String::len).sum();
    keep_keys(ctx, made, bytes, &characters);
    let each = files.par_iter().enumerate();
    each.for_each_init(Packer::default, |packer, (at, lines)| take(key_file(at, lines, packer)));
    (files.len(), characters)
}

fn key_file(at: usize, lines: &str, packer: &mut Packer) -> Output {
    script(&format!("k{at}"), |out| packer.write(lines, out))
}

/// Keeps for the next build what is known of the keys of all shards, if it is known by what.
fn keep_keys(ctx: &RenderContext, made: &[MadeShard], bytes: usize, characters: &CharacterCounts) {
    if let Some(shards) = made.iter().map(|one| one.key).collect() {
        kept::keep_keys(ctx, &KnownKeys { shards, bytes, characters: characters.all() });
    }
}

/// How many shards may have changed for files of keys to be changed and not made anew.
const FEW: usize = 16;

/// Hands over the files of keys that have changed; nothing where it is not known which.
pub fn updated(
    ctx: &RenderContext,
    before: &KnownKeys,
    made: &[MadeShard],
    take: &(impl Fn(Output) + Sync),
) -> Option<(usize, CharacterCounts)> {
    let now = made.iter().filter_map(|one| Some((one, one.read.as_ref()?)));
    if now.clone().count() > FEW || made.iter().any(|one| one.key.is_none()) {
        return None;
    }
    // One that stands is what it was, unless the shards have changed places.
    let is_other = |one: &MadeShard| one.read.is_none() && one.key != Some(before.shards[one.at]);
    if made.iter().any(is_other) {
        return None;
    }
    let changed = |(one, now): (&MadeShard, _)| {
        Some(ChangedShard { at: one.at, before: kept::reading(ctx, &before.shards[one.at])?, now })
    };
    let changed: Vec<ChangedShard> = now.map(changed).collect::<Option<_>>()?;
    let made_of = before.made_of();
    let lines = |at: usize| kept::lines(ctx, at, &made_of);
    let (files, bytes) = update::files((before.bytes, made.len()), &changed, lines)?;
    let count = before.files();
    let others: Vec<usize> = (0..count).filter(|at| !files.contains_key(at)).collect();
    if !others.iter().all(|at| kept::file_stands(ctx, *at, &made_of)) {
        return None;
    }
    let mut characters = CharacterCounts::default();
    characters.add(&before.characters);
    for one in &changed {
        characters.take(&one.before.characters);
        characters.add(&one.now.characters);
    }
    keep_keys(ctx, made, bytes, &characters);
    others.iter().for_each(|at| kept::keep_file(ctx, *at, &made_of));
    let mut packer = Packer::default();
    files.iter().for_each(|(at, lines)| take(key_file(*at, lines, &mut packer)));
    Some((count, characters))
}
