//! What keeps others out of `duizhao serve`, and what it bears.

use std::fs;
use std::io::Write;
use std::time::{Duration, Instant};

use crate::serving::{Server, word};
use crate::site::Folder;

fn served() -> (Folder, Server) {
    let folder = Folder::with_site();
    folder.write("secret.txt", "SECRET");
    folder.write("content/.hidden/secret.txt", "SECRET");
    let server = Server::start(folder.path(), &["--port", "0"]);
    (folder, server)
}

#[test]
fn only_this_machine_by_its_own_names_is_answered() {
    let (_folder, server) = served();
    let port = server.port;
    for host in ["127.0.0.1", "localhost", "LOCALHOST", "[::1]"] {
        assert_eq!(server.ask("GET /", &[&format!("Host: {host}:{port}")], "").status, 200, "{host}");
    }
    let other = port ^ 1;
    for host in [
        "example.org".to_owned(),
        format!("example.org:{port}"),
        format!("localhost.example.org:{port}"),
        format!("127.0.0.1.nip.io:{port}"),
        format!("127.0.0.1:{other}"),
        "127.0.0.1".to_owned(),
        "localhost".to_owned(),
        format!("0.0.0.0:{port}"),
        format!("127.1:{port}"),
        format!("user@127.0.0.1:{port}"),
        String::new(),
    ] {
        for path in ["/", "/_duizhao/findings", "/_duizhao/events", "/_duizhao/about", "/assets/style.css"] {
            let answer = server.ask(&format!("GET {path}"), &[&format!("Host: {host}")], "");
            assert_eq!(answer.status, 403, "{host} {path}");
        }
    }
}

#[test]
fn a_request_names_one_host_and_comes_from_no_other_site() {
    let (_folder, server) = served();
    let port = server.port;
    let own = format!("127.0.0.1:{port}");
    let whole = server.ask("GET http://evil.example/", &[&format!("Host: {own}")], "");
    assert_eq!(whole.status, 403, "an address that names another host");
    let twice = server.raw(
        format!("GET / HTTP/1.1\r\nHost: {own}\r\nHost: evil.example\r\nConnection: close\r\n\r\n")
            .as_bytes(),
    );
    assert!(twice.starts_with(b"HTTP/1.1 403") || twice.starts_with(b"HTTP/1.1 400"));
    let none = server.raw(b"GET / HTTP/1.0\r\n\r\n");
    assert!(none.starts_with(b"HTTP/1.0 403"), "{}", String::from_utf8_lossy(&none));
    for origin in
        ["https://example.org", "null", "http://example.org:80", &format!("https://127.0.0.1:{port}")]
    {
        assert_eq!(server.ask("GET /", &[&format!("Origin: {origin}")], "").status, 403, "{origin}");
    }
}

/// Addresses that try to lead out of the site.
const OUTWARDS: [&str; 33] = [
    "/../secret.txt",
    "/%2e%2e/secret.txt",
    "/%2e%2e%2fsecret.txt",
    "/zh/../../secret.txt",
    "/zh/..%2f..%2fsecret.txt",
    "/%252e%252e/secret.txt",
    "/%252e%252e%252fsecret.txt",
    "/..%5csecret.txt",
    "/zh\\..\\..\\secret.txt",
    "/%c0%ae%c0%ae/secret.txt",
    "/%uff0e%uff0e/secret.txt",
    "//etc/passwd",
    "/etc/passwd",
    "/content/site.yaml",
    "/templates/base.html",
    "/.hidden/secret.txt",
    "/assets/../../secret.txt",
    "/assets/.hidden/secret.txt",
    "/assets/..%00/secret.txt",
    "/secret.txt%00.html",
    "/zh/topic/growth.html%00",
    "/./secret.txt",
    "/zh/./index.html",
    "/%2f",
    "/%",
    "/%zz",
    "/a//b",
    "/C:/Windows/win.ini",
    "/con",
    "/_duizhao/../secret.txt",
    "/_duizhao/overlay?path=/../../secret.txt",
    "/_duizhao/overlay?path=%2e%2e%2fsecret.txt",
    "/_duizhao/unknown",
];

