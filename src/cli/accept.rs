//! `duizhao accept`: the translations are up to date.

use std::path::Path;

use anyhow::{Result, bail};
use clap::Args;

use crate::analysis::Analysis;
use crate::assemble::acceptance::{self, Recorded};
use crate::assemble::load::Options;
use crate::base::diagnostic::{Diagnostic, Level};
use crate::base::error::Error;
use crate::base::lang::{Both, Lang};
use crate::base::suggest::nearest;
use crate::cli::format::{self, Findings, Format, LangArg};
use crate::cli::{self, Outcome};
use crate::model::bitext::Bitext;
use crate::model::lock::{HEADER, Lock, PassageId};
use crate::publish::Replaced;
use crate::publish::acceptance::{self as stored, LOCK};

/// What `accept` takes.
#[derive(Args, Clone, Debug)]
pub struct AcceptArgs {
    /// Topics, pages, passages: economy, economy/growth, economy/growth#p3 (default: all) · 主题、页面、段落，如 economy、economy/growth、economy/growth#p3（默认全部）
    #[arg(value_name = "TOPIC|PAGE[#PASSAGE]")]
    pub what: Vec<String>,
    /// Forget pages and passages that are no longer there · 不再记住已经不在的页面和段落
    #[arg(long)]
    pub prune: bool,
    /// Language of messages · 消息的语言
    #[arg(long, value_enum)]
    pub lang: Option<LangArg>,
}

/// How it is used.
pub const EXAMPLES: &str = "\
Examples · 例子
  duizhao accept                          all translations are up to date · 全部译文已复核
  duizhao accept economy                  those of a topic · 一个主题
  duizhao accept economy/growth           those of one page · 一页
  duizhao accept economy/growth#p3        one passage · 一段
  duizhao accept --prune                  forget what is no longer there, too · 同时不再记住已经不在的";

/// A page that is accepted, as a whole or one passage of it.
type Choice<'k> = (&'k Bitext, Option<PassageId>);

/// Runs `accept`.
pub fn run(root: &Path, args: &AcceptArgs) -> Result<Outcome> {
    let lang = cli::language(args.lang.map(Lang::from));
    let _turn = cli::wait_for_turn(root, lang);
    let before = stored::stored(root);
    let known = cli::know(root, &Options { drafts: true, ..Options::default() })?;
    let chosen = chosen(&known, &args.what)?;
    let in_lock: Vec<Diagnostic> =
        errors(&known).filter(|one| &*one.primary.place.path == LOCK).cloned().collect();
    if !in_lock.is_empty() {
        format::print(Format::Human, Findings::of(&in_lock, &known), lang)?;
        let message = Both::new(
            "duizhao.lock 要先改好，什么都没有记下",
            "duizhao.lock must be put right first; nothing was recorded",
        );
        cli::say(message.get(lang));
        return Ok(Outcome::Found);
    }
    let (faulty, sound): (Vec<Choice>, Vec<Choice>) =
        chosen.into_iter().partition(|(page, _)| known.has_errors(page));
    let locked = &*known.site.lock;
    let mut lock = Lock { exists: true, ..locked.clone() };
    let mut record = AcceptRecord::default();
    for (page, only) in &sound {
        record.add(page, acceptance::accept(&mut lock, page, *only));
    }
    if args.prune {
        record.forgotten = acceptance::prune(&mut lock, |address| is_there(&known, address));
    }
    known.site.bitexts.iter().for_each(|page| acceptance::carry_over(&mut lock, page));
    let is_new = !locked.exists || lock.pages != locked.pages;
    if is_new && (record.all > 0 || args.prune) {
        write(root, before.as_deref(), &known, &lock)?;
    }
    record.lines(&root.join(LOCK), is_new).iter().for_each(|line| cli::say(line.get(lang)));
    if faulty.is_empty() {
        return Ok(Outcome::Clean);
    }
    cli::say(not_accepted(&faulty).get(lang));
    Ok(Outcome::Found)
}

