//! Site → outputs. Alone knows tera.
//!
//! Bodies are rendered once per side and shared by the three editions; what all pages of an edition
//! show is made once and shared by reference. Pages are rendered in parallel.
//!
//! ```text
//! address names templates → links → site_view → context → html chart → pages data feed search_index → files
//! ```

pub mod address;
pub mod assets;
pub mod chart;
pub mod context;
pub mod data;
pub mod feed;
pub mod files;
pub mod html;
pub mod imprint;
pub mod indicators;
pub mod links;
pub mod names;
pub mod pages;
pub mod pinyin;
pub mod search_index;
pub mod sentence;
pub mod site_view;
pub mod templates;
pub mod ties;
pub mod view;

use rayon::prelude::*;

use crate::base::diagnostic::{self, Diagnostic};
use crate::model::output::Output;
use crate::render::files::OutputGroup;

pub use crate::render::context::{RenderContext, Shared};
pub use crate::render::templates::{Templates, inside};

/// Renders the whole site and hands over each file as soon as it is made, in no order.
pub fn render(ctx: &RenderContext, take: impl Fn(Output) + Sync) -> Result<(), Vec<Diagnostic>> {
    let make = |group: OutputGroup| match group.make(ctx) {
        Ok(made) => {
            made.into_iter().for_each(&take);
            None
        }
        Err(fault) => Some(*fault),
    };
    let mut faults: Vec<Diagnostic> = OutputGroup::all(ctx.site).into_par_iter().filter_map(make).collect();
    if faults.is_empty() {
        return Ok(());
    }
    diagnostic::sort(&mut faults);
    Err(faults)
}
