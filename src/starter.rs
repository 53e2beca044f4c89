//! The site that `duizhao init` writes: an invented hospital's report in excerpts.
//!
//! It lies in `starter/` as it will lie in its new folder, so that it can be read, built and corrected
//! like any site; a test demands that it builds without a finding.

use crate::output::Output;

macro_rules! files {
    ($($name:literal),* $(,)?) => {
        [$(($name, include_str!(concat!("starter/", $name)))),*]
    };
}

/// Path and text of each file.
const FILES: [(&str, &str); 24] = files![
    ".gitattributes",
    ".github/workflows/site.yml",
    ".gitignore",
    "README.md",
    "content/_index.en.md",
    "content/_index.zh.md",
    "content/about.en.md",
    "content/about.zh.md",
    "content/duizhao.lock",
    "content/glossary.yaml",
    "content/originals/report-2024.md",
    "content/resources/_index.en.md",
    "content/resources/_index.zh.md",
    "content/resources/funds.en.md",
    "content/resources/funds.zh.md",
    "content/resources/staff.en.md",
    "content/resources/staff.zh.md",
    "content/services/_index.en.md",
    "content/services/_index.zh.md",
    "content/services/community.en.md",
    "content/services/community.zh.md",
    "content/services/patients.en.md",
    "content/services/patients.zh.md",
    "content/site.yaml",
];

/// The address of the program's own repository as it stands in the workflow of the starter.
const REPOSITORY: &str = "https://example.org/duizhao";

/// The files, ready to be written; the workflow fetches the program from where this one comes from.
pub fn files() -> Vec<Output> {
    let text = |text: &str| text.replace(REPOSITORY, env!("CARGO_PKG_REPOSITORY")).into_bytes();
    FILES.iter().map(|(path, inside)| Output { path: (*path).to_owned(), bytes: text(inside) }).collect()
}
