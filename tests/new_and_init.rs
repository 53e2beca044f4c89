//! A new site and new excerpts, as an editor begins them.

use std::collections::BTreeSet;
use std::fs;

use crate::site::{Folder, Ran};

/// What is said in both languages: the English words and the Chinese ones.
fn refused(output: &Ran, en: &str, zh: &str) {
    let said = &output.stderr;
    assert_eq!(output.status.code(), Some(2), "{said}");
    assert!(said.contains(en) && said.contains(zh), "wanted “{en}” and “{zh}” in: {said}");
}

/// A new site in the folder `s`.
fn begun() -> Folder {
    let folder = Folder::new();
    let output = folder.run_inside(&["init", "s"]);
    assert!(output.status.success(), "{}", output.stderr);
    folder
}

#[test]
fn a_new_site_builds_without_a_finding() {
    let folder = begun();
    let strict = folder.run_inside(&["-C", "s", "build", "--strict"]);
    assert!(strict.status.success(), "{}", strict.stderr);
    assert!(strict.stderr.contains("found: 0 errors, 0 warnings, 0 notes, 1 waived"), "{}", strict.stderr);
    assert!(folder.run_inside(&["-C", "s", "build", "--check"]).status.success());
}

#[test]
fn a_new_site_has_what_a_site_can_have() {
    let folder = begun();
    assert!(folder.run_inside(&["-C", "s"]).status.success());
    let page = folder.read("s/public/parallel/services/community.html");
    assert!(page.contains("侯诊</a></mark>") && page.contains("evidently for <span"), "the emendation");
    let chart = folder.read("s/public/parallel/services/patients.html");
    assert!(chart.contains("62.4") && chart.contains("624,000"), "the figures, converted");
    assert!(
        folder.read("s/public/findings.html").contains("here the two departments are meant"),
        "the waiver’s reason"
    );
    assert!(folder.read("s/public/index.html").contains("invented"), "it says that it is an example");
    assert_eq!(folder.files("s/content/originals").len(), 2);
    let glossary = folder.read("s/public/glossary.html");
    assert!(glossary.contains("家庭医生") && glossary.contains("family doctor"));
    let readme = folder.read("s/README.md");
    assert!(readme.contains("\n## 中文\n") && readme.contains("\n## English\n"));
}

/// Every relative link of every page leads to a file and, where it names one, to an id.
#[test]
fn all_links_of_a_new_site_work() {
    let folder = begun();
    assert!(folder.run_inside(&["-C", "s"]).status.success());
    let pages = folder.files("s/public");
    let paths: BTreeSet<&str> = pages.iter().map(|(path, _)| path.as_str()).collect();
    let mut followed = 0;
    for (path, bytes) in pages.iter().filter(|(path, _)| path.ends_with(".html") && path != "404.html") {
        let text = crate::markup::spelled_out(&String::from_utf8_lossy(bytes)).unwrap();
        for link in text.split(['"']).collect::<Vec<_>>().windows(2) {
            let [before, link] = link else { continue };
            if !(before.ends_with(" href=") || before.ends_with(" src="))
                || link.contains("://")
                || link.starts_with("mailto:")
            {
                continue;
            }
            let (file, id) = link.split_once('#').unwrap_or((link, ""));
            let target = resolve(path, file);
            assert!(paths.contains(target.as_str()), "{path}: {link} leads to {target}");
            let there = String::from_utf8_lossy(&pages.iter().find(|(one, _)| *one == target).unwrap().1)
                .replace('"', "");
            let is_there = [' ', '>'].iter().any(|end| there.contains(&format!(" id={id}{end}")));
            assert!(id.is_empty() || is_there, "{path}: {link}");
            followed += 1;
        }
    }
    assert!(followed > 500, "only {followed} links");
}

fn resolve(from: &str, link: &str) -> String {
    if link.is_empty() {
        return from.to_owned();
    }
    let mut parts: Vec<&str> = from.split('/').collect();
    parts.pop();
    for part in link.split('/') {
        match part {
            ".." => drop(parts.pop()),
            "." => {}
            part => parts.push(part.split('?').next().unwrap_or(part)),
        }
    }
    parts.join("/")
}

