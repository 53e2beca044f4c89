//! A running `duizhao serve`, and a browser's part in it: requests as bytes, so that bad ones can be
//! sent too.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use crate::site::program;

/// How long anything may take before a test gives up.
pub const PATIENCE: Duration = Duration::from_secs(20);

/// A server that ends with the test.
pub struct Server {
    child: Child,
    pub port: u16,
    said: Arc<Mutex<String>>,
}

/// An answer.
#[derive(Clone, Debug)]
pub struct Response {
    pub status: u16,
    pub head: String,
    pub body: Vec<u8>,
}

impl Server {
    /// Starts a server, and waits until it listens.
    pub fn start(site: &Path, args: &[&str]) -> Server {
        Server::run(command(site, args))
    }

    /// The same with a command of one's own.
    pub fn run(mut command: Command) -> Server {
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().unwrap_or_else(|error| panic!("serve does not start: {error}"));
        let said: Arc<Mutex<String>> = Arc::default();
        let (errors, told) = (BufReader::new(child.stderr.take().unwrap()), said.clone());
        let listening = std::thread::spawn(move || {
            for line in errors.lines().map_while(Result::ok) {
                told.lock().unwrap().push_str(&format!("{line}\n"));
            }
        });
        let mut address = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut address).unwrap();
        let port = address.trim().trim_end_matches('/').rsplit(':').next().unwrap().parse();
        let Ok(port) = port else {
            listening.join().unwrap();
            panic!("no address: {address} {}", said.lock().unwrap());
        };
        Server { child, port, said }
    }

    /// What it has told whoever started it.
    pub fn said(&self) -> String {
        self.said.lock().unwrap().clone()
    }

    /// The same, once these words are among it; what it has told by then if they never are.
    pub fn said_with(&self, words: &str) -> String {
        let end = Instant::now() + PATIENCE;
        while !self.said().contains(words) && Instant::now() < end {
            std::thread::sleep(Duration::from_millis(20));
        }
        self.said()
    }

    /// The process.
    pub fn id(&self) -> u32 {
        self.child.id()
    }

    /// Whether it still runs.
    pub fn runs(&mut self) -> bool {
        self.child.try_wait().unwrap().is_none()
    }

    pub fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(("127.0.0.1", self.port)).unwrap();
        stream.set_read_timeout(Some(PATIENCE)).unwrap();
        stream.set_nodelay(true).unwrap();
        stream
    }

    /// Sends bytes and gives whatever comes back until the other side ends.
    pub fn raw(&self, bytes: &[u8]) -> Vec<u8> {
        let mut stream = self.connect();
        let _ = stream.write_all(bytes);
        let mut answer = Vec::new();
        let _ = stream.read_to_end(&mut answer);
        answer
    }

    /// A request with a head of one's own.
    pub fn ask(&self, line: &str, headers: &[&str], body: &str) -> Response {
        let host = format!("Host: 127.0.0.1:{}", self.port);
        let has_host = headers.iter().any(|one| one.to_ascii_lowercase().starts_with("host:"));
        let mut head = format!("{line} HTTP/1.1\r\n");
        for one in headers.iter().copied().chain((!has_host).then_some(host.as_str())) {
            head.push_str(&format!("{one}\r\n"));
        }
        head.push_str(&format!("Connection: close\r\nContent-Length: {}\r\n\r\n{body}", body.len()));
        Response::read(&self.raw(head.as_bytes()))
    }

    pub fn get(&self, path: &str) -> Response {
        self.ask(&format!("GET {path}"), &[], "")
    }

    /// Asks until the answer is as wanted.
    pub fn until(&self, path: &str, what: &str, is: impl Fn(&Response) -> bool) -> Response {
        let end = Instant::now() + PATIENCE;
        loop {
            let answer = self.get(path);
            if is(&answer) {
                return answer;
            }
            assert!(Instant::now() < end, "{path} never became {what}: {} {}", answer.status, answer.text());
            std::thread::sleep(Duration::from_millis(20));
        }
    }

    /// The secret that pages carry.
    pub fn token(&self) -> String {
        let page = self.get("/_duizhao/findings").text();
        page.split("data-token=\"").nth(1).unwrap().split('"').next().unwrap().to_owned()
    }

    /// A connection that hears of changes.
    pub fn listen(&self) -> Listener {
        let mut stream = self.connect();
        let head = format!("GET /_duizhao/events HTTP/1.1\r\nHost: 127.0.0.1:{}\r\n\r\n", self.port);
        stream.write_all(head.as_bytes()).unwrap();
        Listener { lines: BufReader::new(stream) }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// A word of letters for a number: a figure without a partner across would be an error.
pub fn word(n: usize) -> String {
    n.to_string().bytes().map(|digit| (digit - b'0' + b'k') as char).collect()
}

/// The command.
pub fn command(site: &Path, args: &[&str]) -> Command {
    let mut command = program();
    command.arg("-C").arg(site).arg("serve").args(args).stdin(Stdio::null());
    command
}

/// A connection that hears of changes.
pub struct Listener {
    lines: BufReader<TcpStream>,
}

impl Listener {
    /// The next change: its revision.
    pub fn next(&mut self) -> Option<u64> {
        loop {
            let mut line = String::new();
            if self.lines.read_line(&mut line).ok()? == 0 {
                return None;
            }
            if let Some(at) = line.find("\"revision\":") {
                let digits: String =
                    line[at + "\"revision\":".len()..].chars().take_while(char::is_ascii_digit).collect();
                return digits.parse().ok();
            }
        }
    }

    pub fn patience(&self, patience: Duration) {
        self.lines.get_ref().set_read_timeout(Some(patience)).unwrap();
    }
}

impl Response {
    pub fn read(bytes: &[u8]) -> Response {
        let end = bytes.windows(4).position(|four| four == b"\r\n\r\n");
        let Some(end) = end else {
            return Response { status: 0, head: String::new(), body: bytes.to_vec() };
        };
        let head = String::from_utf8_lossy(&bytes[..end]).into_owned();
        let status = head.split(' ').nth(1).and_then(|status| status.parse().ok()).unwrap_or(0);
        Response { status, head, body: bytes[end + 4..].to_vec() }
    }

    pub fn text(&self) -> String {
        let text = String::from_utf8_lossy(&self.body).into_owned();
        if text.starts_with("<!doctype html>") { crate::markup::spelled_out(&text).unwrap() } else { text }
    }

    pub fn header(&self, name: &str) -> Option<&str> {
        let mut lines = self.head.lines().skip(1).filter_map(|line| line.split_once(": "));
        lines.find(|(one, _)| one.eq_ignore_ascii_case(name)).map(|(_, value)| value)
    }

    /// The body without the script of the server.
    pub fn bare(&self) -> Vec<u8> {
        let mark: &[u8] = b"<script src=\"/_duizhao/client.js\"";
        let Some(from) = self.body.windows(mark.len()).position(|part| part == mark) else {
            return self.body.clone();
        };
        let rest = &self.body[from..];
        let end = rest.windows(9).position(|part| part == b"</script>").unwrap() + 9;
        [&self.body[..from], &rest[end..]].concat()
    }
}
