//! Pages whose values have the same shape are laid out once: the template is rendered with a hole in place of each text,
//! and the holes are filled page by page.
//!
//! A template that is laid out may place a text or a number of its page and ask whether there is one, and no more: it
//! compares none and puts none through a filter but `safe`. Words of the program, and what all pages of an edition
//! share, it may use in any way.

use std::ops::Range;
use std::sync::{Arc, Mutex};

use tera::{Context, Value};

use crate::base::byte_set::ByteSet;
use crate::base::diagnostic::Diagnostic;
use crate::base::hold::hold;
use crate::base::map::HashMap;
use crate::base::visible;
use crate::model::output::Edition;
use crate::render::templates::values::{PageValues, mark};
use crate::render::templates::{Templates, escape};

/// What marks a hole: a character that Unicode sets apart for use inside programs, and that no text should hold.
const HOLE: char = '\u{fdd0}';

/// How many bytes of layouts are kept, about; pages of further shapes are rendered each for itself.
const MOST: usize = 16 << 20;

/// A page with holes.
pub(crate) struct PageLayout {
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
    by_shape: HashMap<Vec<u8>, Arc<PageLayout>>,
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
        engine: (&Templates, &Context),
        name: &str,
        values: &mut PageValues,
    ) -> Result<String, Box<Diagnostic>> {
        Ok(match self.layout(engine, name, values)? {
            Some(layout) => {
                let mut page = String::with_capacity(layout.html.len() + values.length());
                layout.fill(|at| values.text(at), &mut page);
                page
            }
            None => engine.0.render(name, &values.whole(engine.1))?,
        })
    }

    /// A layout with all texts but the first ones; `None` where pages are rendered each for itself.
    pub(crate) fn open(
        &self,
        engine: (&Templates, &Context),
        name: &str,
        values: &mut PageValues,
        first: usize,
    ) -> Result<Option<PageLayout>, Box<Diagnostic>> {
        Ok(self.layout(engine, name, values)?.map(|layout| layout.without(first, values)))
    }

    /// The layout for values; `None` where pages are rendered each for itself.
    fn layout(
        &self,
        (templates, shared): (&Templates, &Context),
        name: &str,
        values: &mut PageValues,
    ) -> Result<Option<Arc<PageLayout>>, Box<Diagnostic>> {
        if self.is_off {
            return Ok(None);
        }
        // What follows the end is part of the name of a shape.
        values.shape.push(mark::END);
        values.shape.extend_from_slice(name.as_bytes());
        values.shape.extend_from_slice(values.edition.code().as_bytes());
        let made = hold(&self.made);
        let (found, is_full) = (made.by_shape.get(&values.shape).cloned(), made.bytes >= MOST);
        drop(made);
        if found.is_some() || is_full {
            return Ok(found);
        }
        let layout = Arc::new(PageLayout::new(&templates.render(name, &values.context(shared, hole))?));
        let mut made = hold(&self.made);
        made.bytes += layout.html.len() + values.shape.len();
        made.by_shape.insert(values.shape.clone(), layout.clone());
        Ok(Some(layout))
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

impl PageLayout {
    /// A layout from a page in which holes are marked.
    fn new(page: &str) -> PageLayout {
        let (mut html, mut holes) = (String::with_capacity(page.len()), Vec::new());
        let mut start = 0;
        let mut parts = page.split(HOLE);
        html.push_str(parts.next().unwrap_or_default());
        for part in parts {
            let digits = part.bytes().take_while(u8::is_ascii_digit).count();
            let is_escaped = html.ends_with("&lt;");
            let (opened, closed) = if is_escaped { ("&lt;", "&gt;") } else { ("<", ">") };
            html.truncate(html.strip_suffix(opened).unwrap_or(&html).len());
            let text = part[..digits].parse().unwrap_or(usize::MAX);
            holes.push(Hole { before: start..html.len(), text, is_escaped });
            start = html.len();
            html.push_str(part[digits..].strip_prefix(closed).unwrap_or_default());
        }
        PageLayout { html, holes }
    }

    /// How many bytes it takes, about.
    pub(crate) fn size(&self) -> usize {
        self.html.len() + size_of_val(self.holes.as_slice())
    }

    /// Appends the layout with the texts of a page, by their numbers.
    pub(crate) fn fill<'t>(&self, text: impl Fn(usize) -> &'t str, page: &mut String) {
        for hole in &self.holes {
            page.push_str(&self.html[hole.before.clone()]);
            hole.fill(text(hole.text), page);
        }
        page.push_str(&self.html[self.end()..]);
    }

    /// The layout with the texts of a page but for the first ones; blanks at its end are left out.
    fn without(&self, first: usize, values: &PageValues) -> PageLayout {
        let (mut html, mut holes) = (String::with_capacity(self.html.len() + values.length()), Vec::new());
        let mut start = 0;
        for hole in &self.holes {
            html.push_str(&self.html[hole.before.clone()]);
            if hole.text < first {
                holes.push(Hole { before: start..html.len(), ..*hole });
                start = html.len();
            } else {
                hole.fill(values.text(hole.text), &mut html);
            }
        }
        html.push_str(self.html[self.end()..].trim_end());
        PageLayout { html, holes }
    }

    /// Where the last hole stands.
    fn end(&self) -> usize {
        self.holes.last().map_or(0, |hole| hole.before.end)
    }
}

