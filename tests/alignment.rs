//! Sentences across from each other: cases of people, and what must hold of any two texts.

use std::io::Write;
use std::ops::Range;
use std::process::Stdio;

use duizhao::base::lang::{Both, Lang};
use duizhao::base::sentence::{clauses, sentences};
use duizhao::model::alignment::{Alignment, SentencePair};
use duizhao::prove::alignment::{Evidence, align};
use duizhao::quantity::compare::compare;
use duizhao::quantity::quantities;
use proptest::prelude::*;
use serde_json::{Value, json};

use crate::site::{Folder, Ran, program};

/// Two texts with what the proof knows of them.
fn aligned(zh: &str, en: &str) -> Alignment {
    let found = Both { zh: quantities(zh, Lang::Zh, &[]), en: quantities(en, Lang::En, &[]) };
    let equal = compare(zh, &found.zh, en, &found.en).pairs;
    let found = found.as_ref().map(Vec::as_slice);
    align(Both { zh, en }, &Evidence { found, equal: &equal, ..Evidence::default() })
}

fn texts(zh: &str, en: &str, pairs: &[SentencePair]) -> Vec<(String, String)> {
    let said = |text: &str, range: &Range<usize>| text[range.clone()].trim().to_owned();
    pairs.iter().map(|pair| (said(zh, &pair.zh), said(en, &pair.en))).collect()
}

#[test]
fn sentences_stand_across_from_their_translations() {
    let file = include_str!("cases/alignment.md");
    let mut cases = 0;
    for case in file.split("\n## ").skip(1) {
        let mut lines = case.lines();
        let name = lines.next().unwrap();
        let sides: Vec<&str> = lines.filter_map(|line| line.strip_prefix("- ")).collect();
        let [zh, en] = sides[..] else { panic!("{name}: two lines make a case") };
        let parts = |side: &str| side.split('|').map(|part| part.trim().to_owned()).collect::<Vec<_>>();
        let expected: Vec<(String, String)> = parts(zh).into_iter().zip(parts(en)).collect();
        assert_eq!(parts(zh).len(), parts(en).len(), "{name}");
        let (zh, en) = (zh.replace('|', ""), en.replace('|', ""));
        assert_eq!(texts(&zh, &en, &aligned(&zh, &en).pairs), expected, "{name}");
        cases += 1;
    }
    assert!(cases >= 18);
}

#[test]
fn what_is_not_certain_stays_with_the_larger_unit() {
    // The English tells it the other way round.
    let zh = "老城区修缮了三条街。新城区建成两所学校。";
    let en = "Two schools were built in the new town. Three streets of the old town were repaired.";
    let alignment = aligned(zh, en);
    assert_eq!(alignment.certain().len(), 1, "{:?}", texts(zh, en, &alignment.certain()));
    let straight = "Three streets of the old town were repaired. Two schools were built in the new town.";
    assert_eq!(aligned(zh, straight).certain().len(), 2);
}

#[test]
fn certain_pairs_hold_what_the_fine_ones_hold() {
    let pair = |zh: Range<usize>, en: Range<usize>| SentencePair { zh, en };
    let pairs = vec![pair(0..3, 0..4), pair(3..6, 4..4), pair(6..9, 5..8), pair(9..12, 9..12)];
    let alignment = Alignment { pairs, sure: vec![false, true, false] };
    assert_eq!(alignment.certain(), [pair(0..6, 0..4), pair(6..12, 5..12)]);
    let pairs = vec![pair(0..0, 0..4), pair(0..6, 5..8)];
    assert_eq!(Alignment { pairs, sure: vec![false] }.certain(), [pair(0..6, 0..8)]);
}

/// Everything of both texts is in one pair, in order, at the borders of characters.
fn holds(zh: &str, en: &str, pairs: &[SentencePair]) {
    for (lang, text) in [(Lang::Zh, zh), (Lang::En, en)] {
        let mut end = 0;
        for pair in pairs {
            let range = pair.get(lang).clone();
            assert!(range.start >= end && range.end >= range.start, "{range:?} comes before {end}");
            assert!(text.get(range.clone()).is_some(), "{range:?} is no range of {text:?}");
            assert_eq!(text[end..range.start].trim(), "", "left out of {text:?}");
            end = range.end;
        }
        assert_eq!(text[end..].trim(), "", "left out of {text:?}");
    }
    assert!(pairs.iter().all(|pair| !pair.zh.is_empty() || !pair.en.is_empty()));
}

const PIECES: [&str; 40] = [
    "。",
    "！",
    "？",
    "；",
    "……",
    "“",
    "”",
    "（",
    "）",
    "\"",
    ". ",
    "! ",
    "? ",
    "; ",
    "... ",
    "Mr. ",
    "U.S. ",
    "3.5",
    "5786亿元",
    "578.6 billion ",
    "增长6%",
    "rose 6% ",
    "特朗普",
    "Trump ",
    "台州",
    "Taizhou ",
    "经济",
    "economy ",
    "\n",
    "\n\n",
    " ",
    "　",
    "a",
    "中",
    "é",
    "🙂",
    "1.",
    "No. ",
    "，",
    ", ",
];

