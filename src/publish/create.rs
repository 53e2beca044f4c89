//! New files where there were none: all of them or none, and never over another.

use std::fs::{self, File};
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};

use anyhow::Result;

use crate::base::error::Error;
use crate::model::output::Output;
use crate::publish::write_error;

/// Writes new files below a folder, which is made if need be. If one cannot be written, those already
/// written go again.
pub fn create(folder: &Path, files: &[Output]) -> Result<()> {
    let mut made = Created::default();
    let result = files.iter().try_for_each(|file| made.file(&folder.join(&file.path), &file.bytes));
    if result.is_err() {
        made.undo();
    }
    result
}

/// What was made so far, in order.
#[derive(Default)]
struct Created {
    folders: Vec<PathBuf>,
    files: Vec<PathBuf>,
}

impl Created {
    fn file(&mut self, path: &Path, bytes: &[u8]) -> Result<()> {
        if let Some(parent) = path.parent() {
            self.folder(parent)?;
        }
        let mut file = File::create_new(path).map_err(|error| match error.kind() {
            ErrorKind::AlreadyExists => Error::at(
                path.display(),
                "这个文件已经在了，没有动它；换一个名称，或先移走它",
                "this file is already there and was left alone; choose another name, or move it away first",
            )
            .into(),
            _ => write_error::at(path)(error),
        })?;
        self.files.push(path.to_owned());
        file.write_all(bytes).map_err(write_error::at(path))
    }

    fn folder(&mut self, path: &Path) -> Result<()> {
        if path.as_os_str().is_empty() || path.is_dir() {
            return Ok(());
        }
        if let Some(parent) = path.parent() {
            self.folder(parent)?;
        }
        fs::create_dir(path).map_err(write_error::at(path))?;
        self.folders.push(path.to_owned());
        Ok(())
    }

    /// Takes everything away again; what cannot be removed stays, for there is nobody left to tell.
    fn undo(&self) {
        for file in &self.files {
            let _ = fs::remove_file(file);
        }
        for folder in self.folders.iter().rev() {
            let _ = fs::remove_dir(folder);
        }
    }
}

/// Refuses a folder for a new site unless it is not there yet or is empty; a `.git` folder does not count.
pub fn check_empty(folder: &Path) -> Result<()> {
    let refuse = |zh: &str, en: &str| -> Result<()> { Err(Error::at(folder.display(), zh, en).into()) };
    let about = match fs::symlink_metadata(folder) {
        Ok(about) => about,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(()),
        Err(error) if error.kind() == ErrorKind::NotADirectory => {
            return refuse(
                "路径中间的一段是文件，不是文件夹；换一个名称",
                "a part of this path is a file and not a folder; choose another name",
            );
        }
        Err(error) => return Err(write_error::at(folder)(error)),
    };
    if about.is_symlink() {
        return refuse(
            "这是一个链接；请写它所指的文件夹本身，或换一个名称",
            "this is a link; name the folder that it leads to, or choose another name",
        );
    }
    if !about.is_dir() {
        return refuse(
            "这是一个文件；换一个还没有的名称，例如 my-site",
            "this is a file; choose a name that is not there yet, such as my-site",
        );
    }
    let mut entries = fs::read_dir(folder).map_err(|error| match error.kind() {
        ErrorKind::PermissionDenied => Error::at(
            folder.display(),
            "没有读取的权限；改变文件夹的权限，或换一个文件夹",
            "no permission to read this folder; change its permissions, or choose another",
        )
        .into(),
        _ => write_error::at(folder)(error),
    })?;
    if let Some(first) = entries.find_map(|entry| entry.ok().filter(|entry| entry.file_name() != ".git")) {
        let name = first.file_name();
        let name = name.to_string_lossy();
        return refuse(
            &format!("文件夹不是空的（里面有 {name}），什么都没有写；换一个还没有的名称，或先清空它"),
            &format!(
                "the folder is not empty (it holds {name}), and nothing was written; choose a name that is not there yet, or empty the folder first"
            ),
        );
    }
    Ok(())
}
