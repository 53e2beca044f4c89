//! Charts that show nothing, or show it wrong, and charts that only look so.

use std::sync::OnceLock;

use super::harness::Transcript;
use crate::site::Folder;

/// The rows of the table, as `cases/charts.tsv` begins.
fn rows() -> impl Iterator<Item = Vec<&'static str>> {
    let lines = include_str!("../cases/charts.tsv").lines().filter(|line| !line.starts_with('#'));
    lines.map(|line| line.split('\t').collect())
}

pub fn transcript() -> &'static Transcript {
    static TRANSCRIPT: OnceLock<Transcript> = OnceLock::new();
    TRANSCRIPT.get_or_init(|| {
        let mut transcript = Transcript::default();
        rows().for_each(|row| say(&mut transcript, &row));
        transcript
    })
}

/// English names of the categories and series of a figure.
fn names(zh: &str) -> String {
    let after = |key: &'static str| zh.split(key).skip(1).filter_map(|rest| rest.split([',', ' ']).next());
    let mut names: Vec<&str> = after("at: ").chain(after("series: ")).collect();
    names.retain(|name| name.chars().any(|c| c > '\u{4e00}'));
    names.sort_unstable();
    names.dedup();
    let named = names.iter().enumerate().map(|(n, name)| format!("{name}: Name {n}"));
    named.collect::<Vec<_>>().join(", ")
}

/// Takes one row of the table: what it says must be said of its chart, and nothing else.
fn say(transcript: &mut Transcript, row: &[&str]) {
    let [zh, en, expected @ ..] = row else { panic!("{row:?}") };
    let folder = Folder::with_site();
    let page = |lang: &str, figure: &str| {
        let (path, title) =
            (format!("content/topic/chart.{lang}.md"), if lang == "zh" { "图" } else { "Chart" });
        folder.page(&path, &format!("title: {title}\nfigures:\n  - {{ id: one, {figure} }}"), "12");
    };
    page("zh", zh);
    page("en", &format!("label: {en}, names: {{ {} }}", names(zh)));
    let all = transcript.findings(&folder);
    let found: Vec<_> = all.iter().filter(|one| one.rule == "chart-unhelpful").collect();
    let invalid: Vec<_> = all.iter().filter(|one| one.rule == "front-matter-invalid").collect();
    if !invalid.is_empty() {
        transcript.fault(format!("{zh}: {invalid:?}"));
    }
    match (expected, found.as_slice()) {
        (["-"], []) => {}
        ([better, zh_words, en_words], [one]) => {
            let form = format!("`chart: {better}`");
            let said = one.message.zh.contains(*zh_words) && one.message.en.contains(*en_words);
            if !said || !one.help.zh.contains(&form) || !one.help.en.contains(&form) {
                transcript.fault(format!("{zh}: {:?} {:?}", one.message, one.help));
            }
        }
        (_, found) => transcript.fault(format!("{zh}: {found:?}")),
    }
}

#[test]
fn unhelpful_charts_are_named_with_a_better_form_and_others_are_not() {
    transcript().assert_right();
}

/// The better form is better: nothing is said of it.
#[test]
fn the_form_that_is_offered_is_not_reported() {
    let mut count = 0;
    for row in rows() {
        let [zh, en, better, ..] = row[..] else { panic!("{row:?}") };
        if better == "-" {
            continue;
        }
        let better = match zh.split_once("chart: ") {
            Some((before, rest)) => {
                let (_, after) = rest.split_once(", ").unwrap_or(("", rest));
                format!("{before}chart: {better}, {after}")
            }
            None => format!("{zh}, chart: {better}"),
        };
        let mut transcript = Transcript::default();
        say(&mut transcript, &[&better, en, "-"]);
        transcript.assert_right();
        count += 1;
    }
    assert!(count >= 19, "{count} charts");
}
