//! Wrong names: each is answered with the nearest right one.

use std::sync::OnceLock;

use super::cases;
use super::harness::Heard;
use crate::site::Folder;

pub fn heard() -> &'static Heard {
    static HEARD: OnceLock<Heard> = OnceLock::new();
    HEARD.get_or_init(|| {
        let mut heard = Heard::default();
        for case in cases::read("names") {
            heard.case(&case, &Folder::with_site());
        }
        heard
    })
}

#[test]
fn wrong_names_are_answered_with_the_nearest_right_one() {
    heard().assert_right();
}
