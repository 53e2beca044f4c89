//! The same thing in two languages: the heart of the program.
//!
//! Everything that a site says, it says twice. [`Both`] keeps the two sides together, so that
//! leaving one out does not compile.

use serde::{Deserialize, Serialize};

/// One of the two languages of a site.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Lang {
    /// Chinese in simplified characters (`zh-Hans`).
    Zh,
    /// English in American spelling (`en`).
    En,
}

impl Lang {
    /// Both languages, Chinese first.
    pub const ALL: [Lang; 2] = [Lang::Zh, Lang::En];

    /// The language across from this one.
    pub fn other(self) -> Lang {
        match self {
            Lang::Zh => Lang::En,
            Lang::En => Lang::Zh,
        }
    }

    /// The suffix of a page's file name and the folder of its edition: `zh` or `en`.
    pub fn code(self) -> &'static str {
        match self {
            Lang::Zh => "zh",
            Lang::En => "en",
        }
    }

    /// The BCP 47 tag that stands in `lang` and `hreflang`.
    pub fn tag(self) -> &'static str {
        match self {
            Lang::Zh => "zh-Hans",
            Lang::En => "en",
        }
    }

    /// The language that a file suffix names, if it names one.
    pub(crate) fn from_code(code: &str) -> Option<Lang> {
        Lang::ALL.into_iter().find(|lang| lang.code() == code)
    }
}

impl Lang {
    /// The language that people mean by a code which is not quite that of a language here.
    pub fn meant(code: &str) -> Option<Lang> {
        match code.to_lowercase().as_str() {
            "zh" | "cn" | "ch" | "chs" | "zn" | "hz" | "zh-cn" | "zh_cn" | "zh-hans" | "chinese" | "中文" => {
                Some(Lang::Zh)
            }
            "en" | "eng" | "us" | "uk" | "ne" | "en-us" | "en_us" | "en-gb" | "english" | "英文" | "英语" => {
                Some(Lang::En)
            }
            _ => None,
        }
    }
}

/// One value for each language.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Both<T> {
    /// The Chinese side.
    pub zh: T,
    /// The English side.
    pub en: T,
}

impl<T> Both<T> {
    /// Builds both sides with one function.
    pub fn from_fn(mut make: impl FnMut(Lang) -> T) -> Both<T> {
        Both { zh: make(Lang::Zh), en: make(Lang::En) }
    }

    /// The side of one language.
    pub fn get(&self, lang: Lang) -> &T {
        match lang {
            Lang::Zh => &self.zh,
            Lang::En => &self.en,
        }
    }

    /// The side of one language, to be changed.
    pub fn get_mut(&mut self, lang: Lang) -> &mut T {
        match lang {
            Lang::Zh => &mut self.zh,
            Lang::En => &mut self.en,
        }
    }

    /// Both sides by reference.
    pub fn as_ref(&self) -> Both<&T> {
        Both { zh: &self.zh, en: &self.en }
    }

    /// Both sides put through one function.
    pub fn map<U>(self, mut f: impl FnMut(T) -> U) -> Both<U> {
        Both { zh: f(self.zh), en: f(self.en) }
    }
}

impl Both<String> {
    /// The two wordings of a message, Chinese first.
    pub fn new(zh: impl Into<String>, en: impl Into<String>) -> Both<String> {
        Both { zh: zh.into(), en: en.into() }
    }
}
