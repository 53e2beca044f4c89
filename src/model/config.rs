//! What the YAML files may say: front matter of pages and originals, `site.yaml`, `glossary.yaml`. What
//! `indicators.yaml` and `corrections.yaml` may say stands with the types that they are read into.
//!
//! These types are the schema: the parser checks keys and types against the JSON Schema made from
//! them, so that a key stands in one place only. Numbers are kept as the text of the YAML and never
//! pass through floating point.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Deserialize;

use crate::base::diagnostic::Level;
use crate::base::lazy::Lazy;
use crate::base::spanned::Node;
use crate::model::imprint::{Contact, Licence, Version};
use crate::model::kinds::{ChartKind, Layout, PointKind, TermKind};
use crate::model::measure::Measure;
use crate::quantity::value::Bound;

pub use crate::model::localized::Localized;

/// A date as far as it is known, for editors; the check knows the length of months besides.
const DATE: &str = r"^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$";

/// The header of a page.
/// 页面的页头。
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PageHeader {
    /// The title, as the page shows it.
    /// 标题，照网页上的样子写。
    pub title: String,
    /// One or two sentences for lists, search and feeds.
    /// 一两句话，用于列表、检索和订阅。
    #[serde(default)]
    pub summary: Option<String>,
    /// `2022-04-11`, `2022-04` or `2022`; Chinese side only.
    /// 日期：`2022-04-11`、`2022-04` 或 `2022`；只写在中文一侧。
    #[serde(default)]
    #[schemars(example = &"2022-04-11", example = &"2022", regex(pattern = DATE))]
    pub date: Option<String>,
    /// The documents quoted: one id or a list of them; Chinese side only. `none` where the quotations of
    /// the page quote no document.
    /// 引自哪份原文：一个名称，或几个名称的列表；只写在中文一侧。引文不出自文件时写 `none`。
    #[serde(default)]
    pub original: OneOrMany,
    /// Order within the topic, small first; Chinese side only.
    /// 主题内的次序，小的在前；只写在中文一侧。
    #[serde(default)]
    pub weight: Option<i64>,
    /// Tags in the language of the side, the same number on both.
    /// 标签，用本侧的语言，两侧同样多、次序相同。
    #[serde(default)]
    pub tags: Vec<String>,
    /// Left out of the build unless `--drafts`; Chinese side only.
    /// 草稿：不生成网页，除非加 `--drafts`；只写在中文一侧。
    #[serde(default)]
    pub draft: bool,
    /// The picture that a link to the page shows where it is shared: its path from this file, PNG, JPEG, GIF or WebP;
    /// Chinese side only.
    /// 分享本页链接时显示的图片：从本文件算起的路径，PNG、JPEG、GIF 或 WebP；只写在中文一侧。
    #[serde(default)]
    #[schemars(example = &"harbour.jpg")]
    pub image: Option<Box<str>>,
    /// Figures: values on the Chinese side, words on both.
    /// 图：数值只写在中文一侧，文字两侧都写。
    #[serde(default)]
    pub figures: Vec<FigureHeader>,
    /// The figure that stands for the page in lists: its id; Chinese side only.
    /// 在目录里代表本页的那幅图：写它的名称；只写在中文一侧。
    #[serde(default)]
    #[schemars(example = &"gdp")]
    pub key: Option<Box<str>>,
    /// Of a topic’s `_index`: the indicators with which the topic’s page opens; Chinese side only.
    /// 主题的 `_index` 用：主题页开头列出的指标；只写在中文一侧。
    #[serde(default)]
    pub key_figures: Vec<String>,
    /// Another way to show the page.
    /// 页面的另一种排法。
    #[serde(default)]
    pub layout: Option<Layout>,
    /// Waivers for what stands in this header.
    /// 豁免本页头里的问题，附理由。
    #[serde(default)]
    pub allow: Vec<Allow>,
    /// The places of all values.
    #[serde(skip)]
    #[schemars(skip)]
    pub places: Lazy<Node>,
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

/// A figure in a page's header.
/// 页头里的一张图。
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FigureHeader {
    /// Its id, the same on both sides.
    /// 图的名称，两侧相同；小写字母、数字和连字符。
    pub id: String,
    /// What is counted.
    /// 数的是什么。
    pub label: String,
    /// The unit in which values are written (Chinese side) or shown (English side).
    /// 单位：中文一侧是所写数值的单位，英文一侧是显示的单位。以 % 开头时放进引号。
    #[schemars(example = &"亿元", example = &"RMB billion", example = &"%")]
    pub unit: String,
    /// How it is drawn; Chinese side only.
    /// 怎样画；只写在中文一侧。
    #[serde(default)]
    pub chart: Option<ChartKind>,
    /// The values; Chinese side only.
    /// 数值；只写在中文一侧。
    #[serde(default)]
    pub points: Vec<PointHeader>,
    /// The indicator of `indicators.yaml` that all its values belong to; Chinese side only.
    /// 各数值所属的指标，见 `indicators.yaml`；只写在中文一侧。
    #[serde(default)]
    #[schemars(example = &"gdp")]
    pub indicator: Option<String>,
    /// The indicators of single series or categories, by the names in `series` or `at`; Chinese side only.
    /// 几个系列或类别各属哪个指标：以 `series` 或 `at` 里的名称为键；只写在中文一侧。
    #[serde(default)]
    pub indicators: BTreeMap<String, String>,
    /// What the values say of the indicator; Chinese side only.
    /// 数值说的是指标的什么：水平、增量还是增幅；只写在中文一侧。
    #[serde(default)]
    pub measure: Measure,
    /// The year or years that the values hold for where `at` names categories; Chinese side only.
    /// `at` 写类别时，数值是哪一年或哪几年的；只写在中文一侧。
    #[serde(default)]
    #[schemars(example = &"2021", example = &"2017–2021")]
    pub year: Option<String>,
    /// Translations of the names used in `at` and `series`; English side only.
    /// `at` 和 `series` 里中文名称的译法；只写在英文一侧。
    #[serde(default)]
    pub names: BTreeMap<String, String>,
}

/// A point of a figure.
/// 图上的一点。
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PointHeader {
    /// A year, the years from one to another, or a category.
    /// 年份、起讫年份或类别。
    #[schemars(example = &"2021", example = &"2022–2026")]
    pub at: String,
    /// The number in the figure's unit, as written.
    /// 数值，以本图的单位计，不写逗号。
    #[schemars(example = &"5786")]
    pub value: String,
    /// The series it belongs to, where there are several.
    /// 有几个系列时，属于哪个系列。
    #[serde(default)]
    pub series: Option<String>,
    /// Result, target or estimate.
    /// 结果、目标还是预计。
    #[serde(default)]
    pub kind: PointKind,
    /// The year or years that this value holds for, where that differs from `year` of the figure.
    /// 这个数值是哪一年或哪几年的，与本图的 `year` 不同时写。
    #[serde(default)]
    pub year: Option<String>,
    /// Whether the year is inferred: the document does not print it.
    /// 年份是否推定：原文没有印出。
    #[serde(default)]
    pub inferred: bool,
    /// Which side of the number the truth lies on.
    /// 原文对这个数的限定：超过、以上、近、约、以下。
    #[serde(default)]
    pub bound: Option<Bound>,
}

/// A waiver in a header or in `site.yaml`.
/// 页头或 `site.yaml` 里的一条豁免。
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Allow {
    /// The rule.
    /// 规则。
    pub rule: String,
    /// Why, in both languages.
    /// 理由，两种语言都写。
    pub reason: Localized,
}

/// `site.yaml`.
/// 站点设置。
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SiteHeader {
    /// The site's name.
    /// 网站的名称。
    pub title: Localized,
    /// One sentence on the site.
    /// 一句话说明网站。
    #[serde(default)]
    pub description: Localized,
    /// The topics in order: names of folders under `content/`.
    /// 主题，按次序写 `content/` 下的文件夹名。
    pub topics: Vec<String>,
    /// Where the site will stand, if that is known: `https://example.org/folder/`.
    /// 网站的网址，已知时写：`https://example.org/folder/`。
    #[serde(default)]
    #[schemars(example = &"https://example.org/folder/")]
    pub base_url: Option<String>,
    /// The picture that a link to the site shows where it is shared: its path below `content/`, PNG, JPEG, GIF or
    /// WebP. Without one the program draws a card from the originals and what is excerpted.
    /// 分享本站链接时显示的图片：`content/` 下的路径，PNG、JPEG、GIF 或 WebP；不写，程序就按原文和摘录的位置画一张。
    #[serde(default)]
    #[schemars(example = &"pictures/harbour.jpg")]
    pub image: Option<String>,
    /// The indicators with which the cover opens.
    /// 封面开头列出的指标。
    #[serde(default)]
    pub key_figures: Vec<String>,
    /// Who publishes the site.
    /// 发布者。
    #[serde(default)]
    pub publisher: Option<Localized>,
    /// Who edits it.
    /// 编者。
    #[serde(default)]
    pub editor: Option<Localized>,
    /// Which state of the site this is, and since when; written by a person, never from the clock.
    /// 这是网站的哪一版，何时定稿；由人写，不取自时钟。
    #[serde(default)]
    pub version: Option<Version>,
    /// Where mistakes are reported: an e-mail address, an address on the web, or words in both languages.
    /// 向哪里报告错误：电子邮箱、网址，或两种语言的一句话。
    #[serde(default)]
    #[schemars(example = &"editor@example.org")]
    pub contact: Option<Contact>,
    /// What others may do with the site’s own words and tables.
    /// 他人可以怎样使用本站自己的文字和表格。
    #[serde(default)]
    pub licence: Option<Licence>,
    /// Levels that differ from the defaults.
    /// 与默认不同的规则级别。
    #[serde(default)]
    pub rules: BTreeMap<String, Level>,
    /// Waivers for the whole site.
    /// 对整个网站的豁免。
    #[serde(default)]
    pub allow: Vec<Allow>,
    /// `none`: quotations of pages that name no original quote no document. They are shown as ordinary
    /// ones and not compared with anything.
    /// 写 `none`：没有写明原文的页面，其引文不出自文件；照普通引文显示，不与任何原文比较。
    #[serde(default)]
    pub original: Option<NoOriginal>,
    /// Whether the site and each topic are published as e-books (EPUB) too.
    /// 是否把整站和每个主题另作电子书（EPUB）发布。
    #[serde(default)]
    pub epub: bool,
    /// Whether raw HTML in content is let through (after cleaning).
    /// 是否允许内容里的 HTML（清理之后）。
    #[serde(default)]
    pub raw_html: bool,
    /// The program's own interface texts, where the site wants others: key → text.
    /// 界面文字，要改的写在这里：名称 → 文字。
    #[serde(default)]
    pub texts: BTreeMap<String, Localized>,
    /// The places of all values.
    #[serde(skip)]
    #[schemars(skip)]
    pub places: Node,
}

/// That quotations quote no document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum NoOriginal {
    /// They do not.
    /// 不出自文件。
    None,
}

