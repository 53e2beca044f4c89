//! What the data files hold, for programs: a Data Package (Frictionless, version 1) and CSVW (W3C
//! Recommendation of 17 December 2015, “Metadata Vocabulary for Tabular Data”).

use serde_json::{Map, Value, json};

use crate::base::lang::Both;
use crate::model::config::Localized;
use crate::model::output::{Edition, Output};
use crate::model::proof::Proof;
use crate::model::site::Site;
use crate::render::data::columns::{CORRECTIONS, Column, ColumnKind, FIGURES, GLOSSARY, INDICATORS, Table};
use crate::render::data::json_file::json_file;

/// Both descriptions.
pub fn export(site: &Site, proof: &Proof) -> Vec<Output> {
    let mut tables: Vec<(String, &Table)> = Vec::new();
    let mut add = |is_there: bool, table: &'static Table| {
        if is_there {
            tables.push((table.name.to_owned(), table));
        }
    };
    add(!proof.indicators.rows.is_empty(), &FIGURES);
    add(!proof.indicators.rows.is_empty() && !site.indicators.all.is_empty(), &INDICATORS);
    add(!site.glossary.terms.is_empty(), &GLOSSARY);
    add(!site.corrections.all.is_empty(), &CORRECTIONS);
    vec![
        json_file("data/datapackage.json", &package(site, &tables)),
        json_file("data/csv-metadata.json", &csvw(site, &tables)),
    ]
}

fn both(text: &Localized) -> String {
    Edition::Both.plain(&text.clone().into())
}

fn text(text: &Both<&str>) -> String {
    Edition::Both.plain(&Both::new(text.zh, text.en))
}

fn package(site: &Site, tables: &[(String, &Table)]) -> Value {
    let config = &site.config;
    let mut resources: Vec<Value> = tables.iter().map(|(name, table)| resource(name, table)).collect();
    resources.push(json!({
        "name": "passages",
        "path": "passages.jsonl",
        "type": "file",
        "format": "jsonl",
        "mediatype": "application/jsonl",
        "encoding": "utf-8",
        "title": "段落，一行一段 Passages, one a line",
        "description": "page、id：网址 #id；sentences：长段逐句，id 是句的网址（#p3.2），zh 和 en 是这一句在两种文字里的起止（第几个字符到第几个，不含后者）；没有把握逐句对上的，留在整段里。 page, id: the address #id; sentences: a long passage sentence by sentence, id is the address of the sentence (#p3.2), zh and en say where it stands in the two texts (from which character to which, the latter not included); what does not certainly stand sentence by sentence stays with the passage.",
    }));
    let mut all = Map::new();
    all.insert("profile".into(), json!("data-package"));
    all.insert("name".into(), json!("data"));
    all.insert("title".into(), json!(both(&config.title)));
    if !config.description.zh.is_empty() {
        all.insert("description".into(), json!(both(&config.description)));
    }
    if let Some(version) = &config.version {
        all.insert("version".into(), json!(version.name));
    }
    if let Some(url) = config.licence.as_ref().and_then(|licence| licence.url.as_ref()) {
        let title = config.licence.as_ref().map(|licence| both(&licence.name)).unwrap_or_default();
        all.insert("licenses".into(), json!([{ "path": url, "title": title }]));
    }
    if let Some(publisher) = &config.publisher {
        all.insert("contributors".into(), json!([{ "title": both(publisher), "role": "publisher" }]));
    }
    all.insert("resources".into(), Value::from(resources));
    Value::Object(all)
}

fn resource(name: &str, table: &Table) -> Value {
    let fields: Vec<Value> = table.columns.iter().map(field).collect();
    json!({
        "profile": "tabular-data-resource",
        "name": name,
        "path": format!("{name}.csv"),
        "title": text(&table.title),
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": { "fields": fields },
    })
}

fn field(column: &Column) -> Value {
    let kind = match column.kind {
        ColumnKind::Text | ColumnKind::Words(_) | ColumnKind::Date => "string",
        ColumnKind::Integer => "integer",
        ColumnKind::Number => "number",
        ColumnKind::Bool => "boolean",
    };
    let mut field = json!({ "name": column.name, "type": kind, "description": text(&column.means) });
    if let ColumnKind::Words(words) = column.kind {
        field["constraints"] = json!({ "enum": words });
    }
    field
}

fn csvw(site: &Site, tables: &[(String, &Table)]) -> Value {
    let table = |(name, table): &(String, &Table)| {
        let columns: Vec<Value> = table.columns.iter().map(csvw_column).collect();
        json!({
            "url": format!("{name}.csv"),
            "dc:title": [
                { "@value": table.title.zh, "@language": "zh-Hans" },
                { "@value": table.title.en, "@language": "en" },
            ],
            "tableSchema": { "columns": columns },
        })
    };
    let mut all = json!({
        "@context": ["http://www.w3.org/ns/csvw", { "@language": "en" }],
        "dc:title": both(&site.config.title),
        "dialect": { "encoding": "utf-8", "lineTerminators": ["\r\n", "\n"] },
        "tables": tables.iter().map(table).collect::<Vec<_>>(),
    });
    if let Some(publisher) = &site.config.publisher {
        all["dc:publisher"] = json!(both(publisher));
    }
    if let Some(url) = site.config.licence.as_ref().and_then(|licence| licence.url.as_ref()) {
        all["dc:license"] = json!({ "@id": url });
    }
    all
}

fn csvw_column(column: &Column) -> Value {
    let kind = match column.kind {
        ColumnKind::Text | ColumnKind::Date => json!("string"),
        ColumnKind::Integer => json!("integer"),
        ColumnKind::Number => json!("decimal"),
        ColumnKind::Bool => json!({ "base": "boolean", "format": "true|false" }),
        ColumnKind::Words(words) => json!({ "base": "string", "format": words.join("|") }),
    };
    json!({
        "name": column.name,
        "titles": column.name,
        "datatype": kind,
        "dc:description": [
            { "@value": column.means.zh, "@language": "zh-Hans" },
            { "@value": column.means.en, "@language": "en" },
        ],
    })
}
