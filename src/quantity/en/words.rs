//! English words that are numbers, or that stand beside them.

use crate::quantity::value::Kind;

/// What a word says of numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum WordClass {
    /// one, seventy.
    Cardinal(i64),
    /// third, twentieth.
    Ordinal(i64),
    /// hundred, million: the power of ten.
    Scale(i32),
    /// hundredth, millionths: the power of ten.
    ScaleOrdinal(i32),
    /// hundreds, millions: a number only after one in digits.
    Scales(i32),
    /// A month.
    Month(u8),
    /// Nothing.
    Other,
}

/// Looks a word up, given in lower case.
pub(super) fn word(lower: &str) -> WordClass {
    use WordClass::*;
    if !(3..=13).contains(&lower.len()) {
        return Other;
    }
    match lower {
        "zero" => Cardinal(0),
        "one" => Cardinal(1),
        "two" => Cardinal(2),
        "three" => Cardinal(3),
        "four" => Cardinal(4),
        "five" => Cardinal(5),
        "six" => Cardinal(6),
        "seven" => Cardinal(7),
        "eight" => Cardinal(8),
        "nine" => Cardinal(9),
        "ten" => Cardinal(10),
        "eleven" => Cardinal(11),
        "twelve" => Cardinal(12),
        "thirteen" => Cardinal(13),
        "fourteen" => Cardinal(14),
        "fifteen" => Cardinal(15),
        "sixteen" => Cardinal(16),
        "seventeen" => Cardinal(17),
        "eighteen" => Cardinal(18),
        "nineteen" => Cardinal(19),
        "twenty" => Cardinal(20),
        "thirty" => Cardinal(30),
        "forty" | "fourty" => Cardinal(40),
        "fifty" => Cardinal(50),
        "sixty" => Cardinal(60),
        "seventy" => Cardinal(70),
        "eighty" => Cardinal(80),
        "ninety" => Cardinal(90),
        "first" | "firsts" => Ordinal(1),
        "second" => Ordinal(2),
        "third" | "thirds" => Ordinal(3),
        "fourth" | "fourths" => Ordinal(4),
        "fifth" | "fifths" => Ordinal(5),
        "sixth" | "sixths" => Ordinal(6),
        "seventh" | "sevenths" => Ordinal(7),
        "eighth" | "eighths" => Ordinal(8),
        "ninth" | "ninths" => Ordinal(9),
        "tenth" | "tenths" => Ordinal(10),
        "eleventh" | "elevenths" => Ordinal(11),
        "twelfth" | "twelfths" => Ordinal(12),
        "thirteenth" => Ordinal(13),
        "fourteenth" => Ordinal(14),
        "fifteenth" => Ordinal(15),
        "sixteenth" | "sixteenths" => Ordinal(16),
        "seventeenth" => Ordinal(17),
        "eighteenth" => Ordinal(18),
        "nineteenth" => Ordinal(19),
        "twentieth" | "twentieths" => Ordinal(20),
        "thirtieth" | "thirtieths" => Ordinal(30),
        "fortieth" => Ordinal(40),
        "fiftieth" => Ordinal(50),
        "sixtieth" => Ordinal(60),
        "seventieth" => Ordinal(70),
        "eightieth" => Ordinal(80),
        "ninetieth" => Ordinal(90),
        "hundredth" | "hundredths" => ScaleOrdinal(2),
        "thousandth" | "thousandths" => ScaleOrdinal(3),
        "millionth" | "millionths" => ScaleOrdinal(6),
        "billionth" | "billionths" => ScaleOrdinal(9),
        "trillionth" | "trillionths" => ScaleOrdinal(12),
        "hundred" => Scale(2),
        "thousand" => Scale(3),
        "million" => Scale(6),
        "billion" => Scale(9),
        "trillion" => Scale(12),
        "lakh" => Scale(5),
        "crore" => Scale(7),
        "hundreds" => Scales(2),
        "thousands" => Scales(3),
        "millions" => Scales(6),
        "billions" => Scales(9),
        "trillions" => Scales(12),
        _ => month(lower),
    }
}

