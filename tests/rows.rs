//! Long passages, sentence by sentence: what stands across from what, under which address, and that not one
//! character of a text is another for it.

use std::collections::HashSet;
use std::path::Path;

use crate::site::{Folder, program};

const ZH: &str = "content/topic/long.zh.md";
const EN: &str = "content/topic/long.en.md";

/// Four sentences; the third has two clauses.
const CHINESE: [&str; 5] = [
    "全市共有小学三百二十所，比五年前增加四十所，其中农村小学一百八十所。",
    "城区新建的学校都配有运动场和图书馆，每个班级的学生不超过四十五人。",
    "农村学校的教师队伍得到充实，新招聘教师六百名；",
    "教师的住房由学校统一安排，往返城乡的交通费用由财政承担。",
    "家长对学校的满意程度连续三年提高，今年达到百分之九十二。",
];
const ENGLISH: [&str; 5] = [
    "The city has 320 primary schools, 40 more than five years ago, of which 180 are in the countryside.",
    "All new schools in the urban area have a sports ground and a library, and no class has more than 45 pupils.",
    "Rural schools have been strengthened, with 600 teachers newly recruited;",
    "the teachers’ housing is arranged by the schools, and travel between town and country is paid by the treasury.",
    "Parents’ satisfaction with the schools has risen for three years in a row and reached 92 percent this year.",
];

/// A site with one page of quotation; `zh` is quoted as it stands in the original, marks left out.
fn site(original: &str, zh: &str, en: &str) -> Folder {
    let folder = Folder::with_site();
    let report = folder.read("content/originals/report.md");
    folder.write("content/originals/report.md", format!("{}\n{original}\n", report.trim_end()));
    folder.page(ZH, "title: 学校\noriginal: report", zh);
    folder.page(EN, "title: Schools", en);
    folder
}

fn plain() -> Folder {
    let zh = CHINESE.concat();
    site(&zh, &format!("> {zh}"), &format!("> {}", ENGLISH.join(" ")))
}

fn built(folder: &Folder) -> [String; 3] {
    let ran = folder.run(&["build"]);
    assert_eq!(ran.status.code(), Some(0), "{}", ran.stderr);
    ["zh", "en", "parallel"].map(|edition| folder.read(&format!("public/{edition}/topic/long.html")))
}

/// The contents of every element whose start tag begins so.
fn elements<'h>(html: &'h str, start: &str) -> Vec<&'h str> {
    let name = start.trim_start_matches('<').split([' ', '>']).next().unwrap();
    html.match_indices(start).map(|(at, _)| inside(&html[at..], name)).collect()
}

/// What stands in the element that a text begins with.
fn inside<'h>(html: &'h str, name: &str) -> &'h str {
    let begin = html.find('>').unwrap() + 1;
    let (mut depth, mut at) = (1, begin);
    loop {
        let next = at + html[at..].find('<').unwrap();
        at = next + 1;
        let is = |tag: &str| html[next..].strip_prefix(tag).is_some_and(|rest| rest.starts_with([' ', '>']));
        if is(&format!("</{name}")) {
            depth -= 1;
        } else if is(&format!("<{name}")) {
            depth += 1;
        }
        if depth == 0 {
            return &html[begin..next];
        }
    }
}

/// What a reader reads: no tags, and nothing that the page adds to the text.
fn read(html: &str) -> String {
    let mut html = html.to_owned();
    for added in [
        "<a class=\"sn\"",
        "<sup class=\"call\"",
        "<sup class=\"fn\"",
        "<span class=\"voice\"",
        "<span class=\"reading\"",
    ] {
        while let Some(at) = html.find(added) {
            let name = &added[1..added.find(' ').unwrap()];
            let end = at + html[at..].find('>').unwrap() + 1 + inside(&html[at..], name).len();
            html.replace_range(at..end + name.len() + 3, "");
        }
    }
    let mut text = String::new();
    let mut rest = html.as_str();
    while let Some((before, after)) = rest.split_once('<') {
        text.push_str(before);
        rest = after.split_once('>').unwrap().1;
    }
    text.push_str(rest);
    let text = text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&#39;", "'");
    text.replace("&amp;", "&").replace("［……］", "[…]")
}

