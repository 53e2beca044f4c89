//! Pages → bitexts: which passage of one side stands across from which of the other, and its id.

mod align;

use crate::bitext::{Bitext, Passage};
use crate::both::Both;
use crate::page::{Block, BlockKind, Page};

/// Ties two pages into one bitext. Ids are given by position; a lock may change them afterwards.
pub fn pair(pages: Both<Page>) -> Bitext {
    let zh: Vec<usize> = shown(&pages.zh.body.blocks);
    let en: Vec<usize> = shown(&pages.en.body.blocks);
    let pick = |blocks: &[Block], at: &[usize]| at.iter().map(|index| blocks[*index].clone()).collect::<Vec<_>>();
    let pairs = match zh.len() == pages.zh.body.blocks.len() && en.len() == pages.en.body.blocks.len() {
        true => align::align(&pages.zh.body.blocks, &pages.en.body.blocks),
        false => align::align(&pick(&pages.zh.body.blocks, &zh), &pick(&pages.en.body.blocks, &en)),
    };
    let passages = pairs
        .into_iter()
        .enumerate()
        .map(|(index, (left, right))| Passage {
            id: format!("p{}", index + 1),
            number: index + 1,
            blocks: Both { zh: left.map(|at| zh[at]), en: right.map(|at| en[at]) },
        })
        .collect();
    Bitext { address: pages.zh.address.clone(), pages, passages }
}

/// The blocks that are passages: all but raw HTML, which says nothing by itself.
fn shown(blocks: &[Block]) -> Vec<usize> {
    (0..blocks.len()).filter(|at| !matches!(blocks[*at].kind, BlockKind::Html(_))).collect()
}
