//! A gap in an English text, where a number has fallen out: “rose by percent”, “between and 2004”, “in.”
//!
//! A gap proves nothing by itself, for English sentences may end in a preposition. It makes a Chinese number
//! that has no equal, and that a translation might have left unsaid, a missing one.

use std::ops::Range;

use crate::quantity::value::Quantity;

/// Words that want a number before them.
const UNITS: [&str; 8] = ["percent", "%", "‰", "a.m", "p.m", "million", "billion", "trillion"];

/// Words after which a unit needs none: a million, several percent.
const VAGUE: [&str; 9] = ["a", "an", "the", "per", "several", "many", "few", "what", "multi"];

/// Words that stand before a number in parentheses.
const VAGUE_BEFORE: [&str; 6] = ["about", "around", "approximately", "or", "nearly", "some"];

/// Words that want something after them.
const LEADS: [&str; 11] =
    ["in", "from", "to", "since", "until", "between", "of", "than", "nearly", "about", "during"];

/// Whether a number has fallen out somewhere.
pub(super) fn is_open(text: &str, found: &[Quantity]) -> bool {
    let words = words(text);
    // Quantities stand in order.
    let said = |range: &Range<usize>| {
        let next = found.partition_point(|one| one.range.end <= range.start);
        found.get(next).is_some_and(|one| one.range.start < range.end)
    };
    let next = |at: usize| words.get(at).map_or("", |(word, _)| word.as_str());
    words.iter().enumerate().any(|(at, (word, range))| {
        let before = at.checked_sub(1).map_or("", |place| words[place].0.as_str());
        let after = words.get(at + 1).map_or("", |(word, _)| word.as_str());
        let wants_number =
            UNITS.contains(&word.as_str()) && !said(range) && !VAGUE.contains(&before) && before != "-";
        let ends = LEADS.contains(&word.as_str()) && matches!(after, "" | "." | "," | ";" | ")");
        // “Nov. 5,, India”, “(about )”, “January 1,.”: marks between which nothing is left.
        let nothing = match word.as_str() {
            "," => matches!(after, "," | "." | ";" | ":" | ")"),
            "(" => after == ")" || after == "," || (VAGUE_BEFORE.contains(&after) && next(at + 2) == ")"),
            "at" => after == "o" && next(at + 2) == "'" || after == "o’clock" || after == "on",
            "$" | "£" | "€" | "rmb" => {
                matches!(
                    after,
                    "" | "." | "," | ";" | ")" | "million" | "billion" | "trillion" | "to" | "and"
                ) && !said(range)
            }
            "and" | "to" | "than" | "of" | "by" | "from" | "in" => {
                matches!(after, "percent" | "%") && !VAGUE.contains(&after)
            }
            _ => false,
        };
        let torn = LEADS.contains(&word.as_str())
            && matches!(after, "and" | "or")
            && !matches!(word.as_str(), "to" | "in" | "of" | "from" | "than" | "until" | "since" | "during");
        nothing
            || torn
            || wants_number
            || ends
            || matches!((word.as_str(), after), ("from", "to") | ("between", "and"))
    })
}

/// Words in small letters and marks, with their bytes.
fn words(text: &str) -> Vec<(String, Range<usize>)> {
    let mut all: Vec<(String, Range<usize>)> = Vec::new();
    let mut open = false;
    for (at, c) in text.char_indices() {
        let end = at + c.len_utf8();
        // The point of “p.m” belongs to it.
        let inner = c == '.' && text[end..].starts_with(|c: char| c.is_alphabetic());
        let part = c.is_alphanumeric() || inner;
        match all.last_mut().filter(|_| open && part) {
            Some((word, range)) => {
                word.extend(c.to_lowercase());
                range.end = end;
            }
            None if !c.is_whitespace() => all.push((c.to_lowercase().collect(), at..end)),
            None => {}
        }
        open = part;
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::lang::Lang;
    use crate::quantity::quantities;

    #[test]
    fn a_number_that_fell_out_leaves_a_gap() {
        let open = |text: &str| is_open(text, &quantities(text, Lang::En, &[]));
        for gap in [
            "Prices fell by percent.",
            "Over % of households have joined.",
            "It starts at p.m.",
            "It grew to 11.3% in.",
            "between and 2004",
            "Revenue came to million yuan.",
            "from August 14 to .",
        ] {
            assert!(open(gap), "{gap}");
        }
        for whole in [
            "Prices fell by 30 percent.",
            "It starts at 3 p.m.",
            "a million people in 2004",
            "several million yuan",
            "from 3 to 5 percent, in August",
            "a multi-million-yuan project",
        ] {
            assert!(!open(whole), "{whole}");
        }
    }
}
