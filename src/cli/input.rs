//! The text that a command is given: a file, or the standard input stream.

use std::fs::File;
use std::io::{self, ErrorKind, Read};
use std::path::Path;

use anyhow::Result;

use crate::base::error::Error;
use crate::base::lang::Both;
use crate::base::os_error;
use crate::vfs::decode;

/// The largest text that is read, in bytes.
const LIMIT: u64 = 64 << 20;

/// Reads a file, or the standard input stream where none is named, as far as the limit.
pub fn text(file: Option<&Path>) -> Result<String> {
    let place = place(file);
    let bytes = match file {
        Some(path) => File::open(path).and_then(within),
        None => within(io::stdin().lock()),
    };
    let bytes = bytes.map_err(|error| unreadable(&place, &error))?;
    decode::text(bytes).map_err(|_| no_text(&place).into())
}

/// What a file is called in messages; `-` is the standard input stream.
pub fn place(file: Option<&Path>) -> String {
    file.map_or("-".to_owned(), |path| path.display().to_string())
}

/// A file that the system does not let read.
pub fn unreadable(place: &str, error: &io::Error) -> Error {
    Error::with_message(place, words(error))
}

/// A file that is no text.
pub fn no_text(place: &str) -> Error {
    Error::at(
        place,
        "这不是 UTF-8 文字；用编辑器把它另存为 UTF-8",
        "this is no UTF-8 text; save it as UTF-8 in your editor",
    )
}

fn within(input: impl Read) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    input.take(LIMIT + 1).read_to_end(&mut bytes)?;
    match bytes.len() as u64 > LIMIT {
        true => Err(io::Error::from(ErrorKind::FileTooLarge)),
        false => Ok(bytes),
    }
}

fn words(error: &io::Error) -> Both<String> {
    match error.kind() {
        ErrorKind::NotFound => Both::new(
            "没有这个文件；看看文件名和所在的文件夹",
            "there is no such file; look at its name and folder",
        ),
        ErrorKind::PermissionDenied => Both::new(
            "没有读取的权限；请改变文件的权限",
            "no permission to read it; change the permissions of the file",
        ),
        ErrorKind::FileTooLarge => Both::new(
            format!("太大，最多读 {} MB；把它分成几个小的", LIMIT >> 20),
            format!("it is too large: at most {} MB are read; divide it into smaller ones", LIMIT >> 20),
        ),
        ErrorKind::IsADirectory => Both::new("这是文件夹；请写文件的路径", "this is a folder; name a file"),
        _ => {
            let Both { zh, en } = os_error::reason(error);
            Both::new(
                format!("读不出来：{zh}；换一个文件再试"),
                format!("it cannot be read: {en}; try another file"),
            )
        }
    }
}
