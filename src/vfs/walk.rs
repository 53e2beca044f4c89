//! Which files stand below a folder. Alone knows walkdir.

use std::fs::Metadata;
use std::path::Path;
use std::time::{Duration, SystemTime};

use anyhow::{Result, bail};
use rayon::prelude::*;
use serde::{Deserialize, Serialize};
use walkdir::{DirEntry, WalkDir};

use crate::base::diagnostic::Diagnostic;
use crate::base::error::Error;
use crate::base::lang::Both;
use crate::vfs::file::{is_text, link, refused, unreadable};

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
    fn new(about: &Metadata) -> Stamp {
        #[cfg(unix)]
        let (number, touched) = {
            use std::os::unix::fs::MetadataExt;
            let seconds = u64::try_from(about.ctime()).ok().map(Duration::from_secs);
            let rest = Duration::from_nanos(u64::try_from(about.ctime_nsec()).unwrap_or_default());
            let touched = seconds.and_then(|seconds| SystemTime::UNIX_EPOCH.checked_add(seconds + rest));
            (about.ino(), touched)
        };
        #[cfg(not(unix))]
        let (number, touched) = (0, None);
        Stamp { length: about.len(), changed: about.modified().ok(), number, touched }
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

impl Listing {
    /// Adds all regular files at or below `from`, which is `base` or stands below it; hidden ones and an
    /// editor's swap files aside. `base` is `content/` or `templates/`. Links are named, never followed.
    pub fn add(&mut self, root: &Path, base: &Path, from: &Path) -> Result<()> {
        let above = from.strip_prefix(base).unwrap_or(Path::new("")).components();
        if above.clone().any(|part| is_hidden(part.as_os_str())) {
            return Ok(());
        }
        let depth = above.count();
        let walk = WalkDir::new(from).max_depth(DEPTH_LIMIT.saturating_sub(depth));
        let walk = walk.follow_root_links(false).sort_by_file_name().into_iter();
        let mut files = Vec::new();
        for entry in walk.filter_entry(|entry| entry.depth() == 0 || !is_hidden(entry.file_name())) {
            match entry {
                Ok(entry) => files.extend(self.entry(root, entry, depth)),
                Err(error) => {
                    let path = error.path().map(|path| relative(root, path)).unwrap_or_default();
                    self.found.push(refused(path, unreadable(error.io_error())));
                }
            }
            if self.files.len() + files.len() > COUNT_LIMIT {
                bail!(Error::at(
                    base.display(),
                    format!("文件超过 {COUNT_LIMIT} 个；把不属于网站的文件移出去"),
                    format!("more than {COUNT_LIMIT} files; move those that do not belong to the site away"),
                ));
            }
        }
        let looked: Vec<_> = files.into_par_iter().map(look).collect();
        for one in looked {
            match one {
                Ok(file) => self.files.push(file),
                Err(finding) => self.found.push(*finding),
            }
        }
        Ok(())
    }

    /// Tells what an entry is; gives back what is a file, with its path.
    fn entry(&mut self, root: &Path, entry: DirEntry, above: usize) -> Option<(String, DirEntry)> {
        let path = relative(root, entry.path());
        let depth = entry.depth() + above;
        let kind = entry.file_type();
        if entry.path_is_symlink() {
            self.found.push(refused(path, link()));
            return None;
        }
        if entry.file_name().to_str().is_none() {
            let what = (
                Both::new("文件名不是 UTF-8 编码", "the file’s name is not UTF-8"),
                Both::new("给文件改名", "rename the file"),
            );
            self.found.push(refused(path, what));
            return None;
        }
        if depth == DEPTH_LIMIT && kind.is_dir() {
            self.found.push(refused(path, too_deep()));
        } else if kind.is_file() {
            return Some((path, entry));
        } else if !kind.is_dir() {
            let what = (
                Both::new("这不是普通文件", "this is not a regular file"),
                Both::new("换成普通的文件，或移走", "put an ordinary file in its place, or move it away"),
            );
            self.found.push(refused(path, what));
        } else if depth > 0 && is_text(&path) {
            let what = (
                Both::new("这是文件夹，不是文件", "this is a folder, not a file"),
                Both::new(
                    "给文件夹改名，名称不要以 .md 结尾",
                    "rename the folder; its name must not end in .md",
                ),
            );
            self.found.push(refused(path, what));
        }
        None
    }
}

/// Looks at a file without opening it.
fn look((path, entry): (String, DirEntry)) -> Result<Listed, Box<Diagnostic>> {
    match entry.metadata() {
        Ok(about) => Ok(Listed { path, stamp: Stamp::new(&about) }),
        Err(error) => Err(Box::new(refused(path, unreadable(error.io_error())))),
    }
}

/// Whether a file is none of the site's: hidden, or left by an editor.
pub fn is_hidden(name: &std::ffi::OsStr) -> bool {
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

fn too_deep() -> (Both<String>, Both<String>) {
    (
        Both::new(
            format!("文件夹套得太深（最多 {DEPTH_LIMIT} 层）"),
            format!("folders stand too deeply in one another (at most {DEPTH_LIMIT} levels)"),
        ),
        Both::new("把它移到上层的文件夹", "move it to a folder further up"),
    )
}
