//! What `serve` says: on the console, in the browser, and to requests that it does not answer.

use std::fs;
use std::io::Write;
use std::net::TcpListener;
use std::process::Stdio;
use std::sync::OnceLock;

use super::harness::Transcript;
use crate::serving::{Response, Server, command};
use crate::site::{Folder, Ran};

const ZH: &str = "content/topic/growth.zh.md";
const EN: &str = "content/topic/growth.en.md";

pub fn transcript() -> &'static Transcript {
    static TRANSCRIPT: OnceLock<Transcript> = OnceLock::new();
    TRANSCRIPT.get_or_init(|| {
        let mut transcript = Transcript::default();
        console(&mut transcript);
        ports(&mut transcript);
        overlay(&mut transcript);
        many(&mut transcript);
        copies(&mut transcript);
        requests(&mut transcript);
        editors(&mut transcript);
        accepting(&mut transcript);
        transcript
    })
}

/// A server whose console can be read, in Chinese.
fn chinese(folder: &Folder, args: &[&str]) -> Server {
    let mut command = command(folder.path(), args);
    command.env("LC_ALL", "zh_CN.UTF-8").stderr(Stdio::piped());
    Server::run(command)
}

/// Looks for words in a text and takes it in.
fn says(transcript: &mut Transcript, text: String, words: &[&str]) {
    for word in words {
        if !text.contains(word) {
            transcript.fault(format!("wanted “{word}”, got {text}"));
        }
    }
    transcript.text(text);
}

fn console(transcript: &mut Transcript) {
    let folder = Folder::with_site();
    let server = chinese(&folder, &["--port", "0", "--poll"]);
    let findings = server.get("/_duizhao/findings").bare();
    says(
        transcript,
        String::from_utf8(findings).unwrap(),
        &["没有发现。", "Nothing was found.", "现在可以发布。"],
    );
    folder.write(ZH, folder.read(ZH).replace("报告这样写", "报告写道"));
    server.until("/zh/topic/growth.html", "edited", |answer| answer.text().contains("报告写道"));
    for path in [ZH, EN] {
        folder.write(path, folder.read(path) + "\n");
    }
    let _ = server.said_with("2 个文件　发现：");
    fs::rename(folder.path().join("content"), folder.path().join("away")).unwrap();
    let gone = server.until("/_duizhao/findings", "told", |answer| answer.text().contains("恢复它"));
    says(transcript, gone.text(), &["恢复它；网页会自动更新", "put it back; the pages follow by themselves"]);
    let told = server.said();
    says(transcript, told, &["　按 Ctrl-C 结束", "定时比较文件", "growth.zh.md　发现：", "2 个文件　发现："]);
    // No browser can be started from nowhere.
    let folder = Folder::with_site();
    let mut command = command(folder.path(), &["--port", "0", "--open"]);
    command.env("LC_ALL", "zh_CN.UTF-8").env("PATH", "/nonexistent").stderr(Stdio::piped());
    let server = Server::run(command);
    says(
        transcript,
        server.said_with("浏览器打不开"),
        &["浏览器打不开：没有这个文件", "请自己打开上面的网址"],
    );
}

/// A file beside the texts that has changed and was not looked at again yet.
fn copies(transcript: &mut Transcript) {
    let folder = Folder::with_site();
    folder.write(ZH, folder.read(ZH) + "\n见[附件](annex.txt)。\n");
    folder.write(EN, folder.read(EN) + "\nSee [the annex](annex.txt).\n");
    folder.write("content/topic/annex.txt", "the first text");
    let server = Server::start(folder.path(), &["--port", "0", "--poll"]);
    for n in 0..50 {
        let text = format!("text {n} of the annex");
        folder.write("content/topic/annex.txt", &text);
        let answer = server.get("/assets/topic/annex.txt");
        assert!(answer.status == 503 || answer.text() == text, "{} {}", answer.status, answer.text());
        if answer.status == 503 {
            says(transcript, answer.text(), &["这个文件刚刚变了，请再打开一次 · this file has just changed"]);
        }
        server.until("/assets/topic/annex.txt", "the new text", |answer| answer.text() == text);
        if answer.status == 503 {
            return;
        }
    }
}

fn ports(transcript: &mut Transcript) {
    let folder = Folder::with_site();
    let server = Server::start(folder.path(), &["--port", "0"]);
    let refused: Ran = command(folder.path(), &["--port", &server.port.to_string()]).output().unwrap().into();
    says(
        transcript,
        refused.stderr,
        &["已被占用：duizhao serve（", "；可以改用 --port", "is in use by duizhao serve"],
    );
    // The first port that is tried is taken, by this test or by somebody else.
    let _taken = TcpListener::bind("127.0.0.1:4680");
    let moved = chinese(&folder, &[]);
    says(transcript, moved.said(), &["端口 4680 已被占用"]);
}

