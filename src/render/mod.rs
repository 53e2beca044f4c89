//! Site → outputs. Alone knows tera.
//!
//! Bodies are rendered once per side and shared by the three editions; what all pages of an edition
//! show is made once and shared by reference. Pages are rendered in parallel.

mod chart;
mod comparison;
mod evidence;
mod feed;
mod findings;
pub mod fragment;
mod head;
pub mod html;
mod originals;
mod pages;
mod roots;
mod runs;
mod sanitize;
mod score;
pub mod search;
mod templates;
mod terms;
pub mod texts;
pub mod view;
mod watch;

use rayon::prelude::*;

use crate::both::Both;
use crate::check::Checked;
use crate::diagnostic::Diagnostic;
use crate::original::Original;
use crate::output::{Edition, Output};
use crate::proof::Proof;
use crate::site::Site;
use crate::source::Source;

pub use templates::{Templates, inside};

/// Everything that rendering needs; borrowed, so that `serve` can render one page again.
pub struct Stage<'s> {
    /// The site.
    pub site: &'s Site,
    /// What is known of its truth.
    pub proof: &'s Proof,
    /// The findings of this run, for the findings page.
    pub checked: &'s Checked,
    /// The interface texts.
    pub texts: texts::Texts,
    /// The templates.
    pub templates: Templates,
    /// What all pages of an edition show.
    shared: Vec<(Edition, tera::Context)>,
}

impl<'s> Stage<'s> {
    /// Prepares templates, texts and what all pages share. Faults in templates are findings.
    pub fn new(
        site: &'s Site,
        proof: &'s Proof,
        checked: &'s Checked,
        own: &[Source],
    ) -> Result<Stage<'s>, Vec<Diagnostic>> {
        let templates = Templates::new(own)?;
        let texts = templates.texts(&site.config.texts)?;
        let mut stage = Stage { site, proof, checked, texts, templates, shared: Vec::new() };
        stage.shared = [Edition::Zh, Edition::En, Edition::Parallel, Edition::Both]
            .into_iter()
            .map(|edition| (edition, pages::shared(&stage, edition)))
            .collect();
        Ok(stage)
    }

    /// What all pages of an edition show.
    fn shared(&self, edition: Edition) -> tera::Context {
        let found = self.shared.iter().find(|(one, _)| *one == edition);
        found.map(|(_, context)| context.clone()).unwrap_or_default()
    }
}

/// Renders the whole site, sorted by path.
pub fn render(stage: &Stage) -> Result<Vec<Output>, Vec<Diagnostic>> {
    let pages: Vec<Result<Vec<Output>, Box<Diagnostic>>> =
        (0..stage.site.bitexts.len()).into_par_iter().map(|at| pages::render(stage, at)).collect();
    let roots = roots::render(stage);
    let mut outputs = Vec::new();
    let mut faults = Vec::new();
    for result in pages.into_iter().chain(roots) {
        match result {
            Ok(made) => outputs.extend(made),
            Err(fault) => faults.push(*fault),
        }
    }
    if !faults.is_empty() {
        faults.dedup();
        return Err(faults);
    }
    outputs.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(outputs)
}

/// Text with what HTML reads as markup escaped; good for elements and for attributes in `"`.
pub fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    escape_into(&mut out, text);
    out
}

/// The same, appended.
pub fn escape_into(out: &mut String, text: &str) {
    let mut from = 0;
    for (at, byte) in text.bytes().enumerate() {
        let entity = match byte {
            b'&' => "&amp;",
            b'<' => "&lt;",
            b'>' => "&gt;",
            b'"' => "&quot;",
            _ => continue,
        };
        out.push_str(&text[from..at]);
        out.push_str(entity);
        from = at + 1;
    }
    out.push_str(&text[from..]);
}

/// The address of an original's page below the output folder.
fn original_href(id: &str) -> String {
    format!("originals/{}.html", crate::links::encode(id))
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
