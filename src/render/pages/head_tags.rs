//! What machines read of a head, as HTML: description, what a shared link shows, addresses.

use serde::Serialize;

use crate::base::html::attribute;
use crate::render::context::RenderContext;
use crate::render::templates::values::{Html, PageValues};
use crate::render::view::HeadView;

/// A head as a template sees it: ready to be placed, and in parts where a site's own templates may show them.
#[derive(Serialize)]
struct Head<'h, T> {
    #[serde(flatten)]
    parts: T,
    title: &'h str,
    tags: Html<'h>,
    json_ld: Html<'h>,
}

/// Hands a head to a template.
pub(crate) fn insert(ctx: &RenderContext, values: &mut PageValues, head: &HeadView) {
    let tags = tags(head);
    let (title, tags, json_ld) = (head.title.as_str(), Html(&tags), Html(&head.json_ld));
    match ctx.templates.has_own() {
        true => values.insert("head", &Head { parts: head, title, tags, json_ld }),
        false => values.insert("head", &Head { parts: (), title, tags, json_ld }),
    }
}

fn tags(head: &HeadView) -> String {
    let mut out = String::with_capacity(2 << 10);
    if !head.description.is_empty() {
        out.push_str("<meta name=description property=og:description");
        attribute(&mut out, "content", &head.description);
        out.push('>');
    }
    if head.noindex {
        out.push_str("<meta name=robots content=noindex>");
    }
    for one in &head.meta {
        // Words of the program need no quotation marks.
        out.extend(["<meta ", one.key, "=", one.name]);
        attribute(&mut out, "content", &one.content);
        out.push('>');
    }
    for link in &head.links {
        out.extend(["<link rel=", link.rel]);
        let attributes = [("hreflang", link.hreflang), ("type", link.kind), ("title", &link.title)];
        for (name, value) in attributes.into_iter().filter(|(_, value)| !value.is_empty()) {
            attribute(&mut out, name, value);
        }
        attribute(&mut out, "href", &link.href);
        out.push('>');
    }
    out
}
