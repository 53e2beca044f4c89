//! What may be wrong in `duizhao.lock`.

use std::sync::OnceLock;

use duizhao::base::source::Source;
use duizhao::model::lock::Remembered;
use duizhao::model::wording::Wording;

use super::cases;
use super::harness::Transcript;
use crate::site::Folder;

const ZH: &str = "content/topic/harbour.zh.md";
const EN: &str = "content/topic/harbour.en.md";

/// A page of two passages, accepted.
fn accepted() -> Folder {
    let folder = Folder::with_site();
    folder.write(ZH, "---\ntitle: 港口\n---\n\n港口在城东。\n\n- 一号码头\n- 二号码头\n");
    folder.write(EN, "---\ntitle: The harbour\n---\n\nIt lies east of the town.\n\n- Wharf A\n- Wharf B\n");
    assert!(folder.run(&["accept"]).status.success());
    folder
}

/// A lock as the first format had it.
pub fn of_hashes(lock: &str) -> String {
    let (lock, _) = duizhao::parse::lock::read(&Source::new("content/duizhao.lock", lock));
    let mut text = String::from("# duizhao.lock 1\n");
    for (address, page) in &lock.pages {
        for (id, locked) in page.iter() {
            let Remembered::Words { zh, .. } = &locked.wording else { continue };
            let hashes: Vec<String> =
                Wording::remembered(zh).hashes().map(|hash| format!("{hash:07x}")).collect();
            text.push_str(&format!("{address} {id} {}\n", hashes.join(" ")));
        }
    }
    text
}

/// What the two halves say after that, and what is said of it.
const AFTER: &[(&str, &str, (&str, &str))] = &[
    (
        "港口在城西。\n\n- 一号码头\n- 二号码头\n",
        "It lies east of the town.\n\n- Wharf A\n- Wharf B\n",
        ("改动的句子", "this sentence has changed"),
    ),
    (
        "港口在城东。\n\n- 一号码头\n- 二号码头\n",
        "It lies east of the town.\n\n- Wharf B\n- Wharf A\n",
        ("英文各项换了次序", "the entries of the English have changed places"),
    ),
    (
        "港口在城东。\n\n- 一号码头\n- 二号码头\n",
        "Swans sleep under willows.\n\n- Wharf A\n- Wharf B\n",
        ("和确认时的英文没有共同之处", "it has nothing in common with"),
    ),
    (
        "- 一号码头\n- 二号码头\n",
        "- Wharf A\n- Wharf B\n",
        ("确认过的 p1 已经不在这一页：“港口在城东。”", "p1, which was accepted, is no longer on this page"),
    ),
    (
        "港口在城东。\n\n- 一号码头\n- 二号码头\n\n灯塔夜里亮着。\n",
        "It lies east of the town.\n\n- Wharf A\n- Wharf B\n\nThe lighthouse shines at night.\n",
        ("这段译文从未确认过", "this translation has never been accepted"),
    ),
    (
        "港口在城东。\n\n- 一号码头\n- 二号码头\n",
        "It lies east of the town.\n\n- It lies east of the town.\n- Wharf B\n",
        ("确认时，这里的英文（或其中一句）是 p1 的译文", "was accepted as the translation of p1"),
    ),
];

pub fn transcript() -> &'static Transcript {
    static TRANSCRIPT: OnceLock<Transcript> = OnceLock::new();
    TRANSCRIPT.get_or_init(|| {
        let mut transcript = Transcript::default();
        for (zh, en, words) in AFTER {
            let folder = accepted();
            folder.write(ZH, format!("---\ntitle: 港口\n---\n\n{zh}"));
            folder.write(EN, format!("---\ntitle: The harbour\n---\n\n{en}"));
            transcript.expect_somewhere(&folder, "", "translation-stale", *words);
        }
        let folder = accepted();
        folder.write(ZH, folder.read(ZH) + "\n灯塔夜里亮着。\n");
        folder.write(EN, folder.read(EN) + "\nThe lighthouse shines at night.\n");
        assert!(folder.run(&["accept"]).status.success());
        folder.write("content/duizhao.lock", of_hashes(&folder.read("content/duizhao.lock")));
        folder.write(ZH, "---\ntitle: 港口\n---\n\n- 一号码头\n- 二号码头\n\n港口在城东。\n\n灯塔夜里亮着。\n");
        folder.write(EN, "---\ntitle: The harbour\n---\n\n- Wharf A\n- Wharf B\n\nIt lies east.\n\nThe lighthouse shines at night.\n");
        let words = ("段落换了次序", "passages have changed places");
        transcript.expect_somewhere(&folder, "", "translation-stale", words);
        cases::read("lock").iter().for_each(|case| transcript.case(case, &Folder::with_site()));
        transcript
    })
}

#[test]
fn a_faulty_lock_is_said_to_be_one() {
    transcript().assert_right();
}
