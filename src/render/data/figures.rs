//! Figures and indicators as CSV and JSON: each figure of a page, each topic's indicators, and the whole.

use serde_json::{Value, json};

use crate::base::lang::Both;
use crate::base::map::HashMap;
use crate::model::bitext::Bitext;
use crate::model::figure::{Figure, figures};
use crate::model::indicator::{Cell, Row, Support};
use crate::model::output::Output;
use crate::model::proof::Proof;
use crate::model::site::Site;
use crate::render::data::columns::{FIGURES, INDICATORS, Table};
use crate::render::data::csv::{BEGINNING, bound, kind, row};
use crate::render::data::json_file::json_file;

/// All files on figures.
pub fn export(site: &Site, proof: &Proof) -> Vec<Output> {
    let rows: Vec<&Row> = proof.indicators.rows.iter().collect();
    let mut outputs = single(site, proof);
    if rows.is_empty() {
        return outputs;
    }
    outputs.extend(table(site, "data/figures", &rows));
    if !site.indicators.all.is_empty() {
        outputs.push(indicators(site));
    }
    for (at, topic) in site.topics.iter().enumerate() {
        let own: Vec<&Row> =
            rows.iter().copied().filter(|row| row.indicator.is_some() && row.topics.contains(&at)).collect();
        if !own.is_empty() {
            outputs.extend(table(site, &format!("data/indicators-{}", topic.folder), &own));
        }
    }
    outputs
}

fn head(table: &Table) -> String {
    let names: Vec<&str> = table.columns.iter().map(|column| column.name).collect();
    format!("{BEGINNING}{}", row(&names))
}

/// Where the data of all figures of a page stand, without `.csv` and `.json`. No figure can have this id.
pub fn of_page(address: &str) -> String {
    format!("data/{address}/all_figures")
}

/// The cells of the table of all figures by the bitext and the figure that they are from.
type CellsOfFigures<'p> = HashMap<(usize, usize), Vec<&'p Cell>>;

/// Each figure of each page, and all figures of each page.
fn single(site: &Site, proof: &Proof) -> Vec<Output> {
    let mut outputs = Vec::new();
    let mut cells: CellsOfFigures = HashMap::default();
    for cell in proof.indicators.rows.iter().flat_map(|row| &row.cells) {
        cells.entry((cell.from.bitext, cell.from.figure)).or_default().push(cell);
    }
    for (at, bitext) in site.bitexts.iter().enumerate() {
        let figures = figures(bitext);
        let (mut rows, mut all) = (String::new(), Vec::new());
        for figure in &figures {
            let path = format!("data/{}/{}", bitext.address, figure.id);
            let supports = supports(&cells, at, figure);
            let (own, json) =
                (figure_csv(site, bitext, figure, &supports), figure_json(site, bitext, figure, &supports));
            outputs.push(Output::text(format!("{path}.csv"), format!("{}{own}", head_of_page())));
            outputs.push(json_file(format!("{path}.json"), &json));
            rows.push_str(&own);
            all.push(json);
        }
        if !figures.is_empty() {
            let path = of_page(&bitext.address);
            outputs.push(Output::text(format!("{path}.csv"), format!("{}{rows}", head_of_page())));
            outputs.push(json_file(format!("{path}.json"), &Value::from(all)));
        }
    }
    outputs
}

/// The head of the files of a page and of a figure.
fn head_of_page() -> String {
    let names = PAGE_COLUMNS;
    format!("{BEGINNING}{}", row(&names))
}

/// Where the points of a figure stand in a document.
fn supports(cells: &CellsOfFigures, bitext: usize, figure: &Figure) -> Vec<Option<Support>> {
    let own = cells.get(&(bitext, figure.at)).map_or(&[][..], Vec::as_slice);
    let find = |point: usize| own.iter().find(|cell| cell.from.point == point).and_then(|cell| cell.support);
    (0..figure.points.len()).map(find).collect()
}

/// The id of the document and the number of the paragraph.
fn place(site: &Site, support: Option<Support>) -> (String, String) {
    let place = support.map(|one| (site.originals[one.original].id.clone(), one.paragraph.to_string()));
    place.unwrap_or_default()
}

/// What a row of a figure says: a time is never a group.
const PAGE_COLUMNS: [&str; 19] = [
    "page",
    "figure",
    "label_zh",
    "label_en",
    "at_zh",
    "at_en",
    "group_zh",
    "group_en",
    "series_zh",
    "series_en",
    "value_zh",
    "unit_zh",
    "value_en",
    "unit_en",
    "kind",
    "bound",
    "inferred",
    "document",
    "paragraph",
];

fn figure_csv(site: &Site, bitext: &Bitext, figure: &Figure, supports: &[Option<Support>]) -> String {
    let mut csv = String::new();
    for (point, support) in figure.points.iter().zip(supports) {
        let none = Both::default();
        let (series, group) = (point.series.as_ref().unwrap_or(&none), point.category().unwrap_or(&none));
        let (when, (document, paragraph)) = (point.when(), place(site, *support));
        csv.push_str(&row(&[
            &bitext.address,
            &figure.id,
            &figure.label.zh,
            &figure.label.en,
            &when.zh,
            &when.en,
            &group.zh,
            &group.en,
            &series.zh,
            &series.en,
            &point.value.zh.plain(),
            &figure.unit_text.zh,
            &point.value.en.plain(),
            &figure.unit_text.en,
            kind(point.kind),
            bound(point.bound),
            &point.inferred.to_string(),
            &document,
            &paragraph,
        ]));
    }
    csv
}

