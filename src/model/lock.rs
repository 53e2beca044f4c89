//! `duizhao.lock`: which wording of each passage its translation was accepted against.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

/// The id of what the headers say, among those of passages.
pub(crate) const HEADER: &str = "header";

/// The largest number of a passage that is believed.
pub(crate) const MOST: u32 = 1_000_000;

/// The accepted wordings.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lock {
    /// Whether there is a lock at all.
    pub exists: bool,
    /// The passages of each page, by its address.
    pub pages: BTreeMap<String, Arc<LockedPage>>,
    /// What people wrote between the lines.
    pub comments: Comments,
}

/// The accepted wordings of a page.
pub(crate) type LockedPage = BTreeMap<PassageId, Locked>;

/// The name of what is accepted together; ordered as a page shows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PassageId {
    /// What the headers say.
    Header,
    /// A passage, `p3`.
    Number(u32),
}

/// What is remembered of a passage.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Locked {
    /// What was accepted.
    pub wording: Remembered,
    /// The passage is no longer on its page; its id is never given to another.
    pub is_retired: bool,
}

/// What was accepted of a passage.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Remembered {
    /// Nothing is known but the id.
    Nothing,
    /// Hashes of the Chinese sentences, as the first format has them.
    Hashes(Vec<u32>),
    /// The Chinese wording, and the English that it was accepted with, if that is known.
    Words {
        /// The lines of the Chinese.
        zh: String,
        /// The lines of the English.
        en: Option<String>,
    },
}

/// Comments of a lock, so that writing it keeps them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Comments {
    /// Those before the first passage.
    pub head: Vec<String>,
    /// Those before a passage.
    pub before: BTreeMap<(String, PassageId), Vec<String>>,
    /// Those at the end.
    pub tail: Vec<String>,
}

impl PassageId {
    /// The id that a name stands for: `header`, `p3`.
    pub fn named(name: &str) -> Option<PassageId> {
        if name == HEADER {
            return Some(PassageId::Header);
        }
        let number: u32 = name.strip_prefix('p')?.parse().ok()?;
        let id = PassageId::Number(number);
        ((1..=MOST).contains(&number) && id.to_string() == name).then_some(id)
    }

    /// The number of a passage.
    pub fn number(self) -> Option<u32> {
        match self {
            PassageId::Header => None,
            PassageId::Number(number) => Some(number),
        }
    }
}

impl fmt::Display for PassageId {
    fn fmt(&self, out: &mut fmt::Formatter) -> fmt::Result {
        match self {
            PassageId::Header => out.write_str(HEADER),
            PassageId::Number(number) => write!(out, "p{number}"),
        }
    }
}
