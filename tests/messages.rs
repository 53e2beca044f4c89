//! What the program says when something is wrong, and how each saying is brought about.
//!
//! Each case is a slip that people make. What is said stands in Chinese and English, names the place, says
//! what to do, and needs no knowledge of YAML parsers, template engines or Rust.

use serde_json::Value;

use crate::site::Folder;

/// Words that only those know who have written a parser, a template engine or Rust.
const JARGON: [&str; 24] = [
    "serde",
    "tera",
    "anyhow",
    "clap",
    "panic",
    "unwrap",
    "struct",
    "enum ",
    "Option",
    "Some(",
    "None",
    "Err(",
    "scalar",
    "mapping values",
    "block mapping",
    "flow",
    "did not find",
    "invalid type",
    "missing field",
    "EOF",
    "deserial",
    "std::",
    "os error",
    "AST",
];

fn in_plain_words(zh: &str, en: &str) {
    assert!(zh.chars().any(|c| c > '\u{2e7f}'), "no Chinese: {zh} / {en}");
    assert!(en.chars().any(|c| c.is_ascii_alphabetic()), "no English: {zh} / {en}");
    for word in JARGON {
        assert!(!zh.contains(word) && !en.contains(word), "“{word}”: {zh} / {en}");
    }
}

/// The findings of a site: rule, path, line, and message with help in both languages.
fn findings(folder: &Folder) -> Vec<(String, String, u64, String, String)> {
    let output = folder.run(&["check", "--format", "json"]);
    let report: Value = serde_json::from_slice(&output.stdout).unwrap();
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let all = report["findings"].as_array().unwrap().iter();
    all.map(|one| {
        let said = |lang: &str| format!("{} — {}", text(&one["message"][lang]), text(&one["help"][lang]));
        for part in [&one["message"], &one["help"], &one["primary"]["label"]] {
            assert!(!text(&part["zh"]).is_empty() && !text(&part["en"]).is_empty(), "{one}");
        }
        in_plain_words(&said("zh"), &said("en"));
        let place = &one["primary"];
        (text(&one["rule"]), text(&place["path"]), place["line"].as_u64().unwrap(), said("zh"), said("en"))
    })
    .collect()
}

/// Writes a file of a good site anew, and looks for one finding at a line with words of both languages.
fn finds(path: &str, text: &str, rule: &str, line: u64, zh: &str, en: &str) {
    let folder = Folder::with_site();
    folder.write(path, text);
    let found = findings(&folder);
    let hit = found.iter().any(|(r, p, l, in_zh, in_en)| {
        r == rule && p == path && *l == line && in_zh.contains(zh) && in_en.contains(en)
    });
    assert!(hit, "wanted {rule} at {path}:{line} with “{zh}” and “{en}”, got {found:#?}\nfor:\n{text}");
}

/// A Chinese page with a header of these lines.
fn header(lines: &str) -> String {
    format!("---\n{lines}\n---\n\n一句话。\n")
}

const ZH: &str = "content/topic/growth.zh.md";

