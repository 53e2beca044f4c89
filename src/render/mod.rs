//! Site → outputs. Alone knows tera.
//!
//! Bodies are rendered once per side and shared by the three editions; what all pages of an edition
//! show is made once and shared by reference. Pages are rendered in parallel.

pub mod chart;
pub mod data;
pub mod feed;
pub mod files;
pub mod html;
pub mod pages;
pub mod search_index;
pub mod templates;
pub mod view;

use std::sync::Arc;

use rayon::prelude::*;

use crate::base::diagnostic::Diagnostic;
use crate::base::lang::Both;
use crate::base::source::Source;
use crate::model::original::Original;
use crate::model::output::{Edition, Output};
use crate::model::proof::Proof;
use crate::model::site::Site;
use crate::render::files::OutputGroup;
use crate::rules::Checked;

pub use crate::render::templates::time_limit::give_up;
pub use crate::render::templates::{Templates, endless, inside};

/// Everything that rendering needs.
pub struct RenderContext<'s> {
    /// The site.
    pub site: &'s Site,
    /// What is known of its truth.
    pub proof: &'s Proof,
    /// The findings of this run, for the findings page.
    pub checked: &'s Checked,
    /// The templates.
    pub templates: Arc<Templates>,
    /// The interface texts.
    pub texts: Arc<crate::render::templates::texts::Texts>,
    /// What all pages of an edition show.
    shared: Arc<Vec<(Edition, tera::Context)>>,
}

/// What a ctx has besides the site, so that another can be set up on the same site at no cost.
#[derive(Clone)]
pub struct Shared {
    templates: Arc<Templates>,
    texts: Arc<crate::render::templates::texts::Texts>,
    shared: Arc<Vec<(Edition, tera::Context)>>,
}

impl<'s> RenderContext<'s> {
    /// Prepares templates, texts and what all pages share. Faults in templates are findings.
    pub fn new(
        site: &'s Site,
        proof: &'s Proof,
        checked: &'s Checked,
        own: &[Source],
    ) -> Result<RenderContext<'s>, Vec<Diagnostic>> {
        RenderContext::with(site, proof, checked, Arc::new(Templates::new(own)?))
    }

    /// The same with templates that are prepared.
    pub fn with(
        site: &'s Site,
        proof: &'s Proof,
        checked: &'s Checked,
        templates: Arc<Templates>,
    ) -> Result<RenderContext<'s>, Vec<Diagnostic>> {
        let texts = Arc::new(templates.texts(&site.config.texts)?);
        let mut ctx = RenderContext { site, proof, checked, templates, texts, shared: Arc::default() };
        let shared = [Edition::Zh, Edition::En, Edition::Parallel, Edition::Both]
            .into_iter()
            .map(|edition| (edition, crate::render::pages::shared(&ctx, edition)));
        ctx.shared = Arc::new(shared.collect());
        Ok(ctx)
    }

    /// Sets a ctx up again on the same site.
    pub fn again(
        site: &'s Site,
        proof: &'s Proof,
        checked: &'s Checked,
        props: &Shared,
    ) -> RenderContext<'s> {
        let Shared { templates, texts, shared } = props.clone();
        RenderContext { site, proof, checked, templates, texts, shared }
    }

    /// What [`Stage::again`] wants.
    pub fn props(&self) -> Shared {
        Shared { templates: self.templates.clone(), texts: self.texts.clone(), shared: self.shared.clone() }
    }

    /// What all pages of an edition show.
    fn shared(&self, edition: Edition) -> tera::Context {
        let found = self.shared.iter().find(|(one, _)| *one == edition);
        found.map(|(_, context)| context.clone()).unwrap_or_default()
    }
}

/// Renders the whole site and hands over each file as soon as it is made, in no order.
pub fn render(ctx: &RenderContext, take: impl Fn(Output) + Sync) -> Result<(), Vec<Diagnostic>> {
    let make = |maker: OutputGroup| match maker.make(ctx) {
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
    crate::base::diagnostic::sort(&mut faults);
    Err(faults)
}

/// The address of an original's page below the output folder.
fn original_href(id: &str) -> String {
    format!("originals/{}.html", crate::base::url::encode(id))
}

/// The name by which an original is called on pages.
fn original_name(original: &Original) -> Both<String> {
    let header = &original.header;
    header.short.clone().unwrap_or_else(|| header.title.clone()).into()
}

/// The seal of an original: its sign, or the first character of its title.
fn original_sign(original: &Original) -> String {
    let sign = original.header.sign.clone().filter(|sign| !sign.trim().is_empty());
    sign.or_else(|| original.header.title.zh.chars().next().map(String::from)).unwrap_or_default()
}

/// Whether a text is typed with half-width commas between Chinese characters.
fn as_typed(original: &Original) -> bool {
    let text = &original.folded.string;
    let body: &str = &original.source.text[original.paragraphs.first().map_or(0, |one| one.span.start)..];
    let (half, full) = (body.matches(',').count(), body.matches('，').count());
    half > full && half * 200 > text.chars().count()
}
