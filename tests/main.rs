//! All tests that look at the program from outside, in one binary. See `tests/cases/README.md`.

mod accepting;
mod beginning;
mod cli;
mod conformance;
mod correcting;
mod crash;
mod figures;
mod fuzz;
mod formats;
mod hostile;
mod known;
mod manuals;
mod markup;
mod marks;
mod messages;
mod mutations;
mod published;
mod publishing;
mod quantities;
mod readme;
mod serve;
mod serve_guard;
mod serving;
mod site;
mod tidy;
mod tour;
