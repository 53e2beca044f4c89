//! The folder in which a new site is laid out, and what a killed build left of it.
//!
//! It is called `.public.duizhao-new-` and 32 digits that nobody can guess, and stands beside the output
//! folder, or in it where nothing can be made beside it. After the exchange the old site has this name, on
//! its way out. Which of the two it is stands in its mark, a file that names the folder by its number on
//! the disk: a folder that was copied, or came with a repository, has another number, and is none of ours.
//! The mark is made first and removed last, so that a killed build can be told at every moment; and the old
//! site is searched before it goes: what somebody put there while the build ran is moved to the new one.

use std::ffi::OsStr;
use std::fs::File;
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::sync::{Arc, LazyLock, Mutex};

use rayon::prelude::*;

use crate::base::hold::hold;
use crate::base::map::HashMap;
use crate::model::output_stamp::OutputFileStamp;
use crate::publish::manifest::{MANIFEST, Manifest, hash_of};
use crate::publish::target::Target;
use crate::publish::{copies, output_stamp};
use crate::vfs::dir::{Dir, WalkedFolder};
use crate::vfs::entry::{EntryKind, NamedEntry};
use crate::vfs::fresh_id::{fresh_id, id_of};

/// How the name of a mark begins.
const MARK: &str = ".duizhao-building-";
/// The manifest of a site that is being published one by one.
pub const PENDING: &str = ".duizhao-pending.json";
/// A mark is shorter than this.
const MARK_LIMIT: u64 = 200;

/// What a folder with a mark is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StagingState {
    /// The new site, not yet whole, or an old one that has been searched: it may go.
    Scrap,
    /// The old site after the exchange, not yet searched.
    Old,
}

/// The folder in which a new site is laid out.
pub struct Staging {
    /// Its name, below the folder that it was made in.
    pub name: PathBuf,
    /// The folder itself.
    pub dir: Dir,
    id: String,
    /// Folders in it that are held open, for many files are made in each.
    open: Mutex<HashMap<PathBuf, Arc<Dir>>>,
}

/// So many folders are held open: a system lets a program have a thousand files open, or fewer.
const OPEN: usize = 64;

/// How the names of such folders begin.
fn prefix(target: &Target, inside: bool) -> String {
    match inside {
        true => ".duizhao-new-".to_owned(),
        false => format!(".{}.duizhao-new-", target.name.to_string_lossy()),
    }
}

impl Staging {
    /// Makes such a folder.
    pub fn make(at: &Dir, target: &Target, inside: bool) -> io::Result<Staging> {
        let id = fresh_id()?;
        let name = PathBuf::from(prefix(target, inside) + &id);
        at.make_folder(&name)?;
        let dir = at.folder(&name)?;
        if let Err(error) = mark(&dir, &id, StagingState::Scrap) {
            // A full disk: nothing is in it yet.
            let _ = at.remove_folder(&name);
            return Err(error);
        }
        Ok(Staging { name, dir, id, open: Mutex::default() })
    }

    /// Makes a file where there is none, and the folders above it as far as they are not there.
    pub fn create(&self, path: &Path) -> io::Result<File> {
        let (above, name) = (path.parent().unwrap_or(Path::new("")), path.file_name());
        let name = name.ok_or(ErrorKind::InvalidInput)?;
        self.folder(above)?.create(Path::new(name), 0o666)
    }

    fn folder(&self, path: &Path) -> io::Result<Arc<Dir>> {
        let mut open = hold(&self.open);
        if let Some(dir) = open.get(path) {
            return Ok(dir.clone());
        }
        let dir = match self.dir.folder(path) {
            Err(error) if error.kind() == ErrorKind::NotFound => {
                self.dir.make_way(path)?;
                self.dir.folder(path)?
            }
            result => result?,
        };
        let dir = Arc::new(dir);
        if open.len() < OPEN {
            open.insert(path.to_owned(), dir.clone());
        }
        Ok(dir)
    }

    /// Marks the old site, before it takes this one's name.
    pub fn mark_old(&self, old: &Dir) -> io::Result<()> {
        mark(old, &self.id, StagingState::Old)
    }

    /// Takes the mark off a folder.
    pub fn unmark(&self, dir: &Dir) -> io::Result<()> {
        dir.remove_file(Path::new(&format!("{MARK}{}", self.id)))
    }
}

/// What a mark says.
fn words(dir: &Dir, state: StagingState) -> io::Result<String> {
    let word = if state == StagingState::Scrap { "scrap" } else { "old" };
    let (disk, number) = dir.own()?.identity.unwrap_or_default();
    Ok(format!("{word} {disk} {number}\n"))
}

