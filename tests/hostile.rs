//! Bad input of every kind: a finding or a clear refusal in both languages, nothing written, nothing lost.

use std::fs;
use std::process::Command;

use crate::site::Folder;

/// The findings of a check: rule, path, line, message in both languages.
pub fn findings(folder: &Folder) -> Vec<(String, String, u64, String)> {
    // `build --check` renders, so that faults of templates show, and writes nothing.
    let output = folder.run(&["build", "--check", "--format", "json"]);
    assert!(output.status.code().is_some(), "the program was ended by a signal");
    let report: serde_json::Value = serde_json::from_slice(&output.stdout).expect("the report is JSON");
    let text = |value: &serde_json::Value| value.as_str().expect("a string").to_owned();
    report["findings"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|one| {
            let message = format!("{} · {}", text(&one["message"]["zh"]), text(&one["message"]["en"]));
            let line = one["primary"]["line"].as_u64().expect("a line");
            (text(&one["rule"]), text(&one["primary"]["path"]), line, message)
        })
        .collect()
}

/// Asserts that a site with a change gets exactly this finding, and that a build then writes nothing.
pub fn refused(change: impl FnOnce(&Folder), rule: &str, path: &str, line: u64, says: &str) {
    let folder = Folder::with_site();
    change(&folder);
    let found = findings(&folder);
    let right =
        found.iter().any(|one| one.0 == rule && one.1 == path && one.2 == line && one.3.contains(says));
    assert!(right, "expected {rule} at {path}:{line} with “{says}”, found {found:#?}");
    assert_eq!(folder.run(&[]).status.code(), Some(1));
    assert!(!folder.path().join("public").exists(), "a site with errors was written");
}

pub const ZH: &str = "content/topic/growth.zh.md";

#[test]
fn other_encodings_are_named() {
    let text = "---\ntitle: 增长\n---\n\n台州市全面建设。\n";
    let gbk = b"---\ntitle: \xd4\xf6\xb3\xa4\n---\n\n\xcc\xa8\xd6\xdd\xca\xd0\xc8\xab\xc3\xe6\n";
    refused(|f| f.write(ZH, gbk), "file-unreadable", ZH, 2, "GBK / GB 18030");
    let four = b"---\ntitle: \xd4\xf6\xb3\xa4\x81\x30\x84\x32\n---\n";
    refused(|f| f.write(ZH, four), "file-unreadable", ZH, 2, "GBK / GB 18030");
    let utf16: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    refused(|f| f.write(ZH, [&[0xff, 0xfe], utf16.as_slice()].concat()), "file-unreadable", ZH, 1, "UTF-16");
    refused(|f| f.write(ZH, &utf16), "file-unreadable", ZH, 1, "UTF-16");
    let latin = b"---\ntitle: caf\xe9 na\xefve r\xe9sum\xe9\n---\n";
    refused(
        |f| f.write("content/topic/growth.en.md", latin),
        "file-unreadable",
        "content/topic/growth.en.md",
        2,
        "Latin-1",
    );
    refused(|f| f.write(ZH, b"---\ntitle: a\0b\n---\n"), "file-unreadable", ZH, 2, "NUL");
    refused(|f| f.write("content/glossary.yaml", gbk), "file-unreadable", "content/glossary.yaml", 2, "GBK");
}

#[test]
fn a_half_that_cannot_be_read_is_not_called_missing() {
    let folder = Folder::with_site();
    folder.write(ZH, b"\xcc\xa8\xd6\xdd");
    let rules: Vec<String> = findings(&folder).into_iter().map(|one| one.0).collect();
    assert!(rules.contains(&"file-unreadable".to_owned()), "{rules:?}");
    assert!(!rules.contains(&"translation-missing".to_owned()), "{rules:?}");
}

#[test]
fn large_files_and_long_lines_are_bounded() {
    let huge = |path: &'static str| {
        move |f: &Folder| {
            f.write(path, "");
            fs::OpenOptions::new().write(true).open(f.path().join(path)).unwrap().set_len(200 << 20).unwrap();
        }
    };
    refused(huge("content/topic/big.zh.md"), "file-unreadable", "content/topic/big.zh.md", 1, "200 MB");
    refused(huge("content/topic/big.png"), "file-unreadable", "content/topic/big.png", 1, "200 MB");
    let line = "很长的一行".repeat(700_000);
    let page = move |f: &Folder| f.write(ZH, format!("---\ntitle: 增长\n---\n\n{line}\n"));
    refused(page, "passage-unpaired", "content/topic/growth.en.md", 10, "");
}

