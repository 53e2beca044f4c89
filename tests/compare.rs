//! `duizhao compare`: what it answers to pairs of texts, good and bad, and to input that it cannot use.

use std::io::{BufRead, BufReader, Write};
use std::process::Stdio;

use serde_json::{Value, json};

use crate::site::{Folder, Ran, program};

/// Runs `compare` on a text at its standard input.
fn compare(args: &[&str], input: impl AsRef<[u8]>) -> Ran {
    let mut child = program()
        .arg("compare")
        .args(args)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // A program that has already given up reads no more.
    let _ = child.stdin.take().unwrap().write_all(input.as_ref());
    child.wait_with_output().unwrap().into()
}

fn line(zh: &str, en: &str) -> String {
    json!({"id": 1, "zh": zh, "en": en}).to_string() + "\n"
}

fn answers(ran: &Ran) -> Vec<Value> {
    ran.text().lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// Rules and kinds of the one answer to a pair.
fn found(args: &[&str], zh: &str, en: &str) -> (bool, Vec<(String, String)>) {
    let answers = answers(&compare(args, line(zh, en)));
    assert_eq!(answers.len(), 1);
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let findings = answers[0]["findings"].as_array().unwrap();
    let findings = findings.iter().map(|one| (text(&one["rule"]), text(&one["kind"]))).collect();
    (answers[0]["ok"].as_bool().unwrap(), findings)
}

#[test]
fn a_pair_that_says_the_same_is_clean() {
    let ran = compare(&[], line("企业有12家，“都”在增长。", "There are 12 firms, all “of them” growing."));
    assert_eq!(answers(&ran), [json!({"id": 1, "ok": true, "findings": []})]);
    assert_eq!(ran.told(), (Some(0), String::new()));
}

#[test]
fn a_finding_says_its_places_in_characters() {
    let ran = compare(&[], line("企业有12家。", "🙂 There are 13 firms."));
    let answer = answers(&ran).remove(0);
    let finding = &answer["findings"][0];
    assert_eq!((&finding["rule"], &finding["kind"]), (&json!("figure-mismatch"), &json!("figure")));
    assert_eq!(finding["level"], "error");
    assert_eq!(finding["zh"], json!({"start": 3, "end": 5}));
    assert_eq!(finding["en"], json!({"start": 12, "end": 14}));
    assert!(finding["message"]["zh"].as_str().unwrap().contains("12"), "{finding}");
    assert!(finding["message"]["en"].as_str().unwrap().contains("13"), "{finding}");
    assert_eq!(answer["ok"], false);
    assert_eq!(ran.status.code(), Some(1));
}

#[test]
fn line_ends_and_marks_inside_a_text_move_no_place() {
    let ran = compare(&[], line("\u{feff}企业\r\n有12家。", "There are 13 firms."));
    assert_eq!(answers(&ran)[0]["findings"][0]["zh"], json!({"start": 6, "end": 8}));
}

#[test]
fn form_counts_only_when_asked() {
    for (zh, en, rule, kind) in [
        ("报告写道,到年底。", "By the end of the year.", "punctuation-width", "punctuation"),
        ("这是**重要的一句。", "This is an important sentence.", "stray-markup", "markup"),
        ("推进重大项目建设。", "To push ahead with 重大项目.", "text-untranslated", "untranslated"),
    ] {
        assert_eq!(found(&[], zh, en), (true, vec![(rule.to_owned(), kind.to_owned())]));
        assert!(!found(&["--strict"], zh, en).0, "{rule}");
        assert_eq!(compare(&[], line(zh, en)).status.code(), Some(0));
        assert_eq!(compare(&["--strict"], line(zh, en)).status.code(), Some(1));
    }
}

#[test]
fn terms_follow_a_glossary() {
    let folder = Folder::new();
    let text = "- zh: 共同富裕\n  en: common prosperity\n  avoid: [{ wrong: common wealth, why: { zh: 不用, en: not used } }]\n";
    folder.write("glossary.yaml", text);
    let glossary = folder.path().join("glossary.yaml");
    let args = ["--glossary", glossary.to_str().unwrap()];
    let rule = |en: &str| found(&args, "推动共同富裕。", en);
    assert_eq!(rule("To promote common prosperity."), (true, Vec::new()));
    let (ok, findings) = rule("To promote common wealth.");
    assert_eq!((ok, findings), (false, vec![("term-forbidden".to_owned(), "term".to_owned())]));
    let (ok, findings) = rule("To promote affluence.");
    assert_eq!((ok, findings), (false, vec![("term-not-followed".to_owned(), "term".to_owned())]));
    folder.write("glossary.yaml", "- zh: 共同富裕\n  eng: common prosperity\n");
    let ran = compare(&args, line("甲", "A"));
    assert_eq!(ran.status.code(), Some(2));
    assert!(ran.stderr.contains("eng") && ran.stderr.contains("mend it first"), "{}", ran.stderr);
}

/// A memory of two units, one of them wrong, and one without English.
fn memory(zh: &str, en: &str, encoding: &str) -> String {
    let unit = |id: &str, left: &str, right: &str| {
        format!(
            "<tu tuid=\"{id}\"><tuv xml:lang=\"{zh}\"><seg>{left}</seg></tuv><tuv xml:lang=\"{en}\"><seg>{right}</seg></tuv></tu>"
        )
    };
    let units = unit("a", "企业12家", "12 firms") + &unit("b", "企业12家", "13 firms");
    format!(
        "<?xml version=\"1.0\" encoding=\"{encoding}\"?>\n<tmx version=\"1.4\"><header/><body>{units}<tu><tuv xml:lang=\"{zh}\"><seg>只有中文</seg></tuv></tu></body></tmx>\n"
    )
}

#[test]
fn a_memory_is_read_in_any_encoding_and_under_any_code_of_its_languages() {
    for (zh, en) in [("zh-CN", "en-US"), ("ZHO", "eng"), ("chi", "EN_gb"), ("cmn-Hans-CN", "en")] {
        let (text, long) = (memory(zh, en, "utf-8"), memory(zh, en, "UTF-16"));
        let wide = |of: fn(u16) -> [u8; 2], mark: &str| -> Vec<u8> {
            format!("{mark}{long}").encode_utf16().flat_map(of).collect()
        };
        for bytes in [
            text.clone().into_bytes(),
            format!("\u{feff}{text}").into_bytes(),
            wide(u16::to_le_bytes, "\u{feff}"),
            wide(u16::to_be_bytes, "\u{feff}"),
            wide(u16::to_le_bytes, ""),
        ] {
            let ran = compare(&[], bytes);
            let said: Vec<(Value, Value)> =
                answers(&ran).into_iter().map(|one| (one["id"].clone(), one["ok"].clone())).collect();
            assert_eq!(said, [(json!("a"), json!(true)), (json!("b"), json!(false))], "{zh} {}", ran.stderr);
            assert_eq!(ran.status.code(), Some(1));
        }
    }
}

#[test]
fn what_holds_no_pair_is_an_error() {
    for (input, said) in [
        ("", "it holds no pair"),
        ("\n \n", "it holds no pair"),
        (&*memory("ja", "en", "utf-8"), "it holds no pair"),
        ("<tmx>\n<tu>\n", "it breaks off"),
        ("<tmx>\n<tu></tmx>\n", "it is wrong from line 2, column 5 on"),
        ("{\"id\": 1\n", "line 1 is no JSON: it breaks off"),
        ("{\"id\": 1, \"zh\": \"甲\"}\n", "line 1 lacks the Chinese or the English"),
        ("{\"id\": 1, \"zh\": \"甲\", \"en\": 5}\n", "line 1 lacks the Chinese or the English"),
        ("[]\n", "line 1 lacks"),
    ] {
        let ran = compare(&[], input);
        assert_eq!(ran.status.code(), Some(2), "{input}");
        assert!(ran.stderr.contains(said), "{input}: {}", ran.stderr);
        assert_eq!(ran.text(), "", "{input}");
    }
    let ran = compare(&[], [0xcc, 0xa8, 0xd6, 0xdd, 0x0a]);
    assert!(ran.status.code() == Some(2) && ran.stderr.contains("no UTF-8 text"), "{}", ran.stderr);
    let torn: Vec<u8> = "<tmx>台".encode_utf16().flat_map(u16::to_le_bytes).chain([0x3c]).collect();
    assert_eq!(compare(&[], [&[0xff, 0xfe][..], &torn].concat()).status.code(), Some(2));
}

#[test]
fn what_stands_before_a_broken_line_is_answered() {
    let ran = compare(&[], line("企业12家", "12 firms") + "\n{oops\n" + &line("甲", "A"));
    assert_eq!(answers(&ran).len(), 1);
    assert!(ran.stderr.contains("line 3 is no JSON"), "{}", ran.stderr);
    assert_eq!(ran.status.code(), Some(2));
}

#[test]
fn a_line_is_answered_before_the_next_is_given() {
    let mut child = program().arg("compare").stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    let mut input = child.stdin.take().unwrap();
    let mut output = BufReader::new(child.stdout.take().unwrap());
    for (en, ok) in [("12 firms", true), ("13 firms", false), ("twelve firms", true)] {
        input.write_all(line("企业12家", en).as_bytes()).unwrap();
        input.flush().unwrap();
        let mut answer = String::new();
        output.read_line(&mut answer).unwrap();
        let answer: Value = serde_json::from_str(&answer).unwrap();
        assert_eq!(answer["ok"], ok, "{en}");
    }
    drop(input);
    assert_eq!(child.wait().unwrap().code(), Some(1));
}

#[test]
fn people_see_both_texts_and_other_programs_sarif() {
    let pair = line("企业12家", "12 firms") + &line("企业12家", "13 firms");
    let ran = compare(&["--format", "human"], &pair);
    let text = ran.text();
    assert!(text.contains("13 firms") && text.contains("企业12家") && text.contains("-#2.en:1:1"), "{text}");
    assert_eq!(ran.stderr.trim(), "compared 2 pairs; 1 is not the same");
    let ran = compare(&["--format", "human", "--lang", "zh"], &pair);
    assert_eq!(ran.stderr.trim(), "核对了 2 对文字，1 对不一致");
    let ran = compare(&["--format", "sarif"], &pair);
    let log: Value = serde_json::from_str(&ran.text()).unwrap();
    let results = log["runs"][0]["results"].as_array().unwrap();
    assert_eq!(results.len(), 1);
    assert_eq!(results[0]["ruleId"], "figure-mismatch");
    assert_eq!(ran.status.code(), Some(1));
}
