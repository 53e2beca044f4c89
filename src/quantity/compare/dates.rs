//! Dates and years, compared part by part: a month dropped is a manner of speaking, a month changed is
//! a mistake.

use std::cmp::Reverse;

use crate::base::map::HashMap;
use crate::quantity::compare::compared::{Mismatch, MismatchKind};
use crate::quantity::compare::side::Side;
use crate::quantity::decimal::Decimal;
use crate::quantity::value::{Kind, Quantity, Significance, Value};

/// A part of a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum DatePart {
    Year,
    Month,
    Day,
}

const PARTS: [DatePart; 3] = [DatePart::Year, DatePart::Month, DatePart::Day];

/// A part with its value and the quantity that it belongs to.
#[derive(Clone, Copy, Debug)]
struct Atom {
    part: DatePart,
    value: i64,
    of: usize,
}

impl Atom {
    fn key(self) -> (DatePart, i64) {
        (self.part, self.value)
    }
}

/// The parts of all dates of a side: in order, and sorted by value, with the quantities that they belong to.
struct Atoms {
    all: Vec<Atom>,
    by_value: Vec<((DatePart, i64), usize)>,
}

impl Atoms {
    fn of(list: &[Quantity]) -> Atoms {
        let dated = |one: &Quantity| one.significance > Significance::Optional || one.kind == Kind::Date;
        let mut all = Vec::new();
        for (of, one) in list.iter().enumerate().filter(|(_, one)| has_parts(one) && dated(one)) {
            let parts = parts(one).into_iter();
            all.extend(parts.filter_map(|(part, value)| Some(Atom { part, value: value?, of })));
        }
        let mut by_value: Vec<_> = all.iter().map(|atom| (atom.key(), atom.of)).collect();
        by_value.sort_unstable();
        Atoms { all, by_value }
    }

    /// Those of a value.
    fn alike(&self, atom: &Atom) -> &[((DatePart, i64), usize)] {
        let key = atom.key();
        let rest = &self.by_value[self.by_value.partition_point(|(own, _)| *own < key)..];
        &rest[..rest.partition_point(|(own, _)| *own == key)]
    }

    /// The quantity to which the first of a value belongs.
    fn first(&self, atom: &Atom) -> Option<usize> {
        self.alike(atom).first().map(|(_, of)| *of)
    }

    fn times(&self, atom: &Atom) -> usize {
        self.alike(atom).len()
    }

    /// How many years there are.
    fn years(&self) -> usize {
        let is_year = |run: &&[((DatePart, i64), usize)]| run[0].0.0 == DatePart::Year;
        self.by_value.chunk_by(|one, next| one.0 == next.0).filter(is_year).count()
    }

    fn has(&self, part: DatePart) -> bool {
        self.all.iter().any(|atom| atom.part == part)
    }
}

/// Whether a quantity may have parts of a date.
fn has_parts(one: &Quantity) -> bool {
    one.kind == Kind::Year || matches!(one.value, Value::Date { .. })
}

fn parts(one: &Quantity) -> [(DatePart, Option<i64>); 3] {
    let (year, month, day) = match (one.value, one.kind) {
        (Value::Date { year, month, day }, _) => (year.map(i64::from), month, day),
        (Value::Number(year), Kind::Year) => {
            (year.whole().and_then(|year| i64::try_from(year).ok()), None, None)
        }
        _ => (None, None, None),
    };
    [(DatePart::Year, year), (DatePart::Month, month.map(i64::from)), (DatePart::Day, day.map(i64::from))]
}

