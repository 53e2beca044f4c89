//! What was wrong on the site after it was published, and how it was put right.

use schemars::JsonSchema;
use serde::Deserialize;

use crate::base::source::{Place, Source, Span};
use crate::model::config::Localized;
use crate::model::site::Site;

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

/// Where a correction was made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CorrectedPlace {
    /// Index into [`Site::bitexts`].
    pub bitext: usize,
    /// Index of the passage; `None` for the page as a whole.
    pub passage: Option<usize>,
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

    /// The corrections that can be placed, the newest first; those of one day as the file has them.
    pub fn placed<'s>(&'s self, site: &Site) -> Vec<(&'s Correction, CorrectedPlace)> {
        let mut all: Vec<_> = self.all.iter().filter_map(|one| Some((one, one.corrected(site)?))).collect();
        all.sort_by(|a, b| b.0.header.date.cmp(&a.0.header.date));
        all
    }
}

impl Correction {
    /// Where it was made, if that is there.
    pub fn corrected(&self, site: &Site) -> Option<CorrectedPlace> {
        let (address, id) = match self.header.passage.split_once('#') {
            Some((address, id)) => (address, Some(id)),
            None => (self.header.passage.as_str(), None),
        };
        let bitext = site.position(address)?;
        let passages = &site.bitexts[bitext].passages;
        let passage = match id {
            Some(id) => Some(passages.iter().position(|one| one.id == id)?),
            None => None,
        };
        Some(CorrectedPlace { bitext, passage })
    }
}
