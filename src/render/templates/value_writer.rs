//! Writes views as values of a page.

use std::fmt::{self, Display};

use serde::ser::{self, Impossible, Serialize, Serializer};

use crate::render::templates::values::{PageValues, mark, named};

/// Something that no view holds: a map whose keys are no texts, a number of sixteen bytes, several values without names.
#[derive(Debug)]
pub struct NoView;

impl Display for NoView {
    fn fmt(&self, out: &mut fmt::Formatter) -> fmt::Result {
        out.write_str("no view holds this")
    }
}

impl std::error::Error for NoView {}

impl ser::Error for NoView {
    fn custom<T: Display>(_: T) -> NoView {
        NoView
    }
}

type Done = Result<(), NoView>;

impl PageValues {
    fn map(&mut self, count: usize) {
        self.shape.extend_from_slice(&[mark::MAP, u8::try_from(count).unwrap_or(0)]);
    }

    fn put(&mut self, mark: u8) -> Done {
        self.shape.push(mark);
        Ok(())
    }

    fn whole_number(&mut self, number: &impl ToString, is_zero: bool) -> Done {
        match is_zero {
            true => self.shape.push(mark::ZERO),
            false => self.push(mark::NUMBER, &number.to_string()),
        }
        Ok(())
    }

    fn unsigned(&mut self, number: u64) -> Done {
        self.whole_number(&number, number == 0)
    }

    fn signed(&mut self, number: i64) -> Done {
        self.whole_number(&number, number == 0)
    }

    fn real(&mut self, number: f64) -> Done {
        self.shape.push(mark::REAL);
        self.shape.extend_from_slice(&number.to_le_bytes());
        Ok(())
    }
}

impl Serializer for &mut PageValues {
    type Ok = ();
    type Error = NoView;
    type SerializeSeq = Self;
    type SerializeTuple = Self;
    type SerializeTupleStruct = Impossible<(), NoView>;
    type SerializeTupleVariant = Impossible<(), NoView>;
    type SerializeMap = Self;
    type SerializeStruct = Self;
    type SerializeStructVariant = Impossible<(), NoView>;

    fn serialize_bool(self, flag: bool) -> Done {
        self.put(if flag { mark::TRUE } else { mark::FALSE })
    }

    fn serialize_i8(self, number: i8) -> Done {
        self.signed(number.into())
    }

    fn serialize_i16(self, number: i16) -> Done {
        self.signed(number.into())
    }

    fn serialize_i32(self, number: i32) -> Done {
        self.signed(number.into())
    }

    fn serialize_i64(self, number: i64) -> Done {
        self.signed(number)
    }

    fn serialize_u8(self, number: u8) -> Done {
        self.unsigned(number.into())
    }

    fn serialize_u16(self, number: u16) -> Done {
        self.unsigned(number.into())
    }

    fn serialize_u32(self, number: u32) -> Done {
        self.unsigned(number.into())
    }

    fn serialize_u64(self, number: u64) -> Done {
        self.unsigned(number)
    }

    fn serialize_f32(self, number: f32) -> Done {
        self.real(number.into())
    }

    fn serialize_f64(self, number: f64) -> Done {
        self.real(number)
    }

    fn serialize_char(self, c: char) -> Done {
        self.serialize_str(c.encode_utf8(&mut [0; 4]))
    }

    fn serialize_str(self, text: &str) -> Done {
        match text.is_empty() {
            true => self.shape.push(mark::EMPTY),
            false => self.push(mark::TEXT, text),
        }
        Ok(())
    }

    fn serialize_bytes(self, _: &[u8]) -> Done {
        Err(NoView)
    }

    fn serialize_none(self) -> Done {
        self.put(mark::NONE)
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Done {
        value.serialize(self)
    }

    fn serialize_unit(self) -> Done {
        self.put(mark::NONE)
    }

    fn serialize_unit_struct(self, _: &'static str) -> Done {
        self.put(mark::NONE)
    }

    fn serialize_unit_variant(self, _: &'static str, _: u32, variant: &'static str) -> Done {
        named(&mut self.shape, mark::WORD, variant);
        Ok(())
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(self, name: &'static str, value: &T) -> Done {
        let start = self.shape.len();
        value.serialize(&mut *self)?;
        match self.shape.get_mut(start) {
            Some(text) if name == "Html" && *text == mark::TEXT => *text = mark::HTML,
            _ => {}
        }
        Ok(())
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        value: &T,
    ) -> Done {
        self.map(1);
        self.field(variant);
        value.serialize(&mut *self)?;
        self.put(mark::END)
    }

    fn serialize_seq(self, _: Option<usize>) -> Result<Self, NoView> {
        self.put(mark::LIST)?;
        Ok(self)
    }

    fn serialize_tuple(self, _: usize) -> Result<Self, NoView> {
        self.serialize_seq(None)
    }

    fn serialize_tuple_struct(self, _: &'static str, _: usize) -> Result<Self::SerializeTupleStruct, NoView> {
        Err(NoView)
    }

    fn serialize_tuple_variant(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Self::SerializeTupleVariant, NoView> {
        Err(NoView)
    }

    fn serialize_map(self, _: Option<usize>) -> Result<Self, NoView> {
        self.map(0);
        Ok(self)
    }

    fn serialize_struct(self, _: &'static str, count: usize) -> Result<Self, NoView> {
        self.map(count);
        Ok(self)
    }

    fn serialize_struct_variant(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Self::SerializeStructVariant, NoView> {
        Err(NoView)
    }
}

impl ser::SerializeSeq for &mut PageValues {
    type Ok = ();
    type Error = NoView;

    fn serialize_element<T: Serialize + ?Sized>(&mut self, value: &T) -> Done {
        value.serialize(&mut **self)
    }

    fn end(self) -> Done {
        self.put(mark::END)
    }
}

impl ser::SerializeTuple for &mut PageValues {
    type Ok = ();
    type Error = NoView;

    fn serialize_element<T: Serialize + ?Sized>(&mut self, value: &T) -> Done {
        value.serialize(&mut **self)
    }

    fn end(self) -> Done {
        self.put(mark::END)
    }
}

impl ser::SerializeMap for &mut PageValues {
    type Ok = ();
    type Error = NoView;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Done {
        let start = self.shape.len();
        key.serialize(&mut **self)?;
        let is_text = self.shape.len() == start + 1
            && matches!(self.shape.last(), Some(&(mark::TEXT | mark::HTML | mark::EMPTY)));
        if is_text { self.pop_key().ok_or(NoView) } else { Err(NoView) }
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Done {
        value.serialize(&mut **self)
    }

    fn end(self) -> Done {
        self.put(mark::END)
    }
}

impl ser::SerializeStruct for &mut PageValues {
    type Ok = ();
    type Error = NoView;

    fn serialize_field<T: Serialize + ?Sized>(&mut self, key: &'static str, value: &T) -> Done {
        self.field(key);
        value.serialize(&mut **self)
    }

    fn end(self) -> Done {
        self.put(mark::END)
    }
}
