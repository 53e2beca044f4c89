//! A site that is larger than what is held at once: what is found and made is the same as of a site that is held whole.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use duizhao::analysis::Analysis;
use duizhao::analysis::cache::CachedBuild;
use duizhao::analysis::page_store::PageStore;
use duizhao::assemble::load::{LoadLimits, Options};
use duizhao::base::diagnostic::Diagnostic;
use duizhao::cli::Outcome;
use duizhao::cli::build::{self, BuildArgs, Format};

use duizhao::vfs::snapshot::Scope;

use crate::site::Folder;

/// So little that every few pages are let go.
const TIGHT: LoadLimits = LoadLimits { texts: 12, pages: 7 };

/// A site with pages that lead into each other, notes, terms, a topic's page, and so many passages that its search is in
/// parts.
fn site() -> Folder {
    let folder = Folder::with_excerpts(30);
    folder.write(
        "content/glossary.yaml",
        "- { zh: 工业产值, en: industrial output, note: { zh: 注, en: A note. } }\n",
    );
    for n in 0..12 {
        let next = (n + 5) % 12;
        let mut zh = format!("见[下一页](list-{next}.zh.md#p9)和[本页](#p3){{>>附注{n}<<}}。\n\n");
        let mut en =
            format!("See the [next page](list-{next}.en.md#p9) and [this one](#p3){{>>note {n}<<}}.\n\n");
        for line in 0..50 {
            zh.push_str(&format!("第{line}条：第{n}个镇的工业产值。\n\n"));
            en.push_str(&format!("Item {line}: the industrial output of town No. {n}.\n\n"));
        }
        folder.page(&format!("content/topic/list-{n}.zh.md"), &format!("title: 清单{n}"), &zh);
        folder.page(&format!("content/topic/list-{n}.en.md"), &format!("title: List {n}"), &en);
    }
    folder
}

fn build(folder: &Folder, output: &str, limits: LoadLimits, no_cache: bool) -> BTreeMap<String, Vec<u8>> {
    let output = folder.path().join(output);
    let args = BuildArgs {
        check: false,
        output: Some(output.clone()),
        base_url: None,
        drafts: false,
        strict: false,
        overwrite: false,
        no_cache,
        format: Format::Human,
        lang: None,
        limits,
    };
    assert!(matches!(build::run(folder.path(), &args), Ok(Outcome::Clean)));
    files(&output)
}

fn files(output: &Path) -> BTreeMap<String, Vec<u8>> {
    let all = walkdir::WalkDir::new(output).into_iter().map(Result::unwrap);
    let of = |entry: walkdir::DirEntry| {
        let path = entry.path().strip_prefix(output).unwrap().to_string_lossy().into_owned();
        entry.file_type().is_file().then(|| (path, fs::read(entry.path()).unwrap()))
    };
    all.filter_map(of).collect()
}

fn assert_same(one: &BTreeMap<String, Vec<u8>>, other: &BTreeMap<String, Vec<u8>>, when: &str) {
    let differing: Vec<&String> =
        one.keys().chain(other.keys()).filter(|path| one.get(*path) != other.get(*path)).collect();
    assert!(differing.is_empty(), "{when}: {differing:?}");
}

#[test]
fn what_is_made_is_the_same() {
    let folder = site();
    let whole = build(&folder, "whole", LoadLimits::default(), true);
    assert!(whole.contains_key("assets/search/k0.js"), "the search is in parts");
    assert!(whole.len() > 150, "{}", whole.len());
    for (limits, when) in [(TIGHT, "a few"), (LoadLimits { texts: 0, pages: 1 }, "each alone")] {
        for made in ["without", "first", ".duizhao"] {
            let _ = fs::remove_dir_all(folder.path().join(made));
        }
        assert_same(&whole, &build(&folder, "without", limits, true), &format!("{when}, without a cache"));
        assert_same(&whole, &build(&folder, "first", limits, false), &format!("{when}, a first build"));
        fs::remove_dir_all(folder.path().join("first")).unwrap();
        assert_same(&whole, &build(&folder, "first", limits, false), &format!("{when}, all is known"));
    }

    let page = folder.read("content/topic/list-3.en.md").replace("Item 7:", "The seventh item:");
    folder.write("content/topic/list-3.en.md", page);
    let whole = build(&folder, "whole", LoadLimits::default(), true);
    assert!(String::from_utf8_lossy(&whole["en/topic/list-3.html"]).contains("The seventh item:"));
    assert_same(&whole, &build(&folder, "first", TIGHT, false), "an edit");
}

