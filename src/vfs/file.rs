//! Reads one file, or says why it cannot be read.

use std::fs::File;
use std::io::ErrorKind;
use std::path::Path;
use std::sync::Arc;

use crate::base::diagnostic::{Diagnostic, Level};
use crate::base::lang::Both;
use crate::base::os_error;
use crate::base::source::{Place, Source, Span};
use crate::vfs::decode;
use crate::vfs::dir::Dir;
use crate::vfs::entry::{is_irregular, read_within};

/// The largest text file that is read, in bytes.
pub const FILE_LIMIT: u64 = 16 << 20;
/// The largest file that is published as it is, in bytes.
pub const ASSET_LIMIT: u64 = 64 << 20;

/// Whether a file is read as text, by its path.
pub(crate) fn is_text(path: &str) -> bool {
    path.ends_with(".md")
        || matches!(
            path,
            "content/site.yaml"
                | "content/glossary.yaml"
                | "content/indicators.yaml"
                | "content/corrections.yaml"
                | "content/duizhao.lock"
        )
}

/// Why a file was not read, with what could be read of it.
pub(crate) struct Unreadable {
    pub finding: Diagnostic,
    pub torn: Option<Source>,
}

/// A file by its path below the site's folder, and where it is opened.
#[derive(Clone, Copy)]
pub(crate) struct FileAt<'f> {
    /// Its path.
    pub path: &'f Arc<str>,
    /// The site's folder, or the one that the file stands in.
    dir: &'f Dir,
    /// The way to it from there.
    way: &'f Path,
}

impl<'f> FileAt<'f> {
    /// A file below the site's folder.
    pub fn below(site: &'f Dir, path: &'f Arc<str>) -> FileAt<'f> {
        FileAt { path, dir: site, way: Path::new(&**path) }
    }

    /// A file in a folder that is held open.
    pub fn within(folder: &'f Dir, path: &'f Arc<str>) -> FileAt<'f> {
        let name = path.rfind('/').map_or(0, |end| end + 1);
        FileAt { path, dir: folder, way: Path::new(&path[name..]) }
    }

    /// Opens it, if it is a regular file of at most so many bytes; says how many it has.
    pub fn open(self, limit: u64) -> Result<(File, u64), ReadError> {
        let (file, length) = self.dir.open_measured(self.way).map_err(refusal)?;
        if length > limit { Err(too_large(length, limit)) } else { Ok((file, length)) }
    }

    /// Reads all of it.
    pub fn read(self, limit: u64) -> Result<Vec<u8>, ReadError> {
        read_within(self.open(limit)?, limit).map_err(refusal)
    }
}

/// Reads a text.
pub(crate) fn text_of(file: FileAt) -> Result<Source, Box<Unreadable>> {
    let path = file.path;
    let refuse = |what: ReadError| Box::new(Unreadable { finding: refused(path.clone(), what), torn: None });
    let bytes = file.read(FILE_LIMIT).map_err(refuse)?;
    match decode::text(bytes) {
        Ok(text) => Ok(Source::new(path.clone(), &text)),
        Err(fault) => {
            let (finding, torn) = fault.into_diagnostic(path);
            Err(Box::new(Unreadable { finding, torn: Some(torn) }))
        }
    }
}

/// Why a file could not be opened or read.
pub(crate) fn refusal(error: std::io::Error) -> ReadError {
    if is_irregular(&error) { link() } else { unreadable(Some(&error)) }
}

/// Why a file is not read: what is wrong, and what to do.
pub(crate) type ReadError = (Both<String>, Both<String>);

/// What is wrong with a link, and what to do about it.
pub(crate) fn link() -> ReadError {
    (
        Both::new("这是链接，链接不跟随", "this is a link, and links are not followed"),
        Both::new("删去这个链接，或换成文件本身", "remove the link, or put the file itself in its place"),
    )
}

pub(crate) fn too_large(length: u64, limit: u64) -> ReadError {
    let (length, limit) = (length >> 20, limit >> 20);
    (
        Both::new(
            format!("文件太大（{length} MB，最多 {limit} MB）"),
            format!("the file is too large ({length} MB; at most {limit} MB)"),
        ),
        Both::new(
            "把它分成几个小的，或移出 content/",
            "divide it into smaller ones, or move it out of content/",
        ),
    )
}

pub(crate) fn unreadable(error: Option<&std::io::Error>) -> ReadError {
    match error.map(std::io::Error::kind) {
        Some(ErrorKind::PermissionDenied) => (
            Both::new("没有读取的权限", "no permission to read it"),
            Both::new("改变它的权限，让自己能读", "change its permissions so that you may read it"),
        ),
        _ => {
            let Both { zh, en } = error.map(os_error::reason).unwrap_or_default();
            (
                Both::new(format!("读不出来：{zh}"), format!("it cannot be read: {en}")),
                Both::new(
                    "换成普通的文件，或移出 content/",
                    "put an ordinary file in its place, or move it out of content/",
                ),
            )
        }
    }
}

/// A finding on a file as a whole.
pub(crate) fn refused(path: impl Into<Arc<str>>, (what, help): ReadError) -> Diagnostic {
    Diagnostic::new(
        "file-unreadable",
        Level::Error,
        Place { path: path.into(), span: Span::default() },
        what,
        Both::new("这个文件", "this file"),
        help,
    )
}