#[test]
fn no_address_leads_out_of_the_site() {
    let (_folder, server) = served();
    for path in OUTWARDS {
        let answer = server.get(path);
        assert!(matches!(answer.status, 400 | 404), "{path}: {}", answer.status);
        let text = answer.text();
        assert!(
            !text.contains("SECRET") && !text.contains("root:") && !text.contains("topics:"),
            "{path}: {text}"
        );
    }
}

#[test]
fn folders_lead_to_their_first_page_and_what_is_not_there_is_said() {
    let (_folder, server) = served();
    for (path, to) in [("/zh", "zh/"), ("/zh/topic", "topic/"), ("/parallel/topic?x=1", "topic/?x=1")] {
        let answer = server.get(path);
        assert_eq!((answer.status, answer.header("location")), (307, Some(to)), "{path}");
    }
    let index = server.get("/zh/topic/");
    assert_eq!(index.bare(), server.get("/zh/topic/index.html").bare());
    let absent = server.get("/zh/nowhere.html");
    assert_eq!(absent.status, 404);
    assert_eq!(absent.bare(), server.get("/404.html").bare());
}

#[test]
fn files_have_their_kind_and_are_sent_once() {
    let (_folder, server) = served();
    for (path, kind) in [
        ("/", "text/html; charset=utf-8"),
        ("/assets/style.css", "text/css; charset=utf-8"),
        ("/assets/site.js", "text/javascript; charset=utf-8"),
        ("/data/topic/growth/gdp.json", "application/json; charset=utf-8"),
        ("/data/topic/growth/gdp.csv", "text/csv; charset=utf-8"),
        ("/robots.txt", "text/plain; charset=utf-8"),
        ("/assets/icon.svg", "image/svg+xml; charset=utf-8"),
    ] {
        let answer = server.get(path);
        assert_eq!(answer.header("content-type"), Some(kind), "{path}");
        assert_eq!(answer.header("x-content-type-options"), Some("nosniff"), "{path}");
        let again = server.ask(
            &format!("GET {path}"),
            &[&format!("If-None-Match: {}", answer.header("etag").unwrap())],
            "",
        );
        assert_eq!((again.status, again.body.len()), (304, 0), "{path}");
        let head = server.ask(&format!("HEAD {path}"), &[], "");
        assert_eq!((head.status, head.body.len()), (200, 0), "{path}");
        assert_eq!(head.header("content-length"), answer.header("content-length"), "{path}");
    }
}

#[test]
fn pages_are_read_and_nothing_else_is_done_to_them() {
    let (_folder, server) = served();
    for method in ["PUT", "DELETE", "POST", "OPTIONS", "PATCH", "TRACE", "PROPFIND"] {
        let answer = server.ask(&format!("{method} /"), &[], "");
        assert_eq!(answer.status, 405, "{method}");
        assert!(answer.header("allow").is_some(), "{method}");
    }
    assert_eq!(server.ask("GET /_duizhao/open", &[], "").status, 405);
}

