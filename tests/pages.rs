//! What a reader finds on a page: first pages, comparisons, originals, what was checked.

use crate::site::Folder;

const ZH: &str = "content/compare.zh.md";
const EN: &str = "content/compare.en.md";
const ORIGINAL: &str = "content/originals/report.md";

/// Builds, and hands over a page.
fn page(folder: &Folder, path: &str) -> String {
    let ran = folder.command(&["build"]).output().unwrap();
    assert!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stderr));
    folder.read(&format!("public/{path}"))
}

/// A site with a comparison of two documents: two items of the same matter, one of the same field.
fn compared() -> Folder {
    let folder = Folder::with_site();
    folder.write(
        "content/originals/later.md",
        "---\ntitle: { zh: 后报, en: Later report }\nsign: 后\n---\n电站已经建成。\n\n大桥通车。\n\n游客增加。\n",
    );
    let original = folder.read(ORIGINAL);
    folder.write(ORIGINAL, format!("{original}\n计划建设电站。\n\n计划建设大桥。\n\n发展旅游。\n"));
    folder.write(
        ZH,
        "---\ntitle: 先后\nsummary: 先写了什么，后说了什么；并列不证明计划已经兑现。\noriginal: [report, later]\nlayout: comparison\n---\n\n先列报告，后列后报。\n\n## 电站 {#plant .same .topic}\n\n> 计划建设电站。\n\n> 电站已经建成。\n\n两处说的是一件事。\n\n## 大桥 {#bridge .same .topic}\n\n> 计划建设大桥。\n\n> 大桥通车。\n\n说法相同。\n\n## 旅游 {#tourism .field}\n\n> 发展旅游。\n\n> 游客增加。\n\n只是同一领域。\n\n## 不可比 {#rest}\n\n其余不能比较。\n",
    );
    folder.write(
        EN,
        "---\ntitle: Before and after\nsummary: What was written first and what was said later; side by side they prove no plan fulfilled.\nlayout: comparison\n---\n\nThe report comes first, then the later one.\n\n## The plant {#plant .same .topic}\n\n> A power plant is to be built.\n\n> The power plant has been built.\n\nBoth speak of one thing.\n\n## The bridge {#bridge .same .topic}\n\n> A bridge is to be built.\n\n> The bridge is open.\n\nThey say the same.\n\n## Tourism {#tourism .field}\n\n> Develop tourism.\n\n> There are more visitors.\n\nThe same field only.\n\n## No comparison {#rest}\n\nThe rest cannot be compared.\n",
    );
    folder
}

/// How often a text stands in another.
fn count(text: &str, part: &str) -> usize {
    text.matches(part).count()
}

#[test]
fn a_comparison_has_heads_a_list_and_numbers_that_run_on() {
    let folder = compared();
    let both = page(&folder, "parallel/compare.html");
    for head in ["报告计划或写道", "后报说", "Report planned or stated", "Later report says"] {
        assert!(both.contains(&format!("{head}</p>")), "{head}");
    }
    let list = both.split("class=\"vs-list").nth(1).unwrap().split("</ol>").next().unwrap();
    for (number, zh, en) in [(1, "电站", "The plant"), (2, "大桥", "The bridge"), (3, "旅游", "Tourism")]
    {
        assert!(list.contains(&format!("<span class=\"n\">{number}</span>")), "{list}");
        assert!(list.contains(zh) && list.contains(en));
        assert!(both.contains(&format!("Item {number}\">{number}</a>")), "{number} at the item itself");
    }
    assert_eq!(count(list, "class=\"topic\""), 1, "the topic is named once: {list}");
    assert_eq!(count(&both, "class=\"vs-item is-same\""), 2);
    assert_eq!(count(&both, "class=\"vs-item is-field\""), 1);
    assert!(
        both.contains("其余不能比较") && !both.contains("class=\"vs-item\""),
        "what has no grade is no item"
    );
}

