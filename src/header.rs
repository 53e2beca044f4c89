//! What the YAML files may say: front matter of pages and originals, `site.yaml`, `glossary.yaml`.
//!
//! These types are the schema: the parser checks keys and types against the JSON Schema made from
//! them, so that a key stands in one place only. Numbers are kept as the text of the YAML and never
//! pass through floating point.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Deserialize;

use crate::both::Both;
use crate::diagnostic::Level;
use crate::yaml::Node;

/// A text in both languages, as `{ zh: …, en: … }`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Said {
    /// Chinese.
    pub zh: String,
    /// English.
    pub en: String,
}

impl From<Said> for Both<String> {
    fn from(said: Said) -> Both<String> {
        Both { zh: said.zh, en: said.en }
    }
}

/// The header of a page.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PageHeader {
    /// The title, as the page shows it.
    pub title: String,
    /// One or two sentences for lists, search and feeds.
    #[serde(default)]
    pub summary: Option<String>,
    /// `2022-04-11`, `2022-04` or `2022`; Chinese side only.
    #[serde(default)]
    pub date: Option<String>,
    /// The documents quoted: one id or a list of them; Chinese side only.
    #[serde(default)]
    pub original: OneOrMany,
    /// Order within the topic, small first; Chinese side only.
    #[serde(default)]
    pub weight: Option<i64>,
    /// Tags in the language of the side, the same number on both.
    #[serde(default)]
    pub tags: Vec<String>,
    /// Left out of the build unless `--drafts`; Chinese side only.
    #[serde(default)]
    pub draft: bool,
    /// Figures: values on the Chinese side, words on both.
    #[serde(default)]
    pub figures: Vec<FigureHeader>,
    /// Another way to show the page.
    #[serde(default)]
    pub layout: Option<Layout>,
    /// Waivers for what stands in this header.
    #[serde(default)]
    pub allow: Vec<Allow>,
    /// The places of all values.
    #[serde(skip)]
    #[schemars(skip)]
    pub places: Node,
}

/// One value or a list of them.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum OneOrMany {
    /// One.
    One(String),
    /// Several.
    Many(Vec<String>),
}

impl Default for OneOrMany {
    fn default() -> OneOrMany {
        OneOrMany::Many(Vec::new())
    }
}

impl OneOrMany {
    /// The values in order.
    pub fn as_slice(&self) -> &[String] {
        match self {
            OneOrMany::One(one) => std::slice::from_ref(one),
            OneOrMany::Many(many) => many,
        }
    }
}

/// Ways to show a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Layout {
    /// Under each heading two quotations, the earlier first, and a caution.
    Comparison,
}

/// A figure in a page's header.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FigureHeader {
    /// Its id, the same on both sides.
    pub id: String,
    /// What is counted.
    pub label: String,
    /// The unit in which values are written (Chinese side) or shown (English side).
    pub unit: String,
    /// How it is drawn; Chinese side only.
    #[serde(default)]
    pub chart: Option<ChartKind>,
    /// The values; Chinese side only.
    #[serde(default)]
    pub points: Vec<PointHeader>,
    /// Translations of the names used in `at` and `series`; English side only.
    #[serde(default)]
    pub names: BTreeMap<String, String>,
}

/// How a figure is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum ChartKind {
    /// A single value, as a number.
    Card,
    /// One measure at two or three times, as bars from zero.
    Change,
    /// Several categories, as bars from zero.
    Bars,
    /// Three times or more, as a line.
    Line,
    /// A part of one hundred percent.
    Share,
}

/// A point of a figure.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PointHeader {
    /// A year or a category.
    pub at: String,
    /// The number in the figure's unit, as written.
    pub value: String,
    /// The series it belongs to, where there are several.
    #[serde(default)]
    pub series: Option<String>,
    /// Result, target or estimate.
    #[serde(default)]
    pub kind: PointKind,
    /// Which side of the number the truth lies on.
    #[serde(default)]
    pub bound: Option<Bound>,
}

/// What a value is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum PointKind {
    /// Reported as reached.
    #[default]
    Result,
    /// Planned.
    Target,
    /// Expected, not yet counted.
    Estimate,
}

/// A bound that the text gives with a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Bound {
    /// 超、突破: over.
    Over,
    /// 以上: at least.
    AtLeast,
    /// 近、接近: nearly.
    Nearly,
    /// 约: about.
    About,
    /// 以下: below.
    Below,
}

/// A waiver in a header or in `site.yaml`.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Allow {
    /// The rule.
    pub rule: String,
    /// Why, in both languages.
    pub reason: Said,
}

/// `site.yaml`.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SiteHeader {
    /// The site's name.
    pub title: Said,
    /// One sentence on the site.
    #[serde(default)]
    pub description: Said,
    /// The topics in order: names of folders under `content/`.
    pub topics: Vec<String>,
    /// Where the site will stand, if that is known: `https://example.org/taizhou/`.
    #[serde(default)]
    pub base_url: Option<String>,
    /// Levels that differ from the defaults.
    #[serde(default)]
    pub rules: BTreeMap<String, Level>,
    /// Waivers for the whole site.
    #[serde(default)]
    pub allow: Vec<Allow>,
    /// Whether raw HTML in content is let through (after cleaning).
    #[serde(default)]
    pub raw_html: bool,
    /// The program's own interface texts, where the site wants others: key → text.
    #[serde(default)]
    pub texts: BTreeMap<String, Said>,
    /// The places of all values.
    #[serde(skip)]
    #[schemars(skip)]
    pub places: Node,
}

/// The front matter of an original.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct OriginalHeader {
    /// Its title.
    pub title: Said,
    /// A short name for evidence, scores and comparisons: “2022年报告”; the title if absent.
    #[serde(default)]
    pub short: Option<Said>,
    /// Who issued it, if that is known.
    #[serde(default)]
    pub issuer: Option<Said>,
    /// When, with the precision that is known.
    #[serde(default)]
    pub date: Option<String>,
    /// One character: the seal of this document on the site.
    #[serde(default)]
    pub sign: Option<String>,
    /// How the text was got, what is wrong with it.
    #[serde(default)]
    pub note: Option<Said>,
    /// Paragraphs left aside on purpose.
    #[serde(default)]
    pub aside: Vec<Aside>,
    /// The places of all values.
    #[serde(skip)]
    #[schemars(skip)]
    pub places: Node,
}

/// Paragraphs of an original that no excerpt uses, and why.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Aside {
    /// `7`, `1-14` or `1-3, 9`.
    pub paragraphs: String,
    /// Why.
    pub reason: Said,
}

/// An entry of `glossary.yaml`.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct TermHeader {
    /// The Chinese term.
    pub zh: String,
    /// The English form that is preferred.
    pub en: String,
    /// Other English forms that are accepted.
    #[serde(default)]
    pub also: Vec<String>,
    /// English forms that are wrong.
    #[serde(default)]
    pub avoid: Vec<Avoid>,
    /// What a reader should know.
    #[serde(default)]
    pub note: Option<Said>,
    /// What kind of name it is.
    #[serde(default)]
    pub kind: TermKind,
}

/// An English form that is wrong.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Avoid {
    /// The form.
    pub wrong: String,
    /// Why it is wrong.
    #[serde(default)]
    pub why: Option<Said>,
}

/// What kind of name a term is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum TermKind {
    /// A word of the subject.
    #[default]
    Term,
    /// A place.
    Place,
    /// A person.
    Person,
    /// An organisation.
    Body,
    /// A name with digits that is no quantity.
    Code,
}
