//! What pages at the root share: they hold both languages.

use crate::base::diagnostic::Diagnostic;
use crate::base::lang::{Both, Lang};
use crate::base::script::is_han;
use crate::model::output::{Edition, Output};
use crate::render::context::RenderContext;
use crate::render::html::text::{both_on_page, marked};
use crate::render::pages::{head, head_tags, place};
use crate::render::templates::values::PageValues;
use crate::render::view::TextView;

/// The pages that something makes, or what is wrong with their templates.
pub type Outputs = Result<Vec<Output>, Box<Diagnostic>>;

/// The values of a page at the root, by its path.
pub fn values(ctx: &RenderContext, title: &str, path: &str) -> Result<PageValues, Box<Diagnostic>> {
    let mut values = place::values_at_root(ctx, path)?;
    head_tags::insert(ctx, &mut values, &head::of_root(ctx, title, path));
    Ok(values)
}

/// A sentence on a page at the root: each run in the other language has its `lang`, and a sentence
/// that is the same for both languages stands once. Not for attributes.
pub fn prose(text: &Both<String>) -> TextView {
    let (zh, en) = (marked(Lang::Zh, &text.zh), marked(Lang::En, &text.en));
    let html = if text.zh != text.en {
        both_on_page(&zh, &en)
    } else if mostly_han(&text.zh) {
        format!("<span lang=\"zh-Hans\">{zh}</span>")
    } else {
        format!("<span lang=\"en\">{en}</span>")
    };
    TextView { zh, en, html, plain: Edition::Both.plain(text) }
}

fn mostly_han(text: &str) -> bool {
    let han = text.chars().filter(|&c| is_han(c)).count();
    han * 2 > text.chars().filter(|c| c.is_alphabetic()).count()
}

/// A text on a page at the root.
pub fn text_view(text: &Both<String>) -> TextView {
    TextView::new(Edition::Both, text)
}
