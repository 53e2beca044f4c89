//! What the system says when a file cannot be written, in words an editor can act on.

use std::io::{Error, ErrorKind};
use std::path::Path;

/// Turns the system's error at a path into one for people.
pub fn at(path: &Path) -> impl FnOnce(Error) -> anyhow::Error {
    let path = path.display().to_string();
    move |error| anyhow::anyhow!("{path}: {}", words(&error))
}

fn words(error: &Error) -> String {
    match error.kind() {
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => {
            "磁盘满了；已发布的网站没有动，腾出空间后再运行一次\n\
             the disk is full; the published site was not touched: free some space and run it again"
        }
        ErrorKind::PermissionDenied => {
            "没有写入的权限；请改变文件夹的权限，或用 --output 换一个文件夹\n\
             no permission to write here; change the permissions of the folder, or name another with --output"
        }
        ErrorKind::ReadOnlyFilesystem => {
            "这里只能读，不能写；用 --output 换一个文件夹\n\
             this disk can only be read; name another folder with --output"
        }
        _ => return format!("写不了（{error}） · it cannot be written ({error})"),
    }
    .to_owned()
}