fn overlay(transcript: &mut Transcript) {
    let folder = Folder::with_site();
    let report = folder.read("content/originals/report.md");
    folder.write("content/originals/report.md", format!("{report}\n没有摘录的一段。\n"));
    folder.write(ZH, folder.read(ZH).replace("报告这样写：", "报告这样写:"));
    let server = Server::start(folder.path(), &["--port", "0"]);
    let all = server.get("/_duizhao/findings").text();
    says(transcript, all, &["1 个警告", "1 个提示", "警告", "提示", "在编辑器中打开", "open in the editor"]);
    folder.write(ZH, folder.read(ZH).replace("title: 增长", "titel: 增长"));
    let all = server.until("/_duizhao/findings", "broken", |answer| answer.text().contains("titel"));
    says(transcript, all.text(), &["改正错误之前，有关的网页显示上一次无误时的样子", "错误"]);
    let here = server.get("/_duizhao/overlay?path=/zh/topic/growth.html").text();
    says(transcript, here, &["有错误没有改正，页面显示的还是上一次无误时的样子", "全部发现"]);
    let elsewhere = server.get("/_duizhao/overlay?path=/zh/topic/index.html").text();
    says(transcript, elsewhere, &["别处："]);
    let broken = Server::start(folder.path(), &["--port", "0"]);
    let all = broken.get("/_duizhao/findings").text();
    says(transcript, all, &["改正错误之前，网站还不能发布", "the site cannot be published"]);
    let rough = broken.get("/_duizhao/overlay?path=/zh/topic/growth.html").text();
    says(transcript, rough, &["有错误没有改正，还不能发布；这一页按现在的样子显示"]);
    folder.write("templates/base.html", "{% broken");
    let bare = Server::start(folder.path(), &["--port", "0"]);
    says(transcript, bare.get("/assets/style.css").text(), &["改正错误之后才有 · not there until"]);
}

/// More findings than are written out.
fn many(transcript: &mut Transcript) {
    let folder = Folder::with_site();
    let many = ["一句,"; 320].join("\n\n");
    folder.page("content/topic/flood.zh.md", "title: 很多", many);
    folder.page("content/topic/flood.en.md", "title: Many", "");
    let server = Server::start(folder.path(), &["--port", "0"]);
    says(transcript, server.get("/_duizhao/findings").text(), &["条。", "more."]);
}

fn requests(transcript: &mut Transcript) {
    let folder = Folder::with_site();
    folder.write("templates/404.html", "{{ nothing }}");
    let server = Server::start(folder.path(), &["--port", "0"]);
    let foreign = server.ask("GET /", &["Host: example.org"], "").text();
    says(transcript, foreign, &["此服务器只应答本机", "answers this computer only"]);
    let origin = server.ask("GET /", &["Origin: https://example.org"], "").text();
    says(transcript, origin, &["不应答别的网站的请求", "requests from another site"]);
    says(transcript, server.ask("PUT /", &[], "").text(), &["这里不接受这种请求", "are not taken here"]);
    says(transcript, server.get("/a/../b").text(), &["网址不对，请从首页 / 找起", "no address of the site"]);
    says(transcript, server.get("/_duizhao/overlay?path=%zz").text(), &["网址不对"]);
    says(
        transcript,
        server.get("/nowhere").text(),
        &["没有这一页，请从首页 / 找起", "there is no such page"],
    );
    let large = server.ask("POST /_duizhao/open", &[], &"x".repeat(100_000)).text();
    says(transcript, large, &["请求太大或太慢", "too large or too slow"]);
    let listeners: Vec<_> = (0..128)
        .map(|_| {
            let mut stream = server.connect();
            let head = format!("GET /_duizhao/events HTTP/1.1\r\nHost: 127.0.0.1:{}\r\n\r\n", server.port);
            stream.write_all(head.as_bytes()).unwrap();
            stream
        })
        .collect();
    let full = server.until("/_duizhao/events", "refused", |answer| answer.status == 503).text();
    says(transcript, full, &["打开的页面太多，请关掉几个", "too many pages are open"]);
    drop(listeners);
}

