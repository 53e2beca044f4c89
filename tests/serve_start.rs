//! How `duizhao serve` begins and ends: port, browser, Ctrl-C.

use std::net::TcpListener;
use std::process::Command;
use std::time::{Duration, Instant};

use crate::serving::{PATIENCE, Server, command};
use crate::site::Folder;

/// The port that is tried first when none is asked for.
const USUAL: u16 = 4680;

/// What is said of another program at a port: this process, where the system tells it.
fn is_named(said: &str) -> bool {
    !cfg!(target_os = "linux") || said.contains(&format!("({})", std::process::id()))
}

#[test]
fn a_port_in_use_is_told_with_its_holder_and_the_next_free_one() {
    let folder = Folder::with_site();
    let server = Server::start(folder.path(), &["--port", "0"]);
    let taken = server.port.to_string();
    let refused = command(folder.path(), &["--port", &taken]).output().unwrap();
    let said = String::from_utf8_lossy(&refused.stderr).into_owned();
    assert_eq!(refused.status.code(), Some(2), "{said}");
    let site = folder.path().canonicalize().unwrap();
    for part in [&format!("port {taken} is in use by duizhao serve ({})", site.display()), "已被占用"] {
        assert!(said.contains(part), "{part}: {said}");
    }
    // Another program: its name, where the system tells it.
    let other = TcpListener::bind("127.0.0.1:0").unwrap();
    let taken = other.local_addr().unwrap().port();
    let refused = command(folder.path(), &["--port", &taken.to_string()]).output().unwrap();
    let said = String::from_utf8_lossy(&refused.stderr).into_owned();
    assert_eq!(refused.status.code(), Some(2), "{said}");
    assert!(is_named(&said), "{said}");
    assert!(refused.stdout.is_empty(), "no address that a script could take for a server");
    // The port that is offered is free.
    let offered = said.split("--port ").nth(1).unwrap().split([' ', '\n']).next().unwrap();
    assert!(offered.parse::<u16>().unwrap() > taken, "{said}");
    let moved = Server::start(folder.path(), &["--port", offered]);
    assert_eq!((moved.port.to_string().as_str(), moved.get("/").status), (offered, 200));
}

#[test]
fn a_port_that_another_program_has_at_the_other_loopback_address_counts_as_taken() {
    let folder = Folder::with_site();
    // Browsers try ::1 for `localhost`, and would show the other program's pages.
    let Ok(other) = TcpListener::bind("[::1]:0") else { return };
    let taken = other.local_addr().unwrap().port().to_string();
    let refused = command(folder.path(), &["--port", &taken]).output().unwrap();
    let said = String::from_utf8_lossy(&refused.stderr).into_owned();
    assert_eq!(refused.status.code(), Some(2), "{said}");
    assert!(said.contains(&taken) && said.contains("in use") && is_named(&said), "{said}");
}

#[test]
fn without_a_port_asked_for_it_moves_to_the_next_free_one_and_says_so() {
    // Where another program has the usual port already, that is as good.
    let own = TcpListener::bind(("127.0.0.1", USUAL));
    let folder = Folder::with_site();
    let server = Server::start(folder.path(), &[]);
    assert!((USUAL + 1..=USUAL + 100).contains(&server.port), "{}", server.port);
    assert_eq!(server.get("/").status, 200);
    let said = server.said();
    assert!(said.contains(&format!("port {USUAL} is in use")), "{said}");
    assert!(own.is_err() || is_named(&said), "{said}");
    assert!(said.contains(&format!("http://127.0.0.1:{}/", server.port)), "{said}");
    let another = Server::start(folder.path(), &[]);
    assert!(another.port != server.port && another.port > USUAL, "{}", another.port);
}

#[cfg(unix)]
mod browser {
    use super::*;
    use std::fs;
    use std::os::unix::fs::PermissionsExt;

