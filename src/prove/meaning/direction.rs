//! Direction: a rise beside a figure in one language, a fall beside the same figure in the other.

use std::borrow::Cow;
use std::cell::LazyCell;
use std::ops::Range;

use crate::base::lang::Both;
use crate::base::map::HashSet;
use crate::model::meaning::{Direction, Turn};
use crate::prove::meaning::direction_words::{
    BESIDE, ENGLISH, FoundDirections, PossibleTurns, TURNING, chinese_words,
};
use crate::quantity::value::{Kind, Quantity, Significance, Value};

/// The figures of two texts whose directions differ. All figures, and the pairs that are equal, are asked for where
/// words may differ.
pub fn turns<'q>(
    texts: Both<&str>,
    found: impl FnOnce() -> (Both<&'q [Quantity]>, &'q [(usize, usize)]),
) -> Vec<Turn> {
    let Some(possible) = PossibleTurns::of(texts) else { return Vec::new() };
    let (figures, pairs) = found();
    let ways = LazyCell::new(|| ways(&texts, &figures, pairs));
    let turn = |(i, j): &(usize, usize)| {
        let moves = |one: &Quantity| {
            one.significance > Significance::Ignored
                && !matches!(one.kind, Kind::Date | Kind::Year | Kind::Ordinal | Kind::Time)
                && one.decimal().is_some_and(|number| !number.is_negative())
        };
        if !moves(&figures.zh[*i]) || !moves(&figures.en[*j]) {
            return None;
        }
        let part = EnglishPart::of(texts.en, figures.en, *j);
        let there = possible.within(&part.range);
        if there.is_empty() {
            return None;
        }
        let (zh, left) = chinese(texts.zh, figures.zh, *i)?;
        if there.iter().all(|(_, en)| *en == zh) {
            return None;
        }
        let (en, right) = part.direction()?;
        // Where an equal figure stands on both sides with just the other directions, which of the two is which cannot
        // be said: the English may name them in another order.
        let is_told = zh != en && !ways.contains(&way_of(&figures.zh[*i], en, zh));
        is_told.then_some(Turn { figure: (*i, *j), zh, words: Both { zh: left, en: right } })
    };
    let beside: Vec<Turn> = pairs.iter().filter_map(turn).collect();
    match beside.is_empty() {
        true => alone(texts, figures, pairs).into_iter().collect(),
        false => beside,
    }
}

/// A figure with the way that it goes in Chinese and in English: whether up.
type FigureWay = (Value, Kind, bool, bool);

fn way_of(figure: &Quantity, zh: Direction, en: Direction) -> FigureWay {
    (figure.value, figure.kind, zh == Direction::Up, en == Direction::Up)
}

/// The ways that the figures go on both sides.
fn ways(texts: &Both<&str>, figures: &Both<&[Quantity]>, pairs: &[(usize, usize)]) -> HashSet<FigureWay> {
    let way = |(i, j): &(usize, usize)| {
        let (zh, _) = chinese(texts.zh, figures.zh, *i)?;
        let (en, _) = EnglishPart::of(texts.en, figures.en, *j).direction()?;
        Some(way_of(&figures.zh[*i], zh, en))
    };
    pairs.iter().filter_map(way).collect()
}

/// Where no figure has a verb of its own: a text that only rises across from one that also falls, and rises less often.
fn alone(texts: Both<&str>, figures: Both<&[Quantity]>, pairs: &[(usize, usize)]) -> Option<Turn> {
    if pairs.is_empty() || texts.zh.len().max(texts.en.len()) > ALONE {
        return None;
    }
    let mut said = chinese_words(texts.zh, 0);
    // One character may be a part of another word.
    said.retain(|(_, word)| word.len() > '升'.len_utf8());
    let (zh, left) = one_way(said.clone(), false)?;
    let other: &[char] = if zh == Direction::Up { &SLIGHT_DOWN } else { &SLIGHT_UP };
    if texts.zh.contains(other) {
        return None;
    }
    let words = english_words(texts.en, 0);
    let found = directions(texts.en, &words, texts.en.len());
    let (with, against): (FoundDirections, FoundDirections) =
        found.into_iter().partition(|(way, _)| *way == zh);
    let (_, right) = against.first()?.clone();
    if with.len() >= said.len() {
        return None;
    }
    let away = |pair: &&(usize, usize)| figures.en[pair.1].range.start.abs_diff(right.start);
    let figure = *pairs.iter().min_by_key(away)?;
    Some(Turn { figure, zh, words: Both { zh: left, en: right } })
}

