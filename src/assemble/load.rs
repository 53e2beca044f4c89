//! Folder → site: every file parsed, every page paired, in parallel.
//!
//! The two steps that a caller may know the result of already, parsing a file and tying a pair, are
//! functions of their own, and [`load_with`] takes them as parameters.

use std::sync::{Arc, OnceLock};

use rayon::prelude::*;

use crate::assemble::{claims, pair, taken, years};
use crate::base::diagnostic::{Diagnostic, Level};
use crate::base::lang::{Both, Lang};
use crate::base::map::HashMap;
use crate::base::source::{Source, Span};
use crate::model::address::{self, FileKind};
use crate::model::asset::Asset;
use crate::model::bitext::{AcceptedPage, Bitext};
use crate::model::config::SiteHeader;
use crate::model::correction::Corrections;
use crate::model::glossary::Glossary;
use crate::model::indicator::Indicators;
use crate::model::lock::Lock;
use crate::model::original::Original;
use crate::model::page::Page;
use crate::model::site::{FileNames, InTopic, Site, Topic};
use crate::parse::{self, FrontMatter, Schemas};
use crate::vfs::Folder;

/// What the caller decides about a load.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// Pages marked `draft: true` are part of the site.
    pub drafts: bool,
    /// Takes the place of `base_url` in `site.yaml`.
    pub base_url: Option<String>,
    /// How much of a large site is held at once.
    pub limits: LoadLimits,
}

/// How much of a large site is held at once. It costs memory or time; what is found and made is the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LoadLimits {
    /// So many texts are held for good. Those of further files are let go when they were proved and checked, and read
    /// again when they are asked for.
    pub texts: usize,
    /// So many bitexts that were let go are opened together.
    pub pages: usize,
}

impl Default for LoadLimits {
    /// What is quick on a machine with 8 GB; a site of 16,000 bitexts is held whole.
    fn default() -> LoadLimits {
        LoadLimits { texts: 32_768, pages: 4096 }
    }
}

/// One parsed file.
#[derive(Clone, Debug)]
enum Parsed {
    Site(Arc<SiteHeader>),
    Glossary(Arc<Glossary>),
    Indicators(Arc<Indicators>),
    Corrections(Arc<Corrections>),
    Lock(Arc<Lock>),
    Original(Arc<Original>),
    Page(Arc<Page>),
    Nothing,
}

/// A file with what it says and what is wrong with it.
#[derive(Debug)]
pub(crate) struct ParsedFile {
    /// The text.
    pub source: Source,
    parsed: Parsed,
    /// What is wrong with it.
    pub(crate) found: Vec<Diagnostic>,
    /// Of a page of which only the head was read, what is wrong below it: known when that was read too. Of any other file
    /// nothing is left to be said.
    below: OnceLock<Vec<Diagnostic>>,
}

impl ParsedFile {
    /// Parses a file.
    pub fn new(source: &Source, schemas: &Schemas) -> ParsedFile {
        let (parsed, found) = parse_one(source, schemas);
        ParsedFile { source: source.clone(), parsed, found, below: Vec::new().into() }
    }

    /// The same of a page of which only the head is read; what is wrong below it is reported later.
    pub fn head(source: &Source, schemas: &Schemas) -> ParsedFile {
        let FileKind::Page(at, lang) = address::role(&source.path) else {
            return ParsedFile::new(source, schemas);
        };
        let (page, mut found) = parse::page_head(source, at, lang, schemas);
        found.extend(address::fault(at).map(|fault| bad_address(source, fault)));
        let parsed = Parsed::Page(Arc::new(page));
        ParsedFile { source: source.clone(), parsed, found, below: OnceLock::new() }
    }

    /// Reports what is wrong below the head, of which the text is let go.
    pub fn report_below(&self, found: Vec<Diagnostic>) {
        // Whoever comes second has found the same.
        let _ = self.below.set(found);
        self.source.text.let_go();
    }

