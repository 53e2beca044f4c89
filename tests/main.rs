//! All tests that look at the program from outside, in one binary. See `tests/README.md`.

mod cli;
mod conformance;
mod manuals;
mod published;
mod readme;
mod site;
mod tidy;
