//! How the translations of a page stand to the lock: whether each passage says what it said when its translation was
//! accepted, and whether the English across from it is still that translation.
//!
//! Correcting the English is free. What is told of it: it is the English of another passage, it has nothing in common
//! with what was accepted, or its lines have changed places.

use std::collections::BTreeSet;

use crate::base::lang::Both;
use crate::base::map::HashMap;
use crate::base::similarity::{FeatureIndex, Features, hash_of};
use crate::base::word_diff::Rewording;
use crate::model::bitext::Bitext;
use crate::model::lock::{LockedPage, PassageId, Remembered};
use crate::model::proof::{Accepted, Gone, Staleness};
use crate::model::wording::Wording;

/// From which similarity on the English is that of another passage that it was accepted with.
const OTHER: usize = 600;
/// By how much it must be more like the other than its own.
const CLEARLY: usize = 300;

/// From how many letters on a sentence is told from others.
const SENTENCE: usize = 16;

/// How a page stands to the lock.
#[derive(Clone, Debug, Default)]
pub struct Freshness {
    /// What the headers say.
    pub header: Accepted,
    /// Each passage.
    pub passages: Vec<Accepted>,
    /// Accepted passages that are no longer there.
    pub gone: Vec<Gone>,
}

/// Holds a page against what the lock remembers of it; `exists` says whether there is a lock at all.
pub fn page(bitext: &Bitext, exists: bool) -> Freshness {
    let Some(locked) = &bitext.locked else {
        if !exists {
            let passages = bitext.passages.iter().map(|_| Accepted::NoLock).collect();
            return Freshness { passages, ..Freshness::default() };
        }
        let state = |wording: Both<Wording>| match !wording.zh.is_empty() {
            true => Accepted::Never,
            false => Accepted::NoLock,
        };
        let passages = bitext.passages.iter().map(|one| bitext.wording(one).map_or(Accepted::NoLock, state));
        return Freshness {
            header: state(bitext.header_wording()),
            passages: passages.collect(),
            gone: Vec::new(),
        };
    };
    let memory = Memory::new(&locked.page);
    let disordered = disordered(bitext, &locked.page);
    let passages = bitext.passages.iter().map(|passage| {
        let Some(wording) = bitext.wording(passage) else { return Accepted::NoLock };
        match PassageId::named(&passage.id) {
            Some(id) if disordered.contains(&id) => match memory.state(id, &wording) {
                Accepted::Fresh => Accepted::Stale(Box::new(Staleness::Disordered)),
                state => state,
            },
            Some(id) => memory.state(id, &wording),
            None => Accepted::Never,
        }
    });
    Freshness {
        passages: passages.collect(),
        header: memory.state(PassageId::Header, &bitext.header_wording()),
        gone: memory.gone(bitext),
    }
}

/// What was accepted of a page, by its English.
struct Memory<'l> {
    page: &'l LockedPage,
    english: HashMap<PassageId, (Wording, Features)>,
    /// The ids that an English was accepted with.
    same: HashMap<u64, Vec<PassageId>>,
    /// The passage of each sentence; none where several have it.
    sentences: HashMap<u64, Option<PassageId>>,
    order: Vec<PassageId>,
    like: FeatureIndex,
}

