//! Footnotes: numbered by their calls, told where nothing calls them, and at the end of the page.

use crate::site::Folder;
use crate::stray::said;

#[test]
fn footnotes_are_numbered_by_their_calls_and_each_id_is_once() {
    let folder = Folder::with_site();
    let text = |labels: [&str; 4], words: [&str; 2]| {
        let [a, b, c, d] = labels;
        format!(
            "{w}[^{a}]，{w}[^{b}]，{w}[^{a}]，{w}[^{U}]。\n\n- {w}[^{c}]\n\n  [^{c}]: {n}\n\n- {w}[^{d}]\n\n  [^{d}]: {n}\n\n[^{b}]: {n}\n\n[^{a}]: {n}\n\n[^{l}]: {n}",
            w = words[0],
            n = words[1],
            U = "UP",
            l = "up"
        )
    };
    folder.write(
        "content/topic/page.zh.md",
        format!("---\ntitle: 页\n---\n\n{}\n", text(["源", "9", "x", "y"], ["文", "注"])),
    );
    folder.write(
        "content/topic/page.en.md",
        format!(
            "---\ntitle: Page\n---\n\n{}\n",
            text(["src", "z", "x", "y"], ["Text", "Note"]).replace('，', ", ").replace('。', ".")
        ),
    );
    let ran = folder.run(&["build"]);
    assert_eq!(ran.status.code(), Some(0), "{}", ran.stderr);
    for edition in ["zh", "en", "parallel"] {
        let page = folder.read(&format!("public/{edition}/topic/page.html"));
        let ids: Vec<&str> =
            page.split(" id=\"").skip(1).map(|rest| rest.split('"').next().unwrap()).collect();
        let mut once = ids.clone();
        once.sort_unstable();
        once.dedup();
        assert_eq!(once.len(), ids.len(), "{edition}: {ids:?}");
        for link in page.split("href=\"#").skip(1).map(|rest| rest.split('"').next().unwrap()) {
            assert!(ids.contains(&link), "{edition}: #{link} is not there");
        }
    }
    let page = folder.read("public/zh/topic/page.html");
    let calls: Vec<&str> = page
        .split("class=\"fn\"")
        .skip(1)
        .map(|rest| rest.split('>').nth(2).unwrap().split('<').next().unwrap())
        .collect();
    assert_eq!(calls, ["1", "2", "1", "3", "4", "5"]);
    assert!(page.contains("href=\"#fnr-zh-1-2\""), "a note that is called twice leads back twice");
}

#[test]
fn footnotes_without_a_call_or_twice_are_told() {
    let told = said(
        "stray-markup",
        "甲[^1]。\n\n[^1]: 注。\n\n[^没人用]: 注。\n\n[^1]: 又注。",
        "A[^1].\n\n[^1]: Note.\n\n[^none]: Note.\n\n[^1]: Again.",
    );
    for words in [
        "zh: nothing calls the footnote “[^没人用]”",
        "zh: the footnote “[^1]” is defined twice",
        "en: nothing calls the footnote “[^none]”",
        "en: the footnote “[^1]” is defined twice",
    ] {
        assert!(told.iter().any(|one| one == words), "{words}: {told:?}");
    }
}

#[test]
fn footnotes_stand_at_the_end_of_the_page() {
    let folder = Folder::with_site();
    let page = |title: &str, first: &str, note: &str, last: &str| {
        format!("---\ntitle: {title}\n---\n\n{first}[^1]\n\n[^1]: {note}\n\n{last}\n")
    };
    folder.write("content/topic/page.zh.md", page("页", "开头的话。", "注里的话。", "结尾的话。"));
    folder.write("content/topic/page.en.md", page("Page", "First words.", "Words of a note.", "Last words."));
    assert_eq!(folder.run(&["build"]).status.code(), Some(0));
    for (edition, last, note) in [
        ("zh", "结尾的话", "注里的话"),
        ("en", "Last words", "Words of a note"),
        ("parallel", "Last words", "注里的话"),
    ] {
        let page = folder.read(&format!("public/{edition}/topic/page.html"));
        assert!(page.find(last).unwrap() < page.find(note).unwrap(), "{edition}");
    }
}
