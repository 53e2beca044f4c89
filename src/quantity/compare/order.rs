//! Order and direction: two right numbers in the wrong places, and a change *by* against a change *to*.

use std::sync::LazyLock;

use crate::base::char_map::CharMap;
use crate::base::quick_map::QuickSet;
use crate::quantity::compare::compared::{Mismatch, MismatchKind};
use crate::quantity::compare::equality::{Grade, equal};
use crate::quantity::compare::side::Side;
use crate::quantity::table::rows;
use crate::quantity::value::{Kind, Quantity};

/// A movement from one quantity to another, by their indices.
struct Move {
    from: usize,
    to: usize,
    /// Whether only a dash joins the two, as in a range or a score.
    dashed: bool,
}

/// A dash between two numbers.
fn is_dash(text: &str) -> bool {
    matches!(text, "-" | "—" | "–" | "－" | "―" | "——" | "~" | "～")
}

/// How far from its own place a movement is looked for across.
const WINDOW: usize = 64;

/// “从 a 到 b” against “from b to a”.
pub(super) fn swapped(zh: &Side, en: &Side) -> Option<Mismatch> {
    let left = chinese_moves(zh);
    if left.is_empty() {
        return None;
    }
    let right = english_moves(en);
    let same = |a: &Quantity, b: &Quantity| equal(a, b, Grade::Same) || equal(a, b, Grade::Alike);
    for (n, one) in left.iter().enumerate() {
        let near = n.saturating_sub(WINDOW)..(n + WINDOW).min(right.len());
        let right = right.get(near).unwrap_or_default();
        let (a, b) = (&zh.all[one.from], &zh.all[one.to]);
        if a.value == b.value {
            continue;
        }
        let straight = right.iter().any(|two| same(a, &en.all[two.from]) && same(b, &en.all[two.to]));
        let turned = right.iter().find(|two| same(b, &en.all[two.from]) && same(a, &en.all[two.to]));
        // 0-3不敌 is “lost 3-0”.
        let score = |two: &&Move| one.dashed && two.dashed && a.kind == Kind::Count && b.kind == Kind::Count;
        if let Some(two) = turned.filter(|two| !straight && !score(two)) {
            return Some(Mismatch { fault: MismatchKind::Swap, zh: Some(one.from), en: Some(two.from) });
        }
    }
    None
}

/// The next quantity that may be what another one moves to: a date for a date, and with at most one date between two
/// amounts (“from 3 in 2016 to 5 in 2021”).
fn next(side: &Side, at: usize) -> Option<usize> {
    let is_date = |at: usize| side.all.get(at).is_some_and(|one| matches!(one.kind, Kind::Date | Kind::Year));
    let next = if !is_date(at) && is_date(at + 1) { at + 2 } else { at + 1 };
    (next < side.all.len() && (next == at + 1 || !is_date(next))).then_some(next)
}

/// What stands between two quantities, if it is short: before the date between, and after it.
fn between<'t>(side: &Side<'t>, at: usize, next: usize) -> Option<(&'t str, &'t str)> {
    let gap =
        |from: usize, to: usize| side.text.get(side.all.get(from)?.range.end..side.all.get(to)?.range.start);
    let whole = gap(at, next).filter(|whole| whole.len() <= 75)?;
    if next == at + 1 {
        return Some((whole, whole));
    }
    Some((gap(at, at + 1)?, gap(next - 1, next)?))
}

/// Whether no sentence ends between two quantities.
fn is_one_sentence(side: &Side, at: usize, next: usize) -> bool {
    let whole = &side.text[side.all[at].range.end..side.all[next].range.start];
    !whole.contains(['。', '；', ';', '?', '！'])
}

/// The characters before a quantity, at most so many.
fn lead<'t>(side: &Side<'t>, at: usize, length: usize) -> &'t str {
    let text = &side.text[..side.all[at].range.start];
    let from = text.len().saturating_sub(length);
    if text.as_bytes()[from..].is_ascii() {
        return &text[from..];
    }
    let start = text.char_indices().rev().nth(length.saturating_sub(1)).map_or(0, |(byte, _)| byte);
    &text[start..]
}