/// Marks a folder, in the place of a mark that it has.
fn mark(dir: &Dir, id: &str, state: StagingState) -> io::Result<()> {
    let (name, next) = (format!("{MARK}{id}"), format!("{MARK}{id}.next"));
    let words = words(dir, state)?;
    // A build was killed between writing and renaming it.
    if is_mark_begun(dir, OsStr::new(&next)) {
        dir.remove_file(Path::new(&next))?;
    }
    let written = dir.create(Path::new(&next), 0o644)?.write_all(words.as_bytes());
    let marked = written.and_then(|()| dir.rename(Path::new(&next), dir, Path::new(&name)));
    if marked.is_err() {
        let _ = dir.remove_file(Path::new(&next));
    }
    marked
}

/// Whether a folder holds nothing but the beginning of its mark: killed between making it and marking it.
fn is_begun(dir: &Dir, id: &str) -> io::Result<bool> {
    let next = format!("{MARK}{id}.next");
    Ok(match dir.entries()?.as_slice() {
        [] => true,
        [(name, EntryKind::File)] if name.to_str() == Some(&next) => {
            let written = dir.read(Path::new(&next), MARK_LIMIT)?;
            words(dir, StagingState::Scrap)?.as_bytes().starts_with(&written)
        }
        _ => false,
    })
}

/// What the mark of a folder says it is, if it is this folder's.
fn state(dir: &Dir, id: &str) -> Option<StagingState> {
    let text = dir.read(Path::new(&format!("{MARK}{id}")), MARK_LIMIT).ok()?;
    [StagingState::Scrap, StagingState::Old]
        .into_iter()
        .find(|state| words(dir, *state).is_ok_and(|words| words.as_bytes() == text))
}

/// Whether a name is that of a mark which a killed build had begun to write.
fn is_mark_begun(dir: &Dir, name: &OsStr) -> bool {
    let is_next =
        |name: &str| name.strip_suffix(".next").is_some_and(|mark| id_of(OsStr::new(mark), MARK).is_some());
    let begun = |written: &[u8]| {
        let states = [StagingState::Scrap, StagingState::Old];
        states.iter().any(|state| words(dir, *state).is_ok_and(|words| words.as_bytes().starts_with(written)))
    };
    name.to_str().is_some_and(is_next)
        && dir.read(Path::new(name), MARK_LIMIT).is_ok_and(|written| begun(&written))
}

/// Whether a name at the top of an output folder is one that a build uses for itself.
pub fn is_own(dir: &Dir, name: &OsStr) -> bool {
    name == MANIFEST
        || name == PENDING
        || id_of(name, MARK).is_some_and(|id| state(dir, id).is_some())
        || is_mark_begun(dir, name)
        || id_of(name, ".duizhao-new-")
            .is_some_and(|id| dir.folder(Path::new(name)).is_ok_and(|folder| state(&folder, id).is_some()))
}

/// What is left of killed builds: the folder, and why it cannot go.
pub type Leftover = (PathBuf, io::Error);

/// Removes what killed builds left beside the output folder and in it; gives what cannot be removed.
pub fn clear(target: &Target, folder: Option<&Dir>) -> Vec<Leftover> {
    let mut left = Vec::new();
    let mut clear_in = |at: &Dir, path: &Path, inside: bool| {
        let begin = prefix(target, inside);
        for (name, kind) in at.entries().unwrap_or_default() {
            let Some(id) = id_of(&name, &begin).filter(|_| kind == EntryKind::Folder) else { continue };
            if let Err(error) = clear_one(at, Path::new(&name), id, folder) {
                left.push((path.join(&name), error));
            }
        }
    };
    clear_in(&target.above, target.path.parent().unwrap_or(Path::new("")), false);
    let Some(folder) = folder else { return left };
    clear_in(folder, &target.path, true);
    for (name, _) in folder.entries().unwrap_or_default() {
        let is_mark = id_of(&name, MARK).is_some_and(|id| state(folder, id).is_some());
        if (is_mark || is_mark_begun(folder, &name))
            && let Err(error) = folder.remove_file(Path::new(&name))
        {
            left.push((target.path.join(&name), error));
        }
    }
    left
}