#[test]
#[cfg(unix)]
fn a_place_is_opened_for_pages_of_this_run_only_and_only_in_the_site() {
    use std::os::unix::fs::PermissionsExt;
    let folder = Folder::with_site();
    folder.write("secret.md", "SECRET");
    folder.page("content/topic/经济 b'$(touch pwned).zh.md", "title: x", "");
    std::os::unix::fs::symlink(folder.path().join("secret.md"), folder.path().join("content/topic/out.md"))
        .unwrap();
    folder.write("我的 编辑器.sh", "#!/bin/sh\nprintf '%s\\n' \"$@\" >> \"$(dirname \"$0\")/opened\"\n");
    let editor = folder.path().join("我的 编辑器.sh");
    fs::set_permissions(&editor, fs::Permissions::from_mode(0o755)).unwrap();
    let command = format!("'{}' --at {{line}}:{{column}} {{file}}", editor.display());
    let server = Server::start(folder.path(), &["--port", "0", "--editor", &command]);
    let token = server.token();
    let open = |headers: &[&str], token: &str, path: &str| {
        let body = serde_json::json!({ "token": token, "path": path, "line": 7, "column": 3 }).to_string();
        server.ask("POST /_duizhao/open", headers, &body).status
    };
    let own = format!("Origin: http://127.0.0.1:{}", server.port);
    assert_eq!(open(&[&own], "wrong", "content/site.yaml"), 403);
    assert_eq!(open(&[&own], "", "content/site.yaml"), 403);
    assert_eq!(open(&["Origin: https://example.org"], &token, "content/site.yaml"), 403);
    assert_eq!(open(&["Origin: null"], &token, "content/site.yaml"), 403);
    assert_eq!(open(&["Host: example.org"], &token, "content/site.yaml"), 403);
    for path in [
        "",
        "content",
        "content/",
        "secret.md",
        "../secret.md",
        "content/../secret.md",
        "content/topic/../../secret.md",
        "/etc/passwd",
        "content//site.yaml",
        "content/./site.yaml",
        "content\\site.yaml",
        "content/site.yaml\0",
        "content/topic/out.md",
        "content/nowhere.md",
        "-R",
    ] {
        assert_eq!(open(&[&own], &token, path), 404, "{path:?}");
    }
    for body in ["", "{", "[]", "{\"token\":1}"] {
        assert_eq!(server.ask("POST /_duizhao/open", &[&own], body).status, 400, "{body}");
    }
    assert_eq!(server.ask("POST /_duizhao/open", &[&own], &"x".repeat(100_000)).status, 413);
    assert!(!folder.path().join("opened").exists());

    assert_eq!(open(&[&own], &token, "content/topic/经济 b'$(touch pwned).zh.md"), 204);
    let end = Instant::now() + Duration::from_secs(10);
    while !folder.path().join("opened").exists() && Instant::now() < end {
        std::thread::sleep(Duration::from_millis(10));
    }
    std::thread::sleep(Duration::from_millis(50));
    let file = folder.path().canonicalize().unwrap().join("content/topic/经济 b'$(touch pwned).zh.md");
    assert_eq!(folder.read("opened"), format!("--at\n7:3\n{}\n", file.display()));
    assert!(!folder.path().join("pwned").exists());
}

#[test]
fn an_editor_that_needs_a_terminal_is_refused() {
    let folder = Folder::with_site();
    let without = Server::start(folder.path(), &["--port", "0", "--editor", "vim"]);
    let body =
        serde_json::json!({ "token": without.token(), "path": "content/site.yaml", "line": 1 }).to_string();
    let answer = without.ask("POST /_duizhao/open", &[], &body);
    assert!(answer.status == 409 && answer.text().contains("--editor"), "{}", answer.text());
}

#[test]
fn slow_clients_stop_nothing() {
    let (_folder, mut server) = served();
    // Clients that say nothing, or a letter now and then, more than there are seats.
    let mut slow: Vec<_> = (0..400)
        .map(|n| {
            let mut stream = server.connect();
            let _ = stream.write_all(if n % 2 == 0 { b"GET / HT" } else { b"" });
            stream
        })
        .collect();
    for round in 0..3 {
        for stream in &mut slow {
            let _ = stream.write_all(b"T");
        }
        let began = Instant::now();
        assert_eq!(server.get("/zh/topic/growth.html").status, 200, "round {round}");
        assert!(began.elapsed() < Duration::from_secs(3), "round {round}: {:?}", began.elapsed());
    }
    drop(slow);
    assert!(server.runs());
}

