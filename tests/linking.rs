//! Links and addresses: what they mean, and what is found before anything is written.

use crate::messages::findings;
use crate::site::Folder;

const ZH: &str = "content/topic/growth.zh.md";
const EN: &str = "content/topic/growth.en.md";

/// The messages of a rule.
fn told(folder: &Folder, rule: &str) -> Vec<String> {
    findings(folder).into_iter().filter(|one| one.rule == rule).map(|one| one.message.en).collect()
}

#[test]
fn a_heading_is_found_by_its_words_in_either_language() {
    let folder = Folder::with_site();
    folder.write(ZH, folder.read(ZH) + "\n## 快速开始\n\n## 4.4.16\n\n见[上](#快速开始)、[下](#_4-4-16)。\n");
    folder.write(
        EN,
        folder.read(EN) + "\n## Quick start\n\n## 4.4.16\n\nSee [above](#quick-start), [below](#4-4-16).\n",
    );
    folder
        .write("content/topic/_index.zh.md", "---\ntitle: 主题\n---\n\n见[开始](growth.zh.md#快速开始)。\n");
    folder.write(
        "content/topic/_index.en.md",
        "---\ntitle: Topic\n---\n\nSee [the start](growth.en.md#Quick-Start).\n",
    );
    assert_eq!(told(&folder, "link-broken"), [""; 0]);
    assert_eq!(folder.run(&["build"]).status.code(), Some(0));
    for page in ["zh/topic/growth.html", "zh/topic/index.html", "en/topic/index.html"] {
        let html = folder.read(&format!("public/{page}"));
        assert!(html.contains("#quick-start\"") && !html.contains("#%E5"), "{page}: {html}");
    }
    // Another heading is not meant.
    folder.write(ZH, folder.read(ZH).replace("(#快速开始)", "(#快速结束)"));
    assert_eq!(told(&folder, "link-broken"), ["that page has no #快速结束"]);
}

#[test]
fn names_that_only_look_alike_are_two() {
    let folder = Folder::with_site();
    for name in ["foo_index", "fooindex", "index-2"] {
        folder.write(&format!("content/topic/{name}.zh.md"), "---\ntitle: 例\n---\n\n一句话。\n");
        folder.write(&format!("content/topic/{name}.en.md"), "---\ntitle: Example\n---\n\nA sentence.\n");
    }
    folder.write("content/topic/a.png", "x");
    folder.write("content/topic/a.jpg", "x");
    assert_eq!(told(&folder, "address-taken"), [""; 0]);
    folder.write("content/topic/index.zh.md", "---\ntitle: 例\n---\n\n一句话。\n");
    folder.write("content/topic/index.en.md", "---\ntitle: Example\n---\n\nA sentence.\n");
    assert_eq!(told(&folder, "address-taken"), ["two pages have the same address"]);
}

#[test]
fn yaml_is_read_once_and_as_it_is_meant() {
    let folder = Folder::with_site();
    let original = folder.read("content/originals/report.md");
    folder.write("content/originals/2022.md", &original);
    let rest = folder.read(ZH).replace("original: report", "original: 2022\nweight: \"5\"\ndraft: \"false\"");
    folder.write(ZH, rest.replace("title: 增长", "title: 2021"));
    let rules: Vec<&str> =
        findings(&folder).iter().map(|one| one.rule).filter(|one| one.starts_with("front")).collect();
    assert_eq!(rules, [""; 0], "{:?}", findings(&folder));
    folder.write(ZH, folder.read(ZH).replace("weight: \"5\"", "weight: 010"));
    assert_eq!(told(&folder, "front-matter-invalid"), [""; 0]);
    folder.write(ZH, folder.read(ZH).replace("weight: 010", "weight: five"));
    assert_eq!(told(&folder, "front-matter-invalid"), ["this must be a whole number"]);
    folder.write(ZH, folder.read(ZH).replace("weight: five", "weight: 1 # 排在最前"));
    assert_eq!(told(&folder, "front-matter-invalid"), [""; 0], "a comment after a number is one");
    folder.write("content/glossary.yaml", "# - { zh: 增长, en: growth }\n\n# 都还没有定\n");
    assert_eq!(told(&folder, "config-invalid"), [""; 0]);
}

#[test]
fn broken_links_cost_no_more_than_their_number() {
    let time = |pages: usize| {
        let folder = Folder::new();
        folder.write("content/site.yaml", "title: { zh: 例站, en: Example }\ntopics: [a]\n");
        for n in 0..pages {
            let link = |lang: &str| format!("../b/some-other-page-number-{n}-0.{lang}.md");
            folder.write(
                &format!("content/a/some-page-number-{n}.zh.md"),
                format!("---\ntitle: 页\n---\n\n见[甲]({})。\n", link("zh")),
            );
            folder.write(
                &format!("content/a/some-page-number-{n}.en.md"),
                format!("---\ntitle: Page\n---\n\nSee [A]({}).\n", link("en")),
            );
        }
        let begin = std::time::Instant::now();
        let run = folder.run(&["check", "--format", "json"]);
        assert_eq!(run.status.code(), Some(1));
        assert_eq!(run.text().matches("\"link-broken\"").count(), 2 * pages);
        begin.elapsed()
    };
    let (few, many) = (time(100), time(800));
    assert!(many < few * 40 + std::time::Duration::from_secs(2), "{few:?} for 100 pages, {many:?} for 800");
}

#[test]
fn check_finds_what_would_make_build_fail_in_a_template() {
    let folder = Folder::with_site();
    folder.write("templates/end.html", "{{ there.is.no.such.thing }}\n");
    let (status, said) = folder.run(&["check"]).told();
    assert_eq!(status, Some(1), "{said}");
    assert!(said.contains("error[template-invalid]") && said.contains("templates/end.html:1"), "{said}");
    let (status, said) = folder.run(&["build"]).told();
    assert_eq!(status, Some(1), "{said}");
    folder.write("templates/end.html", "<p>End</p>\n");
    assert_eq!(folder.run(&["check", "--strict"]).status.code(), Some(0));
}

#[test]
fn the_id_of_a_heading_is_no_other_id_of_its_page() {
    let folder = Folder::with_site();
    let headings = ["p2", "main", "contents", "fn-1", "fig-gdp", "twice", "twice", "gdp"];
    let add = |path: &str, word: &str| {
        let lines = headings.iter().enumerate().map(|(n, id)| format!("\n## {word} {n} {{#{id}}}\n"));
        folder.write(path, folder.read(path) + &lines.collect::<String>());
    };
    add(ZH, "标题");
    add(EN, "Heading");
    folder.write(ZH, folder.read(ZH) + "\n见[上](#main)。\n");
    folder.write(EN, folder.read(EN) + "\nSee [above](#main).\n");
    assert_eq!(folder.run(&["build"]).status.code(), Some(0));
    for edition in ["zh", "en", "parallel"] {
        let html = folder.read(&format!("public/{edition}/topic/growth.html"));
        let mut ids: Vec<&str> =
            html.split(" id=\"").skip(1).map(|rest| rest.split('"').next().unwrap()).collect();
        let all = ids.len();
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), all, "{edition}: {ids:?}");
        assert!(html.contains("href=\"#main-2\""), "{edition}");
    }
}
