//! Dates and addresses in headers and settings.

use crate::base::diagnostic::Fix;
use crate::base::lang::Both;
use crate::base::source::Place;
use crate::rules::rule::RuleContext;

/// A date that is written in another way than the program reads, with the right way where it can be seen.
pub fn wrong_date(date: &str, place: Place, report: &mut RuleContext) {
    let span = place.span;
    let numbers: Vec<&str> =
        date.split(|c: char| !c.is_ascii_digit()).filter(|part| !part.is_empty()).collect();
    let meant = numbers.iter().map(|part| format!("{part:0>2}")).collect::<Vec<_>>().join("-");
    let meant = Some(meant).filter(|meant| is_date(meant));
    let help = match &meant {
        Some(meant) => Both::new(format!("写成 {meant}"), format!("write {meant}")),
        None => Both::new("写成 2022-04-11、2022-04 或 2022", "write 2022-04-11, 2022-04 or 2022"),
    };
    let message = Both::new(format!("日期“{date}”写得不对"), format!("the date “{date}” is not right"));
    report.find(place, message, Both::new("这个值", "this value"), help).fix =
        meant.map(|replacement| Fix::safe(span, replacement));
}

/// Whether a text is a date with the precision of a day, a month or a year.
pub fn is_date(text: &str) -> bool {
    let parts: Vec<&str> = text.split('-').collect();
    let number = |at: usize, width: usize, low: u32, high: u32| {
        parts.get(at).is_none_or(|part| {
            let is_number = part.len() == width && part.bytes().all(|b| b.is_ascii_digit());
            is_number && part.parse::<u32>().is_ok_and(|n| (low..=high).contains(&n))
        })
    };
    let year: u32 = parts[0].parse().unwrap_or(0);
    let month: u32 = parts.get(1).and_then(|part| part.parse().ok()).unwrap_or(1);
    let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    let days = match month {
        2 => 28 + u32::from(leap),
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    };
    parts.len() <= 3 && number(0, 4, 1, 9999) && number(1, 2, 1, 12) && number(2, 2, 1, days)
}

/// Whether a text is an address on the web.
pub fn is_address(url: &str) -> bool {
    let rest = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"));
    rest.is_some_and(|rest| {
        !rest.is_empty()
            && !rest.starts_with('/')
            && !rest.contains(|c: char| c.is_whitespace() || "\"<>?#".contains(c))
    })
}