/// Pairs the parts of both sides; what stands in each other's place is a mismatch.
pub(super) fn compare(zh: &mut Side, en: &mut Side, pairs: &mut Vec<(usize, usize)>) -> Vec<Mismatch> {
    let (left, right) = (Atoms::of(zh.all), Atoms::of(en.all));
    if left.all.is_empty() && right.all.is_empty() {
        return Vec::new();
    }
    dotted(zh.all, en).into_iter().for_each(|(i, j)| pairs.push((i, j)));
    dotted(en.all, zh).into_iter().for_each(|(j, i)| pairs.push((i, j)));
    for a in &left.all {
        if let Some(j) = right.first(a) {
            pairs.push((a.of, j));
        }
    }
    let mut lone_zh = lone(&left, &right, en);
    let mut lone_en = lone(&right, &left, zh);
    for part in PARTS {
        let has = |list: &[Atom]| list.iter().any(|atom| atom.part == part);
        match (has(&lone_zh), has(&lone_en)) {
            (true, false) => lone_en.extend(spare(&right, &left, part)),
            (false, true) => lone_zh.extend(spare(&left, &right, part)),
            _ => {}
        }
    }
    PARTS.into_iter().filter_map(|part| fault(part, &lone_zh, &lone_en, zh, en, (&left, &right))).collect()
}

/// 7.19 and July 19: dates across from their month and day with a point between.
fn dotted(dates: &[Quantity], numbers: &mut Side) -> Vec<(usize, usize)> {
    let points: Vec<usize> = (0..numbers.all.len())
        .filter(|j| {
            numbers.free[*j] && numbers.all[*j].decimal().is_some_and(|value| value.whole().is_none())
        })
        .take(64)
        .collect();
    let mut found = Vec::new();
    for (i, one) in dates.iter().enumerate().filter(|_| !points.is_empty()) {
        let Value::Date { month: Some(month), day: Some(day), .. } = one.value else { continue };
        let places = if day < 10 { 1 } else { 2 };
        let value = Decimal::new(i128::from(day), -places)
            .and_then(|point| point.checked_add(Decimal::from(i64::from(month))));
        let fits = |j: &&usize| numbers.free[**j] && numbers.all[**j].decimal() == value;
        if let Some(j) = points.iter().find(fits) {
            numbers.free[*j] = false;
            found.push((i, *j));
        }
    }
    found
}

/// What has no equal part across. A part may stand there as a bare number: 19日 and “the 19th”, 2017 and
/// “fiscal 17”.
fn lone(own: &Atoms, other: &Atoms, numbers: &mut Side) -> Vec<Atom> {
    let mut open = own.all.iter().filter(|atom| other.times(atom) == 0).peekable();
    if open.peek().is_none() {
        return Vec::new();
    }
    let mut bare: HashMap<Decimal, Vec<usize>> = HashMap::default();
    for (n, one) in numbers.all.iter().enumerate().filter(|(n, _)| numbers.free[*n]) {
        if let Some(value) = one.decimal() {
            bare.entry(value).or_default().push(n);
        }
    }
    let key = |n: usize| (numbers.all[n].significance, Reverse(n));
    bare.values_mut().for_each(|places| places.sort_unstable_by_key(|n| key(*n)));
    let mut left = Vec::new();
    for atom in open {
        let short = (atom.part == DatePart::Year).then_some(atom.value % 100);
        let mut best: Option<usize> = None;
        for value in [Some(atom.value), short].into_iter().flatten() {
            let Some(places) = bare.get_mut(&Decimal::from(value)) else { continue };
            while places.last().is_some_and(|n| !numbers.free[*n]) {
                places.pop();
            }
            // 17 may be short for 2017, 0017 is a slip.
            let is_slip = |n: &usize| numbers.text[numbers.all[*n].range.clone()].starts_with("00");
            let last = places.last().copied().filter(|n| !is_slip(n));
            best = best.into_iter().chain(last).max_by_key(|n| key(*n));
        }
        match best {
            Some(n) => numbers.free[n] = false,
            None => left.push(*atom),
        }
    }
    left
}

/// With one side alone, a second mention on the other stands in its place: 9日 … 9日, the 9th … the 19th.
fn spare(own: &Atoms, other: &Atoms, part: DatePart) -> Option<Atom> {
    let more = |atom: &&Atom| {
        let times = other.times(atom);
        atom.part == part && own.times(atom) > times && times > 0
    };
    own.all.iter().rev().find(more).copied()
}