/// How long a text may be whose every word goes one way, in bytes.
const ALONE: usize = 500;

/// Characters that may say a fall, or a rise, in ways that no list has.
const SLIGHT_DOWN: [char; 14] =
    ['降', '减', '跌', '落', '衰', '低', '少', '缩', '亏', '失', '弱', '缓', '下', '负'];
const SLIGHT_UP: [char; 12] = ['增', '升', '涨', '高', '多', '加', '扩', '超', '翻', '上', '长', '大'];

/// The one direction of what was found, with the word nearest to the figure; `None` where they differ.
fn one_way(found: FoundDirections, nearest_last: bool) -> Option<(Direction, Range<usize>)> {
    let (first, _) = *found.first().as_ref()?;
    let same = found.iter().all(|(way, _)| way == first);
    let nearest = if nearest_last { found.last() } else { found.first() };
    nearest.filter(|_| same).cloned()
}

/// How far before a figure its verb stands in Chinese, in characters, and how far behind.
const BEFORE: usize = 10;
const BEHIND: usize = 6;

fn chinese(text: &str, figures: &[Quantity], at: usize) -> Option<(Direction, Range<usize>)> {
    let own = &figures[at].range;
    let start = previous_end(figures, at);
    let before = &text[start..own.start];
    let cut = before.char_indices().rev().nth(BEFORE - 1).map_or(0, |(at, _)| at);
    let mark = before[cut..]
        .char_indices()
        .rev()
        .find(|(_, c)| matches!(c, '，' | '。' | '；' | '：' | '、' | '（' | '！' | '？' | '\n'));
    let cut = cut + mark.map_or(0, |(at, c)| at + c.len_utf8());
    let found = chinese_words(&before[cut..], start + cut);
    if !found.is_empty() {
        return one_way(found, true);
    }
    // 6%的增长
    let end = next_start(figures, at, text.len());
    let behind = &text[own.end..end];
    let beyond = behind.char_indices().enumerate().find(|(n, (_, c))| *n == BEHIND || STOP.contains(c));
    let clause = &behind[..beyond.map_or(behind.len(), |(_, (at, _))| at)];
    let found = chinese_words(clause, own.end);
    let joined = clause.starts_with('的') || found.first().is_some_and(|(_, word)| word.start == own.end);
    one_way(found, false).filter(|_| joined)
}

/// Marks at which a clause ends.
const STOP: [char; 7] = ['，', '。', '；', '：', '、', '）', '\n'];

fn previous_end(figures: &[Quantity], at: usize) -> usize {
    let counts = |one: &&Quantity| one.significance > Significance::Ignored;
    figures[..at].iter().rev().find(counts).map_or(0, |one| one.range.end.min(figures[at].range.start))
}

fn next_start(figures: &[Quantity], at: usize, end: usize) -> usize {
    let counts = |one: &&Quantity| one.significance > Significance::Ignored;
    figures[at + 1..].iter().find(counts).map_or(end, |one| one.range.start.max(figures[at].range.end))
}

/// How many words before a figure its verb stands in English, and how many behind.
const WORDS_BEFORE: usize = 7;
const WORDS_BEHIND: usize = 4;

/// The part of an English text that may say which way a figure goes.
struct EnglishPart<'t> {
    text: &'t str,
    /// From the figure before to the next one.
    range: Range<usize>,
    /// Where the first of the figures begins of which this is one.
    first: usize,
    figure: &'t Range<usize>,
}

