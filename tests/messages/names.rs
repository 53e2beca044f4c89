//! Wrong names: each is answered with the nearest right one.

use std::sync::OnceLock;

use super::cases;
use super::harness::Transcript;
use crate::site::Folder;

pub fn transcript() -> &'static Transcript {
    static TRANSCRIPT: OnceLock<Transcript> = OnceLock::new();
    TRANSCRIPT.get_or_init(|| {
        let mut transcript = Transcript::default();
        for case in cases::read("names") {
            transcript.case(&case, &Folder::with_site());
        }
        transcript
    })
}

#[test]
fn wrong_names_are_answered_with_the_nearest_right_one() {
    transcript().assert_right();
}
