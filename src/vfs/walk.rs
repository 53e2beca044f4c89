//! Which files stand below a folder.

use std::ffi::OsStr;
use std::path::Path;
use std::time::{Duration, SystemTime};

use anyhow::{Result, bail};
use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use crate::base::diagnostic::Diagnostic;
use crate::base::error::Error;
use crate::base::lang::Both;
use crate::vfs::dir::Dir;
use crate::vfs::entry::{EntryKind, EntryMetadata, NamedEntry};
use crate::vfs::file::{ReadError, is_text, link, refused, unreadable};

/// The most files that one site may hold under `content/`.
pub const COUNT_LIMIT: usize = 400_000;
/// How deeply folders may stand in one another.
pub const DEPTH_LIMIT: usize = 32;

/// A file that is there.
pub struct Listed {
    /// Path relative to the site's folder, with `/`.
    pub path: String,
    /// What tells whether it has changed.
    pub stamp: Stamp,
}

/// What tells, without reading a file, whether it has changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stamp {
    length: u64,
    changed: Option<SystemTime>,
    /// The file's number on its disk, where there is such a thing; saving by rename gives another.
    number: u64,
    /// When anything about the file changed last, where the system says: nobody can set this back.
    touched: Option<SystemTime>,
}

/// Clocks of file systems tick every two seconds at worst (FAT).
const TICK: Duration = Duration::from_secs(2);
/// Those that tell parts of a second tick with the clock of the system, every ten milliseconds at worst.
const FINE_TICK: Duration = Duration::from_millis(50);

/// Whether a change after this moment must show in a time of a file.
pub(crate) fn is_past(time: SystemTime) -> bool {
    let parts = time.duration_since(SystemTime::UNIX_EPOCH).map_or(0, |since| since.subsec_nanos());
    let tick = if parts == 0 { TICK } else { FINE_TICK };
    time.elapsed().is_ok_and(|since| since > tick)
}

impl Stamp {
    fn new(about: &EntryMetadata) -> Stamp {
        let number = about.identity.map_or(0, |(_, number)| number);
        Stamp { length: about.length, changed: about.changed, number, touched: about.touched }
    }

    /// How many bytes the file has.
    pub(super) fn length(&self) -> u64 {
        self.length
    }

    /// Whether a change after this moment must show in the stamp: not if the last one is so recent
    /// that the clock of the disk may not have moved on.
    pub fn is_settled(&self) -> bool {
        self.changed.is_some_and(is_past) && self.touched.is_none_or(is_past)
    }
}

/// What a walk gives: files, and findings on what is none.
#[derive(Default)]
pub struct Listing {
    /// The files.
    pub files: Vec<Listed>,
    /// What cannot be read.
    pub found: Vec<Diagnostic>,
}

/// A folder that is held open, with its path below the site's folder and how deeply it stands.
struct OpenFolder {
    dir: Dir,
    path: String,
    depth: usize,
}

/// What an entry turned out to be, with its path.
enum Told {
    File(Listed),
    Folder(OpenFolder),
    Refused(Box<Diagnostic>),
}

/// So many entries of a folder are looked at in one go.
const PART: usize = 256;

impl Listing {
    /// Adds all regular files at or below `from`, which is `base` or stands below it; hidden ones and an
    /// editor's swap files aside. `base` is `content/` or `templates/`. Links are named, never followed.
    pub fn add(&mut self, root: &Path, base: &Path, from: &Path) -> Result<()> {
        let below = from.strip_prefix(base).unwrap_or(Path::new("")).components();
        if below.clone().any(|part| is_hidden(part.as_os_str())) {
            return Ok(());
        }
        let (path, depth) = (relative(root, from), below.count());
        let (above, name) = (from.parent().unwrap_or(Path::new("")), from.file_name().unwrap_or_default());
        let top = Dir::open(above).and_then(|above| Ok((above.named(name)?.kind, above)));
        let first = match top {
            Ok((kind, above)) => told(&above, name, kind, (path, depth)),
            Err(error) => vec![Told::Refused(Box::new(refused(path, unreadable(Some(&error)))))],
        };
        let mut open = self.sort(first);
        while !open.is_empty() {
            let inside: Vec<Vec<Told>> = open.into_par_iter().map(OpenFolder::entries).collect();
            open = self.sort(inside.into_iter().flatten());
            if self.files.len() > COUNT_LIMIT {
                bail!(Error::at(
                    base.display(),
                    format!("文件超过 {COUNT_LIMIT} 个；把不属于网站的文件移出去"),
                    format!("more than {COUNT_LIMIT} files; move those that do not belong to the site away"),
                ));
            }
        }
        Ok(())
    }

