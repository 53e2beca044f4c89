//! `duizhao completions`: a script that lets a shell complete commands and options.

use anyhow::Result;
use clap::Args;
use clap::builder::PossibleValuesParser;
use clap_complete::Shell;

use crate::cli::{self, Outcome};
use crate::rules::RULES;

/// What `completions` takes.
#[derive(Args, Clone, Debug)]
pub struct CompletionsArgs {
    /// The shell · 用哪一种命令行
    #[arg(value_enum)]
    pub shell: Shell,
}

/// How it is used.
pub const EXAMPLES: &str = "\
Examples · 例子
  duizhao completions bash > ~/.local/share/bash-completion/completions/duizhao
  duizhao completions zsh > ~/.zfunc/_duizhao
  duizhao completions fish > ~/.config/fish/completions/duizhao.fish
  duizhao completions powershell >> $PROFILE";

/// Runs `completions`.
pub fn run(definition: clap::Command, args: &CompletionsArgs) -> Result<Outcome> {
    let mut script = Vec::new();
    let rules = PossibleValuesParser::new(RULES.iter().map(|rule| rule.name));
    let mut definition = definition
        .mut_subcommand("explain", |explain| explain.mut_arg("rule", |rule| rule.value_parser(rules)));
    clap_complete::generate(args.shell, &mut definition, "duizhao", &mut script);
    cli::print(&String::from_utf8_lossy(&script))?;
    Ok(Outcome::Clean)
}
