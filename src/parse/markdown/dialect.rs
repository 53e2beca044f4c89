//! How Markdown is read.

use pulldown_cmark::Options;

/// How a text is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dialect {
    /// As the build reads it: a `*` between digits multiplies, a row of `_` is a blank to fill in, bare
    /// addresses are links.
    Site,
    /// As CommonMark and the specification of CJK-friendly emphasis define it, to the letter.
    CommonMark,
}

/// CommonMark with the extensions that content may use.
pub fn options() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_GFM
}
