//! XML, bounded before it is taken apart. Alone knows the XML library.
//!
//! The library follows nesting by recursion, unfolds what entities stand for, and keeps for each element
//! what names of namespaces hold there. So a text is looked through once before: how deep it goes, how many
//! attributes and namespaces it has; and it may define no entities. What a browser might read otherwise than
//! this program (another encoding than UTF-8) is refused too.

use std::collections::BTreeSet;

pub use roxmltree::{Document, Node, NodeType};
use roxmltree::{Error, ParsingOptions};

/// How deeply elements may stand in one another.
pub(crate) const DEPTH_LIMIT: usize = 200;
/// How many attributes an element may have.
const ATTRIBUTE_LIMIT: usize = 200;
/// How many different namespaces a text may name.
const NAMESPACE_LIMIT: usize = 200;
/// How many CDATA sections may follow one another; each is joined to those before it.
const SECTION_LIMIT: usize = 50;

/// Why a text cannot be read as XML.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum XmlError {
    /// It breaks off.
    Torn,
    /// It is wrong at a line and column in characters, from 1.
    At(u32, u32),
    /// It goes beyond a bound at a line and column.
    Bound(u32, u32),
}

/// Takes a text apart that stays within the bounds.
pub fn parse(text: &str) -> Result<Document<'_>, XmlError> {
    if let Err(at) = look_through(text) {
        let before = &text[..text.floor_char_boundary(at)];
        let line = before.matches('\n').count() + 1;
        let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
        return Err(XmlError::Bound(number(line), number(column)));
    }
    let options = ParsingOptions { allow_dtd: true, ..ParsingOptions::default() };
    Document::parse_with_options(text, options).map_err(|error| match error {
        Error::UnclosedRootNode | Error::UnexpectedEndOfStream | Error::NoRootNode => XmlError::Torn,
        error => XmlError::At(error.pos().row, error.pos().col),
    })
}

fn number(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

/// What has been seen of a text.
#[derive(Default)]
struct XmlScan<'t> {
    depth: usize,
    namespaces: BTreeSet<&'t str>,
    /// CDATA sections since the last tag.
    sections: usize,
}

/// Goes through a text once; gives the byte at which it goes beyond a bound.
fn look_through(text: &str) -> Result<(), usize> {
    let mut seen = XmlScan::default();
    let mut at = 0;
    while let Some(next) = text[at..].find('<') {
        let start = at + next;
        let rest = &text[start..];
        let length = if let Some(inside) = rest.strip_prefix("<!--") {
            inside.find("-->").map(|end| end + 7)
        } else if let Some(inside) = rest.strip_prefix("<![CDATA[") {
            seen.sections += 1;
            if seen.sections > SECTION_LIMIT {
                return Err(start);
            }
            inside.find("]]>").map(|end| end + 12)
        } else if let Some(inside) = rest.strip_prefix("<?") {
            let end = inside.find("?>");
            if !is_utf8(&inside[..end.unwrap_or(inside.len())]) {
                return Err(start);
            }
            end.map(|end| end + 4)
        } else if rest.starts_with("<!") {
            let end = tag_end(rest);
            // A document type may be named, not defined: its entities would be unfolded.
            if rest[..end.unwrap_or(rest.len())].contains('[') {
                return Err(start);
            }
            end
        } else {
            let end = tag_end(rest);
            if let Some(end) = end {
                tag(&rest[1..end - 1], &mut seen).map_err(|()| start)?;
            }
            end
        };
        // What is not closed is told by the parser.
        let Some(length) = length else { return Ok(()) };
        at = start + length;
    }
    Ok(())
}

/// Whether an XML declaration names no encoding but UTF-8; other instructions name none.
fn is_utf8(instruction: &str) -> bool {
    let named = instruction.strip_prefix("xml").and_then(|rest| rest.split_once("encoding"));
    let Some((_, named)) = named else { return true };
    let named = named.trim_start().trim_start_matches('=').trim_start();
    let quote = named.chars().next().unwrap_or_default();
    let named = named.get(quote.len_utf8()..).unwrap_or_default();
    let named = named.split(quote).next().unwrap_or_default();
    matches!(named.to_ascii_lowercase().as_str(), "utf-8" | "us-ascii")
}

