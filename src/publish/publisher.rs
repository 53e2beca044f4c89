//! A site on its way to the output folder.
//!
//! Each file is compared with what stands in its place and laid out beside the folder as soon as it is
//! made; what is laid out takes the old site's place at the end, or goes.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use anyhow::{Result, bail};

use crate::base::error::Error;
use crate::base::lang::Both;
use crate::model::output::Output;
use crate::publish::manifest::{self, MANIFEST, Manifest};
use crate::publish::plan::{FileState, Plan, PlannedFile};
use crate::publish::staging::{self, StagingLock, StagingState};
use crate::publish::{exchange, in_place, target, write_error};

/// What a build did to the output folder.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Written {
    /// The pages of the site.
    pub pages: usize,
    /// Files that are new or changed.
    pub changed: usize,
    /// Files that were removed.
    pub removed: usize,
    /// Copies of files that were changed by hand.
    pub copies: Vec<PathBuf>,
    /// Why files were published one by one, if they were.
    pub one_by_one: Option<Both<String>>,
}

/// A site on its way to the output folder.
pub struct Publisher {
    folder: PathBuf,
    /// Where new files are laid out.
    aside: PathBuf,
    /// Whether that folder was made.
    is_open: Mutex<bool>,
    lock: StagingLock,
    /// What the build before this one wrote.
    old: Manifest,
    /// What a build was writing that was killed while it published one by one.
    pending: Manifest,
    made: Mutex<Vec<PlannedFile>>,
    /// The first thing that went wrong while files were laid out.
    fault: Mutex<Option<anyhow::Error>>,
}

