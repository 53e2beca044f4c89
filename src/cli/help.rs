//! The help in the reader's language.
//!
//! The definitions say everything in both languages, `English · 中文` on one line. Completions and the
//! manual page show both; `--help` shows the one that the reader asked for, the library's own words
//! included.

use std::ffi::OsString;

use anyhow::Result;
use clap::builder::StyledStr;
use clap::builder::styling::Style;
use clap::{Arg, Command};

use crate::base::lang::{Both, Lang};
use crate::cli;

/// What stands between the two languages on a line.
const BETWEEN: &str = " · ";

/// Signs for what is to be typed, in Chinese.
const SIGNS: [(&str, &str); 16] = [
    ("[OPTIONS]", "[选项]"),
    ("[COMMAND]", "[命令]"),
    ("COMMAND", "命令"),
    ("DIR", "文件夹"),
    ("FILE", "文件"),
    ("FORMAT", "格式"),
    ("LANG", "语言"),
    ("URL", "网址"),
    ("PAGE", "页面"),
    ("TOPIC|PAGE[#PASSAGE]", "主题|页面[#段]"),
    ("ID", "原文"),
    ("TEXT", "文字"),
    ("RULE", "规则"),
    ("SHELL", "命令行"),
    ("CMD", "命令"),
    ("N", "端口"),
];

/// Shows the help or the version that a command line asks for.
pub fn show(definition: Command, args: Vec<OsString>, lang: Lang) -> Result<()> {
    if let Err(shown) = spoken(definition, lang).try_get_matches_from(args) {
        cli::print(&text(&shown.render(), lang, cli::colored(&std::io::stdout())))?;
    }
    Ok(())
}

/// A help text as it is printed.
fn text(help: &StyledStr, lang: Lang, colored: bool) -> String {
    let text = if colored { help.ansi().to_string() } else { help.to_string() };
    match lang {
        Lang::En => text,
        Lang::Zh => {
            let headings = ["命令", "参数", "选项"];
            let text = signs(&text);
            headings.iter().fold(text, |text, one| text.replace(&format!("{one}:"), &format!("{one}：")))
        }
    }
}

/// A usage line with the signs for what is to be typed in Chinese.
pub fn signs(usage: &str) -> String {
    SIGNS.iter().fold(usage.to_owned(), |text, (en, zh)| match en.starts_with('[') {
        true => text.replace(en, zh),
        false => text
            .replace(&format!("<{en}>"), &format!("<{zh}>"))
            .replace(&format!("[{en}]"), &format!("[{zh}]")),
    })
}

/// A command with all its texts in one language.
fn spoken(command: Command, lang: Lang) -> Command {
    let bold = Style::new().bold().underline();
    let pick = |zh: &'static str, en: &'static str| *Both { zh, en }.get(lang);
    let usage = pick("用法：", "Usage:");
    let (arguments, options) = (pick("参数", "Arguments"), pick("选项", "Options"));
    let about = command.get_about().map(|text| side(&text.to_string(), lang));
    let after = command.get_after_help().map(|text| side(&text.to_string(), lang));
    let gap = if lang == Lang::En { " " } else { "" };
    let mut command = command
        .help_template(format!(
            "{{about-with-newline}}\n{bold}{usage}{bold:#}{gap}{{usage}}\n\n{{all-args}}{{after-help}}"
        ))
        .subcommand_help_heading(pick("命令", "Commands"))
        .subcommand_value_name("COMMAND")
        .mut_args(|arg| {
            let heading = if arg.is_positional() { arguments } else { options };
            argument(arg, lang).help_heading(heading)
        })
        .mut_subcommands(|one| spoken(one, lang));
    if let Some(about) = about {
        command = command.about(about);
    }
    match after {
        Some(after) => command.after_help(after),
        None => command,
    }
}

/// An argument with its help in one language; what may be given, and what counts where nothing is, is
/// said there too.
fn argument(arg: Arg, lang: Lang) -> Arg {
    let mut help = arg.get_help().map_or(String::new(), |help| side(&help.to_string(), lang));
    let values: Vec<String> = match arg.get_action().takes_values() {
        true => arg.get_possible_values().iter().map(|one| one.get_name().to_owned()).collect(),
        false => Vec::new(),
    };
    let default = arg.get_default_values().first().map(|value| value.to_string_lossy().into_owned());
    let tail = match (values.is_empty(), default) {
        (true, None) => None,
        (true, Some(default)) => Some(Both::new(format!("默认 {default}"), format!("default: {default}"))),
        (false, None) => Some(Both::new(values.join("、"), values.join(", "))),
        (false, Some(default)) => Some(Both::new(
            format!("{}；默认 {default}", values.join("、")),
            format!("{}; default: {default}", values.join(", ")),
        )),
    };
    if let Some(tail) = tail {
        let (open, close) = *Both { zh: ("（", "）"), en: (" (", ")") }.get(lang);
        help.push_str(&format!("{open}{}{close}", tail.get(lang)));
    }
    let sign = arg.get_value_names().and_then(|names| SIGNS.iter().find(|(en, _)| *en == names[0].as_str()));
    let sign = sign.map(|(_, zh)| *zh);
    if !arg.get_action().takes_values() {
        return arg.help(help);
    }
    let arg = arg.help(help).hide_default_value(true).hide_possible_values(true);
    match (lang, sign) {
        (Lang::Zh, Some(zh)) => arg.value_name(zh),
        _ => arg,
    }
}

/// One language of a text that says everything in both, line by line. An example keeps its command.
fn side(text: &str, lang: Lang) -> String {
    let line = |line: &str| {
        let Some((en, zh)) = line.split_once(BETWEEN) else { return line.to_owned() };
        if lang == Lang::En {
            return en.to_owned();
        }
        let bare = en.trim_start();
        let indent = en.len() - bare.len();
        let from = match bare.find("  ") {
            Some(gap) => en.len() - bare[gap..].trim_start().len(),
            None => indent,
        };
        format!("{}{zh}", &en[..from])
    };
    text.lines().map(line).collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_language_of_a_line_is_taken() {
        let text = "Examples · 例子\n  duizhao check    findings · 显示问题\n  duizhao man\n     more · 更多";
        assert_eq!(side(text, Lang::En), "Examples\n  duizhao check    findings\n  duizhao man\n     more");
        assert_eq!(side(text, Lang::Zh), "例子\n  duizhao check    显示问题\n  duizhao man\n     更多");
    }

    #[test]
    fn signs_are_said_in_chinese() {
        assert_eq!(signs("duizhao new [OPTIONS] <PAGE>"), "duizhao new [选项] <页面>");
    }
}
