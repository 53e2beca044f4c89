//! A translation memory (TMX 1.4) → pairs of texts.

use crate::base::lang::{Both, Lang};
use crate::base::xml::{self, Node, XmlError};

/// A unit of a memory that has both languages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TranslationUnit {
    /// Its number in the file, from 1.
    pub number: usize,
    /// Its `tuid`, or its number in the file.
    pub id: String,
    /// What it says.
    pub text: Both<String>,
}

/// Whether a text looks like a translation memory: it begins with a mark, JSON Lines do not.
pub(crate) fn is_tmx(text: &str) -> bool {
    text.trim_start_matches('\u{feff}').trim_start().starts_with('<')
}

/// The units of a memory that have a Chinese and an English side.
pub fn units(text: &str) -> Result<Vec<TranslationUnit>, XmlError> {
    let document = xml::parse(text.trim_start_matches('\u{feff}').trim_start())?;
    let units = document.descendants().filter(|node| node.has_tag_name("tu")).enumerate();
    Ok(units.filter_map(|(at, node)| unit(at + 1, node)).collect())
}

fn unit(number: usize, node: Node) -> Option<TranslationUnit> {
    let side = |lang: Lang| {
        let variants = node.children().filter(|child| child.has_tag_name("tuv"));
        let segment = variants
            .filter(|variant| language(*variant) == Some(lang))
            .find_map(|variant| variant.children().find(|child| child.has_tag_name("seg")))?;
        Some(
            segment
                .descendants()
                .filter(|node| node.is_text() && !in_code(*node))
                .filter_map(|node| node.text())
                .collect::<String>(),
        )
    };
    let text = Both { zh: side(Lang::Zh)?, en: side(Lang::En)? };
    Some(TranslationUnit {
        number,
        id: node.attribute("tuid").map_or(number.to_string(), str::to_owned),
        text,
    })
}

/// `xml:lang`, or `lang` as older files have it.
fn language(variant: Node) -> Option<Lang> {
    let tag = variant.attributes().find(|one| one.name() == "lang")?.value().to_lowercase();
    match tag.split(['-', '_']).next()? {
        // ISO 639-1, 639-2/B, 639-2/T and, for Mandarin, 639-3, with whatever script and region.
        "zh" | "chi" | "zho" | "cmn" => Some(Lang::Zh),
        "en" | "eng" => Some(Lang::En),
        _ => None,
    }
}

/// Whether a text belongs to a mark of the translated format (`bpt`, `ept`, `it`, `ph`, `ut`).
fn in_code(node: Node) -> bool {
    node.ancestors()
        .take_while(|one| !one.has_tag_name("seg"))
        .any(|one| ["bpt", "ept", "it", "ph", "ut"].iter().any(|name| one.has_tag_name(*name)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_have_both_languages_and_no_marks() {
        let text = "<?xml version=\"1.0\"?>\n<tmx version=\"1.4\"><header/><body>\
            <tu tuid=\"a\"><tuv xml:lang=\"zh-CN\"><seg>增长<bpt i=\"1\">&lt;b&gt;</bpt>6.4%</seg></tuv>\
            <tuv xml:lang=\"EN-US\"><seg>up 6.4%</seg></tuv></tu>\
            <tu><tuv xml:lang=\"zh\"><seg>只有中文</seg></tuv></tu></body></tmx>";
        assert!(is_tmx(text) && !is_tmx("{\"id\": 1}"));
        let found = units(text).unwrap();
        assert_eq!(
            found,
            [TranslationUnit { number: 1, id: "a".into(), text: Both::new("增长6.4%", "up 6.4%") }]
        );
        assert!(units("<tmx>").is_err());
    }

    #[test]
    fn a_language_is_known_by_each_of_its_codes() {
        let memory = |zh: &str, en: &str| {
            let side = |lang: &str, text: &str| format!("<tuv xml:lang=\"{lang}\"><seg>{text}</seg></tuv>");
            format!("<tmx><body><tu>{}{}</tu></body></tmx>", side(zh, "增长"), side(en, "growth"))
        };
        for zh in ["zh", "ZH-CN", "zh_Hans_CN", "zho", "chi", "cmn-Hans-CN", "zh-TW"] {
            for en in ["en", "EN-US", "en_GB", "eng"] {
                assert_eq!(units(&memory(zh, en)).unwrap().len(), 1, "{zh} {en}");
            }
        }
        for other in ["ja", "zza", "cm", "yue", ""] {
            assert_eq!(units(&memory(other, "en")).unwrap(), [], "{other}");
        }
    }
}
