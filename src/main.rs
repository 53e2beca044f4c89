//! The program: arguments → command → exit status.

#![forbid(unsafe_code)]

use std::io::Write;
use std::panic::{self, AssertUnwindSafe};
use std::process::ExitCode;

use duizhao::cli::dispatch;

/// Rendering makes millions of short strings; measured on 1,000 excerpts this allocator saves a quarter of
/// the processor time.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    panic::set_hook(Box::new(|what| {
        // Nobody may be there to read it; that is no reason to fail once more.
        let _ = writeln!(
            std::io::stderr(),
            "duizhao: 程序自己出了错，请报告给它的作者 · the program itself failed; please tell its authors ({what})"
        );
    }));
    threads();
    let run = AssertUnwindSafe(|| dispatch::run(std::env::args_os()));
    ExitCode::from(panic::catch_unwind(run).unwrap_or(2))
}

/// Work is divided among threads; where the system gives none, this one does it all.
fn threads() {
    // The pool for the whole program can be made once only, so another one is tried before.
    let pool = match rayon::ThreadPoolBuilder::new().build() {
        Ok(_) => rayon::ThreadPoolBuilder::new(),
        Err(_) => rayon::ThreadPoolBuilder::new().num_threads(1).use_current_thread(),
    };
    // If that fails too, it fails where it is used, and is said there.
    let _ = pool.build_global();
}
