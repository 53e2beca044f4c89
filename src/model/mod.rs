//! What a site is: configuration, pages, originals, glossary, lock, bitexts, figures, proof, outputs. Data
//! without I/O; each type is whole when its stage has made it.

pub mod asset;
pub(crate) mod address;
pub mod alignment;
pub mod bitext;
pub(crate) mod callout;
pub mod config;
pub mod digest;
pub(crate) mod corrected;
pub(crate) mod correction;
pub(crate) mod figure;
pub(crate) mod glossary;
pub(crate) mod imprint;
pub(crate) mod indicator;
pub(crate) mod kinds;
pub(crate) mod localized;
pub mod first_lock;
pub(crate) mod inlines;
pub mod lock;
pub(crate) mod measure;
pub(crate) mod original;
pub mod original_index;
pub mod meaning;
pub mod output;
pub mod page;
pub mod proof;
pub(crate) mod prose_lookup;
pub(crate) mod proses;
pub(crate) mod site;
pub(crate) mod output_stamp;
pub(crate) mod stray;
pub(crate) mod text;
pub mod wording;
