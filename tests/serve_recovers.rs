//! A server on a machine that gives too little for a while: it goes on by itself when the cause is gone, without
//! another edit.

#![cfg(target_os = "linux")]

use std::fs;
use std::process::{Command, Stdio};

use crate::serving::Server;
use crate::site::{Folder, program};

const EN: &str = "content/topic/growth.en.md";
const PAGE: &str = "/en/topic/growth.html";

fn edit(folder: &Folder, says: &str) {
    let page = folder.read(EN);
    let (before, rest) = page.split_once("The report").unwrap();
    let (_, after) = rest.split_once(':').unwrap();
    folder.write(EN, format!("{before}The report {says}:{after}"));
}

fn limit(server: &Server, files: &str) -> bool {
    let limited = Command::new("prlimit").args(["--pid", &server.id().to_string()]).arg(files).status();
    limited.is_ok_and(|done| done.success())
}

#[test]
fn when_files_can_be_opened_again_the_pages_follow() {
    let folder = Folder::with_site();
    let server = Server::start(folder.path(), &["--port", "0"]);
    assert_eq!(server.get(PAGE).status, 200);
    let open = fs::read_dir(format!("/proc/{}/fd", server.id())).unwrap().count();
    for (more, says) in [(0, "reads"), (1, "writes"), (2, "notes"), (3, "tells")] {
        let before = server.said().len();
        if !limit(&server, &format!("--nofile={}:4096", open + more)) {
            println!("there is no prlimit here: nothing was tried");
            return;
        }
        edit(&folder, says);
        // It has looked, and could not.
        let end = std::time::Instant::now() + crate::serving::PATIENCE;
        while server.said().len() == before && std::time::Instant::now() < end {
            std::thread::sleep(std::time::Duration::from_millis(20));
        }
        std::thread::sleep(std::time::Duration::from_millis(100));
        assert!(limit(&server, "--nofile=1024:4096"));
        server.until(PAGE, "the new text", |answer| answer.text().contains(&format!("The report {says}:")));
        server.until("/_duizhao/findings.json", "without an error", |answer| {
            !answer.text().contains("too many files") && !answer.text().contains("no content/ folder")
        });
    }
}

#[test]
fn when_a_file_may_be_read_again_the_pages_follow() {
    let folder = Folder::with_site();
    let copy = folder.path().join("duizhao");
    fs::copy(program().get_program(), &copy).unwrap();
    let given = Command::new("chown").args(["-R", "65534:65534"]).arg(folder.path()).status();
    if !given.is_ok_and(|done| done.success()) {
        println!("no other user can be taken here: nothing was tried");
        return;
    }
    let mut command = Command::new("setpriv");
    command.args(["--reuid=65534", "--regid=65534", "--clear-groups"]).arg(&copy);
    command.env("LC_ALL", "en_US.UTF-8").arg("-C").arg(folder.path()).args(["serve", "--port", "0"]);
    let server = Server::run(command);
    use std::os::unix::fs::PermissionsExt;
    for (path, shut, open) in [(EN, 0o000, 0o644), ("content/topic", 0o000, 0o755), ("content", 0o000, 0o755)]
    {
        let set = |mode| {
            fs::set_permissions(folder.path().join(path), fs::Permissions::from_mode(mode)).unwrap();
        };
        set(shut);
        server.until("/_duizhao/findings.json", "an error", |answer| answer.text().contains("no permission"));
        assert_eq!(server.get(PAGE).status, 200, "{path}: the last good page stays");
        set(open);
        server.until("/_duizhao/findings.json", "without an error", |answer| {
            !answer.text().contains("no permission")
        });
        edit(&folder, if shut == open { "" } else { path.rsplit('/').next().unwrap() });
        server.until(PAGE, "followed", |answer| {
            answer.text().contains(&format!("The report {}:", path.rsplit('/').next().unwrap()))
        });
    }
}

#[test]
fn when_the_site_is_there_again_under_its_name_the_pages_follow() {
    let folder = Folder::with_site();
    let site = folder.path().join("site");
    let files: Vec<_> = folder.files("content");
    let write = || {
        for (path, bytes) in &files {
            let path = site.join("content").join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, bytes).unwrap();
        }
    };
    write();
    let server = Server::start(&site, &["--port", "0"]);
    let gone = |server: &Server| {
        server.until("/_duizhao/findings.json", "gone", |answer| answer.text().contains("there is no "));
        assert_eq!(server.get(PAGE).status, 200, "the last good page stays");
    };
    let is_followed = |says: &str| {
        let path = site.join(EN);
        let page = fs::read_to_string(&path).unwrap();
        fs::write(&path, page.replace("The report says", &format!("The report {says}"))).unwrap();
        server.until(PAGE, says, |answer| answer.text().contains(&format!("The report {says}")));
        fs::write(&path, page).unwrap();
        server.until(PAGE, "says", |answer| answer.text().contains("The report says"));
    };
    // Removed and checked out anew, twice.
    for says in ["reads", "notes"] {
        fs::remove_dir_all(&site).unwrap();
        gone(&server);
        write();
        server.until("/_duizhao/findings.json", "back", |answer| !answer.text().contains("there is no "));
        is_followed(says);
    }
    // Moved away and back; another one of its name in its place.
    let away = folder.path().join("away");
    fs::rename(&site, &away).unwrap();
    gone(&server);
    fs::rename(&away, &site).unwrap();
    server.until("/_duizhao/findings.json", "back", |answer| !answer.text().contains("there is no "));
    is_followed("tells");
}

#[test]
fn when_nobody_reads_what_it_says_or_their_disk_is_full_it_goes_on() {
    let folder = Folder::with_site();
    let full = fs::File::options().write(true).open("/dev/full").unwrap();
    let mut command = program();
    command.env("LC_ALL", "en_US.UTF-8").arg("-C").arg(folder.path()).args(["serve", "--port", "0"]);
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(full);
    let mut child = command.spawn().unwrap();
    let mut address = String::new();
    std::io::BufRead::read_line(&mut std::io::BufReader::new(child.stdout.take().unwrap()), &mut address)
        .unwrap();
    let port: u16 = address.trim().trim_end_matches('/').rsplit(':').next().unwrap().parse().unwrap();
    for says in ["reads", "notes"] {
        edit(&folder, says);
        let end = std::time::Instant::now() + crate::serving::PATIENCE;
        loop {
            let mut stream = std::net::TcpStream::connect(("127.0.0.1", port)).unwrap();
            let request =
                format!("GET {PAGE} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nConnection: close\r\n\r\n");
            std::io::Write::write_all(&mut stream, request.as_bytes()).unwrap();
            let mut answer = Vec::new();
            std::io::Read::read_to_end(&mut stream, &mut answer).unwrap();
            if String::from_utf8_lossy(&answer).contains(&format!("The report {says}")) {
                break;
            }
            assert!(std::time::Instant::now() < end, "{says} is never seen");
            std::thread::sleep(std::time::Duration::from_millis(20));
        }
    }
    child.kill().unwrap();
    child.wait().unwrap();
}
