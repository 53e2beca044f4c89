//! What `init` and `new` say.

use std::sync::OnceLock;

use super::harness::{Expected, Transcript};
use crate::site::{Folder, Ran, program};

/// What `new` is told at a site, its exit status, and words of what is said.
const NEW: &[(&[&str], i32, &str, &str)] = &[
    (&["topic/half"], 2, "这一半已经在了", "this half is already there"),
    (&["topic/growth"], 2, "这一页已经在了", "this page is already there"),
    (&["topic/Growth"], 2, "只是大小写不同", "differs in case alone"),
    (&["topic/index"], 2, "这个网址是 topic/_index 的", "this address is that of topic/_index"),
    (&["tpoic/a"], 2, "是不是要写 duizhao new topic/a？", "did you mean duizhao new topic/a?"),
    (&["economy/a"], 2, "再把 economy 加进 content/site.yaml", "add economy to topics"),
    (&["topic"], 2, "这是一个主题", "this is a topic"),
    (&["topic/a:b"], 2, "这不能用作网址：名称里有“:”", "this cannot be an address: the name holds “:”"),
    (&["originals/plan"], 2, "原文只有一个文件", "an original is one file"),
    (
        &["topic/a", "--original", "reprot"],
        2,
        "是不是要写 --original report？",
        "did you mean --original report?",
    ),
    (
        &["topic/a", "--original", "something"],
        2,
        "content/originals/ 里有：report",
        "content/originals/ holds report",
    ),
    (&["topic/a", "--original", "report#9"], 2, "段号从 1 到", "the numbers go from 1 to"),
    (&["topic/a", "--quote", " "], 2, "--quote 后面没有文字", "--quote has no text"),
    (&["topic/a", "--quote", "全年完成投资"], 2, "这几个字在 2 个句子里", "stand in 2 sentences"),
    (&["topic/a", "--quote", "与文件毫不相干的另外一句"], 2, "也没有相近的", "or words like them"),
    (&["topic/a", "--quote", "从3875亿元增至5786亿元"], 2, "最相近的是“", "the nearest are “"),
    (&["topic/a", "--quote", "年均的增长6.4%"], 2, "“的” ≠ （无）", "“的” ≠ (nothing)"),
    (&["topic/a", "--quote", "家庭醫生簽約服務"], 2, "原文用简体字", "simplified"),
    (&[""], 2, "写上要新建的页面", "name the page"),
    (&["topic/a", "--quote", "年均增长6.4%"], 0, "都是草稿。接下来：", "as a draft. What comes next:"),
    (&["topic/a"], 0, "都是草稿。接下来：", "as a draft. What comes next:"),
    (&["science/_index"], 0, "还没有主题 science", "does not name the topic science yet"),
];

fn site() -> Folder {
    Folder::of("begun-by-half")
}

pub fn transcript() -> &'static Transcript {
    static TRANSCRIPT: OnceLock<Transcript> = OnceLock::new();
    TRANSCRIPT.get_or_init(|| {
        let mut transcript = Transcript::default();
        for (args, status, zh, en) in NEW {
            let args = &[&["new"], *args].concat();
            transcript.tells(&site, Expected { args, status: *status, zh, en });
        }
        let broken: &dyn Fn() -> Folder = &|| {
            let folder = Folder::with_site();
            folder.write("content/site.yaml", "titel: 例站\n");
            folder
        };
        let told = Expected {
            args: &["new", "topic/a"],
            status: 2,
            zh: "站点设置有误",
            en: "settings of the site are not right",
        };
        transcript.tells(broken, told);
        let torn: &dyn Fn() -> Folder = &|| {
            let folder = Folder::with_site();
            folder.write("content/originals/torn.md", [0xcc, 0xa8, 0xd6, 0xdd, 0x0a]);
            folder
        };
        let args = &["new", "topic/a", "--quote", "与文件毫不相干的另外一句"];
        let told = Expected { args, status: 2, zh: "而这份读不出来", en: "this one cannot be read" };
        transcript.tells(torn, told);
        written(&mut transcript);
        init(&mut transcript);
        transcript
    })
}

/// What stands in the files that `new` writes.
fn written(transcript: &mut Transcript) {
    let folder = site();
    for args in
        [&["new", "topic/a", "--quote", "年均增长6.4%"][..], &["new", "topic/b"], &["new", "other/_index"]]
    {
        assert!(folder.run(args).status.success(), "{args:?}");
    }
    for path in ["topic/a.zh.md", "topic/a.en.md", "topic/b.zh.md", "topic/b.en.md", "other/_index.zh.md"] {
        transcript.text(folder.read(&format!("content/{path}")));
    }
}

fn init(transcript: &mut Transcript) {
    let folder = Folder::new();
    folder.write("full/letter.txt", "not ours");
    folder.write("file", "not a folder");
    #[cfg(unix)]
    std::os::unix::fs::symlink(folder.path().join("full"), folder.path().join("link")).unwrap();
    for (args, status, zh, en) in [
        (&["init", "full"][..], 2, "文件夹不是空的", "the folder is not empty"),
        (&["init", "file"], 2, "这是一个文件", "this is a file"),
        (&["init", "file/below"], 2, "路径中间的一段是文件", "a part of this path is a file"),
        (&["init", "link"], 2, "这是一个链接", "this is a link"),
        (&["init", "zh"], 0, "1. cd zh\n   duizhao：生成网站", ""),
        (&["init", "en", "--lang", "en"], 0, "", "1. cd en\n   duizhao: builds the site"),
    ] {
        let mut command = program();
        command.current_dir(folder.path()).args(args).env("LC_ALL", "zh_CN.UTF-8");
        let run: Ran = command.output().unwrap().into();
        transcript.ran(args, &run, status, zh);
        transcript.ran(args, &run, status, en);
    }
}

#[test]
fn init_and_new_say_what_they_did_or_why_they_did_not() {
    transcript().assert_right();
}
