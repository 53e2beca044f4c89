//! Inputs of any size, of each kind that once took time or memory with the square of it.

use duizhao::base::lang::Lang;
use duizhao::base::source::Source;
use duizhao::cli::markdown::convert;
use duizhao::parse::{self, Schemas, tmx};
use duizhao::quantity::{self, compare};
use duizhao::render::html::fragment::RawHtml;
use duizhao::vfs::publishable;

use crate::site::Folder;

/// A name, a size to begin with, and what makes a site of any size.
pub type Kind = (&'static str, usize, fn(&Folder, usize));
/// The same for a text that is read by itself.
pub type Alone = (&'static str, usize, fn(usize));

pub fn page(folder: &Folder, zh: String, en: String) {
    folder.page("content/topic/long.zh.md", "title: 页\nsummary: 一句", zh);
    folder.page("content/topic/long.en.md", "title: P\nsummary: s", en);
}

/// An original of these paragraphs.
pub fn original(folder: &Folder, paragraphs: &[String]) {
    let header = "title: { zh: 大, en: Big }\ndate: 2024-01-01";
    folder.page("content/originals/long.md", header, paragraphs.join("\n\n"));
}

/// A page that quotes an original of these paragraphs.
fn quoting(folder: &Folder, paragraphs: &[String], quoted: &[String]) {
    original(folder, paragraphs);
    let zh: String = quoted.iter().map(|one| format!("> {one}\n\n")).collect();
    folder.page("content/topic/long.zh.md", "title: 页\nsummary: 一句\noriginal: long", zh);
    let en = "> A sentence.\n\n".repeat(quoted.len());
    folder.page("content/topic/long.en.md", "title: P\nsummary: s", en);
}

pub fn all(size: usize, between: &str, one: impl Fn(usize) -> String) -> String {
    (0..size).map(one).collect::<Vec<_>>().join(between)
}

/// Sentences that are alike and not equal.
fn alike(size: usize) -> Vec<String> {
    (0..size).map(|n| format!("本年度第{n}项工作按期完成，成效明显，群众满意。")).collect()
}

/// Sentences that have nothing in common, of so many characters.
pub fn unlike(size: usize, length: u32) -> Vec<String> {
    let mut seed = 7u32;
    let mut character = |_| {
        seed = seed.wrapping_mul(1_103_515_245).wrapping_add(12345);
        char::from_u32(0x4e00 + (seed >> 8) % 3000).unwrap_or('文')
    };
    (0..size).map(|_| (0..length).map(&mut character).collect::<String>() + "。").collect()
}

pub const QUOTATIONS: [Kind; 8] = [
    ("right quotations that are alike", 100, |folder, size| quoting(folder, &alike(size), &alike(size))),
    ("right quotations", 60, |folder, size| quoting(folder, &unlike(size, 120), &unlike(size, 120))),
    ("wrong quotations", 60, |folder, size| {
        let wrong =
            unlike(size, 120).into_iter().map(|one| one.replacen(one.chars().nth(60).unwrap(), "错", 1));
        quoting(folder, &unlike(size, 120), &wrong.collect::<Vec<_>>());
    }),
    ("wrong quotations of repeated text", 30, |folder, size| {
        let said = "全市经济稳步增长，人民生活改善，城市面貌更新。".repeat(8);
        let wrong = said.replace("更新", "更旧");
        quoting(folder, &vec![said; size], &vec![wrong; size]);
    }),
    ("parts in the wrong order", 60, |folder, size| {
        let parts: Vec<String> = unlike(size, 30).iter().map(|one| one.replace('。', "，")).collect();
        let reversed: Vec<&str> = parts.iter().rev().map(String::as_str).collect();
        quoting(folder, &[parts.concat()], &[reversed.join("[…]")]);
    }),
    ("parts of paragraphs in the wrong order", 60, |folder, size| {
        let parts = unlike(size, 30);
        let reversed: Vec<&str> = parts.iter().rev().map(String::as_str).collect();
        quoting(folder, &parts, &[reversed.join("[…]")]);
    }),
    ("paragraphs of one character", 2000, |folder, size| original(folder, &vec!["字".to_owned(); size])),
    ("emendations in one quotation", 50, |folder, size| {
        let said = "甲乙丙丁。".repeat(size);
        let marked = "甲{~~乙~>已~~}{>>误<<}丙丁。".repeat(size);
        quoting(folder, &[said], &[marked]);
    }),
];

pub const TEXTS: [Kind; 9] = [
    ("terms without renderings in one paragraph", 200, |folder, size| {
        folder.write("content/glossary.yaml", "- zh: 中\n  en: middle\n");
        page(folder, "中。".repeat(size), "x. ".repeat(size));
    }),
    ("terms with renderings in one paragraph", 400, |folder, size| {
        folder.write("content/glossary.yaml", "- zh: 中\n  en: middle\n");
        page(folder, "中。".repeat(size), "The middle. ".repeat(size));
    }),
    ("a glossary and a text that uses all of it", 100, |folder, size| {
        folder
            .write("content/glossary.yaml", all(size, "", |n| format!("- zh: 术语{n}号\n  en: term {n}\n")));
        page(folder, all(size, "。", |n| format!("术语{n}号")), all(size, ". ", |n| format!("term {n}")));
    }),
    ("a glossary of words that begin alike", 100, |folder, size| {
        let zh = |n: usize| "社会经济发展".to_owned() + &unlike(size, 2)[n].replace('。', "");
        folder.write(
            "content/glossary.yaml",
            all(size, "", |n| format!("- zh: {}\n  en: social term {n}\n", zh(n))),
        );
        page(folder, "社会经济发展。".repeat(size), "Social and economic terms. ".repeat(size));
    }),
    // Where more than 400 figures have an equal each, whether two have changed places is not weighed.
    ("numbers in one paragraph", 110, |folder, size| {
        page(
            folder,
            all(size, "，", |n| format!("{}人", n * 37 % 9999 + 1)),
            all(size, ", ", |n| format!("{} people", n * 37 % 9999 + 1)),
        );
    }),
    ("wrong numbers in one paragraph", 100, |folder, size| {
        page(
            folder,
            all(size, "，", |n| format!("{}人", n * 37 % 9999 + 1)),
            all(size, ", ", |n| format!("{} tonnes", n * 41 % 9998 + 2)),
        );
    }),
    ("sentences in one paragraph", 60, |folder, size| {
        page(
            folder,
            "今年经济增长，去年没有下降。".repeat(size),
            "The economy grew this year, and did not fall last year. ".repeat(size),
        );
    }),
    ("paragraphs", 60, |folder, size| {
        page(
            folder,
            all(size, "\n\n", |n| format!("第{n}段经济增长{n}%。")),
            all(size, "\n\n", |n| format!("The economy of part {n} grew {n} percent.")),
        );
    }),
    ("a text that no language has", 2000, |folder, size| page(folder, "。".repeat(size), ". ".repeat(size))),
];

pub const MARKS: [Kind; 11] = [
    ("marks of other tools that stay open", 100, |folder, size| {
        let marks = "==a {{b $c ［d ｛｛e ＊＊f %%g ：h ！［i ~~j ".repeat(size);
        page(folder, marks.clone(), marks);
    }),
    ("waivers on a page", 100, |folder, size| {
        let waived = |n| format!("<!-- duizhao: allow punctuation-width: 照录 -->\n\n第{n}段,句。");
        page(folder, all(size, "\n\n", waived), all(size, "\n\n", |n| format!("Paragraph {n}.")));
    }),
    ("raw HTML in raw HTML", 500, |folder, size| {
        page(folder, "<div>\n".repeat(size), "<div>\n".repeat(size))
    }),
    ("raw HTML in raw HTML, allowed", 500, |folder, size| {
        folder.write("content/site.yaml", folder.read("content/site.yaml") + "raw_html: true\n");
        page(folder, "<div>\n".repeat(size), "<div>\n".repeat(size));
    }),
    ("footnotes", 60, |folder, size| {
        let calls = all(size, " ", |n| format!("文[^{n}]"));
        let zh = all(size, "\n", |n| format!("[^{n}]: 注释{n}。\n"));
        page(folder, format!("{calls}\n\n{zh}"), format!("{calls}\n\n{}", zh.replace("注释", "Note ")));
    }),
    ("brackets that stay open", 4000, |folder, size| page(folder, "[".repeat(size), "[".repeat(size))),
    ("asterisks that stay open", 1000, |folder, size| page(folder, "*a_".repeat(size), "**x".repeat(size))),
    ("rows of backquotes of all lengths", 60, |folder, size| {
        page(folder, all(size, " ", |n| "`".repeat(n % 29 + 1) + "x"), "x".to_owned());
    }),
    ("reference links", 100, |folder, size| {
        let zh = all(size, "\n", |n| format!("[甲{n}]: https://example.org/{n}"));
        page(folder, format!("{}\n\n{zh}", all(size, "。", |n| format!("[甲{n}]"))), "x".to_owned());
    }),
    ("cells of a table", 60, |folder, size| {
        let row = |n: usize| format!("| {n} | {n} |");
        let table = format!("| a | b |\n| - | - |\n{}", all(size, "\n", row));
        page(folder, table.clone(), table);
    }),
    ("blocks that have nothing across from them", 60, |folder, size| {
        page(
            folder,
            all(size, "\n\n", |n| format!("第{n}段经济增长{n}%。")),
            all(size, "\n", |n| format!("- item {n}")),
        );
    }),
];

pub fn accepted(folder: &Folder) {
    let done = folder.run(&["accept"]);
    assert_eq!(done.status.code(), Some(0), "{}", done.stderr);
}

pub fn pages(folder: &Folder, topic: &str, size: usize) {
    for n in 0..size {
        folder.page(
            &format!("content/{topic}/page-{n}.zh.md"),
            "title: 页\nsummary: 一句",
            format!("第{n}页的正文。"),
        );
        folder.page(
            &format!("content/{topic}/page-{n}.en.md"),
            "title: P\nsummary: s",
            format!("Text of page {n}."),
        );
    }
}

pub const PAGES: [Kind; 7] = [
    ("pages", 30, |folder, size| pages(folder, "topic", size)),
    ("broken links on pages", 30, |folder, size| {
        pages(folder, "topic", size);
        for n in 0..size {
            let path = format!("content/topic/page-{n}.zh.md");
            folder.write(
                &path,
                folder.read(&path) + &format!("\n见[甲](nowhere-{n}.zh.md)和[乙](../no-{n}.md)。\n"),
            );
        }
    }),
    ("links to headings that are not there", 60, |folder, size| {
        let side = |name: &str| all(size, "\n\n", |n| format!("## {name} {n}\n\n[{name}](#{name}-none-{n})"));
        page(folder, side("标题"), side("Heading"));
    }),
    ("a topic renamed", 30, |folder, size| {
        pages(folder, "old", size);
        accepted(folder);
        std::fs::rename(folder.path().join("content/old"), folder.path().join("content/new")).unwrap();
    }),
    ("passages that are gone", 100, |folder, size| {
        let said = |zh: &str, en: &str| {
            (all(size, "\n\n", |n| format!("{zh}{n}")), all(size, "\n\n", |n| format!("{en} {n}")))
        };
        let (zh, en) = said("甲乙丙丁", "A B C D");
        page(folder, zh, en);
        accepted(folder);
        let (zh, en) = said("春夏秋冬", "Spring and fall");
        page(folder, zh, en);
    }),
    ("passages that have all changed a little", 240, |folder, size| {
        let said = |zh: &str, en: &str, k: usize| {
            (
                all(size, "\n\n", |n| format!("第{n}段，{zh}{}件事。", n * k)),
                all(size, "\n\n", |n| format!("Part {n} {en} {} things.", n * k)),
            )
        };
        let (zh, en) = said("说", "is about", 3);
        page(folder, zh, en);
        accepted(folder);
        let (zh, en) = said("讲", "on", 5);
        page(folder, zh, en);
    }),
    ("files that nothing links to", 100, |folder, size| {
        for n in 0..size {
            folder.write(&format!("content/topic/file-{n}.png"), vec![b'x'; 1000]);
        }
    }),
];

fn memory(units: &str) {
    let _ = tmx::units(&format!("<tmx version=\"1.4\"><body>{units}</body></tmx>"));
}

fn drawing(inside: &str) {
    let _ = publishable::fault(
        "a/x.svg",
        format!("<svg xmlns=\"http://www.w3.org/2000/svg\">{inside}</svg>").as_bytes(),
    );
}

fn header(lines: &str) {
    let source = Source::new("content/topic/a.zh.md", &format!("---\n{lines}\n---\n\n正文。\n"));
    parse::page(&source, "topic/a", Lang::Zh, &Schemas::default());
}

fn fragment(text: &str) {
    convert(text, Lang::Zh, RawHtml::Dropped);
    convert(text, Lang::En, RawHtml::Dropped);
}

pub const ALONE: [Alone; 16] = [
    ("a memory of units", 200, |size| {
        memory(&all(size, "", |n| {
            format!(
                "<tu><tuv xml:lang=\"zh\"><seg>增长{n}%</seg></tuv><tuv xml:lang=\"en\"><seg>up {n} percent</seg></tuv></tu>"
            )
        }));
    }),
    ("a memory of elements in elements", 5000, |size| memory(&("<a>".repeat(size) + &"</a>".repeat(size)))),
    ("a memory of elements in elements, within the bound", 40, |size| {
        memory(&("<tu>".repeat(size) + &"</tu>".repeat(size)));
    }),
    ("a memory of namespaces", 1000, |size| {
        memory(&(all(size, "", |n| format!("<a xmlns:n{n}=\"u{n}\">")) + &"</a>".repeat(size)));
    }),
    ("a memory of namespaces, within the bound", 40, |size| {
        memory(&(all(size, "", |n| format!("<a xmlns:n{n}=\"u{n}\">")) + &"</a>".repeat(size)));
    }),
    ("a memory of entities", 5000, |size| {
        let text =
            format!("<!DOCTYPE t [<!ENTITY a \"{}\">]><tmx>{}</tmx>", "1 ".repeat(size), "&a;".repeat(size));
        let _ = tmx::units(&text);
    }),
    ("a memory of characters by their numbers", 2000, |size| {
        memory(&format!("<tu><tuv xml:lang=\"zh\"><seg>{}</seg></tuv></tu>", "&#25991;".repeat(size)));
    }),
    ("a drawing of paths", 500, |size| drawing(&"<path d=\"M0 0\" fill=\"url(#g)\"/>".repeat(size))),
    ("a drawing of groups in groups", 40, |size| drawing(&("<g>".repeat(size) + &"</g>".repeat(size)))),
    ("a drawing with a style sheet", 500, |size| {
        drawing(&format!("<style>{}</style>", ".a{fill:url(#g);stroke:rgb(1,2,3)}".repeat(size)));
    }),
    ("a drawing with a text of sections", 25, |size| {
        drawing(&format!("<text>{}</text>", "<![CDATA[ a ]]>x<tspan/>".repeat(size)));
    }),
    ("a header of aliases", 200, |size| header(&format!("title: &a 题\ntags: [{}]", "*a, ".repeat(size)))),
    ("a header of keys", 200, |size| header(&all(size, "\n", |n| format!("key{n}: {n}")))),
    ("a header of figures", 40, |size| {
        let points = all(size, "\n", |n| format!("      - {{ at: {}, value: {n} }}", 1000 + n));
        header(&format!(
            "title: 题\nfigures:\n  - id: a\n    label: 甲\n    unit: 亿元\n    points:\n{points}"
        ));
    }),
    ("Markdown of all kinds", 100, |size| {
        fragment(&"# 题\n\n> 引**文**[^1]\n\n- 项 `码`\n\n| a |\n| - |\n| b |\n\n[^1]: 注\n\n".repeat(size));
        fragment(&"[a](".repeat(size));
        fragment(&"![".repeat(size));
        fragment(&"&".repeat(size));
        fragment(&"{~~a~>".repeat(size));
    }),
    ("two lines of quantities", 100, |size| {
        let (zh, en) =
            (all(size, "、", |n| format!("{n}万人")), all(size, ", ", |n| format!("{n}0,000 people")));
        let (one, other) =
            (quantity::quantities(&zh, Lang::Zh, &[]), quantity::quantities(&en, Lang::En, &[]));
        compare::compare(&zh, &one, &en, &other);
    }),
];