fn figure_json(site: &Site, bitext: &Bitext, figure: &Figure, supports: &[Option<Support>]) -> Value {
    let points = figure.points.iter().zip(supports).map(|(point, support)| {
        json!({
            "at": point.when(),
            "group": point.category(),
            "series": point.series,
            "value": { "zh": point.value.zh.plain(), "en": point.value.en.plain() },
            "kind": kind(point.kind),
            "bound": bound(point.bound),
            "inferred": point.inferred,
            "document": support.map(|one| site.originals[one.original].id.clone()),
            "paragraph": support.map(|one| one.paragraph),
        })
    });
    let points: Vec<Value> = points.collect();
    json!({
        "page": &*bitext.address,
        "id": figure.id,
        "label": figure.label,
        "unit": figure.unit_text,
        "points": points,
    })
}

/// Some rows of the table as CSV and JSON.
fn table(site: &Site, path: &str, rows: &[&Row]) -> [Output; 2] {
    let mut csv = head(&FIGURES);
    let mut all: Vec<Value> = Vec::new();
    for one in rows {
        let values: Vec<Value> = one
            .cells
            .iter()
            .map(|cell| {
                let record = Record::new(site, one, cell);
                csv.push_str(&record.csv(one));
                record.json(cell)
            })
            .collect();
        let topics: Vec<&str> = one.topics.iter().map(|at| site.topics[*at].folder.as_str()).collect();
        all.push(json!({
            "indicator": one.indicator.map(|_| &one.id),
            "label": one.name,
            "unit": one.unit_text,
            "topics": topics,
            "values": values,
        }));
    }
    [Output::text(format!("{path}.csv"), csv), json_file(format!("{path}.json"), &Value::from(all))]
}

/// A number of the table with everything that is said of it.
struct Record<'s> {
    indicator: &'s str,
    unit: Both<String>,
    years: [String; 2],
    document: String,
    paragraph: String,
    topic: &'s str,
    page: &'s str,
    passage: &'s str,
    figure: &'s str,
    cell: &'s Cell,
}

impl<'s> Record<'s> {
    fn new(site: &'s Site, row: &'s Row, cell: &'s Cell) -> Record<'s> {
        let bitext = &site.bitexts[cell.from.bitext];
        let (document, paragraph) = place(site, cell.support);
        let passage = cell.support.and_then(|support| bitext.passages.get(support.passage));
        let years = cell.time.map(|time| [time.first.to_string(), time.last.to_string()]);
        Record {
            indicator: row.indicator.map_or("", |_| &row.id),
            unit: match cell.measure.has_unit_of_indicator() {
                true => row.unit_text.clone(),
                false => Both::new("%", "percent"),
            },
            years: years.unwrap_or_default(),
            document,
            paragraph,
            topic: bitext.topic().unwrap_or_default(),
            page: &bitext.address,
            passage: passage.map_or("", |one| &one.id),
            figure: &bitext.pages.zh.header.figures[cell.from.figure].id,
            cell,
        }
    }

    fn csv(&self, of: &Row) -> String {
        let (cell, [first, last]) = (self.cell, &self.years);
        row(&[
            self.indicator,
            &of.name.zh,
            &of.name.en,
            &self.unit.zh,
            &self.unit.en,
            cell.measure.code(),
            first,
            last,
            &cell.inferred.to_string(),
            kind(cell.kind),
            bound(cell.bound),
            &cell.value.zh.plain(),
            &cell.value.en.plain(),
            &self.document,
            &self.paragraph,
            self.topic,
            self.page,
            self.passage,
            self.figure,
        ])
    }

    fn json(&self, cell: &Cell) -> Value {
        json!({
            "years": cell.time.map(|time| [time.first, time.last]),
            "inferred": cell.inferred,
            "measure": cell.measure.code(),
            "kind": kind(cell.kind),
            "bound": bound(cell.bound),
            "value": { "zh": cell.value.zh.plain(), "en": cell.value.en.plain() },
            "unit": self.unit,
            "document": self.document,
            "paragraph": cell.support.map(|support| support.paragraph),
            "page": self.page,
            "passage": self.passage,
            "figure": self.figure,
        })
    }
}

fn indicators(site: &Site) -> Output {
    let mut csv = head(&INDICATORS);
    for one in &site.indicators.all {
        let header = &one.header;
        let note = header.note.clone().unwrap_or_default();
        csv.push_str(&row(&[
            &header.id,
            &header.name.zh,
            &header.name.en,
            &header.unit.zh,
            &header.unit.en,
            &note.zh,
            &note.en,
            &header.topics.join("; "),
        ]));
    }
    Output::text("data/indicators.csv", csv)
}
