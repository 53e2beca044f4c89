//! After an edit, only what it touches is found out again, and the result is the same as from the beginning.

use std::sync::Arc;

use duizhao::analysis::Analysis;
use duizhao::analysis::page_store::PageStore;
use duizhao::assemble::load::Options;
use duizhao::base::diagnostic::Level;
use duizhao::render::RenderContext;
use duizhao::render::page_key::PageKeys;
use duizhao::vfs::Snapshot;
use duizhao::vfs::snapshot::Scope;

use crate::site::Folder;

fn known(shelf: &Snapshot, before: &Analysis) -> Analysis {
    let (folder, found) = shelf.folder();
    Analysis::new(folder, found, &Options::default(), before)
}

/// How many bitexts, and facts on them, are those of the site before.
fn reused(before: &Analysis, after: &Analysis) -> (usize, usize) {
    let pages =
        before.site.bitexts.iter().filter(|one| after.site.bitexts.iter().any(|two| Arc::ptr_eq(one, two)));
    let facts =
        before.proof.pages.iter().filter(|one| after.proof.pages.iter().any(|two| Arc::ptr_eq(one, two)));
    (pages.count(), facts.count())
}

#[test]
fn an_edit_touches_its_own_page_alone() {
    for glossary in [false, true] {
        let folder = Folder::with_excerpts(30);
        if glossary {
            folder.write("content/glossary.yaml", "- { zh: 工业产值, en: industrial output }\n");
        }
        let mut shelf = Snapshot::read(folder.path()).unwrap();
        let before = known(&shelf, &Analysis::default());
        let all = before.site.bitexts.len();
        assert!(all > 30);

        let page =
            folder.read("content/topic/town-7.en.md").replace("The report on", "The report of the year on");
        folder.write("content/topic/town-7.en.md", page);
        shelf.refresh(Scope::Everywhere).unwrap();
        let after = known(&shelf, &before);
        assert_eq!(reused(&before, &after), (all - 1, all - 1), "an edit, glossary: {glossary}");

        folder.page("content/topic/another.zh.md", "title: 另一页", "见[第七个镇](town-7.zh.md#p9)。");
        folder.page("content/topic/another.en.md", "title: Another", "See [town No. 7](town-7.en.md#p9).");
        shelf.refresh(Scope::Everywhere).unwrap();
        let more = known(&shelf, &after);
        assert_eq!(reused(&after, &more), (all, all), "a new page, glossary: {glossary}");
        let fresh = known(&Snapshot::read(folder.path()).unwrap(), &Analysis::default());
        assert_eq!(more.checked.findings, fresh.checked.findings);
        assert!(more.checked.findings.iter().any(|one| one.rule == "link-broken"));

        // The place that the link wants comes into being on a page that has no fault itself.
        let mut both = [folder.read("content/topic/town-7.zh.md"), folder.read("content/topic/town-7.en.md")];
        for _ in 0..8 {
            both[0].push_str("\n再一段。\n");
            both[1].push_str("\nOne more paragraph.\n");
        }
        folder.write("content/topic/town-7.zh.md", &both[0]);
        folder.write("content/topic/town-7.en.md", &both[1]);
        shelf.refresh(Scope::Everywhere).unwrap();
        let healed = known(&shelf, &more);
        let found = &healed.checked.findings;
        assert!(found.iter().all(|one| one.rule != "link-broken"), "{found:?}");
    }
}

#[test]
fn an_original_a_term_or_a_setting_touches_every_page_that_depends_on_it() {
    let folder = Folder::with_excerpts(5);
    let mut shelf = Snapshot::read(folder.path()).unwrap();
    let mut before = known(&shelf, &Analysis::default());
    let original = folder.read("content/originals/report.md");
    let site = folder.read("content/site.yaml");
    let of_none = "---\ntitle: 主题\noriginal: none\n---\n".to_owned();
    for name in ["topic", "beside"] {
        folder.page(&format!("content/{name}/_index.zh.md"), "title: 主题", "");
        folder.page(&format!("content/{name}/_index.en.md"), "title: Topic", "");
        folder.page(&format!("content/{name}/saying.zh.md"), "title: 俗话", "> 千里之行，始于足下。");
        folder.page(
            &format!("content/{name}/saying.en.md"),
            "title: A saying",
            "> A journey begins with a step.",
        );
    }
    for (path, text) in [
        ("content/topic/_index.zh.md", of_none.clone()),
        ("content/beside/_index.zh.md", of_none.clone()),
        ("content/topic/_index.zh.md", of_none.replace("original: none\n", "")),
        ("content/beside/_index.zh.md", of_none.replace("original: none\n", "")),
        ("content/originals/report.md", original.replace("第3个镇", "第三个镇")),
        ("content/originals/report.md", original),
        ("content/glossary.yaml", "- { zh: 工业产值, en: factory production }\n".to_owned()),
        ("content/site.yaml", format!("{site}rules: {{ term-not-followed: error }}\n")),
        ("content/site.yaml", format!("{site}raw_html: true\n")),
        ("content/duizhao.lock", "# duizhao.lock 1\ntopic/town-1 p1 0000001\n".to_owned()),
    ] {
        folder.write(path, &text);
        shelf.refresh(Scope::Everywhere).unwrap();
        let after = known(&shelf, &before);
        let fresh = known(&Snapshot::read(folder.path()).unwrap(), &Analysis::default());
        assert_eq!(after.checked.findings, fresh.checked.findings, "{path}: {text}");
        assert_eq!(after.proof.keys, fresh.proof.keys, "{path}: {text}");
        before = after;
    }
}