#[test]
fn slips_in_yaml_are_said_in_an_editors_words() {
    for (lines, line, zh, en) in [
        ("title：五年主要指标", 2, "键后面是全角冒号", "full-width"),
        ("title:五年主要指标", 2, "冒号后面少了空格", "a space is missing after the colon"),
        ("title: 增长: 五年", 2, "值里有半角冒号", "holds a colon"),
        ("title: “增长”: 五年", 2, "全角引号“”不算", "curly ones “” do not count"),
        ("title: \"没有结束\nsummary: 一句话", 2, "引号没有另一半", "has no partner"),
        ("title: \"五年\"指标", 2, "引号后面还有字", "text follows the closing quotation mark"),
        ("title: [2022] 五年", 2, "括号后面还有字", "text follows the closing bracket"),
        ("title: 五年\n\tsummary: 一句话", 3, "制表符", "begins with a tab"),
        ("title: 五年\n　summary: 一句话", 3, "全角空格", "full-width space"),
        ("title: 五年\n  summary: 一句话", 3, "", ""),
        ("title: 五年\nsummary 一句话", 3, "键后面没有冒号", "no colon follows the key"),
        ("title: 五年\n一句话", 3, "没有键和冒号", "no key and colon"),
        ("title: 五年\ntags: [甲, 乙", 3, "括号没有配对", "a bracket has no partner"),
        ("title: %增长", 2, "值以特殊符号开头", "begins with a special sign"),
        ("title: 五年\ntitle: 六年", 3, "键 `title` 写了两次", "is given twice"),
        ("title: 五年\ntitel: 六年", 3, "是不是要写 `title`", "did you mean `title`?"),
        ("title: 五年\n标题: 六年", 3, "是不是要写 `title`", "did you mean `title`?"),
        ("title: 五年\n作者: 某人", 3, "这里可用的键", "the keys that may stand here"),
        ("标题：五年", 2, "键后面是全角冒号", "full-width"),
        ("title: 五年\ntags: [甲，乙]", 3, "几个标签连成了一个", "several tags are written as one"),
        ("title: 五年\ndate: 2022年4月11日", 3, "写成 2022-04-11", "write 2022-04-11"),
        (
            "title: 五年\nfigures:\n  - { id: gdp, label: 值, unit: “亿元”, points: [{ at: 2021, value: 1 }] }",
            4,
            "引号是全角的",
            "curly ones",
        ),
        ("title:", 2, "这里没有值", "there is no value here"),
        ("summary: 没有标题", 2, "缺少 `title`", "`title` is missing"),
        ("title: 五年\ntags: 甲", 3, "这里应为列表", "this must be a list"),
        ("title: 五年\nweight: 一", 3, "整数", "a whole number"),
        ("title: 五年\ndraft: 是", 3, "`true` 或 `false`", "`true` or `false`"),
        ("title: 五年\nlayout: comparision", 3, "comparison", "did you mean `comparison`?"),
        ("title: *重要*", 2, "值以特殊符号开头", "begins with a special sign"),
        ("title: 五年\nfigures:\n  － id: gdp", 4, "列表项的记号", "the mark of the list item"),
        ("title: 五年\nfigures:\n  - { id：gdp, label: 值, unit: 亿元 }", 4, "全角冒号", "full-width"),
        (
            "title: 五年\nfigures:\n  - { id: gdp，label: 值, unit: 亿元 }",
            4,
            "全角逗号",
            "comma between two entries",
        ),
        (
            "title: 五年\nfigures:\n  - { id: gdp, label: 值, unit: 亿元, chart: chnage, points: [{ at: 2021, value: 1 }] }",
            4,
            "是不是要写 `change`",
            "did you mean `change`?",
        ),
        (
            "title: 五年\nfigures:\n  - { id: gdp, label: 值, unit: 亿元, points: [{ at: 2021, value: 1, kind: targt }] }",
            4,
            "是不是要写 `target`",
            "did you mean `target`?",
        ),
        (
            "title: 五年\nfigures:\n  - { id: gdp, label: 值, unit: 亿元, points: [{ at: 2021, value: 1, bound: atleast }] }",
            4,
            "是不是要写 `at-least`",
            "did you mean `at-least`?",
        ),
        (
            "title: 五年\nfigures:\n  - { id: gdp, label: 值, unit: 亿元, points: [{ at: 2021, value: 3,875 }] }",
            4,
            "千位逗号",
            "a comma between its thousands",
        ),
    ] {
        finds(ZH, &header(lines), "front-matter-invalid", line, zh, en);
    }
}

