//! Where a link leads.
//!
//! Authors link to source files (`market-entities.zh.md#p2`, `../originals/report-2022.md#45`), as
//! editors and Git hosts expect. This module says what a target means on a page; rendering makes an
//! address of it, the rule `link-broken` a finding.

use crate::base::lang::{Both, Lang};
use crate::base::suggest::nearest;
use crate::base::url::decode;
use crate::model::address::{self, FileKind};
use crate::model::bitext::Bitext;
use crate::model::site::Site;

/// What a target means.
#[derive(Clone, Debug)]
pub enum LinkTarget<'s> {
    /// A page of the site in a language; the fragment without `#`.
    Page(&'s Bitext, Lang, Option<String>),
    /// An original, perhaps a paragraph of it.
    Original(&'s str, Option<usize>),
    /// A file under `content/` that is published with the site: its path below `content/`.
    Asset(&'s str),
    /// A place on the same page.
    Here(String),
    /// An address outside the site.
    Outside,
    /// Nothing: what is wrong, and what to do.
    Broken(Both<String>, Both<String>),
}

impl LinkTarget<'_> {
    /// What it comes to, told so that no two that differ are the same; nothing where it is broken.
    pub(crate) fn told(&self) -> Option<String> {
        Some(match self {
            LinkTarget::Page(page, lang, fragment) => {
                format!("page {:?} {} {fragment:?}", page.address, lang.code())
            }
            LinkTarget::Original(id, paragraph) => format!("original {id:?} {paragraph:?}"),
            LinkTarget::Asset(path) => format!("asset {path:?}"),
            LinkTarget::Here(id) => format!("here {id:?}"),
            LinkTarget::Outside => "outside".to_owned(),
            LinkTarget::Broken(..) => return None,
        })
    }
}

/// Schemes that a link may have.
const SCHEMES: [&str; 5] = ["https", "http", "mailto", "tel", "ftp"];

/// Whether following a target can do no harm: it names no scheme, or one that links may have.
pub fn is_harmless(target: &str) -> bool {
    scheme(target).is_none_or(|scheme| SCHEMES.contains(&scheme.to_ascii_lowercase().as_str()))
}

/// Resolves a target as it was written on a page. `from` is the page's address.
pub fn resolve<'s>(site: &'s Site, from: &str, target: &str) -> LinkTarget<'s> {
    if let Some(scheme) = scheme(target) {
        return match is_harmless(target) {
            true => outside(site, target),
            false => LinkTarget::Broken(
                Both::new(format!("不允许 {scheme}: 链接"), format!("links with {scheme}: are not allowed")),
                Both::new("改用 https: 链接", "use a link with https:"),
            ),
        };
    }
    if target.starts_with("//") {
        let message = Both::new("链接没有写明 https:", "the link does not say https:");
        return LinkTarget::Broken(message, Both::new("在 // 前加上 https:", "put https: before the //"));
    }
    let (path, fragment) = match target.split_once('#') {
        Some((path, fragment)) => (path, Some(decode(fragment))),
        None => (target, None),
    };
    if path.is_empty() {
        return match fragment {
            Some(id) => here(site, from, id),
            None => LinkTarget::Broken(
                Both::new("链接是空的", "the link is empty"),
                Both::new("写上要链接的文件", "name the file to link to"),
            ),
        };
    }
    let path = decode(path);
    if let Some(below) = path.strip_prefix('/') {
        return from_the_root(site, from, below, target);
    }
    let Some(path) = join(from, &path) else {
        return LinkTarget::Broken(
            Both::new("链接指向 content/ 之外", "the link leads out of content/"),
            Both::new("链接只能指向 content/ 里的文件", "link to a file inside content/"),
        );
    };
    find(site, &path, fragment)
}

/// The file that a target names, below the site's folder, if it names one by a path from its page.
pub(crate) fn named(from: &str, target: &str) -> Option<String> {
    let path = target.split('#').next().filter(|path| !path.is_empty() && !path.starts_with('/'))?;
    scheme(target).is_none().then(|| join(from, &decode(path)))?.map(|path| format!("content/{path}"))
}

/// A link that begins with `/`: it would leave the folder that the site stands in, and break where that is opened from
/// a disk or served below a path. Says the relative form, where it can be seen what was meant.
fn from_the_root<'s>(site: &Site, from: &str, below: &str, target: &str) -> LinkTarget<'s> {
    let path = below.split(['?', '#']).next().unwrap_or(below).trim_start_matches('/');
    let path = path.strip_prefix("content/").unwrap_or(path);
    let rest = target.find('#').map_or("", |at| &target[at..]);
    let meant = meant_by(site, path).map(|file| format!("{}{rest}", relative(from, &file)));
    LinkTarget::Broken(
        Both::new("链接以 / 开头", "the link begins with /"),
        match meant {
            Some(meant) => Both::new(
                format!("改为从这一页算起的相对链接：{meant}"),
                format!("write it as a relative link from this page: {meant}"),
            ),
            None => Both::new(
                "改为从这一页所在的文件夹算起、指向源文件的相对链接，例如 ../economy/growth.zh.md",
                "write a relative link to the source file, from this page’s own folder, such as ../economy/growth.en.md",
            ),
        },
    )
}

