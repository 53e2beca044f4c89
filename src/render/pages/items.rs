//! Items of lists, as templates see them.

use serde::Serialize;

use crate::base::diagnostic::Diagnostic;
use crate::model::output::Edition;
use crate::render::context::RenderContext;
use crate::render::templates::values::PageValues;

/// Items of a list: each by itself where a site's own templates may look into them, else all as they are shown.
#[derive(Serialize)]
#[serde(untagged)]
pub(crate) enum Items<T> {
    /// Each by itself.
    Each(Vec<T>),
    /// All of them.
    Written([WrittenItems; 1]),
}

/// Items as HTML.
#[derive(Serialize)]
pub(crate) struct WrittenItems {
    item: String,
}

impl<T> Items<T> {
    /// The items of a list; `add` hands one, with its number from 1, to the template of an item.
    pub(crate) fn new(
        ctx: &RenderContext,
        (edition, template): (Edition, &str),
        all: Vec<T>,
        add: impl Fn(&T, usize, &mut PageValues),
    ) -> Result<Items<T>, Box<Diagnostic>> {
        if ctx.templates.has_own() || all.is_empty() {
            return Ok(Items::Each(all));
        }
        let (mut html, mut values) = (String::new(), PageValues::new(edition));
        for (number, one) in (1..).zip(&all) {
            values.clear();
            add(one, number, &mut values);
            ctx.part(&mut html, template, &mut values)?;
        }
        Ok(Items::Written([WrittenItems { item: html }]))
    }
}