#[test]
fn the_program_carries_every_file_of_the_starter() {
    let folder = begun();
    let written: BTreeSet<String> = folder.files("s").into_iter().map(|(path, _)| path).collect();
    let root = concat!(env!("CARGO_MANIFEST_DIR"), "/src/cli/scaffold");
    let real: BTreeSet<String> = walkdir::WalkDir::new(root)
        .into_iter()
        .filter_map(Result::ok)
        .filter(|entry| entry.file_type().is_file())
        .map(|entry| entry.path().strip_prefix(root).unwrap().to_string_lossy().replace('\\', "/"))
        .collect();
    assert_eq!(written, real);
}

#[test]
fn the_starter_shows_each_key_and_its_readme_explains_it() {
    let folder = begun();
    let readme = folder.read("s/README.md");
    let (zh, en) = readme.split_once("## English").unwrap();
    // Where each is used, the words of its use, and how the README calls it.
    for (path, used, name) in [
        ("plan-and-report.zh.md", "layout: comparison", "layout: comparison"),
        ("plan-and-report.zh.md", "{#visits .same .services}", ".same"),
        ("plan-and-report.zh.md", "{#sessions .measure .services}", ".measure"),
        ("plan-and-report.zh.md", "— report-2024#6", "— report-2024#5"),
        ("originals/report-2024.md", "- { paragraph: 4, en: I. Services }", "headings:"),
        ("originals/plan-2024.md", "paragraphs: \"6\", topic: resources", "topic:"),
        ("originals/plan-2024.md", "aside:", "aside:"),
        ("services/plan-2024.zh.md", "at: 2021–2023", "at: 2021–2023"),
        ("services/patients.zh.md", "[…]", "[…]"),
        ("services/patients.zh.md", "indicator: visits", "indicator:"),
        ("services/patients.zh.md", "measure: growth", "measure: growth"),
        ("services/patients.zh.md", "key: visits", "key:"),
        ("resources/staff.zh.md", "inferred: true", "inferred: true"),
        ("resources/_index.zh.md", "key_figures: [", "key_figures:"),
        ("indicators.yaml", "- id: visits", "indicators.yaml"),
        ("corrections.yaml", "- passage: services/patients#p2", "corrections.yaml"),
        ("glossary.yaml", "not: [医师节]", "`not`"),
        ("glossary.yaml", "hidden: true", "`hidden`"),
        ("glossary.yaml", "show: true", "`show`"),
        ("glossary.yaml", "pinyin: zhong zheng", "`pinyin`"),
        ("site.yaml", "key_figures: [visits", "key_figures:"),
        ("site.yaml", "publisher: {", "`publisher`"),
        ("site.yaml", "editor: {", "`editor`"),
        ("site.yaml", "version: {", "`version`"),
        ("site.yaml", "contact: editor@example.org", "`contact`"),
        ("site.yaml", "licence: {", "`licence`"),
    ] {
        assert!(folder.read(&format!("s/content/{path}")).contains(used), "{path}: {used}");
        assert!(zh.contains(name) && en.contains(name), "README: {name}");
    }
}

#[test]
fn the_starter_waives_no_rule_of_quotations_or_figures() {
    let folder = begun();
    for (path, text) in folder.files("s/content") {
        let text = String::from_utf8_lossy(&text).into_owned();
        for rule in ["quote-", "figure-"] {
            assert!(!text.contains(&format!("allow {rule}")), "{path} waives {rule}");
        }
    }
}

