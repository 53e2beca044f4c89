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

/// A page as it says the same in full: every value in quotation marks, every element with its end tag (HTML 13.1.2.3 and
/// 13.1.2.4), so that what stands on it can be looked for in one spelling.
///
/// # Errors
/// Where a value stands bare that HTML would not read as one value.
pub fn spelled_out(html: &str) -> Result<String, String> {
    let (mut out, mut open, mut rest) =
        (String::with_capacity(html.len() + html.len() / 8), Vec::new(), html);
    while let Some(at) = rest.find('<') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        if !rest[1..].starts_with(|c: char| c.is_ascii_alphabetic() || c == '/') {
            out.push('<');
            rest = &rest[1..];
            continue;
        }
        let (tag, after) = rest.split_at(tag_length(rest));
        rest = after;
        if let Some(name) = tag.strip_prefix("</") {
            end_inside(&name.trim_end_matches('>').to_ascii_lowercase(), &mut out, &mut open);
            out.push_str(tag);
            continue;
        }
        let name =
            tag[1..].split(|c: char| !c.is_ascii_alphanumeric() && c != '-').next().unwrap_or_default();
        let name = name.to_ascii_lowercase();
        while open.last().is_some_and(|last: &String| ends(&name).contains(&last.as_str())) {
            let left = open.len() - 1;
            end_down_to(&mut out, &mut open, left);
        }
        out.push_str(&quoted(tag)?);
        if name == "script" || name == "style" {
            let end = rest.find(&format!("</{name}>")).ok_or("a script does not end")?;
            out.push_str(&rest[..end]);
            rest = &rest[end..];
        }
        if !VOID.contains(&name.as_str()) && !tag.ends_with("/>") {
            open.push(name);
        }
    }
    out.push_str(rest);
    Ok(out)
}

/// Ends what an end tag implies the end of: it is no longer open then, and neither is the element itself.
fn end_inside(name: &str, out: &mut String, open: &mut Vec<String>) {
    let Some(at) = open.iter().rposition(|one| one == name) else { return };
    if open[at + 1..].iter().all(|one| IMPLIED.contains(&one.as_str())) {
        end_down_to(out, open, at + 1);
        open.pop();
    }
}

/// A page in full and without blanks: templates of a site are written as they were typed, the program's own without line
/// breaks that are never seen.
pub fn in_one_spelling(html: &str) -> String {
    spelled_out(html).unwrap().split_whitespace().collect()
}

/// Elements whose end tag may be missing.
const IMPLIED: [&str; 10] = ["p", "li", "dt", "dd", "option", "td", "th", "tr", "thead", "tbody"];

/// The elements that one ends where it begins, as far as they are the innermost.
fn ends(name: &str) -> &'static [&'static str] {
    match name {
        "li" => &["p", "li"],
        "dt" | "dd" => &["p", "dt", "dd"],
        "option" => &["option"],
        "td" | "th" => &["p", "td", "th"],
        "tr" => &["p", "td", "th", "tr"],
        "thead" | "tbody" => &["p", "td", "th", "tr", "thead", "tbody"],
        "p" | "div" | "ul" | "ol" | "dl" | "table" | "section" | "blockquote" | "header" | "footer"
        | "nav" | "pre" | "figure" | "details" | "article" | "form" | "fieldset" | "hr" | "h1" | "h2"
        | "h3" | "h4" | "h5" | "h6" => &["p"],
        _ => &[],
    }
}

/// Ends what is open, before the blanks that lead to the next tag.
fn end_down_to(out: &mut String, open: &mut Vec<String>, left: usize) {
    let blanks = out.split_off(out.trim_end().len());
    for name in open.drain(left..).rev() {
        out.push_str(&format!("</{name}>"));
    }
    out.push_str(&blanks);
}

/// How long a tag is: a `>` in quotation marks does not end it.
fn tag_length(tag: &str) -> usize {
    let mut quoted = false;
    let end = tag.bytes().position(|byte| {
        quoted ^= byte == b'"';
        byte == b'>' && !quoted
    });
    end.map_or(tag.len(), |end| end + 1)
}

fn quoted(tag: &str) -> Result<String, String> {
    let (mut out, mut rest) = (String::new(), tag);
    while let Some(at) = rest.find('=') {
        out.push_str(&rest[..=at]);
        rest = &rest[at + 1..];
        let length = match rest.strip_prefix('"') {
            Some(inside) => inside.find('"').map_or(rest.len(), |end| end + 2),
            None => rest.find([' ', '>', '\n']).unwrap_or(rest.len()),
        };
        let (value, after) = rest.split_at(length);
        if value.starts_with('"') {
            out.push_str(value);
        } else {
            let is_bare = |c: char| c.is_ascii_alphanumeric() || "-_.:/#%?~+,".contains(c);
            if value.is_empty() || !value.chars().all(is_bare) {
                return Err(format!("{value:?} needs quotation marks: {tag}"));
            }
            out.push_str(&format!("\"{value}\""));
        }
        rest = after;
    }
    Ok(out + rest)
}

/// Fails where a document is not well formed, or holds what could run or reach for something outside.
pub fn is_harmless(html: &str) -> Result<(), String> {
    for Start { name, attributes } in starts(&spelled_out(html)?)? {
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
        "<p a=b\"c></p>",
        "<p a=></p>",
        "<a href=\"java\nscript:x\"></a>",
        "<p onclick=\"x\"></p>",
        "a < b",
        "<img alt=\"<a href=\"x\">",
    ] {
        assert!(is_harmless(bad).is_err(), "{bad}");
    }
}

#[test]
fn what_is_left_out_of_a_page_can_be_spelled_out() {
    let light = "<ul class=a><li><a href=b.html#p1 title=\"c > d\">甲</a>\n<li><p lang=zh-Hans>乙<p lang=en>c</ul>\n<table><thead><tr><th>1<tbody><tr><td>2<td>3</table><div hidden><p>丙</div><br>";
    let full = "<ul class=\"a\"><li><a href=\"b.html#p1\" title=\"c > d\">甲</a></li>\n<li><p lang=\"zh-Hans\">乙</p><p lang=\"en\">c</p></li></ul>\n<table><thead><tr><th>1</th></tr></thead><tbody><tr><td>2</td><td>3</td></tr></tbody></table><div hidden><p>丙</p></div><br>";
    assert_eq!(spelled_out(light).unwrap(), full);
    assert_eq!(spelled_out(full).unwrap(), full);
    assert!(starts(full).is_ok());
    let nested = "<li><p>一<ul><li>二</ul><p>三</div>";
    let apart = "<li><p>一</p><ul><li>二</li></ul><p>三</p></li></div>";
    assert_eq!(spelled_out(&format!("<div>{nested}")).unwrap(), format!("<div>{apart}"));
    for wrong in ["<a href=x\"y>", "<a href=>", "<b k='1'>", "<a href=a=b>", "<p title=台州>"] {
        assert!(spelled_out(wrong).is_err(), "{wrong}");
    }
    assert!(is_harmless("<div><span>一</div>").is_err(), "only what HTML implies may be left out");
}
