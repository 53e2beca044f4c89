//! Which pages stand in which shard of a site that is not loaded whole.
//!
//! A shard holds whole pages of a tier, one after another. Where it ends is decided by the name of the page that it
//! ends with, with a chance that grows with what stands on that page; so a page that changes changes its own shard,
//! and hardly ever another. A page that is larger than a shard is parted.

use std::ops::Range;

/// A page of a tier.
#[derive(Clone, Debug)]
pub struct PageSize<'n> {
    /// Its name.
    pub name: &'n str,
    /// About how many bytes each of its entries takes.
    pub entries: Vec<u32>,
}

/// What stands in a shard.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShardPlan {
    /// The pages.
    pub pages: Range<usize>,
    /// Of one page that is parted, which of its entries.
    pub part: Option<Range<usize>>,
}

/// Puts the pages of a tier into shards of about a size; each has something in it.
pub fn plan(pages: &[PageSize], size: usize) -> Vec<ShardPlan> {
    let mut plans = Vec::new();
    let (mut start, mut held) = (0, 0);
    let whole = |pages: Range<usize>| ShardPlan { pages, part: None };
    for (at, page) in pages.iter().enumerate() {
        let own: usize = page.entries.iter().map(|bytes| *bytes as usize).sum();
        if held > 0 && held + own > 2 * size {
            plans.push(whole(start..at));
            (start, held) = (at, 0);
        }
        if own > size {
            plans.extend((held > 0).then(|| whole(start..at)));
            let parts = parts(&page.entries, size).into_iter();
            plans.extend(parts.map(|part| ShardPlan { pages: at..at + 1, part: Some(part) }));
            (start, held) = (at + 1, 0);
            continue;
        }
        held += own;
        if held * 4 >= size && ends(page.name, own, size) {
            plans.push(whole(start..at + 1));
            (start, held) = (at + 1, 0);
        }
    }
    plans.extend((held > 0).then(|| whole(start..pages.len())));
    plans
}

/// Whether a page ends a shard: of the bytes of many pages, one in `size`.
fn ends(name: &str, bytes: usize, size: usize) -> bool {
    let hash = blake3::hash(name.as_bytes());
    let chance = hash.as_bytes().first_chunk::<4>().map_or(0, |bytes| u32::from_le_bytes(*bytes));
    u64::from(chance) * (size as u64) < (bytes as u64) << 32
}

/// The entries of a page in parts of about a size.
pub fn parts(entries: &[u32], size: usize) -> Vec<Range<usize>> {
    let (mut parts, mut start, mut room) = (Vec::new(), 0, size);
    for (at, bytes) in entries.iter().enumerate() {
        if room < *bytes as usize && at > start {
            parts.push(start..at);
            (start, room) = (at, size);
        }
        room = room.saturating_sub(*bytes as usize);
    }
    parts.extend((start < entries.len()).then_some(start..entries.len()));
    parts
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn names(count: usize) -> Vec<String> {
        (0..count).map(|n| format!("topic/page-{n}")).collect()
    }

    fn pages<'n>(names: &'n [String], entries: &[Vec<u32>]) -> Vec<PageSize<'n>> {
        names.iter().zip(entries).map(|(name, entries)| PageSize { name, entries: entries.clone() }).collect()
    }

    #[test]
    fn a_page_that_changes_changes_its_own_shard() {
        let names = names(400);
        let mut sizes: Vec<Vec<u32>> = (0..400).map(|n| vec![500, 900 + n % 7 * 100]).collect();
        let held = |plans: &[ShardPlan]| plans.iter().map(|plan| plan.pages.clone()).collect::<Vec<_>>();
        let before = held(&plan(&pages(&names, &sizes), 8192));
        assert!((40..160).contains(&before.len()), "{}", before.len());
        sizes[200] = vec![500, 950];
        let after = held(&plan(&pages(&names, &sizes), 8192));
        let changed = before.iter().filter(|one| !after.contains(one) && !one.contains(&200)).count();
        assert!(changed <= 2, "{changed} other shards changed");
    }

    #[test]
    fn a_large_page_is_parted() {
        let names = names(3);
        let plans = plan(&pages(&names, &[vec![10], vec![60, 60, 60], vec![10]]), 100);
        let parts: Vec<_> = plans.iter().map(|one| (one.pages.clone(), one.part.clone())).collect();
        let parted = |part: Range<usize>| (1..2, Some(part));
        assert_eq!(parts, [(0..1, None), parted(0..1), parted(1..2), parted(2..3), (2..3, None)]);
    }

    proptest! {
        #[test]
        fn every_entry_stands_in_one_shard(sizes in prop::collection::vec(prop::collection::vec(1u32..5000, 0..6), 0..60)) {
            let (names, size) = (names(sizes.len()), 4096);
            let pages = pages(&names, &sizes);
            let mut seen: Vec<(usize, usize)> = Vec::new();
            for shard in plan(&pages, size) {
                let mut bytes = 0;
                let before = seen.len();
                for page in shard.pages {
                    let part = shard.part.clone().unwrap_or(0..sizes[page].len());
                    bytes += part.clone().map(|at| sizes[page][at] as usize).sum::<usize>();
                    seen.extend(part.map(|at| (page, at)));
                }
                prop_assert!(seen.len() > before && (bytes <= 2 * size || seen.len() == before + 1));
            }
            let all = sizes.iter().enumerate().flat_map(|(page, all)| (0..all.len()).map(move |at| (page, at)));
            prop_assert_eq!(seen, all.collect::<Vec<_>>());
        }
    }
}