#[test]
fn yaml_bombs_and_depths_are_refused() {
    let mut bomb = String::from("---\ntitle: 增长\na: &a [x, x, x]\n");
    for (one, before) in "bcdefghij".chars().zip("abcdefghi".chars()) {
        bomb.push_str(&format!("{one}: &{one} [*{before}, *{before}, *{before}]\n"));
    }
    bomb.push_str("---\n");
    refused(move |f| f.write(ZH, bomb), "front-matter-invalid", ZH, 4, "begins with `*`");
    let deep = format!("---\ntitle: {}{}\n---\n", "[".repeat(10_000), "]".repeat(10_000));
    refused(move |f| f.write(ZH, deep), "front-matter-invalid", ZH, 2, "");
    let steps: String = (0..3000).map(|n| format!("{}a:\n", " ".repeat(n))).collect();
    refused(
        move |f| f.write("content/glossary.yaml", steps),
        "config-invalid",
        "content/glossary.yaml",
        33,
        "at most 32",
    );
}

#[test]
fn markdown_depths_are_refused_and_crowds_are_read() {
    let add = |text: String| move |f: &Folder| f.write(ZH, f.read(ZH) + "\n" + &text);
    refused(add(format!("{}字\n", "> ".repeat(10_000))), "file-unreadable", ZH, 20, "at most 48");
    let list: String = (0..2000).map(|n| format!("{}- 字\n", "  ".repeat(n))).collect();
    refused(add(list), "file-unreadable", ZH, 68, "at most 48");
    let folder = Folder::with_site();
    let definitions: String = (0..100_000).map(|n| format!("[a{n}]: https://example.org/\n")).collect();
    folder.write(ZH, folder.read(ZH) + "\n" + &definitions);
    // Nothing uses them; the first ones are told.
    let mut found = findings(&folder);
    found.retain(|one| one.0 != "summary-vague");
    assert!(found.len() == 50 && found.iter().all(|one| one.0 == "stray-markup"), "{}", found.len());
    folder.write(ZH, folder.read(ZH) + "\n" + &("*甲 **乙 ".repeat(500) + "\n\n").repeat(100));
    assert!(findings(&folder).iter().any(|one| one.0 == "stray-markup"));
}

#[test]
fn templates_that_go_in_circles_or_reach_for_files_are_refused() {
    let page = |text: &'static str| move |f: &Folder| f.write("templates/404.html", text);
    let path = "templates/404.html";
    refused(
        page("{% include \"404.html\" %}"),
        "template-invalid",
        path,
        1,
        "templates lead in a circle: 404.html",
    );
    refused(page("{% extends \"404.html\" %}"), "template-invalid", path, 1, "templates lead in a circle");
    refused(
        page("{% extends \"nothing.html\" %}"),
        "template-invalid",
        path,
        1,
        "nothing.html, which does not exist",
    );
    refused(page("<p>\n{{ load_data(path=\"/etc/passwd\") }}"), "template-invalid", path, 2, "load_data");
    refused(page("{% include \"/etc/passwd\" %}"), "template-invalid", path, 1, "/etc/passwd");
    refused(
        page("{% for i in range(end=100000000) %}x{% endfor %}"),
        "template-invalid",
        path,
        1,
        "too many",
    );
    refused(page("{{ \"a\" | nofilter }}"), "template-invalid", path, 1, "nofilter");
    let deep = format!("{}{}", "{% if x %}".repeat(5000), "{% endif %}".repeat(5000));
    refused(move |f| f.write("templates/404.html", deep), "template-invalid", path, 1, "deep");
}

