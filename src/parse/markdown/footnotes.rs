//! Footnotes get their numbers: in the order in which a reader comes to their calls, each called as often
//! as it likes. Labels that differ in case are one.

use crate::base::map::{HashMap, HashSet};
use crate::base::source::Span;
use crate::model::page::{Block, BlockKind, Inline};
use crate::model::stray::{Stray, StrayKind};

/// What is known of a label.
struct LabelUse {
    number: usize,
    calls: usize,
}

/// Numbers the footnotes of a body and their calls; tells of those that nobody calls, and of one more of
/// the same label.
pub fn number(blocks: &mut [Block], stray: &mut Vec<Stray>) {
    let mut known: HashMap<String, LabelUse> = HashMap::default();
    for block in blocks.iter_mut() {
        block.proses_mut(&mut |prose| {
            for inline in prose.inlines.iter_mut() {
                let Inline::FootnoteCall(call) = inline else { continue };
                let next = known.len() + 1;
                let one = known.entry(key(&call.label)).or_insert(LabelUse { number: next, calls: 0 });
                one.calls += 1;
                (call.number, call.nth) = (one.number, one.calls);
            }
        });
    }
    let mut definitions = Definitions { last: known.len(), known, seen: HashSet::default(), stray };
    blocks.iter_mut().for_each(|block| definitions.define(block));
}

struct Definitions<'d> {
    known: HashMap<String, LabelUse>,
    seen: HashSet<String>,
    last: usize,
    stray: &'d mut Vec<Stray>,
}

impl Definitions<'_> {
    /// Gives a definition its number, once; one more of the same label, or one that nobody calls, gets the
    /// next.
    fn define(&mut self, block: &mut Block) {
        let start = block.span.start;
        if let BlockKind::Footnote { label, number, calls, blocks } = &mut block.kind {
            let is_first = self.seen.insert(key(label));
            if blocks.is_empty() {
                let span = Span::new(start, start + label.len() + 3);
                self.stray.push(Stray { span, kind: StrayKind::FootnoteCall });
            }
            let found = self.known.remove(&key(label)).unwrap_or_else(|| {
                self.last += 1;
                let kind = if is_first { StrayKind::UncalledFootnote } else { StrayKind::SecondFootnote };
                self.stray.push(Stray { span: Span::new(start, start + label.len() + 3), kind });
                LabelUse { number: self.last, calls: 0 }
            });
            (*number, *calls) = (found.number, found.calls);
        }
        block.children_mut(&mut |block| self.define(block));
    }
}

fn key(label: &str) -> String {
    label.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}