/// Months, with the abbreviations that print uses.
fn month(lower: &str) -> WordClass {
    let month = match lower {
        "january" | "jan" => 1,
        "february" | "feb" => 2,
        "march" | "mar" => 3,
        "april" | "apr" => 4,
        "may" => 5,
        "june" | "jun" => 6,
        "july" | "jul" => 7,
        "august" | "aug" => 8,
        "september" | "sept" | "sep" => 9,
        "october" | "oct" => 10,
        "november" | "nov" => 11,
        "december" | "dec" => 12,
        _ => return WordClass::Other,
    };
    WordClass::Month(month)
}

/// Suffixes of a number in digits: power of ten, and whether they must stand close to it.
pub(super) fn suffix(lower: &str) -> Option<(i32, bool)> {
    Some(match lower {
        "bn" => (9, false),
        "tn" | "trn" => (12, false),
        "mn" => (6, false),
        "megapixel" | "megapixels" => (6, false),
        "mln" => (6, true),
        "bln" => (9, true),
        "k" => (3, true),
        "m" => (6, true),
        "b" => (9, true),
        _ => return None,
    })
}

/// Words that stand for a number by themselves: the digits, their power of ten, and what is counted.
pub(super) fn standing(lower: &str) -> Option<(i128, i32, Kind)> {
    Some(match lower {
        "twice" | "double" | "doubles" | "doubled" | "doubling" | "twofold" => (2, 0, Kind::Times),
        "triple" | "triples" | "tripled" | "tripling" | "treble" | "trebled" | "threefold" | "thrice" => {
            (3, 0, Kind::Times)
        }
        "quadruple" | "quadrupled" | "quadrupling" | "fourfold" => (4, 0, Kind::Times),
        "quintuple" | "quintupled" | "fivefold" => (5, 0, Kind::Times),
        "sixfold" => (6, 0, Kind::Times),
        "sevenfold" => (7, 0, Kind::Times),
        "eightfold" => (8, 0, Kind::Times),
        "tenfold" => (10, 0, Kind::Times),
        "halved" | "halving" => (5, -1, Kind::Times),
        "both" | "pair" | "couple" | "duo" | "duet" | "twin" | "twins" | "fortnight" | "biennial"
        | "bilateral" | "biannual" => (2, 0, Kind::Count),
        "trio" | "triplets" | "trilogy" | "triathlon" | "triennial" | "tripartite" | "trilateral"
        | "quarterly" => (3, 0, Kind::Count),
        "quartet" | "quadruplets" | "quadrennial" | "quadrilateral" => (4, 0, Kind::Count),
        "quintet" | "pentathlon" => (5, 0, Kind::Count),
        "heptathlon" => (7, 0, Kind::Count),
        "decathlon" => (10, 0, Kind::Count),
        "decade" => (10, 0, Kind::Measure("years")),
        "once" | "single" => (1, 0, Kind::Count),
        "century" => (1, 2, Kind::Measure("years")),
        "centenary" | "centennial" => (1, 2, Kind::Count),
        "bicentenary" | "bicentennial" => (2, 2, Kind::Count),
        "millennium" => (1, 3, Kind::Count),
        "teens" | "teenage" | "teenager" | "teenagers" => (1, 1, Kind::Measure("years")),
        "twenties" => (2, 1, Kind::Measure("years")),
        "thirties" => (3, 1, Kind::Measure("years")),
        "forties" => (4, 1, Kind::Measure("years")),
        "fifties" => (5, 1, Kind::Measure("years")),
        "sixties" => (6, 1, Kind::Measure("years")),
        "seventies" | "septuagenarian" => (7, 1, Kind::Measure("years")),
        "eighties" | "octogenarian" => (8, 1, Kind::Measure("years")),
        "nineties" | "nonagenarian" => (9, 1, Kind::Measure("years")),
        "centenarian" | "centenarians" => (1, 2, Kind::Measure("years")),
        _ => return None,
    })
}

/// Words before a number that make it a name's rather than a count: Phase 2, Room 12.
pub(super) fn names_a_number(lower: &str) -> bool {
    const NAMES: &[&str] = &[
        "tier", "level", "phase", "class", "category", "group", "type", "season", "chapter", "part", "page",
        "room", "flight", "article", "no", "grade", "gate", "line", "highway", "route", "area", "district",
        "volume", "section", "stage", "round", "game", "week", "day", "mid", "world", "double", "boeing",
        "windows", "iphone", "galaxy", "#",
    ];
    NAMES.contains(&lower)
}
