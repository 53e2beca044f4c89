//! The real site of this repository: built twice, every link followed, its data held against its pages.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

use crate::site::Folder;

/// The files of the real site, built into a folder of the test's own.
fn built(base_url: Option<&str>) -> BTreeMap<String, Vec<u8>> {
    let folder = Folder::new();
    let out = folder.path().join("out");
    let mut command = Command::new(env!("CARGO_BIN_EXE_duizhao"));
    command.arg("-C").arg(env!("CARGO_MANIFEST_DIR")).arg("build").arg("--output").arg(&out);
    if let Some(url) = base_url {
        command.args(["--base-url", url]);
    }
    let output = command.output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    folder.files("out").into_iter().map(spelled).collect()
}

/// A file; a page in full, so that it can be looked at in one spelling.
fn spelled((path, bytes): (String, Vec<u8>)) -> (String, Vec<u8>) {
    if !path.ends_with(".html") {
        return (path, bytes);
    }
    let page = crate::markup::spelled_out(std::str::from_utf8(&bytes).unwrap());
    let page = page.unwrap_or_else(|why| panic!("{path}: {why}"));
    (path, page.into_bytes())
}

/// The files of the real site with further lines in `site.yaml`.
pub fn built_from(settings: &str) -> BTreeMap<String, Vec<u8>> {
    built_with(settings, &[])
}

/// The same with further files.
fn built_with(settings: &str, files: &[(&str, &str)]) -> BTreeMap<String, Vec<u8>> {
    let folder = Folder::new();
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("content");
    for entry in walkdir::WalkDir::new(&root).into_iter().filter_map(Result::ok) {
        let path = entry.path().strip_prefix(&root).unwrap().to_string_lossy().replace('\\', "/");
        if entry.file_type().is_file() {
            folder.write(&format!("content/{path}"), fs::read(entry.path()).unwrap());
        }
    }
    let before = folder.read("content/site.yaml").replace("epub: true\n", "");
    folder.write("content/site.yaml", before + settings);
    files.iter().for_each(|(path, text)| folder.write(path, text));
    let done = folder.run(&["build"]);
    assert!(done.status.success(), "{}", done.stderr);
    folder.files("public").into_iter().map(spelled).collect()
}

pub fn plain() -> &'static BTreeMap<String, Vec<u8>> {
    static SITE: OnceLock<BTreeMap<String, Vec<u8>>> = OnceLock::new();
    SITE.get_or_init(|| built(None))
}

pub fn with_base() -> &'static BTreeMap<String, Vec<u8>> {
    static SITE: OnceLock<BTreeMap<String, Vec<u8>>> = OnceLock::new();
    SITE.get_or_init(|| built(Some("https://example.org/a/b/")))
}

pub fn text<'s>(site: &'s BTreeMap<String, Vec<u8>>, path: &str) -> &'s str {
    std::str::from_utf8(&site[path]).unwrap()
}

pub fn pages(site: &BTreeMap<String, Vec<u8>>) -> impl Iterator<Item = (&str, &str)> {
    site.iter()
        .filter(|(path, _)| path.ends_with(".html"))
        .map(|(path, bytes)| (path.as_str(), std::str::from_utf8(bytes).unwrap()))
}

/// The values of an attribute.
pub fn attributes<'h>(html: &'h str, name: &str) -> Vec<&'h str> {
    let needle = format!(" {name}=\"");
    html.match_indices(&needle).map(|(at, _)| html[at + needle.len()..].split('"').next().unwrap()).collect()
}

pub fn decoded(path: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = path.bytes();
    while let Some(byte) = rest.next() {
        match byte {
            b'%' => {
                let hex: String =
                    [rest.next().unwrap() as char, rest.next().unwrap() as char].iter().collect();
                bytes.push(u8::from_str_radix(&hex, 16).unwrap());
            }
            byte => bytes.push(byte),
        }
    }
    String::from_utf8(bytes).unwrap()
}

pub fn joined(from: &str, href: &str) -> String {
    let mut parts: Vec<&str> = from.split('/').collect();
    parts.pop();
    for part in href.split('/') {
        match part {
            ".." => assert!(parts.pop().is_some(), "{from}: {href} leads out of the site"),
            name => parts.push(name),
        }
    }
    decoded(&parts.join("/"))
}

