//! What becomes of a soft line break: nothing between Chinese characters, a blank between words.
//!
//! Measured in browsers: a line break between two Han characters is drawn as a gap. The rule is that
//! of the CSS Text segment-break transformation, settled at build time.

use crate::base::lang::Lang;
use crate::base::script::is_cjk;

/// Whether a break between two characters vanishes; `None` stands for a mark-up edge or nothing.
pub fn vanishes(before: Option<char>, after: Option<char>, lang: Lang) -> bool {
    let (Some(a), Some(b)) = (before, after) else { return false };
    if is_hangul(a) || is_hangul(b) {
        return false;
    }
    let wide = |c: char| is_cjk(c) || (is_quote(c) && lang == Lang::Zh);
    let with = |c: char, other: char| wide(c) || (is_quote(c) && is_cjk(other));
    if with(a, b) && with(b, a) {
        return true;
    }
    (is_full_punctuation(a) && !b.is_whitespace()) || (is_full_punctuation(b) && !a.is_whitespace())
}

fn is_hangul(c: char) -> bool {
    matches!(c, '\u{1100}'..='\u{11ff}' | '\u{3130}'..='\u{318f}' | '\u{ac00}'..='\u{d7af}')
}

fn is_full_punctuation(c: char) -> bool {
    matches!(c, '\u{3001}'..='\u{3003}' | '\u{3008}'..='\u{3011}' | '\u{3014}'..='\u{301f}' | '\u{ff01}'..='\u{ff0f}' | '\u{ff1a}'..='\u{ff20}' | '\u{ff3b}'..='\u{ff40}' | '\u{ff5b}'..='\u{ff65}')
}

/// Marks whose width depends on the text around them.
fn is_quote(c: char) -> bool {
    matches!(c, '“' | '”' | '‘' | '’' | '…' | '—' | '·')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn vanishes_between_han_and_stays_between_words() {
        assert!(vanishes(Some('济'), Some('发'), Lang::Zh));
        assert!(vanishes(Some('，'), Some('发'), Lang::Zh));
        assert!(vanishes(Some('：'), Some('R'), Lang::Zh));
        assert!(vanishes(Some('”'), Some('发'), Lang::Zh));
        assert!(!vanishes(Some('市'), Some('R'), Lang::Zh));
        assert!(!vanishes(Some('y'), Some('t'), Lang::En));
        assert!(!vanishes(Some('”'), Some('t'), Lang::En));
        assert!(!vanishes(Some('한'), Some('국'), Lang::Zh));
    }
}
