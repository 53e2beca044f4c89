//! Units as a header declares them: a scale, a unit of the table, and what it is counted by.
//!
//! 亿元, “RMB billion”, 元/亩, “RMB per mu”. A unit that the table does not know (家, “firms”) is a count of what
//! it says; it may carry a scale of its language before it (万家, “thousand firms”).

use std::sync::LazyLock;

use crate::base::lang::Lang;
use crate::base::quick_map::QuickMap;
use crate::base::suggest::nearest;
use crate::quantity::decimal::Decimal;
use crate::quantity::ratio::Ratio;
use crate::quantity::units::{EnglishName, UNITS, Unit};

/// What is measured.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Measured {
    /// An amount of a unit of the table.
    Unit(&'static Unit),
    /// An amount of a unit for each of something: RMB per mu.
    Rate(&'static Unit, &'static str),
    /// A count of something, as declared.
    Count,
}

/// A declared unit.
#[derive(Clone, Debug, PartialEq)]
pub struct DeclaredUnit {
    /// The power of ten of its scale.
    pub scale: i32,
    /// What is measured.
    pub measured: Measured,
    /// The text of the unit without its scale: 元, `RMB`, 家.
    pub word: String,
    /// The text of the scale: 亿, `billion`; empty if there is none.
    pub scale_word: String,
    /// Whether the word stands before the number (`RMB 5 billion`).
    pub before: bool,
}

/// Chinese scales, longest first.
const SCALES_ZH: [(&str, i32); 11] = [
    ("万亿", 12),
    ("千亿", 11),
    ("百亿", 10),
    ("十亿", 9),
    ("亿", 8),
    ("千万", 7),
    ("百万", 6),
    ("十万", 5),
    ("万", 4),
    ("千", 3),
    ("百", 2),
];

/// English scales.
const SCALES_EN: [(&str, i32); 7] =
    [("trillion", 12), ("billion", 9), ("million", 6), ("thousand", 3), ("hundred", 2), ("bn", 9), ("m", 6)];

/// What a rate is counted by: its name, Chinese words, English words.
const PER: [(&str, &[&str], &[&str]); 7] = [
    ("mu", &["亩"], &["mu"]),
    ("person", &["人"], &["person", "capita", "head"]),
    ("household", &["户"], &["household"]),
    ("month", &["月"], &["month"]),
    ("year", &["年"], &["year"]),
    ("day", &["天", "日"], &["day"]),
    ("m2", &["平方米"], &["square meter", "square metre", "m²"]),
];

impl DeclaredUnit {
    /// Reads a declared unit. Every text is one; what the table does not know counts things.
    pub fn read(text: &str, lang: Lang) -> DeclaredUnit {
        match lang {
            Lang::Zh => DeclaredUnit::chinese(text.trim()),
            Lang::En => DeclaredUnit::english(text.trim()),
        }
    }

    fn chinese(text: &str) -> DeclaredUnit {
        let whole = measured(text, Lang::Zh) != Measured::Count;
        // 百货店 is no hundred of anything.
        let scale = SCALES_ZH
            .iter()
            .filter(|_| !whole && !["百货", "百强", "千里"].iter().any(|word| text.starts_with(word)));
        let scale = scale.into_iter().find(|(word, _)| text.starts_with(word));
        let (scale_word, scale) = scale.map_or(("", 0), |(word, power)| (*word, *power));
        let word = &text[scale_word.len()..];
        DeclaredUnit {
            scale,
            measured: measured(word, Lang::Zh),
            word: word.to_owned(),
            scale_word: scale_word.to_owned(),
            before: false,
        }
    }

    fn english(text: &str) -> DeclaredUnit {
        // “RMB billion per mu”: the scale may stand inside.
        let words: Vec<&str> = text.split_whitespace().collect();
        let power = |word: &str| {
            let is = |(scale, _): &&(&str, i32)| match scale.len() {
                1 => *scale == word,
                _ => scale.eq_ignore_ascii_case(word),
            };
            SCALES_EN.iter().find(is).map(|(_, power)| *power)
        };
        let whole = measured(text, Lang::En) != Measured::Count;
        let at = words.iter().position(|word| power(word).is_some()).filter(|_| !whole);
        let (scale_word, scale) = at.map_or(("", 0), |at| (words[at], power(words[at]).unwrap_or(0)));
        let rest = words.iter().enumerate().filter(|(n, _)| Some(*n) != at).map(|(_, word)| *word);
        let word = if at.is_some() { rest.collect::<Vec<_>>().join(" ") } else { text.to_owned() };
        let measured = measured(&word, Lang::En);
        let money =
            matches!(measured, Measured::Unit(unit) | Measured::Rate(unit, _) if unit.dimension == "money");
        let code = word
            .split(' ')
            .next()
            .is_some_and(|code| code.len() == 3 && code.bytes().all(|byte| byte.is_ascii_uppercase()));
        DeclaredUnit { scale, measured, scale_word: scale_word.to_owned(), before: money && code, word }
    }

