//! Why a quotation is not in its original: the one thing that an editor has to change.
//!
//! [`crate::prove::quotes::find`] only says that it is not there. Here the reason is looked for, the most
//! certain first: another paragraph, another original, parts in another order or from two originals, places
//! joined without `[…]`, characters that differ.

use std::collections::BTreeSet;
use std::ops::Range;

use crate::base::script::simplified;
use crate::model::original::{Normalized, Original};
use crate::model::page::Prose;
use crate::model::proof::Quoted;
use crate::model::site::Site;
use crate::prove::quotes::align::{NearestRun, nearest_run};
use crate::prove::quotes::find::{self, Insertions, Named};

/// The fewest characters of a piece that is taken for a place of its own.
const PIECE: usize = 6;
/// How many characters may be left out before it is taken for an omission without its mark.
const GAP: usize = 12;
/// The most characters of a part that are compared one by one.
const COMPARED: usize = 1500;

/// What is wrong with a paragraph of a quotation. Ranges of the page are bytes of the prose's `text`,
/// ranges of an original bytes of its folded text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Misquotation {
    /// It stands in the named original, in another paragraph than its locator says.
    OtherParagraph {
        /// Index into the originals.
        original: usize,
        /// Where it stands.
        run: Range<usize>,
    },
    /// It stands in an original that the page does not name.
    OtherOriginal {
        /// Index into the originals.
        original: usize,
        /// Where its first part stands.
        run: Range<usize>,
    },
    /// Its parts stand in one original, but not one after another.
    Order {
        /// Index into the originals.
        original: usize,
        /// The part before and where it stands.
        before: (Range<usize>, Range<usize>),
        /// The part that stands before it and where.
        after: (Range<usize>, Range<usize>),
    },
    /// Its parts stand in different originals.
    Scattered(Vec<(Range<usize>, usize, Range<usize>)>),
    /// Two places are joined, or something was left out, without `[…]`.
    Joined {
        /// Index into the originals.
        original: usize,
        /// The byte of the page at which the second piece begins.
        at: usize,
        /// The first piece and the second.
        pieces: [Range<usize>; 2],
    },
    /// Characters differ.
    Differs {
        /// Index into the originals.
        original: usize,
        /// Whether the page names that original.
        named: bool,
        /// The nearest run.
        run: Range<usize>,
        /// Where they differ, on the page and in the original; one of the two may be empty.
        differences: Vec<(Range<usize>, Range<usize>)>,
    },
    /// Something is left out with another mark than `[…]`: the mark.
    OmissionMark(Range<usize>),
    /// Nothing resembles it: the part of the page.
    Unlike(Range<usize>),
}

/// The originals that are searched for the reason: those that were named, and the others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SearchedOriginals {
    /// Those in which it was looked for.
    pub named: Vec<usize>,
    /// The others.
    pub others: Vec<usize>,
}

/// How many originals that are like a part of a quotation are searched, where there are many, and how many that may
/// hold it.
const LIKE: usize = 8;

/// The originals to search for a paragraph of a quotation; where there are many, and so many were searched `before`,
/// those that it is like.
pub fn searched(site: &Site, named: &Named, prose: &Prose, before: usize) -> SearchedOriginals {
    let named_all = named.as_slice();
    if site.originals.len() <= find::MANY || before < find::OFTEN {
        let others = (0..site.originals.len()).filter(|at| !named_all.contains(at)).collect();
        return SearchedOriginals { named: named_all.to_vec(), others };
    }
    let index = &site.original_index;
    let parts = find::parts(prose.text.string(), Insertions::LeftOut);
    let of = |part: &Normalized| {
        let holding = index.holding(&site.originals, &part.string).unwrap_or_default();
        let like = index.like(&site.originals, &part.string, LIKE);
        holding.iter().take(LIKE).map(|at| *at as usize).chain(like).collect::<Vec<_>>()
    };
    let all: BTreeSet<usize> = parts.iter().take(LIKE).flat_map(of).collect();
    let named = match named_all.len() <= find::MANY {
        true => named_all.to_vec(),
        false => named.among(all.iter().copied()),
    };
    let others = all.into_iter().filter(|at| !named.contains(at)).collect();
    SearchedOriginals { named, others }
}

