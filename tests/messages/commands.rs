//! What is typed, and what is said of it.

use std::sync::OnceLock;

use super::harness::{Expected, Transcript};
use crate::site::{Folder, Ran};

const ZH: &str = "content/topic/growth.zh.md";

/// What is typed at a good site and cannot be done.
const REFUSED: &[(&[&str], &str, &str)] = &[
    (&["chekc"], "是不是要写 duizhao check", "did you mean duizhao check?"),
    (&["biuld"], "是不是要写 duizhao build", "did you mean duizhao build?"),
    (&["xyzzy"], "可用的命令", "the commands are"),
    (&["help", "acept"], "是不是要写 duizhao accept", "did you mean duizhao accept?"),
    (&["man", "acept"], "是不是要写 duizhao accept", "did you mean duizhao accept?"),
    (&["check", "--stict"], "是不是要写 --strict", "did you mean --strict?"),
    (
        &["--strict", "check"],
        "--strict 要写在命令后面：duizhao check --strict",
        "--strict goes after the command: duizhao check --strict",
    ),
    (&["--output", "x", "check"], "check 没有选项 --output", "check has no option --output"),
    (&["check", "--lang", "cn"], "是不是要写 zh？", "did you mean zh?"),
    (&["check", "--format", "jsn"], "是不是要写 json", "did you mean json?"),
    (&["check", "--lang"], "后面要写一个值", "needs a value after it"),
    (&["check", "extra"], "多了“extra”", "“extra” is too much"),
    (&["check", "--strict", "--strict"], "写了两次", "is given twice"),
    (&["completions"], "还要写上 <命令行>（bash、elvish", "<SHELL> must be given too (bash, elvish"),
    (&["completions", "bsh"], "是不是要写 bash", "did you mean bash?"),
    (&["schema", "glosary"], "是不是要写 glossary", "did you mean glossary?"),
    (&["explain", "quote-notfound"], "是不是要写 quote-not-found", "did you mean quote-not-found?"),
    (&["accept", "topic/grwoth"], "topic/growth", "topic/growth"),
    (&["accept", "topic/growth#p99"], "这一页有 header、p1、p2", "that page has header, p1, p2"),
    (&["figures", "nowhere.jsonl"], "没有这个文件", "there is no such file"),
    (&["markdown", "."], "这是文件夹", "this is a folder"),
    (&["accept", "elsewhere"], "写主题和名称，例如", "name topic and page, as in"),
    (
        &["accept", "topic/growth#haeder"],
        "是不是要写 duizhao accept topic/growth#header？",
        "did you mean duizhao accept topic/growth#header?",
    ),
    (&["explain", "something"], "duizhao explain 列出全部规则", "duizhao explain lists all rules"),
    (
        &["check", "--format", "what"],
        "可用的值：human、json、sarif、github",
        "the possible values are human, json, sarif, github",
    ),
    (&["check", "--format", "what"], "用法见 duizhao help check", "For its use see duizhao help check"),
    (
        &["serve", "--port", "many"],
        "--port 的值“many”不对：写 1 到 65535 的整数",
        "“many” is no value for --port: write a number",
    ),
    (
        &["new"],
        "还要写上 <页面>。用法：duizhao new <页面>",
        "<PAGE> must be given too. Usage: duizhao new <PAGE>",
    ),
    (&["figures", "broken.jsonl"], "从第 2 个字符起写得不对", "it is wrong from character 2 on"),
    (&["figures", "short.jsonl"], "第 1 行不是 JSON：没有写完", "line 1 is no JSON: it breaks off"),
    (&["figures", "empty.jsonl"], "第 1 行里没有文字", "line 1 has no texts"),
    (&["figures", "lang.jsonl"], "应为 \"zh\" 或 \"en\"", "write \"zh\" or \"en\""),
    (&["figures", "broken.tmx"], "第 2 行第 5 列起写得不对", "it is wrong from line 2, column 5 on"),
    (&["figures", "deep.tmx"], "超出了限度", "goes beyond a bound"),
    (&["figures", "large.jsonl"], "太大，最多读 64 MB", "it is too large: at most 64 MB are read"),
    (&["figures", "torn.tmx"], "这不是完好的 TMX：没有写完", "this is no sound TMX: it breaks off"),
    (
        &["figures", "gbk.txt/x"],
        "读不出来：路径中间的一段是文件",
        "it cannot be read: a part of this path is a file",
    ),
    (&["figures", "gbk.txt"], "这不是 UTF-8 文字", "this is no UTF-8 text"),
    (&["compare", "empty.jsonl"], "第 1 行缺中文或英文", "line 1 lacks the Chinese or the English"),
    (
        &["compare", "blank.jsonl"],
        "里面没有一对中英文字",
        "it holds no pair of a Chinese and an English text",
    ),
    (&["compare", "long.jsonl"], "第 1 行太长（最多 16 MB）", "line 1 is too long (at most 16 MB)"),
    (&["compare", "large.tmx"], "文件太大（最多 256 MB）", "the file is too large (at most 256 MB)"),
    (
        &["compare", "empty.jsonl", "--glossary", "terms.yaml"],
        "术语表有误，先改好它",
        "the glossary is not right; mend it first",
    ),
    (&["build", "--output", "/"], "不能作输出文件夹", "cannot be the output folder"),
];

