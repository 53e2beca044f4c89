//! Folder → sources. With `write.rs` and `serve/` the only module that touches the disk.
//!
//! Nothing outside the site's folder is read: a link that leads out of it is a finding, a pipe or a
//! device too. What cannot be read is reported, all of it in one run, and never guessed at.

use std::collections::BTreeSet;
use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{Context, Result, bail};
use rayon::prelude::*;
use walkdir::WalkDir;

use crate::both::Both;
use crate::diagnostic::{Diagnostic, Level};
use crate::encoding;
use crate::source::{Place, Source, Span};

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

/// A file that is published as it is when a page shows it or links to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asset {
    /// Path relative to the site's folder, with `/`.
    pub path: String,
    /// What it holds.
    pub bytes: Arc<[u8]>,
}

/// The largest file that is published as it is, in bytes.
pub const ASSET_LIMIT: u64 = 64 << 20;

/// Reads `content/` and `templates/` below `root`.
pub fn read(root: &Path) -> Result<(Folder, Vec<Diagnostic>)> {
    let content = root.join("content");
    if !content.is_dir() {
        bail!(
            "{}: 这里没有 content/ 文件夹；用 -C 指定站点所在的文件夹，或用 duizhao init 新建\n\
             there is no content/ folder here; name the site's folder with -C, or make one with duizhao init",
            root.display()
        );
    }
    let mut found = Vec::new();
    let files = list(root, &content, &mut found)?;
    let (texts, others): (Vec<_>, Vec<_>) = files.into_iter().partition(|(path, _)| is_text(path));
    let read: Vec<_> = texts.par_iter().map(|(path, file)| text_of(path, file)).collect();
    let mut folder = Folder::default();
    for (path, file) in others {
        match asset(&file) {
            Ok(bytes) => folder.assets.push(Asset { path, bytes: bytes.into() }),
            Err(what) => found.push(refused(path, what)),
        }
    }
    for result in read {
        match result {
            Ok(source) => folder.content.push(source),
            Err(refusal) => refusal.tell(&mut folder, &mut found),
        }
    }
    let templates = root.join("templates");
    if templates.is_dir() {
        for (path, file) in list(root, &templates, &mut found)? {
            match text_of(&path, &file) {
                Ok(source) => folder.templates.push(source),
                Err(refusal) => refusal.tell(&mut folder, &mut found),
            }
        }
    }
    folder.refused = found.iter().map(|one| one.primary.place.path.clone()).collect();
    Ok((folder, found))
}

fn is_text(path: &str) -> bool {
    path.ends_with(".md")
        || matches!(path, "content/site.yaml" | "content/glossary.yaml" | "content/duizhao.lock")
}

/// All regular files below `folder`, sorted by path; hidden ones and an editor's swap files aside.
fn list(root: &Path, folder: &Path, found: &mut Vec<Diagnostic>) -> Result<Vec<(String, PathBuf)>> {
    let inside = folder.canonicalize().with_context(|| folder.display().to_string())?;
    let mut files = Vec::new();
    let walk = WalkDir::new(folder).follow_links(true).max_depth(DEPTH_LIMIT).sort_by_file_name();
    let mut walk = walk.into_iter().filter_entry(|entry| entry.depth() == 0 || !is_hidden(entry.file_name()));
    while let Some(entry) = walk.next() {
        let entry = match entry {
            Ok(entry) => entry,
            Err(error) => {
                let path = error.path().map(|path| relative(root, path)).unwrap_or_default();
                let what = match error.loop_ancestor() {
                    Some(_) => Both::said("链接绕回了自己", "the link leads back to itself"),
                    None => unreadable(error.io_error()),
                };
                found.push(refused(path, what));
                continue;
            }
        };
        let path = relative(root, entry.path());
        if entry.path_is_symlink() && !entry.path().canonicalize().is_ok_and(|real| real.starts_with(&inside))
        {
            found.push(refused(path, Both::said("链接指向文件夹之外", "the link leads out of the folder")));
            if entry.file_type().is_dir() {
                walk.skip_current_dir();
            }
            continue;
        }
        if entry.file_name().to_str().is_none() {
            found.push(refused(path, Both::said("文件名不是 UTF-8 编码", "the file’s name is not UTF-8")));
            if entry.file_type().is_dir() {
                walk.skip_current_dir();
            }
            continue;
        }
        if entry.depth() == DEPTH_LIMIT && entry.file_type().is_dir() {
            found.push(refused(
                path,
                Both::said(
                    format!("文件夹套得太深（最多 {DEPTH_LIMIT} 层）"),
                    format!("folders stand too deeply in one another (at most {DEPTH_LIMIT} levels)"),
                ),
            ));
            continue;
        }
        let kind = entry.file_type();
        if kind.is_file() {
            files.push((path, entry.into_path()));
        } else if !kind.is_dir() {
            found.push(refused(path, Both::said("这不是普通文件", "this is not a regular file")));
        } else if entry.depth() > 0 && is_text(&path) {
            found.push(refused(path, Both::said("这是文件夹，不是文件", "this is a folder, not a file")));
        }
        if files.len() > COUNT_LIMIT {
            bail!("{}: 文件超过 {COUNT_LIMIT} 个 · more than {COUNT_LIMIT} files", folder.display());
        }
    }
    files.sort();
    Ok(files)
}

