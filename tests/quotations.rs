//! What looks like a quotation is one: every nesting in every dress, right and with a word changed.

use std::collections::BTreeSet;

use duizhao::assemble::load::Options;
use duizhao::base::diagnostic::Diagnostic;
use duizhao::cli;
use duizhao::model::proof::Quoted;

use crate::site::Folder;

const ORIGINAL: &str = "---\ntitle: { zh: 文件, en: Document }\nsign: 文\n---\n\
    过去五年，全市企业数量（不含个体）从三万家增加到五万家，城乡居民收入稳步提高。\n\n\
    今后五年，我们要坚定不移扩大开放，把港口建成区域性枢纽。\n";

/// How the lines of a quotation are put into a page: their first line begins with `> ` in its place.
const NESTINGS: [(&str, &str, &str); 14] = [
    ("plain", "", "> "),
    ("bullet", "- 一项：\n\n  > @", "  > "),
    ("tight", "- 一项\n  > @", "  > "),
    ("number", "1. 一项：\n\n   > @", "   > "),
    ("deep", "- 一项\n\n  - 又一项：\n\n    > @", "    > "),
    ("footnote", "正文[^1]。\n\n[^1]: 见：\n\n    > @", "    > "),
    ("quote", "> > @", "> > "),
    ("listed", "> - @", ">   "),
    ("headed", "> ## @", "> ## "),
    ("callout", "> [!NOTE]\n> 见：\n>\n> > @", "> > "),
    ("lazy", "> @", ""),
    ("noted item", "- 一项[^1]\n\n  [^1]: 见：\n\n      > @", "      > "),
    ("callout item", "- > [!NOTE]\n  > 见：\n  >\n  > > @", "  > > "),
    ("numbered item", "- 一项\n  1. 又一项：\n\n     > @", "     > "),
];

/// How the words of a quotation are dressed; `@` is a word that can be changed, `|` a line break.
const DRESSES: [(&str, &str); 18] = [
    ("plain", "全市企业数量（不含个体）从三万家@到五万家"),
    ("strong", "全市企业数量（不含个体）从三万家**@到**五万家"),
    ("emphasis", "*全市企业数量（不含个体）从三万家@到五万家*"),
    ("strike", "全市企业数量（不含个体）从三万家~~@~~到五万家"),
    ("code", "全市企业数量（不含个体）从三万家`@`到五万家"),
    ("link", "全市企业数量（不含个体）从三万家[@到](https://example.org/)五万家"),
    ("escape", "全市企业数量（不含个体）从三万家&#x589e;&#x52a0;到@五万家"),
    ("wrapped", "全市企业数量（不含个体）|从三万家@到五万家"),
    ("hard", "全市企业数量（不含个体）从三万家@到  |五万家"),
    ("break", "全市企业数量（不含个体）从三万家@<br>到五万家"),
    ("underlined", "全市企业数量（不含个体）从三万家<u>@</u>到五万家"),
    ("marked", "全市企业数量（不含个体）从三万家<mark>@</mark>到五万家"),
    ("nested", "全市企业数量（不含个体）从三万家***@***到五万家"),
    ("cut", "全市企业数量[…]从三万家@到五万家"),
    ("typed", "全市企业数量[...]从三万家@到五万家"),
    ("inserted", "全市[的]企业数量（不含个体）从三万家@到五万家"),
    ("noted", "全市企业数量（不含个体）从三万家@到{>>原文如此。<<}五万家"),
    ("emended", "全市企业数量（不含个体）从三万家{==@==}{>>存疑。<<}到五万家"),
];

fn page(nesting: (&str, &str, &str), words: &str) -> String {
    let (_, before, line) = nesting;
    let mut lines = words.split('|');
    let first = lines.next().unwrap();
    let mut text = match before.contains('@') {
        true => before.replace('@', first),
        false => format!("{before}{line}{first}"),
    };
    for one in lines {
        text.push_str(&format!("\n{line}{one}"));
    }
    text
}

