//! The program's own style sheet, scripts and page templates without what means nothing, as readers get them.

use crate::base::html::is_bare;

/// A style sheet without comments, line breaks and the blanks around braces and semicolons. What stands
/// in quotation marks stays.
pub fn style(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let length = match c {
            '/' if rest.starts_with("/*") => rest.find("*/").map_or(rest.len(), |end| end + 2),
            '"' => {
                let length = rest[1..].find('"').map_or(rest.len(), |end| end + 2);
                out.push_str(&rest[..length]);
                length
            }
            '{' | '}' | ';' => {
                out.truncate(out.trim_end().len());
                out.push(c);
                1
            }
            c if c.is_whitespace() => {
                if !out.is_empty() && !out.ends_with(['{', '}', ';', ' ']) {
                    out.push(' ');
                }
                c.len_utf8()
            }
            c => {
                out.push(c);
                c.len_utf8()
            }
        };
        rest = &rest[length..];
    }
    out
}

/// A script without indentation and lines that are comments. It must have no literal of several lines.
pub fn script(text: &str) -> String {
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with("//"));
    lines.flat_map(|line| [line, "\n"]).collect()
}

/// A page template without line breaks that are never seen, without the quotation marks that a value does not need and
/// without the end tags that HTML implies (13.1.2.3 and 13.1.2.4); what the engine reads stays, and so do scripts and style sheets.
///
/// For the program's own templates: in a tag a condition puts in whole attributes, never the rest of a value.
pub fn page(text: &str) -> String {
    let (mut out, mut rest, mut in_tag) = (String::with_capacity(text.len()), text, false);
    while let Some(c) = rest.chars().next() {
        let (written, length) = match c {
            '{' => whole(rest, engine(rest).unwrap_or(1)),
            '<' => {
                let left_out = implied(rest);
                in_tag = left_out.is_none();
                left_out.map_or_else(|| whole(rest, raw(rest).unwrap_or(1)), |length| ("", length))
            }
            '=' if in_tag => {
                out.push('=');
                rest = &rest[1..];
                value(rest)
            }
            '\n' if !in_tag && out.ends_with(['>', '}']) && is_before_block(rest) => {
                ("", rest.len() - rest.trim_start().len())
            }
            c => {
                in_tag &= c != '>';
                whole(rest, c.len_utf8())
            }
        };
        out.push_str(written);
        rest = &rest[length..];
    }
    out
}

fn whole(text: &str, length: usize) -> (&str, usize) {
    (&text[..length], length)
}

/// How long what the engine reads is with which a text begins.
fn engine(text: &str) -> Option<usize> {
    let ends = [("{{", "}}"), ("{%", "%}"), ("{#", "#}")];
    ends.iter().find(|(start, _)| text.starts_with(start)).and_then(|(_, end)| Some(text.find(end)? + 2))
}

/// How long a script or a style sheet is with which a text begins, up to its end tag.
fn raw(text: &str) -> Option<usize> {
    let ends = [("<script>", "</script>"), ("<style>", "</style>")];
    ends.iter().find(|(start, _)| text.starts_with(start)).and_then(|(_, end)| text.find(end))
}

/// Whether what follows a blank begins or ends an element that stands in no line: the blank is never seen.
fn is_before_block(text: &str) -> bool {
    let Some(tag) = text.trim_start().strip_prefix('<') else { return false };
    let name = tag.trim_start_matches('/');
    let name = &name[..name.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(name.len())];
    BLOCKS.contains(&name)
}

/// Elements that stand in no line, and those of the head.
const BLOCKS: [&str; 34] = [
    "article", "body", "dd", "details", "dialog", "div", "dl", "dt", "fieldset", "figure", "footer", "form",
    "h1", "h2", "h3", "head", "header", "html", "li", "link", "main", "meta", "nav", "ol", "p", "script",
    "section", "table", "tbody", "thead", "title", "tr", "ul", "legend",
];

