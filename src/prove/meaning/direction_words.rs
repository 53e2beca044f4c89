//! Words that say a direction: lists, all data beside this file, and where a text has one of them.

use std::ops::Range;
use std::sync::LazyLock;

use crate::base::byte_set::ByteSet;
use crate::base::char_set::CharSet;
use crate::base::lang::Both;
use crate::base::quick_map::QuickMap;
use crate::model::meaning::Direction;
use crate::quantity::value::Quantity;

/// Words that begin with a character, the longest first, and the way that each goes, if any.
type DirectionWords = QuickMap<char, Vec<(&'static str, Option<Direction>)>>;

/// The characters that such words begin with, and those of them that words begin with which go a way.
static BEGINNINGS: LazyLock<Beginnings> = LazyLock::new(|| {
    let going = |way: Option<Direction>| {
        let begins =
            |words: &[(&str, Option<Direction>)]| way.is_none() || words.iter().any(|(_, own)| *own == way);
        CHINESE.iter().filter(|(_, words)| begins(words)).map(|(c, _)| *c).collect()
    };
    Beginnings { all: going(None), up: going(Some(Direction::Up)), down: going(Some(Direction::Down)) }
});

struct Beginnings {
    all: CharSet,
    up: CharSet,
    down: CharSet,
}

static CHINESE: LazyLock<DirectionWords> = LazyLock::new(|| {
    let mut words = DirectionWords::default();
    for (way, word) in rows("zh") {
        words.entry(word.chars().next().unwrap_or_default()).or_default().push((word, way));
    }
    words.values_mut().for_each(|list| list.sort_by_key(|(word, _)| std::cmp::Reverse(word.len())));
    words
});

/// The words of English, and the way that each goes.
pub(super) static ENGLISH: LazyLock<QuickMap<&'static str, Direction>> =
    LazyLock::new(|| rows("en").filter_map(|(way, word)| Some((word, way?))).collect());

fn rows(lang: &'static str) -> impl Iterator<Item = (Option<Direction>, &'static str)> {
    let ways = [("up", Some(Direction::Up)), ("down", Some(Direction::Down)), ("none", None)];
    ways.into_iter().flat_map(move |(name, way)| listed(name, lang).map(move |word| (way, word)))
}

/// The words of a list.
fn listed(name: &'static str, lang: &'static str) -> impl Iterator<Item = &'static str> {
    let lines = include_str!("directions.tsv").lines().filter(|line| !line.starts_with('#'));
    let row = |line: &'static str| {
        let (name, word) = line.split_once('\t')?;
        Some((name, word.split_once('\t')?))
    };
    let rows = lines.filter_map(row);
    rows.filter(move |(own, (of, _))| *own == name && *of == lang).map(|(_, (_, word))| word)
}

/// Words of English beside which “up” and “down” are a direction, or none.
pub(super) static BESIDE: LazyLock<BesideWords> = LazyLock::new(|| {
    let words = |name| listed(name, "en").collect();
    BesideWords {
        light: words("light"),
        moves: words("move"),
        no_move: words("no-move"),
        stops: words("stop"),
    }
});

pub(super) struct BesideWords {
    /// Words between “up” and its figure.
    pub light: Vec<&'static str>,
    /// Verbs with which “up” and “down” are a direction, so that “to” may follow.
    pub moves: Vec<&'static str>,
    /// Verbs with which “up” and “down” are no direction.
    pub no_move: Vec<&'static str>,
    /// Words at which what stands behind a figure is another matter.
    pub stops: Vec<&'static str>,
}

/// Words of a direction, and where they stand.
pub(super) type FoundDirections = Vec<(Direction, Range<usize>)>;

/// The words of a Chinese text that stands at an offset.
pub(super) fn chinese_words(text: &str, offset: usize) -> FoundDirections {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(c) = text[at..].chars().next() {
        if !BEGINNINGS.all.has(c) {
            at += c.len_utf8();
            continue;
        }
        let word =
            CHINESE.get(&c).and_then(|words| words.iter().find(|(word, _)| text[at..].starts_with(word)));
        if let Some((word, Some(way))) = word {
            found.push((*way, offset + at..offset + at + word.len()));
        }
        at += word.map_or(c.len_utf8(), |(word, _)| word.len());
    }
    found
}