#[test]
fn malformed_requests_stop_nothing() {
    let (_folder, mut server) = served();
    let own = format!("Host: 127.0.0.1:{}\r\n", server.port);
    let long = "x".repeat(200_000);
    for (bytes, statuses) in [
        (format!("GET /{long} HTTP/1.1\r\n{own}\r\n"), &[400, 414, 431, 0][..]),
        (format!("GET / HTTP/1.1\r\n{own}X: {long}\r\n\r\n"), &[400, 431, 0]),
        (format!("GET / HTTP/1.1\r\n{own}{}\r\n", "A: b\r\n".repeat(5000)), &[400, 431, 0]),
        ("\0\0\0\0\r\n\r\n".to_owned(), &[400, 0]),
        ("GET\r\n\r\n".to_owned(), &[400, 0]),
        (format!("GET / HTTP/9.9\r\n{own}\r\n"), &[400, 505, 0]),
        (format!("GET / HTTP/1.1\r\n{own}Content-Length: -1\r\n\r\n"), &[400, 0]),
        (format!("GET / HTTP/1.1\r\n{own}Content-Length: 5\r\nContent-Length: 6\r\n\r\n"), &[400, 0]),
        (
            format!(
                "GET / HTTP/1.1\r\n{own}Transfer-Encoding: chunked\r\nContent-Length: 3\r\nConnection: close\r\n\r\nzz"
            ),
            &[200, 400, 0],
        ),
        (format!("GET / HTTP/1.1\r\n{own} folded: x\r\n\r\n"), &[400, 0]),
        ("\u{16}\u{3}\u{1}\u{2}\0\u{1}".to_owned() + "\r\n\r\n", &[400, 0]),
    ] {
        let answer = server.raw(bytes.as_bytes());
        let status = crate::serving::Response::read(&answer).status;
        assert!(statuses.contains(&status), "{:.40}: {status}", bytes.escape_debug().to_string());
    }
    assert!(server.runs());
    assert_eq!(server.get("/").status, 200);
}

/// Memory in KB and threads of a process, where the system tells them.
#[cfg(target_os = "linux")]
fn weight(id: u32) -> (u64, u64) {
    let about = fs::read_to_string(format!("/proc/{id}/status")).unwrap();
    let of = |key: &str| {
        let line = about.lines().find(|line| line.starts_with(key)).unwrap();
        line.split_whitespace().nth(1).unwrap().parse().unwrap()
    };
    (of("VmRSS:"), of("Threads:"))
}

#[test]
#[cfg(target_os = "linux")]
fn fifty_open_pages_and_a_thousand_edits_leave_it_no_larger() {
    let folder = Folder::with_excerpts(20);
    let server = Server::start(folder.path(), &["--port", "0"]);
    let mut listeners: Vec<_> = (0..50).map(|_| server.listen()).collect();
    for listener in &mut listeners {
        assert_eq!(listener.next(), Some(1));
    }
    let text = folder.read("content/topic/town-7.en.md");
    let mut early = (0, 0);
    for n in 1..=1000 {
        folder.write(
            "content/topic/town-7.en.md",
            text.replace("The report on", &format!("Version {} on", word(n))),
        );
        for listener in &mut listeners {
            assert!(listener.next().is_some());
        }
        if n % 50 == 0 {
            let page = server.until("/en/topic/town-7.html", "new", |answer| {
                answer.text().contains(&format!("Version {} on", word(n)))
            });
            assert_eq!(page.status, 200);
            for path in ["/", "/findings.html", "/assets/search/index.js"] {
                assert_eq!(server.get(path).status, 200);
            }
        }
        if n == 200 {
            early = weight(server.id());
        }
    }
    let late = weight(server.id());
    println!("memory {} KB -> {} KB, threads {} -> {}", early.0, late.0, early.1, late.1);
    assert!(late.0 < early.0 + early.0 / 4 + 8192, "memory in KB: {early:?}, then {late:?}");
    assert!(late.1 <= early.1 + 4 && late.1 < 40, "threads: {early:?}, then {late:?}");
    drop(listeners);
    assert_eq!(server.get("/").status, 200);
}
