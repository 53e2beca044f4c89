//! Texts deflated (RFC 1951) in few steps. At each byte one earlier place is looked at, the last where the same four
//! bytes began. Parts of a text that are of different kinds, as Chinese and English, have codes of their own: that
//! saves more than looking longer.

use crate::render::search_index::prefix_code::{Codeword, prefix_code};

/// How far back a repetition may reach.
const WINDOW: usize = 1 << 15;
/// How many bytes are repeated at least,
const SHORTEST: usize = 4;
/// and at most.
const LONGEST: usize = 258;
/// How many symbols a block has at most.
const BLOCK: usize = 1 << 15;
/// How many places are remembered, as a power of two.
const PLACES: u32 = 15;

/// How many symbols tell bytes, the end of a block, and lengths of repetitions;
const LITERALS: usize = 286;
/// how many tell distances;
const DISTANCES: usize = 30;
/// how many tell lengths of codewords.
const LENGTHS: usize = 19;
/// The symbol that ends a block.
const END: usize = 256;

/// What a text is made of.
#[derive(Clone, Copy)]
enum Symbol {
    Byte(u8),
    /// As many bytes again as stand so far before. Both are counted from the least: 3, 1.
    Again {
        length: u8,
        distance: u16,
    },
}

/// Deflates texts, one after the other.
pub struct Deflater {
    /// Where four bytes stood last, by their hash, counted through all texts: so nothing must be cleared between them.
    places: Box<[u32; 1 << PLACES]>,
    /// How many bytes stand in the texts before.
    before: u32,
    /// What was read for a block, and how often each symbol occurs in it.
    symbols: Vec<Symbol>,
    literals: [u32; LITERALS],
    distances: [u32; DISTANCES],
}

impl Default for Deflater {
    fn default() -> Deflater {
        Deflater {
            places: Box::new([0; 1 << PLACES]),
            before: 0,
            symbols: Vec::new(),
            literals: [0; LITERALS],
            distances: [0; DISTANCES],
        }
    }
}

impl Deflater {
    /// Writes a text deflated. `ends` says where parts end that have codes of their own; the last ends with the text.
    pub fn write(&mut self, text: &str, ends: &[usize], out: &mut Vec<u8>) {
        let text = text.as_bytes();
        if self.before > u32::MAX / 2 {
            self.places.fill(0);
            self.before = 0;
        }
        let mut bits = BitWriter { out, bits: 0, count: 0 };
        let mut at = 0;
        loop {
            let end = ends.iter().copied().find(|end| *end > at).unwrap_or(text.len());
            at = self.read(&text[..end], at);
            let is_last = at == text.len();
            self.block(is_last, &mut bits);
            if is_last {
                break;
            }
        }
        bits.finish();
        self.before = self.before.wrapping_add(text.len() as u32);
    }

    /// Reads a part from a byte on, as much as stands in a block; gives where it ends.
    fn read(&mut self, text: &[u8], start: usize) -> usize {
        let mut at = start;
        while at < text.len() && self.symbols.len() < BLOCK {
            match self.earlier(text, at) {
                Some((length, distance)) => {
                    let (less, back) = (length - 3, distance - 1);
                    self.symbols.push(Symbol::Again { length: less as u8, distance: back as u16 });
                    self.literals[length_symbol(less).0] += 1;
                    self.distances[distance_symbol(back).0] += 1;
                    // Of what is repeated only the beginning is remembered again.
                    self.look(text, at + 1);
                    at += length;
                }
                None => {
                    self.symbols.push(Symbol::Byte(text[at]));
                    self.literals[usize::from(text[at])] += 1;
                    at += 1;
                }
            }
        }
        at
    }

    /// How many bytes that begin here stand before, and how far before.
    fn earlier(&mut self, text: &[u8], at: usize) -> Option<(usize, usize)> {
        let (four, distance) = self.look(text, at)?;
        // What is remembered only says where to look.
        let is_near = 0 < distance && distance <= at.min(WINDOW);
        (is_near && four_bytes(text, at - distance)? == four).then(|| {
            let most = LONGEST.min(text.len() - at);
            (same_bytes(&text[at..at + most], &text[at - distance..]), distance)
        })
    }

    /// The four bytes that begin here, and how far before they stood last; that they stand here is remembered.
    fn look(&mut self, text: &[u8], at: usize) -> Option<(u32, usize)> {
        let four = four_bytes(text, at)?;
        let now = self.before.wrapping_add(at as u32);
        let place = &mut self.places[(four.wrapping_mul(0x9e37_79b1) >> (32 - PLACES)) as usize];
        Some((four, now.wrapping_sub(std::mem::replace(place, now)) as usize))
    }

