//! A site and its lock → the lock after its translations, or some of them, were accepted.

use std::sync::Arc;

use crate::base::lang::Both;
use crate::base::map::HashSet;
use crate::model::bitext::Bitext;
use crate::model::lock::{Lock, Locked, LockedPage, PassageId, Remembered};
use crate::model::wording::Wording;

/// What of a page was recorded.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Recorded {
    /// How many passages were looked at, the headers as one.
    pub all: usize,
    /// Those that were not recorded like this before.
    pub new: Vec<PassageId>,
    /// Those that have left the page.
    pub retired: Vec<PassageId>,
    /// The address at which the page was accepted before, if that is another.
    pub moved_from: Option<Arc<str>>,
}

impl Recorded {
    /// Whether the lock has changed.
    pub(crate) fn is_change(&self) -> bool {
        !self.new.is_empty() || !self.retired.is_empty() || self.moved_from.is_some()
    }
}

/// Records a page, or one passage of it.
pub fn accept(lock: &mut Lock, page: &Bitext, only: Option<PassageId>) -> Recorded {
    let mut recorded = Recorded::default();
    let address = page.address.to_string();
    let mut ids: LockedPage = match &page.locked {
        Some(before) => {
            if before.address != page.address {
                // Its place may be another page's by now.
                if lock.pages.get(&*before.address).is_some_and(|now| Arc::ptr_eq(now, &before.page)) {
                    lock.pages.remove(&*before.address);
                }
                recorded.moved_from = Some(before.address.clone());
            }
            (*before.page).clone()
        }
        None => LockedPage::new(),
    };
    let passages =
        page.passages.iter().filter_map(|one| Some((PassageId::named(&one.id)?, page.wording(one)?)));
    for (id, wording) in std::iter::once((PassageId::Header, page.header_wording())).chain(passages) {
        if only.is_some_and(|only| only != id) {
            continue;
        }
        recorded.all += 1;
        let now = Locked { wording: words(wording), is_retired: false };
        if ids.get(&id) != Some(&now) {
            recorded.new.push(id);
            ids.insert(id, now);
        }
    }
    if only.is_none() {
        recorded.retired = retire(page, &mut ids);
    }
    lock.pages.insert(address, Arc::new(ids));
    recorded
}

/// An id whose passage is gone is remembered, and never given again.
fn retire(page: &Bitext, ids: &mut LockedPage) -> Vec<PassageId> {
    let there: HashSet<&str> = page.passages.iter().map(|one| &*one.id).collect();
    let is_there = |id: &PassageId| *id == PassageId::Header || there.contains(id.to_string().as_str());
    let gone = ids.iter_mut().filter(|(id, locked)| !locked.is_retired && !is_there(id));
    let retired = gone.map(|(id, locked)| {
        locked.is_retired = true;
        *id
    });
    retired.collect()
}

fn words(wording: Both<Wording>) -> Remembered {
    Remembered::Words { zh: wording.zh.text, en: Some(wording.en.text) }
}

/// Gives passages of which only hashes are known their words, where the page still has them.
pub(crate) fn carry_over(lock: &mut Lock, page: &Bitext) {
    let Some(locked) = lock.pages.get_mut(page.address.as_ref()) else { return };
    let passages =
        page.passages.iter().filter_map(|one| Some((PassageId::named(&one.id)?, page.wording(one)?)));
    for (id, wording) in std::iter::once((PassageId::Header, page.header_wording())).chain(passages) {
        let Some(Remembered::Hashes(hashes)) = locked.get(&id).map(|one| &one.wording) else { continue };
        if wording.zh.hashes().eq(hashes.iter().copied()) {
            let wording = Remembered::Words { zh: wording.zh.text, en: None };
            Arc::make_mut(locked).insert(id, Locked { wording, is_retired: false });
        }
    }
}

/// Forgets pages that are no longer there, and the words of passages that have left theirs; their ids stay, so that
/// they are never given again. Gives the addresses of the pages.
pub fn prune(lock: &mut Lock, is_there: impl Fn(&str) -> bool) -> Vec<String> {
    let gone: Vec<String> = lock.pages.keys().filter(|address| !is_there(address)).cloned().collect();
    lock.pages.retain(|address, _| is_there(address));
    for page in lock.pages.values_mut() {
        let retired = |one: &Locked| one.is_retired && one.wording != Remembered::Nothing;
        if page.values().any(retired) {
            for one in Arc::make_mut(page).values_mut().filter(|one| one.is_retired) {
                one.wording = Remembered::Nothing;
            }
        }
    }
    gone
}
