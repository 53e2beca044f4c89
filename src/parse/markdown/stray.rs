//! Markup that stayed text: links that failed, marks without a partner, the syntax of other tools.
//!
//! The scan reads the file as it was written, for what failed to be markup may hold markup; but it begins
//! nothing outside of running text, so that code, addresses and escaped characters are left alone.

use std::cell::LazyCell;

use memchr::{memchr, memchr2, memrchr};

use crate::base::byte_set::ByteSet;
use crate::base::covered::Covered;
use crate::base::source::Span;
use crate::model::page::{Inline, Prose};
use crate::model::stray::{Stray, StrayKind};
use crate::parse::markdown::addresses::is_address;
use crate::parse::markdown::other_markup;

/// What may stand anywhere begins with one of these.
const MARKS: ByteSet = ByteSet::of(b"[`={$*_~<");

/// What a prose is looked through for, all at once: these, those of other tools, and line ends.
const LOOKED_FOR: ByteSet = MARKS.with(other_markup::BEGINNINGS).with(b"\n");

/// The bytes that what stands at the beginning of a line begins with.
const LINE_BEGINNINGS: ByteSet = other_markup::LINE_BEGINNINGS.with(b"#-+*:!?[ie");

/// How far a mark looks for its partner, in bytes.
const REACH: usize = 2000;

/// Finds what stayed text, prose by prose.
pub struct Scan<'s> {
    text: &'s str,
    /// Running text of the prose: bytes of the file, sorted.
    plain: Vec<Span>,
    start: usize,
    end: usize,
    /// Where the marks stand that may stand anywhere, and those of other tools.
    marks: Vec<usize>,
    others: Vec<usize>,
    /// Where lines begin.
    starts: Vec<usize>,
}

impl<'s> Scan<'s> {
    /// Begins with a file.
    pub fn new(text: &'s str) -> Scan<'s> {
        let [marks, others, starts] = [const { Vec::new() }; 3];
        Scan { text, plain: Vec::new(), start: 0, end: 0, marks, others, starts }
    }

    /// Finds what stayed text in a prose.
    pub fn find(&mut self, prose: &Prose, out: &mut Vec<Stray>) {
        self.plain.clear();
        for inline in &prose.inlines {
            if let Inline::Text(range) = inline {
                prose.text.verbatim(range.clone(), &mut self.plain);
            }
        }
        if !self.plain.is_sorted() {
            self.plain.sort_unstable();
        }
        let (Some(first), Some(last)) = (self.plain.first(), self.plain.last()) else { return };
        (self.start, self.end) = (first.start, last.end);
        self.look();
        if [&self.marks, &self.others, &self.starts].iter().all(|places| places.is_empty()) {
            return;
        }
        let mut whole = Vec::new();
        self.lines(&mut whole);
        self.run_on(&mut whole);
        self.table(&mut whole);
        whole.sort_unstable_by_key(|one: &Stray| one.span);
        let from = out.len();
        self.inline(&whole, out);
        self.other(&whole, from, out);
        out.extend(whole);
    }

    /// Finds the places at which something may begin.
    fn look(&mut self) {
        self.marks.clear();
        self.others.clear();
        self.starts.clear();
        let (text, end) = (self.text, self.end);
        let behind_quotation = |at: usize| {
            let rest = &text[at..end];
            at + rest.len() - rest.trim_start_matches([' ', '\t', '>']).len()
        };
        // A backslash before the first letter is no running text, and is looked at.
        let from = self.start - usize::from(text[..self.start].ends_with('\\'));
        LOOKED_FOR.each(&text.as_bytes()[from..end], |at| {
            let at = from + at;
            match text.as_bytes()[at] {
                b'\n' => self.starts.push(behind_quotation(at + 1)),
                byte => {
                    if MARKS.has(byte) {
                        self.marks.push(at);
                    }
                    if other_markup::may_begin(&text[at..]) {
                        self.others.push(at);
                    }
                }
            }
        });
        // What begins the only line is looked at where it may be a mark.
        let is_one_line = self.starts.is_empty();
        if !is_one_line || LINE_BEGINNINGS.has(text.as_bytes()[self.start]) {
            let before = &text.as_bytes()[..self.start];
            let before = &before[memrchr(b'\n', before).map_or(0, |end| end + 1)..];
            if memchr2(b'|', b'#', before).is_none() {
                self.starts.insert(0, self.start);
            }
        }
    }

    /// Whether a byte is running text that no backslash escapes.
    fn is_plain(&self, at: usize) -> bool {
        self.is_text(at) && !self.text[..at].ends_with('\\')
    }

    /// Whether a byte is running text.
    fn is_text(&self, at: usize) -> bool {
        let index = self.plain.partition_point(|span| span.end <= at);
        self.plain.get(index).is_some_and(|span| span.start <= at)
    }

    /// The rest of the line, or of the prose.
    fn line_from(&self, at: usize) -> &'s str {
        first_line(&self.text[at..self.end.max(at)])
    }

