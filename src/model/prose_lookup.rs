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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::lang::Lang;
    use crate::base::source::Source;
    use crate::parse::{self, Schemas};

    #[test]
    fn each_prose_is_found_by_its_name() {
        let text = "---\ntitle: 页\n---\n\n# 题\n\n- 甲\n  - 乙\n\n    丙\n- ```\n  码\n  ```\n- 丁[^1]\n\n---\n\n| a | b |\n| - | - |\n| 1 | 2 |\n| 3 | 4 |\n\n```\n码\n```\n\n> 引\n>\n> - 项\n\n[^1]: 注\n\n末。\n";
        let source = Source::new("content/topic/a.zh.md", text);
        let (page, _) = parse::page(&source, "topic/a", Lang::Zh, &Schemas::default());
        let all: Vec<&Prose> = page.body.proses().collect();
        assert!(all.len() > 12 && all.is_sorted_by_key(|prose| prose.id), "{}", all.len());
        for prose in &all {
            assert!(
                page.body.prose(prose.id).is_some_and(|found| std::ptr::eq(found, *prose)),
                "{:?}",
                prose.id
            );
            let inside = page.body.blocks.iter().filter_map(|block| block.prose(prose.id));
            assert_eq!(inside.count(), 1);
        }
        assert!(page.body.prose(ProseId(0)).is_none() && page.body.prose(ProseId(99)).is_none());
    }
}
