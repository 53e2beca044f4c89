//! `duizhao serve`: what to put right first, and translations accepted from their pages.

use std::fs;

use crate::serving::{Response, Server};
use crate::site::Folder;

const ZH: &str = "content/topic/growth.zh.md";
const EN: &str = "content/topic/growth.en.md";
const LOCK: &str = "content/duizhao.lock";
const PAGE: &str = "/en/topic/growth.html";
const BAR: &str = "/_duizhao/overlay?path=/en/topic/growth.html";

/// A site whose first passage has changed since it was accepted, and its server.
fn changed() -> (Folder, Server) {
    let folder = Folder::with_site();
    assert_eq!(folder.run(&["accept"]).status.code(), Some(0));
    folder.write(ZH, folder.read(ZH).replace("报告这样写：", "报告是这样写的："));
    let server = Server::start(folder.path(), &["--port", "0"]);
    (folder, server)
}

fn tag(answer: &Response) -> String {
    answer.head.lines().find_map(|line| line.strip_prefix("etag: ")).unwrap().to_owned()
}

/// The offer that the bar of a page makes: what would be accepted, and the mark of what was seen.
fn offer(bar: &str) -> Option<(String, String)> {
    let value = |name: &str| Some(bar.split(&format!("{name}=\"")).nth(1)?.split('"').next()?.to_owned());
    Some((value("data-accept")?, value("data-seen")?))
}

fn body(server: &Server, page: &str, name: &str, seen: &str) -> String {
    let token = server.token();
    serde_json::json!({ "token": token, "path": PAGE, "page": page, "accept": name, "seen": seen })
        .to_string()
}

fn accept(server: &Server, page: &str, name: &str, seen: &str) -> Response {
    let own = format!("Origin: http://127.0.0.1:{}", server.port);
    server.ask("POST /_duizhao/accept", &[&own], &body(server, page, name, seen))
}

#[test]
fn a_translation_is_accepted_from_the_page_that_shows_it_and_nothing_else_is() {
    let (folder, server) = changed();
    // Two have fallen behind; one is accepted.
    folder.write(ZH, folder.read(ZH).replace("title: 增长", "title: 经济增长"));
    let both = server.until(BAR, "both", |bar| bar.text().matches("data-accept=").count() == 2).text();
    let (_, at) = both.split_once("data-accept=\"topic/growth#p1\"").unwrap();
    let seen = at.split("data-seen=\"").nth(1).unwrap().split('"').next().unwrap();
    let shown = server.get(PAGE);
    assert!(shown.text().contains("class=\"stale ui\""));
    let done = accept(&server, &tag(&shown), "topic/growth#p1", seen);
    assert_eq!(done.status, 200, "{}", done.text());
    assert!(
        done.text().contains("accepted the translation of topic/growth#p1, recorded in"),
        "{}",
        done.text()
    );
    let rest = server.until(BAR, "one", |bar| bar.text().matches("data-accept=").count() == 1).text();
    assert_eq!(offer(&rest).unwrap().0, "topic/growth#header");
    assert!(folder.read(LOCK).contains("报告是这样写的") && !folder.read(LOCK).contains("经济增长"));
    let (_, told) = folder.run(&["check"]).told();
    assert!(told.contains("growth#header") && !told.contains("growth#p1"), "{told}");
    let (name, seen) = offer(&rest).unwrap();
    assert_eq!(accept(&server, &tag(&server.get(PAGE)), &name, &seen).status, 200);
    server.until(BAR, "empty", |bar| bar.body.is_empty());
    server.until(PAGE, "without a mark", |page| !page.text().contains("class=\"stale ui\""));
    assert_eq!(folder.run(&["check", "--strict"]).status.code(), Some(0));
}

