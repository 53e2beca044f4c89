//! Request → response. Files come from memory, and those of the content that a page links to from where the check found
//! them, so that no address can lead out of the site.

use std::path::PathBuf;
use std::sync::Arc;

use serde::Deserialize;
use serde_json::json;

use crate::base::lang::{Both, Lang};
use crate::base::os_error;
use crate::model::asset::Asset;
use crate::report::{self, Counts};
use crate::serve::accept;
use crate::serve::editor::{self, Editor, Location};
use crate::serve::overlay;
use crate::serve::preview::{File, Preview};
use crate::serve::revision::Held;
use crate::vfs::asset;
use crate::vfs::dir::Dir;

/// What a request says, as far as it matters.
#[derive(Clone, Debug, Default)]
pub struct Request {
    /// The method.
    pub method: String,
    /// The path as it was sent, percent-encoded.
    pub path: String,
    /// What stood behind `?`.
    pub query: String,
    /// Every host that the request names: the header, and the address if it is whole.
    pub hosts: Vec<String>,
    /// The page that a browser says the request comes from.
    pub origin: Option<String>,
    /// The tags of what the browser has.
    pub has: Option<String>,
}

/// An answer.
pub struct Response {
    /// The status.
    pub status: u16,
    /// The content type.
    pub kind: &'static str,
    /// Further headers.
    pub headers: Vec<(&'static str, String)>,
    /// The body.
    pub body: Arc<[u8]>,
}

/// What answers need besides the preview.
pub struct Router {
    /// The site's folder.
    pub root: PathBuf,
    /// The port.
    pub port: u16,
    /// A secret of this run, which only pages of this server know.
    pub token: String,
    /// The editor of the person who edits, if one is known.
    pub editor: Option<Editor>,
}

/// What opening a place needs to know.
#[derive(Deserialize)]
struct OpenRequest {
    token: String,
    path: String,
    line: usize,
    #[serde(default)]
    column: usize,
}

/// What accepting a translation needs to know.
#[derive(Deserialize)]
struct AcceptRequest {
    token: String,
    /// The page that is looked at, and the tag of what it shows.
    path: String,
    page: String,
    /// What is accepted: `economy/growth#p3`.
    accept: String,
    /// The mark of both files as they were when it was offered.
    seen: String,
}

/// What a page asks for, with the secret that it knows.
trait Asked {
    fn token(&self) -> &str;
}

impl Asked for OpenRequest {
    fn token(&self) -> &str {
        &self.token
    }
}

impl Asked for AcceptRequest {
    fn token(&self) -> &str {
        &self.token
    }
}

const HTML: &str = "text/html; charset=utf-8";
const TEXT: &str = "text/plain; charset=utf-8";
const JSON: &str = "application/json; charset=utf-8";

impl Router {
    /// Why a request is not let in: a page of another site must neither read nor do anything here, nor
    /// pretend by its own name for this machine to be this site (DNS rebinding).
    pub fn refuses(&self, request: &Request) -> Option<Response> {
        let port = self.port;
        let own = |host: &String| {
            let host = host.to_ascii_lowercase();
            let name = host.strip_suffix(&format!(":{port}")).or((port == 80).then_some(host.as_str()));
            matches!(name, Some("localhost" | "127.0.0.1" | "[::1]"))
        };
        if request.hosts.is_empty() || !request.hosts.iter().all(own) {
            let message = format!(
                "此服务器只应答本机：请打开 http://127.0.0.1:{port}/ · this server answers this computer only: open http://127.0.0.1:{port}/\n"
            );
            return Some(plain(403, &message));
        }
        let foreign = request
            .origin
            .as_ref()
            .is_some_and(|origin| !origin.strip_prefix("http://").is_some_and(|host| own(&host.to_owned())));
        if foreign {
            return Some(plain(403, "不应答别的网站的请求 · requests from another site are not answered\n"));
        }
        let allowed = match request.path.as_str() {
            "/_duizhao/open" | "/_duizhao/accept" => request.method == "POST",
            _ => matches!(request.method.as_str(), "GET" | "HEAD"),
        };
        (!allowed).then(|| {
            let mut answer = plain(405, "这里不接受这种请求 · requests of this kind are not taken here\n");
            let takes = ["/_duizhao/open", "/_duizhao/accept"].contains(&request.path.as_str());
            let allow = if takes { "POST" } else { "GET, HEAD" };
            answer.headers.push(("allow", allow.to_owned()));
            answer
        })
    }