/// What the files hold that are named above.
fn site() -> Folder {
    let folder = Folder::with_site();
    folder.write("broken.jsonl", "{一: 1}\n");
    folder.write("short.jsonl", "{\"id\": 1\n");
    folder.write("empty.jsonl", "{\"id\": 1}\n");
    folder.write("lang.jsonl", "{\"id\": 1, \"lang\": \"de\", \"text\": \"1\"}\n");
    folder.write("pair.jsonl", "{\"id\": 1, \"zh\": \"企业12家\", \"en\": \"13 firms\"}\n");
    folder.write("blank.jsonl", "\n");
    folder.write("long.jsonl", " ".repeat((16 << 20) + 1));
    folder.write("large.tmx", "<");
    let large = std::fs::OpenOptions::new().write(true).open(folder.path().join("large.tmx")).unwrap();
    large.set_len((256 << 20) + 1).unwrap();
    folder.write("terms.yaml", "- zh: 甲\n  eng: A\n");
    folder.write("broken.tmx", "<tmx>\n<tu></tmx>\n");
    folder.write("deep.tmx", "<a>".repeat(1000));
    std::fs::File::create(folder.path().join("large.jsonl")).unwrap().set_len(65 << 20).unwrap();
    folder.write("torn.tmx", "<tmx>\n<tu>\n");
    folder.write("gbk.txt", [0xcc, 0xa8, 0xd6, 0xdd, 0x0a]);
    folder
}

pub fn transcript() -> &'static Transcript {
    static TRANSCRIPT: OnceLock<Transcript> = OnceLock::new();
    TRANSCRIPT.get_or_init(|| {
        let mut transcript = Transcript::default();
        let folder = site();
        for (args, zh, en) in REFUSED {
            // The files are named from the folder that the program is started in.
            let run = match args[0] {
                "compare" | "figures" | "markdown" => folder.run_inside(args),
                _ => folder.run(args),
            };
            transcript.said(&run.stderr, &run.stderr);
            transcript.ran(args, &run, 2, zh);
            transcript.ran(args, &run, 2, en);
        }
        compared(&mut transcript, &folder);
        asked_for(&mut transcript, &folder);
        elsewhere(&mut transcript);
        #[cfg(unix)]
        no_text(&mut transcript);
        results(&mut transcript);
        transcript
    })
}

/// What `compare` says to people at its end, in each language.
fn compared(transcript: &mut Transcript, folder: &Folder) {
    let run = |lang: &str| folder.run_inside(&["compare", "pair.jsonl", "--format", "human", "--lang", lang]);
    let (zh, en) = (run("zh"), run("en"));
    transcript.said(&zh.stderr, &en.stderr);
    transcript.ran(&["compare", "--lang", "zh"], &zh, 1, "核对了 1 对文字，1 对不一致");
    transcript.ran(&["compare", "--lang", "en"], &en, 1, "compared 1 pair; 1 is not the same");
}

