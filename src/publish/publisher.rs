//! A site on its way to the output folder.
//!
//! Each file is compared with what stands in its place and laid out beside the folder as soon as it is
//! made; what is laid out takes the old site's place at the end, or goes.

use std::fs::File;
use std::io::{BufWriter, ErrorKind, IntoInnerError, Write};
use std::mem::take;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use anyhow::{Result, bail};

use crate::base::error::Error;
use crate::base::hold::hold;
use crate::base::lang::Both;
use crate::base::map::{HashMap, HashSet};
use crate::base::os_error;
use crate::model::address;
use crate::model::asset::Asset;
use crate::model::output::{Output, OutputContent, Pieces};
use crate::model::output_stamp::{OutputFileStamp, OutputStamp};
use crate::publish::lock::{self, OutputLock};
use crate::publish::manifest::{self, MANIFEST, Manifest, hash_of};
use crate::publish::notice::Notice;
use crate::publish::plan::{FileState, Plan, PlannedFile};

use crate::publish::staging::{self, Staging};
use crate::publish::target::Target;
use crate::publish::{checks, copies, exchange, in_place, output_stamp, target, write_error};
use crate::vfs::asset::{self, CopyError};
use crate::vfs::dir::Dir;
use crate::vfs::entry::{self, EntryKind};
use crate::vfs::file::unreadable;
use crate::vfs::file_changed::changed_meanwhile;
use crate::vfs::hashed::Hashed;

/// How much of a file is written at once, in bytes.
const AT_ONCE: usize = 1 << 17;

/// What a build did to the output folder.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Written {
    /// The pages of the site.
    pub pages: usize,
    /// Files that are new or changed.
    pub changed: usize,
    /// Files that were removed.
    pub removed: usize,
    /// Copies of files that were changed by hand.
    pub copies: Vec<PathBuf>,
    /// Why files were published one by one, if they were.
    pub one_by_one: Option<Both<String>>,
    /// The hash of the manifest.
    pub manifest: String,
    /// What was known of each file that the manifest names when it was written or compared, in its order; nothing where
    /// that is not known of all.
    pub seen: Option<Vec<OutputFileStamp>>,
}

/// To whom what is worth saying is said.
pub type Notify = Box<dyn Fn(Notice) + Send + Sync>;

/// A site on its way to the output folder.
pub struct Publisher {
    /// The site's folder, from which files are copied.
    site: Dir,
    target: Target,
    /// The site that stands, if there is one.
    folder: Option<Dir>,
    /// Why files are published one by one, if they are.
    obstacle: Option<Both<String>>,
    /// Where new files are laid out, once there are any.
    staging: Mutex<Option<Arc<Staging>>>,
    _lock: OutputLock,
    /// What the build before this one wrote.
    old: Manifest,
    /// The hash of the file that says so.
    old_hash: String,
    /// What a build was writing that was killed while it published one by one.
    pending: Manifest,
    /// Files that certainly stand as the last build left them.
    untouched: HashMap<String, OutputFileStamp>,
    made: Mutex<Vec<PlannedFile>>,
    /// The first thing that went wrong while files were laid out.
    fault: Mutex<Option<anyhow::Error>>,
    notify: Notify,
}

impl Publisher {
    /// Makes ready to publish to a folder: sees that it may be written to, and clears what a killed build
    /// left there. `root` is the site's folder; without a folder its `public` is meant.
    pub fn begin(root: &Path, folder: Option<&Path>, notify: Notify) -> Result<Publisher> {
        let site = Dir::open(root).map_err(write_error::at(root))?;
        let target = Target::open(target::resolve(root, folder)?)?;
        let lock = lock::take(&target, target.folder()?.as_ref(), &notify)?;
        // Only now it is certain that nobody exchanges it.
        let folder = target.folder()?;
        for (path, error) in staging::clear(&target, folder.as_ref()) {
            notify(Notice::Left { path, why: os_error::reason(&error) });
        }
        let (mut old, mut pending) = (None, None);
        if let Some(folder) = &folder {
            old = Manifest::read_hashed(folder, &target.path)?;
            pending = Manifest::read_named(folder, &target.path, staging::PENDING)?;
            if old.is_none() && pending.is_none() {
                checks::check_contents(folder, &target.path)?;
            }
        }
        let (old, old_hash) = old.unzip();
        Ok(Publisher {
            obstacle: exchange::obstacle(&target, folder.as_ref()),
            site,
            target,
            folder,
            staging: Mutex::default(),
            _lock: lock,
            old: old.unwrap_or_default(),
            old_hash: old_hash.unwrap_or_default(),
            pending: pending.unwrap_or_default(),
            untouched: HashMap::default(),
            made: Mutex::default(),
            fault: Mutex::default(),
            notify,
        })
    }

