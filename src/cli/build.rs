//! `duizhao build`: check, render, publish.

use std::mem::ManuallyDrop;
use std::path::{Path, PathBuf};

use anyhow::Result;
use clap::Args;
use rayon::prelude::*;

use crate::analysis::Analysis;
use crate::analysis::cache::CachedBuild;
use crate::analysis::memo::Memo;
use crate::analysis::page_store::PageStore;
use crate::assemble::load::{LoadLimits, Options};
use crate::base::diagnostic::{self, Diagnostic};
use crate::base::lang::{Both, Lang};
pub use crate::cli::format::Format;
use crate::cli::format::{self, Findings, LangArg, summary};
use crate::cli::kept_pages::KeptPages;
use crate::cli::progress::Progress;
use crate::cli::unchanged::{self, KeptKeys, Unchanged};
use crate::cli::{self, Outcome};
use crate::model::output::Output;
use crate::publish::publisher::Notify;
use crate::publish::{Notice, OutputComparison, Publisher, Written};
use crate::render::{self, RenderContext, windows};
use crate::report::{Counts, counted};
use crate::vfs::Snapshot;
use crate::vfs::file_changed::unless_changed;

/// What `build` takes.
#[derive(Args, Clone, Debug)]
pub struct BuildArgs {
    /// Compare with what stands there instead of writing; exit 1 when it differs · 只比较，不写入；有差异时退出码为 1
    #[arg(long)]
    pub check: bool,
    /// The folder to write to (default: public in the site's folder) · 输出文件夹（默认站点里的 public）
    #[arg(long, value_name = "DIR")]
    pub output: Option<PathBuf>,
    /// Where the site will stand · 网站的网址
    #[arg(long, value_name = "URL")]
    pub base_url: Option<String>,
    /// Include pages with `draft: true` · 包括草稿（draft: true）
    #[arg(long)]
    pub drafts: bool,
    /// Warnings stop the build too · 有警告也停止
    #[arg(long)]
    pub strict: bool,
    /// Replace generated files that were changed by hand, keeping a copy · 覆盖手改过的文件（留副本）
    #[arg(long)]
    pub overwrite: bool,
    /// Find everything out anew, and keep nothing for the next build · 全部重新核对、生成，不用也不留缓存
    #[arg(long)]
    pub no_cache: bool,
    /// How findings are written · 输出格式
    #[arg(long, value_enum, default_value_t = Format::Human)]
    pub format: Format,
    /// Language of messages · 消息的语言
    #[arg(long, value_enum)]
    pub lang: Option<LangArg>,
    /// How much of a large site is held at once
    #[arg(skip)]
    pub limits: LoadLimits,
}

/// How it is used.
pub const EXAMPLES: &str = "\
Examples · 例子
  duizhao build                           build content/ into public/ · 生成网站
  duizhao build --check                   is public/ up to date? · public/ 与内容一致吗？
  duizhao build --output /tmp/site --base-url https://example.org/site/
  duizhao build --drafts                  with pages that are not ready · 连同草稿";

/// Runs `build`.
pub fn run(root: &Path, args: &BuildArgs) -> Result<Outcome> {
    unless_changed(|| build(root, args))
}

fn build(root: &Path, args: &BuildArgs) -> Result<Outcome> {
    let lang = cli::language(args.lang.map(Lang::from));
    let options = Options { drafts: args.drafts, base_url: args.base_url.clone(), limits: args.limits };
    let is_gone = last_is_gone(root, args);
    let (snapshot, last) = look(root, args, &options, is_gone)?;
    let before = match repeat(root, args, (last, &snapshot, &options), lang)? {
        LastBuild::Same(outcome) => return Ok(outcome),
        LastBuild::Other(known) => known,
    };
    let progress = Progress::start(lang, Both { zh: "读取并核对", en: "reading and checking" });
    let (store, memo) = kept_before(root, args, is_gone);
    // The process ends behind it, and gives all memory back at once.
    let mut known = ManuallyDrop::new(Analysis::of(&snapshot, &options, &store));
    let mut findings = known.checked.findings.clone();
    let (mut made, mut pages) = (None, KeptKeys::default());
    if known.checked.is_clean(args.strict) {
        progress.next(Both { zh: "生成页面", en: "making pages" });
        let (goal, context) =
            rayon::join(|| Goal::begin(root, args, before.as_deref(), lang), || context(&known));
        let goal = match goal {
            Ok(goal) => goal,
            Err(refusal) => {
                drop(progress);
                format::print(args.format, Findings::of(&findings, &known), lang)?;
                return Err(refusal);
            }
        };
        let kept = (before.as_deref(), &memo, args.limits);
        match context.and_then(|context| make(context, &known, &goal, kept)) {
            Ok(keys) => (made, pages) = (Some(goal), keys),
            Err(faults) => {
                findings.extend(faults);
                diagnostic::sort(&mut findings);
                known.add_sources(render::inside());
            }
        }
    }
    let keep = || {
        if let Some(kept) = (!args.no_cache).then(|| known.kept(&store)).flatten() {
            kept.keep(root);
        }
    };
    let findings = Findings::of(&findings, &known);
    let Some(goal) = made else {
        keep();
        drop(progress);
        return refuse(args.format, findings, lang);
    };
    // One after the other: each clears what killed runs had begun.
    let keep = || {
        keep();
        (!args.no_cache).then(|| memo.keep(root));
    };
    let (reached, ()) = rayon::join(|| goal.reach(args.overwrite), keep);
    drop(progress);
    format::print(args.format, findings, lang)?;
    let bitexts = known.site.bitexts.len();
    match reached? {
        Reached::Compared(differing) => Ok(report_differing(&output(root, args), &differing, lang)),
        Reached::Written(written) => {
            if !args.no_cache {
                let (target, found) = ((root, &args.output), (findings, bitexts));
                unchanged::keep(target, &options, &snapshot, found, (&written, pages));
            }
            Ok(report_done(root, args, (bitexts, findings.counts()), &written, lang))
        }
    }
}

