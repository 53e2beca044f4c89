//! Findings as HTML: the overlay on a page that they concern, and the page of all.

use crate::analysis::Analysis;
use crate::base::diagnostic::{Diagnostic, Label, Level};
use crate::base::html::escape;
use crate::base::lang::{Both, Lang};
use crate::base::source::{Place, Span};
use crate::base::url::encode;
use crate::base::word_diff::{Piece, Rewording};
use crate::model::bitext::Bitext;
use crate::model::lock::PassageId;
use crate::render::address::page_file;
use crate::render::anchor::PagePlaces;
use crate::report::causes::{Cause, causes};
use crate::report::{Counts, LineIndex, Sources, counted};
use crate::serve::accept::Offer;
use crate::serve::preview::{File, Preview, sources_of};

/// The most findings that are written out at once.
const MOST: usize = 300;
/// How many characters of a long line are shown on each side of the place.
const AROUND: usize = 60;

/// The style of the overlay and of the page of all findings.
pub const STYLE: &str = include_str!("overlay.css");

/// The languages of a page, by its path: one for an edition of one language, else both.
pub fn languages(path: &str) -> &'static [Lang] {
    match path.split('/').next() {
        Some("zh") => &[Lang::Zh],
        Some("en") => &[Lang::En],
        _ => &Lang::ALL,
    }
}

/// The overlay of a page, which is shown as `file`: a small bar that opens; empty if there is nothing to say.
pub fn bar(preview: &Preview, path: &str, file: &File) -> String {
    let langs = languages(path);
    let (here, elsewhere) = preview.causes(path);
    let all =
        elsewhere.iter().flat_map(|one| std::iter::once(one.finding).chain(one.follows.iter().copied()));
    let (own, other) = (count(here.iter().map(|one| one.finding)), count(all));
    if here.is_empty() && other.errors == 0 && !matches!(file, File::Earlier(_)) {
        return String::new();
    }
    let summary = summary(&here, (own, other), langs);
    let grave = if own.errors > 0 {
        "error"
    } else if own.warnings > 0 {
        "warning"
    } else {
        "note"
    };
    let note = condition(file, langs);
    let all = Both::new("全部发现", "all findings");
    let sources = preview.latest.sources();
    let findings =
        here.iter().flat_map(|one| std::iter::once(one.finding).chain(one.follows.iter().copied()));
    let index = LineIndex::new(findings, &sources);
    let is_current = matches!(file, File::Fresh(_) | File::Rough(_));
    let places = places_of(preview);
    let mut sheet =
        Sheet { preview, sources: &sources, index, places, langs, page: Some((path, is_current)) };
    format!(
        "<details class=\"bar {grave}\"><summary>{summary}</summary><div class=\"sheet\">{note}{}<p class=\"all\"><a href=\"/_duizhao/findings\">{}</a></p></div></details>",
        sheet.list(&here),
        said(&all, langs),
    )
}

/// Why a page does not show what a build would publish.
fn condition(file: &File, langs: &[Lang]) -> String {
    let note = match file {
        File::Earlier(_) => Some(Both::new(
            "有错误没有改正，页面显示的还是上一次无误时的样子。",
            "There is an error; the page is shown as it was when it last was right.",
        )),
        File::Rough(_) => Some(Both::new(
            "有错误没有改正，还不能发布；这一页按现在的样子显示。",
            "There is an error, and the site cannot be published yet; the page is shown as it stands.",
        )),
        _ => None,
    };
    note.map_or(String::new(), |text| format!("<p class=\"earlier\">{}</p>", said(&text, langs)))
}

/// What a bar says while it is closed.
fn summary(here: &[Cause], (own, other): (Counts, Counts), langs: &[Lang]) -> String {
    let mut summary = String::new();
    if !here.is_empty() {
        summary.push_str(&format!("<b>{}</b>", said(&in_words(own), langs)));
    }
    let follows: usize = here.iter().map(|one| one.follows.len()).sum();
    if follows > 0 {
        let text = Both::new(format!("另有 {follows} 条可能由此引起"), format!("{follows} more may follow"));
        summary.push_str(&format!("<span class=\"elsewhere\">{}</span>", said(&text, langs)));
    }
    if other.errors + other.warnings > 0 {
        let other = in_words(Counts { notes: 0, ..other });
        let text = Both::new(format!("别处：{}", other.zh), format!("elsewhere: {}", other.en));
        summary.push_str(&format!("<span class=\"elsewhere\">{}</span>", said(&text, langs)));
    }
    summary
}