/// The English of a dressed quotation, with as many notes and marks.
fn english(nesting: (&str, &str, &str), dress: &str) -> String {
    let words = match dress {
        "noted" => "Firms rose from thirty thousand to{>>As printed.<<} fifty thousand",
        "emended" => "Firms {==rose==}{>>Doubtful.<<} from thirty thousand to fifty thousand",
        _ => "Firms rose from thirty thousand to fifty thousand",
    };
    let nesting = (
        nesting.0,
        &*nesting
            .1
            .replace("又一项：", "Another:")
            .replace("一项：", "An item:")
            .replace("一项", "An item")
            .replace("正文", "Text")
            .replace("见：", "See:")
            .replace('。', "."),
        nesting.2,
    );
    page(nesting, words)
}

fn site() -> Folder {
    let folder = Folder::with_site();
    folder.write("content/originals/doc.md", ORIGINAL);
    folder
}

fn write(folder: &Folder, name: &str, zh: &str, en: &str) {
    let header = if zh.starts_with("---") { "" } else { "---\ntitle: 页\noriginal: doc\n---\n\n" };
    folder.write(&format!("content/topic/{name}.zh.md"), format!("{header}{zh}\n"));
    folder.write(&format!("content/topic/{name}.en.md"), format!("---\ntitle: Page\n---\n\n{en}\n"));
}

fn findings(folder: &Folder) -> Vec<Diagnostic> {
    cli::know(folder.path(), &Options::default()).unwrap().checked.findings
}

#[test]
fn every_nesting_in_every_dress_is_proved() {
    let folder = site();
    // “增加” is what stands there; the others are a word changed, dropped, added, turned, in another script.
    let words = ["增加", "减少", "增", "增加了", "加增", "増加"];
    let (mut clean, mut changed) = (BTreeSet::new(), BTreeSet::new());
    for nesting in NESTINGS {
        for (dress, text) in DRESSES {
            if nesting.0 == "headed" && text.contains('|') {
                continue;
            }
            for (number, word) in words.iter().enumerate() {
                let word = if dress == "escape" && number == 0 { "" } else { word };
                let name = format!("{}-{dress}-{number}", nesting.0.replace(' ', "-"));
                let zh = page(nesting, &text.replace('@', word));
                write(&folder, &name, &zh, &english(nesting, dress));
                let all = if number == 0 { &mut clean } else { &mut changed };
                all.insert(format!("content/topic/{name}.zh.md"));
            }
        }
    }
    let found = findings(&folder);
    let told: BTreeSet<String> = found
        .iter()
        .filter(|one| one.rule == "quote-not-found")
        .map(|one| one.primary.place.path.to_string())
        .collect();
    let missed: Vec<_> = changed.difference(&told).collect();
    assert!(missed.is_empty(), "{} of {} missed: {missed:#?}", missed.len(), changed.len());
    let clean_en = clean.iter().map(|path| path.replace(".zh.", ".en."));
    let of_clean: BTreeSet<String> = clean.iter().cloned().chain(clean_en).collect();
    let false_alarms: Vec<_> = found
        .iter()
        .filter(|one| one.rule != "original-uncovered" && of_clean.contains(&*one.primary.place.path))
        .map(|one| format!("{} {}: {}", one.rule, one.primary.place.path, one.message.en))
        .collect();
    assert!(false_alarms.is_empty(), "{} of {}: {false_alarms:#?}", false_alarms.len(), clean.len());
    assert!(changed.len() > 1200, "{}", changed.len());
}

/// What is said of a pair of texts: rules with words of their message.
fn said(zh: &str, en: &str) -> Vec<String> {
    let folder = site();
    write(&folder, "page", zh, en);
    let found = findings(&folder).into_iter().filter(|one| one.primary.place.path.contains("/page."));
    found.map(|one| format!("{}: {}", one.rule, one.message.en)).collect()
}