/// Everything that is wrong with a paragraph of a quotation that was not found.
pub fn explain(site: &Site, searched: &SearchedOriginals, prose: &Prose) -> Vec<Misquotation> {
    let SearchedOriginals { named, others } = searched;
    let text = prose.text.string();
    let typed = text.trim();
    if typed_omission(typed) == Some(typed.len()) {
        return vec![Misquotation::OmissionMark(0..text.len())];
    }
    let parts = find::parts(text, Insertions::LeftOut);
    if parts.is_empty() {
        return vec![Misquotation::Unlike(0..text.len())];
    }
    if let Some(found) = whole(site, named, others, prose) {
        return vec![found];
    }
    let marks = typed_omissions(text);
    if !marks.is_empty() {
        let found = with_other_marks(site, named, prose, &marks);
        if !found.is_empty() {
            return found;
        }
    }
    let bad: Vec<&Normalized> =
        parts.iter().filter(|part| first_in(site, named, &part.string).is_none()).collect();
    if bad.is_empty() {
        return vec![order(site, named, &parts, text)];
    }
    let elsewhere: Option<Vec<_>> = parts
        .iter()
        .map(|part| {
            let (original, run) =
                first_in(site, named, &part.string).or_else(|| first_in(site, others, &part.string))?;
            Some((part.whole(text), original, run))
        })
        .collect();
    if let Some(places) = elsewhere {
        return vec![Misquotation::Scattered(places)];
    }
    bad.into_iter().map(|part| faulty(site, named, others, part, text)).collect()
}

/// A quotation that stands word for word somewhere else.
fn whole(site: &Site, named: &[usize], others: &[usize], prose: &Prose) -> Option<Misquotation> {
    let mut anywhere = prose.clone();
    anywhere.locate(None);
    let look = |originals: &[usize]| match find::find(site, &Named::of(originals.to_vec()), &anywhere) {
        Quoted::Found(found) => found.runs.first().map(|run| (found.original, run.clone())),
        _ => None,
    };
    if prose.locator().is_some()
        && let Some((original, run)) = look(named)
    {
        return Some(Misquotation::OtherParagraph { original, run });
    }
    look(others).map(|(original, run)| Misquotation::OtherOriginal { original, run })
}

/// Marks that people type where words are left out, and that an original prints for other reasons too.
const OMISSIONS: [&str; 13] = [
    "……",
    "…",
    "⋯⋯",
    "⋯",
    "......",
    "...",
    "。。。。。。",
    "。。。",
    "······",
    "···",
    "×××",
    "***",
    "＊＊＊",
];

/// Words that say the same in brackets, such as “（下略）”.
const LEFT_OUT: [&str; 10] =
    ["略", "下略", "中略", "上略", "前略", "后略", "以下略", "省略", "从略", "有删节"];

/// The mark of an omission that a text begins with: how long it is.
fn typed_omission(text: &str) -> Option<usize> {
    let bare = |text: &str| OMISSIONS.iter().find(|mark| text.starts_with(**mark)).map(|mark| mark.len());
    let Some(open) = text.chars().next().filter(|c| "（(［[〔【".contains(*c)) else { return bare(text) };
    // No mark is longer than this.
    let inside = &text[open.len_utf8()..text.floor_char_boundary(64)];
    let end = inside.find(['）', ')', '］', ']', '〕', '】'])?;
    let close = inside[end..].chars().next().map_or(0, char::len_utf8);
    let words = inside[..end].trim();
    let is_mark = LEFT_OUT.contains(&words) || bare(words) == Some(words.len());
    is_mark.then_some(open.len_utf8() + end + close)
}

/// The marks of a text that may stand for words left out.
fn typed_omissions(text: &str) -> Vec<Range<usize>> {
    let (mut marks, mut at) = (Vec::new(), 0);
    while at < text.len() {
        let mark = typed_omission(&text[at..]);
        let known = find::omission(&text[at..]);
        match (known, mark) {
            (Some(known), _) => at += known,
            (None, Some(length)) => {
                marks.push(at..at + length);
                at += length;
            }
            _ => at += text[at..].chars().next().map_or(1, char::len_utf8),
        }
    }
    marks
}

/// What is wrong if these marks say that words are left out; nothing if that explains nothing.
fn with_other_marks(
    site: &Site,
    named: &[usize],
    prose: &Prose,
    marks: &[Range<usize>],
) -> Vec<Misquotation> {
    let text = prose.text.string();
    let mut pieces: Vec<Range<usize>> = Vec::new();
    let mut from = 0;
    for mark in marks {
        pieces.push(from..mark.start);
        from = mark.end;
    }
    pieces.push(from..text.len());
    let said = |piece: &Range<usize>| find::parts(&text[piece.clone()], Insertions::LeftOut);
    let stands =
        |piece: &Range<usize>| said(piece).iter().all(|part| first_in(site, named, &part.string).is_some());
    let words = pieces.iter().filter(|piece| !said(piece).is_empty());
    if !words.clone().any(stands) {
        return Vec::new();
    }
    // A mark that the original prints, as “等等……”, stays between its words.
    let kept = |mark: &Range<usize>| {
        let around = pieces
            .iter()
            .find(|one| one.end == mark.start)
            .zip(pieces.iter().find(|one| one.start == mark.end));
        let whole = |(before, after): (&Range<usize>, &Range<usize>)| before.start..after.end;
        around.map(whole).is_some_and(|whole| stands(&whole))
    };
    marks.iter().filter(|mark| !kept(mark)).cloned().map(Misquotation::OmissionMark).collect()
}