/// The page of all findings, in both languages.
pub fn page(preview: &Preview) -> String {
    let findings = &preview.latest.findings;
    let causes = causes(findings, &preview.latest.known.site);
    let sources = preview.latest.sources();
    let langs = &Lang::ALL;
    let index = LineIndex::new(findings, &sources);
    let mut sheet =
        Sheet { preview, sources: &sources, index, places: places_of(preview), langs, page: None };
    let text = match findings.is_empty() {
        true => Both::new("没有发现。", "Nothing was found."),
        false => in_words(Counts::of(findings, 0)),
    };
    let state = match (preview.latest.is_good(), preview.good.is_some()) {
        (true, _) => Both::new("现在可以发布。", "The site can be published as it is."),
        (false, true) => Both::new(
            "改正错误之前，有关的网页显示上一次无误时的样子。这一页会自动更新。",
            "Until the errors are corrected, the pages concerned are shown as they were when they last were right. This page follows by itself.",
        ),
        (false, false) => Both::new(
            "改正错误之前，网站还不能发布。这一页会自动更新。",
            "Until the errors are corrected, the site cannot be published. This page follows by itself.",
        ),
    };
    let site = &preview.latest.known.site.config.title;
    let name = format!("{} {}", escape(&site.zh), escape(&site.en));
    format!(
        "<!doctype html>\n<html lang=\"zh-Hans\" data-duizhao=\"findings\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<meta name=\"color-scheme\" content=\"light dark\">\n<title>发现 · Findings</title>\n<style>{STYLE}</style>\n</head>\n<body>\n<main>\n<p class=\"site\"><a href=\"/\">{name}</a></p>\n<h1>{}</h1>\n<p role=\"status\"><b>{}</b></p>\n<p>{}</p>\n{}</main>\n</body>\n</html>\n",
        said(&Both::new("发现", "Findings"), langs),
        said(&text, langs),
        said(&state, langs),
        sheet.list(&causes),
    )
}

fn count<'f>(findings: impl Iterator<Item = &'f Diagnostic>) -> Counts {
    let levels: Vec<Level> = findings.map(|one| one.level).collect();
    let of = |level: Level| levels.iter().filter(|one| **one == level).count();
    Counts { errors: of(Level::Error), warnings: of(Level::Warning), notes: of(Level::Note), waived: 0 }
}

/// “1 error, 2 warnings”; what there is none of is left out.
fn in_words(counts: Counts) -> Both<String> {
    let kinds = [
        (counts.errors, "个错误", "error"),
        (counts.warnings, "个警告", "warning"),
        (counts.notes, "个提示", "note"),
    ];
    let there = || kinds.into_iter().filter(|(n, ..)| *n > 0);
    let zh: Vec<String> = there().map(|(n, zh, _)| format!("{n} {zh}")).collect();
    let en = there().map(|(n, _, en)| counted(n, en));
    Both::new(zh.join("，"), en.collect::<Vec<_>>().join(", "))
}

/// A text in the languages of a page, each in its `lang`.
fn said(text: &Both<String>, langs: &[Lang]) -> String {
    let one = |lang: &Lang| format!("<span lang=\"{}\">{}</span>", lang.tag(), escape(text.get(*lang)));
    langs.iter().map(one).collect::<Vec<_>>().join(" ")
}

/// Where what is known of a site stands on its pages.
fn places_of(preview: &Preview) -> PagePlaces<'_> {
    let known = &preview.latest.known;
    PagePlaces::new(&known.site, &known.proof)
}

/// What findings are written for.
struct Sheet<'p> {
    preview: &'p Preview,
    sources: &'p Sources,
    index: LineIndex<'p>,
    places: PagePlaces<'p>,
    langs: &'p [Lang],
    /// The page that they lie on, and whether it shows what would be accepted; `None` on the page of all findings.
    page: Option<(&'p str, bool)>,
}

