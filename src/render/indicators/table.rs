//! The table: indicators down, years across, each number a link to the passage that proves it.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use crate::base::html::escape;
use crate::base::lang::Both;
use crate::base::map::HashSet;
use crate::base::url::encode;
use crate::model::indicator::{Cell, PointPlace, Row, Time};
use crate::model::kinds::PointKind;
use crate::model::output::Edition;
use crate::render::address::{file, original_href};
use crate::render::context::RenderContext;
use crate::render::html::text::shown;
use crate::render::indicators::{course, words};
use crate::render::names::{original_name, original_sign, topic_title};
use crate::render::view::TextView;

/// A table of some rows.
#[derive(Clone, Debug, Serialize)]
pub struct TableView {
    /// The years, and at the end what has none.
    pub columns: Vec<ColumnView>,
    /// The rows, grouped by topic.
    pub groups: Vec<GroupView>,
    /// From the first year to the last: `2016–26`.
    pub span: String,
    /// Whether a year is inferred.
    pub inferred: bool,
    /// Whether two documents differ.
    pub differs: bool,
}

/// A column.
#[derive(Clone, Debug, Serialize)]
pub struct ColumnView {
    /// Its year; empty where figures have none.
    pub year: String,
    /// What it is called.
    pub label: TextView,
    /// `result`, `estimate` or `target`, if all its numbers are that.
    pub kind: &'static str,
    /// The word for that.
    pub word: Option<TextView>,
    /// Whether all its years are inferred.
    pub inferred: bool,
}

/// The rows of a topic.
#[derive(Clone, Debug, Serialize)]
pub struct GroupView {
    /// Its number among the topics; empty for what belongs to none.
    pub id: String,
    /// Its title.
    pub title: Option<TextView>,
    /// Its rows.
    pub rows: Vec<IndicatorRowView>,
}

/// A row.
#[derive(Clone, Debug, Serialize)]
pub struct IndicatorRowView {
    /// The id of its indicator; empty for what belongs to none.
    pub id: String,
    /// What is measured.
    pub name: TextView,
    /// In what unit.
    pub unit: TextView,
    /// What a reader should know.
    pub note: Option<TextView>,
    /// The columns that have numbers, as words of one attribute.
    pub years: String,
    /// Its kinds, as words of one attribute: `r`, `e`, `t`.
    pub kinds: String,
    /// Its documents, as words of one attribute: `d0`, `d1`.
    pub documents: String,
    /// Its numbers, column by column.
    pub cells: Vec<Vec<EntryView>>,
    /// Its course, drawn.
    pub course: String,
    /// Where its numbers stand in the documents.
    pub sources: Vec<SourceView>,
    /// Its numbers as a file, where they are those of one figure.
    pub data: String,
}

/// A number in the table.
#[derive(Clone, Debug, Serialize)]
pub struct EntryView {
    /// The way to its passage from the output folder.
    pub href: String,
    /// The number as HTML of the edition.
    pub html: String,
    /// `result`, `estimate` or `target`.
    pub kind: &'static str,
    /// The word for an estimate or a target.
    pub word: Option<TextView>,
    /// The years that it holds for, where they are several.
    pub period: Option<TextView>,
    /// Whether its year is inferred and that of other numbers of the column is not.
    pub inferred: bool,
    /// The seal of its document, where another document has another number.
    pub seal: String,
    /// The number in the Chinese unit, to sort by.
    pub value: String,
}

/// The paragraphs of a document.
#[derive(Clone, Debug, Serialize)]
pub struct SourceView {
    /// Its seal.
    pub sign: String,
    /// Its paragraphs.
    pub paragraphs: Vec<SourceParagraphView>,
}

/// A paragraph of a document.
#[derive(Clone, Debug, Serialize)]
pub struct SourceParagraphView {
    /// Its number.
    pub number: usize,
    /// The way there from the output folder.
    pub href: String,
    /// Document and paragraph in words, plain.
    pub label: String,
}

/// What the columns of a table are made from.
struct Columns {
    years: Vec<u16>,
    undated: bool,
}

