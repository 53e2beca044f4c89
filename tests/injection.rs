//! Content is never code: markup, scripts, links that run, formulas of a spreadsheet, wherever a text may stand.

use crate::hostile::{ZH, findings, refused};
use crate::markup;
use crate::site::Folder;

/// Markup, template syntax and a spreadsheet formula, wherever a text may stand.
const EVIL: &str = "=1+1<img src=x onerror=alert(1)>{{ 7 * 7 }}{% raw %}</script><!--\"'&amp;`";

/// A site with it in every text.
fn evil_site() -> Folder {
    let folder = Folder::with_site();
    let yaml = format!("'{}'", EVIL.replace('\'', "''"));
    folder.write(
        "content/site.yaml",
        format!("title: {{ zh: {yaml}, en: {yaml} }}\ndescription: {{ zh: {yaml}, en: {yaml} }}\nbase_url: https://example.org/\ntopics: [topic]\nrules: {{ original-uncovered: off }}\n"),
    );
    folder.write(
        "content/glossary.yaml",
        format!("- zh: {yaml}\n  en: {yaml}\n  note: {{ zh: {yaml}, en: {yaml} }}\n"),
    );
    folder.write("content/originals/report.md", format!("---\ntitle: {{ zh: {yaml}, en: {yaml} }}\nissuer: {{ zh: {yaml}, en: {yaml} }}\nsign: {yaml}\n---\n全市生产总值5786亿元{EVIL}\n"));
    let header = format!("title: {yaml}\nsummary: {yaml}\ntags: [{yaml}]\n");
    let text = EVIL.replace('<', "\\<").replace('`', "\\`").replace('&', "\\&");
    folder.write(ZH, format!("---\n{header}date: 2022-04-11\noriginal: report\nfigures:\n  - id: gdp\n    label: {yaml}\n    unit: 亿元\n    chart: bars\n    points:\n      - {{ at: {yaml}, value: 5786, series: {yaml} }}\n---\n\n{text}\n\n> 全市生产总值5786亿元\n"));
    folder.write("content/topic/growth.en.md", format!("---\n{header}figures:\n  - {{ id: gdp, label: {yaml}, unit: RMB billion, names: {{ {yaml}: {yaml} }} }}\n---\n\n{text}\n\n> GDP was RMB 578.6 billion\n"));
    folder
}

#[test]
fn content_is_never_code() {
    let folder = evil_site();
    let done = folder.run(&[]);
    assert!(done.status.success(), "{}", done.stderr);
    let (mut seen, mut scripts) = (0, 0);
    for (path, bytes) in folder.files("public") {
        let text = String::from_utf8_lossy(&bytes);
        if path.ends_with(".html") || path.ends_with(".xml") || path.ends_with(".svg") {
            assert!(!text.contains("<img src=x"), "{path} holds markup of the content");
            // In JSON-LD, whatever could end the script is written as an escape.
            for script in text.split("<script type=\"application/ld+json\">").skip(1) {
                let json = &script[..script.find("</script>").expect("it ends")];
                serde_json::from_str::<serde_json::Value>(json)
                    .unwrap_or_else(|error| panic!("{path}: {error}"));
            }
            seen += usize::from(text.contains("{{ 7 * 7 }}"));
            assert!(!text.contains("=1+149"), "{path}: template syntax was run");
        }
        if path.ends_with(".json") && !path.starts_with('.') {
            serde_json::from_slice::<serde_json::Value>(&bytes)
                .unwrap_or_else(|error| panic!("{path}: {error}"));
        }
        if path.ends_with(".csv") {
            for cell in text.trim_start_matches('\u{feff}').lines().flat_map(|line| line.split(',')) {
                let cell = cell.trim_start_matches('"');
                assert!(!cell.starts_with(['=', '+', '@', '\t']), "{path}: a spreadsheet would run {cell}");
            }
        }
        if (path.starts_with("assets/search/") || path.starts_with("assets/terms/")) && path.ends_with(".js")
        {
            assert!(!text.contains(['<', '\u{2028}', '\u{2029}']), "{path} holds what ends a script");
            scripts += 1;
        }
    }
    assert!(scripts > 2, "{scripts} scripts with content");
    assert!(seen > 5, "the text itself is published: {seen}");
}

/// Turns off what would stop a build with a text that only the publishing of it is to be tried with.
const LENIENT: &str = "rules: { link-broken: off, text-untranslated: off, alt-missing: off, passage-unpaired: off, stray-markup: off }\n";

