//! When what was published and changed: from the content, never from the clock.

use crate::model::corrected;
use crate::model::site::Site;

/// The time that stands for a site without a single date.
pub const NONE: &str = "1970-01-01";

/// When a page was last changed: the date of its header, a later correction; of a topic, the latest of its pages.
pub fn modified(site: &Site, at: usize) -> Option<&str> {
    let own = site.bitexts[at].pages.zh.header.date.as_deref();
    let topic = site.topic_of(at).filter(|_| site.bitexts[at].is_index());
    let inside = topic.into_iter().flat_map(|topic| &topic.excerpts);
    let inside = inside.filter_map(|at| site.bitexts[*at].pages.zh.header.date.as_deref());
    let is_of = |bitext: usize| bitext == at || topic.is_some_and(|topic| topic.excerpts.contains(&bitext));
    let corrections = site.corrections.all.iter();
    let corrected = corrections
        .filter(|one| corrected::place(site, one).is_some_and(|place| is_of(place.bitext)))
        .map(|one| one.header.date.as_str());
    own.into_iter().chain(inside).chain(corrected).max()
}

/// When the site was last changed: its version, its latest page or its latest correction.
pub fn of_site(site: &Site) -> Option<&str> {
    let version = site.config.version.as_ref().map(|version| version.date.as_str());
    let pages = site.bitexts.iter().filter_map(|one| one.pages.zh.header.date.as_deref());
    let corrections = site.corrections.all.iter().map(|one| one.header.date.as_str());
    version.into_iter().chain(pages).chain(corrections).max()
}

/// A date as RFC 3339, the precision that is known filled up.
pub fn instant(date: &str) -> String {
    let filled = match date.len() {
        4 => format!("{date}-01-01"),
        7 => format!("{date}-01"),
        _ => date.to_owned(),
    };
    format!("{filled}T00:00:00Z")
}
