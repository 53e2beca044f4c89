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
    let tests = walkdir::WalkDir::new(concat!(env!("CARGO_MANIFEST_DIR"), "/tests")).into_iter();
    let tests =
        tests.filter_map(Result::ok).filter(|one| one.path().extension().is_some_and(|end| end == "rs"));
    let tests = tests.map(|one| (one.path().to_owned(), fs::read_to_string(one.path()).unwrap()));
    for (path, text) in sources().into_iter().chain(tests) {
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
        ("roxmltree", "base/xml.rs"),
        ("postcard", "analysis/page_store.rs"),
        ("tera::", "render/"),
        ("annotate_snippets", "report/terminal.rs"),
        ("walkdir", "vfs/walk.rs"),
        ("html5gum", "render/html/clean.rs"),
        ("notify::", "serve/watcher.rs"),
        ("png::", "render/picture/canvas.rs"),
        ("zip::", "render/epub/container.rs"),
        ("base64::", "render/search_index/packed.rs"),
        ("itoa::", "base/digits.rs"),
        ("flate2::", "render/search_index/packed.rs"),
        ("libdeflater::", "render/search_index/packed.rs"),
        ("hyper", "serve/http.rs"),
        ("tokio::", "serve/"),
        ("getrandom::", "vfs/fresh_id.rs serve/mod.rs"),
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

/// What stands between backquotes.
fn quoted(text: &str) -> impl Iterator<Item = &str> {
    text.split('`').skip(1).step_by(2)
}

fn text_of(path: &str) -> String {
    fs::read_to_string(PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(path)).unwrap()
}

#[test]
fn the_map_names_every_folder_and_nothing_that_is_not_there() {
    let map = text_of("src/README.md");
    let root = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/src"));
    let names: Vec<&str> = map.lines().filter(|line| line.starts_with('|')).flat_map(quoted).collect();
    let on_map = |name: &str| names.iter().any(|one| one.trim_end_matches('/') == name);
    for entry in fs::read_dir(&root).unwrap().map(Result::unwrap) {
        let name = entry.file_name().to_string_lossy().into_owned();
        assert!(!entry.path().is_dir() || on_map(&name), "src/{name}/ is not on the map");
    }
    // The first name of a row is a room; the others are files or folders of it.
    for row in map.lines().filter(|line| line.starts_with("| `")) {
        let mut inside = quoted(row).map(|name| name.trim_end_matches('/'));
        let room = root.join(inside.next().unwrap());
        assert!(room.is_dir() || room.with_extension("rs").is_file(), "{} is not there", room.display());
        let commands = ["init"];
        for name in inside.filter(|name| !commands.contains(name)) {
            let place = room.join(name);
            assert!(
                place.exists() || place.with_extension("rs").exists(),
                "{} is not there",
                place.display()
            );
        }
    }
}

/// Whether a file is declared as a module by the one above it, where `cargo fmt` and `rustc` find it.
#[test]
fn every_file_is_in_the_module_tree() {
    for (path, _) in sources() {
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        let folder = path.parent().unwrap();
        if folder.ends_with("src") && ["lib", "main"].contains(&&*name) {
            continue;
        }
        let (name, folder) = match &*name {
            "mod" => (folder.file_name().unwrap().to_string_lossy().into_owned(), folder.parent().unwrap()),
            _ => (name, folder),
        };
        let above = [folder.join("lib.rs"), folder.join("mod.rs"), folder.with_extension("rs")];
        let declares = |file: &PathBuf| {
            let text = fs::read_to_string(file).unwrap_or_default();
            let ends = format!("mod {name};");
            // At the beginning of a line: inside a macro, `cargo fmt` would not follow it.
            text.lines().any(|line| {
                ["", "pub ", "pub(crate) ", "pub(super) "].iter().any(|v| *line == format!("{v}{ends}"))
            })
        };
        assert!(above.iter().any(declares), "{}: no `mod {name};` above it", path.display());
    }
}

#[test]
fn public_items_must_have_documentation_and_nothing_is_unsafe() {
    let lib = text_of("src/lib.rs");
    assert!(lib.lines().any(|line| line == "#![warn(missing_docs)]"), "the lints deny what is a warning");
    assert!(lib.lines().any(|line| line == "#![forbid(unsafe_code)]"));
    for (path, text) in sources() {
        assert!(!text.contains("allow(missing_docs)"), "{}", path.display());
    }
}

/// The walks of `CONTRIBUTING.md`: each file is there, rooms follow each other as `lib.rs` lists them, and
/// the way does not get longer. What is data (`model`) may stand first.
#[test]
fn a_quotation_and_a_quantity_take_a_short_way_that_never_goes_back() {
    let text = text_of("CONTRIBUTING.md");
    let rooms = rooms();
    let mut walks = 0;
    for part in text.split("<!-- walk: ").skip(1) {
        let (head, rest) = part.split_once(" -->").unwrap();
        let most: usize = head.rsplit(' ').next().unwrap().parse().unwrap();
        let steps: Vec<&str> =
            quoted(rest.split("<!-- end -->").next().unwrap()).filter(|step| step.ends_with(".rs")).collect();
        assert!(steps.len() <= most && steps.len() > 10, "{head}: {} files", steps.len());
        let mut floor = 0;
        for step in &steps {
            let there = concat!(env!("CARGO_MANIFEST_DIR"), "/src/").to_owned() + step;
            assert!(PathBuf::from(&there).is_file(), "{head}: src/{step} is not there");
            let room = step.split('/').next().unwrap();
            let at = rooms.iter().position(|one| one == room).unwrap();
            assert!(at >= floor, "{head}: {step} goes back up");
            floor = at;
        }
        walks += 1;
    }
    assert_eq!(walks, 2);
}

/// Every path that these pages name below `src/`, `tests/` and `templates/` is there.
#[test]
fn the_pages_for_people_name_what_is_there() {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    for page in ["README.md", "CONTRIBUTING.md", "tests/README.md", "tests/cases/README.md", "SECURITY.md"] {
        let text = text_of(page);
        let below = PathBuf::from(page).parent().unwrap().to_owned();
        let is_path = |name: &&str| {
            let begins = ["src/", "tests/", "cases/", "fuzz/", "browser/", "messages/"];
            begins.iter().any(|one| name.starts_with(one))
                && !name.contains([' ', '*', '…', '\n'])
                && !name.contains("NAME")
                && !name.contains("TARGET")
        };
        for name in quoted(&text).filter(is_path) {
            let there = root.join(name).exists()
                || root.join(&below).join(name).exists()
                || root.join("tests").join(name).exists();
            assert!(there, "{page} names {name}");
        }
    }
}

/// A function with its file, its first line and how many lines it has, signature and all.
fn functions() -> Vec<(String, usize)> {
    let mut all = Vec::new();
    for folder in ["src", "tests"] {
        let root = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(folder);
        let files = walkdir::WalkDir::new(root).into_iter().filter_map(Result::ok);
        for entry in files.filter(|entry| entry.path().extension().is_some_and(|one| one == "rs")) {
            let text = fs::read_to_string(entry.path()).unwrap();
            let lines: Vec<&str> = text.lines().collect();
            for (at, line) in lines.iter().enumerate() {
                let indent = &line[..line.len() - line.trim_start().len()];
                let is_one =
                    line.trim_start().trim_start_matches("pub ").split('(').next().is_some_and(|head| {
                        head.starts_with("fn ")
                            || head.starts_with("const fn ")
                            || head.starts_with("async fn ")
                    }) || line.trim_start().starts_with("pub(") && line.contains(" fn ");
                let body = lines[at..].iter().position(|one| one.ends_with(['{', ';', '}']));
                let Some(body) = body.filter(|body| is_one && lines[at + body].ends_with('{')) else {
                    continue;
                };
                let end = lines[at + body..].iter().position(|one| *one == format!("{indent}}}")).unwrap();
                all.push((format!("{}:{}", entry.path().display(), at + 1), body + end + 1));
            }
        }
    }
    all
}

/// Before the house was put in order, 47 functions had more than forty lines.
#[test]
fn functions_are_short() {
    let mut long: Vec<(String, usize)> = functions().into_iter().filter(|(_, lines)| *lines > 40).collect();
    long.sort_by_key(|(_, lines)| std::cmp::Reverse(*lines));
    let list = long.iter().map(|(place, lines)| format!("{lines} {place}")).collect::<Vec<_>>().join("\n");
    assert!(functions().len() > 3000, "functions are not found");
    assert!(long.len() <= LONG_FUNCTIONS, "{} functions have more than forty lines:\n{list}", long.len());
    // What is said of each kind of stray markup is one table.
    let whole = |place: &str| place.contains("rules/stray_");
    let far: Vec<_> = long.iter().filter(|(place, lines)| *lines > 70 && !whole(place)).collect();
    assert!(far.is_empty(), "functions have more than seventy lines: {far:?}");
}

/// How many functions, those of tests too, may have more than forty lines. It only goes down.
const LONG_FUNCTIONS: usize = 48;

/// A name of a type stands for one thing; twins of the two grammars and of the two kinds of systems are one.
#[test]
fn no_type_name_stands_for_two_things() {
    const TWINS: [&str; 3] = ["Condition", "Dir", "NumberToken"];
    let mut homes: std::collections::BTreeMap<String, Vec<String>> = Default::default();
    for (path, text) in sources() {
        let code = text.split("#[cfg(test)]\nmod tests").next().unwrap_or_default();
        for line in code.lines() {
            let visible =
                line.strip_prefix("pub ").or_else(|| Some(line.strip_prefix("pub(")?.split_once(") ")?.1));
            let words: Vec<&str> =
                visible.unwrap_or(line).split([' ', '<', '(', ';', '{', ':', '=']).collect();
            if let ["struct" | "enum" | "trait" | "type", name, ..] = words[..] {
                homes.entry(name.to_owned()).or_default().push(path.display().to_string());
            }
        }
    }
    homes.retain(|name, homes| homes.len() > 1 && !TWINS.contains(&name.as_str()));
    assert!(homes.is_empty(), "names of two things: {homes:#?}");
}
