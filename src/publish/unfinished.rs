//! What a run that was killed has left of new files, and how the next one knows it for its own.
//!
//! A file has a name for the meantime until all have theirs. That name vouches for the text: half of its digits cannot
//! be guessed, the others are a hash of these and of the text. A file that is the same on the disk as one so named, and
//! still says what the name vouches for, was made by a run that did not come to its end, and nobody has touched it.

use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::io;
use std::path::{Path, PathBuf};

use crate::publish::new_file::NewFile;
use crate::vfs::dir::Dir;
use crate::vfs::entry::EntryKind;
use crate::vfs::fresh_id::{fresh_id, id_of};

/// How the name of a file begins that is not whole yet; 32 digits follow.
const NEXT: &str = ".duizhao-next-";

/// The digits that cannot be guessed.
const FRESH: usize = 16;

/// More bytes than a new file has.
const MOST: u64 = 1 << 20;

/// A name for the meantime for a file that will say this.
pub(super) fn next_name(text: &[u8]) -> io::Result<String> {
    let fresh = fresh_id()?;
    let fresh = fresh.get(..FRESH).unwrap_or_default();
    Ok(format!("{NEXT}{fresh}{}", voucher(fresh, text)))
}

fn voucher(fresh: &str, text: &[u8]) -> String {
    let mut hasher = blake3::Hasher::new();
    hasher.update(fresh.as_bytes()).update(text);
    hasher.finalize().to_hex()[..FRESH].to_owned()
}

/// Whether a name is one for the meantime.
pub(super) fn is_next(name: &OsStr) -> bool {
    id_of(name, NEXT).is_some()
}

/// A file under a name for the meantime that no run has in hand.
struct UnfinishedFile {
    path: PathBuf,
    /// What it says.
    text: Vec<u8>,
    identity: Option<(u64, u64)>,
    /// How many names it has.
    names: u64,
}

impl UnfinishedFile {
    fn read(dir: &Dir, path: PathBuf) -> Option<UnfinishedFile> {
        let about = dir.metadata(&path).ok()?;
        let text = dir.read(&path, MOST).ok().filter(|_| is_left(dir, &path))?;
        Some(UnfinishedFile { path, text, identity: about.identity, names: about.names })
    }

    /// Whether it says what its name vouches for.
    fn is_whole(&self) -> bool {
        let id = self.path.file_name().and_then(|name| id_of(name, NEXT));
        let parts = id.and_then(|id| id.split_at_checked(FRESH));
        parts.is_some_and(|(fresh, known)| voucher(fresh, &self.text) == known)
    }

    /// Whether it says as much of one of these as a killed run had written.
    fn is_begun(&self, files: &[NewFile]) -> bool {
        begins(&self.text, files)
    }

    /// Whether a file is this one, under its own name.
    fn is(&self, dir: &Dir, path: &Path) -> bool {
        self.identity.is_some() && dir.metadata(path).is_ok_and(|about| about.identity == self.identity)
    }
}

fn leftovers(dir: &Dir, files: &[NewFile]) -> Vec<UnfinishedFile> {
    let folders: BTreeSet<&Path> = files.iter().filter_map(|file| Path::new(&file.path).parent()).collect();
    let entries = folders.into_iter().flat_map(|folder| {
        let entries = dir.folder(folder).and_then(|folder| folder.entries()).unwrap_or_default();
        entries.into_iter().map(move |(name, kind)| (folder.join(&name), name, kind))
    });
    let next = entries.filter(|(_, name, kind)| *kind == EntryKind::File && is_next(name));
    next.filter_map(|(path, ..)| UnfinishedFile::read(dir, path)).collect()
}

/// What killed runs had begun of these files beside them.
pub(crate) fn begun(dir: &Dir, files: &[NewFile]) -> Vec<PathBuf> {
    leftovers(dir, files).into_iter().filter(|one| one.is_begun(files)).map(|one| one.path).collect()
}

/// Takes away what a killed run has written under the names of these files, whatever it was asked for: all of it, or
/// nothing where one of them is not proved to be left as it was made.
pub(crate) fn take_back(dir: &Dir, files: &[NewFile]) {
    let whole: Vec<UnfinishedFile> =
        leftovers(dir, files).into_iter().filter(UnfinishedFile::is_whole).collect();
    let there = files.iter().map(|file| Path::new(&file.path)).filter(|path| dir.metadata(path).is_ok());
    let made: Option<Vec<(&Path, &UnfinishedFile)>> =
        there.map(|path| Some((path, whole.iter().find(|one| one.is(dir, path))?))).collect();
    for (path, one) in made.into_iter().flatten() {
        let _ = remove(dir, path, one);
    }
}

/// Removes a file that a killed run has made. It is moved aside first: if somebody saved it at that moment, it gets
/// its name back.
fn remove(dir: &Dir, path: &Path, made: &UnfinishedFile) -> io::Result<()> {
    let aside = path.with_file_name(next_name(&made.text)?);
    dir.rename(path, dir, &aside)?;
    if !made.is(dir, &aside) || dir.read(&aside, MOST)? != made.text {
        dir.link(&aside, dir, path)?;
    }
    dir.remove_file(&aside)
}

/// Removes what killed runs have left beside these files, where nothing is lost with it: what has a name of its own
/// besides, or says no more than what was being made.
pub(crate) fn clear(dir: &Dir, files: &[NewFile]) {
    let all = leftovers(dir, files);
    for one in &all {
        // All its names are for the meantime.
        let is_nameless =
            || all.iter().filter(|two| two.identity == one.identity).count() as u64 == one.names;
        let has_name = || files.iter().any(|file| one.is(dir, Path::new(&file.path)));
        if one.is_begun(files) || has_name() || (is_nameless() && one.is_whole()) {
            let _ = dir.remove_file(&one.path);
        }
    }
}

/// Whether a file says as much of one of these as a killed run had written.
pub(super) fn is_begun(dir: &Dir, path: &Path, files: &[NewFile]) -> bool {
    dir.read(path, MOST).is_ok_and(|now| begins(&now, files))
}

/// Whether one of these files begins with a text.
fn begins(text: &[u8], files: &[NewFile]) -> bool {
    files.iter().any(|file| file.text.as_bytes().starts_with(text))
}

/// Whether no other run has a file in hand.
pub(super) fn is_left(dir: &Dir, path: &Path) -> bool {
    dir.open_file(path).is_ok_and(|file| file.try_lock().is_ok())
}
