//! Slips in the texts of a page: links, words, marks and waivers.

use std::sync::OnceLock;

use super::cases;
use super::harness::Transcript;
use crate::site::Folder;

pub const ZH: &str = "content/topic/page.zh.md";
pub const EN: &str = "content/topic/page.en.md";

/// A site with two originals, a glossary and an address, and a page with these two texts.
pub fn page(zh: &str, en: &str) -> Folder {
    let folder = Folder::of("two-originals");
    let whole = |text: &str, header: &str| match text.starts_with("---\n") {
        true => text.to_owned(),
        false => format!("---\n{header}\n---\n\n{text}\n"),
    };
    folder.write(ZH, whole(zh, "title: 例\noriginal: report"));
    folder.write(EN, whole(en, "title: Example"));
    folder
}

pub fn transcript() -> &'static Transcript {
    static TRANSCRIPT: OnceLock<Transcript> = OnceLock::new();
    TRANSCRIPT.get_or_init(|| {
        let mut transcript = Transcript::default();
        cases::read("pages").iter().for_each(|case| transcript.page_case(case, |_| {}));
        long_ones(&mut transcript);
        a_sentence_that_went(&mut transcript);
        transcript
    })
}

/// Texts beyond the bounds.
fn long_ones(transcript: &mut Transcript) {
    let deep = format!("{}深", "> ".repeat(200));
    let long = "长".repeat(30_000);
    for (zh, in_zh, in_en) in
        [(deep, "层次太深", "nested too deeply"), (long, "段落太长", "the paragraph is too long")]
    {
        let words = (in_zh, in_en);
        transcript.expect(&page(&zh, "Short."), ZH, "file-unreadable", 6, words);
    }
}

/// A sentence is taken out after the translation was accepted.
fn a_sentence_that_went(transcript: &mut Transcript) {
    let folder = page("第一句话。第二句话。", "The first sentence. The second.");
    assert!(folder.run(&["accept"]).status.success());
    folder.write(ZH, "---\ntitle: 例\noriginal: report\n---\n\n第一句话。\n");
    let words = ("这里删去了句子，或换了次序", "a sentence was removed here");
    transcript.expect(&folder, EN, "translation-stale", 5, words);
}

#[test]
fn slips_in_the_texts_of_a_page() {
    transcript().assert_right();
}
