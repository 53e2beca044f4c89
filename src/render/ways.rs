//! The ways to pages as data for machines: all pages of a topic have the same, and it is written once for each edition.

use std::sync::{Arc, Mutex};

use serde_json::value::RawValue;

use crate::base::hold::hold;
use crate::base::map::HashMap;
use crate::model::output::Edition;

/// Which pages have the same way.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct WayKey {
    /// The edition.
    pub edition: Edition,
    /// The topic that it leads past.
    pub topic: Option<usize>,
    /// How many folders below the output folder they stand.
    pub depth: usize,
}

/// The ways that were written.
#[derive(Default)]
pub(crate) struct Ways(Mutex<HashMap<WayKey, Arc<RawValue>>>);

impl Ways {
    /// The way to a page; `write` writes the first of its kind.
    pub(crate) fn of(
        &self,
        key: WayKey,
        write: impl FnOnce() -> serde_json::Result<Box<RawValue>>,
    ) -> serde_json::Result<Arc<RawValue>> {
        if let Some(way) = hold(&self.0).get(&key) {
            return Ok(way.clone());
        }
        let way: Arc<RawValue> = write()?.into();
        hold(&self.0).insert(key, way.clone());
        Ok(way)
    }
}
