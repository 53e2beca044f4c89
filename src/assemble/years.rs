//! The years that a site speaks of.

use crate::model::site::Site;

/// The first and the last: those of the documents and of declared figures, inferred ones too. A year between them says
/// when, and needs no quotation.
pub fn years(site: &Site) -> Option<(i64, i64)> {
    let mut years: Vec<i64> = Vec::new();
    for original in &site.originals {
        let header = &original.header;
        let short = header.short.as_ref().map_or("", |short| &short.zh);
        let texts = [header.date.as_deref().unwrap_or(""), &header.title.zh, short];
        let words = texts.iter().flat_map(|text| text.split(|c: char| !c.is_ascii_digit()));
        years.extend(words.filter(|word| word.len() == 4).filter_map(|word| word.parse::<i64>().ok()));
    }
    for bitext in &site.bitexts {
        let figures = &bitext.pages.zh.header.figures;
        let times = figures.iter().flat_map(|one| one.points.iter().filter_map(|point| one.time(point)));
        years.extend(times.flat_map(|time| [i64::from(time.first), i64::from(time.last)]));
    }
    Some((*years.iter().min()?, *years.iter().max()?))
}