/// Every row of a page: its id, and both sides.
fn rows(parallel: &str) -> Vec<(String, String, String)> {
    let begins = parallel
        .match_indices("<div class=\"row")
        .filter(|(at, _)| !parallel[*at..].starts_with("<div class=\"rows\""));
    let row = |(at, _): (usize, &str)| {
        let tag = &parallel[at..at + parallel[at..].find('>').unwrap()];
        let id = tag.split_once(" id=\"").map_or("", |(_, rest)| rest.split('"').next().unwrap());
        let content = inside(&parallel[at..], "div");
        let side = |lang: &str| read(&elements(content, &format!("<p lang=\"{lang}\"")).concat());
        (id.to_owned(), side("zh-Hans"), side("en"))
    };
    begins.map(row).collect()
}

fn ids(html: &str) -> Vec<&str> {
    html.split(" id=\"").skip(1).map(|rest| rest.split('"').next().unwrap()).collect()
}

/// That a page is well-formed and no id stands twice.
fn is_sound(html: &str) {
    crate::markup::starts(html).unwrap();
    let all = ids(html);
    let once: HashSet<_> = all.iter().collect();
    assert_eq!(once.len(), all.len(), "{all:?}");
}

#[test]
fn sentences_stand_across_from_each_other_under_one_address_in_all_editions() {
    let [zh, en, parallel] = built(&plain());
    let rows = rows(&parallel);
    let expected = CHINESE.iter().zip(ENGLISH).enumerate();
    let expected: Vec<_> =
        expected.map(|(at, (zh, en))| (format!("p1.{}", at + 1), zh.to_string(), en.to_owned())).collect();
    let trimmed: Vec<_> = rows.into_iter().map(|(id, zh, en)| (id, zh, en.trim_end().to_owned())).collect();
    assert_eq!(trimmed, expected);
    for (page, texts) in [(&zh, &CHINESE), (&en, &ENGLISH)] {
        for (at, text) in texts.iter().enumerate() {
            let own = elements(page, &format!("<span id=\"p1.{}\"", at + 1));
            assert_eq!(own.iter().map(|one| read(one).trim_end().to_owned()).collect::<Vec<_>>(), [*text]);
        }
    }
    for page in [&zh, &en, &parallel] {
        is_sound(page);
    }
    assert!(parallel.contains("<a class=\"sn\" href=\"#p1.2\">1.2</a>"));
    assert!(!parallel.contains(">1.1</a>"), "the first sentence bears the number of its passage");
}

#[test]
fn single_editions_breathe_at_the_same_places_before_a_group_is_too_long() {
    let [zh, en, _] = built(&plain());
    let begins = |page: &str| -> Vec<String> {
        elements(page, "<span class=\"grp\"").iter().map(|group| ids(group)[0].to_owned()).collect()
    };
    assert_eq!(begins(&zh), begins(&en));
    assert!(begins(&zh).len() > 1, "{:?}", begins(&zh));
    for group in elements(&en, "<span class=\"grp\"") {
        let words = read(group).split_whitespace().count();
        assert!(words <= 70, "{words}: {group}");
    }
    assert_eq!(read(elements(&zh, "<blockquote")[0]), CHINESE.concat());
    assert_eq!(read(elements(&en, "<blockquote")[0]), ENGLISH.join(" "));
}

#[test]
fn short_passages_and_what_is_no_paragraph_stay_whole() {
    let short = CHINESE[..2].concat();
    let page = built(&site(&short, &format!("> {short}"), &format!("> {}", ENGLISH[..2].join(" "))));
    assert!(page.iter().all(|one| !one.contains("p1.1") && !one.contains("class=\"view")), "short");
    let items = CHINESE.map(|one| format!("> - {one}\n")).concat();
    let english = ENGLISH.map(|one| format!("> - {one}\n")).concat();
    let page = built(&site(&CHINESE.join("\n"), &items, &english));
    assert!(page.iter().all(|one| !one.contains("p1.1")), "a list");
}

#[test]
fn the_introduction_of_a_topic_has_rows_and_the_cover_and_a_comparison_have_none() {
    let folder = plain();
    folder.page("content/topic/_index.zh.md", "title: 主题", CHINESE.concat());
    folder.page("content/topic/_index.en.md", "title: Topic", ENGLISH.join(" "));
    folder.page("content/_index.zh.md", "title: 站点", CHINESE.concat());
    folder.page("content/_index.en.md", "title: Site", ENGLISH.join(" "));
    built(&folder);
    assert_eq!(rows(&folder.read("public/parallel/topic/index.html")).len(), CHINESE.len());
    assert!(folder.read("public/zh/topic/index.html").contains("id=\"p1.2\""), "in single editions too");
    assert!(!folder.read("public/parallel/index.html").contains("p1.2"));
}

