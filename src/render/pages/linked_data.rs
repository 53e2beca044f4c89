//! Pages as data for machines (JSON-LD, schema.org): articles with what they are based on, documents, the
//! glossary as a set of terms, and the way to each page.
//!
//! Addresses are absolute where the site knows where it stands; else relative to the page, as JSON-LD reads them.

use serde::Serialize;
use serde_json::value::to_raw_value;
use serde_json::{Value, json};

use crate::base::lang::Lang;
use crate::base::url::encode;
use crate::base::visible;
use crate::model::config::Localized;
use crate::model::glossary::Term;
use crate::model::original::Original;
use crate::model::output::Edition;
use crate::render::address::{absolute, original_href};
use crate::render::breadcrumbs::BreadcrumbKey;
use crate::render::context::RenderContext;
use crate::render::dates;
use crate::render::names::topic_title;
use crate::render::pages::head_parts::HeadParts;

/// Data as the content of a `script` element.
pub fn script(data: &impl Serialize) -> String {
    // Data of texts, numbers and lists can be written.
    let json = visible::json(serde_json::to_string(data).unwrap_or_default());
    if json.contains('<') { json.replace('<', "\\u003c") } else { json }
}

/// Things that are said of one page, in order.
#[derive(Serialize)]
struct Graph<T> {
    #[serde(rename = "@context")]
    context: &'static str,
    #[serde(rename = "@graph")]
    things: T,
}

fn graph(things: impl Serialize) -> String {
    script(&Graph { context: "https://schema.org", things })
}

/// The address of a page or file from another one, both below the output folder, encoded.
fn address(ctx: &RenderContext, from: &str, to: &str) -> String {
    absolute(ctx.site, to).unwrap_or_else(|| format!("{}{to}", "../".repeat(from.matches('/').count())))
}

fn plain(edition: Edition, text: &Localized) -> String {
    edition.plain(&text.clone().into())
}