/// The Chinese page of a site whose halves both hold a text.
fn published(text: &str, raw: bool) -> String {
    let folder = Folder::with_site();
    let config = folder.read("content/site.yaml");
    folder.write("content/site.yaml", format!("{config}raw_html: {raw}\n{LENIENT}"));
    for half in [ZH, "content/topic/growth.en.md"] {
        folder.write(half, format!("{}\n{text}\n", folder.read(half)));
    }
    let done = folder.run(&[]);
    assert!(done.status.success(), "{}", done.stderr);
    for (path, bytes) in folder.files("public") {
        if path.ends_with(".html") {
            let page = String::from_utf8(bytes).unwrap();
            markup::is_harmless(&page).unwrap_or_else(|why| panic!("{path}, raw_html {raw}: {why}"));
        }
    }
    folder.read("public/zh/topic/growth.html")
}

#[test]
fn raw_html_is_off_and_when_allowed_goes_through_the_sanitizer() {
    let evil = "甲<b onclick=\"alert(1)\">粗</b><svg><script>alert(1)</script></svg><a href=\"javascript:alert(1)\">点</a><iframe src=\"https://example.org\"></iframe>\n\n<div onmouseover=\"x()\">块</div>\n\n[链](javascript:alert(1)) ![图](data:text/html,x)\n";
    for raw in [false, true] {
        let page = published(evil, raw);
        assert_eq!(page.contains("甲<strong>粗</strong>"), raw);
        assert_eq!(page.contains("<div>块</div>"), raw);
        assert!(page.contains("点") && page.contains("链"));
    }
}

#[test]
fn raw_html_never_leaves_its_place() {
    let cases = [
        ("甲</main></div></body>乙", "甲乙"),
        ("甲<div>乙<li>丙<td>丁", "甲乙丙丁"),
        ("甲*乙<b>丙*丁</b>", "甲<em>乙<strong>丙</strong></em>丁"),
        ("甲<!-- 注 -->乙<style>p{}</style>丙<base href=\"//e\">丁<form><input name=x></form>", "甲乙丙丁"),
        (
            "甲<b id=\"p1\" class=\"body\" style=\"position:fixed\" lang=\"en\">乙</b>",
            "甲<strong lang=\"en\">乙</strong>",
        ),
        (
            "<div><main><p>甲\n</body><meta http-equiv=\"refresh\" content=\"0;url=//e\"><base href=\"//e\"><form>",
            "<div><p>甲",
        ),
        ("<details><summary>题</summary>文</details>", "<details><summary>题</summary>文</details>"),
        ("<ruby>台<rt>tāi</rt></ruby>州", "<ruby>台<rt>tāi</rt></ruby>州"),
        (
            "甲<a href=\"https://a.example/\">乙[丙](https://b.example/)丁</a>",
            "乙</a><a href=\"https://b.example/\">丙</a>丁",
        ),
        ("甲<img src=\"https://track.example/x.png\">乙", "甲乙"),
    ];
    for (text, shown) in cases {
        let page = published(text, true);
        assert!(page.contains(shown), "{text}: no {shown}");
        assert!(!page.contains("track.example"));
    }
}

#[test]
fn a_text_alternative_holds_no_markup() {
    // A link inside an image's text would otherwise end the attribute that it stands in.
    let attack = "![甲 [乙](https://e.example/onerror=alert(1)// \" onerror=alert(1) x=\") *丙* `丁` <b title=\" onerror=alert(1) \">戊</b> ![己](../x.png \"\\\" onerror=x\")](pic.png \"\\\" onerror=alert(1)\")";
    for raw in [false, true] {
        let page = published(attack, raw);
        assert!(page.contains("alt=\"甲 乙 丙 丁 戊 己\""), "raw_html {raw}");
    }
}

#[test]
fn raw_html_that_does_not_show_is_told() {
    let folder = Folder::with_site();
    folder.write(ZH, folder.read(ZH) + "\n水<font>2</font>\n\n<div>块</div>\n\n<!-- 备注 -->\n");
    let found: Vec<_> = findings(&folder).into_iter().filter(|one| one.0 == "stray-markup").collect();
    let places: Vec<_> = found.iter().map(|one| (one.1.as_str(), one.2)).collect();
    assert_eq!(places, [(ZH, 20), (ZH, 22)], "{found:#?}");
    assert!(found[0].3.contains("HTML does not show on the page"));
    assert!(found[0].3.contains("HTML 不会出现在页面上"));
}

