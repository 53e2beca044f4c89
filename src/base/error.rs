//! Why the program could not do what was asked, in both languages by type.
//!
//! A finding ([`crate::base::diagnostic`]) is about what an editor wrote; a refusal is about the machine or the
//! command line: a folder that is not there, a full disk, a mistyped command. It ends the run.

use std::{fmt, io};

use crate::base::lang::{Both, Lang};
use crate::base::os_error;

/// Why the program stops, with the path or place that it is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Error {
    place: Option<String>,
    message: Both<String>,
    list: String,
}

impl Error {
    /// A refusal that concerns no one place.
    pub fn new(zh: impl Into<String>, en: impl Into<String>) -> Error {
        Error { place: None, message: Both::new(zh, en), list: String::new() }
    }

    /// A refusal at a path, or at a place of the input.
    pub fn at(place: impl fmt::Display, zh: impl Into<String>, en: impl Into<String>) -> Error {
        Error::with_message(place, Both::new(zh, en))
    }

    /// The same, from both wordings at once.
    pub(crate) fn with_message(place: impl fmt::Display, message: Both<String>) -> Error {
        Error { place: Some(place.to_string()), message, list: String::new() }
    }

    /// The same, with lines below it that need no language: names, places.
    pub fn with(mut self, list: impl Into<String>) -> Error {
        self.list = list.into();
        self
    }

    /// The message as it is shown: the place, the reader's language, the other language.
    pub fn text(&self, first: Lang) -> String {
        let place = self.place.as_ref().map_or(String::new(), |place| format!("{place}: "));
        let list = if self.list.is_empty() { String::new() } else { format!("\n{}", self.list) };
        format!("{place}{}\n{}{list}", self.message.get(first), self.message.get(first.other()))
    }
}

impl fmt::Display for Error {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.text(Lang::Zh))
    }
}

impl std::error::Error for Error {}

/// Any error as it is shown.
pub fn text(error: &anyhow::Error, first: Lang) -> String {
    if let Some(refusal) = error.downcast_ref::<Error>() {
        return refusal.text(first);
    }
    let refusal = match error.downcast_ref::<io::Error>() {
        Some(error) => {
            let Both { zh, en } = os_error::reason(error);
            Error::new(
                format!("系统不让继续：{zh}；再运行一次"),
                format!("the system does not let this go on: {en}; run it again"),
            )
        }
        None => Error::new(
            format!("程序自己出了错，请报告给它的作者；原话是“{error:#}”"),
            format!("the program itself failed; please tell its authors. Its own words are “{error:#}”"),
        ),
    };
    refusal.text(first)
}