#[test]
fn each_quotation_of_a_comparison_ends_with_its_place() {
    let folder = compared();
    let english = page(&folder, "en/compare.html");
    assert!(
        english.contains("A power plant is to be built.\u{a0}<a class=\"ref\" href=\"../originals/report.html#p2\" title=\"Report, paragraph 2\" aria-label=\"报2 Report, paragraph 2\"><span class=\"seal\" lang=\"zh-Hans\" aria-hidden=\"true\">报</span>2</a></p>"),
        "{english}"
    );
    assert!(!english.contains("word for word</"), "not said at every line");
    let both = folder.read("public/parallel/compare.html");
    assert_eq!(count(&both, "class=\"ref\""), 12, "three items, two documents, two languages");
}

#[test]
fn a_comparison_is_filtered_by_the_grades_that_there_are() {
    let folder = compared();
    let both = page(&folder, "parallel/compare.html");
    assert!(both.contains("id=\"g-same\"") && both.contains("id=\"g-field\""));
    assert!(!both.contains("id=\"g-measure\""), "no item has this grade");
    folder.write(ZH, folder.read(ZH).replace(".field", ".same"));
    folder.write(EN, folder.read(EN).replace(".field", ".same"));
    assert!(!page(&folder, "parallel/compare.html").contains("id=\"g-same\""), "one grade is no choice");
}

#[test]
fn heads_stand_only_over_columns_that_are_one_document_each() {
    let folder = compared();
    for path in [ZH, EN] {
        let text = folder.read(path);
        let (plant, bridge) = match path {
            ZH => ("> 计划建设大桥。\n\n> 大桥通车。", "> 大桥通车。\n\n> 计划建设大桥。"),
            _ => (
                "> A bridge is to be built.\n\n> The bridge is open.",
                "> The bridge is open.\n\n> A bridge is to be built.",
            ),
        };
        folder.write(path, text.replace(plant, bridge));
    }
    let both = page(&folder, "parallel/compare.html");
    assert!(!both.contains("class=\"vs-heads\"") && !both.contains("has-heads"));
    assert!(both.contains("后报计划或写道"), "each quotation names its own document");
}

#[test]
fn first_pages_show_comparisons_of_the_same_matter_with_their_caution() {
    let folder = compared();
    let cover = page(&folder, "index.html");
    let teaser = cover.split("class=\"teaser\"").nth(1).expect("a teaser").split("more-of").next().unwrap();
    assert!(teaser.contains("href=\"parallel/compare.html#p2\"") && teaser.contains("电站已经建成"));
    assert!(teaser.contains("side by side they prove no plan fulfilled"));
    assert!(teaser.contains("href=\"originals/later.html#p1\""));
    assert!(cover.contains("href=\"zh/compare.html\">全部3项") && cover.contains(">All 3 items</a>"));
    let home = folder.read("public/en/index.html");
    assert!(
        home.contains("href=\"compare.html#p2\"") && home.contains("href=\"../originals/later.html#p1\"")
    );
    assert!(!home.contains("电站已经建成"), "an English page has the English alone");
}

#[test]
fn an_editor_chooses_what_first_pages_show() {
    let folder = compared();
    for path in [ZH, EN] {
        folder.write(path, folder.read(path).replace(".field", ".field .cover"));
    }
    let cover = page(&folder, "index.html");
    let teaser = cover.split("class=\"teaser\"").nth(1).unwrap().split("more-of").next().unwrap();
    assert!(teaser.contains("游客增加") && !teaser.contains("电站"), "{teaser}");
}

#[test]
fn what_has_notes_is_not_torn_from_them() {
    let folder = compared();
    folder.write(ZH, folder.read(ZH).replace("> 计划建设电站。", "> 计划{==建设==}{>>疑误。<<}电站。"));
    folder.write(
        EN,
        folder
            .read(EN)
            .replace("is to be built.\n\n> The power", "is to be built{>>Doubtful.<<}.\n\n> The power"),
    );
    let cover = page(&folder, "index.html");
    let teaser = cover.split("class=\"teaser\"").nth(1).unwrap().split("more-of").next().unwrap();
    assert!(!teaser.contains("电站") && teaser.contains("大桥通车"), "{teaser}");
}