    /// The name of this run.
    pub fn run(&self) -> String {
        // The secret itself is for pages alone.
        blake3::hash(self.token.as_bytes()).to_hex()[..16].to_owned()
    }

    /// The answer to a GET or HEAD.
    pub fn answer(&self, request: &Request, preview: &Preview) -> Response {
        let Some(path) = decode(&request.path) else {
            return plain(400, "网址不对，请从首页 / 找起 · this is no address of the site; begin at /\n");
        };
        match path.as_str() {
            "_duizhao" | "_duizhao/findings" => self.html(200, overlay::page(preview).into_bytes(), request),
            "_duizhao/findings.json" => json_of(preview),
            "_duizhao/overlay" => self.overlay(request, preview),
            "_duizhao/overlay.css" => fixed("text/css; charset=utf-8", overlay::STYLE),
            "_duizhao/client.js" => fixed("text/javascript; charset=utf-8", include_str!("client.js")),
            "_duizhao/about" => plain(200, &format!("{}\n", self.root.display())),
            _ => self.file(&path, request, preview),
        }
    }

    fn file(&self, path: &str, request: &Request, preview: &Preview) -> Response {
        let name = named(path);
        match preview.file(&name) {
            File::Fresh(held) | File::Earlier(held) | File::Rough(held) => match held {
                Held::Made(bytes) if name.ends_with(".html") => self.html(200, bytes.to_vec(), request),
                Held::Made(bytes) => tagged(200, kind(&name), bytes, request),
                Held::Copy(asset) => self.copy(&asset, kind(&name), request),
            },
            File::Broken if name.ends_with(".html") => {
                self.html(200, overlay::page(preview).into_bytes(), request)
            }
            File::Broken => plain(503, "改正错误之后才有 · not there until the errors are corrected\n"),
            File::Absent => self.absent(path, request, preview),
        }
    }

    /// A file of the site's folder, as it was when it was looked at.
    fn copy(&self, asset: &Asset, kind: &'static str, request: &Request) -> Response {
        let mut bytes = Vec::new();
        let copied = Dir::open(&self.root).is_ok_and(|site| asset::copy(&site, asset, &mut bytes).is_ok());
        match copied {
            true => tagged(200, kind, bytes.into(), request),
            false => {
                plain(503, "这个文件刚刚变了，请再打开一次 · this file has just changed; open it again\n")
            }
        }
    }

    /// Folders lead to their first page, so that relative links work from there; the rest is not there.
    fn absent(&self, path: &str, request: &Request, preview: &Preview) -> Response {
        if !path.ends_with('/') && !matches!(preview.file(&format!("{path}/index.html")), File::Absent) {
            let query = if request.query.is_empty() { String::new() } else { format!("?{}", request.query) };
            let last = request.path.rsplit('/').next().unwrap_or_default();
            let mut answer = plain(307, "");
            answer.headers.push(("location", format!("{last}/{query}")));
            return answer;
        }
        match preview.file("404.html") {
            File::Fresh(Held::Made(page))
            | File::Earlier(Held::Made(page))
            | File::Rough(Held::Made(page)) => self.html(404, page.to_vec(), request),
            _ => plain(404, "没有这一页，请从首页 / 找起 · there is no such page; begin at /\n"),
        }
    }

    /// A page with the script that keeps it in step. Its tag is that of what a build writes.
    fn html(&self, status: u16, mut page: Vec<u8>, request: &Request) -> Response {
        let tag = tag(&page);
        let script = format!(
            "<script src=\"/_duizhao/client.js\" data-duizhao data-token=\"{}\" data-page=\"&quot;{}&quot;\" defer></script>",
            self.token,
            tag.trim_matches('"')
        );
        let end = page.windows(7).position(|part| part == b"</head>").unwrap_or(page.len());
        page.splice(end..end, script.into_bytes());
        unless_known(status, HTML, page.into(), tag, request)
    }

