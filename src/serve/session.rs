//! Keeps the preview in step with the folder: change → analysis → preview.

use std::collections::BTreeSet;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use anyhow::Result;
use tokio::sync::watch::Sender;

use crate::analysis::Analysis;
use crate::analysis::cache::CachedBuild;
use crate::analysis::page_store::PageStore;
use crate::assemble::load::Options;
use crate::base::diagnostic::{Diagnostic, Level};
use crate::base::error;
use crate::base::lang::{Both, Lang};
use crate::base::source::{Place, Span};
use crate::serve::event::Event;
use crate::serve::preview::Preview;
use crate::serve::revision::Revision;
use crate::serve::watcher::{Changed, Watcher};
use crate::vfs::Snapshot;
use crate::vfs::file_changed::or_else_changed;
use crate::vfs::snapshot::Scope;

/// A folder and what is known of it.
pub struct Session {
    snapshot: Snapshot,
    options: Options,
}

impl Session {
    /// Reads a site's folder for the first time, with what the last build found out. Where a file is saved meanwhile,
    /// everything is read.
    pub fn begin(root: &Path, options: &Options) -> Result<(Session, Preview)> {
        let begin = |is_anew| Session::with(root, options, CachedBuild::look(root, options, is_anew)?.0);
        or_else_changed(|| begin(false), || begin(true))
    }

    fn with(root: &Path, options: &Options, snapshot: Snapshot) -> Result<(Session, Preview)> {
        let known = Analysis::of(&snapshot, options, &PageStore::read(root));
        let preview = Preview::after(None, Revision::new(known, None, None), BTreeSet::new());
        Ok((Session { snapshot, options: options.clone() }, preview))
    }

    /// Follows the folder for as long as anybody looks.
    pub fn follow(mut self, mut changes: Watcher, preview: &Sender<Arc<Preview>>, notify: impl Fn(Event)) {
        let mut took = Duration::ZERO;
        while !preview.is_closed() {
            if let Some(why) = changes.why.take() {
                notify(Event::Polling(why));
            }
            let before = preview.borrow().clone();
            let is_troubled = before.latest.trouble.is_some();
            let changed = changes.next(took, is_troubled || self.snapshot.is_torn());
            let began = Instant::now();
            // A fault of ours in one text must not end the server; the next edit may be free of it.
            let after = catch_unwind(AssertUnwindSafe(|| self.rebuild(&changed, &before)));
            took = began.elapsed();
            if let Ok(Some(after)) = after {
                if is_troubled && after.latest.trouble.is_none() {
                    // What is there now may be another folder of that name.
                    changes = changes.renewed();
                }
                notify(after.event());
                preview.send_replace(Arc::new(after));
            }
        }
    }

    /// What is shown after a change; `None` if nothing has changed in truth.
    fn rebuild(&mut self, changed: &Changed, before: &Preview) -> Option<Preview> {
        if let Changed::At(paths) = changed {
            wait_for_writer(paths);
        }
        let place = match changed {
            Changed::At(paths) => Scope::At(paths),
            Changed::Anywhere => Scope::Everywhere,
        };
        let latest = &before.latest;
        let (changed, trouble) = match self.snapshot.refresh(place) {
            Ok(changed) => (changed, None),
            Err(error) => (BTreeSet::new(), Some(trouble(&error))),
        };
        if changed.is_empty() && trouble.as_ref() == latest.trouble.as_ref() {
            return None;
        }
        let (folder, found) = self.snapshot.folder();
        let known = Analysis::new(folder, found, &self.options, &latest.known);
        Some(Preview::after(Some(before), Revision::new(known, trouble, Some(latest)), changed))
    }
}

/// Many programs empty a file before they write it. One that is empty gets a moment.
fn wait_for_writer(paths: &BTreeSet<std::path::PathBuf>) {
    let is_empty =
        |path: &std::path::PathBuf| path.metadata().is_ok_and(|about| about.is_file() && about.len() == 0);
    for _ in 0..5 {
        if paths.len() > 8 || !paths.iter().any(is_empty) {
            return;
        }
        std::thread::sleep(Duration::from_millis(5));
    }
}

/// What the machine reports, as a finding: the folder is gone, the disk cannot be read.
fn trouble(error: &anyhow::Error) -> Diagnostic {
    let said = error::text(error, Lang::Zh);
    let (zh, en) = said.rsplit_once('\n').unwrap_or((&said, &said));
    Diagnostic::new(
        "file-unreadable",
        Level::Error,
        Place { path: "content".into(), span: Span::default() },
        Both::new(zh, en),
        Both::new("这个文件夹", "this folder"),
        Both::new("恢复它；网页会自动更新", "put it back; the pages follow by themselves"),
    )
}
