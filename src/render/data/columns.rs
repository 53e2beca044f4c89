//! What the columns of the data files hold: told once, for the Data Package, for CSVW and for the test
//! that compares both with the files.

use crate::base::lang::Both;

/// A file of rows.
pub struct Table {
    /// Its name below `data/`, without `.csv`.
    pub name: &'static str,
    /// What it holds.
    pub title: Both<&'static str>,
    /// Its columns in order.
    pub columns: &'static [Column],
}

/// A column.
pub struct Column {
    /// Its head.
    pub name: &'static str,
    /// What stands in it.
    pub kind: ColumnKind,
    /// What that means.
    pub means: Both<&'static str>,
}

/// What stands in a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ColumnKind {
    /// Text.
    Text,
    /// A whole number.
    Integer,
    /// A number.
    Number,
    /// `true` or `false`.
    Bool,
    /// A day, a month or a year.
    Date,
    /// One of these words.
    Words(&'static [&'static str]),
}

use ColumnKind::{Bool, Date, Integer, Number, Text, Words};

const fn column(name: &'static str, kind: ColumnKind, zh: &'static str, en: &'static str) -> Column {
    Column { name, kind, means: Both { zh, en } }
}

/// `figures.csv` and the files of topics: a row a number.
pub const FIGURES: Table = Table {
    name: "figures",
    title: Both { zh: "全部数字，一行一个数", en: "All figures, a row a number" },
    columns: &[
        column(
            "indicator",
            Text,
            "指标的名称，见 indicators.csv；不属于任何指标时为空",
            "id of the indicator, see indicators.csv; empty for a figure of no indicator",
        ),
        column("label_zh", Text, "数的是什么", "what is measured, in Chinese"),
        column("label_en", Text, "数的是什么，英文", "what is measured, in English"),
        column("unit_zh", Text, "value_zh 的单位", "the unit of value_zh"),
        column("unit_en", Text, "value_en 的单位", "the unit of value_en"),
        column(
            "measure",
            Words(&["level", "increase", "growth", "annual-growth"]),
            "水平、增量、增幅或年均增幅",
            "level, amount that was added, growth, or average growth a year",
        ),
        column("year_first", Integer, "所涉第一年", "first year that the number holds for"),
        column(
            "year_last",
            Integer,
            "所涉最后一年；单独一年时与 year_first 相同",
            "last year that the number holds for; year_first again where it is one year",
        ),
        column(
            "inferred",
            Bool,
            "年份是否由本站推定",
            "whether the year is inferred: the document does not print it",
        ),
        column(
            "kind",
            Words(&["result", "estimate", "target"]),
            "结果、预计或目标",
            "result, estimate or target",
        ),
        column(
            "bound",
            Words(&["over", "at-least", "nearly", "about", "below"]),
            "原文对这个数的限定，没有时为空",
            "which side of the number the truth lies on, as the document says; empty if exact",
        ),
        column("value_zh", Number, "数值，以 unit_zh 计", "the number in unit_zh"),
        column("value_en", Number, "数值，以 unit_en 计", "the number in unit_en"),
        column("document", Text, "原文的名称", "id of the document"),
        column("paragraph", Integer, "原文的段号", "number of the paragraph in the document"),
        column("topic", Text, "所属主题", "folder of the topic"),
        column("page", Text, "页面的网址", "address of the page"),
        column("passage", Text, "页面上的段", "id of the passage on the page"),
        column("figure", Text, "页面上的图", "id of the figure on the page"),
    ],
};

/// `indicators.csv`: a row an indicator.
pub const INDICATORS: Table = Table {
    name: "indicators",
    title: Both { zh: "指标", en: "Indicators" },
    columns: &[
        column("id", Text, "名称", "id"),
        column("name_zh", Text, "指标", "what is measured, in Chinese"),
        column("name_en", Text, "指标，英文", "what is measured, in English"),
        column("unit_zh", Text, "单位", "unit, in Chinese"),
        column("unit_en", Text, "单位，英文", "unit, in English"),
        column("note_zh", Text, "说明", "note, in Chinese"),
        column("note_en", Text, "说明，英文", "note, in English"),
        column("topics", Text, "所属主题，以分号隔开", "folders of its topics, with semicolons between them"),
    ],
};

/// `glossary.csv`: a row a term.
pub const GLOSSARY: Table = Table {
    name: "glossary",
    title: Both { zh: "术语表", en: "Glossary" },
    columns: &[
        column("zh", Text, "术语", "the Chinese term"),
        column("en", Text, "首选译法", "the preferred English form"),
        column("also", Text, "其他译法，以分号隔开", "other accepted forms, with semicolons between them"),
        column(
            "avoid",
            Text,
            "不用的译法，以分号隔开",
            "forms that are not used, with semicolons between them",
        ),
        column("note_zh", Text, "说明", "note, in Chinese"),
        column("note_en", Text, "说明，英文", "note, in English"),
    ],
};

/// `corrections.csv`: a row a correction.
pub const CORRECTIONS: Table = Table {
    name: "corrections",
    title: Both { zh: "更正", en: "Corrections" },
    columns: &[
        column("passage", Text, "更正的是哪一段", "page and passage"),
        column("date", Date, "日期", "day of the correction"),
        column("what_zh", Text, "错在哪里，怎样改", "what was wrong and what stands there now, in Chinese"),
        column(
            "what_en",
            Text,
            "错在哪里，怎样改，英文",
            "what was wrong and what stands there now, in English",
        ),
        column("why_zh", Text, "缘由", "how it came about or was found, in Chinese"),
        column("why_en", Text, "缘由，英文", "how it came about or was found, in English"),
    ],
};
