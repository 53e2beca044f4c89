//! All declared figures of a site → one table: indicators down, years across.

use std::sync::Arc;

use crate::base::lang::Both;
use crate::base::lazy::Lazy;
use crate::base::map::HashMap;
use crate::model::bitext::Bitext;
use crate::model::figure::{Figure, Point, figures};
use crate::model::indicator::{Cell, Indicator, IndicatorTable, Measure, PointPlace, Row, Support};
use crate::model::proof::PageProof;
use crate::model::site::Site;
use crate::prove::support;

/// The table of a site.
pub fn table(site: &Site, pages: &[Arc<Lazy<PageProof>>]) -> IndicatorTable {
    let mut rows = Rows { site, declared: declared(site), others: Vec::new(), places: HashMap::default() };
    for at in reading_order(site) {
        let bitext = &site.bitexts[at];
        if bitext.pages.zh.header.figures.is_empty() {
            continue;
        }
        let quoted = support::quoted(bitext, &pages[at]);
        for figure in figures(bitext) {
            let supports = support::of(site, &quoted, &figure);
            for (point, support) in supports.into_iter().enumerate() {
                rows.take(bitext, &figure, PointPlace { bitext: at, figure: figure.at, point }, support);
            }
        }
    }
    rows.finish()
}

/// The pages in the order in which they are read: topic by topic, then those outside the topics.
fn reading_order(site: &Site) -> Vec<usize> {
    let inside = site.topics.iter().flat_map(|topic| topic.index.into_iter().chain(topic.excerpts.clone()));
    let mut order: Vec<usize> = inside.collect();
    order.extend((0..site.bitexts.len()).filter(|at| site.places.get(*at).is_none_or(Option::is_none)));
    order
}

/// The rows of the declared indicators, still empty.
fn declared(site: &Site) -> Vec<Row> {
    let row = |(at, one): (usize, &Indicator)| Row {
        indicator: Some(at),
        id: one.header.id.clone(),
        name: one.header.name.clone().into(),
        unit: one.unit.clone(),
        unit_text: one.header.unit.clone().into(),
        topics: one.header.topics.iter().filter_map(|name| topic(site, name)).collect(),
        cells: Vec::new(),
    };
    site.indicators.all.iter().enumerate().map(row).collect()
}

fn topic(site: &Site, folder: &str) -> Option<usize> {
    site.topics.iter().position(|topic| topic.folder == folder)
}

/// Rows that are being filled.
struct Rows<'s> {
    site: &'s Site,
    declared: Vec<Row>,
    others: Vec<Row>,
    /// The place among the others of a row by its id.
    places: HashMap<String, usize>,
}

impl Rows<'_> {
    fn take(&mut self, bitext: &Bitext, figure: &Figure, from: PointPlace, support: Option<Support>) {
        let point = &figure.points[from.point];
        let indicator = point.indicator.as_deref().and_then(|id| self.site.indicators.position(id));
        let cell =
            indicator.and_then(|at| cell_of(&self.site.indicators.all[at], figure, point, from, support));
        let topic = bitext.topic().and_then(|folder| topic(self.site, folder));
        match (indicator, cell) {
            (Some(at), Some(cell)) => {
                let row = &mut self.declared[at];
                if row.topics.is_empty() {
                    row.topics.extend(topic);
                }
                put(row, cell);
            }
            _ => put(self.other(bitext, figure, point), plain_cell(figure, point, from, support)),
        }
    }

    /// The row of what belongs to no indicator: a figure, or one of its series or categories.
    fn other(&mut self, bitext: &Bitext, figure: &Figure, point: &Point) -> &mut Row {
        let names: Vec<&Both<String>> =
            point.series.iter().chain((!point.is_dated()).then_some(&point.at)).collect();
        let own: String = names.iter().map(|name| format!("/{}", name.zh)).collect();
        let id = format!("{}#{}{own}", bitext.address, figure.id);
        let at = *self.places.entry(id.clone()).or_insert_with(|| {
            let named = |label: &String, gap: &str, names: Vec<&String>| {
                names.iter().fold(label.clone(), |all, name| format!("{all}{gap}{name}"))
            };
            self.others.push(Row {
                indicator: None,
                id,
                name: Both {
                    zh: named(&figure.label.zh, "：", names.iter().map(|name| &name.zh).collect()),
                    en: named(&figure.label.en, ": ", names.iter().map(|name| &name.en).collect()),
                },
                unit: figure.unit.clone(),
                unit_text: figure.unit_text.clone(),
                topics: bitext.topic().and_then(|folder| topic(self.site, folder)).into_iter().collect(),
                cells: Vec::new(),
            });
            self.others.len() - 1
        });
        &mut self.others[at]
    }

    fn finish(self) -> IndicatorTable {
        let mut rows: Vec<Row> = self.declared.into_iter().chain(self.others).collect();
        rows.retain(|row| !row.cells.is_empty());
        for row in &mut rows {
            row.cells.sort_by_key(|cell| (cell.time.is_none(), cell.time));
        }
        IndicatorTable { rows }
    }
}

/// Adds a number to a row, unless another page has it from the same document.
fn put(row: &mut Row, cell: Cell) {
    let is_same = |one: &Cell| {
        one.is_beside(&cell)
            && (one.value, one.bound, one.original()) == (cell.value, cell.bound, cell.original())
    };
    if !row.cells.iter().any(is_same) {
        row.cells.push(cell);
    }
}

/// A number in the units of its indicator; `None` where its unit does not convert.
fn cell_of(
    indicator: &Indicator,
    figure: &Figure,
    point: &Point,
    from: PointPlace,
    support: Option<Support>,
) -> Option<Cell> {
    let cell = plain_cell(figure, point, from, support);
    if !figure.measure.has_unit_of_indicator() {
        return Some(cell);
    }
    let zh = figure.unit.zh.convert(cell.value.zh, &indicator.unit.zh)?;
    let en = indicator.unit.zh.convert(zh, &indicator.unit.en)?;
    Some(Cell { value: Both { zh, en }, ..cell })
}

fn plain_cell(figure: &Figure, point: &Point, from: PointPlace, support: Option<Support>) -> Cell {
    Cell {
        time: point.time,
        measure: match point.indicator {
            Some(_) => figure.measure,
            None => Measure::Level,
        },
        kind: point.kind,
        bound: point.bound,
        inferred: point.inferred,
        value: point.value,
        from,
        support,
    }
}