/// The file below `content/` that a path from the root names: as it is, or by the address of its page.
fn meant_by(site: &Site, path: &str) -> Option<String> {
    let is_file = |path: &str| {
        site.sources.contains_key(format!("content/{path}").as_str()) || site.asset(path).is_some()
    };
    if is_file(path) {
        return Some(path.to_owned());
    }
    let (edition, rest) = path.split_once('/').unwrap_or(("", path));
    let (lang, rest) = match edition {
        "zh" | "parallel" => ("zh", rest),
        "en" => ("en", rest),
        _ => ("zh", path),
    };
    let stem = rest.strip_suffix(".html").unwrap_or(rest).trim_end_matches('/');
    let stem = stem.strip_suffix("index").map_or(stem.to_owned(), |folder| format!("{folder}_index"));
    let pages = [format!("{stem}.{lang}.md"), format!("{stem}/_index.{lang}.md"), format!("{stem}.md")];
    pages.into_iter().find(|path| is_file(path))
}

/// The way from a page to a file, both below `content/`.
fn relative(from: &str, to: &str) -> String {
    let folders: Vec<&str> = from.split('/').collect();
    let folders = &folders[..folders.len() - 1];
    let parts: Vec<&str> = to.split('/').collect();
    let shared = folders.iter().zip(&parts).take_while(|(a, b)| a == b).count();
    let up = std::iter::repeat_n("..", folders.len() - shared);
    up.chain(parts[shared..].iter().copied()).collect::<Vec<_>>().join("/")
}

fn outside<'s>(site: &Site, target: &str) -> LinkTarget<'s> {
    match site.config.base_url.as_deref().is_some_and(|own| is_below(own, target)) {
        true => LinkTarget::Broken(
            Both::new("链接写了本站自己的网址", "the link holds the site's own address"),
            Both::new(
                "改为指向源文件的相对链接，例如 ../economy/growth.zh.md",
                "make it a relative link to the source file, such as ../economy/growth.zh.md",
            ),
        ),
        false => LinkTarget::Outside,
    }
}

/// Whether an address is the site's own or below it, whatever the scheme and the case of the host.
fn is_below(own: &str, target: &str) -> bool {
    let parts = |url: &str| {
        let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
        let rest = rest.split(['?', '#']).next().unwrap_or("");
        let (host, path) = rest.split_once('/').unwrap_or((rest, ""));
        (host.to_ascii_lowercase(), path.trim_end_matches('/').to_owned())
    };
    let ((host, path), (other, below)) = (parts(own), parts(target));
    let rest = below.strip_prefix(path.as_str());
    host == other && rest.is_some_and(|rest| path.is_empty() || rest.is_empty() || rest.starts_with('/'))
}

fn find<'s>(site: &'s Site, path: &str, fragment: Option<String>) -> LinkTarget<'s> {
    match address::role(path) {
        FileKind::Page(at, lang) => match site.bitext(at) {
            Some(bitext) => match fragment.as_deref() {
                Some(id) if !bitext.anchors().contains(id) => match bitext.heading(id) {
                    Some(id) => LinkTarget::Page(bitext, lang, Some(id.to_owned())),
                    None => no_anchor(bitext, id),
                },
                _ => LinkTarget::Page(bitext, lang, fragment),
            },
            None => no_file(site, path),
        },
        FileKind::Original(id) => match site.original(id) {
            Some(original) => original_at(original, fragment),
            None => no_file(site, path),
        },
        _ => match site.asset(path) {
            Some(asset) => match site.unpublished.get(asset.below_content()) {
                Some((message, help)) => LinkTarget::Broken(message.clone(), help.clone()),
                None => LinkTarget::Asset(asset.below_content()),
            },
            None => no_file(site, path),
        },
    }
}

