use std::collections::BTreeMap;

use crate::base::diagnostic::Label;
use crate::base::lang::Both;
use crate::base::source::{Place, Source, Span};
use crate::base::suggest::nearest;
use crate::model::config::Allow;
use crate::model::proof::Proof;
use crate::model::site::Site;
use crate::rules::config_entries;
use crate::rules::config_originals;
use crate::rules::link_broken::wrong_picture;
use crate::rules::rule::rule;
use crate::rules::rule::{Check, RuleContext};
use crate::rules::values::is_address;

rule! {
    /// 站点设置、术语表、指标表、更正和原文的页头写得对
    /// site.yaml, glossary, indicators, corrections and the headers of originals are right
    ///
    /// # 中文
    /// 不认识的键、写错的类型、不存在的规则、主题、指标或段落、重复的术语和指标、不对的日期和段号，都在这里报告，并给出最接近的正确写法。
    ///
    /// # English
    /// An unknown key, a wrong type, a rule, topic, indicator or passage that does not exist, a term or indicator given
    /// twice, a date or paragraph number that cannot be: all are reported here, with the nearest right form.
    ///
    /// # Bad
    /// ```site
    /// title: { zh: 例站, en: Example }
    /// topics: [topic]
    /// rules: { quote-notfound: off }
    /// ```
    ///
    /// # Good
    /// ```site
    /// title: { zh: 例站, en: Example }
    /// topics: [topic]
    /// rules: { original-uncovered: off }
    /// ```
    "config-invalid", Error, Check::Site(check)
}

fn check(site: &Site, _: &Proof, report: &mut RuleContext) {
    if let Some(source) = site.sources.get("content/site.yaml") {
        rules(site, source, report);
        texts(site, source, report);
        topics(site, source, report);
        if site.config.base_url.as_deref().is_some_and(|url| !is_address(url)) {
            report.find(
                source.place(site.config.places.span("base_url")),
                Both::new("base_url 不是网址", "base_url is no address"),
                Both::new("这个值", "this value"),
                Both::new(
                    "写成 https://example.org/文件夹/ 的样子",
                    "write it as https://example.org/folder/",
                ),
            );
        }
        if let Some((message, help)) =
            site.config.image.as_deref().and_then(|name| wrong_picture(site, "_index", name))
        {
            let label = Both::new("这张图片", "this picture");
            report.find(source.place(site.config.places.span("image")), message, label, help);
        }
        for (index, allow) in site.config.allow.iter().enumerate() {
            waiver(allow, source.place(site.config.places.span(("allow", index))), report);
        }
    }
    terms(site, report);
    config_entries::check(site, report);
    config_originals::check(site, report);
}

/// A waiver of a header or of `site.yaml`: known rule, a reason in both languages.
pub fn waiver(allow: &Allow, place: Place, report: &mut RuleContext) {
    if !is_rule(&allow.rule, report) {
        unknown_rule(&allow.rule, place, report);
    } else if allow.reason.zh.trim().is_empty() || allow.reason.en.trim().is_empty() {
        report.find(
            place,
            Both::new("豁免没有理由", "the waiver gives no reason"),
            Both::new("这条豁免", "this waiver"),
            Both::new(
                "用两种语言写明理由：reason: { zh: …, en: … }",
                "give a reason in both languages: reason: { zh: …, en: … }",
            ),
        );
    }
}

/// Whether there is a rule of this name.
pub fn is_rule(name: &str, report: &RuleContext) -> bool {
    report.known.iter().any(|rule| rule.name == name)
}

/// A rule that does not exist.
pub fn unknown_rule(name: &str, place: Place, report: &mut RuleContext) {
    let help = match nearest(name, report.known.iter().map(|rule| rule.name)) {
        Some(near) => Both::new(format!("是不是要写 {near}？"), format!("did you mean {near}?")),
        None => Both::new("duizhao explain 列出所有规则", "duizhao explain lists all rules"),
    };
    report.find(
        place,
        Both::new(format!("没有规则“{name}”"), format!("there is no rule “{name}”")),
        Both::new("这个名称", "this name"),
        help,
    );
}

fn rules(site: &Site, source: &Source, report: &mut RuleContext) {
    for (name, _) in site.config.places.entries("rules") {
        if let Some(text) = name.as_text().filter(|text| !is_rule(text, report)) {
            unknown_rule(text, source.place(name.span), report);
        }
    }
}

/// The program's own interface texts: the keys are known by them.
const TEXTS: &str = include_str!("../../templates/texts.yaml");

