//! Marks that are no Markdown here and look like it: full-width ones, as Chinese keyboards type them, and those
//! of other tools.

use crate::base::byte_set::ByteSet;
use crate::model::stray::StrayKind;
use crate::parse::markdown::addresses::is_address;

/// What begins a line: how many bytes are the mark, and what it was meant as.
pub(super) fn of_line(line: &str) -> Option<(usize, StrayKind)> {
    let first = line.chars().next()?;
    let rest = line.trim_start_matches(first);
    let marks = line.len() - rest.len();
    let is_blank = |c: char| c.is_whitespace();
    let wide = |length: usize| Some((length, StrayKind::Wide));
    match first {
        '＃' if marks <= 6 * first.len_utf8() && begins_words(rest) => wide(marks),
        '－' if line.chars().count() >= 3 && rest.is_empty() => wide(marks),
        '－' | '＊' | '＋' if marks == first.len_utf8() && rest.starts_with(is_blank) => wide(marks),
        '＞' if begins_words(rest) => wide(marks),
        '｜' if rest.matches('｜').count() > 1 && rest.ends_with('｜') => wide(line.len()),
        '<' if line.starts_with("<<< ") => Some((line.len(), StrayKind::Template)),
        '@' if line.to_ascii_lowercase().starts_with("@[toc]") => Some((6, StrayKind::Contents)),
        '=' if line.starts_with("=== \"") => Some((line.len(), StrayKind::Container)),
        '.' if line.starts_with(".. ") && line.contains("::") => Some((line.len(), StrayKind::Container)),
        ':' if line.strip_prefix(": ").is_some_and(begins_words) => Some((line.len(), StrayKind::Definition)),
        '*' if line.starts_with("*[") && line.contains("]:") => Some((line.len(), StrayKind::Definition)),
        '+' if line == "+++" => Some((3, StrayKind::FrontMatter)),
        '—' | '–' | '―' | '－' => locator(line).map(|length| (length, StrayKind::Locator)),
        _ => None,
    }
}

/// Whether words follow, blanks or not; a figure behind a mark is a number.
fn begins_words(rest: &str) -> bool {
    rest.trim_start().starts_with(|c: char| c.is_alphabetic() || "“《（「『".contains(c))
}

/// `—— report#4`, `— report ＃4`: a place in an original that is not written as one, or stands in no quotation.
fn locator(line: &str) -> Option<usize> {
    let rest = line.trim_start_matches(['—', '–', '―', '－']).trim_start();
    let (name, number) = rest.split_once(['#', '＃'])?;
    let is_name = |c: char| c.is_ascii_alphanumeric() || "-_.".contains(c);
    let name = name.trim_end();
    let number = number.trim_end().trim_end_matches(['。', '.']);
    let is_one = !name.is_empty()
        && name.chars().all(is_name)
        && !number.is_empty()
        && number.chars().all(|c| c.is_ascii_digit());
    is_one.then_some(line.len())
}

/// What a line of a list begins with that was typed without Markdown: a bullet, a number; none for other lines.
pub(super) fn enumerator(line: &str) -> Option<char> {
    let mut chars = line.chars();
    let first = chars.next()?;
    let han = |c: char| "一二三四五六七八九十".contains(c);
    let figure = |c: char| c.is_ascii_digit();
    match first {
        '•' | '●' | '■' | '◆' | '▪' | '○' | '◦' | '·' => Some(first),
        '－' if chars.next().is_some_and(char::is_alphabetic) => Some('－'),
        '①'..='⑳' => Some('①'),
        '（' | '(' => {
            let inside = &line[first.len_utf8()..];
            let inside = behind_number(inside, figure).or_else(|| behind_number(inside, han))?;
            inside.starts_with(['）', ')']).then_some('（')
        }
        _ if first.is_ascii_digit() => {
            let mut after = behind_number(line, figure)?.chars();
            let mark = after.next()?;
            let next = after.next()?;
            let is_point = matches!(mark, '.' | '．' | ')' | '）') && !next.is_ascii_digit();
            (mark == '、' || is_point).then_some('1')
        }
        _ if han(first) => behind_number(line, han)?.starts_with('、').then_some('一'),
        _ => None,
    }
}

/// What follows the digits that a text begins with, if it begins with any.
fn behind_number(text: &str, is_digit: impl Fn(char) -> bool) -> Option<&str> {
    let behind = text.trim_start_matches(is_digit);
    (behind.len() < text.len()).then_some(behind)
}