/// What `compare` says by rules that a site must ask for.
fn asked_for(transcript: &mut Transcript, folder: &Folder) {
    const PAIRS: [(&str, &str, &str, &str); 4] = [
        (
            "驾驶员不承担责任。",
            "The driver is liable.",
            "中文有否定“不”，英文没有",
            "the Chinese denies (不)",
        ),
        (
            "全市已完成任务。",
            "The city has not completed the task.",
            "英文有否定“not”，中文没有",
            "the English denies (“not”)",
        ),
        (
            "大桥将于明年通车。",
            "The bridge was opened to traffic.",
            "中文说的是打算（将于），英文写成了做到的事（was）",
            "the Chinese plans (将于)",
        ),
        (
            "双方已签署协议。",
            "The two sides will sign an agreement.",
            "中文说的是做到的事（已），英文写成了打算（will）",
            "the Chinese says that it is done (已)",
        ),
    ];
    for (zh, en, said, told) in PAIRS {
        folder.write("asked.jsonl", format!("{{\"id\": 1, \"zh\": \"{zh}\", \"en\": \"{en}\"}}\n"));
        let run = |lang: &str| {
            let run = folder.run_inside(&["compare", "asked.jsonl", "--format", "human", "--lang", lang]);
            // The source lines that are drawn stand in both languages.
            run.text().replace(zh, "").replace(en, "")
        };
        let (chinese, english) = (run("zh"), run("en"));
        assert!(chinese.contains(said) && english.contains(told), "{chinese}{english}");
        transcript.text(chinese);
        transcript.text(english);
    }
}

/// Commands that are typed where no site is.
fn elsewhere(transcript: &mut Transcript) {
    let folder = Folder::with_site();
    for (place, zh, en) in [
        ("content/topic", "站点在上级文件夹 ", "the site is in the folder "),
        (
            "nowhere",
            "没有这个文件夹；看看 -C 后面写的路径",
            "there is no such folder; look at the path after -C",
        ),
    ] {
        let run = folder.run_inside(&["-C", place, "check"]);
        transcript.said(&run.stderr, &run.stderr);
        transcript.ran(&["-C", place, "check"], &run, 2, zh);
        transcript.ran(&["-C", place, "check"], &run, 2, en);
    }
}

/// An argument that is no text.
#[cfg(unix)]
fn no_text(transcript: &mut Transcript) {
    use std::os::unix::ffi::OsStrExt;
    let bytes = std::ffi::OsStr::from_bytes(b"\xff");
    let run: Ran = Folder::new().command(&["explain"]).arg(bytes).output().unwrap().into();
    transcript.ran(&["explain"], &run, 2, "参数里有不能识别的字符");
}

fn good() -> Folder {
    Folder::with_site()
}

fn built() -> Folder {
    let folder = Folder::with_site();
    assert!(folder.run(&["build"]).status.success());
    folder
}

fn accepted() -> Folder {
    let folder = Folder::with_site();
    assert!(folder.run(&["accept"]).status.success());
    folder
}

fn changed() -> Folder {
    let folder = built();
    folder.write("public/index.html", "changed by hand");
    folder
}

fn wide() -> Folder {
    let folder = Folder::with_site();
    folder.write(ZH, folder.read(ZH).replace("报告这样写：", "报告这样写:"));
    folder
}

fn faulty() -> Folder {
    let folder = Folder::with_site();
    folder.write(ZH, "---\ntitel: 增长\n---\n\n一句话。\n");
    folder
}

fn torn() -> Folder {
    let folder = Folder::with_site();
    folder.write("content/duizhao.lock", "# duizhao.lock 1\n<<<<<<< ours\n");
    folder
}

