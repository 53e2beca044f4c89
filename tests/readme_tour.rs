//! The README's five minutes, done as written, in both languages: its commands are run, its edits made,
//! and what it shows of the program's answers is looked for in them.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::site::Folder;

/// A step of the tour.
#[derive(Debug)]
enum Step {
    /// A line to be typed.
    Run(String),
    /// In a file, these words take the place of those.
    Edit { file: String, old: String, new: String },
    /// Lines of the last answer.
    Shown(String),
}

/// The section below a heading.
pub fn section<'t>(text: &'t str, heading: &str) -> &'t str {
    let from = text.find(&format!("\n{heading}\n")).unwrap_or_else(|| panic!("no section {heading}"));
    let rest = &text[from + heading.len() + 2..];
    let level = heading.split(' ').next().unwrap();
    &rest[..rest.find(&format!("\n{level} ")).unwrap_or(rest.len())]
}

fn steps(section: &str) -> Vec<Step> {
    let mut steps = Vec::new();
    for (at, part) in section.split("```").enumerate() {
        match (at % 2, part.split_once('\n').unwrap_or((part, ""))) {
            (1, ("sh", lines)) => {
                let lines = lines.lines().map(|line| line.split("  #").next().unwrap().trim());
                steps.extend(lines.map(|line| Step::Run(line.to_owned())));
            }
            (1, ("text", lines)) => {
                steps.extend(lines.lines().map(|line| Step::Shown(line.trim().to_owned())));
            }
            (1, other) => panic!("an unknown fence: {other:?}"),
            _ => steps.extend(part.lines().flat_map(edits)),
        }
    }
    steps
}

/// “In `FILE` change `A` to `B`”, as often as a line says it; a file alone is no edit.
fn edits(line: &str) -> Vec<Step> {
    let code: Vec<&str> = line.split('`').skip(1).step_by(2).collect();
    let is_edit = (line.contains("change `") && line.contains("` to `")) || line.contains("` 改成 `");
    if !is_edit {
        return Vec::new();
    }
    assert_eq!(code.len() % 3, 0, "file, old and new: {line}");
    code.chunks(3)
        .map(|part| Step::Edit { file: part[0].into(), old: part[1].into(), new: part[2].into() })
        .collect()
}

/// Does a tour; gives how many commands were run.
fn walk(steps: &[Step]) -> usize {
    let folder = Folder::new();
    let program = Path::new(env!("CARGO_BIN_EXE_duizhao")).parent().unwrap();
    let path = format!("{}:{}", program.display(), std::env::var("PATH").unwrap_or_default());
    let mut here: PathBuf = folder.path().to_owned();
    let mut answer = String::new();
    let mut runs = 0;
    for (at, step) in steps.iter().enumerate() {
        match step {
            Step::Run(line) if line.starts_with("cargo install ") => {}
            Step::Run(line) if line.starts_with("cd ") => here = here.join(&line[3..]),
            Step::Run(line) => {
                let shown = steps[at + 1..].iter().take_while(|step| matches!(step, Step::Shown(_)));
                let fails = shown
                    .into_iter()
                    .any(|step| matches!(step, Step::Shown(line) if line.starts_with("error[") || line.starts_with("错误[")));
                let output = Command::new("sh")
                    .args(["-c", line])
                    .current_dir(&here)
                    .env("PATH", &path)
                    .env("LC_ALL", "en_US.UTF-8")
                    .output()
                    .unwrap();
                answer = String::from_utf8_lossy(&[output.stdout, output.stderr].concat()).into_owned();
                assert_eq!(output.status.code(), Some(i32::from(fails)), "{line}: {answer}");
                runs += 1;
            }
            Step::Edit { file, old, new } => {
                let path = here.join(file);
                let text = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{file}: {error}"));
                assert_eq!(text.matches(old.as_str()).count(), 1, "{file}: {old}");
                fs::write(&path, text.replace(old.as_str(), new)).unwrap();
            }
            Step::Shown(line) => assert!(answer.contains(line.as_str()), "{line} is not in: {answer}"),
        }
    }
    runs
}

#[cfg(unix)]
#[test]
fn the_five_minutes_of_the_readme_work_in_both_languages() {
    let text = fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/README.md")).unwrap();
    for heading in ["## Five minutes", "### 五分钟"] {
        let steps = steps(section(&text, heading));
        let count = |which: fn(&Step) -> bool| steps.iter().filter(|step| which(step)).count();
        assert!(count(|step| matches!(step, Step::Edit { .. })) >= 2, "{heading}: {steps:?}");
        assert!(count(|step| matches!(step, Step::Shown(_))) >= 3, "{heading}: {steps:?}");
        assert!(walk(&steps) >= 8, "{heading}");
    }
}