#[test]
fn a_long_paragraph_of_the_editor_has_rows_and_says_once_who_speaks() {
    let folder = plain();
    folder.page(
        ZH,
        "title: 学校\noriginal: report",
        format!("{}\n\n> {}", CHINESE.concat(), CHINESE.concat()),
    );
    folder.page(EN, "title: Schools", format!("{}\n\n> {}", ENGLISH.join(" "), ENGLISH.join(" ")));
    let pages = built(&folder);
    assert_eq!(pages[2].matches("<span class=\"voice\">编者按</span>").count(), 1);
    assert_eq!(pages[2].matches("<span class=\"voice\">Editor’s note</span>").count(), 1);
    assert_eq!(rows(&pages[2]).len(), 10);
    assert!(pages[2].contains("id=\"p1.5\"") && pages[2].contains("id=\"p2.5\""));
}

/// A quotation with marks of every kind, many of them over a seam, on both sides.
fn hostile() -> Folder {
    let original = format!("{}\n\n{}", CHINESE.concat(), CHINESE.concat());
    let [a, b, c, d, e] = CHINESE;
    let zh = format!(
        "> **{a}{}**{{>>这是一条注。<<}}{}[{c}{d}](long.zh.md#p1){{>>又一条。<<}}`{e}`\n>\n> *{a}**{b}***~~{c}~~{{=={}==}}{{>>存疑。<<}}{}[^1]<b>{}</b>[…]\n\n[^1]: 脚注。",
        &b[..b.len() / 2 / 3 * 3],
        &b[b.len() / 2 / 3 * 3..],
        &d[..15],
        &d[15..],
        &e[..e.len() - 3],
    );
    let [a, b, c, d, e] = ENGLISH;
    let en = format!(
        "> **{a} {}**{{>>This is a note.<<}}{} [{c} {d}](long.en.md#p1){{>>Another.<<}} `{e}`\n>\n> *{a} **{b}*** ~~{c}~~ {{=={}==}}{{>>Doubtful.<<}}{}[^1] <b>{}</b> […]\n\n[^1]: A footnote.",
        &b[..30],
        &b[30..],
        &d[..12],
        &d[12..],
        e.trim_end_matches('.'),
    );
    site(&original, &zh, &en)
}

#[test]
fn marks_that_cross_a_seam_stay_whole_and_the_text_is_the_same() {
    let folder = hostile();
    let ran = folder.run(&["build"]);
    assert_eq!(ran.status.code(), Some(0), "{}", ran.stderr);
    let seen = unchanged(&folder.path().join("public"));
    assert!(seen >= 1, "no passage has rows");
    let parallel = folder.read("public/parallel/topic/long.html");
    let sides = rows(&parallel);
    assert!(sides.len() > 3, "{sides:#?}");
    // Emphasis and a link over a seam are there on both sides of it.
    assert!(
        parallel.matches("<strong>").count() > 4 && parallel.matches("long.html#p1\">").count() == 4,
        "{parallel}"
    );
    // A note stands once, with what it is a note to.
    for id in ["r1", "r2", "r3", "r1-en", "r2-en", "r3-en"] {
        assert_eq!(ids(&parallel).iter().filter(|one| **one == id).count(), 1, "{id}");
    }
}