/// What was found out about pages, and what was read of them: that is of no use where all pages are made anew.
fn kept_before(root: &Path, args: &BuildArgs, is_gone: bool) -> (PageStore, Memo) {
    let memo = || if is_gone { Memo::default() } else { Memo::read(root) };
    match args.no_cache {
        true => Default::default(),
        false => rayon::join(|| PageStore::read(root), memo),
    }
}

/// Whether nothing stands of what the last build wrote.
fn last_is_gone(root: &Path, args: &BuildArgs) -> bool {
    !args.check && !output(root, args).exists()
}

/// What the last build found out.
enum LastBuild {
    /// Nothing has changed since, and it was said again.
    Same(Outcome),
    /// Something has, or nothing is known.
    Other(Option<Box<CachedBuild>>),
}

/// Looks at the site's folder, with what the last build found out.
fn look(
    root: &Path,
    args: &BuildArgs,
    options: &Options,
    is_gone: bool,
) -> Result<(Snapshot, Option<CachedBuild>)> {
    let (snapshot, known) = CachedBuild::look(root, options, args.no_cache || is_gone)?;
    Ok((snapshot, known.filter(|_| !args.check)))
}

/// Says again what the last build said, if nothing has changed since.
fn repeat(
    root: &Path,
    args: &BuildArgs,
    (known, snapshot, options): (Option<CachedBuild>, &Snapshot, &Options),
    lang: Lang,
) -> Result<LastBuild> {
    let Some(known) = known else {
        return Ok(LastBuild::Other(None));
    };
    let unchanged = match known.again(snapshot) {
        Ok(known) => Unchanged::of(snapshot, known),
        Err(known) => return Ok(LastBuild::Other(Some(known))),
    };
    let Some(unchanged) = unchanged.filter(|one| one.is_clean(args.strict)) else {
        return Ok(LastBuild::Other(None));
    };
    let begun = Publisher::begin(root, args.output.as_deref(), notifier(lang));
    let findings = unchanged.findings();
    let stands = match &begun {
        Ok(publisher) => unchanged.stands(publisher, root, options),
        Err(_) => None,
    };
    if begun.is_err() || stands.is_some() {
        format::print(args.format, findings, lang)?;
    }
    begun?;
    let done =
        |written: Written| report_done(root, args, (unchanged.bitexts(), findings.counts()), &written, lang);
    Ok(stands.map_or(LastBuild::Other(None), |written| LastBuild::Same(done(written))))
}

/// What pages are made from; or what is wrong with the templates.
fn context(known: &Analysis) -> Result<RenderContext<'_>, Vec<Diagnostic>> {
    let context = RenderContext::new(&known.site, &known.proof, &known.checked, &known.folder.templates)?;
    Ok(context.knowing(&known.places))
}

/// Makes all pages that do not stand already, and gives what they depend on; or says what is wrong with the templates.
fn make<'s>(
    context: RenderContext<'s>,
    known: &'s Analysis,
    goal: &'s Goal,
    (before, memo, limits): (Option<&'s CachedBuild>, &'s Memo, LoadLimits),
) -> Result<KeptKeys, Vec<Diagnostic>> {
    let Goal::Publish(publisher) = goal else {
        render::render(&context, |output| goal.take(output))?;
        return Ok(KeptKeys::default());
    };
    let pages = KeptPages::new(&context, before, publisher);
    let context = context.handing(&pages).gathering(memo, &pages);
    let take = |group, output: Output| {
        pages.see(group, &output.path);
        goal.take(output);
    };
    let stands = |group| pages.keep(group);
    let to_be_made = pages.to_be_made();
    match known.opener(limits).filter(|_| to_be_made.len() > limits.pages) {
        Some(opener) => windows::render(&context, &opener, stands, take)?,
        None => {
            // Many files ask for the facts on a page: proved first, no thread waits for them.
            to_be_made.into_par_iter().for_each(|at| context.proof.pages[at].force());
            render::render_without(&context, stands, take)?;
        }
    }
    Ok(pages.keys())
}