#[test]
fn what_cannot_be_compared_is_refused() {
    for (zh, en, what) in [
        (
            "> 今后五年，我们要坚定不移扩大开放\n>\n> ```\n> 编造的话\n> ```",
            "> In the next five years we open\n>\n> ```\n> invented\n> ```",
            "code inside",
        ),
        (
            "> 今后五年，我们要坚定不移扩大开放\n>\n>     编造的话",
            "> In the next five years we open\n>\n>     invented",
            "code inside",
        ),
        (
            "- 项\n\n  > 今后五年\n  >\n  >     编造的话",
            "- Item\n\n  > In the next five years\n  >\n  >     invented",
            "code inside",
        ),
        (
            "> | 今后 | 五年 |\n> | --- | --- |\n> | 港口 | 开放 |",
            "> | In | years |\n> | --- | --- |\n> | port | open |",
            "a table inside",
        ),
        (
            "> 今后五年，![我们](https://example.org/a.png)要坚定不移扩大开放",
            "> In the next years ![we](https://example.org/a.png) open",
            "an image inside",
        ),
    ] {
        let said = said(zh, en);
        assert!(
            said.iter().any(|one| one.starts_with("quote-not-found") && one.contains(what)),
            "{zh}: {said:?}"
        );
    }
}

#[test]
fn quotations_in_html_are_refused_on_both_sides() {
    let folder = site();
    folder.write("content/site.yaml", folder.read("content/site.yaml") + "raw_html: true\n");
    write(&folder, "block", "<blockquote>编造的话</blockquote>", "<blockquote>Invented</blockquote>");
    write(&folder, "inline", "他说<q>编造的话</q>。", "He said <Q lang=\"en\">invented</Q>.");
    write(
        &folder,
        "inside",
        "> 今后五年\n>\n> <div>编造的话</div>",
        "> In the next years\n>\n> <div>Invented</div>",
    );
    write(
        &folder,
        "ordinary",
        "---\ntitle: 页\noriginal: none\n---\n\n他说<q>老话</q>。",
        "He said <q>an old saying</q>.",
    );
    let found = findings(&folder);
    let told = |path: &str| {
        found
            .iter()
            .filter(|one| one.rule == "quote-not-found" && one.primary.place.path.ends_with(path))
            .count()
    };
    assert_eq!((told("block.zh.md"), told("block.en.md")), (1, 1), "{found:#?}");
    assert_eq!((told("inline.zh.md"), told("inline.en.md")), (1, 1));
    assert_eq!(told("inside.zh.md"), 1);
    assert_eq!((told("ordinary.zh.md"), told("ordinary.en.md")), (0, 0));
}

#[test]
fn an_english_quotation_has_a_chinese_one_across_from_it() {
    for (zh, en) in [
        ("一句话。", "> A sentence."),
        ("- 一句话。", "- > A sentence."),
        ("- 项\n\n  一句话。", "- Item\n\n  > A sentence."),
        ("正文[^1]。\n\n[^1]: 一句话。", "Text[^1].\n\n[^1]: > A sentence."),
        ("> [!NOTE]\n> 一句话。", "> [!NOTE]\n> > A sentence."),
        ("> [!NOTE]\n> 一句话。", "> A sentence."),
        ("> 今后五年，我们要坚定不移扩大开放", "> In the next five years.\n>\n> > And more."),
    ] {
        let said = said(zh, en);
        assert!(said.iter().any(|one| one.starts_with("passage-unpaired")), "{en}: {said:?}");
    }
}

#[test]
fn a_page_that_quotes_nothing_named_is_told_once_and_both_ways() {
    let folder = site();
    write(
        &folder,
        "page",
        "---\ntitle: 页\n---\n\n> 甲。\n\n- 项\n\n  > 乙。\n\n> 丙。",
        "> A.\n\n- Item\n\n  > B.\n\n> C.",
    );
    let found = findings(&folder);
    let told: Vec<_> = found.iter().filter(|one| one.rule == "quote-not-found").collect();
    assert_eq!(told.len(), 1, "{told:#?}");
    assert!(told[0].help.en.contains("original: NAME") && told[0].help.en.contains("original: none"));
    assert!(told[0].help.zh.contains("original: 原文名") && told[0].help.zh.contains("original: none"));
}

