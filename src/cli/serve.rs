//! `duizhao serve`: the site from memory, in step with the folder.

use std::io::{IsTerminal, stdout};
use std::path::Path;

use anyhow::Result;
use clap::Args;

use crate::assemble::load::Options;
use crate::base::lang::{Both, Lang};
use crate::cli::format::{LangArg, summary};
use crate::cli::{self, Outcome};
use crate::serve::event::Event;
use crate::serve::{self, Serving};

/// What `serve` takes.
#[derive(Args, Clone, Debug)]
pub struct ServeArgs {
    /// Open the site in the browser · 在浏览器中打开
    #[arg(long)]
    pub open: bool,
    /// The port at 127.0.0.1 (default: the first free one from 4680) · 端口（默认从 4680 起第一个空闲的）
    #[arg(long, value_name = "N")]
    pub port: Option<u16>,
    /// The editor that opens a finding, such as code (default: $DUIZHAO_EDITOR, $VISUAL, $EDITOR) · 点击发现时用的编辑器，如 code（默认看 $DUIZHAO_EDITOR、$VISUAL、$EDITOR）
    #[arg(long, value_name = "CMD")]
    pub editor: Option<String>,
    /// Include pages with `draft: true` · 包括草稿
    #[arg(long)]
    pub drafts: bool,
    /// Compare files from time to time, for drives that tell of no changes · 定时比较文件，用于网络驱动器
    #[arg(long)]
    pub poll: bool,
    /// Language of messages · 消息的语言
    #[arg(long, value_enum)]
    pub lang: Option<LangArg>,
}

/// How it is used.
pub const EXAMPLES: &str = "\
Examples · 例子
  duizhao serve --open                    write, save, look · 边写边看
  duizhao serve --port 8080 --editor code
  duizhao serve --editor \"xterm -e vim\"   an editor in a terminal of its own · 另开终端的编辑器";

/// Runs `serve`.
pub fn run(root: &Path, args: &ServeArgs) -> Result<Outcome> {
    let lang = cli::language(args.lang.map(Lang::from));
    let serving = Serving {
        root: root.to_owned(),
        options: Options { drafts: args.drafts, ..Options::default() },
        port: args.port,
        editor: args.editor.clone(),
        poll: args.poll,
        open: args.open,
    };
    serve::serve(serving, move |event| report(&event, lang))?;
    Ok(Outcome::Clean)
}

fn report(event: &Event, lang: Lang) {
    let message = match event {
        Event::Moved(port, Some(holder)) => Both::new(
            format!("端口 {port} 已被占用：{}", holder.zh),
            format!("port {port} is in use by {}", holder.en),
        ),
        Event::Moved(port, None) => {
            Both::new(format!("端口 {port} 已被占用"), format!("port {port} is in use"))
        }
        Event::Ready(address) => {
            // For scripts; a person reads it below.
            if !stdout().is_terminal() {
                let _ = cli::print(&format!("{address}\n"));
            }
            Both::new(format!("{address}　按 Ctrl-C 结束"), format!("{address}  Ctrl-C ends it"))
        }
        Event::Polling(why) => why.clone(),
        Event::Known(counts, changed) => {
            let found = summary(*counts);
            match changed.as_slice() {
                [] => found,
                [one] => Both::new(format!("{one}　{}", found.zh), format!("{one}  {}", found.en)),
                many => Both::new(
                    format!("{} 个文件　{}", many.len(), found.zh),
                    format!("{} files  {}", many.len(), found.en),
                ),
            }
        }
        Event::NoBrowser(why) => Both::new(
            format!("浏览器打不开：{}；请自己打开上面的网址", why.zh),
            format!("the browser could not be opened: {}; open the address above yourself", why.en),
        ),
    };
    cli::say(message.get(lang));
}
