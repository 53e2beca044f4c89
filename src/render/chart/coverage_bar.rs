//! The coverage bar: a topic's line from a document's beginning to its end; blocks show where the
//! excerpts stand.

use serde::Serialize;

use crate::base::lang::Both;
use crate::model::output::Edition;
use crate::model::proof::Proof;
use crate::model::site::Site;
use crate::render::templates::texts::Texts;
use crate::render::view::SaidView;

/// A coverage bar.
#[derive(Clone, Debug, Serialize)]
pub struct CoverageBar {
    /// The blocks, as SVG `rect` elements on a line of 1000 by 20.
    pub marks: String,
    /// How many paragraphs the topic takes from the document.
    pub count: SaidView,
    /// The same as a number.
    pub number: usize,
    /// Whether the line is empty.
    pub empty: bool,
}

/// The bar of one topic in one original.
pub fn bar(
    site: &Site,
    proof: &Proof,
    original: usize,
    topic: usize,
    edition: Edition,
    texts: &Texts,
) -> CoverageBar {
    let document = &site.originals[original];
    let length = document.folded.string.len().max(1) as f64;
    let mut touched = vec![false; document.paragraphs.len()];
    for one in &proof.coverage[original].uses {
        if site.places[one.bitext].is_some_and(|place| place.topic == topic && place.position.is_some()) {
            for number in document.paragraphs_of(&one.run) {
                touched[number - 1] = true;
            }
        }
    }
    let mut marks = String::new();
    for (paragraph, _) in document.paragraphs.iter().zip(&touched).filter(|(_, touched)| **touched) {
        let x = paragraph.folded.start as f64 / length * 1000.0;
        let width = (paragraph.folded.len() as f64 / length * 1000.0 - 1.5).max(2.0);
        marks.push_str(&format!(
            "<rect class=\"mark\" x=\"{x:.1}\" y=\"4\" width=\"{width:.1}\" height=\"12\"/>"
        ));
    }
    let count = touched.iter().filter(|touched| **touched).count();
    let said: Both<String> = texts.count("count_paragraphs", &[("n", count)]);
    CoverageBar { marks, count: SaidView::new(edition, &said), number: count, empty: count == 0 }
}

/// How much of an original is excerpted, as a sentence.
pub fn extent(site: &Site, proof: &Proof, texts: &Texts, at: usize, key: &str) -> Both<String> {
    let original = &site.originals[at];
    let coverage = &proof.coverage[at];
    let quoted =
        original.paragraphs.iter().filter(|one| coverage.touching(one.folded.clone()).next().is_some());
    let text = &original.folded.string;
    let (some, all) = coverage.of(text, 0..text.len());
    let share = (some * 100 + all / 2) / all.max(1);
    texts.count(key, &[("n", original.paragraphs.len()), ("m", quoted.count()), ("share", share)])
}
