//! The container of an e-book: a zip whose first entry, not compressed, says what it is (OCF 3.3).

use std::io::{Cursor, Write};

use zip::result::ZipResult;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

/// Packs files by their paths. The time of all entries is the earliest that a zip can tell.
pub fn zip(files: &[(String, String)]) -> ZipResult<Vec<u8>> {
    let plain = SimpleFileOptions::default().last_modified_time(DateTime::default()).unix_permissions(0o644);
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    zip.start_file("mimetype", plain.compression_method(CompressionMethod::Stored))?;
    zip.write_all(b"application/epub+zip")?;
    for (path, text) in files {
        zip.start_file(path.as_str(), plain.compression_method(CompressionMethod::Deflated))?;
        zip.write_all(text.as_bytes())?;
    }
    Ok(zip.finish()?.into_inner())
}
