use std::collections::BTreeSet;

use crate::base::diagnostic::{Fix, Label};
use crate::base::lang::Both;
use crate::base::source::Place;
use crate::base::suggest::nearest;
use crate::model::address;
use crate::model::config::FigureHeader;
use crate::model::indicator::Time;
use crate::model::page::Page;
use crate::prove::quotes::find::NO_ORIGINAL;
use crate::rules::config_entries::unknown_indicator;
use crate::rules::rule::rule;
use crate::rules::rule::{Check, Pair, RuleContext};
use crate::rules::values::{is_date, wrong_date};

rule! {
    /// 页头写得对
    /// Each page’s header is right
    ///
    /// # 中文
    /// 页头是文件开头两行 `---` 之间的部分。值（日期、权重、原文、数字）只写在中文一侧，英文一侧只写文字：标题、摘要、标签、图的名称。
    /// 不认识的键、写错的类型、缺少的标题、不对的日期、两边不一致的图和标签，都在这里报告。
    ///
    /// # English
    /// The header stands between the two lines `---` at the top. Values (date, weight, originals,
    /// numbers) stand on the Chinese side only; the English side has words: title, summary, tags, the
    /// names of figures. An unknown key, a wrong type, a missing title, a bad date, figures or tags
    /// that differ between the sides are reported here.
    ///
    /// # Bad
    /// ```zh
    /// ---
    /// titel: 五年主要指标
    /// ---
    /// 一句话。
    /// ```
    /// ```en
    /// ---
    /// title: Five years in headline figures
    /// ---
    /// One sentence.
    /// ```
    ///
    /// # Good
    /// ```zh
    /// ---
    /// title: 五年主要指标
    /// date: 2022-04-11
    /// ---
    /// 一句话。
    /// ```
    /// ```en
    /// ---
    /// title: Five years in headline figures
    /// ---
    /// One sentence.
    /// ```
    "front-matter-invalid", Error, Check::Pair(check)
}

fn check(pair: &Pair, report: &mut RuleContext) {
    let (zh, en) = (&pair.bitext.pages.zh, &pair.bitext.pages.en);
    if !zh.has_header || !en.has_header {
        return;
    }
    for page in [zh, en] {
        if page.header.title.trim().is_empty() && page.header.places.find("title").is_some() {
            report.find(
                page.place("title"),
                Both::new("标题是空的", "the title is empty"),
                Both::new("这个值", "this value"),
                Both::new("写上标题", "write a title"),
            );
        }
    }
    if let Some(date) = zh.header.date.as_deref().filter(|date| !is_date(date)) {
        wrong_date(date, zh.place("date"), report);
    }
    for (page, other) in [(zh, en), (en, zh)] {
        as_typed(page, report);
        blank(page, other, report);
    }
    words_only(en, report);
    originals(pair, report);
    tags(zh, en, report);
    summaries(zh, en, report);
    figures(zh, en, report);
    key(zh, report);
    key_figures(pair, report);
}

/// The figure that stands for the page is one of its own.
fn key(zh: &Page, report: &mut RuleContext) {
    let known = || zh.header.figures.iter().map(|one| one.id.as_str());
    let Some(key) = zh.header.key.as_deref().filter(|key| !known().any(|id| id == *key)) else { return };
    report.find(
        zh.place("key"),
        Both::new(format!("本页没有图“{key}”"), format!("this page has no figure “{key}”")),
        Both::new("这个名称", "this name"),
        match nearest(key, known()) {
            Some(near) => Both::new(format!("是不是要写 {near}？"), format!("did you mean {near}?")),
            None => Both::new(
                "写本页一幅图的 id，或删去 key",
                "write the id of a figure of this page, or remove `key`",
            ),
        },
    );
}

/// The figures with which a topic opens are indicators.
fn key_figures(pair: &Pair, report: &mut RuleContext) {
    let zh = &pair.bitext.pages.zh;
    if !zh.header.key_figures.is_empty() && (!pair.bitext.is_index() || pair.bitext.topic().is_none()) {
        report.find(
            zh.place("key_figures"),
            Both::new(
                "`key_figures` 只写在主题的 _index 里",
                "`key_figures` belongs into the `_index` of a topic",
            ),
            Both::new("这个键", "this key"),
            Both::new(
                "本页的一幅图写 key；封面的写在 site.yaml",
                "for a figure of this page write `key`; those of the cover stand in site.yaml",
            ),
        );
        return;
    }
    for (at, id) in zh.header.key_figures.iter().enumerate() {
        unknown_indicator(pair.site, id, zh.place(("key_figures", at)), report);
    }
}

