//! The files of a site's folder as they were read last, so that only what has changed is read again.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::Result;
use rayon::prelude::*;

use crate::base::diagnostic::Diagnostic;
use crate::base::source::Source;
use crate::base::source_text::{SourceText, TextHash};
use crate::model::asset::Asset;
use crate::vfs::asset;
use crate::vfs::dir::Dir;
use crate::vfs::file::{FileAt, is_text, refused, text_of};
use crate::vfs::file_changed;
use crate::vfs::inputs::{Input, Inputs};
use crate::vfs::site_folder::site_folder;
use crate::vfs::walk::{Listed, Listing, Stamp, relative};

/// How many bytes of texts are kept in one piece of memory, which has two numbers of its own.
const TOGETHER: u64 = (128 << 10) - 16;

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
///
/// A text of which an earlier run knows what it holds is read when somebody asks for it, who is stopped if it holds
/// something else by then ([`crate::vfs::file_changed`]).
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
    Asset(Box<Asset>),
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
        Ok(FolderListing::of(root)?.read(&Inputs::default()))
    }

    /// Reads again what has changed, and gives the paths whose content is new, other or gone.
    pub fn refresh(&mut self, changes: Scope) -> Result<BTreeSet<Arc<str>>> {
        let site = Arc::new(site_folder(&self.root)?);
        let bases = bases(&self.root);
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
        let listing = list(&self.root, &bases, &looked)?;
        let below: Vec<String> = looked.iter().map(|from| relative(&self.root, from)).collect();
        Ok(self.take(&Disk { site, known: &Inputs::default() }, listing, &below, forced))
    }

    /// Puts a listing in the place of what stood at and below the paths that were looked at.
    fn take(&mut self, disk: &Disk, listing: Listing, below: &[String], forced: bool) -> BTreeSet<Arc<str>> {
        let mut gone: BTreeSet<Arc<str>> = below.iter().flat_map(|path| self.at_and_below(path)).collect();
        let wanted: Vec<&Listed> = listing.files.iter().filter(|one| forced || self.is_due(one)).collect();
        let read: Vec<(Arc<str>, Entry)> = wanted.par_iter().map(|one| disk.shelve(one, None)).collect();
        for path in listing.files.iter().map(|one| one.path.as_str()) {
            gone.remove(path);
        }
        let refusals = listing.found.into_iter().map(Entry::refused);
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
        !known.is_some_and(|old| old.settled && old.stamp == Some(listed.stamp) && !old.is_refused())
    }

    /// Whether there are files that could not be read: the cause may pass without a change of theirs.
    pub fn is_torn(&self) -> bool {
        self.files.values().any(Entry::is_refused)
    }

    /// A text of the content.
    pub(crate) fn text(&self, path: &str) -> Option<&Source> {
        match &self.files.get(path).filter(|_| is_text(path))?.held {
            Content::Text(source) => Some(source),
            _ => None,
        }
    }

    /// Whether the same files hold the same as some that were read.
    pub(crate) fn holds_as(&self, inputs: &Inputs) -> bool {
        let hash = |one: &Entry| match &one.held {
            Content::Text(source) => Some(*source.text.hash()),
            Content::Asset(asset) => Some(asset.hash),
            Content::Refused(..) => None,
        };
        let now = self.files.iter().map(|(path, one)| (&**path, hash(one)));
        now.eq(inputs.hashes().map(|(path, hash)| (path, Some(*hash))))
    }

    /// What was read, as hashes; nothing where a file could not be read.
    pub fn inputs(&self) -> Option<Inputs> {
        let input = |(path, one): (&Arc<str>, &Entry)| {
            let hash = match &one.held {
                Content::Text(source) => *source.text.hash(),
                Content::Asset(asset) => asset.hash,
                Content::Refused(..) => return None,
            };
            Some((path.to_string(), Input::new(one.stamp?, one.settled, hash)))
        };
        let inputs: Option<_> = self.files.par_iter().map(input).collect();
        Some(Inputs::of(inputs?))
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
                Content::Asset(asset) => folder.assets.push((**asset).clone()),
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

/// The files of a site's folder, looked at and not yet read.
pub struct FolderListing {
    root: PathBuf,
    site: Arc<Dir>,
    listing: Listing,
}

impl FolderListing {
    /// Looks at `content/` and `templates/` below `root`.
    pub fn of(root: &Path) -> Result<FolderListing> {
        let site = Arc::new(site_folder(root)?);
        let bases = bases(root);
        Ok(FolderListing { root: root.to_owned(), site, listing: list(root, &bases, &bases)? })
    }

    /// Reads what is not known from an earlier run.
    pub fn read(self, known: &Inputs) -> Snapshot {
        self.read_first(usize::MAX, known)
    }

    /// The same; the texts of the first files are held for good, those of further ones until they are let go.
    pub fn read_first(self, most: usize, known: &Inputs) -> Snapshot {
        let disk = Disk { site: self.site, known };
        let (first, others) = self.listing.files.split_at(self.listing.files.len().min(most));
        let for_good = groups(first).into_par_iter().flat_map_iter(|some| disk.shelve_all(some));
        let others = groups(others).into_par_iter().flat_map_iter(|some| {
            let mut all = disk.shelve_all(some);
            all.iter_mut().for_each(|(_, one)| disk.hold(one));
            all
        });
        let mut files: Vec<(Arc<str>, Entry)> = for_good.chain(others).collect();
        files.extend(self.listing.found.into_iter().map(Entry::refused));
        Snapshot { root: self.root, files: files.into_iter().collect() }
    }
}

/// Files that stand beside each other, as many as fill a piece of memory.
fn groups(files: &[Listed]) -> Vec<&[Listed]> {
    let mut all = Vec::new();
    let mut rest = files;
    while !rest.is_empty() {
        let mut length = 0;
        let fits = |one: &&Listed| {
            length += one.stamp.length();
            length <= TOGETHER
        };
        let (group, others) = rest.split_at(rest.iter().take_while(fits).count().max(1));
        all.push(group);
        rest = others;
    }
    all
}

/// Files by the folder that they stand in.
fn by_folder(files: &[Listed]) -> impl Iterator<Item = (&str, &[Listed])> {
    let folder = |one: &Listed| one.path.rfind('/').unwrap_or(0);
    let is_same = move |one: &Listed, other: &Listed| one.path[..folder(one)] == other.path[..folder(other)];
    files.chunk_by(is_same).map(move |some| (&some[0].path[..folder(&some[0])], some))
}

/// The folders that are read.
fn bases(root: &Path) -> [PathBuf; 2] {
    [root.join("content"), root.join("templates")]
}

/// What stands at and below some paths.
fn list(root: &Path, bases: &[PathBuf], looked: &[PathBuf]) -> Result<Listing> {
    let mut listing = Listing::default();
    for from in looked {
        let base = bases.iter().find(|base| from.starts_with(base));
        // `templates` may be a link itself; the walk says so.
        if let Some(base) = base.filter(|_| from.symlink_metadata().is_ok()) {
            listing.add(root, base, from)?;
        }
    }
    Ok(listing)
}

impl Entry {
    fn refused(finding: Diagnostic) -> (Arc<str>, Entry) {
        let path = finding.primary.place.path.clone();
        (path, Entry { stamp: None, settled: false, held: Content::Refused(Box::new(finding), None) })
    }

    fn is_refused(&self) -> bool {
        matches!(self.held, Content::Refused(..))
    }

    fn holds_as(&self, other: &Entry) -> bool {
        match (&self.held, &other.held) {
            (Content::Text(one), Content::Text(two)) => one == two,
            (Content::Asset(one), Content::Asset(two)) => one == two,
            (Content::Refused(one, torn), Content::Refused(two, also)) => one == two && torn == also,
            _ => false,
        }
    }
}

/// A site's folder, and what an earlier run knows of it.
struct Disk<'k> {
    site: Arc<Dir>,
    known: &'k Inputs,
}