    /// Whether the folder stands as a build left it that was not killed: what that build would do now, which is
    /// nothing, and how the folder stands.
    pub fn stands(&self, known: &OutputStamp) -> Option<(Written, OutputStamp)> {
        let (folder, manifest) = (self.folder.as_ref()?, &self.old);
        if !self.is_ours(known) {
            return None;
        }
        let files = output_stamp::files(folder, manifest)?;
        let pages = manifest.files.keys().filter(|path| path.ends_with(".html")).count();
        let stands = output_stamp::is_same(folder, manifest, &known.files, &files);
        let written = Written { pages, manifest: known.manifest.clone(), ..Written::default() };
        stands.then(|| (written, OutputStamp { files, ..known.clone() }))
    }

    /// The same with what is known of how the last build left the folder: what stands so need not be read again.
    pub fn knowing(mut self, known: &OutputStamp) -> Publisher {
        if let Some(folder) = self.folder.as_ref().filter(|_| self.is_ours(known)) {
            self.untouched = output_stamp::untouched(folder, &self.old, &known.files);
        }
        self
    }

    /// Whether the folder is the one that a build left, with its manifest.
    fn is_ours(&self, known: &OutputStamp) -> bool {
        self.target.path.to_str() == Some(&known.folder)
            && self.pending.files.is_empty()
            && self.old_hash == known.manifest
    }

    /// Takes over files that stand as the last build left them, if all of them do.
    pub fn keep(&self, paths: &[String]) -> bool {
        let kept = |path: &String| {
            let (seen, hash) = (self.untouched.get(path)?, self.old.files.get(path)?);
            let (path, hash, seen) = (path.clone(), hash.clone(), Some(seen.clone()));
            Some(PlannedFile { path, hash, state: FileState::Same, seen })
        };
        let all: Option<Vec<PlannedFile>> = paths.iter().map(kept).collect();
        let stand = all.is_some();
        hold(&self.made).extend(all.into_iter().flatten());
        stand
    }

    /// Whether a file stands as the last build left it.
    pub fn is_untouched(&self, path: &str) -> bool {
        self.untouched.contains_key(path)
    }

    /// A file that stands as the last build left it.
    pub fn open(&self, path: &str) -> Option<File> {
        let about = self.untouched.get(path)?;
        let file = self.folder.as_ref()?.open_file(Path::new(path)).ok()?;
        (file.metadata().ok()?.len() == about.length).then_some(file)
    }

    /// Takes a file of the new site. What goes wrong is said by [`Publisher::finish`].
    pub fn take(&self, output: Output) {
        self.place_unless_faulty(|| self.place(output));
    }

    /// Takes a file of the new site that is written piece by piece.
    pub fn write(&self, path: &str, pieces: Pieces) {
        self.place_unless_faulty(|| self.place_pieces(path, pieces));
    }

    fn place_unless_faulty(&self, place: impl FnOnce() -> Result<PlannedFile>) {
        if hold(&self.fault).is_some() {
            return;
        }
        match place() {
            Ok(made) => hold(&self.made).push(made),
            Err(fault) => {
                hold(&self.fault).get_or_insert(fault);
            }
        }
    }