    /// Reads what is below the head, if that was not done yet: of a page that is no half of a bitext.
    pub fn read_below(&self) {
        if let (None, Parsed::Page(page)) = (self.below.get(), &self.parsed) {
            self.report_below(parse::page_read(page).1);
        }
    }

    /// What was found below the head when that was read.
    pub fn below(&self) -> &[Diagnostic] {
        self.below.get().map_or(&[], |below| below)
    }

    /// All that is wrong with it.
    pub fn all_found(&self) -> Vec<Diagnostic> {
        self.found.iter().chain(self.below()).cloned().collect()
    }

    /// A page of which is known what is wrong with it, and what stands at its head where that need not be read: its
    /// text is parsed when it is asked for.
    pub fn known(
        source: &Source,
        (found, head): (Vec<Diagnostic>, Option<FrontMatter>),
        schemas: &Schemas,
    ) -> Option<ParsedFile> {
        let FileKind::Page(at, lang) = address::role(&source.path) else { return None };
        let page = match head {
            Some(head) => parse::page_behind(head, source, at, lang),
            None => parse::page_head(source, at, lang, schemas).0,
        };
        let (source, parsed) = (source.clone(), Parsed::Page(Arc::new(page)));
        Some(ParsedFile { source, parsed, found, below: Vec::new().into() })
    }

    /// The page that it is, if it is one.
    pub fn page(&self) -> Option<&Page> {
        match &self.parsed {
            Parsed::Page(page) => Some(page),
            _ => None,
        }
    }
}

/// The pages at an address, as far as they are there.
type Halves = Both<Option<Arc<Page>>>;
/// An address with its pages.
type AtAddress = (Arc<str>, Halves);

/// A site, the files that it is made of, and what is wrong with them.
pub(crate) struct Loaded {
    /// The site.
    pub site: Site,
    /// Its files, in the order of the folder.
    pub files: Vec<Arc<ParsedFile>>,
    /// What was found.
    pub found: Vec<Diagnostic>,
}

/// Parses and pairs everything in a folder.
pub fn load(folder: &Folder, options: &Options) -> (Site, Vec<Diagnostic>) {
    let schemas = Schemas::default();
    let parse = |source: &Source| Arc::new(ParsedFile::new(source, &schemas));
    let pair = |_: usize, pages, locked, site: &Site| pair(pages, locked, site);
    let Loaded { site, found, .. } = load_with(folder, options, parse, pair);
    (site, found)
}

/// Ties the two pages of an address into a bitext of a site.
pub fn pair(pages: Both<Arc<Page>>, locked: Option<AcceptedPage>, site: &Site) -> Arc<Bitext> {
    let raw_html = site.config.raw_html;
    let is_parsed = pages.zh.body.is_made() && pages.en.body.is_made();
    Arc::new(match is_parsed {
        true => pair::pair(pages, locked, raw_html),
        false => pair::pair_later(pages, locked, raw_html),
    })
}

/// A bitext of which the texts were not read yet, once more: what is read of this one, nobody else holds.
pub(crate) fn again(bitext: &Arc<Bitext>, site: &Site) -> Arc<Bitext> {
    let pages = bitext.pages.as_ref().map(parse::page_again);
    match Lang::ALL.iter().all(|lang| Arc::ptr_eq(pages.get(*lang), bitext.pages.get(*lang))) {
        true => bitext.clone(),
        false => Arc::new(pair::pair_later(pages, bitext.locked.clone(), site.config.raw_html)),
    }
}

/// A bitext of which only the heads were read, with its texts; and what is wrong with these.
pub(crate) fn read(bitext: &Bitext, site: &Site) -> (Arc<Bitext>, Both<Vec<Diagnostic>>) {
    let (zh, en) = (parse::page_read(&bitext.pages.zh), parse::page_read(&bitext.pages.en));
    let pages = Both { zh: zh.0, en: en.0 };
    let tied = pair::pair(pages, bitext.locked.clone(), site.config.raw_html);
    (Arc::new(tied), Both { zh: zh.1, en: en.1 })
}

