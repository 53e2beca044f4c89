//! `duizhao figures`: the figure check alone, for any text.

use std::io::{BufWriter, Write};
use std::path::PathBuf;

use anyhow::Result;
use clap::Args;
use serde_json::{Value, json};

use crate::both::Lang;
use crate::cmd::{Outcome, input};
use crate::parse::numerals::quantities;
use crate::prove::figures::{Mismatch, compare};
use crate::quantity::{Quantity, Weight};
use crate::refusal::Refusal;

/// What `figures` may be told.
#[derive(Args, Clone, Debug)]
pub struct FiguresArgs {
    /// JSON Lines {"id","zh","en"} or {"id","lang","text"} (default: standard input) · JSON Lines 文件
    pub file: Option<PathBuf>,
}

/// How it is used.
pub const EXAMPLES: &str = "\
Examples · 例子:
  duizhao figures pairs.jsonl             lines {\"id\",\"zh\",\"en\"} · 每行一对文字
  echo '{\"id\":1,\"zh\":\"5786亿元\",\"en\":\"RMB 578.6 billion\"}' | duizhao figures
  echo '{\"id\":1,\"lang\":\"zh\",\"text\":\"增长6.4%\"}' | duizhao figures";

/// Runs `figures`.
pub fn run(args: &FiguresArgs) -> Result<Outcome> {
    let text = input::text(args.file.as_deref())?;
    let mut out = BufWriter::new(std::io::stdout().lock());
    let mut outcome = Outcome::Clean;
    for (number, line) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        let asked: Value = serde_json::from_str(line).map_err(|error| no_json(number + 1, &error))?;
        let answer = answer(&asked);
        if answer["ok"] == Value::Bool(false) {
            outcome = Outcome::Found;
        }
        writeln!(out, "{answer}")?;
    }
    out.flush()?;
    Ok(outcome)
}

fn no_json(line: usize, error: &serde_json::Error) -> Refusal {
    Refusal::new(
        format!("第 {line} 行不是 JSON（{error}）；每行写成 {{\"id\": …, \"zh\": \"…\", \"en\": \"…\"}}"),
        format!(
            "line {line} is no JSON ({error}); write each line as {{\"id\": …, \"zh\": \"…\", \"en\": \"…\"}}"
        ),
    )
}

fn answer(asked: &Value) -> Value {
    let text = |key: &str| asked[key].as_str().unwrap_or("");
    if let Some(one) = asked["text"].as_str() {
        let lang = asked["lang"]
            .as_str()
            .and_then(|lang| Lang::from_code(lang.split('-').next().unwrap_or(lang)))
            .unwrap_or(Lang::En);
        let found = quantities(one, lang, &[]);
        return json!({ "id": asked["id"], "lang": lang.code(), "quantities": list(one, &found) });
    }
    let (zh, en) = (quantities(text("zh"), Lang::Zh, &[]), quantities(text("en"), Lang::En, &[]));
    let compared = compare(text("zh"), &zh, text("en"), &en);
    let mismatch = |one: &Mismatch| {
        json!({
            "kind": one.fault.name(),
            "zh": one.zh.map(|at| quantity(text("zh"), &zh[at])),
            "en": one.en.map(|at| quantity(text("en"), &en[at])),
        })
    };
    json!({
        "id": asked["id"],
        "ok": compared.mismatches.is_empty(),
        "zh": list(text("zh"), &zh),
        "en": list(text("en"), &en),
        "mismatches": compared.mismatches.iter().map(mismatch).collect::<Vec<_>>(),
    })
}

fn list(text: &str, found: &[Quantity]) -> Vec<Value> {
    found.iter().filter(|one| one.weight > Weight::Silent).map(|one| quantity(text, one)).collect()
}

fn quantity(text: &str, one: &Quantity) -> Value {
    let characters = |byte: usize| text[..byte].chars().count();
    json!({
        "text": &text[one.range.clone()],
        "value": one.plain(),
        "unit": one.kind.name(),
        "start": characters(one.range.start),
        "end": characters(one.range.end),
    })
}
