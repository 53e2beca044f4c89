//! A file that was looked at, and holds something else by the time it is read: nothing can be said of the site as it
//! was then, so whoever asks for the text is stopped, and the command says why.

use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::Arc;

use anyhow::Result;

use crate::base::error::Error;

/// The path of the file.
struct FileChanged(Arc<str>);

/// Stops all that was to be found out; no fault of the program is reported.
pub(super) fn stop(path: &Arc<str>) -> ! {
    resume_unwind(Box::new(FileChanged(path.clone())))
}

/// Does something that may be stopped so; then that is the error.
pub(crate) fn unless_changed<T>(run: impl FnOnce() -> Result<T>) -> Result<T> {
    match catch_unwind(AssertUnwindSafe(run)) {
        Ok(done) => done,
        Err(why) => match why.downcast::<FileChanged>() {
            Ok(changed) => Err(changed_meanwhile(&changed.0).into()),
            Err(fault) => resume_unwind(fault),
        },
    }
}

/// What is said of it.
pub(crate) fn changed_meanwhile(path: &str) -> Error {
    Error::at(
        path,
        "这个文件在生成网站时被改动或移走了，网站没有动；再运行一次",
        "this file was changed or moved away while the site was being built, and the site was left alone; run it again",
    )
}

/// Does something that may be stopped so; then something else.
pub(crate) fn or_else_changed<T>(
    run: impl FnOnce() -> Result<T>,
    instead: impl FnOnce() -> Result<T>,
) -> Result<T> {
    match catch_unwind(AssertUnwindSafe(run)) {
        Ok(done) => done,
        Err(why) if why.is::<FileChanged>() => instead(),
        Err(fault) => resume_unwind(fault),
    }
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::time::Duration;

    use super::*;
    use crate::vfs::Snapshot;
    use crate::vfs::snapshot::FolderListing;

    #[test]
    fn whoever_asks_for_a_text_that_has_changed_since_it_was_looked_at_is_stopped() {
        let root = std::env::temp_dir().join(format!("duizhao-changed-{}", std::process::id()));
        let page = root.join("content/about.en.md");
        fs::create_dir_all(root.join("content")).unwrap();
        fs::write(&page, "The harbor opened in 2016.").unwrap();
        std::thread::sleep(Duration::from_millis(120));
        let known = Snapshot::read(&root).unwrap().inputs().unwrap();
        let look = || FolderListing::of(&root).unwrap().read(&known).folder().0.content;
        let (early, late) = (look(), look());
        assert!(!late[0].text.is_read());
        assert_eq!(unless_changed(|| Ok(early[0].text.to_string())).unwrap(), "The harbor opened in 2016.");
        fs::write(&page, "The harbor opened in 2017.").unwrap();
        let stopped = unless_changed(|| Ok(late[0].text.len())).unwrap_err();
        assert!(format!("{stopped:#}").contains("content/about.en.md"), "{stopped:#}");
        assert_eq!(or_else_changed(|| Ok(late[0].text.len()), || Ok(0)).unwrap(), 0);
        // What was read before stays.
        assert_eq!(&*early[0].text, "The harbor opened in 2016.");
        assert_eq!(&*look()[0].text, "The harbor opened in 2017.");
        fs::remove_dir_all(root).unwrap();
    }
}
