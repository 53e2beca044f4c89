//! What is worth saying while a site is published; whoever publishes says it, the library prints nothing.

use std::path::PathBuf;

use crate::base::lang::Both;

/// Something worth saying.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Notice {
    /// Another program writes to this folder; it is waited for.
    Waiting {
        /// The output folder.
        folder: PathBuf,
        /// The number of its process, if it says.
        process: Option<String>,
    },
    /// The disk knows no locks.
    NoLocks {
        /// The output folder.
        folder: PathBuf,
    },
    /// What an earlier build left cannot be removed.
    Left {
        /// Where it stands.
        path: PathBuf,
        /// Why not.
        why: Both<String>,
    },
}

impl Notice {
    /// It in words.
    pub fn message(&self) -> Both<String> {
        match self {
            Notice::Waiting { folder, process } => {
                let folder = folder.display();
                let process = process.as_deref().unwrap_or("?");
                Both::new(
                    format!("{folder}: 另一个 duizhao（进程 {process}）正在写，等它结束……"),
                    format!("{folder}: another duizhao (process {process}) is writing; waiting …"),
                )
            }
            Notice::NoLocks { folder } => {
                let folder = folder.display();
                Both::new(
                    format!("{folder}: 这个磁盘不支持锁，请勿同时运行两次"),
                    format!("{folder}: this disk knows no locks; do not run two builds at once"),
                )
            }
            Notice::Left { path, why } => {
                let path = path.display();
                Both::new(
                    format!("{path}: 生成网站时留下的文件夹，删不掉（{}）；请改变权限，把它移走", why.zh),
                    format!(
                        "{path}: a build’s leftover that cannot be removed ({}); change its permissions and move it away",
                        why.en
                    ),
                )
            }
        }
    }
}
