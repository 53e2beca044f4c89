#![doc = include_str!("README.md")]
#![forbid(unsafe_code)]
#![warn(missing_docs)]

pub mod both;
pub mod refusal;
pub mod source;
pub mod nearest;
pub mod diagnostic;
pub mod yaml;
pub mod header;
pub mod decimal;
pub mod quantity;
pub mod unit;
pub mod address;
pub mod encoding;
pub mod page;
pub mod original;
pub mod lock;
pub mod glossary;
pub mod bitext;
pub mod figure;
pub mod read;
pub mod site;
pub mod proof;
pub mod output;
pub mod links;
pub mod parse;
pub mod pair;
pub mod load;
pub mod prove;
pub mod export;
pub mod check;
pub mod known;
pub mod render;
pub mod write;
pub mod report;
pub mod cmd;