/// Which pages were not accepted.
fn not_accepted(faulty: &[Choice]) -> Both<String> {
    let mut list: Vec<&str> = faulty.iter().map(|(page, _)| page.address.as_ref()).collect();
    list.dedup();
    let list = list.join(", ");
    Both::new(
        format!("这些页面还有错误，没有确认：{list}；运行 duizhao check 查看"),
        format!("these pages still have errors and were not accepted: {list}; run duizhao check to see them"),
    )
}

/// Writes the lock, unless it is another one since it was read.
fn write(root: &Path, before: Option<&[u8]>, known: &Analysis, lock: &Lock) -> Result<()> {
    match stored::write(root, before, &known.site, lock)? {
        Replaced::Done => Ok(()),
        Replaced::Changed => bail!(cli::changed_meanwhile(LOCK)),
    }
}

/// Whether a file stands at an address, be it half a page or one that cannot be read.
fn is_there(known: &Analysis, address: &str) -> bool {
    Lang::ALL.iter().any(|lang| {
        let path = format!("content/{address}.{}.md", lang.code());
        known.site.sources.contains_key(path.as_str()) || known.folder.refused.contains(path.as_str())
    })
}

/// How many pages are named one by one.
const NAMED: usize = 20;

/// What was recorded, page by page.
#[derive(Default)]
struct AcceptRecord {
    all: usize,
    pages: Vec<(String, Recorded)>,
    forgotten: Vec<String>,
}

impl AcceptRecord {
    fn add(&mut self, page: &Bitext, recorded: Recorded) {
        self.all += recorded.all;
        if recorded.is_change() {
            self.pages.push((page.address.to_string(), recorded));
        }
    }

    /// What an editor is told, line by line.
    fn lines(&self, path: &Path, is_new: bool) -> Vec<Both<String>> {
        let count = self.pages.iter().map(|(_, one)| one.new.len()).sum::<usize>();
        let path = path.display();
        let plural = |count: usize| if count == 1 { "" } else { "s" };
        let mut lines = vec![match (self.all, is_new) {
            (0, _) => Both::new("没有记下任何译文", "nothing was recorded"),
            (_, true) => Both::new(
                format!("已确认 {count} 段译文，记在 {path}"),
                format!("accepted {count} passage{}, recorded in {path}", plural(count)),
            ),
            (1, false) => Both::new(
                "这段译文先前已确认，没有变化",
                "this passage had been accepted before; nothing has changed",
            ),
            (all, false) => Both::new(
                format!("{all} 段译文先前都已确认，没有变化"),
                format!("all {all} passages had been accepted before; nothing has changed"),
            ),
        }];
        lines.extend(self.pages.iter().take(NAMED).flat_map(|(address, one)| of_page(address, one)));
        let more = self.pages.len().saturating_sub(NAMED);
        if more > 0 {
            lines.push(Both::new(
                format!("  还有 {more} 页"),
                format!("  and {more} more page{}", plural(more)),
            ));
        }
        if !self.forgotten.is_empty() {
            let list = &self.forgotten;
            lines.push(Both::new(
                format!("不再记住这些页面：{}", list.join("、")),
                format!("these pages are forgotten: {}", list.join(", ")),
            ));
        }
        lines
    }
}

/// What was recorded of a page, in a line or two.
fn of_page(address: &str, recorded: &Recorded) -> Vec<Both<String>> {
    let list =
        |ids: &[PassageId], comma: &str| ids.iter().map(PassageId::to_string).collect::<Vec<_>>().join(comma);
    let mut lines = Vec::new();
    if let Some(before) = &recorded.moved_from {
        lines.push(Both::new(
            format!("  {address}：就是原来的 {before}"),
            format!("  {address}: the page that was {before}"),
        ));
    }
    if !recorded.new.is_empty() {
        let ids = &recorded.new;
        lines.push(Both::new(
            format!("  {address}：{}", list(ids, "、")),
            format!("  {address}: {}", list(ids, ", ")),
        ));
    }
    if !recorded.retired.is_empty() {
        let ids = &recorded.retired;
        lines.push(Both::new(
            format!("  {address}：已经不在页面上的 {}", list(ids, "、")),
            format!("  {address}: no longer on the page: {}", list(ids, ", ")),
        ));
    }
    lines
}

