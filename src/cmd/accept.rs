//! `duizhao accept`: the translations are up to date.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::{Result, bail};
use clap::Args;

use crate::both::{Both, Lang};
use crate::cmd::check::LangArg;
use crate::cmd::{self, Outcome};
use crate::load::Options;
use crate::lock::{Lock, sentences};
use crate::nearest::nearest;
use crate::refusal::Refusal;
use crate::write;

/// What `accept` may be told.
#[derive(Args, Clone, Debug)]
pub struct AcceptArgs {
    /// A page, or a passage of it: economy/growth or economy/growth#p3 (default: all) · 一页或一段（默认全部）
    pub what: Option<String>,
    /// Language of messages · 消息的语言
    #[arg(long, value_enum)]
    pub lang: Option<LangArg>,
}

/// How it is used.
pub const EXAMPLES: &str = "\
Examples · 例子:
  duizhao accept                          all translations are up to date · 全部译文已复核
  duizhao accept economy/growth           those of one page · 一页
  duizhao accept economy/growth#p3        one passage · 一段";

/// Runs `accept`.
pub fn run(root: &Path, args: &AcceptArgs) -> Result<Outcome> {
    let known = cmd::know(root, &Options { drafts: true, base_url: None })?;
    let (page, passage) = match &args.what {
        Some(what) => {
            let (page, passage) =
                what.split_once('#').map_or((what.as_str(), None), |(page, id)| (page, Some(id)));
            (Some(page), passage)
        }
        None => (None, None),
    };
    if let Some(page) = page.filter(|page| known.site.bitext(page).is_none()) {
        let near = nearest(page, known.site.bitexts.iter().map(|one| one.address.as_ref()));
        bail!(match near {
            Some(near) => Refusal::new(
                format!("没有这一页：{page}；是不是要写 duizhao accept {near}？"),
                format!("there is no page {page}; did you mean duizhao accept {near}?"),
            ),
            None => Refusal::new(
                format!("没有这一页：{page}；写主题和名称，例如 duizhao accept economy/growth"),
                format!("there is no page {page}; name topic and page, as in duizhao accept economy/growth"),
            ),
        });
    }
    let mut lock = Lock { exists: true, entries: known.site.lock.entries.clone() };
    let mut count = 0;
    for bitext in known.site.bitexts.iter().filter(|one| page.is_none_or(|page| page == one.address.as_ref()))
    {
        let mut ids: BTreeMap<String, Option<Vec<u32>>> =
            lock.entries.remove(bitext.address.as_ref()).unwrap_or_default();
        let now: Vec<&str> = bitext.passages.iter().map(|one| one.id.as_str()).collect();
        for one in &bitext.passages {
            let blocks = bitext.blocks(one);
            let (Some(zh), Some(_)) = (blocks.zh, blocks.en) else { continue };
            if passage.is_some_and(|id| id != one.id) {
                continue;
            }
            ids.insert(one.id.clone(), Some(sentences(zh).iter().map(|one| one.hash).collect()));
            count += 1;
        }
        // An id whose passage is gone is remembered, and never given again.
        if passage.is_none() {
            for (_, hashes) in ids.iter_mut().filter(|(id, _)| !now.contains(&id.as_str())) {
                *hashes = None;
            }
        }
        lock.entries.insert(bitext.address.to_string(), ids);
    }
    if count == 0 {
        let what = args.what.as_deref().unwrap_or("");
        bail!(Refusal::new(
            format!("没有这一段：{what}；段落的编号见网页上各段的链接，例如 #p3"),
            format!(
                "there is no passage {what}; the links of the passages on the page show their names, such as #p3"
            ),
        ));
    }
    if page.is_none() {
        for (_, ids) in lock.entries.iter_mut().filter(|(address, _)| known.site.bitext(address).is_none()) {
            ids.values_mut().for_each(|hashes| *hashes = None);
        }
    }
    let path = root.join("content/duizhao.lock");
    write::replace(&path, lock.text().as_bytes())?;
    let said = Both::said(
        format!("已确认 {count} 段译文，记在 {}", path.display()),
        format!("accepted {count} passages, recorded in {}", path.display()),
    );
    eprintln!("{}", said.get(cmd::language(args.lang.map(Lang::from))));
    Ok(Outcome::Clean)
}
