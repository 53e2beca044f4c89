//! Changes the real content at random, a thing at a time, and holds the check to finding nearly every change
//! at its line.
//!
//! `DUIZHAO_MUTATIONS=1000 cargo test mutations -- --nocapture` makes a thousand of each kind and prints the
//! share that was caught and what was missed; `DUIZHAO_SEED` chooses others.

use std::collections::BTreeMap;
use std::path::Path;

use duizhao::check;
use duizhao::diagnostic::{Diagnostic, Level};
use duizhao::header::TermHeader;
use duizhao::load::{self, Options};
use duizhao::prove;
use duizhao::read::{self, Folder};
use duizhao::source::{Lines, Source};

/// A small generator (xorshift), so that a seed gives the same changes everywhere.
struct Dice(u64);

impl Dice {
    fn below(&mut self, n: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % n as u64) as usize
    }

    fn pick<'t, T>(&mut self, all: &'t [T]) -> Option<&'t T> {
        if all.is_empty() { None } else { all.get(self.below(all.len())) }
    }
}

/// What is changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    /// A digit of an English text becomes another.
    Digit,
    /// A character of a Chinese quotation becomes another, goes, or comes twice.
    Character,
    /// A rendering of a term becomes other words.
    Term,
    /// An English paragraph, quotation, list or table goes.
    Passage,
}

/// The share that must be caught, in percent. Terms that are missed have more renderings in the English than
/// places in the Chinese: then the others still suffice. A quotation that loses its first character is
/// still verbatim.
const KINDS: [(Kind, usize); 4] =
    [(Kind::Digit, 98), (Kind::Character, 99), (Kind::Term, 90), (Kind::Passage, 100)];

/// The two files of a page.
struct Pair {
    zh: Source,
    en: Source,
}

/// A changed file, and the lines at which the change must be reported: of the file itself, or of its other half.
struct Changed {
    source: Source,
    at: (String, usize),
    what: String,
}

fn setting(name: &str, default: u64) -> u64 {
    std::env::var(name).ok().and_then(|text| text.parse().ok()).unwrap_or(default)
}

/// Where the text below the header begins.
fn body(text: &str) -> usize {
    text[4..].find("\n---\n").unwrap() + 4 + 5
}

fn line_of(text: &str, at: usize) -> usize {
    text[..at].matches('\n').count() + 1
}

/// Places of characters outside editor's marks, ids, waivers and quotation marks (names of programs hold digits).
fn places(text: &str, wanted: impl Fn(char) -> bool, in_quotations: bool) -> Vec<usize> {
    let (mut depth, mut quoted, mut found) = (0_i32, 0_i32, Vec::new());
    for (at, c) in text.char_indices().filter(|(at, _)| *at >= body(text)) {
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            '“' => quoted += 1,
            '”' => quoted -= 1,
            _ => {}
        }
        let line = text[..at].rfind('\n').map_or(0, |line| line + 1);
        let is_quotation = text[line..].starts_with("> ") && !text[line..].starts_with("> — ");
        let passage = !text[line..].starts_with("<!--") && !text[line..].starts_with("> — ");
        if depth == 0 && passage && (is_quotation || (!in_quotations && quoted == 0)) && wanted(c) {
            found.push(at);
        }
    }
    found
}

/// The blocks of a text with the bytes at which they begin, headings and waivers included.
fn blocks(text: &str) -> Vec<(usize, &str)> {
    let mut at = body(text);
    let mut all = Vec::new();
    for block in text[at..].split("\n\n") {
        let blank = block.len() - block.trim_start().len();
        if !block.trim().is_empty() {
            all.push((at + blank, block.trim()));
        }
        at += block.len() + 2;
    }
    all
}

/// A block and the byte where it begins.
type Placed<'t> = (usize, &'t str);