impl Hole {
    fn fill(&self, text: &str, page: &mut String) {
        match self.is_escaped && MAY_BE_ESCAPED.find(text.as_bytes()).is_some() {
            true => page.push_str(&escaped(text)),
            false => page.push_str(text),
        }
    }
}

/// The bytes at which something may have to be written in another way.
static MAY_BE_ESCAPED: ByteSet = visible::MAY_STEER.with(b"&<>\"'\xef");

/// A text as the engine writes it.
fn escaped(text: &str) -> String {
    let mut out = Vec::with_capacity(text.len() + 8);
    // Memory takes whatever is written, and the engine writes whole characters.
    escape(text, &mut out).unwrap_or_default();
    String::from_utf8(out).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::templates::values::{CodeWord, Html};

    /// A page of a site without templates of its own: the template of an item, with values.
    fn item(values: &[(&'static str, &str)]) -> PageValues {
        let mut page = PageValues::new(Edition::En);
        let link = values.iter().map(|(name, text)| (*name, *text));
        page.insert("one", &link.collect::<std::collections::BTreeMap<_, _>>());
        page
    }

    #[test]
    fn a_layout_shows_what_the_template_would() {
        let mut templates = Templates::new(&[]).unwrap();
        let text = "<p title=\"{{ one.a }}\">{{ one.a | safe }}{% if one.b %}{{ one.b }}{% else %}-{% endif %}&lt;</p>";
        templates.tera.add_raw_template("item.html", text).unwrap();
        let layouts = Layouts::new(&templates, &[]);
        let shared = Context::new();
        for (a, b) in [
            ("x", ""),
            ("<b>'\"&\u{202e}\u{fdd0}0>", "y"),
            ("台州", "<\u{fdd0}1>"),
            ("&lt;\u{fdd0}0&gt;", ""),
        ] {
            let mut values = item(&[("a", a), ("b", b)]);
            let alone = templates.render("item.html", &values.whole(&shared)).unwrap();
            assert_eq!(layouts.page((&templates, &shared), "item.html", &mut values).unwrap(), alone);
        }
        assert_eq!(hold(&layouts.made).by_shape.len(), 2, "with and without the second text");
    }

    #[test]
    fn values_are_read_as_they_were_written() {
        let mut values = PageValues::new(Edition::Zh);
        values.insert("numbers", &(0, -3, 7_u64, 0.5));
        values.insert("list", &[Some("a"), None, Some("")]);
        values.insert("word", &CodeWord("head"));
        values.insert("html", &Html("<i>"));
        values.insert("flags", &[true, false]);
        let read = values.whole(&Context::new());
        let said = |name: &str| read.get(name).unwrap().to_string();
        assert_eq!(said("numbers"), "[0, -3, 7, 0.5]");
        assert_eq!(said("list"), tera::Value::from_serializable(&[Some("a"), None, Some("")]).to_string());
        assert_eq!(
            (said("word"), said("html"), said("flags")),
            ("head".into(), "<i>".into(), "[true, false]".into())
        );
        assert!(read.get("html").unwrap().is_safe() && !read.get("word").unwrap().is_safe());
    }

    #[test]
    fn texts_that_could_be_taken_for_holes_turn_layouts_off() {
        let templates = Templates::new(&[]).unwrap();
        let mut shared = Context::new();
        shared.insert("t", &[["x \u{fdd0}1"]]);
        assert!(Layouts::new(&templates, &[(Edition::Zh, shared)]).is_off);
        assert!(!Layouts::new(&templates, &[(Edition::Zh, Context::new())]).is_off);
    }
}
