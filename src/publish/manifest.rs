//! `.duizhao.json`: which files of the output folder a build wrote, and with what content.

use std::collections::BTreeMap;
use std::io::{self, ErrorKind, Read};
use std::path::Path;

use anyhow::{Result, bail};

use crate::base::error::Error;
use crate::publish::write_error;
use crate::vfs::dir::Dir;
use crate::vfs::entry;
use serde::{Deserialize, Serialize};

use crate::model::output::{Output, OutputContent};

/// The manifest's name.
pub(crate) const MANIFEST: &str = ".duizhao.json";

/// The largest manifest that is read, in bytes: a million files.
const LIMIT: u64 = 256 << 20;

/// The manifest.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// The form of this file: 1.
    pub version: u32,
    /// Path below the output folder → the first 16 bytes of the content's BLAKE3 hash, in hexadecimal.
    pub files: BTreeMap<String, String>,
}

impl Default for Manifest {
    fn default() -> Manifest {
        Manifest { version: 1, files: BTreeMap::new() }
    }
}

/// The hash of some bytes, as the manifest has it.
pub fn hash(bytes: &[u8]) -> String {
    in_manifest(&blake3::hash(bytes))
}

/// A hash as the manifest has it.
pub(crate) fn in_manifest(hash: &blake3::Hash) -> String {
    hash.to_hex()[..32].to_owned()
}

/// The hash of what a file of the site will hold.
pub(crate) fn hash_of_content(content: &OutputContent) -> String {
    match content {
        OutputContent::Made(bytes) => hash(bytes),
        OutputContent::Copy(asset) => asset.hash.iter().map(|byte| format!("{byte:02x}")).collect(),
    }
}

/// The hash of a file, which is read piece by piece.
pub(crate) fn hash_of(dir: &Dir, path: &Path) -> io::Result<String> {
    let mut file = dir.open_file(path)?;
    let mut hasher = blake3::Hasher::new();
    let mut piece = vec![0; 1 << 16];
    loop {
        match file.read(&mut piece)? {
            0 => break,
            count => hasher.update(&piece[..count]),
        };
    }
    Ok(in_manifest(&hasher.finalize()))
}

impl Manifest {
    /// The manifest of some files: each path with its hash.
    pub fn of(files: BTreeMap<String, String>) -> Manifest {
        Manifest { version: 1, files }
    }

    /// The manifest as a file of the site.
    pub fn output(&self) -> Output {
        Output::made(MANIFEST, self.bytes())
    }

    /// Whether a build wrote a content with this hash at this path.
    pub fn knows(&self, path: &str, now: &str) -> bool {
        self.files.get(path).is_some_and(|known| known.split(' ').any(|known| known == now))
    }

    /// This manifest and another in one: where they differ, a path has both hashes, with a blank between.
    pub fn with(mut self, other: &Manifest) -> Manifest {
        for (path, hash) in &other.files {
            let known = self.files.entry(path.clone()).or_default();
            if !known.split(' ').any(|known| known == hash) {
                known.push_str(if known.is_empty() { "" } else { " " });
                known.push_str(hash);
            }
        }
        self
    }

    /// The file as it is written, ending in a line feed.
    pub fn bytes(&self) -> Vec<u8> {
        let line = |(path, hash): (&String, &String)| path.len() + hash.len() + r#"    "": "","#.len() + 1;
        let mut bytes = Vec::with_capacity(64 + self.files.iter().map(line).sum::<usize>());
        // What is written to memory is written.
        let _ = serde_json::to_writer_pretty(&mut bytes, self);
        bytes.push(b'\n');
        bytes
    }

    /// The manifest of a folder, if it holds one; `path` is what messages call the folder.
    pub fn read(folder: &Dir, path: &Path) -> Result<Option<Manifest>> {
        Manifest::read_named(folder, path, MANIFEST)
    }

    /// The same with the hash of the file itself.
    pub(crate) fn read_hashed(folder: &Dir, path: &Path) -> Result<Option<(Manifest, String)>> {
        let path = path.join(MANIFEST);
        let bytes = Manifest::bytes_named(folder, &path, MANIFEST)?;
        bytes.map(|bytes| Ok((Manifest::of_bytes(&bytes, &path)?, hash(&bytes)))).transpose()
    }

    /// The manifest that stands in a folder under another name.
    pub(crate) fn read_named(folder: &Dir, path: &Path, name: &str) -> Result<Option<Manifest>> {
        let path = path.join(name);
        let bytes = Manifest::bytes_named(folder, &path, name)?;
        bytes.map(|bytes| Manifest::of_bytes(&bytes, &path)).transpose()
    }

    fn bytes_named(folder: &Dir, path: &Path, name: &str) -> Result<Option<Vec<u8>>> {
        match folder.read(Path::new(name), LIMIT) {
            Ok(bytes) => Ok(Some(bytes)),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
            Err(error) if entry::is_irregular(&error) => {
                bail!(Error::at(
                    path.display(),
                    "这是链接、管道或设备，不是文件；请把它移走",
                    "this is a link, a pipe or a device and no file; please move it away",
                ));
            }
            Err(error) => Err(write_error::at(path)(error)),
        }
    }

    fn of_bytes(bytes: &[u8], path: &Path) -> Result<Manifest> {
        Manifest::parse(&String::from_utf8_lossy(bytes), &path.display().to_string())
    }

    /// The manifest in a text; `path` is what messages call it.
    pub fn parse(text: &str, path: &str) -> Result<Manifest> {
        let manifest: Manifest = serde_json::from_str(text).map_err(|_| {
            Error::at(
                path,
                "这份清单读不懂；若要重新生成，删去它所在的文件夹",
                "this list of files cannot be read; to build anew, remove the folder that it stands in",
            )
        })?;
        if manifest.version != 1 {
            bail!(Error::at(
                path,
                "由更新的 duizhao 写成，请升级",
                "it was written by a newer duizhao; please upgrade",
            ));
        }
        let inside = |path: &str| {
            !path.starts_with('/') && path.split('/').all(|part| !matches!(part, "" | "." | ".."))
        };
        if let Some(bad) = manifest.files.keys().find(|path| !inside(path) || path.contains('\\')) {
            bail!(Error::at(
                path,
                format!("清单里的“{bad}”在这个文件夹之外；删去这个文件夹，重新生成"),
                format!("“{bad}” in this list lies outside the folder; remove the folder and build anew"),
            ));
        }
        Ok(manifest)
    }
}
