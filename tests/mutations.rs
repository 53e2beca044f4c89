//! Changes the real content at random, a thing at a time, and holds the check to finding at least 98 in 100.
//!
//! `DUIZHAO_MUTATIONS=1000 cargo test mutations -- --nocapture` does more of them and prints the share
//! that was caught; `DUIZHAO_SEED` chooses others.

use std::path::Path;
use std::process::Command;

use serde_json::Value;

use crate::site::Folder;

/// A small generator (xorshift), so that a seed gives the same changes everywhere.
struct Dice(u64);

impl Dice {
    fn below(&mut self, n: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % n as u64) as usize
    }
}

/// What is changed.
#[derive(Clone, Copy, Debug)]
enum Change {
    /// A digit of an English text becomes another.
    Digit,
    /// A character of a Chinese quotation becomes another.
    Character,
    /// An English paragraph or quotation goes.
    Passage,
}

fn setting(name: &str, default: u64) -> u64 {
    std::env::var(name).ok().and_then(|text| text.parse().ok()).unwrap_or(default)
}

/// Where the text below the header begins.
fn body(text: &str) -> usize {
    text[4..].find("\n---\n").unwrap() + 4 + 5
}

/// Places of characters outside marks, ids and quotation marks (names of programs hold digits).
fn places(text: &str, wanted: impl Fn(char) -> bool, in_quotes: bool) -> Vec<usize> {
    let (mut depth, mut quoted, mut found) = (0_i32, 0_i32, Vec::new());
    for (at, c) in text.char_indices().filter(|(at, _)| *at >= body(text)) {
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            '“' => quoted += 1,
            '”' => quoted -= 1,
            _ => {}
        }
        let line = text[..at].rfind('\n').map_or(0, |line| line + 1);
        let passage = !text[line..].starts_with("<!--") && (!in_quotes || text[line..].starts_with("> "));
        if depth == 0 && (in_quotes || quoted == 0) && passage && wanted(c) {
            found.push(at);
        }
    }
    found
}

fn changed(text: &str, change: Change, dice: &mut Dice) -> Option<String> {
    let replace = |at: usize, new: char| {
        let old = text[at..].chars().next().unwrap();
        (old != new).then(|| format!("{}{new}{}", &text[..at], &text[at + old.len_utf8()..]))
    };
    match change {
        Change::Digit => {
            let all = places(text, |c| c.is_ascii_digit(), false);
            let at = *all.get(dice.below(all.len().max(1)))?;
            replace(at, char::from(b'1' + dice.below(9) as u8))
        }
        Change::Character => {
            let all = places(text, |c| ('\u{4e00}'..='\u{9fff}').contains(&c), true);
            let at = *all.get(dice.below(all.len().max(1)))?;
            let new = ['的', '一', '是', '不', '了', '在', '有'];
            replace(at, new[dice.below(new.len())])
        }
        Change::Passage => {
            let passages: Vec<&str> = text[body(text)..]
                .split("\n\n")
                .filter(|block| {
                    let block = block.trim_start();
                    block.starts_with('>') || block.starts_with(char::is_alphabetic)
                })
                .collect();
            let passage = *passages.get(dice.below(passages.len().max(1)))?;
            Some(text.replacen(passage, "", 1))
        }
    }
}

#[test]
fn every_changed_figure_character_and_passage_is_caught() {
    let content = Path::new(env!("CARGO_MANIFEST_DIR")).join("content");
    let folder = Folder::new();
    let (mut english, mut chinese) = (Vec::new(), Vec::new());
    for entry in walkdir::WalkDir::new(&content).sort_by_file_name() {
        let entry = entry.unwrap();
        if !entry.file_type().is_file() {
            continue;
        }
        let path = entry.path().strip_prefix(&content).unwrap().to_str().unwrap().replace('\\', "/");
        folder.write(&format!("content/{path}"), std::fs::read(entry.path()).unwrap());
        let is_excerpt = path.contains('/') && !path.starts_with("originals/") && !path.contains("_index");
        if is_excerpt && path.ends_with(".en.md") {
            english.push(path);
        } else if is_excerpt && path.ends_with(".zh.md") {
            chinese.push(path);
        }
    }
    let mut dice = Dice(setting("DUIZHAO_SEED", 20_220_411).max(1));
    let (wanted, mut made, mut missed) = (setting("DUIZHAO_MUTATIONS", 60), 0, Vec::new());
    while made < wanted {
        let change = [Change::Digit, Change::Character, Change::Passage][(made % 3) as usize];
        let files = if matches!(change, Change::Character) { &chinese } else { &english };
        let path = &files[dice.below(files.len())];
        let file = format!("content/{path}");
        let text = folder.read(&file);
        let Some(new) = changed(&text, change, &mut dice) else { continue };
        made += 1;
        folder.write(&file, &new);
        let output = Command::new(env!("CARGO_BIN_EXE_duizhao"))
            .args(["check", "--format", "json", "-C"])
            .arg(folder.path())
            .output()
            .unwrap();
        folder.write(&file, &text);
        let report: Value = serde_json::from_slice(&output.stdout).unwrap();
        let stem = path.rsplit_once('.').unwrap().0.rsplit_once('.').unwrap().0;
        let caught = report["findings"].as_array().unwrap().iter().any(|finding| {
            matches!(finding["level"].as_str(), Some("error" | "warning"))
                && finding["rule"] != "translation-stale"
                && finding.to_string().contains(stem)
        });
        if !caught {
            missed.push((change, path.clone(), new));
        }
    }
    println!("caught {} of {made}", made - missed.len() as u64);
    let list: Vec<_> = missed.iter().map(|(change, path, _)| (change, path)).collect();
    assert!(missed.len() as u64 * 50 <= made, "missed more than 2 in 100: {list:?}");
}
