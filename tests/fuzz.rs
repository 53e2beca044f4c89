//! The fuzz targets as an ordinary test: over the corpus, which holds what fuzzing once found, and over
//! pieces of content put together at random. See `tests/fuzz/`.

use std::fs;

use duizhao::base::lang::Lang;
use duizhao::base::source::Source;
use duizhao::model::lock::{Lock, Locked, PassageId, Remembered};
use duizhao::quantity::quantities;
use proptest::prelude::*;

#[path = "fuzz/entries.rs"]
mod entries;

#[test]
fn the_corpus_holds() {
    for (name, target) in entries::TARGETS {
        let folder = format!("{}/tests/fuzz/corpus/{name}", env!("CARGO_MANIFEST_DIR"));
        let mut files: Vec<_> = fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path()).collect();
        files.sort();
        assert!(files.len() >= 2, "{folder} holds nothing");
        for file in files {
            println!("{}", file.display());
            target(&fs::read(&file).unwrap());
        }
    }
}

#[test]
fn every_target_is_built() {
    let cargo = fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fuzz/Cargo.toml")).unwrap();
    for (name, _) in entries::TARGETS {
        assert!(cargo.contains(&format!("path = \"targets/{name}.rs\"")), "{name}");
    }
}

const MARKDOWN: [&str; 62] = [
    "{~~",
    "~>",
    "~~}",
    "{>>",
    "<<}",
    "{==",
    "==}",
    "*",
    "**",
    "_",
    "__",
    "~~",
    "`",
    "```\n",
    "\n",
    "\n\n",
    "> ",
    ">",
    "- ",
    "1. ",
    "# ",
    "## ",
    " {#x .same}",
    "| ",
    "|",
    "| --- |\n",
    "[",
    "](b.zh.md#p2)",
    "](<a b> \"t\")",
    "![",
    "]",
    "[^1]",
    "[^1]: ",
    "(",
    ")",
    "<b>",
    "</b>",
    "<script>",
    "<!--",
    "-->",
    "<!-- duizhao: allow x: 甲 -->\n",
    "<div>\n",
    "\\",
    "&amp;",
    "&#0;",
    "    ",
    "\t",
    "  \n",
    "— o#1",
    "[…]",
    "重要。",
    "后文",
    "“引”",
    " word ",
    "5786亿元",
    "RMB 578.6 billion",
    "\u{200b}",
    "\u{e000}",
    "\u{fe0f}",
    "é",
    "😀",
    "[x]: y\n",
];

/// Pieces of XML, those of drawings and memories, and what hides others in them.
const XML: [&str; 44] = [
    "<svg xmlns=\"http://www.w3.org/2000/svg\">",
    "<svg xmlns='http://www.w3.org/2000/svg'",
    "</svg>",
    "<script>",
    "</script>",
    "<s:script xmlns:s='http://www.w3.org/2000/svg'>",
    "<style>",
    "</style>",
    "@import 'x';",
    "url(https://example.org/x)",
    "url(#a)",
    "<path d=\"M0 0\"/>",
    "<set attributeName=",
    "\"&#104;ref\"",
    " onload=",
    " href=",
    "\"javascript:x\"",
    "\"#a\"",
    "<g>",
    "</g>",
    "<g",
    "/>",
    ">",
    "<!--",
    "-->",
    "<![CDATA[",
    "]]>",
    "<?xml version=\"1.0\"?>",
    "<?a ",
    "?>",
    "<!DOCTYPE svg [<!ENTITY a \"b\">]>",
    "<!DOCTYPE tmx SYSTEM \"tmx14.dtd\">",
    "&a;",
    "&amp;",
    "&#0;",
    "\"",
    "'",
    "<tmx>",
    "<tu>",
    "<tuv xml:lang=\"zh\"><seg>增长6.4%</seg></tuv>",
    "<tuv xml:lang=\"en\"><seg>up</seg></tuv>",
    "</tu>",
    "</tmx>",
    "文",
];

const TEMPLATE: [&str; 22] = [
    "{% extends \"base.html\" %}",
    "{% block main %}",
    "{% endblock %}",
    "{% for a in b %}",
    "{% endfor %}",
    "{% if page %}",
    "{% endif %}",
    "{{ page.title }}",
    "{{ ",
    " }}",
    "{% ",
    " %}",
    "{#",
    "#}",
    "\"",
    "| safe",
    "| length",
    "search: { zh: 检索, en: Search }\n",
    "a: [",
    "<p>",
    "文",
    "\n",
];

