//! Maps and sets for keys that come from a site: quick, and no worse for keys that somebody chose.

/// A map whose keys come from a site.
///
/// The seed is another one in each run (`foldhash`), so that no file can be written whose keys collide; the standard
/// library's hash (SipHash) guards against more and takes three times as long.
pub(crate) type HashMap<K, V> = std::collections::HashMap<K, V, foldhash::fast::RandomState>;

/// A set whose members come from a site.
pub(crate) type HashSet<T> = std::collections::HashSet<T, foldhash::fast::RandomState>;
