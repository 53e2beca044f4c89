//! Folder → sources. With `write/` the only module that touches the site's files.
//!
//! Nothing outside the site's folder is read: a link that leads out of it is a finding, a pipe or a
//! device too. What cannot be read is reported, all of it in one run, and never guessed at.

pub mod decode;
pub mod publishable;
pub mod snapshot;
pub mod walk;

use std::collections::BTreeSet;
use std::fs;
use std::io::{ErrorKind, Read};
use std::path::Path;
use std::sync::Arc;

use anyhow::Result;

use crate::base::diagnostic::{Diagnostic, Level};
use crate::base::lang::Both;
use crate::base::os_error;
use crate::base::source::{Place, Source, Span};
use crate::model::asset::Asset;
pub use crate::vfs::snapshot::Snapshot;

/// The largest text file that is read, in bytes.
pub const FILE_LIMIT: u64 = 16 << 20;
/// The most files that one site may hold under `content/`.
pub const COUNT_LIMIT: usize = 400_000;
/// How deeply folders may stand in one another.
pub const DEPTH_LIMIT: usize = 32;

/// Everything that was read from a site's folder.
#[derive(Clone, Debug, Default)]
pub struct Folder {
    /// The texts under `content/`, sorted by path.
    pub content: Vec<Source>,
    /// The templates of the site's own, by name below `templates/`.
    pub templates: Vec<Source>,
    /// The readable beginnings of files that could not be read whole; only reports want them.
    pub torn: Vec<Source>,
    /// Other files under `content/`: images and the like, sorted by path.
    pub assets: Vec<Asset>,
    /// Paths of files that are there and could not be read.
    pub refused: BTreeSet<Arc<str>>,
}

/// The largest file that is published as it is, in bytes.
pub const ASSET_LIMIT: u64 = 64 << 20;

/// Reads `content/` and `templates/` below `root`.
pub fn read(root: &Path) -> Result<(Folder, Vec<Diagnostic>)> {
    Ok(Snapshot::read(root)?.folder())
}

fn is_text(path: &str) -> bool {
    path.ends_with(".md")
        || matches!(path, "content/site.yaml" | "content/glossary.yaml" | "content/duizhao.lock")
}

/// Why a file was not read, with what could be read of it.
struct Unreadable {
    finding: Diagnostic,
    torn: Option<Source>,
}

fn text_of(path: &str, file: &Path) -> Result<Source, Box<Unreadable>> {
    let refuse =
        |what: ReadError| Box::new(Unreadable { finding: refused(path.to_owned(), what), torn: None });
    let open = fs::File::open(file).map_err(|error| refuse(unreadable(Some(&error))))?;
    let length = open.metadata().map_or(0, |about| about.len());
    if length > FILE_LIMIT {
        return Err(refuse(too_large(length, FILE_LIMIT)));
    }
    let mut bytes = Vec::with_capacity(length as usize + 1);
    open.take(FILE_LIMIT + 1).read_to_end(&mut bytes).map_err(|error| refuse(unreadable(Some(&error))))?;
    match decode::text(bytes) {
        Ok(text) => Ok(Source::new(path, &text)),
        Err(fault) => {
            let (finding, torn) = fault.into_diagnostic(path);
            Err(Box::new(Unreadable { finding, torn: Some(torn) }))
        }
    }
}

fn asset(file: &Path) -> Result<Vec<u8>, ReadError> {
    let length = fs::metadata(file).map_err(|error| unreadable(Some(&error)))?.len();
    if length > ASSET_LIMIT {
        return Err(too_large(length, ASSET_LIMIT));
    }
    fs::read(file).map_err(|error| unreadable(Some(&error)))
}

/// Why a file is not read: what is wrong, and what to do.
type ReadError = (Both<String>, Both<String>);

fn too_large(length: u64, limit: u64) -> ReadError {
    let (length, limit) = (length >> 20, limit >> 20);
    (
        Both::said(
            format!("文件太大（{length} MB，最多 {limit} MB）"),
            format!("the file is too large ({length} MB; at most {limit} MB)"),
        ),
        Both::said(
            "把它分成几个小的，或移出 content/",
            "divide it into smaller ones, or move it out of content/",
        ),
    )
}

fn unreadable(error: Option<&std::io::Error>) -> ReadError {
    match error.map(std::io::Error::kind) {
        Some(ErrorKind::PermissionDenied) => (
            Both::said("没有读取的权限", "no permission to read it"),
            Both::said("改变它的权限，让自己能读", "change its permissions so that you may read it"),
        ),
        Some(ErrorKind::NotFound) => (
            Both::said("链接指向的文件不存在", "the link leads to nothing"),
            Both::said(
                "删去这个链接，或让它指向 content/ 里的文件",
                "remove the link, or let it lead to a file in content/",
            ),
        ),
        _ => {
            let Both { zh, en } = error.map(os_error::reason).unwrap_or_default();
            (
                Both::said(format!("读不出来：{zh}"), format!("it cannot be read: {en}")),
                Both::said(
                    "换成普通的文件，或移出 content/",
                    "put an ordinary file in its place, or move it out of content/",
                ),
            )
        }
    }
}

/// A finding on a file as a whole.
fn refused(path: String, (what, help): ReadError) -> Diagnostic {
    Diagnostic::new(
        "file-unreadable",
        Level::Error,
        Place { path: path.into(), span: Span::default() },
        what,
        Both::said("这个文件", "this file"),
        help,
    )
}
