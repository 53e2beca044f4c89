//! Outputs → the output folder, so that at every moment it is either the old site or the new one.
//!
//! # How
//!
//! The new site is laid out in a folder of its own beside the output folder: files that did not
//! change are hard links to the old ones (they keep inode and time stamp, so that rsync and uploads
//! move only what changed), files of others are linked too, the rest is written and flushed to disk.
//! Then the two folders change names in one step, and the old one is taken away.
//!
//! - **Linux, macOS**: the exchange is one system call (`renameat2` with `RENAME_EXCHANGE`,
//!   `renamex_np` with `RENAME_SWAP`). Killed before it, the old site stands; after it, the new one.
//! - **Windows**, and file systems without exchange, a `.git` folder or a mount point inside: files
//!   are published one by one, each by rename, pages after what they need, and the program says so.
//! - **Full disk**: the new folder cannot be finished; it is taken away, the old site was never touched.
//! - **Killed**: what is left beside the output folder carries a mark by which the next build knows
//!   and removes it.
//!
//! What may be deleted or replaced is only what the manifest (`.duizhao.json`) says an earlier build
//! wrote and what nobody has changed since.

mod manifest;
mod one_by_one;
mod swap;
mod target;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use rayon::prelude::*;

use crate::both::Both;
use crate::output::Output;
use manifest::{MANIFEST, Manifest, hash};

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
pub fn replace(path: &Path, bytes: &[u8]) -> Result<()> {
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let beside = path.with_file_name(format!(".{name}.next"));
    let done = swap::write_flushed(&beside, bytes)
        .and_then(|()| fs::rename(&beside, path).with_context(|| path.display().to_string()));
    if done.is_err() {
        let _ = fs::remove_file(&beside);
    }
    done
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
    let made: BTreeMap<&str, ()> = all.iter().map(|one| (one.path.as_str(), ())).collect();
    for path in old.iter().flat_map(|old| old.files.keys()) {
        if !made.contains_key(path.as_str()) && folder.join(path).exists() {
            differing.push(Both::said(format!("多余：{path}"), format!("no longer made: {path}")));
        }
    }
    Ok(differing)
}

/// Publishes outputs to a folder. `root` is the site's folder.
pub fn publish(root: &Path, folder: &Path, outputs: &[Output], overwrite: bool) -> Result<Written> {
    let folder = target::resolve(root, folder)?;
    let parent = folder.parent().context("an output folder has a parent")?;
    fs::create_dir_all(parent).with_context(|| parent.display().to_string())?;
    let _lock = swap::lock(&folder)?;
    swap::clear_leftovers(&folder)?;
    let old = Manifest::read(&folder)?;
    target::check_contents(&folder, old.is_some())?;
    let old = old.unwrap_or_default();
    let (_, own) = with_manifest(outputs);
    let plan = plan(&folder, &old, outputs, &own);
    if !plan.edited.is_empty() && !overwrite {
        let list = plan.edited.iter().map(|path| format!("  {path}")).collect::<Vec<_>>().join("\n");
        bail!(
            "{}: 这些文件是本程序生成的，后来被手工改过；要覆盖它们（留副本），加 --overwrite；要保留改动，把它写进 content/ 或 templates/\n\
             these generated files were changed by hand; --overwrite replaces them (and keeps copies); to keep a change, make it in content/ or templates/\n{list}",
            folder.display()
        );
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
    match swap::obstacle(&folder) {
        None => match swap::publish(&folder, &plan, &old)? {
            swap::Swapped::Done => {}
            swap::Swapped::NotHere(why) => {
                one_by_one::publish(&folder, &plan)?;
                written.one_by_one = Some(why);
            }
        },
        Some(why) => {
            one_by_one::publish(&folder, &plan)?;
            written.one_by_one = Some(why);
        }
    }
    Ok(written)
}

fn plan<'o>(folder: &Path, old: &Manifest, outputs: &'o [Output], own: &'o Output) -> Plan<'o> {
    enum State {
        Same,
        Ours,
        Edited,
        Absent,
    }
    let state = |one: &Output| match fs::read(folder.join(&one.path)) {
        Ok(bytes) if bytes == one.bytes => State::Same,
        Ok(_) if one.path == MANIFEST => State::Ours,
        Ok(bytes) => match old.files.get(&one.path) {
            Some(known) if *known == hash(&bytes) => State::Ours,
            _ => State::Edited,
        },
        Err(_) => State::Absent,
    };
    let all: Vec<&Output> = outputs.iter().chain([own]).collect();
    let states: Vec<State> = all.par_iter().map(|one| state(one)).collect();
    let mut plan = Plan { write: Vec::new(), keep: Vec::new(), remove: Vec::new(), edited: Vec::new() };
    for (one, state) in all.iter().zip(states) {
        match state {
            State::Same => plan.keep.push(&one.path),
            State::Ours | State::Absent => plan.write.push(one),
            State::Edited => {
                plan.edited.push(one.path.clone());
                plan.write.push(one);
            }
        }
    }
    let made: BTreeMap<&str, ()> = all.iter().map(|one| (one.path.as_str(), ())).collect();
    for (path, known) in old.files.iter().filter(|(path, _)| !made.contains_key(path.as_str())) {
        match fs::read(folder.join(path)) {
            Ok(bytes) if hash(&bytes) == *known => plan.remove.push(path.clone()),
            Ok(_) => plan.edited.push(path.clone()),
            Err(_) => {}
        }
    }
    plan
}

/// A copy of a file that was changed by hand, beside it: `growth.html.kept-1`.
fn keep_copy(folder: &Path, path: &str) -> Result<PathBuf> {
    let from = folder.join(path);
    for number in 1.. {
        let copy = folder.join(format!("{path}.kept-{number}"));
        if !copy.exists() {
            fs::copy(&from, &copy).with_context(|| copy.display().to_string())?;
            return Ok(copy);
        }
    }
    Ok(from)
}