    fn place(&self, output: Output) -> Result<PlannedFile> {
        let hash = manifest::hash_of_content(&output.content);
        let (state, mut seen) = self.state_beside(&output.path, &hash)?;
        if state != FileState::Same {
            seen = self.lay_out(&output)?;
        }
        Ok(PlannedFile { path: output.path, hash, state, seen })
    }

    /// Lays a file out while it is written, and takes it away again if the same stands already.
    fn place_pieces(&self, path: &str, pieces: Pieces) -> Result<PlannedFile> {
        let at = || write_error::at(&self.target.path.join(path));
        // Much is written at once: a hash of many bytes is found several times as fast, byte for byte.
        let file = Hashed::new(self.create(Path::new(path))?);
        let mut file = BufWriter::with_capacity(AT_ONCE, file);
        pieces(&mut file).map_err(at())?;
        let file = file.into_inner().map_err(IntoInnerError::into_error).map_err(at())?;
        let (file, hash) = file.done();
        let hash = manifest::in_manifest(&hash);
        let (state, mut seen) = self.state_beside(path, &hash)?;
        if state == FileState::Same {
            let staging = hold(&self.staging).clone();
            staging.map_or(Ok(()), |staging| staging.dir.remove_file(Path::new(path))).map_err(at())?;
        } else {
            seen = Dir::file_metadata(&file).ok().as_ref().and_then(output_stamp::seen);
        }
        Ok(PlannedFile { path: path.to_owned(), hash, state, seen })
    }

    /// How what stands at a path is to a file with a hash, and what was seen of it.
    fn state_beside(&self, path: &str, hash: &str) -> Result<(FileState, Option<OutputFileStamp>)> {
        // Of what nobody has touched it is known what it holds: it need not be read.
        if let Some(was) = self.untouched.get(path) {
            return Ok(match self.old.files.get(path).is_some_and(|known| known == hash) {
                true => (FileState::Same, Some(was.clone())),
                false => (FileState::Ours, None),
            });
        }
        let mut seen = None;
        Ok((self.state_of(path, hash, &mut seen)?, seen))
    }

    fn state_of(&self, output: &str, hash: &str, seen: &mut Option<OutputFileStamp>) -> Result<FileState> {
        let path = Path::new(output);
        let at = || write_error::at(&self.target.path.join(path));
        let Some(folder) = &self.folder else { return Ok(FileState::Ours) };
        match folder.find(path) {
            Ok(Some(about)) if about.kind == EntryKind::File => *seen = output_stamp::seen(&about),
            // What stands in the way is named when all paths are known.
            Ok(None | Some(_)) if folder.find(path).is_ok_and(|one| one.is_none_or(is_folder)) => {
                return Ok(FileState::Ours);
            }
            Ok(_) => return Ok(FileState::Edited),
            // The same: a link on the way.
            Err(error) if entry::is_irregular(&error) => return Ok(FileState::Ours),
            Err(error) => return Err(at()(error)),
        }
        let now = hash_of(folder, path).map_err(at())?;
        let is_known = || [&self.old, &self.pending].iter().any(|one| one.knows(output, &now));
        Ok(match () {
            () if now == hash => FileState::Same,
            () if output == MANIFEST || is_known() => FileState::Ours,
            () => FileState::Edited,
        })
    }

    /// Writes a file where new ones are laid out.
    fn lay_out(&self, output: &Output) -> Result<Option<OutputFileStamp>> {
        let path = Path::new(&output.path);
        let written = || -> Result<Option<OutputFileStamp>> {
            let mut file = self.create(path)?;
            match &output.content {
                OutputContent::Made(bytes) => file.write_all(bytes)?,
                OutputContent::Copy(asset) => self.copy(asset, &mut file)?,
            }
            Ok(Dir::file_metadata(&file).ok().as_ref().and_then(output_stamp::seen))
        };
        written().map_err(|error| match error.downcast() {
            Ok(error) => write_error::at(&self.target.path.join(path))(error),
            Err(other) => other,
        })
    }

