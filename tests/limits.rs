//! Bounds on what is read: links that lead from folder to folder, memories, texts without an end. What grows with the
//! size of the input and not with its square is counted in `tests/growth.rs`.

#![cfg(unix)]

use crate::site::Folder;

#[test]
fn links_from_folder_to_folder() {
    // Each is a finding, once; gone through, these would be a million folders.
    let found = |size: usize| {
        let folder = Folder::with_site();
        std::fs::create_dir_all(folder.path().join(format!("content/f/d{size}"))).unwrap();
        for n in 0..size {
            std::fs::create_dir_all(folder.path().join(format!("content/f/d{n}"))).unwrap();
            for name in ["a", "b"] {
                let link = folder.path().join(format!("content/f/d{n}/{name}"));
                std::os::unix::fs::symlink(format!("../d{}", n + 1), link).unwrap();
            }
        }
        folder.run(&["check", "--format", "json"]).text().matches("\"file-unreadable\"").count()
    };
    assert_eq!([10, 20].map(found), [20, 40]);
}

#[test]
fn a_link_for_templates_is_not_gone_through() {
    let folder = Folder::with_site();
    let many = folder.path().join("many");
    for n in 0..200 {
        std::fs::create_dir_all(many.join(format!("d{n}"))).unwrap();
        std::fs::write(many.join(format!("d{n}/page.html")), "x").unwrap();
    }
    std::os::unix::fs::symlink(&many, folder.path().join("templates")).unwrap();
    let done = folder.run(&["check", "--format", "json"]);
    assert_eq!(done.text().matches("\"file-unreadable\"").count(), 1, "{}", done.text());
    // A whole disk is no more work than that.
    std::fs::remove_file(folder.path().join("templates")).unwrap();
    std::os::unix::fs::symlink("/", folder.path().join("templates")).unwrap();
    let done = folder.run(&["check", "--format", "json"]);
    assert_eq!(done.text().matches("\"file-unreadable\"").count(), 1, "{}", done.text());
}

#[test]
fn memories_beyond_their_bounds_are_told_at_once() {
    let folder = Folder::new();
    let deep = format!("{}{}", "<a>".repeat(20_000), "</a>".repeat(20_000));
    let entity = format!(
        "<!DOCTYPE t [<!ENTITY a \"{}\">]><tmx><tu><tuv xml:lang=\"zh\"><seg>{}</seg></tuv></tu></tmx>",
        "1 ".repeat(50_000),
        "&a;".repeat(200)
    );
    let names: String = (0..5000).map(|n| format!("<a xmlns:n{n}=\"u{n}\">")).collect();
    for text in [deep, entity, names + &"</a>".repeat(5000)] {
        folder.write("memory.tmx", text);
        let done = folder.run_inside(&["figures", "memory.tmx"]);
        assert_eq!(done.status.code(), Some(2), "{}", done.stderr);
        assert!(done.stderr.contains("goes beyond a bound"), "{}", done.stderr);
    }
}

#[test]
fn a_text_without_an_end_is_read_as_far_as_the_limit() {
    let folder = Folder::new();
    for command in ["figures", "markdown"] {
        let done = folder.run_inside(&[command, "/dev/zero"]);
        assert_eq!(done.status.code(), Some(2), "{}", done.stderr);
        assert!(done.stderr.contains("it is too large"), "{}", done.stderr);
    }
}

#[test]
fn what_markdown_leaves_out_is_said() {
    let folder = Folder::new();
    folder.write("long.md", format!("First.\n\n{}\n\nLast.\n", "word ".repeat(20_000)));
    let done = folder.run_inside(&["markdown", "long.md"]);
    assert_eq!(done.status.code(), Some(1), "{}", done.stderr);
    assert!(done.stderr.contains("the paragraph is too long"), "{}", done.stderr);
    assert!(done.text().contains("First.") && done.text().contains("Last."), "{}", done.text());
    folder.write("short.md", "First.\n\n<b>Last.</b>\n");
    let done = folder.run_inside(&["markdown", "short.md"]);
    assert_eq!((done.status.code(), done.stderr.as_str()), (Some(0), ""));
}
