//! What every room stands on, and what knows nothing of sites: languages, sources and spans, diagnostics,
//! errors, scripts, escaping.

pub mod diagnostic;
pub mod error;
pub mod html;
pub mod lang;
pub mod likeness;
pub mod line_break;
pub mod os_error;
pub mod script;
pub mod source;
pub mod spanned;
pub mod suggest;
pub mod url;
pub mod visible;
pub mod word_diff;
pub mod xml;
