//! The schemas, in a validator that knows nothing of the program: what the program reads without a finding
//! is valid, and what it reports is not.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use boon::{Compiler, SchemaIndex, Schemas};
use serde_json::Value;

use crate::site::{Folder, program};

const KINDS: [&str; 6] = ["site", "front-matter", "glossary", "indicators", "corrections", "original"];

/// The compiled schemas, by what `duizhao schema` calls them.
fn compiled() -> (Schemas, BTreeMap<&'static str, SchemaIndex>) {
    let (mut schemas, mut compiler) = (Schemas::new(), Compiler::new());
    let mut by_kind = BTreeMap::new();
    for kind in KINDS {
        let printed = program().args(["schema", kind]).output().unwrap();
        assert!(printed.status.success());
        let schema: Value = serde_json::from_slice(&printed.stdout).unwrap();
        let name = format!("{kind}.json");
        compiler.add_resource(&name, schema).unwrap();
        by_kind.insert(kind, compiler.compile(&name, &mut schemas).unwrap());
    }
    (schemas, by_kind)
}

fn yaml(text: &str) -> Value {
    serde_yaml::from_str(text).unwrap_or_else(|error| panic!("{error}: {text}"))
}

/// The YAML of a file and the schema that it belongs to; `None` for a file of another kind.
fn described(path: &Path) -> Option<(&'static str, Value)> {
    let text = fs::read_to_string(path).unwrap().replace("\r\n", "\n");
    let name = path.to_string_lossy().replace('\\', "/");
    let header = || yaml(text.strip_prefix("---\n").unwrap().split("\n---").next().unwrap());
    match name.rsplit('/').next().unwrap() {
        "site.yaml" => Some(("site", yaml(&text))),
        "glossary.yaml" => Some(("glossary", yaml(&text))),
        "indicators.yaml" => Some(("indicators", yaml(&text))),
        "corrections.yaml" => Some(("corrections", yaml(&text))),
        page if page.ends_with(".md") && name.contains("/originals/") => Some(("original", header())),
        page if page.ends_with(".md") => Some(("front-matter", header())),
        _ => None,
    }
}

#[test]
fn the_files_of_this_site_and_of_a_new_one_are_valid() {
    let (schemas, by_kind) = compiled();
    let folder = Folder::new();
    assert!(folder.run_inside(&["init", "s"]).status.success());
    assert!(folder.run_inside(&["-C", "s", "new", "services/a", "--quote", "夜间急诊压力"]).status.success());
    let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
    for root in [Path::new(env!("CARGO_MANIFEST_DIR")), &folder.path().join("s")] {
        for entry in walkdir::WalkDir::new(root.join("content")).into_iter().map(Result::unwrap) {
            let Some((kind, value)) = entry.file_type().is_file().then(|| described(entry.path())).flatten()
            else {
                continue;
            };
            if let Err(fault) = schemas.validate(&value, by_kind[kind]) {
                panic!("{}: {fault:#}", entry.path().display());
            }
            *seen.entry(kind).or_default() += 1;
        }
    }
    assert_eq!((seen["site"], seen["glossary"], seen["original"]), (2, 2, 4));
    assert!(seen["front-matter"] > 80, "{seen:?}");
}

#[test]
fn what_the_program_reads_is_valid() {
    let (schemas, by_kind) = compiled();
    let site = "title: { zh: 甲, en: A }\ntopics: [a]\n";
    let original = "title: { zh: 甲, en: A }\n";
    for (kind, good) in [
        ("site", site.to_owned()),
        ("site", format!("{site}rules: {{ quote-not-found: warning }}\nraw_html: true\n")),
        ("front-matter", "title: 甲\ndate: 2022\nweight: -3\noriginal: [a, b]\n".to_owned()),
        ("front-matter", "title: 甲\ndate: 2022-04\ntags: [一]\ndraft: true\n".to_owned()),
        (
            "glossary",
            "- { zh: 甲, en: a, also: [b], avoid: [{ wrong: c, why: { zh: 乙, en: d } }] }\n".to_owned(),
        ),
        ("original", format!("{original}date: 2022-04-11\nsign: 报\n")),
    ] {
        assert!(schemas.validate(&yaml(&good), by_kind[kind]).is_ok(), "{kind}: {good}");
    }
}

#[test]
fn what_the_program_would_report_is_not_valid() {
    let (schemas, by_kind) = compiled();
    let (site, original) = ("title: { zh: 甲, en: A }\ntopics: [a]\n", "title: { zh: 甲, en: A }\n");
    let figure = |inside: &str| format!("title: 甲\nfigures: [{{ id: x, label: 乙, {inside} }}]\n");
    let point = |inside: &str| figure(&format!("points: [{{ at: 2016, {inside} }}]"));
    for (kind, bad) in [
        ("site", "title: x\ntopics: [a]\n".to_owned()),
        ("site", "title: { zh: 甲 }\ntopics: [a]\n".to_owned()),
        ("site", "title: { zh: 甲, en: A, fr: B }\ntopics: [a]\n".to_owned()),
        ("site", site.replace("topics", "topic")),
        ("site", site.replace("[a]", "a")),
        ("site", "[]\n".to_owned()),
        ("site", format!("{site}rules: {{ quote-notfound: off }}\n")),
        ("site", format!("{site}rules: {{ quote-not-found: perhaps }}\n")),
        ("site", format!("{site}raw_html: perhaps\n")),
        ("site", format!("{site}allow: [{{ rule: nothing, reason: {{ zh: 甲, en: a }} }}]\n")),
        ("front-matter", "titel: 甲\n".to_owned()),
        ("front-matter", "title: 甲\ndate: yesterday\n".to_owned()),
        ("front-matter", "title: 甲\ndate: 2022-13-01\n".to_owned()),
        ("front-matter", "title: 甲\ndate: 2022-4-1\n".to_owned()),
        ("front-matter", "title: 甲\nweight: heavy\n".to_owned()),
        ("front-matter", "title: 甲\ntags: { a: b }\n".to_owned()),
        ("front-matter", "title: 甲\ndraft: 3\n".to_owned()),
        ("front-matter", "title: 甲\nlayout: grid\n".to_owned()),
        ("front-matter", figure("chart: pie")),
        ("front-matter", point("kind: target")),
        ("front-matter", point("value: 3, kind: goal")),
        ("front-matter", point("value: 3, bound: atleast")),
        ("glossary", "- { zh: 甲 }\n".to_owned()),
        ("glossary", "- { zh: 甲, en: a, kind: animal }\n".to_owned()),
        ("glossary", "- { zh: 甲, en: a, avoid: [c] }\n".to_owned()),
        ("glossary", "{ zh: 甲, en: a }\n".to_owned()),
        ("original", "title: 甲\n".to_owned()),
        ("original", format!("{original}date: 2022-13-44\n")),
        ("original", format!("{original}aside: [{{ paragraphs: 1-2 }}]\n")),
        ("original", format!("{original}sign: 两字\n")),
    ] {
        assert!(schemas.validate(&yaml(&bad), by_kind[kind]).is_err(), "{kind} lets this pass: {bad}");
    }
}
