//! The templates: those inside the program, and a site's own in their place.
//!
//! A fault in a template is the author's: it becomes a finding with file, line and column.

pub(crate) mod budget;
pub(crate) mod errors;
pub(crate) mod layout;
pub(crate) mod meter;
pub(crate) mod minify;
pub(crate) mod texts;
pub(crate) mod value_writer;
pub(crate) mod values;

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::ops::Range;

use tera::{Context, ErrorKind, Tera};

use crate::base::diagnostic::{Diagnostic, Level};
use crate::base::html;
use crate::base::lang::Both;
use crate::base::source::{Place, Source, Span};
use crate::base::suggest::nearest;
use crate::model::config::Localized;
use crate::render::templates::budget::{Bounded, Budgets, ENDLESS};
use crate::render::templates::errors::{Names, TemplateError};
use crate::render::templates::meter::{Metered, meter};
use crate::render::templates::texts::Texts;

macro_rules! inside {
    ($($name:literal),* $(,)?) => {
        [$(($name, include_str!(concat!("../../../templates/", $name)))),*]
    };
}

/// The files that the program brings along, by their name below `templates/`.
pub const INSIDE: [(&str, &str); 50] = inside![
    "404.html",
    "assets/chart.js",
    "assets/figures.js",
    "assets/glossary.js",
    "assets/icon.svg",
    "assets/original.js",
    "assets/search-engine.js",
    "assets/search.js",
    "assets/sentences.js",
    "assets/site.js",
    "assets/style.css",
    "base.html",
    "comparison.html",
    "corrections.html",
    "cover.html",
    "coverage-bar.html",
    "end.html",
    "excerpt.html",
    "figures.html",
    "findings.html",
    "foot.html",
    "glossary-english.html",
    "glossary.html",
    "home.html",
    "indicators.html",
    "keys.html",
    "list-item.html",
    "list.html",
    "original-line.html",
    "original-paragraph.html",
    "original.html",
    "originals.html",
    "panels.html",
    "passage.html",
    "rule.html",
    "seal-key.html",
    "search.html",
    "stale.html",
    "statement.html",
    "strip.html",
    "table-notes.html",
    "tag.html",
    "tags.html",
    "teaser.html",
    "term-note.html",
    "term.html",
    "texts.yaml",
    "topic.html",
    "topics.html",
    "trust.html",
];

/// The files inside the program as sources, so that reports can show their lines.
pub fn inside() -> impl Iterator<Item = Source> {
    INSIDE.iter().map(|(name, text)| Source::new(format!("templates/{name}"), text))
}

/// Compiled templates and the files beside them.
pub struct Templates {
    tera: Tera,
    /// Every file that is no page template: path below `templates/` → source.
    files: BTreeMap<String, Source>,
    /// The sources of the page templates, to find lines for faults.
    sources: BTreeMap<String, Source>,
    /// The page templates with counters, where some are a site's own.
    metered: BTreeMap<String, Metered>,
    budgets: Budgets,
    /// Whether a site has page templates of its own.
    has_own: bool,
    /// Whether a site's own templates look into passages.
    look_into_passages: bool,
    /// Whether they show the pages before and after one.
    look_at_neighbors: bool,
}

/// About how many bytes a small page has.
const PAGE: usize = 8 << 10;

/// The template engine; what steers and shows nothing never comes out of it raw.
fn engine() -> Tera {
    let mut tera = Tera::new();
    tera.set_escape_fn(escape);
    tera
}

/// How the engine escapes a text.
fn escape(text: &str, out: &mut dyn Write) -> io::Result<()> {
    tera::escape_html(&html::plain(text), out)
}

impl Templates {
    /// Takes the program's templates, and in their place a site's own of the same name.
    pub fn new(own: &[Source]) -> Result<Templates, Vec<Diagnostic>> {
        let mut all: BTreeMap<String, Source> = BTreeMap::new();
        for source in inside().chain(own.iter().cloned()) {
            let name = source.path.strip_prefix("templates/").unwrap_or(&source.path).to_owned();
            all.insert(name, source);
        }
        let (sources, files): (BTreeMap<_, _>, BTreeMap<_, _>) =
            all.into_iter().partition(|(name, _)| name.ends_with(".html"));
        let has_own = own.iter().any(|one| one.path.ends_with(".html") && !is_ours(one));
        let mut templates = Templates {
            tera: engine(),
            files,
            sources,
            metered: BTreeMap::new(),
            budgets: Budgets::default(),
            has_own,
            look_into_passages: own.iter().any(|one| looks(one, &["passages"]) || is_of_passages(one)),
            look_at_neighbors: own.iter().any(|one| looks(one, &["prev", "next"])),
        };
        if has_own {
            templates.compile(|source| source.text.to_string())?;
            templates.compile_metered()?;
        } else {
            templates.compile(|source| minify::page(&source.text))?;
        }
        Ok(templates)
    }