fn clear_one(at: &Dir, name: &Path, id: &str, folder: Option<&Dir>) -> io::Result<()> {
    let dir = at.folder(name)?;
    match (state(&dir, id), folder) {
        (Some(StagingState::Scrap), _) => at.remove_all(name),
        (Some(StagingState::Old), Some(folder)) => {
            retire(at, name, &dir, id, (folder, &KnownFiles::default())).map(|_| ())
        }
        // Its new site is not there; what it holds is the only copy.
        (Some(StagingState::Old), None) => Ok(()),
        (None, _) if is_begun(&dir, id)? => at.remove_all(name),
        // A folder that holds anything else stays.
        (None, _) => Ok(()),
    }
}

impl Staging {
    /// Takes the old site away, which has this name after the exchange; gives the copies of what was
    /// nobody's but its owner's. `known` are files of it of which it is known that a build wrote them as they were.
    pub fn retire(&self, at: &Dir, old: &Dir, known: &KnownFiles) -> io::Result<Vec<PathBuf>> {
        retire(at, &self.name, old, &self.id, (&self.dir, known))
    }
}

/// What is known of files that a build wrote, by their paths.
pub type KnownFiles = HashMap<String, OutputFileStamp>;

fn retire(
    at: &Dir,
    name: &Path,
    old: &Dir,
    id: &str,
    (folder, known): (&Dir, &KnownFiles),
) -> io::Result<Vec<PathBuf>> {
    let manifest = LazyLock::new(|| Manifest::read(old, Path::new(name)).ok().flatten().unwrap_or_default());
    let all = old.walk_folders()?;
    let is_as_written = |path: &Path| is_as_known(old, path, known) || is_as_written(old, path, &manifest);
    let of_folder = |one: &WalkedFolder| {
        let mut strangers = strangers(old, one, folder);
        strangers.retain(|path| !is_as_written(path));
        strangers
    };
    let strangers: Vec<Vec<PathBuf>> = all.par_iter().map(of_folder).collect();
    let mut rescued = Vec::new();
    for path in strangers.into_iter().flatten() {
        rescued.extend(copies::rescue(old, &path, folder)?);
    }
    // From here on its manifest may be gone before the rest.
    mark(old, id, StagingState::Scrap)?;
    at.remove_walked(name, &all)?;
    Ok(rescued)
}

/// The files of a folder of the old site that do not stand in the new one.
fn strangers(old: &Dir, (above, entries): &WalkedFolder, folder: &Dir) -> Vec<PathBuf> {
    let (was, is) = (old.folder(above).ok(), folder.folder(above).ok());
    let now = is.as_ref().and_then(|is| is.numbered().ok()).unwrap_or_default();
    let now: HashMap<&OsStr, &NamedEntry> = now.iter().map(|one| (one.name.as_os_str(), one)).collect();
    let identity = |dir: &Option<Dir>, name: &OsStr| dir.as_ref()?.named(name).ok()?.identity;
    let stands = |one: &NamedEntry| match now.get(one.name.as_os_str()).map(|now| (now.number, one.number)) {
        // A site stands on one disk.
        Some((Some(is), Some(was))) => is == was,
        Some(_) => identity(&is, &one.name).is_some_and(|is| identity(&was, &one.name) == Some(is)),
        None => false,
    };
    let is_own = |name: &OsStr| above.as_os_str().is_empty() && is_own(old, name);
    let files = entries.iter().filter(|one| one.kind != EntryKind::Folder);
    files.filter(|one| !stands(one) && !is_own(&one.name)).map(|one| above.join(&one.name)).collect()
}

/// Whether a file of the old site is as it was when it was known that a build wrote it so.
fn is_as_known(old: &Dir, path: &Path, known: &KnownFiles) -> bool {
    let known = path.to_str().and_then(|path| known.get(path)).filter(|known| known.settled);
    let now = known.and_then(|_| output_stamp::seen(&old.find(path).ok()??));
    known.zip(now).is_some_and(|(known, now)| now.is_like(known))
}

/// Whether a build wrote a file of the old site as it is.
fn is_as_written(old: &Dir, path: &Path, manifest: &Manifest) -> bool {
    let known = path.to_str().and_then(|path| manifest.files.get(&path.replace('\\', "/")));
    known.is_some_and(|known| hash_of(old, path).is_ok_and(|now| now == *known))
}

/// Removes a folder in which a site was laid out that nobody will see; what cannot go now goes with the
/// next build, which reports it.
pub fn discard(at: &Dir, staging: &Staging) {
    let is_ours = |dir: Dir| state(&dir, &staging.id) == Some(StagingState::Scrap);
    if at.folder(&staging.name).is_ok_and(is_ours) {
        let _ = at.remove_all(&staging.name);
    }
}
