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
//! t0.js …   pages with what they say
//! k0.js …   keys
//! ```

mod characters;
mod entries;
mod keys;

use rayon::prelude::*;
use serde_json::{Value, json};

use crate::base::visible;
use crate::model::output::Output;
use crate::render::context::RenderContext;
use crate::render::names::{original_name, original_sign, topic_title};
use crate::render::search_index::entries::SearchEntry;

/// Below how many passages a site is loaded whole,
const SMALL: usize = 500;
/// if its text is no longer than so many bytes.
const WHOLE: usize = 2 << 20;
/// The size of a text shard, in bytes, while the site is small.
const SHARD: usize = 8 << 10;
/// The most text shards; beyond it they grow.
const SHARDS: usize = 300;
/// The size of a text shard of a site that is loaded whole.
const BIG: usize = 256 << 10;

/// All files of the index.
pub fn render(ctx: &RenderContext) -> Vec<Output> {
    let tiers = entries::tiers(ctx);
    let bytes: usize = tiers.iter().flatten().map(SearchEntry::size).sum();
    let passages: usize = ctx.site.bitexts.iter().map(|one| one.passages.len()).sum();
    let whole = passages < SMALL && bytes <= WHOLE;
    let size = if whole { BIG } else { SHARD.max(bytes / SHARDS) };
    let tiers = if whole { vec![entries::together(ctx, tiers)] } else { tiers.into() };
    let shards: Vec<&[SearchEntry]> = tiers.iter().flat_map(|tier| sharded(tier, size)).collect();
    let keys = if whole { Vec::new() } else { keys::files(&shards) };
    let index = json!({
        "keys": keys.len(),
        "texts": shards.len(),
        "terms": tiers.first().map_or(0, |terms| sharded(terms, size).len()),
        "topics": topics(ctx),
        "documents": documents(ctx),
    });
    let mut outputs = vec![
        script("index", &[index]),
        script("c0", &characters::of(shards.iter().copied().flatten().flat_map(SearchEntry::texts))),
    ];
    let text = |(at, shard): (usize, &&[SearchEntry])| script(&format!("t{at}"), &[entries::pages(shard)]);
    outputs.par_extend(shards.par_iter().enumerate().map(text));
    let key = |(at, lines): (usize, &String)| script(&format!("k{at}"), &[json!(lines)]);
    outputs.extend(keys.iter().enumerate().map(key));
    outputs
}

/// Entries in shards of about a size.
fn sharded(entries: &[SearchEntry], size: usize) -> Vec<&[SearchEntry]> {
    let (mut shards, mut start, mut room) = (Vec::new(), 0, size);
    for (at, entry) in entries.iter().enumerate() {
        if room < entry.size() && at > start {
            shards.push(&entries[start..at]);
            (start, room) = (at, size);
        }
        room = room.saturating_sub(entry.size());
    }
    shards.push(&entries[start..]);
    shards.retain(|shard| !shard.is_empty());
    shards
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

/// A script that hands over values under its own name: `duizhao.give("k3","…")` in `k3.js`.
fn script(name: &str, values: &[Value]) -> Output {
    let values: String = values.iter().map(|value| format!(",{}", safe(value))).collect();
    Output::text(format!("assets/search/{name}.js"), format!("duizhao.give(\"{name}\"{values});\n"))
}

/// A text as a literal of a script.
pub fn literal(text: &str) -> String {
    safe(&Value::from(text))
}

/// A value as it may stand in a script: nothing in it ends the script or steers a terminal.
fn safe(value: &Value) -> String {
    let json = visible::json(value.to_string());
    json.replace('<', "\\u003c").replace('\u{2028}', "\\u2028").replace('\u{2029}', "\\u2029")
}
