//! Which files of a site's folder have changed. Alone knows notify.
//!
//! What a watcher says is a hint, never the truth: an editor saves by rename, a checkout touches a
//! thousand files, a system drops events. So changes are gathered until it is quiet for a moment, and
//! after anything but a plain edit the whole folder is compared once more. Where watching is not
//! possible, the folder is compared again and again, ever less often the longer that takes.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::{Duration, Instant};

use notify::event::{AccessKind, AccessMode, CreateKind, EventKind, ModifyKind};
use notify::{Event, RecommendedWatcher, RecursiveMode, Watcher as _};

use crate::base::lang::Both;
use crate::base::os_error;

/// How long it must be quiet after a change.
const QUIET: Duration = Duration::from_millis(8);
/// The same when many files change at once.
const CALM: Duration = Duration::from_millis(60);
/// How many files are many.
const MANY: usize = 20;
/// How long changes are gathered at most.
const LONGEST: Duration = Duration::from_secs(2);
/// When everything is compared after more than a plain edit.
const AFTERWARDS: Duration = Duration::from_millis(400);
/// How often a folder is compared that cannot be watched, at most.
const OFTEN: Duration = Duration::from_millis(500);
/// The share of the time that comparing may take: one part in so many.
const SHARE: u32 = 20;

/// Tells of changes.
pub struct Watcher {
    way: Method,
    /// Everything is to be compared soon.
    doubtful: bool,
    /// Why the folder is no longer watched, until somebody asks.
    pub why: Option<Both<String>>,
}

enum Method {
    NativeWatcher(NativeWatcher),
    Compared,
}

struct NativeWatcher {
    root: PathBuf,
    /// The root without links, as the system names paths.
    real: PathBuf,
    watcher: RecommendedWatcher,
    events: Receiver<notify::Result<Event>>,
}

type Channel = (Sender<notify::Result<Event>>, Receiver<notify::Result<Event>>);

/// What has changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Changed {
    /// These paths, or something below them.
    At(BTreeSet<PathBuf>),
    /// Perhaps anything.
    Anywhere,
}

impl Watcher {
    /// Watches a site's folder; where that is not possible, compares instead, and knows why.
    pub fn of(root: &Path, poll: bool) -> Watcher {
        let compared = |why| Watcher { way: Method::Compared, doubtful: false, why: Some(why) };
        if poll {
            return compared(Both::new("定时比较文件", "files are compared from time to time"));
        }
        if let Some(why) = far_away(root) {
            return compared(why);
        }
        Watcher::told_by(NativeWatcher::new(root, channel()))
    }

    /// Follows a watcher; where there is none, compares.
    fn told_by(watched: notify::Result<NativeWatcher>) -> Watcher {
        let (way, why) = match watched {
            Ok(watched) => (Method::NativeWatcher(watched), None),
            Err(error) => (Method::Compared, Some(cannot(&error))),
        };
        Watcher { way, doubtful: false, why }
    }

    /// Watches the same folder anew; everything is compared once more soon.
    pub fn renewed(self) -> Watcher {
        let Method::NativeWatcher(watched) = self.way else { return self };
        Watcher { doubtful: true, ..Watcher::told_by(NativeWatcher::new(&watched.root, channel())) }
    }

    /// Waits for changes. `took` is how long it took to look at those before. Where something could not be
    /// read (`is_torn`), everything is compared again after a while: nobody tells when a disk or a limit of the
    /// system gives way.
    pub fn next(&mut self, took: Duration, is_torn: bool) -> Changed {
        let seldom = (took * SHARE).clamp(OFTEN, OFTEN * 20);
        match &mut self.way {
            Method::Compared => {
                std::thread::sleep(seldom);
                Changed::Anywhere
            }
            Method::NativeWatcher(watched) => {
                let patience = match self.doubtful {
                    true => Some(AFTERWARDS),
                    false => is_torn.then_some(seldom),
                };
                match watched.batch(patience) {
                    Ok(Some(batch)) => {
                        self.doubtful |= !batch.is_plain;
                        match batch.is_complete {
                            true => Changed::At(batch.paths),
                            false => Changed::Anywhere,
                        }
                    }
                    Ok(None) => {
                        self.doubtful = false;
                        Changed::Anywhere
                    }
                    // The watcher is of no use any more; go on without it.
                    Err(WatchFailure(why)) => {
                        self.why = Some(why);
                        self.way = Method::Compared;
                        Changed::Anywhere
                    }
                }
            }
        }
    }
}

