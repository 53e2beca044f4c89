//! The site in memory → a browser on this machine.
//!
//! ```text
//! watcher → session → preview ┬→ router → http → browser
//!           (reads, analyses)    └→ overlay, accept, editor
//! ```
//!
//! One thread follows the folder and replaces what is shown; others answer from what is shown at the
//! moment. Nothing is written but the lock, when a page accepts a translation. Only loopback is listened at,
//! and only requests that name this machine by its own names are answered.

pub(crate) mod accept;
pub(crate) mod editor;
pub(crate) mod event;
pub(crate) mod http;
pub(crate) mod overlay;
pub(crate) mod port;
pub(crate) mod preview;
pub(crate) mod revision;
pub(crate) mod router;
pub(crate) mod session;
pub(crate) mod watcher;

use std::net::TcpListener;
use std::path::PathBuf;
use std::sync::Arc;
use std::thread;

use anyhow::Result;
use tokio::sync::watch;

use crate::assemble::load::Options;
use crate::base::error::Error;
use crate::base::lang::Both;
use crate::base::os_error;
use crate::serve::editor::Editor;
use crate::serve::event::Event;
use crate::serve::router::Router;
use crate::serve::session::Session;
use crate::serve::watcher::Watcher;

/// What is to be served, and how.
pub struct Serving {
    /// The site's folder.
    pub root: PathBuf,
    /// What belongs to the site.
    pub options: Options,
    /// The port; without it, the first that is free.
    pub port: Option<u16>,
    /// The command of the editor that opens places.
    pub editor: Option<String>,
    /// Compare the folder from time to time instead of watching it.
    pub poll: bool,
    /// Open the site in the browser.
    pub open: bool,
}

/// Serves a site until the process ends.
pub fn serve(serving: Serving, notify: impl Fn(Event) + Send + Sync + 'static) -> Result<()> {
    let notify = Arc::new(notify);
    let (port, listeners) = listen(serving.port, &*notify)?;
    let root = os_error::real(&serving.root).unwrap_or_else(|_| serving.root.clone());
    // Changes are gathered from before the first reading, so that none is missed.
    let changes = Watcher::of(&serving.root, serving.poll);
    let (session, first) = Session::begin(&serving.root, &serving.options)?;
    let address = format!("http://127.0.0.1:{port}/");
    notify(Event::Ready(address.clone()));
    notify(first.event());
    let (sender, preview) = watch::channel(Arc::new(first));
    let notifier = notify.clone();
    thread::Builder::new().spawn(move || session.follow(changes, &sender, |event| notifier(event)))?;
    if serving.open {
        // Some systems wait for the browser.
        let _ = thread::Builder::new().spawn(move || {
            if let Err(error) = open::that_detached(&address) {
                notify(Event::NoBrowser(os_error::reason(&error)));
            }
        });
    }
    let variable = |name: &str| std::env::var(name).ok();
    let editor = Editor::choose(serving.editor.as_deref(), variable);
    crate::serve::http::run(listeners, Router { root, port, token: secret()?, editor }, preview)
}

fn listen(port: Option<u16>, notify: &dyn Fn(Event)) -> Result<(u16, Vec<TcpListener>)> {
    let wanted = port.unwrap_or(crate::serve::port::FIRST);
    match crate::serve::port::listen(wanted) {
        Ok(listeners) => {
            let port = listeners[0].local_addr().map_or(wanted, |address| address.port());
            Ok((port, listeners))
        }
        Err(error) if error.kind() != std::io::ErrorKind::AddrInUse => {
            let Both { zh, en } = os_error::reason(&error);
            Err(Error::at(
                format!("127.0.0.1:{wanted}"),
                format!("系统不让用这个端口：{zh}；换一个 1024 以上的，例如 --port 8080"),
                format!(
                    "the system does not give this port: {en}; name another above 1024, such as --port 8080"
                ),
            )
            .into())
        }
        Err(_) => {
            let holder = crate::serve::port::holder(wanted);
            let free = crate::serve::port::next_free(wanted.saturating_add(1));
            match (port, free) {
                (None, Some(free)) => {
                    notify(Event::Moved(wanted, holder));
                    Ok(free)
                }
                (_, free) => Err(taken(wanted, holder, free.map(|(port, _)| port)).into()),
            }
        }
    }
}

fn taken(port: u16, holder: Option<Both<String>>, free: Option<u16>) -> Error {
    let (mut zh, mut en) = (format!("端口 {port} 已被占用"), format!("port {port} is in use"));
    if let Some(holder) = holder {
        zh.push_str(&format!("：{}", holder.zh));
        en.push_str(&format!(" by {}", holder.en));
    }
    if let Some(free) = free {
        zh.push_str(&format!("；可以改用 --port {free}"));
        en.push_str(&format!("; --port {free} is free"));
    }
    Error::new(zh, en)
}

/// A secret of this run.
fn secret() -> Result<String> {
    let mut bytes = [0_u8; 16];
    getrandom::fill(&mut bytes).map_err(|_| {
        Error::new(
            "系统给不出随机数；重新启动电脑后再试",
            "the system gives no random numbers; restart the computer and try again",
        )
    })?;
    Ok(bytes.iter().map(|byte| format!("{byte:02x}")).collect())
}
