//! `duizhao markdown`: Markdown to an HTML fragment, read as the build reads it.

use std::path::PathBuf;

use anyhow::Result;
use clap::Args;

use crate::base::diagnostic::{Diagnostic, Level};
use crate::base::lang::Lang;
use crate::base::source::Source;
use crate::cli::format::{LangArg, screen};
use crate::cli::{self, Outcome, input};
use crate::parse::markdown::{self, Dialect};
use crate::render::html::fragment::{self, RawHtml};
use crate::report::terminal;

/// What `markdown` takes.
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
    let (fragment, found) = converted(&text, args.lang.into(), raw);
    cli::print(&fragment)?;
    // What is left out for its size or its depth is an error; nothing goes in silence.
    let left_out: Vec<Diagnostic> = found.into_iter().filter(|one| one.level == Level::Error).collect();
    if left_out.is_empty() {
        return Ok(Outcome::Clean);
    }
    let source = Source::new("-", &text);
    let sources = [(source.path.clone(), source)].into();
    cli::say_as_is(&terminal::render(&left_out, &sources, cli::language(None), screen()));
    Ok(Outcome::Found)
}

/// A text as an HTML fragment.
pub fn convert(text: &str, lang: Lang, raw: RawHtml) -> String {
    converted(text, lang, raw).0
}

/// The same, with what was found on the way.
fn converted(text: &str, lang: Lang, raw: RawHtml) -> (String, Vec<Diagnostic>) {
    let source = Source::new("-", text);
    let how = if raw == RawHtml::Kept { Dialect::CommonMark } else { Dialect::Site };
    let (body, found) = markdown::parse_as(&source, 0, lang, how);
    (fragment::write(&body, lang, raw), found)
}
