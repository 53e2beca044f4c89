//! English words without their inflection.

/// A word in lower case cut down so far that all its regular inflections are equal: plural, -ed, -ing; a doubled
/// consonant and a last e or y go too. Other words may be equal to them then.
pub(crate) fn stem(word: &str) -> &str {
    if word.len() <= 3 || !word.is_ascii() || word.ends_with("ss") {
        return word;
    }
    let cut = |suffix: &str, least: usize| word.strip_suffix(suffix).filter(|stem| stem.len() >= least);
    let short = match word.as_bytes()[word.len() - 1] {
        b's' => cut("ies", 2).or(cut("es", 3)).or(cut("s", 3)),
        b'g' => cut("ing", 4),
        b'd' => cut("ied", 2).or(cut("ed", 4)),
        _ => None,
    };
    let short = short.unwrap_or(word);
    let bytes = short.as_bytes();
    let doubled = bytes.len() > 4
        && bytes[bytes.len() - 1] == bytes[bytes.len() - 2]
        && !short.ends_with("ss")
        && !short.ends_with("ll");
    let short = if doubled { &short[..short.len() - 1] } else { short };
    short.strip_suffix(['e', 'y']).filter(|stem| stem.len() >= 3).unwrap_or(short)
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
