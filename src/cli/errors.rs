//! What was mistyped on the command line, said in both languages, with the nearest right word.

use std::ffi::OsString;

use clap::error::{ContextKind, ContextValue, ErrorKind};

use crate::base::error::Error;
use crate::base::lang::{Both, Lang};
use crate::base::suggest::nearest;
use crate::cli::{self, help};

/// The language that a command line asks for, however wrong the rest of it is.
pub fn language(args: &[OsString]) -> Lang {
    let words: Vec<&str> = args.iter().filter_map(|arg| arg.to_str()).collect();
    let after = |pair: &[&str]| (pair[0] == "--lang").then(|| pair[1].to_owned());
    let joined = words.iter().find_map(|word| word.strip_prefix("--lang=").map(str::to_owned));
    let asked = joined.or_else(|| words.windows(2).find_map(after));
    cli::language(asked.and_then(|code| Lang::from_code(&code)))
}

/// The command of a name, or an error that offers the nearest.
pub fn named(mut definition: clap::Command, name: &str) -> Result<clap::Command, Error> {
    definition.build();
    match definition.find_subcommand(name) {
        Some(command) => Ok(command.clone()),
        None => Err(unknown_command(&definition, name, None)),
    }
}

/// An option that stands before a command and would not be heard there: it belongs after the command.
pub fn misplaced(definition: &clap::Command, matches: &clap::ArgMatches) -> Option<Error> {
    let (command, _) = matches.subcommand()?;
    let is_typed = |arg: &&clap::Arg| {
        let id = arg.get_id().as_str();
        !arg.is_global_set() && matches.value_source(id) == Some(clap::parser::ValueSource::CommandLine)
    };
    let option = definition.get_arguments().find(is_typed)?.get_long()?;
    let taken = definition
        .find_subcommand(command)
        .is_some_and(|command| command.get_arguments().any(|arg| arg.get_long() == Some(option)));
    Some(match taken {
        true => Error::new(
            format!("--{option} 要写在命令后面：duizhao {command} --{option}"),
            format!("--{option} goes after the command: duizhao {command} --{option}"),
        ),
        false => Error::new(
            format!("{command} 没有选项 --{option}；用法见 duizhao help {command}"),
            format!("{command} has no option --{option}; for its use see duizhao help {command}"),
        ),
    })
}

fn missing(arg: &str, choices: &[String]) -> Both<String> {
    match choices.is_empty() {
        true => Both::new(format!("还要写上 {arg}"), format!("{arg} must be given too")),
        false => Both::new(
            format!("还要写上 {arg}（{}）", choices.join("、")),
            format!("{arg} must be given too ({})", choices.join(", ")),
        ),
    }
}

/// What the library says of a command line, in words of both languages.
pub fn wrong(definition: &clap::Command, error: &clap::Error, args: &[OsString]) -> Error {
    let get = |kind| error.get(kind).map(words).unwrap_or_default();
    let arg = get(ContextKind::InvalidArg);
    let name = arg.split([' ', '=']).next().unwrap_or(&arg).to_owned();
    let value = get(ContextKind::InvalidValue);
    let Both { zh, en } = match error.kind() {
        ErrorKind::InvalidSubcommand => {
            let typed = get(ContextKind::InvalidSubcommand);
            return unknown_command(definition, &typed, first(error, ContextKind::SuggestedSubcommand));
        }
        ErrorKind::UnknownArgument => unknown_argument(&arg, first(error, ContextKind::SuggestedArg)),
        ErrorKind::InvalidValue | ErrorKind::ValueValidation if value.is_empty() => {
            Both::new(format!("{name} 后面要写一个值"), format!("{name} needs a value after it"))
        }
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => wrong_value(error, &name, &value),
        ErrorKind::MissingRequiredArgument => {
            missing(&arg, &requested(definition, args).map_or(Vec::new(), |command| choices(&command)))
        }
        // No two options exclude each other.
        ErrorKind::ArgumentConflict => {
            Both::new(format!("{name} 写了两次"), format!("{name} is given twice"))
        }
        ErrorKind::InvalidUtf8 => {
            Both::new("参数里有不能识别的字符", "an argument holds characters that cannot be read")
        }
        _ => Both::new("命令写得不对", "the command is not right"),
    };
    let zh = help::signs(&zh);
    if en.ends_with('?') {
        return Error::new(zh, en);
    }
    let usage = get(ContextKind::Usage);
    let usage = usage.trim_start_matches("Usage:").trim();
    if usage.is_empty() {
        let command = requested(definition, args).map(|command| command.get_name().to_owned());
        let see = command.map_or("duizhao --help".to_owned(), |name| format!("duizhao help {name}"));
        return Error::new(format!("{zh}。用法见 {see}"), format!("{en}. For its use see {see}"));
    }
    Error::new(format!("{zh}。用法：{}", help::signs(usage)), format!("{en}. Usage: {usage}"))
}

