//! `duizhao accept`: the translations are up to date.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::{Result, bail};
use clap::Args;

use crate::analysis::Analysis;
use crate::assemble::load::Options;
use crate::base::diagnostic::{Diagnostic, Level};
use crate::base::error::Error;
use crate::base::lang::{Both, Lang};
use crate::base::source::Source;
use crate::base::suggest::nearest;
use crate::cli::format::{self, Format, LangArg};
use crate::cli::{self, Outcome};
use crate::model::bitext::Bitext;
use crate::model::lock::{HEADER, Lock, sentences};
use crate::publish::{self, Replaced};
use crate::vfs::decode;
use crate::vfs::dir::Dir;
use crate::vfs::file::FILE_LIMIT;

/// The lock's path below the site's folder.
const LOCK: &str = "content/duizhao.lock";

/// What `accept` may be told.
#[derive(Args, Clone, Debug)]
pub struct AcceptArgs {
    /// A page, or a passage of it: economy/growth or economy/growth#p3 (default: all) · 一页或一段，如 economy/growth 或 economy/growth#p3（默认全部）
    #[arg(value_name = "PAGE[#PASSAGE]")]
    pub what: Option<String>,
    /// Language of messages · 消息的语言
    #[arg(long, value_enum)]
    pub lang: Option<LangArg>,
}

/// How it is used.
pub const EXAMPLES: &str = "\
Examples · 例子
  duizhao accept                          all translations are up to date · 全部译文已复核
  duizhao accept economy/growth           those of one page · 一页
  duizhao accept economy/growth#p3        one passage · 一段";
/// What is accepted.
#[derive(Clone, Copy)]
enum Selection<'a> {
    All,
    Page(&'a Bitext),
    Passage(&'a Bitext, &'a str),
}

/// Runs `accept`.
pub fn run(root: &Path, args: &AcceptArgs) -> Result<Outcome> {
    let lang = cli::language(args.lang.map(Lang::from));
    let _turn = cli::wait_for_turn(root, lang);
    let before = stored(root);
    let known = cli::know(root, &Options { drafts: true, base_url: None })?;
    let scope = scope(&known, args.what.as_deref())?;
    let in_lock: Vec<Diagnostic> =
        errors(&known).filter(|one| &*one.primary.place.path == LOCK).cloned().collect();
    if !in_lock.is_empty() {
        format::tell(Format::Human, &in_lock, &known, lang)?;
        let said = Both::said(
            "duizhao.lock 要先改好，什么都没有记下",
            "duizhao.lock must be put right first; nothing was recorded",
        );
        cli::say(said.get(lang));
        return Ok(Outcome::Found);
    }
    let pages: Vec<&Bitext> = match scope {
        Selection::All => known.site.bitexts.iter().map(|page| &**page).collect(),
        Selection::Page(page) | Selection::Passage(page, _) => vec![page],
    };
    let (faulty, sound): (Vec<&Bitext>, Vec<&Bitext>) =
        pages.into_iter().partition(|page| has_errors(&known, page));
    let mut lock = Lock { exists: true, entries: known.site.lock.entries.clone() };
    let mut count = 0;
    for page in &sound {
        let only = if let Selection::Passage(_, id) = scope { Some(id) } else { None };
        count += accept(&mut lock, page, only);
    }
    if matches!(scope, Selection::All) {
        for (_, ids) in lock.entries.iter_mut().filter(|(address, _)| known.site.bitext(address).is_none()) {
            ids.values_mut().for_each(|hashes| *hashes = None);
        }
    }
    let path = root.join(LOCK);
    let fresh = !known.site.lock.exists || lock.entries != known.site.lock.entries;
    if fresh && count > 0 {
        record(root, before.as_deref(), &known, &lock)?;
    }
    let said = match (count, fresh) {
        (0, _) => Both::said("没有记下任何译文", "nothing was recorded"),
        (_, true) => Both::said(
            format!("已确认 {count} 段译文，记在 {}", path.display()),
            format!("accepted {count} passages, recorded in {}", path.display()),
        ),
        (_, false) => Both::said(
            format!("{count} 段译文先前都已确认，没有变化"),
            format!("all {count} passages had been accepted before; nothing has changed"),
        ),
    };
    cli::say(said.get(lang));
    if faulty.is_empty() {
        return Ok(Outcome::Clean);
    }
    let list = faulty.iter().map(|page| page.address.as_ref()).collect::<Vec<_>>().join(", ");
    let said = Both::said(
        format!("这些页面还有错误，没有确认：{list}；运行 duizhao check 查看"),
        format!("these pages still have errors and were not accepted: {list}; run duizhao check to see them"),
    );
    cli::say(said.get(lang));
    Ok(Outcome::Found)
}

