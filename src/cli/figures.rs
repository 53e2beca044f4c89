//! `duizhao figures`: the figure check alone, for any text.

use std::io::{BufWriter, Write};
use std::path::PathBuf;

use anyhow::Result;
use clap::Args;
use rayon::prelude::*;
use serde::Serialize;
use serde_json::Value;

use crate::base::error::Error;
use crate::base::lang::{Both, Lang};
use crate::base::visible;
use crate::cli::{Outcome, input, pairs};
use crate::parse::tmx;
use crate::quantity::compare::{Mismatch, compare};
use crate::quantity::quantities;
use crate::quantity::value::{Quantity, Significance};

/// What `figures` takes.
#[derive(Args, Clone, Debug)]
pub struct FiguresArgs {
    /// JSON Lines {"id","zh","en"} or {"id","lang","text"}, or a TMX (default: standard input) · JSON Lines {"id","zh","en"} 或 {"id","lang","text"}，或 TMX（默认从标准输入读）
    pub file: Option<PathBuf>,
}

/// How it is used.
pub const EXAMPLES: &str = "\
Examples · 例子
  duizhao figures pairs.jsonl             lines {\"id\",\"zh\",\"en\"} · 每行一对文字
  duizhao figures memory.tmx              a translation memory · 翻译记忆库
  echo '{\"id\":1,\"zh\":\"5786亿元\",\"en\":\"RMB 578.6 billion\"}' | duizhao figures
  echo '{\"id\":1,\"lang\":\"zh\",\"text\":\"增长6.4%\"}' | duizhao figures";

/// What is asked: a pair of texts, or one text.
enum FiguresInput {
    Pair(Value, Both<String>),
    Text(Value, Lang, String),
}

/// Lines that are answered at a time.
const BATCH: usize = 2048;

/// Runs `figures`.
pub fn run(args: &FiguresArgs) -> Result<Outcome> {
    let text = input::text(args.file.as_deref())?;
    let mut out = BufWriter::new(std::io::stdout().lock());
    let mut outcome = Outcome::Clean;
    if tmx::is_tmx(&text) {
        let asked: Vec<FiguresInput> =
            pairs::memory(&text)?.into_iter().map(|pair| FiguresInput::Pair(pair.id, pair.text)).collect();
        for batch in asked.chunks(BATCH) {
            write(batch.par_iter().map(answer).collect::<Result<_>>()?, &mut out, &mut outcome)?;
        }
        return Ok(outcome);
    }
    let lines: Vec<(usize, &str)> =
        text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()).collect();
    for batch in lines.chunks(BATCH) {
        let answers: Vec<Result<FiguresLine>> =
            batch.par_iter().map(|(at, line)| answer(&ask(at + 1, line)?)).collect();
        let sound = answers.iter().take_while(|answer| answer.is_ok()).count();
        let mut answers = answers.into_iter();
        write(answers.by_ref().take(sound).flatten().collect(), &mut out, &mut outcome)?;
        if let Some(Err(refusal)) = answers.next() {
            out.flush()?;
            return Err(refusal);
        }
    }
    Ok(outcome)
}

/// The answer to one line of JSON Lines, which is the `number`th.
pub fn line(number: usize, text: &str) -> Result<String> {
    answer(&ask(number, text)?).map(|output| output.line)
}

/// An answer: its line, and whether the two texts say the same.
struct FiguresLine {
    line: String,
    is_ok: bool,
}

/// Writes answers, a line each.
fn write(answers: Vec<FiguresLine>, out: &mut impl Write, outcome: &mut Outcome) -> Result<()> {
    for answer in answers {
        if !answer.is_ok {
            *outcome = Outcome::Found;
        }
        writeln!(out, "{}", answer.line)?;
    }
    Ok(out.flush()?)
}

/// Reads a line.
fn ask(line: usize, text: &str) -> Result<FiguresInput> {
    let asked: Value = serde_json::from_str(text.trim_start_matches('\u{feff}'))
        .map_err(|error| pairs::no_json(line, text, &error))?;
    let field = |key: &str| asked.get(key).and_then(Value::as_str).map(str::to_owned);
    let id = asked.get("id").cloned().unwrap_or(Value::Null);
    match (field("text"), field("zh"), field("en")) {
        (Some(text), ..) => {
            let lang = field("lang").ok_or_else(|| no_lang(line, ""))?;
            let code = lang.split(['-', '_']).next().unwrap_or_default().to_lowercase();
            let lang = Lang::from_code(&code).ok_or_else(|| no_lang(line, &lang))?;
            Ok(FiguresInput::Text(id, lang, text))
        }
        (None, Some(zh), Some(en)) => Ok(FiguresInput::Pair(id, Both { zh, en })),
        _ => Err(no_texts(line).into()),
    }
}

