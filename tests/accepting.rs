//! `duizhao accept` and the lock, as a translator meets them.

use crate::site::Folder;

const EN: &str = "content/topic/growth.en.md";
const ZH: &str = "content/topic/growth.zh.md";
pub const LOCK: &str = "content/duizhao.lock";

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
    assert!(said.contains("accepted 2 passages"), "{said}");
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
    assert!(folder.read(LOCK).contains("topic/growth p3 - \"第三段说别的。\""), "{}", folder.read(LOCK));
    folder.write(ZH, folder.read(ZH) + "\n全新的一段。\n");
    folder.write(EN, folder.read(EN) + "\nAn entirely new paragraph.\n");
    folder.run(&["accept"]);
    assert!(folder.read(LOCK).contains("topic/growth p4 "), "{}", folder.read(LOCK));
    assert!(folder.read(LOCK).contains("topic/growth p3 - \"第三段说别的。\""));
}

#[test]
fn a_faulty_lock_is_reported_and_never_overwritten() {
    let good = accepted().read(LOCK);
    let first = good.lines().nth(2).unwrap().to_owned();
    for (lock, line, says) in [
        (good.replace("lock 2", "lock 3"), 1, "newer duizhao"),
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

/// The lines of the lock that begin like this.
fn lines(folder: &Folder, begin: &str) -> Vec<String> {
    folder.read(LOCK).lines().filter(|line| line.starts_with(begin)).map(str::to_owned).collect()
}

pub fn check(folder: &Folder) -> String {
    let (status, said) = folder.run(&["check", "--strict"]).told();
    if status == Some(0) { String::new() } else { said }
}

fn rename(folder: &Folder, from: &str, to: &str) {
    for lang in ["zh", "en"] {
        let path = |name: &str| folder.path().join(format!("content/{name}.{lang}.md"));
        std::fs::create_dir_all(path(to).parent().unwrap()).unwrap();
        std::fs::rename(path(from), path(to)).unwrap();
    }
}

/// A page of three passages, accepted, beside the one that there is.
pub fn with_harbour() -> Folder {
    let folder = Folder::with_site();
    folder.write(
        "content/topic/harbour.zh.md",
        "---\ntitle: 港口\n---\n\n港口在城东，水很清澈。\n\n码头工人轮班工作。\n\n渔船清晨出海，傍晚归来。\n",
    );
    folder.write(
        "content/topic/harbour.en.md",
        "---\ntitle: The harbour\n---\n\nThe harbour lies east of the town, and its water is clear.\n\nDockers work in shifts.\n\nFishing boats leave at dawn and come back in the evening.\n",
    );
    let (status, said) = folder.run(&["accept"]).told();
    assert_eq!(status, Some(0), "{said}");
    assert_eq!(check(&folder), "");
    folder
}

pub const HARBOUR: [&str; 2] = ["content/topic/harbour.zh.md", "content/topic/harbour.en.md"];

pub fn replace(folder: &Folder, path: &str, from: &str, to: &str) {
    let text = folder.read(path);
    assert!(text.contains(from), "{path}: {from}");
    folder.write(path, text.replace(from, to));
}

#[test]
fn the_lock_is_readable_and_merges() {
    let folder = with_harbour();
    let own = lines(&folder, "topic/harbour");
    assert_eq!(
        own,
        [
            "topic/harbour header \"港口\" \"The harbour\"",
            "topic/harbour p1 \"港口在城东，水很清澈。\" \"The harbour lies east of the town, and its water is clear.\"",
            "topic/harbour p2 \"码头工人轮班工作。\" \"Dockers work in shifts.\"",
            "topic/harbour p3 \"渔船清晨出海，傍晚归来。\" \"Fishing boats leave at dawn and come back in the evening.\"",
        ]
    );
    // Git merges changes of two lines that another line stands between.
    let lock = folder.read(LOCK);
    for (at, line) in lock.lines().enumerate() {
        assert_eq!(at % 2 == 1, line.is_empty(), "line {}: {line}", at + 1);
    }
}

#[test]
fn old_and_new_wording_are_shown_word_by_word() {
    let folder = with_harbour();
    replace(&folder, HARBOUR[0], "水很清澈", "水很混浊");
    let said = check(&folder);
    assert!(said.contains("港口在城东，水很[-清澈-]{+混浊+}。"), "{said}");
    let json: serde_json::Value =
        serde_json::from_slice(&folder.run(&["check", "--format", "json"]).stdout).unwrap();
    let found = json["findings"].as_array().unwrap();
    let stale = found.iter().find(|one| one["rule"] == "translation-stale").unwrap();
    assert_eq!(stale["rewording"]["before"], "港口在城东，水很清澈。");
    assert_eq!(stale["rewording"]["after"], "港口在城东，水很混浊。");
    assert_eq!(
        stale["rewording"]["changes"],
        serde_json::json!([
            { "kept": "港口在城东，水很" }, { "removed": "清澈" }, { "added": "混浊" }, { "kept": "。" }
        ])
    );
}

#[test]
fn neighbours_edited_together_keep_their_ids_and_are_told() {
    let folder = with_harbour();
    replace(&folder, HARBOUR[0], "水很清澈", "水很混浊");
    replace(&folder, HARBOUR[0], "轮班", "加班");
    let said = check(&folder);
    for id in ["p1", "p2"] {
        assert!(said.contains(&format!("run duizhao accept topic/harbour#{id}\n")), "{id}: {said}");
    }
    assert_eq!(said.matches("warning[").count(), 2, "{said}");
}

#[test]
fn what_changes_places_on_one_side_is_told() {
    let (one, two) = ("港口在城东，水很清澈。", "码头工人轮班工作。");
    let swap = |folder: &Folder, path: &str, one: &str, two: &str| {
        replace(folder, path, one, "@");
        replace(folder, path, two, one);
        replace(folder, path, "@", two);
    };
    let folder = with_harbour();
    swap(&folder, HARBOUR[0], one, two);
    let said = check(&folder);
    assert_eq!(said.matches("the translation of another passage stands here").count(), 2, "{said}");
    // With the English, it is a move, and nothing is behind.
    swap(
        &folder,
        HARBOUR[1],
        "The harbour lies east of the town, and its water is clear.",
        "Dockers work in shifts.",
    );
    assert_eq!(check(&folder), "");
    // The English alone.
    let folder = with_harbour();
    swap(
        &folder,
        HARBOUR[1],
        "Dockers work in shifts.",
        "Fishing boats leave at dawn and come back in the evening.",
    );
    let said = check(&folder);
    assert_eq!(said.matches("the translation of another passage stands here").count(), 2, "{said}");
}

#[test]
fn another_text_in_its_place_is_told_and_a_correction_is_not() {
    let folder = with_harbour();
    replace(&folder, HARBOUR[1], "Dockers work in shifts.", "Visitors climb the lighthouse on Sundays.");
    assert!(check(&folder).contains("another text stands here"), "{}", check(&folder));
    // A correction.
    let folder = with_harbour();
    replace(
        &folder,
        HARBOUR[1],
        "Dockers work in shifts.",
        "The dockers take turns in shifts day and night.",
    );
    assert_eq!(check(&folder), "");
}

#[test]
fn entries_of_the_english_that_change_places_are_told() {
    let folder = Folder::with_site();
    folder.write(ZH, folder.read(ZH) + "\n- 港口\n- 码头\n");
    folder.write(EN, folder.read(EN) + "\n- Harbour\n- Wharf\n");
    folder.run(&["accept"]);
    replace(&folder, EN, "- Harbour\n- Wharf\n", "- Wharf\n- Harbour\n");
    assert!(check(&folder).contains("the entries of the English have changed places"), "{}", check(&folder));
}

#[test]
fn a_passage_that_is_new_or_gone_is_told_until_it_is_accepted() {
    let folder = with_harbour();
    replace(
        &folder,
        HARBOUR[0],
        "渔船清晨出海，傍晚归来。\n",
        "灯塔夜里亮着。\n\n渔船清晨出海，傍晚归来。\n",
    );
    replace(&folder, HARBOUR[1], "Fishing boats", "The lighthouse shines at night.\n\nFishing boats");
    let said = check(&folder);
    assert!(said.contains("has never been accepted") && said.contains("topic/harbour#p4"), "{said}");
    let (_, said) = folder.run(&["accept", "topic/harbour"]).told();
    assert!(
        said.contains("accepted 1 passage, recorded in") && said.contains("topic/harbour: p4\n"),
        "{said}"
    );
    assert_eq!(check(&folder), "");
    replace(&folder, HARBOUR[0], "码头工人轮班工作。\n\n", "");
    replace(&folder, HARBOUR[1], "Dockers work in shifts.\n\n", "");
    let said = check(&folder);
    assert!(
        said.contains("p2, which was accepted, is no longer on this page: “码头工人轮班工作。”"),
        "{said}"
    );
    let (_, said) = folder.run(&["accept"]).told();
    assert!(said.contains("topic/harbour: no longer on the page: p2"), "{said}");
    assert_eq!(check(&folder), "");
    // It comes back with its id.
    replace(&folder, HARBOUR[0], "灯塔", "码头工人轮班工作。\n\n灯塔");
    replace(&folder, HARBOUR[1], "The lighthouse", "Dockers work in shifts.\n\nThe lighthouse");
    assert_eq!(check(&folder), "");
    folder.run(&["accept"]);
    assert!(lines(&folder, "topic/harbour p2")[0].starts_with("topic/harbour p2 \"码头"));
}

#[test]
fn a_page_that_is_renamed_keeps_what_was_accepted() {
    let folder = with_harbour();
    let before = lines(&folder, "topic/harbour ");
    replace(&folder, HARBOUR[0], "轮班", "加班");
    rename(&folder, "topic/harbour", "topic/port");
    let said = check(&folder);
    assert!(said.contains("[-轮-]{+加+}班") && said.contains("accept topic/port#p2"), "{said}");
    assert_eq!(said.matches("warning[").count(), 1, "{said}");
    replace(&folder, "content/topic/port.zh.md", "加班", "轮班");
    assert_eq!(check(&folder), "");
    let (_, said) = folder.run(&["accept"]).told();
    assert!(said.contains("topic/port: the page that was topic/harbour"), "{said}");
    let moved: Vec<String> =
        before.iter().map(|line| line.replacen("topic/harbour ", "topic/port ", 1)).collect();
    assert_eq!(lines(&folder, "topic/port "), moved);
    assert!(lines(&folder, "topic/harbour").is_empty());
    // Two pages that change names.
    rename(&folder, "topic/port", "topic/x");
    rename(&folder, "topic/growth", "topic/port");
    rename(&folder, "topic/x", "topic/growth");
    assert_eq!(check(&folder), "");
    // A page that was written anew is no renamed one.
    let folder = with_harbour();
    for lang in ["zh", "en"] {
        std::fs::remove_file(folder.path().join(format!("content/topic/harbour.{lang}.md"))).unwrap();
    }
    folder.write("content/topic/island.zh.md", "---\ntitle: 海岛\n---\n\n岛上种柑橘。\n");
    folder
        .write("content/topic/island.en.md", "---\ntitle: The island\n---\n\nCitrus grows on the island.\n");
    folder.run(&["accept"]);
    assert_eq!(lines(&folder, "topic/harbour "), before);
    assert_eq!(lines(&folder, "topic/island ").len(), 2);
}

#[test]
fn a_page_that_is_away_is_forgotten_by_prune_alone() {
    let folder = with_harbour();
    let before = folder.read(LOCK);
    let english = folder.read(HARBOUR[1]);
    let path = folder.path().join(HARBOUR[1]);
    std::fs::remove_file(&path).unwrap();
    for args in [&["accept"][..], &["accept", "--prune"]] {
        folder.run(args);
        assert_eq!(folder.read(LOCK), before, "half of it is there");
    }
    folder.write(HARBOUR[1], &english);
    assert_eq!(check(&folder), "");
    let chinese = folder.read(HARBOUR[0]);
    HARBOUR.iter().for_each(|path| std::fs::remove_file(folder.path().join(path)).unwrap());
    folder.run(&["accept"]);
    assert_eq!(folder.read(LOCK), before);
    let (_, said) = folder.run(&["accept", "--prune"]).told();
    assert!(said.contains("these pages are forgotten: topic/harbour"), "{said}");
    assert!(lines(&folder, "topic/harbour").is_empty());
    folder.write(HARBOUR[0], chinese);
    folder.write(HARBOUR[1], english);
    assert_eq!(check(&folder), "", "a page that was never accepted is no finding");
}

#[test]
fn topics_pages_and_passages_can_be_accepted() {
    let folder = with_harbour();
    let page = |name: &str| format!("content/topic/{name}.zh.md");
    replace(&folder, &page("harbour"), "清澈", "混浊");
    replace(&folder, &page("harbour"), "轮班", "加班");
    replace(&folder, &page("growth"), "报告这样写：", "报告有这样一句：");
    let warnings = || check(&folder).matches("warning[").count();
    assert_eq!(warnings(), 3);
    let (_, said) = folder.run(&["accept", "topic/harbour#p2"]).told();
    assert!(said.contains("accepted 1 passage, ") && said.contains("topic/harbour: p2\n"), "{said}");
    assert_eq!(warnings(), 2);
    let (_, said) = folder.run(&["accept", "topic/harbour#p2"]).told();
    assert!(said.contains("this passage had been accepted before"), "{said}");
    let (_, said) = folder.run(&["accept", "topic"]).told();
    assert!(said.contains("accepted 2 passages, "), "{said}");
    assert!(said.contains("topic/growth: p1\n") && said.contains("topic/harbour: p1\n"), "{said}");
    assert_eq!(warnings(), 0);
    let (status, said) = folder.run(&["accept", "topci"]).told();
    assert_eq!(status, Some(2), "{said}");
    assert!(said.contains("did you mean duizhao accept topic"), "{said}");
}

#[test]
fn comments_line_ends_and_byte_order_mark_stay() {
    let folder = with_harbour();
    let lock = folder.read(LOCK).replace("topic/harbour p2", "# 这一段由阿海复核\ntopic/harbour p2");
    folder.write(LOCK, format!("\u{feff}{}", lock.replace('\n', "\r\n")));
    replace(&folder, HARBOUR[0], "轮班", "加班");
    assert_eq!(folder.run(&["accept"]).status.code(), Some(0));
    let now = folder.read(LOCK);
    assert_eq!(now, format!("\u{feff}{}", lock.replace("轮班", "加班").replace('\n', "\r\n")));
}

#[test]
fn a_lock_of_the_first_format_is_carried_over() {
    let folder = with_harbour();
    let new = folder.read(LOCK);
    folder.write(LOCK, crate::messages::of_hashes(&new));
    assert_eq!(check(&folder), "");
    replace(&folder, HARBOUR[0], "轮班", "加班");
    let said = check(&folder);
    assert_eq!(said.matches("since this translation was accepted").count(), 1, "{said}");
    assert_eq!(folder.run(&["accept", "topic/harbour#p3"]).status.code(), Some(0));
    let own = lines(&folder, "topic/harbour p");
    assert_eq!(
        own[0], "topic/harbour p1 \"港口在城东，水很清澈。\"",
        "its words are known, its English is not"
    );
    assert_eq!(own[1].split(' ').count(), 3, "only hashes are known of what has changed: {}", own[1]);
    assert!(own[2].contains("\"Fishing boats"), "{}", own[2]);
    assert_eq!(check(&folder).matches("since this translation was accepted").count(), 1);
    replace(&folder, HARBOUR[0], "加班", "轮班");
    folder.run(&["accept"]);
    assert_eq!(folder.read(LOCK), new);
}

#[test]
fn what_is_stale_can_be_accepted_where_that_is_an_error() {
    let folder = with_harbour();
    folder.write(
        "content/site.yaml",
        folder.read("content/site.yaml") + "rules: { translation-stale: error }\n",
    );
    replace(&folder, HARBOUR[0], "轮班", "加班");
    assert_eq!(folder.run(&["check"]).status.code(), Some(1));
    assert_eq!(folder.run(&["accept"]).status.code(), Some(0));
    assert_eq!(folder.run(&["check"]).status.code(), Some(0));
}