/// The front matter of an original.
/// 原文的页头。
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct OriginalHeader {
    /// Its title.
    /// 标题。
    pub title: Localized,
    /// A short name for evidence, scores and comparisons: “2022年报告”; the title if absent.
    /// 简称，例如“2022年报告”；不写则用标题。
    #[serde(default)]
    pub short: Option<Localized>,
    /// Who issued it, if that is known.
    /// 发布者，已知时写。
    #[serde(default)]
    pub issuer: Option<Localized>,
    /// When, with the precision that is known.
    /// 日期，知道多细写多细：`2022-04-11`、`2022-04` 或 `2022`。
    #[serde(default)]
    #[schemars(regex(pattern = DATE))]
    pub date: Option<String>,
    /// One character: the seal of this document on the site.
    /// 一个字，作这份原文在网站上的印记。
    #[serde(default)]
    #[schemars(example = &"报", length(max = 1))]
    pub sign: Option<String>,
    /// How the text was got, what is wrong with it.
    /// 文本从何而来，有什么毛病。
    #[serde(default)]
    pub note: Option<Localized>,
    /// Paragraphs left aside on purpose.
    /// 有意不摘录的段落。
    #[serde(default)]
    pub aside: Vec<Aside>,
    /// Headings of the document, where the program does not see them by their numbers (一、 （一） 1.) or their
    /// English is wanted in the outline.
    /// 文中的标题：程序凭编号（一、（一）1.）认不出的，或目录里要有英文的。
    #[serde(default)]
    pub headings: Vec<HeadingHeader>,
    /// The places of all values.
    #[serde(skip)]
    #[schemars(skip)]
    pub places: Node,
}

