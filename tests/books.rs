//! E-books: the container, the package and the contents agree, each page is XML, and the same content gives
//! the same bytes.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{Cursor, Read};

use roxmltree::{Document, ParsingOptions};

use crate::published::{attributes, built_from, decoded};
use crate::site::Folder;

/// The files of a book by path, in the order of the container.
fn opened(bytes: &[u8]) -> Vec<(String, String)> {
    let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let count = zip.len();
    let read = |at: usize| {
        let mut file = zip.by_index(at).unwrap();
        let name = file.name().unwrap().into_owned();
        let mut text = String::new();
        file.read_to_string(&mut text).unwrap();
        (name, text)
    };
    (0..count).map(read).collect::<Vec<_>>()
}

fn xml(text: &str) -> Document<'_> {
    let options = ParsingOptions { allow_dtd: true, ..ParsingOptions::default() };
    Document::parse_with_options(text, options).unwrap_or_else(|error| panic!("{error}\n{text}"))
}

/// Holds a book against itself.
fn assert_sound(name: &str, bytes: &[u8]) {
    assert_eq!(&bytes[30..58], b"mimetypeapplication/epub+zip", "{name}");
    let files = opened(bytes);
    let texts: BTreeMap<&str, &str> =
        files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    assert_eq!(texts.len(), files.len(), "{name}: a path twice");
    xml(texts["META-INF/container.xml"]);
    assert!(texts["META-INF/container.xml"].contains("full-path=\"OEBPS/package.opf\""));
    let package = xml(texts["OEBPS/package.opf"]);
    let items: BTreeMap<&str, String> = package
        .descendants()
        .filter(|node| node.tag_name().name() == "item")
        .map(|node| (node.attribute("id").unwrap(), format!("OEBPS/{}", node.attribute("href").unwrap())))
        .collect();
    let listed: BTreeSet<&str> = items.values().map(String::as_str).collect();
    let there: BTreeSet<&str> = texts
        .keys()
        .copied()
        .filter(|path| path.starts_with("OEBPS/") && *path != "OEBPS/package.opf")
        .collect();
    assert_eq!(listed, there, "{name}");
    for reference in package.descendants().filter(|node| node.tag_name().name() == "itemref") {
        assert!(items.contains_key(reference.attribute("idref").unwrap()), "{name}");
    }
    for property in ["schema:accessMode", "schema:accessibilityFeature", "schema:accessibilitySummary"] {
        assert!(texts["OEBPS/package.opf"].contains(&format!("property=\"{property}\"")), "{property}");
    }
    pages(name, &texts);
}

/// Each page is XML, its ids are its own, its links lead somewhere, and every text has its language.
fn pages(name: &str, texts: &BTreeMap<&str, &str>) {
    let pages = texts.iter().filter(|(path, _)| path.ends_with(".xhtml"));
    let ids: BTreeMap<&str, BTreeSet<String>> = pages
        .clone()
        .map(|(path, text)| {
            let document = xml(text);
            let all: Vec<String> =
                document.descendants().filter_map(|node| node.attribute("id").map(str::to_owned)).collect();
            let set: BTreeSet<String> = all.iter().cloned().collect();
            assert_eq!(all.len(), set.len(), "{name} {path}: an id twice");
            (*path, set)
        })
        .collect();
    for (path, text) in pages {
        assert!(!text.contains("<script") && !text.contains(" style=") && !text.contains("<img"), "{path}");
        assert_eq!(attributes(text, "lang"), attributes(text, "xml:lang"), "{name} {path}");
        for href in attributes(text, "href").into_iter().filter(|href| !href.contains(':')) {
            let (file, id) = href.split_once('#').unwrap_or((href, ""));
            let target = match file {
                "" => (*path).to_owned(),
                file => format!("OEBPS/{}", decoded(file)),
            };
            assert!(texts.contains_key(target.as_str()), "{name} {path}: {href}");
            assert!(id.is_empty() || ids[target.as_str()].contains(id), "{name} {path}: {href}");
        }
    }
}

