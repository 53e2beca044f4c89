//! The tables of quantities: what each text says, and what is wrong between two that should say the same.
//!
//! `cases/quantities.*.tsv` and `cases/figures.tsv` are the specification of `quantity` and of
//! `prove::figures`. They are written by hand, from what the texts mean.

use duizhao::base::lang::Lang;
use duizhao::quantity::compare::compare;
use duizhao::quantity::quantities;
use duizhao::quantity::value::Bound;
use duizhao::quantity::value::{Quantity, Significance};

/// The rows of a table: its cells, and the number of its line.
fn rows(table: &str, width: usize) -> Vec<(usize, Vec<&str>)> {
    let lines = table.lines().enumerate().filter(|(_, line)| !line.starts_with('#') && !line.is_empty());
    let rows = lines.map(|(at, line)| (at + 1, line.split('\t').collect::<Vec<_>>()));
    let rows: Vec<_> = rows.collect();
    for (line, cells) in &rows {
        assert_eq!(cells.len(), width, "line {line}: {cells:?}");
    }
    rows
}

/// A quantity as the table writes it: `72000 mu`, `3.4 % at-least`.
fn written(one: &Quantity) -> String {
    let bound = match one.bound {
        None => "",
        Some(Bound::Over) => " over",
        Some(Bound::AtLeast) => " at-least",
        Some(Bound::Nearly) => " nearly",
        Some(Bound::About) => " about",
        Some(Bound::Below) => " below",
    };
    format!("{} {}{bound}", one.plain(), one.kind.name())
}

fn check(table: &str, lang: Lang) {
    let rows = rows(table, 2);
    assert!(rows.len() >= 200, "{} rows", rows.len());
    let mut wrong = Vec::new();
    for (line, cells) in rows {
        let found: Vec<String> = quantities(cells[0], lang, &[])
            .iter()
            .filter(|one| one.significance > Significance::Ignored)
            .map(written)
            .collect();
        let found = if found.is_empty() { "-".to_owned() } else { found.join("; ") };
        if found != cells[1] {
            wrong.push(format!("line {line}, {}: expected {}, found {found}", cells[0], cells[1]));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn chinese_texts_say_what_the_table_says() {
    check(include_str!("cases/quantities.zh.tsv"), Lang::Zh);
}

#[test]
fn english_texts_say_what_the_table_says() {
    check(include_str!("cases/quantities.en.tsv"), Lang::En);
}

#[test]
fn two_texts_are_equal_or_differ_as_the_table_says() {
    let mut wrong = Vec::new();
    for (line, cells) in rows(include_str!("cases/figures.tsv"), 3) {
        let (zh, en) = (quantities(cells[0], Lang::Zh, &[]), quantities(cells[1], Lang::En, &[]));
        let compared = compare(cells[0], &zh, cells[1], &en);
        let faults: Vec<&str> = compared.mismatches.iter().map(|one| one.fault.name()).collect();
        let found = if faults.is_empty() { "equal".to_owned() } else { faults.join(", ") };
        if found != cells[2] {
            wrong.push(format!(
                "line {line}, {} | {}: expected {}, found {found}",
                cells[0], cells[1], cells[2]
            ));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_number_proves_as_much_as_the_table_says() {
    for (line, cells) in rows(include_str!("../src/quantity/significance.tsv"), 5) {
        let lang = if cells[0] == "zh" { Lang::Zh } else { Lang::En };
        let found = quantities(cells[1], lang, &[]);
        let one = found.iter().find(|one| &cells[1][one.range.clone()] == cells[2]);
        let one = one.unwrap_or_else(|| panic!("line {line}: {found:?}"));
        let told = match one.significance {
            Significance::Ignored => "ignored",
            Significance::Optional => "optional",
            Significance::Weak => "weak",
            Significance::Required => "required",
        };
        assert_eq!(told, cells[3], "line {line}, {}: {}", cells[1], cells[4]);
    }
}
