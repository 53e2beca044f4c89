//! What a site is: configuration, pages, originals, glossary, lock, bitexts, figures, proof, outputs. Data
//! without I/O; each type is whole when its stage has made it.

pub mod asset;
pub mod address;
pub mod bitext;
pub mod config;
pub mod corrected;
pub mod correction;
pub mod figure;
pub mod glossary;
pub mod imprint;
pub mod indicator;
pub mod localized;
pub mod lock;
pub mod measure;
pub mod original;
pub mod meaning;
pub mod output;
pub mod page;
pub mod proof;
pub mod site;
pub mod stray;
pub mod text;
pub mod wording;