#[test]
fn a_site_without_comparisons_or_key_figures_says_why_it_can_be_trusted() {
    let folder = Folder::with_site();
    let cover = page(&folder, "index.html");
    assert!(!cover.contains("class=\"teaser\"") && !cover.contains("class=\"ledger\""));
    assert!(
        cover.contains("<b>1</b> quotation stands word for word"),
        "one quotation is not “quotations stand”"
    );
    assert!(cover.contains("one mismatch stops publication"));
    assert!(cover.contains("class=\"strip strip-pair strip-one\""));
    let home = folder.read("public/en/index.html");
    assert!(home.contains("one mismatch stops publication"));
}

#[test]
fn a_promise_that_the_settings_take_back_is_not_made() {
    let folder = Folder::with_site();
    let site = folder.read("content/site.yaml");
    folder.write("content/site.yaml", format!("{site}rules: {{ figure-mismatch: warning }}\n"));
    let cover = page(&folder, "index.html");
    assert!(
        cover.contains("equal in both languages, checked by program.")
            && !cover.contains("stops publication")
    );
}

#[test]
fn the_blocks_of_the_strip_lead_to_the_excerpts_and_are_named() {
    let folder = Folder::with_site();
    let cover = page(&folder, "index.html");
    assert!(
        cover.contains("<a href=\"parallel/topic/growth.html#p2\" tabindex=\"-1\" aria-label=\"增长：第1段 Growth: paragraph 1\" title=\"增长：第1段 Growth: paragraph 1\"><svg width=\""),
        "{cover}"
    );
    assert!(cover.contains("aria-label=\"报告：1段 Report: 1 paragraph\""));
    let english = folder.read("public/en/index.html");
    assert!(
        english
            .contains("<a href=\"topic/growth.html#p2\" tabindex=\"-1\" aria-label=\"Growth: paragraph 1\" title=\"Growth: paragraph 1\"><svg width=\"")
    );
    let original = folder.read("public/originals/report.html");
    assert!(original.contains(
        "<a href=\"#p1\" tabindex=\"-1\" aria-label=\"第1段 paragraph 1\" title=\"第1段 paragraph 1\"><svg width=\""
    ));
    assert!(cover.contains("1 page") && !cover.contains("1 pages"));
}

#[test]
fn a_topic_on_which_a_document_has_nothing_says_why() {
    let folder = Folder::with_site();
    folder.write("content/site.yaml", "title: { zh: 例站, en: Example }\ntopics: [topic, other]\n");
    folder.page("content/other/_index.zh.md", "title: 其他", "没有摘录。");
    folder.page("content/other/_index.en.md", "title: Other", "No excerpts.");
    assert!(page(&folder, "index.html").contains("no excerpt"));
    let original = folder.read(ORIGINAL) + "\n民生为要\n";
    let aside = "aside: [{ paragraphs: 2, topic: other, reason: { zh: 只有标题，没有正文, en: \"a heading, no text\" } }]\n";
    folder.write(ORIGINAL, original.replacen("sign:", &format!("{aside}sign:"), 1));
    let cover = page(&folder, "index.html");
    assert!(
        cover.contains("href=\"originals/report.html#p2\"") && cover.contains("a heading, no text"),
        "{cover}"
    );
    assert!(!cover.contains("no excerpt"));
}

#[test]
fn seals_have_their_key_where_they_stand() {
    let folder = Folder::with_site();
    let topic = page(&folder, "zh/topic/index.html");
    assert_eq!(count(&topic, "class=\"seal-key"), 1);
    let key = topic.split("class=\"seal-key").nth(1).unwrap().split("</ul>").next().unwrap();
    assert!(key.contains("报</span>报告"), "{key}");
    assert!(!key.contains("class=\"mk"), "no mark stands on the page");
}

