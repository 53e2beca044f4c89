//! Outputs → the output folder, so that at every moment it is either the old site or the new one.
//!
//! # How
//!
//! The new site is laid out in a folder of its own beside the output folder: files that did not
//! change are hard links to the old ones (they keep inode and time stamp, so that rsync and uploads
//! move only what changed), files of others are linked too, the rest is written.
//! Then the two folders change names in one step, and the old one is taken away.
//!
//! - **Linux, macOS**: the exchange is one system call (`renameat2` with `RENAME_EXCHANGE`,
//!   `renamex_np` with `RENAME_SWAP`). Killed before it, the old site stands; after it, the new one.
//! - **Windows**, and file systems without exchange, a `.git` folder or a mount point inside: files
//!   are published one by one, each by rename, pages after what they need, and the program says so.
//! - **Full disk**: the new folder cannot be finished; it is taken away, the old site was never touched.
//! - **Killed**: what is left beside the output folder carries a mark by which the next build knows
//!   and removes it (`leftovers`).
//! - **Somebody writes into the output folder meanwhile**: what the old site holds and the new one
//!   does not, and no build wrote, is moved over before the old one goes.
//! - **Two builds at once**: each holds the system's own lock on a file beside the output folder; the
//!   second waits and says for whom. The lock ends with its process, so a dead one blocks nobody. A
//!   network disk that knows no locks is told of.
//! - **A power cut** may take what the system had not yet written to the disk. Then build again.
//!
//! What may be deleted or replaced is only what the manifest (`.duizhao.json`) says an earlier build
//! wrote and what nobody has changed since.

mod correct;
mod fault;
pub mod fresh;
mod leftovers;
pub mod manifest;
mod one_by_one;
mod swap;
mod target;

use std::collections::BTreeSet;
use std::fs;
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};

use anyhow::{Result, bail};
use rayon::prelude::*;

use crate::both::Both;
use crate::output::Output;
use crate::refusal::Refusal;
pub use correct::{Corrected, correct};
use manifest::{MANIFEST, Manifest};

/// What a build did to the output folder.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Written {
    /// Files that are new or changed.
    pub changed: usize,
    /// Files that were removed.
    pub removed: usize,
    /// Copies of files that were changed by hand.
    pub copies: Vec<PathBuf>,
    /// Why files were published one by one, if they were.
    pub one_by_one: Option<Both<String>>,
}

/// Replaces one source file in one step: the new text is whole on disk before it takes the old one's place.
/// Links are followed, permissions are kept, and a file that may not be written stays as it is.
pub fn replace(path: &Path, bytes: &[u8]) -> Result<()> {
    let real = path.canonicalize().unwrap_or_else(|_| path.to_owned());
    let name = real.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let permissions = fs::metadata(&real).ok().map(|about| about.permissions());
    if permissions.as_ref().is_some_and(fs::Permissions::readonly) {
        bail!(Refusal::at(path.display(), "文件是只读的", "the file is read-only"));
    }
    replace_as(&real, &format!(".{name}.next"), bytes, true)?;
    if let Some(permissions) = permissions {
        fs::set_permissions(&real, permissions).map_err(fault::at(path))?;
    }
    Ok(())
}

/// Writes a file under another name beside its place, then renames it.
fn replace_as(path: &Path, name: &str, bytes: &[u8], synced: bool) -> Result<()> {
    let beside = path.with_file_name(name);
    let write = || {
        let mut file = fs::File::create(&beside)?;
        file.write_all(bytes)?;
        if synced {
            file.sync_all()?;
        }
        fs::rename(&beside, path)
    };
    write().map_err(|error| {
        let _ = fs::remove_file(&beside);
        fault::at(path)(error)
    })
}

/// What is to be done.
struct Plan<'o> {
    /// Files to write, with their content.
    write: Vec<&'o Output>,
    /// Files that stand as they should.
    keep: Vec<&'o str>,
    /// Files of an earlier build that are no longer made.
    remove: Vec<String>,
    /// Files that were changed by hand and stand in the way.
    edited: Vec<String>,
}

/// The manifest's own file and the outputs, as they are to stand.
fn with_manifest(outputs: &[Output]) -> (Manifest, Output) {
    let manifest = Manifest::of(outputs);
    let file = Output { path: MANIFEST.to_owned(), bytes: manifest.bytes() };
    (manifest, file)
}

/// How the output folder differs from what would be built; empty if it does not.
pub fn compare(folder: &Path, outputs: &[Output]) -> Result<Vec<Both<String>>> {
    let (_, own) = with_manifest(outputs);
    let all: Vec<&Output> = outputs.iter().chain([&own]).collect();
    let old = Manifest::read(folder)?;
    let mut differing: Vec<Both<String>> = all
        .par_iter()
        .filter_map(|one| match fs::read(folder.join(&one.path)) {
            Ok(bytes) if bytes == one.bytes => None,
            Ok(_) => Some(Both::said(format!("不同：{}", one.path), format!("differs: {}", one.path))),
            Err(_) => Some(Both::said(format!("缺少：{}", one.path), format!("missing: {}", one.path))),
        })
        .collect();
    let made: BTreeSet<&str> = all.iter().map(|one| one.path.as_str()).collect();
    for path in old.iter().flat_map(|old| old.files.keys()) {
        if !made.contains(path.as_str()) && folder.join(path).exists() {
            differing.push(Both::said(format!("多余：{path}"), format!("no longer made: {path}")));
        }
    }
    Ok(differing)
}

