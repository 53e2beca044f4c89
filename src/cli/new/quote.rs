//! Words of an original → the whole sentence, as it will be quoted.

use std::ops::{Range, RangeInclusive};

use crate::base::error::Error;
use crate::base::lang::Both;
use crate::base::map::{HashMap, HashSet};
use crate::base::script::simplified;
use crate::base::sentence;
use crate::model::original::{Normalized, Original};
use crate::model::site::Site;
use crate::prove::quotes::align::nearest_run;
use crate::prove::quotes::find::{Insertions, parts};

/// Characters of the surroundings that a list of places shows.
const SHOWN: usize = 40;

/// A passage of an original, ready to be quoted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QuotablePassage {
    /// The original, as an index.
    pub original: usize,
    /// The number of its first paragraph.
    pub number: usize,
    /// The paragraphs of the quotation: whole sentences, with `[…]` where the original goes on.
    pub paragraphs: Vec<String>,
}

/// Where words are looked for.
pub struct Among {
    /// The originals, as indices.
    pub originals: Vec<usize>,
    /// The number of a paragraph, where only one is meant.
    pub paragraph: Option<usize>,
}

/// Finds words in some originals, as the check finds quotations.
pub fn find(site: &Site, among: &Among, text: &str) -> Result<QuotablePassage, Error> {
    let wanted = parts(text, Insertions::LeftOut);
    if wanted.is_empty() {
        return Err(Error::new(
            "--quote 后面没有文字；写上原文里的几个字",
            "--quote has no text; give some words of the original",
        ));
    }
    let (mut found, mut seen) = (Vec::new(), HashSet::default());
    for at in &among.originals {
        let original = &site.originals[*at];
        for range in places(&original.folded.string, &wanted) {
            let numbers = original.paragraphs_of(&range);
            if among.paragraph.is_some_and(|only| !numbers.contains(&only)) {
                continue;
            }
            let quotation = sentences_around(original, *at, range);
            // The same sentence in the same paragraph printed twice is one sentence.
            if seen.insert((quotation.paragraphs.clone(), whole(original, &numbers))) {
                found.push(quotation);
            }
        }
    }
    match found.len() {
        0 => Err(not_found(site, &among.originals, &wanted)),
        1 => Ok(found.remove(0)),
        _ => Err(ambiguous(site, found.iter())),
    }
}

/// The whole paragraph that was named, if one was.
pub fn paragraph(site: &Site, among: &Among) -> Option<QuotablePassage> {
    let (number, at) = (among.paragraph?, *among.originals.first()?);
    let original = &site.originals[at];
    let text = original.text(original.paragraph(number)?);
    Some(QuotablePassage { original: at, number, paragraphs: vec![escaped(text.trim(), true)] })
}

/// The folded text of some paragraphs.
fn whole<'o>(original: &'o Original, numbers: &RangeInclusive<usize>) -> &'o str {
    match (original.paragraph(*numbers.start()), original.paragraph(*numbers.end())) {
        (Some(first), Some(last)) => &original.folded.string[first.folded.start..last.folded.end],
        _ => "",
    }
}

/// Where the parts follow one another; each place of the first part counts once.
fn places(text: &str, parts: &[Normalized]) -> Vec<Range<usize>> {
    let first = &parts[0].string;
    // What follows a later place stands no earlier, so that each part only moves on.
    let mut next: Vec<usize> = vec![0; parts.len()];
    let follow = |(at, _): (usize, &str)| {
        let mut end = at + first.len();
        for (part, next) in parts.iter().zip(&mut next).skip(1) {
            if *next < end {
                *next = end + text[end..].find(&part.string)?;
            }
            end = *next + part.string.len();
        }
        Some(at..end)
    };
    text.match_indices(first.as_str()).map_while(follow).collect()
}

