//! Whether HTML is what it claims to be: tags in pairs, attributes in quotation marks, nothing that runs.

/// Elements without an end.
const VOID: [&str; 14] = [
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr",
    "!doctype",
];

/// A start tag: its name and its attributes, as they stand.
pub struct Start<'h> {
    /// The name, in lower case.
    pub name: String,
    /// Name and value of each attribute; the value is still escaped.
    pub attributes: Vec<(&'h str, &'h str)>,
}

/// Reads all tags of a document or a fragment and fails where they are no pairs.
pub fn starts(html: &str) -> Result<Vec<Start<'_>>, String> {
    let (mut all, mut open): (Vec<Start>, Vec<String>) = (Vec::new(), Vec::new());
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        rest = &rest[at..];
        if let Some(comment) = rest.strip_prefix("<!--") {
            rest = comment.split_once("-->").ok_or("a comment does not end")?.1;
            continue;
        }
        let near = || rest.chars().take(60).collect::<String>();
        if let Some(end) = rest.strip_prefix("</") {
            let (name, after) = end.split_once('>').ok_or_else(near)?;
            let last = open.pop().ok_or_else(|| format!("</{name}> ends nothing"))?;
            if last != name.to_ascii_lowercase() {
                return Err(format!("</{name}> where </{last}> is due: {}", near()));
            }
            rest = after;
            continue;
        }
        let (start, after) = start(&rest[1..]).map_err(|why| format!("{why}: {}", near()))?;
        rest = after;
        if start.name == "script" || start.name == "style" {
            rest = &rest[rest.find(&format!("</{}>", start.name)).ok_or("a script does not end")?..];
        }
        if !VOID.contains(&start.name.as_str()) && (start.attributes.last() != Some(&("/", ""))) {
            open.push(start.name.clone());
        }
        all.push(start);
    }
    match open.pop() {
        Some(name) => Err(format!("<{name}> is not ended")),
        None => Ok(all),
    }
}

/// A start tag after its `<`, and what follows it.
fn start(tag: &str) -> Result<(Start<'_>, &str), &'static str> {
    let end =
        tag.find(|c: char| !c.is_ascii_alphanumeric() && !"-!".contains(c)).ok_or("a tag does not end")?;
    if end == 0 {
        return Err("“<” stands alone");
    }
    let mut start = Start { name: tag[..end].to_ascii_lowercase(), attributes: Vec::new() };
    let mut rest = tag[end..].trim_start();
    loop {
        if let Some(after) = rest.strip_prefix('>') {
            return Ok((start, after));
        }
        if let Some(after) = rest.strip_prefix('/') {
            start.attributes.push(("/", ""));
            rest = after.trim_start();
            continue;
        }
        let end =
            rest.find(|c: char| c.is_whitespace() || "=>/\"'<".contains(c)).ok_or("a tag does not end")?;
        if end == 0 {
            return Err("this is no attribute");
        }
        let name = &rest[..end];
        rest = &rest[end..];
        match rest.strip_prefix("=\"") {
            Some(value) => {
                let (value, after) = value.split_once('"').ok_or("a value does not end")?;
                start.attributes.push((name, value));
                rest = after.trim_start();
            }
            None if rest.starts_with('=') => return Err("a value without quotation marks"),
            None => {
                start.attributes.push((name, ""));
                rest = rest.trim_start();
            }
        }
    }
}

/// Fails where a document is not well formed, or holds what could run or reach for something outside.
pub fn is_harmless(html: &str) -> Result<(), String> {
    for Start { name, attributes } in starts(html)? {
        if matches!(&*name, "iframe" | "object" | "embed" | "base" | "frame" | "applet" | "foreignobject") {
            return Err(format!("<{name}>"));
        }
        let mut seen = Vec::new();
        for (attribute, value) in attributes {
            let attribute = attribute.to_ascii_lowercase();
            let address: String = value.chars().filter(|c| !c.is_whitespace() && !c.is_control()).collect();
            let address = address.to_ascii_lowercase();
            // `data:,` is the empty icon of a page that must need no other file.
            let bad = ["javascript:", "vbscript:", "data:"].iter().any(|bad| address.starts_with(bad));
            let runs = bad && address != "data:,";
            let leads =
                matches!(&*attribute, "href" | "src" | "cite" | "action" | "formaction" | "xlink:href");
            if attribute.starts_with("on")
                || attribute == "srcdoc"
                || (leads && runs)
                || seen.contains(&attribute)
            {
                return Err(format!("<{name} {attribute}=\"{value}\">"));
            }
            seen.push(attribute);
        }
    }
    Ok(())
}

#[test]
fn sees_what_is_wrong() {
    assert!(is_harmless("<!doctype html><p class=\"a\">甲<br>乙</p><svg><path d=\"x\"/></svg>").is_ok());
    for bad in [
        "<p>",
        "<p></b>",
        "</p>",
        "<p a=b></p>",
        "<a href=\"java\nscript:x\"></a>",
        "<p onclick=\"x\"></p>",
        "a < b",
        "<img alt=\"<a href=\"x\">",
    ] {
        assert!(is_harmless(bad).is_err(), "{bad}");
    }
}
