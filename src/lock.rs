//! `duizhao.lock`: which wording of each passage its translation was accepted against.
//!
//! One line a passage, sorted, so that two people's acceptances merge: address, id, and a short hash of
//! each Chinese sentence. A line that ends in `-` remembers an id that is no longer used, so that it is
//! never given again. Written only by `duizhao accept`.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::ops::Range;

use crate::both::Both;
use crate::diagnostic::{Diagnostic, Level};
use crate::original::{fold, is_dropped};
use crate::page::{Block, Prose};
use crate::source::{Source, Span};

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

/// A sentence of a passage.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// The prose that it stands in.
    pub prose: usize,
    /// Its bytes of what is read there.
    pub range: Range<usize>,
    /// A hash of its words; white space, punctuation and markup do not count.
    pub hash: u32,
}

/// The sentences of a block.
pub fn sentences(block: &Block) -> Vec<Sentence> {
    let mut all = Vec::new();
    for (prose, text) in block.proses().into_iter().enumerate() {
        split(text, prose, &mut all);
    }
    all
}

fn split(text: &Prose, prose: usize, all: &mut Vec<Sentence>) {
    let words = &text.read().string;
    let mut start = 0;
    for (at, c) in words.char_indices() {
        let end = at + c.len_utf8();
        if matches!(c, '。' | '！' | '？' | '；' | ';' | '\n') || end == words.len() {
            if let Some(hash) = hash(&words[start..end]) {
                all.push(Sentence { prose, range: start..end, hash });
            }
            start = end;
        }
    }
}

/// A hash of what a sentence says; `None` if it says nothing.
fn hash(sentence: &str) -> Option<u32> {
    let bare: String = sentence
        .chars()
        .filter(|c| !is_dropped(*c))
        .map(fold)
        .filter(|c| c.is_alphanumeric() || *c == '%' || *c == '‰' || *c == '.')
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
        let mut at = 0;
        for line in source.text.split_inclusive('\n') {
            let span = Span::new(at, at + line.trim_end().len());
            at += line.len();
            let line = line.trim();
            if line.is_empty() {
                continue;
            }
            if let Some(version) = line.strip_prefix("# duizhao.lock ") {
                if version.trim() != "1" {
                    found.push(newer(source, span));
                    return (Lock { exists: true, entries: BTreeMap::new() }, found);
                }
            } else if line.starts_with('#') {
                // A remark of somebody’s; no address begins so.
            } else if ["<<<<<<<", "=======", ">>>>>>>"].iter().any(|mark| line.starts_with(mark)) {
                found.push(conflict(source, span));
            } else if lock.line(line).is_none() {
                found.push(unreadable(source, span));
            }
        }
        (lock, found)
    }

    fn line(&mut self, line: &str) -> Option<()> {
        let mut parts = line.split(' ');
        let (address, id, rest) = (parts.next()?, parts.next()?, parts.collect::<Vec<_>>());
        id.strip_prefix('p')?.parse::<u32>().ok()?;
        let hashes = match rest.as_slice() {
            ["-"] => None,
            rest => Some(
                rest.iter().map(|hash| u32::from_str_radix(hash, 16).ok()).collect::<Option<Vec<u32>>>()?,
            ),
        };
        let address = address.replace("%20", " ").replace("%25", "%");
        self.entries.entry(address).or_default().insert(id.to_owned(), hashes);
        Some(())
    }

    /// The file as it is written.
    pub fn text(&self) -> String {
        let mut lines: Vec<String> = Vec::new();
        for (address, ids) in &self.entries {
            let address = address.replace('%', "%25").replace(' ', "%20");
            for (id, hashes) in ids {
                let mut line = format!("{address} {id}");
                match hashes {
                    None => line.push_str(" -"),
                    Some(hashes) => hashes.iter().for_each(|hash| {
                        let _ = write!(line, " {hash:07x}");
                    }),
                }
                lines.push(line);
            }
        }
        lines.sort();
        format!("{HEAD}\n{}\n", lines.join("\n"))
    }
}

fn finding(source: &Source, span: Span, message: Both<String>, help: Both<String>) -> Diagnostic {
    Diagnostic::new(
        "config-invalid",
        Level::Error,
        source.place(span),
        message,
        Both::said("这一行", "this line"),
        help,
    )
}

fn newer(source: &Source, span: Span) -> Diagnostic {
    finding(
        source,
        span,
        Both::said("这份锁由更新的 duizhao 写成", "this lock was written by a newer duizhao"),
        Both::said(
            "升级 duizhao，或用 git 取回旧的 duizhao.lock",
            "upgrade duizhao, or take the older duizhao.lock back from git",
        ),
    )
}

fn conflict(source: &Source, span: Span) -> Diagnostic {
    finding(
        source,
        span,
        Both::said("合并冲突还没有解决", "a merge conflict has not been resolved"),
        Both::said(
            "两边的行都留下，删去 <<<<<<<、=======、>>>>>>> 三行；再运行 duizhao check",
            "keep the lines of both sides and remove the lines <<<<<<<, =======, >>>>>>>; then run duizhao check",
        ),
    )
}

fn unreadable(source: &Source, span: Span) -> Diagnostic {
    finding(
        source,
        span,
        Both::said("这一行读不懂", "this line cannot be read"),
        Both::said(
            "这个文件只由 duizhao accept 写；删去这一行，再运行 duizhao accept",
            "this file is written by duizhao accept only; remove the line and run duizhao accept",
        ),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_words_count() {
        assert_eq!(hash("全市生产总值5786亿元，增长6.4%。"), hash("全市生产总值 5786亿元,增长6.4%"));
        assert_ne!(hash("增长6.4%。"), hash("增长6.5%。"));
        assert_ne!(hash("完成任务"), hash("未完成任务"));
    }

    #[test]
    fn reads_what_it_writes_and_reports_the_rest() {
        let text = "# duizhao.lock 1\neconomy/growth p1 00000ab 0000012\neconomy/growth p2 -\n";
        let (lock, found) = Lock::read(&Source::new("content/duizhao.lock", text));
        assert!(found.is_empty());
        assert_eq!(lock.text(), text);
        let torn = "# duizhao.lock 1\n<<<<<<< ours\na p1 1\n=======\na p1 2\n>>>>>>> theirs\nx y z\n";
        assert_eq!(Lock::read(&Source::new("l", torn)).1.len(), 4);
        assert_eq!(Lock::read(&Source::new("l", "# duizhao.lock 9\n")).1.len(), 1);
    }
}