fn away() -> Folder {
    let folder = accepted();
    for lang in ["zh", "en"] {
        let path = |name: &str| folder.path().join(format!("content/topic/{name}.{lang}.md"));
        std::fs::rename(path("growth"), path("change")).unwrap();
    }
    folder
}

fn removed() -> Folder {
    let folder = accepted();
    for lang in ["zh", "en"] {
        std::fs::remove_file(folder.path().join(format!("content/topic/growth.{lang}.md"))).unwrap();
    }
    folder
}

fn shorter() -> Folder {
    let folder = accepted();
    let cut = |path: &str, words: &str| folder.write(path, folder.read(path).replace(words, ""));
    cut(ZH, "报告这样写：\n");
    cut("content/topic/growth.en.md", "The report says:\n");
    folder
}

fn many() -> Folder {
    Folder::with_excerpts(24)
}

/// What is typed where, the exit status, and words of what is said.
type Typing = (fn() -> Folder, &'static [&'static str], i32, &'static str, &'static str);

const RESULTS: &[Typing] = &[
    (accepted, &["accept", "topic/growth#p1"], 0, "这段译文先前已确认", "this passage had been accepted"),
    (many, &["accept"], 0, "  还有 6 页", "  and 6 more pages"),
    (away, &["accept"], 0, "topic/change：就是原来的 topic/growth", "the page that was topic/growth"),
    (removed, &["accept", "--prune"], 0, "不再记住这些页面：topic/growth", "forgotten: topic/growth"),
    (shorter, &["accept"], 0, "已经不在页面上的 p1", "no longer on the page: p1"),
    (Folder::new, &["check"], 2, "用 duizhao init 新建", "make one with duizhao init"),
    (good, &["build"], 0, " 对文稿，", " pairs of texts,"),
    (good, &["check"], 0, "发现：错误 0，警告 0", "found: 0 errors, 0 warnings"),
    (built, &["build"], 0, "没有变化，什么都没写", "nothing was written"),
    (built, &["build", "--check"], 0, "与内容一致", "is up to date"),
    (good, &["build", "--check"], 1, "缺少：index.html", "missing: index.html"),
    (changed, &["build", "--check"], 1, "不同：index.html", "differs: index.html"),
    (changed, &["build"], 2, "这些文件是本程序生成的", "were changed by hand"),
    (changed, &["build", "--overwrite"], 0, "副本：", "kept a copy: "),
    (
        faulty,
        &["build"],
        1,
        "没有写入任何文件；改正以上各处后再运行一次",
        "nothing was written; correct what stands above",
    ),
    (wide, &["check", "--fix"], 0, "growth.zh.md：改正 1 处", "growth.zh.md: 1 corrected"),
    (wide, &["check", "--fix"], 0, "共改正 1 个文件 1 处", "corrected 1 place in 1 file"),
    (good, &["check", "--fix"], 0, "没有可以代为改正的地方", "nothing that can be corrected safely"),
    (good, &["accept"], 0, "段译文，记在", "passages, recorded in"),
    (accepted, &["accept"], 0, "先前都已确认，没有变化", "nothing has changed"),
    (faulty, &["accept", "topic/growth"], 1, "没有记下任何译文", "nothing was recorded"),
    (faulty, &["accept", "topic/growth"], 1, "没有确认：topic/growth", "were not accepted: topic/growth"),
    (torn, &["accept"], 1, "duizhao.lock 要先改好", "duizhao.lock must be put right first"),
    (good, &["explain", "link-broken"], 0, "会报告", "Reported"),
    (good, &["explain"], 0, "quote-not-found", "quote-not-found"),
    (faulty, &["check", "--format", "sarif"], 1, "会报告 · Reported", "会报告 · Reported"),
];

/// What commands say that did what they were asked.
fn results(transcript: &mut Transcript) {
    for (make, args, status, zh, en) in RESULTS {
        transcript.tells(make, Expected { args, status: *status, zh, en });
    }
}

#[test]
fn what_is_typed_is_answered_in_both_languages() {
    transcript().assert_right();
}
