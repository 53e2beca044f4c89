//! A message in lines of a given width, in the cells of a terminal.

use unicode_width::UnicodeWidthChar;

use crate::base::line_break::pieces;

/// Fills lines of so many cells. What cannot be broken, such as an address, may be longer.
pub fn fill(text: &str, width: usize) -> String {
    let (mut out, mut cells) = (String::with_capacity(text.len() + 8), 0);
    for piece in pieces(text) {
        let bare = piece.trim_end();
        if cells > 0 && cells + measure(bare) > width {
            out.truncate(out.trim_end().len());
            out.push('\n');
            cells = 0;
        }
        out.push_str(piece);
        cells += measure(piece);
    }
    out
}

fn measure(text: &str) -> usize {
    text.chars().filter_map(char::width).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_break_where_a_reader_expects_it() {
        for (text, width, lines) in [
            ("the two languages differ", 12, "the two\nlanguages\ndiffer"),
            ("两种语言的数字不同。", 12, "两种语言的数\n字不同。"),
            ("两种语言的数，字不同", 12, "两种语言的\n数，字不同"),
            ("这里是“引文”结尾", 8, "这里是\n“引文”结\n尾"),
            ("运行 duizhao check 再看", 14, "运行 duizhao\ncheck 再看"),
            ("content/very/long/name.zh.md 在这里", 10, "content/very/long/name.zh.md\n在这里"),
            ("", 10, ""),
        ] {
            assert_eq!(fill(text, width), lines, "{text}");
        }
    }
}