/// A copy of the sources with Windows line ends.
fn with_crlf(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            with_crlf(&entry.path(), &target);
        } else {
            fs::write(target, fs::read_to_string(entry.path()).unwrap().replace('\n', "\r\n")).unwrap();
        }
    }
}

#[test]
fn a_checkout_with_crlf_builds_the_same_bytes() {
    let folder = Folder::new();
    with_crlf(&Path::new(env!("CARGO_MANIFEST_DIR")).join("content"), &folder.path().join("content"));
    let output = Command::new(env!("CARGO_BIN_EXE_duizhao"))
        .arg("-C")
        .arg(folder.path())
        .arg("build")
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let built: BTreeMap<String, Vec<u8>> = folder.files("public").into_iter().map(spelled).collect();
    assert!(built.keys().eq(plain().keys()), "the two sites have different files");
    for (path, bytes) in &built {
        assert!(bytes == &plain()[path], "{path} differs");
    }
}

#[test]
fn building_twice_gives_equal_bytes() {
    assert_eq!(plain(), &built(None));
}

#[test]
fn every_link_leads_to_a_file_and_a_place_that_are_there() {
    for site in [plain(), with_base()] {
        let ids: BTreeMap<&str, BTreeSet<&str>> =
            pages(site).map(|(path, html)| (path, attributes(html, "id").into_iter().collect())).collect();
        let mut count = 0;
        for (path, html) in pages(site) {
            let links = attributes(html, "href")
                .into_iter()
                .chain(attributes(html, "src"))
                .chain(attributes(html, "cite"));
            for link in links {
                count += 1;
                // The 404 page, which may be shown anywhere, has an empty icon and no file of its own.
                let leads_out = link.starts_with("https://") || link.starts_with("http://");
                if leads_out || (link == "data:," && path == "404.html") {
                    continue;
                }
                // Where it is shown is not known: it offers the first page at some places above.
                let link = if path == "404.html" { link.trim_start_matches("../") } else { link };
                assert!(!link.starts_with('/') && !link.contains("://"), "{path}: {link} is not relative");
                let (file, fragment) = link.split_once('#').unwrap_or((link, ""));
                let target = if file.is_empty() { path.to_owned() } else { joined(path, file) };
                assert!(!target.ends_with('/') && site.contains_key(&target), "{path}: {link} leads nowhere");
                if !fragment.is_empty() {
                    assert!(
                        ids[target.as_str()].contains(decoded(fragment).as_str()),
                        "{path}: {link} has no such place"
                    );
                }
            }
        }
        assert!(count > 1000, "only {count} links");
    }
}

/// The ids of a page's passages.
fn passages(html: &str) -> Vec<&str> {
    let tags = html.split("class=\"passage").skip(1).filter_map(|rest| rest.split('>').next());
    tags.filter_map(|tag| attributes(tag, "id").first().copied()).collect()
}

#[test]
fn where_both_languages_stand_each_marked_row_has_one_block_of_each() {
    let mut rows = 0;
    for (path, html) in pages(plain()).filter(|(path, _)| path.starts_with("parallel/")) {
        for row in html.split(" data-passage").skip(1).filter(|row| !row.contains("class=\"side\"")) {
            let row = row.split("</div>").next().unwrap();
            let of = |lang: &str| row.matches(&format!("<p lang=\"{lang}\">")).count();
            assert_eq!((of("zh-Hans"), of("en")), (1, 1), "{path}: {row}");
            rows += 1;
        }
    }
    assert!(rows > 20, "only {rows} rows");
}

#[test]
fn ids_are_unique_and_passages_equal_in_all_editions() {
    let site = plain();
    for (path, html) in pages(site) {
        let ids = attributes(html, "id");
        let unique: BTreeSet<&str> = ids.iter().copied().collect();
        assert_eq!(ids.len(), unique.len(), "{path}: an id stands twice");
        if let Some(rest) = path.strip_prefix("zh/") {
            let of = |edition: &str| passages(text(site, &format!("{edition}/{rest}")));
            assert_eq!(of("zh"), of("en"), "{rest}");
            assert_eq!(of("zh"), of("parallel"), "{rest}");
        }
    }
}

