//! The commonest slips of the pen in YAML, found in the text itself and said in an editor's words.
//!
//! A YAML parser says where it could not go on, which is seldom where the mistake is, and in words that
//! only its authors understand. So when a text cannot be read, its lines are looked at again, one by one,
//! for what people who type Chinese do wrong most: a full-width colon, a missing space, a title with a
//! colon in it, a quotation mark without its partner, a tab.

use std::ops::Range;

use crate::base::lang::Both;

/// A slip: where, what is wrong, what to do, and a correction where only one is possible.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hint {
    /// Bytes of the text.
    pub range: Range<usize>,
    /// What is wrong.
    pub message: Both<String>,
    /// What to do.
    pub help: Both<String>,
    /// What to put in the place of the range.
    pub fix: Option<String>,
}

impl Hint {
    fn new(range: Range<usize>, message: (&str, &str), help: (&str, &str)) -> Hint {
        let said = |pair: (&str, &str)| Both::new(pair.0, pair.1);
        Hint { range, message: said(message), help: said(help), fix: None }
    }

    fn fixed(mut self, replacement: impl Into<String>) -> Hint {
        self.fix = Some(replacement.into());
        self
    }
}

/// The slips of a text, at most one a line.
pub fn all(text: &str) -> Vec<Hint> {
    let mut slips: Vec<Hint> = first_indented(text).into_iter().collect();
    let mut at = 0;
    let mut block: Option<usize> = None;
    for line in text.split_inclusive('\n') {
        let start = at;
        at += line.len();
        let line = line.trim_end();
        let indent = line.len() - line.trim_start_matches(' ').len();
        if line.is_empty() || line.trim_start().starts_with('#') {
            continue;
        }
        if block.is_some_and(|outer| indent > outer) {
            continue;
        }
        block = ["|", ">"].iter().any(|mark| begins_block(line, mark)).then_some(indent);
        slips.extend(in_line(line, start, &text[at..]));
    }
    slips
}

/// A first line that stands further in than a later one: a parser stops at the later one, which is right.
fn first_indented(text: &str) -> Option<Hint> {
    let indent = |line: &str| line.len() - line.trim_start_matches(' ').len();
    let is_said = |line: &&str| !line.trim().is_empty() && !line.trim_start().starts_with('#');
    let start: usize = text.split_inclusive('\n').take_while(|line| !is_said(line)).map(str::len).sum();
    let first = text[start..].lines().next()?;
    let wide = indent(first);
    let is_key =
        |line: &&str| indent(line) < wide && line.contains(':') && !line.trim_start().starts_with(['}', ']']);
    if first.trim_start().starts_with(['{', '[']) || !text.lines().filter(is_said).any(|line| is_key(&line)) {
        return None;
    }
    let message = ("第一行前面多了空格", "the first line begins with spaces that the others do not have");
    let help = ("删去前面的空格：同一层的键对齐", "remove them: keys of one level stand in one column");
    Some(Hint::new(start..start + wide, message, help))
}

/// Whether the lines below, further in, are running text: `note: >` or `note: |`.
fn begins_block(line: &str, mark: &str) -> bool {
    let last = line.rsplit(' ').next().unwrap_or("");
    last.strip_prefix(mark).is_some_and(|rest| rest.chars().all(|c| matches!(c, '-' | '+' | '1'..='9')))
}

