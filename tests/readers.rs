//! What readers see besides the text: who speaks, who answers for the site, what was corrected, which
//! pages quote the same, and the glossary.

use crate::site::Folder;

const ZH: &str = "content/topic/growth.zh.md";
const SITE: &str = "content/site.yaml";

fn built(folder: &Folder) {
    let ran = folder.command(&["build"]).output().unwrap();
    assert!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stderr));
}

fn rules(folder: &Folder) -> Vec<&'static str> {
    crate::messages::findings(folder).iter().map(|one| one.rule).collect()
}

#[test]
fn the_editors_words_are_told_from_the_documents() {
    let folder = Folder::with_site();
    built(&folder);
    let page = folder.read("public/parallel/topic/growth.html");
    assert_eq!(page.matches("<p><span class=\"voice\">").count(), 2, "once a language, before the quotation");
    let (before, after) = page.split_once("<blockquote").unwrap();
    assert!(before.contains("编者按") && before.contains("Editor’s note") && !after.contains("编者按"));
    // Where nothing is quoted, everything is the editor's.
    assert!(!folder.read("public/parallel/topic/index.html").contains("class=\"voice"));
}

#[test]
fn who_answers_for_the_site_stands_in_the_foot_and_in_citations() {
    let folder = Folder::with_site();
    built(&folder);
    assert!(folder.read("public/zh/topic/growth.html").contains("例站. 增长[EB/OL]."));
    folder.write(
        SITE,
        folder.read(SITE)
            + "publisher: { zh: 某社, en: Some House }\neditor: { zh: 某人, en: Someone }\nversion: { name: \"2\", date: 2025-03-01 }\ncontact: a@example.org\nlicence: { name: { zh: 署名, en: CC BY }, url: \"https://example.org/by\" }\n",
    );
    built(&folder);
    let zh = folder.read("public/zh/topic/growth.html");
    assert!(zh.contains("某人. 增长[EB/OL]. 某社.(2025-03-01)"), "{zh}");
    assert!(zh.contains("href=\"mailto:a@example.org\"") && zh.contains("href=\"https://example.org/by\""));
    let en = folder.read("public/en/topic/growth.html");
    assert!(en.contains("Someone. “Growth.” <i>Example</i>. Some House. 2025-03-01."), "{en}");
    // Who both edits and publishes is named once.
    folder.write(SITE, folder.read(SITE).replace("某人, en: Someone", "某社, en: Some House"));
    built(&folder);
    let en = folder.read("public/en/topic/growth.html");
    assert!(en.contains("Some House. “Growth.” <i>Example</i>. 2025-03-01."), "{en}");
}

#[test]
fn a_correction_stands_on_its_page_at_its_passage_and_in_the_feeds() {
    let folder = Folder::with_site();
    folder.write(
        "content/corrections.yaml",
        "- { passage: topic/growth#p2, date: 2025-03-01, what: { zh: 曾作5768，现为5786。, en: \"It said 5768, now 5786.\" }, why: { zh: 笔误, en: A slip of the pen. } }\n- { passage: topic/growth, date: 2025-04-01, what: { zh: 改了标题。, en: The title was changed. }, why: { zh: 不清楚, en: It was not clear. } }\n",
    );
    folder.write(SITE, folder.read(SITE) + "base_url: https://example.org/s/\n");
    built(&folder);
    let page = folder.read("public/corrections.html");
    let (first, second) = (page.find("改了标题").unwrap(), page.find("曾作5768").unwrap());
    assert!(first < second, "the newest first");
    assert!(page.contains("href=\"parallel/topic/growth.html#p2\""));
    let excerpt = folder.read("public/en/topic/growth.html");
    assert!(excerpt.contains("<a href=\"../../corrections.html#c2\">Corrected on 2025-03-01</a>"));
    assert!(excerpt.contains("<a href=\"../../corrections.html#c1\">Corrected on 2025-04-01</a>"));
    let zh = folder.read("public/zh/topic/growth.html");
    assert!(zh.contains("本段于2025-03-01更正") && zh.contains("本页于2025-04-01更正"));
    let feed = folder.read("public/en/feed.xml");
    assert!(
        feed.contains("<updated>2025-04-01T00:00:00Z</updated>") && feed.contains("It said 5768, now 5786.")
    );
    assert!(folder.read("public/data/corrections.csv").contains("topic/growth#p2,2025-03-01"));
}