/// The bytes that what [`of_line`] or [`task`] finds begins with.
pub(super) const LINE_BEGINNINGS: ByteSet = ByteSet::beginning(&[
    '＃', '－', '＊', '＋', '＞', '｜', '<', '@', '=', '.', ':', '*', '+', '—', '–', '―', '[', '【', '［',
]);

/// The bytes that what [`inline`] finds begins with.
pub(super) const BEGINNINGS: &[u8] = b"[:{^+%\\~\xef";

/// Whether [`inline`] may find something at the beginning of a text, by the mark and what stands right behind it.
pub(super) fn may_begin(text: &str) -> bool {
    match *text.as_bytes() {
        [b'[' | b'{' | b'^' | b'\\' | b'~', ..] | [b'+', b'+', ..] | [b'%', b'%', ..] => true,
        [b':', next, ..] => next.is_ascii_lowercase() || matches!(next, b'+' | b'-' | b'/' | 0xef),
        [0xef, 0xbc, 0x9a, next, ..] => matches!(next, b'/' | 0xef),
        [0xef, ..] => text.starts_with(['＊', '～', '｀', '［', '！', '＜', '｛']),
        _ => false,
    }
}

/// What may stand anywhere, from a character on: how many bytes it has, and what it was meant as. `before` is
/// what stands before it on the line.
pub(super) fn inline(before: &str, line: &str) -> Option<(usize, StrayKind)> {
    let wide = |length: Option<usize>| length.map(|length| (length, StrayKind::Wide));
    match line.chars().next()? {
        '＊' => wide(pair(before, line, "＊＊")),
        '～' => wide(pair(before, line, "～～")),
        '｀' => wide(pair(before, line, "｀")),
        '［' | '[' => bracket(line),
        '！' => wide(image(line)),
        '＜' => wide(tag(line)),
        '｛' if line.starts_with("｛｛") => wide(line.find("｝｝").map(|end| end + "｝｝".len())),
        '：' | '／' | ':' => {
            scheme(before, line).or_else(|| emoji(before, line)).or_else(|| cut_address(before, line))
        }
        '{' => attributes(line).or_else(|| comment(line)),
        '^' => raised(before, line),
        '~' => lowered(before, line),
        '+' => pair(before, line, "++")
            .filter(|_| !ends_with_letter(before))
            .map(|length| (length, StrayKind::Highlight)),
        '%' => pair(before, line, "%%").map(|length| (length, StrayKind::Comment)),
        '\\' => latex(before, line),
        _ => None,
    }
}

fn ends_with_letter(before: &str) -> bool {
    before.ends_with(|c: char| c.is_ascii_alphanumeric())
}

/// Words between two equal marks that touch them.
fn pair(before: &str, line: &str, mark: &str) -> Option<usize> {
    let own = |c: char| mark.starts_with(c);
    let rest = line.strip_prefix(mark)?;
    let inside = &rest[..rest.find(mark)?];
    let edge = |c: char| c.is_whitespace() || own(c);
    let after = &rest[inside.len() + mark.len()..];
    let is_pair = !inside.is_empty()
        && !before.ends_with(own)
        && !inside.starts_with(edge)
        && !inside.ends_with(edge)
        && !after.starts_with(own)
        && inside.chars().any(char::is_alphabetic);
    is_pair.then_some(2 * mark.len() + inside.len())
}

/// `［文字］（地址）` and its like, `［^1］`, `^[note]`’s sister `[@key]`, and `[b]…[/b]`.
fn bracket(line: &str) -> Option<(usize, StrayKind)> {
    let open = line.chars().next()?;
    let inside = &line[open.len_utf8()..];
    let end = inside.find([']', '］'])?;
    let close = inside[end..].chars().next()?;
    let (label, rest) = (&inside[..end], &inside[end + close.len_utf8()..]);
    let length = line.len() - rest.len();
    let is_wide = open == '［' || close == '］';
    if is_wide && label.starts_with(['^', '＾']) && label.len() > 1 && !label.contains(char::is_whitespace) {
        return Some((length, StrayKind::Wide));
    }
    if is_wide && let Some(inside) = rest.strip_prefix(['(', '（']) {
        let address = &inside[..inside.find([')', '）'])?];
        let plain = address.replace('：', ":").replace('／', "/");
        return is_address(&plain).then_some((length, StrayKind::Wide));
    }
    if open == '[' && close == ']' {
        let key = label.strip_prefix('@');
        let cites = key.is_some_and(|key| {
            key.starts_with(|c: char| c.is_ascii_alphabetic())
                && !key.contains('/')
                && !rest.starts_with(['(', '['])
        });
        if cites {
            return Some((length, StrayKind::Citation));
        }
        const CODES: [&str; 11] =
            ["b", "i", "u", "s", "url", "img", "quote", "code", "color", "size", "center"];
        let name = label.split('=').next().unwrap_or("").to_ascii_lowercase();
        if CODES.contains(&name.as_str()) {
            let close = format!("[/{name}]");
            let end = rest.to_ascii_lowercase().find(&close)?;
            return Some((length + end + close.len(), StrayKind::Template));
        }
    }
    None
}

