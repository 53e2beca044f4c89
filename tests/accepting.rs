//! `duizhao accept` and the lock, as a translator meets them.

use crate::site::Folder;

const EN: &str = "content/topic/growth.en.md";
const ZH: &str = "content/topic/growth.zh.md";
const LOCK: &str = "content/duizhao.lock";

fn accepted() -> Folder {
    let folder = Folder::with_site();
    let (status, said) = folder.run(&["accept"]).told();
    assert_eq!(status, Some(0), "{said}");
    folder
}

#[test]
fn a_changed_sentence_is_marked_until_it_is_accepted() {
    let folder = accepted();
    assert_eq!(folder.run(&["check", "--strict"]).status.code(), Some(0));
    folder.write(ZH, folder.read(ZH).replace("报告这样写：", "报告有两句。后一句这样写："));
    folder.write(EN, folder.read(EN).replace("The report says:", "The report says it in two sentences:"));
    let (_, said) = folder.run(&["check"]).told();
    assert!(said.contains("warning[translation-stale]"), "editing the English does not clear it: {said}");
    assert!(said.contains("growth.zh.md:16:1") && said.contains("this sentence has changed"), "{said}");
    assert!(said.contains("run duizhao accept topic/growth#p1"), "{said}");
    assert_eq!(folder.run(&["build"]).status.code(), Some(0));
    assert!(folder.read("public/parallel/topic/growth.html").contains("may be behind the Chinese"));
    assert_eq!(folder.run(&["accept", "topic/growth#p1"]).status.code(), Some(0));
    assert_eq!(folder.run(&["check", "--strict"]).status.code(), Some(0));
}

#[test]
fn a_changed_title_is_marked_on_the_pages_that_show_its_translation() {
    let folder = accepted();
    let title = folder.read(ZH).lines().nth(1).unwrap().to_owned();
    folder.write(ZH, folder.read(ZH).replace(&title, &format!("{title}与结构")));
    let (_, said) = folder.run(&["build"]).told();
    assert!(said.contains("run duizhao accept topic/growth#header"), "{said}");
    let marked = |edition: &str| {
        let page = folder.read(&format!("public/{edition}/topic/growth.html"));
        let head = page.find("<header class=\"head\">").unwrap();
        page[head..head + page[head..].find("</header>").unwrap()].contains("class=\"stale ui\"")
    };
    assert_eq!(["zh", "parallel", "en"].map(marked), [false, true, true]);
    assert_eq!(folder.run(&["accept", "topic/growth#header"]).status.code(), Some(0));
    assert_eq!(folder.run(&["build"]).status.code(), Some(0));
    assert_eq!(["zh", "parallel", "en"].map(marked), [false, false, false]);
}

#[test]
fn what_was_never_accepted_is_published_as_such() {
    let says = |folder: &Folder| {
        assert_eq!(folder.run(&["build"]).status.code(), Some(0));
        let page = folder.read("public/findings.html");
        (page.contains("no translation has been accepted"), page.contains("topic/growth#p1"))
    };
    let folder = Folder::with_site();
    assert_eq!(says(&folder), (true, false), "there is no lock");
    let (status, said) = folder.run(&["accept", "topic/growth#p2"]).told();
    assert_eq!(status, Some(0), "{said}");
    // The other passages of the page keep their numbers.
    assert_eq!(says(&folder), (false, true), "one passage of the page is accepted");
    assert_eq!(folder.run(&["accept"]).status.code(), Some(0));
    assert_eq!(says(&folder), (false, false), "everything is accepted");
}

#[test]
fn trivial_changes_do_not_count() {
    let folder = accepted();
    folder.write(ZH, folder.read(ZH).replace("报告这样写：", "**报告** 这样\n写："));
    let (status, said) = folder.run(&["check", "--strict"]).told();
    assert_eq!(status, Some(0), "{said}");
}

#[test]
fn a_heading_tells_its_reader_too() {
    let folder = Folder::with_site();
    folder.write(ZH, folder.read(ZH) + "\n## 小结\n");
    folder.write(EN, folder.read(EN) + "\n## Summary\n");
    folder.run(&["accept"]);
    folder.write(ZH, folder.read(ZH).replace("## 小结", "## 结论"));
    assert_eq!(folder.run(&["build"]).status.code(), Some(0));
    assert!(folder.read("public/en/topic/growth.html").contains("may be behind the Chinese"));
}