    /// Writes what was read as a block.
    fn block(&mut self, is_last: bool, bits: &mut BitWriter) {
        self.literals[END] = 1;
        let literals = prefix_code(&self.literals, 15);
        let distances = prefix_code(&self.distances, 15);
        bits.put(u32::from(is_last), 1);
        bits.put(2, 2);
        put_codes(&literals, &distances, bits);
        for symbol in self.symbols.drain(..) {
            match symbol {
                Symbol::Byte(byte) => bits.put_word(literals[usize::from(byte)]),
                Symbol::Again { length, distance } => {
                    let (symbol, more) = length_symbol(usize::from(length));
                    bits.put_word_with(literals[symbol], u32::from(length), more);
                    let (symbol, more) = distance_symbol(usize::from(distance));
                    bits.put_word_with(distances[symbol], u32::from(distance), more);
                }
            }
        }
        bits.put_word(literals[END]);
        self.literals = [0; LITERALS];
        self.distances = [0; DISTANCES];
    }
}

fn four_bytes(text: &[u8], at: usize) -> Option<u32> {
    text.get(at..at + SHORTEST)?.first_chunk().map(|bytes| u32::from_le_bytes(*bytes))
}

/// How many bytes two texts have in common from the first on; the first of them is the shorter one.
fn same_bytes(text: &[u8], other: &[u8]) -> usize {
    let (eight, others) = (text.as_chunks::<8>().0, other.as_chunks::<8>().0);
    let differs = |(one, two): (&[u8; 8], &[u8; 8])| u64::from_le_bytes(*one) ^ u64::from_le_bytes(*two);
    let mut differences = eight.iter().zip(others).map(differs).enumerate();
    match differences.find(|(_, difference)| *difference != 0) {
        Some((at, difference)) => at * 8 + difference.trailing_zeros() as usize / 8,
        None => {
            let from = eight.len() * 8;
            let rest = text[from..].iter().zip(&other[from..]);
            from + rest.take_while(|(one, two)| one == two).count()
        }
    }
}

/// The symbol of a length, and how many of its lowest bits are told behind it.
fn length_symbol(length: usize) -> (usize, u32) {
    match length {
        0..8 => (END + 1 + length, 0),
        255 => (LITERALS - 1, 0),
        _ => {
            let more = length.ilog2() - 2;
            (END + 1 + 4 * more as usize + (length >> more), more)
        }
    }
}

/// The symbol of a distance, and how many of its lowest bits are told behind it.
fn distance_symbol(distance: usize) -> (usize, u32) {
    match distance {
        0..4 => (distance, 0),
        _ => {
            let more = distance.ilog2() - 1;
            (2 * more as usize + (distance >> more), more)
        }
    }
}

/// How lengths of codewords repeat: the last one 3 to 6 times, none 3 to 10 times, none 11 to 138 times.
const REPEATS: [(u8, usize, usize, u8); 3] = [(16, 3, 6, 2), (17, 3, 10, 3), (18, 11, 138, 7)];
/// The order in which the lengths of the codewords of lengths are told.
const ORDER: [usize; LENGTHS] = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];

/// Writes which codes a block has.
fn put_codes(literals: &[Codeword; LITERALS], distances: &[Codeword; DISTANCES], bits: &mut BitWriter) {
    let used = |codes: &[Codeword]| codes.iter().rposition(|code| code.length > 0).map_or(0, |last| last + 1);
    let (literals, distances) = (&literals[..used(literals)], &distances[..used(distances)]);
    let mut steps: Vec<(u8, u32, u8)> = Vec::with_capacity(LITERALS + DISTANCES);
    let codes = literals.iter().chain(distances);
    let mut lengths = [0; LITERALS + DISTANCES];
    lengths.iter_mut().zip(codes).for_each(|(length, code)| *length = code.length);
    for run in lengths[..literals.len() + distances.len()].chunk_by(|one, next| one == next) {
        put_run(run[0], run.len(), &mut steps);
    }
    let mut counts = [0; LENGTHS];
    steps.iter().for_each(|(symbol, ..)| counts[usize::from(*symbol)] += 1);
    let code = prefix_code(&counts, 7);
    let told = ORDER.iter().rposition(|symbol| code[*symbol].length > 0).map_or(4, |last| (last + 1).max(4));
    bits.put((literals.len() - END - 1) as u32, 5);
    bits.put((distances.len() - 1) as u32, 5);
    bits.put((told - 4) as u32, 4);
    ORDER[..told].iter().for_each(|symbol| bits.put(code[*symbol].length.into(), 3));
    for (symbol, more, count) in steps {
        bits.put_word_with(code[usize::from(symbol)], more, count.into());
    }
}

