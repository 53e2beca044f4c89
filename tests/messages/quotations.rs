//! Quotations that are not word for word what stands in their original.

use std::sync::OnceLock;

use super::cases;
use super::harness::Transcript;
use super::pages::{EN, ZH, page};
use crate::site::Folder;

/// Lets a site take raw HTML.
fn with_html(folder: &Folder) {
    folder.write("content/site.yaml", folder.read("content/site.yaml") + "raw_html: true\n");
}

pub fn transcript() -> &'static Transcript {
    static TRANSCRIPT: OnceLock<Transcript> = OnceLock::new();
    TRANSCRIPT.get_or_init(|| {
        let mut transcript = Transcript::default();
        cases::read("quotations").iter().for_each(|case| transcript.page_case(case, |_| {}));
        cases::read("quotations-html").iter().for_each(|case| transcript.page_case(case, with_html));
        let script = page("一句话<script>甲</script>。", "A sentence.");
        with_html(&script);
        let words = ("脚本、样式和 CDATA 从不显示", "scripts, styles and CDATA are never shown");
        transcript.expect_somewhere(&script, ZH, "stray-markup", words);
        let lead = page("---\ntitle: 例\nsummary: 摘要。\n---\n\n一句话。", "A sentence.");
        let words = ("英文没有摘要", "the English has no summary");
        transcript.expect_somewhere(&lead, EN, "front-matter-invalid", words);
        let without = Folder::new();
        without.write("content/site.yaml", "title: { zh: 例, en: Example }\ntopics: []\n");
        without.write("content/page.zh.md", "---\ntitle: 页\n---\n> 一句话。\n");
        without.write("content/page.en.md", "---\ntitle: Page\n---\n> A sentence.\n");
        let words = ("这个站还没有原文", "the site has no original yet");
        transcript.expect(&without, "content/page.zh.md", "quote-not-found", 4, words);
        transcript
    })
}

#[test]
fn quotations_that_differ_are_told_with_the_difference() {
    transcript().assert_right();
}