    /// The unit of the table that is counted, by itself or for each of something.
    pub fn unit(&self) -> Option<&'static Unit> {
        match self.measured {
            Measured::Unit(unit) | Measured::Rate(unit, _) => Some(unit),
            Measured::Count => None,
        }
    }

    /// Whether it measures a part of a whole: %, ‰.
    pub fn is_share(&self) -> bool {
        matches!(self.measured, Measured::Unit(unit) if unit.dimension == "share")
    }

    /// The power of ten that a number in it takes to be one without a scale; of a share, to be in per cent.
    pub fn power(&self) -> i32 {
        self.scale + self.unit().map_or(0, Unit::power)
    }

    /// What a number in this unit is multiplied by to be one in another; `None` if they do not measure the same.
    pub fn factor(&self, other: &DeclaredUnit) -> Option<Ratio> {
        let scales = Ratio::of(Decimal::from(1).checked_scaled(self.scale - other.scale)?)?;
        let units = |from: &Unit, to: &Unit| match from.converts(to) && from.zero == to.zero {
            true => from.factor.over(to.factor),
            false => None,
        };
        match (self.measured, other.measured) {
            (Measured::Count, Measured::Count) => Some(scales),
            // 3次 is “3 times”, as 3倍 is.
            (Measured::Count, Measured::Unit(times)) | (Measured::Unit(times), Measured::Count)
                if times.id == "times" && [&self.word, &other.word].into_iter().any(|word| word == "次") =>
            {
                Some(scales)
            }
            (Measured::Unit(from), Measured::Unit(to)) => scales.times(units(from, to)?),
            (Measured::Rate(from, by), Measured::Rate(to, other)) if by == other => {
                scales.times(units(from, to)?)
            }
            _ => None,
        }
    }

    /// A number in this unit as one in another, where that is exact.
    pub fn convert(&self, value: Decimal, other: &DeclaredUnit) -> Option<Decimal> {
        Ratio::of(value)?.times(self.factor(other)?)?.decimal()
    }

    /// The unit that was meant by a text that does not convert: the nearest in `lang` that measures the same.
    pub fn meant(&self, text: &str, lang: Lang) -> Option<String> {
        let own = self.unit()?;
        let mut all: Vec<String> = Vec::new();
        for unit in UNITS.iter().filter(|unit| unit.converts(own)) {
            match lang {
                Lang::Zh => all.extend(unit.zh.iter().flat_map(|word| {
                    let scaled = SCALES_ZH.iter().map(move |(scale, _)| format!("{scale}{word}"));
                    scaled.chain([(*word).to_owned()])
                })),
                Lang::En => {
                    let code = (unit.dimension == "money").then_some(unit.id);
                    let words =
                        (own.id == "CNY").then_some("RMB").into_iter().chain(code).chain(unit.english());
                    all.extend(words.flat_map(|word| {
                        let scaled = SCALES_EN[..4].iter().map(move |(scale, _)| match unit.dimension {
                            "money" => format!("{word} {scale}"),
                            _ => format!("{scale} {word}"),
                        });
                        scaled.chain([word.to_owned()])
                    }));
                }
            }
        }
        nearest(text, all.iter().map(String::as_str)).map(str::to_owned)
    }

    /// A number with its unit, as a sentence has it; a rank (`位`, `place`) is an ordinal.
    pub fn with(&self, number: &str, lang: Lang) -> String {
        let DeclaredUnit { word, scale_word, .. } = self;
        let percent =
            matches!(self.measured, Measured::Unit(unit) if unit.dimension == "share") && word == "%";
        match lang {
            Lang::Zh if word == "位" => format!("第{number}位"),
            Lang::En if word == "place" => ordinal(number),
            Lang::Zh => format!("{number}{scale_word}{word}"),
            Lang::En if percent => format!("{number}%"),
            Lang::En => {
                let one = (number == "1" && scale_word.is_empty()).then(|| self.singular());
                let word = one.as_deref().unwrap_or(word);
                let (first, last) = match word.split_once(' ') {
                    Some((first, last)) if self.before => (first, last),
                    _ => (word, ""),
                };
                let parts: [&str; 4] = match self.before {
                    true => [first, number, scale_word, last],
                    false => [number, scale_word, word, ""],
                };
                parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("\u{a0}")
            }
        }
    }

    /// The English word of one: hour, market entity, person.
    fn singular(&self) -> String {
        let known =
            |unit: &'static Unit| unit.en.iter().find(|name| name.many.eq_ignore_ascii_case(&self.word));
        match self.unit() {
            Some(unit) => known(unit).map_or(self.word.clone(), |name: &EnglishName| name.one.to_owned()),
            None => singular(&self.word),
        }
    }
}