/// A site with a comparison of what `growth` quotes, and with a page that quotes what another leaves out.
fn tied() -> Folder {
    let folder = Folder::with_site();
    folder.write(
        "content/compare.zh.md",
        "---\ntitle: 对照\noriginal: report\nlayout: comparison\n---\n\n## 产值 {#output .same}\n\n> 全市生产总值从3875亿元增加到5786亿元[…]\n\n> […]年均增长6.4%。\n\n两处都出自报告。\n",
    );
    folder.write(
        "content/compare.en.md",
        "---\ntitle: Comparison\nlayout: comparison\n---\n\n## Output {#output .same}\n\n> The city’s GDP rose from RMB 387.5 billion to RMB 578.6 billion […]\n\n> […] an average of 6.4 percent a year.\n\nBoth are from the report.\n",
    );
    folder
}

#[test]
fn an_excerpt_leads_to_its_comparison_and_back() {
    let folder = tied();
    built(&folder);
    let excerpt = folder.read("public/zh/topic/growth.html");
    assert!(
        excerpt.contains("对照：<a href=\"../compare.html#output\">产值</a>")
            || excerpt.contains("对照：<a href=\"../compare.html#p1\">产值</a>"),
        "{excerpt}"
    );
    let comparison = folder.read("public/en/compare.html");
    assert_eq!(
        comparison.matches("Excerpt: <a href=\"topic/growth.html#p2\">Growth</a>").count(),
        2,
        "{comparison}"
    );
}

#[test]
fn a_way_that_the_editor_wrote_is_not_doubled() {
    let folder = tied();
    let zh = "content/compare.zh.md";
    folder.write(
        zh,
        folder.read(zh).replace("两处都出自报告。", "两处都出自报告，见[增长](topic/growth.zh.md)。"),
    );
    let en = "content/compare.en.md";
    folder.write(
        en,
        folder.read(en).replace(
            "Both are from the report.",
            "Both are from the report, see [Growth](topic/growth.en.md).",
        ),
    );
    built(&folder);
    assert!(!folder.read("public/en/compare.html").contains("Excerpt: <a"));
}

/// A page that leaves words out, and a site whose original has the whole paragraph.
fn short(zh: &str, en: &str) -> Folder {
    let folder = Folder::with_site();
    folder.write("content/topic/short.zh.md", format!("---\ntitle: 短\noriginal: report\n---\n\n> {zh}\n"));
    folder.write("content/topic/short.en.md", format!("---\ntitle: Short\n---\n\n> {en}\n"));
    folder
}

/// The link that stands on an omission.
fn on_omission(href: &str, name: &str, cut: &str) -> String {
    format!(
        "<a class=\"rest\" href=\"{href}\" aria-label=\"{name}\" title=\"{name}\"><span class=\"cut\">{cut}</span></a>"
    )
}

#[test]
fn an_omission_leads_to_the_one_page_that_has_the_rest() {
    let folder =
        short("全市生产总值[…]年均增长6.4%。", "The city’s GDP […] an average of 6.4 percent a year.");
    built(&folder);
    let zh = on_omission("../topic/growth.html#p2", "略去的部分，见《增长》", "［……］");
    let en = on_omission("../topic/growth.html#p2", "What is left out here stands in “Growth”", "[…]");
    for (edition, links) in [("zh", vec![&zh]), ("en", vec![&en]), ("parallel", vec![&zh, &en])] {
        let page = folder.read(&format!("public/{edition}/topic/short.html"));
        for link in links {
            assert_eq!(page.matches(link.as_str()).count(), 1, "{edition}: {page}");
        }
        assert!(!page.contains("stands in: <a"), "what stands on the omission is not said below it again");
    }
}

#[test]
fn an_omission_at_the_end_of_a_quotation_leads_on_too() {
    let folder = short(
        "全市生产总值从3875亿元增加到5786亿元[…]",
        "The city’s GDP rose from RMB 387.5 billion to RMB 578.6 billion […]",
    );
    built(&folder);
    let page = folder.read("public/en/topic/short.html");
    assert!(page.contains("</span> <a class=\"rest\" href=\"../topic/growth.html#p2\""), "{page}");
    // What the quotation goes on to say below is not left out.
    let folder = short(
        "全市生产总值从3875亿元增加到5786亿元[…]\n>\n> […]年均增长6.4%。",
        "The city’s GDP rose from RMB 387.5 billion to RMB 578.6 billion […]\n>\n> […] an average of 6.4 percent a year.",
    );
    built(&folder);
    let page = folder.read("public/en/topic/short.html");
    assert!(!page.contains("class=\"rest\""), "only a comma is left out: {page}");
}

