//! Random sequences of edits: after each of them the site is that of a build from nothing, byte for byte.
//! `DUIZHAO_SEED=7 cargo test cache_edits` tries others.

use std::fs;

use crate::mutations::rng::Rng;
use crate::site::Folder;

/// The pages that are edited; links lead to those that stay.
const TOWNS: usize = 6;

fn replaced(folder: &Folder, path: &str, from: &str, to: &str) {
    folder.write(path, folder.read(path).replacen(from, to, 1));
}

/// Adds a paragraph to both halves of a page.
fn add(folder: &Folder, town: usize, zh: &str, en: &str) {
    for (lang, text) in [("zh", zh), ("en", en)] {
        let path = format!("content/topic/town-{town}.{lang}.md");
        folder.write(&path, format!("{}\n{text}\n", folder.read(&path)));
    }
}

/// One edit of the kinds that an editor makes; says which.
fn edit(folder: &Folder, rng: &mut Rng, step: usize) -> String {
    let town = rng.below(TOWNS);
    let en = format!("content/topic/town-{town}.en.md");
    let what = match rng.below(14) {
        0 => {
            add(folder, town, "路修通了。", "The road is open.");
            "a paragraph"
        }
        1 => {
            replaced(folder, &en, "title: Town", "title: Old Town");
            "a title"
        }
        2 => {
            replaced(folder, &en, "rose from", "grew from");
            "the English of a quotation, which pages beside it show"
        }
        3 => {
            folder.page(
                &format!("content/topic/new-{step}.zh.md"),
                "title: 新的一页\nweight: 1",
                "新的一页。",
            );
            folder.page(&format!("content/topic/new-{step}.en.md"), "title: A new page", "A new page.");
            "a new page"
        }
        4 => {
            let pages = folder.files("content/topic").into_iter().map(|(path, _)| path);
            for path in pages.filter(|path| path.starts_with("new-")).take(2) {
                fs::remove_file(folder.path().join("content/topic").join(path)).unwrap();
            }
            "a page that goes"
        }
        5 => {
            let term = ["industrial output", "output of industry"][rng.below(2)];
            folder.write(
                "content/glossary.yaml",
                format!("- {{ zh: 工业产值, en: {term}, also: [Industrial output, industrial output] }}\n"),
            );
            "the glossary"
        }
        6 => {
            let report = folder.read("content/originals/report.md");
            folder.write("content/originals/report.md", report.replacen("第0个镇", "（一）\n\n第0个镇", 1));
            "a paragraph of the original before those that are quoted"
        }
        kind => edit_around(folder, rng, (step, town), kind),
    };
    format!("step {step}, town {town}: {what}")
}

/// One edit of the site’s settings.
fn set(folder: &Folder, rng: &mut Rng, step: usize) -> &'static str {
    let path = "content/site.yaml";
    let (what, line) = match rng.below(7) {
        0 => {
            replaced(folder, path, "en: Example", "en: Examples");
            return "the site's name";
        }
        1 => {
            folder.write(path, format!("# {step}\n{}", folder.read(path)));
            return "a remark before all settings";
        }
        2 => ("which state of the site it is", format!("version: {{ name: '{step}', date: 2024-01-01 }}")),
        3 => ("a text of the interface", format!("texts: {{ search: {{ zh: 查{step}, en: Find {step} }} }}")),
        4 => (
            "levels of rules",
            format!(
                "rules: {{ figure-mismatch: {}, original-uncovered: {} }}",
                ["warning", "error"][step % 2],
                ["'off'", "note", "warning"][step % 3]
            ),
        ),
        5 => (
            "a waiver",
            format!("allow: [{{ rule: original-uncovered, reason: {{ zh: 第{step}次, en: No. {step} }} }}]"),
        ),
        _ => ("who publishes it", format!("publisher: {{ zh: 馆{step}, en: Museum {step} }}")),
    };
    let key = line.split(':').next().unwrap_or_default().to_owned() + ":";
    let others =
        folder.read(path).lines().filter(|one| !one.starts_with(&key)).collect::<Vec<_>>().join("\n");
    folder.write(path, format!("{others}\n{line}\n"));
    what
}

