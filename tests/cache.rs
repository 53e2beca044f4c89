//! What a build keeps for the next one: with it, without it, and with one that is stale, torn, foreign or hostile, the
//! same bytes and the same findings.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::thread;
use std::time::Duration;

use crate::site::Folder;

const CACHE: &str = ".duizhao/cache";

/// What stands in the output folder.
fn output(folder: &Folder) -> BTreeMap<String, Vec<u8>> {
    let root = folder.path().join("public");
    let files = walkdir::WalkDir::new(&root).into_iter().map(Result::unwrap);
    let files = files.filter(|entry| entry.file_type().is_file());
    files
        .map(|entry| {
            let path = entry.path().strip_prefix(&root).unwrap().to_string_lossy().into_owned();
            (path, fs::read(entry.path()).unwrap())
        })
        .collect()
}

/// A site with a note among its findings, built once.
fn built() -> Folder {
    let folder = Folder::with_excerpts(3);
    let original = folder.read("content/originals/report.md");
    folder.write("content/originals/report.md", original + "\n这一段没有摘录。\n");
    let (status, said) = folder.run(&["build"]).told();
    assert_eq!(status, Some(0), "{said}");
    assert!(said.contains("notes") && said.contains("written"), "{said}");
    assert!(folder.path().join(CACHE).is_file());
    folder
}

/// What the last lines of a build's messages say was written.
fn is_unchanged(said: &str) -> bool {
    said.contains("nothing has changed, nothing was written")
}

/// Builds without the cache and says what stands there then and what was said.
fn anew(folder: &Folder) -> (BTreeMap<String, Vec<u8>>, String) {
    let (status, said) = folder.run(&["build", "--no-cache"]).told();
    assert_eq!(status, Some(0), "{said}");
    (output(folder), said)
}

#[test]
fn a_second_build_says_the_same_and_writes_nothing() {
    let folder = built();
    let before = output(&folder);
    let (status, said) = folder.run(&["build"]).told();
    assert_eq!(status, Some(0));
    assert!(is_unchanged(&said), "{said}");
    assert_eq!(output(&folder), before);
    // Word for word what a build says that knows nothing.
    assert_eq!(anew(&folder), (before.clone(), said.clone()));
    for format in ["json", "github", "sarif"] {
        let kept = folder.run(&["build", "--format", format]);
        let new = folder.run(&["build", "--no-cache", "--format", format]);
        assert_eq!(kept.text(), new.text());
        assert_eq!(kept.stderr, new.stderr);
    }
    let (kept, new) = (folder.run(&["check"]).told(), folder.run(&["check", "--no-cache"]).told());
    assert_eq!(kept, new);
    assert!(kept.1.contains("paragraph"), "{}", kept.1);
}

#[test]
fn what_a_build_depends_on_is_found_out_anew_when_it_changes() {
    let folder = built();
    let page = "content/topic/town-1.en.md";
    let edits: [(&str, &str, String); 5] = [
        ("a page", page, folder.read(page).replace("The report on", "The yearly report on")),
        ("a page of the same length", page, folder.read(page).replace("The report on", "The record on")),
        ("the settings", "content/site.yaml", folder.read("content/site.yaml") + "\n# a remark\n"),
        ("a template", "templates/404.html", "<!doctype html><title>Gone</title>\n".to_owned()),
        ("a new file", "content/topic/drawing.txt", "not linked\n".to_owned()),
    ];
    for (what, path, text) in edits {
        folder.write(path, text);
        let kept = (folder.run(&["build"]).told(), output(&folder));
        assert_eq!(kept.0.0, Some(0), "{what}: {}", kept.0.1);
        assert_eq!(kept.1, anew(&folder).0, "{what}");
    }
    assert!(folder.read("public/404.html").contains("Gone"));
    // A wrong figure stops the build although all was well before.
    folder.write(page, folder.read(page).replace("RMB 10.01 million", "RMB 10.02 million"));
    let (status, said) = folder.run(&["build"]).told();
    assert_eq!(status, Some(1), "{said}");
    assert_eq!(folder.run(&["check"]).told().0, Some(1));
    assert_eq!(folder.run(&["build"]).told().1, said);
}

#[test]
fn an_edit_that_keeps_length_and_time_is_seen() {
    let folder = built();
    // Long enough ago that its stamp is believed.
    thread::sleep(Duration::from_millis(100));
    assert!(is_unchanged(&folder.run(&["build"]).stderr));
    let path = folder.path().join("content/topic/town-1.en.md");
    let time = fs::metadata(&path).unwrap().modified().unwrap();
    let text = fs::read_to_string(&path).unwrap().replace("RMB 10.01 million", "RMB 10.07 million");
    fs::write(&path, text).unwrap();
    fs::File::options().write(true).open(&path).unwrap().set_modified(time).unwrap();
    assert_eq!(folder.run(&["build"]).status.code(), Some(1));
}

