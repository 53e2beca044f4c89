//! How long an editor waits: from saving a file to the new page, against a full build.
//!
//! `cargo bench --bench serve` prints medians, and the memory held at the end, for sites of 100, 1,000 and
//! 10,000 excerpts; numbers after `--` choose others. Not part of the tests: times depend on the machine,
//! ratios less so.

mod corpus;
#[allow(dead_code)]
#[path = "../markup.rs"]
mod markup;
#[allow(dead_code)]
#[path = "../serving.rs"]
mod serving;
#[allow(dead_code)]
#[path = "../site.rs"]
mod site;

use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use corpus::{Corpus, config, english};
use serving::{Listener, Server};

/// How many edits the median is taken of.
const EDITS: usize = 20;

fn main() {
    let asked: Vec<usize> = std::env::args().filter_map(|one| one.parse().ok()).collect();
    let counts = if asked.is_empty() { vec![100, 1000, 10_000] } else { asked };
    println!(
        "{:>9} {:>11} {:>11} {:>13} {:>7} {:>12} {:>12} {:>9}",
        "excerpts", "full build", "first page", "edit (median)", "ratio", "site.yaml", "template", "memory"
    );
    for count in counts {
        let site = Site(Corpus::write(count));
        let build = site.build();
        let began = Instant::now();
        let server = Server::start(site.root(), &["--port", "0"]);
        assert_eq!(server.get("/").status, 200);
        let first = began.elapsed();
        let mut listener = server.listen();
        listener.next();
        let edits = (0..EDITS).map(|n| site.edit_excerpt(&server, &mut listener, n)).collect();
        let config = (0..3).map(|n| site.edit_config(&server, &mut listener, n)).collect();
        let template = (0..3).map(|n| site.edit_template(&server, &mut listener, n)).collect();
        let edit = median(edits);
        println!(
            "{count:>9} {:>8.0} ms {:>8.0} ms {:>10.1} ms {:>7} {:>9.0} ms {:>9.0} ms {:>9}",
            ms(build),
            ms(first),
            ms(edit),
            format!("1:{:.0}", ms(build) / ms(edit)),
            ms(median(config)),
            ms(median(template)),
            memory(server.id()),
        );
    }
}

fn ms(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}

/// What a process holds, where the system tells it.
fn memory(id: u32) -> String {
    let about = fs::read_to_string(format!("/proc/{id}/status")).unwrap_or_default();
    let held = about.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    let kilobytes = held.and_then(|held| held.split_whitespace().next()?.parse::<u64>().ok());
    kilobytes.map_or("?".to_owned(), |kilobytes| format!("{} MB", kilobytes / 1024))
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort();
    times[times.len() / 2]
}

/// A site that is edited.
struct Site(Corpus);

impl Site {
    fn root(&self) -> &Path {
        &self.0.0
    }

    fn build(&self) -> Duration {
        let times = (0..2).map(|n| {
            let began = Instant::now();
            let built = Command::new(env!("CARGO_BIN_EXE_duizhao"))
                .arg("-C")
                .arg(self.root())
                .arg("build")
                .arg("--output")
                .arg(self.root().join(format!("built-{n}")))
                .output()
                .unwrap();
            assert!(built.status.success(), "{}", String::from_utf8_lossy(&built.stderr));
            let took = began.elapsed();
            let _ = fs::remove_dir_all(self.root().join(format!("built-{n}")));
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
        let mark = format!("新名{n}");
        self.timed("content/site.yaml", &config(&mark), server, listener, "/zh/topic-7/town-7.html", &mark)
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
        fs::write(self.root().join(path), text).unwrap();
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