    /// The same, not farther than anybody writes a link or a formula: each mark looks for its partner.
    fn near(&self, at: usize) -> &'s str {
        first_line(self.within_reach(at))
    }

    fn within_reach(&self, at: usize) -> &'s str {
        &self.text[at..self.text.floor_char_boundary((at + REACH).min(self.end)).max(at)]
    }

    fn span(&self, at: usize, length: usize, kind: StrayKind) -> Stray {
        Stray { span: Span::new(at, at + length), kind }
    }

    /// What is markup only at the beginning of a line.
    fn lines(&self, out: &mut Vec<Stray>) {
        let may_begin =
            |at: &usize| self.text.as_bytes().get(*at).is_some_and(|byte| LINE_BEGINNINGS.has(*byte));
        for at in self.starts.iter().copied().filter(may_begin).filter(|at| self.is_plain(*at)) {
            let line = self.line_from(at).trim_end();
            let found = match line.chars().next() {
                Some('#') => heading(line).map(|length| (length, StrayKind::Heading)),
                Some('-' | '+' | '*') => item(line).map(|length| (length, StrayKind::Item)),
                Some(':') if line.starts_with(":::") => Some((line.len(), StrayKind::Container)),
                Some('!' | '?') if admonition(line) => Some((line.len(), StrayKind::Container)),
                Some('[') if is_contents(line) => Some((line.len(), StrayKind::Contents)),
                Some('[') => callout(line),
                Some('i' | 'e') if is_import(line) => Some((line.len(), StrayKind::Import)),
                _ => None,
            };
            let found = found
                .or_else(|| other_markup::of_line(line))
                .or_else(|| other_markup::task(line).filter(|_| self.begins_an_item(at)));
            out.extend(found.map(|(length, kind)| self.span(at, length, kind)));
        }
    }

    /// Whether a prose begins there that is the first of an item of a list.
    fn begins_an_item(&self, at: usize) -> bool {
        let before = self.text[..at].rsplit('\n').next().unwrap_or("").trim_end();
        at == self.start && before.ends_with(['-', '*', '+', '.', ')'])
    }

    /// Lines that were typed as a list without its marks, and will be printed as one paragraph: the second one.
    fn run_on(&self, out: &mut Vec<Stray>) {
        let mut before: Option<char> = None;
        // One line has none above it.
        for &at in self.starts.iter().filter(|_| self.starts.len() > 1) {
            let line = self.line_from(at);
            let own = other_markup::enumerator(line).filter(|_| self.is_plain(at));
            let above = self.text[..at].trim_end_matches([' ', '\t', '>']).strip_suffix('\n').unwrap_or("");
            let is_broken = above.ends_with("  ") || above.ends_with('\\') || above.ends_with("<br>");
            if own.is_some() && own == before && !is_broken {
                let length = line.chars().take(2).map(char::len_utf8).sum();
                out.push(self.span(at, length, StrayKind::RunOn));
                return;
            }
            before = own;
        }
    }

    /// Full-width marks and those of other tools, where nothing else was found.
    fn other(&self, whole: &[Stray], from: usize, out: &mut Vec<Stray>) {
        let mut found: Vec<Stray> = Vec::new();
        let taken = LazyCell::new(|| {
            let ranges: Vec<_> = whole.iter().chain(&out[from..]).map(|one| one.span.range()).collect();
            Covered::of(&ranges)
        });
        let mut at = 0;
        let mut others = self.others.iter().copied();
        while let Some(begin) = others.find(|begin| *begin >= at) {
            let is_command = self.text[begin..].starts_with('\\') && self.is_text(begin + 1);
            if !is_command && !self.is_plain(begin) {
                continue;
            }
            let reach = self.text.floor_char_boundary(begin.saturating_sub(REACH)).max(self.start).min(begin);
            let before = &self.text[reach..begin];
            let before = &before[memrchr(b'\n', before.as_bytes()).map_or(0, |end| end + 1)..];
            // Behind the mark of an image stands a link, which is no running text.
            let line = match self.text[begin..].starts_with('！') {
                true => {
                    let end = self.text.floor_char_boundary((begin + REACH).min(self.text.len()));
                    first_line(&self.text[begin..end])
                }
                false => self.near(begin),
            };
            let Some((length, kind)) = other_markup::inline(before, line) else {
                continue;
            };
            at = begin + length;
            let one = self.span(begin, length, kind);
            if !taken.meets(&one.span.range()) {
                found.push(one);
            }
        }
        out.extend(found);
    }

    /// A table that failed: the line below its head does not fit, or is not there.
    fn table(&self, out: &mut Vec<Stray>) {
        // A table has two lines at least.
        if self.starts.len() < 2 {
            return;
        }
        let rows: Vec<(usize, &str)> = self
            .starts
            .iter()
            .copied()
            .map(|at| (at, self.line_from(at).trim_end()))
            .filter(|(at, line)| line.contains('|') && self.is_plain(*at))
            .collect();
        let is_rule = |line: &str| {
            line.contains('-') && line.chars().all(|c| matches!(c, '|' | ':' | '-' | ' ' | '\t'))
        };
        let rule = rows.iter().find(|(_, line)| is_rule(line)).filter(|_| rows.len() > 1);
        let framed: Vec<_> = rows
            .iter()
            .filter(|(_, line)| line.len() > 2 && line.starts_with('|') && line.ends_with('|'))
            .collect();
        let broken = rule.or(framed.get(1).map(|_| framed[0]));
        out.extend(broken.map(|(at, line)| self.span(*at, line.len(), StrayKind::Table)));
    }

    /// What may stand anywhere.
    fn inline(&self, whole: &[Stray], out: &mut Vec<Stray>) {
        let mut at = self.start;
        let mut marks = self.marks.iter().copied();
        while let Some(found) = marks.find(|found| *found >= at) {
            let rest = &self.text[found..self.end];
            let mark = rest.chars().next().unwrap_or(' ');
            let run = if mark == '[' { 1 } else { rest.len() - rest.trim_start_matches(mark).len() };
            at = found + run;
            if !self.is_plain(found) {
                at = found + 1;
                continue;
            }
            let line = self.near(found);
            let stray = match mark {
                '[' => bracket(line).map(|(length, kind)| {
                    // The mark of an image belongs to it.
                    let image =
                        usize::from(self.text[self.start..found].ends_with('!') && self.is_plain(found - 1));
                    self.span(found - image, length + image, kind)
                }),
                '`' => Some(self.span(found, run, StrayKind::Backtick)),
                '=' => self.marked(found, run, line),
                '{' => template(line).map(|(length, kind)| self.span(found, length, kind)),
                '$' => formula(if run == 2 { self.within_reach(found) } else { line }, run)
                    .map(|length| self.span(found, length, StrayKind::Formula)),
                '*' | '_' | '~' => self.partner(found, run),
                _ => self.text[found..self.end]
                    .starts_with("<<}")
                    .then(|| self.span(found, 3, StrayKind::Partner)),
            };
            if let Some(stray) = stray {
                at = at.max(stray.span.end);
                // A line of another tool is told as a whole.
                let before = whole.partition_point(|one| one.span.start <= stray.span.start);
                if before.checked_sub(1).is_none_or(|at| stray.span.end > whole[at].span.end) {
                    out.push(stray);
                }
            }
        }
    }

    /// `==marked==`, and the end of an editor's mark.
    fn marked(&self, at: usize, run: usize, line: &str) -> Option<Stray> {
        if run == 2 && line[run..].starts_with('}') {
            return Some(self.span(at, 3, StrayKind::Partner));
        }
        if run != 2 || line[run..].starts_with(char::is_whitespace) {
            return None;
        }
        let close = line[run..].find("==").map(|close| run + close)?;
        let inside = &line[run..close];
        let is_words = !inside.is_empty()
            && !inside.ends_with(char::is_whitespace)
            && !line[close + 2..].starts_with('=');
        is_words.then(|| self.span(at, close + 2, StrayKind::Highlight))
    }

    /// Two or three marks of emphasis; longer runs are blanks to fill in, or hide a secret.
    fn partner(&self, at: usize, run: usize) -> Option<Stray> {
        if !(2..=3).contains(&run) {
            return None;
        }
        let beside = |c: Option<char>| c.is_none_or(char::is_whitespace);
        let (before, after) = (&self.text[self.start..at], &self.text[at + run..self.end]);
        let alone = beside(before.chars().next_back()) && beside(after.chars().next());
        let is_digit = |c: char| c.is_ascii_digit();
        let is_product = before.ends_with(is_digit) && after.starts_with(is_digit);
        (!alone && !is_product).then(|| self.span(at, run, StrayKind::Partner))
    }
}

