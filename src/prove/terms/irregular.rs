//! Inflections that follow no rule: children, analyses, built.

use std::sync::LazyLock;

use crate::base::quick_map::QuickMap;

/// Each form with the words of which it may be an inflection; most have one, `lay` has two.
static FORMS: LazyLock<QuickMap<&'static str, Vec<&'static str>>> = LazyLock::new(|| {
    let mut forms: QuickMap<&str, Vec<&str>> = QuickMap::default();
    for line in include_str!("irregular.tsv").lines().filter(|line| !line.starts_with('#')) {
        let mut words = line.split('\t');
        let Some(base) = words.next() else { continue };
        for form in words {
            forms.entry(form).or_default().push(base);
        }
    }
    forms
});

/// The words of which a word in lower case may be an irregular inflection.
pub fn bases(word: &str) -> &'static [&'static str] {
    FORMS.get(word).map_or(&[], Vec::as_slice)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_has_its_base_and_no_form_is_listed_twice() {
        assert_eq!(bases("children"), ["child"]);
        assert_eq!(bases("laid"), ["lay"]);
        assert_eq!(bases("child"), [""; 0]);
        let lines = include_str!("irregular.tsv").lines().filter(|line| !line.starts_with('#'));
        for line in lines {
            let words: Vec<&str> = line.split('\t').collect();
            assert!(words.len() > 1 && words.iter().all(|word| !word.is_empty()), "{line}");
            assert!(words[1..].iter().all(|form| bases(form).contains(&words[0])), "{line}");
        }
    }

    /// The script of a site's search has the common ones of these, to be small; it has no others, but for words that a
    /// search takes for one though a translation does not.
    #[test]
    fn the_search_of_a_site_has_no_other_forms() {
        const SEARCH_ALONE: [(&str, &str); 8] = [
            ("grow", "growth"),
            ("sell", "sale"),
            ("set", "sets"),
            ("live", "lived"),
            ("good", "better"),
            ("good", "best"),
            ("bad", "worse"),
            ("bad", "worst"),
        ];
        let script = include_str!("../../../templates/assets/search-engine.js");
        let rows = script.split("for (const row of \"").nth(1).unwrap().split('"').next().unwrap();
        let mut count = 0;
        for row in rows.split('|') {
            let mut words = row.split(' ');
            let base = words.next().unwrap();
            for form in words {
                let known = bases(form).contains(&base) || SEARCH_ALONE.contains(&(base, form));
                assert!(known, "search-engine.js: {form} of {base} is not in irregular.tsv");
                count += 1;
            }
        }
        assert!(count > 80);
    }
}
