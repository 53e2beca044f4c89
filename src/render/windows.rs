//! A large site is rendered window by window: some thousand pages are opened, and all is made of them that files ask of
//! them; then they are let go. What gathers from all pages is made at the end, of what was kept.

use std::io;
use std::ops::Range;
use std::sync::Mutex;

use rayon::prelude::*;

use crate::analysis::opened::PageOpener;
use crate::base::diagnostic::{self, Diagnostic};
use crate::base::hold::{hold, into_inner};
use crate::model::output::Output;
use crate::render::context::RenderContext;
use crate::render::data::passages::{self, LineWriter};
use crate::render::data::{export, without_passages};
use crate::render::files::OutputGroup;
use crate::render::make_pages;
use crate::render::pages::originals::english;
use crate::render::pages::term_places;
use crate::render::quoted_english::KnownEnglish;

use crate::render::search_index::{IndexWriter, Tier, TierPlan};

/// The same as [`crate::render::render_without`] for a site that opens its pages in windows.
pub(crate) fn render(
    ctx: &RenderContext,
    opener: &PageOpener,
    stands: impl Fn(OutputGroup) -> bool + Sync,
    take: impl Fn(OutputGroup, Output) + Sync,
) -> Result<(), Vec<Diagnostic>> {
    let english = KnownEnglish::default();
    let ctx = &ctx.keeping_english(&english);
    let [index, data] = [OutputGroup::SearchIndex, OutputGroup::Data].map(|group| !stands(group));
    let site = WindowedSite {
        ctx,
        opener,
        index: index.then(|| IndexWriter::begin(ctx)),
        stands,
        take,
        faults: Mutex::default(),
    };
    match ctx.pieces.filter(|_| data) {
        Some(pieces) => pieces.write(passages::PATH, &mut |out| {
            let mut lines = LineWriter::begin(ctx);
            for window in opener.windows() {
                site.window(window, Some((&mut lines, out)))?;
            }
            lines.finish(ctx);
            Ok(())
        }),
        None => opener.windows().for_each(|window| {
            // Without lines nothing is written here that could fail.
            let _ = site.window(window, None);
        }),
    }
    site.finish(data)
}

/// A site that is rendered in windows.
struct WindowedSite<'c, S, T> {
    ctx: &'c RenderContext<'c>,
    opener: &'c PageOpener<'c>,
    index: Option<IndexWriter>,
    stands: S,
    take: T,
    faults: Mutex<Vec<Diagnostic>>,
}

/// Who writes lines, and where to.
type LineOutput<'l> = (&'l mut LineWriter, &'l mut dyn io::Write);

impl<S: Fn(OutputGroup) -> bool + Sync, T: Fn(OutputGroup, Output) + Sync> WindowedSite<'_, S, T> {
    /// Makes all that is made of some pages.
    fn window(&self, window: Range<usize>, lines: Option<LineOutput>) -> io::Result<()> {
        let opened = self.opener.open(window.clone());
        let ctx = self.ctx.on(&opened.site, &opened.proof);
        let mut written = Ok(());
        rayon::in_place_scope(|scope| {
            scope.spawn(|_| self.pages(&ctx, window.clone()));
            if let Some((lines, out)) = lines {
                written = lines.write(&ctx, window.clone(), out);
            }
        });
        drop(ctx);
        opened.let_go(window);
        written
    }

    fn pages(&self, ctx: &RenderContext, window: Range<usize>) {
        let made = |at: &usize| !(self.stands)(OutputGroup::Bitext(*at));
        let made: Vec<usize> = window.clone().into_par_iter().filter(made).collect();
        // Step by step, each for all: what one and the same code does to many pages is done soonest.
        made.par_iter().for_each(|at| ctx.site.bitexts[*at].force());
        // Many files ask for the facts on a page: proved first, no thread waits for them.
        made.par_iter().for_each(|at| ctx.proof.pages[*at].force());
        if let Some(index) = &self.index {
            let wanted =
                |(tier, plan): &TierPlan| *tier == Tier::Passages && window.contains(&plan.pages.start);
            index.shards(ctx, wanted, &|output| (self.take)(OutputGroup::SearchIndex, output));
        }
        let faults = make_pages(ctx, &made, &self.take);
        hold(&self.faults).extend(faults);
        made.into_par_iter().for_each(|at| english::keep(ctx, at));
        if !ctx.site.glossary.terms.is_empty() {
            window.into_par_iter().for_each(|at| {
                term_places::of_page(ctx, at);
            });
        }
    }

    fn make(&self, group: OutputGroup, ctx: &RenderContext) {
        if let Err(fault) = group.make(ctx, &|output| (self.take)(group, output)) {
            hold(&self.faults).push(*fault);
        }
    }

    /// Makes what gathers from all pages.
    fn finish(mut self, data: bool) -> Result<(), Vec<Diagnostic>> {
        let (ctx, index) = (self.ctx, self.index.take());
        let finish_index = || {
            if let Some(index) = index {
                let take = |output| (self.take)(OutputGroup::SearchIndex, output);
                index.shards(ctx, |(tier, _)| *tier != Tier::Passages, &take);
                index.finish(ctx, &take);
            }
        };
        let is_left = |group: &OutputGroup| {
            !matches!(group, OutputGroup::Bitext(_) | OutputGroup::SearchIndex | OutputGroup::Data)
        };
        let left: Vec<OutputGroup> = OutputGroup::all(ctx.site).into_iter().filter(is_left).collect();
        let make_left = || {
            left.into_par_iter()
                .with_max_len(1)
                .filter(|group| !(self.stands)(*group))
                .for_each(|group| self.make(group, ctx));
            if data {
                let all = if ctx.pieces.is_some() { without_passages(ctx) } else { export(ctx) };
                all.into_iter().for_each(|output| (self.take)(OutputGroup::Data, output));
            }
        };
        rayon::join(finish_index, make_left);
        let mut faults = into_inner(self.faults);
        if faults.is_empty() {
            return Ok(());
        }
        diagnostic::sort(&mut faults);
        Err(faults)
    }
}
