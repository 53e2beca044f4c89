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
        ("saphyr_parser", "parse/yaml.rs"),
        ("roxmltree", "parse/tmx.rs"),
        ("tera::", "render/"),
        ("annotate_snippets", "report/terminal.rs"),
        ("walkdir", "read/list.rs write/"),
        ("ammonia", "render/sanitize.rs"),
        ("notify::", "serve/changes.rs"),
        ("hyper", "serve/http.rs"),
        ("tokio::", "serve/"),
        ("getrandom::", "serve/mod.rs"),
        ("open::that", "serve/mod.rs"),
        ("sys_locale", "cmd/mod.rs"),
        ("terminal_size", "cmd/mod.rs"),
        ("fast2s", "prove/misquotation.rs"),
        ("dunce", "system.rs"),
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

#[test]
fn the_map_names_every_module() {
    let root = concat!(env!("CARGO_MANIFEST_DIR"), "/src");
    let map = fs::read_to_string(format!("{root}/README.md")).unwrap();
    assert!(map.lines().count() <= 80);
    for line in fs::read_to_string(format!("{root}/lib.rs")).unwrap().lines() {
        if let Some(name) = line.strip_prefix("pub mod ").and_then(|rest| rest.strip_suffix(';')) {
            assert!(map.contains(&format!("`{name}`")), "{name} is not on the map");
        }
    }
}
