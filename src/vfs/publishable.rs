//! Files beside the texts that are published as they are: which may be.
//!
//! A browser runs what it opens. So only kinds of file are published that hold no program, and a drawing
//! (SVG) only if all that is in it draws ([`drawing`]).

use crate::base::lang::Both;
use crate::model::address;
use crate::vfs::drawing;

/// The kinds that are published, by suffix in lower case.
const KINDS: [&str; 30] = [
    "png", "jpg", "jpeg", "gif", "webp", "avif", "svg", "pdf", "txt", "csv", "tsv", "zip", "epub", "doc",
    "docx", "xls", "xlsx", "ppt", "pptx", "odt", "ods", "odp", "mp3", "m4a", "ogg", "mp4", "webm", "geojson",
    "bib", "ris",
];

/// Names below `assets/` that the program gives to files of its own.
const OWN: [&str; 8] =
    ["card.png", "icon.png", "icon.svg", "search.js", "site.js", "style.css", "search/", "terms/"];

/// Whether a file is a drawing, of which all that is in it is looked at.
pub(crate) fn is_drawing(path: &str) -> bool {
    path.to_ascii_lowercase().ends_with(".svg")
}

/// Why a file is not published, and what to do; `path` is relative to `content/`. The bytes matter for a drawing
/// only.
pub fn fault(path: &str, bytes: &[u8]) -> Option<(Both<String>, Both<String>)> {
    if let Some(fault) = address::fault(path) {
        return Some((fault, Both::new("给文件改名", "rename the file")));
    }
    let lower = path.to_ascii_lowercase();
    let suffix =
        lower.rsplit('/').next().and_then(|name| name.rsplit_once('.')).map_or("", |(_, suffix)| suffix);
    if !KINDS.contains(&suffix) {
        return Some(other_kind(suffix));
    }
    if OWN.iter().any(|own| lower == *own || (own.ends_with('/') && lower.starts_with(own))) {
        return Some((
            Both::new("网站自己的文件也叫这个名字", "a file of the site itself has this name"),
            Both::new("给文件改名，或放进一个文件夹", "rename the file, or put it into a folder"),
        ));
    }
    let wrong = (suffix == "svg")
        .then(|| std::str::from_utf8(bytes).map_or(Some("UTF-8".to_owned()), drawing::fault))
        .flatten();
    wrong.map(|what| {
        (
            Both::new(
                format!("图形里有不在允许之列的内容（{what}）：浏览器可能会运行它，或从别处取来"),
                format!("the drawing holds something that is not on the list of what is published ({what}): a browser might run it, or fetch something for it"),
            ),
            Both::new(
                "在绘图软件里另存为普通 SVG，或导出为 PNG",
                "save it as plain SVG in your drawing program, or export it as PNG",
            ),
        )
    })
}

