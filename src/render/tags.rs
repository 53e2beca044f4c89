//! The tags of pages: each with an address of its own and the pages that bear it.

use std::sync::Arc;

use crate::base::lang::Both;
use crate::base::map::HashMap;
use crate::model::address;
use crate::model::bitext::Bitext;
use crate::model::page::Page;
use crate::model::site::Site;
use crate::render::pinyin;

/// How many pages a tag must have for its page to say more than they do.
const WORTH_FINDING: usize = 3;

/// A tag.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Tag {
    /// What it says.
    pub name: Both<String>,
    /// The name of its file, without the suffix.
    pub slug: String,
    /// The pages that bear it: indices into [`Site::bitexts`], by topic and place.
    pub pages: Vec<usize>,
}

/// The tags of a site.
#[derive(Clone, Debug, Default)]
pub(crate) struct Tags {
    /// All, those on most pages first.
    pub all: Vec<Tag>,
    /// For each bitext its tags: indices into `all`.
    pub of: Vec<Vec<usize>>,
}

impl Tag {
    /// Whether its page says more than the pages that it lists.
    pub(crate) fn is_worth_finding(&self) -> bool {
        self.pages.len() >= WORTH_FINDING
    }

    /// Whether it has a page of its own: one that a single page bears leads to that page.
    pub(crate) fn has_page(&self) -> bool {
        self.pages.len() > 1
    }
}

impl Tags {
    /// The tags of a site.
    pub(crate) fn new(site: &Site) -> Tags {
        let all = tags(site);
        let mut of = vec![Vec::new(); site.bitexts.len()];
        for (at, tag) in all.iter().enumerate() {
            tag.pages.iter().for_each(|page| of[*page].push(at));
        }
        Tags { all, of }
    }

    /// Those that have a page.
    pub(crate) fn with_pages(&self) -> impl Iterator<Item = &Tag> {
        self.all.iter().filter(|tag| tag.has_page())
    }
}

/// Whether the tags of a site are those of another.
pub(crate) fn are_same(site: &Site, other: &Site) -> bool {
    let said = |a: &Page, b: &Page| a.header.tags == b.header.tags;
    let tags = |a: &Both<Arc<Page>>, b: &Both<Arc<Page>>| said(&a.zh, &b.zh) && said(&a.en, &b.en);
    let same = |(a, b): (&Arc<Bitext>, &Arc<Bitext>)| Arc::ptr_eq(a, b) || tags(&a.pages, &b.pages);
    site.topics == other.topics
        && site.places == other.places
        && site.bitexts.len() == other.bitexts.len()
        && site.bitexts.iter().zip(&other.bitexts).all(same)
}

/// All tags, those on most pages first. Tags that say the same in Chinese are one, whatever their case in English.
fn tags(site: &Site) -> Vec<Tag> {
    let mut all: Vec<Tag> = Vec::new();
    let mut at: HashMap<&str, usize> = HashMap::default();
    for bitext in reading_order(site) {
        let pages = &site.bitexts[bitext].pages;
        for (zh, en) in pages.zh.header.tags.iter().zip(&pages.en.header.tags) {
            let (zh, en) = (zh.trim(), en.trim());
            if zh.is_empty() || en.is_empty() {
                continue;
            }
            let place = *at.entry(zh).or_insert_with(|| {
                all.push(Tag { name: Both::new(zh, en), slug: String::new(), pages: Vec::new() });
                all.len() - 1
            });
            if all[place].pages.last() != Some(&bitext) {
                all[place].pages.push(bitext);
            }
        }
    }
    all.sort_by(|a, b| b.pages.len().cmp(&a.pages.len()).then_with(|| alphabetical(a).cmp(&alphabetical(b))));
    name(&mut all);
    all
}

/// Its place among tags of as many pages: by letters, whatever their case.
fn alphabetical(tag: &Tag) -> (String, &str) {
    (tag.name.en.to_lowercase(), &tag.name.en)
}

/// Gives each tag a name of its own for its files.
fn name(all: &mut [Tag]) {
    let mut taken: HashMap<String, usize> = HashMap::from_iter([("index".to_owned(), 1)]);
    for tag in all {
        let slug = slug(&tag.name);
        let mut free = slug.clone();
        while taken.contains_key(&free) {
            let count = taken.entry(slug.clone()).or_insert(1);
            *count += 1;
            free = format!("{slug}-{count}");
        }
        taken.insert(free.clone(), 1);
        tag.slug = free;
    }
}

/// The pages by topic and place, then those outside the topics.
fn reading_order(site: &Site) -> Vec<usize> {
    let mut order: Vec<usize> = site.topics.iter().flat_map(|topic| topic.excerpts.clone()).collect();
    order.extend(
        (0..site.bitexts.len()).filter(|at| site.places[*at].is_none_or(|one| one.position.is_none())),
    );
    order
}

/// A file name from the English words, else from the pinyin of the Chinese.
fn slug(name: &Both<String>) -> String {
    let of = |text: &str| {
        let mut slug = String::new();
        for c in text.chars() {
            if c.is_ascii_alphanumeric() {
                slug.push(c.to_ascii_lowercase());
            } else if !slug.is_empty() && !slug.ends_with('-') && !matches!(c, '\'' | '’') {
                slug.push('-');
            }
        }
        slug.trim_end_matches('-').chars().take(60).collect::<String>()
    };
    [of(&name.en), of(&pinyin::key(&name.zh, None))]
        .into_iter()
        .find(|slug| !slug.is_empty() && address::fault(slug).is_none())
        .unwrap_or_else(|| "tag".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tag_has_a_name_for_a_file() {
        let of = |zh: &str, en: &str| slug(&Both::new(zh, en));
        assert_eq!(of("地区生产总值", "Gross domestic product (GDP)"), "gross-domestic-product-gdp");
        assert_eq!(of("民生", "People’s livelihood"), "peoples-livelihood");
        assert_eq!(of("产业", "产业"), "chan-ye");
        assert_eq!(of("…", "…"), "tag");
        // A name that Windows reserves.
        assert_eq!(of("反对", "Con"), "fan-dui");
        assert_eq!(of("con", "Con"), "tag");
    }

    #[test]
    fn each_tag_has_a_name_of_its_own() {
        let names = ["GDP", "gdp", "GDP 2", "GDP-2", "gdp (2)", "Index", "index 2", "…", "、", "tag 2"];
        let tag = |en: &&str| Tag { name: Both::new(*en, *en), slug: String::new(), pages: Vec::new() };
        let mut all: Vec<Tag> = names.iter().map(tag).collect();
        name(&mut all);
        let slugs: std::collections::BTreeSet<&str> = all.iter().map(|tag| tag.slug.as_str()).collect();
        assert_eq!(slugs.len(), names.len(), "{slugs:?}");
        assert_eq!(all[0].slug, "gdp");
        assert!(!slugs.contains("index"));
    }
}