/// The e-books of a site.
fn books(folder: &Folder) -> Vec<(String, Vec<u8>)> {
    let done = folder.run(&["build"]);
    assert!(done.status.success(), "{}", done.stderr);
    folder.files("public").into_iter().filter(|(path, _)| path.ends_with(".epub")).collect()
}

fn with_books() -> Folder {
    let folder = Folder::with_site();
    folder.write("content/site.yaml", folder.read("content/site.yaml") + "epub: true\n");
    folder
}

#[test]
fn a_site_has_e_books_only_if_it_asks_for_them() {
    assert!(books(&Folder::with_site()).is_empty());
    let folder = with_books();
    let names: Vec<String> = books(&folder).into_iter().map(|(path, _)| path).collect();
    assert_eq!(names, ["downloads/site.epub", "downloads/topic-topic.epub"]);
    assert!(folder.read("public/index.html").contains("href=\"downloads/site.epub\""));
    for edition in ["zh", "en", "parallel"] {
        let page = folder.read(&format!("public/{edition}/topic/index.html"));
        assert!(page.contains("href=\"../../downloads/topic-topic.epub\""), "{page}");
    }
}

#[test]
fn every_book_of_the_real_site_holds_together() {
    let site = built_from("epub: true\n");
    let books: Vec<(&String, &Vec<u8>)> = site.iter().filter(|(path, _)| path.ends_with(".epub")).collect();
    assert_eq!(books.len(), 6, "the site and five topics");
    for (path, bytes) in books {
        assert_sound(path, bytes);
    }
}

#[test]
fn the_same_content_gives_the_same_book() {
    assert_eq!(books(&with_books()), books(&with_books()));
}

#[test]
fn what_a_page_can_hold_stays_xml() {
    let folder = with_books();
    let zh = "# 一\n\n甲 < 乙 & “丙”<br>丁<sup>2</sup>[^1]，**重**、*轻*、~~删~~、`a<b`。\n\n- [x] 一\n- 二\n\n1. 甲\n2. 乙\n\n| 甲 | 乙 |\n| --- | --- |\n| 1 | 2 |\n\n```\n<b>&\n```\n\n---\n\n[外](https://example.org/?a=1&b=2)、[里](topic/growth.zh.md#p2)、[此](#p1)。\n\n[^1]: 脚注。\n";
    let en = "# One\n\nA < B & “C”<br>D<sup>2</sup>[^1], **strong**, *weak*, ~~gone~~, `a<b`.\n\n- [x] one\n- two\n\n1. A\n2. B\n\n| A | B |\n| --- | --- |\n| 1 | 2 |\n\n```\n<b>&\n```\n\n---\n\n[out](https://example.org/?a=1&b=2), [in](topic/growth.en.md#p2), [here](#p1).\n\n[^1]: A note.\n";
    folder.page("content/about.zh.md", "title: 说 & 明", zh);
    folder.page("content/about.en.md", "title: About <us>", en);
    let books = books(&folder);
    for (path, bytes) in &books {
        assert_sound(path, bytes);
    }
    let text: String = opened(&books[0].1).into_iter().map(|(_, text)| text).collect();
    for part in ["A &lt; B &amp; “C”<br/>D<sup>2</sup>", "☑ ", "epub:type=\"noteref\"", "About &lt;us&gt;"]
    {
        assert!(text.contains(part), "{part}\n{text}");
    }
}

#[test]
fn both_languages_of_a_passage_stand_in_the_book() {
    let folder = with_books();
    let books = books(&folder);
    let text: String = opened(&books[1].1).into_iter().map(|(_, text)| text).collect();
    for part in [
        "全市生产总值从3875亿元增加到5786亿元",
        "RMB 578.6</span> billion, an average of 6.4 percent a year.",
        "<li>2016",
    ] {
        assert!(text.contains(part), "{part}\n{text}");
    }
}