    fn overlay(&self, request: &Request, preview: &Preview) -> Response {
        let path = request.query.split('&').find_map(|pair| pair.strip_prefix("path="));
        let Some(mut path) = path.and_then(|path| decode(&path.replace("%2F", "/").replace("%2f", "/")))
        else {
            return plain(400, "网址不对，请从首页 / 找起 · this is no address of the site; begin at /\n");
        };
        if path.is_empty() || path.ends_with('/') {
            path.push_str("index.html");
        }
        fixed(HTML, &overlay::bar(preview, &path, &preview.file(&path)))
    }

    /// What a page of this server asks to be done; `None` where it is not one, with the answer.
    fn asked<'b, T: Deserialize<'b> + Asked>(&self, body: &'b [u8]) -> Result<T, Response> {
        let Ok(asked) = serde_json::from_slice::<T>(body) else {
            return Err(answer(
                400,
                Both::new("请求不完整：请刷新页面", "the request is not complete: load the page again"),
            ));
        };
        match is_same(asked.token().as_bytes(), self.token.as_bytes()) {
            true => Ok(asked),
            false => Err(answer(
                403,
                Both::new("口令不对：请刷新页面", "the token is not that of this run: load the page again"),
            )),
        }
    }

    /// Accepts the translation that a page shows, while it shows what is there.
    pub fn accept(&self, body: &[u8], preview: &Preview) -> Response {
        let asked: AcceptRequest = match self.asked(body) {
            Ok(asked) => asked,
            Err(refusal) => return refusal,
        };
        let shown = decode(&asked.path).map(|path| preview.file(&named(&path)));
        let is_shown = match shown {
            Some(File::Fresh(Held::Made(page)) | File::Rough(Held::Made(page))) => tag(&page) == asked.page,
            _ => false,
        };
        if !is_shown {
            let (status, said) = accept::changed();
            return answer(status, said);
        }
        match accept::accept(&self.root, &preview.latest.known, &asked.accept, &asked.seen) {
            Ok(said) => answer(200, said),
            Err((status, said)) => answer(status, said),
        }
    }

    /// Opens a place in the editor: only a file of the site, and only for a page of this server.
    pub fn open(&self, body: &[u8]) -> Response {
        let place: OpenRequest = match self.asked(body) {
            Ok(asked) => asked,
            Err(refusal) => return refusal,
        };
        let Some(file) = self.inside(&place.path) else {
            return answer(
                404,
                Both::new(
                    "content/ 和 templates/ 里没有这个文件",
                    "there is no such file in content/ or templates/",
                ),
            );
        };
        let Some(editor) = &self.editor else { return answer(409, editor::none()) };
        match editor.open(Location { file: &file, line: place.line.max(1), column: place.column.max(1) }) {
            Ok(()) => Response { status: 204, kind: JSON, headers: Vec::new(), body: Arc::default() },
            Err(message) => answer(409, message),
        }
    }

