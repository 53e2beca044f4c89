//! `duizhao new`: both halves of an excerpt, begun.

pub(crate) mod halves;
pub(crate) mod page;
pub(crate) mod quote;

use std::path::Path;

use anyhow::Result;
use clap::Args;

use crate::assemble::load::{self, Options};
use crate::base::error::Error;
use crate::base::lang::{Both, Lang};
use crate::base::source::Source;
use crate::base::suggest::nearest;
use crate::cli::format::LangArg;
use crate::cli::new::halves::Begun;
use crate::cli::new::page::NewPage;
use crate::cli::new::quote::Among;
use crate::cli::{self, Outcome};
use crate::model::address;
use crate::model::proof::Quoted;
use crate::model::site::Site;
use crate::prove;
use crate::publish::new_file::NewFile;
use crate::publish::{create, unfinished};
use crate::vfs::dir::Dir;
use crate::vfs::{self, Folder};

/// What `new` takes.
#[derive(Args, Clone, Debug)]
pub struct NewArgs {
    /// Topic and name, such as economy/exports; a name alone is a page outside the topics · 主题和名称，如 economy/exports；只写名称就是主题之外的页面
    #[arg(value_name = "PAGE")]
    pub page: String,
    /// The original that is quoted; with a paragraph (report-2022#45) that is quoted whole · 引自哪份原文；带段号（report-2022#45）则引用整段
    #[arg(long, value_name = "ID")]
    pub original: Option<String>,
    /// Words of the original; the whole sentence is put in as the quotation · 原文里的几个字，程序引用整句
    #[arg(long, value_name = "TEXT")]
    pub quote: Option<String>,
    /// Language of messages · 消息的语言
    #[arg(long, value_enum)]
    pub lang: Option<LangArg>,
}

/// How it is used.
pub const EXAMPLES: &str = "\
Examples · 例子
  duizhao new economy/exports             both halves of an excerpt · 一篇摘录的两个文件
  duizhao new economy/exports --quote \"出口总额\"
                                          with the sentence that holds these words · 连同含这几个字的整句
  duizhao new economy/exports --original report-2022
  duizhao new science/_index              the introduction of a new topic · 新主题的引言
  duizhao new method                      a page outside the topics · 主题之外的页面";

/// Runs `new`.
pub fn run(root: &Path, args: &NewArgs) -> Result<Outcome> {
    let (folder, _) = vfs::read(root)?;
    let (site, found) = load::load(&folder, &Options { drafts: true, ..Options::default() });
    if found.iter().any(|one| &*one.primary.place.path == "content/site.yaml") {
        return Err(Error::at(
            "content/site.yaml",
            "站点设置有误，什么都没有写；运行 duizhao check，先改正它",
            "the settings of the site are not right, and nothing was written; run duizhao check and correct them first",
        )
        .into());
    }
    let page = page::read(&site, &args.page)?;
    not_in_another_case(&site, &page)?;
    let among = originals(&site, args.original.as_deref())?;
    let quotation = match &args.quote {
        Some(text) => {
            let found = crate::cli::new::quote::find(&site, &among, text);
            Some(found.map_err(|refusal| unread(&folder).unwrap_or(refusal))?)
        }
        None => crate::cli::new::quote::paragraph(&site, &among),
    };
    let original = match &quotation {
        Some(found) => Some(found.original),
        None => (among.originals.len() == 1 && (page.topic.is_some() || args.original.is_some()))
            .then(|| among.originals[0]),
    };
    let mut begun = Begun { site: &site, page: &page, original, quotation, located: false };
    if begun.quotation.is_some() {
        begun.located = is_ambiguous(&folder, &begun)?;
    }
    let files = Both::from_fn(|lang| NewFile { path: page.path(lang), text: begun.half(lang) });
    absent(root, &page, &files)?;
    create::create(root, &[files.zh, files.en])?;
    cli::say(steps(&site, &page).get(cli::language(args.lang.map(Lang::from))));
    Ok(Outcome::Clean)
}

