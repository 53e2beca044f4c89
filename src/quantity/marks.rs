//! Characters that are numbers or belong to them in every language: ¾, 10³, blanks between groups of digits.

/// A vulgar fraction: numerator and denominator.
pub(super) fn vulgar(c: char) -> Option<(i64, i64)> {
    Some(match c {
        '½' => (1, 2),
        '⅓' => (1, 3),
        '⅔' => (2, 3),
        '¼' => (1, 4),
        '¾' => (3, 4),
        '⅕' => (1, 5),
        '⅖' => (2, 5),
        '⅗' => (3, 5),
        '⅘' => (4, 5),
        '⅙' => (1, 6),
        '⅚' => (5, 6),
        '⅐' => (1, 7),
        '⅛' => (1, 8),
        '⅜' => (3, 8),
        '⅝' => (5, 8),
        '⅞' => (7, 8),
        '⅑' => (1, 9),
        '⅒' => (1, 10),
        _ => return None,
    })
}

/// A raised digit, as in 10³.
pub(super) fn raised_digit(c: char) -> Option<i32> {
    Some(match c {
        '⁰' => 0,
        '¹' => 1,
        '²' => 2,
        '³' => 3,
        '⁴' => 4,
        '⁵' => 5,
        '⁶' => 6,
        '⁷' => 7,
        '⁸' => 8,
        '⁹' => 9,
        _ => return None,
    })
}

/// A blank that may stand between groups of three digits: no-break, figure, thin and narrow (ISO 80000-1).
pub(super) fn is_group_blank(c: char) -> bool {
    matches!(c, '\u{a0}' | '\u{2007}' | '\u{2009}' | '\u{202f}')
}

/// How many bytes of digits in groups of three with blanks between stand at the beginning of a text that begins
/// with a digit: `1 234 567`. A plain blank may part two numbers, and groups only where two groups follow, or 000.
pub(super) fn grouped_by_blanks(text: &str) -> Option<usize> {
    let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    let first = digits(text);
    if !(1..=3).contains(&first) || text.starts_with('0') {
        return None;
    }
    let (mut end, mut groups, mut zeros, mut plain) = (first, 0, true, false);
    while let Some(blank) = text[end..].chars().next().filter(|c| *c == ' ' || is_group_blank(*c)) {
        let start = end + blank.len_utf8();
        if digits(&text[start..]) != 3 {
            break;
        }
        zeros &= text[start..].starts_with("000");
        plain |= blank == ' ';
        (end, groups) = (start + 3, groups + 1);
    }
    (groups > 1 || groups == 1 && (!plain || zeros)).then_some(end)
}

/// How many bytes of a formula between dollar signs stand at the beginning: `$n - 1$`, not `$5 and $6`.
pub(super) fn formula(text: &str) -> Option<usize> {
    let inside = text.strip_prefix('$')?;
    let first = inside.chars().next()?;
    if !(first.is_ascii_alphabetic() || matches!(first, '\\' | '(' | '{')) {
        return None;
    }
    let end =
        inside.char_indices().take(120).find(|(_, c)| matches!(c, '$' | '\n')).filter(|(_, c)| *c == '$')?.0;
    let sound = !inside[..end].ends_with(' ') && !inside[end + 1..].starts_with(|c: char| c.is_ascii_digit());
    sound.then_some(end + 2)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_are_told_from_money() {
        assert_eq!(formula("$n - 1$ times"), Some(7));
        assert_eq!(formula("$5 and $6"), None);
        assert_eq!(formula("$a day or $5"), None);
    }

    #[test]
    fn groups_are_told_from_numbers_in_a_row() {
        let read = |text: &'static str| grouped_by_blanks(text).map(|end| &text[..end]);
        assert_eq!(read("1 234 567 people"), Some("1 234 567"));
        assert_eq!(read("12\u{2009}345"), Some("12\u{2009}345"));
        assert_eq!(read("5 000 people"), Some("5 000"));
        assert_eq!(read("12 345"), None);
        assert_eq!(read("2017 123 456"), None);
        assert_eq!(read("1 2345"), None);
    }
}
