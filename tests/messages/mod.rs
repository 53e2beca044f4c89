//! What the program says when something is wrong, and how each saying is brought about.
//!
//! The files below hold cases, those on texts in `tests/cases/messages/`: slips that people make, and what must be said
//! of each. What is said
//! stands in Chinese and English, names the place, says what to do, and needs no knowledge of YAML parsers,
//! template engines or Rust. [`inventory`] reads from the sources which messages there are, and the test
//! here demands that the cases bring each of them about.

mod cases;
mod charts;
mod commands;
mod entries;
mod folder;
mod headers;
mod harness;
mod help;
mod inventory;
mod lock;
mod names;
mod pages;
mod pairs;
mod quotations;
mod serve;
mod starting;
mod templates;
mod terminal;
mod write;
mod yaml;

use duizhao::rules::RULES;
use std::sync::OnceLock;

use harness::Transcript;
pub use harness::findings;
pub use lock::of_hashes;

use crate::manuals;

/// Messages that cannot be brought about on every machine, or not in a moment: file, words, why.
const NOT_HERE: [(&str, &str, &str); 30] = [
    ("main.rs", "程序自己出了错", "the program must fail"),
    ("serve/client.js", "核对的发现", "takes a browser; see `browser/serve.test.mjs`"),
    ("assemble/load.rs", "这个程序编译时没有带上", "takes a program built without a feature"),
    ("assemble/load.rs", "要求显示原样 HTML", "the same"),
    ("assemble/load.rs", "删去这一行，或用默认功能", "the same"),
    ("rules/quote_not_found.rs", "这一页不符的引文太多", "takes originals of 200 MB"),
    ("cli/build.rs", "读取并核对", "a line on a terminal while long work goes on"),
    ("cli/build.rs", "生成页面", "the same"),
    ("cli/build.rs", "写入", "the same"),
    (
        "cli/mod.rs",
        "核对期间文件被别处改过",
        "another program must write a file at that moment; see `correcting`",
    ),
    ("cli/new/mod.rs", "程序不会转写的符号", "no such sentence is known"),
    ("cli/errors.rs", "命令写得不对", "no such command line is known"),
    ("vfs/walk.rs", "文件超过", "takes 400,000 files"),
    ("serve/watcher.rs", "系统能监视的文件夹数用完了", "a limit of the system must be reached"),
    ("serve/watcher.rs", "不能监视文件夹", "the system must fail to watch"),
    ("serve/watcher.rs", "这个文件夹在网络驱动器上", "takes a network drive"),
    ("serve/client.js", "没有回答", "takes a browser, and a server that has ended"),
    ("serve/http.rs", "程序出错", "the program must fail"),
    ("serve/mod.rs", "系统不让用这个端口", "takes a port that the system keeps"),
    ("serve/mod.rs", "系统给不出随机数", "the system must have no random numbers"),
    ("vfs/file.rs", "换成普通的文件，或移出", "the disk must fail"),
    ("publish/exchange.rs", "里面有不能写的文件夹", "takes another user"),
    ("publish/replace.rs", "文件属于别的用户", "the same"),
    ("publish/checks.rs", "没有在这个文件夹里写的权限", "the same"),
    ("publish/exchange.rs", "里面有被设为不可更改的文件", "takes a disk that knows `chattr +i`"),
    ("publish/checks.rs", "它被设为不可更改", "the same"),
    ("publish/exchange.rs", "Windows 不能交换文件夹", "takes Windows"),
    ("publish/exchange.rs", "里面有挂载点，或", "takes a mounted disk"),
    ("publish/exchange.rs", "这里的文件不能作硬链接", "takes a disk without links"),
    ("publish/exchange.rs", "文件系统不能交换文件夹", "takes an old disk"),
];

/// What is said of the bad examples in the rules’ manuals.
fn examples() -> &'static Transcript {
    static TRANSCRIPT: OnceLock<Transcript> = OnceLock::new();
    TRANSCRIPT.get_or_init(|| {
        let mut transcript = Transcript::default();
        for rule in RULES {
            transcript.findings(&manuals::site(&rule.read_manual().bad));
        }
        transcript
    })
}

#[test]
fn every_message_is_brought_about() {
    let transcript = Transcript::all(&[
        charts::transcript(),
        commands::transcript(),
        entries::transcript(),
        examples(),
        folder::transcript(),
        headers::transcript(),
        help::transcript(),
        lock::transcript(),
        names::transcript(),
        pages::transcript(),
        pairs::transcript(),
        quotations::transcript(),
        serve::transcript(),
        starting::transcript(),
        templates::transcript(),
        terminal::transcript(),
        write::transcript(),
        yaml::transcript(),
    ]);
    let messages = inventory::messages();
    let silent: Vec<_> = messages.iter().filter(|one| !transcript.has(&one.pieces)).collect();
    let excused = |one: &inventory::Wording| {
        NOT_HERE.iter().any(|(file, words, _)| one.file == *file && one.has(words))
    };
    let shown = |one: &&inventory::Wording| {
        format!("src/{}:{} in {}: {}", one.file, one.line, one.item, one.pieces.join("…"))
    };
    let missing: Vec<String> = silent.iter().filter(|one| !excused(one)).map(shown).collect();
    println!("{} messages, {} of them brought about", messages.len(), messages.len() - silent.len());
    let advice = "no case brings these about; write one below tests/messages/ or tests/cases/messages/";
    assert!(missing.is_empty(), "{advice}:\n{}", missing.join("\n"));
    for (file, words, why) in NOT_HERE {
        let there = messages.iter().any(|one| one.file == file && one.has(words));
        assert!(there, "src/{file} has no “{words}” any more ({why})");
    }
}

/// A message that ends a run is a `Refusal`, which has both languages by type; no other way is used.
#[test]
fn no_message_source_lacks_its_twin() {
    let sources = walkdir::WalkDir::new(concat!(env!("CARGO_MANIFEST_DIR"), "/src"))
        .into_iter()
        .filter_map(Result::ok)
        .filter(|entry| entry.path().extension().is_some_and(|one| one == "rs"));
    for entry in sources {
        let text = std::fs::read_to_string(entry.path()).unwrap();
        let code = text.split("#[cfg(test)]").next().unwrap_or_default();
        let bare: String = code.split_whitespace().collect();
        for way in ["bail!(\"", "anyhow!(\"", ".context(\"", "with_context(||", "eprintln!(\"duizhao"] {
            let allowed = way.starts_with("eprintln") && entry.path().ends_with("cli/dispatch.rs");
            assert!(allowed || !bare.contains(way), "{}: {way}", entry.path().display());
        }
    }
}
