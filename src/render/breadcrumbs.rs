//! The breadcrumbs of pages as structured data: all pages of a topic have the same, which are written once for each edition.

use std::sync::{Arc, Mutex};

use serde_json::value::RawValue;

use crate::base::hold::hold;
use crate::base::map::HashMap;
use crate::model::output::Edition;

/// Which pages have the same breadcrumbs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct BreadcrumbKey {
    /// The edition.
    pub edition: Edition,
    /// The topic that they name.
    pub topic: Option<usize>,
    /// How many folders below the output folder they stand.
    pub depth: usize,
}

/// The breadcrumbs that were written.
#[derive(Default)]
pub(crate) struct Breadcrumbs(Mutex<HashMap<BreadcrumbKey, Arc<RawValue>>>);

impl Breadcrumbs {
    /// Those of a page; `write` writes the first of their kind.
    pub(crate) fn of(
        &self,
        key: BreadcrumbKey,
        write: impl FnOnce() -> serde_json::Result<Box<RawValue>>,
    ) -> serde_json::Result<Arc<RawValue>> {
        if let Some(written) = hold(&self.0).get(&key) {
            return Ok(written.clone());
        }
        let written: Arc<RawValue> = write()?.into();
        hold(&self.0).insert(key, written.clone());
        Ok(written)
    }
}
