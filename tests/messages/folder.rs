//! What may be wrong with a folder and its files, whatever they say.

use std::fs;
use std::path::Path;
use std::sync::OnceLock;

use super::harness::Transcript;
use crate::permissions::run_as_nobody;
use crate::site::Folder;

const ZH: &str = "content/topic/growth.zh.md";
const UNREADABLE: &str = "file-unreadable";

/// What is done to a good site, the file that is wrong then, the rule, and words of what is said.
type Case = (fn(&Folder), &'static str, &'static str, &'static str, &'static str);

/// A page with a name of its own.
macro_rules! named {
    ($name:literal) => {
        (|f: &Folder| f.write(concat!("content/topic/", $name, ".zh.md"), "---\ntitle: 例\n---\n"))
            as fn(&Folder)
    };
}

/// A file that a page links to.
macro_rules! linked {
    ($name:literal, $bytes:expr) => {
        (|f: &Folder| {
            f.write(concat!("content/topic/", $name), $bytes);
            f.write(ZH, f.read(ZH) + concat!("\n[甲](", $name, ")\n"));
        }) as fn(&Folder)
    };
}

const TAKEN: &str = "address-taken";

const CASES: &[Case] = &[
    (
        |f| f.write("content/originals/index.md", f.read("content/originals/report.md")),
        "content/originals/index.md",
        TAKEN,
        "原文不能叫 index",
        "an original cannot be called index",
    ),
    (
        |f| f.write("content/originals/Report.md", f.read("content/originals/report.md")),
        "content/originals/report.md",
        TAKEN,
        "两个文件的名称只有大小写或字符形式不同",
        "the names of two files differ in case",
    ),
    (
        |f| {
            f.write("content/topic/x.txt", "of the content");
            f.write(ZH, f.read(ZH) + "\n[甲](x.txt)\n");
            f.write("templates/assets/topic/X.txt", "of the templates");
        },
        "content/topic/x.txt",
        TAKEN,
        "templates/assets/ 里有一个文件要发布到同一个路径",
        "a file in templates/assets/ is published at the same path",
    ),
    (
        |f| ["a.png", "A.png"].iter().for_each(|name| f.write(&format!("content/topic/{name}"), "x")),
        "content/topic/a.png",
        TAKEN,
        "给其中一个改名",
        "on many systems they are one file",
    ),
    (
        |f| f.write("content/icon.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>"),
        "content/icon.svg",
        TAKEN,
        "这个名称是程序自己的文件用的",
        "a file of the program’s own has this name",
    ),
    (
        |f| {
            for (lang, tag) in [("zh", "增长"), ("en", "growth")] {
                f.write(
                    &format!("content/tags/a.{lang}.md"),
                    format!("---\ntitle: {tag}\ntags: [{tag}]\n---\n\n{tag}\n"),
                );
            }
        },
        "content/tags/a.zh.md",
        TAKEN,
        "文件夹 tags 是标签页用的",
        "the folder tags is that of the pages of tags",
    ),
    (named!("a..b"), "content/topic/a..b.zh.md", "address-invalid", "连续的点", "two dots in a row"),
    (named!("a?b"), "content/topic/a?b.zh.md", "address-invalid", "名称里有“?”", "the name holds “?”"),
    (
        named!("a\u{200b}b"),
        "content/topic/a\u{200b}b.zh.md",
        "address-invalid",
        "看不见的字符 U+200B",
        "invisible character U+200B",
    ),
    (
        named!(" a"),
        "content/topic/ a.zh.md",
        "address-invalid",
        "以点或空格开头或结尾",
        "begins or ends with",
    ),
    (
        named!("aux"),
        "content/topic/aux.zh.md",
        "address-invalid",
        "是 Windows 保留的名称",
        "a name that Windows reserves",
    ),
    (
        |f| f.write(&format!("content/topic/{}.zh.md", "a".repeat(240)), "---\ntitle: 例\n---\n"),
        "",
        "address-invalid",
        "名称太长",
        "the name is too long",
    ),
    (
        |f| f.write("content/topic/a.md", "---\ntitle: 例\n---\n"),
        "content/topic/a.md",
        "address-invalid",
        "文件名里没有语言",
        "names no language",
    ),
    (
        |f| f.write("content/topic/a.fr.md", "---\ntitle: 例\n---\n"),
        "content/topic/a.fr.md",
        "address-invalid",
        "改名为 content/topic/a.zh.md 或",
        "content/topic/a.zh.md or",
    ),
    (
        |f| f.write("content/topic/a.en.md", "---\ntitle: A\n---\n"),
        "content/topic/a.en.md",
        "translation-missing",
        "没有中文的一半",
        "no Chinese half",
    ),
    (
        |f| fs::remove_file(f.path().join("content/site.yaml")).unwrap(),
        "content/site.yaml",
        "config-invalid",
        "没有 content/site.yaml",
        "there is no content/site.yaml",
    ),
    (
        linked!("page.html", "<p>"),
        ZH,
        "link-broken",
        "不发布这一类文件（.html）",
        "files of this kind (.html)",
    ),
    (
        |f| {
            f.write("content/style.css", "");
            f.write("content/site.js", "");
            f.write("content/search.js", "");
            f.write("content/icon.svg", "<svg/>");
            f.write(ZH, f.read(ZH) + "\n[甲](../icon.svg)\n");
        },
        ZH,
        "link-broken",
        "网站自己的文件也叫这个名字",
        "a file of the site itself has this name",
    ),
    (
        |f| f.write(ZH, f.read(ZH).replacen("---\n", "---\nimage: growth.zh.md\n", 1)),
        ZH,
        "link-broken",
        "分享链接时显示的不是图片文件",
        "what a shared link is to show is no picture file",
    ),
    (
        |f| f.write(ZH, f.read(ZH).replacen("---\n", "---\nimage: https://example.org/a.png\n", 1)),
        ZH,
        "link-broken",
        "写 content/ 里一个 PNG",
        "name a PNG, JPEG, GIF or WebP file in content/",
    ),
    (
        |f| f.write(ZH, f.read(ZH).replacen("---\n", "---\nimage: nothing.png\n", 1)),
        ZH,
        "link-broken",
        "没有文件 content/topic/nothing.png",
        "there is no file content/topic/nothing.png",
    ),
    (linked!("a%25b.pdf", "x"), ZH, "link-broken", "", ""),
    (
        |f| {
            f.write("content/topic/a..b.pdf", "x");
            f.write(ZH, f.read(ZH) + "\n[甲](a..b.pdf)\n");
        },
        ZH,
        "link-broken",
        "给文件改名",
        "rename the file",
    ),
    (
        linked!("a.svg", "<svg><script>1</script></svg>"),
        ZH,
        "link-broken",
        "图形里有不在允许之列的内容（xmlns）",
        "not on the list of what is published (xmlns)",
    ),
    (|f| f.write(ZH, [0xff, 0xfe, 0x61, 0x00]), ZH, UNREADABLE, "看起来是 UTF-16", "it looks like UTF-16"),
    (|f| f.write(ZH, [0xcc, 0xa8, 0xd6, 0xdd, 0x0a]), ZH, UNREADABLE, "看起来是 GBK", "it looks like GBK"),
    (|f| f.write(ZH, "a\0b"), ZH, UNREADABLE, "NUL 字节", "NUL bytes"),
    (
        |f| large(f, ZH, 17 << 20),
        ZH,
        UNREADABLE,
        "文件太大（17 MB，最多 16 MB）",
        "too large (17 MB; at most 16 MB)",
    ),
    (
        |f| large(f, "content/topic/a.mp4", 65 << 20),
        "content/topic/a.mp4",
        UNREADABLE,
        "文件太大（65 MB，最多 64 MB）",
        "too large (65 MB; at most 64 MB)",
    ),
    (
        |f| fs::create_dir(f.path().join("content/topic/a.zh.md")).unwrap(),
        "content/topic/a.zh.md",
        UNREADABLE,
        "这是文件夹，不是文件",
        "a folder, not a file",
    ),
    (
        |f| fs::create_dir_all(f.path().join(format!("content/{}", "a/".repeat(40)))).unwrap(),
        "",
        UNREADABLE,
        "文件夹套得太深",
        "stand too deeply in one another",
    ),
];

