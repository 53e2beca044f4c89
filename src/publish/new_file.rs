//! A file that is to be made.

/// A new file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewFile {
    /// Path below the folder, with `/`.
    pub path: String,
    /// What it says.
    pub text: String,
}