    /// Puts aside what was told, and gives the folders back.
    fn sort(&mut self, told: impl IntoIterator<Item = Told>) -> Vec<OpenFolder> {
        let mut open = Vec::new();
        for one in told {
            match one {
                Told::File(file) => self.files.push(file),
                Told::Folder(folder) => open.push(folder),
                Told::Refused(finding) => self.found.push(*finding),
            }
        }
        open
    }
}

impl OpenFolder {
    /// What stands in it.
    fn entries(self) -> Vec<Told> {
        let entries = match self.dir.numbered() {
            Ok(entries) => entries,
            Err(error) => return vec![Told::Refused(Box::new(refused(self.path, unreadable(Some(&error)))))],
        };
        let depth = self.depth + 1;
        let look = |one: &NamedEntry| match is_hidden(&one.name) {
            true => Vec::new(),
            false => {
                let path = format!("{}/{}", self.path, one.name.to_string_lossy());
                told(&self.dir, &one.name, one.kind, (path, depth))
            }
        };
        entries.par_iter().with_min_len(PART).flat_map_iter(look).collect()
    }
}

/// Tells what an entry is: a file with its stamp, a folder to walk through, or why it is neither.
fn told(above: &Dir, name: &OsStr, kind: EntryKind, (path, depth): (String, usize)) -> Vec<Told> {
    if kind == EntryKind::Link {
        return vec![Told::Refused(Box::new(refused(path, link())))];
    }
    let mut all = Vec::new();
    if name.to_str().is_none() {
        all.push(Told::Refused(Box::new(refused(path.clone(), not_unicode()))));
    }
    match kind {
        EntryKind::File if all.is_empty() => all.push(match above.named(name) {
            Ok(about) => Told::File(Listed { path, stamp: Stamp::new(&about) }),
            Err(error) => Told::Refused(Box::new(refused(path, unreadable(Some(&error))))),
        }),
        EntryKind::Folder if depth == DEPTH_LIMIT => {
            all.push(Told::Refused(Box::new(refused(path, too_deep()))));
        }
        EntryKind::Folder => {
            if all.is_empty() && depth > 0 && is_text(&path) {
                all.push(Told::Refused(Box::new(refused(path.clone(), folder_like_text()))));
            }
            all.push(match above.folder(Path::new(name)) {
                Ok(dir) => Told::Folder(OpenFolder { dir, path, depth }),
                Err(error) => Told::Refused(Box::new(refused(path, unreadable(Some(&error))))),
            });
        }
        EntryKind::Other if all.is_empty() => all.push(Told::Refused(Box::new(refused(path, irregular())))),
        _ => {}
    }
    all
}

fn not_unicode() -> ReadError {
    (
        Both::new("文件名不是 UTF-8 编码", "the file’s name is not UTF-8"),
        Both::new("给文件改名", "rename the file"),
    )
}

fn irregular() -> ReadError {
    (
        Both::new("这不是普通文件", "this is not a regular file"),
        Both::new("换成普通的文件，或移走", "put an ordinary file in its place, or move it away"),
    )
}

fn folder_like_text() -> ReadError {
    (
        Both::new("这是文件夹，不是文件", "this is a folder, not a file"),
        Both::new("给文件夹改名，名称不要以 .md 结尾", "rename the folder; its name must not end in .md"),
    )
}

/// Whether a file is none of the site's: hidden, or left by an editor.
pub fn is_hidden(name: &OsStr) -> bool {
    let name = name.to_string_lossy();
    name.starts_with('.')
        || name.ends_with('~')
        || name.starts_with("~$")
        || name.ends_with(".swp")
        || (name.starts_with('#') && name.ends_with('#'))
}

/// The path below `root`, with `/` on every system.
pub fn relative(root: &Path, path: &Path) -> String {
    let below = path.strip_prefix(root).unwrap_or(path);
    if cfg!(unix)
        && let Some(below) = below.to_str()
    {
        return below.to_owned();
    }
    below.components().map(|part| part.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/")
}

fn too_deep() -> ReadError {
    (
        Both::new(
            format!("文件夹套得太深（最多 {DEPTH_LIMIT} 层）"),
            format!("folders stand too deeply in one another (at most {DEPTH_LIMIT} levels)"),
        ),
        Both::new("把它移到上层的文件夹", "move it to a folder further up"),
    )
}
