//! The text that a command is given: a file, or the standard input stream.

use std::io::{self, ErrorKind, Read};
use std::path::Path;

use anyhow::Result;

use crate::base::error::Error;
use crate::base::lang::Both;
use crate::base::os_error;
use crate::vfs::decode;

/// Reads a file, or the standard input stream where none is named.
pub fn text(file: Option<&Path>) -> Result<String> {
    let place = file.map_or("-".to_owned(), |path| path.display().to_string());
    let bytes = match file {
        Some(path) => std::fs::read(path),
        None => {
            let mut bytes = Vec::new();
            io::stdin().read_to_end(&mut bytes).map(|_| bytes)
        }
    };
    let bytes = bytes.map_err(|error| Error::said_at(&place, words(&error)))?;
    decode::text(bytes).map_err(|_| {
        Error::at(
            &place,
            "这不是 UTF-8 文字；用编辑器把它另存为 UTF-8",
            "this is no UTF-8 text; save it as UTF-8 in your editor",
        )
        .into()
    })
}

fn words(error: &io::Error) -> Both<String> {
    match error.kind() {
        ErrorKind::NotFound => Both::said(
            "没有这个文件；看看文件名和所在的文件夹",
            "there is no such file; look at its name and folder",
        ),
        ErrorKind::PermissionDenied => Both::said(
            "没有读取的权限；请改变文件的权限",
            "no permission to read it; change the permissions of the file",
        ),
        ErrorKind::IsADirectory => Both::said("这是文件夹；请写文件的路径", "this is a folder; name a file"),
        _ => {
            let Both { zh, en } = os_error::reason(error);
            Both::said(
                format!("读不出来：{zh}；换一个文件再试"),
                format!("it cannot be read: {en}; try another file"),
            )
        }
    }
}
