//! What `config-invalid` says of the headers of originals.

use crate::base::lang::Both;
use crate::base::source::Place;
use crate::model::original::{self, Original};
use crate::model::site::Site;
use crate::rules::config_entries::unknown_topic;
use crate::rules::rule::RuleContext;
use crate::rules::values::{is_date, wrong_date};

/// Looks at the header of each original.
pub fn check(site: &Site, report: &mut RuleContext) {
    for original in &site.originals {
        let header = &original.header;
        if let Some(date) = header.date.as_deref().filter(|date| !is_date(date)) {
            wrong_date(date, original.source.place(header.places.span("date")), report);
        }
        asides(site, original, report);
        headings(original, report);
    }
}

fn asides(site: &Site, original: &Original, report: &mut RuleContext) {
    let last = original.paragraphs.len();
    for (index, aside) in original.header.aside.iter().enumerate() {
        let known = original::ranges(&aside.paragraphs)
            .is_some_and(|ranges| ranges.iter().all(|range| *range.end() <= last));
        if !known {
            let span = original.header.places.span(("aside", index, "paragraphs"));
            no_paragraph(&aside.paragraphs, last, original.source.place(span), report);
        }
        if let Some(topic) = &aside.topic {
            let span = original.header.places.span(("aside", index, "topic"));
            unknown_topic(site, topic, original.source.place(span), report);
        }
    }
}

fn headings(original: &Original, report: &mut RuleContext) {
    let last = original.paragraphs.len();
    for (index, heading) in original.header.headings.iter().enumerate() {
        let at =
            |key: &'static str| original.source.place(original.header.places.span(("headings", index, key)));
        if !(1..=last).contains(&heading.paragraph) {
            no_paragraph(&heading.paragraph.to_string(), last, at("paragraph"), report);
        }
        if heading.level.is_some_and(|level| level > 3) {
            report.find(
                at("level"),
                Both::new("标题只分三级", "headings have three levels"),
                Both::new("这个值", "this value"),
                Both::new("写 1、2 或 3；不是标题的写 0", "write 1, 2 or 3, or 0 for what is no heading"),
            );
        }
    }
}

fn no_paragraph(written: &str, last: usize, place: Place, report: &mut RuleContext) {
    report.find(
        place,
        Both::new(
            format!("“{written}”不是这份原文的段号"),
            format!("“{written}” names no paragraphs of this original"),
        ),
        Both::new("这个值", "this value"),
        Both::new(
            format!("写 1 到 {last} 的段号；几段写作 1-3 或 1, 3"),
            format!("write numbers up to {last}; several are written 1-3 or 1, 3"),
        ),
    );
}
