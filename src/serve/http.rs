//! Connections: how many, how long, how large. Alone knows hyper.
//!
//! hyper reads requests and bounds their heads in size and time; this module bounds how many connections
//! there are. When a new one finds no room, the oldest that is not listening for changes makes place, so
//! that clients that say nothing keep nobody out.

use std::collections::BTreeMap;
use std::convert::Infallible;
use std::net::TcpListener;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use anyhow::Result;
use http_body_util::channel::Channel;
use http_body_util::combinators::BoxBody;
use http_body_util::{BodyExt, Full, Limited};
use hyper::body::{Bytes, Incoming};
use hyper::header::{HeaderName, HeaderValue};
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use serde_json::json;
use tokio::sync::watch::Receiver;
use tokio::task::AbortHandle;
use tokio::time::{sleep, timeout};

use crate::base::hold::hold;
use crate::serve::port;
use crate::serve::preview::Preview;
use crate::serve::router::{self, Router, plain};
use crate::vfs::file_changed::or_else_changed;

/// The most connections at a time.
const CONNECTIONS: usize = 256;
/// The most of them that listen for changes.
const LISTENERS: usize = 128;
/// How long a request's head may take, and a connection may wait for its next request.
const PATIENCE: Duration = Duration::from_secs(10);
/// The largest head of a request, in bytes.
const HEAD: usize = 32 << 10;
/// The largest body of a request, in bytes.
const BODY: usize = 16 << 10;
/// How often, and after which pause, the site is looked at again where a file has changed that a page is made of.
const ATTEMPTS: usize = 20;
const PAUSE: Duration = Duration::from_millis(50);
/// How often a listener hears that the server is there.
const PULSE: Duration = Duration::from_secs(15);

type ResponseBody = BoxBody<Bytes, Infallible>;

/// What each connection needs.
struct Server {
    router: Router,
    preview: Receiver<Arc<Preview>>,
    connections: Mutex<Connections>,
}

#[derive(Default)]
struct Connections {
    next: u64,
    open: BTreeMap<u64, Connection>,
}

struct Connection {
    task: AbortHandle,
    listens: Arc<AtomicBool>,
}

/// Answers requests until the process ends.
pub fn run(listeners: Vec<TcpListener>, router: Router, preview: Receiver<Arc<Preview>>) -> Result<()> {
    let runtime =
        tokio::runtime::Builder::new_current_thread().enable_all().max_blocking_threads(8).build()?;
    let server = Arc::new(Server { router, preview, connections: Mutex::default() });
    runtime.block_on(async {
        let mut tasks = Vec::new();
        for listener in listeners {
            listener.set_nonblocking(true)?;
            let listener = tokio::net::TcpListener::from_std(listener)?;
            tasks.push(tokio::spawn(accept(listener, server.clone())));
        }
        for task in tasks {
            task.await?;
        }
        Ok(())
    })
}

async fn accept(listener: tokio::net::TcpListener, server: Arc<Server>) {
    loop {
        match listener.accept().await {
            Ok((stream, _)) => {
                // Small answers go out at once.
                let _ = stream.set_nodelay(true);
                server.accept_stream(stream);
            }
            // Too many open files, or a client that left at once: the next may be luckier.
            Err(_) => sleep(Duration::from_millis(50)).await,
        }
    }
}

impl Server {
    /// Gives a connection its place, that of another if there is none free.
    fn accept_stream(self: &Arc<Server>, stream: tokio::net::TcpStream) {
        let mut connections = hold(&self.connections);
        while connections.open.len() >= CONNECTIONS {
            let idle =
                connections.open.iter().find(|(_, connection)| !connection.listens.load(Ordering::Relaxed));
            let Some(number) = idle.or(connections.open.first_key_value()).map(|(number, _)| *number) else {
                break;
            };
            if let Some(connection) = connections.open.remove(&number) {
                connection.task.abort();
            }
        }
        let number = connections.next;
        connections.next += 1;
        let listens = Arc::new(AtomicBool::new(false));
        let (server, flag) = (self.clone(), listens.clone());
        let task = tokio::spawn(async move {
            server.clone().serve_connection(stream, flag).await;
            hold(&server.connections).open.remove(&number);
        });
        connections.open.insert(number, Connection { task: task.abort_handle(), listens });
    }

    async fn serve_connection(self: Arc<Server>, stream: tokio::net::TcpStream, listens: Arc<AtomicBool>) {
        let service = service_fn(move |request| {
            let (server, listens) = (self.clone(), listens.clone());
            async move { Ok::<_, Infallible>(server.answer(request, &listens).await) }
        });
        let served = hyper::server::conn::http1::Builder::new()
            .timer(TokioTimer::new())
            .header_read_timeout(PATIENCE)
            .max_buf_size(HEAD)
            .serve_connection(TokioIo::new(stream), service);
        // What goes wrong on a connection concerns that client alone.
        let _ = served.await;
    }

    async fn answer(
        self: Arc<Server>,
        incoming: hyper::Request<Incoming>,
        listens: &AtomicBool,
    ) -> hyper::Response<ResponseBody> {
        let request = read(&incoming);
        let is_head = request.method == "HEAD";
        let answer = match self.router.refuses(&request) {
            Some(refusal) => refusal,
            None if request.path == "/_duizhao/events" && !is_head => return self.events(listens),
            None if ["/_duizhao/open", "/_duizhao/accept"].contains(&request.path.as_str()) => {
                self.ask(request.path == "/_duizhao/accept", incoming).await
            }
            None => {
                let server = self.clone();
                let made = tokio::task::spawn_blocking(move || server.page(&request));
                made.await.unwrap_or_else(|_| {
                    plain(500, "程序出错，请刷新页面 · the program failed; load the page again\n")
                })
            }
        };
        response(answer, is_head)
    }