/// The same with other ways to a parsed file and to a bitext, which must give what [`ParsedFile::new`] and
/// [`pair()`] would give. A bitext is asked for with the place that its address has among all.
pub(crate) fn load_with(
    folder: &Folder,
    options: &Options,
    parse: impl Fn(&Source) -> Arc<ParsedFile> + Sync + Send,
    pair: impl Fn(usize, Both<Arc<Page>>, Option<AcceptedPage>, &Site) -> Arc<Bitext> + Sync + Send,
) -> Loaded {
    let files: Vec<Arc<ParsedFile>> = folder.content.par_iter().map(parse).collect();
    let (mut site, halves, mut found) = gather(folder, options, &files);
    let claimed = claimed(&site.lock, &halves, folder);
    let tied = |(at, (address, halves)): (usize, AtAddress)| match (halves.zh, halves.en) {
        (Some(zh), Some(en)) => Some(Ok(pair(at, Both { zh, en }, claimed.get(&address).cloned(), &site))),
        (alone, other) => alone.or(other).map(Err),
    };
    let paired: Vec<_> = halves.into_par_iter().enumerate().filter_map(tied).collect();
    for one in paired {
        match one {
            Ok(bitext) if bitext.pages.zh.header.draft && !options.drafts => {}
            Ok(bitext) => site.bitexts.push(bitext),
            Err(alone) => found.extend(half_missing(&alone, folder)),
        }
    }
    site.index_bitexts();
    let sources = folder.content.iter().chain(&folder.templates).chain(&folder.torn);
    let sources = || Arc::new(sources.map(|source| (source.path.clone(), source.clone())).collect());
    let (twice, (in_topics, sources)) = rayon::join(|| taken::taken(&site), || (topics(&site), sources()));
    found.extend(twice);
    (site.topics, site.places) = in_topics;
    site.sources = sources;
    site.years = years::years(&site);
    let texts = site.sources.keys().filter(|path| path.starts_with("content/")).cloned();
    let names = texts.chain(site.assets.iter().map(|one| one.path.clone()));
    site.files = Arc::new(FileNames::new(names));
    found.extend(taken::by_templates(&site, &folder.templates));
    Loaded { site, files, found }
}

/// The lock's page of each address that has a Chinese page.
fn claimed(lock: &Lock, halves: &[AtAddress], folder: &Folder) -> HashMap<Arc<str>, AcceptedPage> {
    let pages: Vec<Arc<Page>> = halves.iter().filter_map(|(_, halves)| halves.zh.clone()).collect();
    let is_there = |address: &str| {
        halves.binary_search_by(|(one, _)| one.as_ref().cmp(address)).is_ok()
            || Lang::ALL
                .iter()
                .any(|lang| folder.refused.contains(format!("content/{address}.{}.md", lang.code()).as_str()))
    };
    claims::claims(lock, &pages, |address| !is_there(address))
}

/// A site without its bitexts, the halves of these, and what was found so far.
type Gathered = (Site, Vec<AtAddress>, Vec<Diagnostic>);