/// Paragraphs of an original that no excerpt uses, and why.
/// 没有摘录的段落和理由。
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Aside {
    /// `7`, `1-14` or `1-3, 9`.
    /// 段号：`7`、`1-14` 或 `1-3, 9`。
    #[schemars(example = &"1-3, 9")]
    pub paragraphs: String,
    /// Why.
    /// 理由。
    pub reason: Localized,
    /// The topic that these paragraphs are all the document has on, though nothing can be excerpted from them.
    /// 这几段属于哪个主题：原文在这个主题下只有它们，没有可摘录的文字。
    #[serde(default)]
    #[schemars(example = &"livelihood")]
    pub topic: Option<String>,
}

/// A heading of an original.
/// 原文里的一个标题。
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct HeadingHeader {
    /// The paragraph that it is, or that begins with it.
    /// 哪一段：这一段就是标题，或以标题开头。
    pub paragraph: usize,
    /// 1 for a part, 2 for a section, 3 for less; 0 where what looks like a heading is none.
    /// 1 是部分，2 是节，3 更小；看似标题而不是标题的写 0。
    #[serde(default)]
    #[schemars(range(max = 3))]
    pub level: Option<u8>,
    /// What it says, in English.
    /// 标题的英文。
    #[serde(default)]
    pub en: Option<String>,
}

