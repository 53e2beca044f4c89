//! What a page hands to its template, besides what all pages of its edition show.
//!
//! Most pages of a kind differ in their texts alone. Values are therefore kept in two parts: their shape (fields, lists,
//! flags, words of the program, which texts are empty and which numbers 0), and texts and numbers one after the other. Pages of one shape
//! are laid out once (`layout`); where that is not wanted, the two together make values of the engine.

use std::ops::Range;

use serde::{Serialize, Serializer};
use tera::value::Key;
use tera::{Context, Map, Value};

use crate::model::output::Edition;

/// A word of the program, with which a template may compare.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CodeWord(pub &'static str);

impl Serialize for CodeWord {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_unit_variant("CodeWord", 0, self.0)
    }
}

/// HTML that a template places as it is.
#[derive(Clone, Copy, Serialize)]
pub struct Html<'h>(pub &'h str);

/// The values of a page, by name.
#[derive(Clone)]
pub struct PageValues {
    /// The edition.
    pub edition: Edition,
    pub(super) shape: Vec<u8>,
    /// The names of fields, in the order of the shape.
    pub(super) fields: Vec<&'static str>,
    texts: String,
    /// Where each text ends.
    ends: Vec<usize>,
}

/// What stands in a shape: one byte, and what it needs.
pub(super) mod mark {
    /// A text; an empty one; HTML.
    pub const TEXT: u8 = b'"';
    pub const EMPTY: u8 = b'-';
    pub const HTML: u8 = b'<';
    /// A word of the program, with its length.
    pub const WORD: u8 = b'w';
    pub const NONE: u8 = b'n';
    pub const FALSE: u8 = b'0';
    pub const TRUE: u8 = b'1';
    /// A number, its digits a text; 0.
    pub const NUMBER: u8 = b'#';
    pub const ZERO: u8 = b'z';
    /// A fraction of eight bytes.
    pub const REAL: u8 = b'.';
    /// A list until its end.
    pub const LIST: u8 = b'[';
    /// How many values, if that is known, and names, each with its length, and values until the end: names of fields,
    /// and others.
    pub const MAP: u8 = b'{';
    pub const FIELD: u8 = b':';
    pub const KEY: u8 = b'=';
    pub const END: u8 = b'}';
}

impl PageValues {
    /// None yet.
    pub fn new(edition: Edition) -> PageValues {
        let (shape, texts) = (Vec::with_capacity(1 << 10), String::with_capacity(4 << 10));
        PageValues { edition, shape, fields: Vec::with_capacity(64), texts, ends: Vec::with_capacity(64) }
    }

    /// Adds a value; the last one of a name counts.
    pub fn insert<T: Serialize + ?Sized>(&mut self, name: &'static str, value: &T) {
        self.field(name);
        // Views of texts, numbers, flags and lists can be written.
        if value.serialize(&mut *self).is_err() {
            self.shape.push(mark::NONE);
        }
    }

    /// Adds a list of one thing that has nothing but HTML, which is written where it will stand.
    pub fn insert_written<R>(
        &mut self,
        name: &'static str,
        field: &'static str,
        write: impl FnOnce(&mut String) -> R,
    ) -> R {
        self.field(name);
        self.shape.extend_from_slice(&[mark::LIST, mark::MAP, 1]);
        self.field(field);
        let start = self.texts.len();
        let written = write(&mut self.texts);
        match self.texts.len() > start {
            true => {
                self.shape.push(mark::HTML);
                self.ends.push(self.texts.len());
            }
            false => self.shape.push(mark::EMPTY),
        }
        self.shape.extend_from_slice(&[mark::END, mark::END]);
        written
    }

    /// Takes all values out.
    pub fn clear(&mut self) {
        self.shape.clear();
        self.fields.clear();
        self.texts.clear();
        self.ends.clear();
    }

    /// The text of a number.
    pub(super) fn text(&self, at: usize) -> &str {
        let start = at.checked_sub(1).and_then(|before| self.ends.get(before)).copied().unwrap_or(0);
        let end = self.ends.get(at).copied().unwrap_or(start);
        &self.texts[start..end]
    }

    /// How long all texts are.
    pub(super) fn length(&self) -> usize {
        self.texts.len()
    }

    /// The values for the engine, with those that all pages of the edition share.
    pub fn whole(&self, shared: &Context) -> Context {
        self.context(shared, |at, mark| {
            let text = self.text(at);
            match mark {
                mark::HTML => Value::safe_string(text),
                mark::NUMBER if text.starts_with('-') => Value::from(text.parse::<i64>().unwrap_or(i64::MIN)),
                mark::NUMBER => Value::from(text.parse::<u64>().unwrap_or(u64::MAX)),
                _ => Value::from(text),
            }
        })
    }

