//! A prose by its name, without going through all of its page: proses are numbered in reading order.

use crate::model::page::{Block, BlockKind, Body, Prose, ProseId};

impl Body {
    /// The prose of a name.
    pub(crate) fn prose(&self, id: ProseId) -> Option<&Prose> {
        among(&self.blocks, id)
    }
}

impl Block {
    /// The prose of this block that has a name.
    pub(crate) fn prose(&self, id: ProseId) -> Option<&Prose> {
        match &self.kind {
            BlockKind::Paragraph(prose) | BlockKind::Plain(prose) | BlockKind::Heading { prose, .. } => {
                (prose.id == id).then_some(prose)
            }
            BlockKind::Table { head, rows, .. } => {
                let own = |cells: &[Prose]| cells.first().map(|cell| cell.id);
                let row = last(rows.len(), |row| own(&rows[row]), id).and_then(|row| rows.get(row));
                head.iter().chain(row.into_iter().flatten()).find(|cell| cell.id == id)
            }
            BlockKind::List { items, .. } => {
                let first = |item: usize| items[item].blocks.iter().find_map(first);
                among(&items.get(last(items.len(), first, id)?)?.blocks, id)
            }
            BlockKind::Quote(blocks)
            | BlockKind::Callout { blocks, .. }
            | BlockKind::Footnote { blocks, .. } => among(blocks, id),
            _ => None,
        }
    }
}

fn among(blocks: &[Block], id: ProseId) -> Option<&Prose> {
    blocks.get(last(blocks.len(), |at| first(&blocks[at]), id)?)?.prose(id)
}

/// The name of the first prose of a block.
fn first(block: &Block) -> Option<ProseId> {
    match &block.kind {
        BlockKind::Table { head, rows, .. } => {
            head.iter().chain(rows.iter().flatten()).next().map(|one| one.id)
        }
        BlockKind::Paragraph(prose) | BlockKind::Plain(prose) | BlockKind::Heading { prose, .. } => {
            Some(prose.id)
        }
        _ => block.children().find_map(first),
    }
}

/// The last of some parts whose first prose is not behind a name; parts without any are passed over.
fn last(count: usize, first: impl Fn(usize) -> Option<ProseId>, id: ProseId) -> Option<usize> {
    let (mut from, mut to) = (0, count);
    while from < to {
        let middle = from.midpoint(to);
        match (middle..to).find_map(&first) {
            Some(one) if one <= id => from = middle + 1,
            _ => to = middle,
        }
    }
    from.checked_sub(1)
}