    /// A file below `content/` or `templates/`, links resolved.
    fn inside(&self, path: &str) -> Option<PathBuf> {
        let plain = path.split('/').all(|part| !matches!(part, "" | "." | ".."));
        if !plain || path.contains(['\\', '\0', ':']) {
            return None;
        }
        let folder =
            ["content", "templates"].into_iter().find(|folder| path.starts_with(&format!("{folder}/")))?;
        let folder = os_error::real(&self.root.join(folder)).ok()?;
        let file = os_error::real(&self.root.join(path)).ok()?;
        (file.starts_with(folder) && file.is_file()).then_some(file)
    }
}

/// The file that a path of the site names: a folder's is its first page.
fn named(path: &str) -> String {
    match path.is_empty() || path.ends_with('/') {
        true => format!("{path}index.html"),
        false => path.to_owned(),
    }
}

/// Whether two secrets are the same, in a time that does not tell how much of them is.
fn is_same(one: &[u8], two: &[u8]) -> bool {
    one.len() == two.len() && one.iter().zip(two).fold(0, |all, (a, b)| all | (a ^ b)) == 0
}

fn json_of(preview: &Preview) -> Response {
    let findings = &preview.latest.findings;
    let counts = Counts::of(findings, preview.latest.known.checked.waived.len());
    fixed(JSON, &report::json::render(findings, counts, &preview.latest.sources()).to_string())
}

fn answer(status: u16, message: Both<String>) -> Response {
    let body = json!({ "zh": message.get(Lang::Zh), "en": message.get(Lang::En) }).to_string();
    Response { status, kind: JSON, headers: Vec::new(), body: body.into_bytes().into() }
}

/// A line of text.
pub fn plain(status: u16, text: &str) -> Response {
    Response { status, kind: TEXT, headers: Vec::new(), body: text.as_bytes().into() }
}

fn fixed(kind: &'static str, text: &str) -> Response {
    Response { status: 200, kind, headers: Vec::new(), body: text.as_bytes().into() }
}

fn tagged(status: u16, kind: &'static str, bytes: Arc<[u8]>, request: &Request) -> Response {
    let tag = tag(&bytes);
    unless_known(status, kind, bytes, tag, request)
}

/// The bytes, or word that the browser has them already.
fn unless_known(
    status: u16,
    kind: &'static str,
    body: Arc<[u8]>,
    tag: String,
    request: &Request,
) -> Response {
    let known =
        status == 200 && request.has.as_ref().is_some_and(|has| has.split(',').any(|one| one.trim() == tag));
    let (status, body) = if known { (304, Arc::default()) } else { (status, body) };
    Response { status, kind, headers: vec![("etag", tag)], body }
}

fn tag(bytes: &[u8]) -> String {
    format!("\"{}\"", &blake3::hash(bytes).to_hex()[..24])
}

/// `/zh/%E7%BB%8F/` → `zh/经/`, decoded once; `None` where it is no address of a file.
fn decode(path: &str) -> Option<String> {
    let path = path.strip_prefix('/')?;
    let mut bytes = Vec::with_capacity(path.len());
    let mut rest = path.as_bytes();
    while let [first, tail @ ..] = rest {
        rest = tail;
        let byte = match *first {
            b'%' => {
                let hex = std::str::from_utf8(tail.get(..2)?).ok()?;
                rest = &tail[2..];
                let byte = hex
                    .bytes()
                    .all(|one| one.is_ascii_hexdigit())
                    .then(|| u8::from_str_radix(hex, 16).ok())??;
                (byte != b'/').then_some(byte)?
            }
            byte => byte,
        };
        bytes.push(byte);
    }
    let text = String::from_utf8(bytes).ok()?;
    let parts: Vec<&str> = text.split('/').collect();
    let last = parts.len() - 1;
    let sound = parts
        .iter()
        .enumerate()
        .all(|(at, part)| !matches!(*part, "." | "..") && (at == last || !part.is_empty()));
    (sound && !text.contains(|c: char| c == '\\' || c.is_control())).then_some(text)
}

/// The content type of a file, by its ending.
fn kind(path: &str) -> &'static str {
    match path.rsplit('.').next().unwrap_or_default().to_ascii_lowercase().as_str() {
        "html" => HTML,
        "css" => "text/css; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "json" => JSON,
        "jsonl" => "application/x-ndjson; charset=utf-8",
        "csv" => "text/csv; charset=utf-8",
        "xml" => "application/xml; charset=utf-8",
        "txt" | "md" => TEXT,
        "svg" => "image/svg+xml; charset=utf-8",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "gif" => "image/gif",
        "webp" => "image/webp",
        "avif" => "image/avif",
        "ico" => "image/x-icon",
        "pdf" => "application/pdf",
        "epub" => "application/epub+zip",
        "webmanifest" => "application/manifest+json",
        "mp3" => "audio/mpeg",
        "mp4" => "video/mp4",
        "webm" => "video/webm",
        "woff2" => "font/woff2",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_decoded_once_and_leads_nowhere_else() {
        assert_eq!(decode("/zh/%E7%BB%8F%E6%B5%8E/a%20b.html").as_deref(), Some("zh/经济/a b.html"));
        assert_eq!(decode("/").as_deref(), Some(""));
        assert_eq!(decode("/%252e%252e/x").as_deref(), Some("%2e%2e/x"), "a name, not a way up");
        for bad in [
            "/../x",
            "/%2e%2e/x",
            "/a/%2E%2e%2fx",
            "/a%2fb",
            "/a%5c..%5cb",
            "/a\\b",
            "/a%00.html",
            "/a//b",
            "//x",
            "/%zz",
            "/%e",
            "/%ff",
            "x",
            "/a%0d%0ab",
        ] {
            assert_eq!(decode(bad), None, "{bad}");
        }
    }
}
