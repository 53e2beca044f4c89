//! What links sentences of two texts: figures proved equal, terms of the glossary.

use std::ops::Range;

use crate::base::lang::Both;
use crate::model::page::ProseId;
use crate::model::proof::{Figures, TermUse};

/// What is known of two texts already.
#[derive(Clone, Copy, Default)]
pub struct Evidence<'e> {
    /// Their figures.
    pub figures: Option<&'e Figures>,
    /// The terms of the passage.
    pub terms: &'e [TermUse],
    /// Which proses they are.
    pub proses: Both<ProseId>,
}

/// For each Chinese sentence, what links it with English ones, in hundredths of a nat.
pub(super) struct Links {
    rows: Vec<Vec<(usize, i64)>>,
}

/// What a figure proved equal is worth, and a term.
const FIGURE: i64 = 300;
const TERM: i64 = 200;

impl Links {
    /// Those of two texts.
    pub(super) fn of(_: Both<&str>, units: &Both<Vec<Range<usize>>>, evidence: &Evidence) -> Links {
        let mut links = Links { rows: vec![Vec::new(); units.zh.len()] };
        let sentence = |units: &[Range<usize>], at: usize| {
            units.partition_point(|unit| unit.end <= at).min(units.len() - 1)
        };
        if let Some(figures) = evidence.figures {
            let found = &figures.found;
            for (zh, en) in &figures.compared.pairs {
                let (Some(zh), Some(en)) = (found.zh.get(*zh), found.en.get(*en)) else { continue };
                links.add(sentence(&units.zh, zh.range.start), sentence(&units.en, en.range.start), FIGURE);
            }
        }
        let here = |list: &[(ProseId, Range<usize>)], own: ProseId, units: &[Range<usize>]| -> Vec<usize> {
            let here = list.iter().filter(|(prose, _)| *prose == own);
            here.map(|(_, range)| sentence(units, range.start)).collect()
        };
        for term in evidence.terms {
            let zh = here(&term.places, evidence.proses.zh, &units.zh);
            links.shared(&zh, &here(&term.rendered, evidence.proses.en, &units.en), TERM);
        }
        links
    }

    /// What stands in several sentences of either side says the less of each.
    fn shared(&mut self, zh: &[usize], en: &[usize], worth: i64) {
        let worth = worth / zh.len().max(en.len()).max(1) as i64;
        for left in zh {
            for right in en {
                self.add(*left, *right, worth);
            }
        }
    }

    fn add(&mut self, zh: usize, en: usize, worth: i64) {
        let Some(row) = self.rows.get_mut(zh) else { return };
        match row.binary_search_by_key(&en, |(at, _)| *at) {
            Ok(at) => row[at].1 += worth,
            Err(at) => row.insert(at, (en, worth)),
        }
    }

    /// What links sentences of both sides.
    pub(super) fn worth(&self, zh: Range<usize>, en: Range<usize>) -> i64 {
        let rows = self.rows.get(zh).unwrap_or_default();
        let inside = |row: &Vec<(usize, i64)>| -> i64 {
            let from = row.partition_point(|(at, _)| *at < en.start);
            row[from..].iter().take_while(|(at, _)| *at < en.end).map(|(_, worth)| worth).sum()
        };
        rows.iter().map(inside).sum()
    }
}