#[test]
fn ordinary_quotations_are_said_to_be_so_in_the_header_the_topic_or_the_site() {
    let (zh, en) = ("---\ntitle: 页\n---\n\n> 一句老话。", "> An old saying.");
    let own = "---\ntitle: 页\noriginal: none\n---\n\n> 一句老话。";
    let told = |folder: &Folder| findings(folder).iter().filter(|one| one.rule == "quote-not-found").count();
    let folder = site();
    write(&folder, "page", own, en);
    assert_eq!(told(&folder), 0);
    write(&folder, "page", zh, en);
    assert_eq!(told(&folder), 1);
    folder.write("content/topic/_index.zh.md", "---\ntitle: 主题\noriginal: none\n---\n\n这是主题。\n");
    assert_eq!(told(&folder), 0);
    folder.write("content/topic/_index.zh.md", "---\ntitle: 主题\n---\n\n这是主题。\n");
    folder.write("content/site.yaml", folder.read("content/site.yaml") + "original: none\n");
    assert_eq!(told(&folder), 0);
    // A page that names an original, and a quotation that names its place, are held to it.
    write(&folder, "page", "> 一句老话。", en);
    assert_eq!(told(&folder), 1);
    write(&folder, "page", "---\ntitle: 页\n---\n\n> 一句老话。\n> — doc#1", "> An old saying.\n> — doc#1");
    assert_eq!(told(&folder), 1);
}

/// The runs of the first quotation of a page, as paragraphs of its original.
fn paragraphs(zh: &str, original: &str) -> (Vec<usize>, usize) {
    let folder = site();
    folder.write("content/originals/doc.md", original);
    write(&folder, "page", zh, "> A quotation.");
    let known = cli::know(folder.path(), &Options::default()).unwrap();
    let at = known.site.position("topic/page").unwrap();
    let found = known.proof.pages[at].passages[0].quotes.iter().find_map(|one| match &one.quoted {
        Quoted::Found(found) => Some(found.clone()),
        _ => None,
    });
    let found = found.expect("it is there");
    let original = &known.site.originals[found.original];
    let runs = found.runs.iter().map(|run| *original.paragraphs_of(run).start()).collect();
    (runs, found.also.len())
}

#[test]
fn the_place_is_the_very_place_also_among_many_that_begin_alike() {
    let mut original = String::from("---\ntitle: { zh: 文件, en: Document }\nsign: 文\n---\n");
    for n in 1..=300 {
        original.push_str(&format!("我们要坚持稳中求进，做好各项工作，第{n}项完成。\n\n"));
    }
    for n in [1, 64, 65, 100, 299, 300] {
        let quoted = format!("> 我们要坚持稳中求进[…]第{n}项完成。");
        assert_eq!(paragraphs(&quoted, &original), (vec![n, n], 0), "{n}");
        let quoted = format!("> 我们要坚持稳中求进[…]工作[…]第{n}项完成。");
        assert_eq!(paragraphs(&quoted, &original), (vec![n, n, n], 0), "{n}");
    }
    let located = "> 我们要坚持稳中求进[…]工作\n> — doc#200";
    assert_eq!(paragraphs(located, &original), (vec![200, 200], 0));
    // The words between stand twice between the two ends, in different paragraphs: told.
    let twice = "---\ntitle: { zh: 文件, en: Document }\nsign: 文\n---\n开头的话。\n\n甲：加快发展。\n\n乙：加快发展。\n\n结尾的话。\n";
    assert_eq!(paragraphs("> 开头的话。[…]加快发展。[…]结尾的话。", twice).1, 1);
}

#[test]
fn places_are_found_in_linear_time() {
    let mut original = String::from("---\ntitle: { zh: 文件, en: Document }\nsign: 文\n---\n");
    original.push_str(&"我们要坚持稳中求进，做好各项工作。\n".repeat(20_000));
    let begun = std::time::Instant::now();
    let quoted = format!("> {}我们要坚持稳中求进", "我们要[…]".repeat(50));
    paragraphs(&quoted, &original);
    assert!(begun.elapsed().as_secs() < 60, "{:?}", begun.elapsed());
}