#[test]
fn nothing_is_accepted_for_another_page_another_reader_or_by_looking() {
    let (folder, server) = changed();
    let before = folder.read(LOCK);
    let (name, seen) = offer(&server.get(BAR).text()).unwrap();
    assert_eq!(name, "topic/growth#p1");
    let page = tag(&server.get(PAGE));
    let body = body(&server, &page, &name, &seen);
    for method in ["GET", "HEAD", "PUT", "DELETE"] {
        let answer = server.ask(&format!("{method} /_duizhao/accept"), &[], &body);
        assert_eq!(answer.status, 405, "{method}");
        assert!(answer.head.contains("allow: POST"), "{method}: {}", answer.head);
    }
    let post = |headers: &[&str], body: &str| server.ask("POST /_duizhao/accept", headers, body).status;
    for foreign in ["Origin: https://example.org", "Origin: null", "Host: example.org"] {
        assert_eq!(post(&[foreign], &body), 403, "{foreign}");
    }
    assert_eq!(post(&[], &body.replace(&server.token(), "wrong")), 403);
    for bad in ["", "{", "[]", "{\"token\":1}"] {
        assert_eq!(post(&[], bad), 400, "{bad}");
    }
    assert_eq!(post(&[], &"x".repeat(100_000)), 413);
    for other in ["topic/growth#p9", "topic/growth#", "topic/nowhere", "", "../growth#p1"] {
        assert_eq!(accept(&server, &page, other, &seen).status, 404, "{other:?}");
    }
    // Seen was another text, or another page is shown.
    assert_eq!(accept(&server, &page, &name, "0").status, 409);
    assert_eq!(accept(&server, "\"0\"", &name, &seen).status, 409);
    assert_eq!(folder.read(LOCK), before);
}

#[test]
fn what_changed_since_it_was_shown_is_not_accepted() {
    let (folder, server) = changed();
    let (name, seen) = offer(&server.get(BAR).text()).unwrap();
    let page = tag(&server.get(PAGE));
    let before = folder.read(LOCK);
    // Whether the server has seen the edit by now or not.
    for path in [EN, ZH] {
        let text = folder.read(path);
        folder.write(path, text.replace("report says", "report tells").replace("这样写的", "这样说的"));
        let refused = accept(&server, &page, &name, &seen);
        assert_eq!(refused.status, 409, "{path}: {}", refused.text());
        assert!(refused.text().contains("文件已经改动") && refused.text().contains("nothing was accepted"));
        folder.write(path, text);
    }
    folder.write(LOCK, format!("{before}# another hand\n"));
    let refused = accept(&server, &page, &name, &seen);
    assert_eq!(refused.status, 409, "{}", refused.text());
    assert_eq!(folder.read(LOCK), format!("{before}# another hand\n"));
    fs::write(folder.path().join(LOCK), &before).unwrap();
}

#[test]
fn a_page_with_errors_offers_nothing() {
    let (folder, server) = changed();
    folder.write(EN, folder.read(EN).replace("387.5", "378.5"));
    let bar = server.until(BAR, "faulty", |bar| bar.text().contains("figure-mismatch")).text();
    assert!(bar.contains("translation-stale") && offer(&bar).is_none(), "{bar}");
    assert!(bar.contains("Once the errors are corrected"), "{bar}");
    assert_eq!(offer(&server.get("/_duizhao/findings").text()), None, "a list shows no page");
}

/// The findings of a list: each cause with the rules that may follow from it.
fn causes(html: &str) -> Vec<(String, Vec<String>)> {
    let rule = |text: &str| text.split("/rules/").nth(1).unwrap().split(".html").next().unwrap().to_owned();
    let list = html.split_once("<ul class=\"findings\">").map_or("", |(_, list)| list);
    let mut all: Vec<(String, Vec<String>)> = Vec::new();
    let mut folded = false;
    for part in list.split("<li class=") {
        if !part.contains("/rules/") {
            continue;
        }
        match folded {
            true => all.last_mut().unwrap().1.push(rule(part)),
            false => all.push((rule(part), Vec::new())),
        }
        folded = (folded || part.contains("<details class=\"follows\">")) && !part.contains("</details>");
    }
    all
}

#[test]
fn a_quotation_that_was_changed_is_told_first_and_what_follows_is_folded_below_it() {
    let folder = Folder::with_site();
    assert_eq!(folder.run(&["accept"]).status.code(), Some(0));
    // 46 and 64: the original has the one, the page the other.
    folder.write(ZH, folder.read(ZH).replace("> 全市生产总值从3875亿元", "> 全市生产总值从3785亿元"));
    let server = Server::start(folder.path(), &["--port", "0"]);
    let bar = server.get(BAR).text();
    let told = causes(&bar);
    assert_eq!(told.len(), 1, "{told:?}");
    assert_eq!(told[0].0, "quote-not-found");
    for rule in ["figure-mismatch", "figure-unsupported", "translation-stale"] {
        assert!(told[0].1.iter().any(|one| one == rule), "{rule}: {told:?}");
    }
    assert!(bar.contains("<b><span lang=\"en\">1 error</span></b>"), "{bar}");
    assert!(!bar.contains("write RMB 378.5"), "the advice of what follows would mend the wrong side: {bar}");

    // An error of its own stands beside it, though it is in the same passage.
    folder.write(EN, folder.read(EN).replace("an average of 6.4", "an average of 4.6"));
    let bar = server.until(BAR, "two", |bar| bar.text().contains("2 errors")).text();
    let told = causes(&bar);
    let own: Vec<&str> = told.iter().map(|(rule, _)| rule.as_str()).collect();
    assert!(own.contains(&"quote-not-found") && own.contains(&"figure-mismatch"), "{told:?}");
}

