//! Each rule's manual is its test: what stands under *Bad* is reported, what stands under *Good* is not.

use duizhao::rules::RULES;
use duizhao::rules::rule::Fence;
use indoc::indoc;

use crate::messages::findings;
use crate::site::Folder;

/// The site of an example.
pub fn site(fences: &[Fence]) -> Folder {
    let folder = Folder::new();
    let has = |name: &str| fences.iter().any(|fence| fence.file == name);
    if !has("site") {
        let site = indoc! {"
            title: { zh: 例站, en: Example }
            topics: [topic]
        "};
        folder.write("content/site.yaml", site);
    }
    folder.page("content/topic/_index.zh.md", "title: 主题", "");
    folder.page("content/topic/_index.en.md", "title: Topic", "");
    let original = if has("original") { "\noriginal: original" } else { "" };
    for fence in fences {
        let text = &fence.text;
        let whole = text.starts_with("---\n");
        match fence.file.as_str() {
            "zh" | "en" if whole => folder.write(&format!("content/topic/page.{}.md", fence.file), text),
            "zh" => folder.page("content/topic/page.zh.md", &format!("title: 例{original}"), text),
            "en" => folder.page("content/topic/page.en.md", "title: Example", text),
            "original" => {
                folder.page("content/originals/original.md", "title: { zh: 原文, en: Original }", text)
            }
            "glossary" => folder.write("content/glossary.yaml", text),
            "indicators" => folder.write("content/indicators.yaml", text),
            "corrections" => folder.write("content/corrections.yaml", text),
            "site" => folder.write("content/site.yaml", text),
            "lock" => folder.write("content/duizhao.lock", text),
            path => folder.write(path, text),
        }
    }
    folder
}

/// The rules that an example reports.
fn reported(fences: &[Fence]) -> Vec<&'static str> {
    findings(&site(fences)).iter().map(|one| one.rule).collect()
}

#[test]
fn every_rule_has_a_manual_in_both_languages() {
    for rule in RULES {
        let manual = rule.read_manual();
        for (what, text) in [("title", &manual.title), ("text", &manual.text)] {
            assert!(text.zh.chars().any(|c| c > '\u{4e00}'), "{}: Chinese {what}", rule.name);
            assert!(text.en.contains(' ') && text.en.is_char_boundary(1), "{}: English {what}", rule.name);
        }
        assert!(!manual.bad.is_empty() && !manual.good.is_empty(), "{}: examples", rule.name);
    }
}

#[test]
fn what_a_manual_calls_bad_is_reported() {
    for rule in RULES {
        let found = reported(&rule.read_manual().bad);
        assert!(found.contains(&rule.name), "{}: {found:?}", rule.name);
    }
}

#[test]
fn what_a_manual_calls_good_is_not() {
    for rule in RULES {
        let found = reported(&rule.read_manual().good);
        assert!(!found.contains(&rule.name), "{}: {found:?}", rule.name);
    }
}