/// What was asked for, each page once: all, or the pages of topics, single pages, single passages.
fn chosen<'k>(known: &'k Analysis, what: &[String]) -> Result<Vec<Choice<'k>>> {
    if what.is_empty() {
        return Ok(known.site.bitexts.iter().map(|page| (&**page, None)).collect());
    }
    let mut all: Vec<Choice> = Vec::new();
    for one in what {
        for choice in named(known, one)? {
            if !all
                .iter()
                .any(|(page, only)| page.address == choice.0.address && (only.is_none() || *only == choice.1))
            {
                all.push(choice);
            }
        }
    }
    // A page that is accepted as a whole needs no passage of it besides.
    let whole: Vec<&str> =
        all.iter().filter(|one| one.1.is_none()).map(|one| one.0.address.as_ref()).collect();
    let is_needed = |one: &Choice| one.1.is_none() || !whole.contains(&one.0.address.as_ref());
    Ok(all.iter().copied().filter(is_needed).collect())
}

/// The pages that a name stands for; a file's path will do for a page, a folder's for a topic.
fn named<'k>(known: &'k Analysis, what: &str) -> Result<Vec<Choice<'k>>> {
    let (page, passage) = what.split_once('#').map_or((what, None), |(page, id)| (page, Some(id)));
    let page = page.replace('\\', "/");
    let page = page.strip_prefix("./").unwrap_or(&page);
    let page = page.strip_prefix("content/").unwrap_or(page);
    let page = page.strip_suffix(".md").unwrap_or(page);
    let page = page.strip_suffix(".zh").or(page.strip_suffix(".en")).unwrap_or(page);
    let topic = page.trim_end_matches('/');
    let Some(bitext) = known.site.bitext(page) else {
        let below = known.site.bitexts.iter().filter(|one| one.address.starts_with(&format!("{topic}/")));
        let below: Vec<Choice> = below.map(|one| (&**one, None)).collect();
        if passage.is_none() && !below.is_empty() && !topic.is_empty() {
            return Ok(below);
        }
        let near = nearest(page, known.site.bitexts.iter().map(|one| one.address.as_ref()));
        let near = near.or_else(|| nearest(page, known.site.bitexts.iter().filter_map(|one| one.topic())));
        bail!(match near {
            Some(near) => Error::new(
                format!("没有这一页：{page}；是不是要写 duizhao accept {near}？"),
                format!("there is no page {page}; did you mean duizhao accept {near}?"),
            ),
            None => Error::new(
                format!("没有这一页：{page}；写主题和名称，例如 duizhao accept economy/growth"),
                format!("there is no page {page}; name topic and page, as in duizhao accept economy/growth"),
            ),
        });
    };
    let Some(id) = passage else { return Ok(vec![(bitext, None)]) };
    let own = std::iter::once(HEADER).chain(bitext.passages.iter().map(|one| &*one.id));
    let part = own.clone().find(|own| *own == id).and_then(PassageId::named);
    match part {
        Some(part) => Ok(vec![(bitext, Some(part))]),
        None => bail!(no_passage(page, id, own)),
    }
}

fn no_passage<'k>(page: &str, id: &str, own: impl Iterator<Item = &'k str> + Clone) -> Error {
    // One number is as near as another.
    let is_number = id.strip_prefix('p').is_some_and(|number| number.parse::<u32>().is_ok());
    match nearest(id, own.clone()).filter(|_| !is_number) {
        Some(near) => Error::new(
            format!("没有这一段：{page}#{id}；是不是要写 duizhao accept {page}#{near}？"),
            format!("there is no passage {page}#{id}; did you mean duizhao accept {page}#{near}?"),
        ),
        None => {
            let ids: Vec<&str> = own.collect();
            Error::new(
                format!("没有这一段：{page}#{id}；这一页有 {}", ids.join("、")),
                format!("there is no passage {page}#{id}; that page has {}", ids.join(", ")),
            )
        }
    }
}

fn errors(known: &Analysis) -> impl Iterator<Item = &Diagnostic> {
    known.checked.findings.iter().filter(|one| one.level == Level::Error)
}
