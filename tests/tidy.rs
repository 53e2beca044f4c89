//! Promises about the house itself.

use std::fs;
use std::path::PathBuf;

fn sources() -> Vec<(PathBuf, String)> {
    walkdir::WalkDir::new(concat!(env!("CARGO_MANIFEST_DIR"), "/src"))
        .into_iter()
        .filter_map(Result::ok)
        .filter(|entry| entry.path().extension().is_some_and(|one| one == "rs"))
        .map(|entry| (entry.path().to_owned(), fs::read_to_string(entry.path()).unwrap()))
        .collect()
}

#[test]
fn no_file_is_longer_than_five_hundred_lines() {
    for (path, text) in sources() {
        let lines = text.lines().count();
        assert!(lines <= 500, "{}: {lines} lines", path.display());
    }
}

#[test]
fn nothing_unwraps_outside_tests() {
    for (path, text) in sources() {
        let code = text.split("#[cfg(test)]").next().unwrap_or_default();
        for (number, line) in code.lines().enumerate() {
            let bad = [".unwrap()", ".expect(", "panic!(", "todo!("].iter().any(|word| line.contains(word));
            assert!(!bad || line.trim_start().starts_with("//"), "{}:{}: {line}", path.display(), number + 1);
        }
    }
}

#[test]
fn nothing_about_one_site_is_in_the_program() {
    let templates = walkdir::WalkDir::new(concat!(env!("CARGO_MANIFEST_DIR"), "/templates"))
        .into_iter()
        .filter_map(Result::ok)
        .filter(|entry| entry.file_type().is_file())
        .map(|entry| (entry.path().to_owned(), fs::read_to_string(entry.path()).unwrap()));
    for (path, text) in sources().into_iter().chain(templates) {
        for word in ["Taizhou", "台州"] {
            let code = text.split("#[cfg(test)]").next().unwrap_or_default();
            assert!(!code.contains(word), "{}: {word}", path.display());
        }
    }
}

#[test]
fn one_module_alone_knows_each_library() {
    let owners = [
        ("pulldown_cmark", "parse/markdown/"),
        ("saphyr_parser", "parse/yaml/"),
        ("roxmltree", "parse/tmx.rs"),
        ("tera::", "render/"),
        ("annotate_snippets", "report/terminal.rs"),
        ("walkdir", "vfs/walk.rs publish/"),
        ("html5gum", "render/html/clean.rs"),
        ("notify::", "serve/watcher.rs"),
        ("hyper", "serve/http.rs"),
        ("tokio::", "serve/"),
        ("getrandom::", "serve/mod.rs"),
        ("open::that", "serve/mod.rs"),
        ("sys_locale", "cli/mod.rs"),
        ("terminal_size", "cli/format.rs"),
        ("unicode_script", "base/script.rs"),
        ("dunce", "base/os_error.rs"),
    ];
    for (path, text) in sources() {
        let path = path.to_string_lossy().replace('\\', "/");
        for (library, homes) in owners {
            let home = homes.split(' ').any(|home| path.contains(&format!("src/{home}")));
            let uses =
                text.lines().any(|line| !line.trim_start().starts_with("//") && line.contains(library));
            assert!(home || !uses, "{path} uses {library}");
        }
    }
}

/// The rooms from the ground up, as `lib.rs` lists them.
fn rooms() -> Vec<String> {
    let lib = fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/src/lib.rs")).unwrap();
    lib.lines()
        .filter_map(|line| line.strip_prefix("pub mod ").or(line.strip_prefix("mod "))?.strip_suffix(';'))
        .map(str::to_owned)
        .collect()
}

#[test]
fn a_room_uses_only_rooms_below_it() {
    let rooms = rooms();
    let floor = |name: &str| rooms.iter().position(|room| room == name);
    let mut breaches = Vec::new();
    for (path, text) in sources() {
        let path = path.to_string_lossy().replace('\\', "/");
        let (_, below) = path.rsplit_once("/src/").unwrap();
        let own = below.split(['/', '.']).next().unwrap();
        let Some(own) = floor(own) else { continue };
        for (at, _) in text.match_indices("crate::") {
            let name: String =
                text[at + 7..].chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
            match floor(&name) {
                Some(other) if other <= own => {}
                _ => breaches.push(format!("{below}: crate::{name}")),
            }
        }
    }
    breaches.sort();
    breaches.dedup();
    assert!(breaches.is_empty(), "imports from a later room:\n{}", breaches.join("\n"));
}

#[test]
fn the_map_names_every_room() {
    let map = fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/src/README.md")).unwrap();
    for name in rooms() {
        assert!(
            map.contains(&format!("`{name}`")) || map.contains(&format!("`{name}/`")),
            "{name} is not on the map"
        );
    }
}