/// What a lock guards, also after a panic elsewhere: nothing is left half-changed inside these.
pub fn hold<T>(guarded: &Mutex<T>) -> MutexGuard<'_, T> {
    guarded.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Publisher {
    /// Makes ready to publish to a folder: sees that it may be written to, and clears what a killed build
    /// left there. `root` is the site's folder.
    pub fn begin(root: &Path, folder: &Path) -> Result<Publisher> {
        let folder = target::resolve(root, folder)?;
        let parent = folder.parent().unwrap_or(&folder);
        fs::create_dir_all(parent).map_err(write_error::at(parent))?;
        let lock = staging::lock(&folder)?;
        if !lock.only_inside {
            staging::clear(&folder)?;
        }
        let old = Manifest::read(&folder)?;
        let pending = Manifest::read_named(&folder, staging::PENDING)?;
        target::check_contents(&folder, old.is_some() || pending.is_some())?;
        Ok(Publisher {
            aside: staging::aside(&folder),
            folder,
            is_open: Mutex::default(),
            lock,
            old: old.unwrap_or_default(),
            pending: pending.unwrap_or_default(),
            made: Mutex::default(),
            fault: Mutex::default(),
        })
    }

    /// Takes a file of the new site. What goes wrong is said by [`Publication::finish`].
    pub fn take(&self, output: Output) {
        if hold(&self.fault).is_some() {
            return;
        }
        match self.place(output) {
            Ok(made) => hold(&self.made).push(made),
            Err(fault) => {
                hold(&self.fault).get_or_insert(fault);
            }
        }
    }

    fn place(&self, output: Output) -> Result<PlannedFile> {
        let standing = self.standing(&output)?;
        let hash = manifest::hash(&output.bytes);
        let Output { path, bytes } = output;
        let held = match standing {
            FileState::Same => None,
            _ if self.lock.only_inside => Some(bytes),
            _ => {
                self.lay_out(&path, &bytes)?;
                None
            }
        };
        Ok(PlannedFile { path, hash, standing, held })
    }

    fn standing(&self, output: &Output) -> Result<FileState> {
        let path = self.folder.join(&output.path);
        let is_known = |bytes: &[u8]| {
            output.path == MANIFEST
                || [&self.old, &self.pending].iter().any(|one| one.knows(&output.path, bytes))
        };
        match fs::read(&path) {
            Ok(bytes) if bytes == output.bytes => Ok(FileState::Same),
            Ok(bytes) if is_known(&bytes) => Ok(FileState::Ours),
            Ok(_) => Ok(FileState::Edited),
            Err(error) => match error.kind() {
                ErrorKind::NotFound => Ok(FileState::Ours),
                // What stands in the way is named when all paths are known.
                ErrorKind::NotADirectory | ErrorKind::IsADirectory => Ok(FileState::Ours),
                _ => Err(write_error::at(&path)(error)),
            },
        }
    }

    /// Writes a file beside the output folder.
    fn lay_out(&self, path: &str, bytes: &[u8]) -> Result<()> {
        self.open()?;
        let path = self.aside.join(path);
        let write = || match fs::write(&path, bytes) {
            Err(error) if error.kind() == ErrorKind::NotFound => {
                path.parent().map_or(Ok(()), fs::create_dir_all)?;
                fs::write(&path, bytes)
            }
            result => result,
        };
        write().map_err(write_error::at(&path))
    }

    /// Makes the folder beside the output folder, once there is something to put into it.
    fn open(&self) -> Result<()> {
        let mut is_open = hold(&self.is_open);
        if !*is_open {
            fs::create_dir(&self.aside).map_err(write_error::at(&self.aside))?;
            *is_open = true;
            staging::mark(&self.aside, StagingState::Scrap)?;
        }
        Ok(())
    }

    /// Puts the new site into the old one's place.
    pub fn finish(self, overwrite: bool) -> Result<Written> {
        let files = hold(&self.made).iter().map(|one| (one.path.clone(), one.hash.clone())).collect();
        let manifest = Manifest::of(files);
        self.take(manifest.output());
        if let Some(fault) = hold(&self.fault).take() {
            return Err(fault);
        }
        let made = std::mem::take(&mut *hold(&self.made));
        let pages = made.iter().filter(|one| one.path.ends_with(".html")).count();
        target::check_way(&self.folder, made.iter().map(|one| one.path.as_str()))?;
        let plan = Plan::new(&self.folder, [&self.old, &self.pending], made);
        if !plan.edited.is_empty() && !overwrite {
            return self.refuse(&plan.edited);
        }
        let mut written = Written { pages, removed: plan.remove.len(), ..Written::default() };
        if plan.is_empty() {
            return Ok(written);
        }
        let changed = plan.write.iter().filter(|one| one.path != MANIFEST).count();
        written.changed = changed.max(usize::from(plan.remove.is_empty()));
        for path in &plan.edited {
            written.copies.push(self.keep_copy(path)?);
        }
        written.one_by_one = self.exchange(&plan)?;
        if written.one_by_one.is_some() {
            in_place::publish(&self.folder, &self.aside, &plan, &self.pending.clone().with(&manifest))?;
        }
        Ok(written)
    }

    fn refuse(&self, edited: &[String]) -> Result<Written> {
        let list = edited.iter().map(|path| format!("  {path}")).collect::<Vec<_>>().join("\n");
        let refusal = Error::at(
            self.folder.display(),
            "这些文件是本程序生成的，后来被手工改过；要覆盖它们（留副本），加 --overwrite；要保留改动，把它写进 content/ 或 templates/",
            "these generated files were changed by hand; --overwrite replaces them (and keeps copies); to keep a change, make it in content/ or templates/",
        );
        bail!(refusal.with(list));
    }

    /// Exchanges the new site and the old one, or says why that cannot be done here.
    fn exchange(&self, plan: &Plan) -> Result<Option<Both<String>>> {
        if self.lock.only_inside {
            return Ok(Some(Both::said("上一级文件夹不能写", "the folder above it cannot be written to")));
        }
        if let Some(why) = exchange::obstacle(&self.folder) {
            return Ok(Some(why));
        }
        self.open()?;
        Ok(match exchange::publish(&self.folder, &self.aside, plan, &self.old)? {
            exchange::Swapped::Done => None,
            exchange::Swapped::NotHere(why) => Some(why),
        })
    }

    /// A copy of a file that was changed by hand, beside it: `growth.html.kept-1`.
    fn keep_copy(&self, path: &str) -> Result<PathBuf> {
        let from = self.folder.join(path);
        let copy = staging::copy_name(&from);
        fs::copy(&from, &copy).map_err(write_error::at(&copy))?;
        Ok(copy)
    }
}

impl Drop for Publisher {
    /// Takes away what was laid out and did not take the old site's place.
    fn drop(&mut self) {
        if *hold(&self.is_open) {
            staging::discard(&self.aside);
        }
    }
}
