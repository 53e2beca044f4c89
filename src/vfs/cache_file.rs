//! The files in which what was found out is kept for the next run: `cache`, `pages` and `gathered` in `.duizhao` in
//! the site's folder.
//!
//! Such a file stands beside the site, where nothing else than the site's folder is written to, and keeps itself out of
//! repositories by a `.gitignore` of its own. What it says is believed only where this program wrote it, here: it
//! names the program, the folder and itself by their numbers on the disk, which nobody can know beforehand, so that
//! one which came with a repository or an archive, or was copied, counts as none; so does one that is torn. It is
//! laid out whole under a name that nobody can guess and then takes its place, if what stands there is one too. Where
//! it cannot be written, there is none; a folder of that name which is somebody else's is left alone.

use std::io::{self, BufRead, BufReader, BufWriter, Error, ErrorKind, Read, Seek, Write};
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

use crate::model::output::Pieces;
use crate::vfs::dir::Dir;
use crate::vfs::entry::{EntryKind, EntryMetadata};
use crate::vfs::fresh_id::{fresh_id, id_of};
use crate::vfs::hashed::Hashed;

/// The folder.
const FOLDER: &str = ".duizhao";
/// How the name begins under which a new one is laid out; 32 digits follow.
const NEXT: &str = "cache.next-";
/// What tells that the folder holds nothing but what can be made again (bford.info/cachedir).
const TAG: (&str, &str) = ("CACHEDIR.TAG", "Signature: 8a477f597d28d172789f06886806bc55\n");
/// The first line is shorter than this.
const HEAD_LIMIT: usize = 1 << 10;
/// How it begins.
const HEAD: &str = "duizhao 1 ";
/// The largest that is read, in bytes.
const LIMIT: u64 = 512 << 20;
/// So many bytes are written at once.
const AT_ONCE: usize = 1 << 17;
/// What stands in the place of the hash while a file is laid out.
const NO_HASH: blake3::Hash = blake3::Hash::from_bytes([0; 32]);

/// What is kept there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CacheFile {
    /// What the last build found out.
    Build,
    /// What was found out about each page.
    Pages,
    /// What was read of pages for files that gather from all of them.
    Gathered,
}

impl CacheFile {
    fn name(self) -> &'static Path {
        Path::new(match self {
            CacheFile::Build => "cache",
            CacheFile::Pages => "pages",
            CacheFile::Gathered => "gathered",
        })
    }
}

/// What is kept, if there is anything that can be believed.
pub fn read(root: &Path, which: CacheFile) -> Option<Vec<u8>> {
    let folder = Dir::open(root).ok()?.folder(Path::new(FOLDER)).ok()?;
    let name = which.name();
    let about = folder.find(name).ok()??;
    if about.kind != EntryKind::File || about.owner != folder.own().ok()?.owner {
        return None;
    }
    let mut file = BufReader::with_capacity(HEAD_LIMIT, folder.open_file(name).ok()?.take(LIMIT));
    let mut first = Vec::new();
    file.by_ref().take(HEAD_LIMIT as u64).read_until(b'\n', &mut first).ok()?;
    let mut content = Vec::with_capacity(usize::try_from(about.length.min(LIMIT)).ok()?);
    file.read_to_end(&mut content).ok()?;
    let head = head(&folder, about.identity?, &blake3::hash(&content))?;
    (first == head.as_bytes()).then_some(content)
}

/// Keeps something in the place of what is kept.
pub fn write(root: &Path, which: CacheFile, content: &[u8]) -> io::Result<()> {
    write_pieces(root, which, &mut |out| out.write_all(content))
}

