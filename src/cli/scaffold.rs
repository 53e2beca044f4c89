//! The site that `duizhao init` writes: an invented hospital's report and plan in excerpts.
//!
//! It lies in `starter/` as it will lie in its new folder, so that it can be read, built and corrected
//! like any site; a test demands that it builds without a finding.

use crate::publish::new_file::NewFile;

macro_rules! files {
    ($($name:literal),* $(,)?) => {
        [$(($name, include_str!(concat!("scaffold/", $name)))),*]
    };
}

/// Path and text of each file.
const FILES: [(&str, &str); 31] = files![
    ".gitattributes",
    ".github/workflows/site.yml",
    ".gitignore",
    "README.md",
    "content/_index.en.md",
    "content/_index.zh.md",
    "content/about.en.md",
    "content/about.zh.md",
    "content/corrections.yaml",
    "content/duizhao.lock",
    "content/glossary.yaml",
    "content/indicators.yaml",
    "content/originals/plan-2024.md",
    "content/originals/report-2024.md",
    "content/plan-and-report.en.md",
    "content/plan-and-report.zh.md",
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
    "content/services/plan-2024.en.md",
    "content/services/plan-2024.zh.md",
    "content/site.yaml",
];

/// The line of the workflow that says where the program comes from, as long as nobody knows.
const UNKNOWN: &str = "DUIZHAO_GIT: \"\"";

/// Where the source of this program can be fetched with Git, if it was built to say so; addresses of
/// examples (RFC 2606) lead nowhere.
pub fn repository() -> Option<&'static str> {
    published(env!("CARGO_PKG_REPOSITORY"))
}

fn published(address: &str) -> Option<&str> {
    let host = address.split_once("://")?.1.split(['/', ':']).next()?;
    let reserved = ["example", "invalid", "localhost", "test"];
    let is_reserved = host.rsplit('.').next().is_some_and(|last| reserved.contains(&last))
        || ["example.org", "example.com", "example.net"].iter().any(|one| host.ends_with(one));
    (!is_reserved).then_some(address)
}

/// The files, ready to be written; the workflow fetches the program from where this one comes from.
pub fn files() -> Vec<NewFile> {
    let text = |text: &str| match repository() {
        Some(address) => text.replace(UNKNOWN, &format!("DUIZHAO_GIT: {address}")),
        None => text.to_owned(),
    };
    FILES.iter().map(|(path, inside)| NewFile { path: (*path).to_owned(), text: text(inside) }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_of_examples_are_no_place_to_fetch_from() {
        for address in ["", "https://example.org/duizhao", "https://git.example.com/a", "https://a.invalid"] {
            assert_eq!(published(address), None, "{address}");
        }
        for address in ["https://github.com/someone/duizhao", "https://codeberg.org/a/duizhao.git"] {
            assert_eq!(published(address), Some(address));
        }
    }

    #[test]
    fn the_workflow_has_the_line_that_the_address_takes() {
        let workflow = FILES.iter().find(|(path, _)| path.ends_with("site.yml"));
        assert_eq!(workflow.map(|(_, text)| text.matches(UNKNOWN).count()), Some(1));
    }
}
