//! Many runs at once on one site, with editors who save meanwhile: nothing is lost.
//!
//! Three rounds run with every test; `DUIZHAO_ROUNDS=40 cargo test together` runs more, and `DUIZHAO_BIN`
//! names another build of the program.

use std::fs;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};

use crate::site::Folder;

fn program() -> PathBuf {
    std::env::var_os("DUIZHAO_BIN").map_or_else(|| env!("CARGO_BIN_EXE_duizhao").into(), PathBuf::from)
}

fn start(folder: &Folder, args: &[&str]) -> Child {
    let mut command = Command::new(program());
    command.arg("-C").arg(folder.path()).args(args);
    command.stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap()
}

/// A page whose last paragraph names the save that it is of, with a mark that `check --fix` corrects.
fn save(folder: &Folder, name: &str, number: usize, by_rename: bool) {
    for (lang, text) in [
        ("zh", format!("第{number}次保存,这一句在最后。")),
        ("en", format!("Save {number}; this sentence is last.")),
    ] {
        let path = folder.path().join(format!("content/topic/{name}.{lang}.md"));
        let title = if lang == "zh" { "页" } else { "Page" };
        let page = format!("---\ntitle: {title}\nsummary: {title}\n---\n\n{text}\n");
        if by_rename {
            let beside = path.with_extension("md~");
            fs::write(&beside, page).unwrap();
            fs::rename(&beside, &path).unwrap();
        } else {
            fs::write(&path, page).unwrap();
        }
    }
}

#[test]
fn nothing_is_lost_when_ten_write_at_once() {
    let rounds = std::env::var("DUIZHAO_ROUNDS").ok().and_then(|n| n.parse().ok()).unwrap_or(3);
    let folder = Folder::with_excerpts(4);
    let towns = ["topic/town-0", "topic/town-1", "topic/town-2"];
    let mut serving = start(&folder, &["serve", "--port", "0"]);
    for round in 0..rounds {
        fs::write(folder.path().join("content/duizhao.lock"), "# duizhao.lock 1\n# kept by hand\n").unwrap();
        save(&folder, "in-place", 0, false);
        save(&folder, "by-rename", 0, true);
        let over = AtomicBool::new(false);
        let saved = std::thread::scope(|scope| {
            let editors = [("in-place", false), ("by-rename", true)].map(|(name, by_rename)| {
                let (over, folder) = (&over, &folder);
                scope.spawn(move || {
                    let mut number = 0;
                    while !over.load(Ordering::Relaxed) {
                        number += 1;
                        save(folder, name, number, by_rename);
                        std::thread::sleep(std::time::Duration::from_millis(7));
                    }
                    number
                })
            });
            let accepting = towns.map(|page| start(&folder, &["accept", page]));
            let others = [&["check", "--fix"][..], &["check", "--fix"], &["build"], &["build"]]
                .map(|args| (args, start(&folder, args)));
            for (page, child) in towns.iter().zip(accepting) {
                let done = child.wait_with_output().unwrap();
                let said = String::from_utf8_lossy(&done.stderr);
                assert_eq!(done.status.code(), Some(0), "round {round}, accept {page}: {said}");
            }
            for (args, child) in others {
                let done = child.wait_with_output().unwrap();
                let said = String::from_utf8_lossy(&done.stderr);
                // An editor's save at that moment is told, and findings on half a page are findings.
                let code = done.status.code();
                let is_right = matches!(code, Some(0 | 1)) || said.contains("run it again");
                assert!(is_right, "round {round}, {args:?}: {code:?} {said}");
            }
            over.store(true, Ordering::Relaxed);
            editors.map(|editor| editor.join().unwrap())
        });
        let lock = folder.read("content/duizhao.lock");
        assert!(lock.contains("# kept by hand"), "round {round}: {lock}");
        for page in towns {
            assert!(lock.contains(&format!("{page} p1 ")), "round {round}: {page} is lost: {lock}");
        }
        for (name, number) in ["in-place", "by-rename"].into_iter().zip(saved) {
            let page = folder.read(&format!("content/topic/{name}.zh.md"));
            assert!(
                page.contains(&format!("第{number}次保存")),
                "round {round}, {name}: save {number} is lost: {page}"
            );
        }
        let left: Vec<_> = folder
            .files("content")
            .into_iter()
            .map(|(path, _)| path)
            .filter(|path| path.contains(".next"))
            .collect();
        assert_eq!(left, [""; 0], "round {round}");
    }
    serving.kill().unwrap();
    serving.wait().unwrap();
}