/// Compares every passage in rows with the text that the data files give; how many were seen.
fn unchanged(public: &Path) -> usize {
    let data = std::fs::read_to_string(public.join("data/passages.jsonl")).unwrap();
    let mut seen = 0;
    for line in data.lines() {
        let one: serde_json::Value = serde_json::from_str(line).unwrap();
        let (page, id) = (one["page"].as_str().unwrap(), one["id"].as_str().unwrap());
        let open = |edition: &str| {
            let page = std::fs::read_to_string(public.join(format!("{edition}/{page}.html"))).ok()?;
            Some(crate::markup::spelled_out(&page).unwrap())
        };
        let Some(parallel) = open("parallel") else { continue };
        let own: Vec<_> =
            rows(&parallel).into_iter().filter(|(row, ..)| row.starts_with(&format!("{id}."))).collect();
        if own.is_empty() {
            continue;
        }
        seen += 1;
        is_sound(&parallel);
        let passage = elements(&parallel, &format!("<div class=\"passage rowed\" id=\"{id}\""));
        let passage = passage.first().copied().unwrap_or_else(|| {
            elements(&parallel, &format!("<div class=\"passage own rowed\" id=\"{id}\""))[0]
        });
        let all = rows(passage);
        let flat = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ").replace("[...]", "[…]");
        let zh: String = all.iter().map(|(_, zh, _)| zh.as_str()).collect();
        let en: String = all.iter().map(|(_, _, en)| format!("{en} ")).collect();
        assert_eq!(
            flat(&zh).replace(' ', ""),
            flat(one["zh"].as_str().unwrap()).replace(' ', ""),
            "{page}#{id}"
        );
        assert_eq!(flat(&en), flat(one["en"].as_str().unwrap()), "{page}#{id}");
        let numbered: Vec<&str> = own.iter().map(|(id, ..)| id.as_str()).collect();
        for (edition, side) in [("zh", "zh"), ("en", "en")] {
            let single = open(edition).unwrap();
            is_sound(&single);
            let there: Vec<&str> =
                ids(&single).into_iter().filter(|one| one.starts_with(&format!("{id}."))).collect();
            assert_eq!(there, numbered, "{page}#{id}: the same addresses in {edition}");
            let text = elements(&single, &format!("<div class=\"passage\" id=\"{id}\""));
            let text = text
                .first()
                .copied()
                .unwrap_or_else(|| elements(&single, &format!("<div class=\"passage own\" id=\"{id}\""))[0]);
            let paragraphs: Vec<String> =
                elements(text, "<p><span class=\"grp\"").iter().map(|one| read(one)).collect();
            let (read, said) = (paragraphs.join("\n"), one[side].as_str().unwrap());
            assert_eq!(flat(&read), flat(said), "{edition}/{page}#{id}");
        }
    }
    seen
}

#[test]
fn on_the_real_site_no_row_changes_a_text() {
    let out = Folder::new();
    let root = env!("CARGO_MANIFEST_DIR");
    let target = out.path().join("public");
    let ran = program().args(["-C", root, "build", "--output"]).arg(&target).output().unwrap();
    assert!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stderr));
    let seen = unchanged(&target);
    assert!(seen > 60, "only {seen} passages have rows");
}

#[test]
fn a_heading_cannot_take_the_address_of_a_sentence() {
    let folder = plain();
    for (path, text) in [(ZH, CHINESE.concat()), (EN, ENGLISH.join(" "))] {
        let title = if path == ZH { "title: 学校\noriginal: report" } else { "title: Schools" };
        folder.page(path, title, format!("> {text}\n\n## 1 {{#p1.2}}\n\n## 2 {{#p1.2-2}}"));
    }
    built(&folder).iter().for_each(|page| is_sound(page));
}

#[test]
fn surroundings_are_whole_sentences_and_in_english_say_what_stands_there() {
    let zh = CHINESE.concat();
    let folder = plain();
    folder.page(
        "content/topic/part.zh.md",
        "title: 一部分\noriginal: report",
        format!("> {}", &CHINESE[1][CHINESE[1].find("每个").unwrap()..]),
    );
    folder.page("content/topic/part.en.md", "title: A part", "> no class has more than 45 pupils.");
    let [chinese, english, _] = built(&folder);
    let context = |page: &str| -> Vec<String> {
        let all = elements(page, "<div class=\"context\"");
        elements(all[0], "<p").iter().map(|one| read(one)).collect()
    };
    assert_eq!(
        context(&chinese),
        [
            "全市生产总值从3875亿元增加到5786亿元，年均增长6.4%。".to_owned(),
            format!("{}……{}", CHINESE[0], CHINESE[4]),
            "在原文中查看".to_owned(),
        ]
    );
    // The paragraph before is quoted by another page: its translation stands here.
    let said = context(&english);
    assert!(said[0].trim_start().starts_with("The city’s GDP rose from RMB 387.5 billion"), "{said:?}");
    assert_eq!(said[1], "The document ends with it.");
    // What begins in mid-sentence is shown from the beginning of the sentence.
    let part = context(&folder.read("public/zh/topic/part.html"));
    assert_eq!(part[0], format!("……{}{}……", CHINESE[1], [CHINESE[2], CHINESE[3]].concat()));
    assert!(zh.contains(CHINESE[1]));
    // Its English is part of a sentence that has no English of its own: nothing is claimed.
    let part = context(&folder.read("public/en/topic/part.html"));
    assert!(part[0].ends_with("not excerpted") || part[0].contains("sports ground"), "{part:?}");
}