/// Refuses a page of which a half is there, unless it is what a run that was killed has written, which goes.
fn absent(root: &Path, page: &NewPage, files: &Both<NewFile>) -> Result<(), Error> {
    let halves = Lang::ALL.map(|lang| page.path(lang));
    let site = Dir::open(root).ok();
    let both = [files.zh.clone(), files.en.clone()];
    site.iter().for_each(|site| unfinished::take_back(site, &both));
    let is_there = |path: &str| root.join(path).symlink_metadata().is_ok();
    let is_ours = |file: &NewFile| site.as_ref().is_some_and(|site| create::holds(site, file));
    let there: Vec<&String> = halves.iter().filter(|path| is_there(path)).collect();
    let missing: Vec<&String> = halves.iter().filter(|path| !there.contains(path)).collect();
    let killed = both.iter().filter(|file| is_ours(file)).count();
    let is_begun = || site.as_ref().is_some_and(|site| !unfinished::begun(site, &both).is_empty());
    if there.len() == killed && (killed == 1 || (killed == 2 && is_begun())) {
        return Ok(());
    }
    match (there.as_slice(), missing.as_slice()) {
        ([], _) => {}
        ([here], [other]) => {
            return Err(Error::at(
                here,
                format!("这一半已经在了，没有动它，什么都没有写；另一半是 {other}，请自己新建，或换一个名称"),
                format!(
                    "this half is already there; it was left alone and nothing was written. The other half is {other}: write it yourself, or choose another name"
                ),
            ));
        }
        _ => {
            // A killed run has come so far that nothing is missing.
            site.iter().for_each(|site| unfinished::clear(site, &both));
            return Err(Error::at(
                &halves[0],
                format!("这一页已经在了（还有 {}），没有动它；换一个名称", halves[1]),
                format!(
                    "this page is already there (with {}) and was left alone; choose another name",
                    halves[1]
                ),
            ));
        }
    }
    Ok(())
}

/// Refuses a page whose address another has: the index of a folder, or one whose name differs in case alone.
fn not_in_another_case(site: &Site, page: &NewPage) -> Result<(), Error> {
    let folded = address::folded(&page.address);
    let (folder, name) = folded.rsplit_once('/').map_or(("", folded.as_str()), |(a, b)| (a, b));
    if name == "index" {
        let own = if folder.is_empty() { "_index".to_owned() } else { format!("{folder}/_index") };
        return Err(Error::at(
            &page.address,
            format!("这个网址是 {own} 的；写 duizhao new {own}，或换一个名称"),
            format!("this address is that of {own}; write duizhao new {own}, or choose another name"),
        ));
    }
    match site
        .bitexts
        .iter()
        .find(|one| *one.address != page.address && address::folded(&one.address) == folded)
    {
        Some(taken) => Err(Error::at(
            &page.address,
            format!("已有一页 {}，只是大小写不同；换一个名称", taken.address),
            format!("there is a page {} that differs in case alone; choose another name", taken.address),
        )),
        None => Ok(()),
    }
}

