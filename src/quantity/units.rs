//! Declared units: scale and dimension, from one published table.
//!
//! A unit such as 亿元 or “RMB billion” is a scale (a power of ten) and a dimension (yuan). Two units
//! of one dimension convert exactly, by moving the point. A unit that the table does not know (家,
//! “firms”) is a count of what it says; it may carry a scale of its language before it (万家,
//! “thousand firms”).

use crate::base::lang::Lang;
use crate::base::suggest::nearest;

/// What is measured.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Dimension {
    /// A currency: `CNY`, `USD` …
    Money(&'static str),
    /// A share: per cent and per mille are scales of it.
    Share,
    /// Percentage points.
    Points,
    /// A physical or counted unit of the table, by its name in the table.
    Named(&'static str),
    /// A count of something, as declared.
    Count,
}

/// A declared unit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unit {
    /// Power of ten between the declared unit and its dimension's own.
    pub scale: i32,
    /// What is measured.
    pub dimension: Dimension,
    /// The text of the unit without its scale: 元, `RMB`, 家.
    pub word: String,
    /// The text of the scale: 亿, `billion`; empty if there is none.
    pub scale_word: String,
    /// Whether the word stands before the number (`RMB 5 billion`).
    pub before: bool,
}

/// Chinese scales, longest first.
const SCALES_ZH: [(&str, i32); 8] =
    [("万亿", 12), ("千亿", 11), ("百亿", 10), ("十亿", 9), ("亿", 8), ("千万", 7), ("百万", 6), ("万", 4)];

/// English scales.
const SCALES_EN: [(&str, i32); 6] =
    [("trillion", 12), ("billion", 9), ("million", 6), ("thousand", 3), ("bn", 9), ("m", 6)];

/// Chinese and English words for one unit: (Chinese, English, dimension, scale).
const TABLE: [(&str, &[&str], Dimension, i32); 35] = [
    ("元", &["RMB", "CNY", "yuan"], Dimension::Money("CNY"), 0),
    ("美元", &["USD", "US dollars", "dollars"], Dimension::Money("USD"), 0),
    ("欧元", &["EUR", "euros", "euro"], Dimension::Money("EUR"), 0),
    ("港元", &["HKD", "Hong Kong dollars"], Dimension::Money("HKD"), 0),
    ("日元", &["JPY", "yen"], Dimension::Money("JPY"), 0),
    ("英镑", &["GBP", "pounds"], Dimension::Money("GBP"), 0),
    ("%", &["%", "percent", "per cent"], Dimension::Share, -2),
    ("‰", &["‰", "per mille", "per thousand"], Dimension::Share, -3),
    ("个百分点", &["percentage points", "pp"], Dimension::Points, 0),
    ("百分点", &["percentage points", "pp"], Dimension::Points, 0),
    ("亩", &["mu"], Dimension::Named("mu"), 0),
    ("公顷", &["hectares", "ha"], Dimension::Named("ha"), 0),
    ("平方公里", &["square kilometers", "km²", "sq km"], Dimension::Named("km2"), 0),
    ("平方米", &["square meters", "m²", "sq m"], Dimension::Named("m2"), 0),
    ("立方米", &["cubic meters", "m³"], Dimension::Named("m3"), 0),
    ("方", &["cubic meters", "m³"], Dimension::Named("m3"), 0),
    ("公里", &["kilometers", "km"], Dimension::Named("km"), 0),
    ("千米", &["kilometers", "km"], Dimension::Named("km"), 0),
    ("米", &["meters", "m"], Dimension::Named("m"), 0),
    ("吨", &["tonnes", "metric tons", "tons", "t"], Dimension::Named("t"), 0),
    ("吨级", &["tonnes", "tons"], Dimension::Named("t"), 0),
    ("公斤", &["kilograms", "kg"], Dimension::Named("kg"), 0),
    ("标箱", &["TEU", "TEUs"], Dimension::Named("TEU"), 0),
    ("千瓦", &["kilowatts", "kW"], Dimension::Named("W"), 3),
    ("兆瓦", &["megawatts", "MW"], Dimension::Named("W"), 6),
    ("瓦", &["watts", "W"], Dimension::Named("W"), 0),
    ("千瓦时", &["kilowatt-hours", "kWh"], Dimension::Named("Wh"), 3),
    ("微克/立方米", &["micrograms per cubic meter", "µg/m³", "μg/m³"], Dimension::Named("ug/m3"), 0),
    ("元/亩", &["RMB per mu"], Dimension::Named("CNY/mu"), 0),
    ("元/人", &["RMB per person", "RMB per capita", "RMB per head"], Dimension::Named("CNY/person"), 0),
    ("元/月", &["RMB per month", "RMB a month"], Dimension::Named("CNY/month"), 0),
    ("年", &["years"], Dimension::Named("years"), 0),
    ("岁", &["years of age", "years"], Dimension::Named("years"), 0),
    ("小时", &["hours"], Dimension::Named("h"), 0),
    ("分钟", &["minutes"], Dimension::Named("min"), 0),
];

