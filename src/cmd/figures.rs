//! `duizhao figures`: the figure check alone, for any text.

use std::io::{BufWriter, Read, Write};
use std::path::PathBuf;

use anyhow::{Context, Result};
use clap::Args;
use serde_json::{Value, json};

use crate::both::Lang;
use crate::cmd::Outcome;
use crate::parse::numerals::quantities;
use crate::prove::figures::{Mismatch, compare};
use crate::quantity::Quantity;

/// What `figures` may be told.
#[derive(Args, Clone, Debug)]
pub struct FiguresArgs {
    /// JSON Lines {"id","zh","en"} or {"id","lang","text"} (default: standard input) · JSON Lines 文件
    pub file: Option<PathBuf>,
}

/// Runs `figures`.
pub fn run(args: &FiguresArgs) -> Result<Outcome> {
    let mut text = String::new();
    match &args.file {
        Some(path) => text = std::fs::read_to_string(path).with_context(|| path.display().to_string())?,
        None => {
            std::io::stdin().read_to_string(&mut text).context("stdin")?;
        }
    }
    let mut out = BufWriter::new(std::io::stdout().lock());
    let mut outcome = Outcome::Clean;
    for (number, line) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        let asked: Value = serde_json::from_str(line)
            .with_context(|| format!("第 {0} 行不是 JSON · line {0} is no JSON", number + 1))?;
        let answer = answer(&asked);
        if answer["ok"] == Value::Bool(false) {
            outcome = Outcome::Found;
        }
        writeln!(out, "{answer}")?;
    }
    out.flush()?;
    Ok(outcome)
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
    found.iter().map(|one| quantity(text, one)).collect()
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
