//! `duizhao check`: findings only, and the safe corrections of them.

use std::mem::ManuallyDrop;
use std::path::Path;

use anyhow::{Result, bail};
use clap::Args;

use crate::analysis::Analysis;
use crate::analysis::cache::CachedBuild;
use crate::analysis::page_store::PageStore;
use crate::assemble::load::Options;
use crate::base::diagnostic;
use crate::base::lang::{Both, Lang};
use crate::base::source::Source;
use crate::cli::format::{self, Findings, Format, LangArg, summary};
use crate::cli::unchanged::Unchanged;
use crate::cli::{self, Outcome};
use crate::publish::{self, Replaced};
use crate::render::{self, context::RenderContext};
use crate::report::counted;
use crate::rules::fixes::corrections;
use crate::vfs::Snapshot;
use crate::vfs::file_changed::or_else_changed;

/// What `check` takes.
#[derive(Args, Clone, Debug)]
pub struct CheckArgs {
    /// How findings are written · 输出格式
    #[arg(long, value_enum, default_value_t = Format::Human)]
    pub format: Format,
    /// Language of messages · 消息的语言
    #[arg(long, value_enum)]
    pub lang: Option<LangArg>,
    /// Warnings count as errors · 把警告当作错误
    #[arg(long)]
    pub strict: bool,
    /// Include pages with `draft: true` · 包括草稿
    #[arg(long)]
    pub drafts: bool,
    /// Find everything out anew · 全部重新核对，不用缓存
    #[arg(long)]
    pub no_cache: bool,
    /// Make the safe corrections, never inside a quotation · 代为改正（不动引文）
    #[arg(long)]
    pub fix: bool,
}

/// How it is used.
pub const EXAMPLES: &str = "\
Examples · 例子
  duizhao check                           findings with source lines · 显示问题和原文行
  duizhao check --lang zh                 in Chinese · 用中文显示
  duizhao check --strict                  warnings count as errors · 警告也算错误
  duizhao check --fix                     make the safe corrections · 代为改正
  duizhao check --format json             for other programs · 供其他程序读取
  duizhao check --format github           annotations in GitHub Actions · GitHub 上的批注";

/// Runs `check`. Where a file is saved meanwhile, it begins anew and reads everything first.
pub fn run(root: &Path, args: &CheckArgs) -> Result<Outcome> {
    or_else_changed(|| check(root, args, args.no_cache || args.fix), || check(root, args, true))
}

fn options(args: &CheckArgs) -> Options {
    Options { drafts: args.drafts, ..Options::default() }
}

fn check(root: &Path, args: &CheckArgs, is_anew: bool) -> Result<Outcome> {
    let (lang, options) = (cli::language(args.lang.map(Lang::from)), options(args));
    let turn = args.fix.then(|| cli::wait_for_turn(root, lang));
    let (snapshot, last) = CachedBuild::look(root, &options, is_anew)?;
    if let Some(unchanged) = last.and_then(|last| Unchanged::of(&snapshot, last.again(&snapshot).ok()?)) {
        return report(args, unchanged.findings(), unchanged.is_clean(args.strict), lang);
    }
    let store = if args.no_cache { PageStore::default() } else { PageStore::read(root) };
    // Never freed: the process ends behind it, and gives all memory back at once.
    let know = |snapshot: &Snapshot| ManuallyDrop::new(Analysis::of(snapshot, &options, &store));
    let mut known = know(&snapshot);
    let mut changed = Vec::new();
    if args.fix {
        changed = fix(root, &known, lang)?;
        drop(turn);
        known = know(&Snapshot::read(root)?);
    }
    templates(&mut known);
    let findings = Findings::of(&known.checked.findings, &known);
    let is_clean = known.checked.is_clean(args.strict);
    let (outcome, ()) = rayon::join(|| report(args, findings, is_clean, lang), || keep(root, &known, &store));
    let outcome = outcome?;
    if !changed.is_empty() {
        bail!(cli::changed_meanwhile(changed.join(", ")));
    }
    Ok(outcome)
}

/// Keeps what is new for the next run; a folder in which nobody built is left as it is.
fn keep(root: &Path, known: &Analysis, store: &PageStore) {
    if let Some(kept) = (!store.is_empty()).then(|| known.kept(store)).flatten() {
        kept.keep(root);
    }
}

fn report(args: &CheckArgs, findings: Findings, is_clean: bool, lang: Lang) -> Result<Outcome> {
    format::print(args.format, findings, lang)?;
    if args.format == Format::Human {
        cli::say(summary(findings.counts()).get(lang));
    }
    Ok(if is_clean { Outcome::Clean } else { Outcome::Found })
}

/// Adds what would make a build fail in the site’s own templates. They are tried on every page where nothing else is
/// wrong; a site without templates of its own, or with the program’s, needs no trial.
fn templates(known: &mut Analysis) {
    let inside: Vec<Source> = render::inside().collect();
    let is_own = |one: &Source| !inside.iter().any(|other| other.path == one.path && other.text == one.text);
    if !known.folder.templates.iter().any(is_own) {
        return;
    }
    let is_clean = known.checked.is_clean(false);
    let tried = RenderContext::new(&known.site, &known.proof, &known.checked, &known.folder.templates)
        .and_then(|ctx| if is_clean { render::render(&ctx, |_| {}) } else { Ok(()) });
    let Err(faults) = tried else { return };
    known.checked.findings.extend(faults);
    diagnostic::sort(&mut known.checked.findings);
    known.add_sources(inside);
}

/// Makes the safe corrections and says which; gives the files that changed meanwhile.
fn fix(root: &Path, known: &Analysis, lang: Lang) -> Result<Vec<String>> {
    let (mut changed, mut places, mut files) = (Vec::new(), 0, 0);
    for correction in corrections(&known.site, &known.checked.findings) {
        let (path, count) = (&correction.source.path, correction.fixes.len());
        match publish::correct(root, &correction)? {
            Replaced::Done => {
                let message =
                    Both::new(format!("{path}：改正 {count} 处"), format!("{path}: {count} corrected"));
                cli::say(message.get(lang));
                (places, files) = (places + count, files + 1);
            }
            Replaced::Changed => changed.push(path.to_string()),
        }
    }
    let message = match places {
        0 => Both::new("没有可以代为改正的地方", "there is nothing that can be corrected safely"),
        _ => Both::new(
            format!("共改正 {files} 个文件 {places} 处；以下是余下的发现"),
            format!(
                "corrected {} in {}; what remains follows",
                counted(places, "place"),
                counted(files, "file")
            ),
        ),
    };
    cli::say(message.get(lang));
    Ok(changed)
}
