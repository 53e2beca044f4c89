//! What the system says when a file cannot be written, in words an editor can act on.

use std::io::{Error, ErrorKind};
use std::path::Path;

use crate::both::Both;
use crate::refusal::Refusal;

/// Turns the system's error at a path into one for people.
pub fn at(path: &Path) -> impl FnOnce(Error) -> anyhow::Error {
    let path = path.display().to_string();
    move |error| Refusal::said_at(path, words(&error)).into()
}

fn words(error: &Error) -> Both<String> {
    let (zh, en) = match error.kind() {
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => (
            "磁盘满了；已有的文件没有动，腾出空间后再运行一次",
            "the disk is full; what was there was not touched: free some space and run it again",
        ),
        ErrorKind::PermissionDenied => (
            "没有权限；请改变文件夹的权限，或换一个文件夹",
            "no permission; change the permissions of the folder, or name another folder",
        ),
        ErrorKind::ReadOnlyFilesystem => {
            ("这里只能读，不能写；换一个文件夹", "this disk can only be read; name another folder")
        }
        ErrorKind::NotADirectory => (
            "路径中间的一段是文件，不是文件夹；换一个名称",
            "a part of this path is a file and not a folder; choose another name",
        ),
        ErrorKind::NotFound => {
            ("没有这个文件或文件夹；看看路径", "there is no such file or folder; look at the path")
        }
        _ => {
            return Both::said(
                format!("系统不让写（{error}）"),
                format!("the system does not let it be written ({error})"),
            );
        }
    };
    Both::said(zh, en)
}
