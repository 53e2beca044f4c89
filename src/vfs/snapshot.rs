//! The files of a site's folder as they were read last, so that only what has changed is read again.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::Result;
use rayon::prelude::*;

use crate::base::diagnostic::Diagnostic;
use crate::base::error::Error;
use crate::base::source::Source;
use crate::model::asset::Asset;
use crate::vfs::dir::Dir;
use crate::vfs::entry::Kind;
use crate::vfs::file::{asset, is_text, refused, text_of};
use crate::vfs::walk::{Listed, Listing, Stamp, relative};

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

/// The files of a site's folder as they were read last.
#[derive(Clone, Debug, Default)]
pub struct Snapshot {
    root: PathBuf,
    files: BTreeMap<Arc<str>, Entry>,
}

#[derive(Clone, Debug)]
struct Entry {
    stamp: Option<Stamp>,
    /// Whether an equal stamp means equal bytes.
    settled: bool,
    held: Content,
}

#[derive(Clone, Debug)]
enum Content {
    Text(Source),
    Asset(Arc<[u8]>),
    /// Why it was not read, and its readable beginning.
    Refused(Box<Diagnostic>, Option<Source>),
}

/// Scope to look for changes.
pub enum Scope<'w> {
    /// At these paths and below them; each may be gone. They are read even if nothing seems to have changed.
    At(&'w BTreeSet<PathBuf>),
    /// Everywhere, at each file whose stamp differs.
    Everywhere,
}

impl Snapshot {
    /// Reads `content/` and `templates/` below `root`.
    pub fn read(root: &Path) -> Result<Snapshot> {
        let mut shelf = Snapshot { root: root.to_owned(), ..Snapshot::default() };
        shelf.refresh(Scope::Everywhere)?;
        Ok(shelf)
    }

    /// Reads again what has changed, and gives the paths whose content is new, other or gone.
    pub fn refresh(&mut self, changes: Scope) -> Result<BTreeSet<Arc<str>>> {
        let site = Dir::open(&self.root).map_err(|_| no_content(&self.root))?;
        let kind = |name: &str| site.look(Path::new(name)).ok().flatten().map(|about| about.kind);
        match kind("content") {
            Some(Kind::Folder) => {}
            Some(Kind::Link) => return Err(link_for_content(&self.root).into()),
            _ => return Err(no_content(&self.root).into()),
        }
        let bases = [self.root.join("content"), self.root.join("templates")];
        let mut listing = Listing::default();
        let (looked, forced) = match changes {
            Scope::At(paths) => (
                paths
                    .iter()
                    .filter(|path| bases.iter().any(|base| path.starts_with(base)))
                    .cloned()
                    .collect(),
                true,
            ),
            Scope::Everywhere => (bases.to_vec(), false),
        };
        for from in &looked {
            let base = bases.iter().find(|base| from.starts_with(base));
            // `templates` may be a link itself; the walk says so.
            if let Some(base) = base.filter(|_| from.symlink_metadata().is_ok()) {
                listing.add(&self.root, base, from)?;
            }
        }
        let below: Vec<String> = looked.iter().map(|from| relative(&self.root, from)).collect();
        Ok(self.take(&site, listing, &below, forced))
    }

    /// Puts a listing in the place of what stood at and below the paths that were looked at.
    fn take(&mut self, site: &Dir, listing: Listing, below: &[String], forced: bool) -> BTreeSet<Arc<str>> {
        let mut gone: BTreeSet<Arc<str>> = below.iter().flat_map(|path| self.at_and_below(path)).collect();
        let wanted: Vec<&Listed> = listing.files.iter().filter(|one| forced || self.is_due(one)).collect();
        let read: Vec<(Arc<str>, Entry)> = wanted.par_iter().map(|one| shelve(site, one)).collect();
        for path in listing.files.iter().map(|one| one.path.as_str()) {
            gone.remove(path);
        }
        let refusals = listing.found.into_iter().map(|finding| {
            let path = finding.primary.place.path.clone();
            (path, Entry { stamp: None, settled: false, held: Content::Refused(Box::new(finding), None) })
        });
        let mut changed = BTreeSet::new();
        for (path, mut one) in read.into_iter().chain(refusals) {
            gone.remove(&path);
            match self.files.get(&path) {
                Some(old) if old.holds_as(&one) => one.held = old.held.clone(),
                _ => {
                    changed.insert(path.clone());
                }
            }
            self.files.insert(path, one);
        }
        for path in gone {
            self.files.remove(&path);
            changed.insert(path);
        }
        changed
    }

