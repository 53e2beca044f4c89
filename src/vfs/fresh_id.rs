//! Names that nobody can guess, for files and folders that are there for the meantime.

use std::ffi::OsStr;
use std::io;

/// 32 digits that nobody can guess.
pub fn fresh_id() -> io::Result<String> {
    let mut bytes = [0; 16];
    getrandom::fill(&mut bytes)
        .map_err(|error| io::Error::from_raw_os_error(error.raw_os_error().unwrap_or_default()))?;
    Ok(bytes.iter().map(|byte| format!("{byte:02x}")).collect())
}

/// The digits at the end of a name that begins so, if it is such a name.
pub fn id_of<'n>(name: &'n OsStr, begin: &str) -> Option<&'n str> {
    let id = name.to_str()?.strip_prefix(begin)?;
    (id.len() == 32 && id.bytes().all(|byte| byte.is_ascii_hexdigit())).then_some(id)
}
