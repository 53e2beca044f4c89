//! What the operating system says, in words and paths that people use: errors in both languages, and
//! paths as they are typed.
//!
//! Whoever tells an error of the system says first what could not be done, then this, then what to do.

use std::io::{Error, ErrorKind, Result};
use std::path::{Path, PathBuf};

use crate::base::lang::Both;

/// A path with its links resolved, as people and editors write it: on Windows without the `\\?\` in front.
pub fn real(path: &Path) -> Result<PathBuf> {
    dunce::canonicalize(path)
}

/// Why the system did not do something: half a sentence, without a full stop.
pub fn reason(error: &Error) -> Both<String> {
    let (zh, en) = match error.kind() {
        ErrorKind::NotFound => ("没有这个文件或文件夹", "there is no such file or folder"),
        ErrorKind::PermissionDenied => ("没有权限", "no permission"),
        ErrorKind::AlreadyExists => ("这个名称已经有了", "the name is taken"),
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => ("磁盘满了", "the disk is full"),
        ErrorKind::ReadOnlyFilesystem => ("这里只能读，不能写", "this disk can only be read"),
        ErrorKind::NotADirectory => {
            ("路径中间的一段是文件，不是文件夹", "a part of this path is a file and not a folder")
        }
        ErrorKind::IsADirectory => ("这是文件夹，不是文件", "this is a folder and not a file"),
        ErrorKind::DirectoryNotEmpty => ("文件夹不是空的", "the folder is not empty"),
        ErrorKind::InvalidFilename => {
            ("名称太长，或有不能用的字符", "the name is too long or holds a wrong character")
        }
        ErrorKind::CrossesDevices => ("两处不在同一个磁盘上", "the two places are not on one disk"),
        ErrorKind::ResourceBusy | ErrorKind::ExecutableFileBusy => {
            ("别的程序正在用它", "another program is using it")
        }
        ErrorKind::FileTooLarge => ("文件太大", "the file is too large"),
        ErrorKind::OutOfMemory => ("内存不够", "there is not enough memory"),
        ErrorKind::TimedOut
        | ErrorKind::StaleNetworkFileHandle
        | ErrorKind::HostUnreachable
        | ErrorKind::NetworkUnreachable
        | ErrorKind::NetworkDown => ("网络驱动器没有回答", "the network drive does not answer"),
        ErrorKind::Unsupported => ("这里不支持这样做", "this is not possible here"),
        ErrorKind::InvalidInput => ("系统不认识这样的路径", "the system knows no such path"),
        ErrorKind::AddrInUse => ("这个端口已被占用", "the port is in use"),
        ErrorKind::AddrNotAvailable => ("这台电脑没有这个地址", "this computer does not have this address"),
        _ => return numbered(error),
    };
    Both::new(zh, en)
}

/// Errors that have a number and no name: those of Unix, as far as people meet them.
fn numbered(error: &Error) -> Both<String> {
    let number = error.raw_os_error();
    match number {
        Some(5) if cfg!(unix) => Both::new("磁盘读写出错", "the disk cannot be read or written rightly"),
        Some(23 | 24) if cfg!(unix) => Both::new("打开的文件太多", "too many files are open"),
        Some(40 | 62) if cfg!(unix) => Both::new("链接绕回了自己", "the link leads back to itself"),
        Some(number) => {
            Both::new(format!("系统错误，编号 {number}"), format!("the system's error number {number}"))
        }
        None => Both::new("系统没有说明原因", "the system gives no reason"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn errors_of_the_system_are_said_in_both_languages() {
        for (number, zh, en) in [
            (2, "没有这个文件", "no such file"),
            (13, "没有权限", "no permission"),
            (28, "磁盘满了", "disk is full"),
            (5, "磁盘读写出错", "cannot be read"),
            (24, "打开的文件太多", "too many files"),
            (99_999, "编号 99999", "number 99999"),
        ] {
            let message = reason(&Error::from_raw_os_error(number));
            assert!(
                cfg!(not(unix)) || (message.zh.contains(zh) && message.en.contains(en)),
                "{number}: {message:?}"
            );
        }
    }
}