/// `！[图](a.png)`: the mark alone.
fn image(line: &str) -> Option<usize> {
    let rest = line.strip_prefix('！')?;
    let inside = rest.strip_prefix(['[', '［'])?;
    let after = &inside[inside.find([']', '］'])?..];
    let address = after.strip_prefix([']', '］'])?.strip_prefix(['(', '（'])?.split([')', '）']).next()?;
    let lower = address.to_ascii_lowercase();
    let is_image =
        [".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp", ".avif"].iter().any(|end| lower.contains(end));
    is_image.then_some('！'.len_utf8())
}

/// `＜br＞`
fn tag(line: &str) -> Option<usize> {
    const TAGS: [&str; 18] = [
        "br", "sup", "sub", "kbd", "u", "mark", "ruby", "b", "i", "p", "div", "span", "img", "a", "table",
        "details", "center", "font",
    ];
    let inside = line.strip_prefix('＜')?;
    let end = inside.find(['＞', '>'])?;
    let name = inside[..end].trim_start_matches(['/', '／']);
    let name = name.split(|c: char| !c.is_ascii_alphanumeric()).next()?.to_ascii_lowercase();
    TAGS.contains(&name.as_str())
        .then(|| '＜'.len_utf8() + end + inside[end..].chars().next().map_or(0, char::len_utf8))
}

/// `https：//example.org`: what stands between the scheme and the host.
fn scheme(before: &str, line: &str) -> Option<(usize, StrayKind)> {
    let is_scheme = before.ends_with("http") || before.ends_with("https");
    let marks = ["：//", "：／／", ":／／", "：/／"].into_iter().find(|marks| line.starts_with(marks));
    marks.filter(|_| is_scheme).map(|marks| (marks.len(), StrayKind::Wide))
}

/// `https://example.org/wiki/海湾`: a bare address ends before Han characters, and this one hardly does.
fn cut_address(before: &str, line: &str) -> Option<(usize, StrayKind)> {
    let rest = line.strip_prefix("://")?;
    let end = rest.find(|c: char| !c.is_ascii_graphic())?;
    let (address, after) = rest.split_at(end);
    let is_open =
        address.ends_with(['=', '%', '_']) || (address.ends_with('/') && address.matches('/').count() > 1);
    let scheme = ["https", "http"].iter().find_map(|scheme| before.strip_suffix(scheme));
    // In angle brackets and as the words of a link it is whole.
    let is_cut = scheme.is_some_and(|before| !before.ends_with(['<', '[']))
        && is_open
        && after.starts_with(crate::base::script::is_han);
    is_cut.then_some((3 + address.len(), StrayKind::CutAddress))
}

/// `:smile:`
fn emoji(before: &str, line: &str) -> Option<(usize, StrayKind)> {
    let inside = line.strip_prefix(':')?;
    let name = &inside[..inside.find(':')?];
    let after = &inside[name.len() + 1..];
    let beside = |c: char| c.is_ascii_alphanumeric() || matches!(c, ':' | '/' | '_' | '`');
    let is_name = name.starts_with(|c: char| c.is_ascii_lowercase() || matches!(c, '+' | '-'))
        && name.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '_' | '+' | '-'))
        && name.len() > 1;
    let is_one = is_name && !before.ends_with(beside) && !after.starts_with(beside);
    is_one.then_some((name.len() + 2, StrayKind::Emoji))
}

/// `{: .red }`, `{.red}`, `{#id}`
fn attributes(line: &str) -> Option<(usize, StrayKind)> {
    let inside = &line[1..line.find('}')?];
    let first = inside.strip_prefix(':').unwrap_or(inside).trim_start();
    let is_kramdown = inside.starts_with(':') && (inside.contains('=') || first == "toc");
    let is_mark = first
        .strip_prefix(['.', '#'])
        .is_some_and(|name| name.starts_with(|c: char| c.is_ascii_alphabetic()));
    (inside.is_ascii() && (is_kramdown || is_mark)).then_some((inside.len() + 2, StrayKind::Attributes))
}