#[test]
fn the_workflow_installs_checks_builds_and_deploys_in_this_order() {
    let folder = begun();
    let text = folder.read("s/.github/workflows/site.yml");
    let workflow: serde_json::Value = serde_yaml::from_str(&text).unwrap();
    assert_eq!(workflow["permissions"], serde_json::json!({ "contents": "read" }));
    let steps = |job: &str| workflow["jobs"][job]["steps"].as_array().unwrap().clone();
    let build = steps("build");
    let at = |what: &str| {
        let is = |step: &serde_json::Value| {
            let says = |key: &str| step[key].as_str().is_some_and(|text| text.contains(what));
            says("uses") || says("run")
        };
        build.iter().position(is).unwrap_or_else(|| panic!("no step has {what}"))
    };
    let order = [
        "actions/checkout@",
        "rustup toolchain install",
        "cargo install --locked",
        "duizhao check --strict --format github",
        "duizhao build",
        "actions/upload-pages-artifact@",
    ];
    let places: Vec<usize> = order.iter().map(|what| at(what)).collect();
    assert!(places.is_sorted_by(|a, b| a < b), "{places:?}");
    // A pull request is checked, and nothing of it is published.
    for (step, place) in [(3, None), (4, Some("github.event_name != 'pull_request'"))] {
        assert_eq!(build[places[step]]["if"].as_str(), place);
    }
    let deploy = &workflow["jobs"]["deploy"];
    assert_eq!(deploy["needs"], "build");
    assert_eq!(deploy["permissions"], serde_json::json!({ "pages": "write", "id-token": "write" }));
    assert_eq!(deploy["if"], "github.event_name != 'pull_request'");
    for step in build.iter().chain(&steps("deploy")) {
        if let Some(uses) = step["uses"].as_str() {
            let (action, version) = uses.split_once("@v").unwrap();
            assert!(action.starts_with("actions/") && version.parse::<u32>().is_ok(), "{uses}");
        }
    }
    assert!(steps("deploy")[0]["uses"].as_str().unwrap().starts_with("actions/deploy-pages@v"));
    // Jobs can use what the step before has put out only by its id.
    assert_eq!(build[at("actions/configure-pages@")]["id"], "pages");
}

/// The step that installs the program, run with a `cargo` that writes down what it was asked.
#[test]
#[cfg(unix)]
fn the_workflow_takes_the_program_from_its_folder_or_its_address_or_says_what_is_missing() {
    use std::os::unix::fs::PermissionsExt;
    let folder = begun();
    let text = folder.read("s/.github/workflows/site.yml");
    let workflow: serde_json::Value = serde_yaml::from_str(&text).unwrap();
    let steps = workflow["jobs"]["build"]["steps"].as_array().unwrap();
    let script = steps.iter().find(|step| step["name"] == "install").unwrap()["run"].as_str().unwrap();
    folder.write("bin/cargo", "#!/bin/sh\necho \"$@\"\n");
    fs::set_permissions(folder.path().join("bin/cargo"), fs::Permissions::from_mode(0o755)).unwrap();
    let path = format!("{}:{}", folder.path().join("bin").display(), std::env::var("PATH").unwrap());
    let install = |address: &str| {
        let mut shell = std::process::Command::new("bash");
        shell.args(["-e", "-c", script]).current_dir(folder.path().join("s"));
        let ran = shell.env("PATH", &path).env("DUIZHAO_GIT", address).output().unwrap();
        (ran.status.success(), String::from_utf8_lossy(&ran.stdout).into_owned())
    };
    let (ended_well, said) = install("");
    let line = 1 + text.lines().position(|line| line.contains("DUIZHAO_GIT: \"\"")).unwrap();
    assert!(!ended_well && said.contains(&format!("site.yml,line={line}::")), "{said}");
    assert!(said.contains("DUIZHAO_GIT 是空的") && said.contains("DUIZHAO_GIT is empty"), "{said}");
    let from_git = "install --locked --git https://github.com/a/duizhao duizhao\n";
    assert_eq!(install("https://github.com/a/duizhao"), (true, from_git.to_owned()));
    folder.write("s/duizhao/Cargo.toml", "[package]\n");
    assert_eq!(install(""), (true, "install --locked --path duizhao\n".to_owned()));
}

