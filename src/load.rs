//! Folder → site: every file parsed, every page paired, in parallel.

use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::prelude::*;

use crate::address::{self, Role};
use crate::both::{Both, Lang};
use crate::diagnostic::{Diagnostic, Level};
use crate::glossary::Glossary;
use crate::header::SiteHeader;
use crate::lock::Lock;
use crate::nearest::nearest;
use crate::original::Original;
use crate::page::Page;
use crate::pair;
use crate::parse::{self, Shapes};
use crate::read::Folder;
use crate::site::{Site, Topic};
use crate::source::{Source, Span};

/// What the caller decides about a load.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// Pages marked `draft: true` are part of the site.
    pub drafts: bool,
    /// Takes the place of `base_url` in `site.yaml`.
    pub base_url: Option<String>,
}

/// One parsed file.
enum Parsed {
    Site(Box<SiteHeader>),
    Glossary(Glossary),
    Lock(Lock),
    Original(Box<Original>),
    Page(Box<Page>),
    Nothing,
}

/// Parses and pairs everything in a folder.
pub fn load(folder: &Folder, options: &Options) -> (Site, Vec<Diagnostic>) {
    let shapes = Shapes::default();
    let parsed: Vec<(Parsed, Vec<Diagnostic>)> =
        folder.content.par_iter().map(|source| parse_one(source, &shapes)).collect();
    let mut site = Site { assets: folder.assets.clone(), ..Site::default() };
    let mut found = Vec::new();
    let mut pages: BTreeMap<Arc<str>, Both<Option<Page>>> = BTreeMap::new();
    let mut configured = false;
    for (one, findings) in parsed {
        found.extend(findings);
        match one {
            Parsed::Site(config) => (site.config, configured) = (*config, true),
            Parsed::Glossary(glossary) => site.glossary = glossary,
            Parsed::Original(original) => site.originals.push(*original),
            Parsed::Page(page) => {
                let (address, lang) = (page.address.clone(), page.lang);
                *pages.entry(address).or_default().get_mut(lang) = Some(*page);
            }
            Parsed::Lock(lock) => site.lock = lock,
            Parsed::Nothing => {}
        }
    }
    if !configured {
        found.push(no_site_yaml());
    }
    if let Some(url) = &options.base_url {
        site.config.base_url = Some(url.clone());
    }
    site.originals.sort_by(|a, b| (a.date(), &a.id).cmp(&(b.date(), &b.id)));
    site.original_ids = site.originals.iter().enumerate().map(|(at, one)| (one.id.clone(), at)).collect();
    let halves: Vec<Both<Option<Page>>> = pages.into_values().collect();
    let paired: Vec<_> = halves.into_par_iter().map(|halves| tie(halves, &site)).collect();
    for one in paired {
        match one {
            Ok(bitext) if bitext.pages.zh.header.draft && !options.drafts => {}
            Ok(bitext) => site.bitexts.push(bitext),
            Err(alone) => found.extend(half_missing(&alone, folder)),
        }
    }
    found.extend(taken(&site));
    site.topics = topics(&site);
    for source in folder.content.iter().chain(&folder.templates).chain(&folder.torn) {
        site.sources.insert(source.path.clone(), source.clone());
    }
    (site, found)
}

fn parse_one(source: &Source, shapes: &Shapes) -> (Parsed, Vec<Diagnostic>) {
    match address::role(&source.path) {
        Role::Site => {
            let (config, found) = parse::site(source, shapes);
            (Parsed::Site(Box::new(config)), found)
        }
        Role::Glossary => {
            let (terms, found) = parse::glossary(source, shapes);
            (Parsed::Glossary(Glossary::new(Some(source.clone()), terms)), found)
        }
        Role::Lock => {
            let (lock, found) = Lock::read(source);
            (Parsed::Lock(lock), found)
        }
        Role::Original(id) => {
            let (original, mut found) = parse::original(source, id, shapes);
            found.extend(address::fault(id).map(|fault| bad_address(source, fault)));
            (Parsed::Original(Box::new(original)), found)
        }
        Role::Page(at, lang) => {
            let (page, mut found) = parse::page(source, at, lang, shapes);
            found.extend(address::fault(at).map(|fault| bad_address(source, fault)));
            (Parsed::Page(Box::new(page)), found)
        }
        Role::Suffix(stem, suffix) => (Parsed::Nothing, vec![bad_suffix(source, stem, suffix)]),
    }
}

/// Ties the halves of an address, or gives the one that is alone.
fn tie(halves: Both<Option<Page>>, site: &Site) -> Result<crate::bitext::Bitext, Box<Page>> {
    match (halves.zh, halves.en) {
        (Some(zh), Some(en)) => Ok(pair::pair(Both { zh, en }, &site.lock, site.config.raw_html)),
        (Some(alone), None) | (None, Some(alone)) => Err(Box::new(alone)),
        (None, None) => unreachable!("an address is entered with a page"),
    }
}

fn first_line(source: &Source) -> Span {
    Span::new(0, source.text.find('\n').unwrap_or(source.text.len()))
}

