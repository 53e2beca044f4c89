//! State: a plan made a result, or a result made a plan.

use std::ops::Range;
use std::sync::LazyLock;

use crate::base::lang::Both;
use crate::base::quick_map::QuickMap;
use crate::model::meaning::{Shift, State};
use crate::prove::meaning::english::{EnglishWord, words};

/// What a word says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum StateClass {
    Plan,
    Result,
    Maybe,
    None,
}

type StateWords = (QuickMap<char, Vec<(&'static str, StateClass)>>, QuickMap<&'static str, StateClass>);

static LISTS: LazyLock<StateWords> = LazyLock::new(|| {
    let (mut zh, mut en): StateWords = (QuickMap::default(), QuickMap::default());
    for line in include_str!("state.tsv").lines().filter(|line| !line.starts_with('#')) {
        let mut cells = line.split('\t');
        let (Some(lang), Some(class), Some(word)) = (cells.next(), cells.next(), cells.next()) else {
            continue;
        };
        let class = match class {
            "plan" => StateClass::Plan,
            "result" => StateClass::Result,
            "maybe" => StateClass::Maybe,
            _ => StateClass::None,
        };
        match lang {
            "zh" => zh.entry(word.chars().next().unwrap_or_default()).or_default().push((word, class)),
            _ => drop(en.insert(word, class)),
        }
    }
    zh.values_mut().for_each(|list| list.sort_by_key(|(word, _)| std::cmp::Reverse(word.len())));
    (zh, en)
});

/// Whether one side plans what the other has done. Long texts may say both, and are left alone.
pub fn shift(texts: Both<&str>) -> Option<Shift> {
    if texts.zh.len() > LONG || texts.en.len() > LONG {
        return None;
    }
    let zh = chinese(texts.zh);
    let first = |class: StateClass| zh.iter().find(|(own, _)| *own == class).map(|(_, range)| range.clone());
    let (plan, result) = (first(StateClass::Plan), first(StateClass::Result));
    if plan.is_none() && (result.is_none() || first(StateClass::Maybe).is_some()) {
        return None;
    }
    let en = english(texts.en);
    let said = |class: StateClass| en.iter().find(|(own, _)| *own == class).map(|(_, range)| range.clone());
    let (zh, left, right) = match (plan, result) {
        (Some(plan), None) if said(StateClass::Plan).is_none() => {
            (State::Plan, plan, said(StateClass::Result)?)
        }
        (None, Some(result)) if said(StateClass::Result).is_none() => {
            (State::Result, result, certain(texts.en, &en)?)
        }
        _ => return None,
    };
    Some(Shift { zh, words: Both { zh: left, en: right } })
}

/// How long a text may be, in bytes.
const LONG: usize = 400;

type FoundStates = Vec<(StateClass, Range<usize>)>;

fn chinese(text: &str) -> FoundStates {
    let (mut found, mut at) = (FoundStates::new(), 0);
    while let Some(c) = text[at..].chars().next() {
        let word =
            LISTS.0.get(&c).and_then(|list| list.iter().find(|(word, _)| text[at..].starts_with(word)));
        let length = word.map_or(c.len_utf8(), |(word, _)| word.len());
        found.extend(
            word.filter(|(_, class)| *class != StateClass::None).map(|(_, class)| (*class, at..at + length)),
        );
        at += length;
    }
    found
}

fn english(text: &str) -> FoundStates {
    let words = words(text);
    let class = |word: EnglishWord| {
        let known = LISTS.1.get(&*word.lower).copied();
        let past = word.lower.len() > 4 && word.lower.ends_with("ed");
        Some((known.or(past.then_some(StateClass::Result))?, word.range))
    };
    words.into_iter().filter_map(class).collect()
}

/// The word that plans for certain.
fn certain(text: &str, found: &FoundStates) -> Option<Range<usize>> {
    let plans = |range: &Range<usize>| {
        let word = text[range.clone()].to_lowercase();
        matches!(
            &*word,
            "will"
                | "plans"
                | "plan"
                | "intends"
                | "aims"
                | "strives"
                | "hopes"
                | "seeks"
                | "shall"
                | "upcoming"
                | "forthcoming"
        )
    };
    found.iter().map(|(_, range)| range.clone()).find(plans)
}
