//! What machines read of a head, as HTML: description, what a shared link shows, addresses.

use tera::value::Key;
use tera::{Context, Map, Value};

use crate::base::html::attribute;
use crate::render::context::RenderContext;
use crate::render::view::HeadView;

/// Hands a head to a template: ready to be placed, and in parts where a site's own templates may show them.
pub(crate) fn insert(ctx: &RenderContext, context: &mut Context, head: &HeadView) {
    let mut parts = match ctx.templates.has_own() {
        true => Value::from_serializable(&head).into_map().unwrap_or_default(),
        false => Map::from_iter([(Key::from("title"), Value::from(head.title.as_str()))]),
    };
    parts.insert(Key::from("tags"), Value::safe_string(&tags(head)));
    parts.insert(Key::from("json_ld"), Value::safe_string(&head.json_ld));
    context.insert_value("head", Value::from(parts));
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
        out.push_str("<meta");
        attribute(&mut out, one.key, one.name);
        attribute(&mut out, "content", &one.content);
        out.push('>');
    }
    for link in &head.links {
        out.push_str("<link");
        let attributes =
            [("rel", link.rel), ("hreflang", link.hreflang), ("type", link.kind), ("title", &link.title)];
        for (name, value) in attributes.into_iter().filter(|(_, value)| !value.is_empty()) {
            attribute(&mut out, name, value);
        }
        attribute(&mut out, "href", &link.href);
        out.push('>');
    }
    out
}
