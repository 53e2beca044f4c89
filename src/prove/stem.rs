//! English words without their inflection.

/// A word in lower case cut down so far that all its regular inflections are equal: plural, -ed, -ing; a doubled
/// consonant and a last e or y go too. Other words may be equal to them then.
pub(crate) fn stem(word: &str) -> &str {
    // Words of other letters have no inflection that is known.
    if word.is_ascii() { &word[..stem_length(word.as_bytes())] } else { word }
}

/// How long the stem of a word of ASCII in lower case is.
pub(crate) fn stem_length(word: &[u8]) -> usize {
    let short = match word {
        [] | [_] | [_, _] | [_, _, _] | [.., b's', b's'] => return word.len(),
        // At least two letters stay before “ies” and “ied”, four before “ing” and “ed”.
        [rest @ .., b'i', b'e', b's' | b'd'] if rest.len() >= 2 => rest,
        [rest @ .., b'e', b's'] if rest.len() >= 3 => rest,
        [rest @ .., b's'] => rest,
        [rest @ .., b'i', b'n', b'g'] | [rest @ .., b'e', b'd'] if rest.len() >= 4 => rest,
        _ => word,
    };
    let short = match short {
        [_, _, _, .., one, last] if one == last && !matches!(last, b'l' | b's') => &short[..short.len() - 1],
        _ => short,
    };
    match short {
        [stem @ .., b'e' | b'y'] if stem.len() >= 3 => stem.len(),
        _ => short.len(),
    }
}

#[cfg(test)]
mod tests {
    use super::stem;

    #[test]
    fn inflections_have_one_stem() {
        for (base, form) in [
            ("city", "cities"),
            ("carry", "carried"),
            ("plan", "planned"),
            ("reduce", "reducing"),
            ("port", "ports"),
        ] {
            assert_eq!(stem(base), stem(form), "{form}");
        }
        for word in ["loss", "led", "海", "éclats"] {
            assert_eq!(stem(word), word);
        }
    }
}