#[test]
fn what_is_not_there_is_not_accepted() {
    let folder = accepted();
    let before = folder.read(LOCK);
    for (what, says) in [
        ("topic/grwoth", "did you mean duizhao accept topic/growth?"),
        ("nothing/like/it", "there is no page nothing/like/it"),
        ("topic/growth#p9", "that page has header, p1, p2"),
        ("topic/growth#", "there is no passage"),
    ] {
        let (status, said) = folder.run(&["accept", what]).told();
        assert_eq!(status, Some(2), "{what}: {said}");
        assert!(said.contains(says), "{what}: {said}");
    }
    assert_eq!(folder.read(LOCK), before);
    for what in ["topic/growth", "content/topic/growth.zh.md", "topic/growth.en.md"] {
        assert_eq!(folder.run(&["accept", what]).status.code(), Some(0), "{what}");
    }
}

#[test]
fn a_page_with_errors_is_not_accepted() {
    let folder = Folder::with_site();
    folder.write(EN, folder.read(EN).replace("578.6", "587.6"));
    let (status, said) = folder.run(&["accept", "topic/growth"]).told();
    assert_eq!(status, Some(1), "{said}");
    assert!(said.contains("still have errors and were not accepted: topic/growth"), "{said}");
    assert!(!folder.path().join(LOCK).exists());
    let (status, said) = folder.run(&["accept"]).told();
    assert_eq!(status, Some(1));
    assert!(said.contains("accepted 1 passages"), "{said}");
    assert!(!folder.read(LOCK).contains("topic/growth"));
}

#[test]
fn a_retired_id_is_never_given_again() {
    let folder = Folder::with_site();
    folder.write(ZH, folder.read(ZH) + "\n第三段说别的。\n");
    folder.write(EN, folder.read(EN) + "\nA third paragraph on another matter.\n");
    folder.run(&["accept"]);
    let cut = |file: &str, words: &str| folder.write(file, folder.read(file).replace(words, ""));
    cut(ZH, "\n第三段说别的。\n");
    cut(EN, "\nA third paragraph on another matter.\n");
    folder.run(&["accept"]);
    assert!(folder.read(LOCK).contains("topic/growth p3 -"), "{}", folder.read(LOCK));
    folder.write(ZH, folder.read(ZH) + "\n全新的一段。\n");
    folder.write(EN, folder.read(EN) + "\nAn entirely new paragraph.\n");
    folder.run(&["accept"]);
    assert!(folder.read(LOCK).contains("topic/growth p4 "), "{}", folder.read(LOCK));
    assert!(folder.read(LOCK).contains("topic/growth p3 -"));
}

#[test]
fn a_faulty_lock_is_reported_and_never_overwritten() {
    let good = accepted().read(LOCK);
    let first = good.lines().nth(1).unwrap().to_owned();
    for (lock, line, says) in [
        (good.replace("lock 1", "lock 2"), 1, "newer duizhao"),
        (good.replacen('\n', "\n<<<<<<< HEAD\n", 1), 2, "merge conflict"),
        (good.trim_end().to_owned(), good.lines().count(), "breaks off"),
        (format!("{good}{first}\n"), good.lines().count() + 1, "recorded twice"),
        (
            format!("{good}../../etc/passwd p1 {}\n", "f".repeat(100_000)),
            good.lines().count() + 1,
            "cannot be read",
        ),
        (String::new(), 1, "the first line must be"),
    ] {
        let folder = Folder::with_site();
        folder.write(LOCK, &lock);
        let (status, said) = folder.run(&["check"]).told();
        assert_eq!(status, Some(1), "{says}: {said}");
        assert!(said.contains(says) && said.contains(&format!("{LOCK}:{line}:1")), "{says}: {said}");
        let (status, said) = folder.run(&["accept"]).told();
        assert_eq!(status, Some(1), "{says}: {said}");
        assert_eq!(folder.read(LOCK), lock);
    }
}
