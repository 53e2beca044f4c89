//! What `--help` says, whole in the reader’s language.

use std::process::Command;
use std::sync::OnceLock;

use duizhao::cli::args;

use super::harness::{Transcript, is_han};
use crate::site::{Folder, Ran, program};

/// Words that the library for command lines says in English by itself.
const THEIRS: [&str; 14] = [
    "Usage",
    "Options",
    "OPTIONS",
    "Commands",
    "COMMAND",
    "Arguments",
    "default",
    "possible values",
    "Possible values",
    "error:",
    "tip:",
    "a similar",
    "For more information",
    "Print ",
];

fn said(locale: &str, args: &[&str]) -> String {
    let output: Ran = program().args(args).env("LC_ALL", locale).output().unwrap().into();
    assert!(output.status.success(), "{args:?}: {}", output.stderr);
    output.text()
}

fn commands() -> Vec<String> {
    args::definition().get_subcommands().map(|one| one.get_name().to_owned()).collect()
}

/// Every help in Chinese, and what stands in both languages.
pub fn transcript() -> &'static Transcript {
    static TRANSCRIPT: OnceLock<Transcript> = OnceLock::new();
    TRANSCRIPT.get_or_init(|| {
        let mut transcript = Transcript::default();
        transcript.text(said("zh_CN.UTF-8", &["--help"]));
        for command in commands() {
            transcript.text(said("zh_CN.UTF-8", &["help", &command]));
        }
        for one in args::definition().get_arguments() {
            transcript.text(one.get_help().map(ToString::to_string).unwrap_or_default());
        }
        transcript
    })
}

/// Help without its examples, whose commands may hold words of either language.
fn without_examples(help: &str) -> String {
    help.split("\nExamples\n").flat_map(|part| part.split("\n例子\n")).next().unwrap().to_owned()
}

#[test]
fn help_is_whole_in_the_readers_language() {
    for command in commands() {
        let zh = said("zh_CN.UTF-8", &[&command, "--help"]);
        let en = said("en_US.UTF-8", &[&command, "--help"]);
        for (lang, locale, text) in [("zh", "zh_CN.UTF-8", &zh), ("en", "en_US.UTF-8", &en)] {
            assert_eq!(text, &said(locale, &["help", &command]), "{command}");
            assert_eq!(text, &said("C", &["help", &command, "--lang", lang]), "{command}");
        }
        assert!(!without_examples(&en).contains(is_han), "{en}");
        for word in THEIRS {
            assert!(!zh.contains(word), "“{word}” in:\n{zh}");
        }
        for line in without_examples(&zh).lines().filter(|line| !line.is_empty()) {
            assert!(line.contains(is_han), "“{line}” in:\n{zh}");
        }
        assert!(zh.starts_with(is_han) && zh.contains("\n用法：duizhao ") && zh.contains("\n例子\n"), "{zh}");
        assert!(en.contains("\nUsage: duizhao ") && en.contains("\nExamples\n"), "{en}");
        assert!(!zh.contains(" · ") && !en.contains(" · "), "{zh}{en}");
    }
    let (zh, en) = (said("zh_CN.UTF-8", &["--help"]), said("en_US.UTF-8", &["-h"]));
    assert!(
        zh.contains("用法：duizhao [选项] [命令]\n\n命令：\n  build") && zh.contains("退出码\n  0  无误"),
        "{zh}"
    );
    assert!(en.contains("Usage: duizhao [OPTIONS] [COMMAND]\n\nCommands:\n  build"), "{en}");
    assert!(zh.contains("（human、json、sarif、github；默认 human）"), "{zh}");
    assert!(en.contains("(human, json, sarif, github; default: human)"), "{en}");
    assert_eq!(said("zh_CN.UTF-8", &["--version"]), format!("duizhao {}\n", env!("CARGO_PKG_VERSION")));
}

/// What is defined says everything in both languages, so that completions and manual pages do.
#[test]
fn every_text_of_the_command_line_stands_in_both_languages() {
    fn both(what: &str, text: Option<String>) {
        let text = text.unwrap_or_default();
        let (en, zh) = text.split_once(" · ").unwrap_or_else(|| panic!("{what}: “{text}”"));
        assert!(en.contains(|c: char| c.is_ascii_alphabetic()) && zh.contains(is_han), "{what}: “{text}”");
    }
    fn look(command: &clap::Command) {
        let name = command.get_name();
        both(name, command.get_about().map(ToString::to_string));
        both(name, command.get_after_help().map(ToString::to_string));
        for one in command.get_arguments() {
            both(&format!("{name} {}", one.get_id()), one.get_help().map(ToString::to_string));
        }
        command.get_subcommands().for_each(look);
    }
    look(&args::definition());
}

#[test]
fn completions_and_manual_page_know_every_command() {
    let folder = Folder::new();
    let stdout = |args: &[&str]| folder.run_inside(args).text();
    let mut made = vec![("man", stdout(&["man"]).replace("\\-", "-"))];
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        made.push((shell, stdout(&["completions", shell])));
    }
    for command in commands() {
        for (what, text) in &made {
            assert!(text.contains(&command), "{what} lacks {command}");
        }
        assert!(stdout(&["man", &command]).contains(&command));
    }
}

/// In a terminal, help is colored; the program’s own translation of the library’s words must hold there too.
#[test]
#[cfg(target_os = "linux")]
fn help_in_a_terminal_is_colored_and_whole() {
    let run = format!("{} check --help", env!("CARGO_BIN_EXE_duizhao"));
    let shown = |color: bool| {
        let mut command = Command::new("script");
        command.args(["-qec", &run, "/dev/null"]).env("LC_ALL", "zh_CN.UTF-8").env("TERM", "xterm");
        command.env_remove("NO_COLOR");
        if !color {
            command.env("NO_COLOR", "1");
        }
        command.output().ok().map(|output| String::from_utf8_lossy(&output.stdout).into_owned())
    };
    let (Some(colored), Some(plain)) = (shown(true), shown(false)) else {
        println!("there is no `script` here: no terminal was tried");
        return;
    };
    assert!(
        colored.contains('\u{1b}') && colored.contains("选项：") && colored.contains("[选项]"),
        "{colored}"
    );
    assert!(!plain.contains('\u{1b}') && plain.contains("选项："), "{plain}");
}
