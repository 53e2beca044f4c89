//! Polarity: a negation that one language has and the other has not.
//!
//! Negations are counted, not understood: those that the other language has as a word too (不, 没有, not, never), and
//! those that may answer one (缺乏, fail, without, un-). Something is said only where nothing could answer.

use std::ops::Range;
use std::sync::LazyLock;

use crate::base::lang::Both;
use crate::base::quick_map::QuickMap;
use crate::model::alignment::SentencePair;
use crate::model::meaning::Negation;
use crate::prove::meaning::english::{EnglishWord, words};

/// What a word is to a negation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum NegationClass {
    Word,
    Soft,
    None,
}

fn class(name: &str) -> NegationClass {
    match name {
        "word" => NegationClass::Word,
        "soft" => NegationClass::Soft,
        _ => NegationClass::None,
    }
}

struct NegationWords {
    zh: QuickMap<char, Vec<(&'static str, NegationClass)>>,
    en: QuickMap<&'static str, Vec<(Vec<&'static str>, NegationClass)>>,
    stems: Vec<&'static str>,
    plain: Vec<&'static str>,
}

static LISTS: LazyLock<NegationWords> = LazyLock::new(|| {
    let mut lists = NegationWords {
        zh: QuickMap::default(),
        en: QuickMap::default(),
        stems: Vec::new(),
        plain: Vec::new(),
    };
    for line in include_str!("negation.tsv").lines().filter(|line| !line.starts_with('#')) {
        let mut cells = line.split('\t');
        let (Some(lang), Some(name), Some(text)) = (cells.next(), cells.next(), cells.next()) else {
            continue;
        };
        match (lang, name) {
            ("zh", _) => {
                lists.zh.entry(text.chars().next().unwrap_or_default()).or_default().push((text, class(name)))
            }
            (_, "stem") => lists.stems.push(text),
            (_, "plain") => lists.plain.push(text),
            _ => {
                let words: Vec<&str> = text.split(' ').collect();
                lists.en.entry(words[0]).or_default().push((words, class(name)));
            }
        }
    }
    lists.zh.values_mut().for_each(|list| list.sort_by_key(|(text, _)| std::cmp::Reverse(text.len())));
    lists.en.values_mut().for_each(|list| list.sort_by_key(|(words, _)| std::cmp::Reverse(words.len())));
    lists
});

/// What a text denies, and what may answer a negation of the other.
#[derive(Default)]
struct Denied {
    /// Negations that have a word across.
    hard: Vec<Range<usize>>,
    /// How much else denies.
    soft: usize,
}

/// The first negation that has no equal; `pairs` are the sentences that stand across from each other.
pub fn unequal(texts: Both<&str>, pairs: impl FnOnce() -> Vec<SentencePair>) -> Option<Negation> {
    if !texts.zh.contains(DENYING) {
        return added(texts);
    }
    chinese(texts.zh).hard.first()?;
    let pairs = pairs();
    let whole = SentencePair { zh: 0..texts.zh.len(), en: 0..texts.en.len() };
    // A sentence that has none across is no denial of it.
    let two_sided = pairs.iter().all(|one| !one.zh.is_empty() && !one.en.is_empty());
    let pairs = if two_sided && !pairs.is_empty() { pairs } else { vec![whole] };
    pairs.into_iter().find_map(|SentencePair { zh, en }| {
        let word = lost(Both { zh: &texts.zh[zh.clone()], en: &texts.en[en.clone()] })?;
        Some(Negation::Lost { zh: zh.start + word.start..zh.start + word.end, en })
    })
}

/// A negation of the Chinese that nothing in the English answers.
fn lost(texts: Both<&str>) -> Option<Range<usize>> {
    let zh = chinese(texts.zh);
    let first = zh.hard.first()?.clone();
    let en = english(texts.en);
    // What denies softly on both sides answers each other first.
    let left = en.soft.saturating_sub(zh.soft.min(1));
    (zh.hard.len() > en.hard.len() + left).then_some(first)
}

/// A negation of the English where the Chinese has not one character that could be the reason.
fn added(texts: Both<&str>) -> Option<Negation> {
    if texts.zh.contains(DENYING) || texts.zh.contains(DOUBTFUL) {
        return None;
    }
    if !DENIALS.iter().any(|part| texts.en.contains(part)) {
        return None;
    }
    let denied = english(texts.en);
    let is_no = |range: &Range<usize>| matches!(&texts.en[range.clone()], "no" | "No" | "NO");
    denied.hard.into_iter().find(|range| !is_no(range)).map(|en| Negation::Added { en })
}

