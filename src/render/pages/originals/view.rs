//! What the template sees of an original.

use serde::Serialize;

use crate::base::diagnostic::Diagnostic;
use crate::base::url::encode;
use crate::model::config::Localized;
use crate::model::output::Edition;
use crate::render::chart::coverage_bar::{self, CoverageBar, LeadsTo, Line};
use crate::render::context::RenderContext;
use crate::render::names::{original_name, original_sign, topic_title};
use crate::render::outline;
use crate::render::pages::items::Items;
use crate::render::pages::originals::chapters::{Chapter, NumberedPart, chapters, parts};
use crate::render::pages::originals::paragraphs::{self, ParagraphView};
use crate::render::pages::root::text_view;
use crate::render::templates::values::{CodeWord, PageValues};
use crate::render::view::TextView;

/// What the template sees of an original.
#[derive(Serialize)]
pub(crate) struct OriginalView {
    id: String,
    sign: String,
    title: TextView,
    short: TextView,
    issuer: Option<TextView>,
    date: Option<String>,
    note: Option<TextView>,
    extent: TextView,
    as_typed: bool,
    outline: Vec<Chapter>,
    /// The parts of the document, below the lines.
    parts: Vec<NumberedPart>,
    lines: Items<LineView>,
    /// Which of the three states of a paragraph there are, for the key to them.
    states: Vec<CodeWord>,
    paragraphs: Items<ParagraphView>,
    /// Whether the English is loaded when it is asked for.
    is_far: bool,
}

impl OriginalView {
    /// Whether its headings are listed.
    pub(crate) fn has_outline(&self) -> bool {
        !self.outline.is_empty()
    }
}

/// What a paragraph says of its original.
#[derive(Serialize)]
struct OriginalId<'o> {
    id: &'o str,
}

/// The way from the page of an original to the output folder.
const ROOT: &str = "../";

/// A topic in the strip above the text.
#[derive(Serialize)]
pub(crate) struct LineView {
    title: TextView,
    href: String,
    bar: CoverageBar,
}

/// Everything on the page of an original; `is_far` says that the English is not on it.
pub(crate) fn view(
    ctx: &RenderContext,
    at: usize,
    english: &[String],
    is_far: bool,
) -> Result<OriginalView, Box<Diagnostic>> {
    let original = &ctx.site.originals[at];
    let header = &original.header;
    let of = |text: &Localized| text_view(&text.clone().into());
    let headings = outline::headings(original);
    let paragraphs = paragraphs::views(ctx, at, &headings, english, is_far);
    let outline = chapters(&headings);
    let states = ["whole", "part", "unused"].map(CodeWord).into_iter();
    let states = states.filter(|state| paragraphs.iter().any(|one| one.state() == *state)).collect();
    let paragraph = |one: &ParagraphView, _, values: &mut PageValues| {
        values.insert("root", ROOT);
        values.insert("original", &OriginalId { id: &original.id });
        values.insert("one", one);
    };
    Ok(OriginalView {
        id: original.id.clone(),
        sign: original_sign(original),
        title: of(&header.title),
        short: text_view(&original_name(original)),
        issuer: header.issuer.as_ref().map(of),
        date: header.date.clone(),
        note: header.note.as_ref().map(of),
        extent: text_view(&coverage_bar::extent(ctx.site, ctx.proof, &ctx.texts, at, "extent_value")),
        as_typed: original.is_half_width,
        parts: parts(original, &outline),
        outline,
        lines: Items::new(ctx, (Edition::Both, "original-line.html"), lines(ctx, at), insert_line)?,
        states,
        paragraphs: Items::new(ctx, (Edition::Both, "original-paragraph.html"), paragraphs, paragraph)?,
        is_far,
    })
}

fn insert_line(one: &LineView, _: usize, values: &mut PageValues) {
    values.insert("root", ROOT);
    values.insert("line", one);
}

fn lines(ctx: &RenderContext, original: usize) -> Vec<LineView> {
    let line = |(topic, one): (usize, &crate::model::site::Topic)| {
        let line = Line { original, topic };
        LineView {
            title: ctx.listed()(Edition::Both, &topic_title(ctx.site, one)),
            href: format!("parallel/{}/index.html", encode(&one.folder)),
            bar: coverage_bar::bar(ctx.site, ctx.proof, &ctx.texts, line, LeadsTo::Paragraph, Edition::Both),
        }
    };
    ctx.site.topics.iter().enumerate().map(line).collect()
}