/// Says that a page has no other half; nothing if the half is there and could not be read.
fn half_missing(alone: &Page, folder: &Folder) -> Option<Diagnostic> {
    let other = alone.lang.other();
    let wanted = format!("content/{}.{}.md", alone.address, other.code());
    if folder.refused.contains(wanted.as_str()) {
        return None;
    }
    let message = match other {
        Lang::En => Both::said("这一页没有英文的一半", "this page has no English half"),
        Lang::Zh => Both::said("这一页没有中文的一半", "this page has no Chinese half"),
    };
    Some(Diagnostic::new(
        "translation-missing",
        Level::Error,
        alone.source.place(first_line(&alone.source)),
        message,
        Both::said("只有这一半", "only this half is there"),
        Both::said(
            format!("新建 {wanted}；还没译完时，在中文页头写 draft: true"),
            format!("write {wanted}; while it is not ready, put draft: true into the Chinese header"),
        ),
    ))
}

fn bad_address(source: &Source, fault: Both<String>) -> Diagnostic {
    Diagnostic::new(
        "address-invalid",
        Level::Error,
        source.place(first_line(source)),
        Both::said(
            format!("文件名不能用作网址：{}", fault.zh),
            format!("the file name cannot be an address: {}", fault.en),
        ),
        Both::said("这个文件", "this file"),
        Both::said(
            "给文件改名，最好只用小写字母、数字和连字符",
            "rename the file; lower-case letters, digits and hyphens are best",
        ),
    )
}

fn bad_suffix(source: &Source, stem: &str, suffix: Option<&str>) -> Diagnostic {
    let meant = match suffix {
        Some("cn" | "chs" | "zn" | "zh-cn" | "zh-hans" | "ch") => Some("zh"),
        Some("eng" | "us" | "uk" | "en-us" | "en-gb") => Some("en"),
        Some(other) => nearest(other, ["zh", "en"].into_iter()),
        None => None,
    };
    let message = match suffix {
        Some(suffix) => Both::said(
            format!("后缀 .{suffix}.md 不表示任何语言"),
            format!("the suffix .{suffix}.md names no language"),
        ),
        None => Both::said("文件名里没有语言", "the file name names no language"),
    };
    let help = match meant {
        Some(meant) => Both::said(
            format!("改名为 content/{stem}.{meant}.md"),
            format!("rename it to content/{stem}.{meant}.md"),
        ),
        None => Both::said(
            format!("改名为 content/{stem}.zh.md 或 content/{stem}.en.md"),
            format!("rename it to content/{stem}.zh.md or content/{stem}.en.md"),
        ),
    };
    Diagnostic::new(
        "address-invalid",
        Level::Error,
        source.place(first_line(source)),
        message,
        Both::said("这个文件", "this file"),
        help,
    )
}

fn no_site_yaml() -> Diagnostic {
    let source = Source::new("content/site.yaml", "");
    Diagnostic::new(
        "config-invalid",
        Level::Error,
        source.place(Span::default()),
        Both::said("没有 content/site.yaml", "there is no content/site.yaml"),
        Both::said("应有这个文件", "this file is expected"),
        Both::said(
            "新建它，写上 title: { zh: …, en: … } 和 topics: [文件夹名, …]",
            "write it, with title: { zh: …, en: … } and topics: [folder, …]",
        ),
    )
}

/// Addresses that differ only in case or Unicode form; on many systems they are one file.
fn taken(site: &Site) -> Vec<Diagnostic> {
    let mut seen: BTreeMap<String, &Page> = BTreeMap::new();
    let mut found = Vec::new();
    for bitext in &site.bitexts {
        let page = &bitext.pages.zh;
        let published = match bitext.address.strip_suffix("_index") {
            Some(folder) => format!("{folder}index"),
            None => bitext.address.to_string(),
        };
        let key = address::folded(&published);
        if let Some(first) = seen.get(&key) {
            found.push(
                Diagnostic::new(
                    "address-taken",
                    Level::Error,
                    page.source.place(first_line(&page.source)),
                    Both::said("两页的网址相同", "two pages have the same address"),
                    Both::said("后一页", "the second page"),
                    Both::said("给其中一页改名", "rename one of them"),
                )
                .and(first.source.place(first_line(&first.source)), Both::said("前一页", "the first page")),
            );
        } else {
            seen.insert(key, page);
        }
    }
    found
}

/// The topics of `site.yaml` with their pages in reading order.
fn topics(site: &Site) -> Vec<Topic> {
    let mut all: Vec<Topic> = site
        .config
        .topics
        .iter()
        .map(|folder| Topic { folder: folder.clone(), ..Topic::default() })
        .collect();
    for (at, bitext) in site.bitexts.iter().enumerate() {
        let Some(topic) = bitext.topic().and_then(|name| all.iter_mut().find(|one| one.folder == name))
        else {
            continue;
        };
        match bitext.address.split_once('/').is_some_and(|(_, rest)| rest == "_index") {
            true => topic.index = Some(at),
            false => topic.excerpts.push(at),
        }
    }
    for topic in &mut all {
        topic.excerpts.sort_by_key(|at| {
            let page = &site.bitexts[*at].pages.zh;
            (page.header.weight.unwrap_or(i64::MAX), page.address.clone())
        });
    }
    all
}