#[test]
fn the_lines_around_a_header_are_looked_at_too() {
    for (text, line, zh, en) in [
        ("title: 五年\n---\n\n一句话。\n", 1, "在这一行上面加一行 ---", "put a line --- above this one"),
        ("一句话。\n", 1, "文件开头没有页头", "the file has no header"),
        ("", 1, "文件开头没有页头", "the file has no header"),
        ("－－－\ntitle: 五年\n－－－\n\n一句话。\n", 1, "三个半角连字符", "three hyphens"),
        ("———\ntitle: 五年\n———\n\n一句话。\n", 1, "三个半角连字符", "three hyphens"),
        ("+++\ntitle = \"五年\"\n+++\n", 1, "三个半角连字符", "three hyphens"),
        ("---\ntitle: 五年\n－－－\n\n一句话。\n", 3, "三个半角连字符", "three hyphens"),
        ("---\ntitle: 五年\n----\n\n一句话。\n", 3, "三个半角连字符", "three hyphens"),
        ("---\ntitle: 五年\n\n一句话。\n", 1, "页头没有结束", "the header does not end"),
        ("\n\n---\ntitle: 五年\n---\n", 3, "页头前面有空行", "blank lines or spaces stand before"),
    ] {
        finds(ZH, text, "front-matter-invalid", line, zh, en);
    }
    let folder = Folder::with_site();
    folder.write(ZH, folder.read(ZH).replacen("---\n", "－－－\n", 1));
    assert_eq!(findings(&folder).len(), 1, "a header that is not found is said once");
    let folder = Folder::with_site();
    folder.write(ZH, folder.read(ZH).replace("---\n", "---  \n"));
    assert_eq!(findings(&folder), [], "blanks after --- are nobody’s mistake");
}

#[test]
fn wrong_names_are_answered_with_the_nearest_right_one() {
    let site = "title: { zh: 例站, en: Example }\n";
    for (path, text, rule, line, zh, en) in [
        ("content/site.yaml", format!("{site}topics: [topci]\n"), "config-invalid", 2, "是不是要写 topic", "did you mean topic?"),
        (
            "content/site.yaml",
            format!("{site}topics: [topic]\nrules: {{ quote-notfound: off }}\n"),
            "config-invalid",
            3,
            "是不是要写 quote-not-found",
            "did you mean quote-not-found?",
        ),
        (
            "content/site.yaml",
            format!("{site}topics: [topic]\nrules: {{ quote-not-found: eror }}\n"),
            "config-invalid",
            3,
            "是不是要写 `error`",
            "did you mean `error`?",
        ),
        ("content/site.yaml", format!("{site}topic: [topic]\n"), "config-invalid", 2, "是不是要写 `topics`", "did you mean `topics`?"),
        ("content/site.yaml", "title: 例站\ntopics: [topic]\n".into(), "config-invalid", 1, "`{ zh: …, en: … }`", "`{ zh: …, en: … }`"),
        ("content/site.yaml", "title: { zh：例站, en: Example }\ntopics: [topic]\n".into(), "config-invalid", 1, "全角冒号", "full-width"),
        (
            "content/glossary.yaml",
            "- { zh: 增长, en: growth, kind: trem }\n".into(),
            "config-invalid",
            1,
            "是不是要写 `term`",
            "did you mean `term`?",
        ),
        (
            "content/originals/report.md",
            "---\ntitel: { zh: 报告, en: Report }\n---\n全市生产总值从3875亿元增加到5786亿元，年均增长6.4%。\n".into(),
            "config-invalid",
            2,
            "是不是要写 `title`",
            "did you mean `title`?",
        ),
        (
            ZH,
            "---\ntitle: 增长\noriginal: reprot\n---\n\n报告这样写：\n".into(),
            "front-matter-invalid",
            3,
            "是不是要写 report",
            "did you mean report?",
        ),
        ("content/topic/growth.cn.md", header("title: 增长"), "address-invalid", 1, "改名为 content/topic/growth.zh.md", "rename it to content/topic/growth.zh.md"),
    ] {
        finds(path, &text, rule, line, zh, en);
    }
}