/// A summary that only one side has: the other’s readers get none, and its feed has nothing to say.
fn summaries(zh: &Page, en: &Page, report: &mut RuleContext) {
    let has = |page: &Page| page.header.summary.as_deref().is_some_and(|text| !text.trim().is_empty());
    let (message, lacking, other) = match (has(zh), has(en)) {
        (true, false) => (Both::new("英文没有摘要", "the English has no summary"), en, zh),
        (false, true) => (Both::new("中文没有摘要", "the Chinese has no summary"), zh, en),
        _ => return,
    };
    let found = report.find(
        lacking.place("summary"),
        message,
        Both::new("应在这里", "it belongs here"),
        Both::new("两边都写 summary，或都不写", "give both sides a summary, or neither"),
    );
    found.related.push(Label {
        place: other.place("summary"),
        text: Both::new("另一边的摘要", "the summary of the other side"),
    });
}

/// Labels and names without a word, and a unit that one side alone has.
fn blank(page: &Page, other: &Page, report: &mut RuleContext) {
    for (at, figure) in page.header.figures.iter().enumerate() {
        let across = other.header.figures.iter().find(|one| one.id == figure.id);
        let has_unit = across.is_some_and(|one| !one.unit.trim().is_empty());
        let texts = [Some(("label", &figure.label)), has_unit.then_some(("unit", &figure.unit))];
        let names = figure.names.iter().map(|(name, text)| (name.as_str(), text));
        let empty = texts.into_iter().flatten().chain(names).filter(|(_, text)| text.trim().is_empty());
        for (key, _) in empty {
            let places = &page.header.places;
            let name = places.find((("figures", at), "names", key)).map(|node| node.span);
            report.find(
                page.source.place(name.unwrap_or_else(|| places.span(("figures", at, key)))),
                Both::new(format!("{key} 是空的"), format!("{key} is empty")),
                Both::new("这个值", "this value"),
                Both::new("两边都写上", "write it on both sides"),
            );
        }
    }
}

/// What a Chinese keyboard puts where YAML wants half-width marks: the file can be read, but not as meant.
fn as_typed(page: &Page, report: &mut RuleContext) {
    for (at, tag) in page.header.tags.iter().enumerate().filter(|(_, tag)| tag.contains(['，', '、'])) {
        let place = page.place(("tags", at));
        let found = report.find(
            place.clone(),
            Both::new("几个标签连成了一个", "several tags are written as one"),
            Both::new("这是一个标签", "this is one tag"),
            Both::new(
                "标签之间用半角逗号加空格 `, `",
                "between tags write a half-width comma and a space `, `",
            ),
        );
        let replacement = tag.replace(['，', '、'], ", ");
        found.fix = Some(Fix::offered(place.span, replacement));
    }
    for at in 0..page.header.figures.len() {
        for key in ["id", "unit"] {
            let Some(node) = page.header.places.find(("figures", at, key)) else { continue };
            let text = node.as_text().unwrap_or("");
            let bare = text.trim_matches(['“', '”', '‘', '’', '＂', '「', '」']);
            if bare != text {
                let place = page.source.place(node.span);
                let found = report.find(
                    place.clone(),
                    Both::new(
                        "引号是全角的，成了值的一部分",
                        "the quotation marks are curly ones and so a part of the value",
                    ),
                    Both::new("这个值", "this value"),
                    Both::new(
                        "改用半角双引号 \"…\"，或不用引号",
                        "write straight double quotation marks \"…\" or none",
                    ),
                );
                found.fix = Some(Fix::safe(place.span, format!("\"{bare}\"")));
            }
        }
    }
}

