//! Many of one thing: headings, notes, tags, originals, figures, lines of a glossary or of a lock. What one site has a
//! few of, another may have thousands of.

use crate::inputs::{Kind, accepted, all, original, page, pages, unlike};
use crate::site::Folder;

/// A page with this in its headers, besides title and summary.
fn headed(folder: &Folder, zh: &str, en: &str) {
    folder.page("content/topic/long.zh.md", &format!("title: 页\nsummary: 一句\n{zh}"), "正文。");
    folder.page("content/topic/long.en.md", &format!("title: P\nsummary: s\n{en}"), "Text.");
}

fn glossary(folder: &Folder, size: usize, one: impl Fn(usize) -> String) {
    folder.write("content/glossary.yaml", all(size, "", one));
}

/// A word of letters that no other number has.
fn word(n: usize) -> String {
    n.to_string()
        .bytes()
        .map(|digit| ["ba", "ce", "di", "fo", "gu", "ha", "je", "ki", "lo", "mu"][usize::from(digit - b'0')])
        .collect()
}

/// A figure with these points.
fn figure(folder: &Folder, points: &str, names: &str, body: (String, String)) {
    let header = format!(
        "title: 页\nsummary: 一句\noriginal: long\nfigures:\n  - id: a\n    label: 甲\n    unit: 亿元\n    points:\n{points}"
    );
    folder.page("content/topic/long.zh.md", &header, body.0);
    let header = format!("title: P\nsummary: s\nfigures:\n  - id: a\n    label: A\n{names}");
    folder.page("content/topic/long.en.md", &header, body.1);
}

/// Right quotations of an original of these paragraphs.
fn quoted(paragraphs: &[String]) -> (String, String) {
    (
        paragraphs.iter().map(|one| format!("> {one}\n\n")).collect(),
        "> A sentence.\n\n".repeat(paragraphs.len()),
    )
}

