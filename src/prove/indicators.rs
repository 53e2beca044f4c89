//! All declared figures of a site → one table: indicators down, years across.

use std::sync::Arc;

use crate::base::lang::Both;
use crate::base::lazy::Lazy;
use crate::base::map::{HashMap, HashSet};
use crate::model::bitext::Bitext;
use crate::model::figure::{Figure, Point, figures};
use crate::model::indicator::{Cell, Indicator, IndicatorTable, Measure, PointPlace, Row, Support, Time};
use crate::model::kinds::PointKind;
use crate::model::proof::PageProof;
use crate::model::site::Site;
use crate::prove::support;
use crate::quantity::decimal::Decimal;
use crate::quantity::value::Bound;

/// The table of a site.
pub fn table(site: &Site, pages: &[Arc<Lazy<PageProof>>]) -> IndicatorTable {
    let mut rows = Rows {
        site,
        declared: declared(site),
        others: Vec::new(),
        places: HashMap::default(),
        seen: HashSet::default(),
    };
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
    /// The numbers that the rows have, which are declared or not.
    seen: HashSet<((bool, usize), Number)>,
}

/// What makes two numbers of a row one: when and what they are, and the document.
type Number = (Time, Measure, PointKind, Option<Bound>, Both<Decimal>, Option<usize>);

impl Rows<'_> {
    fn take(&mut self, bitext: &Bitext, figure: &Figure, from: PointPlace, support: Option<Support>) {
        let point = &figure.points[from.point];
        let indicator = point.indicator.as_deref().and_then(|id| self.site.indicators.position(id));
        let cell =
            indicator.and_then(|at| cell_of(&self.site.indicators.all[at], figure, point, from, support));
        let topic = bitext.topic().and_then(|folder| topic(self.site, folder));
        match (indicator, cell) {
            (Some(at), Some(cell)) => {
                if self.declared[at].topics.is_empty() {
                    self.declared[at].topics.extend(topic);
                }
                if self.is_new((true, at), &cell) {
                    self.declared[at].cells.push(cell);
                }
            }
            _ => {
                let at = self.other(bitext, figure, point);
                let cell = plain_cell(figure, point, from, support);
                if self.is_new((false, at), &cell) {
                    self.others[at].cells.push(cell);
                }
            }
        }
    }

    /// Whether no other page has a number of a row from the same document.
    fn is_new(&mut self, row: (bool, usize), cell: &Cell) -> bool {
        let Some(time) = cell.time else { return true };
        self.seen.insert((row, (time, cell.measure, cell.kind, cell.bound, cell.value, cell.original())))
    }

    /// The row of what belongs to no indicator: a figure, or one of its series or categories.
    fn other(&mut self, bitext: &Bitext, figure: &Figure, point: &Point) -> usize {
        let names: Vec<&Both<String>> =
            point.series.iter().chain((!point.is_dated()).then_some(&point.at)).collect();
        let own: String = names.iter().map(|name| format!("/{}", name.zh)).collect();
        let id = format!("{}#{}{own}", bitext.address, figure.id);
        *self.places.entry(id.clone()).or_insert_with(|| {
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
        })
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