/// Parts of which every English negation has one.
const DENIALS: [&str; 14] = [
    " no", "No", "yet to", " nil", "not", "n't", "n’t", "never", "Never", "neither", "Neither", "without",
    "Without", "zero",
];

/// Characters of which every Chinese negation has one.
const DENYING: [char; 9] = ['不', '未', '没', '无', '非', '莫', '勿', '别', '否'];

/// Characters of words that English may say with “not”.
const DOUBTFUL: [char; 54] = [
    '难', '禁', '免', '拒', '失', '缺', '零', '休', '罕', '鲜', '反', '少', '弃', '错', '误', '止', '避',
    '防', '绝', '离', '仅', '只', '才', '除', '吗', '谁', '么', '岂', '何', '拦', '停', '外', '低', '差',
    '弱', '败', '输', '亏', '拖', '延', '慢', '晚', '过', '唯', '独', '忘', '忽', '漏', '空', '欠', '断',
    '尚', '待', '毫',
];

fn chinese(text: &str) -> Denied {
    let mut denied = Denied::default();
    let mut at = 0;
    while let Some(c) = text[at..].chars().next() {
        let found =
            LISTS.zh.get(&c).and_then(|list| list.iter().find(|(word, _)| text[at..].starts_with(word)));
        let length = found.map_or(c.len_utf8(), |(word, _)| word.len());
        match found.map(|(_, class)| class) {
            // 是不是, 要不要: a question.
            Some(NegationClass::Word) if is_question(text, at, c) => {}
            Some(NegationClass::Word) => denied.hard.push(at..at + length),
            Some(NegationClass::Soft) => denied.soft += 1,
            _ => {}
        }
        at += length;
    }
    denied
}

/// Whether the same character stands on both sides: 能不能.
fn is_question(text: &str, at: usize, c: char) -> bool {
    let before = text[..at].chars().next_back();
    before.is_some_and(|before| text[at + c.len_utf8()..].starts_with(before))
}

fn english(text: &str) -> Denied {
    let words = words(text);
    let mut denied = Denied::default();
    let mut at = 0;
    while let Some(word) = words.get(at) {
        let phrase = LISTS.en.get(&*word.lower).and_then(|list| {
            let stands = |phrase: &[&str]| {
                words
                    .get(at..at + phrase.len())
                    .is_some_and(|run| run.iter().zip(phrase).all(|(a, b)| a.lower == *b))
            };
            list.iter().find(|(phrase, _)| stands(phrase))
        });
        let length = phrase.map_or(1, |(phrase, _)| phrase.len());
        let range = word.range.start..words[at + length - 1].range.end;
        match phrase.map(|(_, class)| class) {
            Some(NegationClass::Word) if is_number(&words, at) => {}
            Some(NegationClass::Word) => denied.hard.push(range),
            Some(NegationClass::Soft) => denied.soft += 1,
            Some(NegationClass::None) => {}
            None if word.lower.ends_with("n't") => denied.hard.push(range),
            None if is_soft(&words, at) => denied.soft += 1,
            None => {}
        }
        at += length;
    }
    denied
}

/// “No. 5”.
fn is_number(words: &[EnglishWord], at: usize) -> bool {
    words[at].lower == "no"
        && words.get(at + 1).is_some_and(|next| next.lower.starts_with(|c: char| c.is_ascii_digit()))
}

/// Whether a word denies by how it begins or ends, or with the next ones: “too good to be true”.
fn is_soft(words: &[EnglishWord], at: usize) -> bool {
    let word = &*words[at].lower;
    let un =
        word.len() > 5 && word.starts_with("un") && !LISTS.plain.iter().any(|plain| word.starts_with(plain));
    let non = word.len() > 5 && word.starts_with("non") || word == "non";
    let less = word.len() > 5 && ["less", "free", "proof"].iter().any(|end| word.ends_with(end));
    let too = word == "too" && words.get(at + 2).is_some_and(|next| next.lower == "to");
    un || non || less || too || LISTS.stems.iter().any(|stem| word.starts_with(stem))
}
