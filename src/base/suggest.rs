//! The nearest known word to a misspelt one, for “did you mean”.

/// The candidate that differs from `word` by the fewest edits, if it is near enough to be meant:
/// at most a third of its length, at least one edit.
pub fn nearest<'c>(word: &str, candidates: impl Iterator<Item = &'c str>) -> Option<&'c str> {
    let typed: Vec<char> = word.to_lowercase().chars().collect();
    candidates
        .map(|candidate| (edits(&typed, &candidate.to_lowercase().chars().collect::<Vec<_>>()), candidate))
        .filter(|(count, candidate)| *count <= (candidate.chars().count().max(typed.len()) / 3).max(1))
        .min_by_key(|(count, _)| *count)
        .map(|(_, candidate)| candidate)
}

/// Levenshtein distance with neighbouring letters exchanged counted as one (optimal string alignment).
fn edits(a: &[char], b: &[char]) -> usize {
    let mut before: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=b.len()).collect();
    for i in 1..=a.len() {
        let mut row = vec![i];
        for j in 1..=b.len() {
            let change = last[j - 1] + usize::from(a[i - 1] != b[j - 1]);
            let mut least = change.min(last[j] + 1).min(row[j - 1] + 1);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                least = least.min(before[j - 2] + 1);
            }
            row.push(least);
        }
        before = std::mem::replace(&mut last, row);
    }
    last[b.len()]
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
    }
}
