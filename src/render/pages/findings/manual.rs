//! The page of a rule: its manual, in both languages side by side.

use serde::Serialize;

use crate::base::diagnostic::Diagnostic;
use crate::base::lang::{Both, Lang};
use crate::base::source::Source;
use crate::model::output::Output;
use crate::parse::markdown;
use crate::render::context::RenderContext;
use crate::render::html::fragment;
use crate::render::pages::findings::levels::{consequence, level_here};
use crate::render::pages::root::{self, text_view};
use crate::render::view::TextView;
use crate::rules::RULES;
use crate::rules::rule::{Fence, Rule};

#[derive(Serialize)]
struct ManualView {
    name: &'static str,
    title: TextView,
    /// What happens on this site where the rule finds something.
    consequence: TextView,
    /// What would happen without the site's own settings, where that differs.
    default: Option<TextView>,
    text: Both<String>,
    bad: Vec<FenceView>,
    good: Vec<FenceView>,
}

#[derive(Serialize)]
struct FenceView {
    file: String,
    text: String,
}

/// The pages of all rules.
pub(crate) fn render(ctx: &RenderContext) -> Result<Vec<Output>, Box<Diagnostic>> {
    RULES.iter().map(|rule| page(ctx, rule)).collect()
}

fn page(ctx: &RenderContext, rule: &Rule) -> Result<Output, Box<Diagnostic>> {
    let path = format!("rules/{}.html", rule.name);
    let manual = rule.read_manual();
    let level = level_here(ctx, rule.name, rule.level);
    let words = |level| text_view(&ctx.texts.get(consequence(level)));
    let view = ManualView {
        name: rule.name,
        title: text_view(&manual.title),
        consequence: words(level),
        default: (level != rule.level).then(|| words(rule.level)),
        text: Both::from_fn(|lang| explained(manual.text.get(lang), lang)),
        bad: manual.bad.iter().map(fence).collect(),
        good: manual.good.iter().map(fence).collect(),
    };
    let mut values = root::values(ctx, rule.name, &path)?;
    values.insert("rule", &view);
    ctx.laid_out(path, "rule.html", values)
}

/// A rule's explanation as HTML; its Markdown is the program's own.
fn explained(text: &str, lang: Lang) -> String {
    let source = Source::new("manual", text);
    fragment::write_marked(&markdown::parse(&source, 0, lang).0, lang)
}

fn fence(fence: &Fence) -> FenceView {
    let file = match fence.file.as_str() {
        "zh" => "page.zh.md",
        "en" => "page.en.md",
        "original" => "originals/original.md",
        "glossary" => "glossary.yaml",
        "indicators" => "indicators.yaml",
        "corrections" => "corrections.yaml",
        "site" => "site.yaml",
        "lock" => "duizhao.lock",
        other => other,
    };
    FenceView { file: file.to_owned(), text: fence.text.clone() }
}