/// A text up to its first line end.
fn first_line(text: &str) -> &str {
    memchr(b'\n', text.as_bytes()).map_or(text, |end| &text[..end])
}

/// `##Title`: the marks, if words follow at once. `#1` is a number.
fn heading(line: &str) -> Option<usize> {
    let rest = line.trim_start_matches('#');
    let marks = line.len() - rest.len();
    let is_title = marks <= 6 && rest.starts_with(|c: char| c.is_alphabetic());
    is_title.then_some(marks)
}

/// `-item`: the mark, if a word follows at once.
fn item(line: &str) -> Option<usize> {
    let (mark, rest) = line.split_at(1);
    let open = mark == "*" && rest.contains('*');
    (rest.starts_with(|c: char| c.is_alphabetic()) && !open).then_some(1)
}

/// `!!! note`, `??? tip`
fn admonition(line: &str) -> bool {
    let rest = line.strip_prefix("!!!").or(line.strip_prefix("???"));
    let rest = rest.map(|rest| rest.trim_start_matches('+'));
    rest.is_some_and(|rest| {
        rest.starts_with(' ') && rest.trim_start().starts_with(|c: char| c.is_alphabetic())
    })
}

fn is_contents(line: &str) -> bool {
    matches!(line.to_ascii_lowercase().as_str(), "[toc]" | "[[toc]]" | "[[_toc_]]" | "[目录]")
}