impl Unit {
    /// Reads a declared unit. Every text is one; what the table does not know counts things.
    pub fn read(text: &str, lang: Lang) -> Unit {
        match lang {
            Lang::Zh => Unit::chinese(text.trim()),
            Lang::En => Unit::english(text.trim()),
        }
    }

    fn chinese(text: &str) -> Unit {
        let scale = SCALES_ZH.iter().find(|(word, _)| text.starts_with(word));
        let (scale_word, power) = scale.map_or(("", 0), |(word, power)| (*word, *power));
        let word = &text[scale_word.len()..];
        let known = TABLE.iter().find(|(zh, ..)| *zh == word);
        let (dimension, own) =
            known.map_or((Dimension::Count, 0), |(_, _, dimension, own)| (dimension.clone(), *own));
        Unit {
            scale: power + own,
            dimension,
            word: word.to_owned(),
            scale_word: scale_word.to_owned(),
            before: false,
        }
    }

    fn english(text: &str) -> Unit {
        let find =
            |word: &str| TABLE.iter().find(|(_, en, ..)| en.iter().any(|one| one.eq_ignore_ascii_case(word)));
        // “RMB billion per mu”: the scale may stand inside.
        let words: Vec<&str> = text.split_whitespace().collect();
        let at = words.iter().position(|word| SCALES_EN.iter().any(|(scale, _)| scale == word));
        let whole = find(text);
        let (scale_word, power, word) = match (whole, at) {
            (None, Some(at)) => {
                let power =
                    SCALES_EN.iter().find(|(scale, _)| *scale == words[at]).map_or(0, |(_, power)| *power);
                let rest: Vec<&str> =
                    words.iter().enumerate().filter(|(n, _)| *n != at).map(|(_, word)| *word).collect();
                (words[at], power, rest.join(" "))
            }
            _ => ("", 0, text.to_owned()),
        };
        let (dimension, own) =
            find(&word).map_or((Dimension::Count, 0), |(_, _, dimension, own)| (dimension.clone(), *own));
        let before = word.starts_with("RMB")
            || (word.len() == 3
                && word.chars().all(|c| c.is_ascii_uppercase())
                && matches!(dimension, Dimension::Money(_)));
        Unit { scale: power + own, dimension, word, scale_word: scale_word.to_owned(), before }
    }

    /// The power of ten that converts a number in this unit to another; `None` if they do not measure
    /// the same.
    pub fn to(&self, other: &Unit) -> Option<i32> {
        let same = self.dimension == other.dimension
            || matches!((&self.dimension, &other.dimension), (Dimension::Count, Dimension::Count));
        same.then_some(self.scale - other.scale)
    }

    /// The unit that was meant by a text that does not convert: the nearest in `lang` that measures the same.
    pub fn meant(&self, text: &str, lang: Lang) -> Option<String> {
        let rows = TABLE.iter().filter(|(.., dimension, _)| *dimension == self.dimension);
        let mut all: Vec<String> = Vec::new();
        for (zh, en, dimension, _) in rows {
            match lang {
                Lang::Zh => all.extend(SCALES_ZH.iter().map(|(scale, _)| format!("{scale}{zh}"))),
                Lang::En => all.extend(en.iter().flat_map(|word| {
                    SCALES_EN[..4].iter().map(move |(scale, _)| match dimension {
                        Dimension::Money(_) => format!("{word} {scale}"),
                        _ => format!("{scale} {word}"),
                    })
                })),
            }
            match lang {
                Lang::Zh => all.push((*zh).to_owned()),
                Lang::En => all.extend(en.iter().map(|word| (*word).to_owned())),
            }
        }
        nearest(text, all.iter().map(String::as_str)).map(str::to_owned)
    }

