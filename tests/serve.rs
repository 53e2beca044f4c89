//! `duizhao serve` as an editor works with it.

use std::fs;
use std::time::{Duration, Instant};

use indoc::indoc;

use crate::serving::{PATIENCE, Server};
use crate::site::Folder;

/// A site with something of everything.
fn rich() -> Folder {
    Folder::of("two-topics")
}

fn build(folder: &Folder) -> Vec<(String, Vec<u8>)> {
    let output = folder.path().join("built");
    let built = folder.run(&["build", "--output", output.to_str().unwrap()]);
    assert!(built.status.success(), "{}", built.stderr);
    let mut files = folder.files("built");
    files.retain(|(path, _)| path != ".duizhao.json");
    files
}

fn encoded(path: &str) -> String {
    path.bytes()
        .map(|byte| match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'/' | b'.' | b'-' | b'_' => (byte as char).to_string(),
            other => format!("%{other:02x}"),
        })
        .collect()
}

/// Waits until every file of a build is served as it was written, and says what differs if it never is.
fn assert_shows_what_a_build_writes(server: &Server, folder: &Folder, after: &str) {
    let files = build(folder);
    assert!(files.len() > 50, "{}", files.len());
    let end = Instant::now() + PATIENCE;
    for (path, bytes) in &files {
        loop {
            let answer = server.get(&format!("/{}", encoded(path)));
            if answer.status == 200 && answer.bare() == *bytes {
                assert_eq!(answer.bare() != answer.body, path.ends_with(".html"), "{path}: the script");
                break;
            }
            assert!(
                Instant::now() < end,
                "after {after}, {path} differs ({}):\n{}",
                answer.status,
                answer.text()
            );
            std::thread::sleep(Duration::from_millis(20));
        }
    }
}