/// The table of some rows in an edition. `data` says where the files of single figures are linked.
pub fn view(ctx: &RenderContext, rows: &[&Row], edition: Edition) -> TableView {
    let years: BTreeSet<u16> =
        rows.iter().flat_map(|row| &row.cells).filter_map(|cell| Some(cell.time?.last)).collect();
    let undated = rows.iter().flat_map(|row| &row.cells).any(|cell| cell.time.is_none());
    let columns = Columns { years: years.into_iter().collect(), undated };
    let heads: Vec<ColumnView> = columns.heads(ctx, rows, edition);
    let (first, last) = (columns.years.first().copied(), columns.years.last().copied());
    let (first, last) = (first.unwrap_or(0), last.unwrap_or(0));
    // In the order of the topics; what belongs to none comes last.
    let mut groups: BTreeMap<usize, GroupView> = BTreeMap::new();
    for row in rows {
        let topic = row.topics.first().copied();
        let made = row_view(ctx, row, &columns, &heads, (first, last), edition);
        let new = || GroupView {
            id: topic.map_or(String::new(), |at| at.to_string()),
            title: topic.map(|at| TextView::new(edition, &topic_title(ctx.site, &ctx.site.topics[at]))),
            rows: Vec::new(),
        };
        groups.entry(topic.unwrap_or(usize::MAX)).or_insert_with(new).rows.push(made);
    }
    TableView {
        span: format!("{first}–{:02}", last % 100),
        inferred: rows.iter().flat_map(|row| &row.cells).any(|cell| cell.inferred),
        differs: rows.iter().any(|row| row.conflicts().next().is_some()),
        columns: heads,
        groups: groups.into_values().collect(),
    }
}

impl Columns {
    fn heads(&self, ctx: &RenderContext, rows: &[&Row], edition: Edition) -> Vec<ColumnView> {
        let mut heads: Vec<ColumnView> = Vec::new();
        for year in &self.years {
            let cells: Vec<&Cell> = rows.iter().flat_map(|row| row.in_year(*year)).collect();
            let kinds: BTreeSet<&str> = cells.iter().map(|cell| words::class(cell.kind)).collect();
            let only = if kinds.len() == 1 { cells.first().map(|cell| cell.kind) } else { None };
            let word = only.and_then(|kind| words::kind(&ctx.texts, kind));
            heads.push(ColumnView {
                year: year.to_string(),
                label: TextView::new(edition, &Both::new(year.to_string(), year.to_string())),
                kind: only.map_or("", words::class),
                word: word.map(|word| TextView::new(edition, &word)),
                inferred: cells.iter().all(|cell| cell.inferred),
            });
        }
        if self.undated {
            heads.push(ColumnView {
                year: String::new(),
                label: TextView::new(edition, &ctx.texts.get("undated")),
                kind: "",
                word: None,
                inferred: false,
            });
        }
        heads
    }

    /// The numbers of a row, column by column.
    fn of<'r>(&self, row: &'r Row) -> Vec<Vec<&'r Cell>> {
        let mut all: Vec<Vec<&Cell>> = self.years.iter().map(|year| row.in_year(*year).collect()).collect();
        if self.undated {
            all.push(row.at(None).collect());
        }
        all
    }
}

fn row_view(
    ctx: &RenderContext,
    row: &Row,
    columns: &Columns,
    heads: &[ColumnView],
    (first, last): (u16, u16),
    edition: Edition,
) -> IndicatorRowView {
    let text = |text: &Both<String>| TextView::new(edition, text);
    let note = row.indicator.and_then(|at| ctx.site.indicators.all[at].header.note.clone());
    let by_column = columns.of(row);
    let with_numbers = heads.iter().zip(&by_column).filter(|(_, cells)| !cells.is_empty());
    let unite = |words: BTreeSet<String>| words.into_iter().collect::<Vec<_>>().join(" ");
    let kinds = row.cells.iter().map(|cell| words::class(cell.kind)[..1].to_owned());
    let documents = row.cells.iter().filter_map(|cell| Some(format!("d{}", cell.original()?)));
    let conflicting = row.conflicts().flat_map(|(one, other)| [one.from, other.from]);
    let conflicting: HashSet<PointPlace> = conflicting.collect();
    let entries = heads.iter().zip(&by_column).map(|(head, cells)| {
        let entry = |cell: &&Cell| entry(ctx, cell, conflicting.contains(&cell.from), head, edition);
        cells.iter().map(entry).collect::<Vec<_>>()
    });
    IndicatorRowView {
        id: row.indicator.map_or(String::new(), |_| row.id.clone()),
        name: text(&row.name),
        unit: text(&unit_beside_name(row)),
        note: note.map(|note| text(&note.into())),
        years: unite(with_numbers.map(|(head, _)| format!("y{}", head.year)).collect()),
        kinds: unite(kinds.collect()),
        documents: unite(documents.collect()),
        cells: entries.collect(),
        course: course::draw(row, first, last),
        sources: sources(ctx, row, edition),
        data: data(ctx, row),
    }
}

