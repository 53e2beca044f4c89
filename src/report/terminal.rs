//! Findings for people: source lines with carets that stand right under Han characters.
//!
//! A flood stays readable: of one rule, only the first findings of a file and of the site are drawn, and
//! the rest is counted. JSON, SARIF and GitHub get them all.

use std::collections::BTreeMap;
use std::ops::Range;

use annotate_snippets::{Annotation, AnnotationKind, Group, Level as Shown, Renderer, Snippet};
use unicode_width::UnicodeWidthStr;

use crate::base::diagnostic::{Diagnostic, Label, Level};
use crate::base::lang::{Both, Lang};
use crate::base::source::LineColumn;
use crate::base::visible::{shown, steers};
use crate::report::{LineIndex, Sources, wrap};

/// How many findings of one rule are drawn of one file.
const PER_FILE: usize = 20;
/// How many findings of one rule are drawn of the whole site.
const PER_RULE: usize = 200;
/// How many further places of one finding are drawn.
const PLACES: usize = 8;
/// How many bytes of a long line are shown before and after the place.
const AROUND: usize = 180;
/// How many bytes of a long place are underlined.
const MARKED: usize = 180;
/// How many bytes apart two places on one line may be to be drawn together.
const SHARED: usize = 240;

/// What findings are shown on.
#[derive(Clone, Copy, Debug, Default)]
pub struct Screen {
    /// Whether colors show.
    pub color: bool,
    /// How many cells a line has; not known where it is no terminal.
    pub width: Option<usize>,
}

/// How wide a source line may be where nothing is known of the screen, in cells.
const WIDE: usize = 140;
/// The narrowest screen that is written for, in cells.
const NARROW: usize = 40;

/// Findings as text, in one language.
pub fn render(findings: &[Diagnostic], sources: &Sources, lang: Lang, screen: Screen) -> String {
    let renderer = if screen.color { Renderer::styled() } else { Renderer::plain() };
    let width = screen.width.map(|width| width.max(NARROW));
    let renderer = renderer.term_width(width.unwrap_or(WIDE));
    let mut counted = Counted::default();
    let drawn: Vec<&Diagnostic> = findings.iter().filter(|one| counted.is_drawn(one)).collect();
    // A text need not be read for findings that are only counted.
    let index = LineIndex::new(drawn.iter().copied(), sources);
    let drawing = Drawing { sources, index, lang, renderer, width };
    let mut out = String::new();
    for finding in drawn {
        out.push_str(&drawing.finding(finding));
        out.push_str("\n\n");
    }
    out.push_str(&counted.rest(lang));
    out
}

/// How many findings of each rule and file were met.
#[derive(Default)]
struct Counted<'f> {
    rules: BTreeMap<&'static str, usize>,
    files: BTreeMap<(&'static str, &'f str), usize>,
    hidden: BTreeMap<&'static str, BTreeMap<&'f str, usize>>,
}

impl<'f> Counted<'f> {
    fn is_drawn(&mut self, finding: &'f Diagnostic) -> bool {
        let path = &*finding.primary.place.path;
        let in_file = self.files.entry((finding.rule, path)).or_default();
        let drawn = self.rules.entry(finding.rule).or_default();
        if *in_file >= PER_FILE || *drawn >= PER_RULE {
            *self.hidden.entry(finding.rule).or_default().entry(path).or_default() += 1;
            return false;
        }
        (*in_file, *drawn) = (*in_file + 1, *drawn + 1);
        true
    }

