//! Chinese words in which numerals count nothing: idioms, names, days of the week.

use crate::base::char_set::CharSet;
use crate::base::quick_map::QuickMap;
use crate::quantity::decimal::Decimal;
use crate::quantity::value::{Kind, Quantity, Significance};
use crate::quantity::zh::lexer::Chars;
use crate::quantity::zh::number::number;
use crate::quantity::zh::numeral::digit;
use std::cmp::Reverse;
use std::sync::LazyLock;

/// The words by their first two characters, longer ones first.
static WORDS: LazyLock<QuickMap<(char, char), Vec<&'static str>>> = LazyLock::new(|| {
    let mut words: QuickMap<(char, char), Vec<&str>> = QuickMap::default();
    for word in IDIOMS.iter().flat_map(|(_, words)| words.split(' ')) {
        let mut chars = word.chars();
        if let (Some(first), Some(second)) = (chars.next(), chars.next()) {
            words.entry((first, second)).or_default().push(word);
        }
    }
    words.values_mut().for_each(|words| words.sort_by_key(|word| Reverse(word.len())));
    words
});

/// The characters that such words begin with.
pub(super) fn idiom_beginnings() -> impl Iterator<Item = char> {
    IDIOMS.iter().map(|(first, _)| *first)
}

/// The characters that such words begin with.
static FIRST: LazyLock<CharSet> = LazyLock::new(|| idiom_beginnings().collect());

/// The place after the longest such word at a place.
pub(super) fn idiom(chars: &Chars, at: usize) -> Option<usize> {
    if !FIRST.has(chars.at(at)) {
        return None;
    }
    let words = WORDS.get(&(chars.at(at), chars.at(at + 1)))?;
    let longest = words.iter().find(|word| chars.has(at, word))?;
    let end = at + longest.chars().count();
    (!counts(chars, at, longest, end)).then_some(end)
}

/// Words that are an idiom in one place and a number in another.
fn counts(chars: &Chars, at: usize, word: &str, end: usize) -> bool {
    let next = chars.at(end);
    let share = matches!(next, '折' | '成' | '%' | '‰') && word.chars().all(|c| digit(c).is_some());
    match word {
        _ if share => true,
        "十分" | "万分" => matches!(next, '钟' | '之'),
        "一刻" => next == '钟',
        "三台" => next != '县',
        "一点" => matches!(next, '一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '零'),
        "四周" => {
            matches!(next, '年' | '后' | '内' | '前')
                || chars.ends_one(at, &["续", "近", "过去", "涨", "跌", "前", "后"])
        }
        "三元" | "二元" => !chars.ends_one(at, &["独中", "中", "连中"]),
        "万人" | "万家" | "千里" | "百里" | "万里" => at > 0 && chars.before(at).is_ascii_digit(),
        "两面" | "两头" | "两样" => false,
        _ => false,
    }
}

/// By their first character; the longest that stands at a place is passed over.
static IDIOMS: LazyLock<Vec<(char, &'static str)>> = LazyLock::new(|| {
    let rows = include_str!("idioms.tsv").lines().filter(|line| !line.starts_with('#'));
    rows.filter_map(|line| line.split_once('\t'))
        .filter_map(|(first, words)| Some((first.chars().next()?, words)))
        .collect()
});

/// The numerals of an idiom, which may answer a number of the other side.
pub(super) fn silent(chars: &Chars, start: usize, end: usize, found: &mut Vec<Quantity>) {
    let mut at = start;
    while at < end {
        match number(chars, at).filter(|read| read.end <= end) {
            Some(read) => {
                if let Some(value) = read.decimal().filter(|value| *value > Decimal::from(1)) {
                    let mut one = Quantity::number(value, Kind::Count, chars.range(at, read.end));
                    // 双十一 is 11.11.
                    one.or = value.checked_add(value.scaled(-2)).filter(|_| chars.before(at) == '双');
                    found.push(one.with_significance(Significance::Ignored));
                }
                at = read.end.max(at + 1);
            }
            None => {
                if matches!(chars.at(at), '双' | '对') {
                    let one = Quantity::number(Decimal::from(2), Kind::Times, chars.range(at, at + 1));
                    found.push(one.with_significance(Significance::Ignored));
                }
                at += 1;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn idioms_are_sorted() {
        assert!(IDIOMS.len() > 40 && IDIOMS.is_sorted_by_key(|(first, _)| *first));
        for (first, words) in IDIOMS.iter() {
            assert!(words.split(' ').all(|word| word.starts_with(*first)), "{first}");
        }
    }

    #[test]
    fn an_idiom_is_passed_over_and_a_number_is_not() {
        let end = |text: &str| idiom(&Chars::new(text), 0);
        assert_eq!(end("一带一路建设"), Some(4));
        assert_eq!(end("十分重要"), Some(2));
        assert_eq!(end("十分钟"), None);
        assert_eq!(end("一点五倍"), None);
    }
}
