//! `duizhao.lock` as it is written: one line a passage, a blank line between two, so that what two people accept
//! of neighbouring passages merges.
//!
//! ```text
//! # duizhao.lock 2
//!
//! economy/growth header "五年主要指标" "Five years in headline figures"
//!
//! economy/growth p1 "全市生产总值5786亿元。" "The city’s GDP reached RMB 578.6 billion."
//!
//! economy/growth p2 - "别的。" "Other matters."
//! ```
//!
//! Address, id, the Chinese wording and the English that it was accepted with, as JSON strings, sorted by address
//! and number. `-` marks a passage that has left its page: its id is never given again. A lock of the first format
//! has hashes of the Chinese sentences in the place of words; it is read, and each passage gets its words when it
//! is next accepted, or when any is and its hashes are those of the words on the page.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::sync::Arc;

use serde_json::Deserializer;

use crate::base::diagnostic::{Diagnostic, Level};
use crate::base::lang::Both;
use crate::base::source::{Source, Span};
use crate::model::lock::{Lock, Locked, LockedPage, PassageId, Remembered};

/// The first line of a lock that this program writes.
const HEAD: &str = "# duizhao.lock 2";

/// The marks that a merge leaves.
const CONFLICT: [&str; 4] = ["<<<<<<<", "|||||||", "=======", ">>>>>>>"];

/// A line of a passage: its address, its id, and what is remembered.
type LockLine = (String, PassageId, Locked);

/// Reads a lock. Lines that cannot be read are findings; the others count.
pub fn read(source: &Source) -> (Lock, Vec<Diagnostic>) {
    let mut reading = LockReader { source, found: Vec::new(), first: BTreeMap::new(), lock: Lock::default() };
    reading.lock.exists = true;
    let mut pages: BTreeMap<String, LockedPage> = BTreeMap::new();
    let (mut at, mut headed, mut comments) = (0, false, Vec::new());
    for line in source.text.split_inclusive('\n') {
        let span = Span::new(at, at + line.trim_end().len());
        let torn = !line.ends_with('\n');
        at += line.len();
        let line = line.trim();
        if let Some(version) = line.strip_prefix("# duizhao.lock ").filter(|_| !headed) {
            headed = true;
            if !matches!(version.trim(), "1" | "2") {
                reading.report(LineError::Newer, span);
                return (Lock { exists: true, ..Lock::default() }, reading.found);
            }
        } else if line.starts_with('#') {
            comments.push(line.to_owned());
        } else if CONFLICT.iter().any(|mark| line.starts_with(mark)) {
            reading.report(LineError::Conflict, span);
        } else if !line.is_empty() {
            match entry(line).filter(|_| !torn) {
                Some(entry) => reading.entry(entry, span, &mut pages, std::mem::take(&mut comments)),
                None => reading.report(if torn { LineError::Torn } else { LineError::Unreadable }, span),
            }
        }
    }
    if !headed {
        let end = source.text.find('\n').unwrap_or(source.text.len());
        reading.report(LineError::Headless, Span::new(0, end));
    }
    reading.lock.comments.tail = comments;
    if let Some((address, page)) = pages.first_key_value()
        && let Some((id, _)) = page.first_key_value()
    {
        let first = reading.lock.comments.before.remove(&(address.clone(), *id));
        reading.lock.comments.head.extend(first.into_iter().flatten());
    }
    reading.lock.pages = pages.into_iter().map(|(address, page)| (address, Arc::new(page))).collect();
    (reading.lock, reading.found)
}

/// A lock while it is read.
struct LockReader<'s> {
    source: &'s Source,
    found: Vec<Diagnostic>,
    first: BTreeMap<(String, PassageId), Span>,
    lock: Lock,
}

impl LockReader<'_> {
    fn report(&mut self, error: LineError, span: Span) {
        self.found.push(error.at(self.source, span));
    }

    fn entry(
        &mut self,
        (address, id, locked): LockLine,
        span: Span,
        pages: &mut BTreeMap<String, LockedPage>,
        comments: Vec<String>,
    ) {
        let key = (address.clone(), id);
        if let Some(before) = self.first.insert(key.clone(), span) {
            let first = Both::new("前一次", "the first time");
            let twice = LineError::Twice(&format!("{address}#{id}")).at(self.source, span);
            self.found.push(twice.and(self.source.place(before), first));
        }
        let kept = &mut self.lock.comments;
        match self.first.len() {
            1 => kept.head.extend(comments),
            _ if comments.is_empty() => {}
            _ => kept.before.entry(key).or_default().extend(comments),
        }
        pages.entry(address).or_default().insert(id, locked);
    }
}

/// The address, the id and what is remembered.
fn entry(line: &str) -> Option<LockLine> {
    let (address, rest) = line.split_once(' ')?;
    let (id, rest) = rest.split_once(' ').unwrap_or((rest, ""));
    let id = PassageId::named(id)?;
    let rest = rest.trim();
    let (is_retired, rest) = match rest.strip_prefix('-') {
        Some(rest) => (true, rest.trim_start()),
        None => (false, rest),
    };
    let wording = match (rest.is_empty(), is_retired) {
        (true, true) => Remembered::Nothing,
        _ if rest.starts_with('"') => words(rest)?,
        (_, true) => return None,
        (true, false) => Remembered::Hashes(Vec::new()),
        (false, false) => Remembered::Hashes(rest.split(' ').map(hash).collect::<Option<Vec<u32>>>()?),
    };
    Some((address.replace("%20", " ").replace("%25", "%"), id, Locked { wording, is_retired }))
}

fn hash(text: &str) -> Option<u32> {
    u32::from_str_radix(text, 16).ok().filter(|_| text.len() == 7)
}

