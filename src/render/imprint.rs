//! Who answers for the site, as every page says it.

use crate::base::html::escape;
use crate::base::lang::Both;
use crate::model::config::SiteHeader;
use crate::model::imprint::Contact;
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
    match &config.contact {
        Some(Contact::Address(address)) => {
            let is_web = address.contains("://");
            let href = if is_web { address.clone() } else { format!("mailto:{address}") };
            lines.push(line("contact", Both::new(address.clone(), address.clone()), Some(href)));
        }
        Some(Contact::Words(words)) => lines.push(line("contact", words.clone().into(), None)),
        None => {}
    }
    if let Some(licence) = &config.licence {
        lines.push(line("licence", licence.name.clone().into(), licence.url.clone()));
    }
    lines
}
