//! Turns what the real content says, a thing at a time, and leaves every value right: two numbers exchanged, a rise made
//! a fall, a negation left out. Counted are the changes that some fact on the two texts tells.

use duizhao::base::lang::{Both, Lang};
use duizhao::prove::alignment::{Evidence, align};
use duizhao::prove::meaning::{exchange, turns, unequal};
use duizhao::quantity::compare::compare;
use duizhao::quantity::quantities;

use super::bench::Bench;

/// Every text that comes of turning one thing in a text.
type Turning = fn(&str) -> Vec<String>;

/// What is turned, and the share that must be told, in per cent: what was reached at every place there is, with a
/// little room for content to come.
const KINDS: [(&str, Turning, usize); 3] =
    [("exchange", exchanged, 60), ("direction", turned, 60), ("negation", affirmed, 50)];

#[test]
fn much_of_what_is_turned_in_the_real_content_is_told() {
    let bench = Bench::read();
    let texts: Vec<(&str, &str)> = bench
        .pairs
        .iter()
        .flat_map(|pair| {
            pair.stretches.iter().map(|one| (pair.text(Lang::Zh, &one.zh), pair.text(Lang::En, &one.en)))
        })
        .filter(|(zh, en)| !tells(zh, en))
        .collect();
    let mut poor = Vec::new();
    for (kind, turn, least) in KINDS {
        let made: Vec<(&str, String)> =
            texts.iter().flat_map(|(zh, en)| turn(en).into_iter().map(|en| (*zh, en))).collect();
        let told = made.iter().filter(|(zh, en)| tells(zh, en)).count();
        println!("{kind}: told {told} of {}", made.len());
        if told * 100 < made.len() * least || made.len() < 5 {
            poor.push(format!("{kind}: {told} of {}", made.len()));
        }
    }
    assert!(poor.is_empty(), "{poor:?}");
}

/// Whether anything is found between two texts.
fn tells(zh: &str, en: &str) -> bool {
    let texts = Both { zh, en };
    let found = Both::from_fn(|lang: Lang| quantities(texts.get(lang), lang, &[]));
    let compared = compare(zh, &found.zh, en, &found.en);
    let figures = found.as_ref().map(Vec::as_slice);
    let evidence = Evidence { found: figures, equal: &compared.pairs, ..Evidence::default() };
    !compared.mismatches.is_empty()
        || exchange(texts, figures, &compared.pairs).is_some()
        || !turns(texts, || (found.as_ref().map(Vec::as_slice), &compared.pairs)).is_empty()
        || unequal(texts, || align(texts, &evidence).certain()).is_some()
}

/// Every two numbers that follow each other in a sentence, exchanged.
fn exchanged(text: &str) -> Vec<String> {
    let mut numbers: Vec<std::ops::Range<usize>> = Vec::new();
    for (at, c) in text.char_indices() {
        let inside = numbers.last().is_some_and(|last| last.end == at);
        let joins = matches!(c, ',' | '.') && text[at + 1..].starts_with(|c: char| c.is_ascii_digit());
        match c.is_ascii_digit() {
            true if inside => numbers.last_mut().unwrap().end = at + 1,
            true => numbers.push(at..at + 1),
            false if inside && joins => numbers.last_mut().unwrap().end = at + 1,
            false => {}
        }
    }
    let both = numbers.windows(2).filter_map(|two| {
        let (a, b) = (&text[two[0].clone()], &text[two[1].clone()]);
        let between = &text[two[0].end..two[1].start];
        let near =
            between.len() < 120 && !between.contains([';', '\n', '(', ')', ']']) && !between.contains(". ");
        // A year that is another number is no number at its place.
        let year = |number: &str| number.len() == 4 && (number.starts_with("19") || number.starts_with("20"));
        (near && a != b && year(a) == year(b))
            .then(|| format!("{}{b}{between}{a}{}", &text[..two[0].start], &text[two[1].end..]))
    });
    both.collect()
}

/// Every verb right before a number, made its opposite.
fn turned(text: &str) -> Vec<String> {
    const OPPOSITES: [(&str, &str); 8] = [
        ("rose", "fell"),
        ("increase", "decrease"),
        ("increased", "decreased"),
        ("growth", "decline"),
        ("grew", "shrank"),
        ("fell", "rose"),
        ("reduced", "increased"),
        ("raised", "lowered"),
    ];
    let places = |(old, new): &(&'static str, &'static str)| {
        let (old, new) = (*old, *new);
        let whole = move |at: &usize| {
            let (before, after) = (&text[..*at], &text[at + old.len()..]);
            let near = &after[..after.floor_char_boundary(24)];
            let beside = near.find(|c: char| c.is_ascii_digit());
            before.ends_with(' ')
                && after.starts_with(' ')
                && beside.is_some_and(|digit| !near[..digit].contains(['.', ',', ';']))
        };
        let places = text.match_indices(old).map(|(at, _)| at).filter(whole);
        places.map(move |at| format!("{}{new}{}", &text[..at], &text[at + old.len()..])).collect::<Vec<_>>()
    };
    OPPOSITES.iter().flat_map(places).collect()
}

/// Every negation, left out.
fn affirmed(text: &str) -> Vec<String> {
    const FORMS: [(&str, &str); 8] = [
        (" is not ", " is "),
        (" are not ", " are "),
        (" has not ", " has "),
        (" have not ", " have "),
        (" was not ", " was "),
        (" does not ", " does "),
        (" do not ", " do "),
        (" cannot ", " can "),
    ];
    let places = |(old, new): &(&'static str, &'static str)| {
        let (old, new) = (*old, *new);
        let put = move |(at, _): (usize, &str)| format!("{}{new}{}", &text[..at], &text[at + old.len()..]);
        text.match_indices(old).map(put).collect::<Vec<_>>()
    };
    FORMS.iter().flat_map(places).collect()
}
