//! Findings for people: source lines with carets that stand right under Han characters.

use annotate_snippets::{Annotation, AnnotationKind, Group, Level as Shown, Renderer, Snippet};

use crate::both::Lang;
use crate::diagnostic::{Diagnostic, Label, Level};
use crate::report::{Index, Sources};

/// The longest line that is shown whole, in bytes; of longer ones a part around the place.
const LINE_LIMIT: usize = 400;

/// Findings as text, in one language.
pub fn render(findings: &[Diagnostic], sources: &Sources, lang: Lang, colour: bool) -> String {
    let renderer = if colour { Renderer::styled() } else { Renderer::plain() };
    let renderer = renderer.term_width(140);
    let index = Index::new(findings, sources);
    let mut out = String::new();
    for finding in findings {
        out.push_str(&one(finding, sources, &index, lang, &renderer));
        out.push_str("\n\n");
    }
    out
}

fn one(finding: &Diagnostic, sources: &Sources, index: &Index, lang: Lang, renderer: &Renderer) -> String {
    let level = match finding.level {
        Level::Error => Shown::ERROR,
        Level::Warning => Shown::WARNING,
        _ => Shown::NOTE,
    };
    let title = level.primary_title(finding.message.get(lang).as_str()).id(finding.rule);
    let mut group = Group::with_title(title);
    group = group.element(snippet(&finding.primary, sources, index, lang, AnnotationKind::Primary));
    for label in &finding.related {
        group = group.element(snippet(label, sources, index, lang, AnnotationKind::Context));
    }
    let help = finding.help.get(lang);
    if !help.is_empty() {
        group = group.element(Shown::HELP.message(help.as_str()));
    }
    renderer.render(&[group])
}

/// A label with the lines around it. Long lines are cut at character borders.
fn snippet<'a>(
    label: &'a Label,
    sources: &'a Sources,
    index: &Index,
    lang: Lang,
    kind: AnnotationKind,
) -> Snippet<'a, Annotation<'a>> {
    let text: &str = sources.get(&label.place.path).map_or("", |source| &source.text);
    let span = label.place.span;
    let (start, end) = (span.start.min(text.len()), span.end.min(text.len()));
    // No further than the limit, so that many findings on one long line do not each search all of it.
    let before = text.floor_char_boundary(start.saturating_sub(LINE_LIMIT));
    let after = text.ceil_char_boundary((end + LINE_LIMIT).min(text.len()));
    let from = match text[before..start].rfind('\n') {
        Some(at) => before + at + 1,
        None if before == 0 => 0,
        None => text.floor_char_boundary(start - LINE_LIMIT / 2),
    };
    let to = match text[end..after].find('\n') {
        Some(at) => end + at,
        None if after == text.len() => after,
        None => text.ceil_char_boundary(end + LINE_LIMIT / 2),
    };
    Snippet::source(&text[from..to])
        .line_start(index.place(&label.place).0.line)
        .path(&*label.place.path)
        .fold(true)
        .annotation(kind.span(start - from..end.max(start) - from).label(label.text.get(lang).as_str()))
}
