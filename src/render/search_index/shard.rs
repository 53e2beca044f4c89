//! A text shard: what is said in Chinese, what is said in English, and the pages on which it stands, as JSON. Languages
//! stand apart because they are packed shorter so.
//!
//! ```text
//! shard = [[zh, …], [en, …], [page, …]]
//! page  = [address, type, topic, [document, …], [entry, …]]
//! entry = [kind, id, more, document, number]
//! ```
//!
//! In either language there is a text for each page, its title, and behind it one for each of its entries.
//!
//! `type`, `topic`, `kind` and `document` are numbers; topics and documents are listed in `index.js`. An `id` that
//! is a number n stands for `pn`. `more`, `document` and `number` are left out from the end where there is nothing
//! to say: `more` is 0 then, `document` -1 (a paragraph of an original is from the document of its page), `number`
//! is the position of a passage where it is not that of its id.
//!
//! `more` of a term: what is said of it in zh and en, then its other forms: accepted ones, "", wrong ones. `more` of
//! a passage: its segments, two numbers each, how many UTF-16 units they have in zh and in en. Where a segment does
//! not begin where the one before it ends, two numbers of which none is above 0 come first: how many units lie
//! between.

use std::fmt::Write;
use std::ops::Range;
use std::sync::Arc;

use crate::base::json::{self, JsonIn};
use crate::base::lang::{Both, Lang};
use crate::render::search_index::entries::{SearchEntry, TextKind, TextPlace};
use crate::render::segment_ranges::{TextUnit, ranges};

/// Writes a shard.
pub fn write(out: &mut String, shard: &[SearchEntry]) {
    let same = |one: &SearchEntry, next: &SearchEntry| {
        // Those of a small site are made for each tier, and stand together.
        Arc::ptr_eq(&one.head, &next.head)
            || one.head.path == next.head.path && one.head.page == next.head.page
    };
    let pages: Vec<&[SearchEntry]> = shard.chunk_by(same).collect();
    let texts: usize = shard.iter().map(SearchEntry::size).sum();
    out.reserve(texts + texts / 4);
    out.push('[');
    for lang in Lang::ALL {
        said(out, &pages, lang);
        out.push(',');
    }
    out.push('[');
    for (at, entries) in pages.into_iter().enumerate() {
        out.push_str(if at > 0 { "," } else { "" });
        page(out, entries);
    }
    out.push_str("]]");
}

/// What the pages are called and say in a language.
fn said(out: &mut String, pages: &[&[SearchEntry]], lang: Lang) {
    out.push('[');
    for (at, entries) in pages.iter().enumerate() {
        out.push_str(if at > 0 { "," } else { "" });
        text(out, entries.first().map_or("", |one| one.head.titles.get(lang)));
        for one in *entries {
            out.push(',');
            text(out, one.texts.get(lang));
        }
    }
    out.push(']');
}

fn text(out: &mut String, text: &str) {
    json::string(out, text, JsonIn::Script);
}

/// Numbers with commas between them.
fn numbers<N: std::fmt::Display>(out: &mut String, numbers: impl IntoIterator<Item = N>) {
    for (at, number) in numbers.into_iter().enumerate() {
        out.push_str(if at > 0 { "," } else { "" });
        // Writing to a text cannot fail.
        let _ = write!(out, "{number}");
    }
}

fn page(out: &mut String, entries: &[SearchEntry]) {
    let Some(first) = entries.first() else { return };
    let head = &first.head;
    out.push('[');
    text(out, &head.path);
    let _ = write!(out, ",{},{},[", head.page as u8, head.topic);
    numbers(out, &head.documents);
    out.push_str("],[");
    for (at, one) in entries.iter().enumerate() {
        out.push_str(if at > 0 { "," } else { "" });
        entry(out, one);
    }
    out.push_str("]]");
}

