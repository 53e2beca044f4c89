//! A quantity that the program writes, it reads: in both languages, with every word of every unit.

use duizhao::base::lang::Lang;
use duizhao::quantity::compare::compare;
use duizhao::quantity::decimal::Decimal;
use duizhao::quantity::quantities;
use duizhao::quantity::ratio::Ratio;
use duizhao::quantity::units::{UNITS, Unit};
use duizhao::quantity::value::{Kind, Quantity, Value};
use duizhao::quantity::wording::written;
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

fn units() -> impl Strategy<Value = &'static Unit> {
    (0..UNITS.len()).prop_map(|at| &UNITS[at])
}

/// The words of a unit in a sentence, with the language: “25公里”, “25 kilometers”, “$25”.
fn spelled(unit: &Unit, value: Decimal) -> Vec<(String, Lang)> {
    let (plain, grouped) = (value.plain(), value.grouped());
    let mut all: Vec<(String, Lang)> = Vec::new();
    all.extend(unit.zh.iter().map(|word| (format!("{plain}{word}"), Lang::Zh)));
    // “won” is a verb after a plain number.
    let english = unit.english().filter(|word| *word != "won");
    all.extend(english.map(|word| (format!("{grouped} {word}"), Lang::En)));
    for sign in &unit.signs {
        let money = unit.dimension == "money";
        let text = if money { format!("{sign}{grouped}") } else { format!("{grouped} {sign}") };
        all.extend([(text.clone(), Lang::En), (text, Lang::Zh)]);
    }
    all
}

proptest! {
    #[test]
    fn a_written_quantity_reads_back(value in numbers(), unit in units()) {
        let quantity = Quantity::number(value, unit.kind(), 0..0);
        let text = written(&quantity);
        let told = (value.plain(), unit.kind().name());
        prop_assert_eq!(only(&text.en, Lang::En), told.clone(), "{}", text.en);
        if !unit.zh.is_empty() && !matches!(unit.dimension, "share") {
            prop_assert_eq!(only(&text.zh, Lang::Zh), told, "{}", text.zh);
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

#[test]
fn every_word_of_every_unit_is_read() {
    let mut wrong = Vec::new();
    for unit in UNITS.iter() {
        for number in ["25", "5200", "3.5"] {
            let value = Decimal::read(number).unwrap();
            for (text, lang) in spelled(unit, value) {
                let found = quantities(&text, lang, &[]);
                let told: Vec<_> = found.iter().map(|one| (one.plain(), one.kind.name())).collect();
                let expected = (value.checked_scaled(unit.power()).unwrap().plain(), unit.kind().name());
                if told != [expected.clone()] {
                    wrong.push(format!("{text}: {told:?}, not {expected:?}"));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Whether two texts say the same.
fn same(zh: &str, en: &str) -> bool {
    let (left, right) = (quantities(zh, Lang::Zh, &[]), quantities(en, Lang::En, &[]));
    compare(zh, &left, en, &right).mismatches.is_empty()
}

/// The first text of a unit in each language.
fn named(unit: &Unit, value: &str, lang: Lang) -> Option<String> {
    let value = Decimal::read(value).unwrap();
    spelled(unit, value).into_iter().find(|(_, of)| *of == lang).map(|(text, _)| text)
}

#[test]
fn a_unit_equals_no_other_one() {
    let (mut asked, mut wrong) = (0, Vec::new());
    for zh in UNITS.iter() {
        for en in UNITS.iter() {
            let (Some(left), Some(right)) = (named(zh, "25", Lang::Zh), named(en, "25", Lang::En)) else {
                continue;
            };
            // A basis point is a ten-thousandth, and a milliliter a cubic centimeter.
            let alike = zh.converts(en) && zh.factor == en.factor && zh.zero == en.zero
                || (zh.id, en.id) == ("bp", "‱")
                || (zh.id, en.id) == ("‱", "bp");
            let equal = alike || zh.id == en.id || zh.also.contains(&en.id) || en.also.contains(&zh.id);
            asked += 1;
            if same(&left, &right) != equal {
                wrong.push(format!("{left} | {right}: not {equal}"));
            }
        }
    }
    assert!(asked > 20_000, "{asked}");
    assert!(wrong.is_empty(), "{} of {asked}\n{}", wrong.len(), wrong[..wrong.len().min(60)].join("\n"));
}

#[test]
fn a_right_conversion_passes_and_a_wrong_one_is_found() {
    let (mut asked, mut wrong) = (0, Vec::new());
    for zh in UNITS.iter() {
        for en in
            UNITS.iter().filter(|en| zh.converts(en) && zh.id != en.id && zh.power() == 0 && en.power() == 0)
        {
            let amount = Ratio::of(Decimal::from(360)).unwrap();
            let Some(exact) = zh.convert(amount, en).and_then(Ratio::decimal) else { continue };
            // What a text would give: few digits, and neither a speck nor the width of the sky.
            let few = exact.figures().checked_ilog10().unwrap_or(0) < 5;
            let size = exact >= Decimal::read("0.01").unwrap() && exact <= Decimal::read("99999999").unwrap();
            let (Some(left), true) = (named(zh, "360", Lang::Zh), few && size) else { continue };
            let Some(right) = named(en, &exact.plain(), Lang::En) else { continue };
            asked += 2;
            if !same(&left, &right) {
                wrong.push(format!("{left} | {right}: not equal"));
            }
            let tenfold = exact.checked_scaled(1).unwrap();
            let Some(right) = named(en, &tenfold.plain(), Lang::En) else { continue };
            if same(&left, &right) {
                wrong.push(format!("{left} | {right}: equal"));
            }
        }
    }
    assert!(asked > 200, "{asked}");
    assert!(wrong.is_empty(), "{} of {asked}\n{}", wrong.len(), wrong[..wrong.len().min(60)].join("\n"));
}
