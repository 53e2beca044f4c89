//! A site in a folder of its own: a copy of one below `tests/sites/`, or made in the test.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitStatus, Output};
use std::sync::atomic::{AtomicUsize, Ordering};

use indoc::formatdoc;

/// How a run of the program ended, and what it said.
pub struct Ran {
    pub status: ExitStatus,
    pub stdout: Vec<u8>,
    pub stderr: String,
}

impl From<Output> for Ran {
    fn from(output: Output) -> Ran {
        let stderr = String::from_utf8_lossy(&output.stderr).into_owned();
        Ran { status: output.status, stdout: output.stdout, stderr }
    }
}

impl Ran {
    /// The standard output as text.
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.stdout).into_owned()
    }

    /// The exit status and the messages.
    pub fn told(self) -> (Option<i32>, String) {
        (self.status.code(), self.stderr)
    }
}

/// The program, in an environment that decides nothing: in English, without colors or an editor.
pub fn program() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_duizhao"));
    for name in ["LC_MESSAGES", "LANG", "LANGUAGE", "NO_COLOR", "DUIZHAO_EDITOR", "VISUAL", "EDITOR"] {
        command.env_remove(name);
    }
    command.env("LC_ALL", "en_US.UTF-8");
    command
}

/// A folder that is removed at the end.
pub struct Folder {
    path: PathBuf,
}

impl Folder {
    /// An empty folder.
    pub fn new() -> Folder {
        static NEXT: AtomicUsize = AtomicUsize::new(0);
        let name = format!("duizhao-test-{}-{}", std::process::id(), NEXT.fetch_add(1, Ordering::Relaxed));
        let path = std::env::temp_dir().join(name);
        fs::create_dir_all(&path).unwrap();
        Folder { path }
    }

    /// A copy of a site below `tests/sites/`, without the report beside it.
    pub fn of(site: &str) -> Folder {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/sites").join(site);
        let folder = Folder::new();
        for entry in walkdir::WalkDir::new(&root) {
            let entry = entry.unwrap();
            let path = entry.path().strip_prefix(&root).unwrap().to_string_lossy().replace('\\', "/");
            if entry.file_type().is_file() && !path.starts_with("expected.") {
                folder.write(&path, fs::read(entry.path()).unwrap());
            }
        }
        folder
    }

    /// A folder with a small site: one original, one excerpt.
    pub fn with_site() -> Folder {
        Folder::of("plain")
    }

    /// A folder with a site of many excerpts, each with figures of its own.
    pub fn with_excerpts(count: usize) -> Folder {
        let folder = Folder::with_site();
        let mut original = folder.read("content/originals/report.md");
        for n in 0..count {
            let (a, b) = (1000 + n, 5000 + 2 * n);
            original.push_str(&format!("\n第{n}个镇的工业产值从{a}万元增加到{b}万元。\n"));
            let zh = formatdoc! {"
                ---
                title: 第{n}个镇
                summary: 第{n}个镇的工业产值。
                date: 2022-04-11
                original: report
                ---

                报告写到第{n}个镇：

                > 第{n}个镇的工业产值从{a}万元增加到{b}万元。
            "};
            let (a, b) = (a as f64 / 100.0, b as f64 / 100.0);
            let en = formatdoc! {"
                ---
                title: Town No. {n}
                summary: Industrial output of town No. {n}.
                ---

                The report on town No. {n}:

                > Industrial output of town No. {n} rose from RMB {a} million to RMB {b} million.
            "};
            folder.write(&format!("content/topic/town-{n}.zh.md"), zh);
            folder.write(&format!("content/topic/town-{n}.en.md"), en);
        }
        folder.write("content/originals/report.md", original);
        folder
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The program with this folder as the site, and further arguments.
    pub fn command(&self, args: &[&str]) -> Command {
        let mut command = program();
        command.arg("-C").arg(&self.path).args(args);
        command
    }

    /// Runs the program with this folder as the site, to its end.
    pub fn run(&self, args: &[&str]) -> Ran {
        self.command(args).output().unwrap().into()
    }

    /// Runs the program inside this folder, which need not be a site.
    pub fn run_inside(&self, args: &[&str]) -> Ran {
        program().current_dir(&self.path).args(args).output().unwrap().into()
    }

    /// Writes a file, making the folders above it.
    pub fn write(&self, path: &str, text: impl AsRef<[u8]>) {
        let file = self.path.join(path);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, text).unwrap();
    }

    /// Writes a page: the lines of its header, and its text.
    pub fn page(&self, path: &str, header: &str, text: impl std::fmt::Display) {
        let (header, text) = (header.trim_end(), text.to_string());
        let body = if text.is_empty() { text } else { format!("\n{}\n", text.trim_end()) };
        self.write(path, format!("---\n{header}\n---\n{body}"));
    }

    /// The text of a file; a page that was built in full, so that it can be looked at in one spelling.
    pub fn read(&self, path: &str) -> String {
        let text = fs::read_to_string(self.path.join(path)).unwrap_or_else(|error| panic!("{path}: {error}"));
        let is_built = path.ends_with(".html") && !path.contains("templates/") && !path.contains("content/");
        if is_built {
            crate::markup::spelled_out(&text).unwrap_or_else(|why| panic!("{path}: {why}"))
        } else {
            text
        }
    }

    /// Every file below a folder with its content, by path.
    pub fn files(&self, below: &str) -> Vec<(String, Vec<u8>)> {
        let root = self.path.join(below);
        let mut files: Vec<_> = walkdir::WalkDir::new(&root)
            .into_iter()
            .filter_map(Result::ok)
            .filter(|entry| entry.file_type().is_file())
            .map(|entry| {
                let path = entry.path().strip_prefix(&root).unwrap().to_string_lossy().replace('\\', "/");
                (path, fs::read(entry.path()).unwrap())
            })
            .collect();
        files.sort();
        files
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.path);
    }
}
