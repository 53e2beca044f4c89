//! Pairs of texts, as `figures` and `compare` are given them: JSON Lines, answered as they come, or a translation
//! memory (TMX), in UTF-8 or UTF-16.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::Path;

use anyhow::Result;
use serde_json::Value;

use crate::base::error::Error;
use crate::base::lang::Both;
use crate::base::xml::XmlError;
use crate::cli::input;
use crate::parse::tmx;

/// A pair of texts.
pub struct TextPair {
    /// Its line, or its number in the memory, from 1.
    pub number: usize,
    /// What it is called.
    pub id: Value,
    /// What it says.
    pub text: Both<String>,
}

/// Pairs that are handed over at a time, at most.
const BATCH: usize = 2048;
/// The longest line that is read, in bytes.
const LINE_LIMIT: u64 = 16 << 20;
/// The largest memory that is read, in bytes.
const MEMORY_LIMIT: u64 = 256 << 20;

/// Reads a file, or the standard input stream where none is named, and hands its pairs over as they come. A file
/// without any is an error.
pub fn each(file: Option<&Path>, mut take: impl FnMut(Vec<TextPair>) -> Result<()>) -> Result<()> {
    let place = input::place(file);
    let failed = |error: io::Error| input::unreadable(&place, &error);
    let inner: Box<dyn Read> = match file {
        Some(path) => Box::new(open(path, &place)?),
        None => Box::new(io::stdin()),
    };
    let mut reader = BufReader::with_capacity(1 << 16, inner);
    let is_memory = looks_like_memory(reader.fill_buf().map_err(failed)?);
    let mut count = 0;
    let mut hand = |pairs: Vec<TextPair>| {
        count += pairs.len();
        take(pairs)
    };
    if is_memory {
        let mut bytes = Vec::new();
        reader.take(MEMORY_LIMIT + 1).read_to_end(&mut bytes).map_err(failed)?;
        if bytes.len() as u64 > MEMORY_LIMIT {
            return Err(too_large(&place).into());
        }
        let text = decode(bytes).ok_or_else(|| input::no_text(&place))?;
        let numbered = || text.lines().enumerate().filter_map(|(at, line)| pair_of(at + 1, line));
        let mut pairs = match tmx::is_tmx(&text) {
            true => memory(&text)?,
            false => numbered().collect::<Result<_>>()?,
        };
        while !pairs.is_empty() {
            let rest = pairs.split_off(BATCH.min(pairs.len()));
            hand(std::mem::replace(&mut pairs, rest))?;
        }
    } else {
        lines(&mut reader, &place, &mut hand)?;
    }
    if count == 0 {
        return Err(no_pair(&place).into());
    }
    Ok(())
}

/// Opens a file; a memory that is too large is refused before it is read.
fn open(path: &Path, place: &str) -> Result<File> {
    let failed = |error: io::Error| input::unreadable(place, &error);
    let mut file = File::open(path).map_err(failed)?;
    if file.metadata().map_err(failed)?.len() > MEMORY_LIMIT {
        let mut first = [0; 64];
        let length = file.read(&mut first).map_err(failed)?;
        if looks_like_memory(&first[..length]) {
            return Err(too_large(place).into());
        }
        file = File::open(path).map_err(failed)?;
    }
    Ok(file)
}

/// Whether bytes begin a document of XML or a text of UTF-16; both are read to their end first.
fn looks_like_memory(bytes: &[u8]) -> bool {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    utf16(bytes).is_some() || bytes.trim_ascii_start().starts_with(b"<")
}

/// How two bytes make a number, where bytes begin a text of UTF-16: with its mark, or with a character of ASCII.
fn utf16(bytes: &[u8]) -> Option<fn([u8; 2]) -> u16> {
    match bytes {
        [0xff, 0xfe, ..] | [1..=0xff, 0, 1..=0xff, 0, ..] => Some(u16::from_le_bytes),
        [0xfe, 0xff, ..] | [0, 1..=0xff, 0, 1..=0xff, ..] => Some(u16::from_be_bytes),
        _ => None,
    }
}

fn decode(bytes: Vec<u8>) -> Option<String> {
    match utf16(&bytes) {
        Some(number) => {
            let (units, rest) = bytes.as_chunks::<2>();
            let text =
                char::decode_utf16(units.iter().map(|two| number(*two))).collect::<Result<String, _>>();
            text.ok().filter(|_| rest.is_empty()).map(undeclared)
        }
        None => String::from_utf8(bytes).ok(),
    }
}

/// A text that is UTF-16 no more, without what it declares of that; everything keeps its place.
fn undeclared(text: String) -> String {
    let text = text.trim_start_matches('\u{feff}');
    match text.strip_prefix("<?xml").and_then(|rest| rest.split_once("?>")) {
        Some((declared, rest)) => format!("{}{rest}", " ".repeat("<?xml?>".len() + declared.chars().count())),
        None => text.to_owned(),
    }
}

/// Hands over lines as they come: a program that waits for the answer to a line gets it.
fn lines(
    reader: &mut BufReader<Box<dyn Read>>,
    place: &str,
    hand: &mut impl FnMut(Vec<TextPair>) -> Result<()>,
) -> Result<()> {
    let (mut number, mut pairs) = (0, Vec::new());
    loop {
        let mut line = Vec::new();
        let length = reader.by_ref().take(LINE_LIMIT + 1).read_until(b'\n', &mut line);
        let length = length.map_err(|error| input::unreadable(place, &error))?;
        number += 1;
        let pair = match String::from_utf8(line) {
            _ if length as u64 > LINE_LIMIT => Some(Err(too_long(number).into())),
            Ok(line) => pair_of(number, &line),
            Err(_) => Some(Err(input::no_text(place).into())),
        };
        let broken = match pair {
            Some(Ok(pair)) => {
                pairs.push(pair);
                None
            }
            Some(Err(error)) => Some(error),
            None => None,
        };
        let waits = !reader.buffer().contains(&b'\n');
        if !pairs.is_empty() && (pairs.len() >= BATCH || waits || length == 0 || broken.is_some()) {
            hand(std::mem::take(&mut pairs))?;
        }
        if let Some(error) = broken {
            return Err(error);
        }
        if length == 0 {
            return Ok(());
        }
    }
}