/// An entry of `glossary.yaml`.
/// 术语表的一条。
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct TermHeader {
    /// The Chinese term.
    /// 中文术语。
    pub zh: String,
    /// The English form that is preferred.
    /// 首选的英文译法。
    pub en: String,
    /// Other English forms that are accepted.
    /// 其他可用的英文译法。
    #[serde(default)]
    pub also: Vec<String>,
    /// English forms that are wrong.
    /// 不可用的英文译法。
    #[serde(default)]
    pub avoid: Vec<Avoid>,
    /// What a reader should know.
    /// 读者应知道的说明。
    #[serde(default)]
    pub note: Option<Localized>,
    /// What kind of name it is.
    /// 是哪一类名称。
    #[serde(default)]
    pub kind: TermKind,
    /// Longer words in which these characters are not the term.
    /// 含有这几个字、而不是这个术语的较长的词。
    #[serde(default)]
    pub not: Vec<String>,
    /// Used by the check alone: the glossary page does not list it, and no link leads to it.
    /// 只供核对：术语表页面不列，正文不加链接。
    #[serde(default)]
    pub hidden: bool,
    /// Its pinyin, where the program would read it otherwise; the index follows it.
    /// 拼音，程序会读错时写；索引照它排。
    #[serde(default)]
    #[schemars(example = &"chong qing")]
    pub pinyin: Option<String>,
}

/// An English form that is wrong.
/// 一种不可用的英文译法。
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Avoid {
    /// The form.
    /// 译法。
    pub wrong: String,
    /// Why it is wrong.
    /// 为什么不可用。
    #[serde(default)]
    pub why: Option<Localized>,
    /// Whether readers see it too; otherwise it is for the check alone.
    /// 是否也给读者看；不写则只供核对。
    #[serde(default)]
    pub show: bool,
}