/// A site’s own templates are counted while they run, and are written as they were typed; the pages say the same.
#[test]
fn templates_that_are_counted_make_the_same_pages() {
    let (plain, counted) = (Folder::with_site(), Folder::with_site());
    for (name, text) in duizhao::render::templates::INSIDE {
        // A comment makes a page template a site's own.
        let own = if name.ends_with(".html") { "{#- own #}" } else { "" };
        counted.write(&format!("templates/{name}"), format!("{text}{own}"));
    }
    let built = |folder: &Folder| {
        assert!(folder.run(&["build"]).status.success());
        let below = folder.path().join("public");
        let files = walkdir::WalkDir::new(&below).into_iter().filter_map(Result::ok);
        let files = files.filter(|entry| entry.path().extension().is_some_and(|one| one == "html"));
        files
            .map(|entry| {
                (
                    entry.path().strip_prefix(&below).unwrap().to_owned(),
                    crate::markup::in_one_spelling(&std::fs::read_to_string(entry.path()).unwrap()),
                )
            })
            .collect::<std::collections::BTreeMap<_, _>>()
    };
    let (plain, counted) = (built(&plain), built(&counted));
    assert!(plain.len() > 20, "{} pages", plain.len());
    assert_eq!(plain, counted);
}

#[test]
#[cfg(unix)]
fn links_pipes_and_folders_are_no_pages() {
    use std::os::unix::fs::symlink;
    let link = |to: &'static str, at: &'static str| move |f: &Folder| symlink(to, f.path().join(at)).unwrap();
    let wrong = "file-unreadable";
    let not = "links are not followed";
    refused(link("/etc/passwd", "content/topic/a.zh.md"), wrong, "content/topic/a.zh.md", 1, not);
    refused(link("/", "content/topic/all"), wrong, "content/topic/all", 1, not);
    refused(link("../topic", "content/topic/round"), wrong, "content/topic/round", 1, not);
    refused(link("nowhere", "content/topic/d.zh.md"), wrong, "content/topic/d.zh.md", 1, not);
    refused(link("growth.zh.md", "content/topic/e.zh.md"), wrong, "content/topic/e.zh.md", 1, not);
    refused(link("/etc", "templates"), wrong, "templates", 1, not);
    refused(
        |f| f.write("content/topic/x.zh.md/y.txt", "a"),
        wrong,
        "content/topic/x.zh.md",
        1,
        "this is a folder",
    );
    let pipe = |at: &'static str| {
        move |f: &Folder| {
            assert!(Command::new("mkfifo").arg(f.path().join(at)).status().unwrap().success());
        }
    };
    refused(pipe("content/topic/p.zh.md"), wrong, "content/topic/p.zh.md", 1, "not a regular file");
    refused(pipe("content/topic/p.png"), wrong, "content/topic/p.png", 1, "not a regular file");
    let deep = format!("content/topic/{}x.zh.md", "a/".repeat(40));
    let folder = Folder::with_site();
    folder.write(&deep, "---\ntitle: 深\n---\n");
    assert!(findings(&folder).iter().any(|one| one.3.contains("at most 32 levels")));
}

/// Writes both halves of a page under a name.
fn page(name: &'static str) -> impl FnOnce(&Folder) {
    move |f| {
        f.write(&format!("content/topic/{name}.zh.md"), "---\ntitle: 页\nsummary: 一句话。\n---\n\n正文。\n");
        f.write(
            &format!("content/topic/{name}.en.md"),
            "---\ntitle: Page\nsummary: A sentence.\n---\n\nText.\n",
        );
    }
}

#[test]
#[cfg(unix)]
fn names_that_are_no_addresses_are_refused() {
    let cases = [
        ("a%41", "“%”"),
        ("a..b", "two dots"),
        ("a\tb", "U+0009"),
        ("a\nb", "U+000A"),
        ("a\u{202e}b", "U+202E"),
        ("a.", "ends with a dot"),
        ("a ", "a space"),
        ("con", "Windows reserves"),
        ("NUL", "Windows reserves"),
        ("a\"b", "“\"”"),
        ("a<b>", "“<”"),
        ("a?b", "“?”"),
        ("a#b", "“#”"),
        ("a\\b", "“\\”"),
    ];
    for (name, says) in cases {
        refused(page(name), "address-invalid", &format!("content/topic/{name}.zh.md"), 1, says);
    }
    use std::os::unix::ffi::OsStrExt;
    let bytes = |f: &Folder| {
        let name = std::ffi::OsStr::from_bytes(b"content/topic/\xcc.zh.md");
        fs::write(f.path().join(name), "---\ntitle: 页\n---\n").unwrap();
    };
    refused(bytes, "file-unreadable", "content/topic/\u{fffd}.zh.md", 1, "not UTF-8");
}