#[test]
fn an_omission_of_one_side_alone_is_linked_there_alone() {
    let folder =
        short("全市生产总值[…]年均增长6.4%。", "The city’s GDP grew by an average of 6.4 percent a year.");
    built(&folder);
    assert!(folder.read("public/zh/topic/short.html").contains("class=\"rest\""));
    assert!(!folder.read("public/en/topic/short.html").contains("class=\"rest\""));
    // Two where the Chinese has one: which of them leads on cannot be told.
    let folder =
        short("全市生产总值[…]年均增长6.4%。", "The city’s GDP […] an average of […] 6.4 percent a year.");
    built(&folder);
    assert!(!folder.read("public/en/topic/short.html").contains("class=\"rest\""));
}

#[test]
fn an_omission_that_several_pages_have_leads_to_their_list() {
    let folder =
        short("全市生产总值[…]年均增长6.4%。", "The city’s GDP […] an average of 6.4 percent a year.");
    for lang in ["zh", "en"] {
        folder.write(
            &format!("content/topic/again.{lang}.md"),
            folder.read(&format!("content/topic/growth.{lang}.md")),
        );
    }
    built(&folder);
    let page = folder.read("public/en/topic/short.html");
    let name = "What is left out here stands in the pages listed below";
    assert!(page.contains(&on_omission("#p1-rest-en", name, "[…]")), "{page}");
    let list = page.split_once("id=\"p1-rest-en\"").unwrap().1.split_once("</p>").unwrap().0;
    for href in ["../topic/growth.html#p2", "../topic/again.html#p2"] {
        let link = format!("[…] stands in: <a href=\"{href}\">Growth</a>");
        assert_eq!(list.matches(&link).count(), 1, "{list}");
    }
    let both = folder.read("public/parallel/topic/short.html");
    assert!(both.contains("href=\"#p1-rest-zh\"") && both.contains("href=\"#p1-rest-en\""), "{both}");
}

#[test]
fn an_omission_whose_rest_stands_on_the_same_page_leads_there() {
    let folder = short(
        "全市生产总值[…]年均增长6.4%。\n\n报告还说：\n\n> […]从3875亿元增加到5786亿元[…]",
        "The city’s GDP […] an average of 6.4 percent a year.\n\nThe report also says:\n\n> […] It rose from RMB 387.5 billion to RMB 578.6 billion […]",
    );
    built(&folder);
    let page = folder.read("public/en/topic/short.html");
    assert!(
        page.contains(
            "href=\"../topic/short.html#p3\" aria-label=\"What is left out here stands in “Short”\""
        ),
        "{page}"
    );
}

#[test]
fn a_list_of_pages_stays_short() {
    let folder =
        short("全市生产总值[…]年均增长6.4%。", "The city’s GDP […] an average of 6.4 percent a year.");
    for n in 1..=8 {
        for lang in ["zh", "en"] {
            let page = folder.read(&format!("content/topic/growth.{lang}.md"));
            folder.write(&format!("content/topic/again-{n}.{lang}.md"), page);
        }
    }
    built(&folder);
    assert_eq!(folder.read("public/en/topic/short.html").matches("stands in: <a").count(), 5);
}

#[test]
fn an_omission_that_a_page_has_in_part_says_so() {
    let folder = short("全市生产总值[…]", "The city’s GDP […]");
    for (lang, page) in [
        ("zh", "---\ntitle: 增长\noriginal: report\n---\n\n> […]年均增长6.4%。\n"),
        ("en", "---\ntitle: Growth\n---\n\n> […] An average of 6.4 percent a year.\n"),
    ] {
        folder.write(&format!("content/topic/growth.{lang}.md"), page);
    }
    built(&folder);
    let page = folder.read("public/en/topic/short.html");
    assert!(page.contains("[…] stands in part in: <a href=\"../topic/growth.html#p1\">Growth</a>"), "{page}");
    assert!(page.contains("href=\"#p1-rest-en\""), "{page}");
    // Where no page has anything of it, an omission is no link.
    let folder = short(
        "[…]从3875亿元增加到5786亿元，年均增长6.4%。",
        "[…] It rose from RMB 387.5 billion to RMB 578.6 billion, an average of 6.4 percent a year.",
    );
    for lang in ["zh", "en"] {
        std::fs::remove_file(folder.path().join(format!("content/topic/growth.{lang}.md"))).unwrap();
    }
    built(&folder);
    assert!(!folder.read("public/en/topic/short.html").contains("class=\"rest\""));
}

