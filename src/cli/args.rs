//! The command line: what may be typed.
//!
//! Help, shell completions and the manual page are made from the same definitions, whose texts stand in both
//! languages as `English · 中文`.

use std::path::PathBuf;

use clap::{Arg, ArgAction, CommandFactory, Parser, Subcommand};

use crate::cli;
use crate::cli::format::LangArg;

/// What may be typed.
#[derive(Parser)]
#[command(name = "duizhao", version, about = ABOUT, long_about = None, max_term_width = 100)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Args {
    /// The folder that holds content/ and templates/ · 站点所在的文件夹
    #[arg(short = 'C', global = true, value_name = "DIR", default_value = ".")]
    pub directory: PathBuf,
    #[command(subcommand)]
    /// The command.
    pub command: Option<Command>,
    #[command(flatten)]
    /// What `build` takes, where no command is named.
    pub build: cli::build::BuildArgs,
}

/// The commands.
#[derive(Subcommand)]
pub enum Command {
    /// Check, render and publish the site (the default) · 核对并生成网站（默认）
    #[command(after_help = cli::build::EXAMPLES)]
    Build(cli::build::BuildArgs),
    /// Report findings only · 只核对，不生成网站
    #[command(after_help = cli::check::EXAMPLES)]
    Check(cli::check::CheckArgs),
    /// Show the site while it is edited · 边编辑边查看
    #[command(after_help = cli::serve::EXAMPLES)]
    Serve(cli::serve::ServeArgs),
    /// Write a small site into a new folder, ready to build · 在新文件夹里建一个可直接生成的小站点
    #[command(after_help = cli::init::EXAMPLES)]
    Init(cli::init::InitArgs),
    /// Begin an excerpt: both halves, with every key explained · 新建一篇摘录的两个文件，各项都有说明
    #[command(after_help = cli::new::EXAMPLES)]
    New(cli::new::NewArgs),
    /// Record that translations are up to date · 确认译文已复核
    #[command(after_help = cli::accept::EXAMPLES)]
    Accept(cli::accept::AcceptArgs),
    /// Show the manual of a rule, or list all rules · 说明一条规则，或列出全部规则
    #[command(after_help = cli::explain::EXAMPLES)]
    Explain(cli::explain::ExplainArgs),
    /// Compare the figures of Chinese and English texts, or list those of one · 核对两种语言的数字
    #[command(after_help = cli::figures::EXAMPLES)]
    Figures(cli::figures::FiguresArgs),
    /// Check pairs of Chinese and English texts by every rule that two texts suffice for · 核对成对的中英文字
    #[command(after_help = cli::compare::EXAMPLES)]
    Compare(cli::compare::CompareArgs),
    /// Find which sentences of Chinese and English texts stand across from each other · 找出两种语言里互相对应的句子
    #[command(after_help = cli::align::EXAMPLES)]
    Align(cli::align::AlignArgs),
    /// Turn Markdown into an HTML fragment, read as the build reads it · 把 Markdown 转成 HTML 片段
    #[command(after_help = cli::markdown::EXAMPLES)]
    Markdown(cli::markdown::MarkdownArgs),
    /// Print the JSON Schema of a YAML file · 输出 YAML 文件的 JSON Schema
    #[command(after_help = cli::schema::EXAMPLES)]
    Schema(cli::schema::SchemaArgs),
    /// Print a completion script for a shell · 输出命令行补全脚本
    #[command(after_help = cli::completions::EXAMPLES)]
    Completions(cli::completions::CompletionsArgs),
    /// Print the manual page · 输出手册页
    #[command(after_help = cli::man::EXAMPLES)]
    Man(cli::man::ManArgs),
    /// Show the help of a command · 显示一个命令的帮助
    #[command(after_help = HELP_EXAMPLES)]
    Help(HelpArgs),
}

/// What `help` takes.
#[derive(clap::Args)]
pub struct HelpArgs {
    /// The command (default: all in a list) · 命令（默认列出全部）
    pub command: Option<String>,
    /// Language of the help · 帮助的语言
    #[arg(long, value_enum)]
    pub lang: Option<LangArg>,
}

const ABOUT: &str = "\
Builds a bilingual website from Markdown, and proves what it publishes · 用 Markdown 生成中英对照网站，并核对所发表的内容";

const EXAMPLES: &str = "\
Examples · 例子
  duizhao                                 build content/ into public/ · 生成网站
  duizhao check --lang zh                 only report findings · 只核对，用中文显示
  duizhao build --check                   is public/ up to date? · public/ 与内容一致吗？
  duizhao init my-site                    a new site · 新建站点
  duizhao -C ../other-site                a site in another folder · 另一处的站点
  duizhao help check                      the help of a command · 一个命令的帮助

Exit status · 退出码
  0  clean · 无误
  1  errors found, or a difference under --check · 有错误，或用 --check 时有差异
  2  could not run · 无法运行";

const HELP_EXAMPLES: &str = "\
Examples · 例子
  duizhao help
  duizhao help build";

/// The whole command line, its texts in both languages.
pub fn definition() -> clap::Command {
    let help = Arg::new("help").short('h').long("help").global(true).action(ArgAction::Help);
    let version = Arg::new("version").short('V').long("version").action(ArgAction::Version);
    Args::command()
        .disable_help_flag(true)
        .disable_help_subcommand(true)
        .disable_version_flag(true)
        .arg(help.help("Print help · 显示帮助"))
        .arg(version.help("Print the version · 显示版本"))
}