#[test]
fn options_and_another_output_folder_are_not_mixed_up() {
    let folder = built();
    folder.page(
        "content/topic/draft.zh.md",
        "title: 一篇草稿\nsummary: 还没写好的一页。\ndraft: true",
        "以后再写。",
    );
    folder.page(
        "content/topic/draft.en.md",
        "title: A draft\nsummary: A page that is not ready.",
        "To be written later.",
    );
    for args in
        [&["build", "--drafts"][..], &["build"], &["build", "--base-url", "https://example.org/"], &["build"]]
    {
        assert_eq!(folder.run(args).status.code(), Some(0));
        let kept = output(&folder);
        let more: Vec<&str> = args.iter().copied().chain(["--no-cache"]).collect();
        folder.run(&more);
        assert_eq!(kept, output(&folder), "{args:?}");
    }
    let elsewhere = folder.path().join("elsewhere");
    let named = elsewhere.to_str().unwrap();
    let (_, said) = folder.run(&["build", "--output", named]).told();
    assert!(!is_unchanged(&said), "{said}");
    assert!(elsewhere.join("index.html").is_file());
    // A strict build stops at what one that is not lets through.
    let page = "content/topic/town-1.en.md";
    folder.write(page, folder.read(page).replace("The report on", "The report **on"));
    let (status, said) = folder.run(&["build"]).told();
    assert!(status == Some(0) && said.contains("1 warning"), "{said}");
    assert_eq!(folder.run(&["build", "--strict"]).status.code(), Some(1));
    assert_eq!(folder.run(&["check", "--strict"]).status.code(), Some(1));
}

#[test]
fn what_others_do_to_the_output_folder_is_seen() {
    let folder = built();
    let before = output(&folder);
    let page = folder.path().join("public/zh/topic/town-1.html");
    fs::remove_file(&page).unwrap();
    assert_eq!(folder.run(&["build"]).status.code(), Some(0));
    assert_eq!(output(&folder), before, "a page that is gone is made again");

    fs::write(&page, "edited by hand").unwrap();
    let (status, said) = folder.run(&["build"]).told();
    assert!(status != Some(0) && said.contains("--overwrite"), "{said}");
    assert_eq!(fs::read_to_string(&page).unwrap(), "edited by hand");
    // Of the same length too.
    let old = before.get("zh/topic/town-1.html").unwrap();
    fs::write(&page, old).unwrap();
    assert!(is_unchanged(&folder.run(&["build"]).stderr));
    fs::write(&page, vec![b'x'; old.len()]).unwrap();
    assert!(folder.run(&["build"]).stderr.contains("--overwrite"));
    assert_eq!(folder.run(&["build", "--check"]).status.code(), Some(1));

    fs::remove_dir_all(folder.path().join("public")).unwrap();
    assert_eq!(folder.run(&["build"]).status.code(), Some(0));
    assert_eq!(output(&folder), before);
}

#[test]
fn a_cache_that_is_torn_changed_or_not_ours_counts_as_none() {
    let folder = built();
    let cache = folder.path().join(CACHE);
    let whole = fs::read(&cache).unwrap();
    let head = whole.iter().position(|byte| *byte == b'\n').unwrap();
    let mut bad: Vec<Vec<u8>> = [0, 1, head, head + 1, whole.len() / 2, whole.len() - 1]
        .map(|length| whole[..length].to_vec())
        .to_vec();
    bad.extend([head - 1, head + 5, whole.len() - 5].map(|at| {
        let mut other = whole.clone();
        other[at] ^= 1;
        other
    }));
    // More findings than there are, and a length that no memory holds.
    bad.push([&whole[..head + 3], &[0xff; 9][..], &whole[head + 3..]].concat());
    bad.push([whole.clone(), whole.clone()].concat());
    bad.push(vec![b'['; 1 << 20]);
    // The same bytes in another file: copied, or come with an archive.
    bad.push(whole.clone());
    let page = "content/topic/town-1.en.md";
    folder.write(page, folder.read(page).replace("The report on", "The yearly report on"));
    folder.run(&["build"]);
    let (expected, said) = anew(&folder);
    for bytes in bad {
        fs::remove_file(&cache).unwrap();
        fs::write(&cache, &bytes).unwrap();
        let (status, kept) = folder.run(&["build"]).told();
        assert_eq!((status, &kept), (Some(0), &said));
        assert_eq!(output(&folder), expected);
        assert_eq!(folder.run(&["check"]).told(), folder.run(&["check", "--no-cache"]).told());
    }
    // A site that is copied with its cache is built from the beginning.
    let other = Folder::new();
    for entry in walkdir::WalkDir::new(folder.path()).into_iter().map(Result::unwrap) {
        if entry.file_type().is_file() {
            let path = entry.path().strip_prefix(folder.path()).unwrap().to_string_lossy().into_owned();
            other.write(&path, fs::read(entry.path()).unwrap());
        }
    }
    assert!(is_unchanged(&other.run(&["build"]).stderr));
    assert_eq!(output(&other), expected);
}