#[test]
fn passages_jsonl_gives_each_sentence_its_address_and_both_wordings() {
    let folder = plain();
    built(&folder);
    let data = folder.read("public/data/passages.jsonl");
    let line = data.lines().map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap());
    let line = line.into_iter().find(|one| one["page"] == "topic/long" && one["id"] == "p1").unwrap();
    let part = |side: &str, range: &serde_json::Value| -> String {
        let bound = |at: usize| range[at].as_u64().unwrap() as usize;
        line[side].as_str().unwrap().chars().skip(bound(0)).take(bound(1) - bound(0)).collect()
    };
    let sentences = line["sentences"].as_array().unwrap();
    let said: Vec<[String; 3]> = sentences
        .iter()
        .map(|one| [one["id"].as_str().unwrap().to_owned(), part("zh", &one["zh"]), part("en", &one["en"])])
        .collect();
    let expected = CHINESE.iter().zip(ENGLISH).enumerate();
    let expected: Vec<[String; 3]> =
        expected.map(|(at, (zh, en))| [format!("p1.{}", at + 1), zh.to_string(), en.to_string()]).collect();
    assert_eq!(said, expected);
    for other in data.lines().filter(|line| !line.contains("topic/long")) {
        let other: serde_json::Value = serde_json::from_str(other).unwrap();
        assert_eq!(other["sentences"], serde_json::json!([]), "a short passage is one unit: {other}");
    }
    // Told in another order, nothing certainly stands across from anything: one unit.
    let turned: Vec<&str> = ENGLISH.iter().rev().copied().collect();
    folder.write(EN, folder.read(EN).replace(&ENGLISH.join(" "), &turned.join(" ")));
    let ran = folder.run(&["build"]);
    assert_eq!(ran.status.code(), Some(0), "{}", ran.stderr);
    let data = folder.read("public/data/passages.jsonl");
    let line = data.lines().find(|line| line.contains("topic/long")).unwrap();
    let line: serde_json::Value = serde_json::from_str(line).unwrap();
    let sentences = line["sentences"].as_array().unwrap();
    assert!(sentences.len() < 3, "{sentences:#?}");
}

#[test]
fn a_mark_of_what_fell_behind_points_at_the_sentence_that_changed() {
    let zh = CHINESE.concat();
    let folder = site(&zh, &zh, &ENGLISH.join(" "));
    folder.write("content/topic/long.zh.md", folder.read(ZH).replace("original: report\n", ""));
    assert_eq!(folder.run(&["accept"]).status.code(), Some(0));
    folder.write(ZH, folder.read(ZH).replace("都配有运动场和图书馆", "都配有操场和阅览室"));
    let [zh, en, parallel] = built(&folder);
    let marked = |page: &str, start: &str| -> Vec<String> {
        page.split(start).skip(1).map(|rest| rest.split('"').next().unwrap().to_owned()).collect()
    };
    assert_eq!(marked(&parallel, "<div class=\"row changed\" id=\""), ["p1.2"]);
    assert_eq!(marked(&en, "<span class=\"changed\" id=\""), ["p1.2"]);
    assert!(!zh.contains("changed\" id="), "the Chinese is what it is");
    assert!(en.contains("The sentence that changed: <a href=\"#p1.2\">1.2</a>."), "{en}");
    assert!(parallel.contains("改动的句子：<a href=\"#p1.2\">1.2</a>。"));
    let findings = folder.read("public/findings.html");
    assert!(
        findings.contains("<a href=\"parallel/topic/long.html#p1.2\">content/topic/long.en.md:"),
        "{findings}"
    );

    // A change that is in two sentences, or nowhere in particular, points at no one sentence alone.
    folder.write(ZH, folder.read(ZH).replace("比五年前增加四十所", "比五年前多四十所"));
    let [_, en, _] = built(&folder);
    assert_eq!(marked(&en, "<span class=\"changed\" id=\""), ["p1.1", "p1.2"]);
    assert!(en.contains("The sentences that changed: <a href=\"#p1.1\">1.1</a>, <a href=\"#p1.2\">1.2</a>."));
    let whole = folder.read(ZH).replace(CHINESE[2], "");
    folder.write(
        ZH,
        whole.replace("都配有操场和阅览室", "都配有运动场和图书馆").replace("比五年前多", "比五年前增加"),
    );
    let ran = folder.run(&["build"]);
    let page = folder.read("public/en/topic/long.html");
    assert!(
        ran.status.code() == Some(1) || !page.contains("class=\"changed\""),
        "a sentence that is gone is at no place"
    );
}

