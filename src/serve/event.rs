//! What a server has to say to whoever started it.

use std::sync::Arc;

use crate::base::lang::Both;
use crate::report::Counts;

/// What happens while a site is served, to be told to whoever started it.
pub enum Event {
    /// The port that was tried first is taken, by whom if that is known; another is used.
    Moved(u16, Option<Both<String>>),
    /// Listening, at this address.
    Ready(String),
    /// The folder is compared from time to time, for a reason.
    Polling(Both<String>),
    /// What is known of the site: at the beginning and after each change, with what changed.
    Known(Counts, Vec<Arc<str>>),
    /// The browser could not be opened.
    NoBrowser(Both<String>),
}