impl Sheet<'_> {
    fn said(&self, text: &Both<String>) -> String {
        said(text, self.langs)
    }

    fn list(&mut self, causes: &[Cause]) -> String {
        if causes.is_empty() {
            return String::new();
        }
        let mut html = String::from("<ul class=\"findings\">");
        for cause in &causes[..causes.len().min(MOST)] {
            html.push_str(&self.cause(cause));
        }
        html.push_str("</ul>");
        html.push_str(&self.rest(causes.len()));
        html
    }

    /// What is said of those that are too many.
    fn rest(&self, count: usize) -> String {
        let Some(more) = count.checked_sub(MOST).filter(|more| *more > 0) else { return String::new() };
        let text = Both::new(format!("还有 {more} 条。"), format!("And {more} more."));
        format!("<p>{}</p>", self.said(&text))
    }

    /// A finding, and folded below it what may follow from it.
    fn cause(&mut self, cause: &Cause) -> String {
        let mut html = self.one(cause.finding, true);
        let count = cause.follows.len();
        if count > 0 {
            let text = Both::new(
                format!("可能由它引起的还有 {count} 条：先改正上面这一条"),
                format!("{count} more may follow from it: correct the one above first"),
            );
            let summary = format!(
                "<details class=\"follows\"><summary>{}</summary><ul class=\"findings\">",
                self.said(&text)
            );
            html.push_str(&summary);
            for finding in &cause.follows[..count.min(MOST)] {
                html.push_str(&self.one(finding, false));
                html.push_str("</li>");
            }
            html.push_str(&format!("</ul>{}</details>", self.rest(count)));
        }
        html.push_str("</li>");
        html
    }

    /// A finding, in an item that is not closed yet.
    fn one(&mut self, finding: &Diagnostic, is_cause: bool) -> String {
        let (class, level) = level(finding.level);
        let mut html = format!(
            "<li class=\"{class}\"><p class=\"message\"><span class=\"level\">{}</span> {}</p>",
            self.said(&level),
            self.said(&finding.message)
        );
        for label in std::iter::once(&finding.primary).chain(&finding.related) {
            html.push_str(&self.place(label, class));
        }
        html.push_str(&finding.rewording.as_ref().map_or(String::new(), |one| reworded(one)));
        // What a consequence advises would mend the wrong place.
        if is_cause && !finding.help.get(self.langs[0]).is_empty() {
            html.push_str(&format!("<p class=\"help\">{}</p>", self.said(&finding.help)));
        }
        html.push_str(&self.offer(finding));
        html.push_str(&format!(
            "<p class=\"rule\"><a href=\"/rules/{0}.html\">{0}</a></p>",
            encode(finding.rule)
        ));
        html
    }

    /// The button that accepts a translation, on the page that shows it.
    fn offer(&self, finding: &Diagnostic) -> String {
        let known = &self.preview.latest.known;
        let (Some((path, is_current)), Some(offer)) = (self.page, Offer::of(known, finding)) else {
            return String::new();
        };
        if !sources_of(path).iter().any(|one| *one == *finding.primary.place.path) {
            return String::new();
        }
        if offer.is_barred(known) || !is_current {
            let text = Both::new(
                "改正错误之后可以在这里确认。",
                "Once the errors are corrected, it can be accepted here.",
            );
            return format!("<p class=\"help\">{}</p>", self.said(&text));
        }
        let text = match offer.part {
            Some(PassageId::Header) => {
                Both::new("译文无误，确认页头", "The translation is right: accept the header")
            }
            Some(_) => Both::new("译文无误，确认这一段", "The translation is right: accept this passage"),
            None => Both::new("有意如此，确认这一页", "It is meant so: accept this page"),
        };
        format!(
            "<p><button type=\"button\" class=\"accept\" data-accept=\"{}\" data-seen=\"{}\">{}</button></p>",
            escape(&offer.name()),
            offer.seen(known),
            self.said(&text)
        )
    }

    /// A place: where, what is seen there, the way to it on the page, and the line with the place marked.
    fn place(&mut self, label: &Label, class: &str) -> String {
        let path = &*label.place.path;
        let (start, _) = self.index.place(&label.place);
        let (line, column) = (start.line, start.column);
        let open = self.langs.iter().map(|lang| match lang {
            Lang::Zh => "在编辑器中打开",
            Lang::En => "open in the editor",
        });
        let mut html = format!(
            "<div class=\"place\"><button type=\"button\" data-path=\"{0}\" data-line=\"{line}\" data-column=\"{column}\" title=\"{1}\">{0}:{line}:{column}</button> <span class=\"label\">{2}</span> {3}",
            escape(path),
            open.collect::<Vec<_>>().join(" · "),
            self.said(&label.text),
            self.way(&label.place, class),
        );
        if let Some(source) = self.sources.get(path) {
            html.push_str(&excerpt(&source.text, label.place.span, line));
        }
        html.push_str("</div>");
        html
    }

    /// The link that leads to a place on the site; on its own page it says which words to mark.
    fn way(&mut self, place: &Place, class: &str) -> String {
        let known = &self.preview.latest.known;
        let Some(anchor) = self.places.of(place) else { return String::new() };
        let bitext = &known.site.bitexts[anchor.bitext];
        let hash = if anchor.id.is_empty() { String::new() } else { format!("#{}", anchor.id) };
        let is_here =
            self.page.is_some_and(|(path, _)| sources_of(path).iter().any(|one| *one == *place.path));
        if !is_here {
            let edition = self.page.and_then(|(path, _)| path.split('/').next()).unwrap_or_default();
            let edition = if matches!(edition, "zh" | "en") { edition } else { "parallel" };
            let text = self.said(&Both::new("去看网页", "see the page"));
            return format!("<a class=\"way\" href=\"/{edition}/{}{hash}\">{text}</a>", page_file(bitext));
        }
        let (words, nth) = words(known, bitext, anchor.lang, place.span).unwrap_or_default();
        let text = self.said(&Both::new("在页面上看", "see it on the page"));
        format!(
            "<a class=\"way\" href=\"{0}\" data-at=\"{1}\" data-level=\"{class}\" data-lang=\"{2}\" data-words=\"{3}\" data-nth=\"{nth}\">{text}</a>",
            if hash.is_empty() { "#" } else { &hash },
            anchor.id,
            anchor.lang.code(),
            escape(words),
        )
    }
}

