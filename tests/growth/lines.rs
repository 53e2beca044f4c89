//! What `compare`, `align`, `figures` and `markdown` are given: lines of any length, with many of one thing.

use duizhao::base::lang::Lang;
use duizhao::cli::markdown::convert;
use duizhao::cli::{align, compare, figures};
use duizhao::render::html::fragment::RawHtml;
use serde_json::json;

use crate::inputs::{Alone, all, unlike};

/// One line through the three commands that take pairs.
fn line(zh: &str, en: &str) {
    let line = json!({"id": 1, "zh": zh, "en": en}).to_string();
    for answer in [compare::line(1, &line), align::line(1, &line), figures::line(1, &line)] {
        assert!(answer.unwrap().starts_with("{\"id\":1"));
    }
}

/// The same Markdown in both languages, as the site reads it and as CommonMark defines it.
fn markdown(zh: &str, en: &str) {
    for how in [RawHtml::Dropped, RawHtml::Kept] {
        convert(zh, Lang::Zh, how);
        convert(en, Lang::En, how);
    }
}

/// A text of so many hundreds of characters on one line.
fn prose(size: usize, one: &str) -> String {
    one.repeat(size)
}

pub const LINES: [Alone; 12] = [
    ("a line of sentences", 150, |size| {
        line(&prose(size, "今年出口增长5%。"), &prose(size, "Exports grew by 5% this year. "));
    }),
    ("a line of sentences that differ", 150, |size| {
        line(
            &all(size, "", |n| format!("第{n}个县的出口增长{}%。", n % 97)),
            &all(size, " ", |n| format!("Exports of county {n} fell by {}%.", n % 89)),
        );
    }),
    ("a line without a stop", 2000, |size| line(&prose(size, "增长"), &prose(size, "growth "))),
    ("a line of one letter", 5000, |size| line(&prose(size, "文"), &prose(size, "a"))),
    ("a line of half-width marks", 500, |size| line(&prose(size, "甲,"), &prose(size, "a，"))),
    ("a line of marks of Markdown", 500, |size| line(&prose(size, "**甲 "), &prose(size, "**a "))),
    ("a line that is not translated", 400, |size| {
        line(&prose(size, "经济增长，"), &prose(size, "经济增长 "))
    }),
    ("a line against nothing", 500, |size| {
        line(&all(size, "，", |n| format!("有{n}人")), "None.");
        line("没有。", &all(size, ", ", |n| format!("{n} people")));
    }),
    ("a line of names and dates", 150, |size| {
        line(
            &all(size, "，", |n| format!("20{:02}年{}月PM{n}下降", n % 100, n % 12 + 1)),
            &all(size, ", ", |n| format!("PM{} fell in May 20{:02}", n + 1, n % 90)),
        );
    }),
    ("a line of long words", 60, |size| {
        line(&unlike(size, 200).concat(), &all(size, " ", |n| "word".repeat(40) + &n.to_string()));
    }),
    ("a paragraph of Markdown", 300, |size| {
        markdown(
            &prose(size, "**重要。**后文[甲](a.md)`码`"),
            &prose(size, "**bold** and [a](a.md) `code` "),
        );
    }),
    ("rows of Markdown", 150, |size| {
        markdown(
            &prose(size, "| 甲 | 乙 |\n"),
            &format!("| a | b |\n| - | - |\n{}", prose(size, "| c | d |\n")),
        );
        markdown(&prose(size, "- 项\n\n  续\n"), &prose(size, "1. item\n   - inner\n"));
    }),
];
