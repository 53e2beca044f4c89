//! `duizhao man`: the manual page of the program or of one command.

use anyhow::Result;
use clap::Args;
use clap_mangen::Man;

use crate::cli::{self, Outcome, errors};

/// What `man` takes.
#[derive(Args, Clone, Debug)]
pub struct ManArgs {
    /// The command (default: the program) · 命令（默认为整个程序）
    pub command: Option<String>,
}

/// How it is used.
pub const EXAMPLES: &str = "\
Examples · 例子
  duizhao man | man -l -                  read it now · 直接阅读
  duizhao man > ~/.local/share/man/man1/duizhao.1
  duizhao man check > ~/.local/share/man/man1/duizhao-check.1";

/// Runs `man`.
pub fn run(definition: clap::Command, args: &ManArgs) -> Result<Outcome> {
    let (command, title) = match &args.command {
        Some(name) => (errors::named(definition, name)?, format!("duizhao-{name}")),
        None => (definition, "duizhao".to_owned()),
    };
    let mut page = Vec::new();
    Man::new(command).title(title).render(&mut page)?;
    cli::print(&String::from_utf8_lossy(&page))?;
    Ok(Outcome::Clean)
}
