//! A quantity that the program writes, it reads: in both languages, with every word of every unit.

use duizhao::base::lang::Lang;
use duizhao::quantity::decimal::Decimal;
use duizhao::quantity::measure::{MEASURES, Measure, written};
use duizhao::quantity::quantities;
use duizhao::quantity::value::{Kind, Quantity, Value};
use proptest::prelude::*;

/// The only quantity that a text states.
fn only(text: &str, lang: Lang) -> (String, &'static str) {
    let found = quantities(text, lang, &[]);
    assert_eq!(found.len(), 1, "{text}: {found:?}");
    (found[0].plain(), found[0].kind.name())
}

/// Numbers that no year of the calendar and no article is taken for.
fn numbers() -> impl Strategy<Value = Decimal> {
    let sizes = prop_oneof![2i64..1000, 10_000i64..1_000_000_000];
    (sizes, 0..4i32).prop_map(|(digits, places)| Decimal::new(i128::from(digits), -places).unwrap())
}

fn measures() -> impl Strategy<Value = &'static Measure> {
    (0..MEASURES.len()).prop_map(|at| &MEASURES[at])
}

proptest! {
    #[test]
    fn a_written_quantity_reads_back(value in numbers(), measure in measures()) {
        let quantity = Quantity::number(value, measure.kind, 0..0);
        let text = written(&quantity);
        let told = (value.plain(), measure.kind.name());
        prop_assert_eq!(only(&text.en, Lang::En), told.clone(), "{}", text.en);
        if !measure.zh.is_empty() {
            prop_assert_eq!(only(&text.zh, Lang::Zh), told, "{}", text.zh);
        }
    }

    #[test]
    fn every_word_of_a_unit_is_read(value in numbers(), measure in measures()) {
        let told = (value.plain(), measure.kind.name());
        for word in measure.zh {
            let text = format!("{}{word}", value.plain());
            prop_assert_eq!(only(&text, Lang::Zh), told.clone(), "{}", text);
        }
        // “won” is a verb after a plain number.
        for word in measure.en.iter().filter(|word| **word != "won") {
            let text = format!("{} {word}", value.grouped());
            prop_assert_eq!(only(&text, Lang::En), told.clone(), "{}", text);
        }
        for sign in measure.signs {
            let text = format!("{sign}{}", value.grouped());
            prop_assert_eq!(only(&text, Lang::En), told.clone(), "{}", text);
            prop_assert_eq!(only(&text, Lang::Zh), told.clone(), "{}", text);
        }
    }

    #[test]
    fn shares_ranks_years_and_dates_read_back(n in 1950i32..2060, month in 1u8..=12, day in 1u8..=28) {
        for (value, kind) in [
            (Value::Number(Decimal::from(i64::from(n))), Kind::Year),
            (Value::Number(Decimal::from(i64::from(n))), Kind::Percent),
            (Value::Number(Decimal::from(i64::from(n))), Kind::Ordinal),
            (Value::Date { year: Some(n), month: Some(month), day: Some(day) }, Kind::Date),
        ] {
            let quantity = Quantity::of(value, kind, 0..0);
            let (text, told) = (written(&quantity), (quantity.plain(), kind.name()));
            prop_assert_eq!(only(&text.en, Lang::En), told.clone(), "{}", text.en);
            prop_assert_eq!(only(&text.zh, Lang::Zh), told, "{}", text.zh);
        }
    }
}
