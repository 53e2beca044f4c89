#![no_main]

#[path = "../entries.rs"]
#[allow(dead_code)]
mod entries;
#[path = "../../markup.rs"]
#[allow(dead_code)]
mod markup;

libfuzzer_sys::fuzz_target!(|data: &[u8]| entries::alignment(data));
