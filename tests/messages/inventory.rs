//! Every message that stands in `src/`, read from the sources themselves, scripts included.
//!
//! A message is written in both languages side by side, so its Chinese text is enough to know it by. Each
//! Chinese text in the sources is a message, unless [`DATA`] says that it is what the program reads or
//! writes rather than what it says. So whoever adds a message adds a case that brings it about, or the
//! test fails.

use std::fs;
use std::path::Path;

use super::harness::is_han;

/// Chinese that is no message: file, item (`*` for all), what it is.
const DATA: [(&str, &str, &str); 24] = [
    ("report/causes.rs", "NUMERALS", "words for numbers, in texts"),
    ("base/lang.rs", "meant", "words that people write for a language"),
    ("cli/", "EXAMPLES", "commands that the help shows; `help` looks at them"),
    ("cli/args.rs", "HELP_EXAMPLES", "the same"),
    ("cli/args.rs", "ABOUT", "the first line of the help; `help` looks at it"),
    ("model/config.rs", "*", "examples of values for editors that read the schema"),
    ("quantity/", "*", "words for numbers and units, in texts"),
    ("parse/yaml/schema.rs", "CHINESE", "words that people write for keys"),
    ("render/pages/cite.rs", "*", "a citation that a reader copies"),
    ("parse/markdown/cjk_emphasis.rs", "LENGTHS", "units that people write"),
    ("parse/markdown/stray.rs", "is_contents", "what people write"),
    ("parse/markdown/other_markup.rs", "*", "the same"),
    ("rules/text_untranslated.rs", "NAMES", "names of languages, in texts"),
    ("rules/chart_words.rs", "*", "words that tell kinds of numbers"),
    ("model/figure.rs", "NO_PART", "words that tell percentages that are no part of a whole"),
    ("rules/mark_width.rs", "full_stop", "numbers of headings"),
    ("render/html/site.rs", "*", "names and words on a page"),
    ("model/callout.rs", "name", "the same"),
    ("rules/passage_unpaired.rs", "name", "names of blocks, in other messages"),
    ("prove/quotes/diagnose.rs", "LEFT_OUT", "words that people type"),
    ("render/data/columns.rs", "*", "what the columns of data files hold"),
    ("render/data/package.rs", "package", "the same"),
    ("render/pages/place.rs", "label", "the same"),
    ("render/outline.rs", "*", "numbers of headings, in texts"),
];

/// A text of the sources, with its place.
#[derive(Debug)]
pub struct Wording {
    /// Path below `src/`.
    pub file: String,
    /// Line, from 1.
    pub line: usize,
    /// The function or constant that it stands in.
    pub item: String,
    /// What stays the same whatever is filled in.
    pub pieces: Vec<String>,
}

impl Wording {
    /// Whether these words stand in it.
    pub fn has(&self, words: &str) -> bool {
        self.pieces.iter().any(|piece| piece.contains(words))
    }
}

/// All messages.
pub fn messages() -> Vec<Wording> {
    let data = |one: &Wording| {
        DATA.iter().any(|(file, item, _)| one.file.starts_with(file) && (*item == "*" || *item == one.item))
    };
    wordings().into_iter().filter(|one| !data(one)).collect()
}

/// All Chinese texts of the sources outside of tests.
fn wordings() -> Vec<Wording> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let files = walkdir::WalkDir::new(&root).sort_by_file_name().into_iter().filter_map(Result::ok);
    let mut all = Vec::new();
    for entry in files.filter(|entry| entry.path().extension().is_some_and(|one| one == "rs" || one == "js"))
    {
        let file = entry.path().strip_prefix(&root).unwrap().to_string_lossy().replace('\\', "/");
        let text = fs::read_to_string(entry.path()).unwrap();
        let code = text.split("#[cfg(test)]\nmod ").next().unwrap();
        for (at, literal) in literals(code) {
            if literal.chars().any(is_han) {
                let line = code[..at].matches('\n').count() + 1;
                let item = item(&code[..at]);
                all.push(Wording { file: file.clone(), line, item, pieces: pieces(&literal) });
            }
        }
    }
    all
}

/// The name of the last function, constant or type that begins in a text.
fn item(code: &str) -> String {
    let name = |line: &str| {
        let words: Vec<&str> = line.split(|c: char| !c.is_alphanumeric() && c != '_').collect();
        let at = words.iter().position(|word| matches!(*word, "fn" | "const" | "static"))?;
        words.get(at + 1).map(|name| (*name).to_owned())
    };
    let named = |line: &&str| {
        ["fn ", "const ", "static ", "pub ", "async "]
            .iter()
            .any(|start| line.trim_start().starts_with(start))
    };
    code.lines().rev().filter(named).find_map(name).unwrap_or_default()
}

