//! What frames the pages of a folder: the ways to the topics above them, and everything else below. It is made once.

use std::sync::{Arc, Mutex};

use tera::Context;

use crate::base::diagnostic::Diagnostic;
use crate::base::hold::hold;
use crate::base::map::HashMap;
use crate::model::output::Edition;
use crate::render::templates::Templates;

/// What frames a page, as HTML that a template places.
pub struct PageFrame {
    /// `topics.html`
    pub topics: String,
    /// `foot.html`
    pub foot: String,
}

/// Which pages have the same frame.
#[derive(Debug, PartialEq, Eq, Hash)]
pub struct FrameKey {
    /// The edition.
    pub edition: Edition,
    /// The way up to the output folder.
    pub root: String,
    /// The folder of the topic; empty if there is none.
    pub here: String,
    /// Whether it is the first page there.
    pub is_index: bool,
}

/// The frames that were made.
#[derive(Default)]
pub struct Frames(Mutex<HashMap<FrameKey, Arc<PageFrame>>>);

impl Frames {
    /// The frame of a page, by its context; what is wrong with a template of it is an error.
    pub fn of(
        &self,
        templates: &Templates,
        key: FrameKey,
        context: impl FnOnce() -> Context,
    ) -> Result<Arc<PageFrame>, Box<Diagnostic>> {
        if let Some(frame) = hold(&self.0).get(&key) {
            return Ok(frame.clone());
        }
        let context = context();
        let part = |name| -> Result<String, Box<Diagnostic>> {
            Ok(templates.render(name, &context)?.trim_end().to_owned())
        };
        let frame = Arc::new(PageFrame { topics: part("topics.html")?, foot: part("foot.html")? });
        hold(&self.0).insert(key, frame.clone());
        Ok(frame)
    }
}
