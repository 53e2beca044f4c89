//! How much a Chinese number proves.

use std::cell::OnceCell;
use std::sync::LazyLock;

use crate::quantity::decimal::Decimal;
use crate::quantity::significance::{SignificanceRow, decide, table};
use crate::quantity::units::Unit;
use crate::quantity::value::{Kind, Quantity, Significance, UnitId};
use crate::quantity::zh::lexer::{Chars, is_han};
use crate::quantity::zh::numeral::NumberToken;
use crate::quantity::zh::unit::{multiple, unit};
use crate::quantity::zh::words::{
    AGENDAS, CHANGES, ERAS, EVENTS, EXPLAINED, INDICES, MEASURES, RATES, SOFT, is_thing,
};

/// What the significance of a number may depend on.
#[derive(Clone, Copy)]
pub(crate) enum Condition {
    Digits,
    Vague,
    Bare,
    Long,
    Single,
    Measured,
    Money,
    HundredMillion,
    Led,
    Alone,
    Range,
    One,
    Two,
    Small,
    Counted,
    Thing,
    Summing,
    BesideHan,
    BeforeHan,
}

impl Condition {
    fn named(name: &str) -> Option<Condition> {
        Some(match name {
            "digits" => Condition::Digits,
            "vague" => Condition::Vague,
            "bare" => Condition::Bare,
            "long" => Condition::Long,
            "single" => Condition::Single,
            "measured" => Condition::Measured,
            "money" => Condition::Money,
            "hundred-million" => Condition::HundredMillion,
            "led" => Condition::Led,
            "alone" => Condition::Alone,
            "range" => Condition::Range,
            "one" => Condition::One,
            "two" => Condition::Two,
            "small" => Condition::Small,
            "counted" => Condition::Counted,
            "thing" => Condition::Thing,
            "summing" => Condition::Summing,
            "beside-han" => Condition::BesideHan,
            "before-han" => Condition::BeforeHan,
            _ => return None,
        })
    }
}

/// The rows of `significance.tsv`.
pub(crate) static TABLE: LazyLock<Vec<SignificanceRow<Condition>>> =
    LazyLock::new(|| table(include_str!("significance.tsv"), Condition::named));

/// A number whose significance is looked up.
struct Facts<'c> {
    chars: &'c Chars<'c>,
    at: usize,
    read: &'c NumberToken,
    unit: OnceCell<Option<&'static Unit>>,
}

impl Facts<'_> {
    fn unit(&self) -> Option<&'static Unit> {
        *self.unit.get_or_init(|| unit(self.chars, self.read.end).map(|(unit, _)| unit))
    }

    fn hold(&self, condition: Condition) -> bool {
        let Facts { chars, at, read, .. } = *self;
        let (next, before) = (chars.at(read.end), chars.before(at));
        let small = || read.whole().filter(|n| (0..10).contains(n));
        match condition {
            Condition::Digits => read.numerals == 0,
            Condition::Vague => matches!(before, '几' | '数'),
            Condition::Bare => read.bare,
            Condition::Long => read.numerals > 1,
            Condition::Single => read.numerals == 1,
            Condition::Measured => self.unit().is_some(),
            Condition::Money => self.unit().is_some_and(|unit| unit.dimension == "money"),
            Condition::HundredMillion => chars.at(at) == '亿',
            Condition::Led => {
                matches!(before, '上' | '成' | '好' | '若' | '逾' | '超' | '近' | '达' | '破' | '到' | '的')
            }
            Condition::Alone => {
                read.numerals == 1
                    && self.unit().is_none()
                    && !chars.has_one(read.end, &["个", "家", "人", "亩", "强"])
            }
            Condition::Range => read.low.is_some(),
            Condition::One => small() == Some(1),
            Condition::Two => small() == Some(2),
            Condition::Small => small().is_some(),
            Condition::Counted => {
                self.unit().is_some()
                    || chars.has_listed(read.end, &MEASURES)
                    || matches!(next, '‰' | '时' | '折')
                    || multiple(chars, read.end).is_some()
            }
            Condition::Thing => is_thing(next),
            Condition::Summing => small().is_some_and(|n| sums_up(chars, at, n)),
            Condition::BesideHan => is_han(next) || is_han(before),
            Condition::BeforeHan => is_han(next),
        }
    }
}

