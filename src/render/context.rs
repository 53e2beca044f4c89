//! What rendering needs: the site, what is known of it, the templates, and what all pages of an edition
//! show, made once.

use std::sync::Arc;

use rayon::prelude::*;

use crate::analysis::known_places::KnownPlaces;
use crate::analysis::memo::Memo;
use crate::base::diagnostic::Diagnostic;
use crate::base::lang::Both;
use crate::base::source::Source;
use crate::model::output::{Edition, Output};
use crate::model::proof::Proof;
use crate::model::site::Site;
use crate::render::breadcrumbs::Breadcrumbs;
use crate::render::frames::{FrameKey, Frames, PageFrame};
use crate::render::list_items::ListItems;
use crate::render::quoted_english::KnownEnglish;
use crate::render::segments::{Segments, SiteSegments};
use crate::render::site_view;
use crate::render::standing::{GatheredFiles, PieceWriter, Standing};
use crate::render::tags::{self, Tags};
use crate::render::templates::Templates;
use crate::render::templates::layout::{Layouts, PageLayout};
use crate::render::templates::texts::Texts;
use crate::render::templates::values::PageValues;
use crate::render::view::TextView;
use crate::rules::Checked;

/// Everything that rendering needs.
#[derive(Clone)]
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
    pub texts: Arc<Texts>,
    /// The tags of its pages.
    pub(crate) tags: Arc<Tags>,
    /// What all pages of an edition show.
    shared: Arc<Vec<(Edition, tera::Context)>>,
    frames: Arc<Frames>,
    layouts: Arc<Layouts>,
    segments: Arc<SiteSegments>,
    pub(crate) items: Arc<ListItems>,
    pub(crate) breadcrumbs: Arc<Breadcrumbs>,
    /// Where readers find what findings are about, as far as that was looked up before.
    pub(crate) places: Option<&'s KnownPlaces>,
    /// What was read before for files that gather from all pages, and what stands of them.
    pub(crate) gathered: Option<GatheredFiles<'s>>,
    /// Who takes files piece by piece, if anybody does.
    pub(crate) pieces: Option<&'s dyn PieceWriter>,
    /// The English of quotations, of pages that are let go.
    pub(crate) english: Option<&'s KnownEnglish>,
}

/// What a context has besides the site, so that another can be set up on the same site at no cost.
#[derive(Clone)]
pub struct Shared {
    templates: Arc<Templates>,
    texts: Arc<Texts>,
    tags: Arc<Tags>,
    shared: Arc<Vec<(Edition, tera::Context)>>,
    frames: Arc<Frames>,
    layouts: Arc<Layouts>,
    segments: Arc<SiteSegments>,
    items: Arc<ListItems>,
    breadcrumbs: Arc<Breadcrumbs>,
}

