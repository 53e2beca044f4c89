//! Ends a build whose template would never end.
//!
//! A template may loop within a loop within a loop, or double a string forty times; the template
//! engine has no bound for either, and a thread cannot be stopped. So while a site's own templates run,
//! another thread looks on. Nothing has been written at that point, and nothing is lost.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};
use std::thread;
use std::time::{Duration, Instant};

/// The longest that one page may take.
const LONGEST: Duration = Duration::from_secs(20);
/// The most memory that the program may hold while a page takes longer than `SLOW`, in bytes.
const MOST_MEMORY: u64 = 6 << 30;
const SLOW: Duration = Duration::from_secs(1);

/// What is done about a template, told by its name, that does not end. It must end the process.
pub type Ending = Arc<dyn Fn(&str) + Send + Sync>;

/// The pages that are being rendered: since when, and by which template.
type Running = Mutex<BTreeMap<u64, (Instant, String)>>;

/// Looks on while templates run.
pub struct TimeLimit {
    running: Arc<Running>,
}

/// A page that is being rendered.
pub struct Timed<'w> {
    running: &'w Running,
    number: u64,
}

impl TimeLimit {
    /// Begins to look on.
    pub fn start(ending: Ending) -> TimeLimit {
        let running = Arc::new(Running::default());
        let seen = Arc::downgrade(&running);
        thread::spawn(move || look(&seen, &ending));
        TimeLimit { running }
    }

    /// A page begins; it ends when the result is dropped.
    pub fn begin(&self, template: &str) -> Timed<'_> {
        let mut pages = hold(&self.running);
        let number = pages.keys().next_back().map_or(0, |last| last + 1);
        pages.insert(number, (Instant::now(), template.to_owned()));
        Timed { running: &self.running, number }
    }
}

impl Drop for Timed<'_> {
    fn drop(&mut self) {
        hold(self.running).remove(&self.number);
    }
}

fn hold(running: &Running) -> MutexGuard<'_, BTreeMap<u64, (Instant, String)>> {
    running.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Says that a template does not end, and ends the program.
pub fn give_up(template: &str) {
    eprintln!(
        "templates/{template}: 这个模板不会结束，或者太占内存；没有写入任何文件。检查其中的循环\n\
         this template does not end, or takes too much memory; nothing was written. Look at its loops"
    );
    std::process::exit(2);
}

fn look(running: &Weak<Running>, ending: &Ending) {
    while let Some(running) = running.upgrade() {
        for (since, template) in hold(&running).values() {
            let took = since.elapsed();
            if took > LONGEST || (took > SLOW && memory() > MOST_MEMORY) {
                ending(template);
            }
        }
        drop(running);
        thread::sleep(Duration::from_millis(100));
    }
}

/// The memory that the program holds, in bytes; 0 where the system does not tell it in `/proc`.
fn memory() -> u64 {
    let about = std::fs::read_to_string("/proc/self/statm").unwrap_or_default();
    about.split(' ').nth(1).and_then(|pages| pages.parse::<u64>().ok()).map_or(0, |pages| pages * 4096)
}
