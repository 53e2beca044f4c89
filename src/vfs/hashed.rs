//! What is hashed while it is written.

use std::io::{self, Write};

/// What is written to, and hashed on the way.
pub(crate) struct Hashed<W> {
    to: W,
    hasher: blake3::Hasher,
}

impl<W: Write> Hashed<W> {
    /// To where nothing is written yet.
    pub(crate) fn new(to: W) -> Hashed<W> {
        Hashed { to, hasher: blake3::Hasher::new() }
    }

    /// What was written to, and the hash of what was written.
    pub(crate) fn done(self) -> (W, blake3::Hash) {
        (self.to, self.hasher.finalize())
    }
}

impl<W: Write> Write for Hashed<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let count = self.to.write(bytes)?;
        self.hasher.update(&bytes[..count]);
        Ok(count)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.to.flush()
    }
}