/// Publishes outputs to a folder. `root` is the site's folder.
pub fn publish(root: &Path, folder: &Path, outputs: &[Output], overwrite: bool) -> Result<Written> {
    let folder = target::resolve(root, folder)?;
    let parent = folder.parent().unwrap_or(&folder);
    fs::create_dir_all(parent).map_err(fault::at(parent))?;
    let lock = leftovers::lock(&folder)?;
    if !lock.only_inside {
        leftovers::clear(&folder)?;
    }
    let old = Manifest::read(&folder)?;
    let pending = Manifest::read_named(&folder, leftovers::PENDING)?;
    target::check_contents(&folder, old.is_some() || pending.is_some())?;
    target::check_way(&folder, outputs)?;
    let (old, pending) = (old.unwrap_or_default(), pending.unwrap_or_default());
    let (manifest, own) = with_manifest(outputs);
    let plan = plan(&folder, [&old, &pending], outputs, &own)?;
    if !plan.edited.is_empty() && !overwrite {
        let list = plan.edited.iter().map(|path| format!("  {path}")).collect::<Vec<_>>().join("\n");
        let refusal = Refusal::at(
            folder.display(),
            "这些文件是本程序生成的，后来被手工改过；要覆盖它们（留副本），加 --overwrite；要保留改动，把它写进 content/ 或 templates/",
            "these generated files were changed by hand; --overwrite replaces them (and keeps copies); to keep a change, make it in content/ or templates/",
        );
        bail!(refusal.with(list));
    }
    let mut written = Written { changed: 0, removed: plan.remove.len(), ..Written::default() };
    let pages = plan.write.iter().filter(|one| one.path != MANIFEST).count();
    if plan.write.is_empty() && plan.remove.is_empty() {
        return Ok(written);
    }
    written.changed = pages.max(usize::from(plan.remove.is_empty()));
    for path in &plan.edited {
        written.copies.push(keep_copy(&folder, path)?);
    }
    let obstacle = match lock.only_inside {
        true => Some(Both::said("上一级文件夹不能写", "the folder above it cannot be written to")),
        false => swap::obstacle(&folder),
    };
    written.one_by_one = match obstacle {
        Some(why) => Some(why),
        None => match swap::publish(&folder, &plan, &old)? {
            swap::Swapped::Done => None,
            swap::Swapped::NotHere(why) => Some(why),
        },
    };
    if written.one_by_one.is_some() {
        one_by_one::publish(&folder, &plan, &pending.with(&manifest))?;
    }
    Ok(written)
}

/// Compares what stands with what is to stand. `known` are the manifests of the site that stands: more
/// than one where a build was killed while it published one by one.
fn plan<'o>(
    folder: &Path,
    known: [&Manifest; 2],
    outputs: &'o [Output],
    own: &'o Output,
) -> Result<Plan<'o>> {
    enum State {
        Same,
        Ours,
        Edited,
        Absent,
    }
    let is_known = |path: &str, bytes: &[u8]| known.iter().any(|one| one.knows(path, bytes));
    let state = |one: &Output| match fs::read(folder.join(&one.path)) {
        Ok(bytes) if bytes == one.bytes => Ok(State::Same),
        Ok(bytes) if one.path == MANIFEST || is_known(&one.path, &bytes) => Ok(State::Ours),
        Ok(_) => Ok(State::Edited),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(State::Absent),
        Err(error) => Err(fault::at(&folder.join(&one.path))(error)),
    };
    let all: Vec<&Output> = outputs.iter().chain([own]).collect();
    let states: Result<Vec<State>> = all.par_iter().map(|one| state(one)).collect();
    let mut plan = Plan { write: Vec::new(), keep: Vec::new(), remove: Vec::new(), edited: Vec::new() };
    for (one, state) in all.iter().zip(states?) {
        match state {
            State::Same => plan.keep.push(&one.path),
            State::Ours | State::Absent => plan.write.push(one),
            State::Edited => {
                plan.edited.push(one.path.clone());
                plan.write.push(one);
            }
        }
    }
    let made: BTreeSet<&str> = all.iter().map(|one| one.path.as_str()).collect();
    let past: BTreeSet<&String> = known.iter().flat_map(|one| one.files.keys()).collect();
    let gone = |path: &&String| !made.contains(path.as_str()) && !target::leads_out(folder, path);
    for path in past.into_iter().filter(gone) {
        match fs::read(folder.join(path)) {
            Ok(bytes) if is_known(path, &bytes) => plan.remove.push(path.clone()),
            Ok(_) => plan.edited.push(path.clone()),
            Err(_) => {}
        }
    }
    Ok(plan)
}

/// A copy of a file that was changed by hand, beside it: `growth.html.kept-1`.
fn keep_copy(folder: &Path, path: &str) -> Result<PathBuf> {
    let from = folder.join(path);
    let copy = leftovers::copy_name(&from);
    fs::copy(&from, &copy).map_err(fault::at(&copy))?;
    Ok(copy)
}