const JSON: [&str; 16] = [
    "{",
    "}",
    "\"id\": ",
    "\"zh\": ",
    "\"en\": ",
    "\"text\": ",
    "\"lang\": ",
    "\"增长6.4%\"",
    "\"up 6.4 percent\"",
    "1",
    ", ",
    "\n",
    "\"",
    "\\u202e",
    "\\ud800",
    "[",
];

const YAML: [&str; 50] = [
    "---\n",
    "title",
    "summary",
    "tags",
    "figures",
    "points",
    "allow",
    "rules",
    "zh",
    "en",
    ": ",
    ":",
    "- ",
    "  ",
    "\n",
    "\n  ",
    "\n    - ",
    "{ ",
    " }",
    "[",
    "]",
    ", ",
    "'",
    "\"",
    "&a ",
    "*a",
    "!!str ",
    "| \n",
    ">-\n",
    "~",
    "true",
    "2022-04-11",
    "3875",
    "1.10",
    "-0x1F",
    ".inf",
    "甲",
    "台州：两份",
    "#",
    "# x\n",
    "? ",
    "%",
    "@",
    "`",
    "\t",
    "value",
    "at",
    "kind: target",
    "\\u0000",
    "link-broken: off",
];

const NUMERALS: [&str; 60] = [
    "一",
    "二",
    "十",
    "百",
    "千",
    "万",
    "亿",
    "零",
    "〇",
    "两",
    "半",
    "几",
    "第",
    "三分之",
    "成",
    "点",
    "．",
    "1",
    "23",
    "456",
    "７",
    ",",
    ".",
    "，",
    "、",
    "-",
    "—",
    "—",
    "~",
    "至",
    "年",
    "月",
    "日",
    "％",
    "%",
    "‰",
    "个百分点",
    "倍",
    "翻番",
    "亿元",
    "万亩",
    "公里",
    "近",
    "超",
    "余",
    "以上",
    "多",
    " ",
    "\n",
    "one",
    "hundred",
    "thousand",
    "million",
    "-",
    "third",
    "RMB ",
    "$",
    "percent",
    "and",
    "2024",
];

fn woven(pieces: &'static [&'static str], most: usize) -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(pieces), 0..most).prop_map(|all| all.concat())
}

