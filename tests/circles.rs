//! No circle between files: what a file uses never leads back to it.
//!
//! Every path in the code is followed to the file that it names: `use crate::a::b::{C, d::E}`, `super::x`,
//! `b::C` behind `use crate::a::b`, and a module’s own children. Tests inside files do not count.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

/// `crate::a::b` without `crate`.
type Module = Vec<String>;
/// Which files each file uses.
type Uses = BTreeMap<String, BTreeSet<String>>;

#[test]
fn no_circle_between_files() {
    let circles = circles(&uses(&sources()));
    assert!(circles.is_empty(), "files that need each other: {circles:#?}");
}

#[test]
fn each_way_to_name_a_file_is_followed() {
    let site = |body: &str| {
        let files =
            [("a/mod.rs", "pub mod b;\npub mod c;\n"), ("a/b.rs", body), ("a/c.rs", ""), ("d.rs", "")];
        let files = files.map(|(path, text)| (path.to_owned(), text.to_owned()));
        uses(&files.into()).remove("a/b.rs").unwrap().into_iter().collect::<Vec<_>>()
    };
    assert_eq!(site("use crate::a::c::Thing;"), ["a/c.rs"]);
    assert_eq!(site("use crate::{a::c::{One, Two}, d};"), ["a/c.rs", "d.rs"]);
    assert_eq!(site("use super::c::Thing as Other;"), ["a/c.rs"]);
    assert_eq!(site("use crate::d;\nfn f() { d::g() }"), ["d.rs"]);
    assert_eq!(site("use crate::a::{self};\nfn f() { a::c::g() }"), ["a/c.rs", "a/mod.rs"]);
    assert_eq!(site("fn f() { crate::d::g(\"crate::a::c\") } // crate::a::c"), ["d.rs"]);
    assert_eq!(site("#[cfg(test)]\nmod tests { use crate::d; }"), [""; 0]);
}

#[test]
fn a_circle_of_three_is_found() {
    let file = |path: &str, text: &str| (path.to_owned(), text.to_owned());
    let files = BTreeMap::from([
        file("a.rs", "use crate::b::B;"),
        file("b.rs", "use crate::c::C;"),
        file("c.rs", "use crate::a::A; use crate::d::D;"),
        file("d.rs", ""),
    ]);
    assert_eq!(circles(&uses(&files)), [["a.rs", "b.rs", "c.rs"]]);
}

/// The code of every file below `src/`, without the program’s `main.rs`.
fn sources() -> BTreeMap<String, String> {
    let root = concat!(env!("CARGO_MANIFEST_DIR"), "/src");
    let files = walkdir::WalkDir::new(root).into_iter().filter_map(Result::ok);
    let code = files.filter(|entry| entry.path().extension().is_some_and(|one| one == "rs"));
    let named = code.map(|entry| {
        let path = entry.path().strip_prefix(root).unwrap().to_string_lossy().replace('\\', "/");
        (path, fs::read_to_string(entry.path()).unwrap())
    });
    named.filter(|(path, _)| path != "main.rs").collect()
}

fn module_of(path: &str) -> Module {
    let path = path.strip_suffix(".rs").unwrap();
    let path = path.strip_suffix("/mod").unwrap_or(path);
    path.split('/').filter(|part| *part != "lib").map(str::to_owned).collect()
}

fn uses(files: &BTreeMap<String, String>) -> Uses {
    let modules: BTreeMap<Module, &String> = files.keys().map(|path| (module_of(path), path)).collect();
    let file_of = |path: &[String]| (1..=path.len()).rev().find_map(|n| modules.get(&path[..n]));
    let mut uses = Uses::new();
    for (path, text) in files {
        let own = module_of(path);
        let (imported, named) = paths(&tokens(text));
        let mut found: BTreeSet<String> = BTreeSet::new();
        let mut aliases: BTreeMap<&str, Module> = BTreeMap::new();
        for (name, target) in &imported {
            let Some(target) = absolute(target, &own, &aliases, &modules) else { continue };
            found.extend(file_of(&target).map(|file| (*file).clone()));
            aliases.insert(name, target);
        }
        for target in &named {
            let Some(target) = absolute(target, &own, &aliases, &modules) else { continue };
            found.extend(file_of(&target).map(|file| (*file).clone()));
        }
        found.remove(path);
        uses.insert(path.clone(), found);
    }
    uses
}

