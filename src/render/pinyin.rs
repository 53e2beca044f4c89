//! How Chinese is read: the order of terms by pinyin, character by character, and syllables to search by. Alone knows the crate of that name, which
//! brings no other and holds the readings of all characters; a term that it would read wrongly says how it
//! is read.

use pinyin::{ToPinyin, ToPinyinMulti};

/// What a term is sorted by: the syllables of its characters; letters and digits stand for themselves.
pub fn key(term: &str, own: Option<&str>) -> String {
    if let Some(own) = own {
        return own.to_lowercase();
    }
    let mut key = String::new();
    for c in term.chars() {
        match c.to_pinyin() {
            Some(syllable) => {
                key.push_str(syllable.plain());
                key.push(' ');
            }
            None if c.is_alphanumeric() => key.extend(c.to_lowercase()),
            None => {}
        }
    }
    key.trim_end().to_owned()
}

/// The syllables, without tones, that a character is read as.
pub fn syllables(c: char) -> Vec<&'static str> {
    let Some(all) = c.to_pinyin_multi() else { return Vec::new() };
    let mut plain: Vec<&str> = all.into_iter().map(|one| one.plain()).collect();
    plain.sort_unstable();
    plain.dedup();
    plain
}

/// The letter under which a key or a word stands; `#` for what begins with none.
pub fn letter(key: &str) -> char {
    let first = key.chars().find(|c| c.is_alphanumeric()).map(|c| c.to_ascii_uppercase());
    first.filter(char::is_ascii_uppercase).unwrap_or('#')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn terms_are_sorted_by_syllables() {
        let mut terms = ["产业", "5G基站", "经济", "长三角", "“八八战略”"];
        let own = |term: &str| (term == "长三角").then_some("chang san jiao");
        terms.sort_by_key(|term| key(term, own(term)));
        assert_eq!(terms, ["5G基站", "“八八战略”", "产业", "长三角", "经济"]);
        assert_eq!(key("重庆", Some("chong qing")), "chong qing");
        assert_eq!((letter("chan ye"), letter("5gji"), letter("“Double” First")), ('C', '#', 'D'));
    }
}