#[test]
fn omission_marks_that_people_type_are_told_what_to_write() {
    for mark in [
        "……",
        "（略）",
        "(…)",
        "（……）",
        "...",
        "【略】",
        "[中略]",
        "[省略]",
        "（省略）",
        "(......)",
        "······",
        "⋯⋯",
        "【…】",
        "。。。",
        "〔下略〕",
        "×××",
    ] {
        let said = said(&format!("> 全市企业数量{mark}增加到五万家"), "> Firms […] rose to fifty thousand");
        assert!(said.iter().any(|one| one.contains("words left out are marked […]")), "{mark}: {said:?}");
        assert_eq!(said.len(), 1, "{mark}: {said:?}");
    }
    for mark in ["[…]", "[……]", "[...]", "［…］", "［……］", "[。。。]", "[⋯⋯]"] {
        let said = said(&format!("> 全市企业数量{mark}增加到五万家"), "> Firms […] rose to fifty thousand");
        assert!(said.is_empty(), "{mark}: {said:?}");
    }
    assert_eq!(
        said(
            "> 过去五年\n>\n> […]\n>\n> 今后五年",
            "> In the past five years\n>\n> […]\n>\n> In the next five years"
        ),
        Vec::<String>::new()
    );
}

#[test]
fn a_mark_of_an_omission_in_a_paragraph_of_its_own_is_told_too() {
    for mark in ["……", "（略）", "。。。。。。"] {
        let told = said(
            &format!("> 过去五年\n>\n> {mark}\n>\n> 今后五年"),
            "> In the past five years\n>\n> […]\n>\n> In the next five years",
        );
        assert_eq!(told.len(), 1, "{mark}: {told:?}");
        assert!(told[0].contains("words left out are marked […]"), "{mark}: {told:?}");
    }
}

#[test]
fn each_kind_has_its_dress_on_the_page() {
    let folder = site();
    write(
        &folder,
        "proved",
        "- 一项：\n\n  > 今后五年，我们要坚定不移扩大开放",
        "- An item:\n\n  > In the next five years we shall open up",
    );
    write(
        &folder,
        "ordinary",
        "---\ntitle: 页\noriginal: none\n---\n\n> 一句老话。\n\n> [!WARNING]\n> 小心。",
        "> An old saying.\n\n> [!WARNING]\n> Take care.",
    );
    write(
        &folder,
        "read",
        "> 今后五年，我们要{~~坚定~>坚决~~}不移扩大开放",
        "> In the next five years we shall open up",
    );
    let ran = folder.run(&["build"]);
    assert_eq!(ran.status.code(), Some(0), "{}", ran.stderr);
    let page = |name: &str| folder.read(&format!("public/parallel/topic/{name}.html"));
    let proved = page("proved");
    assert!(
        proved.contains("<li><p>一项：</p><blockquote class=\"quote\" cite=\"../../originals/doc.html#p2\">"),
        "{proved}"
    );
    assert!(
        proved.contains("<blockquote class=\"quote translated\">") && proved.contains("class=\"evidence\"")
    );
    assert!(folder.read("public/originals/doc.html").contains("topic/proved.html"), "it counts as excerpted");
    let ordinary = page("ordinary");
    assert_eq!(ordinary.matches("class=\"body quote ordinary\"").count(), 2);
    assert!(!ordinary.contains("class=\"evidence\"") && !ordinary.contains(" cite=\""));
    assert!(
        ordinary.contains("<div class=\"callout warning\" role=\"note\"><p class=\"callout-name\">警告</p>")
    );
    assert!(ordinary.contains("<p class=\"callout-name\">Warning</p>"));
    let findings = folder.read("public/findings.html");
    assert!(
        findings.contains("href=\"parallel/topic/ordinary.html\"")
            && !findings.contains("parallel/topic/proved.html\">topic/proved</a>, ")
    );
    let read = page("read");
    assert!(
        read.contains("<mark class=\"emend\">坚定</mark><span class=\"reading\">（应读作“坚决”）</span>"),
        "{read}"
    );
}
