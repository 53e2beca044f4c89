//! Who answers for a site, how mistakes are reported, which state of it this is, and what others may do with it.

use schemars::JsonSchema;
use serde::Deserialize;

use crate::model::localized::Localized;

/// A state of the site, named and dated by a person.
/// 网站的一版，名称和日期由人写。
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Version {
    /// Its name.
    /// 版本的名称。
    #[schemars(example = &"1.0")]
    pub name: String,
    /// The day, month or year since when it is the present one.
    /// 从哪一天、哪一月或哪一年起用这一版。
    #[schemars(example = &"2025-03-01")]
    pub date: String,
}

/// What others may do.
/// 许可。
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Licence {
    /// Its name in both languages.
    /// 许可的名称，两种语言都写。
    pub name: Localized,
    /// Where its text stands.
    /// 许可全文的网址。
    #[serde(default)]
    #[schemars(example = &"https://creativecommons.org/licenses/by/4.0/")]
    pub url: Option<String>,
}

/// How mistakes are reported.
/// 怎样指正。
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum Contact {
    /// An e-mail address or an address on the web.
    /// 电子邮箱或网址。
    Address(String),
    /// Words, where there is no address: “an issue in this repository”.
    /// 没有地址时用话说明：“在本仓库提出问题”。
    Words(Localized),
}
