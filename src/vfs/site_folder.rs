//! The folder of a site, or why a folder is none.

use std::io::{self, ErrorKind};
use std::path::Path;

use anyhow::Result;

use crate::base::error::Error;
use crate::vfs::dir::Dir;
use crate::vfs::entry::EntryKind;

fn link_for_content(root: &Path) -> Error {
    Error::at(
        root.join("content").display(),
        "这是一个链接，链接不跟随；把文件夹本身放在这里，或用 -C 指定它所在的文件夹",
        "this is a link, and links are not followed; put the folder itself here, or name the folder that holds it with -C",
    )
}

/// The folder of a site, which holds `content/`.
pub(super) fn site_folder(root: &Path) -> Result<Dir> {
    let site = Dir::open(root).map_err(|error| other_than_absent(error, root))?;
    let content = site.find(Path::new("content")).map_err(|error| other_than_absent(error, root))?;
    match content.map(|about| about.kind) {
        Some(EntryKind::Folder) => Ok(site),
        Some(EntryKind::Link) => Err(link_for_content(root).into()),
        _ => Err(no_content(root).into()),
    }
}

/// What the system says where it does not say that nothing is there.
fn other_than_absent(error: io::Error, root: &Path) -> anyhow::Error {
    match error.kind() {
        ErrorKind::NotFound | ErrorKind::NotADirectory | ErrorKind::PermissionDenied => {
            no_content(root).into()
        }
        _ => error.into(),
    }
}

/// Why a folder is no site's: it is not there, it lies inside one, or it holds none.
fn no_content(root: &Path) -> Error {
    let whole = root.canonicalize();
    let above = whole.iter().flat_map(|whole| whole.ancestors().skip(1));
    let site = above.into_iter().find(|above| above.join("content/site.yaml").is_file());
    match (&whole, site) {
        (Err(_), _) => Error::at(
            root.display(),
            "没有这个文件夹；看看 -C 后面写的路径",
            "there is no such folder; look at the path after -C",
        ),
        (Ok(_), Some(site)) => Error::at(
            root.display(),
            format!("站点在上级文件夹 {0}；到那里运行，或加 -C {0}", site.display()),
            format!("the site is in the folder {0} above; run it there, or add -C {0}", site.display()),
        ),
        (Ok(_), None) => Error::at(
            root.display(),
            "这里没有 content/ 文件夹；用 -C 指定站点所在的文件夹，或用 duizhao init 新建",
            "there is no content/ folder here; name the site's folder with -C, or make one with duizhao init",
        ),
    }
}
