//! Names with digits in them, as 5G, PM2.5 or S1: no quantities, but as easily mistyped.

use std::collections::BTreeSet;
use std::ops::Range;

/// Where the English writes a name with other digits than the Chinese: the bytes of both.
pub fn changed(zh: &str, en: &str) -> Vec<(Range<usize>, Range<usize>)> {
    // Most texts have none.
    let left = if has_capital(zh) { codes(zh) } else { Vec::new() };
    if left.is_empty() {
        return Vec::new();
    }
    let names = |codes: &[Code]| codes.iter().map(|one| one.name.clone()).collect::<BTreeSet<_>>();
    let (right, known) = (codes(en), names(&left));
    let partner = |other: &Code| {
        let mut alike = left.iter().filter(|one| one.letters == other.letters);
        alike.next().map(|one| (one.range.clone(), other.range.clone()))
    };
    right.iter().filter(|one| !known.contains(&one.name)).filter_map(partner).collect()
}

fn has_capital(text: &str) -> bool {
    let any = |bytes: &[u8]| bytes.iter().fold(false, |any, byte| any | byte.is_ascii_uppercase());
    text.as_bytes().chunks(64).any(any)
}

/// A name with digits.
struct Code {
    /// In capitals, without hyphens.
    name: String,
    /// The same with `#` for each run of digits.
    letters: String,
    range: Range<usize>,
}

/// The longest name that is looked at, in letters and digits.
const LONGEST: usize = 8;

fn codes(text: &str) -> Vec<Code> {
    let is_other = |c: char| !(c.is_ascii_alphanumeric() || matches!(c, '.' | '-'));
    let (mut at, mut all) = (0, Vec::new());
    for piece in text.split_inclusive(is_other) {
        let run = piece.trim_end_matches(is_other);
        let name = run.trim_start_matches(['.', '-']);
        all.extend(code(name.trim_end_matches(['.', '-']), at + run.len() - name.len()));
        at += piece.len();
    }
    all
}

fn code(text: &str, start: usize) -> Option<Code> {
    let digits = text.bytes().any(|byte| byte.is_ascii_digit());
    let letters = text.bytes().any(|byte| byte.is_ascii_uppercase());
    if !digits || !letters || text.len() > LONGEST {
        return None;
    }
    let name = text.to_ascii_uppercase().replace('-', "");
    let mut pattern = String::new();
    for c in name.chars() {
        match c.is_ascii_digit() || c == '.' {
            true if pattern.ends_with('#') => {}
            true => pattern.push('#'),
            false => pattern.push(c),
        }
    }
    Some(Code { name, letters: pattern, range: start..start + text.len() })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found<'t>(zh: &'t str, en: &'t str) -> Vec<(&'t str, &'t str)> {
        changed(zh, en).into_iter().map(|(left, right)| (&zh[left], &en[right])).collect()
    }

    #[test]
    fn a_name_keeps_its_digits() {
        assert_eq!(found("建设5G基站", "2G base stations were built"), [("5G", "2G")]);
        assert_eq!(found("PM2.5浓度和O3浓度", "PM2.5 and O2"), [("O3", "O2")]);
        assert_eq!(found("市域铁路S1线", "Line S2 of the suburban railway"), [("S1", "S2")]);
    }

    #[test]
    fn other_ways_to_write_it_are_no_mistakes() {
        for (zh, en) in [
            ("建设5G基站", "5G base stations, of the fifth generation"),
            ("F1赛车", "F-1 racing"),
            ("5G手机", "a smartphone with a 3D display"),
            ("第4次", "the 4th, in the 1990s"),
            ("2020年一季度", "Q1 2020"),
        ] {
            assert!(found(zh, en).is_empty(), "{en}");
        }
    }
}