/// The command that a command line asks for.
fn requested(definition: &clap::Command, args: &[OsString]) -> Option<clap::Command> {
    let mut words = args.iter().skip(1).filter_map(|arg| arg.to_str());
    words.find_map(|word| definition.find_subcommand(word)).cloned()
}

/// What may stand after a command where only certain words may.
fn choices(command: &clap::Command) -> Vec<String> {
    let values = command.get_positionals().flat_map(clap::Arg::get_possible_values);
    values.map(|value| value.get_name().to_owned()).collect()
}

fn unknown_command(definition: &clap::Command, typed: &str, near: Option<String>) -> Error {
    let names: Vec<&str> = definition.get_subcommands().map(clap::Command::get_name).collect();
    let near = nearest(typed, names.iter().copied()).map(str::to_owned).or(near);
    match near {
        Some(near) => Error::new(
            format!("没有命令“{typed}”；是不是要写 duizhao {near}？"),
            format!("there is no command “{typed}”; did you mean duizhao {near}?"),
        ),
        None => Error::new(
            format!("没有命令“{typed}”；可用的命令：{}", names.join("、")),
            format!("there is no command “{typed}”; the commands are {}", names.join(", ")),
        ),
    }
}

fn unknown_argument(arg: &str, near: Option<String>) -> Both<String> {
    if !arg.starts_with('-') {
        return Both::new(
            format!("多了“{arg}”：这里不能再写别的"),
            format!("“{arg}” is too much: nothing more can stand here"),
        );
    }
    match near {
        Some(near) => Both::new(
            format!("没有选项 {arg}；是不是要写 {near}？"),
            format!("there is no option {arg}; did you mean {near}?"),
        ),
        None => Both::new(format!("没有选项 {arg}"), format!("there is no option {arg}")),
    }
}

fn wrong_value(error: &clap::Error, name: &str, value: &str) -> Both<String> {
    let possible = error.get(ContextKind::ValidValue).map(list).unwrap_or_default();
    if possible.is_empty() {
        // Numbers are asked for as ports alone.
        return Both::new(
            format!("{name} 的值“{value}”不对：写 1 到 65535 的整数"),
            format!("“{value}” is no value for {name}: write a number from 1 to 65535"),
        );
    }
    let all = Both::new(possible.join("、"), possible.join(", "));
    let meant = Lang::meant(value).map(Lang::code).filter(|code| possible.iter().any(|one| one == code));
    match meant.or_else(|| nearest(value, possible.iter().map(String::as_str))) {
        Some(near) => Both::new(
            format!("{name} 的值“{value}”不对（可用的值：{}）；是不是要写 {near}？", all.zh),
            format!(
                "“{value}” is no value for {name} (the possible values are {}); did you mean {near}?",
                all.en
            ),
        ),
        None => Both::new(
            format!("{name} 的值“{value}”不对；可用的值：{}", all.zh),
            format!("“{value}” is no value for {name}; the possible values are {}", all.en),
        ),
    }
}

fn list(value: &ContextValue) -> Vec<String> {
    match value {
        ContextValue::String(one) => vec![one.clone()],
        ContextValue::Strings(all) => all.clone(),
        ContextValue::StyledStr(one) => vec![one.to_string()],
        ContextValue::StyledStrs(all) => all.iter().map(ToString::to_string).collect(),
        ContextValue::Number(n) => vec![n.to_string()],
        _ => Vec::new(),
    }
}

fn words(value: &ContextValue) -> String {
    list(value).join(" ")
}

fn first(error: &clap::Error, kind: ContextKind) -> Option<String> {
    error.get(kind).map(list)?.into_iter().next()
}