/// The singular of a noun that may have words behind it: firms above a size, people in work.
fn singular(words: &str) -> String {
    const BEHIND: [&str; 8] = [" of ", " above ", " in ", " with ", " per ", " at ", " for ", " under "];
    let end = BEHIND.iter().filter_map(|word| words.find(word)).min().unwrap_or(words.len());
    let (noun, rest) = words.split_at(end);
    let one = match noun {
        _ if noun == "people" || noun.ends_with(" people") => {
            format!("{}person", noun.trim_end_matches("people"))
        }
        _ if noun.ends_with("series") || noun.ends_with("species") || noun.ends_with("ss") => noun.to_owned(),
        _ => match (noun.strip_suffix("ies"), noun.strip_suffix("es"), noun.strip_suffix('s')) {
            (Some(stem), ..) => format!("{stem}y"),
            (_, Some(stem), _) if ["s", "sh", "ch", "x", "z"].iter().any(|end| stem.ends_with(end)) => {
                stem.to_owned()
            }
            (.., Some(stem)) => stem.to_owned(),
            _ => noun.to_owned(),
        },
    };
    one + rest
}

/// What a unit's text measures.
fn measured(text: &str, lang: Lang) -> Measured {
    if let Some(unit) = lookup(text, lang) {
        return Measured::Unit(unit);
    }
    let split = match lang {
        Lang::Zh => text.split_once('/').or_else(|| text.split_once('每')),
        Lang::En => {
            text.split_once('/').or_else(|| text.split_once(" per ")).or_else(|| text.split_once(" a "))
        }
    };
    let rate = split.and_then(|(unit, by)| {
        let is = |(_, zh, en): &&(&str, &[&str], &[&str])| match lang {
            Lang::Zh => zh.contains(&by.trim()),
            Lang::En => en.contains(&by.trim()),
        };
        Some(Measured::Rate(lookup(unit.trim(), lang)?, PER.iter().find(is)?.0))
    });
    rate.unwrap_or(Measured::Count)
}

/// The unit of a word or a sign; of 吨级 too, and of “years of age”.
fn lookup(text: &str, lang: Lang) -> Option<&'static Unit> {
    let text = text.strip_suffix("级").filter(|_| lang == Lang::Zh).unwrap_or(text);
    let text = text.strip_suffix(" of age").unwrap_or(text);
    let text = match text {
        "方" => "立方米",
        "%" if lang == Lang::En => "percent",
        "pounds" if lang == Lang::En => "pounds",
        _ => text,
    };
    let words = &*WORDS;
    let sign = words.signs.get(text);
    let word = match lang {
        Lang::Zh => words.chinese.get(text),
        Lang::En => words.english.get(text.to_ascii_lowercase().as_str()),
    };
    let code = words.codes.get(text).filter(|_| lang == Lang::En);
    UNITS.get(*[sign, word, code].into_iter().flatten().min()?)
}

/// Where units stand in the table by what they are called there; the first of those that share a word.
#[derive(Default)]
struct UnitWords {
    signs: QuickMap<&'static str, usize>,
    chinese: QuickMap<&'static str, usize>,
    /// In lower case.
    english: QuickMap<String, usize>,
    /// The codes of currencies, and m for the meter.
    codes: QuickMap<&'static str, usize>,
}