    /// Copies a file of the site's folder, which may have changed since it was read.
    fn copy(&self, asset: &Asset, to: &mut File) -> Result<()> {
        asset::copy(&self.site, asset, to).map_err(|error| match error {
            CopyError::Write(error) => error.into(),
            CopyError::Read(error) => {
                let (what, help) = unreadable(Some(&error));
                let said =
                    Both::new(format!("{}；{}", what.zh, help.zh), format!("{}; {}", what.en, help.en));
                Error::with_message(&asset.path, said).into()
            }
            CopyError::Changed => changed_meanwhile(&asset.path).into(),
        })
    }

    fn create(&self, path: &Path) -> Result<File> {
        let mut held = hold(&self.staging);
        let staging = match &*held {
            Some(staging) => staging.clone(),
            None => held.insert(Arc::new(self.make_staging()?)).clone(),
        };
        drop(held);
        match staging.create(path) {
            Err(error) if error.kind() == ErrorKind::AlreadyExists => bail!(twice(path)),
            result => Ok(result?),
        }
    }

    /// Makes the folder for what is new: beside the output folder if that can be exchanged, else in it.
    fn make_staging(&self) -> Result<Staging> {
        let at = self.staged_in();
        let is_inside = self.obstacle.is_some();
        let made = Staging::make(at, &self.target, is_inside);
        made.map_err(write_error::at(if is_inside { &self.target.path } else { self.parent() }))
    }

    /// The folder in which new files are laid out.
    fn staged_in(&self) -> &Dir {
        self.obstacle.as_ref().and(self.folder.as_ref()).unwrap_or(&self.target.above)
    }

    fn parent(&self) -> &Path {
        self.target.path.parent().unwrap_or(&self.target.path)
    }

    /// Puts the new site into the old one's place.
    pub fn finish(self, overwrite: bool) -> Result<Written> {
        let files = hold(&self.made).iter_mut().map(|one| (one.path.clone(), take(&mut one.hash))).collect();
        let manifest = Manifest::of(files);
        self.take(manifest.output());
        if let Some(fault) = hold(&self.fault).take() {
            return Err(fault);
        }
        let mut made = take(&mut *hold(&self.made));
        unique(&made)?;
        made.sort_by(|one, other| one.path.cmp(&other.path));
        let is_listed = |one: &&mut PlannedFile| one.path != MANIFEST;
        let seen = made.iter_mut().filter(is_listed).map(|one| one.seen.take()).collect();
        let manifest_hash = made.iter().find(|one| one.path == MANIFEST).map(|one| one.hash.clone());
        let manifest_hash = manifest_hash.unwrap_or_default();
        let pages = made.iter().filter(|one| one.path.ends_with(".html")).count();
        if let Some(folder) = &self.folder {
            // The way to those that stand has been gone.
            let new = made.iter().filter(|one| one.state != FileState::Same).map(|one| one.path.as_str());
            checks::check_way(folder, &self.target.path, new)?;
        }
        let mut plan = Plan::new(self.folder.as_ref(), [&self.old, &self.pending], made);
        if !plan.edited.is_empty() && !overwrite {
            return self.refuse(&plan.edited);
        }
        plan.remove_edited();
        let mut written = Written {
            pages,
            removed: plan.remove.len(),
            manifest: manifest_hash,
            seen,
            ..Written::default()
        };
        if plan.is_empty() {
            return Ok(written);
        }
        let changed = plan.write.iter().filter(|one| one.path != MANIFEST).count();
        written.changed = changed.max(usize::from(plan.remove.is_empty()));
        self.publish(&plan, &manifest, &mut written)?;
        Ok(written)
    }

    fn refuse(&self, edited: &[String]) -> Result<Written> {
        let list = edited.iter().map(|path| format!("  {path}")).collect::<Vec<_>>().join("\n");
        let refusal = Error::at(
            self.target.path.display(),
            "这些文件是本程序生成的，后来被手工改过；要覆盖它们（留副本），加 --overwrite；要保留改动，把它写进 content/ 或 templates/",
            "these generated files were changed by hand; --overwrite replaces them (and keeps copies); to keep a change, make it in content/ or templates/",
        );
        bail!(refusal.with(list));
    }