/// The first of some originals that holds a folded text, and where.
fn first_in(site: &Site, originals: &[usize], part: &str) -> Option<(usize, Range<usize>)> {
    originals.iter().find_map(|at| {
        let start = site.originals[*at].find(part, 0)?;
        Some((*at, start..start + part.len()))
    })
}

/// Parts that each stand in a named original, though not one after another in one of them.
fn order(site: &Site, named: &[usize], parts: &[Normalized], text: &str) -> Misquotation {
    for at in named {
        let original = &site.originals[*at];
        let places: Option<Vec<usize>> = parts.iter().map(|part| original.find(&part.string, 0)).collect();
        let Some(places) = places else { continue };
        let run =
            |part: usize| (parts[part].whole(text), places[part]..places[part] + parts[part].string.len());
        // The first part that no longer stands after the one before it.
        let mut from = 0;
        for (part, folded) in parts.iter().enumerate() {
            match original.find(&folded.string, from) {
                Some(found) => from = found + folded.string.len(),
                None => {
                    return Misquotation::Order {
                        original: *at,
                        before: run(part.saturating_sub(1)),
                        after: run(part),
                    };
                }
            }
        }
    }
    let places = parts.iter().filter_map(|part| {
        let (original, run) = first_in(site, named, &part.string)?;
        Some((part.whole(text), original, run))
    });
    Misquotation::Scattered(places.collect())
}

/// A part that stands in no original.
fn faulty(site: &Site, named: &[usize], others: &[usize], part: &Normalized, text: &str) -> Misquotation {
    for at in named {
        let Some((split, [first, second])) = joined(&site.originals[*at], &part.string) else { continue };
        let border = part.span(split..part.string.len(), text).start;
        let all = &site.originals[*at].folded.string;
        let left_out = first.end..second.start;
        if left_out.start <= left_out.end && all[left_out.clone()].chars().count() <= GAP {
            let differences = vec![(border..border, left_out)];
            return Misquotation::Differs {
                original: *at,
                named: true,
                run: first.start..second.end,
                differences,
            };
        }
        return Misquotation::Joined { original: *at, at: border, pieces: [first, second] };
    }
    for (originals, is_named) in [(named, true), (others, false)] {
        let best = originals
            .iter()
            .filter_map(|at| Some((*at, near(&site.originals[*at], &part.string)?)))
            .min_by_key(|(_, near)| edits(near));
        if let Some((original, near)) = best {
            let differences = near
                .differences
                .iter()
                .map(|(here, there)| (part.span(here.clone(), text).range(), there.clone()))
                .collect();
            return Misquotation::Differs { original, named: is_named, run: near.run, differences };
        }
    }
    Misquotation::Unlike(part.whole(text))
}

fn edits(near: &NearestRun) -> usize {
    near.differences.iter().map(|(here, there)| here.len().max(there.len())).sum()
}

/// Two pieces of an original that a part consists of, and where the second begins.
fn joined(original: &Original, part: &str) -> Option<(usize, [Range<usize>; 2])> {
    let borders: Vec<usize> = part.char_indices().map(|(at, _)| at).chain([part.len()]).collect();
    // What stands as a beginning stands in every shorter beginning too.
    let stands = |end: &usize| original.find(&part[..*end], 0).is_some();
    let longest = borders.partition_point(stands).checked_sub(1)?;
    let (first, second) = part.split_at(borders[longest]);
    if longest < PIECE || borders.len() - 1 - longest < PIECE {
        return None;
    }
    let after = original.find(second, 0)?;
    let left = original.rfind(first, after);
    let right = original.find(first, left.map_or(0, |left| left + 1).max(after.saturating_sub(first.len())));
    let gap = |at: &usize| (at + first.len()).abs_diff(after);
    let before = left.into_iter().chain(right).min_by_key(gap)?;
    Some((borders[longest], [before..before + first.len(), after..after + second.len()]))
}

/// The nearest run of an original. Of a very long part only the surroundings of the first fault are
/// compared.
fn near(original: &Original, part: &str) -> Option<NearestRun> {
    let borders: Vec<usize> = part.char_indices().map(|(at, _)| at).chain([part.len()]).collect();
    if borders.len() <= COMPARED {
        return nearest_run(original, part);
    }
    let fault = borders.partition_point(|end| original.find(&part[..*end], 0).is_some());
    let (from, to) = (fault.saturating_sub(COMPARED / 2), (fault + COMPARED / 2).min(borders.len() - 1));
    let window = borders[from]..borders[to];
    let mut near = nearest_run(original, &part[window.clone()])?;
    for (here, _) in &mut near.differences {
        *here = here.start + window.start..here.end + window.start;
    }
    Some(near)
}