/// One or two JSON strings.
fn words(text: &str) -> Option<Remembered> {
    let mut texts = Deserializer::from_str(text).into_iter::<String>();
    let zh = texts.next()?.ok()?;
    let en = texts.next().transpose().ok()?;
    texts.next().is_none().then_some(Remembered::Words { zh, en })
}

/// The file as it is written.
pub fn write(lock: &Lock) -> String {
    let mut text = format!("{HEAD}\n");
    lock.comments.head.iter().for_each(|line| {
        let _ = writeln!(text, "{line}");
    });
    for (address, page) in &lock.pages {
        let name = address.replace('%', "%25").replace(' ', "%20");
        for (id, locked) in page.iter() {
            text.push('\n');
            let comments = lock.comments.before.get(&(address.clone(), *id));
            comments.into_iter().flatten().for_each(|line| {
                let _ = writeln!(text, "{line}");
            });
            let _ = write!(text, "{name} {id}{}", if locked.is_retired { " -" } else { "" });
            match &locked.wording {
                Remembered::Nothing => {}
                // What the first format knew of a passage that has left its page is of no use to any later one.
                Remembered::Hashes(_) if locked.is_retired => {}
                Remembered::Hashes(hashes) => hashes.iter().for_each(|hash| {
                    let _ = write!(text, " {hash:07x}");
                }),
                Remembered::Words { zh, en } => {
                    for words in std::iter::once(zh).chain(en) {
                        let _ = write!(text, " {}", serde_json::Value::from(words.as_str()));
                    }
                }
            }
            text.push('\n');
        }
    }
    if !lock.comments.tail.is_empty() {
        let _ = writeln!(text, "\n{}", lock.comments.tail.join("\n"));
    }
    text
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
        let label = Both::new("这一行", "this line");
        Diagnostic::new("config-invalid", Level::Error, source.place(span), message, label, help)
    }

    /// What is wrong, and what to do.
    fn words(self) -> (Both<String>, Both<String>) {
        let said = |zh: &str, en: &str| Both::new(zh, en);
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
                Both::new(format!("第一行应为 {HEAD}"), format!("the first line must be {HEAD}")),
                said(
                    "用 git 取回完整的 duizhao.lock；没有别的副本时，删去这个文件，核对译文后运行 duizhao accept",
                    "take the whole duizhao.lock back from git; without another copy, remove the file, check the translations and run duizhao accept",
                ),
            ),
            LineError::Twice(passage) => (
                Both::new(format!("{passage} 记了两次"), format!("{passage} is recorded twice")),
                Both::new(
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

    /// The line and the English message of each finding on a lock.
    fn faults(text: &str) -> Vec<(usize, String)> {
        let source = Source::new("content/duizhao.lock", text);
        let lines = crate::base::source::Lines::new(&source.text);
        let found = read(&source).1;
        found.into_iter().map(|one| (lines.at(one.primary.place.span.start).line, one.message.en)).collect()
    }

    fn rewritten(text: &str) -> String {
        let (lock, found) = read(&Source::new("content/duizhao.lock", text));
        assert!(found.is_empty(), "{found:?}");
        write(&lock)
    }

    #[test]
    fn reads_what_it_writes() {
        let text = "# duizhao.lock 2\n# 由译者维护\n\na%20b/c%25 header \"题\" \"Title\"\n\na%20b/c%25 p2 \"说“好”。\\n\\\"引\\\"\" \"Said.\"\n\na%20b/c%25 p10 - \"别的。\" \"Other.\"\n\n# 下一页\neconomy/growth p2 -\n\neconomy/growth p3 \"只有中文。\"\n\n# 末尾\n";
        assert_eq!(rewritten(text), text);
        let (lock, _) = read(&Source::new("content/duizhao.lock", text));
        let page = &lock.pages["a b/c%"];
        assert_eq!(
            page[&PassageId::Number(2)].wording,
            Remembered::Words { zh: "说“好”。\n\"引\"".into(), en: Some("Said.".into()) }
        );
        assert!(page[&PassageId::Number(10)].is_retired);
    }

    #[test]
    fn the_first_format_is_read_and_kept_line_by_line() {
        let old = "# duizhao.lock 1\na%20b/c%25 p1 00000ab 0000012\na%20b/c%25 p10 0000001\na%20b/c%25 p2 -\na%20b/c%25 p3\n";
        let new = "# duizhao.lock 2\n\na%20b/c%25 p1 00000ab 0000012\n\na%20b/c%25 p2 -\n\na%20b/c%25 p3\n\na%20b/c%25 p10 0000001\n";
        assert_eq!(rewritten(old), new);
        assert_eq!(rewritten(new), new);
        // A passage that left its page before it was accepted again keeps its id alone.
        let wording = Remembered::Hashes(vec![1]);
        let page = LockedPage::from([(PassageId::Number(15), Locked { wording, is_retired: true })]);
        let lock = Lock { exists: true, pages: [("about".into(), Arc::new(page))].into(), ..Lock::default() };
        assert_eq!(rewritten(&write(&lock)), "# duizhao.lock 2\n\nabout p15 -\n");
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
        says("# duizhao.lock 2\na p1 \"甲\"\na p1 \"乙\"\n", 3, "twice");
        says("# duizhao.lock 1\na p1 0000001\na p2 0000", 3, "breaks off");
        says("# duizhao.lock 2\na p1 \"甲\" \"A\"\na p2 \"乙\" \"B", 3, "breaks off");
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
            "a p1 \"甲\" \"A\" \"B\"",
            "a p1 \"甲\" A",
            "a p1 \"甲",
            "a p1 - 0000001",
        ] {
            says(&format!("# duizhao.lock 2\n{bad}\n"), 2, "cannot be read");
        }
    }
}
