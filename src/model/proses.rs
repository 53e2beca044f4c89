//! The prose of blocks, whatever they stand in.

use std::slice;

use crate::model::page::{Block, Body, Item, Prose};

impl Body {
    /// The prose of all blocks, in reading order.
    pub(crate) fn proses(&self) -> impl Iterator<Item = &Prose> {
        Proses::of(&self.blocks)
    }
}

impl Block {
    /// The prose of this block in reading order.
    pub fn proses(&self) -> Vec<&Prose> {
        match self.own_rows() {
            // Most have one.
            ([prose], []) => vec![prose],
            _ => Proses::of(slice::from_ref(self)).collect(),
        }
    }
}

/// The prose of blocks and of those in them, in reading order.
#[derive(Clone, Debug)]
struct Proses<'b> {
    /// What is left of the row that is being read, and of the rows below it.
    row: slice::Iter<'b, Prose>,
    rows: slice::Iter<'b, Box<[Prose]>>,
    /// What is left of the blocks that stand beside each other, and of the items whose first has these.
    level: OpenBlocks<'b>,
    /// The same of what these stand in, the outermost first.
    above: Vec<OpenBlocks<'b>>,
}

#[derive(Clone, Debug)]
struct OpenBlocks<'b> {
    blocks: slice::Iter<'b, Block>,
    items: slice::Iter<'b, Item>,
}

impl<'b> Proses<'b> {
    /// The prose of some blocks.
    fn of(blocks: &'b [Block]) -> Proses<'b> {
        let level = OpenBlocks { blocks: blocks.iter(), items: [].iter() };
        Proses { row: [].iter(), rows: [].iter(), level, above: Vec::new() }
    }

    /// Goes on with what stands in a block.
    fn enter(&mut self, block: &'b Block) {
        let ((row, rows), (items, blocks)) = (block.own_rows(), block.held());
        (self.row, self.rows) = (row.iter(), rows.iter());
        if !(items.is_empty() && blocks.is_empty()) {
            let inside = OpenBlocks { blocks: blocks.iter(), items: items.iter() };
            self.above.push(std::mem::replace(&mut self.level, inside));
        }
    }
}

impl<'b> Iterator for Proses<'b> {
    type Item = &'b Prose;

    fn next(&mut self) -> Option<&'b Prose> {
        loop {
            if let Some(prose) = self.row.next() {
                return Some(prose);
            }
            if let Some(row) = self.rows.next() {
                self.row = row.iter();
            } else if let Some(block) = self.level.blocks.next() {
                self.enter(block);
            } else if let Some(item) = self.level.items.next() {
                self.level.blocks = item.blocks.iter();
            } else {
                self.level = self.above.pop()?;
            }
        }
    }
}