#[test]
fn what_is_shown_is_what_a_build_writes_after_any_series_of_edits() {
    let folder = rich();
    let server = Server::start(folder.path(), &["--port", "0"]);
    let check = |after: &str| assert_shows_what_a_build_writes(&server, &folder, after);
    check("the start");

    let growth = folder.read("content/topic/growth.en.md");
    folder.write("content/topic/growth.en.md", growth.replace("The report says:", "The report states:"));
    check("an edit");

    folder.page("content/topic/new.zh.md", "title: 新的一页\nweight: 1", "见[增长](growth.zh.md#p2)。");
    folder.page("content/topic/new.en.md", "title: A new page", "See [growth](growth.en.md#p2).");
    check("a new page");

    for lang in ["zh", "en"] {
        let path = |name: &str| folder.path().join(format!("content/second/{name}.{lang}.md"));
        fs::rename(path("经济"), path("renamed")).unwrap();
    }
    check("a rename");
    assert_eq!(server.get("/zh/second/%E7%BB%8F%E6%B5%8E.html").status, 404);

    let broken = folder.read("content/topic/new.zh.md");
    folder.write("content/topic/new.zh.md", broken.replace("title:", "titel:"));
    server.until("/_duizhao/findings.json", "broken", |answer| answer.text().contains("titel"));
    folder.write("content/topic/new.zh.md", broken.replace("新的一页", "改好的一页"));
    check("a fault and its cure");

    folder.write(
        "content/glossary.yaml",
        "- { zh: 生产总值, en: GDP, note: { zh: 一年里生产的总值, en: what a year produces } }\n",
    );
    check("an edit of the glossary");

    let original = folder.read("content/originals/report.md");
    folder.write("content/originals/report.md", format!("{original}\n第二段，没有摘录。\n"));
    check("an edit of the original");

    let renamed = indoc! {"
        title: { zh: 新名, en: New name }
        topics: [second, topic]
        base_url: https://example.org/x/
    "};
    folder.write("content/site.yaml", renamed);
    check("an edit of site.yaml");

    for name in ["growth", "new"] {
        for lang in ["zh", "en"] {
            let _ = fs::remove_file(folder.path().join(format!("content/topic/{name}.{lang}.md")));
        }
        folder.page("content/about.zh.md", "title: 关于", "没有链接。");
        folder.page("content/about.en.md", "title: About", "No link.");
    }
    check("pages that were removed");

    folder.write("templates/assets/style.css", "body { color: teal }\n");
    let own = indoc! {r#"
        <!doctype html>
        <html lang="en"><head><title>{{ head.title }}</title></head><body>own</body></html>
    "#};
    folder.write("templates/404.html", own);
    check("new templates in a new folder");

    fs::remove_dir_all(folder.path().join("templates")).unwrap();
    check("templates that were removed");
}

#[test]
fn tags_and_texts_of_the_interface_are_those_of_a_build_after_an_edit() {
    let folder = rich();
    let server = Server::start(folder.path(), &["--port", "0"]);
    let check = |after: &str| assert_shows_what_a_build_writes(&server, &folder, after);
    for (page, tags) in [
        ("topic/growth", ["产值, 城市", "output, city"]),
        ("second/经济", ["城市", "city"]),
        ("second/经济", ["城市, 产值", "city, output"]),
        ("topic/growth", ["城市, 增长", "city, growth"]),
    ] {
        for (lang, tags) in ["zh", "en"].iter().zip(tags) {
            let path = format!("content/{page}.{lang}.md");
            let text = folder.read(&path);
            let bare: Vec<&str> = text.lines().filter(|line| !line.starts_with("tags:")).collect();
            folder.write(&path, bare.join("\n").replacen("title:", &format!("tags: [{tags}]\ntitle:"), 1));
        }
        check("an edit of tags");
    }
    let shows = |path: &str| server.get(path).status == 200;
    assert!(shows("/zh/tags/city.html") && !shows("/zh/tags/output.html"), "what two pages bear has a page");
    let site = folder.read("content/site.yaml");
    folder.write("content/site.yaml", format!("{site}texts: {{ topics: {{ zh: 各部分, en: Parts }} }}\n"));
    check("an edit of a text of the interface");
}

#[test]
fn the_last_good_page_stays_while_a_text_is_broken_and_other_pages_go_on() {
    let folder = rich();
    let mut server = Server::start(folder.path(), &["--port", "0"]);
    let page = "/parallel/topic/growth.html";
    let good = server.get(page);
    assert_eq!(server.get("/_duizhao/overlay?path=/parallel/topic/growth.html").text(), "");

    let text = folder.read("content/topic/growth.en.md");
    folder.write("content/topic/growth.en.md", text.replace("578.6", "576.8"));
    let overlay =
        server.until("/_duizhao/overlay?path=%2Fparallel%2Ftopic%2Fgrowth.html", "a finding", |answer| {
            answer.text().contains("figure-mismatch")
        });
    for part in [
        "lang=\"zh-Hans\"",
        "lang=\"en\"",
        "576.8",
        "data-path=\"content/topic/growth.en.md\"",
        "data-line=\"10\"",
        "error",
    ] {
        assert!(overlay.text().contains(part), "{part}: {}", overlay.text());
    }
    let english = server.get("/_duizhao/overlay?path=/en/topic/growth.html").text();
    assert!(english.contains("figure-mismatch") && !english.contains("zh-Hans"), "{english}");
    assert_eq!(server.get(page).bare(), good.bare(), "the page as it last was good");
    assert!(server.get("/_duizhao/findings").text().contains("figure-mismatch"));

    // Another page follows its text all the same, and its overlay says that there is an error elsewhere.
    let reworded = indoc! {"
        Still [growth](topic/growth.en.md), reworded.

        ![A map](pictures/map.png)
    "};
    folder.page("content/about.en.md", "title: About", reworded);
    server.until("/en/about.html", "reworded", |answer| answer.text().contains("reworded"));
    assert!(server.get("/_duizhao/overlay?path=/en/about.html").text().contains("elsewhere: 1 error"));

    // Worse: no header at all, then the file gone, then site.yaml broken.
    folder.write("content/topic/growth.en.md", "nothing");
    server
        .until("/_duizhao/findings.json", "worse", |answer| answer.text().contains("the file has no header"));
    assert_eq!(server.get(page).bare(), good.bare());
    fs::remove_file(folder.path().join("content/topic/growth.en.md")).unwrap();
    server.until("/_duizhao/findings.json", "gone", |answer| answer.text().contains("translation-missing"));
    assert_eq!(server.get(page).bare(), good.bare());
    let site = folder.read("content/site.yaml");
    folder.write("content/site.yaml", "title: [\n");
    server
        .until("/_duizhao/findings.json", "site.yaml", |answer| answer.text().contains("content/site.yaml"));
    assert_eq!(server.get(page).bare(), good.bare());
    // It holds every page back, so every page says what is wrong.
    for path in ["en/about.html", "parallel/index.html", "index.html", "originals/report.html"] {
        let bar = server.get(&format!("/_duizhao/overlay?path=/{path}")).text();
        assert!(bar.contains("data-path=\"content/site.yaml\""), "{path}: {bar}");
    }
    assert_eq!(server.get("/index.html").status, 200);

    folder.write("content/site.yaml", &site);
    folder.write("content/topic/growth.en.md", text.replace("The report says:", "It is mended:"));
    server.until(page, "mended", |answer| answer.text().contains("It is mended:"));
    server.until("/_duizhao/overlay?path=/en/topic/growth.html", "empty", |answer| answer.body.is_empty());
    assert!(server.runs());
}

#[test]
fn the_overlay_begins_with_the_errors() {
    let folder = Folder::with_site();
    let text = folder.read("content/topic/growth.en.md");
    // A warning above, an error below.
    let wrong = text.replace("The report says:", "The report says，").replace("578.6", "576.8");
    folder.write("content/topic/growth.en.md", wrong);
    let server = Server::start(folder.path(), &["--port", "0"]);
    let bar = server.get("/_duizhao/overlay?path=/en/topic/growth.html").text();
    let places = ["figure-mismatch", "punctuation-width"].map(|rule| bar.find(&format!(">{rule}<")));
    assert!(places[0].is_some() && places[0] < places[1], "{places:?}: {bar}");
}

#[test]
fn a_site_that_is_broken_at_the_start_is_served_with_its_findings() {
    let folder = Folder::with_site();
    let text = folder.read("content/topic/growth.zh.md");
    folder.write("content/topic/growth.zh.md", text.replace("5786亿元，年均", "5787亿元，年均"));
    let server = Server::start(folder.path(), &["--port", "0"]);
    let bar = |page: &str| server.get(&format!("/_duizhao/overlay?path={page}")).text();
    // There is no earlier page to show, so the page is shown as it stands, and that is said on it.
    let page = "/zh/topic/growth.html";
    assert!(server.get(page).text().contains("5787亿元，年均"), "{}", server.get(page).text());
    for part in ["quote-not-found", "data-path=\"content/topic/growth.zh.md\"", "这一页按现在的样子显示"]
    {
        assert!(bar(page).contains(part), "{part}: {}", bar(page));
    }
    // The way to the other pages is open, and nobody takes the site for one that can be published.
    assert!(server.get("/").text().contains("data-edition=\"both\""), "{}", server.get("/").text());
    assert!(bar("/").contains("elsewhere: 3 errors"), "{}", bar("/"));
    assert!(server.get("/zh/topic/").text().contains("主题"), "a page without a fault is there");
    folder.write("content/topic/growth.zh.md", text);
    server.until(page, "mended", |answer| answer.text().contains("5786亿元，年均"));
    server.until("/_duizhao/overlay?path=/zh/topic/growth.html", "empty", |bar| bar.body.is_empty());
}

#[test]
fn where_what_all_pages_depend_on_is_broken_at_the_start_the_findings_stand_in_their_place() {
    let folder = Folder::with_site();
    let config = folder.read("content/site.yaml");
    folder.write("content/site.yaml", config.replace("topics: [topic]", "topics: [topic"));
    let server = Server::start(folder.path(), &["--port", "0"]);
    for page in ["/", "/zh/topic/growth.html"] {
        let shown = server.get(page);
        assert_eq!(shown.status, 200, "{page}");
        assert!(shown.text().contains("content/site.yaml"), "{page}: {}", shown.text());
    }
    folder.write("content/site.yaml", config);
    server.until("/zh/topic/growth.html", "the page", |answer| answer.text().contains("报告这样写"));
    server.until("/", "the cover", |answer| answer.text().contains("data-edition=\"both\""));
}

#[test]
#[cfg(unix)]
fn a_picture_that_cannot_be_read_holds_no_page_back() {
    let folder = rich();
    let server = Server::start(folder.path(), &["--port", "0"]);
    assert_eq!(server.get("/en/topic/growth.html").status, 200);
    std::os::unix::fs::symlink("/etc/hostname", folder.path().join("content/second/out.png")).unwrap();
    server.until("/_duizhao/findings.json", "found", |answer| answer.text().contains("second/out.png"));
    let text = folder.read("content/topic/growth.en.md");
    folder.write("content/topic/growth.en.md", text.replace("The report says:", "It goes on:"));
    server.until("/en/topic/growth.html", "followed", |answer| answer.text().contains("It goes on:"));
    let bar = server.get("/_duizhao/overlay?path=/en/topic/growth.html").text();
    assert!(bar.contains("elsewhere: 1 error") && !bar.contains("out.png"), "{bar}");
}

#[test]
fn a_draft_that_is_not_translated_yet_is_seen_while_it_is_written() {
    let folder = Folder::with_site();
    let server = Server::start(folder.path(), &["--port", "0", "--drafts"]);
    let made = folder.run(&["new", "topic/share", "--quote", "年均增长"]);
    assert!(made.status.success(), "{}", made.stderr);
    let page = "/parallel/topic/share.html";
    server.until(page, "there", |answer| answer.status == 200 && answer.text().contains("年均增长6.4%"));
    let bar = server.get("/_duizhao/overlay?path=/parallel/topic/share.html").text();
    assert!(bar.contains("text-untranslated") && bar.contains("the page is shown as it stands"), "{bar}");
    let path = "content/topic/share.en.md";
    let english = "> GDP rose from RMB 387.5 billion to RMB 578.6 billion, an average of 6.4 percent a year.";
    folder.write(path, folder.read(path).replace("> 待译", english));
    server.until(page, "followed", |answer| answer.text().contains("an average of"));
}

#[test]
fn templates_that_break_leave_the_last_good_pages() {
    let folder = Folder::with_site();
    let server = Server::start(folder.path(), &["--port", "0"]);
    let good = server.get("/").bare();
    for (name, bad) in
        [("cover.html", "{% if %}"), ("cover.html", "{{ nothing.here }}"), ("texts.yaml", "a: [")]
    {
        folder.write(&format!("templates/{name}"), bad);
        server.until("/_duizhao/findings.json", bad, |answer| answer.text().contains("template-invalid"));
        assert_eq!(server.get("/").bare(), good, "{bad}");
        assert!(server.get("/_duizhao/overlay?path=/").text().contains("template-invalid"));
        fs::remove_file(folder.path().join("templates").join(name)).unwrap();
        server
            .until("/_duizhao/findings.json", "mended", |answer| !answer.text().contains("template-invalid"));
        assert_eq!(server.get("/").bare(), good);
    }
}

#[test]
fn a_template_that_never_ends_is_a_finding_and_the_server_goes_on() {
    let folder = Folder::with_site();
    let mut server = Server::start(folder.path(), &["--port", "0"]);
    let endless = "{% for a in range(end=100000) %}{% for b in range(end=100000) %}{% endfor %}{% endfor %}";
    folder.write("templates/cover.html", endless);
    let process = server.id();
    let told =
        server.until("/_duizhao/findings.json", "told", |answer| answer.text().contains("it does not end"));
    assert!(told.text().contains("templates/cover.html"), "{}", told.text());
    assert_eq!(server.id(), process, "the same process");
    assert!(server.runs());
    let mended = indoc! {r#"
        <!doctype html>
        <html lang="en"><head><title>mended</title></head><body></body></html>
    "#};
    folder.write("templates/cover.html", mended);
    server.until("/", "mended", |answer| answer.text().contains("<title>mended</title>"));
}