proptest! {
    #[test]
    fn any_two_texts_are_told_whole_and_in_order(
        zh in prop::collection::vec(prop::sample::select(&PIECES[..]), 0..40),
        en in prop::collection::vec(prop::sample::select(&PIECES[..]), 0..40),
    ) {
        let (zh, en) = (zh.concat(), en.concat());
        let alignment = aligned(&zh, &en);
        holds(&zh, &en, &alignment.pairs);
        holds(&zh, &en, &alignment.certain());
        prop_assert_eq!(alignment.sure.len(), alignment.pairs.len().saturating_sub(1));
    }

    #[test]
    fn sentences_and_clauses_hold_everything(pieces in prop::collection::vec(prop::sample::select(&PIECES[..]), 0..60)) {
        let text = pieces.concat();
        for ranges in [sentences(&text), clauses(&text)] {
            let mut end = 0;
            for range in ranges {
                prop_assert!(range.start >= end && range.end > range.start);
                prop_assert_eq!(text[end..range.start].trim(), "");
                prop_assert_eq!(text[range.clone()].trim(), &text[range.clone()]);
                end = range.end;
            }
            prop_assert_eq!(text[end..].trim(), "");
        }
    }
}

#[test]
fn a_thousand_sentences_are_told_in_a_moment() {
    let zh: String = (0..1500).map(|n| format!("第{n}家企业增长{}%。", n % 50)).collect();
    let en: String = (0..1500).map(|n| format!("Enterprise {n} grew by {}%. ", n % 50)).collect();
    let start = std::time::Instant::now();
    assert_eq!(aligned(&zh, &en).pairs.len(), 1500);
    assert!(start.elapsed().as_secs() < 20, "{:?}", start.elapsed());
}

/// Runs `align` on a text at its standard input.
fn align_command(args: &[&str], input: &str) -> Ran {
    let mut command = program();
    command.arg("align").args(args).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    let _ = child.stdin.take().unwrap().write_all(input.as_bytes());
    child.wait_with_output().unwrap().into()
}

#[test]
fn the_command_answers_in_characters() {
    let line = json!({"id": "a", "zh": "🙂一句。两句。", "en": "One — two. Three."}).to_string();
    let ran = align_command(&[], &(line + "\n"));
    assert_eq!(ran.status.code(), Some(0));
    let answer: Value = serde_json::from_str(ran.text().trim()).unwrap();
    assert_eq!(
        answer,
        json!({"id": "a", "pairs": [{"zh": [0, 4], "en": [0, 10]}, {"zh": [4, 7], "en": [11, 17]}]})
    );
}

#[test]
fn the_command_answers_every_line_and_tells_people_sentence_by_sentence() {
    let lines = [("", "Only."), ("只有中文。", ""), ("", ""), ("甲。\n\n乙。", "A. \n\n B.")];
    let input: String = lines.iter().map(|(zh, en)| json!({"zh": zh, "en": en}).to_string() + "\n").collect();
    let ran = align_command(&[], &input);
    let answers: Vec<Value> = ran.text().lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(answers.len(), 4);
    assert_eq!(answers[0], json!({"id": null, "pairs": [{"zh": [0, 0], "en": [0, 5]}]}));
    assert_eq!(answers[1], json!({"id": null, "pairs": [{"zh": [0, 5], "en": [0, 0]}]}));
    assert_eq!(answers[2], json!({"id": null, "pairs": []}));
    assert_eq!(answers[3]["pairs"].as_array().unwrap().len(), 2);
    let told = align_command(&["--format", "human"], &input);
    assert!(told.text().contains("4.2    乙。\n       B.\n"), "{}", told.text());
    assert!(told.text().contains("2.1    只有中文。\n       —\n"), "{}", told.text());
}

#[test]
fn the_command_reads_memories_and_glossaries() {
    let folder = Folder::with_site();
    folder.write(
        "memory.tmx",
        "<tmx version=\"1.4\"><header srclang=\"zh\"/><body><tu tuid=\"t\"><tuv xml:lang=\"zh\"><seg>一体化推进。山海协作深入开展，成效明显。</seg></tuv><tuv xml:lang=\"en\"><seg>Progress continued on all fronts, as had been planned for some years. The Mountain-Sea Program works.</seg></tuv></tu></body></tmx>",
    );
    folder.write("glossary.yaml", "- zh: 山海协作\n  en: Mountain-Sea Program\n");
    let ran = folder.run_inside(&["align", "memory.tmx", "--glossary", "glossary.yaml", "--format", "json"]);
    assert_eq!(ran.status.code(), Some(0), "{}", ran.stderr);
    let answer: Value = serde_json::from_str(ran.text().trim()).unwrap();
    assert_eq!(answer["id"], "t");
    assert_eq!(answer["pairs"][1]["zh"], json!([6, 20]));
}

#[test]
fn the_command_refuses_what_it_cannot_read_in_both_languages() {
    for (args, zh, en) in [
        (["--lang", "zh"], "第 1 行缺中文或英文", ""),
        (["--lang", "en"], "", "line 1 lacks the Chinese or the English"),
    ] {
        let ran = align_command(&args, "{\"id\": 1, \"zh\": \"甲。\"}\n");
        assert_eq!(ran.status.code(), Some(2));
        assert!(ran.stderr.contains(zh) && ran.stderr.contains(en), "{}", ran.stderr);
    }
}
