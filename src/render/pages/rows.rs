//! A long passage, sentence by sentence: both sides in rows, and the rows in groups.

use crate::base::digits;
use crate::base::lang::{Both, Lang};
use crate::model::bitext::{Bitext, Passage};
use crate::model::proof::PassageProof;
use crate::render::context::RenderContext;
use crate::render::html::place::SidePlace;
use crate::render::html::quantities::FigureHtml;
use crate::render::html::{self, RenderedBlock};
use crate::render::pages::stale::ChangedSentence;
use crate::render::segments::{Segment, Segments, characters, words};
use crate::render::view::{RowView, RowsView};

/// How many English words a group holds at most, unless its first row is longer.
const WORDS: usize = 70;
/// How many Chinese characters.
const CHARACTERS: usize = 120;

/// Both sides of a passage, without their texts, and the rows that hold these.
pub fn view(
    ctx: &RenderContext,
    bitext: &Bitext,
    passage: &Passage,
    (proof, segments, changed): (&PassageProof, &Segments, &[ChangedSentence]),
    place: SidePlace,
) -> Option<(Both<RenderedBlock>, RowsView)> {
    let blocks = bitext.blocks(passage);
    let (zh, en) = (blocks.zh?, blocks.en?);
    let blocks = Both { zh, en };
    let made =
        Both::from_fn(|lang| html::segments(ctx, bitext, blocks.get(lang), proof, segments, &place.on(lang)));
    let proses = blocks.map(|block| block.proses());
    let Both { zh, en } = made;
    let pairs = zh.paragraphs.into_iter().zip(en.paragraphs);
    let paragraphs = pairs.enumerate().map(|(at, (zh, en))| {
        let texts = Both::from_fn(|lang| proses.get(lang)[at].text.string());
        groups((passage, changed), &segments.paragraphs[at], &texts, zh.into_iter().zip(en))
    });
    let paragraphs = paragraphs.collect();
    let dress = zh.dress.zip(en.dress).map(|(zh, en)| Both { zh, en });
    let sides = Both { zh: zh.whole, en: en.whole };
    Some((sides, RowsView { dress, cite: zh.cite.unwrap_or_default(), paragraphs }))
}

/// The rows of a paragraph in groups: one is full before it grows too long.
fn groups(
    (passage, changed): (&Passage, &[ChangedSentence]),
    segments: &[Segment],
    texts: &Both<&str>,
    pieces: impl Iterator<Item = (FigureHtml, FigureHtml)>,
) -> Vec<Vec<RowView>> {
    let mut groups: Vec<Vec<RowView>> = Vec::new();
    let mut room = (0, 0);
    for (segment, (zh, en)) in segments.iter().zip(pieces) {
        let text = |lang: Lang| &texts.get(lang)[segment.range(lang)];
        let size = (characters(text(Lang::Zh)), words(text(Lang::En)));
        let row = row((passage, changed), segment, Both { zh, en });
        match groups.last_mut() {
            Some(group) if size.0 <= room.0 && size.1 <= room.1 => group.push(row),
            _ => {
                groups.push(vec![row]);
                room = (CHARACTERS, WORDS);
            }
        }
        room = (room.0.saturating_sub(size.0), room.1.saturating_sub(size.1));
    }
    groups
}

fn row(
    (passage, changed): (&Passage, &[ChangedSentence]),
    segment: &Segment,
    html: Both<FigureHtml>,
) -> RowView {
    let mut number = String::new();
    if let Some(own) = segment.number.filter(|own| *own > 1) {
        digits::push(&mut number, passage.number);
        number.push('.');
        digits::push(&mut number, own as usize);
    }
    let id = segment.address(&passage.id).unwrap_or_default();
    RowView { changed: changed.iter().any(|one| one.id == id), id, number, zh: html.zh, en: html.en }
}
