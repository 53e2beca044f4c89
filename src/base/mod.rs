//! What every room stands on, and what knows nothing of sites: languages, sources and spans, diagnostics,
//! errors, scripts, escaping.

pub(crate) mod byte_class;
pub(crate) mod byte_set;
pub(crate) mod char_map;
pub(crate) mod char_set;
pub(crate) mod covered;
pub mod diagnostic;
pub(crate) mod digits;
pub mod error;
pub(crate) mod exact;
pub(crate) mod fact_hasher;
pub(crate) mod hold;
pub(crate) mod html;
pub(crate) mod json;
pub mod lang;
pub(crate) mod lazy;
pub(crate) mod similarity;
pub(crate) mod line_break;
pub(crate) mod ngram_index;
pub mod os_error;
pub(crate) mod map;
pub(crate) mod quick_map;
pub(crate) mod script;
pub mod sentence;
pub mod source;
pub mod source_text;
pub mod shared_str;
pub(crate) mod spanned;
pub(crate) mod suggest;
pub(crate) mod url;
pub mod visible;
pub(crate) mod word_diff;
pub mod xml;
