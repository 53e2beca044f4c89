//! What two texts say differently beyond the values of their figures.
//!
//! `cases/binding.tsv`, `direction.tsv`, `polarity.tsv` and `state.tsv` are the specification of `prove::meaning`: pairs
//! of sentences as reports, news and manuals have them, and their twins in which one thing is turned.

use duizhao::base::lang::{Both, Lang};
use duizhao::model::meaning::{Exchange, Negation, Shift, State, Turn};
use duizhao::prove::alignment::{Evidence, align};
use duizhao::prove::meaning::{exchange, shift, turns, unequal};
use duizhao::quantity::compare::compare;
use duizhao::quantity::quantities;

/// All that is found between two texts.
struct Meaning {
    exchange: Option<Exchange>,
    turns: Vec<Turn>,
    negation: Option<Negation>,
    shift: Option<Shift>,
}

fn found(zh: &str, en: &str) -> Meaning {
    let texts = Both { zh, en };
    let all = Both::from_fn(|lang: Lang| quantities(texts.get(lang), lang, &[]));
    let pairs = compare(zh, &all.zh, en, &all.en).pairs;
    let figures = all.as_ref().map(Vec::as_slice);
    let evidence = Evidence { found: figures, equal: &pairs, ..Evidence::default() };
    Meaning {
        exchange: exchange(texts, figures, &pairs),
        turns: turns(texts, || (all.as_ref().map(Vec::as_slice), &pairs)),
        negation: unequal(texts, || align(texts, &evidence).certain()),
        shift: shift(texts),
    }
}

/// Holds a table to what is found.
fn check(table: &str, least: usize, told: impl Fn(&Meaning) -> &'static str) {
    let (mut wrong, mut count) = (Vec::new(), 0);
    for (at, line) in table.lines().enumerate().filter(|(_, line)| !line.starts_with('#')) {
        let cells: Vec<&str> = line.split('\t').collect();
        assert_eq!(cells.len(), 3, "line {}: {line}", at + 1);
        let (said, expected) = (told(&found(cells[0], cells[1])), cells[2]);
        count += 1;
        if said != expected {
            wrong.push(format!(
                "line {}, {} | {}: expected {expected}, found {said}",
                at + 1,
                cells[0],
                cells[1]
            ));
        }
    }
    assert!(count >= least, "{count} rows");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn each_figure_stands_at_its_place_or_not_as_the_table_says() {
    check(include_str!("cases/binding.tsv"), 60, |found| match found.exchange {
        Some(_) => "misplaced",
        None => "equal",
    });
}

#[test]
fn figures_rise_and_fall_as_the_table_says() {
    check(include_str!("cases/direction.tsv"), 50, |found| match found.turns.is_empty() {
        true => "equal",
        false => "turned",
    });
}

#[test]
fn both_sides_deny_as_the_table_says() {
    check(include_str!("cases/polarity.tsv"), 70, |found| match found.negation {
        Some(Negation::Lost { .. }) => "lost",
        Some(Negation::Added { .. }) => "added",
        None => "equal",
    });
}

#[test]
fn plans_and_results_are_told_apart_as_the_table_says() {
    check(include_str!("cases/state.tsv"), 25, |found| match found.shift.as_ref().map(|shift| shift.zh) {
        Some(State::Plan) => "done",
        Some(State::Result) => "planned",
        None => "equal",
    });
}

#[test]
fn a_figure_says_what_it_is_about() {
    let (zh, en) = ("全市新建3个港口和5个机场。", "The city built five ports and three airports.");
    let about = found(zh, en).exchange.unwrap().about.unwrap();
    let words = (&zh[about.zh], &en[about.en]);
    assert!([("港口", "ports"), ("机场", "airports")].contains(&words), "{words:?}");
}

#[test]
fn long_texts_take_no_longer_than_they_are() {
    let zh = "新建3个港口和5个机场，没有增长7%。".repeat(2000);
    let en = "Three ports and five airports were built, and no growth of 7 percent came. ".repeat(2000);
    let start = std::time::Instant::now();
    assert!(found(&zh, &en).shift.is_none());
    assert!(start.elapsed().as_secs() < 20, "{:?}", start.elapsed());
}
