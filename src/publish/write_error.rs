//! What the system says when a file cannot be written, in words an editor can act on.

use std::io::{self, ErrorKind};
use std::path::Path;

use crate::base::error::Error;
use crate::base::lang::Both;
use crate::base::os_error;

/// Turns the system's error at a path into one for people.
pub fn at(path: &Path) -> impl FnOnce(io::Error) -> anyhow::Error + use<> {
    let path = path.display().to_string();
    move |error| Error::with_message(path, words(&error)).into()
}

fn words(error: &io::Error) -> Both<String> {
    let Both { zh, en } = os_error::reason(error);
    let (to_do_zh, to_do_en) = match error.kind() {
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => (
            "已有的文件没有动，腾出空间后再运行一次",
            "what was there was not touched; free some space and run it again",
        ),
        ErrorKind::PermissionDenied => (
            "改变文件夹的权限，或换一个文件夹",
            "change the permissions of the folder, or name another folder",
        ),
        ErrorKind::ReadOnlyFilesystem => ("换一个文件夹", "name another folder"),
        ErrorKind::NotADirectory | ErrorKind::InvalidFilename => ("换一个名称", "choose another name"),
        ErrorKind::NotFound => ("看看路径", "look at the path"),
        _ => ("再运行一次，还是不行就换一个文件夹", "run it again, or name another folder"),
    };
    Both::new(format!("写不进去（{zh}）；{to_do_zh}"), format!("it cannot be written ({en}); {to_do_en}"))
}