fn other_kind(suffix: &str) -> (Both<String>, Both<String>) {
    (
        Both::new(
            format!("不发布这一类文件（.{suffix}）：浏览器可能会运行它"),
            format!("files of this kind (.{suffix}) are not published: a browser might run them"),
        ),
        Both::new(
            format!("改用这些格式之一：{}", KINDS.join("、")),
            format!("use one of these formats: {}", KINDS.join(", ")),
        ),
    )
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

    const PLAIN: &str =
        "<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\">";

    #[test]
    fn drawings_are_plain() {
        let plain = format!(
            "\u{feff}<?xml version=\"1.0\" encoding=\"UTF-8\"?><!-- script --><!DOCTYPE svg PUBLIC \"-//W3C//DTD SVG 1.1//EN\" \"http://www.w3.org/x.dtd\">{PLAIN}<style>.a{{fill:url(#g);stroke:rgb(1,2,3)}}</style><use xlink:href=\"#a\"/><path d=\"M0 0\" fill=\"url('#g')\" transform=\"translate(1 2)\"/><text font-family=\"'Noto (Han)'\">on=1 javascript: <tspan>图</tspan></text><image href=\"data:image/png;base64,AAAA\"/></svg>"
        );
        assert_eq!(fault("x/a.svg", plain.as_bytes()), None);
        let inkscape = "<svg:svg xmlns:svg=\"http://www.w3.org/2000/svg\" xmlns:i=\"http://www.inkscape.org/namespaces/inkscape\" i:version=\"1.3 (0e150ed)\"><i:view zoom=\"1\"/><svg:g i:label=\"a (1)\"/></svg:svg>";
        assert_eq!(fault("x/a.svg", inkscape.as_bytes()), None);
    }

    #[test]
    fn what_is_not_on_the_lists_is_not_published() {
        for bad in [
            "<script>alert(1)</script>",
            "<text><![CDATA[ \" ]]></text><script>alert(1)</script><text><![CDATA[ \" ]]></text>",
            "<?a \"?><script>alert(1)</script><?a \"?>",
            "<?xml-stylesheet href='x.css'?>",
            "<s:script xmlns:s='http://www.w3.org/2000/svg' href='x'/>",
            "<script xmlns='http://www.w3.org/1999/xhtml'>alert(1)</script>",
            "<path onload=\"x()\"/>",
            "<path ONLOAD=\"x()\"/>",
            "<a href=\"javascript:x\"><text>t</text></a>",
            "<use xlink:href=\" &#106;avascript:x\"/>",
            "<use href=\"other.svg#a\"/>",
            "<image href=\"https://example.org/x.png\"/>",
            "<image href=\"data:image/svg+xml;base64,AAAA\"/>",
            "<use href=\"data:image/png;base64,AAAA\"/>",
            "<image srcset=\"https://example.org/x.png 2x\"/>",
            "<meta http-equiv=\"refresh\" content=\"0;url=https://example.org\"/>",
            "<h:meta xmlns:h=\"http://www.w3.org/1999/xhtml\" http-equiv=\"refresh\"/>",
            "<feImage href=\"https://example.org/x\"/>",
            "<foreignObject><p/></foreignObject>",
            "<set attributeName=\"&#104;ref\" to=\"javascript:x\"/>",
            "<animate attributeName=\"x\"/>",
            "<handler type=\"application/ecmascript\">x()</handler>",
            "<style>@import 'https://example.org/x.css';</style>",
            "<style>@&#105;mport 'https://example.org/x.css';</style>",
            "<style>@<!-- -->import 'https://example.org/x.css';</style>",
            "<style>a{background:ima<![CDATA[ge-set('https://example.org/x')]]>}</style>",
            "<style>\\40 import 'x';</style>",
            "<style>a{cursor:url (https://example.org/x)}</style>",
            "<style>a{mask:src('https://example.org/x')}</style>",
            "<rect style=\"fill:url(https://example.org/x)\"/>",
            "<rect fill=\"&#117;rl(https://example.org/x)\"/>",
            "<rect style=\"background:image-set('https://example.org/x' 1x)\"/>",
            "<rect style=\"u\\72l(https://example.org/x)\"/>",
            "<g xml:base=\"https://example.org/\"/>",
            "<i:x xmlns:i=\"http://www.inkscape.org/namespaces/inkscape\"><script xmlns=\"http://www.w3.org/2000/svg\"/></i:x>",
            "<g>",
        ] {
            assert!(refused("x/a.svg", &format!("{PLAIN}{bad}</svg>")), "{bad}");
        }
        for root in [
            "<svg/>",
            "<html xmlns=\"http://www.w3.org/1999/xhtml\"/>",
            "<g xmlns=\"http://www.w3.org/2000/svg\"/>",
            "<SVG xmlns=\"http://www.w3.org/2000/svg\"/>",
            "",
        ] {
            assert!(refused("x/a.svg", root), "{root}");
        }
        assert!(refused(
            "x/a.svg",
            &format!("<!DOCTYPE svg SYSTEM \"https://example.org/x.dtd\">{PLAIN}</svg>")
        ));
        assert!(refused(
            "x/a.svg",
            &format!(
                "<!-- <!DOCTYPE svg> --><!DOCTYPE svg PUBLIC '-//W3C//DTD SVG 1.1//EN' '//example.org/x'>{PLAIN}</svg>"
            )
        ));
        assert!(refused("x/a.svg", "<!DOCTYPE svg [<!ENTITY x \"<script/>\">]><svg>&x;</svg>"));
        assert!(fault("x/a.svg", &[0xff, 0xfe, b'<', 0]).is_some());
    }
}