pub const PROSES: [Kind; 14] = [
    ("items of a list with a term each", 100, |folder, size| {
        glossary(folder, size, |n| format!("- zh: 术语{n}号\n  en: term {n}\n"));
        page(
            folder,
            all(size, "\n", |n| format!("- 术语{n}号有{n}人。这是第二句。")),
            all(size, "\n", |n| format!("- There are {n} people at term {n}. This is the second.")),
        );
    }),
    ("items of a list with a name each that the English lacks", 60, |folder, size| {
        let name = |n: usize| {
            format!(
                "{}{}ville",
                ["Ab", "Ol", "Un"][n % 3],
                "bcdfg".repeat(n % 7 + 1) + &"lmnp".repeat(n / 7 % 9 + 1) + &"rst".repeat(n / 63)
            )
        };
        glossary(folder, size, |n| format!("- zh: 地名{n}\n  en: {}\n", name(n)));
        page(
            folder,
            all(size, "\n", |n| format!("- 地名{n}在这里。")),
            all(size, "\n", |n| format!("- It is number {n} of Aberdeen, Oldtown and Unity.")),
        );
    }),
    ("items of a list with a wrong figure each", 100, |folder, size| {
        page(
            folder,
            all(size, "\n", |n| format!("- 这里有{}人，那里没有。", n * 7)),
            all(size, "\n", |n| format!("- There are {} people here, and none there.", n * 11 + 3)),
        );
    }),
    ("items of a longer list", 100, |folder, size| {
        page(
            folder,
            all(size, "\n", |n| format!("- 这里有{}人。", n * 7)),
            all(size + 1, "\n", |n| format!("- There are {} people here.", n * 7 + 7)),
        );
    }),
    ("paragraphs of a quotation", 60, |folder, size| {
        let said = |n| format!("> 第{n}项增长{n}%。");
        original(folder, &(0..size).map(|n| format!("第{n}项增长{n}%。")).collect::<Vec<_>>());
        let zh = all(size, "\n>\n", said);
        folder.page("content/topic/long.zh.md", "title: 页\nsummary: 一句\noriginal: long", zh);
        let en = all(size, "\n>\n", |n| format!("> Item {n} grew by {n} percent."));
        folder.page("content/topic/long.en.md", "title: P\nsummary: s", en);
    }),
    ("cells of a table with terms", 60, |folder, size| {
        glossary(folder, 1, |_| "- zh: 中\n  en: middle\n".to_owned());
        let table = |word: &str| {
            let row = |n: usize| format!("| {word} {n} | {n} |");
            format!("| a | b |\n| - | - |\n{}", all(size, "\n", row))
        };
        page(folder, table("中"), table("middle"));
    }),
    ("stops that end nothing", 8000, |folder, size| {
        page(
            folder,
            "甲！".to_owned() + &"！".repeat(size) + "，乙",
            "A!".to_owned() + &"!".repeat(size) + "b",
        );
    }),
    ("brackets in brackets", 4000, |folder, size| {
        page(
            folder,
            "（".repeat(size) + "甲" + &"）".repeat(size),
            "(".repeat(size) + "a" + &")".repeat(size),
        );
    }),
    ("brackets that close what is not open", 4000, |folder, size| {
        page(folder, "（".repeat(size) + &"】".repeat(size), "(".repeat(size) + &"]".repeat(size));
    }),
    ("numbers of items after white space", 2000, |folder, size| {
        page(folder, "　".repeat(size) + &"1. ".repeat(size), "\u{a0}".repeat(size) + &"1. ".repeat(size));
    }),
    ("equal numbers in one paragraph", 300, |folder, size| {
        page(folder, "有5人。".repeat(size), "There are 5 people. ".repeat(size));
    }),
    ("years that differ in one paragraph", 300, |folder, size| {
        page(
            folder,
            all(size, "，", |n| format!("{}年", 1000 + n)),
            all(size, ", ", |n| format!("in {}", 4000 + n)),
        );
    }),
    ("words in Latin letters in one paragraph", 200, |folder, size| {
        page(
            folder,
            all(size, "。", |n| format!("有ab{n}x的")),
            all(size, ". ", |n| format!("There is ab{n}x")),
        );
    }),
    ("a word without spaces", 5000, |folder, size| page(folder, "文".repeat(size), "a".repeat(size))),
];

