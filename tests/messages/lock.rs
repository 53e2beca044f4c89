//! What may be wrong in `duizhao.lock`.

use std::sync::OnceLock;

use super::harness::{Heard, Slip};

/// The file, the line that is wrong, and words of what is said.
const CASES: &[(&str, usize, &str, &str)] = &[
    ("# duizhao.lock 2\n", 1, "由更新的 duizhao 写成", "written by a newer duizhao"),
    (
        "# duizhao.lock 1\n<<<<<<< ours\ntopic/growth p1 0123456\n",
        2,
        "合并冲突还没有解决",
        "a merge conflict",
    ),
    ("# duizhao.lock 1\nanything\n", 2, "这一行读不懂", "this line cannot be read"),
    ("# duizhao.lock 1\ntopic/growth p1 0123", 2, "文件在这里断了", "the file breaks off here"),
    (
        "topic/growth p1 0123456\n",
        1,
        "第一行应为 # duizhao.lock 1",
        "the first line must be # duizhao.lock 1",
    ),
    (
        "# duizhao.lock 1\ntopic/growth p1 0123456\ntopic/growth p1 1234567\n",
        3,
        "topic/growth#p1 记了两次",
        "is recorded twice",
    ),
];

pub fn heard() -> &'static Heard {
    static HEARD: OnceLock<Heard> = OnceLock::new();
    HEARD.get_or_init(|| {
        let mut heard = Heard::default();
        for (text, line, zh, en) in CASES {
            let (path, text) = ("content/duizhao.lock", (*text).to_owned());
            heard.slip(Slip { path, text, rule: "config-invalid", line: *line, zh, en });
        }
        heard
    })
}

#[test]
fn a_faulty_lock_is_said_to_be_one() {
    heard().assert_right();
}
