//! Files beside the texts that are published as they are: which may be.
//!
//! A browser runs what it opens. So only kinds of file are published that hold no program, and a drawing
//! (SVG) only if nothing in it runs or reaches outside.

use crate::base::lang::Both;
use crate::model::address;

/// The kinds that are published, by suffix in lower case.
const KINDS: [&str; 30] = [
    "png", "jpg", "jpeg", "gif", "webp", "avif", "svg", "pdf", "txt", "csv", "tsv", "zip", "epub", "doc",
    "docx", "xls", "xlsx", "ppt", "pptx", "odt", "ods", "odp", "mp3", "m4a", "ogg", "mp4", "webm", "geojson",
    "bib", "ris",
];

/// Names below `assets/` that the program gives to files of its own.
const OWN: [&str; 6] = ["icon.svg", "search.js", "site.js", "style.css", "search/", "terms/"];

/// Why a file is not published, and what to do; `path` is relative to `content/`.
pub fn fault(path: &str, bytes: &[u8]) -> Option<(Both<String>, Both<String>)> {
    if let Some(fault) = address::fault(path) {
        return Some((fault, Both::said("给文件改名", "rename the file")));
    }
    let lower = path.to_ascii_lowercase();
    let suffix =
        lower.rsplit('/').next().and_then(|name| name.rsplit_once('.')).map_or("", |(_, suffix)| suffix);
    if !KINDS.contains(&suffix) {
        return Some((
            Both::said(
                format!("不发布这一类文件（.{suffix}）：浏览器可能会运行它"),
                format!("files of this kind (.{suffix}) are not published: a browser might run them"),
            ),
            Both::said(
                format!("改用这些格式之一：{}", KINDS.join("、")),
                format!("use one of these formats: {}", KINDS.join(", ")),
            ),
        ));
    }
    if OWN.iter().any(|own| lower == *own || (own.ends_with('/') && lower.starts_with(own))) {
        return Some((
            Both::said("网站自己的文件也叫这个名字", "a file of the site itself has this name"),
            Both::said("给文件改名，或放进一个文件夹", "rename the file, or put it into a folder"),
        ));
    }
    let active =
        (suffix == "svg").then(|| std::str::from_utf8(bytes).map_or(Some("UTF-8"), active)).flatten();
    active.map(|what| {
        (
            Both::said(
                format!("图形里有会运行或引用外部的内容（{what}）"),
                format!("the drawing holds something that runs or reaches outside ({what})"),
            ),
            Both::said(
                "在绘图软件里另存为普通 SVG，或导出为 PNG",
                "save it as plain SVG in your drawing program, or export it as PNG",
            ),
        )
    })
}

/// What of a drawing runs or reaches outside, if anything does.
fn active(svg: &str) -> Option<&'static str> {
    let mut rest = svg;
    while let Some(at) = rest.find('<') {
        rest = &rest[at + 1..];
        if let Some(comment) = rest.strip_prefix("!--") {
            rest = comment.split_once("-->")?.1;
            continue;
        }
        let tag = tag(rest);
        let name = local(tag.split(|c: char| c.is_whitespace() || c == '/').next().unwrap_or(tag));
        let found = match name.as_str() {
            "script" | "handler" | "listener" => Some("script"),
            "foreignobject" | "iframe" | "embed" | "object" | "audio" | "video" => Some("foreignObject"),
            _ if tag.starts_with("?xml-stylesheet") => Some("stylesheet"),
            _ if tag.to_ascii_lowercase().starts_with("!doctype")
                && rest[..tag.len().min(rest.len())].contains('[') =>
            {
                Some("DOCTYPE")
            }
            _ if tag.starts_with("!ENTITY") => Some("ENTITY"),
            "style" => {
                let style = rest.split_once("</").map_or(rest, |(style, _)| style);
                reaches(style).then_some("style")
            }
            _ => attributes(tag),
        };
        if found.is_some() {
            return found;
        }
        rest = &rest[tag.len()..];
    }
    None
}