pub const BLOCKS: [Kind; 15] = [
    ("a note in each paragraph", 60, |folder, size| {
        let note = |n: usize| format!("文{{>>注{n}<<}}");
        page(folder, all(size, "\n\n", note), all(size, "\n\n", |n| format!("w{{>>note {n}<<}}")));
    }),
    ("paragraphs of a long page", 400, |folder, size| {
        let zh = all(size, "\n\n", |n| format!("第{n}段说的是城市的面貌，以及往后的打算。"));
        page(
            folder,
            zh,
            all(size, "\n\n", |n| format!("Part {n} is on how the city looks, and what is next.")),
        );
    }),
    ("findings on a page", 100, |folder, size| {
        page(folder, "甲,乙。\n\n".repeat(size), "Both are here，and there.\n\n".repeat(size));
    }),
    ("headings of one wording", 100, |folder, size| {
        page(folder, "## 同题\n\n句。\n\n".repeat(size), "## Same\n\nText.\n\n".repeat(size));
    }),
    ("headings that ask for one id", 100, |folder, size| {
        page(folder, "## 同题 {#p2}\n\n句。\n\n".repeat(size), "## Same {#p2}\n\nText.\n\n".repeat(size));
    }),
    ("headings that ask for ids of the page", 100, |folder, size| {
        let heading = |n: usize| format!("## {} {{#p{}}}", "节".repeat(n % 5 + 1), n + 2);
        page(
            folder,
            all(size, "\n\n", heading),
            all(size, "\n\n", |n| format!("## Part {n} {{#p{}}}", n + 2)),
        );
    }),
    ("code blocks", 400, |folder, size| {
        page(folder, "```\nx\n```\n\n".repeat(size), "```\nx\n```\n\n".repeat(size));
    }),
    ("calls of one footnote", 200, |folder, size| {
        page(
            folder,
            "文[^1]。".repeat(size) + "\n\n[^1]: 注。\n",
            "text[^1]. ".repeat(size) + "\n\n[^1]: Note.\n",
        );
    }),
    ("notes in one paragraph", 200, |folder, size| {
        let note = |n: usize| format!("文{{>>注{n}<<}}");
        page(folder, all(size, "", note), all(size, " ", |n| format!("w{{>>note {n}<<}}")));
    }),
    ("lists in lists", 20, |folder, size| {
        let list = |name: &str| all(size, "\n", |n| "  ".repeat(n) + "- " + name);
        page(folder, list("项"), list("item"));
    }),
    ("quotations in quotations", 20, |folder, size| {
        page(folder, "> ".repeat(size) + "引", "> ".repeat(size) + "q");
    }),
    ("pictures", 200, |folder, size| {
        folder.write("content/topic/a.png", vec![b'x'; 10]);
        page(folder, "![甲](a.png)".repeat(size), "![a](a.png) ".repeat(size));
    }),
    ("links to one page", 400, |folder, size| {
        page(folder, "[甲](long.zh.md)".repeat(size), "[a](long.en.md) ".repeat(size));
    }),
    ("waivers of nothing", 100, |folder, size| {
        page(
            folder,
            "<!-- duizhao: allow punctuation-width: 照录 -->\n\n".repeat(size) + "句。",
            "x".to_owned(),
        );
    }),
    ("tags in tags", 100, |folder, size| {
        page(folder, "甲".to_owned() + &"<u>".repeat(size), "a".to_owned() + &"<u>".repeat(size))
    }),
];