    /// Compiles the templates: as they were typed where some are a site's own, so that faults have their places.
    fn compile(&mut self, text: impl Fn(&Source) -> String) -> Result<(), Vec<Diagnostic>> {
        let texts = self.sources.iter().map(|(name, source)| (name.clone(), text(source)));
        self.tera.add_raw_templates(texts).map_err(|error| vec![self.fault(&error, "")])
    }

    /// Compiles them once more, with counters.
    fn compile_metered(&mut self) -> Result<(), Vec<Diagnostic>> {
        self.tera = engine();
        self.budgets.register(&mut self.tera);
        let metered = self.sources.iter().map(|(name, source)| (name.clone(), meter(&source.text)));
        self.metered = metered.collect();
        let texts = self.metered.iter().map(|(name, metered)| (name.clone(), metered.text.clone()));
        self.tera.add_raw_templates(texts).map_err(|error| vec![self.fault(&error, "")])
    }

    /// Whether a site has page templates of its own, which may show whatever they are handed: the program's are handed no
    /// more than they show.
    pub fn has_own(&self) -> bool {
        self.has_own
    }

    /// Whether a site's own templates look into passages: else these are handed over as they are shown.
    pub fn look_into_passages(&self) -> bool {
        self.look_into_passages
    }

    /// Whether a site's own templates show the pages before and after one: else these are named and no more.
    pub fn look_at_neighbors(&self) -> bool {
        self.look_at_neighbors
    }

    /// The interface texts.
    pub fn texts(&self, own: &BTreeMap<String, Localized>) -> Result<Texts, Vec<Diagnostic>> {
        Texts::new(&self.files["texts.yaml"], own)
    }

    /// A file that is no page template.
    pub fn file(&self, name: &str) -> &str {
        self.files.get(name).map_or("", |source| &source.text)
    }

    /// All files below `templates/assets/`: the program's own made light, a site's own as they are.
    pub fn assets(&self) -> impl Iterator<Item = (&str, String)> {
        let assets = self.files.iter().filter(|(name, _)| name.starts_with("assets/"));
        assets.map(|(name, source)| {
            let text: &str = &source.text;
            let is_ours = INSIDE.iter().any(|(own, inside)| own == name && *inside == text);
            let text = match name.rsplit('.').next() {
                Some("css") if is_ours => minify::style(text),
                Some("js") if is_ours => minify::script(text),
                _ => text.to_owned(),
            };
            (name.as_str(), text)
        })
    }

    /// Renders a part of a page.
    pub fn render(&self, name: &str, context: &Context) -> Result<String, Box<Diagnostic>> {
        // The engine writes whole texts.
        Ok(String::from_utf8(self.bytes(name, context)?).unwrap_or_default())
    }

    /// Renders a page.
    pub(crate) fn bytes(&self, name: &str, context: &Context) -> Result<Vec<u8>, Box<Diagnostic>> {
        let _spending = self.budgets.begin();
        let mut page = Bounded { bytes: Vec::with_capacity(PAGE) };
        self.tera.render_to(name, context, &mut page).map_err(|error| Box::new(self.fault(&error, name)))?;
        Ok(page.bytes)
    }

