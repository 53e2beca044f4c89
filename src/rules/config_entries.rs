//! What `config-invalid` says of indicators, corrections and of who answers for the site.

use std::collections::BTreeMap;

use crate::base::diagnostic::Label;
use crate::base::lang::Both;
use crate::base::source::{Place, Span};
use crate::base::suggest::nearest;
use crate::model::corrected;
use crate::model::correction::Correction;
use crate::model::imprint::Contact;
use crate::model::indicator::Indicator;
use crate::model::site::Site;
use crate::rules::rule::RuleContext;
use crate::rules::values::{is_address, is_date, wrong_date};

/// Looks at the lists and the imprint.
pub fn check(site: &Site, report: &mut RuleContext) {
    indicators(site, report);
    corrections(site, report);
    imprint(site, report);
}

/// An indicator that is named and is not there.
pub fn unknown_indicator(site: &Site, id: &str, place: Place, report: &mut RuleContext) {
    let known = site.indicators.all.iter().map(|one| one.header.id.as_str());
    if site.indicators.position(id).is_some() {
        return;
    }
    report
        .find(
            place,
            Both::new(format!("指标表里没有“{id}”"), format!("“{id}” is not among the indicators")),
            Both::new("这个名称", "this name"),
            match nearest(id, known) {
                Some(near) => Both::new(format!("是不是要写 {near}？"), format!("did you mean {near}?")),
                None => {
                    Both::new("写 content/indicators.yaml 里的 id", "write an id of content/indicators.yaml")
                }
            },
        )
        .needs = Some("content/indicators.yaml".into());
}

/// A topic that is named and is not there.
pub fn unknown_topic(site: &Site, topic: &str, place: Place, report: &mut RuleContext) {
    if site.config.topics.iter().any(|one| one == topic) {
        return;
    }
    report
        .find(
            place,
            Both::new(format!("没有主题“{topic}”"), format!("there is no topic “{topic}”")),
            Both::new("这里写的主题", "the topic named here"),
            match nearest(topic, site.config.topics.iter().map(String::as_str)) {
                Some(near) => Both::new(format!("是不是要写 {near}？"), format!("did you mean {near}?")),
                None => Both::new(
                    "写 site.yaml 的 topics 里的文件夹名",
                    "write a folder of `topics` in site.yaml",
                ),
            },
        )
        .needs = Some("content/site.yaml".into());
}

fn indicators(site: &Site, report: &mut RuleContext) {
    let mut seen: BTreeMap<&str, Span> = BTreeMap::new();
    for one in &site.indicators.all {
        let (Some(place), header) = (site.indicators.place(one), &one.header) else { continue };
        if header.id.is_empty()
            || !header.id.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-')
        {
            report.find(
                place.clone(),
                Both::new(
                    "指标的 id 只能用小写字母、数字和连字符",
                    "an indicator’s id holds lower-case letters, digits and hyphens only",
                ),
                Both::new("这一条", "this entry"),
                Both::new("例如 gdp 或 income-urban", "such as gdp or income-urban"),
            );
        }
        if let Some(first) = seen.insert(&header.id, one.span) {
            let found = report.find(
                place.clone(),
                Both::new(
                    format!("指标“{}”有两条", header.id),
                    format!("the indicator “{}” has two entries", header.id),
                ),
                Both::new("第二条", "the second entry"),
                Both::new("合成一条，或换一个 id", "make one of the two, or give it another id"),
            );
            let first = Place { span: first, ..place.clone() };
            found.related.push(Label { place: first, text: Both::new("第一条", "the first entry") });
        }
        unit_of(one, place.clone(), report);
        for topic in header.topics.iter() {
            unknown_topic(site, topic, place.clone(), report);
        }
    }
    key_figures(site, report);
}

/// The key figures of the cover.
fn key_figures(site: &Site, report: &mut RuleContext) {
    if let Some(source) = site.sources.get("content/site.yaml") {
        for (at, id) in site.config.key_figures.iter().enumerate() {
            let span = site.config.places.span(("key_figures", at));
            unknown_indicator(site, id, source.place(span), report);
        }
    }
}

