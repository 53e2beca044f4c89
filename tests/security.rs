//! `SECURITY.md` promises tests; they are there, in both languages the same.

use std::fs;

#[test]
fn every_test_that_the_security_page_names_is_there() {
    let root = env!("CARGO_MANIFEST_DIR");
    let page = fs::read_to_string(format!("{root}/SECURITY.md")).unwrap();
    let named = |half: &str| -> Vec<String> {
        half.split('`').skip(1).step_by(2).filter(|code| code.contains("::")).map(str::to_owned).collect()
    };
    let (english, chinese) = page.split_once("# 安全").expect("both halves");
    assert_eq!(named(english), named(chinese), "the halves name different tests");
    assert!(named(english).len() > 35);
    for test in named(english) {
        let (module, name) = test.rsplit_once("::").unwrap();
        let text = fs::read_to_string(format!("{root}/tests/{module}.rs")).unwrap_or_default();
        assert!(text.contains(&format!("fn {name}(")), "there is no test {test}");
    }
}

#[test]
fn no_code_of_our_own_is_unsafe() {
    let root = env!("CARGO_MANIFEST_DIR");
    for file in ["src/lib.rs", "src/main.rs"] {
        let text = fs::read_to_string(format!("{root}/{file}")).unwrap();
        assert!(text.contains("#![forbid(unsafe_code)]"), "{file}");
    }
    assert!(!std::path::Path::new(root).join("build.rs").exists());
}