/// The ways that the Chinese may go where the English goes the other: mostly none, and nothing is turned round.
pub(super) fn ways_turned(texts: Both<&str>, english: &[Quantity]) -> Vec<Direction> {
    let en = english_ways(texts.en, english);
    let mut ways = vec![Direction::Up, Direction::Down];
    ways.retain(|zh| en.iter().any(|way| way != zh) && chinese_may_go(texts.zh, *zh));
    ways
}

/// Whether a Chinese text has a word that goes a way.
fn chinese_may_go(text: &str, way: Direction) -> bool {
    let beginnings = match way {
        Direction::Up => &BEGINNINGS.up,
        Direction::Down => &BEGINNINGS.down,
    };
    let says = |at: usize, c: char| {
        let words = CHINESE.get(&c).map_or(&[][..], Vec::as_slice);
        words.iter().any(|(word, own)| *own == Some(way) && text[at..].starts_with(word))
    };
    text.char_indices().any(|(at, c)| beginnings.has(c) && says(at, c))
}

/// The ways that words of an English text may go. Texts are divided at figures, so that a word may begin behind each.
fn english_ways(text: &str, figures: &[Quantity]) -> Vec<Direction> {
    let (bytes, known) = (text.as_bytes(), &*ENGLISH_BEGINNINGS);
    let mut ways = Vec::with_capacity(2);
    for (at, four) in bytes.windows(4).enumerate() {
        let [before, first, second, third] = four else { continue };
        if known.may_begin(*first, *second, *third) && !before.is_ascii_alphabetic() {
            known.add_ways(&bytes[at + 1..], &mut ways);
        }
    }
    let ends = figures.iter().map(|one| one.range.end);
    ends.chain([0, bytes.len().saturating_sub(2)]).for_each(|at| known.add_ways(&bytes[at..], &mut ways));
    ways
}

/// The words of English, and those that turn a rise round, by their beginnings.
static ENGLISH_BEGINNINGS: LazyLock<EnglishBeginnings> = LazyLock::new(|| {
    let turning = TURNING.into_iter().map(|word| (word, Direction::Down));
    let mut all = EnglishBeginnings { words: QuickMap::default(), thirds: Box::new([0; 32 * 32]) };
    for (word, way) in ENGLISH.iter().map(|(word, way)| (*word, *way)).chain(turning) {
        let [first, second, third] = beginning(word.as_bytes());
        all.words.entry([first, second, third]).or_default().push((word, way));
        all.thirds[pair(first, second)] |= if third == 0 { u32::MAX } else { 1 << (third % 32) };
    }
    all
});

struct EnglishBeginnings {
    words: QuickMap<[u8; 3], Vec<(&'static str, Direction)>>,
    /// For every two letters those that may be the third, as bits.
    thirds: Box<[u32; 32 * 32]>,
}

impl EnglishBeginnings {
    /// Whether one of them may begin with three letters.
    fn may_begin(&self, first: u8, second: u8, third: u8) -> bool {
        self.thirds[pair(first, second)] >> (third % 32) & 1 == 1
    }

    /// Adds the ways of those that a text begins with, in whatever letters.
    fn add_ways(&self, text: &[u8], ways: &mut Vec<Direction>) {
        for (word, way) in self.words.get(&beginning(text)).into_iter().flatten() {
            let letters = text.get(..word.len());
            if !ways.contains(way) && letters.is_some_and(|one| one.eq_ignore_ascii_case(word.as_bytes())) {
                ways.push(*way);
            }
        }
    }
}

/// The place of two letters, which have five bits each.
fn pair(first: u8, second: u8) -> usize {
    usize::from(first % 32) * 32 + usize::from(second % 32)
}

/// The first three letters of a word in lower case; two of “up”, which is a word and begins others.
fn beginning(word: &[u8]) -> [u8; 3] {
    let letter = |at: usize| word.get(at).map_or(0, u8::to_ascii_lowercase);
    match [letter(0), letter(1)] {
        [b'u', b'p'] => [b'u', b'p', 0],
        [first, second] => [first, second, letter(2)],
    }
}

/// Words before a rise that make it a fall.
pub(super) const TURNING: [&str; 2] = ["negative", "minus"];