/// A path from the crate’s root; `None` where it names something else.
fn absolute(
    path: &[String],
    own: &Module,
    aliases: &BTreeMap<&str, Module>,
    modules: &BTreeMap<Module, &String>,
) -> Option<Module> {
    let (first, rest) = path.split_first()?;
    let mut base = match first.as_str() {
        "crate" => Vec::new(),
        "self" => own.clone(),
        "super" => own[..own.len().checked_sub(1)?].to_vec(),
        name => match aliases.get(name) {
            Some(target) => target.clone(),
            None => {
                let child: Module = own.iter().cloned().chain([name.to_owned()]).collect();
                modules.contains_key(&child).then_some(child)?
            }
        },
    };
    base.extend(rest.iter().filter(|part| *part != "self").cloned());
    Some(base)
}

/// Names, `::` and brackets of the code before its tests, without comments and strings.
fn tokens(text: &str) -> Vec<String> {
    let text = text.split("#[cfg(test)]").next().unwrap_or_default();
    let chars: Vec<char> = text.chars().collect();
    let mut tokens = Vec::new();
    let mut at = 0;
    while at < chars.len() {
        let rest = &chars[at..];
        let until = |end: char| rest.iter().position(|c| *c == end).unwrap_or(rest.len());
        at += match rest {
            ['/', '/', ..] => until('\n'),
            ['\'', '"', '\'', ..] => 3,
            ['"', ..] => string_length(rest),
            [':', ':', ..] => {
                tokens.push("::".to_owned());
                2
            }
            [c, ..] if c.is_alphanumeric() || *c == '_' => {
                let length = rest.iter().take_while(|c| c.is_alphanumeric() || **c == '_').count();
                tokens.push(rest[..length].iter().collect());
                length
            }
            [c, ..] => {
                if !c.is_whitespace() {
                    tokens.push(c.to_string());
                }
                1
            }
            [] => 1,
        };
    }
    tokens
}

fn string_length(rest: &[char]) -> usize {
    let mut at = 1;
    while at < rest.len() && rest[at] != '"' {
        at += if rest[at] == '\\' { 2 } else { 1 };
    }
    at + 1
}

/// What `use` brings in, by the name that it gets; and every other path.
fn paths(tokens: &[String]) -> (Vec<(String, Module)>, Vec<Module>) {
    let (mut imported, mut named) = (Vec::new(), Vec::new());
    let mut at = 0;
    while at < tokens.len() {
        if tokens[at] == "use" {
            at = use_tree(tokens, at + 1, &Module::new(), &mut imported);
        } else if is_name(&tokens[at]) {
            let mut path = vec![tokens[at].clone()];
            at += 1;
            while at + 1 < tokens.len() && tokens[at] == "::" && is_name(&tokens[at + 1]) {
                path.push(tokens[at + 1].clone());
                at += 2;
            }
            if path.len() > 1 {
                named.push(path);
            }
        } else {
            // What goes on after a bracket, as in `Vec::<T>::new`, names no module.
            at += if tokens[at] == "::" { 2 } else { 1 };
        }
    }
    (imported, named)
}

/// Reads a tree of imports and gives where it ends.
fn use_tree(tokens: &[String], mut at: usize, before: &Module, out: &mut Vec<(String, Module)>) -> usize {
    let mut path = before.clone();
    while at < tokens.len() {
        match tokens[at].as_str() {
            "::" => at += 1,
            "{" => {
                at += 1;
                while at < tokens.len() && tokens[at] != "}" {
                    at = use_tree(tokens, at, &path, out);
                    at += usize::from(tokens.get(at).is_some_and(|one| one == ","));
                }
                return at + 1;
            }
            "as" => {
                out.push((tokens[at + 1].clone(), path));
                return at + 2;
            }
            name if is_name(name) => {
                path.push(name.to_owned());
                at += 1;
            }
            _ => break,
        }
    }
    let name = path.iter().rev().find(|part| *part != "self").cloned().unwrap_or_default();
    out.push((name, path));
    // `*` stands for whatever is there.
    at + usize::from(tokens.get(at).is_some_and(|one| one == "*"))
}

fn is_name(token: &str) -> bool {
    token.starts_with(|c: char| c.is_alphabetic() || c == '_')
}

/// Files that lead to each other, each group once.
fn circles(uses: &Uses) -> Vec<Vec<String>> {
    let mut reached: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for file in uses.keys() {
        let mut seen: BTreeSet<&str> = BTreeSet::new();
        let mut open: Vec<&str> = vec![file];
        while let Some(next) = open.pop() {
            open.extend(uses[next].iter().map(String::as_str).filter(|used| seen.insert(used)));
        }
        reached.insert(file, seen);
    }
    let mut circles: BTreeSet<Vec<String>> = BTreeSet::new();
    for (file, seen) in &reached {
        let group = seen.iter().filter(|other| reached[**other].contains(file));
        let group: Vec<String> = group.map(|other| (*other).to_owned()).collect();
        if !group.is_empty() {
            circles.insert(group);
        }
    }
    circles.into_iter().collect()
}
