//! The search index: the passages' text in shards, and keys that say in which shard to look.
//!
//! It must work by double click, so it is made of classic scripts that the page loads when a search
//! begins. Exactness comes from the text itself: a shard is searched by plain comparison; keys only
//! say which shards cannot hold a match. Keys of Chinese are pairs of characters (any substring is
//! made of them), keys of English and of numbers are words (any beginning of a word is found). The
//! glossary's forms stand beside them, so that a term is found and marked in the other language too.
//! Shards grow with the site, so that keys stay a small part of the text.

use std::collections::{HashMap, HashSet};
use std::fmt::{self, Write};
use std::hash::Hash;

use crate::base::url::encode;
use crate::base::visible;
use crate::model::output::Output;
use crate::render::address::file;
use crate::render::context::RenderContext;
use crate::render::data::text_of;
use crate::render::names::titles;
use rayon::prelude::*;

/// The size of a text shard, in bytes, while the site is small.
const SHARD: usize = 8 << 10;
/// The most text shards; beyond it they grow.
const SHARDS: usize = 300;
/// The size of a key shard, in bytes, that is aimed at.
const KEYS: usize = 6 << 10;

/// The size of a shard of the glossary's forms, in bytes, that is aimed at.
const FORMS: usize = 3 << 10;

/// A passage as the index holds it.
struct Entry {
    page: usize,
    id: String,
    zh: String,
    en: String,
}

/// All files of the index.
pub fn render(ctx: &RenderContext) -> Vec<Output> {
    let mut entries: Vec<Entry> = Vec::new();
    for (page, bitext) in ctx.site.bitexts.iter().enumerate() {
        for passage in &bitext.passages {
            let blocks = bitext.blocks(passage);
            let text = |block: Option<&crate::model::page::Block>| {
                block.map_or(String::new(), |block| text_of(block).replace('\n', " "))
            };
            entries.push(Entry { page, id: passage.id.clone(), zh: text(blocks.zh), en: text(blocks.en) });
        }
    }
    let total: usize = entries.iter().map(|one| one.zh.len() + one.en.len()).sum();
    let size = SHARD.max(total / SHARDS);
    let mut shards: Vec<Vec<&Entry>> = Vec::new();
    let mut room = 0;
    for entry in &entries {
        let length = entry.zh.len() + entry.en.len();
        if room < length || shards.is_empty() {
            shards.push(Vec::new());
            room = size;
        }
        room = room.saturating_sub(length);
        if let Some(last) = shards.last_mut() {
            last.push(entry);
        }
    }
    let keys = keys(ctx, &shards);
    let bytes: usize = keys.iter().map(|(key, places)| key.len() + 1 + places.len() * 2).sum();
    let files = (bytes / KEYS).max(1);
    let forms = forms(ctx);
    let index = format!("duizhao.index({files},{},{});\n", shards.len(), forms.len());
    let mut outputs = vec![Output::text("assets/search/index.js", index)];
    outputs.extend(scripts("words", 'g', &forms));
    outputs.par_extend(shards.par_iter().enumerate().map(|(at, shard)| text_shard(ctx, at, shard)));
    outputs.extend(key_shards(&keys, files, shards.len()));
    outputs
}

/// The keys in order, each with the shards that hold it. A page's titles count wherever it begins or
/// goes on.
fn keys(ctx: &RenderContext, shards: &[Vec<&Entry>]) -> Vec<(String, Vec<usize>)> {
    let of_shard = |shard: &Vec<&Entry>| {
        let mut keys = Keys::default();
        let mut page = usize::MAX;
        for entry in shard {
            if entry.page != page {
                page = entry.page;
                let titles = titles(&ctx.site.bitexts[page]);
                keys.read(&titles.zh);
                keys.read(&titles.en);
            }
            keys.read(&entry.zh);
            keys.read(&entry.en);
        }
        keys.finish()
    };
    let all: Vec<Keys> = shards.par_iter().map(of_shard).collect();
    let pairs = places(&all, |keys| keys.pairs.iter().copied());
    let words = places(&all, |keys| keys.words.iter().map(String::as_str));
    let pairs = pairs.into_iter().map(|(pair, places)| (pair.to_string(), places));
    let words = words.into_iter().map(|(word, places)| (word.to_owned(), places));
    let mut keys: Vec<(String, Vec<usize>)> = pairs.chain(words).collect();
    keys.par_sort_unstable();
    keys
}