#[test]
fn nothing_is_requested_from_elsewhere_and_nothing_runs_inline() {
    for (path, html) in pages(plain()) {
        assert!(!html.contains(" style=\""), "{path}: a style attribute");
        // The page that may be shown under any address cannot know where a script of the site would be.
        assert!(path == "404.html" || !html.contains("<script>"), "{path}: an inline script");
        for src in attributes(html, "src") {
            assert!(!src.contains("//"), "{path}: {src}");
        }
        for rest in html.split("<link ").skip(1) {
            let tag = rest.split('>').next().unwrap();
            assert!(!tag.contains("://"), "{path}: <link {tag}>");
        }
    }
}

#[test]
fn passages_jsonl_holds_every_passage_of_every_page() {
    let site = plain();
    let lines: Vec<serde_json::Value> =
        text(site, "data/passages.jsonl").lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let mut listed: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for line in &lines {
        for side in ["zh", "en"] {
            assert!(line[side].as_str().is_some_and(|text| !text.is_empty()), "{line}");
        }
        listed
            .entry(line["page"].as_str().unwrap().into())
            .or_default()
            .insert(line["id"].as_str().unwrap().into());
    }
    let pages: BTreeMap<String, BTreeSet<String>> = pages(site)
        .filter_map(|(path, html)| {
            let address = path.strip_prefix("parallel/")?.strip_suffix(".html")?;
            // Lists of pages have no passages.
            if address.starts_with("tags/") {
                return None;
            }
            let address = match address.strip_suffix("index") {
                Some(folder) => format!("{folder}_index"),
                None => address.to_owned(),
            };
            let is_comparison = html.contains("class=\"vs-item ");
            let marked = if is_comparison { attributes(html, "id") } else { passages(html) };
            let ids = marked
                .into_iter()
                .filter(|id| id.strip_prefix('p').is_some_and(|n| n.parse::<u32>().is_ok()));
            Some((address, ids.map(str::to_owned).collect()))
        })
        .collect();
    assert_eq!(listed, pages);
}

#[test]
fn each_page_with_charts_has_one_table_with_the_numbers_of_its_csv() {
    let site = plain();
    let mut count = 0;
    for (path, html) in pages(site).filter(|(path, _)| path.starts_with("parallel/")) {
        let Some((_, data)) = html.split_once("<div class=\"figures data ui\">") else { continue };
        let href = attributes(data, "href").into_iter().find(|href| href.ends_with(".csv")).unwrap();
        let csv = text(site, &joined(path, href)).trim_start_matches('\u{feff}').to_owned();
        let Some((_, table)) = data.split_once("<table>") else {
            assert!(!html.contains("<figure class=\"ch fig-"), "{path}: charts without a table");
            continue;
        };
        count += 1;
        let rows: Vec<&str> = table.split("</table>").next().unwrap().split("<tr>").skip(2).collect();
        assert_eq!(rows.len(), csv.lines().count() - 1, "{path}");
        assert!(html.contains("<figure class=\"ch fig-"), "{path}: a table of single numbers");
    }
    assert!(count > 15, "only {count} tables");
}

#[test]
fn no_chart_of_this_site_is_unhelpful() {
    let output = Command::new(env!("CARGO_BIN_EXE_duizhao"))
        .arg("-C")
        .arg(env!("CARGO_MANIFEST_DIR"))
        .args(["check", "--format", "json"])
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(said.contains("\"findings\"") && !said.contains("chart-unhelpful"), "{said}");
}

#[test]
fn feeds_and_sitemap_are_whole_and_only_there_with_a_base_url() {
    assert!(!plain().contains_key("zh/feed.xml") && !plain().contains_key("sitemap.xml"));
    let site = with_base();
    for lang in ["zh", "en"] {
        let feed = text(site, &format!("{lang}/feed.xml"));
        let entries: Vec<&str> = feed.split("<entry>").skip(1).collect();
        assert!(entries.len() >= 40, "{}", entries.len());
        for entry in entries {
            for element in ["<title>", "<summary>", "<id>https://example.org/a/b/", "<updated>20"] {
                let (_, rest) = entry.split_once(element).unwrap_or_else(|| panic!("{element} in {entry}"));
                assert!(!rest.starts_with('<'), "{entry}");
            }
            let link = attributes(entry, "href")[0].strip_prefix("https://example.org/a/b/").unwrap();
            let (path, place) = link.split_once('#').unwrap_or((link, ""));
            let page = text(site, &decoded(path));
            assert!(place.is_empty() || page.contains(&format!("id=\"{place}\"")), "{link}");
        }
    }
}