fn in_line(line: &str, start: usize, below: &str) -> Option<Hint> {
    let body = line.trim_start();
    let indent = &line[..line.len() - body.len()];
    let at = start + indent.len();
    if let Some(slip) = indentation(indent, start).or_else(|| list_mark(body, at)) {
        return Some(slip);
    }
    let items = body.len() - body.trim_start_matches("- ").trim_start().len();
    let (body, at) = (&body[items..], at + items);
    if body.starts_with(['{', '[']) {
        return flow(body, at);
    }
    let name = name_length(body, |c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-'));
    let after = &body[name..];
    if name == 0 {
        return chinese_key(body, at).filter(|_| indent.is_empty());
    }
    if let Some(rest) = after.trim_start().strip_prefix('：') {
        let colon = body.len() - rest.len() - '：'.len_utf8();
        return Some(wide_colon(at + name..at + colon + '：'.len_utf8(), rest.starts_with(' ')));
    }
    let Some(rest) = after.strip_prefix(':') else {
        let alone = indent.is_empty() && items == 0 && after.starts_with(' ') && !body.contains(':');
        return alone.then(|| no_colon(at + name..at + name + 1));
    };
    if !rest.is_empty() && !rest.starts_with([' ', '/']) {
        return Some(no_space(at + name..at + name + 1));
    }
    let value = rest.trim_start();
    value_slip(value, at + body.len() - value.len(), below)
}

/// A key in Chinese with a full-width colon, at the very left, where no running text stands.
fn chinese_key(body: &str, at: usize) -> Option<Hint> {
    let (name, rest) = body.split_once('：')?;
    let short = (1..=4).contains(&name.chars().count()) && name.chars().all(char::is_alphanumeric);
    let range = at + name.len()..at + name.len() + '：'.len_utf8();
    short.then(|| wide_colon(range, rest.starts_with(' ')))
}

fn name_length(text: &str, is_part: impl Fn(char) -> bool) -> usize {
    text.char_indices().find(|(_, c)| !is_part(*c)).map_or(text.len(), |(at, _)| at)
}

fn indentation(indent: &str, start: usize) -> Option<Hint> {
    let range = start..start + indent.len();
    if indent.contains('\t') {
        return Some(
            Hint::new(
                range,
                ("行首有制表符（Tab）", "the line begins with a tab"),
                ("行首用空格缩进：每层两个空格", "indent with spaces: two for each level"),
            )
            .fixed(indent.replace('\t', "  ")),
        );
    }
    let odd = indent.chars().any(|c| c != ' ');
    odd.then(|| {
        Hint::new(
            range,
            ("行首有全角空格", "the line begins with a full-width space"),
            ("行首用半角空格缩进：每层两个", "indent with ordinary spaces: two for each level"),
        )
        .fixed(indent.chars().map(|c| if c == '\u{3000}' { "  " } else { " " }).collect::<String>())
    })
}

fn list_mark(body: &str, at: usize) -> Option<Hint> {
    let first = body.chars().next()?;
    let rest = body[first.len_utf8()..].trim_start();
    let message = ("列表项的记号不对", "the mark of the list item is wrong");
    let help = ("每项以半角连字符加空格开头 `- `", "begin each item with a hyphen and a space `- `");
    if matches!(first, '－' | '—' | '–' | '−' | '•' | '·' | '＊') && rest.contains(':') {
        let end = at + body.len() - rest.len();
        return Some(Hint::new(at..end, message, help).fixed("- "));
    }
    let joined = first == '-' && rest.len() + 1 == body.len() && !rest.starts_with('-');
    (joined && rest.starts_with(|c: char| c.is_ascii_alphabetic() || c == '{') && rest.contains(": "))
        .then(|| Hint::new(at..at + 1, message, help).fixed("- "))
}

fn wide_colon(range: Range<usize>, spaced: bool) -> Hint {
    Hint::new(
        range,
        ("键后面是全角冒号“：”", "the colon after the key is a full-width one, “：”"),
        ("键后面用半角冒号加空格 `: `", "after a key write a half-width colon and a space `: `"),
    )
    .fixed(if spaced { ":" } else { ": " })
}

fn no_colon(range: Range<usize>) -> Hint {
    Hint::new(
        range,
        ("键后面没有冒号", "no colon follows the key"),
        ("键后面写半角冒号加空格 `: `", "after a key write a colon and a space `: `"),
    )
    .fixed(": ")
}

fn no_space(range: Range<usize>) -> Hint {
    Hint::new(
        range,
        ("冒号后面少了空格", "a space is missing after the colon"),
        ("键后面写半角冒号加空格 `: `", "after a key write a colon and a space `: `"),
    )
    .fixed(": ")
}

/// A value that is no list and no mapping.
fn value_slip(value: &str, at: usize, below: &str) -> Option<Hint> {
    let first = value.chars().next()?;
    let whole = at..at + value.len();
    match first {
        '"' | '\'' => quoted(value, first, at, below),
        '{' | '[' => flow(value, at),
        '｛' => Some(wide_bracket(at, first)),
        '%' | '@' | '`' | '&' | '*' | '!' => Some(Hint::new(
            whole,
            ("值以特殊符号开头", "the value begins with a special sign"),
            (
                "以 % @ ` & * ! 开头的值要放进半角双引号，例如 unit: \"%\"",
                "a value that begins with % @ ` & * or ! must stand in double quotation marks, such as unit: \"%\"",
            ),
        )
        .fixed(in_quotes(value))),
        '|' | '>' if value.len() == 1 || value[1..].starts_with(['-', '+']) => None,
        _ if value.contains(": ") || value.ends_with(':') => Some(Hint::new(
            whole,
            ("值里有半角冒号，却没有引号", "the value holds a colon and has no quotation marks"),
            (
                "把整个值放进半角双引号 \"…\"（全角引号“”不算）",
                "put the whole value into double quotation marks \"…\" (curly ones “” do not count)",
            ),
        )
        .fixed(in_quotes(value))),
        _ => None,
    }
}

/// A value in double quotation marks, with those inside it marked.
fn in_quotes(value: &str) -> String {
    format!("\"{}\"", value.replace('\\', "\\\\").replace('"', "\\\""))
}

fn quoted(value: &str, mark: char, at: usize, below: &str) -> Option<Hint> {
    let Some(end) = closing(value, mark) else {
        // A quotation that goes on below ends before the next key.
        let goes_on = below.lines().take_while(|line| !is_key(line)).any(|line| line.contains(mark));
        return (!goes_on).then(|| {
            Hint::new(
                at..at + 1,
                ("引号没有另一半", "a quotation mark has no partner"),
                (
                    "在值的末尾补上同样的半角引号，或把这个引号删去",
                    "put the same mark at the end of the value, or remove this one",
                ),
            )
        });
    };
    let rest = value[end..].trim_start();
    (!rest.is_empty() && !rest.starts_with('#')).then(|| {
        Hint::new(
            at..at + value.len(),
            ("引号后面还有字", "text follows the closing quotation mark"),
            (
                "把整个值放进引号；里面的引号写全角“”，或写作 \\\"",
                "put the whole value into quotation marks; inside them write curly ones “” or \\\"",
            ),
        )
        .fixed(in_quotes(value))
    })
}

fn is_key(line: &str) -> bool {
    let line = line.trim_start().trim_start_matches("- ");
    let name = name_length(line, |c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-'));
    name > 0 && line[name..].starts_with(':')
}

/// The byte after the mark that closes a quotation.
fn closing(value: &str, mark: char) -> Option<usize> {
    let mut chars = value.char_indices().skip(1).peekable();
    while let Some((at, c)) = chars.next() {
        if c == '\\' && mark == '"' {
            chars.next();
        } else if c == mark {
            match mark == '\'' && chars.peek().is_some_and(|(_, next)| *next == mark) {
                true => {
                    chars.next();
                }
                false => return Some(at + 1),
            }
        }
    }
    None
}

/// A list `[…]` or mapping `{…}` on one line.
fn flow(text: &str, at: usize) -> Option<Hint> {
    let (mut depth, mut key, mut rest) = (0usize, true, text);
    while let Some(c) = rest.chars().next() {
        let here = at + text.len() - rest.len();
        rest = &rest[c.len_utf8()..];
        match c {
            '"' | '\'' if key || rest.is_empty() => {
                let from = &text[here - at..];
                rest = &from[closing(from, c)?..];
                key = false;
            }
            '{' | '[' => (depth, key) = (depth + 1, true),
            '}' | ']' => {
                (depth, key) = (depth.saturating_sub(1), false);
                if depth == 0 {
                    return after_brackets(rest, text, at);
                }
            }
            '｛' | '｝' | '［' | '］' if key || depth > 0 => return Some(wide_bracket(here, c)),
            ',' => {
                if rest.len() >= 3 && thousands(&text[..here - at], rest) {
                    return Some(grouped(here));
                }
                key = true;
            }
            '，' if named_next(rest.trim_start()) => return Some(wide_comma(here)),
            '：' if key && text[..here - at].ends_with(|c: char| c.is_alphanumeric()) => {
                return Some(wide_colon(here..here + c.len_utf8(), rest.starts_with(' ')));
            }
            ':' if key && !rest.starts_with([' ', '/']) && !rest.is_empty() => {
                return Some(no_space(here..here + 1));
            }
            ':' => key = rest.trim_start().starts_with(['"', '\'']),
            ' ' => {}
            _ => {}
        }
    }
    None
}

/// What stands after the last bracket of a line.
fn after_brackets(rest: &str, text: &str, at: usize) -> Option<Hint> {
    let rest = rest.trim();
    let fine = rest.is_empty() || rest.starts_with('#') || rest.starts_with([',', '}', ']']);
    (!fine).then(|| {
        Hint::new(
            at..at + text.len(),
            ("括号后面还有字", "text follows the closing bracket"),
            (
                "以括号开头的文字要整个放进半角双引号 \"…\"",
                "text that begins with a bracket must stand in double quotation marks \"…\" as a whole",
            ),
        )
        .fixed(in_quotes(text))
    })
}

/// `name:` or `name：`.
fn named_next(text: &str) -> bool {
    let name = name_length(text, |c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-'));
    name > 0 && text[name..].starts_with([':', '：'])
}

/// Whether a comma stands between the thousands of a number, as in `value: 3,875`.
fn thousands(before: &str, after: &str) -> bool {
    let digits = before.len() - before.trim_end_matches(|c: char| c.is_ascii_digit()).len();
    let next = name_length(after, |c| c.is_ascii_digit());
    (1..=3).contains(&digits) && next == 3 && before[..before.len() - digits].trim_end().ends_with("value:")
}

fn grouped(at: usize) -> Hint {
    Hint::new(
        at..at + 1,
        ("数字里有千位逗号", "the number has a comma between its thousands"),
        ("只写数字，不写逗号，例如 3875", "write the digits without commas, such as 3875"),
    )
    .fixed("")
}

fn wide_comma(at: usize) -> Hint {
    Hint::new(
        at..at + '，'.len_utf8(),
        ("两项之间是全角逗号“，”", "the comma between two entries is a full-width one, “，”"),
        ("两项之间用半角逗号加空格 `, `", "between entries write a half-width comma and a space `, `"),
    )
    .fixed(", ")
}

fn wide_bracket(at: usize, c: char) -> Hint {
    let narrow = match c {
        '｛' => "{",
        '｝' => "}",
        '［' => "[",
        _ => "]",
    };
    Hint::new(
        at..at + c.len_utf8(),
        ("括号是全角的", "the bracket is a full-width one"),
        ("列表用半角 [ ]，成组的键用半角 { }", "write half-width [ ] for lists and { } for groups of keys"),
    )
    .fixed(narrow)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn first(text: &str) -> Option<(String, Option<String>)> {
        all(text).into_iter().next().map(|slip| {
            (
                slip.message.en,
                slip.fix.map(|fix| {
                    let mut fixed = text.to_owned();
                    fixed.replace_range(slip.range, &fix);
                    fixed
                }),
            )
        })
    }

    fn fixed(text: &str) -> String {
        first(text).unwrap_or_else(|| panic!("no slip in {text}")).1.unwrap_or_default()
    }

    #[test]
    fn what_an_editor_mistypes_is_found_and_corrected() {
        for (wrong, right) in [
            ("title：五年主要指标\n", "title: 五年主要指标\n"),
            ("标题：五年\n", "标题: 五年\n"),
            ("title ： 五年\n", "title: 五年\n"),
            ("title:五年主要指标\n", "title: 五年主要指标\n"),
            ("summary 一句话\n", "summary: 一句话\n"),
            ("title: 增长: 五年\n", "title: \"增长: 五年\"\n"),
            ("title: Growth: “five” years\n", "title: \"Growth: “five” years\"\n"),
            ("unit: %\n", "unit: \"%\"\n"),
            ("title: *重要*\n", "title: \"*重要*\"\n"),
            ("title: \"五年\"指标\n", "title: \"\\\"五年\\\"指标\"\n"),
            ("title: [五年] 指标\n", "title: \"[五年] 指标\"\n"),
            ("\ttitle: 五年\n", "  title: 五年\n"),
            ("\u{3000}id: gdp\n", "  id: gdp\n"),
            ("－ id: gdp\n", "- id: gdp\n"),
            ("-id: gdp\n", "- id: gdp\n"),
            ("  - { at：2016, value: 3 }\n", "  - { at: 2016, value: 3 }\n"),
            ("  - { at:2016, value: 3 }\n", "  - { at: 2016, value: 3 }\n"),
            ("  - { at: 2016，value: 3 }\n", "  - { at: 2016, value: 3 }\n"),
            ("  - { at: 2016, value: 3,875 }\n", "  - { at: 2016, value: 3875 }\n"),
            ("title: ｛ zh: 例站, en: Example }\n", "title: { zh: 例站, en: Example }\n"),
            ("title: { zh：例站, en: Example }\n", "title: { zh: 例站, en: Example }\n"),
        ] {
            assert_eq!(fixed(wrong), right);
        }
        assert_eq!(first("title: \"没有结束\nsummary: x\n").unwrap().0, "a quotation mark has no partner");
    }

    #[test]
    fn what_is_right_is_left_alone() {
        for right in [
            "title: 五年主要指标\nsummary: 见 http://example.org/a:b\n",
            "base_url: https://example.org/\n",
            "note:\n  zh: >\n    第一行：说明\n    key:value\n  en: A note\n",
            "title: \"增长: 五年\"  # 注释\n",
            "summary: \"first line\n  second line\"\ntags: [甲, 乙]\n",
            "names: { 城镇: Urban, 农村: Rural }\n",
            "  - { at: 2016, value: 3875 }\n  - { zh: \"a: b\", en: 'it''s' }\n",
            "aside: [{ paragraphs: \"1-3, 9\", reason: { zh: 甲，乙, en: a } }]\n",
            "description: 从经济、产业两个方面：摘录。\n",
        ] {
            assert_eq!(all(right), [], "{right}");
        }
    }
}