fn original_at(original: &crate::model::original::Original, fragment: Option<String>) -> LinkTarget<'_> {
    let Some(fragment) = fragment else { return LinkTarget::Original(&original.id, None) };
    let digits = fragment.strip_prefix('p').unwrap_or(&fragment);
    let is_number = digits.bytes().all(|b| b.is_ascii_digit());
    let number = digits.parse::<usize>().ok().filter(|_| is_number);
    match number.filter(|number| original.paragraph(*number).is_some()) {
        Some(number) => LinkTarget::Original(&original.id, Some(number)),
        None => {
            let last = original.paragraphs.len();
            LinkTarget::Broken(
                Both::new(
                    format!("原文没有第 {fragment} 段"),
                    format!("the original has no paragraph {fragment}"),
                ),
                Both::new(
                    format!("写 #1 到 #{last} 之间的段号"),
                    format!("write a number from #1 to #{last}"),
                ),
            )
        }
    }
}

fn here<'s>(site: &'s Site, from: &str, id: String) -> LinkTarget<'s> {
    match site.bitext(from) {
        Some(bitext) if !bitext.anchors().contains(&id) => match bitext.heading(&id) {
            Some(id) => LinkTarget::Here(id.to_owned()),
            None => no_anchor(bitext, &id),
        },
        _ => LinkTarget::Here(id),
    }
}

/// How many places of a page are looked at for the one that was meant, and how many are named.
const PLACES: (usize, usize) = (100, 12);

fn no_anchor<'s>(bitext: &Bitext, id: &str) -> LinkTarget<'s> {
    let (searched, named) = PLACES;
    let mut ids: Vec<&str> = bitext.listed().take(named).collect();
    if bitext.anchors().len() > named {
        ids.push("…");
    }
    let help = match nearest(id, bitext.listed().take(searched)) {
        Some(near) => Both::new(format!("是不是要写 #{near}？"), format!("did you mean #{near}?")),
        None => Both::new(
            format!("那一页可用的位置：#{}", ids.join("、#")),
            format!("the places on that page are #{}", ids.join(", #")),
        ),
    };
    LinkTarget::Broken(Both::new(format!("那一页没有 #{id}"), format!("that page has no #{id}")), help)
}

fn no_file<'s>(site: &Site, path: &str) -> LinkTarget<'s> {
    // A picture is not meant by the name of a page.
    let ending = |path: &str| path.rsplit_once('.').map(|(_, ending)| ending.to_lowercase());
    let meant = site.files.like(path).filter(|known| ending(known) == ending(path));
    let help = match nearest(path, meant).or_else(|| site.files.named(path)) {
        Some(near) => {
            Both::new(format!("是不是要写 content/{near}？"), format!("did you mean content/{near}?"))
        }
        None => Both::new(
            "看看文件名和文件夹；链接从这一页所在的文件夹算起",
            "look at the file name and the folder; a link starts from this page's own folder",
        ),
    };
    LinkTarget::Broken(
        Both::new(format!("没有文件 content/{path}"), format!("there is no file content/{path}")),
        help,
    )
}

/// The scheme of an absolute address (RFC 3986, section 3.1), leading blanks ignored as browsers do.
fn scheme(target: &str) -> Option<&str> {
    let (scheme, _) = target.split_once(':')?;
    let scheme = scheme.trim();
    let plain = scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme.chars().all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c) || c.is_control());
    plain.then_some(scheme)
}

/// A path relative to the folder of `from`, both below `content/`; `None` if it leads out.
fn join(from: &str, path: &str) -> Option<String> {
    if path.starts_with('/') || path.contains('\\') {
        return None;
    }
    let mut parts: Vec<&str> = from.split('/').collect();
    parts.pop();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            name => parts.push(name),
        }
    }
    Some(parts.join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn joins_and_refuses() {
        assert_eq!(join("economy/growth", "jobs.zh.md").as_deref(), Some("economy/jobs.zh.md"));
        assert_eq!(join("economy/growth", "../originals/r.md").as_deref(), Some("originals/r.md"));
        assert_eq!(join("economy/growth", "../../secret"), None);
        assert_eq!(join("about", "/etc/passwd"), None);
    }

    #[test]
    fn knows_schemes() {
        assert_eq!(scheme("https://example.org"), Some("https"));
        assert_eq!(scheme(" javascript:alert(1)"), Some("javascript"));
        assert_eq!(scheme("第1段：开头.md"), None);
    }

    #[test]
    fn knows_the_sites_own_address() {
        let own = "https://example.org/taizhou/";
        for target in [
            "https://example.org/taizhou",
            "http://Example.org/taizhou/zh/a.html",
            "https://example.org/taizhou?x#y",
        ] {
            assert!(is_below(own, target), "{target}");
        }
        for target in [
            "https://example.org/",
            "https://example.org/taizhou-2/",
            "https://example.com/taizhou/",
            "mailto:a@example.org",
        ] {
            assert!(!is_below(own, target), "{target}");
        }
        assert!(is_below("https://example.org", "https://example.org/a"));
    }
}