/// A site without its bitexts, the pages of every address in order, and what is wrong with the files.
fn gather(folder: &Folder, options: &Options, files: &[Arc<ParsedFile>]) -> Gathered {
    let fault = |one: &Asset| Some((one.below_content().to_owned(), one.fault.clone()?));
    let unpublished = folder.assets.iter().filter_map(fault).collect();
    let mut site = Site { assets: folder.assets.clone(), unpublished, ..Site::default() };
    let (mut found, mut configured) = (Vec::new(), false);
    let mut halves: HashMap<Arc<str>, Halves> =
        HashMap::with_capacity_and_hasher(files.len() / 2, Default::default());
    for file in files {
        found.extend_from_slice(&file.found);
        match &file.parsed {
            Parsed::Site(config) => (site.config, configured) = (config.clone(), true),
            Parsed::Glossary(glossary) => site.glossary = glossary.clone(),
            Parsed::Indicators(indicators) => site.indicators = indicators.clone(),
            Parsed::Corrections(corrections) => site.corrections = corrections.clone(),
            Parsed::Original(original) => site.originals.push(original.clone()),
            Parsed::Page(page) => {
                *halves.entry(page.address.clone()).or_default().get_mut(page.lang) = Some(page.clone());
            }
            Parsed::Lock(lock) => site.lock = lock.clone(),
            Parsed::Nothing => {}
        }
    }
    if !configured && !folder.refused.contains("content/site.yaml") {
        found.push(no_site_yaml());
    }
    if site.config.raw_html && !cfg!(feature = "raw-html") {
        found.extend(site_yaml(files).map(without_raw_html));
        Arc::make_mut(&mut site.config).raw_html = false;
    }
    if let Some(url) = &options.base_url {
        Arc::make_mut(&mut site.config).base_url = Some(url.clone());
    }
    site.originals.sort_by(|a, b| (a.date(), &a.id).cmp(&(b.date(), &b.id)));
    site.original_ids = site.originals.iter().enumerate().map(|(at, one)| (one.id.clone(), at)).collect();
    let mut halves: Vec<AtAddress> = halves.into_iter().collect();
    halves.par_sort_unstable_by(|a, b| a.0.cmp(&b.0));
    (site, halves, found)
}

fn parse_one(source: &Source, shapes: &Schemas) -> (Parsed, Vec<Diagnostic>) {
    match address::role(&source.path) {
        FileKind::Site => {
            let (config, found) = parse::site(source, shapes);
            (Parsed::Site(Arc::new(config)), found)
        }
        FileKind::Glossary => {
            let (terms, found) = parse::glossary(source, shapes);
            (Parsed::Glossary(Arc::new(Glossary::new(Some(source.clone()), terms))), found)
        }
        FileKind::Indicators => {
            let (all, found) = parse::indicators(source, shapes);
            (Parsed::Indicators(Arc::new(Indicators::new(Some(source.clone()), all))), found)
        }
        FileKind::Corrections => {
            let (all, found) = parse::corrections(source, shapes);
            (Parsed::Corrections(Arc::new(Corrections::new(Some(source.clone()), all))), found)
        }
        FileKind::Lock => {
            let (lock, found) = parse::lock::read(source);
            (Parsed::Lock(Arc::new(lock)), found)
        }
        FileKind::Original(id) => {
            let (original, mut found) = parse::original(source, id, shapes);
            found.extend(address::fault(id).map(|fault| bad_address(source, fault)));
            (Parsed::Original(Arc::new(original)), found)
        }
        FileKind::Page(at, lang) => {
            let (page, mut found) = parse::page(source, at, lang, shapes);
            found.extend(address::fault(at).map(|fault| bad_address(source, fault)));
            (Parsed::Page(Arc::new(page)), found)
        }
        FileKind::Suffix(stem, suffix) => (Parsed::Nothing, vec![bad_suffix(source, stem, suffix)]),
    }
}

/// Says that a page has no other half; nothing if the half is there and could not be read.
fn half_missing(alone: &Page, folder: &Folder) -> Option<Diagnostic> {
    let other = alone.lang.other();
    let wanted = format!("content/{}.{}.md", alone.address, other.code());
    if folder.refused.contains(wanted.as_str()) {
        return None;
    }
    let message = match other {
        Lang::En => Both::new("这一页没有英文的一半", "this page has no English half"),
        Lang::Zh => Both::new("这一页没有中文的一半", "this page has no Chinese half"),
    };
    Some(Diagnostic::new(
        "translation-missing",
        Level::Error,
        alone.source.place(alone.source.first_line()),
        message,
        Both::new("只有这一半", "only this half is there"),
        Both::new(
            format!("新建 {wanted}；还没译完时，在中文页头写 draft: true"),
            format!("write {wanted}; while it is not ready, put draft: true into the Chinese header"),
        ),
    ))
}

