//! A page as its two files say it, found by plain means: the stretches of text that stand across from each
//! other, and what in them can be changed.

use std::ops::Range;

use duizhao::base::lang::{Both, Lang};
use duizhao::base::source::Source;

/// A value of a header, or a block of the text below.
#[derive(Clone, Debug)]
pub struct Stretch {
    /// Bytes of the file.
    pub range: Range<usize>,
    /// What it is: a key of the header, or `quotation`, `prose`.
    pub kind: &'static str,
}

/// The two files of a page.
pub struct Pair {
    /// The files.
    pub files: Both<Source>,
    /// What stands across from each other: as many on both sides.
    pub stretches: Vec<Both<Stretch>>,
}

impl Pair {
    /// Takes the files apart.
    pub fn new(files: Both<Source>) -> Pair {
        let all = Both::from_fn(|lang: Lang| {
            let text = &files.get(lang).text;
            KEYS.iter().flat_map(|key| values(text, key)).chain(blocks(text)).collect::<Vec<_>>()
        });
        let kinds = |lang: Lang| all.get(lang).iter().map(|one| one.kind).collect::<Vec<_>>();
        assert_eq!(kinds(Lang::Zh), kinds(Lang::En), "{}", files.zh.path);
        let stretches = all.zh.iter().zip(&all.en).map(|(zh, en)| Both { zh: zh.clone(), en: en.clone() });
        Pair { stretches: stretches.collect(), files }
    }

    /// The text of a stretch.
    pub fn text(&self, lang: Lang, stretch: &Stretch) -> &str {
        &self.files.get(lang).text[stretch.range.clone()]
    }

    /// Bytes of the file at which characters stand that a reader sees in a stretch: none in editor's marks,
    /// waivers, ids, locators or addresses of links.
    pub fn seen(&self, lang: Lang, stretch: &Stretch) -> Vec<(usize, char)> {
        let text = self.text(lang, stretch);
        let (mut braces, mut address, mut seen) = (0_i32, false, Vec::new());
        for (at, c) in text.char_indices() {
            let line = text[..at].rfind('\n').map_or(0, |line| line + 1);
            match c {
                '{' => braces += 1,
                '}' => braces -= 1,
                '(' if text[..at].ends_with(']') => address = true,
                ')' => address = false,
                _ if braces == 0 && !address && !text[line..].starts_with("> — ") => {
                    seen.push((stretch.range.start + at, c));
                }
                _ => {}
            }
        }
        seen
    }

    /// Bytes of the file where a form of words stands in an English stretch, case aside and in the plural too.
    pub fn places(&self, stretch: &Stretch, form: &str) -> Vec<Range<usize>> {
        let (text, form) = (self.text(Lang::En, stretch).to_ascii_lowercase(), form.to_ascii_lowercase());
        let is_letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        let whole = |at: usize| {
            let ends = ["", "s", "es"].map(|plural| at + form.len() + plural.len());
            let plural = |end: &usize| {
                text.get(at + form.len()..*end)
                    .is_some_and(|plural| "es".ends_with(plural) || plural.is_empty())
                    && !is_letter(text[*end..].chars().next())
            };
            let end = ends.into_iter().find(plural)?;
            let own = stretch.range.start + at..stretch.range.start + end;
            (!is_letter(text[..at].chars().next_back())).then_some(own)
        };
        let seen = self.seen(Lang::En, stretch);
        let is_seen = |place: &Range<usize>| seen.binary_search_by_key(&place.start, |one| one.0).is_ok();
        text.match_indices(&form).filter_map(|(at, _)| whole(at)).filter(is_seen).collect()
    }
}

const KEYS: [&str; 4] = ["title", "summary", "tags", "label"];

/// Where the text below the header begins.
fn body(text: &str) -> usize {
    text[4..].find("\n---\n").unwrap() + 4 + 5
}

/// The values of a key in a header.
fn values(text: &str, key: &'static str) -> Vec<Stretch> {
    let header = &text[..body(text)];
    let value = |(at, _): (usize, &str)| {
        let from = at + key.len() + 2;
        let line = header[from..].find('\n').map_or(header.len(), |end| from + end);
        let end = match header[from..].starts_with('"') {
            true => from + 1 + header[from + 1..].find('"').unwrap(),
            false if header[..at].ends_with("{ ") || header[..at].ends_with(", ") => {
                header[from..].find([',', '}']).map_or(line, |end| from + end)
            }
            false => line,
        };
        Stretch { range: from..end, kind: key }
    };
    let is_key = |at: &usize| header[..*at].ends_with(['\n', ' ']);
    header.match_indices(&format!("{key}: ")).filter(|(at, _)| is_key(at)).map(value).collect()
}

/// The blocks of a text, without waivers.
fn blocks(text: &str) -> Vec<Stretch> {
    let mut at = body(text);
    let mut all = Vec::new();
    for block in text[at..].split("\n\n") {
        let start = at + block.len() - block.trim_start().len();
        let kind = if block.trim_start().starts_with("> ") { "quotation" } else { "prose" };
        if !block.trim().is_empty() && !block.trim_start().starts_with("<!--") {
            all.push(Stretch { range: start..start + block.trim().len(), kind });
        }
        at += block.len() + 2;
    }
    all
}
