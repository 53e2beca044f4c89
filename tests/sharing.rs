//! What a page tells those who never open it: chats that show a link, search engines, programs that read data.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use crate::published::{attributes, decoded, joined, pages, plain, text, with_base};
use crate::site::Folder;

const BASE: &str = "https://example.org/a/b/";
const ZH: &str = "content/topic/growth.zh.md";
const PNG: &[u8] = &[0x89, b'P', b'N', b'G', 0x0d, 0x0a, 0x1a, 0x0a];

/// The content of a `meta` element.
fn meta<'h>(html: &'h str, name: &str) -> Option<&'h str> {
    let element = html.split("<meta ").skip(1).find(|one| {
        let one = one.split('>').next().unwrap();
        one.contains(&format!("property=\"{name}\"")) || one.contains(&format!("name=\"{name}\""))
    })?;
    attributes(element.split('>').next().map(|one| &element[..one.len()])?, "content").first().copied()
}

/// Everything that a page says as JSON-LD.
fn data(html: &str) -> Vec<Value> {
    let scripts = html.split("<script type=\"application/ld+json\">").skip(1);
    let read = |script: &str| serde_json::from_str(script.split("</script>").next().unwrap()).unwrap();
    let all: Vec<Value> = scripts.map(read).collect();
    all.into_iter()
        .flat_map(|one| match &one["@graph"] {
            Value::Array(things) => things.clone(),
            _ => vec![one],
        })
        .collect()
}

fn of_type<'d>(data: &'d [Value], kind: &str) -> Option<&'d Value> {
    data.iter().find(|one| one["@type"] == kind)
}

#[test]
fn every_page_has_a_card_and_a_description_of_its_own() {
    for site in [plain(), with_base()] {
        let mut descriptions: BTreeMap<&str, &str> = BTreeMap::new();
        for (path, html) in pages(site).filter(|(path, _)| *path != "404.html") {
            for name in ["og:title", "og:type", "og:locale", "twitter:card"] {
                assert!(meta(html, name).is_some_and(|text| !text.is_empty()), "{path}: {name}");
            }
            let said = meta(html, "og:description").unwrap_or_else(|| panic!("{path} has no description"));
            assert_eq!(meta(html, "description"), Some(said), "{path}");
            assert!(said.chars().count() > 15, "{path}: {said}");
            // The cover and the first side-by-side page may open with the same sentence.
            let other = descriptions.insert(said, path);
            assert!(other.is_none(), "{path} and {other:?} share a description: {said}");
            let stands_alone = html.contains("data-edition=\"en\"") || html.contains("data-edition=\"zh\"");
            assert_eq!(meta(html, "og:locale:alternate").is_none(), stands_alone, "{path}");
            let english = html.contains("data-edition=\"en\"");
            assert_eq!(meta(html, "og:locale"), Some(if english { "en_US" } else { "zh_CN" }), "{path}");
        }
    }
}

#[test]
fn addresses_and_pictures_of_cards_are_absolute_or_not_there() {
    for (path, html) in pages(plain()) {
        assert!(meta(html, "og:image").is_none() && meta(html, "og:url").is_none(), "{path}");
        assert!(!html.contains("rel=\"manifest\""), "{path}");
    }
    assert!(!plain().contains_key("assets/card.png") && !plain().contains_key("manifest.webmanifest"));
    let site = with_base();
    for (path, html) in pages(site).filter(|(path, _)| *path != "404.html") {
        let picture = meta(html, "og:image").unwrap_or_else(|| panic!("{path}")).strip_prefix(BASE).unwrap();
        assert!(site.contains_key(&decoded(picture)), "{path}: {picture}");
        assert_eq!(meta(html, "og:image:alt").is_none(), picture == "assets/card.png", "{path}");
        let url = meta(html, "og:url").unwrap();
        assert_eq!(decoded(url.strip_prefix(BASE).unwrap()), path);
    }
    let manifest: Value = serde_json::from_str(text(site, "manifest.webmanifest")).unwrap();
    for icon in manifest["icons"].as_array().unwrap() {
        assert!(site.contains_key(icon["src"].as_str().unwrap()), "{icon}");
    }
}

#[test]
fn the_card_is_a_picture_of_the_size_that_it_says() {
    let size = |bytes: &[u8]| {
        assert_eq!(&bytes[..8], PNG);
        let number = |at: usize| u32::from_be_bytes(bytes[at..at + 4].try_into().unwrap());
        (number(16), number(20))
    };
    assert_eq!(size(&with_base()["assets/card.png"]), (1200, 630));
    assert_eq!(size(&plain()["assets/icon.png"]), (192, 192));
    assert!(with_base()["assets/card.png"].len() < 6000);
}