/// The lock as it stands on the disk, if it can be read; what is wrong with it is found later.
fn stored(root: &Path) -> Option<Vec<u8>> {
    Dir::open(root).ok()?.read(Path::new(LOCK), FILE_LIMIT).ok()
}

/// Writes the lock, unless it is another one since it was read.
fn record(root: &Path, before: Option<&[u8]>, known: &Analysis, lock: &Lock) -> Result<()> {
    let text = before.and_then(|bytes| decode::text(bytes.to_vec()).ok());
    let read = known.site.sources.get(LOCK).map(|source| source.text.clone());
    if text.as_ref().map(|text| Source::new(LOCK, text).text) != read {
        bail!(cli::changed_meanwhile(LOCK));
    }
    let new = lock.text_after(text.as_deref().unwrap_or_default());
    match publish::replace(root, LOCK, before, new.as_bytes())? {
        Replaced::Done => Ok(()),
        Replaced::Changed => bail!(cli::changed_meanwhile(LOCK)),
    }
}

/// What was asked for; a file's path will do for a page.
fn scope<'k>(known: &'k Analysis, what: Option<&'k str>) -> Result<Selection<'k>> {
    let Some(what) = what else { return Ok(Selection::All) };
    let (page, passage) = what.split_once('#').map_or((what, None), |(page, id)| (page, Some(id)));
    let page = page.strip_prefix("./").unwrap_or(page);
    let page = page.strip_prefix("content/").unwrap_or(page);
    let page = page.strip_suffix(".md").unwrap_or(page);
    let page = page.strip_suffix(".zh").or(page.strip_suffix(".en")).unwrap_or(page);
    let Some(bitext) = known.site.bitext(page) else {
        let near = nearest(page, known.site.bitexts.iter().map(|one| one.address.as_ref()));
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
    let Some(id) = passage else { return Ok(Selection::Page(bitext)) };
    let own = std::iter::once(HEADER).chain(bitext.passages.iter().map(|one| one.id.as_str()));
    let Some(part) = own.clone().find(|own| *own == id) else {
        // One number is as near as another.
        let is_number = id.strip_prefix('p').is_some_and(|number| number.parse::<u32>().is_ok());
        bail!(match nearest(id, own.clone()).filter(|_| !is_number) {
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
        });
    };
    Ok(Selection::Passage(bitext, part))
}

fn errors(known: &Analysis) -> impl Iterator<Item = &Diagnostic> {
    known.checked.findings.iter().filter(|one| one.level == Level::Error)
}

fn has_errors(known: &Analysis, page: &Bitext) -> bool {
    let own = [&page.pages.zh.source.path, &page.pages.en.source.path];
    errors(known).any(|one| own.contains(&&one.primary.place.path))
}

/// Records a page, or one passage of it; gives how many passages.
fn accept(lock: &mut Lock, page: &Bitext, only: Option<&str>) -> usize {
    let mut ids: BTreeMap<String, Option<Vec<u32>>> =
        lock.entries.remove(page.address.as_ref()).unwrap_or_default();
    let mut count = 0;
    let parts = page.passages.iter().filter_map(|passage| page.part(passage));
    for part in
        std::iter::once(page.headers()).chain(parts).filter(|part| only.is_none_or(|id| id == part.id))
    {
        let now = sentences(&part.proses.zh, &page.pages.zh.body.notes);
        ids.insert(part.id.to_owned(), Some(now.iter().map(|one| one.hash).collect()));
        count += usize::from(part.id != HEADER || only.is_some());
    }
    // An id whose passage is gone is remembered, and never given again.
    if only.is_none() {
        let gone = |id: &String| id != HEADER && !page.passages.iter().any(|one| one.id == *id);
        ids.iter_mut().filter(|(id, _)| gone(id)).for_each(|(_, hashes)| *hashes = None);
    }
    lock.entries.insert(page.address.to_string(), ids);
    count
}