fn is_hidden(name: &std::ffi::OsStr) -> bool {
    let name = name.to_string_lossy();
    name.starts_with('.')
        || name.ends_with('~')
        || name.ends_with(".swp")
        || (name.starts_with('#') && name.ends_with('#'))
}

/// The path below `root`, with `/` on every system.
fn relative(root: &Path, path: &Path) -> String {
    let below = path.strip_prefix(root).unwrap_or(path);
    below.components().map(|part| part.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/")
}

/// Why a file was not read, with what could be read of it.
struct Refusal {
    finding: Diagnostic,
    torn: Option<Source>,
}

impl Refusal {
    fn tell(self, folder: &mut Folder, found: &mut Vec<Diagnostic>) {
        folder.torn.extend(self.torn);
        found.push(self.finding);
    }
}

fn text_of(path: &str, file: &Path) -> Result<Source, Box<Refusal>> {
    let refuse =
        |what: Both<String>| Box::new(Refusal { finding: refused(path.to_owned(), what), torn: None });
    let open = fs::File::open(file).map_err(|error| refuse(unreadable(Some(&error))))?;
    let length = open.metadata().map_or(0, |about| about.len());
    if length > FILE_LIMIT {
        let mib = FILE_LIMIT >> 20;
        return Err(refuse(Both::said(
            format!("文件太大（{} MB，最多 {mib} MB）", length >> 20),
            format!("the file is too large ({} MB; at most {mib} MB)", length >> 20),
        )));
    }
    let mut bytes = Vec::with_capacity(length as usize + 1);
    open.take(FILE_LIMIT + 1).read_to_end(&mut bytes).map_err(|error| refuse(unreadable(Some(&error))))?;
    match encoding::text(bytes) {
        Ok(text) => Ok(Source::new(path, &text)),
        Err(fault) => {
            let (finding, torn) = fault.into_diagnostic(path);
            Err(Box::new(Refusal { finding, torn: Some(torn) }))
        }
    }
}

fn asset(file: &Path) -> Result<Vec<u8>, Both<String>> {
    let length = fs::metadata(file).map_err(|error| unreadable(Some(&error)))?.len();
    if length > ASSET_LIMIT {
        return Err(Both::said(
            format!("文件太大（{} MB）", length >> 20),
            format!("the file is too large ({} MB)", length >> 20),
        ));
    }
    fs::read(file).map_err(|error| unreadable(Some(&error)))
}

fn unreadable(error: Option<&std::io::Error>) -> Both<String> {
    match error.map(std::io::Error::kind) {
        Some(std::io::ErrorKind::PermissionDenied) => {
            Both::said("没有读取的权限", "no permission to read it")
        }
        Some(std::io::ErrorKind::NotFound) => Both::said("链接指向的文件不存在", "the link leads to nothing"),
        _ => {
            let detail = error.map(ToString::to_string).unwrap_or_default();
            Both::said(format!("读不出来（{detail}）"), format!("it cannot be read ({detail})"))
        }
    }
}

/// A finding on a file as a whole.
fn refused(path: String, what: Both<String>) -> Diagnostic {
    Diagnostic::new(
        "file-unreadable",
        Level::Error,
        Place { path: path.into(), span: Span::default() },
        what,
        Both::said("这个文件", "this file"),
        Both::said(
            "换成普通的 UTF-8 文本文件，或把它移出 content/",
            "put an ordinary UTF-8 text file in its place, or move it out of content/",
        ),
    )
}
