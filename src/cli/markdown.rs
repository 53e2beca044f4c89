//! `duizhao markdown`: Markdown to an HTML fragment, read as the build reads it.

use std::path::PathBuf;

use anyhow::Result;
use clap::Args;

use crate::base::lang::Lang;
use crate::base::source::Source;
use crate::cli::format::LangArg;
use crate::cli::{self, Outcome, input};
use crate::parse::markdown::{self, Dialect};
use crate::render::html::fragment::{self, RawHtml};

/// What `markdown` may be told.
#[derive(Args, Clone, Debug)]
pub struct MarkdownArgs {
    /// The file (default: standard input) · 文件（默认从标准输入读）
    pub file: Option<PathBuf>,
    /// The language of the text · 文字的语言
    #[arg(long, value_enum, default_value = "en")]
    pub lang: LangArg,
    /// Let raw HTML through, all as CommonMark defines it · 保留原始 HTML，一切照 CommonMark
    #[arg(long)]
    pub raw_html: bool,
}

/// How it is used.
pub const EXAMPLES: &str = "\
Examples · 例子
  duizhao markdown --lang zh page.md      a file · 一个文件
  echo '**重要。**后文' | duizhao markdown --lang zh";

/// Runs `markdown`.
pub fn run(args: &MarkdownArgs) -> Result<Outcome> {
    let text = input::text(args.file.as_deref())?;
    let raw = if args.raw_html { RawHtml::Kept } else { RawHtml::Dropped };
    cli::print(&convert(&text, args.lang.into(), raw))?;
    Ok(Outcome::Clean)
}

/// A text as an HTML fragment.
pub fn convert(text: &str, lang: Lang, raw: RawHtml) -> String {
    let source = Source::new("-", text);
    let how = if raw == RawHtml::Kept { Dialect::CommonMark } else { Dialect::Site };
    let (body, _) = markdown::parse_as(&source, 0, lang, how);
    fragment::write(&body, lang, raw)
}