/// An original with headings, a paragraph that is quoted whole, one in part, and one set aside.
fn book() -> Folder {
    let folder = Folder::with_site();
    folder.write(
        ORIGINAL,
        "---\ntitle: { zh: 报告, en: Report }\nsign: 报\nheadings: [{ paragraph: 1, en: I. Review }]\naside:\n  - { paragraphs: \"5-6\", reason: { zh: 程序, en: procedure } }\n---\n一、回顾\n\n全市生产总值从3875亿元增加到5786亿元，年均增长6.4%。\n\n二、打算\n\n计划建设电站。发展旅游。\n\n谢谢大家。\n\n散会。\n",
    );
    folder.page("content/topic/plans.zh.md", "title: 打算\noriginal: report", "> 计划建设电站。[…]\n");
    folder.page("content/topic/plans.en.md", "title: Plans", "> A power plant is to be built. […]\n");
    folder
}

#[test]
fn an_original_is_a_book() {
    let folder = book();
    let html = page(&folder, "originals/report.html");
    let outline = html.split("class=\"outline").nth(1).expect("an outline").split("</nav>").next().unwrap();
    assert!(outline.contains(
        "<a href=\"#p1\"><span lang=\"zh-Hans\">一、回顾</span> <span lang=\"en\">I. Review</span></a>"
    ));
    assert!(outline.contains("<a href=\"#p3\"><span lang=\"zh-Hans\">二、打算</span></a>"));
    assert!(html.contains("<h2 class=\"printed\">一、回顾</h2><p class=\"tr\" lang=\"en\">I. Review</p>"));
    assert!(
        html.contains("<div id=\"p2\" class=\"is-whole\">")
            && html.contains("<div id=\"p4\" class=\"is-part\">")
    );
    assert!(html.contains("<mark class=\"run\">计划建设电站。</mark>发展旅游。"));
    assert!(
        html.contains("Paragraphs 5 to 6 left aside: procedure") && count(&html, "procedure") == 1,
        "said once"
    );
    assert!(html.contains("<summary lang=\"en\">English of what is excerpted</summary><div lang=\"en\"><p>A power plant is to be built. <span class=\"cut\">[…]</span></p></div>"), "{html}");
    for state in ["is-whole", "is-part", "is-unused"] {
        assert!(html.contains(&format!("<i class=\"k {state}\"")), "{state} in the key");
    }
}

#[test]
fn a_short_letter_has_no_outline_and_no_key_to_one_state() {
    let folder = Folder::with_site();
    let html = page(&folder, "originals/report.html");
    assert!(!html.contains("class=\"outline") && !html.contains("class=\"how"));
    assert!(html.contains("class=\"is-whole\""));
}

#[test]
fn the_english_of_a_long_original_is_a_script_of_its_own() {
    let folder = book();
    let long: String = (0..1500)
        .map(|n| format!("\n第{n}句说的是另一件没有摘录的事情，说得很长很长，没有人摘录。\n"))
        .collect();
    folder.write(ORIGINAL, folder.read(ORIGINAL) + &long);
    let html = page(&folder, "originals/report.html");
    assert!(
        html.contains("data-english=\"report\" data-paragraph=\"4\"") && html.contains("assets/original.js")
    );
    assert!(
        html.contains("<div lang=\"en\"><p><a href=\"../parallel/topic/plans.html#p1\">Plans</a></p></div>"),
        "without a script"
    );
    assert!(!html.contains("A power plant is to be built"));
    let script = folder.read("public/assets/originals/report.js");
    assert!(
        script.starts_with("duizhao.english(\"report\",{2:")
            && script.contains("A power plant is to be built.")
    );
}

#[test]
fn what_was_checked_is_told_in_words() {
    let folder = Folder::with_site();
    let html = page(&folder, "findings.html");
    assert!(
        html.contains("<b>1</b> quotation word for word; <b>0</b> faults, <b>0</b> exceptions."),
        "{html}"
    );
    let row = html.split("<tr>").find(|row| row.contains("figure-mismatch.html")).unwrap();
    assert!(
        row.contains("无误")
            && row.contains("nothing wrong")
            && row.contains("If wrong: nothing is published")
    );
    assert!(!html.contains(">错误<") && !html.contains(">Error<"), "nothing is wrong");
    assert!(
        row.find("Each figure is the same").unwrap() < row.find("<code>").unwrap(),
        "the code comes last"
    );
    assert!(html.contains("What “proved” means") && html.contains("The Chinese quotations are the same"));
    assert!(html.contains("width=\"100%\"") && html.contains("100 percent of the text"));
}