#[test]
fn how_mistakes_are_reported_may_be_said_in_words() {
    let folder = Folder::with_site();
    folder.write(
        SITE,
        folder.read(SITE) + "contact: { zh: 在本仓库提出问题, en: an issue in this repository }\n",
    );
    built(&folder);
    let zh = folder.read("public/zh/topic/growth.html");
    assert!(zh.contains("<dt>联系</dt><dd>在本仓库提出问题</dd>"), "{zh}");
    let both = folder.read("public/parallel/topic/growth.html");
    assert!(both.contains("在本仓库提出问题") && both.contains("an issue in this repository"));
    assert!(!both.contains("mailto:"));
}

#[test]
fn a_summary_says_what_its_page_quotes() {
    let folder = Folder::with_site();
    for (summary, found) in [
        ("生产总值增至5786亿元。", None),
        ("2021年生产总值5786亿元。", None),
        ("两处写到生产总值3875亿元。", None),
        ("生产总值增至5768亿元。", Some("figure-unsupported")),
        ("年均增长6.4个百分点。", Some("figure-unsupported")),
        ("2031年生产总值5786亿元。", Some("figure-unsupported")),
        ("这一页讲主要指标。", Some("summary-vague")),
        ("2021年的主要指标。", Some("summary-vague")),
    ] {
        let text = Folder::with_site()
            .read(ZH)
            .replace("summary: 生产总值年均增长6.4%。", &format!("summary: {summary}"));
        folder.write(ZH, text);
        let rules = rules(&folder);
        let own = rules.iter().copied().find(|rule| ["figure-unsupported", "summary-vague"].contains(rule));
        assert_eq!(own, found, "{summary}: {rules:?}");
    }
}

#[test]
fn the_glossary_keeps_to_itself_what_is_for_the_check() {
    let folder = Folder::with_site();
    folder.write(
        "content/glossary.yaml",
        "- zh: 生产总值\n  en: GDP\n  avoid: [{ wrong: total output, why: { zh: 不同, en: another measure } }, { wrong: gross output, show: true }]\n- { zh: 增加, en: rise, also: [rose], hidden: true }\n- { zh: 重庆, en: Chongqing, pinyin: chong qing }\n",
    );
    built(&folder);
    let page = folder.read("public/glossary.html");
    assert!(page.contains("gross output") && !page.contains("total output"));
    assert!(!page.contains("增加") && page.contains("生产总值"));
    assert!(!folder.read("public/zh/topic/growth.html").contains(">增加</a>"));
    let (c, s) = (page.find("id=\"z-c\"").unwrap(), page.find("id=\"z-s\"").unwrap());
    assert!(c < page.find("重庆").unwrap() && page.find("重庆").unwrap() < s, "under C, as it says");
    // The check knows it still.
    let en = "content/topic/growth.en.md";
    folder.write(en, folder.read(en).replace("rose from", "went from"));
    assert!(rules(&folder).contains(&"term-not-followed"));
}

#[test]
fn a_term_is_none_inside_a_longer_word_that_the_glossary_names() {
    let folder = Folder::with_site();
    let entry = |not: &str| format!("- {{ zh: 生产, en: manufacturing{not} }}\n");
    folder.write("content/glossary.yaml", entry(""));
    assert!(rules(&folder).contains(&"term-not-followed"));
    folder.write("content/glossary.yaml", entry(", not: [生产总值]"));
    assert!(!rules(&folder).contains(&"term-not-followed"));
    // Beside the longer word the term is still one.
    folder.write(ZH, folder.read(ZH).replace("报告这样写：", "报告这样写生产："));
    assert!(rules(&folder).contains(&"term-not-followed"));
}
