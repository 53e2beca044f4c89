//! `duizhao.lock`: which wording of each passage its translation was accepted against.
//!
//! One line a passage and one for the words of the header, sorted, so that two people's acceptances merge:
//! address, id, and a short hash of each Chinese sentence. A line that ends in `-` remembers an id that is no longer used, so that it is
//! never given again. Written only by `duizhao accept`.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::ops::Range;

use crate::base::diagnostic::{Diagnostic, Level};
use crate::base::lang::Both;
use crate::base::source::{Source, Span};
use crate::model::original::{fold, is_dropped};
use crate::model::page::{Inline, Note, Prose};

/// The id of what the headers say, among those of passages.
pub const HEADER: &str = "header";

/// The first line of a lock that this program writes.
const HEAD: &str = "# duizhao.lock 1";

/// The accepted wordings.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lock {
    /// Whether there is a lock at all.
    pub exists: bool,
    /// By address and id: the hashes of the sentences, or `None` for an id that is no longer used.
    pub entries: BTreeMap<String, BTreeMap<String, Option<Vec<u32>>>>,
}

/// A Chinese sentence: of a passage, of a note in it, or of a header.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// Its bytes in the file.
    pub span: Span,
    /// A hash of its words; white space, punctuation and markup do not count.
    pub hash: u32,
}

/// The sentences of what stands together, and those of the editor's notes in it.
pub fn sentences(proses: &[&Prose], notes: &[Note]) -> Vec<Sentence> {
    let mut all = Vec::new();
    for prose in proses {
        let text = prose.read();
        split(&text.string, |range| text.span(range), &mut all);
        let called = prose.inlines.iter().filter_map(|one| match one {
            Inline::NoteCall(at) => notes.get(*at),
            _ => None,
        });
        called.for_each(|note| split(&note.text, |_| note.span, &mut all));
    }
    all
}

fn split(words: &str, span: impl Fn(Range<usize>) -> Span, all: &mut Vec<Sentence>) {
    let mut start = 0;
    for (at, c) in words.char_indices() {
        let end = at + c.len_utf8();
        let after = words[end..].chars().next();
        let full_stop = c == '.' && after.is_none_or(|c| c.is_whitespace() || !c.is_ascii());
        if matches!(c, '。' | '！' | '？' | '；' | ';' | '!' | '?') || full_stop || after.is_none() {
            if let Some(hash) = hash(&words[start..end]) {
                all.push(Sentence { span: span(start..end), hash });
            }
            start = end;
        }
    }
}

fn is_digit(c: Option<char>) -> bool {
    c.is_some_and(|c| c.is_ascii_digit())
}

/// A hash of what a sentence says; `None` if it says nothing. Letters, digits and the marks that belong to
/// numbers count: decimal points, signs, percent.
fn hash(sentence: &str) -> Option<u32> {
    let kept: Vec<char> = sentence.chars().filter(|c| !is_dropped(*c)).map(fold).collect();
    let bare: String = (0..kept.len())
        .filter(|at| {
            let before = at.checked_sub(1).and_then(|at| kept.get(at)).copied();
            let after = is_digit(kept.get(at + 1).copied());
            match kept[*at] {
                '%' | '‰' => true,
                '.' => after && is_digit(before),
                '-' | '−' => after && !before.is_some_and(|c| c.is_ascii_alphanumeric()),
                c => c.is_alphanumeric(),
            }
        })
        .map(|at| kept[at])
        .collect();
    if bare.is_empty() {
        return None;
    }
    let bytes = blake3::hash(bare.as_bytes());
    let bytes = bytes.as_bytes();
    Some(u32::from_be_bytes([bytes[0], bytes[1], bytes[2], bytes[3]]) >> 4)
}

