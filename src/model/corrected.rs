//! Where corrections were made.

use crate::model::correction::Correction;
use crate::model::site::Site;

/// Where a correction was made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CorrectedPlace {
    /// Index into [`Site::bitexts`].
    pub bitext: usize,
    /// Index of the passage; `None` for the page as a whole.
    pub passage: Option<usize>,
}

/// The corrections that can be placed, the newest first; those of one day as the file has them.
pub fn placed(site: &Site) -> Vec<(&Correction, CorrectedPlace)> {
    let corrections = site.corrections.all.iter();
    let mut all: Vec<_> = corrections.filter_map(|one| Some((one, place(site, one)?))).collect();
    all.sort_by(|a, b| b.0.header.date.cmp(&a.0.header.date));
    all
}

/// Where a correction was made, if that is there.
pub fn place(site: &Site, one: &Correction) -> Option<CorrectedPlace> {
    let (address, id) = match one.header.passage.split_once('#') {
        Some((address, id)) => (address, Some(id)),
        None => (one.header.passage.as_str(), None),
    };
    let bitext = site.position(address)?;
    let passages = &site.bitexts[bitext].passages;
    let passage = match id {
        Some(id) => Some(passages.iter().position(|one| *one.id == *id)?),
        None => None,
    };
    Some(CorrectedPlace { bitext, passage })
}
