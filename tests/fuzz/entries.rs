//! What each fuzz target does with its bytes, and what must hold whatever they are.
//!
//! Beyond not panicking: places lie inside the text and on character borders, messages stand in both
//! languages, reading twice gives the same, HTML comes out in pairs with nothing in it that runs.

use duizhao::analysis::cache::CachedBuild;
use duizhao::assemble::load::{self, Options};
use duizhao::base::diagnostic::{Diagnostic, Label};
use duizhao::base::lang::{Both, Lang};
use duizhao::base::source::{Source, Span};
use duizhao::cli;
use duizhao::cli::markdown::convert;
use duizhao::model::output::{Output, OutputContent};
use duizhao::model::page::{Block, Body, Inline, Mark};
use duizhao::parse::markdown as md;
use duizhao::parse::{self, Schemas, tmx as memories};
use duizhao::prove::alignment::{Evidence, align};
use duizhao::publish::manifest::Manifest;
use duizhao::quantity::{self, compare};
use duizhao::render::html::fragment::RawHtml;
use duizhao::render::{self, RenderContext};
use duizhao::vfs::{Folder, publishable};
use duizhao::{prove, report, rules};

use crate::markup;

/// What a fuzzer feeds.
pub type Target = fn(&[u8]);

/// Every target by its name.
pub const TARGETS: [(&str, Target); 17] = [
    ("alignment", alignment),
    ("cache", cache),
    ("drawing", drawing),
    ("front_matter", front_matter),
    ("glossary", glossary),
    ("json_lines", json_lines),
    ("lock", lock),
    ("manifest", manifest),
    ("markdown", markdown),
    ("numerals_en", numerals_en),
    ("numerals_zh", numerals_zh),
    ("original", original),
    ("site", site),
    ("site_yaml", site_yaml),
    ("template", template),
    ("texts", texts),
    ("tmx", tmx),
];

/// What a build kept for the next one.
pub fn cache(data: &[u8]) {
    let options = Options::default();
    let Some(known) = CachedBuild::parse(data, &options) else { return };
    let again = CachedBuild::parse(&known.bytes(&options).unwrap(), &options).unwrap();
    assert_eq!(again.findings(), known.findings());
    assert_eq!((again.inputs, again.output), (known.inputs, known.output));
}

fn source(path: &str, data: &[u8]) -> Source {
    Source::new(path, &String::from_utf8_lossy(data))
}

fn inside(span: Span, text: &str) {
    assert!(text.get(span.range()).is_some(), "{span:?} is no range of a text of {} bytes", text.len());
}

fn said(text: &Both<String>) {
    assert!(!text.zh.trim().is_empty() && !text.en.trim().is_empty(), "{text:?}");
}

fn findings(found: &[Diagnostic], source: &Source) {
    for one in found {
        said(&one.message);
        said(&one.help);
        for Label { place, text } in std::iter::once(&one.primary).chain(&one.related) {
            said(text);
            if place.path == source.path {
                assert!(source.text.get(place.span.range()).is_some(), "{one:?} points outside of its text");
            }
        }
        if let Some(fix) = one.fix.as_ref().filter(|_| one.primary.place.path == source.path) {
            inside(fix.span, &source.text);
        }
    }
    let known = [(source.path.clone(), source.clone())].into();
    for lang in Lang::ALL {
        let screen = report::terminal::Screen { color: false, width: Some(80) };
        report::terminal::render(found, &known, lang, screen);
    }
}

/// The header of a page.
pub fn front_matter(data: &[u8]) {
    let source = source("content/topic/a.zh.md", data);
    let (page, found) = parse::page(&source, "topic/a", Lang::Zh, &Schemas::default());
    findings(&found, &source);
    let again = parse::page(&source, "topic/a", Lang::Zh, &Schemas::default());
    assert_eq!(format!("{page:?}"), format!("{:?}", again.0));
}

/// `site.yaml`.
pub fn site_yaml(data: &[u8]) {
    let source = source("content/site.yaml", data);
    findings(&parse::site(&source, &Schemas::default()).1, &source);
}

/// `glossary.yaml`, and its terms looked up in itself.
pub fn glossary(data: &[u8]) {
    let source = source("content/glossary.yaml", data);
    let (terms, found) = parse::glossary(&source, &Schemas::default());
    findings(&found, &source);
    terms.iter().for_each(|(_, span)| inside(*span, &source.text));
}

