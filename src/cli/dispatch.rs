//! Arguments → command → exit status.

use std::ffi::OsString;

use anyhow::Result;
use clap::FromArgMatches;

use crate::base::error;
use crate::base::lang::Lang;
use crate::cli::args::{Args, Command, HelpArgs, definition};
use crate::cli::{self, Outcome, errors, help};

/// Runs the command that was typed, and gives the exit status.
pub fn run(args: impl IntoIterator<Item = OsString>) -> u8 {
    let args: Vec<OsString> = args.into_iter().collect();
    let language = errors::language(&args);
    let mut misplaced = None;
    let typed = definition().try_get_matches_from(&args).and_then(|mut matches| {
        misplaced = errors::misplaced(&definition(), &matches);
        Args::from_arg_matches_mut(&mut matches)
    });
    let outcome = match typed {
        Ok(args) => misplaced.map_or_else(|| dispatch(args), |error| Err(error.into())),
        Err(shown) if !shown.use_stderr() => {
            help::show(definition(), args.clone(), language).map(|()| Outcome::Clean)
        }
        Err(error) => Err(errors::wrong(&definition(), &error, &args).into()),
    };
    match outcome {
        Ok(Outcome::Clean) => 0,
        Ok(Outcome::Found) => 1,
        Err(error) if cli::is_closed_pipe(&error) => 0,
        Err(error) => {
            cli::say(format!("duizhao: {}", error::text(&error, language)));
            2
        }
    }
}

fn dispatch(typed: Args) -> Result<Outcome> {
    let root = &typed.directory;
    match typed.command {
        None => cli::build::run(root, &typed.build),
        Some(Command::Build(args)) => cli::build::run(root, &args),
        Some(Command::Check(args)) => cli::check::run(root, &args),
        Some(Command::Serve(args)) => cli::serve::run(root, &args),
        Some(Command::Init(args)) => cli::init::run(root, &args),
        Some(Command::New(args)) => cli::new::run(root, &args),
        Some(Command::Accept(args)) => cli::accept::run(root, &args),
        Some(Command::Explain(args)) => cli::explain::run(&args),
        Some(Command::Figures(args)) => cli::figures::run(&args),
        Some(Command::Compare(args)) => cli::compare::run(&args),
        Some(Command::Align(args)) => cli::align::run(&args),
        Some(Command::Markdown(args)) => cli::markdown::run(&args),
        Some(Command::Schema(args)) => cli::schema::run(&args),
        Some(Command::Completions(args)) => cli::completions::run(definition(), &args),
        Some(Command::Man(args)) => cli::man::run(definition(), &args),
        Some(Command::Help(args)) => explain(args),
    }
}

/// The same that `--help` shows.
fn explain(args: HelpArgs) -> Result<Outcome> {
    if let Some(name) = &args.command {
        errors::named(definition(), name)?;
    }
    let words = ["duizhao".to_owned()].into_iter().chain(args.command).chain(["--help".to_owned()]);
    help::show(definition(), words.map(OsString::from).collect(), cli::language(args.lang.map(Lang::from)))?;
    Ok(Outcome::Clean)
}