impl Lock {
    /// Reads a lock. Lines that cannot be read are findings; the others count.
    pub fn read(source: &Source) -> (Lock, Vec<Diagnostic>) {
        let mut lock = Lock { exists: true, entries: BTreeMap::new() };
        let mut found = Vec::new();
        let mut first: BTreeMap<(String, String), Span> = BTreeMap::new();
        let (mut at, mut headed) = (0, false);
        for line in source.text.split_inclusive('\n') {
            let span = Span::new(at, at + line.trim_end().len());
            let torn = !line.ends_with('\n');
            at += line.len();
            let line = line.trim();
            if let Some(version) = line.strip_prefix("# duizhao.lock ") {
                headed = true;
                if version.trim() != "1" {
                    found.push(LineError::Newer.at(source, span));
                    return (Lock { exists: true, entries: BTreeMap::new() }, found);
                }
            } else if line.is_empty() || line.starts_with('#') {
                continue;
            } else if ["<<<<<<<", "|||||||", "=======", ">>>>>>>"].iter().any(|mark| line.starts_with(mark)) {
                found.push(LineError::Conflict.at(source, span));
            } else if let Some((address, id, hashes)) = entry(line).filter(|_| !torn) {
                if let Some(before) = first.insert((address.clone(), id.clone()), span) {
                    let first = Both::said("前一次", "the first time");
                    let twice = LineError::Twice(&format!("{address}#{id}")).at(source, span);
                    found.push(twice.and(source.place(before), first));
                }
                lock.entries.entry(address).or_default().insert(id, hashes);
            } else {
                let fault = if torn { LineError::Torn } else { LineError::Unreadable };
                found.push(fault.at(source, span));
            }
        }
        if !headed {
            let end = source.text.find('\n').unwrap_or(source.text.len());
            found.push(LineError::Headless.at(source, Span::new(0, end)));
        }
        (lock, found)
    }

    /// The file as it is written where there was none.
    pub fn text(&self) -> String {
        self.text_after("")
    }

    /// The file as it is written in the place of another: lines that say the same stay as they are, comments
    /// stay before the line that they stand before, and the byte order mark and line ends stay.
    pub fn text_after(&self, old: &str) -> String {
        let mut new: BTreeMap<(String, String), String> = self.lines();
        let old = if old.is_empty() { HEAD } else { old };
        let end = if old.lines().next().is_some_and(|_| old.contains("\r\n")) { "\r\n" } else { "\n" };
        let mut kept: Vec<(&str, Option<String>)> = Vec::new();
        for line in old.split_inclusive('\n') {
            match entry(line.trim()) {
                None => kept.push((line, None)),
                Some((address, id, hashes)) => {
                    let stays = self.entries.get(&address).and_then(|ids| ids.get(&id)) == Some(&hashes);
                    match new.remove(&(address, id)) {
                        Some(_) if stays => kept.push((line, Some(line.trim().to_owned()))),
                        Some(now) => kept.push(("", Some(now))),
                        None => {}
                    }
                }
            }
        }
        let mut added: Vec<String> = new.into_values().collect();
        added.sort();
        let mut added = added.into_iter().peekable();
        let (mut text, mut comments, mut is_headed) = (String::new(), String::new(), false);
        for (line, said) in kept {
            let Some(said) = said else {
                comments.push_str(line);
                if !is_headed {
                    is_headed = true;
                    text.push_str(&std::mem::take(&mut comments));
                    text.push_str(if line.ends_with('\n') { "" } else { end });
                }
                continue;
            };
            while let Some(before) = added.next_if(|one| *one < said) {
                text.push_str(&(before + end));
            }
            text.push_str(&std::mem::take(&mut comments));
            text.push_str(&if line.is_empty() { said + end } else { line.to_owned() });
        }
        added.for_each(|one| text.push_str(&(one + end)));
        text + &comments
    }

    /// The line of each entry.
    fn lines(&self) -> BTreeMap<(String, String), String> {
        let mut lines = BTreeMap::new();
        for (address, ids) in &self.entries {
            let written = address.replace('%', "%25").replace(' ', "%20");
            for (id, hashes) in ids {
                let mut line = format!("{written} {id}");
                match hashes {
                    None => line.push_str(" -"),
                    Some(hashes) => hashes.iter().for_each(|hash| {
                        let _ = write!(line, " {hash:07x}");
                    }),
                }
                lines.insert((address.clone(), id.clone()), line);
            }
        }
        lines
    }
}

