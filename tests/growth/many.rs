//! Many of one thing: headings, notes, tags, originals, figures, lines of a glossary or of a lock. What one site has a
//! few of, another may have thousands of.

use crate::inputs::{Kind, all, original, page};
use crate::site::Folder;

/// A page with this in its headers, besides title and summary.
fn headed(folder: &Folder, zh: &str, en: &str) {
    folder.page("content/topic/long.zh.md", &format!("title: 页\nsummary: 一句\n{zh}"), "正文。");
    folder.page("content/topic/long.en.md", &format!("title: P\nsummary: s\n{en}"), "Text.");
}

fn glossary(folder: &Folder, size: usize, one: impl Fn(usize) -> String) {
    folder.write("content/glossary.yaml", all(size, "", one));
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

pub const PROSES: [Kind; 13] = [
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
    ("stops that end nothing", 2000, |folder, size| {
        page(
            folder,
            "甲！".to_owned() + &"！".repeat(size) + "，乙",
            "A!".to_owned() + &"!".repeat(size) + "b",
        );
    }),
    ("brackets in brackets", 1000, |folder, size| {
        page(
            folder,
            "（".repeat(size) + "甲" + &"）".repeat(size),
            "(".repeat(size) + "a" + &")".repeat(size),
        );
    }),
    ("numbers of items after white space", 1000, |folder, size| {
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

pub const BLOCKS: [Kind; 8] = [
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
    ("links to one page", 200, |folder, size| {
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

pub const FILES: [Kind; 13] = [
    ("topics", 20, |folder, size| {
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
    ("series of a figure, each with a name", 40, |folder, size| {
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
