//! What a build makes: editions, and files with the folder that they stand in.

use std::io::{self, Write};

use crate::base::lang::{Both, Lang};
use crate::model::asset::Asset;

/// A way to show a bitext.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Edition {
    /// Chinese alone, under `zh/`.
    Zh,
    /// English alone, under `en/`.
    En,
    /// Side by side, under `parallel/`.
    Parallel,
    /// Pages at the root that hold both languages.
    Both,
}

impl Edition {
    /// The three editions of every bitext.
    pub const ALL: [Edition; 3] = [Edition::Zh, Edition::Parallel, Edition::En];

    /// Its folder and the value of `data-edition`.
    pub fn code(self) -> &'static str {
        match self {
            Edition::Zh => "zh",
            Edition::En => "en",
            Edition::Parallel => "parallel",
            Edition::Both => "both",
        }
    }

    /// The `hreflang` of its pages; the side-by-side edition serves readers of any language.
    pub fn hreflang(self) -> &'static str {
        match self {
            Edition::Zh => "zh-Hans",
            Edition::En => "en",
            Edition::Parallel | Edition::Both => "x-default",
        }
    }

    /// The languages that it shows, in order.
    pub fn sides(self) -> &'static [Lang] {
        match self {
            Edition::Zh => &[Lang::Zh],
            Edition::En => &[Lang::En],
            Edition::Parallel | Edition::Both => &Lang::ALL,
        }
    }

    /// The language of the page as a whole.
    pub fn lang(self) -> Lang {
        match self {
            Edition::En => Lang::En,
            _ => Lang::Zh,
        }
    }

    /// The edition of one language.
    pub fn of(lang: Lang) -> Edition {
        match lang {
            Lang::Zh => Edition::Zh,
            Lang::En => Edition::En,
        }
    }

    /// Whether both languages stand on the page.
    pub(crate) fn is_both(self) -> bool {
        matches!(self, Edition::Parallel | Edition::Both)
    }

    /// A text for an attribute or a title, where no markup can stand (not escaped).
    pub fn plain(self, text: &Both<String>) -> String {
        match self {
            Edition::Zh | Edition::En => text.get(self.lang()).clone(),
            _ if text.zh == text.en => text.zh.clone(),
            _ => [text.zh.as_str(), " ", &text.en].concat(),
        }
    }
}

/// A file of the built site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Output {
    /// Path below the output folder, with `/`, not encoded: `zh/economy/growth.html`.
    pub path: String,
    /// What it holds.
    pub content: OutputContent,
}

/// What a file of the built site holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OutputContent {
    /// What was made.
    Made(Vec<u8>),
    /// What a file of the site's folder holds: it is copied when it is wanted, and never held whole.
    Copy(Asset),
}

/// Writes the pieces of a file that is never held whole.
pub type Pieces<'p> = &'p mut dyn FnMut(&mut dyn Write) -> io::Result<()>;

impl Output {
    /// A file made of text.
    pub fn text(path: impl Into<String>, text: String) -> Output {
        Output::made(path, text.into_bytes())
    }

    /// A file that was made.
    pub fn made(path: impl Into<String>, bytes: Vec<u8>) -> Output {
        Output { path: path.into(), content: OutputContent::Made(bytes) }
    }
}