#[test]
fn links_that_could_run_lead_nowhere() {
    let targets = [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "<  javascript:alert(1)>",
        "javascript&#58;alert(1)",
        "&#106;avascript:alert(1)",
        "<java\tscript:alert(1)>",
        "java&#9;script:alert(1)",
        "java&#10;script:alert(1)",
        "&#1;javascript:alert(1)",
        "vbscript:x",
        "data:text/html,x",
        "DATA:text/html;base64,PHNjcmlwdD4=",
        "blob:x",
        "file:///etc/passwd",
        "//evil.example/x",
        "\\\\evil.example/x",
        "../../../etc/passwd",
        "%2e%2e/%2e%2e/%2e%2e/etc/passwd",
    ];
    for target in targets {
        let link = format!("甲[链]({target})乙");
        refused(|f| f.write(ZH, format!("{}\n{link}\n", f.read(ZH))), "link-broken", ZH, 20, "");
    }
    // With the rule turned off, the text stands without its address.
    let text: String = targets.iter().map(|target| format!("[链]({target}) ![图]({target})\n\n")).collect();
    let page = published(&text, true);
    for bad in ["script:", "data:text", "blob:", "file:", "evil.example", "etc/passwd"] {
        let held = page.match_indices(bad).any(|(at, _)| {
            let start = page[..at].rfind('<').unwrap_or(0);
            !page[start..at].contains('>')
        });
        assert!(!held, "{bad} stands in a tag");
    }
}

#[test]
fn files_that_a_browser_would_run_are_not_published() {
    let cases = [
        ("x.html", "<script>alert(1)</script>", ".html"),
        ("x.js", "alert(1)", ".js"),
        ("x.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"><script>alert(1)</script></svg>", "script"),
        ("x.SVG", "<svg xmlns=\"http://www.w3.org/2000/svg\" onload=\"alert(1)\"/>", "onload"),
        (
            "y.svg",
            "<svg xmlns=\"http://www.w3.org/2000/svg\"><use href=\"javascript:alert(1)\"/></svg>",
            "href",
        ),
        ("../icon.svg", "<svg/>", "the site itself"),
    ];
    for (name, text, says) in cases {
        let change = |f: &Folder| {
            f.write(&format!("content/topic/{name}"), text);
            f.write(ZH, format!("{}\n![图]({name})\n", f.read(ZH)));
        };
        refused(change, "link-broken", ZH, 20, says);
    }
    let folder = Folder::with_site();
    let plain = "<svg xmlns=\"http://www.w3.org/2000/svg\"><path d=\"M0 0h9\"/></svg>";
    folder.write("content/topic/plain.svg", plain);
    folder.write("content/topic/unused.html", "<script>alert(1)</script>");
    for half in [ZH, "content/topic/growth.en.md"] {
        folder.write(half, format!("{}\n![Figure A](plain.svg)\n", folder.read(half)));
    }
    let done = folder.run(&[]);
    assert!(done.status.success(), "{}", done.stderr);
    assert_eq!(folder.read("public/assets/topic/plain.svg"), plain);
    assert!(
        !folder
            .files("public")
            .iter()
            .any(|(path, _)| path.ends_with("unused.html") && path.contains("topic"))
    );
}

#[test]
fn a_spreadsheet_runs_no_cell() {
    let folder = Folder::with_site();
    let evil = ["=1+1", "+1+cmd|x", "-1+cmd|x", "@SUM(A1)", "\t=1", "＝1+1", "＋1", "－甲", "＠SUM"];
    let terms: String = evil
        .iter()
        .enumerate()
        .map(|(n, text)| {
            format!("- {{ zh: 词{n}, en: term {n}, note: {{ zh: \"{text}\", en: \"{text}\" }} }}\n")
        })
        .collect();
    folder.write("content/glossary.yaml", terms.replace('\t', "\\t"));
    let done = folder.run(&[]);
    assert!(done.status.success(), "{}", done.stderr);
    let csv = folder.read("public/data/glossary.csv");
    for text in evil {
        assert!(csv.contains(&format!("'{text}")), "{text:?} is not guarded: {csv}");
        assert!(!csv.contains(&format!(",{text}")) && !csv.contains(&format!("\"{text}")), "{text:?}: {csv}");
    }
    // Numbers stay numbers, negative ones too.
    let figures: Vec<_> =
        folder.files("public/data").into_iter().filter(|(path, _)| path.contains("gdp")).collect();
    let csv = figures.iter().map(|(_, bytes)| String::from_utf8_lossy(bytes)).collect::<String>();
    assert!(csv.contains("3875"), "{csv}");
}