#[test]
fn the_first_step_of_a_new_site_can_be_copied_into_a_shell() {
    let folder = Folder::new();
    for (name, line) in
        [("my-site", "1. cd my-site\n   duizhao: "), ("我的 站点", "1. cd \"我的 站点\"\n   duizhao: ")]
    {
        let said = folder.run_inside(&["init", name, "--lang", "en"]).stderr;
        assert!(said.contains(line), "{said}");
    }
    fs::create_dir(folder.path().join("here")).unwrap();
    let said = crate::site::program().current_dir(folder.path().join("here")).arg("init").output().unwrap();
    assert!(String::from_utf8_lossy(&said.stderr).contains("1. duizhao: "), "{said:?}");
}

#[test]
fn init_tells_what_publishing_needs_as_long_as_the_program_has_no_address() {
    let folder = Folder::new();
    let said = folder.run_inside(&["init", "s", "--lang", "en"]).stderr;
    let is_missing = folder.read("s/.github/workflows/site.yml").contains("DUIZHAO_GIT: \"\"\n");
    assert_eq!(
        said.contains("write the Git address of duizhao on the line DUIZHAO_GIT"),
        is_missing,
        "{said}"
    );
    assert_eq!(is_missing, env!("CARGO_PKG_REPOSITORY").contains("example.org"));
}

#[test]
fn init_refuses_what_is_not_an_empty_folder_and_writes_nothing() {
    let folder = Folder::new();
    folder.write("full/letter.txt", "mine");
    folder.write("file", "mine");
    let before = folder.files("");
    refused(
        &folder.run_inside(&["init", "full"]),
        "the folder is not empty (it holds letter.txt)",
        "文件夹不是空的",
    );
    refused(&folder.run_inside(&["init", "file"]), "this is a file", "这是一个文件");
    refused(&folder.run_inside(&["init", "file/below"]), "a file and not a folder", "是文件，不是文件夹");
    refused(&folder.run_inside(&["init"]), "the folder is not empty", "文件夹不是空的");
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink("empty", folder.path().join("link")).unwrap();
        refused(&folder.run_inside(&["init", "link"]), "this is a link", "这是一个链接");
        fs::remove_file(folder.path().join("link")).unwrap();
    }
    assert_eq!(before, folder.files(""));
    fs::create_dir_all(folder.path().join("git/.git")).unwrap();
    assert!(folder.run_inside(&["init", "git"]).status.success(), "an empty repository is empty");
    assert!(folder.run_inside(&["init", "a/b/c"]).status.success(), "folders above are made");
}

#[test]
fn a_new_excerpt_is_a_draft_and_the_check_tells_what_is_left_to_do() {
    let folder = begun();
    let made = folder.run_inside(&["-C", "s", "new", "services/imaging", "--quote", "儿科医师只有9名"]);
    assert!(made.status.success(), "{}", made.stderr);
    let zh = folder.read("s/content/services/imaging.zh.md");
    assert!(
        zh.contains("original: report-2024\n")
            && zh.contains("date: 2025-01-17\n")
            && zh.contains("weight: 4\n")
    );
    assert!(zh.contains("> 同时也要看到，") && zh.contains("更新偏慢。\n"), "the whole sentence: {zh}");
    let en = folder.read("s/content/services/imaging.en.md");
    assert!(!en.contains("original:") && en.contains("\n> 待译\n"), "{en}");
    assert!(folder.run_inside(&["-C", "s", "build"]).status.success(), "a draft does not stop the build");
    let left = folder.run_inside(&["-C", "s", "check", "--drafts", "--format", "json"]);
    assert_eq!(left.status.code(), Some(1));
    let report: serde_json::Value = serde_json::from_slice(&left.stdout).unwrap();
    let found: Vec<(&str, &str)> = report["findings"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| (one["rule"].as_str().unwrap(), one["primary"]["path"].as_str().unwrap()))
        .collect();
    let (zh, en) = ("content/services/imaging.zh.md", "content/services/imaging.en.md");
    assert_eq!(
        found,
        [("front-matter-invalid", en), ("text-untranslated", en), ("front-matter-invalid", zh)],
        "titles, and the translation"
    );
}