fn entry(ctx: &RenderContext, cell: &Cell, differs: bool, head: &ColumnView, edition: Edition) -> EntryView {
    let text = |text: Both<String>| TextView::new(edition, &text);
    let number = words::number(&ctx.texts, cell);
    let html = match edition.is_both() && number.zh == number.en {
        true => format!("<span class=\"num\">{}</span>", escape(&number.zh)),
        false => shown(edition, &number),
    };
    let seal = cell.original().filter(|_| differs).map(|at| original_sign(&ctx.site.originals[at]));
    EntryView {
        href: href(ctx, cell, edition),
        html,
        kind: words::class(cell.kind),
        word: words::kind(&ctx.texts, cell.kind).map(text),
        period: words::period(&ctx.texts, cell).map(text),
        inferred: cell.inferred && !head.inferred,
        seal: seal.unwrap_or_default(),
        value: cell.value.zh.plain(),
    }
}

/// The unit, where the name does not say it already: “operations” beside “Operations”.
fn unit_beside_name(row: &Row) -> Both<String> {
    let is_said = |name: &str, unit: &str| name.to_lowercase().contains(&unit.to_lowercase());
    let is_count = row.unit.zh.unit().is_none();
    let side = |name: &String, unit: &String| match is_count && is_said(name, unit) {
        true => String::new(),
        false => unit.clone(),
    };
    Both { zh: row.unit_text.zh.clone(), en: side(&row.name.en, &row.unit_text.en) }
}

/// The way to the passage that holds a number, from the output folder.
pub fn href(ctx: &RenderContext, cell: &Cell, edition: Edition) -> String {
    let bitext = &ctx.site.bitexts[cell.from.bitext];
    let folder = match edition {
        Edition::Both => Edition::Parallel.code(),
        one => one.code(),
    };
    let passage = cell.support.and_then(|support| bitext.passages.get(support.passage));
    let hash = passage.map_or(String::new(), |one| format!("#{}", one.id));
    format!("{folder}/{}{hash}", encode(&file(bitext)))
}

fn sources(ctx: &RenderContext, row: &Row, edition: Edition) -> Vec<SourceView> {
    let places: BTreeSet<(usize, usize)> =
        row.cells.iter().filter_map(|cell| cell.support).map(|one| (one.original, one.paragraph)).collect();
    let mut all: Vec<(usize, SourceView)> = Vec::new();
    for (original, number) in places {
        let document = &ctx.site.originals[original];
        let label = place_in_words(ctx, original, number);
        let paragraph = SourceParagraphView {
            number,
            href: format!("{}#p{number}", original_href(&document.id)),
            label: edition.plain(&label),
        };
        match all.last_mut() {
            Some((last, source)) if *last == original => source.paragraphs.push(paragraph),
            _ => all
                .push((original, SourceView { sign: original_sign(document), paragraphs: vec![paragraph] })),
        }
    }
    all.into_iter().map(|(_, source)| source).collect()
}

/// Document and paragraph in words.
pub fn place_in_words(ctx: &RenderContext, original: usize, number: usize) -> Both<String> {
    let n = Both::new(number.to_string(), number.to_string());
    ctx.texts.fill("place_in", &[("title", original_name(&ctx.site.originals[original])), ("n", n)])
}

/// The file of the figure that all numbers of a row are of.
fn data(ctx: &RenderContext, row: &Row) -> String {
    let Some(first) = row.cells.first() else { return String::new() };
    let is_one = |cell: &Cell| (cell.from.bitext, cell.from.figure) == (first.from.bitext, first.from.figure);
    if !row.cells.iter().all(is_one) {
        return String::new();
    }
    let bitext = &ctx.site.bitexts[first.from.bitext];
    let figure = bitext.pages.zh.header.figures.get(first.from.figure);
    figure.map_or(String::new(), |one| format!("data/{}/{}.csv", encode(&bitext.address), one.id))
}

/// Whether a number is a level of a single year that is no target.
pub fn is_known_level(cell: &Cell) -> bool {
    cell.measure == crate::model::indicator::Measure::Level
        && cell.kind != PointKind::Target
        && cell.time.is_some_and(Time::is_year)
}