    fn publish(&self, plan: &Plan, manifest: &Manifest, written: &mut Written) -> Result<()> {
        let staging = match hold(&self.staging).take() {
            Some(staging) => staging,
            None => Arc::new(self.make_staging()?),
        };
        let done = self.put(&staging, plan, manifest, written);
        staging::discard(self.staged_in(), &staging);
        done
    }

    fn put(&self, staging: &Staging, plan: &Plan, manifest: &Manifest, written: &mut Written) -> Result<()> {
        if let Some(folder) = &self.folder {
            let touched = plan.write.iter().map(|one| &one.path).chain(&plan.remove).map(String::as_str);
            checks::check_permissions(folder, &self.target.path, touched)?;
        }
        self.give_to_owner(staging);
        let why = match &self.obstacle {
            Some(why) => why.clone(),
            None => match self.exchange(staging, plan)? {
                exchange::Swapped::Done { copies, left } => {
                    written.copies = copies.iter().map(|copy| self.target.path.join(copy)).collect();
                    if let Some(error) = left {
                        let path = self.parent().join(&staging.name);
                        (self.notify)(Notice::Left { path, why: os_error::reason(&error) });
                    }
                    return Ok(());
                }
                exchange::Swapped::NotHere(why) => why,
            },
        };
        written.one_by_one = Some(why);
        let known = self.pending.clone().with(manifest);
        let folder = match &self.folder {
            Some(folder) => folder.folder(Path::new("")),
            None => self
                .target
                .above
                .make_folder(&self.target.name)
                .and_then(|()| self.target.above.folder(&self.target.name)),
        };
        let folder = folder.map_err(write_error::at(&self.target.path))?;
        let kept = copies::keep_all(&self.target.path, &folder, &folder, &plan.edited)?;
        written.copies = kept.iter().map(|copy| self.target.path.join(copy)).collect();
        in_place::publish(&folder, &self.target.path, staging, plan, &known)
    }

    fn exchange(&self, staging: &Staging, plan: &Plan) -> Result<exchange::Swapped> {
        exchange::publish(&self.target, self.folder.as_ref(), (staging, plan), &self.untouched)
    }

    /// Lets the new files belong to whom the site belongs, if another user builds it.
    fn give_to_owner(&self, staging: &Staging) {
        let site = self.folder.as_ref().unwrap_or(&self.target.above);
        let owner = |dir: &Dir| dir.own().ok().map(|about| about.owner);
        let Some(wanted) = owner(site).filter(|wanted| owner(&staging.dir) != Some(*wanted)) else { return };
        for (path, _) in staging.dir.walk().unwrap_or_default() {
            staging.dir.give_owner(&path, wanted);
        }
        self.staged_in().give_owner(&staging.name, wanted);
    }
}

fn is_folder(about: crate::vfs::entry::EntryMetadata) -> bool {
    about.kind == EntryKind::Folder
}

/// Refuses outputs whose paths are one path somewhere: on a disk that ignores case, or the form of letters.
fn unique(made: &[PlannedFile]) -> Result<()> {
    let mut known = HashSet::with_capacity_and_hasher(made.len(), Default::default());
    match made.iter().find(|one| !known.insert(address::as_folded(&one.path))) {
        Some(again) => bail!(twice(Path::new(&again.path))),
        None => Ok(()),
    }
}

/// Two outputs have one path: nothing is written.
fn twice(path: &Path) -> Error {
    Error::at(
        path.display(),
        "网站里有两个文件要用这个路径（大小写不同也算）；给其中一个改名",
        "two files of the site have this path (a difference in case alone counts as none); rename one of them",
    )
}

impl Drop for Publisher {
    /// Takes away what was laid out and did not take the old site's place.
    fn drop(&mut self) {
        if let Some(staging) = hold(&self.staging).take() {
            staging::discard(self.staged_in(), &staging);
        }
    }
}