    fn fault(&self, error: &tera::Error, name: &str) -> Diagnostic {
        let plain = |message| TemplateError { message, help: None };
        let (name, range, fault) = match error.kind() {
            ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => {
                let range = report.span().range.clone();
                let typed = self.metered.get(report.filename()).map(|one| one.typed(range.clone()));
                (report.filename(), typed.unwrap_or(range), self.engine(report.message()))
            }
            ErrorKind::CircularExtend { tpl, inheritance_chain: chain }
            | ErrorKind::CircularInclude { tpl, include_chain: chain } => {
                (tpl.as_str(), 0..0, plain(circle(chain)))
            }
            ErrorKind::MissingParent { current, parent } => {
                let mut fault = self.engine(&format!("Unknown template `{parent}`"));
                fault.message = Both::new(
                    format!("它所依据的模板 {parent} 不存在"),
                    format!("it extends {parent}, which does not exist"),
                );
                (current.as_str(), 0..0, fault)
            }
            // What a page is written to refuses what is too long, and nothing else.
            ErrorKind::Io(_) => (name, 0..0, self.engine(ENDLESS)),
            other => match self.reported(&other.to_string()) {
                Some((source, at, message)) => return finding(source, at..at, self.engine(&message)),
                None => (name, 0..0, self.engine(&other.to_string())),
            },
        };
        let unknown = Source::new(format!("templates/{name}"), "");
        finding(self.sources.get(name).unwrap_or(&unknown), range, fault)
    }

    /// What the engine says, in words of both languages.
    fn engine(&self, said: &str) -> TemplateError {
        let blocks = self.sources.values().flat_map(|source| source.text.split("{% block ").skip(1));
        let names = Names {
            templates: self.sources.keys().map(String::as_str).collect(),
            blocks: blocks.filter_map(|rest| rest.split_whitespace().next()).collect(),
        };
        errors::fault(said, &names)
    }

    /// The first fault in a report of several: `error: …` and below it `--> 404.html:1:47`.
    fn reported(&self, report: &str) -> Option<(&Source, usize, String)> {
        let message = report.lines().next()?.trim_start_matches("error:").trim().to_owned();
        let place = report.lines().find_map(|line| line.trim().strip_prefix("--> "))?;
        let mut parts = place.rsplitn(3, ':');
        let (column, line) = (parts.next()?.parse::<usize>().ok()?, parts.next()?.parse::<usize>().ok()?);
        let source = self.sources.get(parts.next()?)?;
        let start: usize = source.text.split_inclusive('\n').take(line.checked_sub(1)?).map(str::len).sum();
        let rest = source.text[start..].char_indices();
        let at = rest.map(|(at, _)| at).nth(column.checked_sub(1)?).unwrap_or(0);
        Some((source, start + at, message))
    }
}

/// Whether a template of a site names one of these; the program's own, which it may have copied, do not count.
fn looks(own: &Source, words: &[&str]) -> bool {
    let names = words.iter().any(|word| own.text.contains(word));
    names && own.path.ends_with(".html") && !is_ours(own)
}

/// Whether a file of a site is a copy of the program's own.
fn is_ours(own: &Source) -> bool {
    INSIDE.iter().any(|(name, text)| own.path.strip_prefix("templates/") == Some(name) && &*own.text == *text)
}

fn is_of_passages(own: &Source) -> bool {
    &*own.path == "templates/passage.html"
}

/// Templates that need each other.
fn circle(chain: &[String]) -> Both<String> {
    let chain = chain.join(" → ");
    Both::new(format!("互相引用，绕成了一圈：{chain}"), format!("templates lead in a circle: {chain}"))
}

fn finding(source: &Source, range: Range<usize>, fault: TemplateError) -> Diagnostic {
    let end = source.text.len();
    let start = range.start.min(end);
    let Both { zh, en } = fault.message;
    Diagnostic::new(
        "template-invalid",
        Level::Error,
        Place { path: source.path.clone(), span: Span::new(start, range.end.clamp(start, end)) },
        Both::new(format!("模板有误：{zh}"), format!("the template is wrong: {en}")),
        Both::new("这里", "here"),
        fault.help.unwrap_or_else(|| to_do(source)),
    )
}

/// What to do about a template where nothing nearer is known.
fn to_do(source: &Source) -> Both<String> {
    let known = INSIDE.iter().map(|(name, _)| *name);
    let name = source.path.strip_prefix("templates/").unwrap_or(&source.path);
    match nearest(name, known).filter(|near| *near != name) {
        Some(near) => Both::new(
            format!("改正模板；如果想替换 {near}，文件名要相同"),
            format!("correct the template; to replace {near}, give the file that name"),
        ),
        None => Both::new(
            "改正模板，或删去这个文件，改用程序自带的模板",
            "correct the template, or remove the file to use the program’s own",
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_file_of_the_content_takes_the_place_of_an_own_one() {
        for name in INSIDE.iter().filter_map(|(name, _)| name.strip_prefix("assets/")) {
            assert!(crate::assemble::taken::is_own(name), "{name}");
        }
    }
}
