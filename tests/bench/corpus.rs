//! A site of as many excerpts as a benchmark wants, in a folder that is removed at the end.

use std::fs;
use std::path::PathBuf;

/// Excerpts that quote one original.
const PER_ORIGINAL: usize = 500;
/// How many topics there are: `topic-0` to `topic-9`.
pub const TOPICS: usize = 10;

/// A site in a folder that is removed at the end.
pub struct Corpus(pub PathBuf);

impl Corpus {
    /// Writes a site of so many excerpts, a few hundred words each, with quotations and figures.
    pub fn write(count: usize) -> Corpus {
        let root = std::env::temp_dir().join(format!("duizhao-bench-{}-{count}", std::process::id()));
        let site = Corpus(root);
        site.put("content/site.yaml", &config("对照"));
        site.put("content/glossary.yaml", "- { zh: 工业产值, en: industrial output }\n- { zh: 市场主体, en: market entity, also: [market entities] }\n");
        site.put("templates/base.html", include_str!("../../templates/base.html"));
        for topic in topics() {
            site.put(&format!("content/{topic}/_index.zh.md"), "---\ntitle: 主题\n---\n\n这个主题的引言。\n");
            site.put(
                &format!("content/{topic}/_index.en.md"),
                "---\ntitle: Topic\n---\n\nThe introduction.\n",
            );
        }
        for first in (0..count).step_by(PER_ORIGINAL) {
            let id = first / PER_ORIGINAL;
            let mut original = format!(
                "---\ntitle: {{ zh: 第{id}份报告, en: Report {id} }}\nshort: {{ zh: 报告{id}, en: Report {id} }}\n---\n"
            );
            for n in first..count.min(first + PER_ORIGINAL) {
                original.push_str(&format!("{}\n{}\n", output(n), entities(n)));
                let stem = format!("content/topic-{}/town-{n}", n % TOPICS);
                site.put(&format!("{stem}.zh.md"), &chinese(n, id));
                site.put(&format!("{stem}.en.md"), &english(n, ""));
            }
            site.put(&format!("content/originals/report-{id}.md"), &original);
        }
        site
    }

    fn put(&self, path: &str, text: &str) {
        let file = self.0.join(path);
        if let Some(folder) = file.parent() {
            fs::create_dir_all(folder).unwrap();
        }
        fs::write(file, text).unwrap();
    }
}

impl Drop for Corpus {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn topics() -> Vec<String> {
    (0..TOPICS).map(|n| format!("topic-{n}")).collect()
}

/// The text of `site.yaml`.
pub fn config(title: &str) -> String {
    format!(
        "title: {{ zh: {title}, en: Bench }}\ntopics: [{}]\nrules: {{ original-uncovered: off }}\n",
        topics().join(", ")
    )
}

fn output(n: usize) -> String {
    format!("第{n}个镇的工业产值从{}万元增加到{}万元，年均增长6.4%，结构继续优化。", 1000 + n, 5000 + 2 * n)
}

fn entities(n: usize) -> String {
    format!("第{n}个镇有市场主体{}家，比上年多{}家，其中企业占三成以上。", 300 + n, 20 + n % 50)
}

fn chinese(n: usize, id: usize) -> String {
    let (a, b) = (1000 + n, 5000 + 2 * n);
    format!(
        "---\ntitle: 第{n}个镇\nsummary: 第{n}个镇的工业产值和市场主体。\ndate: 2022-04-11\noriginal: report-{id}\nfigures:\n  - id: output\n    label: 工业产值\n    unit: 万元\n    chart: change\n    points:\n      - {{ at: 2016, value: {a} }}\n      - {{ at: 2021, value: {b} }}\n---\n\n报告写到第{n}个镇的工业：\n\n> {}\n\n## 市场主体\n\n> {}\n\n增长主要来自新办的企业。镇里的道路和水网也修了几年，到县城的时间短了。下面的表是编者整理的。\n\n| 项目 | 说明 |\n| --- | --- |\n| 工业 | 以机械为主 |\n| 农业 | 以柑橘为主 |\n\n- 第一，路修通了。\n- 第二，水网修好了。\n",
        output(n),
        entities(n)
    )
}

/// The text of `town-N.en.md`, with some words at the end of its first paragraph.
pub fn english(n: usize, mark: &str) -> String {
    let (a, b) = ((1000 + n) as f64 / 100.0, (5000 + 2 * n) as f64 / 100.0);
    let (c, d) = (300 + n, 20 + n % 50);
    format!(
        "---\ntitle: Town No. {n}\nsummary: Industrial output and market entities of town No. {n}.\nfigures:\n  - {{ id: output, label: Industrial output, unit: RMB million }}\n---\n\nThe report on the industry of town No. {n}: {mark}\n\n> Industrial output of town No. {n} rose from RMB {a} million to RMB {b} million, an average of 6.4 percent a year, and its structure went on improving.\n\n## Market entities\n\n> Town No. {n} has {c} market entities, {d} more than the year before; at least 30 percent of them are enterprises.\n\nGrowth comes mainly from new enterprises. Roads and water mains were also built for some years, and the county seat is nearer. The table below is the editor’s.\n\n| Item | Remark |\n| --- | --- |\n| Industry | mainly machines |\n| Farming | mainly oranges |\n\n- First, the roads are open.\n- Second, the water mains are in place.\n"
    )
}