    /// A line for each rule that has more.
    fn rest(&self, lang: Lang) -> String {
        let line = |(rule, files): (&&str, &BTreeMap<&str, usize>)| {
            let all: usize = files.values().sum();
            let (path, most) = files
                .iter()
                .max_by_key(|(_, count)| **count)
                .map_or(("", 0), |(path, count)| (*path, *count));
            let said = match files.len() {
                1 => Both::new(
                    format!("{rule}：{path} 里还有 {all} 处，没有一一列出"),
                    format!("{rule}: {all} more in {path}, not shown one by one"),
                ),
                count => Both::new(
                    format!("{rule}：{count} 个文件里还有 {all} 处，没有一一列出；{path} 最多，有 {most} 处"),
                    format!(
                        "{rule}: {all} more in {count} files, not shown one by one; most of them, {most}, in {path}"
                    ),
                ),
            };
            format!("{}\n", said.get(lang))
        };
        let mut lines: String = self.hidden.iter().map(line).collect();
        if !lines.is_empty() {
            let all = Both {
                zh: "全部列出：duizhao check --format json",
                en: "to list all of them: duizhao check --format json",
            };
            lines.push_str(all.get(lang));
            lines.push_str("\n\n");
        }
        lines
    }
}

/// What all findings of a run are drawn with.
struct Drawing<'s> {
    sources: &'s Sources,
    index: LineIndex<'s>,
    lang: Lang,
    renderer: Renderer,
    width: Option<usize>,
}

impl Drawing<'_> {
    fn finding(&self, finding: &Diagnostic) -> String {
        let level = match finding.level {
            Level::Error => self.named(Shown::ERROR, "错误"),
            Level::Warning => self.named(Shown::WARNING, "警告"),
            _ => self.named(Shown::NOTE, "提示"),
        };
        let labels: Vec<&Label> =
            std::iter::once(&finding.primary).chain(finding.related.iter().take(PLACES)).collect();
        let cuts = self.cuts(&labels);
        // `error[rule]: ` stands before the message, some blanks and `= help: ` before the help.
        let message = self.wrapped(finding.message.get(self.lang), finding.rule.len() + 11);
        let help = self.wrapped(finding.help.get(self.lang), 14);
        let mut group = Group::with_title(level.primary_title(message).id(finding.rule));
        for (at, cut) in cuts.iter().enumerate() {
            group = group.element(cut.snippet(at == 0, self.lang));
        }
        let more = finding.related.len().saturating_sub(PLACES);
        if more > 0 {
            let rest = Both::new(format!("还有 {more} 处"), format!("{more} more places"));
            group = group.element(self.named(Shown::NOTE, "提示").message(rest.get(self.lang).clone()));
        }
        if let Some(rewording) = &finding.rewording {
            let words = rewording.in_words();
            let marked = self.wrapped(words.get(self.lang), 14);
            group = group.element(self.named(Shown::NOTE, "提示").message(marked));
        }
        if !help.is_empty() {
            group = group.element(self.named(Shown::HELP, "怎么办").message(help));
        }
        let drawn = self.renderer.render(&[group]);
        cuts.iter().fold(drawn, |drawn, cut| drawn.replacen(&cut.marker, &cut.header(), 1))
    }

    /// A level by its name in the reader's language.
    fn named(&self, level: Shown<'static>, zh: &'static str) -> Shown<'static> {
        match self.lang {
            Lang::Zh => level.with_name(zh),
            Lang::En => level,
        }
    }

    /// A text in lines that a screen has room for beside `before` cells of something else.
    fn wrapped(&self, text: &str, before: usize) -> String {
        let text = shown(text);
        match self.width {
            Some(width) => wrap::fill(&text, width.saturating_sub(before).max(NARROW / 2)),
            None => text.into_owned(),
        }
    }

    /// The lines to draw: labels on one line, and not far from each other, share it.
    fn cuts<'l>(&self, labels: &[&'l Label]) -> Vec<Cut<'l>> {
        let mut groups: Vec<Vec<&'l Label>> = Vec::new();
        for label in labels {
            let line = |label: &Label| (label.place.path.clone(), self.index.place(&label.place).0.line);
            let near = groups.iter_mut().find(|group| {
                let (first, last) = (group[0].place.span.start, label.place.span.end);
                line(group[0]) == line(label)
                    && group[0].place.span.end <= label.place.span.start
                    && last - first <= SHARED
            });
            match near {
                Some(group) => group.push(label),
                None => groups.push(vec![label]),
            }
        }
        groups.into_iter().map(|group| self.cut(group)).collect()
    }

    /// How many bytes of a place are drawn: of several lines only the first, if one is too long for the screen.
    fn drawn(&self, place: &str) -> usize {
        let is_long = |line: &str| self.width.is_some_and(|width| line.width() + 20 > width);
        match place.find('\n') {
            Some(first) if place.lines().any(is_long) => first,
            _ => place.len(),
        }
    }

    /// The line of some labels. A long one is cut at character borders.
    fn cut<'l>(&self, labels: Vec<&'l Label>) -> Cut<'l> {
        let path = &labels[0].place.path;
        let named = shown(path);
        let text: &str = self.sources.get(path).map_or("", |source| &source.text);
        let bounds = |label: &Label| {
            let start = text.floor_char_boundary(label.place.span.start.min(text.len()));
            let end = text.ceil_char_boundary(label.place.span.end.clamp(start, text.len()));
            let end = start + self.drawn(&text[start..end]);
            start..if end - start > MARKED { text.floor_char_boundary(start + MARKED) } else { end }
        };
        let (start, end) =
            (bounds(labels[0]).start, labels.iter().map(|label| bounds(label).end).max().unwrap_or(0));
        // No further than the limit, so that many findings on one long line do not each search all of it.
        let before = text.floor_char_boundary(start.saturating_sub(AROUND));
        let after = text.ceil_char_boundary((end + AROUND).min(text.len()));
        let line_start =
            text[before..start].rfind('\n').map(|at| before + at + 1).or((before == 0).then_some(0));
        let line_end =
            text[end..after].find('\n').map(|at| end + at).or((after == text.len()).then_some(after));
        let from = line_start.unwrap_or(before);
        let mut line = String::from(if line_start.is_none() { "…" } else { "" });
        let skipped = line.len();
        line.extend(text[from..line_end.unwrap_or(after)].chars().map(still));
        if line_end.is_none() {
            line.push('…');
        }
        let marked = |label: &'l Label| {
            let bytes = bounds(label);
            (skipped + bytes.start - from..skipped + bytes.end - from, label)
        };
        let (place, column) =
            (self.index.place(&labels[0].place).0, line[..skipped + start - from].chars().count() + 1);
        let marker = format!("{named}:{}:{column}", place.line);
        Cut { path: named.to_string(), line, marked: labels.into_iter().map(marked).collect(), place, marker }
    }
}

