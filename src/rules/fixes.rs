//! The safe corrections of a run, file by file, made in the text as it stands on the disk.
//!
//! The program works on a text without byte order mark and with `\n` at every line end ([`Source`]). A
//! correction is carried over to the bytes of the file, so that neither the mark nor the line ends change.
//! Nothing inside a block quotation is ever changed, whatever a rule offers.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::base::diagnostic::{Diagnostic, Fix, Safety};
use crate::base::source::{Source, Span};
use crate::model::page::Block;
use crate::model::site::Site;

/// What is to be changed in one file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileFixes {
    /// The text that was checked.
    pub source: Source,
    /// The replacements in order, none touching another.
    pub fixes: Vec<Fix>,
}

/// The safe fixes of these findings, by file.
pub fn corrections(site: &Site, findings: &[Diagnostic]) -> Vec<FileFixes> {
    let mut files: BTreeMap<Arc<str>, Vec<Fix>> = BTreeMap::new();
    for finding in findings {
        if let Some(fix) = finding.fix.as_ref().filter(|fix| fix.safety == Safety::Safe) {
            files.entry(finding.primary.place.path.clone()).or_default().push(fix.clone());
        }
    }
    let quoted = quotations(site, &files);
    let corrections = files.into_iter().filter_map(|(path, mut fixes)| {
        let source = site.sources.get(&path)?.clone();
        let within = quoted.get(&path).map_or(&[][..], Vec::as_slice);
        fixes.retain(|fix| !within.iter().any(|span| fix.span.start < span.end && span.start < fix.span.end));
        fixes.sort_by_key(|fix| fix.span);
        let mut end = 0;
        fixes.retain(|fix| {
            let free = fix.span.start >= end && fix.span.end <= source.text.len();
            end = if free { fix.span.end } else { end };
            free
        });
        (!fixes.is_empty()).then_some(FileFixes { source, fixes })
    });
    corrections.collect()
}

/// The block quotations of the files that are to be corrected.
fn quotations(site: &Site, files: &BTreeMap<Arc<str>, Vec<Fix>>) -> BTreeMap<Arc<str>, Vec<Span>> {
    let mut all = BTreeMap::new();
    for page in site.bitexts.iter().flat_map(|bitext| [&bitext.pages.zh, &bitext.pages.en]) {
        if files.contains_key(&page.source.path) {
            let quotations = page.body.blocks.iter().flat_map(Block::quotations);
            let spans = quotations.map(|block| block.span).collect();
            all.insert(page.source.path.clone(), spans);
        }
    }
    all
}

impl FileFixes {
    /// The file with the corrections made; `None` if it is no longer what was checked.
    pub(crate) fn apply(&self, file: &str) -> Option<String> {
        if Source::new(self.source.path.clone(), file).text != self.source.text {
            return None;
        }
        let mark = file.len() - file.strip_prefix('\u{feff}').unwrap_or(file).len();
        let mut out = String::with_capacity(file.len() + 16);
        let (mut rest, mut at) = (&file[mark..], 0);
        out.push_str(&file[..mark]);
        for fix in &self.fixes {
            let (before, after) = rest.split_at(raw_length(rest, fix.span.start - at));
            out.push_str(before);
            out.push_str(&fix.replacement);
            rest = &after[raw_length(after, fix.span.end - fix.span.start)..];
            at = fix.span.end;
        }
        out.push_str(rest);
        Some(out)
    }
}

/// How many bytes of a file hold so many bytes of its text: a line end of two bytes is one there.
fn raw_length(file: &str, wanted: usize) -> usize {
    let bytes = file.as_bytes();
    let (mut at, mut counted) = (0, 0);
    while counted < wanted && at < bytes.len() {
        let two = bytes[at] == b'\r' && bytes.get(at + 1) == Some(&b'\n');
        at += if two { 2 } else { 1 };
        counted += 1;
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;

    fn correction(text: &str, wrong: &str, right: &str) -> FileFixes {
        let source = Source::new("content/a.zh.md", text);
        let fixes = source.text.match_indices(wrong).map(|(at, _)| Fix {
            span: Span::new(at, at + wrong.len()),
            replacement: right.to_owned(),
            safety: Safety::Safe,
        });
        FileFixes { fixes: fixes.collect(), source: source.clone() }
    }

    #[test]
    fn line_ends_and_byte_order_mark_stay() {
        for (before, after) in [
            ("一,二\n三,四\n", "一，二\n三，四\n"),
            ("\u{feff}一,二\r\n\r\n三,四", "\u{feff}一，二\r\n\r\n三，四"),
            ("一,二\r三,\r\n四\n", "一，二\r三，\r\n四\n"),
        ] {
            assert_eq!(correction(before, ",", "，").apply(before).as_deref(), Some(after));
        }
    }

    #[test]
    fn a_file_that_changed_meanwhile_is_left_alone() {
        let one = correction("一,二\n", ",", "，");
        assert_eq!(one.apply("一,二,三\n"), None);
        assert_eq!(one.apply("一，二\n"), None);
    }
}
