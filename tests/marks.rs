//! Editor's marks and locators: what is a mark, what stays text, and what is reported.

use duizhao::base::lang::Lang;
use duizhao::base::source::Source;
use duizhao::cli::markdown::convert;
use duizhao::model::page::{Block, Body};
use duizhao::parse::markdown::parse;
use duizhao::render::html::fragment::RawHtml;

fn html(text: &str) -> String {
    convert(text, Lang::Zh, RawHtml::Kept)
}

fn read(text: &str, lang: Lang) -> (Body, Vec<String>) {
    let (body, found) = parse(&Source::new("a.md", text), 0, lang);
    (body, found.iter().map(|one| one.message.en.clone()).collect())
}

/// The prose of the first block.
fn prose(body: &Body) -> &duizhao::model::page::Prose {
    body.blocks.first().and_then(|block| block.proses().into_iter().next()).expect("the text has prose")
}

#[test]
fn print_and_reading_of_a_misprint_are_both_known() {
    let text = "> 列入{~~省省档~>省高档~~}{>>原文如此。<<}名单。";
    let (body, found) = read(text, Lang::Zh);
    assert!(found.is_empty(), "{found:?}");
    assert_eq!(prose(&body).text.string(), "列入省省档名单。");
    assert_eq!(prose(&body).read().string(), "列入省高档名单。");
    assert_eq!(body.emendations[0].note, Some(0));
    assert_eq!(body.notes[0].text, "原文如此。");
    let quote = &body.blocks[0];
    assert_eq!(&text[quote.span.range()], text);
}

#[test]
fn a_note_alone_is_a_paragraph_and_does_not_cut_one() {
    let (body, found) = read("前文。\n\n{>>一条说明。<<}\n\n后文。", Lang::Zh);
    assert!(found.is_empty(), "{found:?}");
    assert_eq!(body.blocks.len(), 3);
    assert_eq!(body.notes.len(), 1);
    assert_eq!(html("前文。\n{>>说明<<}\n后文。").matches("<p>").count(), 1);
    assert_eq!(
        html("前文。\n{>>说明<<}\n后文。"),
        "<p>前文。<sup class=\"note\" lang=\"zh-Hans\" title=\"说明\">1</sup>后文。</p>\n"
    );
}

#[test]
fn a_printed_form_at_the_beginning_of_a_line_begins_no_list() {
    let made = html("{~~1. 甲~>一、甲~~}，乙");
    assert_eq!(made, "<p><mark>1. 甲</mark><ins>一、甲</ins>，乙</p>\n");
    assert_eq!(html("{==# 甲==}"), "<p><mark># 甲</mark></p>\n");
}

#[test]
fn marks_in_code_html_addresses_and_after_a_backslash_are_text() {
    for text in [
        "    {==甲==}",
        "`{==甲==}`",
        "<!-- {>>甲<<} -->",
        "<b title=\"{==甲==}\">乙</b>",
        "![{==甲==}](a.png)",
        "```\n{>>甲<<}\n```",
    ] {
        let (body, _) = read(text, Lang::Zh);
        assert!(body.emendations.is_empty() && body.notes.is_empty(), "{text}");
    }
    assert_eq!(html("[乙](<a{==b==}.html>)"), "<p><a href=\"a%7B==b==%7D.html\">乙</a></p>\n");
    assert_eq!(html("写作 \\{==甲==}。"), "<p>写作 {==甲==}。</p>\n");
    assert_eq!(html("两个 \\\\{==甲==}"), "<p>两个 \\<mark>甲</mark></p>\n");
}

#[test]
fn emphasis_looks_through_marks() {
    assert_eq!(
        html("**重要。{>>注<<}**后文"),
        "<p><strong>重要。<sup class=\"note\" lang=\"zh-Hans\" title=\"注\">1</sup></strong>后文</p>\n"
    );
    assert_eq!(html("前文{==**（甲）**==}后文"), "<p>前文<mark><strong>（甲）</strong></mark>后文</p>\n");
    assert_eq!(html("见**{==甲==}**"), "<p>见<strong><mark>甲</mark></strong></p>\n");
}