/// What is wrong with a part of the dates.
fn fault(
    part: DatePart,
    lone_zh: &[Atom],
    lone_en: &[Atom],
    zh: &Side,
    en: &mut Side,
    (left, right): (&Atoms, &Atoms),
) -> Option<Mismatch> {
    let a = lone_zh.iter().find(|atom| atom.part == part)?;
    if let Some(b) = lone_en.iter().find(|atom| atom.part == part) {
        return Some(Mismatch { fault: MismatchKind::Digit, zh: Some(a.of), en: Some(b.of) });
    }
    // 29号 and “the 39th”: an ordinal that has no equal stands in the day's place.
    let ordinal = |one: &Quantity| one.kind == Kind::Ordinal && one.significance == Significance::Weak;
    let stands = (0..en.all.len()).find(|n| en.free[*n] && ordinal(&en.all[*n]));
    if let Some(n) = stands.filter(|_| part == DatePart::Day) {
        en.free[n] = false;
        return Some(Mismatch { fault: MismatchKind::Digit, zh: Some(a.of), en: Some(n) });
    }
    // The month stands there, but without its day.
    let month = left.all.iter().find(|one| one.of == a.of && one.part == DatePart::Month);
    let there = month.and_then(|month| right.first(month));
    let has_day = |of: usize| right.all.iter().any(|one| one.of == of && one.part == DatePart::Day);
    if let Some(of) = there.filter(|of| part == DatePart::Day && !has_day(*of)) {
        return Some(Mismatch { fault: MismatchKind::Missing, zh: Some(a.of), en: Some(of) });
    }
    is_dropped_part(part, a, zh, en, (left, right)).then_some(Mismatch {
        fault: MismatchKind::Missing,
        zh: Some(a.of),
        en: None,
    })
}

/// Whether a part of a date that has no equal was left out, and is not said in other words.
fn is_dropped_part(part: DatePart, a: &Atom, zh: &Side, en: &Side, (left, right): (&Atoms, &Atoms)) -> bool {
    // 3月5日开幕 and “It opened”: the day is said nowhere, in no other words.
    let whole = |of: usize| matches!(zh.all[of].value, Value::Date { month: Some(_), day: Some(_), .. });
    let unsaid = whole(a.of)
        && right.all.is_empty()
        && part == DatePart::Day
        && !tells_a_day(en.text)
        && !is_dateline(zh, a.of);
    // 2014年任职，2015年离职 and “from 2014”: of two years one is left.
    let second = part == DatePart::Year
        && left.years() > 1
        && right.years() + 1 == left.years()
        && zh.all[a.of].kind == Kind::Year
        && !compares_years(en.text);
    unsaid
        || second
        || part == DatePart::Year && zh.all[a.of].kind == Kind::Year && !right.has(DatePart::Year)
        || zh.all[a.of].significance > Significance::Optional && en.has_gap()
}

/// Whether a date only says when something was announced, which a translation leaves out.
fn is_dateline(zh: &Side, at: usize) -> bool {
    const TOLD: [&str; 12] =
        ["公布", "发布", "报道", "电", "讯", "消息", "获悉", "了解到", "记者", "称", "表示", "宣布"];
    let range = &zh.all[at].range;
    let before = zh.text[..range.start].char_indices().rev().nth(11).map_or(0, |(byte, _)| byte);
    let rest = &zh.text[range.end..];
    let after = range.end + rest.char_indices().nth(12).map_or(rest.len(), |(byte, _)| byte);
    TOLD.iter().any(|word| zh.text[before..after].contains(word))
}

/// Whether an English text names a year by its place beside another: year-on-year, the previous year.
fn compares_years(text: &str) -> bool {
    let lower = text.to_lowercase();
    [
        "year-on-year",
        "year on year",
        "year-over-year",
        "previous",
        "last year",
        "earlier",
        "later",
        "following",
        "next",
    ]
    .iter()
    .any(|word| lower.contains(word))
}

/// Whether an English text tells a day by its place in the week or beside today.
fn tells_a_day(text: &str) -> bool {
    const DAYS: &[&str] = &[
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "today",
        "yesterday",
        "tomorrow",
        "tonight",
        "day",
        "days",
        "week",
        "month",
        "eve",
        "morning",
        "evening",
        "night",
        "afternoon",
        "now",
        "festival",
    ];
    let lower = text.to_lowercase();
    lower.split(|c: char| !c.is_alphabetic()).any(|word| DAYS.contains(&word))
}
