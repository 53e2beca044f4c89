//! Labels in lines: about how wide a text is, and where it may break.

use crate::base::line_break::pieces;

/// About how wide a text is in a drawing, in pixels: labels have 14 px. Rather too wide than too narrow,
/// for fonts differ.
pub fn width(text: &str) -> f64 {
    let one = |c: char| match c {
        ' ' | '.' | ',' | ':' | ';' | '\'' | 'i' | 'l' | 'j' | 'I' | '|' => 4.8,
        'm' | 'w' | 'M' | 'W' | '%' => 13.0,
        'A'..='Z' | '0'..='9' => 9.4,
        c if c.is_ascii() => 8.4,
        '\u{2000}'..='\u{206f}' | '\u{c0}'..='\u{24f}' => 9.0,
        _ => 14.2,
    };
    text.chars().map(one).sum()
}

/// A text in lines of at most so many pixels: English breaks at blanks, Chinese anywhere.
pub fn lines(text: &str, most: f64) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let mut line = String::new();
    for word in pieces(text) {
        if !line.is_empty() && width(&line) + width(word.trim_end()) > most {
            lines.push(std::mem::take(&mut line).trim_end().to_owned());
        }
        line.push_str(word);
    }
    lines.push(line.trim_end().to_owned());
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_labels_break_between_words_and_between_characters() {
        assert_eq!(lines("GDP", 300.0), ["GDP"]);
        assert_eq!(lines("Strategic emerging industries", 150.0), ["Strategic emerging", "industries"]);
        assert_eq!(lines("战略性新兴产业（含高新技术）", 110.0), ["战略性新兴产业", "（含高新技术）"]);
        assert_eq!(lines("", 100.0), [""]);
    }
}
