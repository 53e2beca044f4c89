//! The address to listen at: loopback alone, and who holds a port that is taken.

use std::io::{Read, Write};
use std::net::{Ipv4Addr, Ipv6Addr, SocketAddr, TcpListener, TcpStream};
use std::time::Duration;

use crate::base::lang::Both;

/// The first port that is tried when none is asked for.
pub const FIRST: u16 = 4680;
/// How many ports are tried from there.
const TRIES: u16 = 100;

/// The header that every answer of this server carries.
pub const NAME: &str = "duizhao";

/// Listens at a port of loopback: at 127.0.0.1, and at ::1 where that is possible, because browsers try
/// either for `localhost`.
pub fn listen(port: u16) -> std::io::Result<Vec<TcpListener>> {
    let four = TcpListener::bind(SocketAddr::from((Ipv4Addr::LOCALHOST, port)))?;
    let port = four.local_addr()?.port();
    let six = TcpListener::bind(SocketAddr::from((Ipv6Addr::LOCALHOST, port)));
    // Another program at ::1 would answer for `localhost` in our place.
    if six.as_ref().is_err_and(|error| error.kind() == std::io::ErrorKind::AddrInUse) {
        return Err(std::io::ErrorKind::AddrInUse.into());
    }
    Ok(std::iter::once(four).chain(six).collect())
}

/// The next port from `from` on that is free.
pub fn next_free(from: u16) -> Option<(u16, Vec<TcpListener>)> {
    (from..=from.saturating_add(TRIES)).find_map(|port| Some((port, listen(port).ok()?)))
}

/// Who holds a port, as far as that can be known.
pub fn holder(port: u16) -> Option<Both<String>> {
    if let Some(site) = another(port) {
        return Some(Both::new(format!("duizhao serve（{site}）"), format!("duizhao serve ({site})")));
    }
    process(port).map(|name| Both::new(name.clone(), name))
}

/// The site of another `duizhao serve` at a port.
fn another(port: u16) -> Option<String> {
    let patience = Duration::from_millis(300);
    let address = SocketAddr::from((Ipv4Addr::LOCALHOST, port));
    let mut stream = TcpStream::connect_timeout(&address, patience).ok()?;
    stream.set_read_timeout(Some(patience)).ok()?;
    stream.set_write_timeout(Some(patience)).ok()?;
    let ask = format!("GET /_duizhao/about HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nConnection: close\r\n\r\n");
    stream.write_all(ask.as_bytes()).ok()?;
    let mut answer = Vec::new();
    // Whatever was said until then counts, even if the other side does not end.
    let _ = stream.take(4096).read_to_end(&mut answer);
    let answer = String::from_utf8_lossy(&answer).into_owned();
    let (head, body) = answer.split_once("\r\n\r\n")?;
    let named = head.lines().any(|line| line.eq_ignore_ascii_case(&format!("server: {NAME}")));
    named.then(|| body.trim().to_owned())
}

/// The process that listens at a port, where the system tells it in `/proc`.
#[cfg(target_os = "linux")]
fn process(port: u16) -> Option<String> {
    let listens = |line: &str| {
        let fields: Vec<&str> = line.split_whitespace().collect();
        let at = u16::from_str_radix(fields.get(1)?.rsplit(':').next()?, 16).ok()?;
        (at == port && *fields.get(3)? == "0A").then(|| format!("socket:[{}]", fields.get(9).unwrap_or(&"")))
    };
    let sockets: Vec<String> = ["/proc/net/tcp", "/proc/net/tcp6"]
        .iter()
        .filter_map(|table| std::fs::read_to_string(table).ok())
        .flat_map(|table| table.lines().filter_map(listens).collect::<Vec<_>>())
        .collect();
    for entry in std::fs::read_dir("/proc").ok()?.flatten() {
        let Ok(files) = std::fs::read_dir(entry.path().join("fd")) else { continue };
        let targets = files.flatten().filter_map(|file| std::fs::read_link(file.path()).ok());
        if targets.into_iter().any(|target| sockets.iter().any(|one| target.as_os_str() == one.as_str())) {
            let name = std::fs::read_to_string(entry.path().join("comm")).ok()?;
            return Some(format!("{} ({})", name.trim(), entry.file_name().to_string_lossy()));
        }
    }
    None
}

#[cfg(not(target_os = "linux"))]
fn process(_: u16) -> Option<String> {
    None
}