/// The whole sentences that a range of the folded text touches.
fn sentences_around(original: &Original, at: usize, range: Range<usize>) -> QuotablePassage {
    let span = original.span(range.clone());
    let numbers = original.paragraphs_of(&range);
    let paragraphs = numbers.clone().filter_map(|number| original.paragraph(number)).map(|paragraph| {
        let text = original.text(paragraph);
        let within =
            |byte: usize| byte.clamp(paragraph.span.start, paragraph.span.end) - paragraph.span.start;
        quoted(text, within(span.start)..within(span.end))
    });
    QuotablePassage { original: at, number: *numbers.start(), paragraphs: paragraphs.collect() }
}

/// The sentences of a paragraph that a range touches, as Markdown.
fn quoted(text: &str, range: Range<usize>) -> String {
    let all = sentences(text);
    let touched = |one: &&Range<usize>| one.start < range.end && range.start < one.end;
    let start = all.iter().find(touched).map_or(0, |one| one.start);
    let end = all.iter().rev().find(touched).map_or(text.len(), |one| one.end);
    let before = if text[..start].trim().is_empty() { "" } else { "[…]" };
    let after = if text[end..].trim().is_empty() { "" } else { "[…]" };
    format!("{before}{}{after}", escaped(text[start..end].trim(), before.is_empty()))
}

/// The sentences of a paragraph. One that ends inside quotation marks ends with them, unless a mark of the paragraph
/// has no partner: then marks say nothing.
fn sentences(text: &str) -> Vec<Range<usize>> {
    let open = |text: &str| {
        let opening = text.matches(['“', '‘', '「', '『']).count();
        opening.saturating_sub(text.matches(['”', '’', '」', '』']).count())
    };
    let mut all: Vec<Range<usize>> = Vec::new();
    for one in sentence::sentences(text) {
        match all.last_mut() {
            Some(last) if open(text) == 0 && open(&text[last.clone()]) > 0 => last.end = one.end,
            _ => all.push(one),
        }
    }
    all
}

