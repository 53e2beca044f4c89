//! The program as an editor runs it.

use crate::site::{Folder, program};

#[test]
fn a_build_says_three_lines_and_a_second_writes_nothing() {
    let folder = Folder::with_site();
    let first = folder.run(&[]);
    assert!(first.status.success(), "{}", first.stderr);
    assert_eq!(first.stderr.lines().count(), 3, "{}", first.stderr);
    let before = folder.files("public");
    let second = folder.run(&["build"]);
    assert!(second.stderr.contains("nothing was written"), "{}", second.stderr);
    assert_eq!(before, folder.files("public"));
    assert!(folder.run(&["build", "--check"]).status.success());
}

#[test]
fn a_failing_build_leaves_the_site_as_it_was() {
    let folder = Folder::with_site();
    assert!(folder.run(&[]).status.success());
    let before = folder.files("public");
    folder.page("content/topic/growth.zh.md", "titel: 增长", "");
    let failed = folder.run(&[]);
    assert_eq!(failed.status.code(), Some(1));
    let said = failed.stderr;
    assert!(
        said.contains("content/topic/growth.zh.md:2:1") && said.contains("did you mean `title`?"),
        "{said}"
    );
    assert_eq!(before, folder.files("public"));
}

#[test]
fn files_of_others_stay_and_edited_ones_stop_the_build() {
    let folder = Folder::with_site();
    assert!(folder.run(&[]).status.success());
    folder.write("public/CNAME", "example.org");
    folder.write("public/.well-known/x/security.txt", "Contact: mailto:a@example.org");
    let page = folder.read("content/topic/growth.en.md").replace("The report says:", "The report states:");
    folder.write("content/topic/growth.en.md", page);
    assert!(folder.run(&[]).status.success());
    assert_eq!(folder.read("public/CNAME"), "example.org");
    assert!(folder.read("public/.well-known/x/security.txt").starts_with("Contact"));
    assert!(folder.read("public/en/topic/growth.html").contains("The report states:"));

    folder.write("public/index.html", "changed by hand");
    let stopped = folder.run(&[]);
    assert_eq!(stopped.status.code(), Some(2));
    assert!(
        stopped.stderr.contains("index.html") && stopped.stderr.contains("--overwrite"),
        "{}",
        stopped.stderr
    );
    assert!(folder.run(&["--overwrite"]).status.success());
    assert_eq!(folder.read("public/index.html.kept-1"), "changed by hand");
}

#[test]
fn dangerous_output_folders_are_refused() {
    let folder = Folder::with_site();
    let path = folder.path().to_string_lossy().into_owned();
    let content = format!("{path}/content");
    let inside = format!("{path}/content/topic/new");
    folder.write("full/letter.txt", "not ours");
    let full = format!("{path}/full");
    for bad in ["/", &path, &content, &inside, &full] {
        let refused = folder.run(&["build", "--output", bad]);
        assert_eq!(refused.status.code(), Some(2), "{bad}: {}", refused.stderr);
    }
    assert_eq!(folder.read("full/letter.txt"), "not ours");
}

#[test]
fn all_faults_are_reported_in_one_run_with_places() {
    let folder = Folder::of("five-broken-files");
    let output = folder.run(&["check", "--format", "json"]);
    assert_eq!(output.status.code(), Some(1));
    let report: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let found: Vec<(String, String, u64)> = report["findings"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| {
            let place = &one["primary"];
            for text in [&one["message"], &one["help"], &place["label"]] {
                assert!(
                    !text["zh"].as_str().unwrap().is_empty() && !text["en"].as_str().unwrap().is_empty(),
                    "{one}"
                );
            }
            (
                one["rule"].as_str().unwrap().into(),
                place["path"].as_str().unwrap().into(),
                place["line"].as_u64().unwrap(),
            )
        })
        .collect();
    let has = |rule: &str, path: &str| found.iter().any(|(r, p, _)| r == rule && p.ends_with(path));
    assert!(has("front-matter-invalid", "broken.zh.md"), "{found:?}");
    assert!(has("front-matter-invalid", "broken.en.md"), "{found:?}");
    assert!(has("translation-missing", "alone.zh.md"), "{found:?}");
    assert!(has("address-invalid", "wrong.cn.md"), "{found:?}");
    assert!(has("file-unreadable", "gbk.zh.md"), "{found:?}");
}

#[test]
fn byte_order_mark_and_carriage_returns_build_the_same_bytes() {
    let folder = Folder::with_site();
    assert!(folder.run(&[]).status.success());
    let before = folder.files("public");
    for (path, bytes) in folder.files("content") {
        let text = String::from_utf8(bytes).unwrap().replace('\n', "\r\n");
        folder.write(&format!("content/{path}"), format!("\u{feff}{text}"));
    }
    let again = folder.run(&[]);
    assert!(again.stderr.contains("nothing was written"), "{}", again.stderr);
    assert_eq!(before, folder.files("public"));
}

#[test]
fn shells_complete_commands_options_and_the_names_of_rules() {
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let script = program().args(["completions", shell]).output().unwrap();
        let script = String::from_utf8_lossy(&script.stdout).into_owned();
        for word in ["accept", "schema", "overwrite"] {
            assert!(script.contains(word), "{shell}: {word}");
        }
    }
    // Asked of a shell itself, where there is one.
    let script = "eval \"$($0 completions bash)\"; COMP_WORDS=($0 explain quo); COMP_CWORD=2; \
                  _duizhao $0 quo explain; echo ${COMPREPLY[@]}";
    let asked = std::process::Command::new("bash")
        .args(["--norc", "-c", script])
        .arg(program().get_program())
        .output();
    if let Ok(asked) = asked {
        assert_eq!(String::from_utf8_lossy(&asked.stdout), "quote-ambiguous quote-not-found\n", "{asked:?}");
    }
}