#[test]
fn the_twin_of_a_figure_stands_in_the_sentence_across_from_it() {
    let zh = "报告是2022年4月作的，回顾了此前五年的工作，内容很长，分为几个部分，讲到经济、社会和城市建设的许多方面。报告另外列出2022年的计划，其中大多数是工程，少数是制度。图中的年份是本站推定的，推定为2021年，报告本身没有写明。报告回顾到2021年为止。";
    let en = "The report was given in April 2022 and reviews the work of the five years before it, is long and has several parts, which treat many sides of the economy, of society and of the building of the city. It also lists plans for 2022, most of which are works and some of which are rules. The year in the chart is inferred by this site as 2021, which the report itself does not state. The report reviews the time up to 2021.";
    let folder = Folder::with_site();
    folder.page(ZH, "title: 学校", zh);
    folder.page(EN, "title: Schools", en);
    let [_, _, parallel] = built(&folder);
    // A mark without a number has that of the one before it on its side and one more.
    let numbers = |html: &str, last: &mut usize| -> Vec<usize> {
        let number = |mark: &str| {
            *last = mark
                .strip_prefix(" data-n=\"")
                .map_or(*last + 1, |k| k.split('"').next().unwrap().parse().unwrap());
            *last
        };
        html.split("<b").skip(1).map(number).collect()
    };
    let (mut seen, mut last) = (0, [0, 0]);
    for row in elements(&parallel, "<div class=\"row") {
        let side = |lang: &str| elements(row, &format!("<p lang=\"{lang}\"")).concat();
        let zh = numbers(&side("zh-Hans"), &mut last[0]);
        let en = numbers(&side("en"), &mut last[1]);
        assert_eq!(zh, en, "{row}");
        seen += en.len();
    }
    assert!(seen >= 4, "{seen}: {parallel}");
}

#[test]
fn templates_of_a_site_may_show_passages_as_the_program_does_or_in_their_own_way() {
    let folder = plain();
    let [zh, en, parallel] = built(&folder);
    let own = include_str!("../templates/excerpt.html").replace("</article>", "<!-- own --></article>");
    folder.write("templates/excerpt.html", own);
    for (own, inside) in built(&folder).iter().zip([&zh, &en, &parallel]) {
        assert!(own.contains("<!-- own -->") && !inside.contains("<!-- own -->"));
        let [own, inside] =
            [&own.replace("<!-- own -->", ""), inside].map(|page| crate::markup::in_one_spelling(page));
        assert_eq!(own, inside);
    }
    let passage = "<section id=\"{{ x.id }}\">{{ x.number }}|{{ x.kind }}|{{ x.zh.html | safe }}|{% if x.rows %}{{ x.rows.paragraphs[0] | length }}{% endif %}|{% if x.en.evidence %}{{ x.en.evidence[0].label }}{% endif %}|{{ x.html | length }}</section>";
    folder.write("templates/passage.html", passage);
    let [zh, _, parallel] = built(&folder);
    let shown = |page: &str| elements(page, "<section id=\"p1\"").concat();
    assert!(shown(&zh).starts_with("1|quote|<blockquote class=\"body quote\""), "{zh}");
    assert_eq!(read(&shown(&zh)).split('|').nth(2).unwrap(), CHINESE.concat());
    let length =
        |page: &str| shown(page).rsplit('|').next().unwrap().split('<').next().unwrap().parse::<usize>();
    assert!(length(&parallel).unwrap() > length(&zh).unwrap(), "each edition shows it in its own way");
}