#[test]
#[cfg(target_os = "linux")]
fn names_that_differ_in_case_or_unicode_form_only_are_one_address() {
    refused(page("Growth"), "address-taken", ZH, 1, "the same address");
    let both = |f: &Folder| {
        page("caf\u{e9}")(f);
        page("cafe\u{301}")(f);
    };
    refused(both, "address-taken", "content/topic/caf\u{e9}.zh.md", 1, "the same address");
}

#[test]
fn names_with_han_and_blanks_are_published_and_linked() {
    let folder = Folder::with_site();
    page("经济 增长")(&folder);
    folder.write(ZH, folder.read(ZH) + "\n见[另一页](<经济 增长.zh.md>)。\n");
    folder.write(
        "content/topic/growth.en.md",
        folder.read("content/topic/growth.en.md") + "\nSee [another page](<经济 增长.en.md>).\n",
    );
    assert_eq!(findings(&folder), []);
    assert!(folder.run(&[]).status.success());
    assert!(folder.path().join("public/zh/topic/经济 增长.html").exists());
    let link = "href=\"%E7%BB%8F%E6%B5%8E%20%E5%A2%9E%E9%95%BF.html\"";
    assert!(folder.read("public/zh/topic/growth.html").contains(link));
}

#[test]
fn what_is_there_instead_of_a_site_is_said() {
    let folder = Folder::new();
    let none = folder.run(&[]);
    assert_eq!(none.status.code(), Some(2));
    assert!(none.stderr.contains("没有 content/ 文件夹") && none.stderr.contains("no content/ folder"));
    folder.write("content", "a file");
    assert_eq!(folder.run(&[]).status.code(), Some(2));
    let folder = Folder::new();
    fs::create_dir(folder.path().join("content")).unwrap();
    assert!(findings(&folder).iter().any(|one| one.3.contains("there is no content/site.yaml")));
    // One that is there and cannot be read is not missing.
    folder.write("content/site.yaml", b"\xff\xfet\0i\0t\0l\0e\0");
    let found = findings(&folder);
    assert!(found.iter().any(|one| one.0 == "file-unreadable"), "{found:?}");
    assert!(!found.iter().any(|one| one.3.contains("there is no content/site.yaml")), "{found:?}");
}

#[test]
fn one_cause_is_one_finding() {
    let folder = Folder::with_site();
    let rules = |folder: &Folder| -> Vec<(String, String)> {
        findings(folder).into_iter().map(|one| (one.0, one.1)).collect()
    };
    let found = |rule: &str, path: &str| vec![(rule.to_owned(), path.to_owned())];
    let original = folder.read("content/originals/report.md");
    // An original that is gone: the header names it, and its quotations are not found for that reason.
    fs::remove_file(folder.path().join("content/originals/report.md")).unwrap();
    assert_eq!(rules(&folder), found("front-matter-invalid", "content/topic/growth.zh.md"));
    // One that was saved in GB 18030: it is there.
    folder.write(
        "content/originals/report.md",
        b"---\ntitle: { zh: \xb1\xa8\xb8\xe6, en: Report }\n---\n\xb1\xa8\n",
    );
    assert_eq!(rules(&folder), found("file-unreadable", "content/originals/report.md"));
    folder.write("content/originals/report.md", original);
    assert_eq!(rules(&folder), []);
}

#[test]
fn a_topic_whose_pages_are_drafts_is_not_told_to_make_its_folder() {
    let folder = Folder::with_site();
    folder.write("content/site.yaml", folder.read("content/site.yaml").replace("[topic]", "[topic, later]"));
    let help = |folder: &Folder| folder.run(&["check", "--lang", "en"]).stderr;
    assert!(help(&folder).contains("make the folder content/later"), "{}", help(&folder));
    for lang in ["zh", "en"] {
        folder.write(&format!("content/later/page.{lang}.md"), "---\ntitle: a\ndraft: true\n---\n");
    }
    let said = help(&folder);
    assert!(
        said.contains("the topic later has no page") && said.contains("are drafts or have errors"),
        "{said}"
    );
}