/// Watcher that came together.
struct Batch {
    paths: BTreeSet<PathBuf>,
    /// Nothing but the content of files has changed.
    is_plain: bool,
    /// No event was lost, and they are few enough to look at each.
    is_complete: bool,
}

/// The watcher sees nothing, or not everything, any more.
struct WatchFailure(Both<String>);

impl WatchFailure {
    fn ended() -> WatchFailure {
        WatchFailure(cannot(&notify::Error::generic("-")))
    }
}

impl NativeWatcher {
    /// Watches a folder; what the system tells goes through a channel.
    fn new(root: &Path, (sender, events): Channel) -> notify::Result<NativeWatcher> {
        // The receiver lives as long as the watcher; a send fails only at the very end.
        let watcher = notify::recommended_watcher(move |event| drop(sender.send(event)))?;
        let real = root.canonicalize()?;
        let mut watched = NativeWatcher { root: root.to_owned(), real, watcher, events };
        watched.watcher.watch(&watched.real, RecursiveMode::NonRecursive)?;
        watched.watch_below("content")?;
        watched.watch_below("templates")?;
        Ok(watched)
    }

    fn watch_below(&mut self, name: &str) -> notify::Result<()> {
        let folder = self.real.join(name);
        match folder.is_dir() {
            true => self.watcher.watch(&folder, RecursiveMode::Recursive),
            false => Ok(()),
        }
    }

    /// Waits for changes, and gathers what follows closely; `None` if none came in time.
    fn batch(&mut self, patience: Option<Duration>) -> Result<Option<Batch>, WatchFailure> {
        let until = patience.map(|patience| Instant::now() + patience);
        let mut batch = Batch { paths: BTreeSet::new(), is_plain: true, is_complete: true };
        let mut began = None;
        loop {
            let wait = match (began, until) {
                (None, None) => None,
                (None, Some(until)) => Some(until.saturating_duration_since(Instant::now())),
                (Some(_), _) if batch.paths.len() > MANY => Some(CALM),
                (Some(_), _) => Some(QUIET),
            };
            let event = match wait {
                None => self.events.recv().map_err(|_| WatchFailure::ended())?,
                Some(wait) => match self.events.recv_timeout(wait) {
                    Ok(event) => event,
                    Err(RecvTimeoutError::Disconnected) => return Err(WatchFailure::ended()),
                    Err(RecvTimeoutError::Timeout) if began.is_none() => return Ok(None),
                    Err(RecvTimeoutError::Timeout) => break,
                },
            };
            if let Err(error) = &event
                && matches!(error.kind, notify::ErrorKind::MaxFilesWatch)
            {
                return Err(WatchFailure(cannot(error)));
            }
            if self.take(event, &mut batch) {
                let since = *began.get_or_insert_with(Instant::now);
                if since.elapsed() > LONGEST {
                    break;
                }
            }
        }
        Ok(Some(batch))
    }

    /// Takes an event into a batch; gives whether it says anything.
    fn take(&mut self, event: notify::Result<Event>, batch: &mut Batch) -> bool {
        let event = match event {
            Ok(event) if event.need_rescan() => {
                batch.is_complete = false;
                return true;
            }
            Ok(event) => event,
            Err(_) => {
                batch.is_complete = false;
                batch.is_plain = false;
                return true;
            }
        };
        let is_plain = match event.kind {
            EventKind::Access(AccessKind::Close(AccessMode::Write)) => true,
            EventKind::Access(_) => return false,
            EventKind::Modify(ModifyKind::Name(_)) => false,
            EventKind::Modify(_) | EventKind::Create(CreateKind::File) => true,
            _ => false,
        };
        let mut says = false;
        for path in &event.paths {
            let Ok(below) = path.strip_prefix(&self.real) else { continue };
            let Some(first) = below.components().next().and_then(|part| part.as_os_str().to_str()) else {
                continue;
            };
            if first != "content" && first != "templates" {
                continue;
            }
            if below.components().count() == 1 && !is_plain {
                // The folder itself came or went; one that is new is not watched yet.
                let _ = self.watcher.unwatch(path);
                batch.is_complete &= self.watch_below(first).is_ok();
            }
            batch.paths.insert(self.root.join(below));
            batch.is_plain &= is_plain;
            says = true;
        }
        says
    }
}

fn cannot(error: &notify::Error) -> Both<String> {
    match error.kind {
        notify::ErrorKind::MaxFilesWatch => Both::new(
            "系统能监视的文件夹数用完了（fs.inotify.max_user_watches），改为定时比较",
            "the system cannot watch more folders (fs.inotify.max_user_watches); they are compared from time to time instead",
        ),
        _ => {
            let why = match &error.kind {
                notify::ErrorKind::Io(error) => os_error::reason(error),
                _ => Both::new("系统没有说明原因", "the system gives no reason"),
            };
            Both::new(
                format!("不能监视文件夹（{}），改为定时比较", why.zh),
                format!(
                    "the folder cannot be watched ({}); it is compared from time to time instead",
                    why.en
                ),
            )
        }
    }
}