impl<'l> Memory<'l> {
    fn new(page: &'l LockedPage) -> Memory<'l> {
        let mut memory = Memory {
            page,
            english: HashMap::default(),
            same: HashMap::default(),
            sentences: HashMap::default(),
            order: Vec::new(),
            like: FeatureIndex::default(),
        };
        for (id, locked) in page {
            if let Remembered::Words { en: Some(en), .. } = &locked.wording {
                let wording = Wording::remembered(en);
                memory.same.entry(whole(&wording)).or_default().push(*id);
                for key in wording.keys() {
                    let owner = memory.sentences.entry(hash_of(key)).or_insert(Some(*id));
                    *owner = owner.filter(|owner| owner == id);
                }
                memory.english.insert(*id, (wording, Features::words(en)));
                memory.order.push(*id);
            }
        }
        let texts = memory.order.iter().enumerate().map(|(at, id)| (at, &memory.english[id].1));
        memory.like = FeatureIndex::new(texts);
        memory
    }

    fn state(&self, id: PassageId, now: &Both<Wording>) -> Accepted {
        if now.zh.is_empty() {
            return Accepted::NoLock;
        }
        let Some(locked) = self.page.get(&id) else { return Accepted::Never };
        let stale = |why: Staleness| Accepted::Stale(Box::new(why));
        match &locked.wording {
            Remembered::Nothing => Accepted::Never,
            Remembered::Hashes(hashes) if now.zh.hashes().eq(hashes.iter().copied()) => Accepted::Fresh,
            Remembered::Hashes(hashes) => {
                let known: BTreeSet<u32> = hashes.iter().copied().collect();
                let changed = now.zh.hashed.iter().filter(|one| !known.contains(&one.hash));
                stale(Staleness::Chinese { changed: changed.map(|one| one.span).collect(), rewording: None })
            }
            // What was not yet remembered when it was accepted: a note, `> [!NOTE]`.
            Remembered::Words { zh, .. } if zh.is_empty() => Accepted::Never,
            Remembered::Words { zh, .. } => {
                let before = Wording::remembered(zh);
                if before.is_same(&now.zh) {
                    return self.english(id, &now.en).map_or(Accepted::Fresh, stale);
                }
                let known: BTreeSet<&str> = before.keys().collect();
                let changed = now.zh.sentences.iter().filter(|one| !known.contains(one.key.as_str()));
                let changed = changed.map(|one| one.span).collect();
                let rewording = Some(Rewording { before: zh.clone(), after: now.zh.text.clone() });
                stale(Staleness::Chinese { changed, rewording })
            }
        }
    }

    /// Why the English is not the one that was accepted, nor that one corrected.
    fn english(&self, id: PassageId, now: &Wording) -> Option<Staleness> {
        let (own, features) = self.english.get(&id)?;
        if own.is_same(now) || now.is_empty() {
            return None;
        }
        let is_other = |other: &PassageId| *other != id && !self.has_same_chinese(*other, id);
        let same = self.same.get(&whole(now)).into_iter().flatten();
        if let Some(other) = same.copied().find(is_other) {
            return Some(Staleness::Moved(other));
        }
        if let Some(other) = self.owner_of_a_sentence(own, now).filter(is_other) {
            return Some(Staleness::Moved(other));
        }
        let words = Features::words(&now.text);
        let similarity = features.similarity(&words);
        let near = self.like.near(&words).into_iter().map(|at| self.order[at]).filter(is_other);
        let other = near.map(|other| (self.english[&other].1.similarity(&words), other)).max();
        if let Some((more, other)) = other
            && more >= OTHER
            && more >= similarity + CLEARLY
        {
            return Some(Staleness::Moved(other));
        }
        if lines_moved(&own.text, &now.text) {
            return Some(Staleness::LinesMoved);
        }
        let rewording = Rewording { before: own.text.clone(), after: now.text.clone() };
        is_another(&own.text, &now.text).then_some(Staleness::Replaced(rewording))
    }

    /// The passage whose English a sentence of this one was, that is not a sentence of its own.
    fn owner_of_a_sentence(&self, own: &Wording, now: &Wording) -> Option<PassageId> {
        let own: BTreeSet<&str> = own.keys().collect();
        let foreign = now.keys().filter(|key| key.len() >= SENTENCE && !own.contains(key));
        foreign.filter_map(|key| self.sentences.get(&hash_of(key))).find_map(|owner| *owner)
    }

    fn has_same_chinese(&self, one: PassageId, other: PassageId) -> bool {
        let zh = |id| match self.page.get(&id).map(|locked| &locked.wording) {
            Some(Remembered::Words { zh, .. }) => Some(zh),
            _ => None,
        };
        zh(one) == zh(other)
    }

    /// What was accepted and is nowhere on the page.
    fn gone(&self, bitext: &Bitext) -> Vec<Gone> {
        let there: BTreeSet<PassageId> =
            bitext.passages.iter().filter_map(|passage| PassageId::named(&passage.id)).collect();
        let gone = self
            .page
            .iter()
            .filter(|(id, locked)| !locked.is_retired && **id != PassageId::Header && !there.contains(id));
        let gone = gone.filter_map(|(id, locked)| {
            let words = match &locked.wording {
                Remembered::Words { zh, .. } if !zh.is_empty() => zh.clone(),
                Remembered::Hashes(hashes) if !hashes.is_empty() => String::new(),
                _ => return None,
            };
            Some(Gone { id: *id, words })
        });
        gone.collect()
    }
}

fn whole(wording: &Wording) -> u64 {
    hash_of(&wording.keys().collect::<Vec<_>>())
}

/// Whether two texts of several lines have the same lines in another order.
fn lines_moved(before: &str, after: &str) -> bool {
    let key = |text: &str| -> Vec<String> {
        text.lines().map(|line| Wording::remembered(line).keys().collect::<String>()).collect()
    };
    let (mut before, mut after) = (key(before), key(after));
    if before.len() < 2 || before == after {
        return false;
    }
    before.sort_unstable();
    after.sort_unstable();
    before == after
}

/// Words that any English text has.
const COMMON: &str = " a about after all also an and any are as at be been before both but by can could did do does each \
    for from had has have he her his how if in into is it its may might more most must no not of on one only or other \
    our over per shall she should so some such than that the their them then there these they this those to under was \
    we were what when where which while who will with would you your ";

/// The words that say what a text is about.
fn subjects(text: &str) -> BTreeSet<String> {
    text.split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .filter(|word| !COMMON.contains(&format!(" {word} ")))
        .collect()
}

/// Whether two texts are about other things, or one line of several is: a correction keeps some of the words.
fn is_another(before: &str, after: &str) -> bool {
    let (old, new): (Vec<&str>, Vec<&str>) = (before.lines().collect(), after.lines().collect());
    match old.len() == new.len() && old.len() > 1 {
        true => old.iter().zip(new).any(|(before, after)| *before != after && has_nothing_of(before, after)),
        false => has_nothing_of(before, after),
    }
}

/// Whether a text has next to none of the words of another. Of one or two words, such as those of a heading, one that
/// is spelled alike or an abbreviation is a correction.
fn has_nothing_of(before: &str, after: &str) -> bool {
    let (before, after) = (subjects(before), subjects(after));
    let stem = |word: &String| word.chars().take(5).collect::<String>();
    let stems: BTreeSet<String> = before.iter().map(stem).collect();
    let shared = after.iter().map(stem).collect::<BTreeSet<_>>().intersection(&stems).count();
    let least = before.len().min(after.len());
    match least {
        0 => false,
        1 | 2 => shared == 0 && !spelled_alike(&before, &after) && !abbreviates(&before, &after),
        _ => shared * 6 <= least,
    }
}

/// From which similarity on two words are one, spelled in another way.
const SPELLED: usize = 500;

fn spelled_alike(before: &BTreeSet<String>, after: &BTreeSet<String>) -> bool {
    let pairs = |word: &String| Features::pairs(word);
    let after: Vec<Features> = after.iter().map(pairs).collect();
    before.iter().map(pairs).any(|one| after.iter().any(|other| one.similarity(other) >= SPELLED))
}

/// Whether a word of one text has only letters that words of the other begin with: GDP, gross domestic product.
fn abbreviates(before: &BTreeSet<String>, after: &BTreeSet<String>) -> bool {
    let is_short_for = |word: &String, words: &BTreeSet<String>| {
        word.len() > 1
            && word.len() <= words.len()
            && word.chars().all(|c| words.iter().any(|other| other.starts_with(c)))
    };
    before.iter().any(|word| is_short_for(word, after)) || after.iter().any(|word| is_short_for(word, before))
}

/// The passages that have changed places among each other, where the lock does not know their English.
///
/// New passages get the next number wherever they stand, so an order alone proves nothing; but where the English is not
/// known, nothing else tells whether it went with the Chinese, and asking once is better than silence.
fn disordered(bitext: &Bitext, page: &LockedPage) -> BTreeSet<PassageId> {
    let is_unknown = |id: &PassageId| match page.get(id).map(|one| &one.wording) {
        Some(Remembered::Hashes(_)) => true,
        Some(Remembered::Words { en, .. }) => en.is_none(),
        Some(Remembered::Nothing) | None => false,
    };
    let ids = bitext.passages.iter().filter_map(|one| PassageId::named(&one.id));
    let ids: Vec<u32> = ids.filter(is_unknown).filter_map(PassageId::number).collect();
    let mut asked = displaced(bitext, page);
    asked.retain(is_unknown);
    if ids.is_sorted() {
        return asked;
    }
    let running = |most: &mut u32, id: &u32| {
        *most = (*most).max(*id);
        Some(*most)
    };
    let highest: Vec<u32> = ids.iter().scan(0, running).collect();
    let mut lowest = u32::MAX;
    let crossed = ids.iter().zip(highest).rev().filter(|(id, highest)| {
        lowest = lowest.min(**id);
        *highest > **id || lowest < **id
    });
    asked.extend(crossed.map(|(id, _)| PassageId::Number(*id)));
    asked
}

/// The passages that stand elsewhere than when they were accepted, on a page that has as many as then but not the same.
fn displaced(bitext: &Bitext, page: &LockedPage) -> BTreeSet<PassageId> {
    let is_number = |id: &PassageId| id.number().is_some();
    let before: Vec<PassageId> =
        page.iter().filter(|(id, one)| is_number(id) && !one.is_retired).map(|(id, _)| *id).collect();
    let now: Vec<PassageId> = bitext.passages.iter().filter_map(|one| PassageId::named(&one.id)).collect();
    if before.len() != now.len() || now.iter().all(|id| page.contains_key(id)) {
        return BTreeSet::new();
    }
    now.into_iter().zip(before).filter(|(now, before)| now != before).map(|(now, _)| now).collect()
}

/// The words that are shown of a passage that is gone.
pub fn shortened(words: &str) -> String {
    let line = words.replace('\n', " ");
    match line.char_indices().nth(40) {
        Some((at, _)) => format!("{}…", &line[..at]),
        None => line,
    }
}