/// The largest number of a passage that is believed.
const MOST: u32 = 1_000_000;

/// The address, id and hashes of a line.
fn entry(line: &str) -> Option<(String, String, Option<Vec<u32>>)> {
    let mut parts = line.split(' ');
    let (address, id, rest) = (parts.next()?, parts.next()?, parts.collect::<Vec<_>>());
    let is_passage = || {
        let number: u32 = id.strip_prefix('p')?.parse().ok()?;
        ((1..=MOST).contains(&number) && id == format!("p{number}")).then_some(())
    };
    if id != HEADER {
        is_passage()?;
    }
    let hash = |text: &&str| u32::from_str_radix(text, 16).ok().filter(|_| text.len() == 7);
    let hashes = match rest.as_slice() {
        ["-"] => None,
        rest => Some(rest.iter().map(hash).collect::<Option<Vec<u32>>>()?),
    };
    Some((address.replace("%20", " ").replace("%25", "%"), id.to_owned(), hashes))
}

/// What may be wrong in the file.
enum LineError<'l> {
    Newer,
    Conflict,
    Unreadable,
    /// The file ends within a line.
    Torn,
    /// The first line is not there.
    Headless,
    /// A passage stands on two lines.
    Twice(&'l str),
}

impl LineError<'_> {
    fn at(self, source: &Source, span: Span) -> Diagnostic {
        let (message, help) = self.words();
        let label = Both::said("这一行", "this line");
        Diagnostic::new("config-invalid", Level::Error, source.place(span), message, label, help)
    }

    /// What is wrong, and what to do.
    fn words(self) -> (Both<String>, Both<String>) {
        let said = |zh: &str, en: &str| Both::said(zh, en);
        match self {
            LineError::Newer => (
                said("这份锁由更新的 duizhao 写成", "this lock was written by a newer duizhao"),
                said(
                    "升级 duizhao，或用 git 取回旧的 duizhao.lock",
                    "upgrade duizhao, or take the older duizhao.lock back from git",
                ),
            ),
            LineError::Conflict => (
                said("合并冲突还没有解决", "a merge conflict has not been resolved"),
                said(
                    "两边的行都留下，删去 <<<<<<<、=======、>>>>>>> 三行；再运行 duizhao check",
                    "keep the lines of both sides and remove the lines <<<<<<<, =======, >>>>>>>; then run duizhao check",
                ),
            ),
            LineError::Unreadable => (
                said("这一行读不懂", "this line cannot be read"),
                said(
                    "这个文件只由 duizhao accept 写；删去这一行，再运行 duizhao accept",
                    "this file is written by duizhao accept only; remove the line and run duizhao accept",
                ),
            ),
            LineError::Torn => (
                said("文件在这里断了", "the file breaks off here"),
                said(
                    "用 git 取回完整的 duizhao.lock；没有别的副本时，删去这一行，再运行 duizhao accept",
                    "take the whole duizhao.lock back from git; without another copy, remove the line and run duizhao accept",
                ),
            ),
            LineError::Headless => (
                Both::said(format!("第一行应为 {HEAD}"), format!("the first line must be {HEAD}")),
                said(
                    "用 git 取回完整的 duizhao.lock；没有别的副本时，删去这个文件，核对译文后运行 duizhao accept",
                    "take the whole duizhao.lock back from git; without another copy, remove the file, check the translations and run duizhao accept",
                ),
            ),
            LineError::Twice(passage) => (
                Both::said(format!("{passage} 记了两次"), format!("{passage} is recorded twice")),
                Both::said(
                    format!("核对这段译文，删去其中一行，再运行 duizhao accept {passage}"),
                    format!(
                        "check this translation, remove one of the two lines and run duizhao accept {passage}"
                    ),
                ),
            ),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The hashes of a text's sentences.
    fn hashes(text: &str) -> Vec<u32> {
        let mut all = Vec::new();
        split(text, |_| Span::default(), &mut all);
        all.into_iter().map(|one| one.hash).collect()
    }

    #[test]
    fn spaces_and_the_width_of_punctuation_do_not_count() {
        let text = "全市生产总值5786亿元，增长6.4%。真的吗？真的！好；没有别的。";
        for same in [
            "全市生产总值 5786 亿元,增长 6.4%. 真的吗?真的!好;没有别的.",
            "全市生产总值5786亿元，增长6.4％。真的吗？\n真的！好；没有别的",
        ] {
            assert_eq!(hashes(text), hashes(same), "{same}");
        }
    }

    #[test]
    fn words_numbers_and_signs_count() {
        for (one, other) in [
            ("增长6.4%。", "增长6.5%。"),
            ("增长6.4%。", "增长64%。"),
            ("增长6.4%。", "增长6.4‰。"),
            ("增长-3%。", "增长3%。"),
            ("完成任务。", "未完成任务。"),
            ("一句。二句。", "二句。一句。"),
        ] {
            assert_ne!(hashes(one), hashes(other), "{one} {other}");
        }
    }

    /// The line and the English message of each finding on a lock.
    fn faults(text: &str) -> Vec<(usize, String)> {
        let source = Source::new("content/duizhao.lock", text);
        let lines = crate::base::source::Lines::new(&source.text);
        let found = Lock::read(&source).1;
        found.into_iter().map(|one| (lines.at(one.primary.place.span.start).line, one.message.en)).collect()
    }

    #[test]
    fn reads_what_it_writes() {
        let text = "# duizhao.lock 1\na%20b/c%25 p1 00000ab 0000012\neconomy/growth p2 -\n";
        let (lock, found) = Lock::read(&Source::new("content/duizhao.lock", text));
        assert!(found.is_empty());
        assert_eq!(lock.text(), text);
        assert_eq!(lock.entries["a b/c%"]["p1"], Some(vec![0xab, 0x12]));
    }

    #[test]
    fn comments_line_ends_and_the_mark_stay() {
        let old = "\u{feff}# duizhao.lock 1\r\n# the office's own\r\n\r\na p1 0000001\r\n# checked twice\r\na p3 0000003\r\nz p1 -\r\n# the end\r\n";
        let (mut lock, found) = Lock::read(&Source::new("content/duizhao.lock", old));
        assert!(found.is_empty(), "{found:?}");
        assert_eq!(lock.text_after(old), old);
        let ids = lock.entries.get_mut("a").unwrap();
        ids.insert("p3".to_owned(), Some(vec![0xabc]));
        ids.insert("p2".to_owned(), Some(vec![2]));
        lock.entries.remove("z");
        let new = "\u{feff}# duizhao.lock 1\r\n# the office's own\r\n\r\na p1 0000001\r\na p2 0000002\r\n# checked twice\r\na p3 0000abc\r\n# the end\r\n";
        assert_eq!(lock.text_after(old), new);
    }

    #[test]
    fn a_torn_or_foreign_lock_is_reported_line_by_line() {
        let says = |text: &str, line: usize, words: &str| {
            let found = faults(text);
            assert!(found.iter().any(|(at, said)| *at == line && said.contains(words)), "{text}: {found:?}");
        };
        says("# duizhao.lock 9\nx y z\n", 1, "newer");
        says(
            "# duizhao.lock 1\n<<<<<<< ours\na p1 0000001\n=======\na p1 0000002\n>>>>>>> theirs\n",
            2,
            "merge conflict",
        );
        says("# duizhao.lock 1\na p1 0000001\na p1 0000002\n", 3, "twice");
        says("# duizhao.lock 1\na p1 0000001\na p2 0000", 3, "breaks off");
        says("", 1, "first line");
        says("a p1 0000001\n", 1, "first line");
        for bad in [
            "x y z",
            "a p0 0000001",
            "a p01 0000001",
            "a p4294967296 -",
            "a p1 00000001",
            "a p1 -1",
            "a",
            "a p1 zzzzzzz",
        ] {
            says(&format!("# duizhao.lock 1\n{bad}\n"), 2, "cannot be read");
        }
    }
}
