//! Opening a file at a line in the editor of the person who edits.
//!
//! The command is a list of words, never a shell's line; the place is added in the way that the editor
//! knows. An editor that needs a terminal is not started: the one that `serve` runs in is taken.

use std::path::Path;
use std::process::{Command, Stdio};

use crate::base::lang::Both;
use crate::base::os_error;

/// A place to open.
#[derive(Clone, Copy, Debug)]
pub struct Location<'s> {
    /// The file.
    pub file: &'s Path,
    /// Line, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
}

/// An editor that was named.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Editor {
    words: Vec<String>,
}

/// How an editor is told the place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Syntax {
    /// `-g file:line:column`
    Goto,
    /// `file:line:column`
    Colons,
    /// `+line:column file`
    PlusColumn,
    /// `+line file`
    Plus,
    /// `+line,column file`
    PlusComma,
    /// `-nLINE -cCOLUMN file`
    NotepadPlusPlus,
    /// `--line LINE --column COLUMN file`
    LineColumn,
    /// `-l LINE file`
    Line,
    /// The file alone.
    File,
}

/// The editors that are known by their program's name: the way, and whether it needs a terminal.
const KNOWN: [(&[&str], Syntax, bool); 12] = [
    (&["code", "code-insiders", "codium", "vscodium", "cursor", "windsurf", "positron"], Syntax::Goto, false),
    (&["subl", "sublime_text", "zed", "zeditor", "zedit", "lapce", "geany"], Syntax::Colons, false),
    (&["hx", "helix", "micro", "kak"], Syntax::Colons, true),
    (&["emacsclient", "gnuclient"], Syntax::PlusColumn, false),
    (&["emacs"], Syntax::PlusColumn, false),
    (
        &["gvim", "mvim", "nvim-qt", "bbedit", "gedit", "gnome-text-editor", "pluma", "xed"],
        Syntax::Plus,
        false,
    ),
    (&["vi", "vim", "nvim", "view", "ed", "joe", "jed", "mcedit", "ne"], Syntax::Plus, true),
    (&["nano", "pico"], Syntax::PlusComma, true),
    (&["notepad++"], Syntax::NotepadPlusPlus, false),
    (
        &[
            "idea",
            "idea64",
            "webstorm",
            "webstorm64",
            "pycharm",
            "pycharm64",
            "rustrover",
            "rustrover64",
            "kate",
            "kwrite",
        ],
        Syntax::LineColumn,
        false,
    ),
    (&["mate", "xcode", "xed-mac"], Syntax::Line, false),
    (&["notepad", "notepad.exe", "textedit"], Syntax::File, false),
];

/// The environment variables that name an editor, the most particular first.
pub const VARIABLES: [&str; 3] = ["DUIZHAO_EDITOR", "VISUAL", "EDITOR"];

impl Editor {
    /// The editor that the command line names, or else the environment.
    pub fn choose(asked: Option<&str>, variable: impl Fn(&str) -> Option<String>) -> Option<Editor> {
        let named = VARIABLES.iter().filter_map(|name| variable(name));
        asked.map(str::to_owned).into_iter().chain(named).find_map(|line| Editor::read(&line))
    }

    /// A command with its arguments: words between blanks, or between quotation marks.
    fn read(line: &str) -> Option<Editor> {
        let mut words: Vec<String> = Vec::new();
        let (mut word, mut quote, mut began) = (String::new(), None, false);
        for c in line.chars() {
            match (c, quote) {
                (c, Some(mark)) if c == mark => quote = None,
                (c, Some(_)) => word.push(c),
                ('"' | '\'', None) => (quote, began) = (Some(c), true),
                (c, None) if c.is_whitespace() => {
                    if began || !word.is_empty() {
                        words.push(std::mem::take(&mut word));
                        began = false;
                    }
                }
                (c, None) => word.push(c),
            }
        }
        if began || !word.is_empty() {
            words.push(word);
        }
        // A path with blanks that nobody quoted, as Windows users write it.
        if words.len() > 1 && Path::new(line.trim()).is_file() {
            words = vec![line.trim().to_owned()];
        }
        words.first().is_some_and(|first| !first.is_empty()).then_some(Editor { words })
    }

    /// The first word whose program is known, and what is known of it: `vim` in `kitty -e vim`.
    fn known(&self) -> Option<(usize, Syntax, bool)> {
        self.words.iter().enumerate().find_map(|(at, word)| {
            let name = program(word);
            let (_, way, terminal) = KNOWN.iter().find(|(names, ..)| names.contains(&name.as_str()))?;
            let in_terminal = *terminal
                || (name == "emacs"
                    && self
                        .words
                        .iter()
                        .any(|word| matches!(word.as_str(), "-nw" | "-t" | "--no-window-system")))
                || (name == "emacsclient"
                    && self.words.iter().any(|word| matches!(word.as_str(), "-nw" | "-t" | "--tty")));
            Some((at, *way, in_terminal))
        })
    }

    /// The words that open a place.
    fn words_for(&self, spot: Location) -> Vec<String> {
        let Location { line, column, .. } = spot;
        let file = spot.file.to_string_lossy().into_owned();
        if self.words.iter().any(|word| word.contains("{file}")) {
            let fill = |word: &String| {
                let word = word.replace("{line}", &line.to_string()).replace("{column}", &column.to_string());
                word.replace("{file}", &file)
            };
            return self.words.iter().map(fill).collect();
        }
        let place = match self.known().map_or(Syntax::File, |(_, way, _)| way) {
            Syntax::Goto => vec!["-g".to_owned(), format!("{file}:{line}:{column}")],
            Syntax::Colons => vec![format!("{file}:{line}:{column}")],
            Syntax::PlusColumn => vec![format!("+{line}:{column}"), file],
            Syntax::Plus => vec![format!("+{line}"), file],
            Syntax::PlusComma => vec![format!("+{line},{column}"), file],
            Syntax::NotepadPlusPlus => vec![format!("-n{line}"), format!("-c{column}"), file],
            Syntax::LineColumn => {
                vec!["--line".into(), line.to_string(), "--column".into(), column.to_string(), file]
            }
            Syntax::Line => vec!["-l".into(), line.to_string(), file],
            Syntax::File => vec![file],
        };
        // An editor that is asked to wait is not waited for.
        self.words.iter().cloned().chain(place).collect()
    }