/// An original.
pub fn original(data: &[u8]) {
    let source = source("content/originals/a.md", data);
    let (original, found) = parse::original(&source, "a", &Schemas::default());
    findings(&found, &source);
    for one in &original.paragraphs {
        inside(one.span, &source.text);
        inside(original.span(one.folded.clone()), &source.text);
    }
}

/// The lock: what is written again reads the same.
pub fn lock(data: &[u8]) {
    let source = source("content/duizhao.lock", data);
    let (lock, found) = parse::lock::read(&source);
    findings(&found, &source);
    if found.iter().any(|one| one.message.en.contains("newer")) {
        return;
    }
    let written = parse::lock::write(&lock);
    let (again, found) = parse::lock::read(&Source::new("content/duizhao.lock", &written));
    assert!(found.is_empty(), "{found:?}");
    assert_eq!(again, lock);
}

/// The manifest: no path of it leads out of the folder.
pub fn manifest(data: &[u8]) {
    let Ok(manifest) = Manifest::parse(&String::from_utf8_lossy(data), ".duizhao.json") else { return };
    for path in manifest.files.keys() {
        let plain = std::path::Path::new(path).components();
        assert!(plain.into_iter().all(|part| matches!(part, std::path::Component::Normal(_))), "{path}");
    }
}

/// Markdown with emendations, in both languages.
pub fn markdown(data: &[u8]) {
    let source = source("content/topic/a.zh.md", data);
    for lang in Lang::ALL {
        let (body, found) = md::parse(&source, 0, lang);
        findings(&found, &source);
        whole(&body, &source);
        assert_eq!(format!("{body:?}"), format!("{:?}", md::parse(&source, 0, lang).0));
        markup::is_harmless(&convert(&source.text, lang, RawHtml::Dropped)).unwrap();
    }
}

fn whole(body: &Body, source: &Source) {
    let marks = body.emendations.iter().map(|one| one.span).chain(body.notes.iter().map(|one| one.span));
    for span in
        marks.chain(body.stray.iter().map(|one| one.span)).chain(body.waivers.iter().map(|one| one.span))
    {
        inside(span, &source.text);
    }
    assert!(body.waivers.iter().all(|one| one.block <= body.blocks.len()));
    for block in &body.blocks {
        inside(block.span, &source.text);
        Block::proses(block).into_iter().for_each(|prose| {
            let text = prose.text.string();
            let mut open: Vec<&Mark> = Vec::new();
            for inline in &prose.inlines {
                match inline {
                    Inline::Text(range) | Inline::Code(range) | Inline::SoftBreak(range) => {
                        assert!(text.get(range.clone()).is_some(), "{range:?} of {text:?}");
                        inside(prose.text.span(range.clone()), &source.text);
                    }
                    Inline::Open(mark) => open.push(mark),
                    Inline::Close(mark) => assert_eq!(open.pop(), Some(mark)),
                    Inline::NoteCall(at) => assert!(*at < body.notes.len()),
                    _ => {}
                }
            }
            assert!(open.is_empty(), "{open:?} stay open");
            let read = prose.read();
            inside(read.span(0..read.string().len()), &source.text);
        });
    }
}

fn counted(text: &str, lang: Lang) {
    let found = quantity::quantities(text, lang, &[]);
    for one in &found {
        assert!(text.get(one.range.clone()).is_some_and(|said| !said.is_empty()), "{one:?}");
        assert!(!one.plain().is_empty());
    }
    compare::compare(text, &found, text, &found);
}

/// Two texts, cut at a byte of zero: every sentence of both is in one pair, in order.
pub fn alignment(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    let (zh, en) = text.split_once('\0').unwrap_or((&text, &text));
    let found =
        Both { zh: quantity::quantities(zh, Lang::Zh, &[]), en: quantity::quantities(en, Lang::En, &[]) };
    let equal = compare::compare(zh, &found.zh, en, &found.en).pairs;
    let found = found.as_ref().map(Vec::as_slice);
    let evidence = Evidence { found, equal: &equal, ..Evidence::default() };
    let alignment = align(Both { zh, en }, &evidence);
    for pairs in [&alignment.pairs, &alignment.certain()] {
        for (lang, text) in [(Lang::Zh, zh), (Lang::En, en)] {
            let mut end = 0;
            for range in pairs.iter().map(|pair| pair.get(lang)) {
                assert!(
                    text.get(range.clone()).is_some() && text[end..range.start].trim().is_empty(),
                    "{range:?}"
                );
                end = range.end;
            }
            assert!(text[end..].trim().is_empty(), "{:?} is in no pair", &text[end..]);
        }
    }
}