    fn at_and_below(&self, path: &str) -> Vec<Arc<str>> {
        let folder = format!("{path}/");
        let at = self.files.get_key_value(path).map(|(path, _)| path.clone());
        let below = self
            .files
            .range::<str, _>((std::ops::Bound::Included(folder.as_str()), std::ops::Bound::Unbounded));
        let below = below.take_while(|(path, _)| path.starts_with(&folder)).map(|(path, _)| path.clone());
        at.into_iter().chain(below).collect()
    }

    fn is_due(&self, listed: &Listed) -> bool {
        let known = self.files.get(listed.path.as_str());
        !known.is_some_and(|old| old.settled && old.stamp == Some(listed.stamp))
    }

    /// What later stages see: texts, templates and other files, and findings on what cannot be read.
    pub fn folder(&self) -> (Folder, Vec<Diagnostic>) {
        let mut folder = Folder::default();
        let mut found = Vec::new();
        for (path, one) in &self.files {
            match &one.held {
                Content::Text(source) if path.starts_with("templates/") => {
                    folder.templates.push(source.clone())
                }
                Content::Text(source) => folder.content.push(source.clone()),
                Content::Asset(bytes) => {
                    folder.assets.push(Asset { path: path.clone(), bytes: bytes.clone() })
                }
                Content::Refused(finding, torn) => {
                    folder.torn.extend(torn.clone());
                    folder.refused.insert(path.clone());
                    found.push((**finding).clone());
                }
            }
        }
        (folder, found)
    }
}

impl Entry {
    fn holds_as(&self, other: &Entry) -> bool {
        match (&self.held, &other.held) {
            (Content::Text(one), Content::Text(two)) => one == two,
            (Content::Asset(one), Content::Asset(two)) => one == two,
            (Content::Refused(one, torn), Content::Refused(two, also)) => one == two && torn == also,
            _ => false,
        }
    }
}

fn link_for_content(root: &Path) -> Error {
    Error::at(
        root.join("content").display(),
        "这是一个链接，链接不跟随；把文件夹本身放在这里，或用 -C 指定它所在的文件夹",
        "this is a link, and links are not followed; put the folder itself here, or name the folder that holds it with -C",
    )
}

/// Why a folder is no site's: it is not there, it lies inside one, or it holds none.
fn no_content(root: &Path) -> Error {
    let whole = root.canonicalize();
    let above = whole.iter().flat_map(|whole| whole.ancestors().skip(1));
    let site = above.into_iter().find(|above| above.join("content/site.yaml").is_file());
    match (&whole, site) {
        (Err(_), _) => Error::at(
            root.display(),
            "没有这个文件夹；看看 -C 后面写的路径",
            "there is no such folder; look at the path after -C",
        ),
        (Ok(_), Some(site)) => Error::at(
            root.display(),
            format!("站点在上级文件夹 {0}；到那里运行，或加 -C {0}", site.display()),
            format!("the site is in the folder {0} above; run it there, or add -C {0}", site.display()),
        ),
        (Ok(_), None) => Error::at(
            root.display(),
            "这里没有 content/ 文件夹；用 -C 指定站点所在的文件夹，或用 duizhao init 新建",
            "there is no content/ folder here; name the site's folder with -C, or make one with duizhao init",
        ),
    }
}

fn shelve(site: &Dir, listed: &Listed) -> (Arc<str>, Entry) {
    let settled = listed.stamp.is_settled();
    let path = listed.path.as_str();
    let held = if path.starts_with("templates/") || is_text(path) {
        match text_of(site, path) {
            Ok(source) => Content::Text(source),
            Err(refusal) => Content::Refused(Box::new(refusal.finding), refusal.torn),
        }
    } else {
        match asset(site, path) {
            Ok(bytes) => Content::Asset(bytes.into()),
            Err(what) => Content::Refused(Box::new(refused(path.to_owned(), what)), None),
        }
    };
    (path.into(), Entry { stamp: Some(listed.stamp), settled, held })
}
