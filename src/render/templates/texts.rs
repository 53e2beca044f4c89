//! The program's own interface texts, in both languages.
//!
//! They stand in one file, `templates/texts.yaml`, which is compiled into the program; `texts:` in
//! `site.yaml` overrides any of them.

use std::collections::BTreeMap;

use memchr::memchr;

use crate::base::diagnostic::Diagnostic;
use crate::base::lang::{Both, Lang};
use crate::base::map::HashMap;
use crate::base::source::Source;
use crate::model::config::Localized;
use crate::model::output::Edition;
use crate::parse;
use crate::render::html::text::on_page;

/// Interface texts by key.
#[derive(Clone, Debug)]
pub struct Texts {
    texts: HashMap<String, Both<String>>,
}

impl Texts {
    /// The defaults, with a site's own on top.
    pub fn new(defaults: &Source, own: &BTreeMap<String, Localized>) -> Result<Texts, Vec<Diagnostic>> {
        let defaults = parse::texts(defaults)?;
        let all = defaults.into_iter().chain(own.iter().map(|(key, said)| (key.clone(), said.clone())));
        Ok(Texts { texts: all.map(|(key, said)| (key, said.into())).collect() })
    }

    /// The text of a key. A key that is not in the file shows itself, and a test looks for that.
    pub fn get(&self, key: &str) -> Both<String> {
        self.texts.get(key).cloned().unwrap_or_else(|| Both::new(format!("[{key}]"), format!("[{key}]")))
    }

    /// The text of a key on one side, to be read where it stands.
    pub fn said(&self, key: &str, lang: Lang) -> &str {
        self.texts.get(key).map_or("", |text| text.get(lang))
    }

    /// The text of a key with `{name}` filled in, side by side.
    pub fn fill(&self, key: &str, values: &[(&str, Both<String>)]) -> Both<String> {
        let Some(text) = self.texts.get(key) else { return self.get(key) };
        Both::from_fn(|lang| {
            let value =
                |name: &str| values.iter().find(|(own, _)| *own == name).map(|(_, value)| value.get(lang));
            filled(text.get(lang), value)
        })
    }

    /// The text of a key with numbers filled in. `{n|page|pages}` is the first word where `n` is one, else the
    /// second.
    pub fn count(&self, key: &str, values: &[(&str, usize)]) -> Both<String> {
        let filled: Vec<_> =
            values.iter().map(|(name, n)| (*name, Both::new(n.to_string(), grouped(*n)))).collect();
        self.fill(key, &filled).map(|text| numbered(text, values))
    }

    /// All texts as an edition shows them: HTML, and plain for attributes.
    pub fn of(&self, edition: Edition) -> (BTreeMap<&str, String>, BTreeMap<&str, String>) {
        let html = self.texts.iter().map(|(key, text)| (key.as_str(), on_page(edition, text))).collect();
        let plain = self.texts.iter().map(|(key, text)| (key.as_str(), edition.plain(text))).collect();
        (html, plain)
    }
}

/// A text with values in place of their names in braces; what is no name of a value stays.
fn filled<'v>(text: &str, value: impl Fn(&str) -> Option<&'v String>) -> String {
    let mut out = String::with_capacity(text.len() + 64);
    let mut rest = text;
    while let Some(at) = memchr(b'{', rest.as_bytes()) {
        out.push_str(&rest[..at]);
        let after = &rest[at + 1..];
        let end = memchr(b'}', after.as_bytes());
        let found = end.and_then(|end| Some((value(&after[..end])?, &after[end + 1..])));
        match found {
            Some((value, after)) => {
                out.push_str(value);
                rest = after;
            }
            None => {
                out.push('{');
                rest = after;
            }
        }
    }
    out.push_str(rest);
    out
}

/// A text with the right one of each two words, as the number between the braces says.
fn numbered(mut text: String, values: &[(&str, usize)]) -> String {
    if !text.contains('|') {
        return text;
    }
    for (name, n) in values {
        let opened = format!("{{{name}|");
        while let Some(start) = text.find(&opened) {
            let Some(end) = text[start..].find('}').map(|at| start + at) else { break };
            let words = &text[start + opened.len()..end];
            let (one, many) = words.split_once('|').unwrap_or((words, words));
            let word = if *n == 1 { one } else { many }.to_owned();
            text.replace_range(start..=end, &word);
        }
    }
    text
}

/// 12345 → 12,345.
pub fn grouped(n: usize) -> String {
    let digits = n.to_string();
    if n < 1000 {
        return digits;
    }
    let mut out = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_stand_for_their_names_and_bring_no_names_along() {
        let (title, n) = ("{n} {页".to_owned(), "3".to_owned());
        let value = |name: &str| {
            [("title", &title), ("n", &n)].into_iter().find(|one| one.0 == name).map(|one| one.1)
        };
        assert_eq!(filled("{title}：第{n}段{n|page|pages}", value), "{n} {页：第3段{n|page|pages}");
        assert_eq!(filled("{{n}} {m} {", value), "{3} {m} {");
        assert_eq!(filled("", value), "");
    }

    #[test]
    fn one_thing_is_not_counted_like_many() {
        let said = |text: &str, n: usize| numbered(text.to_owned(), &[("n", n)]);
        assert_eq!(said("1 {n|page|pages}", 1), "1 page");
        assert_eq!(said("{n|It|They} {n|stands|stand}", 2), "They stand");
        assert_eq!(said("an open {n|page", 1), "an open {n|page");
        assert_eq!(said("{m|page|pages}", 1), "{m|page|pages}");
    }
}