/// Keys that belong to the Chinese side alone.
fn words_only(en: &Page, report: &mut RuleContext) {
    for key in ["date", "weight", "original", "draft", "image", "key", "key_figures"] {
        if let Some((name, _)) = en.header.places.entry(key) {
            report.find(
                en.source.place(name.span),
                Both::new(
                    format!("`{key}` 只写在中文一侧"),
                    format!("`{key}` belongs to the Chinese side alone"),
                ),
                Both::new("这个键", "this key"),
                Both::new("从英文页头删去它", "remove it from the English header"),
            );
        }
    }
    for at in 0..en.header.figures.len() {
        let node = en.header.places.find(("figures", at));
        for key in ["points", "chart", "indicator", "indicators", "measure", "year"] {
            if let Some((name, _)) = node.and_then(|node| node.entry(key)) {
                report.find(
                    en.source.place(name.span),
                    Both::new(
                        format!("`{key}` 只写在中文一侧：数值由程序换算"),
                        format!("`{key}` belongs to the Chinese side alone: the program converts the values"),
                    ),
                    Both::new("这个键", "this key"),
                    Both::new("从英文页头删去它", "remove it from the English header"),
                );
            }
        }
    }
}

fn originals(pair: &Pair, report: &mut RuleContext) {
    let zh = &pair.bitext.pages.zh;
    if zh.header.original.as_slice() == [NO_ORIGINAL] {
        return;
    }
    let known: Vec<&str> = pair.site.originals.iter().map(|one| one.id.as_str()).collect();
    for (at, id) in zh.header.original.as_slice().iter().enumerate() {
        // One that is there and cannot be read has an error of its own.
        let is_there = pair.site.sources.contains_key(format!("content/originals/{id}.md").as_str());
        if known.contains(&id.as_str()) || is_there {
            continue;
        }
        let help = match nearest(id, known.iter().copied()) {
            Some(near) => Both::new(format!("是不是要写 {near}？"), format!("did you mean {near}?")),
            None => Both::new(
                format!("新建 content/originals/{id}.md，或改用：{}", known.join("、")),
                format!("write content/originals/{id}.md, or use one of {}", known.join(", ")),
            ),
        };
        report
            .find(
                zh.place(("original", at)),
                Both::new(format!("没有原文“{id}”"), format!("there is no original “{id}”")),
                Both::new("这个名称", "this name"),
                help,
            )
            .needs = Some(format!("content/originals/{id}.md").into());
    }
}

/// As many tags on both sides.
fn tags(zh: &Page, en: &Page, report: &mut RuleContext) {
    let (a, b) = (zh.header.tags.len(), en.header.tags.len());
    if a != b {
        report.find(
            en.place("tags"),
            Both::new(
                format!("标签数不同：中文 {a}，英文 {b}"),
                format!("the sides differ in tags: {a} in Chinese, {b} in English"),
            ),
            Both::new("英文的标签", "the English tags"),
            Both::new(
                "两边写同样多的标签，次序也相同",
                "give both sides the same number of tags, in the same order",
            ),
        );
    }
}

fn figures(zh: &Page, en: &Page, report: &mut RuleContext) {
    let mut ids: BTreeSet<&str> = BTreeSet::new();
    for (at, figure) in zh.header.figures.iter().enumerate() {
        let id = || zh.place(("figures", at, "id"));
        if !ids.insert(&figure.id) {
            report.find(
                id(),
                Both::new(
                    format!("图的 id “{}”用了两次", figure.id),
                    format!("the figure id “{}” is used twice", figure.id),
                ),
                Both::new("第二次", "the second time"),
                Both::new("给其中一个换个 id", "give one of them another id"),
            );
        }
        alone(figure, &id, report);
        match en.header.figures.iter().position(|one| one.id == figure.id) {
            Some(partner) => names(figure, en, partner, report),
            None => lacks(figure, en, report),
        }
    }
    for (at, figure) in en.header.figures.iter().enumerate() {
        if !zh.header.figures.iter().any(|one| one.id == figure.id) {
            unknown(zh, &figure.id, en.place(("figures", at, "id")), report);
        }
    }
}