/// The same where links and pipes are to be had.
#[cfg(unix)]
const LINKS: &[Case] = &[
    (|f| link("../../topic", f, "content/topic/loop"), "content/topic/loop", UNREADABLE, "链接", "link"),
    (
        |f| std::os::unix::fs::symlink("growth.zh.md", f.path().join("content/topic/a.zh.md")).unwrap(),
        "content/topic/a.zh.md",
        UNREADABLE,
        "这是链接，链接不跟随",
        "links are not followed",
    ),
    (
        |f| {
            let done =
                std::process::Command::new("mkfifo").arg(f.path().join("content/topic/a.zh.md")).status();
            assert!(done.unwrap().success());
        },
        "content/topic/a.zh.md",
        UNREADABLE,
        "这不是普通文件",
        "not a regular file",
    ),
    (
        |f| {
            use std::os::unix::ffi::OsStrExt;
            let name = std::ffi::OsStr::from_bytes(b"content/topic/\xff.zh.md");
            fs::write(f.path().join(name), "x").unwrap();
        },
        "",
        UNREADABLE,
        "文件名不是 UTF-8 编码",
        "name is not UTF-8",
    ),
];

#[cfg(not(unix))]
const LINKS: &[Case] = &[];

#[cfg(unix)]
fn link(target: &str, folder: &Folder, path: &str) {
    std::os::unix::fs::symlink(Path::new(target), folder.path().join(path)).unwrap();
}

/// A file with nothing in it that takes no room on the disk.
fn large(folder: &Folder, path: &str, bytes: u64) {
    fs::File::create(folder.path().join(path)).unwrap().set_len(bytes).unwrap();
}

pub fn transcript() -> &'static Transcript {
    static TRANSCRIPT: OnceLock<Transcript> = OnceLock::new();
    TRANSCRIPT.get_or_init(|| {
        let mut transcript = Transcript::default();
        for (change, path, rule, zh, en) in CASES.iter().chain(LINKS) {
            let folder = Folder::with_site();
            change(&folder);
            transcript.expect_somewhere(&folder, path, rule, (zh, en));
        }
        #[cfg(target_os = "linux")]
        locked(&mut transcript);
        transcript
    })
}

/// What another user may not read.
#[cfg(target_os = "linux")]
fn locked(transcript: &mut Transcript) {
    use std::os::unix::fs::PermissionsExt;
    let folder = Folder::with_site();
    fs::set_permissions(folder.path().join(ZH), fs::Permissions::from_mode(0o000)).unwrap();
    let path = folder.path().join(ZH);
    for (args, status, words) in [
        (&["check", "--lang", "zh"][..], 1, "没有读取的权限"),
        (&["markdown", path.to_str().unwrap()], 2, "改变文件的权限"),
        (&["build", "--lang", "en"], 1, "no permission to read it"),
    ] {
        match run_as_nobody(&folder, args) {
            Some(run) => transcript.ran(args, &run, status, words),
            None => println!("no other user can be taken here: permissions were not tried"),
        }
    }
}

#[test]
fn what_is_wrong_with_a_folder_is_told() {
    transcript().assert_right();
}
