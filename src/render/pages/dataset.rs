//! The table of all figures as a data set for machines that read pages (schema.org `Dataset`).

use serde_json::{Value, json};

use crate::model::output::Edition;
use crate::render::address::absolute;
use crate::render::context::RenderContext;
use crate::render::pages::{head, linked_data};
use crate::render::view::HeadView;

/// The head of the page of all figures: that of a page at the root, with the data set.
pub fn head(ctx: &RenderContext, title: &str) -> HeadView {
    let mut head = head::of_root(ctx, title, "figures.html");
    head.json_ld = linked_data::script(&json_ld(ctx, title));
    head
}

fn json_ld(ctx: &RenderContext, title: &str) -> Value {
    let (site, config) = (ctx.site, &ctx.site.config);
    let both = |text: &crate::model::config::Localized| Edition::Both.plain(&text.clone().into());
    let address = |path: &str| absolute(site, path).unwrap_or_else(|| path.to_owned());
    let file = |path: &str, kind: &str| json!({ "@type": "DataDownload", "encodingFormat": kind, "contentUrl": address(path) });
    let mut data = json!({
        "@context": "https://schema.org",
        "@type": "Dataset",
        "name": format!("{title} · {}", both(&config.title)),
        "description": match config.description.zh.is_empty() {
            true => both(&config.title),
            false => both(&config.description),
        },
        "inLanguage": ["zh-Hans", "en"],
        "isAccessibleForFree": true,
        "distribution": [
            file("data/figures.csv", "text/csv"),
            file("data/figures.json", "application/json"),
            file("data/datapackage.json", "application/json"),
        ],
    });
    measured(ctx, &mut data);
    publication(ctx, &mut data);
    if let Some(url) = absolute(site, "figures.html") {
        data["url"] = Value::from(url);
    }
    data
}

/// What the data set measures, and over which years.
fn measured(ctx: &RenderContext, data: &mut Value) {
    let cells = ctx.proof.indicators.rows.iter().flat_map(|row| &row.cells);
    let years: Vec<u16> = cells.filter_map(|cell| Some(cell.time?.last)).collect();
    let named = ctx.proof.indicators.rows.iter().filter(|row| row.indicator.is_some());
    let measured: Vec<Value> = named
        .map(|row| {
            let (name, unit) = (Edition::Both.plain(&row.name), Edition::Both.plain(&row.unit_text));
            json!({ "@type": "PropertyValue", "name": name, "unitText": unit })
        })
        .collect();
    if !measured.is_empty() {
        data["variableMeasured"] = Value::from(measured);
    }
    if let (Some(first), Some(last)) = (years.iter().min(), years.iter().max()) {
        data["temporalCoverage"] = Value::from(format!("{first}/{last}"));
    }
}

/// Who publishes it, in which version, under which licence.
fn publication(ctx: &RenderContext, data: &mut Value) {
    let config = &ctx.site.config;
    let both = |text: &crate::model::config::Localized| Edition::Both.plain(&text.clone().into());
    if let Some(publisher) = &config.publisher {
        data["publisher"] = json!({ "@type": "Organization", "name": both(publisher) });
    }
    if let Some(version) = &config.version {
        data["version"] = Value::from(version.name.clone());
        data["dateModified"] = Value::from(version.date.clone());
    }
    if let Some(licence) = &config.licence {
        data["license"] = Value::from(licence.url.clone().unwrap_or_else(|| both(&licence.name)));
    }
}
