//! Slips in indicators, corrections, in who answers for the site, and in figures that name indicators.

use std::sync::OnceLock;

use super::cases;
use super::harness::{Slip, Transcript};
use super::yaml::ZH;
use crate::site::Folder;

const SITE: &str = "content/site.yaml";
const INDICATORS: &str = "content/indicators.yaml";

/// An entry of the indicators that is right.
const GDP: &str =
    "- { id: gdp, name: { zh: 生产总值, en: GDP }, unit: { zh: 亿元, en: RMB billion }, topics: [topic] }\n";

fn folder() -> Folder {
    let folder = Folder::with_site();
    folder.write(INDICATORS, GDP);
    folder
}

pub fn transcript() -> &'static Transcript {
    static TRANSCRIPT: OnceLock<Transcript> = OnceLock::new();
    TRANSCRIPT.get_or_init(|| {
        let mut transcript = Transcript::default();
        for case in cases::read("entries") {
            // Figures name an indicator that is there.
            let site = if case.path == ZH { folder() } else { Folder::with_site() };
            transcript.case(&case, &site);
        }
        nearest_indicator(&mut transcript);
        transcript.slip(Slip {
            path: ZH,
            text: Folder::with_site()
                .read(ZH)
                .replace("summary: 生产总值年均增长6.4%。", "summary: 生产总值5768亿元。"),
            rule: "figure-unsupported",
            line: 3,
            zh: "摘要里的“5768亿元”不在引文里",
            en: "“5768亿元” in the summary is in no quotation",
        });
        conflicts(&mut transcript);
        transcript
    })
}

fn nearest_indicator(transcript: &mut Transcript) {
    let folder = folder();
    folder.write(SITE, "title: { zh: 例站, en: Example }\ntopics: [topic]\nkey_figures: [gpd]\n");
    transcript.expect(&folder, SITE, "config-invalid", 3, ("是不是要写 gdp？", "did you mean gdp?"));
}

/// Two numbers of one year: from one document an error, from two a note.
fn conflicts(transcript: &mut Transcript) {
    let folder = folder();
    let text = folder.read(ZH).replace("    chart: change\n", "    indicator: gdp\n");
    folder.write(ZH, text.replace("at: 2016", "at: 2021"));
    transcript.expect(
        &folder,
        ZH,
        "indicator-conflict",
        13,
        ("对照原文，改正其中一处", "compare with the original"),
    );
    folder.write(ZH, text);
    folder.write(
        "content/originals/page.md",
        "---\ntitle: { zh: 专版, en: Page }\n---\n2021年全市生产总值5800亿元。\n",
    );
    folder.write(
        "content/topic/other.zh.md",
        "---\ntitle: 另一说\noriginal: page\nfigures:\n  - { id: gdp, label: 生产总值, unit: 亿元, indicator: gdp, points: [{ at: 2021, value: 5800 }] }\n---\n\n> 2021年全市生产总值5800亿元。\n",
    );
    folder.write(
        "content/topic/other.en.md",
        "---\ntitle: Another statement\nfigures:\n  - { id: gdp, label: GDP, unit: RMB billion }\n---\n\n> In 2021 the city’s GDP was RMB 580 billion.\n",
    );
    transcript.expect(
        &folder,
        "content/topic/other.zh.md",
        "indicator-conflict",
        5,
        ("两份原文说法不同", "the two documents differ"),
    );
}

#[test]
fn slips_in_indicators_and_corrections() {
    transcript().assert_right();
}