/// A tag up to its `>`, quotation marks heeded.
fn tag(rest: &str) -> &str {
    let mut quote = None;
    for (at, c) in rest.char_indices() {
        match quote {
            Some(open) if c == open => quote = None,
            Some(_) => {}
            None if c == '"' || c == '\'' => quote = Some(c),
            None if c == '>' => return &rest[..at],
            None => {}
        }
    }
    rest
}

/// A name without its namespace, in lower case.
fn local(name: &str) -> String {
    name.rsplit(':').next().unwrap_or(name).to_ascii_lowercase()
}

fn attributes(tag: &str) -> Option<&'static str> {
    let mut rest = tag;
    while let Some((before, after)) = rest.split_once('=') {
        let before = before.trim_end();
        let name = local(
            &before[before.rfind(|c: char| c.is_whitespace() || "\"'/".contains(c)).map_or(0, |at| at + 1)..],
        );
        let after = after.trim_start();
        let quote = after.chars().next().filter(|c| matches!(c, '"' | '\''));
        let (value, next) = match quote {
            Some(quote) => after[1..].split_once(quote)?,
            None => after.split_at(after.find(char::is_whitespace).unwrap_or(after.len())),
        };
        let plain = value.trim().to_ascii_lowercase();
        let inside = plain.starts_with('#')
            || ["png", "jpeg", "gif", "webp"]
                .iter()
                .any(|kind| plain.starts_with(&format!("data:image/{kind}")));
        match name.as_str() {
            _ if name.starts_with("on") => return Some("on…="),
            "href" | "src" if !inside => return Some("href"),
            "attributename" if local(&plain) == "href" || plain.starts_with("on") => return Some("animate"),
            _ if reaches(value) => return Some("url()"),
            _ => {}
        }
        rest = next;
    }
    None
}

/// Whether a style loads something from outside.
fn reaches(style: &str) -> bool {
    let style = style.to_ascii_lowercase();
    let mut urls = style.split("url(").skip(1);
    style.contains("@import")
        || style.contains('\\')
        || urls.any(|url| {
            !url.trim_start_matches(|c: char| c.is_whitespace() || "\"'".contains(c)).starts_with('#')
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(path: &str, text: &str) -> bool {
        fault(path, text.as_bytes()).is_some()
    }

    #[test]
    fn only_what_cannot_run_is_published() {
        assert!(!refused("economy/map.png", "") && !refused("a.PDF", ""));
        for bad in [
            "a.html",
            "a.HTM",
            "a.js",
            "a.xml",
            "a.exe",
            "noending",
            "a.css",
            "icon.svg",
            "search/x.png",
            "Style.CSS",
        ] {
            assert!(refused(bad, ""), "{bad}");
        }
    }

    #[test]
    fn drawings_are_plain() {
        let plain = "<?xml version=\"1.0\"?><!-- script --><!DOCTYPE svg PUBLIC \"-//W3C//DTD SVG 1.1//EN\" \"http://www.w3.org/x.dtd\"><svg xmlns=\"http://www.w3.org/2000/svg\"><style>.a{fill:url(#g)}</style><use xlink:href=\"#a\"/><path d=\"M0 0\" fill=\"url('#g')\"/><text>on=1 javascript:</text></svg>";
        assert_eq!(fault("x/a.svg", plain.as_bytes()), None);
        for bad in [
            "<script>alert(1)</script>",
            "<svg:script href='x'/>",
            "<path onload=\"x()\"/>",
            "<path d='a'onclick='x()'/>",
            "<a href=\"javascript:x\"><text>t</text></a>",
            "<a xlink:href=\" &#106;avascript:x\"/>",
            "<image href=\"https://example.org/x.png\"/>",
            "<foreignObject><p/></foreignObject>",
            "<set attributeName=\"xlink:href\" to=\"javascript:x\"/>",
            "<style>@import 'https://example.org/x.css';</style>",
            "<rect style=\"fill:url(https://example.org/x)\"/>",
        ] {
            assert!(refused("x/a.svg", &format!("<svg>{bad}</svg>")), "{bad}");
        }
        assert!(refused("x/a.svg", "<!DOCTYPE svg [<!ENTITY x \"<script/>\">]><svg>&x;</svg>"));
        assert!(fault("x/a.svg", &[0xff, 0xfe, b'<', 0]).is_some());
    }
}
