//! `duizhao align`: which sentences of two texts stand across from each other.

use std::io::{self, IsTerminal};
use std::ops::Range;
use std::path::PathBuf;

use anyhow::Result;
use clap::{Args, ValueEnum};
use rayon::prelude::*;
use serde::Serialize;
use serde_json::Value;

use crate::base::lang::{Both, Lang};
use crate::base::visible::shown;
use crate::cli::format::LangArg;
use crate::cli::pairs::{self, TextPair};
use crate::cli::{self, Outcome, glossary};
use crate::model::alignment::{Alignment, SentencePair};
use crate::model::glossary::Glossary;
use crate::prove::prose;
use crate::prove::terms::index::TermIndex;

/// What `align` takes.
#[derive(Args, Clone, Debug)]
pub struct AlignArgs {
    /// JSON Lines {"id","zh","en"}, or a TMX (default: standard input) · JSON Lines {"id","zh","en"}，或 TMX（默认从标准输入读）
    pub file: Option<PathBuf>,
    /// A glossary whose terms help (YAML) · 可作参考的术语表（YAML）
    #[arg(long, value_name = "FILE")]
    pub glossary: Option<PathBuf>,
    /// How pairs are written (default: for people on a terminal, else JSON Lines) · 输出格式（默认在终端给人看，否则是 JSON Lines）
    #[arg(long, value_enum)]
    pub format: Option<AlignFormat>,
    /// Language of messages · 消息的语言
    #[arg(long, value_enum)]
    pub lang: Option<LangArg>,
}

/// How pairs are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum AlignFormat {
    /// For people, sentence below sentence · 给人看，一句对一句
    Human,
    /// One JSON object a pair of texts, a line each · 每对文字一行 JSON
    Json,
}

/// How it is used.
pub const EXAMPLES: &str = "\
Examples · 例子
  duizhao align pairs.jsonl               lines {\"id\",\"zh\",\"en\"} · 每行一对文字
  duizhao align memory.tmx --glossary glossary.yaml
  echo '{\"id\":1,\"zh\":\"一句。两句。\",\"en\":\"One. Two.\"}' | duizhao align

Each answer · 每个回答
  {\"id\",\"pairs\":[{\"zh\":[start,end],\"en\":[start,end]}]}
  in characters; an empty side stands alone · 按字符计；一边为空，即无对应";

/// Runs `align`.
pub fn run(args: &AlignArgs) -> Result<Outcome> {
    let lang = cli::language(args.lang.map(Lang::from));
    let index = TermIndex::new(&glossary::read(args.glossary.as_deref(), lang)?);
    let format = args.format.unwrap_or(match io::stdout().is_terminal() {
        true => AlignFormat::Human,
        false => AlignFormat::Json,
    });
    pairs::each(args.file.as_deref(), |pairs| {
        let lines: Vec<String> = pairs
            .par_iter()
            .map(|pair| {
                let text = Both { zh: pair.text.zh.as_str(), en: pair.text.en.as_str() };
                let alignment = prose::aligned_texts(&index, text);
                match format {
                    AlignFormat::Json => answer(pair, &alignment),
                    AlignFormat::Human => Ok(page(pair, &alignment)),
                }
            })
            .collect::<serde_json::Result<_>>()?;
        Ok(cli::print(&lines.concat())?)
    })?;
    Ok(Outcome::Clean)
}

/// The answer to one line of JSON Lines, which is the `number`th, without a glossary.
pub fn line(number: usize, text: &str) -> Result<String> {
    let Some(pair) = pairs::pair_of(number, text) else { return Ok(String::new()) };
    let (pair, index) = (pair?, TermIndex::new(&Glossary::default()));
    let alignment = prose::aligned_texts(&index, pair.text.as_ref().map(String::as_str));
    Ok(answer(&pair, &alignment)?)
}

/// An answer.
#[derive(Serialize)]
struct AlignedLine<'p> {
    id: &'p Value,
    pairs: Vec<Both<(usize, usize)>>,
}

fn answer(pair: &TextPair, alignment: &Alignment) -> serde_json::Result<String> {
    let mut counted = Both::from_fn(|lang| CharCounter { text: pair.text.get(lang), bytes: 0, count: 0 });
    let pairs = alignment
        .pairs
        .iter()
        .map(|SentencePair { zh, en }| Both { zh: counted.zh.range(zh), en: counted.en.range(en) });
    Ok(serde_json::to_string(&AlignedLine { id: &pair.id, pairs: pairs.collect() })? + "\n")
}

/// Bytes of a text as characters, from its beginning on.
struct CharCounter<'t> {
    text: &'t str,
    bytes: usize,
    count: usize,
}

impl CharCounter<'_> {
    fn range(&mut self, range: &Range<usize>) -> (usize, usize) {
        (self.at(range.start), self.at(range.end))
    }

    fn at(&mut self, byte: usize) -> usize {
        self.count += self.text.get(self.bytes..byte).map_or(0, |text| text.chars().count());
        self.bytes = self.bytes.max(byte);
        self.count
    }
}

/// For people: the number of the pair of texts and of the sentence, then both sides.
fn page(pair: &TextPair, alignment: &Alignment) -> String {
    let mut page = String::new();
    for (at, SentencePair { zh, en }) in alignment.pairs.iter().enumerate() {
        let number = format!("{}.{}", pair.number, at + 1);
        let line = |text: &str| match text.trim() {
            "" => "—".to_owned(),
            text => shown(&text.split_whitespace().collect::<Vec<_>>().join(" ")).to_string(),
        };
        let (zh, en) = (line(&pair.text.zh[zh.clone()]), line(&pair.text.en[en.clone()]));
        page.push_str(&format!("{number:<6} {zh}\n{:<6} {en}\n", ""));
    }
    page.push('\n');
    page
}
