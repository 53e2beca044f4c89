//! Slips in YAML, each said in an editor’s words.

use std::sync::OnceLock;

use super::cases;
use super::harness::{Transcript, findings};
use crate::site::Folder;

pub const ZH: &str = "content/topic/growth.zh.md";

/// A Chinese page with a header of these lines.
pub fn header(lines: &str) -> String {
    format!("---\n{lines}\n---\n\n一句话。\n")
}

pub fn transcript() -> &'static Transcript {
    static TRANSCRIPT: OnceLock<Transcript> = OnceLock::new();
    TRANSCRIPT.get_or_init(|| {
        let mut transcript = Transcript::default();
        for case in cases::read("yaml") {
            transcript.case(&case, &Folder::with_site());
        }
        transcript
    })
}

#[test]
fn slips_in_yaml_are_said_in_an_editors_words() {
    transcript().assert_right();
}

#[test]
fn a_header_that_is_not_found_is_said_once_and_blanks_are_nobodys_mistake() {
    let folder = Folder::with_site();
    folder.write(ZH, folder.read(ZH).replacen("---\n", "－－－\n", 1));
    assert_eq!(findings(&folder).len(), 1);
    let folder = Folder::with_site();
    folder.write(ZH, folder.read(ZH).replace("---\n", "---  \n"));
    assert_eq!(findings(&folder), []);
}
