//! Reads one file, or says why it cannot be read.

use std::fs;
use std::io::{ErrorKind, Read};
use std::path::Path;

use crate::base::diagnostic::{Diagnostic, Level};
use crate::base::lang::Both;
use crate::base::os_error;
use crate::base::source::{Place, Source, Span};
use crate::vfs::decode;

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

/// Reads a text.
pub(crate) fn text_of(path: &str, file: &Path) -> Result<Source, Box<Unreadable>> {
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

/// Reads any other file.
pub(crate) fn asset(file: &Path) -> Result<Vec<u8>, ReadError> {
    let length = fs::metadata(file).map_err(|error| unreadable(Some(&error)))?.len();
    if length > ASSET_LIMIT {
        return Err(too_large(length, ASSET_LIMIT));
    }
    fs::read(file).map_err(|error| unreadable(Some(&error)))
}

/// Why a file is not read: what is wrong, and what to do.
pub(crate) type ReadError = (Both<String>, Both<String>);

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

pub(crate) fn unreadable(error: Option<&std::io::Error>) -> ReadError {
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
pub(crate) fn refused(path: String, (what, help): ReadError) -> Diagnostic {
    Diagnostic::new(
        "file-unreadable",
        Level::Error,
        Place { path: path.into(), span: Span::default() },
        what,
        Both::said("这个文件", "this file"),
        help,
    )
}