    /// Opens a place, or says why not.
    pub fn open(&self, spot: Location) -> Result<(), Both<String>> {
        let name = &self.words[0];
        if self.known().is_some_and(|(at, _, terminal)| terminal && at == 0) {
            return Err(Both::new(
                format!(
                    "{name} 需要自己的终端：用 --editor 指定带窗口的编辑器，例如 --editor code，或 --editor \"xterm -e {name}\""
                ),
                format!(
                    "{name} needs a terminal of its own: name an editor with a window, such as --editor code, or --editor \"xterm -e {name}\""
                ),
            ));
        }
        let words = self.words_for(spot);
        let started = programs(name).into_iter().map(|program| start(&program, &words[1..]));
        let mut failed = None;
        for result in started {
            match result {
                Ok(()) => return Ok(()),
                Err(error) => failed = Some(error),
            }
        }
        let why = failed.as_ref().map(os_error::reason).unwrap_or_default();
        Err(Both::new(
            format!("{name} 打不开：{}；用 --editor 指定编辑器", why.zh),
            format!("{name} could not be started: {}; name an editor with --editor", why.en),
        ))
    }
}

/// What to say where no editor was named.
pub fn none() -> Both<String> {
    Both::new(
        "不知道用哪个编辑器：用 --editor 指定，例如 --editor code，或设定环境变量 DUIZHAO_EDITOR",
        "no editor is known: name one with --editor, such as --editor code, or in the variable DUIZHAO_EDITOR",
    )
}

/// The name of a program without its folder and ending, in lower case.
fn program(word: &str) -> String {
    let name = word.rsplit(['/', '\\']).next().unwrap_or(word).to_lowercase();
    [".exe", ".cmd", ".bat"].iter().find_map(|end| name.strip_suffix(end)).unwrap_or(&name).to_owned()
}

/// What may stand for a name: on Windows, editors put scripts on the path.
fn programs(name: &str) -> Vec<String> {
    match cfg!(windows) && !name.contains('.') {
        true => vec![name.to_owned(), format!("{name}.cmd"), format!("{name}.bat")],
        false => vec![name.to_owned()],
    }
}

/// Starts a program, and waits for its end aside so that nothing is left of it.
fn start(program: &str, words: &[String]) -> std::io::Result<()> {
    let mut command = Command::new(program);
    command.args(words).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    let mut child = command.spawn()?;
    let _ = std::thread::Builder::new().spawn(move || child.wait());
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn opened(line: &str) -> String {
        let spot = Location { file: Path::new("/s/content/a b.zh.md"), line: 12, column: 3 };
        Editor::read(line).map_or(String::new(), |editor| editor.words_for(spot).join("|"))
    }

    #[test]
    fn each_editor_is_told_the_line_in_its_own_way() {
        let file = "/s/content/a b.zh.md";
        for (line, words) in [
            ("code", "code|-g|FILE:12:3"),
            ("code --wait", "code|--wait|-g|FILE:12:3"),
            ("/usr/bin/codium", "/usr/bin/codium|-g|FILE:12:3"),
            ("cursor", "cursor|-g|FILE:12:3"),
            ("subl", "subl|FILE:12:3"),
            ("zed", "zed|FILE:12:3"),
            ("emacsclient -n", "emacsclient|-n|+12:3|FILE"),
            ("gvim", "gvim|+12|FILE"),
            ("xterm -e vim", "xterm|-e|vim|+12|FILE"),
            ("kitty nano", "kitty|nano|+12,3|FILE"),
            ("kitty hx", "kitty|hx|FILE:12:3"),
            ("idea", "idea|--line|12|--column|3|FILE"),
            (
                "\"C:\\Program Files\\Notepad++\\notepad++.exe\" -multiInst",
                "C:\\Program Files\\Notepad++\\notepad++.exe|-multiInst|-n12|-c3|FILE",
            ),
            ("my-editor --at {line} {file}", "my-editor|--at|12|FILE"),
            ("unknown", "unknown|FILE"),
        ] {
            assert_eq!(opened(line), words.replace("FILE", file), "{line}");
        }
    }

    #[test]
    fn an_editor_that_needs_a_terminal_is_not_started() {
        let spot = Location { file: Path::new("/nowhere"), line: 1, column: 1 };
        for line in ["vim", "/usr/bin/nano", "hx", "emacs -nw", "nvim -p"] {
            let said = Editor::read(line).and_then(|editor| editor.open(spot).err());
            assert!(
                said.is_some_and(|said| said.en.contains("terminal") && said.zh.contains("终端")),
                "{line}"
            );
        }
    }

    #[test]
    fn the_command_line_comes_first_then_the_own_variable() {
        let variable = |name: &str| (name != "VISUAL").then(|| format!("from-{name}"));
        let chosen = |asked| Editor::choose(asked, variable).map(|editor| editor.words[0].clone());
        assert_eq!(chosen(Some("code")).as_deref(), Some("code"));
        assert_eq!(chosen(None).as_deref(), Some("from-DUIZHAO_EDITOR"));
        assert_eq!(Editor::choose(Some("  "), |_| None), None);
    }
}