    /// The same, whatever is made of a text, by its number and its mark.
    pub(super) fn context(&self, shared: &Context, text: impl Fn(usize, u8) -> Value) -> Context {
        let mut context = shared.clone();
        let mut reader = ShapeReader { shape: &self.shape, fields: &self.fields, at: 0, texts: 0, text };
        while let Some((Key::Str(name), value)) = reader.entry() {
            context.insert_value(name, value);
        }
        context
    }

    pub(super) fn field(&mut self, name: &'static str) {
        self.fields.push(name);
        named(&mut self.shape, mark::FIELD, name);
    }

    /// A text, or what is kept as one.
    pub(super) fn push(&mut self, mark: u8, text: &str) {
        self.shape.push(mark);
        self.texts.push_str(text);
        self.ends.push(self.texts.len());
    }

    /// Takes the last text back: it is the name of the value that follows.
    pub(super) fn pop_key(&mut self) -> Option<()> {
        let start = match self.shape.pop()? {
            mark::EMPTY => self.texts.len(),
            _ => {
                self.ends.pop()?;
                self.ends.last().copied().unwrap_or(0)
            }
        };
        named(&mut self.shape, mark::KEY, &self.texts[start..]);
        self.texts.truncate(start);
        Some(())
    }
}

/// Appends a mark and a name with its length to a shape.
pub(super) fn named(shape: &mut Vec<u8>, mark: u8, name: &str) {
    // Of a name that is longer than any, the beginning.
    let name = &name.as_bytes()[..name.len().min(usize::from(u16::MAX))];
    let [low, high] = (name.len() as u16).to_le_bytes();
    shape.extend_from_slice(&[mark, low, high]);
    shape.extend_from_slice(name);
}

/// Reads a shape from its beginning to its end.
struct ShapeReader<'v, F> {
    shape: &'v [u8],
    fields: &'v [&'static str],
    at: usize,
    texts: usize,
    text: F,
}

impl<F: Fn(usize, u8) -> Value> ShapeReader<'_, F> {
    fn mark(&mut self) -> Option<u8> {
        self.at += 1;
        self.shape.get(self.at - 1).copied()
    }

    fn taken(&mut self, length: usize) -> &[u8] {
        let range: Range<usize> = self.at..(self.at + length).min(self.shape.len());
        self.at = range.end;
        self.shape.get(range).unwrap_or_default()
    }

    fn name(&mut self) -> &[u8] {
        let length = <[u8; 2]>::try_from(self.taken(2)).map_or(0, u16::from_le_bytes);
        self.taken(usize::from(length))
    }

    /// The next name with its value, unless there is none left.
    fn entry(&mut self) -> Option<(Key<'static>, Value)> {
        let mark = self.mark().filter(|mark| *mark != mark::END)?;
        let name = self.name();
        let key = match mark {
            mark::KEY => Key::from(String::from_utf8_lossy(name).into_owned()),
            _ => {
                let (field, rest) = self.fields.split_first()?;
                self.fields = rest;
                Key::Str(field)
            }
        };
        let mark = self.mark()?;
        Some((key, self.value(mark)))
    }

    fn value(&mut self, mark: u8) -> Value {
        match mark {
            mark::TEXT | mark::HTML | mark::NUMBER => {
                self.texts += 1;
                (self.text)(self.texts - 1, mark)
            }
            mark::EMPTY => Value::from(""),
            mark::WORD => Value::from(String::from_utf8_lossy(self.name()).as_ref()),
            mark::FALSE | mark::TRUE => Value::from(mark == mark::TRUE),
            mark::ZERO => Value::from(0_u64),
            mark::REAL => Value::from(<[u8; 8]>::try_from(self.taken(8)).map_or(0.0, f64::from_le_bytes)),
            mark::LIST => {
                let mut list = Vec::new();
                while let Some(mark) = self.mark().filter(|mark| *mark != mark::END) {
                    list.push(self.value(mark));
                }
                Value::from(list)
            }
            mark::MAP => {
                let count = self.mark().unwrap_or(0);
                let mut map = Map::with_capacity(usize::from(count));
                while let Some((key, value)) = self.entry() {
                    map.insert(key, value);
                }
                Value::from(map)
            }
            _ => Value::none(),
        }
    }
}