impl<'s> RenderContext<'s> {
    /// Prepares templates, texts and what all pages share. Faults in templates are findings.
    pub fn new(
        site: &'s Site,
        proof: &'s Proof,
        checked: &'s Checked,
        own: &[Source],
    ) -> Result<RenderContext<'s>, Vec<Diagnostic>> {
        RenderContext::after(site, proof, checked, Arc::new(Templates::new(own)?), None)
    }

    /// The same with templates that are prepared, and with what was prepared for the site as it was before an edit.
    pub fn after(
        site: &'s Site,
        proof: &'s Proof,
        checked: &'s Checked,
        templates: Arc<Templates>,
        before: Option<(&Site, &Shared)>,
    ) -> Result<RenderContext<'s>, Vec<Diagnostic>> {
        let texts = match before {
            Some((was, shared))
                if Arc::ptr_eq(&shared.templates, &templates) && was.config.texts == site.config.texts =>
            {
                shared.texts.clone()
            }
            _ => Arc::new(templates.texts(&site.config.texts)?),
        };
        let tags = || match before {
            Some((was, shared)) if tags::are_same(site, was) => shared.tags.clone(),
            _ => Arc::new(Tags::new(site)),
        };
        let editions = [Edition::Zh, Edition::En, Edition::Parallel, Edition::Both];
        let context = |edition| (edition, site_view::context(site, proof, &texts, edition));
        let (shared, tags) = rayon::join(|| editions.into_par_iter().map(context).collect(), tags);
        let shared: Vec<(Edition, tera::Context)> = shared;
        let (layouts, segments) = (Layouts::new(&templates, &shared), SiteSegments::new(site));
        let (shared, layouts, segments) = (Arc::new(shared), Arc::new(layouts), Arc::new(segments));
        let (frames, items, breadcrumbs) = (Arc::default(), Arc::new(ListItems::new(site)), Arc::default());
        let shared = Shared { templates, texts, tags, shared, frames, layouts, segments, items, breadcrumbs };
        Ok(RenderContext::again(site, proof, checked, &shared))
    }

    /// Sets a context up again on the same site.
    pub fn again(
        site: &'s Site,
        proof: &'s Proof,
        checked: &'s Checked,
        shared: &Shared,
    ) -> RenderContext<'s> {
        let Shared { templates, texts, tags, shared, frames, layouts, segments, items, breadcrumbs } =
            shared.clone();
        RenderContext {
            site,
            proof,
            checked,
            templates,
            texts,
            tags,
            shared,
            frames,
            layouts,
            segments,
            items,
            breadcrumbs,
            places: None,
            gathered: None,
            pieces: None,
            english: None,
        }
    }

    /// The same on a site of which other pages are opened.
    pub(crate) fn on<'o>(&self, site: &'o Site, proof: &'o Proof) -> RenderContext<'o>
    where
        's: 'o,
    {
        let own: RenderContext<'o> = self.clone();
        RenderContext { site, proof, segments: Arc::new(SiteSegments::new(site)), ..own }
    }

    /// The same with places that were looked up before.
    pub(crate) fn knowing(self, places: &'s KnownPlaces) -> RenderContext<'s> {
        RenderContext { places: Some(places), ..self }
    }

    /// The same with what was read before, and what stands of what was made of it.
    pub(crate) fn gathering(self, memo: &'s Memo, standing: &'s dyn Standing) -> RenderContext<'s> {
        RenderContext { gathered: Some(GatheredFiles { memo, standing }), ..self }
    }

    /// The same with somebody who takes files piece by piece.
    pub(crate) fn handing(self, pieces: &'s dyn PieceWriter) -> RenderContext<'s> {
        RenderContext { pieces: Some(pieces), ..self }
    }

    /// The same with a place for the English of quotations.
    pub(crate) fn keeping_english(&self, english: &'s KnownEnglish) -> RenderContext<'s> {
        RenderContext { english: Some(english), ..self.clone() }
    }

    /// What [`RenderContext::again`] wants.
    pub fn share(&self) -> Shared {
        Shared {
            templates: self.templates.clone(),
            texts: self.texts.clone(),
            tags: self.tags.clone(),
            shared: self.shared.clone(),
            frames: self.frames.clone(),
            layouts: self.layouts.clone(),
            segments: self.segments.clone(),
            items: self.items.clone(),
            breadcrumbs: self.breadcrumbs.clone(),
        }
    }

    /// Divides the passages of a page into their segments, which are asked for later.
    pub(crate) fn divide(&self, at: usize) {
        self.segments(at, 0);
    }

    /// The segments of a passage of a bitext, by their indices, if it has any.
    pub(crate) fn segments(&self, at: usize, passage: usize) -> Option<&Segments> {
        self.segments.of(self.site, self.proof, at, passage)
    }

    /// How texts in lists are handed to templates.
    pub(crate) fn listed(&self) -> fn(Edition, &Both<String>) -> TextView {
        if self.templates.has_own() { TextView::new } else { TextView::listed }
    }

    /// What frames a page, by its values.
    pub(crate) fn frame(
        &self,
        key: FrameKey,
        values: &PageValues,
    ) -> Result<Arc<PageFrame>, Box<Diagnostic>> {
        self.frames.of(&self.templates, key, || values.whole(self.shared(values.edition)))
    }

    /// Renders a page to a file of the site.
    pub(crate) fn page(
        &self,
        path: impl Into<String>,
        name: &str,
        values: &PageValues,
    ) -> Result<Output, Box<Diagnostic>> {
        let context = values.whole(self.shared(values.edition));
        Ok(Output::made(path, self.templates.bytes(name, &context)?))
    }

    /// The same for one of many pages that differ in their texts alone, with a template that may be laid out.
    pub(crate) fn laid_out(
        &self,
        path: impl Into<String>,
        name: &str,
        mut values: PageValues,
    ) -> Result<Output, Box<Diagnostic>> {
        let shared = self.shared(values.edition);
        Ok(Output::text(path, self.layouts.page((&self.templates, shared), name, &mut values)?))
    }

    /// Appends one of many parts of pages, which differ in their texts alone, with a template that may be laid out.
    pub(crate) fn part(
        &self,
        out: &mut String,
        name: &str,
        values: &mut PageValues,
    ) -> Result<(), Box<Diagnostic>> {
        let shared = self.shared(values.edition);
        out.push_str(self.layouts.page((&self.templates, shared), name, values)?.trim_end());
        Ok(())
    }

    /// The layout of such a part with all texts but the first ones, if it may be laid out.
    pub(crate) fn open_part(
        &self,
        name: &str,
        values: &mut PageValues,
        first: usize,
    ) -> Result<Option<PageLayout>, Box<Diagnostic>> {
        self.layouts.open((&self.templates, self.shared(values.edition)), name, values, first)
    }

    /// What all pages of an edition show.
    pub(crate) fn shared(&self, edition: Edition) -> &tera::Context {
        let at = self.shared.iter().position(|(one, _)| *one == edition);
        &self.shared[at.unwrap_or(0)].1
    }
}
