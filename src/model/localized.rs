//! A text that headers and settings say in both languages.

use schemars::JsonSchema;
use serde::Deserialize;

use crate::base::lang::{Both, Lang};

/// A text in both languages, as `{ zh: …, en: … }`.
/// 同一段文字的两种语言：`{ zh: …, en: … }`。
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Localized {
    /// Chinese.
    /// 中文。
    pub zh: String,
    /// English.
    /// 英文。
    pub en: String,
}

impl Localized {
    /// The side of one language.
    pub fn get(&self, lang: Lang) -> &str {
        match lang {
            Lang::Zh => &self.zh,
            Lang::En => &self.en,
        }
    }
}

impl From<Localized> for Both<String> {
    fn from(text: Localized) -> Both<String> {
        Both { zh: text.zh, en: text.en }
    }
}