/// `[!INFO]`: a note of a kind that is not known here.
fn callout(line: &str) -> Option<(usize, StrayKind)> {
    let inside = line.strip_prefix("[!")?;
    let end = inside.find(']')?;
    let is_name = end > 0 && inside[..end].chars().all(|c| c.is_ascii_alphabetic());
    let is_known =
        ["note", "tip", "important", "warning", "caution"].contains(&&*inside[..end].to_ascii_lowercase());
    let kind = if is_known { StrayKind::CalloutTitle } else { StrayKind::Callout };
    is_name.then_some((2 + end + 1, kind))
}

/// `import Tabs from '@theme/Tabs';`, `export const x = 1`
fn is_import(line: &str) -> bool {
    let quoted = |text: &str| text.trim_start().starts_with(['\'', '"']);
    let import = line
        .strip_prefix("import ")
        .is_some_and(|rest| quoted(rest) || rest.split_once(" from ").is_some_and(|(_, from)| quoted(from)));
    let export =
        ["export const ", "export default ", "export function "].iter().any(|one| line.starts_with(one));
    import || export
}

/// A link, an image or a footnote that failed, from its `[` on.
fn bracket(line: &str) -> Option<(usize, StrayKind)> {
    if line.starts_with("[[") {
        let end = line.find("]]")?;
        return (end > 2).then_some((end + 2, StrayKind::WikiLink));
    }
    let close = closing(line)?;
    let (label, rest) = (&line[1..close], &line[close + 1..]);
    if label.starts_with('^') && label.len() > 1 && !label.contains(char::is_whitespace) {
        return Some((close + 1, StrayKind::FootnoteCall));
    }
    if let Some(inside) = rest.strip_prefix('(') {
        return match inside.find(')') {
            Some(end) if inside[..end].trim().contains(char::is_whitespace) => {
                Some((close + end + 3, StrayKind::BlankInAddress))
            }
            Some(end) => Some((close + end + 3, StrayKind::OpenAddress)),
            None => is_address(inside).then_some((line.trim_end().len(), StrayKind::OpenAddress)),
        };
    }
    let wide = rest.strip_prefix('（').and_then(|inside| inside.split_once('）'));
    if let Some((address, _)) = wide.filter(|(address, _)| is_address(address)) {
        return Some((close + 1 + 3 + address.len() + 3, StrayKind::WideParentheses));
    }
    let spaced = rest.strip_prefix(" (").and_then(|inside| inside.split_once(')'));
    if let Some((address, _)) = spaced.filter(|(address, _)| is_address(address)) {
        return Some((close + 3 + address.len() + 1, StrayKind::BlankBeforeAddress));
    }
    let reference = rest.strip_prefix('[').and_then(|inside| inside.split_once(']'));
    let (name, _) = reference?;
    let is_mark =
        |text: &str| text.trim().chars().all(|c| c.is_ascii_digit() || matches!(c, '…' | '.' | '*'));
    let named = !is_mark(label) && (name.is_empty() || !is_mark(name));
    named.then_some((close + 1 + 1 + name.len() + 1, StrayKind::Reference))
}