/// Keys of one kind, each with the shards that hold it.
fn places<'k, K: Eq + Hash, I>(all: &'k [Keys], of: impl Fn(&'k Keys) -> I) -> HashMap<K, Vec<usize>>
where
    I: Iterator<Item = K>,
{
    let mut places: HashMap<K, Vec<usize>> = HashMap::new();
    for (at, keys) in all.iter().enumerate() {
        of(keys).for_each(|key| places.entry(key).or_default().push(at));
    }
    places
}

/// A character that is no letter of a word, and the one after it if that is none either.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
struct Pair(u64);

impl Pair {
    fn new(first: char, next: Option<char>) -> Pair {
        Pair(u64::from(u32::from(first)) << 32 | next.map_or(0, |next| u64::from(u32::from(next)) + 1))
    }
}

impl fmt::Display for Pair {
    fn fmt(&self, out: &mut fmt::Formatter) -> fmt::Result {
        let (first, next) = ((self.0 >> 32) as u32, (self.0 as u32).checked_sub(1));
        char::from_u32(first)
            .into_iter()
            .chain(next.and_then(char::from_u32))
            .try_for_each(|c| out.write_char(c))
    }
}

/// The keys of texts: neighbouring characters that are no letters of words, and words.
#[derive(Default)]
struct Keys {
    pairs: Vec<Pair>,
    words: HashSet<String>,
}

impl Keys {
    fn read(&mut self, text: &str) {
        let folded: Vec<char> = text.chars().map(fold).collect();
        let mut word = String::new();
        let mut at = 0;
        while at < folded.len() {
            let c = folded[at];
            if c == ' ' {
                at += 1;
            } else if is_word(c) {
                let end = word_end(&folded, at);
                word.clear();
                word.extend(&folded[at..end]);
                if !self.words.contains(&word) {
                    self.words.insert(word.clone());
                }
                at = end;
            } else {
                let next = folded.get(at + 1).copied().filter(|&next| next != ' ' && !is_word(next));
                self.pairs.push(Pair::new(c, next));
                at += 1;
            }
        }
    }

    /// Each key once.
    fn finish(mut self) -> Keys {
        self.pairs.sort_unstable();
        self.pairs.dedup();
        self
    }
}

/// A character as it is compared: lower case, half width, straight quotation marks. One character
/// always becomes one, so that places stay. The script has the same rule.
pub fn fold(c: char) -> char {
    match c {
        '\u{ff01}'..='\u{ff5e}' => fold(char::from_u32(c as u32 - 0xfee0).unwrap_or(c)),
        '“' | '”' => '"',
        '‘' | '’' => '\'',
        '\u{a0}' | '\u{3000}' | '\n' | '\t' => ' ',
        c => {
            let mut lower = c.to_lowercase();
            match (lower.next(), lower.next()) {
                (Some(one), None) => one,
                _ => c,
            }
        }
    }
}

/// Letters and digits of scripts that are written in words.
pub fn is_word(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '\u{c0}'..='\u{24f}')
}

/// The end of a word; a point or comma between digits belongs to the number.
fn word_end(text: &[char], start: usize) -> usize {
    let mut end = start;
    while end < text.len() {
        let inside = matches!(text[end], '.' | ',')
            && end > start
            && text[end - 1].is_ascii_digit()
            && text.get(end + 1).is_some_and(char::is_ascii_digit);
        if !is_word(text[end]) && !inside {
            break;
        }
        end += 1;
    }
    end
}

/// A text as a literal of a script.
pub fn literal(text: &str) -> String {
    let json = visible::json(serde_json::Value::from(text).to_string());
    json.replace('<', "\\u003c").replace('\u{2028}', "\\u2028").replace('\u{2029}', "\\u2029")
}

