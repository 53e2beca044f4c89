//! CSV (RFC 4180) and the words of the program in it.

use crate::base::html::plain;
use crate::model::kinds::PointKind;
use crate::quantity::value::Bound;

/// What every file begins with, so that spreadsheets read it as UTF-8.
pub const BEGINNING: &str = "\u{feff}";

/// A CSV cell (RFC 4180). A text that a spreadsheet would run as a formula gets an apostrophe first; what steers a
/// terminal or turns a line is replaced.
fn cell(text: &str) -> String {
    let text = &*plain(text);
    let number = text.parse::<f64>().is_ok();
    let guarded = match text.chars().next() {
        // The full-width signs too: spreadsheets in Chinese and Japanese take them for the others.
        Some('=' | '+' | '-' | '@' | '\t' | '\r' | '\n' | '＝' | '＋' | '－' | '＠') if !number => {
            format!("'{text}")
        }
        _ => text.to_owned(),
    };
    match guarded.contains([',', '"', '\n', '\r']) {
        true => format!("\"{}\"", guarded.replace('"', "\"\"")),
        false => guarded,
    }
}

/// A row.
pub fn row(cells: &[&str]) -> String {
    cells.iter().map(|text| cell(text)).collect::<Vec<_>>().join(",") + "\r\n"
}

/// The word for a kind.
pub fn kind(kind: PointKind) -> &'static str {
    match kind {
        PointKind::Result => "result",
        PointKind::Target => "target",
        PointKind::Estimate => "estimate",
    }
}

/// The word for a bound; empty if there is none.
pub fn bound(bound: Option<Bound>) -> &'static str {
    match bound {
        None => "",
        Some(Bound::Over) => "over",
        Some(Bound::AtLeast) => "at-least",
        Some(Bound::Nearly) => "nearly",
        Some(Bound::About) => "about",
        Some(Bound::Below) => "below",
    }
}
