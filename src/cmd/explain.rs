//! `duizhao explain`: the manual of a rule, or the list of all rules.

use anyhow::{Result, bail};
use clap::Args;

use crate::both::Lang;
use crate::check::{RULES, named};
use crate::cmd::check::LangArg;
use crate::cmd::{self, Outcome};
use crate::nearest::nearest;

/// What `explain` may be told.
#[derive(Args, Clone, Debug)]
pub struct ExplainArgs {
    /// The rule; without it, all rules are listed · 规则；不写则列出全部
    pub rule: Option<String>,
    /// Language · 语言
    #[arg(long, value_enum)]
    pub lang: Option<LangArg>,
}

/// Runs `explain`.
pub fn run(args: &ExplainArgs) -> Result<Outcome> {
    let lang = cmd::language(args.lang.map(Lang::from));
    let Some(name) = &args.rule else {
        for rule in RULES {
            println!("{:24} {}", rule.name, rule.read_manual().title.get(lang));
        }
        return Ok(Outcome::Clean);
    };
    let Some(rule) = named(name) else {
        let near = nearest(name, RULES.iter().map(|rule| rule.name));
        let hint = near.map_or(String::new(), |near| format!(" {near}?"));
        bail!("没有规则“{name}” · there is no rule “{name}”{hint}");
    };
    let manual = rule.read_manual();
    println!("{}\n{}\n\n{}", rule.name, manual.title.get(lang), manual.text.get(lang));
    let heads = match lang {
        Lang::Zh => ["会报告", "不会报告"],
        Lang::En => ["Reported", "Not reported"],
    };
    for (head, fences) in heads.into_iter().zip([&manual.bad, &manual.good]) {
        println!("\n{head}");
        for fence in fences {
            println!("\n  [{}]", fence.file);
            for line in fence.text.lines() {
                println!("  {line}");
            }
        }
    }
    Ok(Outcome::Clean)
}