/// The words at a place of a passage, if they are few, and how often they stand in it before.
fn words<'k>(known: &'k Analysis, bitext: &Bitext, lang: Lang, span: Span) -> Option<(&'k str, usize)> {
    let passage = bitext.passage_at(lang, span.start)?;
    let block = (*bitext.blocks(&bitext.passages[passage]).get(lang))?;
    let text = &known.site.sources.get(&bitext.pages.get(lang).source.path)?.text;
    let words = text.get(span.start..span.end)?.trim();
    let is_short = !words.is_empty() && !words.contains('\n') && words.chars().count() <= 4 * AROUND;
    let before = text.get(block.span.start..span.start)?;
    is_short.then(|| (words, before.matches(words).count()))
}

fn level(level: Level) -> (&'static str, Both<String>) {
    match level {
        Level::Error => ("error", Both::new("错误", "error")),
        Level::Warning => ("warning", Both::new("警告", "warning")),
        _ => ("note", Both::new("提示", "note")),
    }
}

/// What went and what came, word by word.
fn reworded(rewording: &Rewording) -> String {
    let pieces = rewording.pieces().into_iter().map(|piece| match piece {
        Piece::Kept(text) => escape(&text),
        Piece::Removed(text) => format!("<del>{}</del>", escape(&text)),
        Piece::Added(text) => format!("<ins>{}</ins>", escape(&text)),
    });
    format!("<p class=\"rewording\">{}</p>", pieces.collect::<String>())
}

/// The line of a place, with the place marked.
fn excerpt(text: &str, span: Span, line: usize) -> String {
    let from = text.floor_char_boundary(span.start.min(text.len()));
    let to = text.ceil_char_boundary(span.end.clamp(from, text.len()));
    let begin = text[..from].rfind('\n').map_or(0, |at| at + 1);
    let end = text[from..].find('\n').map_or(text.len(), |at| from + at);
    let to = to.min(end);
    format!(
        "<pre><span class=\"no\">{line}</span>{}<mark>{}</mark>{}</pre>",
        escape(&tail(&text[begin..from])),
        escape(&head(&text[from..to], 4 * AROUND)),
        escape(&head(&text[to..end], AROUND)),
    )
}

fn tail(text: &str) -> String {
    match text.char_indices().rev().nth(AROUND) {
        Some((at, _)) => format!("…{}", &text[at..]),
        None => text.to_owned(),
    }
}

fn head(text: &str, most: usize) -> String {
    match text.char_indices().nth(most) {
        Some((at, _)) => format!("{}…", &text[..at]),
        None => text.to_owned(),
    }
}