/// A whole number up to 9999,9999,9999 in Chinese numerals, written independently of the program.
fn in_chinese(number: u64) -> String {
    const DIGITS: [&str; 10] = ["零", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
    fn below_ten_thousand(number: u64) -> String {
        let mut out = String::new();
        let mut gap = false;
        for (unit, sign) in [(1000, "千"), (100, "百"), (10, "十"), (1, "")] {
            let digit = number / unit % 10;
            if digit == 0 {
                gap = !out.is_empty();
                continue;
            }
            if gap {
                out.push('零');
            }
            gap = false;
            out.push_str(DIGITS[digit as usize]);
            out.push_str(sign);
        }
        out
    }
    let mut out = String::new();
    let mut gap = false;
    for (unit, sign) in [(100_000_000, "亿"), (10_000, "万"), (1, "")] {
        let part = number / unit % 10_000;
        if part == 0 {
            gap = !out.is_empty();
            continue;
        }
        if !out.is_empty() && (gap || part < 1000) {
            out.push('零');
        }
        gap = false;
        out.push_str(&below_ten_thousand(part));
        out.push_str(sign);
    }
    out
}

/// The numbers below twenty, in words; nothing for none.
const SMALL: &str = " one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen \
    seventeen eighteen nineteen";

/// A whole number below a million million in English words.
fn in_english(number: u64) -> String {
    let small: Vec<&str> = SMALL.split(' ').collect();
    const TENS: [&str; 10] =
        ["", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];
    let group = |number: u64| {
        let mut parts = Vec::new();
        if number >= 100 {
            parts.push(format!("{} hundred", small[(number / 100) as usize]));
        }
        let rest = (number % 100) as usize;
        match rest {
            0 => {}
            1..20 => parts.push(small[rest].to_owned()),
            _ if rest.is_multiple_of(10) => parts.push(TENS[rest / 10].to_owned()),
            _ => parts.push(format!("{}-{}", TENS[rest / 10], small[rest % 10])),
        }
        parts.join(" and ")
    };
    let scales = [(1_000_000_000, " billion"), (1_000_000, " million"), (1000, " thousand"), (1, "")];
    let parts = scales.iter().filter(|(unit, _)| !(number / unit).is_multiple_of(1000));
    parts.map(|(unit, name)| format!("{}{name}", group(number / unit % 1000))).collect::<Vec<_>>().join(" ")
}

fn only_value(text: &str, lang: Lang) -> Result<String, TestCaseError> {
    let found = quantities(text, lang, &[]);
    prop_assert_eq!(found.len(), 1, "{}: {:?}", text, found);
    Ok(found[0].plain())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(400) })]

    #[test]
    fn any_markdown_is_read(text in woven(&MARKDOWN, 40)) {
        entries::markdown(text.as_bytes());
    }

    #[test]
    fn any_yaml_is_read(text in woven(&YAML, 40)) {
        entries::front_matter(format!("---\n{text}\n---\n").as_bytes());
        entries::site_yaml(text.as_bytes());
        entries::glossary(text.as_bytes());
        entries::original(format!("---\n{text}\n---\n").as_bytes());
    }

    #[test]
    fn any_drawing_and_any_memory_is_read(text in woven(&XML, 24)) {
        entries::drawing(text.as_bytes());
        entries::tmx(text.as_bytes());
    }

    #[test]
    fn any_template_is_read(text in woven(&TEMPLATE, 16)) {
        entries::template(text.as_bytes());
        entries::texts(text.as_bytes());
    }

    #[test]
    fn any_lines_of_json_are_read(text in woven(&JSON, 24)) {
        entries::json_lines(text.as_bytes());
    }

    #[test]
    fn any_numerals_are_read(text in woven(&NUMERALS, 24)) {
        entries::numerals_zh(text.as_bytes());
        entries::numerals_en(text.as_bytes());
    }

    #[test]
    fn any_bytes_are_read(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        for (name, target) in entries::TARGETS {
            if name != "site" {
                target(&bytes);
            }
        }
    }

    #[test]
    fn whole_numbers_are_read_as_they_are_said(number in 21u64..999_999_999_999) {
        prop_assert_eq!(only_value(&format!("共{}户。", in_chinese(number)), Lang::Zh)?, number.to_string());
        prop_assert_eq!(only_value(&format!("In all {} households.", in_english(number)), Lang::En)?, number.to_string());
    }

    #[test]
    fn scales_are_exact(whole in 1u64..1_000_000, part in 0u64..100) {
        let said = format!("{whole}.{part:02}");
        let value = (whole * 100 + part) as u128 * 1_000_000;
        prop_assert_eq!(only_value(&format!("产值{said}亿元"), Lang::Zh)?, value.to_string());
        let value = (whole * 100 + part) as u128 * 10_000;
        prop_assert_eq!(only_value(&format!("output of RMB {said} million"), Lang::En)?, value.to_string());
    }

    #[test]
    fn a_lock_is_read_as_it_was_written(
        lines in prop::collection::btree_map(("[a-z经 %]{1,8}/[a-z%]{1,4}", 0u32..50), (any::<bool>(), prop::option::of(any::<String>()), prop::collection::vec(0u32..0xfff_ffff, 0..4)), 1..12)
    ) {
        let mut lock = Lock { exists: true, ..Lock::default() };
        for ((address, number), (is_retired, words, hashes)) in lines {
            let id = if number == 0 { PassageId::Header } else { PassageId::Number(number) };
            let wording = match (words, is_retired) {
                (Some(zh), _) => Remembered::Words { en: (hashes.len() > 1).then(|| zh.chars().rev().collect()), zh },
                (None, true) => Remembered::Nothing,
                (None, false) => Remembered::Hashes(hashes),
            };
            let page = lock.pages.entry(address.trim().to_owned()).or_default();
            std::sync::Arc::make_mut(page).insert(id, Locked { wording, is_retired });
        }
        let (again, found) = duizhao::parse::lock::read(&Source::new("content/duizhao.lock", &duizhao::parse::lock::write(&lock)));
        prop_assert!(found.is_empty(), "{:?}", found);
        prop_assert_eq!(again, lock);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(24) })]

    #[test]
    fn any_site_is_rendered_whole(zh in woven(&MARKDOWN, 40), en in woven(&MARKDOWN, 40)) {
        let header = "---\ntitle: 甲\noriginal: o\n---\n";
        let original = "---\ntitle: { zh: 报, en: R }\n---\n重要。后文5786亿元\n";
        entries::site([format!("{header}{zh}").as_bytes(), format!("{header}{en}").as_bytes(), original.as_bytes()].join(&0xff).as_slice());
    }
}