/// One edit of the kinds that reach further than a page’s own text.
fn edit_around(folder: &Folder, rng: &mut Rng, (step, town): (usize, usize), kind: usize) -> &'static str {
    let (zh, en) = (format!("content/topic/town-{town}.zh.md"), format!("content/topic/town-{town}.en.md"));
    match kind {
        7 => set(folder, rng, step),
        8 => {
            let text = include_str!("../templates/excerpt.html");
            folder.write(
                "templates/excerpt.html",
                text.replacen("{% endblock", &format!("<!-- {step} -->{{% endblock"), 1),
            );
            "a template"
        }
        9 => {
            assert_eq!(folder.run(&["accept"]).status.code(), Some(0));
            replaced(folder, &zh, "报告写到", "报告里写到");
            "a translation that falls behind"
        }
        10 => {
            let n = rng.below(2) + 1;
            let link = |lang: &str| format!("[{n}](town-0.{lang}.md#p{n})");
            add(folder, town, &format!("另见{}。", link("zh")), &format!("See also {}.", link("en")));
            "a link"
        }
        11 => {
            let tag = ["镇", "产值"][rng.below(2)];
            replaced(folder, &zh, "original: report", &format!("original: report\ntags: [{tag}]"));
            replaced(
                folder,
                &en,
                "---\n\n",
                &format!("tags: [{}]\n---\n\n", if tag == "镇" { "Towns" } else { "Output" }),
            );
            "a tag"
        }
        12 => {
            let one = format!(
                "- passage: topic/town-{town}#p1\n  date: 2024-01-0{}\n  what: {{ zh: 改了一个字, en: A word was corrected. }}\n  why: {{ zh: 笔误, en: A slip. }}\n",
                step % 9 + 1
            );
            let before =
                fs::read_to_string(folder.path().join("content/corrections.yaml")).unwrap_or_default();
            folder.write("content/corrections.yaml", before + &one);
            "a correction"
        }
        _ => {
            replaced(folder, &zh, "original: report", &format!("original: report\nweight: {}", rng.below(9)));
            "the order of pages"
        }
    }
}

/// Builds with what is kept and from nothing, and says whether there is a site; the two are the same.
fn is_built_alike(folder: &Folder, edits: &[String]) -> bool {
    let kept = folder.run(&["build"]);
    let elsewhere = folder.path().join("elsewhere");
    let _ = fs::remove_dir_all(&elsewhere);
    let new = folder.run(&["build", "--no-cache", "--output", elsewhere.to_str().unwrap()]);
    assert_eq!(kept.status.code(), new.status.code(), "{edits:?}\n{}\n{}", kept.stderr, new.stderr);
    if new.status.code() != Some(0) {
        return false;
    }
    let (kept, new) = (folder.files("public"), folder.files("elsewhere"));
    let differing: Vec<&String> = kept
        .iter()
        .filter(|one| new.binary_search(one).is_err())
        .chain(new.iter().filter(|one| kept.binary_search(one).is_err()))
        .map(|(path, _)| path)
        .collect();
    assert!(differing.is_empty(), "{edits:?}: {differing:?}");
    true
}

fn seeded() -> Rng {
    let seed = std::env::var("DUIZHAO_SEED").ok().and_then(|seed| seed.parse().ok());
    Rng::new(seed.unwrap_or(20_240_611))
}

#[test]
fn whatever_is_edited_the_site_is_that_of_a_build_from_nothing() {
    let mut rng = seeded();
    let mut folder = Folder::new();
    let (mut edits, mut compared) = (Vec::new(), 0);
    for step in 0..30 {
        if step % 10 == 0 {
            folder = Folder::with_excerpts(TOWNS);
            assert_eq!(folder.run(&["build"]).status.code(), Some(0));
            edits.clear();
        }
        edits.push(edit(&folder, &mut rng, step));
        compared += usize::from(is_built_alike(&folder, &edits));
    }
    assert!(compared > 25, "{compared} of the edits made a site");
}

#[test]
fn whatever_is_set_the_site_is_that_of_a_build_from_nothing() {
    let (mut rng, folder) = (seeded(), Folder::with_excerpts(TOWNS));
    assert_eq!(folder.run(&["build"]).status.code(), Some(0));
    let (mut edits, mut compared) = (Vec::new(), 0);
    for step in 0..20 {
        edits.push(set(&folder, &mut rng, step).to_owned());
        compared += usize::from(is_built_alike(&folder, &edits));
    }
    assert!(compared > 15, "{compared} of the edits made a site");
}

/// A site that is so large that its search index is in shards, of which those stand that an edit does not touch.
#[test]
fn whatever_is_edited_on_a_large_site_its_index_and_its_data_are_those_of_a_build_from_nothing() {
    let mut rng = seeded();
    let folder = Folder::with_excerpts(260);
    assert_eq!(folder.run(&["build"]).status.code(), Some(0));
    assert!(folder.path().join("public/assets/search/k0.js").is_file(), "the index has keys");
    let (mut edits, mut compared) = (Vec::new(), 0);
    for step in 0..4 {
        edits.push(edit(&folder, &mut rng, step));
        compared += usize::from(is_built_alike(&folder, &edits));
    }
    // What was made is gone, or another wrote it.
    for path in ["data/passages.jsonl", "assets/search/t1.js", "tags/index.html"] {
        let _ = fs::remove_file(folder.path().join("public").join(path));
        edits.push(format!("without {path}"));
        compared += usize::from(is_built_alike(&folder, &edits));
        edits.push(edit(&folder, &mut rng, 7));
        compared += usize::from(is_built_alike(&folder, &edits));
    }
    assert!(compared > 5, "{compared} of the edits made a site");
}