/// Numerals in Chinese.
pub fn numerals_zh(data: &[u8]) {
    counted(&String::from_utf8_lossy(data), Lang::Zh);
}

/// Numerals in English.
pub fn numerals_en(data: &[u8]) {
    counted(&String::from_utf8_lossy(data), Lang::En);
}

/// A whole site, up to its pages. The parts (both pages, the original, the glossary, the lock) are cut at bytes
/// FF. What a build would refuse is rendered too: a preview shows it.
pub fn site(data: &[u8]) {
    const PATHS: [&str; 5] = [
        "content/topic/a.zh.md",
        "content/topic/a.en.md",
        "content/originals/o.md",
        "content/glossary.yaml",
        "content/duizhao.lock",
    ];
    let config = "title: { zh: 例站, en: Example }\ndescription: { zh: 一个例子, en: An example }\ntopics: [topic]\nraw_html: true\nbase_url: https://example.org/\n";
    let parts = PATHS.iter().zip(data.split(|byte| *byte == 0xff));
    let mut content: Vec<Source> = parts.map(|(path, part)| source(path, part)).collect();
    content.push(Source::new("content/site.yaml", config));
    content.sort_by(|a, b| a.path.cmp(&b.path));
    let folder = Folder { content, ..Folder::default() };
    let (site, found) = load::load(&folder, &Options { drafts: true, ..Options::default() });
    let proof = prove::prove(&site);
    let checked = rules::check(&site, &proof, found);
    for one in &folder.content {
        findings(&checked.findings, one);
    }
    let stage = RenderContext::new(&site, &proof, &checked, &[]).unwrap();
    let look = |output: Output| {
        if let (true, OutputContent::Made(bytes)) = (output.path.ends_with(".html"), output.content) {
            let page = String::from_utf8(bytes).unwrap();
            markup::is_harmless(&page).unwrap_or_else(|why| panic!("{}: {why}", output.path));
        }
    };
    render::render(&stage, look).unwrap();
}

/// A drawing: what is published has nothing in it that is not on the lists, whoever reads it.
pub fn drawing(data: &[u8]) {
    let wrong = publishable::fault("a/x.svg", data);
    if let Some((what, help)) = &wrong {
        said(what);
        said(help);
        return;
    }
    let text = String::from_utf8_lossy(data).to_lowercase();
    for never in ["<script", "<foreignobject", "<set", "<animate", "<iframe", "<!entity"] {
        // Inside a comment or a text that is marked as such it is only words.
        let words = text.contains("<!--") || text.contains("<![cdata[");
        assert!(words || !text.contains(never), "{never} in {text}");
    }
}

/// A translation memory.
pub fn tmx(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    if let Ok(units) = memories::units(&text) {
        for unit in units {
            assert!(unit.text.zh.len() <= text.len() && unit.text.en.len() <= text.len());
        }
    }
}

/// Lines for `figures`: each is answered, or said to be wrong.
pub fn json_lines(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    for (number, line) in text.lines().enumerate().take(50) {
        match cli::figures::line(number + 1, line) {
            Ok(answer) => assert!(serde_json::from_str::<serde_json::Value>(&answer).is_ok(), "{answer}"),
            Err(error) => assert!(!error.to_string().is_empty()),
        }
    }
}

/// A template of the site's own: it is rendered, or its fault is found; no page holds a script of its making.
pub fn template(data: &[u8]) {
    let own = [source("templates/search.html", data)];
    if let Err(found) = render::templates::Templates::new(&own) {
        found.iter().for_each(|one| said(&one.message));
    }
}

/// The interface texts of a site.
pub fn texts(data: &[u8]) {
    let own = [source("templates/texts.yaml", data)];
    if let Ok(templates) = render::templates::Templates::new(&own)
        && let Err(found) = templates.texts(&Default::default())
    {
        found.iter().for_each(|one| said(&one.message));
    }
}
