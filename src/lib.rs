//! duizhao 对照: a static site generator for bilingual summaries that proves what it publishes.
//!
//! The program is `duizhao`; this library is what it is made of. Nothing in here prints or ends the process:
//! what is wrong with a site is a [`Diagnostic`], what is wrong with the machine an error, both in both
//! languages.
//!
//! # A folder and its findings
//!
//! ```
//! use duizhao::{Analysis, Lang, Level, Options};
//!
//! let site = Analysis::read("src/cli/scaffold".as_ref(), &Options::default())?;
//! for finding in &site.checked.findings {
//!     println!("{}: {}", finding.primary.place.path, finding.message.get(Lang::En));
//! }
//! assert!(site.checked.findings.iter().all(|finding| finding.level != Level::Error));
//! # anyhow::Ok(())
//! ```
//!
//! # The quantities of a text
//!
//! A value is exact, and its range counts bytes of the text.
//!
//! ```
//! use duizhao::{Lang, quantities};
//!
//! let text = "市场主体总量达到74.1万家。";
//! let found = quantities(text, Lang::Zh, &[]);
//! assert_eq!(&text[found[0].range.clone()], "74.1万");
//! assert_eq!(found[0].plain(), "741000");
//! ```
//!
//! # Two texts that say the same
//!
//! ```
//! use duizhao::{Lang, compare, quantities};
//!
//! let (zh, en) = ("完成投资1351亿元。", "Investment of RMB 13.51 billion was made.");
//! let difference = compare(zh, &quantities(zh, Lang::Zh, &[]), en, &quantities(en, Lang::En, &[]));
//! assert_eq!(difference.mismatches[0].fault.name(), "scale");
//! ```
//!
//! # A site in memory
//!
//! ```
//! use std::sync::Mutex;
//! use duizhao::{Analysis, Options, RenderContext, render};
//!
//! let site = Analysis::read("src/cli/scaffold".as_ref(), &Options::default())?;
//! let pages = Mutex::new(Vec::new());
//! let context = RenderContext::new(&site.site, &site.proof, &site.checked, &site.folder.templates)
//!     .and_then(|context| render(&context, |output| pages.lock().unwrap().push(output.path)));
//! assert!(context.is_ok());
//! assert!(pages.into_inner().unwrap().contains(&"parallel/index.html".to_owned()));
//! # anyhow::Ok(())
//! ```
#![doc = include_str!("README.md")]
#![forbid(unsafe_code)]
#![warn(missing_docs)]
// The docs are for those who work here too: a public page may lead to a private one.
#![allow(rustdoc::private_intra_doc_links)]

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
mod serve;
pub mod cli;

pub use crate::analysis::Analysis;
pub use crate::assemble::load::Options;
pub use crate::base::diagnostic::{Diagnostic, Level};
pub use crate::base::lang::{Both, Lang};
pub use crate::model::output::Output;
pub use crate::quantity::compare::compare;
pub use crate::quantity::quantities;
pub use crate::render::{RenderContext, render};