/// Whether a character is the traditional form of another.
pub fn is_traditional_of(here: &str, there: &str) -> bool {
    here != there && here.chars().count() == there.chars().count() && simplified(here) == there
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::source::{Source, Span};
    use crate::model::config::OriginalHeader;
    use crate::model::page::{Locator, Text};

    const REPORT: &str = "全市生产总值从3875亿元增加到5786亿元，年均增长6.4%；城乡居民收入倍差从2.04缩小到1.92。\n\n\
                          我们也清醒地认识到，不得不承认产业转型升级还不够快，重大项目支撑还不足。\n\n\
                          今后五年，推进共同富裕先行，打造民营经济示范城市，建设和合文化圣地。\n";
    const PAGE: &str = "2024年招商引资成效显著，全年签约项目总投资1200亿元，开放的大门越开越大。\n";

    fn site() -> Site {
        let original = |id: &str, text: &str| {
            Original::new(
                id,
                Source::new(format!("content/originals/{id}.md"), text),
                0,
                OriginalHeader::default(),
            )
        };
        Site {
            originals: vec![original("report", REPORT).into(), original("page", PAGE).into()],
            ..Site::default()
        }
    }

    fn whole(text: &str) -> Text {
        Text::of(&text.into(), 0..text.len())
    }

    /// What is wrong with a quotation from the first original.
    fn wrong(text: &str) -> Misquotation {
        let prose = Prose { text: whole(text), ..Prose::default() };
        explain(&site(), &searched(&site(), &Named::of(vec![0]), &prose, 0), &prose).remove(0)
    }

    /// The characters that differ, on the page and in the original.
    fn differing(text: &str) -> Vec<(String, String)> {
        let site = site();
        match wrong(text) {
            Misquotation::Differs { original, differences, .. } => {
                let there = &site.originals[original].folded.string;
                differences.into_iter().map(|(a, b)| (text[a].to_owned(), there[b].to_owned())).collect()
            }
            other => panic!("{text}: {other:?}"),
        }
    }

    #[test]
    fn the_characters_that_differ_are_marked() {
        for (text, here, there) in [
            ("我们也清醒地认识到，得不承认产业转型升级还不够快", "", "不"),
            ("生产总值从3875亿元增加到5768亿元", "68", "86"),
            ("城乡居民收入倍差从2.04縮小到1.92", "縮", "缩"),
            ("年均增长６.4%；城乡居民收入", "６", "6"),
            ("全市生产总值增加到5786亿元，年均增长6.4%", "", "从3875亿元"),
            ("重大项目的支撑还不足。", "的", ""),
        ] {
            assert_eq!(differing(text), [(here.to_owned(), there.to_owned())], "{text}");
        }
        assert!(
            is_traditional_of("縮", "缩") && !is_traditional_of("缩", "縮") && !is_traditional_of("持", "撑")
        );
    }

    #[test]
    fn other_places_are_named() {
        assert!(matches!(
            wrong("全年签约项目总投资1200亿元"),
            Misquotation::OtherOriginal { original: 1, .. }
        ));
        assert!(matches!(
            wrong("全年签约项目总投资1300亿元"),
            Misquotation::Differs { original: 1, named: false, .. }
        ));
        assert!(matches!(
            wrong("打造民营经济示范城市[…]全市生产总值"),
            Misquotation::Order { original: 0, .. }
        ));
        assert!(matches!(wrong("全市生产总值从[…]开放的大门越开越大"), Misquotation::Scattered(_)));
        assert!(matches!(
            wrong("年均增长6.4%；城乡居民打造民营经济示范城市"),
            Misquotation::Joined { original: 0, .. }
        ));
        assert!(matches!(wrong("这句话与任何文件都毫无关系"), Misquotation::Unlike(_)));
        let locator = Locator { original: "report".into(), paragraph: 1, span: Span::default() };
        let text = whole("打造民营经济示范城市");
        let mut prose = Prose { text, ..Prose::default() };
        prose.locate(Some(locator));
        assert!(matches!(
            explain(&site(), &searched(&site(), &Named::of(vec![0]), &prose, 0), &prose)[0],
            Misquotation::OtherParagraph { original: 0, .. }
        ));
    }

    #[test]
    fn a_very_long_quotation_is_compared_around_its_fault() {
        let long: String = (0..3000).map(|n| format!("第{n}项工作已经完成。")).collect();
        let source = Source::new("content/originals/long.md", &long);
        let original = Original::new("long", source, 0, OriginalHeader::default());
        let quoted = long.replace("第1500项工作", "第1500项任务");
        let near = near(&original, &quoted).unwrap();
        let (here, there) = near.differences[0].clone();
        assert_eq!((&quoted[here], &original.folded.string[there]), ("任务", "工作"));
    }
}
