//! The site in memory → a browser on this machine.
//!
//! ```text
//! changes → tending → shown ┬→ desk → http → browser
//!           (reads, knows)  └→ overlay, editor
//! ```
//!
//! One thread follows the folder and replaces what is shown; others answer from what is shown at the
//! moment. Nothing is written. Only loopback is listened at, and only requests that name this machine by
//! its own names are answered.

pub mod editor;
pub mod event;
pub mod http;
pub mod overlay;
pub mod port;
pub mod preview;
pub mod revision;
pub mod router;
pub mod session;
pub mod watcher;

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
pub fn serve(serving: Serving, tell: impl Fn(Event) + Send + Sync + 'static) -> Result<()> {
    let tell = Arc::new(tell);
    let (port, listeners) = listen(serving.port, &*tell)?;
    let root = os_error::real(&serving.root).unwrap_or_else(|_| serving.root.clone());
    // Watcher are gathered from before the first reading, so that none is missed.
    let changes = Watcher::of(&serving.root, serving.poll);
    let (tending, first) = Session::begin(&serving.root, &serving.options)?;
    let address = format!("http://127.0.0.1:{port}/");
    tell(Event::Ready(address.clone()));
    tell(first.news());
    let (sender, shown) = watch::channel(Arc::new(first));
    let teller = tell.clone();
    thread::Builder::new().spawn(move || tending.follow(changes, &sender, |news| teller(news)))?;
    if serving.open {
