//! The kinds that headers name: of charts, of values, of terms; and ways to show a page. What a number says of its
//! indicator is a [`crate::model::measure::Measure`].

use schemars::JsonSchema;
use serde::Deserialize;

/// Ways to show a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Layout {
    /// Under each heading two quotations, the earlier first, and a caution.
    /// 每个小标题下两段引文并列，先出的在前，再加一段提示。
    Comparison,
}

/// How a figure is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum ChartKind {
    /// A single value, as a number.
    /// 单独一个数。
    Card,
    /// One measure at two or three times, as bars from zero.
    /// 一项指标在两三个时间的值，条形，从零起。
    Change,
    /// Several categories, as bars from zero.
    /// 几个类别，条形，从零起。
    Bars,
    /// Three times or more, as a line.
    /// 三个时间以上，折线。
    Line,
    /// Parts of a whole, in a frame of one hundred percent; of counts, in a frame of the largest.
    /// 部分占整体多少，画在百分之百的框里；数量以最大的一个为整体。
    Share,
    /// Values that lie close together, as dots on a marked scale that need not begin at zero.
    /// 相近的几个值，点在注明起止的尺上，不必从零起。
    Dots,
    /// Values that no drawing would serve, in a table.
    /// 画出来没有帮助的值，只列表。
    Table,
    /// Not shown on the page: checked, and in the data files and the table of all figures alone.
    /// 不在页面上显示：照样核对，只列入数据文件和全部数字。
    None,
}

/// What a value is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum PointKind {
    /// Reported as reached.
    /// 已达到的结果。
    #[default]
    Result,
    /// Planned.
    /// 目标。
    Target,
    /// Expected, not yet counted.
    /// 预计。
    Estimate,
}

/// What kind of name a term is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum TermKind {
    /// A word of the subject.
    /// 术语。
    #[default]
    Term,
    /// A place.
    /// 地名。
    Place,
    /// A person.
    /// 人名。
    Person,
    /// An organisation.
    /// 机构。
    Body,
    /// A name with digits that is no quantity.
    /// 带数字而不表示数量的名称。
    Code,
}