#[test]
fn a_finished_draft_builds_strictly() {
    let folder = begun();
    assert!(
        folder.run_inside(&["-C", "s", "new", "services/night", "--quote", "夜间急诊压力"]).status.success()
    );
    for (lang, title, line) in [
        ("zh", "急诊", "报告承认的不足："),
        ("en", "Emergency care", "The shortcomings that the report admits:"),
    ] {
        let path = format!("s/content/services/night.{lang}.md");
        let text = folder
            .read(&path)
            .replace("title: \"\"", &format!("title: {title}"))
            .replace("draft: true\n", "");
        let at = text.find("<!--").unwrap();
        let end = at + text[at..].find("-->").unwrap() + 3;
        let english = "It must also be seen that the average wait at peak outpatient hours is still 38 minutes, only 4 minutes shorter than in the year before; that there are only 9 pediatricians, and emergency care at night is under strain; and that imaging equipment has been in use for nearly 9 years on average.";
        folder.write(&path, format!("{}{line}{}", &text[..at], text[end..].replace("待译", english)));
    }
    let output = folder.run_inside(&["-C", "s", "build", "--strict"]);
    assert!(output.status.success(), "{}", output.stderr);
}

#[test]
fn a_new_excerpt_never_takes_the_place_of_anything() {
    let folder = begun();
    folder.page("s/content/services/half.zh.md", "title: 一半", "");
    let before = folder.files("s");
    let new = |args: &[&str]| folder.run_inside(&[&["-C", "s", "new"], args].concat());
    refused(
        &new(&["services/half"]),
        "The other half is content/services/half.en.md",
        "另一半是 content/services/half.en.md",
    );
    refused(&new(&["services/patients"]), "this page is already there", "这一页已经在了");
    refused(&new(&["content/services/patients.zh.md"]), "this page is already there", "这一页已经在了");
    refused(&new(&["services/Patients"]), "differs in case alone", "只是大小写不同");
    refused(
        &new(&["servces/beds"]),
        "did you mean duizhao new services/beds?",
        "是不是要写 duizhao new services/beds",
    );
    refused(&new(&["economy/beds"]), "add economy to topics", "把 economy 加进");
    refused(&new(&["services"]), "this is a topic", "这是一个主题");
    refused(&new(&[""]), "name the page to begin, such as duizhao new services/exports", "写上要新建的页面");
    refused(&new(&["/"]), "name the page to begin", "写上要新建的页面");
    refused(&new(&["services/a:b"]), "the name holds “:”", "名称里有“:”");
    refused(&new(&["originals/report-2025"]), "an original is one file", "原文只有一个文件");
    assert_eq!(before, folder.files("s"));
}

#[test]
fn an_excerpt_whose_words_are_in_no_original_is_not_begun() {
    let folder = begun();
    let before = folder.files("s");
    let new = |args: &[&str]| folder.run_inside(&[&["-C", "s", "new"], args].concat());
    refused(
        &new(&["services/beds", "--original", "report2024"]),
        "did you mean --original report-2024?",
        "是不是要写 --original report-2024",
    );
    refused(
        &new(&["services/beds", "--quote", "家庭医生签约"]),
        "these words stand in 2 sentences",
        "在 2 个句子里",
    );
    refused(&new(&["services/beds", "--quote", "儿科医师只有8名"]), "“8” ≠ “9”", "report-2024#8");
    refused(
        &new(&["services/beds", "--quote", "与原文毫不相干的另外一句"]),
        "no original has these words",
        "也没有相近的",
    );
    refused(&new(&["services/beds", "--quote", " "]), "--quote has no text", "没有文字");
    assert_eq!(before, folder.files("s"));
}