/// Where a tag ends, behind its `>`; quotation marks are heeded.
fn tag_end(rest: &str) -> Option<usize> {
    let mut quote = None;
    for (at, byte) in rest.bytes().enumerate() {
        match quote {
            Some(open) if byte == open => quote = None,
            Some(_) => {}
            None if byte == b'"' || byte == b'\'' => quote = Some(byte),
            None if byte == b'>' => return Some(at + 1),
            None => {}
        }
    }
    None
}

/// Takes a tag in, without its angle brackets.
fn tag<'t>(tag: &'t str, seen: &mut XmlScan<'t>) -> Result<(), ()> {
    seen.sections = 0;
    if tag.starts_with('/') {
        seen.depth = seen.depth.saturating_sub(1);
        return Ok(());
    }
    if !tag.ends_with('/') {
        seen.depth += 1;
    }
    let (mut rest, mut count) = (tag, 0);
    while let Some((name, value)) = rest.split_once('=') {
        let value = value.trim_start();
        let Some(quote) = value.chars().next().filter(|c| matches!(c, '"' | '\'')) else { break };
        let Some((value, after)) = value[1..].split_once(quote) else { break };
        let name = name.trim();
        let name = name.rsplit(char::is_whitespace).next().unwrap_or_default();
        if name.starts_with("xmlns") {
            // The name and its value, as they stand.
            let start = name.as_ptr() as usize - tag.as_ptr() as usize;
            let end = value.as_ptr() as usize - tag.as_ptr() as usize + value.len();
            seen.namespaces.insert(&tag[start..end]);
        }
        count += 1;
        rest = after;
    }
    let is_within =
        seen.depth <= DEPTH_LIMIT && count <= ATTRIBUTE_LIMIT && seen.namespaces.len() <= NAMESPACE_LIMIT;
    if is_within { Ok(()) } else { Err(()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ordinary_texts_are_read() {
        for text in [
            "<a/>",
            "<?xml version=\"1.0\" encoding='utf-8'?><!DOCTYPE tmx SYSTEM \"tmx14.dtd\"><tmx><!-- < --></tmx>",
            "<a b='>' c=\"/\"><![CDATA[ <b> ]]></a>",
        ] {
            assert!(parse(text).is_ok(), "{text}");
        }
    }

    #[test]
    fn what_grows_beyond_its_size_is_refused() {
        let deep = |n: usize| "<a>".repeat(n) + &"</a>".repeat(n);
        assert!(parse(&deep(DEPTH_LIMIT)).is_ok());
        let many = |n: usize| {
            let tags: String = (0..n).map(|i| format!("<b xmlns:n{i}='u'/>")).collect();
            format!("<a>{tags}</a>")
        };
        assert!(parse(&many(NAMESPACE_LIMIT)).is_ok());
        let attributes: String = (0..ATTRIBUTE_LIMIT + 1).map(|i| format!(" a{i}=''")).collect();
        for bad in [
            deep(DEPTH_LIMIT + 1),
            deep(1_000_000),
            many(NAMESPACE_LIMIT + 1),
            format!("<a{attributes}/>"),
            format!("<a>{}</a>", "<![CDATA[x]]>".repeat(SECTION_LIMIT + 1)),
            "<!DOCTYPE a [<!ENTITY b \"c\">]><a>&b;</a>".to_owned(),
            "<?xml version='1.0' encoding='UTF-7'?><a/>".to_owned(),
            "<?xml version=\"1.0\" encoding = \"ISO-2022-JP\"?><a/>".to_owned(),
        ] {
            let found = parse(&bad).map(|_| ());
            assert!(matches!(found, Err(XmlError::Bound(..))), "{}: {found:?}", &bad[..bad.len().min(80)]);
        }
        // Blanks of other alphabets are none in XML, and longer than a byte.
        for blank in ['\u{85}', '\u{a0}', '\u{2028}', '\u{3000}'] {
            assert!(parse(&format!("<a{blank}b='c'/>")).is_err());
            assert!(parse(&format!("<a x{blank}xmlns:b='c'/>")).is_err());
        }
        assert_eq!(parse("<a>").map(|_| ()), Err(XmlError::Torn));
        assert!(matches!(parse("<a></b>").map(|_| ()), Err(XmlError::At(1, _))));
    }
}