/// File systems that tell nothing of changes made elsewhere: network drives, and Windows drives in WSL.
#[cfg(target_os = "linux")]
fn far_away(root: &Path) -> Option<Both<String>> {
    let about = rustix::fs::statfs(root).ok()?;
    is_far(u64::try_from(about.f_type).unwrap_or_default()).then(|| {
        Both::new(
            "这个文件夹在网络驱动器上，改为定时比较",
            "the folder is on a network drive; it is compared from time to time instead",
        )
    })
}

/// Whether a file system of this kind lies elsewhere. Negative numbers of 32 bits come with all high bits set.
#[cfg(target_os = "linux")]
fn is_far(kind: u64) -> bool {
    // linux/magic.h: NFS, SMB, CIFS, SMB2, 9P, FUSE, vboxsf
    const FAR: [u64; 7] = [0x6969, 0x517b, 0xff53_4d42, 0xfe53_4d42, 0x0102_1997, 0x6573_5546, 0x786f_4256];
    FAR.contains(&(kind & 0xffff_ffff))
}

#[cfg(not(target_os = "linux"))]
fn far_away(_: &Path) -> Option<Both<String>> {
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn limit() -> notify::Error {
        notify::Error::new(notify::ErrorKind::MaxFilesWatch)
    }

    fn is_told(why: &Option<Both<String>>, part: &str) -> bool {
        why.as_ref().is_some_and(|why| why.en.contains(part) && why.zh.contains("改为定时比较"))
    }

    #[test]
    fn where_nothing_can_be_watched_everything_is_compared() {
        for (error, part) in [
            (limit(), "max_user_watches"),
            (notify::Error::generic("no such device"), "the folder cannot be watched"),
            (notify::Error::io(std::io::ErrorKind::PermissionDenied.into()), "the folder cannot be watched"),
        ] {
            let mut changes = Watcher::told_by(Err(error));
            assert!(is_told(&changes.why, part), "{part}: {:?}", changes.why);
            assert_eq!(changes.next(Duration::ZERO, false), Changed::Anywhere);
        }
    }

    #[test]
    fn a_limit_that_is_reached_later_turns_watching_into_comparing() {
        let (sender, events) = channel();
        let watched = NativeWatcher::new(&std::env::temp_dir(), (sender.clone(), events));
        let mut changes = Watcher::told_by(watched);
        assert_eq!(changes.why, None);
        // What a watcher says when a new folder is one too many.
        sender.send(Err(limit())).unwrap();
        assert_eq!(changes.next(Duration::ZERO, false), Changed::Anywhere);
        assert!(is_told(&changes.why, "max_user_watches"), "{:?}", changes.why);
        assert_eq!(changes.next(Duration::ZERO, false), Changed::Anywhere, "compared, without another event");
    }

    #[test]
    fn events_that_were_lost_make_everything_be_compared() {
        let (sender, events) = channel();
        let root = std::env::temp_dir();
        let mut changes = Watcher::told_by(NativeWatcher::new(&root, (sender.clone(), events)));
        let edit = Event::new(EventKind::Modify(ModifyKind::Any));
        let page = root.canonicalize().unwrap().join("content/a.zh.md");
        sender.send(Ok(edit.clone().add_path(page))).unwrap();
        let at = BTreeSet::from([root.join("content/a.zh.md")]);
        assert_eq!(changes.next(Duration::ZERO, false), Changed::At(at));
        sender.send(Ok(edit.set_flag(notify::event::Flag::Rescan))).unwrap();
        assert_eq!(changes.next(Duration::ZERO, false), Changed::Anywhere);
        assert_eq!(changes.why, None, "the watcher is still of use");
    }

    #[test]
    #[cfg(target_os = "linux")]
    fn network_drives_are_known_by_their_kind() {
        // NFS, SMB2 (as 32 bits and with its sign drawn out), FUSE
        for far in [0x6969, 0xfe53_4d42, 0xffff_ffff_fe53_4d42, 0x6573_5546] {
            assert!(is_far(far), "{far:x}");
        }
        // ext4, btrfs, tmpfs, overlayfs
        for near in [0xef53, 0x9123_683e, 0x0102_1994, 0x794c_7630] {
            assert!(!is_far(near), "{near:x}");
        }
    }
}
