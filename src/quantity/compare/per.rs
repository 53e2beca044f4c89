//! Numbers that are given for each of something: 80 dollars per barrel and not per tonne, 20 yuan an hour and not a day.

use std::ops::Range;
use std::sync::LazyLock;

use crate::base::char_set::CharSet;
use crate::quantity::compare::compared::{Mismatch, MismatchKind};
use crate::quantity::compare::side::Side;
use crate::quantity::table::rows;
use crate::quantity::value::{Kind, Quantity};

/// Something that a number may be given for each of.
struct PerThing {
    id: &'static str,
    class: &'static str,
    zh: Vec<&'static str>,
    /// Its English nouns: a barrel.
    nouns: Vec<&'static str>,
    /// Words that say it by themselves: monthly.
    adverbs: Vec<&'static str>,
}

static THINGS: LazyLock<Vec<PerThing>> = LazyLock::new(|| {
    let read = |cells: Vec<&'static str>| {
        let [id, class, zh, nouns, adverbs, ..] = cells[..] else { return None };
        let [zh, nouns, adverbs] = [zh, nouns, adverbs].map(|cell| cell.split(',').collect());
        Some(PerThing { id, class, zh, nouns, adverbs })
    };
    rows(include_str!("per.tsv")).filter_map(read).collect()
});

/// The pairs of equal quantities that are given for each of different things.
pub(super) fn other(zh: &Side, en: &Side, pairs: &[(usize, usize)]) -> Vec<Mismatch> {
    let is_other = |(i, j): &&(usize, usize)| {
        let (one, two) = (&zh.all[*i], &en.all[*j]);
        if matches!(one.kind, Kind::Date | Kind::Year | Kind::Time | Kind::Ordinal) {
            return false;
        }
        let left = chinese(zh.text, one);
        if left.is_empty() {
            return false;
        }
        let right = english(en.text, two);
        let of = |all: &[&PerThing], class: &str| -> Vec<&str> {
            all.iter().filter(|one| one.class == class).map(|one| one.id).collect()
        };
        ["time", "thing"].iter().any(|class| {
            let (left, right) = (of(&left, class), of(&right, class));
            !left.is_empty() && !right.is_empty() && !left.iter().any(|id| right.contains(id))
        })
    };
    let found = pairs.iter().filter(is_other);
    found.map(|(i, j)| Mismatch { fault: MismatchKind::Per, zh: Some(*i), en: Some(*j) }).collect()
}

/// Words before which a span of time says how often: 年产, 日均, 月薪.
const OFTEN: [char; 5] = ['产', '均', '薪', '耗', '租'];

/// Marks before which nothing is looked for.
const STOPS: [char; 10] = ['，', '。', '；', '、', '：', '（', '）', ',', ';', '\n'];

/// Where the way back from a Chinese number ends: at these marks, or at what may say what it is given for each of.
static ENDS: LazyLock<CharSet> = LazyLock::new(|| STOPS.into_iter().chain(OFTEN).chain(['每']).collect());

/// How words for a span of time end.
const SPANS: [char; 10] = ['时', '头', '天', '日', '周', '期', '月', '季', '度', '年'];

/// What a number of times is counted in, behind which a span of time says how often: 一天两次.
const TIMES: [char; 5] = ['次', '趟', '回', '遍', '顿'];

/// How many bytes before a Chinese number may say what it is given for each of, and how many around an English one.
const NEAR: usize = 36;
const AROUND: usize = 100;

/// What a Chinese number is given for each of: 每桶80美元, 80美元/桶, 日产80辆, 一天两次.
fn chinese(text: &str, one: &Quantity) -> Vec<&'static PerThing> {
    let stops = |c: char| STOPS.contains(&c);
    let start = one.range.start;
    let near = &text[text.floor_char_boundary(start.saturating_sub(NEAR))..start];
    let behind = text[one.range.end..].trim_start().strip_prefix(['/', '／', '每']);
    // Most clauses say nothing of the kind.
    let says = |(at, c): (usize, char)| c == '每' || near[..at].ends_with(SPANS);
    let mut back = near.char_indices().rev().filter(|(_, c)| ENDS.has(*c)).take_while(|(_, c)| !stops(*c));
    let is_of_times = near.ends_with(SPANS) && text[one.range.end..].starts_with(TIMES);
    if behind.is_none() && !is_of_times && !back.any(says) {
        return Vec::new();
    }
    let near = near.rsplit(stops).next().unwrap_or_default();
    let mut found = Vec::new();
    if is_of_times {
        found.extend(longest(near, ends_in_one).filter(|one| one.class == "time"));
    }
    // 每 and what follows it, up to the number; a number between the two is one of its own.
    for (at, each) in near.match_indices('每') {
        let rest = near[at + each.len()..].trim_start_matches('个');
        found.extend(longest(rest, |rest, word| rest.starts_with(word)));
    }
    for (at, _) in near.match_indices(OFTEN).filter(|(at, _)| near[..*at].ends_with(SPANS)) {
        found.extend(longest(&near[..at], ends_in).filter(|one| one.class == "time"));
    }
    found.extend(behind.and_then(|rest| longest(rest, |rest, word| rest.starts_with(word))));
    found
}

