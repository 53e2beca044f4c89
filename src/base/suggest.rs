//! The nearest known word to a misspelt one, for “did you mean”.

use strsim::osa_distance;

/// How long a word may be, in bytes, that is held against others.
const LONGEST: usize = 240;

/// The candidate that differs from `word` by the fewest edits, neighbours exchanged counted as one, if it is near
/// enough to be meant: at most a third of its length, at least one edit.
pub fn nearest<'c>(word: &str, candidates: impl Iterator<Item = &'c str>) -> Option<&'c str> {
    if word.len() > LONGEST {
        return None;
    }
    let typed = word.to_lowercase();
    let length = typed.chars().count();
    let distance = |candidate: &'c str| {
        let count = candidate.chars().count();
        let most = (count.max(length) / 3).max(1);
        if candidate.len() > LONGEST || count.abs_diff(length) > most {
            return None;
        }
        let edits = osa_distance(&typed, &candidate.to_lowercase());
        (edits <= most).then_some((edits, candidate))
    };
    candidates.filter_map(distance).min_by_key(|(edits, _)| *edits).map(|(_, candidate)| candidate)
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn finds_what_was_meant() {
        let keys = ["title", "summary", "weight", "figures"];
        assert_eq!(nearest("titel", keys.into_iter()), Some("title"));
        assert_eq!(nearest("figure", keys.into_iter()), Some("figures"));
        assert_eq!(nearest("作者", keys.into_iter()), None);
        assert_eq!(nearest(&"x".repeat(60_000), keys.into_iter()), None);
    }
}