/// The blocks that stand across from each other: waivers aside, both sides have as many.
fn passages(pair: &Pair) -> Vec<(Placed<'_>, Placed<'_>)> {
    let own = |text| -> Vec<Placed> {
        blocks(text).into_iter().filter(|(_, block)| !block.starts_with("<!--")).collect()
    };
    let (zh, en) = (own(&pair.zh.text), own(&pair.en.text));
    assert_eq!(zh.len(), en.len(), "{}", pair.zh.path);
    zh.into_iter().zip(en).collect()
}

fn replaced(source: &Source, from: usize, length: usize, new: &str) -> Source {
    let text = format!("{}{new}{}", &source.text[..from], &source.text[from + length..]);
    Source::new(source.path.clone(), &text)
}

fn here(source: &Source, at: usize) -> (String, usize) {
    (source.path.to_string(), line_of(&source.text, at))
}

fn digit(pair: &Pair, dice: &mut Dice) -> Option<Changed> {
    let at = *dice.pick(&places(&pair.en.text, |c| c.is_ascii_digit(), false))?;
    let (old, new) = (&pair.en.text[at..at + 1], (b'1' + dice.below(9) as u8) as char);
    let around =
        &pair.en.text[pair.en.text.floor_char_boundary(at - 20)..pair.en.text.ceil_char_boundary(at + 20)];
    let what = format!("{old} → {new} in {around:?}");
    (old != new.to_string()).then(|| Changed {
        source: replaced(&pair.en, at, 1, &new.to_string()),
        at: here(&pair.en, at),
        what,
    })
}

fn character(pair: &Pair, dice: &mut Dice) -> Option<Changed> {
    let is_meant = |c: char| ('\u{4e00}'..='\u{9fff}').contains(&c) || c.is_ascii_digit();
    let at = *dice.pick(&places(&pair.zh.text, is_meant, true))?;
    let old = pair.zh.text[at..].chars().next()?;
    let other = ['的', '一', '是', '不', '了', '在', '有'][dice.below(7)];
    let new = match dice.below(3) {
        0 => String::new(),
        1 => format!("{old}{old}"),
        _ => other.to_string(),
    };
    let what = format!("{old} → {new:?}");
    (new != old.to_string()).then(|| Changed {
        source: replaced(&pair.zh, at, old.len_utf8(), &new),
        at: here(&pair.zh, at),
        what,
    })
}

fn term(pair: &Pair, terms: &[TermHeader], dice: &mut Dice) -> Option<Changed> {
    let passages = passages(pair);
    let ((_, zh), (start, en)) = *dice.pick(&passages)?;
    let mut found: Vec<(usize, &str)> = Vec::new();
    for term in terms.iter().filter(|term| zh.contains(&term.zh)) {
        for form in std::iter::once(&term.en).chain(&term.also) {
            let is_word = |at: usize, end: usize| {
                let letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
                !letter(en[..at].chars().next_back()) && !letter(en[end..].chars().next())
            };
            let places = en.match_indices(form.as_str()).filter(|(at, form)| is_word(*at, at + form.len()));
            found.extend(places);
        }
    }
    let (at, form) = *dice.pick(&found)?;
    let what = format!("{form:?} of {zh:.60?}");
    Some(Changed {
        source: replaced(&pair.en, start + at, form.len(), "certain matters"),
        at: here(&pair.en, start + at),
        what,
    })
}

fn passage(pair: &Pair, dice: &mut Dice) -> Option<Changed> {
    let passages = passages(pair);
    let ((partner, _), (at, block)) = *dice.pick(&passages)?;
    let what = format!("dropped {block:.60?}");
    Some(Changed { source: replaced(&pair.en, at, block.len(), ""), at: here(&pair.zh, partner), what })
}

/// Everything a page needs to be checked by itself.
struct Bench {
    common: Folder,
    terms: Vec<TermHeader>,
}