impl Disk<'_> {
    /// Reads some files, and keeps their texts together.
    fn shelve_all(&self, listed: &[Listed]) -> Vec<(Arc<str>, Entry)> {
        let mut all = Vec::with_capacity(listed.len());
        for (folder, files) in by_folder(listed) {
            // Where it cannot be opened, each file says why.
            let folder = self.site.folder(Path::new(folder)).ok();
            all.par_extend(files.par_iter().map(|one| self.shelve(one, folder.as_ref())));
        }
        let texts = all.iter_mut().filter_map(|(_, one)| match &mut one.held {
            Content::Text(source) if source.text.is_read() => Some(&mut source.text),
            _ => None,
        });
        SourceText::keep_together(&mut texts.collect::<Vec<_>>());
        all
    }

    /// Reads a file, which stands in a folder that is held open or anywhere below the site's.
    fn shelve(&self, listed: &Listed, folder: Option<&Dir>) -> (Arc<str>, Entry) {
        let (path, stamp): (Arc<str>, _) = (listed.path.as_str().into(), Some(listed.stamp));
        if let Some(held) = self.known.hash(listed).and_then(|hash| self.known(&path, listed, *hash)) {
            return (path, Entry { stamp, settled: true, held });
        }
        let file = match folder {
            Some(folder) => FileAt::within(folder, &path),
            None => FileAt::below(&self.site, &path),
        };
        let (settled, held) = (listed.stamp.is_settled(), read(file));
        (path, Entry { stamp, settled, held })
    }

    /// What is known of a file without reading it.
    fn known(&self, path: &Arc<str>, listed: &Listed, hash: TextHash) -> Option<Content> {
        if !is_read(path) {
            return asset::known(path, listed.stamp.length(), hash)
                .map(|asset| Content::Asset(Box::new(asset)));
        }
        let text = SourceText::later(hash, self.reader(path, hash));
        Some(Content::Text(Source { path: path.clone(), text }))
    }

    /// Holds a text that was read until it is let go.
    fn hold(&self, entry: &mut Entry) {
        if let Content::Text(source) = &mut entry.held
            && source.text.is_read()
        {
            source.text = source.text.until_let_go(self.reader(&source.path, *source.text.hash()));
        }
    }

    /// Reads a text that was looked at.
    fn reader(&self, path: &Arc<str>, hash: TextHash) -> impl Fn() -> String + Send + Sync + 'static {
        let (site, name) = (self.site.clone(), path.clone());
        move || match text_of(FileAt::below(&site, &name)) {
            Ok(source) if *source.text.hash() == hash => source.text.to_string(),
            _ => file_changed::stop(&name),
        }
    }
}

/// Whether a file is read as text.
fn is_read(path: &str) -> bool {
    path.starts_with("templates/") || is_text(path)
}

fn read(file: FileAt) -> Content {
    match is_read(file.path) {
        true => match text_of(file) {
            Ok(source) => Content::Text(source),
            Err(refusal) => Content::Refused(Box::new(refusal.finding), refusal.torn),
        },
        false => match asset::look(file) {
            Ok(asset) => Content::Asset(Box::new(asset)),
            Err(what) => Content::Refused(Box::new(refused(file.path.clone(), what)), None),
        },
    }
}
