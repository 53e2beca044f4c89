//! What differs between the two halves of a page: their parts, and their figures.

use std::sync::OnceLock;

use super::cases;
use super::harness::Transcript;

pub fn transcript() -> &'static Transcript {
    static TRANSCRIPT: OnceLock<Transcript> = OnceLock::new();
    TRANSCRIPT.get_or_init(|| {
        let mut transcript = Transcript::default();
        cases::read("pairs").iter().for_each(|case| transcript.page_case(case, |_| {}));
        transcript
    })
}

#[test]
fn what_differs_between_two_halves_is_told() {
    transcript().assert_right();
}
