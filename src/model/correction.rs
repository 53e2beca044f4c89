//! What was wrong on the site after it was published, and how it was put right.

use schemars::JsonSchema;
use serde::Deserialize;

use crate::base::source::{Place, Source, Span};
use crate::model::config::Localized;

/// An entry of `corrections.yaml`.
/// 更正的一条。
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CorrectionHeader {
    /// The passage that was corrected: `economy/growth#p3`; a page alone, where it concerns the whole page.
    /// 更正的是哪一段：`economy/growth#p3`；涉及全页时只写页。
    #[schemars(example = &"economy/growth#p3")]
    pub passage: String,
    /// The day.
    /// 日期。
    #[schemars(example = &"2025-03-01")]
    pub date: String,
    /// What was wrong and what stands there now.
    /// 原来错在哪里，现在怎样写。
    pub what: Localized,
    /// How the mistake came about or was found.
    /// 错从何来，怎样发现。
    pub why: Localized,
}

/// All corrections of a site.
#[derive(Clone, Debug, Default)]
pub struct Corrections {
    /// The file, if there is one.
    pub source: Option<Source>,
    /// The corrections in the order of the file.
    pub all: Vec<Correction>,
}

/// A correction.
#[derive(Clone, Debug)]
pub struct Correction {
    /// What the entry says.
    pub header: CorrectionHeader,
    /// Its bytes in the file.
    pub span: Span,
}

impl Corrections {
    /// The corrections of a file.
    pub fn new(source: Option<Source>, entries: Vec<(CorrectionHeader, Span)>) -> Corrections {
        let all = entries.into_iter().map(|(header, span)| Correction { header, span }).collect();
        Corrections { source, all }
    }

    /// The place of an entry.
    pub fn place(&self, one: &Correction) -> Option<Place> {
        self.source.as_ref().map(|source| source.place(one.span))
    }
}