/// `{# remark #}`
fn comment(line: &str) -> Option<(usize, StrayKind)> {
    let inside = line.strip_prefix("{#")?;
    inside.find("#}").map(|end| (end + 4, StrayKind::Comment))
}

/// `^[note]`, `x^2^`, `^^words^^`
fn raised(before: &str, line: &str) -> Option<(usize, StrayKind)> {
    if let Some(inside) = line.strip_prefix("^[") {
        let words = &inside[..inside.find(']')?];
        // A regular expression has a class there.
        let is_note = words.contains(char::is_whitespace) || !words.is_ascii() || words.len() > 12;
        return is_note.then_some((words.len() + 3, StrayKind::InlineNote));
    }
    if line.starts_with("^^") {
        return pair(before, line, "^^").map(|length| (length, StrayKind::Highlight));
    }
    let inside = &line[1..];
    let is_id = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    let named = inside.trim_end();
    if named.len() > 3 && named.chars().all(is_id) && (before.is_empty() || before.ends_with(' ')) {
        return Some((1 + named.len(), StrayKind::Attributes));
    }
    let figures = &inside[..inside.find('^')?];
    let is_script = (1..=4).contains(&figures.chars().count())
        && figures.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '−'))
        && before.ends_with(|c: char| c.is_alphanumeric() || c == ')');
    is_script.then_some((figures.len() + 2, StrayKind::Script))
}

/// `H~2~O`
fn lowered(before: &str, line: &str) -> Option<(usize, StrayKind)> {
    let inside = &line[1..];
    let figures = &inside[..inside.find('~')?];
    let is_script = (1..=3).contains(&figures.len())
        && figures.chars().all(|c| c.is_ascii_digit())
        && before.ends_with(|c: char| c.is_ascii_alphabetic());
    is_script.then_some((figures.len() + 2, StrayKind::Script))
}

/// `\(x^2\)`, `\[…\]`, `\begin{equation}`, `\newpage`
fn latex(before: &str, line: &str) -> Option<(usize, StrayKind)> {
    if before.ends_with(|c: char| c == '\\' || c == ':' || c.is_ascii_alphanumeric()) {
        return None;
    }
    for (open, close) in [("\\(", "\\)"), ("\\[", "\\]")] {
        let Some(inside) = line.strip_prefix(open) else { continue };
        let words = &inside[..inside.find(close)?];
        let is_formula =
            words.contains(['^', '_', '\\', '=', '{']) && !words.chars().any(crate::base::script::is_han);
        return is_formula.then_some((words.len() + 4, StrayKind::Formula));
    }
    let name = &line[1..];
    let name = &name[..name.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(name.len())];
    let after = &line[1 + name.len()..];
    const COMMANDS: [&str; 5] = ["newpage", "pagebreak", "clearpage", "newline", "noindent"];
    let is_command =
        COMMANDS.contains(&name) || (name.len() > 1 && after.starts_with('{') && after.contains('}'));
    is_command.then_some((1 + name.len(), StrayKind::Template))
}

/// `[x]done`, `[]not done` at the beginning of an item: a box that is none.
pub(super) fn task(line: &str) -> Option<(usize, StrayKind)> {
    ["[x]", "[X]", "[]", "[ ]", "【x】", "【】", "［x］", "［］", "［ ］"]
        .into_iter()
        .find(|box_| line.starts_with(box_) && !line[box_.len()..].starts_with(['(', '[', ':']))
        .filter(|box_| line.len() > box_.len())
        .map(|box_| (box_.len(), StrayKind::Task))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_that_are_typed_as_a_list() {
        for (line, kind) in [
            ("• 甲", '•'),
            ("1、甲", '1'),
            ("2.甲", '1'),
            ("（三）甲", '（'),
            ("(2) A", '（'),
            ("二、甲", '一'),
            ("③甲", '①'),
        ] {
            assert_eq!(enumerator(line), Some(kind), "{line}");
        }
        for line in ["2.5倍", "2024年", "一些人", "（见下）", "甲", "-5℃", "－5℃"] {
            assert_eq!(enumerator(line), None, "{line}");
        }
    }

    #[test]
    fn a_place_in_an_original_is_written_in_one_way() {
        for line in ["— doc#1", "—— doc#1", "— doc #1", "— doc＃12。", "– report-2022#4"] {
            assert_eq!(locator(line), Some(line.len()), "{line}");
        }
        for line in ["— 鲁迅", "—— 《呐喊》", "— doc", "— C# 7", "— a b#1"] {
            assert_eq!(locator(line), None, "{line}");
        }
    }
}
