//! Site → outputs. Alone knows tera.
//!
//! Bodies are rendered once per side and shared by the three editions; what all pages of an edition
//! show is made once and shared by reference. Pages are rendered in parallel.
//!
//! ```text
//! address names templates → links tags frames → site_view → context → omitted → html chart → pages data feed search_index → files → windows
//! ```

pub(crate) mod address;
pub(crate) mod anchor;
pub(crate) mod assets;
pub(crate) mod chart;
pub(crate) mod context;
pub(crate) mod data;
pub(crate) mod dates;
pub(crate) mod epub;
pub(crate) mod feed;
pub(crate) mod files;
pub(crate) mod frames;
pub(crate) mod group_key;
pub mod html;
pub(crate) mod imprint;
pub(crate) mod indicators;
pub(crate) mod links;
pub(crate) mod list_items;
pub(crate) mod names;
pub(crate) mod omitted;
pub(crate) mod outline;
pub mod page_key;
pub(crate) mod pages;
pub(crate) mod picture;
pub(crate) mod pinyin;
pub(crate) mod quoted_english;
pub(crate) mod search_index;
pub(crate) mod site_view;
pub(crate) mod standing;
pub(crate) mod sitemap;
pub(crate) mod segment_ranges;
pub(crate) mod segments;
pub(crate) mod tags;
pub mod templates;
pub(crate) mod ties;
pub(crate) mod view;
pub(crate) mod breadcrumbs;
pub(crate) mod windows;

use rayon::prelude::*;

use crate::base::diagnostic::{self, Diagnostic};
use crate::model::output::Output;
use crate::render::files::OutputGroup;
use crate::render::pages::bitext;

pub use crate::render::context::{RenderContext, Shared};
pub use crate::render::templates::{Templates, inside};

/// Renders the whole site and hands over each file as soon as it is made, in no order.
pub fn render(ctx: &RenderContext, take: impl Fn(Output) + Sync) -> Result<(), Vec<Diagnostic>> {
    render_without(ctx, |_| false, |_, output| take(output))
}

/// The same without the files of groups that stand already; each file is handed over with its group.
pub fn render_without(
    ctx: &RenderContext,
    stands: impl Fn(OutputGroup) -> bool + Sync,
    take: impl Fn(OutputGroup, Output) + Sync,
) -> Result<(), Vec<Diagnostic>> {
    let make = |group: OutputGroup| match stands(group) {
        true => None,
        false => made(group, ctx, &|output| take(group, output)),
    };
    let pages = (0..ctx.site.bitexts.len()).into_par_iter().filter(|at| !stands(OutputGroup::Bitext(*at)));
    let pages: Vec<usize> = pages.collect();
    // One by one: the longest stand side by side, and must not be left to one thread.
    let mut others = OutputGroup::all(ctx.site);
    others.retain(|group| !matches!(group, OutputGroup::Bitext(_)));
    let make_others =
        || -> Vec<Diagnostic> { others.into_par_iter().with_max_len(1).filter_map(make).collect() };
    let (mut faults, of_others) = rayon::join(|| make_pages(ctx, &pages, &take), make_others);
    faults.extend(of_others);
    if faults.is_empty() {
        return Ok(());
    }
    diagnostic::sort(&mut faults);
    Err(faults)
}

/// How many bitexts are rendered at once.
const AT_ONCE: usize = 8;

/// Makes the pages of some bitexts and hands them over; gives what is wrong.
fn make_pages(
    ctx: &RenderContext,
    some: &[usize],
    take: &(impl Fn(OutputGroup, Output) + Sync),
) -> Vec<Diagnostic> {
    let take = |at, output| take(OutputGroup::Bitext(at), output);
    some.par_chunks(AT_ONCE).flat_map_iter(|some| bitext::render_each(ctx, some, take)).collect()
}

/// Makes the files of a group and hands them over, or says what is wrong.
fn made(group: OutputGroup, ctx: &RenderContext, take: &(impl Fn(Output) + Sync)) -> Option<Diagnostic> {
    group.make(ctx, take).err().map(|fault| *fault)
}
