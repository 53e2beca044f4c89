//! Words that say a direction: lists, all data beside this file, and where a text has one of them.

use std::ops::Range;
use std::sync::LazyLock;

use crate::base::byte_class;
use crate::base::char_set::CharSet;
use crate::base::lang::Both;
use crate::base::quick_map::QuickMap;
use crate::model::meaning::Direction;

/// Words that begin with a character, the longest first, and the way that each goes, if any.
type DirectionWords = QuickMap<char, Vec<(&'static str, Option<Direction>)>>;

/// The characters that such words begin with, and those of them that words begin with which go a way.
static CHINESE_BEGINNINGS: LazyLock<ChineseBeginnings> = LazyLock::new(|| {
    let of = |is_wanted: fn(Option<Direction>) -> bool| {
        let begins = |words: &[(&str, Option<Direction>)]| words.iter().any(|(_, way)| is_wanted(*way));
        CHINESE.iter().filter(|(_, words)| begins(words)).map(|(c, _)| *c).collect()
    };
    ChineseBeginnings {
        all: of(|_| true),
        going: of(|way| way.is_some()),
        up: of(|way| way == Some(Direction::Up)),
        down: of(|way| way == Some(Direction::Down)),
    }
});

struct ChineseBeginnings {
    all: CharSet,
    going: CharSet,
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
        if !CHINESE_BEGINNINGS.all.has(c) {
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

/// Words of two texts that may go different ways: most texts have none, and nothing is turned round.
pub(super) struct PossibleTurns {
    /// Where words of the English begin that may go a way, in order.
    english: Vec<(usize, Direction)>,
}

impl PossibleTurns {
    /// Those of two texts, if there are any.
    pub(super) fn of(texts: Both<&str>) -> Option<PossibleTurns> {
        let english = english_places(texts.en);
        let goes = |way: Direction| english.iter().any(|(_, en)| *en == way);
        // The Chinese must go another way than the English does somewhere.
        let (beginnings, wanted) = match (goes(Direction::Up), goes(Direction::Down)) {
            (true, true) => (&CHINESE_BEGINNINGS.going, &[Direction::Up, Direction::Down][..]),
            (true, false) => (&CHINESE_BEGINNINGS.down, &[Direction::Down][..]),
            (false, true) => (&CHINESE_BEGINNINGS.up, &[Direction::Up][..]),
            (false, false) => return None,
        };
        chinese_may_go(texts.zh, beginnings, wanted).then_some(PossibleTurns { english })
    }

    /// Those in a part of the English.
    pub(super) fn within(&self, part: &Range<usize>) -> &[(usize, Direction)] {
        let before = |end: usize| self.english.partition_point(|(at, _)| *at < end);
        let from = before(part.start);
        &self.english[from..before(part.end).max(from)]
    }
}

/// Whether a Chinese text has a word that goes one of some ways; `beginnings` are those of all such words.
fn chinese_may_go(text: &str, beginnings: &CharSet, wanted: &[Direction]) -> bool {
    let says = |at: usize, c: char| {
        let words = CHINESE.get(&c).map_or(&[][..], Vec::as_slice);
        let goes = |way: &Option<Direction>| way.is_some_and(|way| wanted.contains(&way));
        words.iter().any(|(word, way)| goes(way) && text[at..].starts_with(word))
    };
    text.char_indices().any(|(at, c)| beginnings.has(c) && says(at, c))
}

/// Where words of an English text may begin that go a way, in order. No figure ends between letters, so that none begins
/// there either.
fn english_places(text: &str) -> Vec<(usize, Direction)> {
    let (bytes, known) = (text.as_bytes(), &*ENGLISH_BEGINNINGS);
    let mut places = Vec::new();
    for word in byte_class::runs(bytes, byte_class::letters) {
        let at = word.start;
        if known.may_begin(&bytes[word.clone()])
            && let Some(way) = known.way(&bytes[word])
        {
            places.push((at, way));
        }
    }
    places
}

/// The words of English, and those that turn a rise round, by their beginnings.
static ENGLISH_BEGINNINGS: LazyLock<EnglishBeginnings> = LazyLock::new(|| {
    let turning = TURNING.into_iter().map(|word| (word, Direction::Down));
    let mut all = EnglishBeginnings { words: QuickMap::default(), bits: Box::new([0; BEGINNINGS / 32]) };
    for (word, way) in ENGLISH.iter().map(|(word, way)| (*word, *way)).chain(turning) {
        let letters = beginning(word.as_bytes());
        all.words.entry(letters).or_default().push((word, way));
        let [first, second, third] = letters.map(|letter| letter % 32);
        let bits = if third == 0 { u32::MAX } else { 1 << third };
        all.bits[usize::from(first) * 32 + usize::from(second)] |= bits;
    }
    all
});

struct EnglishBeginnings {
    words: QuickMap<[u8; 3], Vec<(&'static str, Direction)>>,
    /// A bit for each beginning, of which a letter has five.
    bits: Box<[u32; BEGINNINGS / 32]>,
}

/// How many beginnings there can be.
const BEGINNINGS: usize = 1 << 15;

impl EnglishBeginnings {
    /// Whether a word may go a way, by the letters that it begins with.
    fn may_begin(&self, word: &[u8]) -> bool {
        let (first, second, third) = match word {
            [first, second, third, ..] => (*first, *second, *third),
            [first, second] => (*first, *second, 0),
            _ => return false,
        };
        self.bits[usize::from(first % 32) * 32 + usize::from(second % 32)] >> (third % 32) & 1 == 1
    }

    /// Which way the word goes that a text begins with, in whatever letters; those that begin alike go one way.
    fn way(&self, text: &[u8]) -> Option<Direction> {
        let begins = |(word, _): &&(&str, Direction)| {
            let letters = text.get(..word.len());
            letters.is_some_and(|letters| letters.eq_ignore_ascii_case(word.as_bytes()))
        };
        self.words.get(&beginning(text))?.iter().find(begins).map(|(_, way)| *way)
    }
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::lang::Lang;
    use crate::quantity::quantities;

    #[test]
    fn words_that_go_a_way_are_found_where_they_begin() {
        let places = english_places;
        assert_eq!(places("Prices went UP"), [(12, Direction::Up)]);
        assert_eq!(places("up"), [(0, Direction::Up)]);
        assert_eq!(
            places("a slow-down, 5%rise"),
            [(2, Direction::Down), (7, Direction::Down), (15, Direction::Up)]
        );
        assert_eq!(places("rainfall in a group, established, a continued rear"), []);
        assert_eq!(places("minus growth"), [(0, Direction::Down), (6, Direction::Up)]);
        assert_eq!(places(""), []);
    }

    #[test]
    fn words_that_begin_alike_go_one_way() {
        let apart = |(one, way): (&&str, &Direction)| {
            ENGLISH.iter().any(|(other, own)| own != way && other.starts_with(one))
        };
        assert!(!ENGLISH.iter().any(apart));
    }

    #[test]
    fn no_figure_ends_between_letters() {
        for text in
            ["up 5kmdown", "US$5mup", "RMB5bnup", "5%up", "twentyup", "in 1990sdown", "Q3up", "5kgs up"]
        {
            let letter = |at: usize| text.as_bytes().get(at).is_some_and(u8::is_ascii_alphabetic);
            let mut ends = quantities(text, Lang::En, &[]).into_iter().map(|one| one.range.end);
            assert!(ends.all(|end| !letter(end - 1) || !letter(end)), "{text}");
        }
    }
}
