//! Outputs → the output folder, so that at every moment it is either the old site or the new one.
//!
//! # How
//!
//! Every path is opened step by step from a folder that is held open, and no step follows a link
//! ([`crate::vfs::dir`]). The new site is laid out in a folder of its own beside the output folder, each file as soon as it is
//! made, so that a build holds a few files and not the whole site: what changed is written; what did not
//! is a hard link to the old file (it keeps inode and time stamp, so that rsync and uploads move only
//! what changed), and files of others are linked too.
//! Then the two folders change names in one step, and the old one is taken away.
//!
//! - **Linux, macOS**: the exchange is one system call (`renameat2` with `RENAME_EXCHANGE`,
//!   `renamex_np` with `RENAME_SWAP`). Killed before it, the old site stands; after it, the new one.
//! - **Windows**, and file systems without exchange, a `.git` folder or a mount point inside: files
//!   are published one by one, each by rename, pages after what they need, and the program says so.
//! - **Full disk**: the new folder cannot be finished; it is taken away, the old site was never touched.
//! - **Killed**: what is left beside the output folder carries a mark by which the next build knows
//!   and removes it (`staging`).
//! - **Somebody writes into the output folder meanwhile**: what the old site holds and the new one
//!   does not, and no build wrote, is moved over before the old one goes.
//! - **No permission**: looked for before the first step, so that nothing is half done.
//! - **Two builds at once**: each holds the system's own lock on a file beside the output folder; the
//!   second waits and says for whom. The lock ends with its process, so a dead one blocks nobody. A
//!   network disk that knows no locks is told of.
//! - **A power cut** may take what the system had not yet written to the disk. Then build again.
//!
//! What may be deleted or replaced is only what the manifest (`.duizhao.json`) says an earlier build
//! wrote and what nobody has changed since.

pub(crate) mod acceptance;
pub(crate) mod apply_fixes;
pub(crate) mod checks;
pub(crate) mod comparison;
pub(crate) mod copies;
pub mod create;
pub(crate) mod exchange;
pub(crate) mod in_place;
pub(crate) mod lock;
pub mod manifest;
pub mod new_file;
pub(crate) mod notice;
pub(crate) mod plan;
pub(crate) mod publisher;
pub mod replace;
pub(crate) mod staging;
pub(crate) mod output_stamp;
pub(crate) mod target;
pub(crate) mod unfinished;
pub mod write_error;

pub use crate::publish::apply_fixes::correct;
pub use crate::publish::comparison::OutputComparison;
pub use crate::publish::notice::Notice;
pub use crate::publish::publisher::{Publisher, Written};
pub use crate::publish::replace::{Replaced, replace};