/// The bracket that closes the first one of a line.
fn closing(line: &str) -> Option<usize> {
    let mut depth = 0usize;
    for (at, c) in line.char_indices().take(1000) {
        match c {
            '[' => depth += 1,
            ']' if depth == 1 => return Some(at),
            ']' => depth -= 1,
            _ => {}
        }
    }
    None
}

/// `{{< x >}}`, `{{ x }}`, `{% x %}`, `{++x++}`, `{--x--}`
fn template(line: &str) -> Option<(usize, StrayKind)> {
    let ends = [
        ("{{<", ">}}", StrayKind::Template),
        ("{{%", "%}}", StrayKind::Template),
        ("{{", "}}", StrayKind::Template),
        ("{%", "%}", StrayKind::Template),
        ("{++", "++}", StrayKind::Change),
        ("{--", "--}", StrayKind::Change),
    ];
    ends.iter().find(|(open, ..)| line.starts_with(open)).and_then(|(open, close, kind)| {
        let end = line[open.len()..].find(close)?;
        Some((open.len() + end + close.len(), *kind))
    })
}

/// `$x^2$`, `$$…$$`: what only mathematics is written with stands in it, so that prices stay prices.
fn formula(line: &str, run: usize) -> Option<usize> {
    if run > 2 {
        return None;
    }
    let inside = &line[run..];
    if inside.starts_with(char::is_whitespace) && run == 1 {
        return None;
    }
    let close = inside.find(&line[..run])?;
    let (words, after) = (&inside[..close], &inside[close + run..]);
    let is_closed = run == 2
        || (!words.ends_with(char::is_whitespace) && !after.starts_with(|c: char| c.is_ascii_digit()));
    let signs = words.contains(['\\', '^', '_', '=', '{', '}', '+', '<', '>']);
    let symbol = words.chars().count() <= 2 && words.chars().all(|c| c.is_ascii_alphabetic());
    (is_closed && !words.is_empty() && (signs || symbol)).then_some(run + close + run)
}

/// Markup in words that are printed as they stand: a title, a label, an editor's note.
pub fn in_words(words: &str) -> Option<std::ops::Range<usize>> {
    MARKS.find(words.as_bytes())?;
    for mark in ["**", "__", "~~", "`"] {
        let mut places = words.match_indices(mark).map(|(at, _)| at);
        if let (Some(open), Some(close)) = (places.next(), places.next()) {
            let inside = &words[open + mark.len()..close];
            let is_words = !inside.is_empty()
                && !inside.starts_with(char::is_whitespace)
                && !inside.contains(['*', '_', '~']);
            if is_words {
                return Some(open..close + mark.len());
            }
        }
    }
    for (at, _) in words.match_indices('[') {
        let line = &words[at..];
        let Some(close) = closing(line) else { continue };
        if let Some((address, _)) = line[close + 1..].strip_prefix('(').and_then(|rest| rest.split_once(')'))
            && is_address(address)
        {
            return Some(at..at + close + 2 + address.len() + 1);
        }
    }
    let tag = words.match_indices('<').map(|(at, _)| at).find(|at| {
        let rest = words[at + 1..].trim_start_matches('/');
        rest.starts_with(|c: char| c.is_ascii_alphabetic()) && rest.contains('>')
    })?;
    Some(tag..tag + words[tag..].find('>')? + 1)
}