/// The originals to look in: the one that was named, perhaps with a paragraph (`report-2022#45`), else all.
fn originals(site: &Site, named: Option<&str>) -> Result<Among, Error> {
    let Some(typed) = named else {
        return Ok(Among { originals: (0..site.originals.len()).collect(), paragraph: None });
    };
    let (id, number) = typed.split_once('#').map_or((typed, None), |(id, number)| (id, Some(number)));
    let id = id.trim_end_matches(".md").rsplit('/').next().unwrap_or(id);
    if let Some(at) = site.original_ids.get(id) {
        let last = site.originals[*at].paragraphs.len();
        let paragraph = number.map(|number| number.parse().ok().filter(|n| (1..=last).contains(n)));
        return match paragraph {
            Some(None) => Err(Error::new(
                format!("{id} 没有这一段：{typed}；段号从 1 到 {last}"),
                format!("{id} has no such paragraph: {typed}; the numbers go from 1 to {last}"),
            )),
            paragraph => Ok(Among { originals: vec![*at], paragraph: paragraph.flatten() }),
        };
    }
    let known: Vec<&str> = site.originals.iter().map(|one| one.id.as_str()).collect();
    Err(match nearest(id, known.iter().copied()) {
        Some(near) => Error::new(
            format!("没有原文“{id}”；是不是要写 --original {near}？"),
            format!("there is no original “{id}”; did you mean --original {near}?"),
        ),
        None => Error::new(
            format!("没有原文“{id}”；content/originals/ 里有：{}", known.join("、")),
            format!("there is no original “{id}”; content/originals/ holds {}", known.join(", ")),
        ),
    })
}

/// An original that could not be read: words that were not found may stand there.
fn unread(folder: &Folder) -> Option<Error> {
    let path = folder.refused.iter().find(|path| path.starts_with("content/originals/"))?;
    Some(Error::at(
        path,
        "能读的原文里没有这几个字，而这份读不出来，什么都没有写；运行 duizhao check 看原因，改正后再试",
        "the originals that can be read do not have these words, and this one cannot be read; nothing was written. Run duizhao check to see why, and try again when it is corrected",
    ))
}

/// Whether the check would ask for a locator; it is asked by reading the page as it will be written.
fn is_ambiguous(folder: &Folder, begun: &Begun) -> Result<bool, Error> {
    let mut folder = folder.clone();
    for lang in Lang::ALL {
        folder.content.push(Source::new(begun.page.path(lang), &begun.half(lang)));
    }
    let (site, _) = load::load(&folder, &Options { drafts: true, ..Options::default() });
    let at = site.bitexts.iter().position(|one| *one.address == *begun.page.address);
    let proof = prove::prove(&site);
    let quotes = at.iter().flat_map(|at| &proof.pages[*at].passages).flat_map(|passage| &passage.quotes);
    let mut ambiguous = false;
    for quoted in quotes {
        match &quoted.quoted {
            Quoted::Found(found) => ambiguous |= !found.also.is_empty(),
            _ => {
                return Err(Error::new(
                    "这句原文里有程序不会转写的符号，什么都没有写；不带 --quote 再运行一次，然后自己抄进去",
                    "this sentence holds signs that cannot be written as Markdown, and nothing was written; run it again without --quote and copy the sentence in",
                ));
            }
        }
    }
    Ok(ambiguous)
}

/// What was written, and what comes next.
fn steps(site: &Site, page: &NewPage) -> Both<String> {
    let NewPage { address, topic } = page;
    let unlisted = topic.as_deref().filter(|topic| !site.config.topics.iter().any(|one| one == topic));
    let add = unlisted.map_or(Both::default(), |topic| {
        let mut all = site.config.topics.clone();
        all.push(topic.to_owned());
        let all = all.join(", ");
        Both::new(
            format!("\n4. content/site.yaml 里还没有主题 {topic}：写成 topics: [{all}]"),
            format!("\n4. content/site.yaml does not name the topic {topic} yet: write topics: [{all}]"),
        )
    });
    Both::new(
        format!(
            "写了 content/{address}.zh.md 和 content/{address}.en.md，都是草稿。接下来：\n\
             1. 在两个文件里写上标题和正文，把标着“待译”的地方译成英文\n\
             2. duizhao check --drafts：看还缺什么\n\
             3. 写好后，从中文页头删去 draft: true{}",
            add.zh
        ),
        format!(
            "wrote content/{address}.zh.md and content/{address}.en.md, as a draft. What comes next:\n\
             1. write titles and text in both files; translate what is marked 待译\n\
             2. duizhao check --drafts: shows what is left to do\n\
             3. when it is ready, remove draft: true from the Chinese header{}",
            add.en
        ),
    )
}