/// What is wrong with a figure by itself; `id` is where its id stands.
fn alone(figure: &FigureHeader, id: &dyn Fn() -> Place, report: &mut RuleContext) {
    if figure.id.is_empty()
        || !figure.id.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-')
    {
        report.find(
            id(),
            Both::new(
                "图的 id 只能用小写字母、数字和连字符",
                "a figure’s id holds lower-case letters, digits and hyphens only",
            ),
            Both::new("这个 id", "this id"),
            Both::new("例如 gdp 或 export-share", "such as gdp or export-share"),
        );
    } else if let Some(fault) = address::fault(&figure.id) {
        report.find(
            id(),
            Both::new(
                format!("图的 id 也是数据文件的名称：{}", fault.zh),
                format!("a figure’s id is the name of its data files too: {}", fault.en),
            ),
            Both::new("这个 id", "this id"),
            Both::new("换一个 id", "choose another id"),
        );
    }
    if figure.points.is_empty() {
        report.find(
            id(),
            Both::new(
                format!("图“{}”没有数值", figure.id),
                format!("the figure “{}” has no values", figure.id),
            ),
            Both::new("这幅图", "this figure"),
            Both::new(
                "写上 points: [{ at: 年份, value: 数值 }]",
                "add points: [{ at: YEAR, value: NUMBER }]",
            ),
        );
    }
}

/// The English header has not this figure.
fn lacks(figure: &FigureHeader, en: &Page, report: &mut RuleContext) {
    report.find(
        en.place("figures"),
        Both::new(
            format!("英文页头里没有图“{}”", figure.id),
            format!("the English header lacks the figure “{}”", figure.id),
        ),
        Both::new("应在这里", "it belongs here"),
        Both::new(
            format!("加上 - {{ id: {}, label: …, unit: … }}", figure.id),
            format!("add - {{ id: {}, label: …, unit: … }}", figure.id),
        ),
    );
}

/// The Chinese header has no figure of this id.
fn unknown(zh: &Page, id: &str, place: Place, report: &mut RuleContext) {
    let known = zh.header.figures.iter().map(|one| one.id.as_str());
    let help = match nearest(id, known) {
        Some(near) => Both::new(format!("是不是要写 {near}？"), format!("did you mean {near}?")),
        None => {
            Both::new("在中文页头加上它，或从这里删去", "add it to the Chinese header, or remove it here")
        }
    };
    report.find(
        place,
        Both::new(format!("中文页头里没有图“{id}”"), format!("the Chinese header has no figure “{id}”")),
        Both::new("这个 id", "this id"),
        help,
    );
}

/// How to translate a name of a figure; `mistyped` is a name across from it that may mean it.
fn translate(name: &str, mistyped: Option<&str>) -> Both<String> {
    match mistyped {
        Some(key) => Both::new(
            format!("names 里的“{key}”，是不是要写 {name}？"),
            format!("“{key}” in names: did you mean {name}?"),
        ),
        None => Both::new(format!("加上 names: {{ {name}: … }}"), format!("add names: {{ {name}: … }}")),
    }
}

/// Every Chinese name in `at` or `series` needs its English one.
fn names(figure: &FigureHeader, en: &Page, partner: usize, report: &mut RuleContext) {
    let translated = &en.header.figures[partner].names;
    let used: BTreeSet<&str> = figure
        .points
        .iter()
        .flat_map(|point| [Some(point.at.as_str()), point.series.as_deref()])
        .flatten()
        .collect();
    for name in used.iter().copied() {
        let needs = !name.is_ascii() && Time::read(name).is_none();
        if needs && !translated.contains_key(name) {
            let mistyped = translated.keys().map(String::as_str).filter(|key| !used.contains(key));
            report.find(
                en.place(("figures", partner, "names")),
                Both::new(format!("“{name}”没有英文名称"), format!("“{name}” has no English name")),
                Both::new("应在这里", "it belongs here"),
                translate(name, nearest(name, mistyped)),
            );
        }
    }
    let is_complete = used.iter().all(|name| name.is_ascii() || translated.contains_key(*name));
    for name in translated.keys().filter(|name| is_complete && !used.contains(name.as_str())) {
        let names = en.header.places.find(("figures", partner, "names"));
        let key =
            names.and_then(|names| names.entry(name)).map_or(en.header.places.span, |(key, _)| key.span);
        report.find(
            en.source.place(key),
            Both::new(format!("中文的图里没有“{name}”"), format!("the Chinese figure has no “{name}”")),
            Both::new("这个名称", "this name"),
            Both::new(
                "改成 at 或 series 里的中文名称，或删去它",
                "write a name from at or series, or remove it",
            ),
        );
    }
}