/// Whatever stands where the facts on pages are kept: the same site and the same findings.
#[test]
fn what_is_kept_of_pages_counts_as_none_where_it_is_torn_changed_or_not_ours() {
    let folder = built();
    let pages = folder.path().join(".duizhao/pages");
    let whole = fs::read(&pages).unwrap();
    let head = whole.iter().position(|byte| *byte == b'\n').unwrap();
    let mut bad: Vec<Vec<u8>> = [0, head, head + 1, head + 40, whole.len() / 2, whole.len() - 1]
        .map(|length| whole[..length].to_vec())
        .to_vec();
    bad.extend([head - 1, head + 5, head + 35, head + 80, whole.len() / 2, whole.len() - 5].map(|at| {
        let mut other = whole.clone();
        other[at] ^= 1;
        other
    }));
    // One entry in the place of another, and an entry that is longer than what there is.
    let mut swapped = whole.clone();
    let (first, second) = (head + 1, whole.len() - 32);
    for at in 0..32 {
        swapped.swap(first + at, second + at);
    }
    bad.push(swapped);
    bad.push([&whole[..head + 33], &[0xff; 4][..], &whole[head + 37..]].concat());
    // The same bytes in another file: copied, or come with an archive.
    bad.push(whole.clone());
    let page = "content/topic/town-1.en.md";
    for (step, bytes) in bad.into_iter().enumerate() {
        folder.write(page, folder.read(page).replacen("report on", "long report on", 1));
        let _ = fs::remove_file(&pages);
        fs::write(&pages, &bytes).unwrap();
        let checked = folder.run(&["check"]).told();
        assert_eq!(checked, folder.run(&["check", "--no-cache"]).told());
        let _ = fs::remove_file(&pages);
        fs::write(&pages, &bytes).unwrap();
        assert_eq!(folder.run(&["build"]).status.code(), Some(0));
        let kept = output(&folder);
        assert_eq!(kept, anew(&folder).0, "{step}");
    }
}

/// What was checked is known by `check` and by `build` alike, and a page that comes back is known again.
#[test]
fn what_check_found_out_is_what_a_build_knows() {
    let folder = built();
    let page = "content/topic/town-1.en.md";
    let text = folder.read(page);
    let wrong = text.replace("RMB 10.01 million", "RMB 10.02 million");
    for text in [&wrong, &text, &wrong, &text] {
        folder.write(page, text);
        let checked = folder.run(&["check"]).told();
        assert_eq!(checked, folder.run(&["check", "--no-cache"]).told());
        assert_eq!(checked.0 == Some(0), !text.contains("10.02"));
        let built = folder.run(&["build"]).status.code();
        assert_eq!(built, checked.0);
    }
    assert_eq!(output(&folder), anew(&folder).0);
}