/// The same with faults: on a page that is held, on others, on a draft, and on a page without another half.
fn faulty_site() -> Folder {
    let folder = site();
    let change = |path: &str, from: &str, to: &str| {
        let text = folder.read(path);
        assert!(text.contains(from), "{path}");
        folder.write(path, text.replace(from, to));
    };
    change("content/topic/list-0.en.md", "Item 4:", "Item 14:");
    change(
        "content/topic/list-5.en.md",
        "industrial output of town No. 5.\n\nItem 9",
        "output of town No. 5.\n\nItem 9",
    );
    change("content/topic/list-6.zh.md", "#p9", "#p99");
    change("content/topic/list-7.zh.md", "第8条：", "第8条：**");
    change("content/topic/town-20.en.md", "million to", "billion to");
    change("content/topic/town-21.en.md", "title:", "titel:");
    change("content/topic/town-22.zh.md", "---\n\n", "—\n\n");
    let waiver = "<!-- duizhao: allow figure-mismatch: as printed -->\n\n> Industrial";
    change("content/topic/town-23.en.md", "> Industrial", waiver);
    change("content/topic/town-24.zh.md", "title:", "draft: true\ntitle:");
    change("content/topic/town-24.zh.md", "报告写到", "{>>报告写到");
    folder.page("content/topic/town-9999.en.md", "title: Alone", "It {>>stands alone.");
    folder
}

#[test]
fn what_is_found_is_the_same() {
    let folder = faulty_site();
    let found = |limits: LoadLimits| {
        let options = Options { limits, ..Options::default() };
        let (snapshot, _) = CachedBuild::look(folder.path(), &options, true).unwrap();
        Analysis::of(&snapshot, &options, &PageStore::default()).checked.findings
    };
    let whole = found(LoadLimits::default());
    let rules =
        ["figure-mismatch", "term-not-followed", "link-broken", "front-matter-invalid", "stray-markup"];
    for rule in rules.iter().chain(&["waiver-unused"]) {
        assert!(whole.iter().any(|one| one.rule == *rule), "{rule}");
    }
    for alone in ["town-24.zh", "town-9999.en"] {
        let is_there =
            |one: &Diagnostic| one.rule == "stray-markup" && one.primary.place.path.contains(alone);
        assert!(whole.iter().any(is_there), "{alone}");
    }
    assert_eq!(found(TIGHT), whole);
    assert_eq!(found(LoadLimits { texts: 0, pages: 1 }), whole);
}

#[test]
fn after_an_edit_all_is_still_found() {
    let folder = site();
    for name in ["list-7", "list-8"] {
        let path = format!("content/topic/{name}.zh.md");
        folder.write(&path, folder.read(&path).replace("第8条：", "第8条：{>>"));
    }
    let options = Options { limits: TIGHT, ..Options::default() };
    let (mut snapshot, _) = CachedBuild::look(folder.path(), &options, true).unwrap();
    let before = Analysis::of(&snapshot, &options, &PageStore::default());
    let stray =
        |known: &Analysis| known.checked.findings.iter().filter(|one| one.rule == "stray-markup").count();
    assert_eq!(stray(&before), 2);
    // A page is edited; then the glossary, on which all pages depend.
    for (path, from, to) in [
        ("content/topic/list-8.zh.md", "第8条：{>>", "第8条："),
        ("content/glossary.yaml", "industrial output", "industrial production"),
    ] {
        folder.write(path, folder.read(path).replace(from, to));
        snapshot.refresh(Scope::Everywhere).unwrap();
        let (texts, found) = snapshot.folder();
        let after = Analysis::new(texts, found, &options, &before);
        let (snapshot, _) = CachedBuild::look(folder.path(), &Options::default(), true).unwrap();
        let whole = Analysis::of(&snapshot, &Options::default(), &PageStore::default());
        assert_eq!((stray(&after), &after.checked.findings), (1, &whole.checked.findings), "{path}");
    }
}
