//! The commands of the README are run as written, and its two halves say the same.

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::readme_tour::section;
use crate::serving::Server;
use crate::site::Folder;

fn readme() -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md")).unwrap()
}

/// The commands of all `sh` blocks, comments aside.
fn commands(text: &str) -> Vec<String> {
    let mut all = Vec::new();
    for block in text.split("```sh\n").skip(1) {
        for line in block.split("```").next().unwrap().lines() {
            all.push(line.split(" #").next().unwrap().trim().to_owned());
        }
    }
    all
}

#[test]
fn every_command_of_the_readme_works() {
    let mut text = readme();
    for heading in ["## Five minutes", "### 五分钟"] {
        // Done step by step by `tour`.
        let tour = section(&text, heading).to_owned();
        text = text.replace(&tour, "");
    }
    let mut ran = 0;
    for command in commands(&text) {
        if command == "bash tests/run" {
            assert!(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/run").exists());
            continue;
        }
        let args = command
            .strip_prefix("cargo run --release")
            .unwrap_or_else(|| panic!("unknown command: {command}"));
        let args: Vec<&str> = args.trim_start_matches(" --").split_whitespace().collect();
        let args: Vec<&str> = if command.ends_with("-- --help") { vec!["--help"] } else { args };
        let folder = Folder::with_site();
        if args.first() == Some(&"serve") {
            // It runs until it is ended, and a test opens no browser.
            let rest: Vec<&str> = args[1..].iter().copied().filter(|one| *one != "--open").collect();
            let server = Server::start(folder.path(), &[&rest[..], &["--port", "0"]].concat());
            assert_eq!(server.get("/").status, 200, "{command}");
            ran += 1;
            continue;
        }
        let program = || Command::new(env!("CARGO_BIN_EXE_duizhao"));
        let run = |args: &[&str]| program().current_dir(folder.path()).args(args).output().unwrap();
        assert!(run(&[]).status.success());
        let output = run(&args);
        assert!(output.status.success(), "{command}: {}", String::from_utf8_lossy(&output.stderr));
        ran += 1;
    }
    assert!(ran >= 12, "only {ran} commands");
}

#[test]
fn both_languages_have_the_same_commands_and_sections() {
    let text = readme();
    let (en, zh) = text.split_once("\n## 中文\n").unwrap();
    assert_eq!(commands(en).len(), commands(zh).len());
    let heads = |text: &str, mark: &str| text.lines().filter(|line| line.starts_with(mark)).count();
    assert_eq!(heads(en, "## "), heads(zh, "### "));
}

#[test]
fn the_pictures_and_pages_of_the_readme_are_there() {
    let text = readme();
    let links = text.split("](").skip(1).map(|rest| rest.split(')').next().unwrap());
    // Those that begin otherwise stand in examples of what an editor writes.
    let here = |link: &&str| {
        ["tests/", "src/"].iter().any(|one| link.starts_with(one)) || link.starts_with(char::is_uppercase)
    };
    let links: Vec<&str> = links.filter(here).collect();
    assert!(links.len() > 30, "{links:?}");
    for link in links {
        assert!(Path::new(env!("CARGO_MANIFEST_DIR")).join(link).exists(), "{link}");
    }
}