#[test]
fn the_sitemap_lists_pages_that_are_there_and_may_be_found() {
    let site = with_base();
    let map = text(site, "sitemap.xml");
    for place in map.split("<loc>").skip(1).map(|rest| rest.split("</loc>").next().unwrap()) {
        let path = place.strip_prefix("https://example.org/a/b/").unwrap();
        assert!(site.contains_key(&decoded(path)), "{place}");
    }
    for (path, html) in pages(site) {
        let listed = map.contains(&format!("<loc>https://example.org/a/b/{path}</loc>"));
        assert!(
            !(listed && html.contains("content=\"noindex\"")),
            "{path} is both in the sitemap and kept out"
        );
    }
    for thin in ["rules/quote-not-found.html", "search.html", "terms/index.html", "404.html"] {
        assert!(text(site, thin).contains("<meta name=\"robots\" content=\"noindex\">"), "{thin}");
    }
    assert!(
        !text(site, "glossary.html").contains("noindex") && !text(site, "index.html").contains("noindex")
    );
    assert!(text(site, "robots.txt").contains("Sitemap: https://example.org/a/b/sitemap.xml"));
    let page = text(site, "en/economy/index.html");
    for hreflang in ["zh-Hans", "en", "x-default"] {
        assert!(page.contains(&format!("rel=\"alternate\" hreflang=\"{hreflang}\"")), "{hreflang}");
    }
}

#[test]
fn pages_that_are_laid_out_once_say_what_each_says_that_is_rendered_for_itself() {
    // A site with a template of its own has no layouts, whether or not a page uses it.
    let [laid_out, alone] =
        [&[][..], &[("templates/unused.html", "<p>unused</p>\n")]].map(|own| built_with("", own));
    let words = |site: &BTreeMap<String, Vec<u8>>, path: &str| -> String {
        text(site, path).split_whitespace().collect()
    };
    let paths: Vec<&str> = pages(&laid_out).map(|(path, _)| path).collect();
    assert!(paths.len() > 300, "{}", paths.len());
    for path in paths {
        assert_eq!(words(&laid_out, path), words(&alone, path), "{path}");
    }
}

#[test]
fn public_is_what_would_be_built() {
    let output = Command::new(env!("CARGO_BIN_EXE_duizhao"))
        .arg("-C")
        .arg(env!("CARGO_MANIFEST_DIR"))
        .args(["build", "--check"])
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

#[test]
fn the_originals_are_published_whole() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("content/originals");
    for file in fs::read_dir(root).unwrap() {
        let file: PathBuf = file.unwrap().path();
        let id = file.file_stem().unwrap().to_string_lossy().into_owned();
        let source = fs::read_to_string(&file).unwrap();
        let body = source.splitn(3, "---\n").nth(2).unwrap();
        let html = text(plain(), &format!("originals/{id}.html"));
        let shown: String = {
            let inside = html.split("<div class=\"text").nth(1).unwrap().split("</article>").next().unwrap();
            let printed = inside.split(" class=\"printed\">").skip(1);
            let end = |rest: &str| rest.find("</p>").into_iter().chain(rest.find("</h")).min().unwrap();
            let paragraphs = printed.map(|rest| &rest[..end(rest)]);
            let mut text = String::new();
            for paragraph in paragraphs {
                let mut in_tag = false;
                text.extend(paragraph.chars().filter(|c| {
                    in_tag = if *c == '<' { true } else { in_tag };
                    let keep = !in_tag;
                    in_tag = if *c == '>' { false } else { in_tag };
                    keep
                }));
            }
            text.replace("&quot;", "\"").replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
        };
        let bare = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
        assert!(bare(&shown).starts_with(&bare(body)), "{id}: the page does not hold the whole text");
    }
}
