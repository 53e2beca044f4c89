//! Findings as people read them: floods, narrow terminals, colours.

use std::sync::OnceLock;

use super::hearing::{Heard, Told};
use super::pages::page;
use crate::site::Folder;

/// A site with many findings of one rule in several files.
fn flood() -> Folder {
    let folder = Folder::with_site();
    for n in 0..12 {
        let many: String = (0..25).map(|_| "一句,\n\n").collect();
        folder.write(&format!("content/topic/flood-{n}.zh.md"), format!("---\ntitle: 很多\n---\n\n{many}"));
        folder.write(&format!("content/topic/flood-{n}.en.md"), "---\ntitle: Many\n---\n");
    }
    folder
}

/// A site with many findings of one rule in one file.
fn torrent() -> Folder {
    let folder = Folder::with_site();
    let many: String = (0..25).map(|_| "一句,\n\n").collect();
    folder.write("content/topic/flood.zh.md", format!("---\ntitle: 很多\n---\n\n{many}"));
    folder.write("content/topic/flood.en.md", "---\ntitle: Many\n---\n");
    folder
}

/// A site with one finding that has many places.
fn crowd() -> Folder {
    let text = |word: &str| (0..20).map(|n| format!("第{n}{word}在这里。")).collect::<String>();
    let folder = page(&text("句"), "There are sentences.");
    assert!(folder.run(&["accept"]).status.code().is_some());
    folder.write(
        "content/topic/page.zh.md",
        format!("---\ntitle: 例\noriginal: report\n---\n\n{}\n", text("段")),
    );
    folder
}

pub fn heard() -> &'static Heard {
    static HEARD: OnceLock<Heard> = OnceLock::new();
    HEARD.get_or_init(|| {
        let mut heard = Heard::default();
        let cases: &[(&dyn Fn() -> Folder, &str, &str)] = &[
            (&flood, "个文件里还有", "files, not shown one by one; most of them"),
            (
                &flood,
                "全部列出：duizhao check --format json",
                "to list all of them: duizhao check --format json",
            ),
            (&torrent, "里还有 5 处，没有一一列出", "5 more in content/topic/flood.zh.md"),
        ];
        for (make, zh, en) in cases {
            heard.tells(make, Told { args: &["check"], status: 1, zh, en });
        }
        heard.tells(&crowd, Told { args: &["check"], status: 0, zh: "处", en: "more places" });
        heard
    })
}

#[test]
fn a_flood_is_counted_in_both_languages() {
    heard().assert_right();
}