fn chinese_moves(zh: &Side) -> Vec<Move> {
    let moves = |at: usize| {
        let next = next(zh, at)?;
        let (text, tail) = between(zh, at, next)?;
        let text = text.trim();
        let joined = next == at + 1 && (is_dash(text) || matches!(text, "至" | "到"));
        let goes = || {
            let near = next == at + 1 || tail.trim().chars().count() <= 4;
            near && ends_in_to(text) && text.chars().count() <= 24 && is_led(zh, at)
        };
        let moves = (joined || goes()) && is_one_sentence(zh, at, next);
        moves.then_some(Move { from: at, to: next, dashed: is_dash(text) })
    };
    (0..zh.all.len().saturating_sub(1)).filter_map(moves).collect()
}

/// Whether the clause before a Chinese quantity says that something begins with it.
fn is_led(zh: &Side, at: usize) -> bool {
    let clause = lead(zh, at, 14);
    let clause = clause.rsplit(['，', '。', '；', '、']).next().unwrap_or(clause);
    clause.contains(['从', '由', '自'])
}

/// 增加到, 降至, 提高为.
fn ends_in_to(text: &str) -> bool {
    let text = text.trim_end_matches(['约', '近', '了', ' ']);
    text.ends_with(['到', '至', '为', '达', '成'])
}

fn english_moves(en: &Side) -> Vec<Move> {
    let moves = |at: usize| {
        let next = next(en, at)?;
        let (_, tail) = between(en, at, next).filter(|_| is_one_sentence(en, at, next))?;
        let text = tail.trim().to_lowercase();
        let lead = lead(en, at, 24).to_lowercase();
        let led = ends_in(&lead, "from");
        if next > at + 1 {
            let back = strip_money(&text).is_some_and(|text| text == "from");
            let forth = led && strip_money(&text).is_some_and(|text| text == "to");
            return match (forth, back && ends_in(&lead, "to")) {
                (true, _) => Some(Move { from: at, to: next, dashed: false }),
                (_, true) => Some(Move { from: next, to: at, dashed: false }),
                _ => None,
            };
        }
        if matches!(text.as_str(), "to" | "-" | "–" | "—" | "until" | "through" | "till") {
            return Some(Move { from: at, to: at + 1, dashed: is_dash(&text) });
        }
        if led && strip_money(&text).is_some_and(|text| text == "to" || text.ends_with(" to")) {
            return Some(Move { from: at, to: at + 1, dashed: false });
        }
        // rose to 5 from 3
        let to = ends_in(&lead, "to");
        let back =
            strip_money(&text).is_some_and(|text| text == "from" || text == "up from" || text == "down from");
        (to && back).then_some(Move { from: at + 1, to: at, dashed: false })
    };
    (0..en.all.len().saturating_sub(1)).filter_map(moves).collect()
}

/// Whether a clause ends in a word, with a currency or “about” behind it.
fn ends_in(lead: &str, word: &str) -> bool {
    const BEHIND: [&str; 14] = [
        "$", "£", "€", "¥", "rmb", "us", "about", "around", "nearly", "roughly", "some", "just", "only",
        "almost",
    ];
    let mut lead = lead.trim_end();
    while let Some(rest) = BEHIND.iter().find_map(|word| lead.strip_suffix(word)) {
        lead = rest.trim_end();
    }
    lead.strip_suffix(word).is_some_and(|rest| !rest.ends_with(|c: char| c.is_alphanumeric()))
}

/// A text without the currency at its end.
fn strip_money(text: &str) -> Option<&str> {
    let text = text.trim_end_matches(['$', '£', '€', '¥']).trim_end();
    Some(["rmb", "usd", "us"].iter().find_map(|code| text.strip_suffix(code)).unwrap_or(text).trim_end())
}

/// Which way a change goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Change {
    By,
    To,
}

