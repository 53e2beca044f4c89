//! `duizhao explain`: the manual of a rule, or the list of all rules.

use anyhow::Result;
use clap::Args;

use crate::base::error::Error;
use crate::base::lang::Lang;
use crate::base::suggest::nearest;
use crate::cli::format::LangArg;
use crate::cli::{self, Outcome};
use crate::rules::rule::Rule;
use crate::rules::{RULES, named};

/// What `explain` takes.
#[derive(Args, Clone, Debug)]
pub struct ExplainArgs {
    /// The rule; without it, all rules are listed · 规则；不写则列出全部
    pub rule: Option<String>,
    /// Language · 语言
    #[arg(long, value_enum)]
    pub lang: Option<LangArg>,
}

/// How it is used.
pub const EXAMPLES: &str = "\
Examples · 例子
  duizhao explain                         a list of all rules · 列出全部规则
  duizhao explain quote-not-found         the manual of a rule · 一条规则的说明
  duizhao explain quote-not-found --lang zh";

/// Runs `explain`.
pub fn run(args: &ExplainArgs) -> Result<Outcome> {
    let lang = cli::language(args.lang.map(Lang::from));
    let text = match &args.rule {
        None => RULES.iter().fold(String::new(), |all, rule| {
            all + &format!("{:24} {}\n", rule.name, rule.read_manual().title.get(lang))
        }),
        Some(name) => manual(named(name).ok_or_else(|| unknown(name))?, lang),
    };
    cli::print(&text)?;
    Ok(Outcome::Clean)
}

fn unknown(name: &str) -> Error {
    match nearest(name, RULES.iter().map(|rule| rule.name)) {
        Some(near) => Error::new(
            format!("没有规则“{name}”；是不是要写 {near}？"),
            format!("there is no rule “{name}”; did you mean {near}?"),
        ),
        None => Error::new(
            format!("没有规则“{name}”；duizhao explain 列出全部规则"),
            format!("there is no rule “{name}”; duizhao explain lists all rules"),
        ),
    }
}

fn manual(rule: &Rule, lang: Lang) -> String {
    let manual = rule.read_manual();
    let mut text = format!("{}\n{}\n\n{}\n", rule.name, manual.title.get(lang), manual.text.get(lang));
    let heads = match lang {
        Lang::Zh => ["会报告", "不会报告"],
        Lang::En => ["Reported", "Not reported"],
    };
    for (head, fences) in heads.into_iter().zip([&manual.bad, &manual.good]) {
        text += &format!("\n{head}\n");
        for fence in fences {
            text += &format!("\n  [{}]\n", fence.file);
            for line in fence.text.lines() {
                text += &format!("  {line}\n");
            }
        }
    }
    text
}
