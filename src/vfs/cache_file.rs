//! The file in which what was found out is kept for the next run: `.duizhao/cache` in the site's folder.
//!
//! It stands beside the site, where nothing else than the site's folder is written to, and keeps itself out of
//! repositories by a `.gitignore` of its own. What it says is believed only where this program wrote it, here: it
//! names the program, the folder and itself by their numbers on the disk, which nobody can know beforehand, so that
//! one which came with a repository or an archive, or was copied, counts as none; so does one that is torn. It is
//! laid out whole under another name and then takes its place. Where it cannot be written, there is none.

use std::io::{self, Error, ErrorKind, Write};
use std::path::Path;
use std::time::UNIX_EPOCH;

use crate::vfs::dir::Dir;
use crate::vfs::entry::EntryKind;

/// The folder.
const FOLDER: &str = ".duizhao";
const NAME: &str = "cache";
/// The name under which a new one is laid out.
const NEXT: &str = "cache.next";
/// The largest that is read, in bytes.
const LIMIT: u64 = 512 << 20;

/// What is kept, if there is anything that can be believed.
pub fn read(root: &Path) -> Option<Vec<u8>> {
    let folder = Dir::open(root).ok()?.folder(Path::new(FOLDER)).ok()?;
    let name = Path::new(NAME);
    let about = folder.find(name).ok()??;
    if about.kind != EntryKind::File || about.owner != folder.own().ok()?.owner {
        return None;
    }
    let mut bytes = folder.read(name, LIMIT).ok()?;
    let end = bytes.iter().take(1 << 10).position(|byte| *byte == b'\n')?;
    let content = bytes.split_off(end + 1);
    (bytes[..end] == *head(&folder, about.identity?, &content)?.as_bytes()).then_some(content)
}

/// Keeps something in the place of what is kept.
pub fn write(root: &Path, content: &[u8]) -> io::Result<()> {
    let site = Dir::open(root)?;
    match site.make_folder(Path::new(FOLDER)) {
        Err(error) if error.kind() != ErrorKind::AlreadyExists => return Err(error),
        _ => {}
    }
    let folder = site.folder(Path::new(FOLDER))?;
    for (name, text) in
        [(".gitignore", "*\n"), ("CACHEDIR.TAG", "Signature: 8a477f597d28d172789f06886806bc55\n")]
    {
        // Whoever has another there wants it so.
        if let Ok(mut file) = folder.create(Path::new(name), 0o644) {
            file.write_all(text.as_bytes())?;
        }
    }
    let next = Path::new(NEXT);
    // What a killed run left.
    let _ = folder.remove_file(next);
    let mut file = folder.create(next, 0o600)?;
    let identity = folder.metadata(next)?.identity.ok_or(ErrorKind::Unsupported)?;
    let head = head(&folder, identity, content).ok_or(ErrorKind::Unsupported)?;
    let written = file.write_all(format!("{head}\n").as_bytes()).and_then(|()| file.write_all(content));
    let done = written.and_then(|()| folder.rename(next, &folder, Path::new(NAME)));
    if done.is_err() {
        let _ = folder.remove_file(next);
    }
    done
}

/// The first line: the program, the folder, the file itself, and the hash of what follows.
fn head(folder: &Dir, file: (u64, u64), content: &[u8]) -> Option<String> {
    let (disk, number) = folder.own().ok()?.identity?;
    let program = program().ok()?;
    let hash = blake3::hash(content).to_hex();
    Some(format!("duizhao 1 {program} {disk}-{number} {}-{} {hash}", file.0, file.1))
}

/// What tells this program from any other that was or will be built.
fn program() -> io::Result<String> {
    let path = std::env::current_exe()?;
    let about = std::fs::metadata(&path)?;
    let built = about.modified()?.duration_since(UNIX_EPOCH).map_err(Error::other)?;
    let key = format!("{} {path:?} {} {}", env!("CARGO_PKG_VERSION"), about.len(), built.as_nanos());
    Ok(blake3::hash(key.as_bytes()).to_hex()[..32].to_owned())
}