/// The significance of a number by itself and what it counts; none if it is no number at all.
pub(super) fn significance(chars: &Chars, at: usize, read: &NumberToken) -> Option<Significance> {
    let facts = Facts { chars, at, read, unit: OnceCell::new() };
    decide(&TABLE, |condition| facts.hold(condition))
}

/// Whether a number only says how many were just named: 京、津、冀三省市.
fn sums_up(chars: &Chars, at: usize, n: i128) -> bool {
    let ends = |c: &char| matches!(c, '，' | '。' | '；' | '：' | '！' | '？' | ',' | ';');
    let joins = |c: char| matches!(c, '、' | '和' | '与' | '及');
    let clause = (at.saturating_sub(48)..at).rev().map(|place| chars.at(place)).take_while(|c| !ends(c));
    let (mut marks, mut commas) = (0, 0);
    for mark in clause.filter(|c| joins(*c)) {
        (marks, commas) = (marks + 1, commas + i128::from(mark == '、'));
    }
    // 饱和度 has a 和 that joins nothing.
    (commas == n - 1 || marks == n - 1) && marks > 0 && !joins(chars.before(at))
}

/// Whether digits belong to a code: 5G, G20, 054A, H7N9, 5-3.
pub(super) fn is_code(chars: &Chars, at: usize, read: &NumberToken, after_number: bool) -> bool {
    if read.numerals > 0 {
        return false;
    }
    let before = chars.before(at);
    let named = |c: char| c.is_ascii_alphanumeric() || (before == '-' && is_han(c));
    let hyphened = matches!(before, '-' | '.') && at > 1 && named(chars.at(at - 2)) && !after_number;
    let suffix = chars.at(read.end);
    let suffixed = suffix.is_ascii_alphabetic() && read.scale == 0 && !is_latin_unit(chars, read.end);
    before.is_ascii_alphabetic() && !is_currency(chars, at) || hyphened || suffixed
}

fn is_latin_unit(chars: &Chars, at: usize) -> bool {
    unit(chars, at).is_some() || chars.has(at, "GDP")
}

/// RMB5000, USD3000, US$.
fn is_currency(chars: &Chars, at: usize) -> bool {
    chars.ends_one(at, &["RMB", "USD", "EUR", "HKD", "GBP", "CNY", "JPY"])
}

/// Whether a share is the level of an index: the index is named in the clause, and no change of it.
fn is_index(chars: &Chars, at: usize) -> bool {
    let near = at.saturating_sub(24)..at;
    // Most shares are told from one at once.
    if !near.clone().any(|place| matches!(chars.at(place), '指' | 'P')) {
        return false;
    }
    let clause = near.rev().take_while(|place| !matches!(chars.at(*place), '。' | '；' | ';'));
    let mut named = false;
    for place in clause {
        if chars.has_listed(place, &CHANGES) {
            return false;
        }
        named |= chars.has_listed(place, &INDICES);
    }
    named
}

/// Whether the name of a reign ends before a number.
fn ends_era(chars: &Chars, at: usize) -> bool {
    ERAS.get(chars.before(at)).iter().any(|word| chars.ends(at, word))
}

/// Whether a year of a reign is followed by the year of the calendar: 元狩四年（公元前119年）.
fn is_explained(chars: &Chars, end: usize) -> bool {
    let digits = |place: usize| (place..place + 3).all(|place| chars.at(place).is_ascii_digit());
    chars.at(end) == '(' && (chars.has_listed(end + 1, &EXPLAINED) || digits(end + 1))
}

