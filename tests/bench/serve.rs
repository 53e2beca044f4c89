//! How long an editor waits: from saving a file to the new page, against a full build.
//!
//! `cargo bench --bench serve` prints medians for sites of 100, 1,000 and 10,000 excerpts; numbers after
//! `--` choose others. Not part of the tests: times depend on the machine, ratios less so.

#[allow(dead_code)]
#[path = "../serving.rs"]
mod serving;
#[allow(dead_code)]
#[path = "../site.rs"]
mod site;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use serving::{Listener, Server};

/// How many edits the median is taken of.
const EDITS: usize = 20;
/// Excerpts that quote one original.
const PER_ORIGINAL: usize = 500;
const TOPICS: usize = 10;

fn main() {
    let asked: Vec<usize> = std::env::args().filter_map(|one| one.parse().ok()).collect();
    let counts = if asked.is_empty() { vec![100, 1000, 10_000] } else { asked };
    println!(
        "{:>9} {:>11} {:>11} {:>13} {:>7} {:>12} {:>12}",
        "excerpts", "full build", "first page", "edit (median)", "ratio", "site.yaml", "template"
    );
    for count in counts {
        let site = Site::write(count);
        let build = site.build();
        let began = Instant::now();
        let server = Server::start(&site.0, &["--port", "0"]);
        assert_eq!(server.get("/").status, 200);
        let first = began.elapsed();
        let mut listener = server.listen();
        listener.next();
        let edits = (0..EDITS).map(|n| site.edit_excerpt(&server, &mut listener, n)).collect();
        let config = (0..3).map(|n| site.edit_config(&server, &mut listener, n)).collect();
        let template = (0..3).map(|n| site.edit_template(&server, &mut listener, n)).collect();
        let edit = median(edits);
        println!(
            "{count:>9} {:>8.0} ms {:>8.0} ms {:>10.1} ms {:>7} {:>9.0} ms {:>9.0} ms",
            ms(build),
            ms(first),
            ms(edit),
            format!("1:{:.0}", ms(build) / ms(edit)),
            ms(median(config)),
            ms(median(template)),
        );
    }
}

fn ms(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort();
    times[times.len() / 2]
}

/// A site in a folder that is removed at the end.
struct Site(PathBuf);

impl Site {
    /// Writes a site of so many excerpts, a few hundred words each, with quotations and figures.
    fn write(count: usize) -> Site {
        let root = std::env::temp_dir().join(format!("duizhao-bench-{}-{count}", std::process::id()));
        let site = Site(root);
        let topics: Vec<String> = (0..TOPICS).map(|n| format!("topic-{n}")).collect();
        site.put("content/site.yaml", &config("对照", &topics));
        site.put("content/glossary.yaml", "- { zh: 工业产值, en: industrial output }\n- { zh: 市场主体, en: market entity, also: [market entities] }\n");
        site.put("templates/base.html", include_str!("../../templates/base.html"));
        for topic in &topics {
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

    fn build(&self) -> Duration {
        let times = (0..2).map(|n| {
            let began = Instant::now();
            let built = Command::new(env!("CARGO_BIN_EXE_duizhao"))
                .arg("-C")
                .arg(&self.0)
                .arg("build")
                .arg("--output")
                .arg(self.0.join(format!("built-{n}")))
                .output()
                .unwrap();
            assert!(built.status.success(), "{}", String::from_utf8_lossy(&built.stderr));
            let took = began.elapsed();
            let _ = fs::remove_dir_all(self.0.join(format!("built-{n}")));
            took
        });
        times.min().unwrap()
    }

    /// Saves an excerpt and waits for the page that shows it.
    fn edit_excerpt(&self, server: &Server, listener: &mut Listener, n: usize) -> Duration {
        // Letters, because a number without a partner across would be an error.
        let mark = format!("Edit {}.", "x".repeat(n + 1));
        let text = english(7, &mark);
        self.timed("content/topic-7/town-7.en.md", &text, server, listener, "/en/topic-7/town-7.html", &mark)
    }

    fn edit_config(&self, server: &Server, listener: &mut Listener, n: usize) -> Duration {
        let topics: Vec<String> = (0..TOPICS).map(|n| format!("topic-{n}")).collect();
        let mark = format!("新名{n}");
        self.timed(
            "content/site.yaml",
            &config(&mark, &topics),
            server,
            listener,
            "/zh/topic-7/town-7.html",
            &mark,
        )
    }

    fn edit_template(&self, server: &Server, listener: &mut Listener, n: usize) -> Duration {
        let inside = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/templates/base.html"));
        let mark = format!("<!-- {n} -->");
        let text = fs::read_to_string(inside).unwrap().replace("</body>", &format!("{mark}</body>"));
        self.timed("templates/base.html", &text, server, listener, "/zh/topic-7/town-7.html", &mark)
    }

    fn timed(
        &self,
        path: &str,
        text: &str,
        server: &Server,
        listener: &mut Listener,
        page: &str,
        mark: &str,
    ) -> Duration {
        let began = Instant::now();
        fs::write(self.0.join(path), text).unwrap();
        loop {
            listener.next();
            if server.get(page).text().contains(mark) {
                break;
            }
            assert!(began.elapsed() < Duration::from_secs(120), "{page} never showed {mark}");
        }
        let took = began.elapsed();
        // What follows an edit at leisure is not part of the next one.
        std::thread::sleep(Duration::from_millis(600));
        took
    }
}

impl Drop for Site {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn config(title: &str, topics: &[String]) -> String {
    format!(
        "title: {{ zh: {title}, en: Bench }}\ntopics: [{}]\nrules: {{ original-uncovered: off }}\n",
        topics.join(", ")
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

fn english(n: usize, mark: &str) -> String {
    let (a, b) = ((1000 + n) as f64 / 100.0, (5000 + 2 * n) as f64 / 100.0);
    let (c, d) = (300 + n, 20 + n % 50);
    format!(
        "---\ntitle: Town No. {n}\nsummary: Industrial output and market entities of town No. {n}.\nfigures:\n  - {{ id: output, label: Industrial output, unit: RMB million }}\n---\n\nThe report on the industry of town No. {n}: {mark}\n\n> Industrial output of town No. {n} rose from RMB {a} million to RMB {b} million, an average of 6.4 percent a year, and its structure went on improving.\n\n## Market entities\n\n> Town No. {n} has {c} market entities, {d} more than the year before; at least 30 percent of them are enterprises.\n\nGrowth comes mainly from new enterprises. Roads and water mains were also built for some years, and the county seat is nearer. The table below is the editor’s.\n\n| Item | Remark |\n| --- | --- |\n| Industry | mainly machines |\n| Farming | mainly oranges |\n\n- First, the roads are open.\n- Second, the water mains are in place.\n"
    )
}
