//! Tables of words: rows of cells between tabulators, with remarks that begin with `# `.

/// The rows of a table.
pub(super) fn rows(table: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    table.lines().filter(|line| !line.starts_with("# ")).map(|line| line.split('\t').collect())
}
