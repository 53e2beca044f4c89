//! Begins anew when a template does not end. A thread cannot be stopped, but a process can take its own
//! place: on Unix the server starts again as the same process, at the same port, and refuses those
//! templates until one of them changes. Elsewhere it ends, as a build does.

use std::process::Command;
use std::sync::Arc;

use crate::base::diagnostic::Diagnostic;
use crate::base::source::Source;
use crate::render::{Templates, endless, inside};

/// What a server tells the one that takes its place: port, tag of the templates, name of the endless one.
const VARIABLE: &str = "DUIZHAO_SERVE_AGAIN";

/// What is known from before, and what to hand on.
pub struct Restart {
    /// The port that is kept.
    pub port: u16,
    refused: Option<Refused>,
}

/// What the server before hands on.
pub struct Refused {
    /// Its port.
    pub port: u16,
    tag: String,
    template: String,
}

impl Refused {
    /// What the server before has handed on, if there was one.
    pub fn from_before() -> Option<Refused> {
        let text = std::env::var(VARIABLE).ok()?;
        let mut parts = text.splitn(3, ' ');
        let port = parts.next()?.parse().ok()?;
        Some(Refused { port, tag: parts.next()?.to_owned(), template: parts.next()?.to_owned() })
    }
}

impl Restart {
    /// A server at a port.
    pub fn new(port: u16, refused: Option<Refused>) -> Restart {
        Restart { port, refused }
    }

    /// Prepares templates; those that did not end are a finding.
    pub fn prepare(&self, own: &[Source]) -> Result<Templates, Vec<Diagnostic>> {
        let tag = tag(own);
        if let Some(refused) = self.refused.as_ref().filter(|refused| refused.tag == tag) {
            let path = format!("templates/{}", refused.template);
            let source = own.iter().cloned().chain(inside()).find(|source| *source.path == path);
            return Err(vec![endless(&source.unwrap_or_else(|| Source::new(path, "")))]);
        }
        let port = self.port;
        Templates::watched(
            own,
            Arc::new(move |template| begin(&format!("{port} {tag} {template}"), template)),
        )
    }
}

fn begin(handed_on: &str, template: &str) {
    if let Ok(program) = std::env::current_exe() {
        let mut command = Command::new(program);
        command.args(std::env::args_os().skip(1)).env(VARIABLE, handed_on);
        eprintln!(
            "templates/{template}: 这个模板不会结束；服务器重新开始\n\
             this template does not end; the server begins anew"
        );
        replace(command);
    }
    crate::render::give_up(template);
}

/// Puts a command into the place of this process; returns only if that is not possible.
#[cfg(unix)]
fn replace(mut command: Command) {
    use std::os::unix::process::CommandExt;
    // What went wrong is of no use to anybody: the caller says that the template does not end.
    let _ = command.exec();
}

#[cfg(not(unix))]
fn replace(_: Command) {}

fn tag(own: &[Source]) -> String {
    let mut hasher = blake3::Hasher::new();
    for source in own {
        for part in [&source.path, &source.text] {
            hasher.update(&part.len().to_le_bytes()).update(part.as_bytes());
        }
    }
    hasher.finalize().to_hex()[..32].to_owned()
}