#[test]
fn a_mark_that_crosses_emphasis_is_reported_and_stays_well_formed() {
    let made = html("{==甲**乙==}丙**");
    assert_eq!(made, "<p><mark>甲<strong>乙</strong></mark><strong>丙</strong></p>\n");
    let (body, _) = read("{==甲**乙==}丙**", Lang::Zh);
    assert_eq!(body.stray.len(), 1);
    let made = html("**甲{==乙**丙==}");
    assert_eq!(made, "<p><strong>甲<mark>乙</mark></strong>丙</p>\n");
}

#[test]
fn what_is_wrong_with_a_mark_is_said() {
    let said = |text: &str| read(text, Lang::Zh).1;
    assert_eq!(said("甲{==乙"), ["the editor’s mark does not end"]);
    assert_eq!(said("甲{==乙\n\n丙==}"), ["the editor’s mark does not end"]);
    assert_eq!(said("甲{~~乙~~}"), ["this mark gives no reading"]);
    assert_eq!(said("甲{>> <<}"), ["this editor’s note is empty"]);
    assert_eq!(said("甲{~~乙~>丙~~}{>>丁<<}"), Vec::<String>::new());
}

#[test]
fn a_note_over_several_lines_keeps_its_words_apart() {
    let (body, _) = read("> Opened{>>The word is\n> doubtful.<<} in 2021.", Lang::En);
    assert_eq!(body.notes[0].text, "The word is doubtful.");
    let (body, _) = read("> 启动{>>此字\n> 存疑。<<}。", Lang::Zh);
    assert_eq!(body.notes[0].text, "此字存疑。");
}

#[test]
fn a_locator_is_the_last_line_of_a_paragraph_in_a_quotation() {
    let locators = |text: &str| -> Vec<Option<usize>> {
        let (body, _) = read(text, Lang::Zh);
        body.blocks
            .iter()
            .flat_map(Block::quoted)
            .map(|prose| prose.locator().map(|at| at.paragraph))
            .collect()
    };
    assert_eq!(locators("> 甲。\n> — report#45"), [Some(45)]);
    assert_eq!(locators("> 甲。\n>\n> — report#45"), [Some(45)]);
    assert_eq!(locators("> 甲。\n— report#45"), [Some(45)]);
    assert_eq!(locators("> 甲。\n> — report#4\n>\n> 乙。\n> — report#5"), [Some(4), Some(5)]);
    // At whatever depth, and for a whole list.
    assert_eq!(
        locators("- 项\n\n  > 甲。\n  > — report#4\n\n- 项\n\n  > 乙。\n  > — report#5"),
        [Some(4), Some(5)]
    );
    assert_eq!(
        locators("> 甲。\n>\n> > 乙。\n> > — report#5\n>\n> 丙。\n> — report#6"),
        [None, Some(5), Some(6)]
    );
    assert_eq!(locators("> - 甲\n> - 乙\n>\n> — report#45"), [Some(45), Some(45)]);
    assert_eq!(locators("[^1]: > 甲。\n    > — report#4\n\n见[^1]。"), [Some(4)]);
    // Everywhere else it is text that a reader sees.
    assert_eq!(locators("> 甲。\n> — report#45\n> 乙。"), [None]);
    assert_eq!(locators("> — report#45"), [None]);
    assert_eq!(locators("> - 甲\n>   — report#45"), [None]);
    assert!(html("甲。\n— report#45").contains("— report#45"));
    assert!(!html("> 甲。\n> — report#45").contains("report"));
}

#[test]
fn fifty_thousand_marks_are_read() {
    let many = format!("{}\n\n", "{~~甲~>乙~~}{>>丙<<}".repeat(5_000)).repeat(10);
    let (body, found) = read(&many, Lang::Zh);
    assert_eq!((body.emendations.len(), body.notes.len(), found.len()), (50_000, 50_000, 0));
    let open = "{>>".repeat(20_000);
    assert_eq!(read(&open, Lang::Zh).1.len(), 20_000);
    let ticks = "{==`".repeat(20_000);
    assert!(read(&ticks, Lang::Zh).0.emendations.is_empty());
}
