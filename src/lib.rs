//! duizhao 对照
#![forbid(unsafe_code)]
pub mod both;
pub mod source;
pub mod diagnostic;
pub mod yaml;
pub mod header;
pub mod page;