fn bad_address(source: &Source, fault: Both<String>) -> Diagnostic {
    Diagnostic::new(
        "address-invalid",
        Level::Error,
        source.place(source.first_line()),
        Both::new(
            format!("文件名不能用作网址：{}", fault.zh),
            format!("the file name cannot be an address: {}", fault.en),
        ),
        Both::new("这个文件", "this file"),
        Both::new(
            "给文件改名，最好只用小写字母、数字和连字符",
            "rename the file; lower-case letters, digits and hyphens are best",
        ),
    )
}

fn bad_suffix(source: &Source, stem: &str, suffix: Option<&str>) -> Diagnostic {
    let meant = suffix.and_then(Lang::meant).map(Lang::code);
    let message = match suffix {
        Some(suffix) => Both::new(
            format!("后缀 .{suffix}.md 不表示任何语言"),
            format!("the suffix .{suffix}.md names no language"),
        ),
        None => Both::new("文件名里没有语言", "the file name names no language"),
    };
    let help = match meant {
        Some(meant) => Both::new(
            format!("改名为 content/{stem}.{meant}.md"),
            format!("rename it to content/{stem}.{meant}.md"),
        ),
        None => Both::new(
            format!("改名为 content/{stem}.zh.md 或 content/{stem}.en.md"),
            format!("rename it to content/{stem}.zh.md or content/{stem}.en.md"),
        ),
    };
    Diagnostic::new(
        "address-invalid",
        Level::Error,
        source.place(source.first_line()),
        message,
        Both::new("这个文件", "this file"),
        help,
    )
}

fn site_yaml(files: &[Arc<ParsedFile>]) -> Option<&Source> {
    files.iter().find(|file| matches!(file.parsed, Parsed::Site(_))).map(|file| &file.source)
}

fn without_raw_html(source: &Source) -> Diagnostic {
    let at = source.text.find("raw_html").unwrap_or(0);
    Diagnostic::new(
        "config-invalid",
        Level::Error,
        source.place(Span::new(at, at + "raw_html".len())),
        Both::new(
            "这个程序编译时没有带上原样 HTML 的功能",
            "this program was built without the feature for raw HTML",
        ),
        Both::new("要求显示原样 HTML", "asks for raw HTML"),
        Both::new(
            "删去这一行，或用默认功能重新编译：cargo build --release",
            "delete this line, or build the program with its default features: cargo build --release",
        ),
    )
}

fn no_site_yaml() -> Diagnostic {
    let source = Source::new("content/site.yaml", "");
    Diagnostic::new(
        "config-invalid",
        Level::Error,
        source.place(Span::default()),
        Both::new("没有 content/site.yaml", "there is no content/site.yaml"),
        Both::new("应有这个文件", "this file is expected"),
        Both::new(
            "新建它，写上 title: { zh: …, en: … } 和 topics: [文件夹名, …]",
            "write it, with title: { zh: …, en: … } and topics: [folder, …]",
        ),
    )
}

/// The topics of `site.yaml` with their pages in reading order, and for each page its place there.
fn topics(site: &Site) -> (Vec<Topic>, Vec<Option<InTopic>>) {
    let folders = site.config.topics.iter();
    let mut all: Vec<Topic> =
        folders.map(|folder| Topic { folder: folder.clone(), ..Topic::default() }).collect();
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
    let mut places = vec![None; site.bitexts.len()];
    for (number, topic) in all.iter_mut().enumerate() {
        let order = |at: usize| {
            let page = &site.bitexts[at].pages.zh;
            (page.header.weight.unwrap_or(i64::MAX), &page.address)
        };
        topic.excerpts.sort_by(|a, b| order(*a).cmp(&order(*b)));
        if let Some(at) = topic.index {
            places[at] = Some(InTopic { topic: number, position: None });
        }
        for (position, at) in topic.excerpts.iter().enumerate() {
            places[*at] = Some(InTopic { topic: number, position: Some(position) });
        }
    }
    (all, places)
}
