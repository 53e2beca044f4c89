//! Which of many originals a text may stand in: those that have the rarest of its runs of three characters.

use std::cmp::Reverse;
use std::sync::{Arc, OnceLock};

use crate::base::map::HashMap;
use crate::model::original::Original;

/// How many runs of a text are looked at.
const LOOKED_AT: usize = 64;

/// How many places vote for the originals that a text is like; its rarest runs come first.
const VOTES: usize = 2000;

/// The originals of a site by the runs of three characters that they have, read when they are first asked for.
#[derive(Debug, Default)]
pub struct OriginalIndex {
    by_run: OnceLock<HashMap<[char; 3], Vec<u32>>>,
}

impl Clone for OriginalIndex {
    fn clone(&self) -> OriginalIndex {
        OriginalIndex::default()
    }
}

fn runs(text: &str) -> impl Iterator<Item = [char; 3]> {
    let from = |at: usize| text.chars().skip(at);
    from(0).zip(from(1)).zip(from(2)).map(|((a, b), c)| [a, b, c])
}

impl OriginalIndex {
    fn by_run(&self, originals: &[Arc<Original>]) -> &HashMap<[char; 3], Vec<u32>> {
        self.by_run.get_or_init(|| {
            let mut by_run: HashMap<[char; 3], Vec<u32>> = HashMap::default();
            for (at, original) in (0..).zip(originals) {
                for run in runs(&original.folded.string) {
                    let holders = by_run.entry(run).or_default();
                    if holders.last() != Some(&at) {
                        holders.push(at);
                    }
                }
            }
            by_run
        })
    }

    /// The originals that may hold a folded text, in order; `None` where it is too short to tell.
    pub(crate) fn holding(&self, originals: &[Arc<Original>], text: &str) -> Option<&[u32]> {
        let by_run = self.by_run(originals);
        let holders = runs(text).take(LOOKED_AT).map(|run| by_run.get(&run).map_or(&[][..], Vec::as_slice));
        holders.min_by_key(|holders| holders.len())
    }

    /// The originals that share most runs with a folded text, at most so many, the likeliest first.
    pub(crate) fn like(&self, originals: &[Arc<Original>], text: &str, most: usize) -> Vec<usize> {
        let by_run = self.by_run(originals);
        let mut shared: Vec<&Vec<u32>> = runs(text).filter_map(|run| by_run.get(&run)).collect();
        shared.sort_by_key(|holders| holders.len());
        let mut votes: HashMap<u32, usize> = HashMap::default();
        for at in shared.into_iter().flatten().take(VOTES) {
            *votes.entry(*at).or_default() += 1;
        }
        let mut likeliest: Vec<(u32, usize)> = votes.into_iter().collect();
        likeliest.sort_unstable_by_key(|(at, votes)| (Reverse(*votes), *at));
        likeliest.into_iter().take(most).map(|(at, _)| at as usize).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::source::Source;
    use crate::model::config::OriginalHeader;

    #[test]
    fn a_text_is_looked_up_in_the_originals_that_may_have_it() {
        let texts = ["全市经济稳步增长。", "城市面貌不断更新。", "全市面貌稳步更新。", "全市经济稳步增长。"];
        let original = |(at, text): (usize, &&str)| {
            let source = Source::new(format!("content/originals/o{at}.md"), text);
            Arc::new(Original::new(&format!("o{at}"), source, 0, OriginalHeader::default()))
        };
        let originals: Vec<Arc<Original>> = texts.iter().enumerate().map(original).collect();
        let index = OriginalIndex::default();
        assert_eq!(index.holding(&originals, "经济稳步"), Some(&[0, 3][..]));
        assert_eq!(index.holding(&originals, "从来没有"), Some(&[][..]));
        assert_eq!(index.holding(&originals, "经济"), None, "two characters say nothing");
        assert_eq!(index.like(&originals, "城市面貌不断刷新。", 2), [1, 2]);
        assert_eq!(
            index.like(&originals, "经济稳步提升", 1),
            [0],
            "the first of those that are equally like"
        );
        assert_eq!(index.like(&originals, "从来没有", 3), [0; 0]);
    }
}