fn no_texts(line: usize) -> Error {
    Error::new(
        format!("第 {line} 行里没有文字；写上 \"zh\" 和 \"en\"，或者 \"lang\" 和 \"text\"，值都是字符串"),
        format!(
            "line {line} has no texts; give \"zh\" and \"en\", or \"lang\" and \"text\", all of them strings"
        ),
    )
}

fn no_lang(line: usize, lang: &str) -> Error {
    Error::new(
        format!("第 {line} 行的 \"lang\" 是“{lang}”；应为 \"zh\" 或 \"en\""),
        format!("“lang” of line {line} is “{lang}”; write \"zh\" or \"en\""),
    )
}

/// What is said of one text.
#[derive(Serialize)]
struct TextReport<'t> {
    id: &'t Value,
    lang: &'t str,
    quantities: Vec<&'t QuantityJson<'t>>,
}

/// What is said of a pair.
#[derive(Serialize)]
struct PairReport<'t> {
    id: &'t Value,
    ok: bool,
    zh: Vec<&'t QuantityJson<'t>>,
    en: Vec<&'t QuantityJson<'t>>,
    mismatches: Vec<Differing<'t>>,
}

#[derive(Serialize)]
struct Differing<'t> {
    kind: &'t str,
    zh: Option<&'t QuantityJson<'t>>,
    en: Option<&'t QuantityJson<'t>>,
}

/// A quantity; its place in characters.
#[derive(Serialize)]
struct QuantityJson<'t> {
    text: &'t str,
    value: String,
    unit: &'t str,
    start: usize,
    end: usize,
}

fn answer(asked: &FiguresInput) -> Result<FiguresLine> {
    let (id, text) = match asked {
        FiguresInput::Text(id, lang, text) => {
            let found = quantities(text, *lang, &[]);
            let shown = shown(text, &found);
            let answer = TextReport { id, lang: lang.code(), quantities: listed(&shown, &found) };
            return Ok(FiguresLine { line: visible::json(serde_json::to_string(&answer)?), is_ok: true });
        }
        FiguresInput::Pair(id, text) => (id, text),
    };
    let found = Both::from_fn(|lang| quantities(text.get(lang), lang, &[]));
    let compared = compare(&text.zh, &found.zh, &text.en, &found.en);
    let shown = Both::from_fn(|lang| shown(text.get(lang), found.get(lang)));
    let differing = |one: &Mismatch| Differing {
        kind: one.fault.name(),
        zh: one.zh.map(|at| &shown.zh[at]),
        en: one.en.map(|at| &shown.en[at]),
    };
    let mismatches: Vec<&Mismatch> =
        compared.mismatches.iter().filter(|one| !one.fault.is_of_words()).collect();
    let is_ok = mismatches.is_empty();
    let answer = PairReport {
        id,
        ok: is_ok,
        zh: listed(&shown.zh, &found.zh),
        en: listed(&shown.en, &found.en),
        mismatches: mismatches.into_iter().map(differing).collect(),
    };
    Ok(FiguresLine { line: visible::json(serde_json::to_string(&answer)?), is_ok })
}

/// The quantities that count something.
fn listed<'s>(shown: &'s [QuantityJson], found: &[Quantity]) -> Vec<&'s QuantityJson<'s>> {
    shown
        .iter()
        .zip(found)
        .filter(|(_, one)| one.significance > Significance::Ignored)
        .map(|(shown, _)| shown)
        .collect()
}

/// The quantities of a text, which stand in order, with their places in characters.
fn shown<'t>(text: &'t str, found: &[Quantity]) -> Vec<QuantityJson<'t>> {
    let (mut byte, mut characters) = (0, 0);
    let mut place = |to: usize| {
        characters += text.get(byte..to).map_or(0, |passed| passed.chars().count());
        byte = byte.max(to);
        characters
    };
    let one = |one: &Quantity| QuantityJson {
        text: text.get(one.range.clone()).unwrap_or_default(),
        value: one.plain(),
        unit: one.kind.name(),
        start: place(one.range.start),
        end: place(one.range.end),
    };
    found.iter().map(one).collect()
}
