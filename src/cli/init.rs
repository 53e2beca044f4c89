//! `duizhao init`: a new site that builds at once.

use std::path::{Path, PathBuf};

use anyhow::Result;
use clap::Args;

use crate::base::lang::{Both, Lang};
use crate::cli::format::LangArg;
use crate::cli::{self, Outcome, scaffold};
use crate::publish::create;

/// What `init` takes.
#[derive(Args, Clone, Debug)]
pub struct InitArgs {
    /// The folder to make; it must be new or empty (default: here) · 新建的文件夹；须是新的或空的（默认这里）
    #[arg(value_name = "DIR")]
    pub folder: Option<PathBuf>,
    /// Language of messages · 消息的语言
    #[arg(long, value_enum)]
    pub lang: Option<LangArg>,
}

/// How it is used.
pub const EXAMPLES: &str = "\
Examples · 例子
  duizhao init my-site                    a small site in a new folder · 在新文件夹里建一个小站点
  cd my-site
  duizhao                                 build it · 生成网站";

/// Runs `init`.
pub fn run(root: &Path, args: &InitArgs) -> Result<Outcome> {
    let here = root == Path::new(".");
    let folder = match &args.folder {
        Some(folder) if here => folder.clone(),
        Some(folder) => root.join(folder),
        None => root.to_owned(),
    };
    let files = scaffold::files();
    create::check_empty(&folder, &files)?;
    create::create(&folder, &files)?;
    let lang = cli::language(args.lang.map(Lang::from));
    cli::say(steps(&folder, files.len(), here && args.folder.is_none()).get(lang));
    Ok(Outcome::Clean)
}

/// What was made, and the next three steps.
fn steps(folder: &Path, count: usize, here: bool) -> Both<String> {
    let folder = folder.display().to_string();
    // A line of its own, so that it can be copied.
    let go = match folder.contains(|c: char| !c.is_alphanumeric() && !"-_./\\:".contains(c)) {
        _ if here => String::new(),
        true => format!("cd \"{folder}\"\n   "),
        false => format!("cd {folder}\n   "),
    };
    let mut message = Both::new(
        format!(
            "{folder}: 写了 {count} 个文件：一家虚构医院的报告，两个主题，四篇摘录。接下来：\n\
             1. {go}duizhao：生成网站，打开 public/index.html\n\
             2. 把自己的原文放进 content/originals/，改写 content/site.yaml\n\
             3. duizhao new services/imaging --quote \"投入2100万元\"：新建一篇摘录"
        ),
        format!(
            "{folder}: wrote {count} files: an invented hospital’s report, two topics, four excerpts. What comes next:\n\
             1. {go}duizhao: builds the site; open public/index.html\n\
             2. put your own document into content/originals/ and rewrite content/site.yaml\n\
             3. duizhao new services/imaging --quote \"投入2100万元\": begins another excerpt"
        ),
    );
    if scaffold::repository().is_none() {
        message.zh.push_str(
            "\n4. 要用 GitHub Pages 发布：在 .github/workflows/site.yml 的 DUIZHAO_GIT 一行写上 duizhao 的 Git 地址，\
             或把它的源代码放进 duizhao/ 文件夹",
        );
        message.en.push_str(
            "\n4. to publish with GitHub Pages, write the Git address of duizhao on the line DUIZHAO_GIT of \
             .github/workflows/site.yml, or put its source into the folder duizhao/",
        );
    }
    message
}