/// The pair on a line; `None` where it is blank.
pub(super) fn pair_of(number: usize, line: &str) -> Option<Result<TextPair>> {
    let line = line.trim_start_matches('\u{feff}').trim_end_matches(['\n', '\r']);
    (!line.trim().is_empty()).then(|| {
        let asked: Value = serde_json::from_str(line).map_err(|error| no_json(number, line, &error))?;
        let field = |key: &str| asked.get(key).and_then(Value::as_str).map(str::to_owned);
        let (Some(zh), Some(en)) = (field("zh"), field("en")) else { return Err(no_texts(number).into()) };
        let id = asked.get("id").cloned().unwrap_or(Value::Null);
        Ok(TextPair { number, id, text: Both { zh, en } })
    })
}

/// Reads a translation memory: the Chinese and the English of each unit.
pub fn memory(text: &str) -> Result<Vec<TextPair>> {
    let units = tmx::units(text).map_err(|fault| {
        let Both { zh, en } = match fault {
            XmlError::Torn => Both::new("没有写完", "it breaks off"),
            XmlError::Bound(line, column) => Both::new(
                format!("第 {line} 行第 {column} 列超出了限度（层次、属性、名称空间，或自定的实体）"),
                format!(
                    "line {line}, column {column} goes beyond a bound (levels, attributes, namespaces, or entities of its own)"
                ),
            ),
            XmlError::At(line, column) => Both::new(
                format!("第 {line} 行第 {column} 列起写得不对"),
                format!("it is wrong from line {line}, column {column} on"),
            ),
        };
        Error::new(
            format!("这不是完好的 TMX：{zh}；请从翻译软件重新导出"),
            format!("this is no sound TMX: {en}; export it from the translation program again"),
        )
    })?;
    let pair =
        |unit: tmx::TranslationUnit| TextPair { number: unit.number, id: unit.id.into(), text: unit.text };
    Ok(units.into_iter().map(pair).collect())
}

/// A line that is no JSON: what is wrong with it.
pub fn no_json(line: usize, text: &str, error: &serde_json::Error) -> Error {
    let Both { zh, en } = match error.is_eof() {
        true => Both::new("没有写完", "it breaks off"),
        false => {
            let before = text.floor_char_boundary(error.column().saturating_sub(1));
            let at = text[..before].chars().count() + 1;
            Both::new(format!("从第 {at} 个字符起写得不对"), format!("it is wrong from character {at} on"))
        }
    };
    Error::new(
        format!("第 {line} 行不是 JSON：{zh}；每行写成 {{\"id\": …, \"zh\": \"…\", \"en\": \"…\"}}"),
        format!(
            "line {line} is no JSON: {en}; write each line as {{\"id\": …, \"zh\": \"…\", \"en\": \"…\"}}"
        ),
    )
}

fn no_texts(line: usize) -> Error {
    Error::new(
        format!("第 {line} 行缺中文或英文；写上 \"zh\" 和 \"en\"，值都是字符串"),
        format!("line {line} lacks the Chinese or the English; give \"zh\" and \"en\", both of them strings"),
    )
}

fn no_pair(place: &str) -> Error {
    Error::at(
        place,
        "里面没有一对中英文字；每行写成 {\"id\": …, \"zh\": \"…\", \"en\": \"…\"}，或给出有中文（zh）和英文（en）的 TMX",
        "it holds no pair of a Chinese and an English text; write lines {\"id\": …, \"zh\": \"…\", \"en\": \"…\"}, or give a TMX that has Chinese (zh) and English (en)",
    )
}

fn too_long(line: usize) -> Error {
    let most = LINE_LIMIT >> 20;
    Error::new(
        format!("第 {line} 行太长（最多 {most} MB）；把文字分成几行"),
        format!("line {line} is too long (at most {most} MB); divide its texts into several lines"),
    )
}

fn too_large(place: &str) -> Error {
    let most = MEMORY_LIMIT >> 20;
    Error::at(
        place,
        format!("文件太大（最多 {most} MB）；分成几个文件再核对"),
        format!("the file is too large (at most {most} MB); divide it into several"),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_of_utf_16_are_known_with_and_without_their_mark() {
        let text = "<tmx>对照</tmx>";
        let bytes = |mark: &[u8], of: fn(u16) -> [u8; 2]| -> Vec<u8> {
            mark.iter().copied().chain(text.encode_utf16().flat_map(of)).collect()
        };
        for (mark, of) in [
            (&[0xff_u8, 0xfe][..], u16::to_le_bytes as fn(u16) -> [u8; 2]),
            (&[0xfe, 0xff], u16::to_be_bytes),
        ] {
            for mark in [mark, &[]] {
                let bytes = bytes(mark, of);
                assert!(looks_like_memory(&bytes));
                assert_eq!(decode(bytes).unwrap().trim_start_matches('\u{feff}'), text);
            }
        }
        let mut torn = bytes(&[0xff, 0xfe], u16::to_le_bytes);
        torn.pop();
        assert_eq!(decode(torn), None, "half a character");
        assert!(!looks_like_memory("{\"id\":1}".as_bytes()) && looks_like_memory(b" \n<tmx/>"));
    }
}
