//! One path, one source: files that would be published at one path, on some system or on all.
//!
//! Names that differ in case or Unicode form only are one file on many systems.

use std::borrow::Cow;
use std::collections::hash_map::Entry;

use crate::assemble::linked::linked;
use crate::base::diagnostic::{Diagnostic, Level};
use crate::base::lang::Both;
use crate::base::map::HashMap;
use crate::base::source::{Place, Source, Span};
use crate::model::address;
use crate::model::asset::Asset;
use crate::model::site::Site;

/// What stands at a path, and how it is called.
struct Claim<'s> {
    file: ClaimingFile<'s>,
    kind: ClaimKind,
}

/// The file that is published there.
#[derive(Clone, Copy)]
enum ClaimingFile<'s> {
    /// One that is read.
    Text(&'s Source),
    /// One that is copied.
    Copy(&'s Asset),
}

impl ClaimingFile<'_> {
    /// Where a finding on it stands.
    fn place(self) -> Place {
        match self {
            ClaimingFile::Text(source) => source.place(source.first_line()),
            ClaimingFile::Copy(asset) => Place { path: asset.path.clone(), span: Span::default() },
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum ClaimKind {
    Page,
    Original,
    File,
}

/// Each file whose place another one has already.
pub fn taken(site: &Site) -> Vec<Diagnostic> {
    let mut seen: HashMap<String, Claim> =
        HashMap::with_capacity_and_hasher(site.bitexts.len(), Default::default());
    let mut found = Vec::new();
    for (path, claim) in pages(site).chain(originals(site)).chain(files(site)) {
        let path = match address::as_folded(&path) {
            Cow::Borrowed(_) => path,
            Cow::Owned(folded) => folded,
        };
        match seen.entry(path) {
            Entry::Occupied(first) => found.push(twice(&claim, first.get())),
            Entry::Vacant(free) => drop(free.insert(claim)),
        }
    }
    found.extend(site.assets.iter().filter(|one| is_own(one.below_content())).map(|one| {
        Diagnostic::new(
            "address-taken",
            Level::Error,
            Place { path: one.path.clone(), span: Span::default() },
            Both::new("这个名称是程序自己的文件用的", "a file of the program’s own has this name"),
            Both::new("这个文件", "this file"),
            Both::new("给文件改名，或放进一个文件夹", "rename the file, or put it into a folder"),
        )
    }));
    found.extend(site.originals.iter().filter(|one| address::folded(&one.id) == "index").map(|one| {
        Diagnostic::new(
            "address-taken",
            Level::Error,
            one.source.place(one.source.first_line()),
            Both::new("原文不能叫 index", "an original cannot be called index"),
            Both::new("这个文件", "this file"),
            Both::new(
                "给文件改名：originals/index.html 是原文目录的网址",
                "rename the file: originals/index.html is the address of the list of originals",
            ),
        )
    }));
    found.extend(folder_of_tags(site));
    found
}

/// A folder of pages where the program puts the pages of tags.
fn folder_of_tags(site: &Site) -> Option<Diagnostic> {
    let page = site
        .bitexts
        .iter()
        .find(|one| one.topic().is_some_and(|folder| address::folded(folder) == "tags"))?;
    let bears_tags = site.bitexts.iter().any(|one| !one.pages.zh.header.tags.is_empty());
    let source = &page.pages.zh.source;
    bears_tags.then(|| {
        Diagnostic::new(
            "address-taken",
            Level::Error,
            source.place(source.first_line()),
            Both::new("文件夹 tags 是标签页用的", "the folder tags is that of the pages of tags"),
            Both::new("这一页在 tags 里", "this page is in it"),
            Both::new(
                "给文件夹改名，或去掉各页的 tags",
                "rename the folder, or remove `tags` from the pages’ headers",
            ),
        )
    })
}

/// Whether the program itself puts a file there, by its path below `assets/`.
pub(crate) fn is_own(path: &str) -> bool {
    let path = address::folded(path);
    [
        "card.png",
        "chart.js",
        "figures.css",
        "figures.js",
        "glossary.js",
        "icon.png",
        "icon.svg",
        "original.js",
        "search-engine.js",
        "search.js",
        "sentences.js",
        "site.js",
        "style.css",
    ]
    .contains(&path.as_str())
        || ["search/", "terms/", "originals/", "panels/"].iter().any(|folder| path.starts_with(folder))
}

/// What claims a path below the output folder.
type AtPath<'s> = (String, Claim<'s>);

fn pages(site: &Site) -> impl Iterator<Item = AtPath<'_>> {
    site.bitexts.iter().map(|bitext| {
        let path = match bitext.address.rsplit_once('/') {
            Some((folder, "_index")) => format!("pages/{folder}/index"),
            None if bitext.address.as_ref() == "_index" => "pages/index".to_owned(),
            _ => format!("pages/{}", bitext.address),
        };
        (path, Claim { file: ClaimingFile::Text(&bitext.pages.zh.source), kind: ClaimKind::Page })
    })
}

fn originals(site: &Site) -> impl Iterator<Item = AtPath<'_>> {
    site.originals.iter().map(|one| {
        let claim = Claim { file: ClaimingFile::Text(&one.source), kind: ClaimKind::Original };
        (format!("originals/{}", one.id), claim)
    })
}

fn files(site: &Site) -> impl Iterator<Item = AtPath<'_>> {
    site.assets.iter().map(|one| {
        let claim = Claim { file: ClaimingFile::Copy(one), kind: ClaimKind::File };
        (format!("assets/{}", one.below_content()), claim)
    })
}

/// Each file that a page links to and whose place one of the site's own templates has.
pub fn by_templates(site: &Site, templates: &[Source]) -> Vec<Diagnostic> {
    let own = templates.iter().filter_map(|one| Some((one.path.strip_prefix("templates/assets/")?, one)));
    let own: HashMap<String, &Source> = own.map(|(name, one)| (address::folded(name), one)).collect();
    if own.is_empty() {
        return Vec::new();
    }
    let both = linked(site).into_iter().filter_map(|path| Some((path, *own.get(&address::folded(path))?)));
    let finding = |(path, template): (&str, &Source)| {
        Diagnostic::new(
            "address-taken",
            Level::Error,
            Place { path: format!("content/{path}").into(), span: Span::default() },
            Both::new(
                "templates/assets/ 里有一个文件要发布到同一个路径",
                "a file in templates/assets/ is published at the same path",
            ),
            Both::new("这个文件", "this file"),
            Both::new("给其中一个改名", "rename one of them"),
        )
        .and(template.place(Span::default()), Both::new("模板里的", "that of the templates"))
    };
    both.map(finding).collect()
}

fn twice(second: &Claim, first: &Claim) -> Diagnostic {
    let (message, labels) = match second.kind {
        ClaimKind::Page => (
            Both::new("两页的网址相同", "two pages have the same address"),
            (Both::new("后一页", "the second page"), Both::new("前一页", "the first page")),
        ),
        _ => (
            Both::new(
                "两个文件的名称只有大小写或字符形式不同",
                "the names of two files differ in case or Unicode form only",
            ),
            (Both::new("后一个", "the second"), Both::new("前一个", "the first")),
        ),
    };
    let help = match second.kind {
        ClaimKind::Page => Both::new("给其中一页改名", "rename one of them"),
        _ => Both::new(
            "给其中一个改名：在许多系统上，它们是同一个文件",
            "rename one of the two: on many systems they are one file",
        ),
    };
    Diagnostic::new("address-taken", Level::Error, second.file.place(), message, labels.0, help)
        .and(first.file.place(), labels.1)
}
