//! `duizhao schema`: JSON Schema of the YAML files, so that editors complete and check them.
//!
//! Made from the types that read the files. Draft 7, because that is what editors know best.

use anyhow::Result;
use clap::{Args, ValueEnum};
use schemars::JsonSchema;
use schemars::generate::SchemaSettings;
use serde_json::{Map, Value, json};

use crate::cli::{self, Outcome};
use crate::model::config::{OriginalHeader, PageHeader, SiteHeader, TermHeader};
use crate::model::correction::CorrectionHeader;
use crate::model::indicator::IndicatorHeader;
use crate::rules::RULES;

/// What `schema` takes.
#[derive(Args, Clone, Debug)]
pub struct SchemaArgs {
    /// The file that is described · 说明哪一种文件
    #[arg(value_enum)]
    pub file: Described,
}

/// The files that have a schema.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Described {
    /// content/site.yaml · 站点设置
    Site,
    /// The header of a page · 页面的页头
    FrontMatter,
    /// content/glossary.yaml · 术语表
    Glossary,
    /// content/indicators.yaml · 指标表
    Indicators,
    /// content/corrections.yaml · 更正
    Corrections,
    /// The header of an original · 原文的页头
    Original,
}

/// How it is used.
pub const EXAMPLES: &str = "\
Examples · 例子
  duizhao schema site > .vscode/site.schema.json
  duizhao schema glossary > .vscode/glossary.schema.json
  duizhao schema front-matter";

/// Runs `schema`.
pub fn run(args: &SchemaArgs) -> Result<Outcome> {
    cli::print(&format!("{:#}\n", schema(args.file)))?;
    Ok(Outcome::Clean)
}

/// The schema of a file.
pub fn schema(file: Described) -> Value {
    let (mut schema, title) = match file {
        Described::Site => (generate::<SiteHeader>(), "duizhao: site.yaml"),
        Described::FrontMatter => (generate::<PageHeader>(), "duizhao: page"),
        Described::Glossary => (generate::<Vec<TermHeader>>(), "duizhao: glossary.yaml"),
        Described::Indicators => (generate::<Vec<IndicatorHeader>>(), "duizhao: indicators.yaml"),
        Described::Corrections => (generate::<Vec<CorrectionHeader>>(), "duizhao: corrections.yaml"),
        Described::Original => (generate::<OriginalHeader>(), "duizhao: original"),
    };
    walk(&mut schema);
    let rules: Vec<&str> = RULES.iter().map(|rule| rule.name).collect();
    if let Some(levels) = schema.pointer_mut("/properties/rules") {
        levels["propertyNames"] = json!({ "enum": rules });
    }
    if let Some(rule) = schema.pointer_mut("/definitions/Allow/properties/rule") {
        rule["enum"] = json!(rules);
    }
    let mut whole = Map::new();
    whole.insert("$schema".into(), json!("http://json-schema.org/draft-07/schema#"));
    whole.insert("title".into(), json!(title));
    whole.extend(
        schema.as_object().cloned().unwrap_or_default().into_iter().filter(|(key, _)| key != "title"),
    );
    Value::Object(whole)
}

fn generate<T: JsonSchema>() -> Value {
    SchemaSettings::draft07().into_generator().into_root_schema_for::<T>().to_value()
}

/// Says in JSON Schema what the program takes: text may be typed as a number, no value is null, and the
/// words of a list stand in one `enum` with what they mean.
fn walk(schema: &mut Value) {
    match schema {
        Value::Object(object) => {
            words(object);
            kinds(object);
            object.values_mut().for_each(walk);
        }
        Value::Array(items) => items.iter_mut().for_each(walk),
        _ => {}
    }
}

/// `oneOf` constants → `enum`, their descriptions below that of the whole.
fn words(object: &mut Map<String, Value>) {
    let Some(choices) = object.get("oneOf").and_then(Value::as_array) else { return };
    let names: Vec<Value> = choices.iter().filter_map(|one| one.get("const").cloned()).collect();
    if names.len() != choices.len() {
        return;
    }
    let meaning = choices.iter().map(|one| {
        let text = one["description"].as_str().unwrap_or("").replace('\n', " ");
        format!("\n- {}: {text}", one["const"].as_str().unwrap_or(""))
    });
    let whole = object.get("description").and_then(Value::as_str).unwrap_or("").to_owned();
    let description = meaning.fold(whole, |all, line| all + &line);
    object.remove("oneOf");
    object.insert("enum".into(), json!(names));
    object.insert("description".into(), json!(description));
}

fn kinds(object: &mut Map<String, Value>) {
    let is_null = |one: &Value| one["type"] == "null";
    if let Some(choices) = object.get_mut("anyOf").and_then(Value::as_array_mut) {
        choices.retain(|one| !is_null(one));
    }
    object.retain(|key, value| key != "default" || !value.is_null());
    let closed = object.contains_key("enum") || object.contains_key("const");
    let Some(kind) = object.get_mut("type") else { return };
    if let Some(kinds) = kind.as_array_mut() {
        kinds.retain(|one| one != "null");
        if let [one] = kinds.as_slice() {
            *kind = one.clone();
        }
    }
    if *kind == "string" && !closed {
        *kind = json!(["string", "number"]);
    }
}
