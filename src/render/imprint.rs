//! Who answers for the site, as every page says it.

use crate::base::html::escape;
use crate::base::lang::Both;
use crate::model::config::SiteHeader;
use crate::model::output::Edition;
use crate::render::templates::texts::Texts;
use crate::render::view::{ImprintLine, TextView};

/// The lines of the foot: publisher, editor, version, contact, licence, as far as `site.yaml` gives them.
pub fn lines(config: &SiteHeader, texts: &Texts, edition: Edition) -> Vec<ImprintLine> {
    // What is the same in both languages stands once.
    let view = |text: &Both<String>| match text.zh == text.en {
        true => TextView { html: escape(&text.zh), ..TextView::new(edition, text) },
        false => TextView::new(edition, text),
    };
    let line = |key: &'static str, text: Both<String>, href: Option<String>| ImprintLine {
        key,
        label: view(&texts.get(key)),
        text: view(&text),
        href: href.unwrap_or_default(),
    };
    let mut lines = Vec::new();
    if let Some(publisher) = &config.publisher {
        lines.push(line("publisher", publisher.clone().into(), None));
    }
    if let Some(editor) = &config.editor {
        lines.push(line("editor", editor.clone().into(), None));
    }
    if let Some(version) = &config.version {
        let same = |text: &String| Both::new(text.clone(), text.clone());
        let values = [("name", same(&version.name)), ("date", same(&version.date))];
        lines.push(line("version", texts.fill("version_dated", &values), None));
    }
    if let Some(contact) = &config.contact {
        let is_address = contact.contains("://");
        let href = if is_address { contact.clone() } else { format!("mailto:{contact}") };
        lines.push(line("contact", Both::new(contact.clone(), contact.clone()), Some(href)));
    }
    if let Some(licence) = &config.licence {
        lines.push(line("licence", licence.name.clone().into(), licence.url.clone()));
    }
    lines
}