    /// A number with its unit, as a sentence has it; a rank (`位`, `place`) is an ordinal.
    pub fn with(&self, number: &str, lang: Lang) -> String {
        let Unit { word, scale_word, .. } = self;
        match lang {
            Lang::Zh if word == "位" => format!("第{number}位"),
            Lang::En if word == "place" => ordinal(number),
            Lang::Zh => format!("{number}{scale_word}{word}"),
            Lang::En if matches!(self.dimension, Dimension::Share) && word == "%" => format!("{number}%"),
            Lang::En => {
                let (first, last) = match word.split_once(' ') {
                    Some((first, last)) if self.before => (first, last),
                    _ => (word.as_str(), ""),
                };
                let parts: [&str; 4] = match self.before {
                    true => [first, number, scale_word, last],
                    false => [number, scale_word, word, ""],
                };
                parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("\u{a0}")
            }
        }
    }
}

/// A rank: 1st, 2nd, 3rd, 11th, 21st.
fn ordinal(number: &str) -> String {
    let ending = match number.as_bytes() {
        [.., b'1', _] => "th",
        [.., b'1'] => "st",
        [.., b'2'] => "nd",
        [.., b'3'] => "rd",
        _ => "th",
    };
    format!("{number}{ending}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn power(zh: &str, en: &str) -> Option<i32> {
        Unit::read(zh, Lang::Zh).to(&Unit::read(en, Lang::En))
    }

    #[test]
    fn converts_by_moving_the_point() {
        assert_eq!(power("亿元", "RMB billion"), Some(-1));
        assert_eq!(power("万标箱", "TEU"), Some(4));
        assert_eq!(power("万家", "thousand firms"), Some(1));
        assert_eq!(power("‰", "percent"), Some(-1));
        assert_eq!(power("%", "percent"), Some(0));
        assert_eq!(power("万元/亩", "RMB per mu"), Some(4));
        assert_eq!(power("万人", "million people"), Some(-2));
        assert_eq!(power("亿元", "percent"), None);
        assert_eq!(power("亩", "hectares"), None);
        assert_eq!(power("家", "firms"), Some(0));
    }

    #[test]
    fn offers_the_unit_that_was_meant() {
        let yuan = Unit::read("亿元", Lang::Zh);
        assert_eq!(yuan.meant("RMB bilion", Lang::En).as_deref(), Some("RMB billion"));
        assert_eq!(Unit::read("RMB billion", Lang::En).meant("亿园", Lang::Zh).as_deref(), Some("亿元"));
        assert_eq!(yuan.meant("kilometers", Lang::En), None);
    }

    #[test]
    fn writes_as_a_sentence_does() {
        assert_eq!(Unit::read("亿元", Lang::Zh).with("5786", Lang::Zh), "5786亿元");
        assert_eq!(
            Unit::read("RMB billion", Lang::En).with("578.6", Lang::En),
            "RMB\u{a0}578.6\u{a0}billion"
        );
        assert_eq!(Unit::read("firms", Lang::En).with("65", Lang::En), "65\u{a0}firms");
        assert_eq!(
            Unit::read("RMB per mu", Lang::En).with("856,000", Lang::En),
            "RMB\u{a0}856,000\u{a0}per mu"
        );
        assert_eq!(Unit::read("percent", Lang::En).with("6.4", Lang::En), "6.4\u{a0}percent");
        assert_eq!(Unit::read("位", Lang::Zh).with("4", Lang::Zh), "第4位");
        let ranks = ["1", "2", "3", "4", "11", "12", "13", "21"];
        assert_eq!(
            ranks.map(|rank| Unit::read("place", Lang::En).with(rank, Lang::En)),
            ["1st", "2nd", "3rd", "4th", "11th", "12th", "13th", "21st"]
        );
    }
}