#[test]
fn a_site_of_any_shape_has_a_card() {
    let with = |originals: usize, topics: usize| {
        let folder = Folder::new();
        let names: Vec<String> = (0..topics).map(|n| format!("t{n}")).collect();
        folder.write(
            "content/site.yaml",
            format!(
                "title: {{ zh: 例站, en: Example }}\ntopics: [{}]\nbase_url: {BASE}\nrules: {{ original-uncovered: off }}\n",
                names.join(", ")
            ),
        );
        for n in 0..originals {
            folder.page(&format!("content/originals/o{n}.md"), "title: { zh: 年报, en: Report }", "一句话。");
        }
        for name in &names {
            folder.page(&format!("content/{name}/_index.zh.md"), &format!("title: 主题{name}"), "这是主题。");
            folder.page(&format!("content/{name}/_index.en.md"), &format!("title: Topic {name}"), "A topic.");
        }
        let done = folder.run(&["build"]);
        assert!(done.status.success(), "{originals} {topics}: {}", done.stderr);
        std::fs::read(folder.path().join("public/assets/card.png")).unwrap()
    };
    let cards: BTreeSet<Vec<u8>> =
        [(0, 1), (1, 1), (2, 5), (6, 12), (9, 30)].map(|(originals, topics)| with(originals, topics)).into();
    assert!(cards.len() >= 4 && cards.iter().all(|card| card.starts_with(PNG)));
}

#[test]
fn what_search_engines_are_to_find_is_what_the_sitemap_lists() {
    let site = with_base();
    let map = text(site, "sitemap.xml");
    let listed: BTreeSet<&str> =
        map.split("<loc>").skip(1).map(|rest| rest.split("</loc>").next().unwrap()).collect();
    let mut canonical = BTreeSet::new();
    for (path, html) in pages(site).filter(|(path, _)| *path != "404.html") {
        let link = html.split("<link rel=\"canonical\"").nth(1).unwrap_or_else(|| panic!("{path}"));
        let href = attributes(link.split('>').next().unwrap(), "href")[0];
        assert_eq!(decoded(href.strip_prefix(BASE).unwrap()), path);
        let is_thin = meta(html, "robots") == Some("noindex");
        if path.starts_with("rules/") || path == "search.html" {
            assert!(is_thin, "{path}");
        }
        if !is_thin {
            canonical.insert(href);
        }
    }
    assert_eq!(listed, canonical);
    assert!(meta(text(site, "404.html"), "robots") == Some("noindex"));
    // A term with a note is worth finding, and there are such.
    assert!(listed.iter().any(|url| url.contains("/terms/")));
    let entry = map.lines().find(|line| line.contains("/en/economy/five-year-figures.html</loc>"));
    let entry = entry.unwrap_or_else(|| panic!("{map}"));
    assert!(entry.contains("<lastmod>2022-04-11</lastmod>"), "{entry}");
}

#[test]
fn a_feed_tells_of_the_newest_pages() {
    let folder = Folder::with_site();
    folder.write("content/site.yaml", folder.read("content/site.yaml") + &format!("base_url: {BASE}\n"));
    for n in 1..=60 {
        let name = |lang: &str| format!("content/topic/more-{n}.{lang}.md");
        let date = format!("2031-{:02}-{:02}", n % 12 + 1, n % 28 + 1);
        folder.page(&name("zh"), &format!("title: 第{n}篇\ndate: {date}\ntags: [学校]"), "学校开学了。");
        folder.page(&name("en"), &format!("title: Page {n}\ntags: [Schools]"), "The schools have opened.");
    }
    let done = folder.run(&["build"]);
    assert!(done.status.success(), "{}", done.stderr);
    for path in ["public/zh/feed.xml", "public/en/tags/schools.xml"] {
        let feed = folder.read(path);
        let dates: Vec<&str> = feed.split("<updated>").skip(2).map(|rest| &rest[..10]).collect();
        assert_eq!(dates.len(), 50, "{path}");
        assert!(dates.is_sorted_by(|one, next| one >= next), "{path}: {dates:?}");
        assert_eq!(feed.matches("2031-12-").count(), 6, "the first is said for the feed too: {path}");
        assert!(!feed.contains("<updated>2031-01-"), "{path}: {dates:?}");
    }
}

