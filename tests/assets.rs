//! Files beside the texts that are published as they are: copied when they are wanted, and only as they were looked at.

use std::fs;
use std::sync::Mutex;

use duizhao::model::output::OutputContent;
use duizhao::publish::Publisher;
use duizhao::{Analysis, Options, RenderContext, render};

use crate::serving::Server;
use crate::site::Folder;

const ANNEX: &str = "content/topic/annex.svg";
const COPY: &str = "public/assets/topic/annex.svg";
const DRAWING: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\"><path d=\"M0 0\"/></svg>";

/// A site whose page leads to a drawing.
fn with_annex() -> Folder {
    let folder = Folder::with_site();
    let (zh, en) = ("content/topic/growth.zh.md", "content/topic/growth.en.md");
    folder.write(zh, folder.read(zh) + "\n见[附件](annex.svg)。\n");
    folder.write(en, folder.read(en) + "\nSee [the annex](annex.svg).\n");
    folder.write(ANNEX, DRAWING);
    folder
}

#[test]
fn a_linked_file_is_copied_when_it_is_new_and_stays_when_it_is_not() {
    let folder = with_annex();
    let build = |args: &[&str]| folder.run(&[&["build", "--no-cache"], args].concat());
    assert_eq!(build(&[]).status.code(), Some(0));
    assert_eq!(folder.read(COPY), DRAWING);
    let changed = || fs::metadata(folder.path().join(COPY)).unwrap().modified().unwrap();
    let before = changed();
    assert!(build(&[]).stderr.contains("nothing has changed"));
    assert_eq!(changed(), before);
    // Of the same length, and another.
    folder.write(ANNEX, DRAWING.replace("M0 0", "M1 1"));
    assert_eq!(build(&["--check"]).status.code(), Some(1));
    assert_eq!(build(&[]).status.code(), Some(0));
    assert_eq!(folder.read(COPY), DRAWING.replace("M0 0", "M1 1"));
    assert_eq!(build(&["--check"]).status.code(), Some(0));
    // Edited where it is published.
    folder.write(COPY, DRAWING.replace("M0 0", "M2 2"));
    assert_eq!(build(&[]).status.code(), Some(2));
    assert_eq!(folder.read(COPY), DRAWING.replace("M0 0", "M2 2"));
}

/// Between the look at a file and its copy somebody puts another there: one that runs, a link, nothing.
#[test]
fn a_file_that_changes_while_the_site_is_built_is_not_published() {
    let script = "<svg xmlns=\"http://www.w3.org/2000/svg\"><script>alert(1)</script></svg>";
    type Swap = (&'static str, fn(&Folder, &str));
    let swaps: [Swap; 4] = [
        ("another text", |folder, script| folder.write(ANNEX, script)),
        ("of the same length", |folder, _| folder.write(ANNEX, DRAWING.replace("path", "scri"))),
        ("nothing", |folder, _| fs::remove_file(folder.path().join(ANNEX)).unwrap()),
        ("a folder", |folder, _| {
            fs::remove_file(folder.path().join(ANNEX)).unwrap();
            fs::create_dir(folder.path().join(ANNEX)).unwrap();
        }),
    ];
    for (name, swap) in swaps {
        let folder = with_annex();
        assert_eq!(folder.run(&["build"]).status.code(), Some(0));
        let before = folder.files("public");
        folder.write(ANNEX, DRAWING.replace("M0 0", "M9 9"));
        let known = Analysis::read(folder.path(), &Options::default()).unwrap();
        let context = RenderContext::new(&known.site, &known.proof, &known.checked, &[]).unwrap();
        let outputs = Mutex::new(Vec::new());
        render(&context, |output| outputs.lock().unwrap().push(output)).unwrap();
        let publisher = Publisher::begin(folder.path(), None, Box::new(|_| {})).unwrap();
        swap(&folder, script);
        let outputs = outputs.into_inner().unwrap();
        assert!(outputs.iter().any(|output| matches!(output.content, OutputContent::Copy(_))));
        outputs.into_iter().for_each(|output| publisher.take(output));
        let refused = publisher.finish(false).unwrap_err().to_string();
        assert!(
            refused.contains("changed or moved away while the site was being built"),
            "{name}: {refused}"
        );
        assert!(folder.files("public") == before, "{name}");
        let left = fs::read_dir(folder.path()).unwrap().map(|one| one.unwrap().file_name());
        assert!(left.into_iter().all(|one| !one.to_string_lossy().contains("duizhao-new")), "{name}");
    }
}

#[cfg(unix)]
#[test]
fn a_link_in_its_place_is_not_copied() {
    let folder = with_annex();
    folder.write("letter.svg", DRAWING);
    let known = Analysis::read(folder.path(), &Options::default()).unwrap();
    let context = RenderContext::new(&known.site, &known.proof, &known.checked, &[]).unwrap();
    let publisher = Publisher::begin(folder.path(), None, Box::new(|_| {})).unwrap();
    // The same bytes, but by a way that leads elsewhere.
    fs::remove_file(folder.path().join(ANNEX)).unwrap();
    std::os::unix::fs::symlink(folder.path().join("letter.svg"), folder.path().join(ANNEX)).unwrap();
    render(&context, |output| publisher.take(output)).unwrap();
    assert!(publisher.finish(false).is_err());
    assert!(!folder.path().join("public").exists());
}

#[test]
fn a_linked_file_is_served_and_followed() {
    let folder = with_annex();
    let server = Server::start(folder.path(), &["--port", "0"]);
    let answer = server.get("/assets/topic/annex.svg");
    assert_eq!((answer.status, answer.text().as_str()), (200, DRAWING));
    folder.write(ANNEX, DRAWING.replace("M0 0", "M1 1"));
    server.until("/assets/topic/annex.svg", "the new one", |answer| answer.text().contains("M1 1"));
    // One that runs is refused.
    folder.write(ANNEX, DRAWING.replace("path", "script"));
    server.until("/_duizhao/findings.json", "an error", |answer| answer.text().contains("script"));
    let answer = server.get("/assets/topic/annex.svg");
    assert!(!answer.text().contains("<script"), "{}", answer.text());
}