#[test]
fn crowds_are_read_and_what_is_too_long_is_refused() {
    let folder = Folder::with_site();
    let (zh, en) = (folder.read(ZH), folder.read("content/topic/growth.en.md"));
    let crowds: [(&str, &str); 5] = [
        ("## 标题\n\n", "## Title\n\n"),
        ("- 甲有5家。\n", "- There are 5.\n"),
        ("[甲](growth.zh.md#p1)\n\n", "[a](growth.en.md#p1)\n\n"),
        ("<!-- duizhao: allow link-broken: 甲 -->\n\n甲\n\n", "a\n\n"),
        ("甲**乙**丙\n\n", "a **b** c\n\n"),
    ];
    for (one, other) in crowds {
        folder.write(ZH, format!("{zh}\n{}", one.repeat(10_000)));
        folder.write("content/topic/growth.en.md", format!("{en}\n{}", other.repeat(10_000)));
        let found = findings(&folder);
        assert!(found.iter().all(|found| found.0 == "waiver-unused"), "{one}: {:?}", found.first());
    }
    let long = |text: String| move |f: &Folder| f.write(ZH, format!("{}\n{text}\n", f.read(ZH)));
    refused(long("甲有5家，".repeat(6000)), "file-unreadable", ZH, 20, "64 KB");
    refused(long(format!("- {}", "1,".repeat(40_000))), "file-unreadable", ZH, 20, "64 KB");
    let header = format!("---\ntitle: {}\n---\n", "甲".repeat(30_000));
    refused(move |f: &Folder| f.write(ZH, header), "front-matter-invalid", ZH, 1, "64 KB");
}

#[test]
fn times_before_1970_change_nothing() {
    use std::time::{Duration, UNIX_EPOCH};
    let folder = Folder::with_site();
    let before = UNIX_EPOCH - Duration::from_secs(400_000_000);
    let age = |below: &str| {
        for (path, _) in folder.files(below) {
            let file = fs::File::options().write(true).open(folder.path().join(below).join(path)).unwrap();
            file.set_modified(before).unwrap();
        }
    };
    age("content");
    assert!(folder.run(&[]).status.success());
    age("public");
    let again = folder.run(&["--lang", "en"]);
    assert!(again.stderr.contains("nothing has changed"), "{}", again.stderr);
}

#[test]
fn ids_stand_once_on_a_page_whatever_headings_ask_for() {
    let folder = Folder::with_site();
    // Ids of passages, of sentences, of notes, of charts, of the page's own parts, and one twice.
    let asked =
        ["p2", "p3.1", "main", "top", "keys-on", "search", "n1", "fn1", "fig-gdp", "toc", "own", "own"];
    let page = |heading: &str, text: &str| {
        let one = |id: &&str| format!("## {heading} {{#{id}}}\n\n{text}[^{id}]\n\n[^{id}]: {text}\n");
        asked.iter().map(one).collect::<Vec<_>>().join("\n")
    };
    folder.page("content/topic/long.zh.md", "title: 页\nsummary: 一句", page("题", "文。"));
    folder.page("content/topic/long.en.md", "title: P\nsummary: s", page("Title", "Text."));
    let done = folder.run(&["build"]);
    assert!(done.status.success(), "{}", done.stderr);
    for (path, bytes) in folder.files("public").into_iter().filter(|(path, _)| path.ends_with(".html")) {
        let html = crate::markup::spelled_out(&String::from_utf8(bytes).unwrap()).unwrap();
        let ids: Vec<&str> = html.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
        let once: std::collections::BTreeSet<&str> = ids.iter().copied().collect();
        let twice: Vec<&&str> =
            once.iter().filter(|id| ids.iter().filter(|one| one == id).count() > 1).collect();
        assert!(twice.is_empty(), "{path}: {twice:?}");
        assert!(!path.ends_with("/long.html") || ids.len() > asked.len(), "{path}: {ids:?}");
    }
}
