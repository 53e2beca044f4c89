//! Findings for other programs: JSON, SARIF, GitHub; and for people, in their language.

use serde_json::Value;

use crate::site::{Folder, Ran};

const ZH: &str = "content/topic/growth.zh.md";

fn run(folder: &Folder, args: &[&str], env: &[(&str, &str)]) -> Ran {
    folder.command(args).env_remove("LC_ALL").envs(env.iter().copied()).output().unwrap().into()
}

/// A site with an error, a warning with a safe correction, and a waived finding.
fn faulty() -> Folder {
    Folder::of("three-levels")
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

/// The SARIF log of a command, held against the schema of OASIS.
fn sarif(folder: &Folder, args: &[&str]) -> Value {
    let output = run(folder, args, &[]);
    let log: Value = serde_json::from_slice(&output.stdout).unwrap();
    let schema: Value = serde_json::from_str(include_str!("cases/sarif-2.1.0.json")).unwrap();
    let (mut schemas, mut compiler) = (boon::Schemas::new(), boon::Compiler::new());
    compiler.enable_format_assertions();
    compiler.add_resource("sarif.json", schema).unwrap();
    let schema = compiler.compile("sarif.json", &mut schemas).unwrap();
    if let Err(fault) = schemas.validate(&log, schema) {
        panic!("{fault:#}");
    }
    log
}

#[test]
fn sarif_is_valid_and_complete() {
    let folder = faulty();
    for lang in ["zh", "en"] {
        let log = sarif(&folder, &["check", "--format", "sarif", "--lang", lang]);
        let run = &log["runs"][0];
        assert_eq!(run["columnKind"], "unicodeCodePoints");
        let results = run["results"].as_array().unwrap();
        let named = |rule: &str| results.iter().find(|one| one["ruleId"] == rule).unwrap();
        let figure = named("figure-mismatch");
        assert_eq!(figure["level"], "error");
        assert!(!figure["relatedLocations"].as_array().unwrap().is_empty());
        let mark = named("punctuation-width");
        let region = &mark["locations"][0]["physicalLocation"]["region"];
        assert_eq!(
            (&region["startLine"], &region["startColumn"], &region["endColumn"]),
            (&16.into(), &7.into(), &8.into())
        );
        let fix = &mark["fixes"][0]["artifactChanges"][0]["replacements"][0];
        assert_eq!(fix["insertedContent"]["text"], "，");
        assert_eq!(named("link-broken")["suppressions"][0]["justification"], "还没写好");
        let rules = run["tool"]["driver"]["rules"].as_array().unwrap();
        for result in results {
            let rule = &rules[result["ruleIndex"].as_u64().unwrap() as usize];
            assert_eq!(rule["id"], result["ruleId"]);
            let help = rule["help"]["text"].as_str().unwrap();
            assert!(help.contains(' ') && help.chars().any(|c| c > '\u{4e00}'), "{help}");
        }
    }
    sarif(&folder, &["build", "--format", "sarif"]);
    sarif(&Folder::with_site(), &["check", "--format", "sarif"]);
}

#[test]
fn github_commands_have_the_ranges_and_escapes() {
    let folder = faulty();
    let output = run(&folder, &["check", "--format", "github", "--lang", "en"], &[]);
    assert_eq!(output.status.code(), Some(1));
    let text = text(&output.stdout);
    let mark = text.lines().find(|line| line.contains("punctuation-width")).unwrap();
    assert!(
        mark.starts_with(
            "::warning file=content/topic/growth.zh.md,line=16,endLine=16,col=7,endColumn=8,title=punctuation-width%3A a half-width “%2C” in Chinese::this mark%0A"
        ),
        "{mark}"
    );
    let json: Value =
        serde_json::from_slice(&run(&folder, &["check", "--format", "json"], &[]).stdout).unwrap();
    assert_eq!(text.lines().count(), json["findings"].as_array().unwrap().len());
    for line in text.lines() {
        let (head, _) = line.trim_start_matches("::").split_once("::").unwrap();
        assert!(!head.split_once(' ').unwrap().1.replace("%25", "").contains([':', '\n']), "{line}");
    }
    // Columns only within one line.
    let folder = Folder::of("an-item-more");
    let output = run(&folder, &["check", "--format", "github"], &[]);
    let lists = String::from_utf8_lossy(&output.stdout)
        .lines()
        .find(|line| line.contains("two.en.md"))
        .unwrap()
        .to_owned();
    assert!(lists.contains("line=5,endLine=7,title="), "{lists}");
}

#[test]
fn the_locale_chooses_the_language() {
    let folder = faulty();
    let is_chinese = |args: &[&str], env: &[(&str, &str)]| run(&folder, args, env).stderr.contains("发现：");
    assert!(is_chinese(&["check"], &[("LANG", "zh_CN.UTF-8")]));
    assert!(is_chinese(&["check"], &[("LC_ALL", "zh_TW"), ("LANG", "en_US.UTF-8")]));
    assert!(is_chinese(&["check"], &[("LC_MESSAGES", "zh_CN.UTF-8"), ("LANG", "de_DE.UTF-8")]));
    assert!(!is_chinese(&["check"], &[("LC_ALL", "C"), ("LANG", "zh_CN.UTF-8")]));
    assert!(!is_chinese(&["check"], &[]));
    assert!(!is_chinese(&["check", "--lang", "en"], &[("LANG", "zh_CN.UTF-8")]));
    assert!(is_chinese(&["check", "--lang", "zh"], &[("LANG", "C")]));
}

#[test]
fn a_pipe_gets_no_colors_and_the_exit_status_says_what_was_found() {
    let folder = faulty();
    let output = run(&folder, &["check", "--lang", "en"], &[]);
    assert!(!output.stderr.contains('\u{1b}'));
    assert!(output.stdout.is_empty());
    assert_eq!(output.status.code(), Some(1));
    let clean = Folder::with_site();
    assert_eq!(run(&clean, &["check"], &[]).status.code(), Some(0));
    clean.write(ZH, clean.read(ZH).replace("报告这样写：", "报告这样写:"));
    assert_eq!(run(&clean, &["check"], &[]).status.code(), Some(0), "a warning");
    assert_eq!(run(&clean, &["check", "--strict"], &[]).status.code(), Some(1));
    assert_eq!(run(&clean, &["check", "--format", "xml"], &[]).status.code(), Some(2));
    assert_eq!(run(&Folder::new(), &["check"], &[]).status.code(), Some(2));
}

#[test]
fn a_flood_is_bounded_for_people_and_whole_for_programs() {
    let folder = Folder::with_site();
    let many: Vec<String> = (0..3000).map(|n| format!("第{n}句,")).collect();
    folder.page("content/topic/flood.zh.md", "title: 很多", many.join("\n\n"));
    folder.page("content/topic/flood.en.md", "title: Many", "");
    let output = run(&folder, &["check", "--lang", "en"], &[]);
    let shown = output.stderr;
    assert!(shown.lines().count() < 500, "{} lines", shown.lines().count());
    assert!(shown.contains("punctuation-width: 2980 more in content/topic/flood.zh.md"), "{shown}");
    let report: Value =
        serde_json::from_slice(&run(&folder, &["check", "--format", "json"], &[]).stdout).unwrap();
    assert_eq!(report["summary"]["warnings"], 3000);
    assert_eq!(report["findings"].as_array().unwrap().len(), 6000);
}