/// The string literals of some code, with the byte that each begins at; comments and single characters
/// aside.
fn literals(code: &str) -> Vec<(usize, String)> {
    let mut all = Vec::new();
    let mut rest = code;
    while let Some(first) = rest.chars().next() {
        let at = code.len() - rest.len();
        let skip = if rest.starts_with("//") {
            rest.find('\n').unwrap_or(rest.len())
        } else if let Some(raw) = rest.strip_prefix("r#\"") {
            let end = raw.find("\"#").unwrap();
            all.push((at, raw[..end].to_owned()));
            end + 5
        } else if first == '"' {
            let (literal, length) = quoted(&rest[1..]);
            all.push((at, literal));
            length + 2
        } else if first == '\'' {
            character(rest)
        } else {
            first.len_utf8()
        };
        rest = &rest[skip..];
    }
    all
}

/// A string literal after its first quotation mark: what it says, and its length in the code.
fn quoted(code: &str) -> (String, usize) {
    let mut literal = String::new();
    let mut chars = code.char_indices();
    while let Some((at, c)) = chars.next() {
        match c {
            '"' => return (literal, at),
            '\\' => match chars.next().unwrap().1 {
                '\n' => {
                    let blank = code[at + 2..].chars().take_while(|c| c.is_whitespace()).count();
                    (0..blank).for_each(|_| _ = chars.next());
                }
                'n' => literal.push('\n'),
                'u' => {
                    let code: String = chars.by_ref().map(|(_, c)| c).take_while(|c| *c != '}').collect();
                    let number = u32::from_str_radix(code.trim_start_matches('{'), 16).unwrap();
                    literal.extend(char::from_u32(number));
                }
                other => literal.push(other),
            },
            c => literal.push(c),
        }
    }
    panic!("a string has no end: {code}");
}

/// The length of a character literal, or of the mark of a lifetime.
fn character(code: &str) -> usize {
    let mut chars = code.char_indices().skip(1);
    let (_, second) = chars.next().unwrap();
    if second == '\\' {
        return code[3..].find('\'').unwrap() + 4;
    }
    match chars.next() {
        Some((at, '\'')) => at + 1,
        _ => 1,
    }
}

/// The parts of a text between its holes `{…}`.
fn pieces(literal: &str) -> Vec<String> {
    let mut all = vec![String::new()];
    let mut rest = literal;
    while let Some(c) = rest.chars().next() {
        let hole = rest
            .strip_prefix('{')
            .and_then(|inner| inner.find('}'))
            .filter(|end| rest[1..=*end].chars().all(|c| c.is_ascii_alphanumeric() || "_:.?#<>".contains(c)));
        if rest.starts_with("{{}}") {
            // A hole that is filled in later.
            all.push(String::new());
            rest = &rest[4..];
        } else if rest.starts_with("{{") || rest.starts_with("}}") {
            all.last_mut().unwrap().push(c);
            rest = &rest[2..];
        } else if let Some(end) = hole {
            all.push(String::new());
            rest = &rest[end + 2..];
        } else {
            all.last_mut().unwrap().push(c);
            rest = &rest[c.len_utf8()..];
        }
    }
    all.retain(|piece| !piece.is_empty());
    all
}

#[test]
fn what_is_set_aside_as_data_is_there() {
    let all = wordings();
    for (file, item, what) in DATA {
        let there = all.iter().any(|one| one.file.starts_with(file) && (item == "*" || item == one.item));
        assert!(there, "{file} has no {item} ({what}) any more");
    }
}

#[test]
fn sources_are_read_as_rust_reads_them() {
    let code =
        "/// “注释”\nfn f<'a>(c: char) { g('\"', '\\'', \"一{n}二{{三}}\\u{4e00}\\\n    四\"); } // \"五\"\n";
    let found = literals(code);
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!(found[0].1, "一{n}二{{三}}一四");
    assert_eq!(pieces(&found[0].1), ["一", "二{三}一四"]);
    assert_eq!(pieces("`{ zh: … }`{:?}"), ["`{ zh: … }`"]);
    assert_eq!(item("pub fn f() {}\nconst A: [&str; 1] = ["), "A");
}