static WORDS: LazyLock<UnitWords> = LazyLock::new(|| {
    let mut words = UnitWords::default();
    for (at, unit) in UNITS.iter().enumerate() {
        for sign in &unit.signs {
            words.signs.entry(sign).or_insert(at);
        }
        for word in &unit.zh {
            words.chinese.entry(word).or_insert(at);
        }
        for word in unit.english() {
            words.english.entry(word.to_ascii_lowercase()).or_insert(at);
        }
        if unit.dimension == "money" || unit.id == "m" {
            words.codes.entry(unit.id).or_insert(at);
        }
    }
    words
});

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

    fn convert(value: &str, zh: &str, en: &str) -> Option<String> {
        let (zh, en) = (DeclaredUnit::read(zh, Lang::Zh), DeclaredUnit::read(en, Lang::En));
        zh.convert(Decimal::read(value)?, &en).map(Decimal::plain)
    }

    #[test]
    fn converts_exactly() {
        for (value, zh, en, expected) in [
            ("5786", "亿元", "RMB billion", "578.6"),
            ("16", "万标箱", "TEU", "160000"),
            ("74.1", "万家", "thousand firms", "741"),
            ("8.4", "‰", "percent", "0.84"),
            ("6.4", "%", "percent", "6.4"),
            ("85.6", "万元/亩", "RMB per mu", "856000"),
            ("245", "万人", "Million people", "2.45"),
            ("3", "千家", "firms", "3000"),
            ("5", "百户", "households", "500"),
            ("12", "千克", "kilograms", "12"),
            ("7.2", "万亩", "hectares", "4800"),
            ("120", "公里/小时", "km/h", "120"),
            ("36", "万千瓦", "megawatts", "360"),
            ("65", "家", "firms", "65"),
            ("72", "次", "times", "72"),
            ("3", "倍", "times", "3"),
        ] {
            assert_eq!(convert(value, zh, en).as_deref(), Some(expected), "{zh} {en}");
        }
        assert_eq!(convert("5786", "亿元", "percent"), None);
        assert_eq!(convert("1", "亩", "hectares"), None, "no decimal is exact");
        assert_eq!(convert("25", "公里", "tonnes"), None);
        assert_eq!(convert("25", "元/亩", "RMB"), None);
        assert_eq!(convert("25", "亿元", "USD billion"), None);
    }

    #[test]
    fn offers_the_unit_that_was_meant() {
        let yuan = DeclaredUnit::read("亿元", Lang::Zh);
        assert_eq!(yuan.meant("RMB bilion", Lang::En).as_deref(), Some("RMB billion"));
        assert_eq!(
            DeclaredUnit::read("RMB billion", Lang::En).meant("亿园", Lang::Zh).as_deref(),
            Some("亿元")
        );
        assert_eq!(yuan.meant("kilometers", Lang::En), None);
    }

    #[test]
    fn writes_as_a_sentence_does() {
        for (unit, number, expected) in [
            ("RMB billion", "578.6", "RMB\u{a0}578.6\u{a0}billion"),
            ("firms", "65", "65\u{a0}firms"),
            ("firms", "1", "1\u{a0}firm"),
            ("market entities", "1", "1\u{a0}market entity"),
            ("people in work", "1", "1\u{a0}person in work"),
            ("buses", "1", "1\u{a0}bus"),
            ("million people", "1", "1\u{a0}million\u{a0}people"),
            ("hours", "1", "1\u{a0}hour"),
            ("feet", "1", "1\u{a0}foot"),
            ("hours", "1.5", "1.5\u{a0}hours"),
            ("RMB per mu", "856,000", "RMB\u{a0}856,000\u{a0}per mu"),
            ("percent", "6.4", "6.4\u{a0}percent"),
        ] {
            assert_eq!(DeclaredUnit::read(unit, Lang::En).with(number, Lang::En), expected);
        }
        assert_eq!(DeclaredUnit::read("亿元", Lang::Zh).with("5786", Lang::Zh), "5786亿元");
        assert_eq!(DeclaredUnit::read("位", Lang::Zh).with("4", Lang::Zh), "第4位");
        let ranks = ["1", "2", "3", "4", "11", "12", "13", "21"];
        assert_eq!(
            ranks.map(|rank| DeclaredUnit::read("place", Lang::En).with(rank, Lang::En)),
            ["1st", "2nd", "3rd", "4th", "11th", "12th", "13th", "21st"]
        );
    }
}