/// Both languages measure the same.
fn unit_of(one: &Indicator, place: Place, report: &mut RuleContext) {
    if one.unit.zh.factor(&one.unit.en).is_some() {
        return;
    }
    let (zh, en) = (&one.header.unit.zh, &one.header.unit.en);
    report.find(
        place,
        Both::new(
            format!("单位“{zh}”不能换算为“{en}”"),
            format!("the unit “{zh}” does not convert into “{en}”"),
        ),
        Both::new("这一条的 unit", "`unit` of this entry"),
        Both::new(
            "两种语言用同一种量的单位，例如 { zh: 亿元, en: RMB billion }",
            "give units of one kind in both languages, such as { zh: 亿元, en: RMB billion }",
        ),
    );
}

fn corrections(site: &Site, report: &mut RuleContext) {
    for one in &site.corrections.all {
        let Some(place) = site.corrections.place(one) else { continue };
        if !is_date(&one.header.date) || one.header.date.len() < 10 {
            wrong_day(&one.header.date, place.clone(), report);
        }
        if corrected::place(site, one).is_none() {
            no_passage(site, one, place, report);
        }
    }
}

fn wrong_day(date: &str, place: Place, report: &mut RuleContext) {
    report.find(
        place,
        Both::new(format!("“{date}”不是日子"), format!("“{date}” is no day")),
        Both::new("这条更正", "this correction"),
        Both::new("写成 2025-03-01 的样子", "write it as 2025-03-01"),
    );
}

fn no_passage(site: &Site, one: &Correction, place: Place, report: &mut RuleContext) {
    let wanted = &one.header.passage;
    let address = wanted.split('#').next().unwrap_or(wanted);
    let help = match site.bitext(address) {
        Some(bitext) => {
            let last = bitext.passages.last().map_or("p1", |one| &one.id);
            Both::new(
                format!("写 {address}#p1 到 {address}#{last}，或只写 {address}"),
                format!("write {address}#p1 up to {address}#{last}, or {address} alone"),
            )
        }
        None => match nearest(address, site.bitexts.iter().map(|one| &*one.address)) {
            Some(near) => Both::new(format!("是不是要写 {near}？"), format!("did you mean {near}?")),
            None => Both::new(
                "写页面的网址和段落，例如 economy/growth#p3",
                "write the page’s address and the passage, such as economy/growth#p3",
            ),
        },
    };
    report.find(
        place,
        Both::new(
            format!("更正所说的“{wanted}”不存在"),
            format!("“{wanted}”, which was corrected, is not there"),
        ),
        Both::new("这条更正", "this correction"),
        help,
    );
}

/// Version, contact and licence of `site.yaml`.
fn imprint(site: &Site, report: &mut RuleContext) {
    let Some(source) = site.sources.get("content/site.yaml") else { return };
    let config = &site.config;
    if let Some(version) = config.version.as_ref().filter(|version| !is_date(&version.date)) {
        wrong_date(&version.date, source.place(config.places.span(("version", "date"))), report);
    }
    let is_mail = |text: &str| {
        text.split_once('@').is_some_and(|(name, host)| {
            !name.is_empty() && host.contains('.') && !text.contains(char::is_whitespace)
        })
    };
    let address = match &config.contact {
        Some(Contact::Address(address)) => Some(address),
        Some(Contact::Words(_)) | None => None,
    };
    if address.is_some_and(|address| !is_mail(address) && !is_address(address)) {
        report.find(
            source.place(config.places.span("contact")),
            Both::new(
                "contact 不是邮箱，也不是网址",
                "`contact` is neither an e-mail address nor one on the web",
            ),
            Both::new("这个值", "this value"),
            Both::new(
                "写 editor@example.org 或 https://example.org/ 的样子；没有地址，写 { zh: …, en: … } 说明怎样指正",
                "write it as editor@example.org or https://example.org/; where there is no address, say in { zh: …, en: … } how mistakes are reported",
            ),
        );
    }
    let licence = config.licence.as_ref().and_then(|licence| licence.url.as_deref());
    if licence.is_some_and(|url| !is_address(url)) {
        report.find(
            source.place(config.places.span(("licence", "url"))),
            Both::new("许可的 url 不是网址", "the licence’s `url` is no address"),
            Both::new("这个值", "this value"),
            Both::new(
                "写成 https://creativecommons.org/licenses/by/4.0/ 的样子",
                "write it as https://creativecommons.org/licenses/by/4.0/",
            ),
        );
    }
}