impl Bench {
    fn findings(&self, pair: [&Source; 2]) -> Vec<Diagnostic> {
        let mut folder = self.common.clone();
        folder.content.extend(pair.into_iter().cloned());
        let (site, found) = load::load(&folder, &Options::default());
        check::check(&site, &prove::prove(&site), found).findings
    }

    /// Whether a finding that was not there before stands at the line.
    fn catches(&self, pair: &Pair, changed: &Changed) -> bool {
        let (before, now) = match changed.source.path == pair.zh.path {
            true => ([&pair.zh, &pair.en], [&changed.source, &pair.en]),
            false => ([&pair.zh, &pair.en], [&pair.zh, &changed.source]),
        };
        let known: Vec<String> =
            self.findings(before).into_iter().map(|one| format!("{} {}", one.rule, one.message.en)).collect();
        self.findings(now).iter().any(|one| {
            let is_new = !known.contains(&format!("{} {}", one.rule, one.message.en));
            let grave = matches!(one.level, Level::Error | Level::Warning) && one.rule != "translation-stale";
            let text = now.iter().find(|source| source.path == one.primary.place.path);
            let (path, line) = &changed.at;
            grave
                && is_new
                && text.is_some_and(|source| {
                    let lines = Lines::new(&source.text);
                    let span = one.primary.place.span;
                    *source.path == **path
                        && (lines.at(span.start).line..=lines.at(span.end).line).contains(line)
                })
        })
    }
}

/// The real content: what all pages share, and the excerpts.
fn content() -> (Bench, Vec<Pair>) {
    let (folder, found) = read::read(Path::new(env!("CARGO_MANIFEST_DIR"))).unwrap();
    assert!(found.is_empty(), "{found:?}");
    let mut halves: BTreeMap<String, Vec<Source>> = BTreeMap::new();
    let mut common = Folder { content: Vec::new(), ..folder.clone() };
    for source in &folder.content {
        let below = source.path.strip_prefix("content/").unwrap();
        let is_page = below.contains('/') && !below.starts_with("originals/") && !below.contains("_index");
        match is_page {
            true => halves.entry(below[..below.len() - 6].to_owned()).or_default().push(source.clone()),
            false => common.content.push(source.clone()),
        }
    }
    let glossary = common.content.iter().find(|one| &*one.path == "content/glossary.yaml").unwrap();
    let terms = serde_yaml::from_str(&glossary.text).unwrap();
    let pairs = halves.into_values().map(|mut halves| Pair { zh: halves.remove(1), en: halves.remove(0) });
    (Bench { common, terms }, pairs.collect())
}

#[test]
fn nearly_every_change_of_the_real_content_is_caught_at_its_line() {
    let (bench, pairs) = content();
    let mut dice = Dice(setting("DUIZHAO_SEED", 20_220_411).max(1));
    let wanted = setting("DUIZHAO_MUTATIONS", 25) as usize;
    let mut poor = Vec::new();
    for (kind, share) in KINDS {
        let (mut made, mut missed) = (0, Vec::new());
        while made < wanted {
            let pair = &pairs[dice.below(pairs.len())];
            let changed = match kind {
                Kind::Digit => digit(pair, &mut dice),
                Kind::Character => character(pair, &mut dice),
                Kind::Term => term(pair, &bench.terms, &mut dice),
                Kind::Passage => passage(pair, &mut dice),
            };
            let Some(changed) = changed else { continue };
            made += 1;
            if !bench.catches(pair, &changed) {
                missed.push(format!("{}:{} {}", changed.at.0, changed.at.1, changed.what));
            }
        }
        println!("{kind:?}: caught {} of {made}", made - missed.len());
        missed.iter().for_each(|one| println!("  missed {one}"));
        // A small sample may miss one by chance.
        if missed.len() > made * (100 - share) / 100 + 1 {
            poor.push(format!("{kind:?}: less than {share} in 100: {missed:#?}"));
        }
    }
    assert!(poor.is_empty(), "{poor:#?}");
}