/// 增加了 against “to”, 增加到 against “by”: only where both sides say which, and differently.
pub(super) fn turned(zh: &Side, en: &Side, pairs: &[(usize, usize)]) -> Option<Mismatch> {
    pairs.iter().find_map(|(i, j)| {
        // 跌零 and “drop to zero” say the same.
        let zero = zh.all[*i].decimal().is_some_and(|value| value.figures() == 0);
        if zero {
            return None;
        }
        let said = chinese_change(zh, *i)?;
        is_other_change(en, *j, said).then_some(Mismatch {
            fault: MismatchKind::ByTo,
            zh: Some(*i),
            en: Some(*j),
        })
    })
}

/// Words that say that a figure moved: the Chinese ones by their last characters, and the English ones.
struct ChangeWords {
    chinese: CharMap<&'static str>,
    english: QuickSet<&'static str>,
}

static CHANGES: LazyLock<ChangeWords> = LazyLock::new(|| {
    let list = |lang: &'static str| {
        let own = rows(include_str!("changes.tsv")).filter(move |cells| cells[0] == lang);
        own.flat_map(|cells| cells.get(1).map_or("", |words| *words).split(' '))
    };
    let last = |word: &'static str| (word.chars().next_back().unwrap_or_default(), word);
    ChangeWords { chinese: list("zh").map(last).collect(), english: list("en").collect() }
});

fn chinese_change(zh: &Side, at: usize) -> Option<Change> {
    let start = zh.all[at].range.start;
    let lead = zh.text[..start].trim_end();
    let lead = lead.trim_end_matches(['约', '近', '超', '逾', '过', '将', '大', '仅', '高', '不', '足']);
    let (rest, to) = match ["至", "到"].iter().find_map(|word| lead.strip_suffix(word)) {
        Some(rest) => (rest, true),
        None => (lead.trim_end_matches('了'), false),
    };
    let alike = CHANGES.chinese.get(rest.chars().next_back()?);
    let is_near = |word: &str| zh.text[rest.len() - word.len()..start].chars().count() <= 12;
    let risen = alike.iter().any(|word| rest.ends_with(word) && is_near(word));
    risen.then_some(if to { Change::To } else { Change::By })
}

/// What may stand between “by” or “to” and its figure.
const SKIP: [&str; 19] = [
    "$",
    "£",
    "€",
    "rmb",
    "usd",
    "us$",
    "about",
    "around",
    "nearly",
    "almost",
    "over",
    "some",
    "roughly",
    "a",
    "an",
    "approximately",
    "only",
    "just",
    "-",
];

/// Whether English says that a figure changed the other way.
fn is_other_change(en: &Side, at: usize, said: Change) -> bool {
    let lead = lead(en, at, 60);
    let clause = lead.bytes().rposition(|byte| matches!(byte, b'.' | b';' | b',' | b':'));
    let mut words = lead[clause.map_or(0, |mark| mark + 1)..].split_whitespace().rev();
    let word = words.find(|word| !SKIP.iter().any(|skipped| word.eq_ignore_ascii_case(skipped)));
    let other = match said {
        Change::By => "to",
        Change::To => "by",
    };
    if !word.is_some_and(|word| word.trim_end_matches(['$', '£', '€']).eq_ignore_ascii_case(other)) {
        return false;
    }
    // “by 5% to 20”: a number between belongs to the verb.
    let is_number = |word: &str| said == Change::By && word.contains(|c: char| c.is_ascii_digit());
    let verb = words.take(7).find(|word| is_number(word) || is_verb(word));
    verb.is_some_and(|verb| !is_number(verb))
}

fn is_verb(word: &str) -> bool {
    CHANGES.english.contains(word.to_lowercase().as_str())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::quantity::compare_texts;

    #[test]
    fn every_row_has_a_word_in_its_example_and_the_other_text_confuses_by_and_to() {
        for cells in rows(include_str!("changes.tsv")) {
            let [lang, words, example, across] = cells[..] else { panic!("{cells:?}") };
            assert!(words.split(' ').any(|word| example.contains(word)), "{cells:?}");
            let (zh, en) = if lang == "zh" { (example, across) } else { (across, example) };
            let found = compare_texts(zh, en).compared.mismatches;
            assert!(found.iter().any(|one| one.fault == MismatchKind::ByTo), "{cells:?}: {found:?}");
        }
    }
}