/// Whether a text ends in one of what a word says: 一天, 一个月.
fn ends_in_one(text: &str, word: &str) -> bool {
    text.strip_suffix(word).is_some_and(|rest| rest.trim_end_matches('个').ends_with('一'))
}

/// Whether a text ends in a word that no number stands before: 日均, and not 3月产.
fn ends_in(text: &str, word: &str) -> bool {
    let is_number = |c: char| c.is_ascii_digit() || "〇零一二两三四五六七八九十百半几当本今去前".contains(c);
    text.strip_suffix(word).is_some_and(|rest| !rest.ends_with(is_number))
}

/// The thing of the longest word that stands at an end of a text.
fn longest(text: &str, stands: impl Fn(&str, &str) -> bool) -> Option<&'static PerThing> {
    let words = THINGS.iter().flat_map(|one| one.zh.iter().map(move |word| (word.len(), one, *word)));
    words.filter(|(.., word)| stands(text, word)).max_by_key(|(length, ..)| *length).map(|(_, one, _)| one)
}

/// What an English number is given for each of: $80 a barrel, 20 yuan per person per day, a daily output of 80.
fn english(text: &str, two: &Quantity) -> Vec<&'static PerThing> {
    let stops = |c: char| matches!(c, '.' | ',' | ';' | ':' | '(' | ')' | '\n');
    let Range { start, end } = two.range;
    let before = &text[text.floor_char_boundary(start.saturating_sub(AROUND))..start];
    let after = &text[end..text.floor_char_boundary((end + AROUND).min(text.len())).max(end)];
    let before = before.rsplit(stops).next().unwrap_or_default();
    let after = after.split(stops).next().unwrap_or_default();
    let mut found = Vec::new();
    let adverbs =
        |word: &str| THINGS.iter().find(|one| one.adverbs.iter().any(|own| own.eq_ignore_ascii_case(word)));
    // A number before or behind it has words of its own.
    let is_own = |word: &&str| !word.contains(|c: char| c.is_ascii_digit());
    found.extend(before.split_whitespace().rev().take(6).take_while(is_own).filter_map(adverbs));
    let words: Vec<&str> = after.split_whitespace().take(8).take_while(is_own).collect();
    if found.is_empty() {
        found.extend(words.iter().take(4).copied().filter_map(adverbs));
    }
    for (at, word) in words.iter().enumerate() {
        let is_each = matches!(*word, "a" | "an" | "per" | "each" | "every");
        // The first stands right behind the number and its noun, others behind the first.
        if is_each && (at <= 2 || !found.is_empty()) {
            found.extend(noun(&words[at + 1..]));
        }
    }
    found
}

/// The thing that words begin with, singular as behind “a”.
fn noun(words: &[&str]) -> Option<&'static PerThing> {
    let is_said = |own: &&str| {
        let mut words = words.iter().map(|word| word.trim_end_matches(|c: char| !c.is_alphanumeric()));
        own.split(' ').all(|own| words.next().is_some_and(|word| word.eq_ignore_ascii_case(own)))
    };
    THINGS.iter().find(|one| one.nouns.iter().any(is_said))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::lang::Lang;
    use crate::quantity::quantities;

    #[test]
    fn every_row_is_read_in_both_languages() {
        for row in rows(include_str!("per.tsv")) {
            let [id, _, _, _, _, zh, en] = row[..] else { panic!("{row:?}") };
            let (left, right) = (quantities(zh, Lang::Zh, &[]), quantities(en, Lang::En, &[]));
            let ids = |all: Vec<&PerThing>| all.iter().map(|one| one.id).collect::<Vec<_>>();
            assert_eq!(ids(chinese(zh, left.last().unwrap())), [id], "{zh}");
            assert_eq!(ids(english(en, &right[0])), [id], "{en}");
        }
    }
}
