//! A line that says what is being done when it takes long. Only on a terminal: nothing goes into a
//! pipe or a log.

use std::io::{IsTerminal, Write};
use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::thread::{Builder, JoinHandle};
use std::time::{Duration, Instant};

use crate::base::lang::{Both, Lang};

/// Work shorter than this needs no line.
const PATIENCE: Duration = Duration::from_millis(800);
/// How often the line is renewed.
const TICK: Duration = Duration::from_millis(200);

/// The line; it goes away when this is dropped.
pub struct Progress {
    line: Option<(Sender<Both<&'static str>>, JoinHandle<()>)>,
}

impl Progress {
    /// Begins with the first thing that is done.
    pub fn start(lang: Lang, first: Both<&'static str>) -> Progress {
        if !std::io::stderr().is_terminal() {
            return Progress { line: None };
        }
        let (sender, steps) = channel::<Both<&'static str>>();
        let thread = Builder::new().spawn(move || {
            let begin = Instant::now();
            let (mut step, mut shown) = (first, false);
            loop {
                match steps.recv_timeout(TICK) {
                    Ok(next) => step = next,
                    Err(RecvTimeoutError::Disconnected) => break,
                    Err(RecvTimeoutError::Timeout) => {}
                }
                if begin.elapsed() > PATIENCE {
                    draw(&format!("{} … {} s", step.get(lang), begin.elapsed().as_secs()));
                    shown = true;
                }
            }
            if shown {
                draw("");
            }
        });
        // Where the system gives no thread, there is no line.
        Progress { line: thread.ok().map(|thread| (sender, thread)) }
    }

    /// Goes on to the next thing.
    pub fn next(&self, step: Both<&'static str>) {
        if let Some((sender, _)) = &self.line {
            // The thread ends only when the sender does.
            let _ = sender.send(step);
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if let Some((sender, thread)) = self.line.take() {
            drop(sender);
            let _ = thread.join();
        }
    }
}

/// Replaces the line. A terminal that cannot be written to is no reason to fail.
fn draw(text: &str) {
    let mut out = std::io::stderr().lock();
    let _ = write!(out, "\r\u{1b}[K{text}").and_then(|()| out.flush());
}
