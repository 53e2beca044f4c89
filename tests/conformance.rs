//! Markdown as published specifications define it.

use duizhao::base::lang::Lang;
use duizhao::cli::markdown::convert;
use duizhao::render::html::fragment::RawHtml;

/// The examples of the CommonMark Spec: text, HTML, number.
fn commonmark() -> Vec<(String, String, usize)> {
    let spec = include_str!("cases/commonmark-0.31.2.txt");
    let fence = "`".repeat(32);
    let (mut all, mut open) = (Vec::new(), None::<(String, String, bool)>);
    for line in spec.split_inclusive('\n') {
        let bare = line.trim_end();
        match &mut open {
            None if bare == format!("{fence} example") => open = Some((String::new(), String::new(), false)),
            Some((text, html, _)) if bare == fence => {
                let tabbed = |text: &str| text.replace('→', "\t");
                all.push((tabbed(text), tabbed(html), all.len() + 1));
                open = None;
            }
            Some((_, _, in_html)) if bare == "." && !*in_html => *in_html = true,
            Some((_, html, true)) => html.push_str(line),
            Some((text, _, false)) => text.push_str(line),
            None => {}
        }
    }
    all
}

#[test]
fn the_examples_of_commonmark_come_out_as_printed() {
    let examples = commonmark();
    assert_eq!(examples.len(), 652);
    let wrong: Vec<String> = examples
        .iter()
        .filter_map(|(text, html, number)| {
            let made = convert(text, Lang::En, RawHtml::Kept);
            (made.trim_end() != html.trim_end())
                .then(|| format!("#{number}\n{text}\n--- expected\n{html}--- made\n{made}"))
        })
        .collect();
    assert!(wrong.is_empty(), "{} of {} differ:\n{}", wrong.len(), examples.len(), wrong.join("\n"));
}

/// A case of the specification with its marks written as HTML tags instead: what it must come out as.
fn with_tags(line: &str) -> String {
    let (mut out, mut rest) = (String::new(), line);
    let mut open: Vec<&str> = Vec::new();
    while let Some(at) = rest.find(['*', '_', '~']) {
        let mark = &rest[at..at + 1];
        let width = rest[at..].chars().take_while(|c| mark.starts_with(*c)).count();
        let tag = match (mark, width) {
            ("~", _) => "del",
            (_, 1) => "em",
            _ => "strong",
        };
        out.push_str(&rest[..at]);
        match open.last() == Some(&tag) {
            true => out.push_str(&format!("</{}>", open.pop().unwrap())),
            false => {
                open.push(tag);
                out.push_str(&format!("<{tag}>"));
            }
        }
        rest = &rest[at + width..];
    }
    out + rest
}

#[test]
fn emphasis_works_beside_chinese_japanese_and_korean() {
    let (mut chapter, mut count, mut wrong) = ("", 0, Vec::new());
    for line in include_str!("cases/cjk-emphasis.md").lines() {
        if let Some(name) = line.strip_prefix("# ") {
            chapter = name;
            continue;
        }
        count += 1;
        let made = convert(line, Lang::En, RawHtml::Kept);
        let right = match chapter {
            "literal" => !made.contains("<strong>") && made.contains("**"),
            _ => {
                made == convert(&format!("&#x200d;{}", with_tags(line)), Lang::En, RawHtml::Kept)
                    .replace('\u{200d}', "")
            }
        };
        if !right {
            wrong.push(format!("{chapter}: {line}\n  {made}"));
        }
    }
    assert!(wrong.is_empty(), "{} of {count}:\n{}", wrong.len(), wrong.join("\n"));
    assert_eq!(count, 123);
}

#[test]
fn emphasis_decides_for_neighbors_together() {
    let html = |text: &str| convert(text, Lang::Zh, RawHtml::Kept);
    // Two runs with one character between them.
    assert_eq!(html("重**點**(a)"), "<p>重<strong>點</strong>(a)</p>\n");
    assert_eq!(html(")**重**(a)"), "<p>)<strong>重</strong>(a)</p>\n");
    assert_eq!(html(")**重**a**重**)"), "<p>)<strong>重</strong>a<strong>重</strong>)</p>\n");
    // Emoji are no Chinese text: CommonMark decides.
    assert_eq!(html("a**🈯a**a"), "<p>a**🈯a**a</p>\n");
    assert_eq!(html("a**❌️a**a"), "<p>a**❌️a**a</p>\n");
    // U+FE0E makes text of an emoji, U+FE0F does not make Chinese text of anything.
    assert_eq!(html("〽\u{fe0e}**(庵点)**は"), "<p>〽\u{fe0e}<strong>(庵点)</strong>は</p>\n");
    assert_eq!(html("a**a〽\u{fe0e}**a"), "<p>a<strong>a〽\u{fe0e}</strong>a</p>\n");
    // A thousand different characters, each beside a run.
    let many: String =
        (0x4e00..0x4e00 + 300).filter_map(char::from_u32).map(|c| format!("{c}**(a)**\n")).collect();
    assert_eq!(html(&many).matches("<strong>(a)</strong>").count(), 300);
}

#[test]
fn without_raw_html_nothing_of_it_passes() {
    let html = |text: &str| convert(text, Lang::Zh, RawHtml::Dropped);
    assert_eq!(html("[点](javascript:alert(1))"), "<p><a href=\"\">点</a></p>\n");
    assert_eq!(html("![图](data:image/svg+xml,x)"), "<p><img src=\"\" alt=\"图\" /></p>\n");
    assert_eq!(html("台州<script>alert(1)</script>市"), "<p>台州alert(1)市</p>\n");
}

#[test]
fn a_line_break_beside_an_html_tag_is_one_between_the_characters() {
    assert_eq!(convert("台州\n<b>发展</b>", Lang::Zh, RawHtml::Kept), "<p>台州<b>发展</b></p>\n");
    assert_eq!(convert("the\n<b>city</b>", Lang::En, RawHtml::Kept), "<p>the\n<b>city</b></p>\n");
}

#[test]
fn tables_and_task_lists_come_out_as_github_writes_them() {
    let html = |text: &str| convert(text, Lang::Zh, RawHtml::Kept);
    assert_eq!(
        html("- [x] 已做\n- [ ] 未做\n"),
        "<ul>\n<li><input checked=\"\" disabled=\"\" type=\"checkbox\"> 已做</li>\n<li><input disabled=\"\" type=\"checkbox\"> 未做</li>\n</ul>\n"
    );
    assert!(
        html("| 年 | 值 |\n| :- | -: |\n| 2016 | 3875 |\n")
            .contains("<th align=\"left\">年</th>\n<th align=\"right\">值</th>")
    );
}