/// The command line: what is typed, and what is said.
#[test]
fn mistyped_commands_are_answered_in_both_languages() {
    let folder = Folder::with_site();
    for (args, zh, en) in [
        (&["chekc"][..], "是不是要写 duizhao check", "did you mean duizhao check?"),
        (&["biuld"], "是不是要写 duizhao build", "did you mean duizhao build?"),
        (&["xyzzy"], "可用的命令", "the commands are"),
        (&["help", "acept"], "是不是要写 duizhao accept", "did you mean duizhao accept?"),
        (&["man", "acept"], "是不是要写 duizhao accept", "did you mean duizhao accept?"),
        (&["check", "--stict"], "是不是要写 --strict", "did you mean --strict?"),
        (&["check", "--lang", "cn"], "zh | en", "zh | en"),
        (&["check", "--format", "jsn"], "是不是要写 json", "did you mean json?"),
        (&["check", "--lang"], "后面要写一个值", "needs a value after it"),
        (&["check", "extra"], "多了“extra”", "“extra” is too much"),
        (&["check", "--strict", "--strict"], "写了两次", "is given twice"),
        (&["completions"], "还要写上 <SHELL>", "<SHELL> must be given too"),
        (&["completions", "bsh"], "是不是要写 bash", "did you mean bash?"),
        (&["schema", "glosary"], "是不是要写 glossary", "did you mean glossary?"),
        (&["explain", "quote-notfound"], "是不是要写 quote-not-found", "did you mean quote-not-found?"),
        (&["accept", "topic/grwoth"], "topic/growth", "topic/growth"),
        (&["accept", "topic/growth#p99"], "这一页有 header, p1, p2", "that page has header, p1, p2"),
        (&["figures", "nowhere.jsonl"], "没有这个文件", "there is no such file"),
        (&["markdown", "."], "这是文件夹", "this is a folder"),
        (&["build", "--output", "/"], "不能作输出文件夹", "cannot be the output folder"),
    ] {
        let output = folder.run(args);
        let said = output.stderr;
        assert_eq!(output.status.code(), Some(2), "{args:?}: {said}");
        assert!(said.contains(zh) && said.contains(en), "{args:?}: {said}");
        in_plain_words(&said, &said);
    }
}

#[test]
fn a_folder_without_a_site_is_said_to_be_one() {
    let output = Folder::new().run(&["check"]);
    let said = output.stderr;
    assert_eq!(output.status.code(), Some(2), "{said}");
    assert!(said.contains("用 duizhao init 新建") && said.contains("make one with duizhao init"), "{said}");
}

#[test]
fn help_completions_and_manual_page_know_every_command() {
    let folder = Folder::new();
    let stdout = |args: &[&str]| {
        let output = folder.run(args);
        assert!(output.status.success(), "{args:?}");
        output.text()
    };
    let help = stdout(&["--help"]);
    let commands: Vec<&str> = help
        .split("Commands · 命令:\n")
        .nth(1)
        .unwrap()
        .split("\n\n")
        .next()
        .unwrap()
        .lines()
        .filter(|line| line.starts_with("  ") && !line.starts_with("   "))
        .filter_map(|line| line.split_whitespace().next())
        .collect();
    for name in ["build", "check", "init", "new", "accept", "explain", "figures", "markdown", "schema"] {
        assert!(commands.contains(&name), "{name} is not in {commands:?}");
    }
    let mut made = vec![("man", stdout(&["man"]).replace("\\-", "-"))];
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        made.push((shell, stdout(&["completions", shell])));
    }
    for command in commands {
        for (what, text) in &made {
            assert!(text.contains(command), "{what} lacks {command}");
        }
        let own = stdout(&["help", command]);
        assert_eq!(own, stdout(&[command, "--help"]), "{command}");
        assert!(
            own.contains("Examples · 例子:\n  duizhao") || own.contains(&format!("| duizhao {command}")),
            "{own}"
        );
        let about = own.lines().next().unwrap();
        assert!(about.contains(" · ") && about.chars().any(|c| c > '\u{4e00}'), "{about}");
        assert!(stdout(&["man", command]).contains(command));
    }
    assert!(stdout(&["--version"]).contains(env!("CARGO_PKG_VERSION")));
}

/// A message that ends a run is a `Refusal`, which has both languages by type; no other way is used.
#[test]
fn no_message_source_lacks_its_twin() {
    let sources = walkdir::WalkDir::new(concat!(env!("CARGO_MANIFEST_DIR"), "/src"))
        .into_iter()
        .filter_map(Result::ok)
        .filter(|entry| entry.path().extension().is_some_and(|one| one == "rs"));
    for entry in sources {
        let text = std::fs::read_to_string(entry.path()).unwrap();
        let code = text.split("#[cfg(test)]").next().unwrap_or_default();
        let bare: String = code.split_whitespace().collect();
        for way in ["bail!(\"", "anyhow!(\"", ".context(\"", "with_context(||", "eprintln!(\"duizhao"] {
            let allowed = way.starts_with("eprintln") && entry.path().ends_with("cmd/line.rs");
            assert!(allowed || !bare.contains(way), "{}: {way}", entry.path().display());
        }
    }
}
