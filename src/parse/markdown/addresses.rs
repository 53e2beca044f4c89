//! Bare addresses in running text become links, as readers expect.

use std::sync::Arc;

use memchr::memmem;

use crate::model::page::{Inline, Link, Mark, Prose};

/// Marks that end a sentence rather than an address.
const ENDS: [char; 12] = ['.', ',', ';', ':', '!', '?', '\'', '"', '*', '_', '~', '|'];

/// Whether a bare address may stand in a text.
pub fn may_stand_in(text: &str) -> bool {
    ["://", "www."].iter().any(|mark| memmem::find(text.as_bytes(), mark.as_bytes()).is_some())
}

/// Makes links of the bare addresses of a prose.
pub fn link(prose: &mut Prose) {
    let text = prose.text.string();
    if !may_stand_in(text) {
        return;
    }
    let mut out = Vec::with_capacity(prose.inlines.len() + 2);
    let mut within = 0usize;
    for inline in Vec::from(std::mem::take(&mut prose.inlines)) {
        match &inline {
            Inline::Open(Mark::Link(_) | Mark::Image(_)) => within += 1,
            Inline::Close(Mark::Link(_) | Mark::Image(_)) => within = within.saturating_sub(1),
            Inline::Text(range) if within == 0 => {
                let mut from = range.start;
                while let Some((start, end)) = address(&text[from..range.end]) {
                    let (start, end) = (from + start, from + end);
                    if from < start {
                        out.push(Inline::Text(from..start));
                    }
                    let typed = &text[start..end];
                    let scheme = if typed.starts_with("www.") { "https://" } else { "" };
                    let target = format!("{scheme}{typed}");
                    let span = prose.text.span(start..end);
                    let link = Mark::Link(Arc::new(Link { target, title: String::new(), span }));
                    out.extend([Inline::Open(link.clone()), Inline::Text(start..end), Inline::Close(link)]);
                    from = end;
                }
                if from < range.end {
                    out.push(Inline::Text(from..range.end));
                }
                continue;
            }
            _ => {}
        }
        out.push(inline);
    }
    prose.inlines = out.into();
}

/// The first address of a text.
fn address(text: &str) -> Option<(usize, usize)> {
    let with_scheme = text.match_indices("://").find_map(|(at, _)| {
        let before = &text[..at];
        ["https", "http"].iter().find_map(|scheme| before.strip_suffix(scheme)).map(str::len)
    });
    let beside = |c: char| c.is_ascii_alphanumeric() || "./:@-_".contains(c);
    let named = |(at, _): &(usize, &str)| {
        let host = &text[at + "www.".len()..];
        let host = &host
            [..host.find(|c: char| !c.is_ascii_alphanumeric() && c != '-' && c != '.').unwrap_or(host.len())];
        !text[..*at].ends_with(beside) && host.trim_end_matches('.').contains('.')
    };
    let bare = text.match_indices("www.").find(named).map(|(at, _)| at);
    let start = [with_scheme, bare].into_iter().flatten().min()?;
    let rest = &text[start..];
    let is_part = |c: char| c.is_ascii_graphic() && !matches!(c, '<' | '>' | '`' | '{' | '}' | '\\' | '^');
    let mut address = &rest[..rest.find(|c| !is_part(c)).unwrap_or(rest.len())];
    loop {
        let trimmed = address.trim_end_matches(ENDS);
        let open = trimmed.matches('(').count() < trimmed.matches(')').count();
        let open = open || trimmed.matches('[').count() < trimmed.matches(']').count();
        let next = if open { trimmed.strip_suffix([')', ']']).unwrap_or(trimmed) } else { trimmed };
        if next.len() == address.len() {
            break;
        }
        address = next;
    }
    let host = address.split_once("://").map_or(address, |(_, host)| host);
    host.contains('.').then_some((start, start + address.len()))
}

/// Whether words are an address or the name of a file.
pub(super) fn is_address(words: &str) -> bool {
    let words = words.trim();
    let is_name = |name: &str| {
        name.rsplit_once('.').is_some_and(|(stem, ending)| {
            !stem.is_empty()
                && (1..=5).contains(&ending.len())
                && ending.bytes().all(|b| b.is_ascii_alphanumeric())
                && ending.bytes().any(|b| b.is_ascii_alphabetic())
        })
    };
    let path = words.split(['#', '?']).next().unwrap_or("");
    !words.contains(char::is_whitespace)
        && (words.contains("://")
            || words.starts_with(['#', '/'])
            || words.starts_with("./")
            || words.starts_with("../")
            || words.starts_with("mailto:")
            || is_name(path.rsplit('/').next().unwrap_or("")))
}

#[cfg(test)]
mod tests {
    use super::address;

    #[test]
    fn an_address_ends_before_the_marks_of_the_sentence() {
        let found = |text: &'static str| address(text).map(|(start, end)| &text[start..end]);
        for (text, right) in [
            ("见 https://example.org/a?b=c。", "https://example.org/a?b=c"),
            ("（https://example.org/a）", "https://example.org/a"),
            ("(see https://example.org/a_(b)).", "https://example.org/a_(b)"),
            ("Go to http://example.org/, please", "http://example.org/"),
            ("网址https://example.org很好", "https://example.org"),
            ("见www.example.org。", "www.example.org"),
            ("(www.example.org/a), https://example.org/b", "www.example.org/a"),
            ("https://www.example.org/a", "https://www.example.org/a"),
        ] {
            assert_eq!(found(text), Some(right), "{text}");
        }
        for text in ["写 https:// 开头", "www. 开头", "a@www.example.org", "www.example"] {
            assert_eq!(found(text), None, "{text}");
        }
    }
}
