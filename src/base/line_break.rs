//! Where a line may break.
//!
//! English breaks at blanks. Chinese breaks between any two characters, but not before a mark that closes
//! something, nor after one that opens something (GB/T 15834—2011, 5.1). The Unicode algorithm (UAX #14)
//! serves less well here: it keeps Chinese quotation marks with the characters on both sides, and breaks
//! addresses after each slash.

use unicode_width::UnicodeWidthChar;

/// Marks that do not begin a line.
const CLOSING: &str = "，。、；：？！”’）》〉」』】…—,.;:?!)]}%‰·";
/// Marks that do not end a line.
const OPENING: &str = "“‘（《〈「『【([{#";

/// The parts of a text between which a line may break; blanks end a part.
pub fn pieces(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let mut chars = rest.char_indices().peekable();
        let mut end = rest.len();
        while let Some((_, c)) = chars.next() {
            if let Some((at, next)) = chars.peek()
                && may_break(c, *next)
            {
                end = *at;
                break;
            }
        }
        let (piece, after) = rest.split_at(end);
        rest = after;
        (!piece.is_empty()).then_some(piece)
    })
}

fn may_break(before: char, after: char) -> bool {
    let is_wide = |c: char| c.width() == Some(2);
    match before {
        ' ' => after != ' ',
        _ => {
            (is_wide(before) || is_wide(after))
                && after != ' '
                && !OPENING.contains(before)
                && !CLOSING.contains(after)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn english_breaks_at_blanks_and_chinese_between_characters() {
        let pieces = |text| pieces(text).collect::<Vec<_>>();
        assert_eq!(pieces("the two  languages"), ["the ", "two  ", "languages"]);
        assert_eq!(pieces("数字，不同。"), ["数", "字，", "不", "同。"]);
        assert_eq!(pieces("是“引文”的"), ["是", "“引", "文”", "的"]);
        assert_eq!(pieces("增长6.4%（实际）"), ["增", "长", "6.4%", "（实", "际）"]);
    }
}