#[test]
fn a_finding_a_waiver_and_a_rule_that_is_off_are_not_called_right() {
    let folder = Folder::with_site();
    let site = folder.read("content/site.yaml");
    folder.write(
        "content/site.yaml",
        format!("{site}rules: {{ figure-mismatch: warning, term-forbidden: off }}\nallow: [{{ rule: punctuation-width, reason: {{ zh: 照原样, en: as printed }} }}]\n"),
    );
    let zh = "content/topic/growth.zh.md";
    folder.write(zh, folder.read(zh).replace("报告这样写：", "报告这样写,"));
    let en = "content/topic/growth.en.md";
    folder.write(en, folder.read(en).replace("578.6", "587.6"));
    let html = page(&folder, "findings.html");
    let row = |rule: &str| {
        let is = |row: &&str| row.contains(&format!("rules/{rule}.html"));
        html.split("<tr>").find(is).unwrap().split("</tr>").next().unwrap().to_owned()
    };
    let figures = row("figure-mismatch");
    assert!(
        !figures.contains("nothing wrong") && figures.contains("If wrong: the editors are warned"),
        "{figures}"
    );
    assert!(
        figures.contains("If wrong: nothing is published</span></span></small>")
            || figures.contains("Default level"),
        "{figures}"
    );
    assert!(row("term-forbidden").contains("not checked"));
    assert!(row("punctuation-width").contains("1 exception"), "{}", row("punctuation-width"));
    assert!(
        html.contains("as printed") && html.contains("<b>1</b> exception."),
        "the reason stands on the page"
    );
    assert!(!html.contains("Each figure has the same value and unit"), "what failed is not proved");
}

#[test]
fn the_page_of_a_rule_keeps_its_lists_and_sets_the_languages_side_by_side() {
    let folder = Folder::with_site();
    let html = page(&folder, "rules/term-not-followed.html");
    assert!(html.contains("<ul>") && html.contains("<li>"), "{html}");
    assert!(html.contains("<div class=\"side\" lang=\"zh-Hans\"><div class=\"body\">"));
    assert!(html.contains("<div class=\"side\" lang=\"en\"><div class=\"body\">"));
}

#[test]
fn the_only_excerpt_of_a_topic_is_no_first_of_one() {
    let folder = Folder::with_site();
    let place = |html: String| {
        html.split("<p class=\"where ui\">").nth(1).unwrap().split("</p>").next().unwrap().to_owned()
    };
    let alone = page(&folder, "zh/topic/growth.html");
    assert_eq!(place(alone), "<a href=\"index.html\">主题</a>");
    for (lang, title) in [("zh", "又一篇"), ("en", "Another")] {
        folder.write(
            &format!("content/topic/other.{lang}.md"),
            format!("---\ntitle: {title}\nsummary: {title}\n---\n\n"),
        );
    }
    let text = [("zh", "这里只有一句话。"), ("en", "There is one sentence here.")];
    for (lang, text) in text {
        let path = format!("content/topic/other.{lang}.md");
        folder.write(&path, folder.read(&path) + text + "\n");
    }
    // The page that was there before says it too, though nothing of it was edited.
    let mut places = ["growth", "other"].map(|name| place(page(&folder, &format!("en/topic/{name}.html"))));
    places.sort();
    assert_eq!(
        places,
        ["<a href=\"index.html\">Topic</a>, 1 of 2", "<a href=\"index.html\">Topic</a>, 2 of 2"]
    );
}

