//! TODO

pub mod html;
pub mod url;
pub mod diagnostic;
pub mod error;
pub mod lang;
pub mod os_error;
pub mod script;
pub mod source;
pub mod spanned;
pub mod suggest;