/// The same for what is written piece by piece.
pub fn write_pieces(root: &Path, which: CacheFile, pieces: Pieces) -> io::Result<()> {
    let site = Dir::open(root)?;
    match site.make_folder(Path::new(FOLDER)) {
        Err(error) if error.kind() != ErrorKind::AlreadyExists => return Err(error),
        _ => {}
    }
    let folder = site.folder(Path::new(FOLDER))?;
    take(&folder)?;
    clear(&folder);
    let name = which.name();
    if folder.find(name)?.is_some_and(|there| !is_cache(&folder, name, &there)) {
        return Err(ErrorKind::AlreadyExists.into());
    }
    let next = PathBuf::from(format!("{NEXT}{}", fresh_id()?));
    let next = next.as_path();
    let mut file = folder.create(next, 0o600)?;
    // As long as this run needs it; some disks know no locks.
    let _ = file.try_lock();
    let identity = folder.metadata(next)?.identity.ok_or(ErrorKind::Unsupported)?;
    let head = |hash: &blake3::Hash| head(&folder, identity, hash).ok_or(ErrorKind::Unsupported);
    // Of the length that it will have, and believed by nobody.
    let mut whole = || {
        file.write_all(head(&NO_HASH)?.as_bytes())?;
        let mut content = Hashed::new(BufWriter::with_capacity(AT_ONCE, &file));
        pieces(&mut content)?;
        content.flush()?;
        let (_, hash) = content.done();
        file.rewind()?;
        file.write_all(head(&hash)?.as_bytes())
    };
    let written: io::Result<()> = whole();
    let done = written.and_then(|()| folder.rename(next, &folder, name));
    if done.is_err() {
        let _ = folder.remove_file(next);
    }
    done
}

/// Takes the folder for this purpose if it is new; it is an error if it is somebody else's.
fn take(folder: &Dir) -> io::Result<()> {
    if folder.entries()?.is_empty() {
        folder.create(Path::new(TAG.0), 0o644)?.write_all(TAG.1.as_bytes())?;
    } else if !beginning(folder, Path::new(TAG.0))?.starts_with(TAG.1.as_bytes()) {
        return Err(ErrorKind::AlreadyExists.into());
    }
    // Whoever has another there wants it so.
    if let Ok(mut file) = folder.create(Path::new(".gitignore"), 0o644) {
        file.write_all(b"*\n")?;
    }
    Ok(())
}

/// Removes what killed runs had begun.
fn clear(folder: &Dir) {
    for (name, _) in folder.entries().unwrap_or_default() {
        let path = Path::new(&name);
        let about = id_of(&name, NEXT).and_then(|_| folder.find(path).ok().flatten());
        let Some(about) = about else { continue };
        let is_left = || folder.open_file(path).is_ok_and(|file| file.try_lock().is_ok());
        if is_cache(folder, path, &about) && is_left() {
            let _ = folder.remove_file(path);
        }
    }
}

/// Whether what stands under a name is what a run of this program has kept, or nothing yet.
fn is_cache(folder: &Dir, name: &Path, about: &EntryMetadata) -> bool {
    let begin = if about.kind == EntryKind::File { beginning(folder, name).ok() } else { None };
    begin.is_some_and(|begin| begin.is_empty() || begin.starts_with(HEAD.as_bytes()))
}

/// The first bytes of a file.
fn beginning(folder: &Dir, name: &Path) -> io::Result<Vec<u8>> {
    let mut begin = Vec::new();
    folder.open_file(name)?.take(HEAD_LIMIT as u64).read_to_end(&mut begin)?;
    Ok(begin)
}

/// The first line: the program, the folder, the file itself, and the hash of what follows.
fn head(folder: &Dir, file: (u64, u64), content: &blake3::Hash) -> Option<String> {
    let (disk, number) = folder.own().ok()?.identity?;
    let program = program().ok()?;
    Some(format!("{HEAD}{program} {disk}-{number} {}-{} {}\n", file.0, file.1, content.to_hex()))
}

/// What tells this program from any other that was or will be built.
fn program() -> io::Result<String> {
    let path = std::env::current_exe()?;
    let about = std::fs::metadata(&path)?;
    let built = about.modified()?.duration_since(UNIX_EPOCH).map_err(Error::other)?;
    let key = format!("{} {path:?} {} {}", env!("CARGO_PKG_VERSION"), about.len(), built.as_nanos());
    Ok(blake3::hash(key.as_bytes()).to_hex()[..32].to_owned())
}