    /// The answer of the site as it is. Where a file is saved at that moment, the site that has it is waited for.
    fn page(&self, request: &router::Request) -> router::Response {
        let once = || {
            let preview = self.preview.borrow().clone();
            self.router.answer(request, &preview)
        };
        for _ in 0..ATTEMPTS {
            if let Ok(Some(answer)) = or_else_changed(|| Ok(Some(once())), || Ok(None)) {
                return answer;
            }
            std::thread::sleep(PAUSE);
        }
        once()
    }

    /// What a page asks to be done: a translation accepted, or a place opened.
    async fn ask(
        self: Arc<Server>,
        is_acceptance: bool,
        request: hyper::Request<Incoming>,
    ) -> router::Response {
        let body = Limited::new(request.into_body(), BODY).collect();
        let Ok(Ok(body)) = timeout(PATIENCE, body).await else {
            return plain(413, "请求太大或太慢 · the request is too large or too slow\n");
        };
        let body = body.to_bytes();
        let done = tokio::task::spawn_blocking(move || match is_acceptance {
            true => {
                let preview = self.preview.borrow().clone();
                self.router.accept(&body, &preview)
            }
            false => self.router.open(&body),
        });
        done.await.unwrap_or_else(|_| {
            plain(500, "程序出错，请刷新页面 · the program failed; load the page again\n")
        })
    }

    /// A connection that hears of every change (server-sent events). One that is slow hears of the last.
    fn events(&self, listens: &AtomicBool) -> hyper::Response<ResponseBody> {
        let connections = hold(&self.connections);
        let listeners =
            connections.open.values().filter(|connection| connection.listens.load(Ordering::Relaxed)).count();
        drop(connections);
        if listeners >= LISTENERS {
            return response(
                plain(503, "打开的页面太多，请关掉几个 · too many pages are open; close some\n"),
                false,
            );
        }
        listens.store(true, Ordering::Relaxed);
        let (mut sender, body) = Channel::<Bytes>::new(1);
        let (mut preview, run) = (self.preview.clone(), self.router.run());
        preview.mark_changed();
        tokio::spawn(async move {
            loop {
                let text = match timeout(PULSE, preview.changed()).await {
                    Ok(Ok(())) => event(&preview.borrow_and_update(), &run),
                    Ok(Err(_)) => break,
                    Err(_) => ": \n\n".to_owned(),
                };
                if sender.send_data(text.into()).await.is_err() {
                    break;
                }
            }
        });
        let mut response = hyper::Response::new(body.boxed());
        headers(&mut response, "text/event-stream; charset=utf-8");
        response
    }
}

fn event(preview: &Preview, run: &str) -> String {
    let changed: Vec<&str> = preview.changed.iter().take(100).map(|path| &**path).collect();
    let data = json!({ "run": run, "revision": preview.latest.number, "changed": changed });
    format!("data: {data}\n\n")
}

fn read(request: &hyper::Request<Incoming>) -> router::Request {
    let header = |name: &str| {
        let value = request.headers().get(name)?;
        // What is no text is nobody's name.
        Some(value.to_str().unwrap_or("?").to_owned())
    };
    let uri = request.uri();
    let hosts = request.headers().get_all("host").iter().map(|host| host.to_str().unwrap_or("?").to_owned());
    router::Request {
        method: request.method().as_str().to_owned(),
        path: uri.path().to_owned(),
        query: uri.query().unwrap_or_default().to_owned(),
        hosts: hosts.chain(uri.authority().map(|one| one.as_str().to_owned())).collect(),
        origin: header("origin"),
        has: header("if-none-match"),
    }
}

fn response(answer: router::Response, is_head: bool) -> hyper::Response<ResponseBody> {
    let length = answer.body.len();
    let body = match is_head {
        true => Full::default(),
        false => Full::new(Bytes::from_owner(answer.body)),
    };
    let mut response = hyper::Response::new(body.boxed());
    *response.status_mut() = answer.status.try_into().unwrap_or_default();
    headers(&mut response, answer.kind);
    for (name, value) in answer.headers {
        if let Ok(value) = HeaderValue::from_str(&value) {
            response.headers_mut().insert(HeaderName::from_static(name), value);
        }
    }
    if is_head && answer.status != 304 {
        response.headers_mut().insert("content-length", length.into());
    }
    response
}

/// What every answer carries: what it is and that nothing else may be made of it; that it is asked for
/// anew each time; that pages of other sites may not take it in.
fn headers(response: &mut hyper::Response<ResponseBody>, kind: &'static str) {
    let set = response.headers_mut();
    set.insert("content-type", HeaderValue::from_static(kind));
    set.insert("x-content-type-options", HeaderValue::from_static("nosniff"));
    set.insert("cache-control", HeaderValue::from_static("no-cache"));
    set.insert("cross-origin-resource-policy", HeaderValue::from_static("same-origin"));
    set.insert("referrer-policy", HeaderValue::from_static("no-referrer"));
    set.insert("server", HeaderValue::from_static(port::NAME));
    if kind.starts_with("image/svg") {
        set.insert(
            "content-security-policy",
            HeaderValue::from_static("sandbox; default-src 'none'; style-src 'unsafe-inline'"),
        );
    }
    if kind.starts_with("text/html") {
        set.insert("x-frame-options", HeaderValue::from_static("SAMEORIGIN"));
    }
}
