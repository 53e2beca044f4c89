//! Findings as SARIF 2.1.0, for code hosts and editors (OASIS, *Static Analysis Results Interchange
//! Format Version 2.1.0*, Plus Errata 01).
//!
//! Columns count Unicode characters, as everywhere in this program, and the end is exclusive (section
//! 3.30). The manuals travel with the rules in both languages; a result speaks the language that was
//! asked for and carries both in its properties. What a waiver excuses is a suppressed result with the
//! reason as its justification (section 3.35).

use serde_json::{Value, json};

use crate::base::diagnostic::{Diagnostic, Fix, Label, Level, Safety};
use crate::base::lang::{Both, Lang};
use crate::base::source::Place;
use crate::base::url;
use crate::report::{LineIndex, Sources};
use crate::rules::rule::Rule;
use crate::rules::{RULES, Waived};

const SCHEMA: &str = "https://json.schemastore.org/sarif-2.1.0.json";

/// What paths are relative to: the site's folder.
const BASE: &str = "%SRCROOT%";

/// The log of one run, in one language.
pub fn render(findings: &[Diagnostic], waived: &[Waived], sources: &Sources, lang: Lang) -> Value {
    let (index, excused) = (LineIndex::new(findings, sources), LineIndex::of_waived(waived, sources));
    let mut results: Vec<Value> = findings.iter().map(|one| result(one, &index, lang)).collect();
    results.extend(waived.iter().map(|one| suppressed(one, &excused, lang)));
    json!({
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": env!("CARGO_PKG_NAME"),
                "version": env!("CARGO_PKG_VERSION"),
                "semanticVersion": env!("CARGO_PKG_VERSION"),
                "language": language(lang),
                "rules": RULES.iter().map(|rule| descriptor(rule, lang)).collect::<Vec<_>>(),
            } },
            "language": language(lang),
            "columnKind": "unicodeCodePoints",
            "originalUriBaseIds": { BASE: { "description": {
                "text": Both { zh: "站点所在的文件夹", en: "The site's folder" }.get(lang),
            } } },
            "results": results,
        }],
    })
}

/// ISO 639 with ISO 3166, as section 3.14.7 wants it.
fn language(lang: Lang) -> &'static str {
    match lang {
        Lang::Zh => "zh-CN",
        Lang::En => "en-US",
    }
}

fn level(level: Level) -> &'static str {
    match level {
        Level::Error => "error",
        Level::Warning => "warning",
        Level::Note => "note",
        Level::Off => "none",
    }
}

fn descriptor(rule: &Rule, lang: Lang) -> Value {
    let manual = rule.read_manual();
    let text =
        format!("{}\n\n{}\n\n{}\n\n{}", manual.title.zh, manual.text.zh, manual.title.en, manual.text.en);
    let mut markdown = format!(
        "**{}**\n\n{}\n\n**{}**\n\n{}\n",
        manual.title.zh, manual.text.zh, manual.title.en, manual.text.en
    );
    for (head, fences) in [("会报告 · Reported", &manual.bad), ("不会报告 · Not reported", &manual.good)]
    {
        markdown.push_str(&format!("\n{head}\n"));
        for fence in fences {
            markdown.push_str(&format!("\n`{}`\n\n```\n{}```\n", fence.file, fence.text));
        }
    }
    json!({
        "id": rule.name,
        "name": rule.name,
        "shortDescription": { "text": manual.title.get(lang) },
        "fullDescription": { "text": manual.text.get(lang) },
        "help": { "text": text, "markdown": markdown },
        "defaultConfiguration": { "enabled": rule.level != Level::Off, "level": level(rule.level) },
    })
}

fn result(finding: &Diagnostic, index: &LineIndex, lang: Lang) -> Value {
    let related = finding.related.iter().enumerate();
    let mut result = json!({
        "ruleId": finding.rule,
        "ruleIndex": RULES.iter().position(|rule| rule.name == finding.rule).map_or(-1, |at| at as i64),
        "level": level(finding.level),
        "message": { "text": sentence(finding, lang) },
        "locations": [location(&finding.primary, index, lang)],
        "relatedLocations": related.map(|(at, label)| numbered(at, label, index, lang)).collect::<Vec<_>>(),
        "properties": properties(finding),
    });
    if let Some(fix) = finding.fix.as_ref().filter(|fix| fix.safety == Safety::Safe) {
        result["fixes"] = json!([correction(fix, finding, index, lang)]);
    }
    result
}

/// The message in both languages, and the old and the new wording where there are two.
fn properties(finding: &Diagnostic) -> Value {
    let mut properties = json!({ "message": both(&finding.message), "help": both(&finding.help) });
    if let Some(rewording) = &finding.rewording {
        properties["before"] = json!(rewording.before);
        properties["after"] = json!(rewording.after);
    }
    properties
}

/// What is wrong and what to do, as one text.
fn sentence(finding: &Diagnostic, lang: Lang) -> String {
    let (message, help) = (finding.message.get(lang), finding.help.get(lang));
    let (between, stop) = match lang {
        Lang::Zh => ("。", "。"),
        Lang::En => ("; ", "."),
    };
    match help.is_empty() {
        true => message.clone(),
        false if help.ends_with(['?', '？']) => format!("{message}{between}{help}"),
        false => format!("{message}{between}{help}{stop}"),
    }
}

fn suppressed(waived: &Waived, index: &LineIndex, lang: Lang) -> Value {
    let mut result = result(&waived.finding, index, lang);
    result["suppressions"] = json!([{
        "kind": "inSource",
        "justification": waived.reason.get(lang),
        "location": { "physicalLocation": physical(&waived.place, index) },
    }]);
    result
}

fn location(label: &Label, index: &LineIndex, lang: Lang) -> Value {
    json!({ "physicalLocation": physical(&label.place, index), "message": { "text": label.text.get(lang) } })
}

fn numbered(at: usize, label: &Label, index: &LineIndex, lang: Lang) -> Value {
    let mut location = location(label, index, lang);
    location["id"] = json!(at);
    location
}

fn physical(place: &Place, index: &LineIndex) -> Value {
    json!({ "artifactLocation": artifact(&place.path), "region": region(place, index) })
}

fn artifact(path: &str) -> Value {
    json!({ "uri": url::encode(path), "uriBaseId": BASE })
}

fn region(place: &Place, index: &LineIndex) -> Value {
    let (start, end) = index.place(place);
    json!({
        "startLine": start.line,
        "startColumn": start.column,
        "endLine": end.line,
        "endColumn": end.column,
    })
}

fn correction(fix: &Fix, finding: &Diagnostic, index: &LineIndex, lang: Lang) -> Value {
    let place = Place { path: finding.primary.place.path.clone(), span: fix.span };
    json!({
        "description": { "text": finding.help.get(lang) },
        "artifactChanges": [{
            "artifactLocation": artifact(&place.path),
            "replacements": [{
                "deletedRegion": region(&place, index),
                "insertedContent": { "text": fix.replacement },
            }],
        }],
    })
}

fn both(text: &Both<String>) -> Value {
    json!({ "zh": text.zh, "en": text.en })
}