/// Text that Markdown would read as markup, with that prevented.
fn escaped(text: &str, begins_line: bool) -> String {
    let mut out = String::with_capacity(text.len());
    for (at, c) in text.char_indices() {
        let opens = begins_line && at == 0 && matches!(c, '#' | '+' | '-' | '=' | '>');
        let number = begins_line
            && matches!(c, '.' | ')')
            && at > 0
            && text[..at].chars().all(|digit| digit.is_ascii_digit());
        if opens || number || matches!(c, '\\' | '*' | '_' | '[' | ']' | '<' | '`' | '{' | '~' | '&') {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

fn ambiguous<'q>(site: &Site, found: impl ExactSizeIterator<Item = &'q QuotablePassage>) -> Error {
    let count = found.len();
    let places: Vec<(String, String)> = found
        .map(|one| {
            let line: String = one.paragraphs[0].chars().take(SHOWN).collect();
            (format!("{}#{}", site.originals[one.original].id, one.number), line)
        })
        .collect();
    let mut counts: HashMap<&str, usize> = HashMap::default();
    places.iter().for_each(|(place, _)| *counts.entry(place).or_default() += 1);
    let is_alone = |(place, _): &&(String, String)| counts.get(place.as_str()) == Some(&1);
    let paragraph = places.iter().find(is_alone).map_or(Both::default(), |(place, _)| {
        Both::new(
            format!("，或指定段落，例如 --original {place}"),
            format!(", or name the paragraph, as in --original {place}"),
        )
    });
    let list: Vec<String> =
        places.iter().take(10).map(|(place, line)| format!("  {place}  {line}")).collect();
    Error::new(
        format!("这几个字在 {count} 个句子里，什么都没有写；--quote 里多写几个字{}", paragraph.zh),
        format!(
            "these words stand in {count} sentences, and nothing was written; give --quote more of them{}",
            paragraph.en
        ),
    )
    .with(list.join("\n"))
}

/// What was typed beside what stands in the original, each difference.
fn differing(all: &[(String, String)], nothing: &str, join: &str) -> String {
    let shown = |text: &str| if text.is_empty() { nothing.to_owned() } else { format!("“{text}”") };
    let each = all.iter().map(|(typed, there)| format!("{} ≠ {}", shown(typed), shown(there)));
    each.collect::<Vec<_>>().join(join)
}

fn not_found(site: &Site, among: &[usize], wanted: &[Normalized]) -> Error {
    let near = among.iter().find_map(|at| {
        let original = &site.originals[*at];
        let (part, run) =
            wanted.iter().find_map(|part| Some((part, nearest_run(original, &part.string)?)))?;
        let words = |(typed, there): &(Range<usize>, Range<usize>)| {
            (part.string[typed.clone()].to_owned(), original.folded.string[there.clone()].to_owned())
        };
        let differences: Vec<(String, String)> = run.differences.iter().map(words).collect();
        let number = *original.paragraphs_of(&run.run).start();
        Some((original, number, original.folded.string[run.run].to_owned(), differences))
    });
    let ids = among.iter().map(|at| site.originals[*at].id.as_str()).collect::<Vec<_>>();
    let Some((original, number, run, differences)) = near else {
        if let Some(refusal) = traditional(site, among, wanted) {
            return refusal;
        }
        return Error::new(
            format!("原文里没有这几个字，也没有相近的（找过：{}）；从原文里照抄几个字", ids.join("、")),
            format!(
                "no original has these words or words like them (looked in {}); copy some words from the original",
                ids.join(", ")
            ),
        );
    };
    let each = |nothing: &str, join: &str| differing(&differences, nothing, join);
    let id = &original.id;
    Error::at(
        format!("{id}#{number}"),
        format!(
            "原文里没有这几个字，什么都没有写；最相近的是“{run}”，不同的字（所写 ≠ 原文）：{}",
            each("（无）", "，")
        ),
        format!(
            "the original does not have these words, and nothing was written; the nearest are “{run}”, and what differs (typed ≠ original) is {}",
            each("(nothing)", ", ")
        ),
    )
}

/// Words that an original has in simplified characters, and that were typed in traditional ones.
fn traditional(site: &Site, among: &[usize], wanted: &[Normalized]) -> Option<Error> {
    let simple: String = wanted.iter().map(|part| simplified(&part.string)).collect();
    let found = among.iter().find_map(|at| {
        let original = &site.originals[*at];
        Some((original, original.folded.string.find(&simple)?))
    });
    let (original, at) = found?;
    let number = *original.paragraphs_of(&(at..at + simple.len())).start();
    Some(Error::at(
        format!("{}#{number}", original.id),
        format!("原文用简体字，什么都没有写；照原文写：--quote \"{simple}\""),
        format!(
            "the original is printed in simplified characters, and nothing was written; write them as it does: --quote \"{simple}\""
        ),
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_ends_with_its_quotation_marks() {
        let text = "他说：“先看病。再付钱。”大家同意。后来呢？";
        let all: Vec<&str> = sentences(text).into_iter().map(|one| &text[one]).collect();
        assert_eq!(all, ["他说：“先看病。再付钱。”", "大家同意。", "后来呢？"]);
        let torn = "他说：“先看病。再付钱。";
        let all: Vec<&str> = sentences(torn).into_iter().map(|one| &torn[one]).collect();
        assert_eq!(all, ["他说：“先看病。", "再付钱。"], "a mark without its partner says nothing");
    }

    #[test]
    fn the_whole_sentence_is_quoted_and_omissions_are_marked() {
        let text = "　　一季度增长5%。二季度增长6%。全年增长7%。";
        let at = text.find("二季").unwrap();
        assert_eq!(quoted(text, at..at + 6), "[…]二季度增长6%。[…]");
        assert_eq!(quoted(text, 6..12), "一季度增长5%。[…]");
    }

    #[test]
    fn markdown_is_written_as_text() {
        assert_eq!(escaped("1. 甲*乙*[丙]", true), "1\\. 甲\\*乙\\*\\[丙\\]");
        assert_eq!(escaped("1. 甲", false), "1. 甲");
    }
}