#[test]
fn a_header_that_cannot_be_read_is_told_at_its_line_and_what_it_takes_away_is_folded() {
    let folder = Folder::of("two-topics");
    for lang in ["zh", "en"] {
        let about = format!("content/about.{lang}.md");
        let link = if lang == "zh" {
            "\n见[增长](topic/growth.zh.md)。\n"
        } else {
            "\nSee [growth](topic/growth.en.md).\n"
        };
        folder.write(&about, folder.read(&about) + link);
    }
    let good = folder.read(ZH);
    let server = Server::start(folder.path(), &["--port", "0"]);
    folder.write(ZH, good.replace("title: 增长", "title: \"增长"));
    let all = server.until("/_duizhao/findings", "broken", |page| page.text().contains("partner")).text();
    let told = causes(&all);
    assert_eq!(told[0].0, "front-matter-invalid", "{told:?}");
    assert!(all.contains("content/topic/growth.zh.md:2:8"), "{all}");
    assert!(told.len() == 1, "{told:?}");
    // A page that is gone: the links to it, and the half that stayed, follow from that.
    folder.write(ZH, &good);
    fs::remove_file(folder.path().join(ZH)).unwrap();
    let all =
        server.until("/_duizhao/findings", "gone", |page| page.text().contains("no Chinese half")).text();
    let told = causes(&all);
    assert_eq!(told.len(), 1, "{told:?}");
    assert_eq!(told[0].0, "translation-missing");
    assert!(told[0].1.len() >= 4 && told[0].1.iter().all(|rule| rule == "link-broken"), "{told:?}");
    // The page with the link says what is behind it.
    let bar = server.get("/_duizhao/overlay?path=/en/about.html").text();
    assert_eq!(causes(&bar)[0].0, "translation-missing", "{bar}");
    // A link that is wrong by itself is its own cause, however many pages are gone.
    let about = folder.read("content/about.en.md");
    folder.write("content/about.en.md", about + "\nSee [nothing](nowhere.en.md).\n");
    let all = server.until("/_duizhao/findings", "two", |page| page.text().contains("nowhere")).text();
    let roots: Vec<String> = causes(&all).into_iter().map(|(rule, _)| rule).collect();
    assert!(roots.iter().any(|rule| rule == "link-broken"), "{roots:?}");
}

#[test]
fn each_place_leads_to_its_sentence_on_the_page_and_says_which_words_to_mark() {
    let (folder, server) = changed();
    folder.write(EN, folder.read(EN).replace("387.5", "378.5"));
    for (path, langs) in [("parallel", ["zh", "en"].as_slice()), ("en", &["en"]), ("zh", &["zh"])] {
        let at = format!("/_duizhao/overlay?path=/{path}/topic/growth.html");
        let bar = server.until(&at, "faulty", |bar| bar.text().contains("figure-mismatch")).text();
        assert!(bar.contains("href=\"#p2\" data-at=\"p2\" data-level=\"error\" data-lang=\"en\" data-words=\"378.5 billion\" data-nth=\"0\""), "{bar}");
        assert!(
            bar.contains(
                "data-at=\"p2\" data-level=\"error\" data-lang=\"zh\" data-words=\"3875亿元\" data-nth=\"0\""
            ),
            "{bar}"
        );
        // A page of one language is told in that one.
        for lang in ["zh", "en"] {
            let tag = if lang == "zh" { "<span lang=\"zh-Hans\"" } else { "<span lang=\"en\"" };
            assert_eq!(bar.contains(tag), langs.contains(&lang), "{path}: {lang}: {bar}");
        }
    }
}