/// What the surroundings take from a number's significance, or make of its kind.
pub(super) fn settle(chars: &Chars, at: usize, read: &NumberToken, end: usize, one: &mut Quantity) {
    let next = chars.at(read.end);
    let value = one.decimal();
    if matches!(one.kind, Kind::Percent | Kind::Points | Kind::Money(_))
        && !read.bare
        && one.significance > Significance::Optional
        && next != '成'
        && next != '折'
    {
        one.significance = Significance::Required;
    }
    if one.kind == Kind::Times {
        let several = value.is_some_and(|value| value >= Decimal::from(3));
        one.significance = if several { Significance::Required } else { Significance::Weak };
    }
    if one.significance > Significance::Optional && may_go_unsaid(chars, at, read, end, one) {
        one.significance = Significance::Optional;
    }
    let year = || value.is_some_and(|value| value >= Decimal::from(1950) && value <= Decimal::from(2060));
    let plain = one.kind == Kind::Count && read.numerals == 0 && read.scale == 0 && one.bound.is_none();
    // A purchasing managers' index is 50.1% in Chinese and 50.1 in English.
    if one.kind == Kind::Percent && is_index(chars, at) {
        one.or = value;
    }
    if plain && read.end - at == 4 && year() && !chars.has_listed(end, &MEASURES) {
        (one.kind, one.significance) = (Kind::Year, Significance::Weak);
    }
}

/// Whether a translation may leave a number out, or say it otherwise, because of what it is or what stands around it.
fn may_go_unsaid(chars: &Chars, at: usize, read: &NumberToken, end: usize, one: &Quantity) -> bool {
    let (kind, value) = (one.kind, one.decimal());
    let is = |n: i64| value == Some(Decimal::from(n));
    let one_thing = || is(0) || (is(1) && matches!(kind, Kind::Count | Kind::Measure(_)));
    let soft = || !matches!(kind, Kind::Percent | Kind::Money(_)) && is_soft(chars, at, read, end, kind);
    let rate = || is(1) && chars.has_listed(end, &RATES);
    let era = || kind == Kind::Measure(UnitId::YEARS) && (ends_era(chars, at) || is_explained(chars, end));
    let event = || {
        let close = end + usize::from(chars.at(end) == '”');
        read.numerals == 0 && read.end - at >= 3 && chars.has_listed(close, &EVENTS)
    };
    one_thing() || soft() || rate() || era() || event()
}

/// Whether what stands around a number makes it a time, a rank, a title or a ratio, which a translation may say
/// otherwise.
fn is_soft(chars: &Chars, at: usize, read: &NumberToken, end: usize, kind: Kind) -> bool {
    let (next, before) = (chars.at(read.end), chars.before(at));
    (next == '点' && !chars.has_listed(read.end, &AGENDAS))
        || (next == '分' && kind != Kind::Measure(UnitId::MINUTES))
        || (next == '时' && chars.at(read.end + 1) != '速')
        || (next == '秒' && kind != Kind::Measure(UnitId::SECONDS))
        || chars.has_listed(end, &SOFT)
        || chars.has_periods && chars.has_one(read.end, &["世纪", "年代"])
        || (next == '后' && read.numerals == 0)
        || matches!(before, '秒' | '第')
        // 增长：五年 is a title; 床位：1200张 is a figure.
        || (before == ':' && read.numerals > 0)
}

/// Whether a number is the mark of an item at the beginning of a text: 3、 and （2）.
pub(super) fn is_enumeration(chars: &Chars, at: usize, end: usize) -> bool {
    let opened = at == 1 && chars.at(0) == '(' && chars.at(end) == ')';
    let marked = at == 0 && matches!(chars.at(end), '、' | ')')
        || at == 0 && chars.at(end) == '.' && chars.at(end + 1) != '\0';
    end - at <= 2 && (opened || marked)
}
