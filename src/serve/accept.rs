//! Accepting a translation from its page: exactly what the page shows, and only while it is that.

use std::path::Path;

use anyhow::Result;

use crate::analysis::Analysis;
use crate::assemble::acceptance;
use crate::base::diagnostic::{Diagnostic, Level};
use crate::base::fact_hasher::FactHasher;
use crate::base::lang::{Both, Lang};
use crate::model::bitext::Bitext;
use crate::model::lock::{HEADER, Lock, PassageId};
use crate::publish::Replaced;
use crate::publish::acceptance::{LOCK, is_as_read, stored, write};
use crate::publish::replace::wait_for_turn;
use crate::vfs::dir::Dir;
use crate::vfs::file::FILE_LIMIT;

/// A translation that a page offers to accept.
pub struct Offer<'a> {
    /// The page.
    pub bitext: &'a Bitext,
    /// The passage or the header; `None` for the whole page.
    pub part: Option<PassageId>,
}

/// Why nothing was recorded: a status and what is said.
pub type Refusal = (u16, Both<String>);

impl<'a> Offer<'a> {
    /// What accepting would clear a finding; `None` where accepting is no answer to it.
    pub fn of(known: &'a Analysis, finding: &Diagnostic) -> Option<Offer<'a>> {
        if finding.rule != "translation-stale" {
            return None;
        }
        let (at, lang) = known.site.page_of(&finding.primary.place.path)?;
        let bitext = &*known.site.bitexts[at];
        // What is no longer on the page is told on the Chinese side, and clears with the page.
        let part = match (lang, bitext.passage_at(lang, finding.primary.place.span.start)) {
            (Lang::Zh, _) => None,
            (Lang::En, None) => Some(PassageId::Header),
            (Lang::En, Some(at)) => Some(PassageId::named(&bitext.passages[at].id)?),
        };
        Some(Offer { bitext, part })
    }

    /// What it is called: `economy/growth#p3`.
    pub fn name(&self) -> String {
        match self.part {
            Some(part) => format!("{}#{part}", self.bitext.address),
            None => self.bitext.address.to_string(),
        }
    }

    /// The offer that a name stands for.
    fn named(known: &'a Analysis, name: &str) -> Option<Offer<'a>> {
        let (page, part) = name.split_once('#').map_or((name, None), |(page, part)| (page, Some(part)));
        let bitext = known.site.bitext(page)?;
        let Some(part) = part else { return Some(Offer { bitext, part: None }) };
        let is_there = part == HEADER || bitext.passages.iter().any(|one| *one.id == *part);
        Some(Offer { bitext, part: Some(PassageId::named(part).filter(|_| is_there)?) })
    }

    /// Whether the page has errors that accepting would not mend.
    pub fn is_barred(&self, known: &Analysis) -> bool {
        known.has_errors(self.bitext)
    }

    /// The mark of what would be accepted: both files and the lock as they stand.
    pub fn seen(&self, known: &Analysis) -> String {
        let mut facts = FactHasher::default();
        for path in self.paths().iter().map(String::as_str).chain([LOCK]) {
            let text = known.site.sources.get(path).map(|source| &*source.text).unwrap_or_default();
            facts.text(path);
            facts.text(text);
        }
        facts.digits()
    }

    fn paths(&self) -> [String; 2] {
        ["zh", "en"].map(|code| format!("content/{}.{code}.md", self.bitext.address))
    }

    /// Whether both files are on the disk what is known of them.
    fn is_on_disk(&self, root: &Path, known: &Analysis) -> bool {
        let Ok(dir) = Dir::open(root) else { return false };
        self.paths().iter().all(|path| {
            let bytes = dir.read(Path::new(path), FILE_LIMIT).ok();
            is_as_read(&known.site, path, bytes.as_deref())
        })
    }

    /// What was accepted, in words.
    fn told(&self, count: usize) -> Both<String> {
        let name = self.name();
        match (count, self.part) {
            (_, Some(PassageId::Header)) => Both::new(
                format!("已确认 {name}：标题、摘要等页头里的译文，记在 {LOCK}"),
                format!(
                    "accepted {name}: the translation of title, summary and the rest of the header, recorded in {LOCK}"
                ),
            ),
            (_, Some(_)) => Both::new(
                format!("已确认 {name} 这一段的译文，记在 {LOCK}"),
                format!("accepted the translation of {name}, recorded in {LOCK}"),
            ),
            (count, None) => Both::new(
                format!("已确认 {name} 整页，{count} 段，记在 {LOCK}"),
                format!(
                    "accepted all of {name}, {count} {}, recorded in {LOCK}",
                    if count == 1 { "passage" } else { "passages" }
                ),
            ),
        }
    }
}

/// Records the translation that a page offered to accept; `seen` is the mark of what it showed.
pub fn accept(root: &Path, known: &Analysis, name: &str, seen: &str) -> Result<Both<String>, Refusal> {
    let offer = Offer::named(known, name).ok_or_else(|| {
        (404, Both::new("没有这一段：请刷新页面", "there is no such passage: load the page again"))
    })?;
    if offer.is_barred(known) || known.checked.findings.iter().any(is_of_lock) {
        return Err((
            409,
            Both::new(
                "这一页还有错误：先改正，再确认",
                "this page still has errors: correct them, then accept",
            ),
        ));
    }
    if offer.seen(known) != seen {
        return Err(changed());
    }
    let _turn = wait_for_turn(root, || {});
    let before = stored(root);
    if !offer.is_on_disk(root, known) {
        return Err(changed());
    }
    let mut lock = Lock { exists: true, ..(*known.site.lock).clone() };
    let recorded = acceptance::accept(&mut lock, offer.bitext, offer.part);
    known.site.bitexts.iter().for_each(|page| acceptance::carry_over(&mut lock, page));
    match write(root, before.as_deref(), &known.site, &lock) {
        Ok(Replaced::Done) => Ok(offer.told(recorded.new.len() + recorded.retired.len())),
        Ok(Replaced::Changed) => Err(changed()),
        Err(error) => Err((409, Both::from_fn(|lang| crate::base::error::text(&error, lang)))),
    }
}

fn is_of_lock(finding: &Diagnostic) -> bool {
    finding.level == Level::Error && &*finding.primary.place.path == LOCK
}

/// That what a page shows is no longer there.
pub fn changed() -> Refusal {
    (
        409,
        Both::new(
            "文件已经改动，没有确认：看过新的页面再确认",
            "the files have changed and nothing was accepted: look at the page as it is now, then accept",
        ),
    )
}
