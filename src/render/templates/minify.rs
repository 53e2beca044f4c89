//! The program's own style sheet and scripts without comments and indentation, as readers get them.

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
}
