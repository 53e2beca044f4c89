//! The program: arguments → command → exit status.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

use duizhao::cmd::{self, Outcome};

/// Builds a bilingual website from Markdown, and proves what it publishes.
/// 用 Markdown 生成中英对照网站，并核对所发表的内容。
#[derive(Parser)]
#[command(name = "duizhao", version, max_term_width = 100)]
struct Cli {
    /// The folder that holds content/ and templates/ · 站点所在的文件夹
    #[arg(short = 'C', global = true, value_name = "DIR", default_value = ".")]
    directory: PathBuf,
    #[command(subcommand)]
    command: Option<Command>,
    #[command(flatten)]
    build: cmd::build::BuildArgs,
}

#[derive(Subcommand)]
enum Command {
    /// Check, render and publish the site (the default) · 核对并生成网站（默认）
    Build(cmd::build::BuildArgs),
    /// Report findings only · 只核对
    Check(cmd::check::CheckArgs),
}

fn main() -> ExitCode {
    let cli = Cli::parse();
    let outcome = match cli.command {
        None => cmd::build::run(&cli.directory, &cli.build),
        Some(Command::Build(args)) => cmd::build::run(&cli.directory, &args),
        Some(Command::Check(args)) => cmd::check::run(&cli.directory, &args),
    };
    match outcome {
        Ok(Outcome::Clean) => ExitCode::SUCCESS,
        Ok(Outcome::Found) => ExitCode::from(1),
        Err(error) => {
            eprintln!("duizhao: {error:#}");
            ExitCode::from(2)
        }
    }
}