/// A character of a source line, which keeps its length: what steers shows as a mark. The library shows
/// control characters of one byte itself.
fn still(c: char) -> char {
    match c.len_utf8() {
        2 if steers(c) => '¤',
        3 if steers(c) => char::REPLACEMENT_CHARACTER,
        _ => c,
    }
}

/// The part of a text that is shown around some places.
struct Cut<'l> {
    path: String,
    line: String,
    /// Bytes of `line`, and what is said of them.
    marked: Vec<(Range<usize>, &'l Label)>,
    place: LineColumn,
    /// How the library names the first place; it knows only the part that is shown.
    marker: String,
}

impl Cut<'_> {
    fn snippet(&self, is_primary: bool, lang: Lang) -> Snippet<'_, Annotation<'_>> {
        let annotations = self.marked.iter().enumerate().map(|(at, (bytes, label))| {
            let kind = if is_primary && at == 0 { AnnotationKind::Primary } else { AnnotationKind::Context };
            kind.span(bytes.clone()).label(shown(label.text.get(lang)))
        });
        Snippet::source(self.line.as_str())
            .line_start(self.place.line)
            .path(self.path.as_str())
            .fold(true)
            .annotations(annotations)
    }

    fn header(&self) -> String {
        format!("{}:{}:{}", self.path, self.place.line, self.place.column)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::source::{Source, Span};

    fn finding(source: &Source, from: usize, to: usize) -> Diagnostic {
        let said = |zh: &str, en: &str| Both::new(zh, en);
        let place = source.place(Span::new(from, to));
        Diagnostic::new(
            "figure-mismatch",
            Level::Error,
            place,
            said("数字不同", "figures differ"),
            said("这里", "here"),
            said("改正", "correct it"),
        )
    }

    fn drawn(source: &Source, findings: &[Diagnostic], lang: Lang) -> String {
        let sources = Sources::from([(source.path.clone(), source.clone())]);
        render(findings, &sources, lang, Screen::default())
    }

    /// Asserts that the carets of a drawing stand under a word of the line above them.
    fn carets_stand_under(drawing: &str, word: &str) {
        let lines: Vec<&str> = drawing.lines().collect();
        let at = lines.iter().position(|line| line.contains('^')).unwrap();
        let cells = |line: &str, what: &str| line[..line.find(what).unwrap()].width();
        assert_eq!(cells(lines[at], "^"), cells(lines[at - 1], word), "{drawing}");
        assert_eq!(lines[at].matches('^').count(), word.width(), "{drawing}");
    }

    #[test]
    fn carets_stand_right_under_han_characters() {
        let source =
            Source::new("content/a.zh.md", "> 市场主体总量达到74.1万家，其中企业28.3万家，𠮷野家２家。\n");
        for word in ["74.1万家", "企业", "28.3万家", "𠮷野家", "２家"] {
            let at = source.text.find(word).unwrap();
            let drawing = drawn(&source, &[finding(&source, at, at + word.len())], Lang::Zh);
            carets_stand_under(&drawing, word);
        }
    }

    #[test]
    fn a_long_line_is_cut_and_keeps_its_column() {
        let text = format!("{}目标{}\n", "很长的一行".repeat(3000), "没有完".repeat(3000));
        let source = Source::new("content/a.zh.md", &text);
        let at = text.find("目标").unwrap();
        let drawing = drawn(&source, &[finding(&source, at, at + 6)], Lang::En);
        carets_stand_under(&drawing, "目标");
        assert!(drawing.contains("content/a.zh.md:1:15001\n"), "{drawing}");
        assert!(drawing.len() < 2000, "{} bytes", drawing.len());
    }

    #[test]
    fn a_narrow_screen_breaks_no_line_anywhere_else() {
        let text =
            format!("前面的话。{}目标在这里，{}\n", "很长的一行文字，".repeat(40), "后面还有话，".repeat(40));
        let source = Source::new("content/a.zh.md", &text);
        let at = text.find("目标").unwrap();
        let mut one = finding(&source, at, at + 6);
        one.message = Both::new(
            "两种语言的数字不同：中文是 5786亿元，英文是 RMB 587.6 billion，请看清楚是哪一边写错了再改正"
                .to_owned()
                + &"再说一遍。".repeat(10),
            "the two languages give different figures: ".to_owned() + &"once more ".repeat(20),
        );
        one.help = one.message.clone();
        let sources = Sources::from([(source.path.clone(), source.clone())]);
        for lang in Lang::ALL {
            for width in [60, 80, 100] {
                let drawing =
                    render(&[one.clone()], &sources, lang, Screen { color: false, width: Some(width) });
                for line in drawing.lines() {
                    assert!(line.width() <= width, "{} of {width} cells: {line}\n{drawing}", line.width());
                    assert!(!line.trim_start().starts_with(['，', '。', '：']), "{drawing}");
                }
                carets_stand_under(&drawing, "目标");
            }
        }
    }

    #[test]
    fn a_flood_is_counted() {
        let source = Source::new("content/a.zh.md", "一句话，\n");
        let flood = vec![finding(&source, 0, 3); 100_000];
        let drawing = drawn(&source, &flood, Lang::Zh);
        assert!(drawing.lines().count() < 300, "{} lines", drawing.lines().count());
        assert!(drawing.contains("figure-mismatch：content/a.zh.md 里还有 99980 处"), "{drawing}");
    }
}
