//! Whichever words of a page change, on whichever side: what the lock tells, and what it leaves free.

use crate::accepting::{HARBOUR, LOCK, check, replace, with_harbour};
use crate::site::Folder;

#[test]
fn passages_that_change_places_under_a_lock_of_the_first_format_are_asked_for() {
    let three = ["港口在城东，水很清澈。", "码头工人轮班工作。", "渔船清晨出海，傍晚归来。"];
    for (order, asked) in
        [([1, 0, 2], 2), ([0, 2, 1], 2), ([2, 1, 0], 3), ([1, 2, 0], 3), ([2, 0, 1], 3), ([0, 1, 2], 0)]
    {
        let folder = with_harbour();
        folder.write(LOCK, crate::messages::of_hashes(&folder.read(LOCK)));
        replace(&folder, HARBOUR[0], &three.join("\n\n"), &order.map(|at| three[at]).join("\n\n"));
        let told = |folder: &Folder| check(folder).matches("passages have changed places").count();
        assert_eq!(told(&folder), asked, "{order:?}: {}", check(&folder));
        // One of them is changed or gone as well: the others are asked for all the same.
        replace(&folder, HARBOUR[0], "轮班", "加班");
        assert!(told(&folder) + 1 >= asked, "{order:?}: {}", check(&folder));
        folder.run(&["accept"]);
        assert_eq!(check(&folder), "", "{order:?}");
    }
}

/// A page with everything that a passage may hold, accepted.
fn with_all_kinds() -> (Folder, &'static str, &'static str) {
    let folder = Folder::with_site();
    let (zh, en) = (
        "---\ntitle: 渔村\nsummary: 关于渔村。\n---\n\n## 缘起\n\n- 渔船出海\n- 渔网晾晒\n\n| 名称 | 样子 |\n|---|---|\n| 海湾 | 水清 |\n\n文字{>>校注在此<<}后面。\n\n文字[^1]另有。\n\n[^1]: 脚注在此\n\n> [!NOTE]\n> 提示在此\n> - 又一条\n",
        "---\ntitle: Fishing village\nsummary: On the village.\n---\n\n## Origins\n\n- Boats put out to sea\n- Nets are dried\n\n| Name | Look |\n|---|---|\n| Bay | clear water |\n\nWords{>>A remark stands here<<} go on.\n\nMore words[^1] again.\n\n[^1]: A footnote stands here\n\n> [!NOTE]\n> A hint stands here\n> - One more\n",
    );
    folder.write("content/topic/village.zh.md", zh);
    folder.write("content/topic/village.en.md", en);
    let (status, said) = folder.run(&["accept"]).told();
    assert_eq!(status, Some(0), "{said}");
    assert_eq!(check(&folder), "");
    (folder, zh, en)
}

#[test]
fn a_change_of_the_chinese_is_told_wherever_it_stands() {
    let (folder, zh, _) = with_all_kinds();
    for (before, after) in [
        ("渔村\n", "渔港\n"),
        ("关于渔村", "关于渔港"),
        ("缘起", "起因"),
        ("出海", "归来"),
        ("海湾", "海峡"),
        ("水清", "水浊"),
        ("校注在此", "校注在彼"),
        ("另有", "没有"),
        ("脚注在此", "脚注在彼"),
        ("提示在此", "提示在彼"),
        ("又一条", "再一条"),
        ("样子", "颜色"),
    ] {
        folder.write("content/topic/village.zh.md", zh.replacen(before, after, 1));
        let said = check(&folder);
        assert_eq!(said.matches("since this translation was accepted").count(), 1, "{before}: {said}");
    }
}

#[test]
fn an_english_text_in_the_place_of_another_is_told_and_a_correction_is_free() {
    let (folder, _, en) = with_all_kinds();
    for (before, after) in [
        ("Origins", "Weather"),
        ("Origins", "Übersicht"),
        ("Origins", "Происхождение"),
        ("Fishing village", "Citrus"),
        ("On the village.", "Bananas are yellow."),
        ("Nets are dried", "Bananas are yellow"),
        ("Bay", "Tower"),
        ("clear water", "Dienstag"),
        ("A remark stands here", "Bananas are yellow"),
        ("A footnote stands here", "Bananas are yellow"),
        ("A hint stands here", "Bananas are yellow"),
    ] {
        folder.write("content/topic/village.en.md", en.replacen(before, after, 1));
        let said = check(&folder);
        assert_eq!(said.matches("another text stands here").count(), 1, "{before}, {after}: {said}");
    }
    for (before, after) in [
        ("Origins", "The origin"),
        ("Origins", "Orgins"),
        ("Origins", "Its origins and beginnings"),
        ("Fishing village", "A village of fishermen"),
        ("On the village.", "About this village."),
        ("Nets are dried", "The nets hang up to dry"),
        ("Boats put out to sea", "Boats put to sea\n  at dawn"),
        ("clear water", "clean, clear waters"),
        ("A hint stands here", "Here stands a hint"),
        ("A remark stands here", "This remark stands here"),
    ] {
        folder.write("content/topic/village.en.md", en.replacen(before, after, 1));
        assert_eq!(check(&folder), "", "{before}, {after}");
    }
}
