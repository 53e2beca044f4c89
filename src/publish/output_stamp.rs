//! Whether an output folder still stands as a build left it: told by its files' times and lengths where these prove
//! it, else by their hashes.

use std::path::Path;

use rayon::prelude::*;

use crate::base::map::HashMap;
use crate::model::output_stamp::{OutputFileStamp, OutputStamp};
use crate::publish::manifest::{MANIFEST, Manifest, hash_of};
use crate::publish::target::{self, Target};
use crate::vfs::dir::Dir;
use crate::vfs::entry::{EntryKind, EntryMetadata};
use crate::vfs::walk::is_past;

/// How the folder stands that a build has just written; nothing where it is no longer as that build left it.
pub fn after(
    root: &Path,
    named: Option<&Path>,
    (manifest, seen): (&str, &Option<Vec<OutputFileStamp>>),
) -> Option<OutputStamp> {
    let target = Target::open(target::resolve(root, named).ok()?).ok()?;
    let folder = target.folder().ok()??;
    if hash_of(&folder, Path::new(MANIFEST)).ok()? != manifest {
        return None;
    }
    // What somebody else has written since shows in the stamp that the file has when it is looked at again.
    let again = |one: &OutputFileStamp| OutputFileStamp { settled: is_past(one.changed), ..one.clone() };
    let files = seen.as_ref()?.iter().map(again).collect();
    Some(OutputStamp { folder: target.path.to_str()?.to_owned(), manifest: manifest.to_owned(), files })
}

/// Whether the files of a manifest are those that stood there, told by their hashes where nothing else proves it.
pub(super) fn is_same(
    folder: &Dir,
    manifest: &Manifest,
    before: &[OutputFileStamp],
    now: &[OutputFileStamp],
) -> bool {
    let all: Vec<_> = now.iter().zip(before).zip(&manifest.files).collect();
    now.len() == before.len() && all.into_par_iter().all(|one| holds_the_same(folder, one))
}

/// A file as it is and as it was, and what the manifest says of it.
type Seen<'s> = ((&'s OutputFileStamp, &'s OutputFileStamp), (&'s String, &'s String));

fn holds_the_same(folder: &Dir, ((one, before), (path, hash)): Seen) -> bool {
    before.settled && one.is_like(before) || hash_of(folder, Path::new(path)).is_ok_and(|now| now == *hash)
}

/// The files of a manifest that are those that stood there, with what is known of them; none where one is gone.
pub(super) fn untouched(
    folder: &Dir,
    manifest: &Manifest,
    before: &[OutputFileStamp],
) -> HashMap<String, OutputFileStamp> {
    let now = files(folder, manifest).filter(|now| now.len() == before.len()).unwrap_or_default();
    let all: Vec<_> = now.iter().zip(before).zip(&manifest.files).collect();
    let same = all.into_par_iter().filter(|one| holds_the_same(folder, *one));
    same.map(|((one, _), (path, _))| (path.clone(), one.clone())).collect()
}

/// What is known of the files of a manifest without opening them.
pub(super) fn files(folder: &Dir, manifest: &Manifest) -> Option<Vec<OutputFileStamp>> {
    let paths: Vec<&Path> = manifest.files.keys().map(Path::new).collect();
    let groups: Vec<&[&Path]> = paths.chunk_by(|one, other| one.parent() == other.parent()).collect();
    let of_group = |group: &&[&Path]| -> Option<Vec<OutputFileStamp>> {
        let dir = folder.folder(group.first()?.parent()?).ok()?;
        group.iter().map(|path| file(&dir, path)).collect()
    };
    let all: Option<Vec<Vec<OutputFileStamp>>> = groups.par_iter().map(of_group).collect();
    Some(all?.into_iter().flatten().collect())
}

fn file(dir: &Dir, path: &Path) -> Option<OutputFileStamp> {
    seen(&dir.named(path.file_name()?).ok()?)
}

/// What is kept of what is known of a file.
pub(super) fn seen(about: &EntryMetadata) -> Option<OutputFileStamp> {
    let (identity, changed) = (about.identity?, about.changed?);
    let settled = is_past(changed);
    (about.kind == EntryKind::File).then_some(OutputFileStamp {
        length: about.length,
        identity,
        changed,
        settled,
    })
}