/// Opening a place in an editor.
fn editors(transcript: &mut Transcript) {
    let folder = Folder::with_site();
    let open = |server: &Server, token: &str, path: &str| {
        let body = serde_json::json!({ "token": token, "path": path, "line": 1 }).to_string();
        server.ask("POST /_duizhao/open", &[], &body).text()
    };
    let server = Server::start(folder.path(), &["--port", "0"]);
    let incomplete = server.ask("POST /_duizhao/open", &[], "{").text();
    says(transcript, incomplete, &["请求不完整：请刷新页面", "the request is not complete"]);
    says(transcript, open(&server, "wrong", ZH), &["口令不对：请刷新页面", "load the page again"]);
    let token = server.token();
    says(
        transcript,
        open(&server, &token, "content/nowhere.md"),
        &["里没有这个文件", "there is no such file in content/"],
    );
    // JSON writes a quotation mark with a stroke before it.
    let none = open(&server, &token, ZH).replace("\\\"", "\"");
    says(transcript, none, &["不知道用哪个编辑器", "no editor is known"]);
    for (editor, zh, en) in [
        ("vim", "vim 需要自己的终端", "vim needs a terminal of its own"),
        ("/nonexistent/editor", "打不开：没有这个文件", "could not be started: there is no such file"),
    ] {
        let server = Server::start(folder.path(), &["--port", "0", "--editor", editor]);
        let answer = open(&server, &server.token(), ZH).replace("\\\"", "\"");
        says(transcript, answer, &[zh, en]);
    }
}

/// Causes and what follows from them; translations accepted from their pages.
fn accepting(transcript: &mut Transcript) {
    let folder = Folder::with_site();
    assert_eq!(folder.run(&["accept"]).status.code(), Some(0));
    folder.write(ZH, folder.read(ZH).replace("> 全市生产总值从3875亿元", "> 全市生产总值从3785亿元"));
    let page = "/_duizhao/overlay?path=/zh/topic/growth.html";
    let server = Server::start(folder.path(), &["--port", "0"]);
    let here = server.get(page).text();
    says(
        transcript,
        here,
        &["可能由它引起的还有", "条可能由此引起", "在页面上看", "改正错误之后可以在这里确认。"],
    );
    says(transcript, server.get("/_duizhao/findings").text(), &["去看网页"]);
    let ask = |server: &Server, name: &str, seen: &str| {
        let shown = server.get("/zh/topic/growth.html");
        let tag = shown.head.lines().find_map(|line| line.strip_prefix("etag: ")).unwrap().to_owned();
        let body = serde_json::json!({
            "token": server.token(), "path": "/zh/topic/growth.html", "page": tag, "accept": name, "seen": seen,
        });
        server.ask("POST /_duizhao/accept", &[], &body.to_string()).text()
    };
    says(transcript, ask(&server, "topic/growth#p1", ""), &["这一页还有错误：先改正，再确认"]);
    says(transcript, ask(&server, "topic/growth#p99", ""), &["没有这一段：请刷新页面"]);
    let good = folder.read(ZH).replace("3785亿元", "3875亿元");
    let offered = |server: &Server, name: &str| {
        let is_there = |bar: &Response| bar.text().contains(&format!("data-accept=\"{name}\""));
        let bar = server.until(page, "offered", is_there).text();
        let offer = bar.split(&format!("data-accept=\"{name}\"")).nth(1).unwrap().to_owned();
        (bar, offer.split("data-seen=\"").nth(1).unwrap().split('"').next().unwrap().to_owned())
    };
    for (from, to, name, offer, done) in [
        ("title: 增长", "title: 增加", "topic/growth#header", "译文无误，确认页头", "页头里的译文，记在"),
        ("报告这样写：", "报告这样写道：", "topic/growth#p1", "译文无误，确认这一段", "这一段的译文，记在"),
    ] {
        folder.write(ZH, good.replace(from, to));
        let (bar, seen) = offered(&server, name);
        says(transcript, bar, &[offer]);
        says(transcript, ask(&server, name, "other"), &["文件已经改动，没有确认"]);
        says(transcript, ask(&server, name, &seen), &["已确认", done]);
    }
    // A passage that was accepted is gone on both sides.
    for lang in ["zh", "en"] {
        let path = format!("content/topic/growth.{lang}.md");
        let text = folder.read(&path);
        let paragraph =
            text.lines().find(|line| line.starts_with("报告") || line.starts_with("The report")).unwrap();
        folder.write(&path, text.replace(&format!("{paragraph}\n\n"), ""));
    }
    let (bar, seen) = offered(&server, "topic/growth");
    says(transcript, bar, &["有意如此，确认这一页"]);
    says(transcript, ask(&server, "topic/growth", &seen), &["整页，"]);
}

#[test]
fn what_serve_says_stands_in_both_languages() {
    transcript().assert_right();
}