impl<'t> EnglishPart<'t> {
    fn of(text: &'t str, figures: &'t [Quantity], at: usize) -> EnglishPart<'t> {
        let mut first = at;
        // “from 10% to 5%”: the verb stands before the first.
        while let Some(before) = first.checked_sub(1)
            && matches!(
                text[figures[before].range.end.min(figures[first].range.start)..figures[first].range.start]
                    .trim(),
                "to" | "and" | "or" | "-" | "–" | "to $" | "to RMB"
            )
        {
            first = before;
        }
        let range = previous_end(figures, first)..next_start(figures, at, text.len());
        EnglishPart { text, range, first: figures[first].range.start, figure: &figures[at].range }
    }

    /// The one direction that it says, with its word.
    fn direction(&self) -> Option<(Direction, Range<usize>)> {
        let EnglishPart { text, range: Range { start, end }, first, figure } = self;
        let before = &text[*start..*first];
        let from = clause_start(before);
        let mut found = english_words(&before[from..], start + from);
        let skip = found.len().saturating_sub(WORDS_BEFORE);
        let mut ways = directions(text, &found.split_off(skip), figure.start);
        if !ways.is_empty() {
            ways.reverse();
            return one_way(ways, false);
        }
        let behind = &text[figure.end..*end];
        let stop = behind.find([',', '.', ';', ':', '(', ')', '\n', '—', '–']).unwrap_or(behind.len());
        let mut words = english_words(&behind[..stop], figure.end);
        words.truncate(WORDS_BEHIND);
        let stop = words.iter().position(|range| BESIDE.stops.contains(&&*lower_of(&text[range.clone()])));
        words.truncate(stop.unwrap_or(words.len()));
        one_way(directions(text, &words, figure.end), false)
    }
}

/// Where the clause begins that a text ends in.
fn clause_start(text: &str) -> usize {
    let mut next: Option<char> = None;
    for (at, c) in text.char_indices().rev() {
        let is_mark = matches!(c, ',' | ';' | ':' | '(' | ')' | '?' | '!' | '\n' | '—');
        if is_mark || c == '.' && next.is_none_or(char::is_whitespace) {
            return at + c.len_utf8();
        }
        next = Some(c);
    }
    0
}

/// The words of a text as ranges.
fn english_words(text: &str, offset: usize) -> Vec<Range<usize>> {
    let mut words: Vec<Range<usize>> = Vec::new();
    for (at, c) in text.char_indices().filter(|(_, c)| c.is_alphanumeric() || *c == '\'' || *c == '’') {
        let end = offset + at + c.len_utf8();
        match words.last_mut() {
            Some(last) if last.end == offset + at => last.end = end,
            _ => words.push(offset + at..end),
        }
    }
    words
}

/// The words that say a direction. “up” and “down” do where they stand right before the figure, or behind it.
fn directions(text: &str, words: &[Range<usize>], figure: usize) -> FoundDirections {
    let lower = |at: usize| words.get(at).map(|range| lower_of(&text[range.clone()]));
    let way = |at: usize| {
        let word = lower(at)?;
        let way = *ENGLISH.get(&*word)?;
        let before = at.checked_sub(1).and_then(lower);
        let before = before.as_deref();
        if lower(at + 1).is_some_and(|next| next == "short") {
            return None;
        }
        let adverb = matches!(&*word, "up" | "down");
        if adverb && words[at].end <= figure {
            let light = |next: &Range<usize>| BESIDE.light.contains(&&*lower_of(&text[next.clone()]));
            let verb = before.is_some_and(|before| BESIDE.no_move.contains(&before));
            let moves = before.is_some_and(|before| BESIDE.moves.contains(&before));
            let to = |next: &Range<usize>| moves && text[next.clone()].eq_ignore_ascii_case("to");
            if verb || !words[at + 1..].iter().all(|next| light(next) || to(next)) {
                return None;
            }
        }
        let turned = before.is_some_and(|before| TURNING.contains(&before)) && way == Direction::Up;
        Some((if turned { Direction::Down } else { way }, words[at].clone()))
    };
    (0..words.len()).filter_map(way).collect()
}

/// A word in lower case.
fn lower_of(word: &str) -> Cow<'_, str> {
    match word.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit()) {
        true => Cow::Borrowed(word),
        false => Cow::Owned(word.to_ascii_lowercase()),
    }
}