/// A site with tags: two pages share one, one tag stands alone.
fn tagged() -> Folder {
    let folder = Folder::with_site();
    let pages = [("growth", "增长", "Growth", "[生产总值, 目标]", "[GDP, Targets]")];
    for (name, _, _, zh, en) in pages {
        for (lang, tags) in [("zh", zh), ("en", en)] {
            let path = format!("content/topic/{name}.{lang}.md");
            folder.write(&path, folder.read(&path).replacen("---\n", &format!("---\ntags: {tags}\n"), 1));
        }
    }
    folder.page("content/topic/more.zh.md", "title: 补充\ntags: [生产总值]\ndate: 2023", "另有说明。");
    folder.page("content/topic/more.en.md", "title: More\ntags: [gdp]", "There is more.");
    folder
}

#[test]
fn a_tag_has_a_page_in_each_edition_that_lists_what_bears_it() {
    let folder = tagged();
    let english = page(&folder, "en/tags/gdp.html");
    assert!(english.contains("<h1>GDP</h1>") && english.contains("2 pages"), "{english}");
    assert!(
        english.contains("href=\"../topic/growth.html\">Growth</a>")
            && english.contains("href=\"../topic/more.html\"")
    );
    assert!(!english.contains("feed.xml") && !english.contains("gdp.xml"), "no feed without a base_url");
    assert!(folder.read("public/zh/tags/gdp.html").contains("<h1>生产总值</h1>"));
    let all = folder.read("public/parallel/tags/index.html");
    assert!(
        all.contains("href=\"gdp.html\"") && all.contains("href=\"../topic/growth.html\""),
        "to the only page: {all}"
    );
    let excerpt = folder.read("public/en/topic/growth.html");
    assert!(
        excerpt.contains("<a href=\"../tags/gdp.html\">GDP</a>") && excerpt.contains("../tags/index.html")
    );
    assert!(excerpt.contains("<span>Targets</span>"), "no other page bears it");
    assert!(!folder.path().join("public/en/tags/targets.html").exists());
    assert!(english.contains("content=\"noindex\""), "two pages are no list worth finding");
}

#[test]
fn a_tag_has_a_feed_of_its_own_in_each_language() {
    let folder = tagged();
    let site = folder.read("content/site.yaml");
    folder.write("content/site.yaml", format!("{site}base_url: https://example.org/a/\n"));
    let html = page(&folder, "en/tags/gdp.html");
    assert!(
        html.contains("href=\"https://example.org/a/en/tags/gdp.xml\"")
            && html.contains("href=\"../../en/tags/gdp.xml\"")
    );
    let feed = folder.read("public/en/tags/gdp.xml");
    assert!(feed.contains("<title>GDP · Example</title>") && count(&feed, "<entry>") == 2, "{feed}");
    assert!(
        feed.find("topic/more.html").unwrap() < feed.find("topic/growth.html").unwrap(),
        "the newest first"
    );
    assert!(folder.read("public/zh/tags/gdp.xml").contains("<title>生产总值 · 例站</title>"));
}

#[test]
fn a_site_without_tags_has_no_pages_of_tags() {
    let folder = Folder::with_site();
    assert!(!page(&folder, "index.html").contains("tags/"));
    assert!(!folder.path().join("public/zh/tags").exists());
}

#[test]
fn the_page_for_what_is_not_there_knows_a_way_home() {
    let folder = Folder::with_site();
    let html = page(&folder, "404.html");
    assert!(
        html.contains("<a id=\"home\" href=\"index.html\">") && html.contains("href=\"../../index.html\"")
    );
    let (before, rest) = html.split_once("<noscript>").expect("guesses are for readers without a script");
    let after = rest.split_once("</noscript>").map_or("", |(_, after)| after);
    assert!(
        !before.contains("../") && !after.contains("href=\"../"),
        "no link that may lead out of the site"
    );
    assert!(!html.contains("assets/site.js"), "it cannot know where a file of the site is");
    let site = folder.read("content/site.yaml");
    folder.write("content/site.yaml", format!("{site}base_url: https://example.org/a/\n"));
    let html = page(&folder, "404.html");
    assert!(
        html.contains("<a id=\"home\" href=\"https://example.org/a/index.html\">")
            && !html.contains("<script>")
    );
}
