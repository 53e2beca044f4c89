//! Findings as HTML: the overlay on a page that they concern, and the page of all.

use crate::base::diagnostic::{Diagnostic, Label, Level};
use crate::base::html::escape;
use crate::base::lang::{Both, Lang};
use crate::base::url::encode;
use crate::base::word_diff::{Piece, Rewording};
use crate::report::{Counts, LineIndex, Sources, counted};
use crate::serve::preview::{File, Preview};

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
    let (here, elsewhere) = preview.findings(path);
    let (own, other) = (count(&here), count(&elsewhere));
    if here.is_empty() && other.errors == 0 && !matches!(file, File::Earlier(_)) {
        return String::new();
    }
    let mut summary = String::new();
    if !here.is_empty() {
        summary.push_str(&format!("<b>{}</b>", said(&in_words(own), langs)));
    }
    if other.errors + other.warnings > 0 {
        let other = in_words(Counts { notes: 0, ..other });
        let text = Both::new(format!("别处：{}", other.zh), format!("elsewhere: {}", other.en));
        summary.push_str(&format!("<span class=\"elsewhere\">{}</span>", said(&text, langs)));
    }
    let grave = if own.errors > 0 {
        "error"
    } else if own.warnings > 0 {
        "warning"
    } else {
        "note"
    };
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
    let note = note.map_or(String::new(), |text| format!("<p class=\"earlier\">{}</p>", said(&text, langs)));
    let all = Both::new("全部发现", "all findings");
    let sources = preview.latest.sources();
    format!(
        "<details class=\"{grave}\"><summary>{summary}</summary><div class=\"sheet\">{note}{}<p class=\"all\"><a href=\"/_duizhao/findings\">{}</a></p></div></details>",
        list(&here, &sources, langs),
        said(&all, langs),
    )
}

/// The page of all findings, in both languages.
pub fn page(preview: &Preview) -> String {
    let findings: Vec<&Diagnostic> = preview.latest.findings.iter().collect();
    let langs = &Lang::ALL;
    let text = match findings.is_empty() {
        true => Both::new("没有发现。", "Nothing was found."),
        false => in_words(count(&findings)),
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
        list(&findings, &preview.latest.sources(), langs),
    )
}

fn count(findings: &[&Diagnostic]) -> Counts {
    let of = |level: Level| findings.iter().filter(|one| one.level == level).count();
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

fn list(findings: &[&Diagnostic], sources: &Sources, langs: &[Lang]) -> String {
    if findings.is_empty() {
        return String::new();
    }
    let written = &findings[..findings.len().min(MOST)];
    let index = LineIndex::new(written.iter().copied(), sources);
    let mut html = String::from("<ul class=\"findings\">");
    for finding in written {
        html.push_str(&one(finding, sources, &index, langs));
    }
    html.push_str("</ul>");
    if findings.len() > MOST {
        let more = findings.len() - MOST;
        let text = Both::new(format!("还有 {more} 条。"), format!("And {more} more."));
        html.push_str(&format!("<p>{}</p>", said(&text, langs)));
    }
    html
}

fn one(finding: &Diagnostic, sources: &Sources, index: &LineIndex, langs: &[Lang]) -> String {
    let (class, level) = match finding.level {
        Level::Error => ("error", Both::new("错误", "error")),
        Level::Warning => ("warning", Both::new("警告", "warning")),
        _ => ("note", Both::new("提示", "note")),
    };
    let mut html = format!(
        "<li class=\"{class}\"><p class=\"message\"><span class=\"level\">{}</span> {}</p>",
        said(&level, langs),
        said(&finding.message, langs)
    );
    html.push_str(&place(&finding.primary, sources, index, langs));
    for label in &finding.related {
        html.push_str(&place(label, sources, index, langs));
    }
    html.push_str(&finding.rewording.as_ref().map_or(String::new(), |one| reworded(one)));
    if !finding.help.get(langs[0]).is_empty() {
        html.push_str(&format!("<p class=\"help\">{}</p>", said(&finding.help, langs)));
    }
    html.push_str(&format!(
        "<p class=\"rule\"><a href=\"/rules/{0}.html\">{0}</a></p></li>",
        encode(finding.rule)
    ));
    html
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

/// A place: where, what is seen there, and the line with the place marked.
fn place(label: &Label, sources: &Sources, index: &LineIndex, langs: &[Lang]) -> String {
    let path = &*label.place.path;
    let (start, _) = index.place(&label.place);
    let (line, column) = (start.line, start.column);
    let open = langs.iter().map(|lang| match lang {
        Lang::Zh => "在编辑器中打开",
        Lang::En => "open in the editor",
    });
    let mut html = format!(
        "<div class=\"place\"><button type=\"button\" data-path=\"{0}\" data-line=\"{line}\" data-column=\"{column}\" title=\"{1}\">{0}:{line}:{column}</button> <span class=\"label\">{2}</span>",
        escape(path),
        open.collect::<Vec<_>>().join(" · "),
        said(&label.text, langs),
    );
    if let Some(source) = sources.get(path) {
        let text: &str = &source.text;
        let from = text.floor_char_boundary(label.place.span.start.min(text.len()));
        let to = text.ceil_char_boundary(label.place.span.end.clamp(from, text.len()));
        let begin = text[..from].rfind('\n').map_or(0, |at| at + 1);
        let end = text[from..].find('\n').map_or(text.len(), |at| from + at);
        let to = to.min(end);
        html.push_str(&format!(
            "<pre><span class=\"no\">{line}</span>{}<mark>{}</mark>{}</pre>",
            escape(&tail(&text[begin..from])),
            escape(&head(&text[from..to], 4 * AROUND)),
            escape(&head(&text[to..end], AROUND)),
        ));
    }
    html.push_str("</div>");
    html
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