    /// The lines that the browser of this folder was started with, once there is one or patience ends.
    fn opened(folder: &Folder) -> String {
        let end = Instant::now() + PATIENCE;
        while !folder.path().join("opened").exists() && Instant::now() < end {
            std::thread::sleep(Duration::from_millis(10));
        }
        // A second call would come by now.
        std::thread::sleep(Duration::from_millis(400));
        fs::read_to_string(folder.path().join("opened")).unwrap_or_default()
    }

    /// A folder for `PATH` in which the system's way to open an address is a script.
    fn with_browser(folder: &Folder, script: &str) -> std::path::PathBuf {
        let bin = folder.path().join("bin");
        for name in ["xdg-open", "open"] {
            folder.write(&format!("bin/{name}"), format!("#!/bin/sh\n{script}\n"));
            fs::set_permissions(bin.join(name), fs::Permissions::from_mode(0o755)).unwrap();
        }
        bin
    }

    #[test]
    #[cfg(not(target_os = "macos"))]
    fn the_browser_is_opened_once_at_the_address_that_answers() {
        let folder = Folder::with_site();
        let log = folder.path().join("opened");
        let bin = with_browser(&folder, &format!("echo \"$@\" >> '{}'", log.display()));
        let start = |args: &[&str]| {
            let mut command = command(folder.path(), args);
            command.env("PATH", &bin);
            Server::run(command)
        };
        let server = start(&["--port", "0", "--open"]);
        let address = format!("http://127.0.0.1:{}/\n", server.port);
        assert_eq!(opened(&folder), address);
        assert_eq!(server.get("/").status, 200);
        // Not for an edit, nor when nobody asked for it.
        folder.write("content/site.yaml", folder.read("content/site.yaml").replace("Example", "Sample"));
        server.until("/", "Sample", |answer| answer.text().contains("Sample"));
        let quiet = start(&["--port", "0"]);
        assert_eq!(quiet.get("/").status, 200);
        assert_eq!(opened(&folder), address);
    }

    #[test]
    #[cfg(not(target_os = "macos"))]
    fn without_a_browser_the_address_is_told_and_the_site_is_served() {
        for script in [None, Some("exit 3")] {
            let folder = Folder::with_site();
            let bin = script.map_or(folder.path().join("nothing"), |script| with_browser(&folder, script));
            let mut command = command(folder.path(), &["--port", "0", "--open"]);
            command.env("PATH", bin);
            let mut server = Server::run(command);
            let end = Instant::now() + PATIENCE;
            while !server.said().contains("the browser could not be opened") && Instant::now() < end {
                std::thread::sleep(Duration::from_millis(20));
            }
            let said = server.said();
            assert!(said.contains("the browser could not be opened"), "{script:?}: {said}");
            assert!(said.contains("open the address above yourself"), "{said}");
            assert_eq!(server.get("/").status, 200);
            assert!(server.runs());
        }
    }
}

/// The command as it is at a terminal: a shell that runs tests in the background turns Ctrl-C off for all of them.
#[cfg(target_os = "linux")]
fn at_a_terminal(serve: Command) -> Command {
    let mut command = Command::new("env");
    command.arg("--default-signal=INT").arg(serve.get_program()).args(serve.get_args());
    command
}

#[test]
#[cfg(target_os = "linux")]
fn ctrl_c_ends_it_at_once_with_pages_open_and_the_port_is_free_again() {
    let folder = Folder::with_site();
    let mut server = Server::run(at_a_terminal(command(folder.path(), &["--port", "0"])));
    let mut listeners: Vec<_> = (0..3).map(|_| server.listen()).collect();
    assert!(listeners.iter_mut().all(|listener| listener.next().is_some()));
    let began = Instant::now();
    let id = server.id().to_string();
    assert!(Command::new("kill").args(["-INT", &id]).status().unwrap().success());
    while server.runs() {
        assert!(began.elapsed() < Duration::from_secs(2), "it does not end");
        std::thread::sleep(Duration::from_millis(5));
    }
    let port = server.port.to_string();
    let again = Server::start(folder.path(), &["--port", &port]);
    assert_eq!((again.port, again.get("/").status), (server.port, 200));
}
