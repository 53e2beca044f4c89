#![doc = include_str!("README.md")]
#![forbid(unsafe_code)]
#![warn(missing_docs)]

pub mod base;
pub mod quantity;
pub mod model;
pub mod vfs;
pub mod parse;
pub mod assemble;
pub mod prove;
pub mod rules;
pub mod analysis;
pub mod report;
pub mod render;
pub mod publish;
pub mod serve;
pub mod cli;