/// How long the end tag is that a text begins with, if what follows it always implies it.
fn implied(text: &str) -> Option<usize> {
    let name = text.strip_prefix("</")?;
    let name = &name[..name.find('>')?];
    let all = ["li", "dt", "dd", "option", "thead", "tbody", "tr", "th", "td"];
    // That of a paragraph only where it is seen what follows.
    let rest = &text[name.len() + 3..];
    let is_paragraph = name == "p"
        && ["<p>", "<p ", "<div", "</div>", "<ul", "<h2", "<h3"].iter().any(|next| rest.starts_with(next));
    (all.contains(&name) || is_paragraph).then_some(name.len() + 3)
}

/// The value that a text begins with as it is written, and how long it was. The way up to the output folder is
/// nothing that needs quotation marks.
fn value(text: &str) -> (&str, usize) {
    let Some(inside) = text.strip_prefix('"') else { return ("", 0) };
    let mut end = 0;
    while let Some(c) = inside[end..].chars().next().filter(|c| *c != '"') {
        end += if c == '{' { engine(&inside[end..]).unwrap_or(1) } else { c.len_utf8() };
    }
    let length = (end + 2).min(text.len());
    let inside = &inside[..end];
    let own = ["{{ root }}", "{{ home }}"].iter().find_map(|way| inside.strip_prefix(way)).unwrap_or(inside);
    // Before the slash of an empty element of a drawing it would be part of the value.
    let is_bare = is_bare(own) && !text[length..].starts_with('/');
    (if is_bare { inside } else { &text[..length] }, length)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_style_sheet_means_the_same() {
        assert_eq!(
            style(
                "/* a */\n.a::before { content: \" { \"; }\n\n@media print {\n  .b   .c { margin: 0 auto; }\n}\n"
            ),
            ".a::before{content: \" { \";}@media print{.b .c{margin: 0 auto;}}"
        );
        assert_eq!(style("a /* never ends"), "a ");
    }

    #[test]
    fn a_script_keeps_its_statements() {
        assert_eq!(script("// why\n  const a = 1;\n\n  a(); // here\n"), "const a = 1;\na(); // here\n");
    }

    #[test]
    fn a_template_means_the_same() {
        let text = "<ul class=\"list\"{% if both %} lang=\"en\"{% endif %}>\n{% for one in list %}<li class=\"a b\"><a href=\"{{ one.href }}\" title=\"\">x = \"y\"</a></li>{% endfor %}</ul><link href=\"{{ root }}assets/a.css\"><a href=\"{{ root }}\"></a><svg><rect x=\"0\" y=\"1\"/></svg>\n<a>x</a>\n  <p>";
        let light = "<ul class=list{% if both %} lang=en{% endif %}>\n{% for one in list %}<li class=\"a b\"><a href=\"{{ one.href }}\" title=\"\">x = \"y\"</a>{% endfor %}</ul><link href={{ root }}assets/a.css><a href=\"{{ root }}\"></a><svg><rect x=0 y=\"1\"/></svg>\n<a>x</a><p>";
        assert_eq!(page(text), light);
        assert_eq!(
            page(
                "{% if a == \"</li>\" %}{# </td> #}<b x=\"{% if a > \"d\" %}c{% endif %}\"><script>a=\"b\"</script>"
            ),
            "{% if a == \"</li>\" %}{# </td> #}<b x=\"{% if a > \"d\" %}c{% endif %}\"><script>a=\"b\"</script>"
        );
    }

    #[test]
    fn in_a_tag_of_an_own_template_a_condition_puts_in_whole_attributes() {
        for (name, text) in
            crate::render::templates::INSIDE.iter().filter(|(name, _)| name.ends_with(".html"))
        {
            for (at, _) in text.match_indices("\"{%").filter(|(at, _)| !text[..*at].ends_with('=')) {
                let (said, shown) = text[at + 3..].split_once("%}").unwrap();
                let is_whole =
                    shown.starts_with([' ', '>', '{', '\n']) || said.trim_start().starts_with("el");
                assert!(is_whole, "{name}: {said} {}", &shown[..shown.len().min(60)]);
            }
        }
    }
}
