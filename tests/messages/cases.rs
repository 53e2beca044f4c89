//! Cases that stand in files below `tests/cases/messages/`: what is written, and what must be said of it.

use std::fs;

use super::harness::Transcript;
use super::pages::{EN, ZH, page};
use crate::site::Folder;

/// A slip in a file of a good site.
#[derive(Default)]
pub struct Case {
    /// The file; `zh` or `en` for a half of the page of a case that gives both texts.
    pub path: String,
    /// The line that is wrong, from 1.
    pub line: usize,
    /// The rule that says so.
    pub rule: String,
    /// Words of what it says, Chinese and English.
    pub words: Vec<String>,
    /// What is written: the names of the blocks and their texts.
    blocks: Vec<(String, String)>,
}

impl Case {
    fn block(&self, name: &str) -> Option<&str> {
        self.blocks.iter().find(|(own, _)| own == name).map(|(_, text)| text.as_str())
    }

    /// The file as it is written.
    fn text(&self, folder: &Folder) -> String {
        match (self.block("header"), self.block("file"), self.block("replace"), self.block("with")) {
            (Some(lines), ..) => {
                let below = if self.path.ends_with(".en.md") { "The report says:" } else { "一句话。" };
                format!("---\n{lines}---\n\n{below}\n")
            }
            (_, Some(text), ..) => text.to_owned(),
            _ if self.block("cut").is_some() => self.block("cut").unwrap().trim_end_matches('\n').to_owned(),
            (.., Some(from), Some(to)) => {
                let before = folder.read(&self.path);
                assert!(before.contains(from), "{} has no {from}", self.path);
                before.replace(from, to)
            }
            _ => panic!("{}:{} {}: nothing is written", self.path, self.line, self.rule),
        }
    }
}

/// The cases of a file.
pub fn read(name: &str) -> Vec<Case> {
    let path = format!("{}/tests/cases/messages/{name}.md", env!("CARGO_MANIFEST_DIR"));
    let (mut all, mut open): (Vec<Case>, bool) = (Vec::new(), false);
    for line in fs::read_to_string(&path).unwrap().split_inclusive('\n') {
        let fence = line.strip_prefix("````").map(str::trim);
        let Some(case) = all.last_mut().filter(|_| open || !line.starts_with("## ")) else {
            all.extend(line.strip_prefix("## ").map(|head| begun(head.trim())));
            continue;
        };
        match (fence, open) {
            (Some(name), false) => case.blocks.push((name.to_owned(), String::new())),
            (None, true) => case.blocks.last_mut().unwrap().1.push_str(line),
            (None, false) => {
                let words = line.strip_prefix("- ").map(str::trim_end);
                case.words.extend(words.map(|words| words.trim_start_matches('…').to_owned()));
            }
            (Some(_), true) => {}
        }
        open ^= fence.is_some();
    }
    assert!(!all.is_empty() && !open, "{path}");
    assert!(all.iter().all(|case| case.words.len() == 2 && !case.blocks.is_empty()), "{path}");
    all
}

/// A case of a heading: `content/site.yaml:3 config-invalid`.
fn begun(head: &str) -> Case {
    let (place, rule) = head.split_once(' ').unwrap();
    let (path, line) = place.rsplit_once(':').unwrap();
    let line = line.parse().unwrap();
    Case { path: path.to_owned(), line, rule: rule.to_owned(), ..Case::default() }
}

impl Transcript {
    /// Makes the slip in a site, and asserts that it is found where it is, in these words.
    pub fn case(&mut self, case: &Case, folder: &Folder) {
        folder.write(&case.path, case.text(folder));
        self.expect(folder, &case.path, &case.rule, case.line, (&case.words[0], &case.words[1]));
    }
    /// Makes a page of the two texts of a case, in a site that `prepare` may change, and asserts what is said of it.
    pub fn page_case(&mut self, case: &Case, prepare: impl Fn(&Folder)) {
        let texts = ["zh", "en"].map(|half| case.block(half).unwrap().trim_end_matches('\n'));
        let folder = page(texts[0], texts[1]);
        prepare(&folder);
        // The lines of the headers stand before the text, unless the text has a header itself.
        let (path, text, header) = match case.path.as_str() {
            "zh" => (ZH, texts[0], 5),
            "en" => (EN, texts[1], 4),
            other => panic!("no half of a page: {other}"),
        };
        let line = if text.starts_with("---\n") { case.line } else { case.line + header };
        self.expect(&folder, path, &case.rule, line, (&case.words[0], &case.words[1]));
    }
}