#[test]
fn a_paragraph_that_is_named_without_words_is_quoted_whole() {
    let folder = begun();
    let new = |args: &[&str]| folder.run_inside(&[&["-C", "s", "new"], args].concat());
    assert!(new(&["services/screening", "--original", "report-2024#7"]).status.success());
    let whole = "> 门诊全年365天不停诊。开展“两癌”筛查，全年检查适龄妇女2.3万人，检出病例均已随访。\n";
    let zh = folder.read("s/content/services/screening.zh.md");
    assert!(zh.ends_with(whole), "{zh}");
    assert!(folder.read("s/content/services/screening.en.md").ends_with("\n> 待译\n"));
    // Without a paragraph there is nothing that could be meant.
    assert!(new(&["services/empty", "--original", "report-2024"]).status.success());
    assert!(!folder.read("s/content/services/empty.zh.md").contains("\n> "));
}

#[test]
fn words_typed_in_traditional_characters_are_told_from_words_that_are_not_there() {
    let folder = begun();
    let new = |words: &str| folder.run_inside(&["-C", "s", "new", "services/a", "--quote", words]);
    let said = new("家庭醫生簽約服務");
    refused(&said, "report-2024#6: the original is printed in simplified characters", "原文用简体字");
    assert!(said.stderr.contains("--quote \"家庭医生签约服务\""), "{}", said.stderr);
    refused(&new("鄉鎮衛生院"), "no original has these words", "也没有相近的");
}

#[test]
fn an_original_that_cannot_be_read_is_named_when_words_are_not_found() {
    let folder = begun();
    folder
        .write("s/content/originals/survey.md", b"---\ntitle: { zh: \xb1\xa8, en: Survey }\n---\n\xb1\xa8\n");
    let new = |words: &str| folder.run_inside(&["-C", "s", "new", "services/a", "--quote", words]);
    refused(&new("问卷一千份"), "content/originals/survey.md", "这份读不出来");
    assert!(new("儿科医师只有9名").status.success(), "found in the other");
}

#[test]
fn a_list_of_places_offers_a_paragraph_only_where_that_decides() {
    let folder = begun();
    let new = |words: &str| folder.run_inside(&["-C", "s", "new", "services/a", "--quote", words]).stderr;
    // Twice in paragraph 6, once in 13.
    assert!(new("家庭医生").contains("as in --original report-2024#13"), "{}", new("家庭医生"));
    let report = folder.read("s/content/originals/report-2024.md");
    folder.write("s/content/originals/report-2024.md", format!("{report}\n一期工程完工。二期工程完工。\n"));
    let said = new("期工程完工");
    assert!(said.contains("these words stand in 2 sentences") && !said.contains("--original"), "{said}");
}

#[test]
fn pages_outside_the_topics_and_new_topics_can_be_begun() {
    let folder = begun();
    let page = folder.run_inside(&["-C", "s", "new", "method"]);
    assert!(page.status.success(), "{}", page.stderr);
    assert!(!folder.read("s/content/method.zh.md").contains("\nweight:"));
    let topic = folder.run_inside(&["-C", "s", "new", "science/_index"]);
    assert!(topic.stderr.contains("topics: [services, resources, science]"), "{}", topic.stderr);
    let excerpt = folder.run_inside(&["-C", "s", "new", "science/trials"]);
    assert!(excerpt.status.success(), "{}", excerpt.stderr);
    assert!(folder.run_inside(&["-C", "s", "build", "--strict"]).status.success());
}

#[test]
fn a_sentence_that_stands_in_two_paragraphs_is_quoted_with_its_paragraph() {
    let folder = Folder::of("sentence-twice");
    let new = |args: &[&str]| {
        folder.run_inside(&[&["new", "topic/works", "--quote", "全年完成投资"], args].concat())
    };
    let several = new(&[]);
    refused(&several, "as in --original report#2", "在 2 个句子里");
    assert!(several.stderr.contains("report#3  […]全年完成投资。"), "{}", several.stderr);
    refused(&new(&["--original", "report#9"]), "the numbers go from 1 to 3", "没有这一段");
    assert!(new(&["--original", "report#3"]).status.success());
    for lang in ["zh", "en"] {
        let text = folder.read(&format!("content/topic/works.{lang}.md"));
        assert!(text.ends_with("\n>\n> — report#3\n"), "{text}");
    }
    assert!(folder.read("content/topic/works.zh.md").contains("\n> […]全年完成投资。\n"));
}