fn text_shard(ctx: &RenderContext, at: usize, shard: &[&Entry]) -> Output {
    let mut js = format!("duizhao.text({at},[");
    let mut page = usize::MAX;
    for entry in shard {
        if entry.page != page {
            if page != usize::MAX {
                js.push_str("]],");
            }
            page = entry.page;
            let bitext = &ctx.site.bitexts[page];
            let titles = titles(bitext);
            js.push_str(&format!(
                "[{},{},{},[",
                literal(&encode(&file(bitext))),
                literal(&titles.zh),
                literal(&titles.en)
            ));
        } else {
            js.push(',');
        }
        js.push_str(&format!("[{},{},{}]", literal(&entry.id), literal(&entry.zh), literal(&entry.en)));
    }
    js.push_str(if page == usize::MAX { "]);\n" } else { "]]]);\n" });
    Output::text(format!("assets/search/t{at}.js"), js)
}

/// Keys by their first character, so that everything that begins with it stands in one file. A line a
/// key: the key, a blank, the distances between its shards in base 36; `*` for all shards.
fn key_shards(keys: &[(String, Vec<usize>)], files: usize, shards: usize) -> Vec<Output> {
    let mut lines: Vec<String> = vec![String::new(); files];
    for (key, places) in keys {
        let first = key.chars().next().map_or(0, |c| c as usize);
        let line = &mut lines[first % files];
        line.push_str(key);
        line.push(' ');
        if places.len() == shards && shards > 1 {
            line.push('*');
        } else {
            let mut before = 0;
            let steps: Vec<String> = places
                .iter()
                .map(|place| {
                    let step = base36(place - before);
                    before = *place;
                    step
                })
                .collect();
            line.push_str(&steps.join(","));
        }
        line.push('\n');
    }
    scripts("keys", 'k', &lines)
}

/// Scripts that hand over a text each: `duizhao.keys(3,"…")` in `k3.js`.
fn scripts(name: &str, letter: char, texts: &[String]) -> Vec<Output> {
    let script = |(at, text): (usize, &String)| {
        let js = format!("duizhao.{name}({at},{});\n", literal(text));
        Output::text(format!("assets/search/{letter}{at}.js"), js)
    };
    texts.iter().enumerate().map(script).collect()
}

/// Every form of every term, a line a form, by the form's first character: the form as it is
/// compared, then the term's other forms.
fn forms(ctx: &RenderContext) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for term in &ctx.site.glossary.terms {
        let all: Vec<&str> = std::iter::once(term.header.zh.as_str()).chain(term.forms()).collect();
        for form in &all {
            let folded: String = form.chars().map(fold).collect();
            let others = all.iter().filter(|other| *other != form).map(|other| format!("\t{other}"));
            lines.push(folded + &others.collect::<String>() + "\n");
        }
    }
    lines.sort_unstable();
    lines.dedup();
    let bytes: usize = lines.iter().map(String::len).sum();
    let mut shards = vec![String::new(); bytes.div_ceil(FORMS)];
    for line in lines {
        let first = line.chars().next().map_or(0, |c| c as usize);
        let count = shards.len();
        shards[first % count].push_str(&line);
    }
    shards
}

fn base36(mut n: usize) -> String {
    let mut digits = Vec::new();
    loop {
        digits.push(char::from_digit((n % 36) as u32, 36).unwrap_or('0'));
        n /= 36;
        if n == 0 {
            return digits.into_iter().rev().collect();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_substring_and_every_beginning_of_a_word_has_its_keys() {
        let mut keys = Keys::default();
        keys.read("全市生产总值5786亿元，RMB 578.6 billion");
        let keys = keys.finish();
        let pairs: Vec<String> = keys.pairs.iter().map(Pair::to_string).collect();
        for pair in ["生产", "产总", "值", "亿元", "元,"] {
            assert!(pairs.iter().any(|one| one == pair), "{pair}: {pairs:?}");
        }
        assert_eq!(keys.words, HashSet::from(["578.6", "5786", "billion", "rmb"].map(str::to_owned)));
    }
}