fn entry(out: &mut String, one: &SearchEntry) {
    let _ = write!(out, "[{},", one.kind as u8);
    id(out, one.place);
    let document = one.document.filter(|_| one.kind != TextKind::Paragraph);
    let number = match one.place {
        TextPlace::Passage(passage) if plain_id(&passage.id) != Some(passage.number) => Some(passage.number),
        _ => None,
    };
    let has_more = more(out, one);
    if !has_more && (document.is_some() || number.is_some()) {
        out.push_str(",0");
    }
    match (document, number) {
        (Some(document), None) => drop(write!(out, ",{document}")),
        (document, Some(number)) => {
            let _ = write!(out, ",{},{number}", document.map_or(-1, |at| at as i64));
        }
        (None, None) => {}
    }
    out.push(']');
}

fn id(out: &mut String, place: TextPlace) {
    match place {
        TextPlace::Page => text(out, ""),
        TextPlace::Paragraph(number) => drop(write!(out, "{number}")),
        TextPlace::Term(anchor) => text(out, anchor),
        TextPlace::Passage(passage) => match plain_id(&passage.id) {
            Some(number) => drop(write!(out, "{number}")),
            None => text(out, &passage.id),
        },
    }
}

/// The n of `pn`, if the id is written so.
fn plain_id(id: &str) -> Option<usize> {
    let digits =
        id.strip_prefix('p').filter(|digits| digits.len() < 10 && !digits.starts_with(['0', '+']))?;
    digits.parse().ok()
}

/// Writes what else there is to say, if there is anything.
fn more(out: &mut String, one: &SearchEntry) -> bool {
    if !one.forms.is_empty() {
        for (at, form) in one.forms.iter().enumerate() {
            out.push_str(if at > 0 { "," } else { ",[" });
            text(out, form);
        }
        out.push(']');
        return true;
    }
    let (TextPlace::Passage(passage), Some((bitext, segments))) = (one.place, one.segmented) else {
        return false;
    };
    out.push_str(",[");
    numbers(out, coded(&ranges(bitext, passage, segments, TextUnit::Utf16)));
    out.push(']');
    true
}

/// Ranges as numbers, two each, gaps told apart by their sign.
fn coded(ranges: &[Both<Range<usize>>]) -> Vec<i64> {
    let mut all = Vec::with_capacity(ranges.len() * 2);
    let mut last = Both { zh: 0, en: 0 };
    for one in ranges {
        let gap = [one.zh.start.saturating_sub(last.zh), one.en.start.saturating_sub(last.en)];
        if gap != [0, 0] {
            all.extend(gap.map(|units| -(units as i64)));
        }
        all.extend([one.zh.len() as i64, one.en.len() as i64]);
        last = Both { zh: one.zh.end, en: one.en.end };
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// What the script does.
    fn decoded(numbers: &[i64]) -> Vec<Both<Range<usize>>> {
        let (mut a, mut b, mut out) = (0, 0, Vec::new());
        for pair in numbers.chunks(2) {
            let (x, y) = (pair[0], pair[1]);
            if x < 0 || y < 0 {
                (a, b) = (a - x, b - y);
            } else {
                out.push(Both { zh: a as usize..(a + x) as usize, en: b as usize..(b + y) as usize });
                (a, b) = (a + x, b + y);
            }
        }
        out
    }

    #[test]
    fn ids_that_are_numbers_are_told_from_others() {
        assert_eq!(
            ["p1", "p120", "p01", "p", "q1", "p1.2", "p+1"].map(plain_id),
            [Some(1), Some(120), None, None, None, None, None]
        );
    }

    proptest! {
        #[test]
        fn ranges_are_read_as_they_were_written(steps in prop::collection::vec([0..3usize, 0..40, 0..3, 0..40], 0..12)) {
            let (mut a, mut b, mut ranges) = (0, 0, Vec::new());
            for [gap_zh, zh, gap_en, en] in steps {
                ranges.push(Both { zh: a + gap_zh..a + gap_zh + zh, en: b + gap_en..b + gap_en + en });
                (a, b) = (a + gap_zh + zh, b + gap_en + en);
            }
            prop_assert_eq!(decoded(&coded(&ranges)), ranges);
        }
    }
}
