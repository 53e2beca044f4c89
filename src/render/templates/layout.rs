//! Pages whose values have the same shape are laid out once: the template is rendered with a hole in place of each text,
//! and the holes are filled page by page.
//!
//! A template that is laid out may place a text or a number of its page and ask whether there is one, and no more: it
//! compares none and puts none through a filter but `safe`. Words of the program, and what all pages of an edition
//! share, it may use in any way.

use std::ops::Range;
use std::sync::{Arc, Mutex};

use tera::{Context, Value};

use crate::base::diagnostic::Diagnostic;
use crate::base::hold::hold;
use crate::base::html::is_bare;
use crate::base::map::HashMap;
use crate::model::output::Edition;
use crate::render::templates::values::{PageValues, mark};
use crate::render::templates::{Templates, escape};

/// What marks a hole: a character that Unicode sets apart for use inside programs, and that no text should hold.
const HOLE: char = '\u{fdd0}';

/// How many bytes of layouts are kept, about; pages of further shapes are rendered each for itself.
const MOST: usize = 16 << 20;

/// A page with holes.
struct Layout {
    html: String,
    holes: Vec<Hole>,
}

/// Where a text of a page stands.
struct Hole {
    /// The HTML before it.
    before: Range<usize>,
    /// Which text it is.
    text: usize,
    is_escaped: bool,
}

/// The layouts of a site by template, edition and shape.
#[derive(Default)]
pub struct Layouts {
    made: Mutex<MadeLayouts>,
    is_off: bool,
}

#[derive(Default)]
struct MadeLayouts {
    by_shape: HashMap<Vec<u8>, Arc<Layout>>,
    bytes: usize,
}

impl Layouts {
    /// Layouts for pages that share these contexts. A site with templates of its own has none, for these may do with a
    /// text what they want; nor has one whose shared texts could be taken for holes.
    pub fn new(templates: &Templates, shared: &[(Edition, Context)]) -> Layouts {
        let names = ["t", "p", "texts", "site", "untranslated"];
        let marked = |(_, context): &(Edition, Context)| {
            names.iter().filter_map(|name| context.get(name)).any(has_mark)
        };
        Layouts { is_off: templates.has_own() || shared.iter().any(marked), ..Layouts::default() }
    }

    /// A page, or what is wrong with its template.
    pub fn page(
        &self,
        (templates, shared): (&Templates, &Context),
        name: &str,
        values: &mut PageValues,
    ) -> Result<String, Box<Diagnostic>> {
        if self.is_off {
            return templates.render(name, &values.whole(shared));
        }
        // What follows the end is part of the name of a shape.
        values.shape.push(mark::END);
        values.shape.extend(name.bytes().chain(values.edition.code().bytes()));
        let made = hold(&self.made);
        let (found, is_full) = (made.by_shape.get(&values.shape).cloned(), made.bytes >= MOST);
        drop(made);
        let layout = match found {
            Some(layout) => layout,
            None if is_full => return templates.render(name, &values.whole(shared)),
            None => {
                let layout = Arc::new(Layout::new(&templates.render(name, &values.context(shared, hole))?));
                let mut made = hold(&self.made);
                made.bytes += layout.html.len() + values.shape.len();
                made.by_shape.insert(values.shape.clone(), layout.clone());
                layout
            }
        };
        Ok(layout.filled(values))
    }
}

/// Whether a text in a value could be taken for a hole.
fn has_mark(value: &Value) -> bool {
    let inside = value.as_array().unwrap_or_default().iter();
    let fields = value.as_map().into_iter().flat_map(|map| map.values());
    value.as_str().is_some_and(|text| text.contains(HOLE)) || inside.chain(fields).any(has_mark)
}

/// A text that says which one would stand there. What is written in its place as it is, is marked with `<`; where the
/// engine escapes it, that is seen.
fn hole(at: usize, mark: u8) -> Value {
    let hole = format!("<{HOLE}{at}>");
    if mark == mark::HTML { Value::safe_string(&hole) } else { Value::from(hole) }
}

impl Layout {
    /// A layout from a page in which holes are marked.
    fn new(page: &str) -> Layout {
        let (mut html, mut holes) = (String::with_capacity(page.len()), Vec::new());
        let mut start = 0;
        let mut parts = page.split(HOLE);
        html.push_str(parts.next().unwrap_or_default());
        for part in parts {
            let digits = part.bytes().take_while(u8::is_ascii_digit).count();
            let is_escaped = html.ends_with("&lt;");
            let (opened, closed) = if is_escaped { ("&lt;", "&gt;") } else { ("<", ">") };
            html.truncate(html.len() - opened.len());
            let text = part[..digits].parse().unwrap_or(usize::MAX);
            holes.push(Hole { before: start..html.len(), text, is_escaped });
            start = html.len();
            html.push_str(part[digits..].strip_prefix(closed).unwrap_or_default());
        }
        Layout { html, holes }
    }

    /// The layout with the texts of a page.
    fn filled(&self, values: &PageValues) -> String {
        let mut page = String::with_capacity(self.html.len() + values.length());
        let mut end = 0;
        for hole in &self.holes {
            page.push_str(&self.html[hole.before.clone()]);
            let text = values.text(hole.text);
            match hole.is_escaped && !is_bare(text) {
                true => page.push_str(&escaped(text)),
                false => page.push_str(text),
            }
            end = hole.before.end;
        }
        page.push_str(&self.html[end..]);
        page
    }
}

/// A text as the engine writes it.
fn escaped(text: &str) -> String {
    let mut out = Vec::with_capacity(text.len() + 8);
    // Memory takes whatever is written, and the engine writes whole characters.
    escape(text, &mut out).unwrap_or_default();
    String::from_utf8(out).unwrap_or_default()
}