#[test]
fn the_cache_keeps_out_of_repositories_and_is_never_a_reason_to_fail() {
    let folder = built();
    assert_eq!(folder.read(".duizhao/.gitignore"), "*\n");
    let kept: Vec<String> = fs::read_dir(folder.path().join(".duizhao"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    assert_eq!(kept.len(), 5, "{kept:?}");

    fs::remove_dir_all(folder.path().join(".duizhao")).unwrap();
    assert!(is_unchanged(&folder.run(&["build", "--no-cache"]).stderr));
    assert!(!folder.path().join(".duizhao").exists());
    // A file in the place of the folder.
    folder.write(".duizhao", "mine");
    assert!(is_unchanged(&folder.run(&["build"]).stderr));
    assert_eq!(folder.read(".duizhao"), "mine");
}

#[cfg(unix)]
#[test]
fn nothing_is_written_or_read_through_a_link() {
    use std::os::unix::fs::symlink;
    let (folder, victim) = (built(), Folder::new());
    let before = output(&folder);
    victim.write("cache", "PRECIOUS");
    fs::remove_dir_all(folder.path().join(".duizhao")).unwrap();
    symlink(victim.path(), folder.path().join(".duizhao")).unwrap();
    assert!(is_unchanged(&folder.run(&["build"]).stderr));
    fs::remove_file(folder.path().join(".duizhao")).unwrap();
    fs::create_dir(folder.path().join(".duizhao")).unwrap();
    for name in ["cache", "pages", "cache.next", ".gitignore", "CACHEDIR.TAG"] {
        symlink(victim.path().join("cache"), folder.path().join(".duizhao").join(name)).unwrap();
    }
    assert!(is_unchanged(&folder.run(&["build"]).stderr));
    assert_eq!(victim.read("cache"), "PRECIOUS");
    assert_eq!(fs::read_dir(victim.path()).unwrap().count(), 1);
    assert_eq!(output(&folder), before);
}

/// A folder of this name may be somebody's own, and so may a file in it.
#[test]
fn what_is_called_like_the_cache_and_is_not_stays() {
    let folder = built();
    let own = folder.path().join(".duizhao");
    for name in ["cache", "notes.md", "cache.next", "cache.next-0123456789abcdef0123456789abcdef"] {
        fs::remove_dir_all(&own).unwrap();
        folder.write(&format!(".duizhao/{name}"), "PRECIOUS");
        assert!(is_unchanged(&folder.run(&["build"]).stderr), "{name}");
        let left: Vec<_> = folder.files(".duizhao");
        assert_eq!(left, [(name.to_owned(), b"PRECIOUS".to_vec())], "{name}: nothing is put beside it");
    }
    // In the folder that the program made too.
    fs::remove_dir_all(&own).unwrap();
    folder.run(&["build"]);
    for name in ["cache", "cache.next-0123456789abcdef0123456789abcdef"] {
        let path = own.join(name);
        let _ = fs::remove_file(&path);
        fs::write(&path, "PRECIOUS").unwrap();
        let page = "content/topic/town-1.en.md";
        folder.write(page, folder.read(page).replace("The report on", "The new report on"));
        assert_eq!(folder.run(&["build"]).status.code(), Some(0), "{name}");
        assert_eq!(fs::read_to_string(&path).unwrap(), "PRECIOUS", "{name}");
        fs::remove_file(&path).unwrap();
    }
}

#[test]
fn what_a_killed_build_had_begun_of_the_cache_goes() {
    let folder = built();
    let begun = "cache.next-0123456789abcdef0123456789abcdef";
    for text in ["", "duizhao 1 0123 and no more"] {
        folder.write(&format!(".duizhao/{begun}"), text);
        let page = "content/topic/town-1.en.md";
        let is_there = || folder.path().join(".duizhao").join(begun).exists();
        // A build that follows an edit too closely keeps nothing.
        for _ in 0..20 {
            // Each time another text.
            folder.write(page, folder.read(page).replacen("report on", "long report on", 1));
            thread::sleep(Duration::from_millis(60));
            assert_eq!(folder.run(&["build"]).status.code(), Some(0));
            if !is_there() {
                break;
            }
        }
        assert!(!is_there(), "{text}");
    }
}

#[test]
fn two_builds_at_once_leave_one_cache_and_one_site() {
    let folder = built();
    let page = "content/topic/town-1.en.md";
    for n in 0..3 {
        folder.write(page, folder.read(page).replace("The report on", &format!("The report {n} on")));
        thread::scope(|scope| {
            for _ in 0..3 {
                scope.spawn(|| assert_eq!(folder.run(&["build"]).status.code(), Some(0)));
            }
        });
        let kept = output(&folder);
        assert!(is_unchanged(&folder.run(&["build"]).stderr));
        assert_eq!(anew(&folder).0, kept);
    }
    assert!(Path::new(&folder.path().join(CACHE)).is_file());
}

#[test]
fn after_an_edit_as_much_is_kept_of_pages_as_after_a_first_build() {
    let folder = Folder::with_excerpts(8);
    let other = "---\ntitle: { zh: 另一份, en: Another }\n---\n\n全年新建学校12所。\n";
    folder.write("content/originals/another.md", other);
    let page = |lang: &str, words: &str| {
        let original = if lang == "zh" { "original: another\n" } else { "" };
        let text = format!("---\ntitle: {lang}\nsummary: {lang}\n{original}---\n\n{words}");
        folder.write(&format!("content/topic/schools.{lang}.md"), text);
    };
    page("zh", "报告写到：\n\n> 全年新建学校12所。\n");
    page("en", "The report:\n\n> Twelve schools were built in the year.\n");
    let kept = || {
        let bytes = fs::read(folder.path().join(".duizhao/gathered")).unwrap();
        let head = bytes.iter().position(|byte| *byte == b'\n').unwrap();
        bytes[head..].to_vec()
    };
    let build = || assert!(folder.run(&["build"]).status.success());
    build();
    let first = kept();
    // The page of the other original stays as it is, and what was found for it too.
    page("en", "The report:\n\n> Twelve schools were put up in the year.\n");
    build();
    let after = kept();
    assert_ne!(after, first);
    fs::remove_dir_all(folder.path().join(".duizhao")).unwrap();
    fs::remove_dir_all(folder.path().join("public")).unwrap();
    build();
    assert_eq!((after.len(), after), (kept().len(), kept()));
}