/// The languages of a page.
#[derive(Serialize)]
#[serde(untagged)]
enum LanguageTags {
    One(&'static str),
    Both([&'static str; 2]),
}

fn tags(edition: Edition) -> LanguageTags {
    match edition.is_both() {
        true => LanguageTags::Both(Lang::ALL.map(Lang::tag)),
        false => LanguageTags::One(edition.lang().tag()),
    }
}

/// Somebody who publishes or edits.
#[derive(Serialize)]
struct Organization {
    #[serde(rename = "@type")]
    kind: &'static str,
    name: String,
}

fn organization(edition: Edition, name: &Localized) -> Organization {
    Organization { kind: "Organization", name: plain(edition, name) }
}

/// Who publishes, as far as `site.yaml` says it.
fn publisher(ctx: &RenderContext, edition: Edition, data: &mut Value) {
    if let Some(name) = &ctx.site.config.publisher {
        data["publisher"] = json!(organization(edition, name));
    }
}

/// The whole site.
pub fn site(ctx: &RenderContext, edition: Edition, description: &str) -> String {
    let config = &ctx.site.config;
    let mut data = json!({
        "@context": "https://schema.org",
        "@type": "WebSite",
        "name": config.title.zh,
        "alternateName": config.title.en,
        "description": description,
        "inLanguage": tags(edition),
        "url": address(ctx, "", "index.html"),
    });
    publisher(ctx, edition, &mut data);
    if let Some(licence) = &config.licence {
        data["license"] = Value::from(licence.url.clone().unwrap_or_else(|| plain(edition, &licence.name)));
    }
    script(&data)
}

/// A page of an edition.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct PageData<'p> {
    #[serde(rename = "@type")]
    kind: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    headline: Option<&'p str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<&'p str>,
    in_language: LanguageTags,
    #[serde(skip_serializing_if = "Option::is_none")]
    image: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    date_published: Option<&'p str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    author: Option<Organization>,
    #[serde(skip_serializing_if = "Option::is_none")]
    date_modified: Option<&'p str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    publisher: Option<Organization>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    is_based_on: Vec<Document>,
}

/// A page of an edition, with the way to it.
pub fn bitext(ctx: &RenderContext, at: usize, parts: &HeadParts) -> String {
    let (bitext, edition, config) = (&ctx.site.bitexts[at], parts.edition, &ctx.site.config);
    let header = &bitext.pages.zh.header;
    let author = config.editor.as_ref().or(config.publisher.as_ref()).filter(|_| parts.is_article);
    let published = header.date.as_deref().filter(|_| parts.is_article);
    let documents = header.original.as_slice().iter().filter_map(|id| ctx.site.original(id));
    let page = PageData {
        kind: if parts.is_article { "Article" } else { "CollectionPage" },
        headline: parts.is_article.then_some(parts.name),
        name: (!parts.is_article).then_some(parts.name),
        in_language: tags(edition),
        image: parts.image.as_ref().map(|path| address(ctx, parts.path, path)),
        date_published: published,
        author: author.map(|name| organization(edition, name)),
        // What says nothing new is left out.
        date_modified: dates::modified(ctx.site, at).filter(|date| Some(*date) != published),
        publisher: config.publisher.as_ref().map(|name| organization(edition, name)),
        is_based_on: documents.map(|one| document_at(ctx, one, parts.path)).collect(),
    };
    let place = ctx.site.places.get(at).copied().flatten();
    let topic = place.map(|place| place.topic).filter(|_| !bitext.is_index());
    let key = BreadcrumbKey { edition, topic, depth: parts.path.matches('/').count() };
    // Data of texts can be written.
    let way = ctx.breadcrumbs.of(key, || to_raw_value(&way(ctx, topic, parts))).ok();
    graph((page, way.as_deref()))
}

/// The way from the first page of the edition.
fn way(ctx: &RenderContext, topic: Option<usize>, parts: &HeadParts) -> Crumbs {
    let edition = parts.edition;
    let home = format!("{}/index.html", edition.code());
    let mut steps = vec![(plain(edition, &ctx.site.config.title), home)];
    if let Some(topic) = topic.and_then(|at| ctx.site.topics.get(at)) {
        let path = format!("{}/{}/index.html", edition.code(), encode(&topic.folder));
        steps.push((edition.plain(&topic_title(ctx.site, topic)), path));
    }
    crumbs(ctx, parts.path, steps)
}

/// The way to a page, which is not part of it.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Crumbs {
    #[serde(rename = "@type")]
    kind: &'static str,
    item_list_element: Vec<Crumb>,
}

/// A step of it.
#[derive(Serialize)]
struct Crumb {
    #[serde(rename = "@type")]
    kind: &'static str,
    position: usize,
    name: String,
    item: String,
}

fn crumbs(ctx: &RenderContext, from: &str, steps: Vec<(String, String)>) -> Crumbs {
    let step = |(position, (name, path)): (usize, (String, String))| Crumb {
        kind: "ListItem",
        position,
        name,
        item: address(ctx, from, &path),
    };
    Crumbs { kind: "BreadcrumbList", item_list_element: (1..).zip(steps).map(step).collect() }
}

/// A document that a page is based on, by its address: its own page says what it is.
#[derive(Serialize)]
struct Document {
    #[serde(rename = "@type")]
    kind: &'static str,
    url: String,
}

fn document_at(ctx: &RenderContext, original: &Original, from: &str) -> Document {
    Document { kind: "CreativeWork", url: address(ctx, from, &original_href(&original.id)) }
}

/// A document on its own page.
fn document(ctx: &RenderContext, original: &Original, edition: Edition, from: &str) -> Value {
    let header = &original.header;
    let mut data = json!(document_at(ctx, original, from));
    data["name"] = Value::from(plain(edition, &header.title));
    if let Some(date) = original.date() {
        data["datePublished"] = Value::from(date);
    }
    if let Some(issuer) = &header.issuer {
        data["author"] = json!(organization(edition, issuer));
    }
    data
}

/// A page at the root, if there is something to say of it.
pub fn root(ctx: &RenderContext, title: &str, path: &str) -> String {
    let stem = path.strip_suffix(".html").unwrap_or(path);
    let thing = match stem.split_once('/').unwrap_or(("", stem)) {
        ("", "glossary") => Some(terms(ctx, title)),
        ("terms", anchor) => ctx.site.glossary.terms.iter().find(|one| one.anchor == anchor).map(|one| {
            let mut data = term(one);
            data["inDefinedTermSet"] = Value::from(address(ctx, path, "glossary.html"));
            data
        }),
        ("originals", id) => ctx.site.original(id).map(|one| {
            let mut data = document(ctx, one, Edition::Both, path);
            data["inLanguage"] = Value::from(Lang::Zh.tag());
            data
        }),
        _ => None,
    };
    let Some(thing) = thing else { return String::new() };
    let mut steps = vec![(plain(Edition::Both, &ctx.site.config.title), "index.html".to_owned())];
    if path.starts_with("terms/") {
        steps.push((Edition::Both.plain(&ctx.texts.get("glossary")), "glossary.html".to_owned()));
    }
    graph((thing, crumbs(ctx, path, steps)))
}

fn term(one: &Term) -> Value {
    json!({ "@type": "DefinedTerm", "name": one.header.zh, "alternateName": one.header.en })
}

/// The glossary. Its terms stand in the table beside it, and each in the data of its own page.
fn terms(ctx: &RenderContext, title: &str) -> Value {
    let table = address(ctx, "", "data/glossary.csv");
    json!({
        "@type": "DefinedTermSet",
        "name": title,
        "inLanguage": tags(Edition::Both),
        "encoding": { "@type": "MediaObject", "contentUrl": table, "encodingFormat": "text/csv" },
    })
}