#[test]
fn a_correction_makes_a_page_younger() {
    let folder = Folder::with_site();
    folder.write("content/site.yaml", folder.read("content/site.yaml") + &format!("base_url: {BASE}\n"));
    folder.write(
        "content/corrections.yaml",
        "- passage: topic/growth#p2\n  date: 2023-01-05\n  what: { zh: 改了一个字, en: One word was changed }\n  why: { zh: 读者指出, en: A reader saw it }\n",
    );
    let done = folder.run(&["build"]);
    assert!(done.status.success(), "{}", done.stderr);
    let map = folder.read("public/sitemap.xml");
    for page in ["en/topic/growth.html", "zh/topic/index.html"] {
        let line = map.lines().find(|line| line.contains(&format!("{page}</loc>"))).unwrap();
        assert!(line.contains("<lastmod>2023-01-05</lastmod>"), "{line}");
    }
    let html = folder.read("public/en/topic/growth.html");
    let data = data(&html);
    let article = of_type(&data, "Article").unwrap();
    assert_eq!(article["datePublished"], "2022-04-11");
    assert_eq!(article["dateModified"], "2023-01-05");
}

#[test]
fn pages_say_in_data_what_they_are() {
    let site = with_base();
    let page = data(text(site, "en/economy/five-year-figures.html"));
    let article = of_type(&page, "Article").unwrap();
    assert!(article["headline"].as_str().is_some_and(|text| !text.is_empty()));
    assert_eq!(article["inLanguage"], "en");
    for key in ["author", "publisher"] {
        assert_eq!(article[key]["@type"], "Organization", "{key}");
    }
    let based = article["isBasedOn"].as_array().unwrap();
    for document in based {
        let url = document["url"].as_str().unwrap().strip_prefix(BASE).unwrap();
        assert!(site.contains_key(&decoded(url)), "{url}");
    }
    for (path, kind) in [
        ("index.html", "WebSite"),
        ("glossary.html", "DefinedTermSet"),
        ("figures.html", "Dataset"),
        ("zh/economy/index.html", "CollectionPage"),
    ] {
        assert!(of_type(&data(text(site, path)), kind).is_some(), "{path}");
    }
    let terms: Vec<&str> =
        pages(site).map(|(path, _)| path).filter(|path| path.starts_with("terms/t")).collect();
    assert!(!terms.is_empty());
    for path in terms {
        assert!(of_type(&data(text(site, path)), "DefinedTerm").is_some(), "{path}");
    }
}

#[test]
fn the_way_to_a_page_leads_through_pages_that_are_there() {
    let mut followed = 0;
    for (path, html) in pages(plain()) {
        let data = data(html);
        let Some(way) = of_type(&data, "BreadcrumbList") else { continue };
        let steps = way["itemListElement"].as_array().unwrap();
        assert!(!steps.is_empty(), "{path}");
        for (at, step) in steps.iter().enumerate() {
            assert_eq!(step["position"], at + 1);
            let target = joined(path, step["item"].as_str().unwrap());
            assert!(plain().contains_key(&target) && target != *path, "{path}: {target}");
            followed += 1;
        }
    }
    assert!(followed > 200, "{followed}");
}

#[test]
fn an_editor_may_choose_the_picture() {
    let folder = Folder::with_site();
    folder.write("content/pictures/港口 1.png", PNG);
    folder.write("content/topic/harbour.jpg", PNG);
    let settings = folder.read("content/site.yaml");
    folder.write("content/site.yaml", format!("{settings}base_url: {BASE}\nimage: pictures/港口 1.png\n"));
    folder.write(ZH, folder.read(ZH).replacen("---\n", "---\nimage: harbour.jpg\n", 1));
    let done = folder.run(&["build"]);
    assert!(done.status.success(), "{}", done.stderr);
    let page = folder.read("public/en/topic/growth.html");
    assert_eq!(meta(&page, "og:image"), Some("https://example.org/a/b/assets/topic/harbour.jpg"));
    assert!(meta(&page, "og:image:width").is_none());
    let cover = folder.read("public/index.html");
    let of_site = format!("{BASE}assets/pictures/%E6%B8%AF%E5%8F%A3%201.png");
    assert_eq!(meta(&cover, "og:image"), Some(of_site.as_str()));
    let files: BTreeSet<String> = folder.files("public").into_iter().map(|(path, _)| path).collect();
    assert!(files.contains("assets/topic/harbour.jpg") && files.contains("assets/pictures/港口 1.png"));
    assert!(!files.contains("assets/card.png"), "nobody shows the card");
}

#[test]
fn a_page_without_a_summary_is_described_by_how_it_begins() {
    let folder = Folder::with_site();
    folder.page("content/about.zh.md", "title: 说明", "这个例子说明怎样写。\n\n第二段。");
    folder.page("content/about.en.md", "title: About", "This example shows how it is written.\n\nMore.");
    let done = folder.run(&["build"]);
    assert!(done.status.success(), "{}", done.stderr);
    let said = |path: &str| meta(&folder.read(path), "description").unwrap().to_owned();
    assert_eq!(said("public/en/about.html"), "This example shows how it is written.");
    assert_eq!(said("public/zh/about.html"), "这个例子说明怎样写。");
    assert_eq!(said("public/en/topic/index.html"), "Topic: Growth.");
}
