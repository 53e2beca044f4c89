//! What was checked: a page with what it came to, what that proves, how much of each original is excerpted, and
//! every rule in words; and a page for each rule.

mod counts;
mod items;
mod levels;
mod manual;
mod overview;

use crate::base::diagnostic::Diagnostic;
use crate::model::output::Output;
use crate::render::context::RenderContext;

/// Renders the page of what was checked and the pages of rules.
pub(crate) fn render(ctx: &RenderContext) -> Result<Vec<Output>, Box<Diagnostic>> {
    let mut made = vec![overview::render(ctx)?];
    made.extend(manual::render(ctx)?);
    Ok(made)
}