/// The steps in which a length is told that so many codewords have one after another: symbols with what is told behind
/// them, and in how many bits.
fn put_run(length: u8, mut times: usize, steps: &mut Vec<(u8, u32, u8)>) {
    if length > 0 {
        steps.push((length, 0, 0));
        times -= 1;
    }
    for (symbol, least, most, bits) in REPEATS.into_iter().rev().filter(|one| (one.0 == 16) == (length > 0)) {
        while times >= least {
            steps.push((symbol, (times.min(most) - least) as u32, bits));
            times -= times.min(most);
        }
    }
    steps.extend(std::iter::repeat_n((length, 0, 0), times));
}

/// Writes bits, the lowest first.
struct BitWriter<'o> {
    out: &'o mut Vec<u8>,
    bits: u64,
    count: u32,
}

impl BitWriter<'_> {
    /// Writes up to 32 bits.
    #[inline]
    fn put(&mut self, value: u32, count: u32) {
        self.bits |= u64::from(value) << self.count;
        self.count += count;
        if self.count >= 32 {
            self.out.extend_from_slice(&(self.bits as u32).to_le_bytes());
            self.bits >>= 32;
            self.count -= 32;
        }
    }

    #[inline]
    fn put_word(&mut self, word: Codeword) {
        self.put(word.bits.into(), word.length.into());
    }

    /// Writes a codeword and the lowest bits of a number.
    #[inline]
    fn put_word_with(&mut self, word: Codeword, number: u32, more: u32) {
        let low = number & ((1 << more) - 1);
        self.put(u32::from(word.bits) | low << word.length, u32::from(word.length) + more);
    }

    fn finish(self) {
        let rest = self.bits.to_le_bytes();
        self.out.extend_from_slice(&rest[..self.count.div_ceil(8) as usize]);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use flate2::read::DeflateDecoder;
    use proptest::prelude::*;
    use std::io::Read;

    fn deflated(deflater: &mut Deflater, text: &str, ends: &[usize]) -> Vec<u8> {
        let mut out = Vec::new();
        deflater.write(text, ends, &mut out);
        out
    }

    fn inflated(bytes: &[u8]) -> String {
        let mut text = String::new();
        DeflateDecoder::new(bytes).read_to_string(&mut text).unwrap();
        text
    }

    #[test]
    fn every_length_and_distance_is_read_again() {
        let noise = |seed: u32, length: usize| -> String {
            let mut state = seed;
            let letter = || {
                state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                char::from(b' ' + (state >> 24) as u8 % 90)
            };
            std::iter::repeat_with(letter).take(length).collect()
        };
        let mut deflater = Deflater::default();
        for length in 0..300 {
            let again = noise(length, length as usize);
            let text = format!("{again}{}{again}", noise(length + 1, (length as usize).pow(2) / 3));
            assert_eq!(inflated(&deflated(&mut deflater, &text, &[])), text, "{length}");
        }
        for text in ["a".repeat(100_000), noise(1, 200_000), noise(2, 40).repeat(2_000)] {
            assert_eq!(inflated(&deflated(&mut deflater, &text, &[])), text);
        }
    }

    #[test]
    fn a_text_is_the_same_whatever_was_read_before() {
        let text = "全市新建港口37个，投资增长6.4%。The city built 37 ports; investment rose 6.4 percent. "
            .repeat(9);
        let first = deflated(&mut Deflater::default(), &text, &[30]);
        let mut deflater = Deflater { before: u32::MAX / 2 - 40, ..Deflater::default() };
        for _ in 0..3 {
            assert_eq!(deflated(&mut deflater, &text, &[30]), first);
        }
        assert!(first.len() < text.len() / 4, "{}", first.len());
    }

    proptest! {
        #[test]
        fn what_is_deflated_is_inflated(texts in prop::collection::vec("[经济发展 a-c0-2.]{0,90}", 1..4), part in ".{0,60}", times in 1usize..400) {
            let mut deflater = Deflater::default();
            for text in texts {
                let (zh, all) = (text.repeat(times), text.repeat(times) + &part.repeat(times));
                prop_assert_eq!(&inflated(&deflated(&mut deflater, &all, &[zh.len(), all.len()])), &all);
            }
        }
    }
}