/// A key that is nearly that of an interface text; templates of a site's own may have others besides.
fn texts(site: &Site, source: &Source, report: &mut RuleContext) {
    let known = || TEXTS.lines().filter_map(|line| line.split_once(": {")).map(|(key, _)| key.trim());
    for (name, _) in site.config.places.entries("texts") {
        let Some(text) = name.as_text().filter(|text| !known().any(|key| key == *text)) else { continue };
        if let Some(near) = nearest(text, known()) {
            report.find(
                source.place(name.span),
                Both::new(format!("没有界面文字“{text}”"), format!("there is no interface text “{text}”")),
                Both::new("这个名称", "this name"),
                Both::new(
                    format!("是不是要写 {near}？自己的模板另用的文字，换一个不相近的名称"),
                    format!(
                        "did you mean {near}? For a text of your own templates choose a name less like it"
                    ),
                ),
            );
        }
    }
}

fn topics(site: &Site, source: &Source, report: &mut RuleContext) {
    let folders: Vec<&str> = {
        let mut all: Vec<&str> = site.bitexts.iter().filter_map(|one| one.topic()).collect();
        all.dedup();
        all
    };
    for (index, topic) in site.topics.iter().enumerate() {
        let place = source.place(site.config.places.span(("topics", index)));
        if site.topics[..index].iter().any(|one| one.folder == topic.folder) {
            report.find(
                place,
                Both::new(
                    format!("主题 {} 写了两次", topic.folder),
                    format!("the topic {} is named twice", topic.folder),
                ),
                Both::new("第二次", "the second time"),
                Both::new("删去一个", "remove one of them"),
            );
        } else if topic.index.is_none() && topic.excerpts.is_empty() {
            report.find(
                place,
                Both::new(
                    format!("主题 {} 没有任何页面", topic.folder),
                    format!("the topic {} has no page", topic.folder),
                ),
                Both::new("这个文件夹名", "this folder"),
                for_a_page(site, &topic.folder, &folders),
            );
        }
    }
}

/// What to do for a topic to have a page.
fn for_a_page(site: &Site, folder: &str, folders: &[&str]) -> Both<String> {
    let below = format!("content/{folder}/");
    match nearest(folder, folders.iter().copied()) {
        _ if site.sources.keys().any(|path| path.starts_with(&below)) => Both::new(
            format!("那里的页面都是草稿，或者有错误：写好一页，或暂时从 topics 里删去 {folder}"),
            format!(
                "the pages there are drafts or have errors: make one ready, or remove {folder} from topics for now"
            ),
        ),
        Some(near) => Both::new(format!("是不是要写 {near}？"), format!("did you mean {near}?")),
        None => Both::new(
            format!("新建文件夹 content/{folder}，或从 topics 里删去它"),
            format!("make the folder content/{folder}, or remove it from topics"),
        ),
    }
}

fn terms(site: &Site, report: &mut RuleContext) {
    let Some(source) = &site.glossary.source else { return };
    let mut seen: BTreeMap<&str, Span> = BTreeMap::new();
    for term in &site.glossary.terms {
        let header = &term.header;
        if header.zh.trim().is_empty() || header.en.trim().is_empty() {
            report.find(
                source.place(term.span),
                Both::new("术语少了一种语言", "the term lacks a language"),
                Both::new("这一条", "this entry"),
                Both::new("写上 zh 和 en", "give both zh and en"),
            );
        } else if let Some(first) = seen.insert(&header.zh, term.span) {
            let found = report.find(
                source.place(term.span),
                Both::new(
                    format!("术语“{}”有两条", header.zh),
                    format!("the term “{}” has two entries", header.zh),
                ),
                Both::new("第二条", "the second entry"),
                Both::new("合成一条；其他译法写进 also", "make one of the two; put further forms into also"),
            );
            let text = Both::new("第一条", "the first entry");
            found.related.push(Label { place: source.place(first), text });
        }
        for avoid in &header.avoid {
            if term.forms().any(|form| form.eq_ignore_ascii_case(&avoid.wrong)) {
                report.find(
                    source.place(term.span),
                    Both::new(
                        format!("“{}”既是可用的译法，又在 avoid 里", avoid.wrong),
                        format!("“{}” is both an accepted form and in avoid", avoid.wrong),
                    ),
                    Both::new("这一条", "this entry"),
                    Both::new("从其中一处删去", "remove it from one of the two"),
                );
            }
        }
    }
}