/// On what the pages of each bitext depend, by address.
fn keys(known: &Analysis) -> Vec<(String, Option<String>)> {
    let context = RenderContext::new(&known.site, &known.proof, &known.checked, &known.folder.templates);
    let keys = PageKeys::new(&context.unwrap()).all();
    known.site.bitexts.iter().map(|one| one.address.to_string()).zip(keys).collect()
}

#[test]
fn an_edit_changes_the_keys_of_its_page_and_of_those_beside_it() {
    let folder = Folder::with_excerpts(30);
    let at = |folder: &Folder| known(&Snapshot::read(folder.path()).unwrap(), &Analysis::default());
    let before = keys(&at(&folder));
    assert!(before.iter().all(|(address, key)| key.is_none() == (address == "_index")));
    let changed = |folder: &Folder| -> Vec<String> {
        type Named = (String, Option<String>);
        let other = |(one, other): (&Named, &Named)| (one != other).then(|| other.0.clone());
        before.iter().zip(&keys(&at(folder))).filter_map(other).collect()
    };
    assert!(changed(&folder).is_empty());
    let path = "content/topic/town-7.en.md";
    let page = folder.read(path);
    folder.write(path, page.replace("The report on", "The report of the year on"));
    assert_eq!(changed(&folder), ["topic/town-6", "topic/town-7", "topic/town-8"]);
    // The page of the topic lists titles, and the pages beside it show them.
    folder.write(path, page.replace("title: Town", "title: The town"));
    assert_eq!(changed(&folder), ["topic/_index", "topic/town-6", "topic/town-7", "topic/town-8"]);
    folder.write(path, page);
    assert!(changed(&folder).is_empty());
    // What no page shows, and what all of them do.
    let settings = folder.read("content/site.yaml");
    folder.write("content/site.yaml", format!("# 设置\n{settings}rules: {{ figure-mismatch: warning }}\n"));
    assert!(changed(&folder).is_empty());
    folder.write("content/site.yaml", settings.replace("Example", "Examples"));
    assert_eq!(changed(&folder).len(), 32);
}

#[test]
fn what_is_known_of_pages_holds_on_under_another_name_of_the_site_and_not_under_other_levels_of_rules() {
    let folder = Folder::with_excerpts(3);
    let page = folder.read("content/topic/town-1.en.md");
    folder.write("content/topic/town-1.en.md", page.replace("The report on", "The report **on"));
    let read = |store: &PageStore| {
        let known = Analysis::of(&Snapshot::read(folder.path()).unwrap(), &Options::default(), store);
        let level = known.checked.findings.iter().find(|one| one.rule == "stray-markup").map(|one| one.level);
        let bytes = known.kept(store).map(|kept| {
            let mut bytes = Vec::new();
            kept.write(&mut bytes).unwrap();
            bytes
        });
        (level, bytes)
    };
    let (level, kept) = read(&PageStore::default());
    assert_eq!(level, Some(Level::Warning));
    let store = PageStore::parse(kept.unwrap());
    let settings = folder.read("content/site.yaml");
    folder.write("content/site.yaml", format!("# 设置\n{}", settings.replace("Example", "Examples")));
    assert!(read(&store).1.is_none(), "nothing is new");
    folder.write("content/site.yaml", format!("{settings}rules: {{ stray-markup: note }}\n"));
    let (level, kept) = read(&store);
    assert_eq!(level, Some(Level::Note));
    assert!(kept.is_some());
    folder.write("content/site.yaml", format!("{settings}raw_html: true\n"));
    assert!(read(&store).1.is_some());
}

#[test]
fn another_sentence_that_is_stale_changes_the_key_of_the_page() {
    let folder = Folder::with_excerpts(1);
    let texts = ["路修通了。水网修好了。", "道路修通了。水网修好了。", "路修通了。水网也修好了。"];
    let page = |text: &str| {
        folder.page("content/topic/roads.zh.md", "title: 路\nsummary: 路和水网。", text);
    };
    folder.page(
        "content/topic/roads.en.md",
        "title: Roads\nsummary: Roads and water mains.",
        "The road is open. The water mains are in place.",
    );
    let keys = texts.map(|accepted| {
        page(accepted);
        assert_eq!(folder.run(&["accept"]).status.code(), Some(0));
        page(texts[0]);
        let known = known(&Snapshot::read(folder.path()).unwrap(), &Analysis::default());
        keys(&known).into_iter().find(|(address, _)| address == "topic/roads").unwrap().1.unwrap()
    });
    assert!(keys[0] != keys[1] && keys[1] != keys[2] && keys[0] != keys[2], "{keys:?}");
}