pub const FILES: [Kind; 23] = [
    ("topics renamed", 12, |folder, size| {
        for n in 0..size {
            pages(folder, &format!("old{n}"), 2);
        }
        accepted(folder);
        for n in 0..size {
            let content = folder.path().join("content");
            std::fs::rename(content.join(format!("old{n}")), content.join(format!("new{n}"))).unwrap();
        }
    }),
    ("pages of one text, renamed", 60, |folder, size| {
        for n in 0..size {
            folder.page(&format!("content/old/p{n}.zh.md"), "title: 页\nsummary: 一句", "同样的正文。");
            folder.page(&format!("content/old/p{n}.en.md"), "title: P\nsummary: s", "The same text.");
        }
        accepted(folder);
        std::fs::rename(folder.path().join("content/old"), folder.path().join("content/new")).unwrap();
    }),
    ("waivers and findings", 60, |folder, size| {
        let waived = |n| format!("<!-- duizhao: allow figure-mismatch: 照录 -->\n\n第{n}段有{n}5人,句。");
        page(
            folder,
            all(size, "\n\n", waived),
            all(size, "\n\n", |n| format!("Paragraph {n} has {n}6 people.")),
        );
    }),
    ("waivers of a header and findings", 60, |folder, size| {
        let allow = "allow: [{ rule: figure-mismatch, reason: { zh: 照录, en: as printed } }]\n";
        let header = |title: &str| format!("title: {title}\nsummary: 一句\n{allow}");
        let zh = all(size, "\n\n", |n| format!("第{n}段有{n}5人。"));
        folder.page("content/topic/long.zh.md", &header("页"), zh);
        let en = all(size, "\n\n", |n| format!("Paragraph {n} has {n}6 people."));
        folder.page("content/topic/long.en.md", &header("P"), en);
    }),
    ("points of a figure in one quotation", 80, |folder, size| {
        let said = all(size, "，", |n| format!("{}亿元", n * 3 + 7)) + "。";
        original(folder, std::slice::from_ref(&said));
        let point = |n: usize| format!("      - {{ at: \"{}\", value: {} }}\n", 1000 + n, n * 3 + 7);
        figure(folder, &all(size, "", point), "", quoted(&[said]));
    }),
    ("numbers of one indicator that differ", 30, |folder, size| {
        folder.write(
            "content/indicators.yaml",
            "- id: gdp\n  name: { zh: 产值, en: output }\n  unit: { zh: 亿元, en: RMB billion }\n",
        );
        let figure = |label: &str, unit: &str, rest: &dyn Fn(usize) -> String| {
            let one = |n: usize| format!("  - id: f{n}\n    label: {label}\n    unit: {unit}\n{}", rest(n));
            format!("figures:\n{}", all(size, "", one))
        };
        let point = |n: usize| {
            format!("    indicator: gdp\n    points:\n      - {{ at: \"2021\", value: {} }}\n", n + 5)
        };
        headed(folder, &figure("产值", "亿元", &point), &figure("Output", "RMB billion", &|_| String::new()));
    }),
    ("quotations of one wording", 40, |folder, size| {
        let said = vec!["全市经济稳步增长，人民生活不断改善。".to_owned(); size];
        original(folder, &said);
        let (zh, en) = quoted(&said);
        folder.page("content/topic/long.zh.md", "title: 页\nsummary: 一句\noriginal: long", zh);
        folder.page("content/topic/long.en.md", "title: P\nsummary: s", en);
    }),
    ("quotations of many originals", 20, |folder, size| {
        let said = unlike(size, 40);
        for (n, one) in said.iter().enumerate() {
            let header = format!("title: {{ zh: 大{n}, en: Big {n} }}\ndate: 2024-01-01");
            folder.page(&format!("content/originals/o{n}.md"), &header, one);
        }
        let list = all(size, ", ", |n| format!("o{n}"));
        let (zh, en) = quoted(&said);
        let header = format!("title: 页\nsummary: 一句\noriginal: [{list}]");
        folder.page("content/topic/long.zh.md", &header, zh);
        folder.page("content/topic/long.en.md", "title: P\nsummary: s", en);
    }),
    ("wrong quotations of many originals", 20, |folder, size| {
        let said = unlike(size, 40);
        for (n, one) in said.iter().enumerate() {
            let header = format!("title: {{ zh: 大{n}, en: Big {n} }}\ndate: 2024-01-01");
            folder.page(&format!("content/originals/o{n}.md"), &header, one);
        }
        let list = all(size, ", ", |n| format!("o{n}"));
        let wrong = said.iter().map(|one| one.replacen(one.chars().nth(20).unwrap(), "错", 1));
        let (zh, en) = quoted(&wrong.collect::<Vec<_>>());
        let header = format!("title: 页\nsummary: 一句\noriginal: [{list}]");
        folder.page("content/topic/long.zh.md", &header, zh);
        folder.page("content/topic/long.en.md", "title: P\nsummary: s", en);
    }),
    ("passages that were accepted and are all others now", 60, |folder, size| {
        let said = |k: usize| {
            (
                unlike(size * 2, 12)[size * k..size * (k + 1)].join("\n\n"),
                all(size, "\n\n", |n| format!("This is on {}.", word(n + k * size))),
            )
        };
        let (zh, en) = said(0);
        page(folder, zh, en);
        accepted(folder);
        let (zh, en) = said(1);
        page(folder, zh, en);
        accepted(folder);
    }),
    ("topics", 40, |folder, size| {
        for n in 0..size {
            folder.page(&format!("content/t{n}/page.zh.md"), "title: 页\nsummary: 一句", "正文。");
            folder.page(&format!("content/t{n}/page.en.md"), "title: P\nsummary: s", "Text.");
        }
    }),
    ("tags of one page", 100, |folder, size| {
        let tags = |name: &str| format!("tags: [{}]", all(size, ", ", |n| format!("{name}{n}")));
        headed(folder, &tags("签"), &tags("tag"));
    }),
    ("tags of pages", 20, |folder, size| {
        for n in 0..size {
            let (zh, en) = (format!("content/topic/p{n}.zh.md"), format!("content/topic/p{n}.en.md"));
            folder.page(&zh, &format!("title: 页\nsummary: 一句\ntags: [共, 签{n}]"), "正文。");
            folder.page(&en, &format!("title: P\nsummary: s\ntags: [shared, tag{n}]"), "Text.");
        }
    }),
    ("aliases of one page", 60, |folder, size| {
        headed(folder, &format!("aliases: [{}]", all(size, ", ", |n| format!("old/a{n}"))), "");
    }),
    ("originals", 30, |folder, size| {
        for n in 0..size {
            let header = format!("title: {{ zh: 大{n}, en: Big {n} }}\ndate: 2024-01-01");
            folder.page(&format!("content/originals/o{n}.md"), &header, "全市经济稳步增长。");
        }
    }),
    ("indicators", 40, |folder, size| {
        let figures = |label: &str, unit: &str| {
            let one = |n: usize| {
                format!(
                    "  - id: f{n}\n    label: {label}{n}\n{unit}    points:\n      - {{ at: 2020年, value: {n} }}\n      - {{ at: 2021年, value: {} }}\n",
                    n + 1
                )
            };
            format!("figures:\n{}", all(size, "", one))
        };
        let names = all(size, "", |n| format!("  - id: f{n}\n    label: indicator {n}\n"));
        headed(folder, &figures("指标", "    unit: 亿元\n"), &format!("figures:\n{names}"));
    }),
    ("points of a figure that quotations hold", 40, |folder, size| {
        let paragraphs: Vec<String> = (0..size).map(|n| format!("第{n}项有{}亿元。", n * 3 + 7)).collect();
        original(folder, &paragraphs);
        let point = |n: usize| format!("      - {{ at: \"{}\", value: {} }}\n", 1000 + n, n * 3 + 7);
        figure(folder, &all(size, "", point), "", quoted(&paragraphs));
    }),
    ("points of a figure of one value", 30, |folder, size| {
        let paragraphs: Vec<String> = (0..size).map(|n| format!("第{n}项有7亿元。")).collect();
        original(folder, &paragraphs);
        let point = |n: usize| format!("      - {{ at: \"{}\", value: 7 }}\n", 1000 + n);
        figure(folder, &all(size, "", point), "", quoted(&paragraphs));
    }),
    ("series of a figure, each with a name", 80, |folder, size| {
        let point = |n: usize| format!("      - {{ at: 2020年, series: 县{n}, value: {n} }}\n");
        let names = all(size, "", |n| format!("      县{n}: county {n}\n"));
        original(folder, &["句。".to_owned()]);
        let names = format!("    names:\n      2020年: \"2020\"\n{names}");
        figure(folder, &all(size, "", point), &names, ("句。".to_owned(), "Text.".to_owned()));
    }),
    ("a glossary that no text uses", 200, |folder, size| {
        glossary(folder, size, |n| format!("- zh: 术语{n}号\n  en: term {n}\n"));
    }),
    ("a glossary of one word", 100, |folder, size| {
        glossary(folder, size, |_| "- zh: 术语\n  en: term\n".to_owned());
    }),
    ("a glossary with words that are not the term", 100, |folder, size| {
        let words = all(size, ", ", |n| format!("中中中{n}"));
        glossary(folder, 1, |_| format!("- zh: 中\n  en: middle\n  not: [{words}]\n"));
        page(folder, "中".repeat(size), "middle ".repeat(size));
    }),
    ("a glossary with wrong forms", 60, |folder, size| {
        glossary(folder, size, |n| {
            format!(
                "- zh: 术语{n}号\n  en: term {n}\n  avoid:\n    - wrong: phrase {n}\n      why: {{ zh: 错, en: wrong }}\n"
            )
        });
        page(folder, all(size, "。", |n| format!("术语{n}号")), all(size, ". ", |n| format!("phrase {n}")));
    }),
];
