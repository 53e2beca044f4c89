//! `duizhao check`: findings only.

use std::path::Path;

use anyhow::Result;
use clap::{Args, ValueEnum};

use crate::both::Lang;
use crate::cmd::{self, Outcome};
use crate::load::Options;
use crate::report::{self, Counts};

/// What `check` may be told.
#[derive(Args, Clone, Debug)]
pub struct CheckArgs {
    /// How findings are written · 输出格式
    #[arg(long, value_enum, default_value_t = Format::Human)]
    pub format: Format,
    /// Language of messages · 消息的语言
    #[arg(long, value_enum)]
    pub lang: Option<LangArg>,
    /// Warnings count as errors · 把警告当作错误
    #[arg(long)]
    pub strict: bool,
    /// Include pages with `draft: true` · 包括草稿
    #[arg(long)]
    pub drafts: bool,
}

/// How findings are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For people, with source lines.
    Human,
    /// One JSON object.
    Json,
}

/// A language on the command line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum LangArg {
    /// 中文
    Zh,
    /// English
    En,
}

impl From<LangArg> for Lang {
    fn from(lang: LangArg) -> Lang {
        match lang {
            LangArg::Zh => Lang::Zh,
            LangArg::En => Lang::En,
        }
    }
}

/// How it is used.
pub const EXAMPLES: &str = "\
Examples · 例子:
  duizhao check                           findings with source lines · 显示问题和原文行
  duizhao check --lang zh                 in Chinese · 用中文显示
  duizhao check --strict                  warnings count as errors · 警告也算错误
  duizhao check --format json             for other programs · 供其他程序读取";

/// Runs `check`.
pub fn run(root: &Path, args: &CheckArgs) -> Result<Outcome> {
    let known = cmd::know(root, &Options { drafts: args.drafts, base_url: None })?;
    let counts = Counts::of(&known.checked.findings, known.checked.waived.len());
    let lang = cmd::language(args.lang.map(Lang::from));
    match args.format {
        Format::Json => {
            println!("{}", report::json::render(&known.checked.findings, counts, &known.site.sources));
        }
        Format::Human => {
            let text =
                report::terminal::render(&known.checked.findings, &known.site.sources, lang, cmd::coloured());
            eprint!("{text}");
            eprintln!("{}", cmd::build::summary(counts).get(lang));
        }
    }
    Ok(if known.checked.is_clean(args.strict) { Outcome::Clean } else { Outcome::Found })
}