/// Says what keeps the site from being built.
fn refuse(format: Format, findings: Findings, lang: Lang) -> Result<Outcome> {
    format::print(format, findings, lang)?;
    cli::say(summary(findings.counts()).get(lang));
    let said = Both::new(
        "没有写入任何文件；改正以上各处后再运行一次",
        "nothing was written; correct what stands above and run it again",
    );
    cli::say(said.get(lang));
    Ok(Outcome::Found)
}

fn output(root: &Path, args: &BuildArgs) -> PathBuf {
    args.output.clone().unwrap_or_else(|| root.join("public"))
}

/// Says what was done and what was found.
fn report_done(
    root: &Path,
    args: &BuildArgs,
    (bitexts, counts): (usize, Counts),
    written: &Written,
    lang: Lang,
) -> Outcome {
    report_written(written, lang);
    cli::say(built(bitexts, written).get(lang));
    cli::say(summary(counts).get(lang));
    cli::say(output(root, args).join("index.html").display());
    Outcome::Clean
}

fn notifier(lang: Lang) -> Notify {
    Box::new(move |notice: Notice| cli::say(notice.message().get(lang)))
}

/// What becomes of the files that are made.
enum Goal {
    /// They are published.
    Publish(Box<Publisher>),
    /// They are compared with what stands there.
    Compare(OutputComparison),
}

/// What became of them.
enum Reached {
    Written(Written),
    Compared(Vec<Both<String>>),
}

impl Goal {
    fn begin(root: &Path, args: &BuildArgs, before: Option<&CachedBuild>, lang: Lang) -> Result<Goal> {
        let named = args.output.as_deref();
        let usual = root.join("public");
        Ok(match args.check {
            true => Goal::Compare(OutputComparison::with(named.unwrap_or(&usual))),
            false => {
                let publisher = Publisher::begin(root, named, notifier(lang))?;
                Goal::Publish(Box::new(match before {
                    Some(known) => publisher.knowing(&known.output),
                    None => publisher,
                }))
            }
        })
    }

    fn take(&self, output: Output) {
        match self {
            Goal::Publish(publication) => publication.take(output),
            Goal::Compare(comparison) => comparison.take(output),
        }
    }

    fn reach(self, overwrite: bool) -> Result<Reached> {
        Ok(match self {
            Goal::Publish(publication) => Reached::Written(publication.finish(overwrite)?),
            Goal::Compare(comparison) => Reached::Compared(comparison.finish()?),
        })
    }
}

fn report_differing(folder: &Path, differing: &[Both<String>], lang: Lang) -> Outcome {
    for path in differing {
        cli::say(path.get(lang));
    }
    let folder = folder.display();
    let said = match differing.is_empty() {
        true => Both::new(format!("{folder} 与内容一致"), format!("{folder} is up to date")),
        false => Both::new(
            format!("{folder} 与内容不一致：运行 duizhao build"),
            format!("{folder} differs from the content: run duizhao build"),
        ),
    };
    cli::say(said.get(lang));
    if differing.is_empty() { Outcome::Clean } else { Outcome::Found }
}

fn report_written(written: &Written, lang: Lang) {
    for copy in &written.copies {
        let copy = copy.display();
        cli::say(Both::new(format!("副本：{copy}"), format!("kept a copy: {copy}")).get(lang));
    }
    if let Some(why) = &written.one_by_one {
        let said = Both::new(
            format!("文件逐个发布（{}）", why.zh),
            format!("files were published one by one ({})", why.en),
        );
        cli::say(said.get(lang));
    }
}

fn built(bitexts: usize, written: &Written) -> Both<String> {
    let pages = written.pages;
    let site = format!("{} of texts, {}", counted(bitexts, "pair"), counted(pages, "page"));
    match written.changed + written.removed {
        0 => Both::new(
            format!("{bitexts} 对文稿，{pages} 页：没有变化，什么都没写"),
            format!("{site}: nothing has changed, nothing was written"),
        ),
        _ => Both::new(
            format!(
                "{bitexts} 对文稿，{pages} 页：写了 {} 个文件，删了 {} 个",
                written.changed, written.removed
            ),
            format!("{site}: {} written, {} removed", counted(written.changed, "file"), written.removed),
        ),
    }
}
