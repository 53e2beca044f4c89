//! Footnotes get their numbers: in the order in which a reader comes to their calls, each called as often
//! as it likes. Labels that differ in case are one.

use std::collections::HashMap;

use crate::model::page::{Block, BlockKind, Inline};

/// What is known of a label.
struct Known {
    number: usize,
    calls: usize,
}

/// Numbers the footnotes of a body and their calls.
pub fn number(blocks: &mut [Block]) {
    let mut known: HashMap<String, Known> = HashMap::new();
    for block in blocks.iter_mut() {
        block.proses_mut(&mut |prose| {
            for inline in &mut prose.inlines {
                let Inline::FootnoteCall(call) = inline else { continue };
                let next = known.len() + 1;
                let one = known.entry(key(&call.label)).or_insert(Known { number: next, calls: 0 });
                one.calls += 1;
                (call.number, call.nth) = (one.number, one.calls);
            }
        });
    }
    let mut last = known.len();
    blocks.iter_mut().for_each(|block| define(block, &mut known, &mut last));
}

/// Gives a definition its number, once; one more of the same label, or one that nobody calls, gets the next.
fn define(block: &mut Block, known: &mut HashMap<String, Known>, last: &mut usize) {
    if let BlockKind::Footnote { label, number, calls, .. } = &mut block.kind {
        let found = known.remove(&key(label)).unwrap_or_else(|| {
            *last += 1;
            Known { number: *last, calls: 0 }
        });
        (*number, *calls) = (found.number, found.calls);
    }
    block.children_mut(&mut |block| define(block, known, last));
}

fn key(label: &str) -> String {
    label.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}
