//! Whether Chinese characters sound like a foreign name: its consonants in order, by what Chinese can say of them.

use std::sync::LazyLock;

use crate::base::char_set::CharSet;

/// A character that is read.
pub(super) struct Syllable {
    /// Its byte.
    pub at: usize,
    /// How many bytes it has.
    pub len: usize,
    /// How it is read, without tone.
    pub read: &'static str,
    /// Whether foreign names are written with it.
    foreign: bool,
}

/// Characters that foreign names are written with.
static FOREIGN: LazyLock<CharSet> = LazyLock::new(|| include_str!("foreign.txt").chars().collect());

/// Consonants, as bits: those that Chinese does not tell apart are one.
const P: u16 = 1;
const M: u16 = 1 << 1;
const F: u16 = 1 << 2;
const T: u16 = 1 << 3;
const N: u16 = 1 << 4;
const L: u16 = 1 << 5;
const K: u16 = 1 << 6;
const H: u16 = 1 << 7;
const S: u16 = 1 << 8;
const W: u16 = 1 << 9;

impl Syllable {
    pub(super) fn new(at: usize, c: char, read: &'static str) -> Syllable {
        Syllable { at, len: c.len_utf8(), read, foreign: FOREIGN.has(c) }
    }

    /// The consonants that it may begin with; none where it begins with a vowel.
    fn initial(&self) -> u16 {
        match self.read.as_bytes().first().copied().unwrap_or_default() {
            b'b' | b'p' => P,
            b'm' => M,
            b'f' => F | W,
            b'd' | b't' => T,
            b'n' => N,
            b'l' => L,
            b'g' | b'k' => K,
            b'h' => H | K | F,
            b'j' | b'q' => S | K,
            b'x' => S | H | K,
            b'z' | b's' => S,
            b'c' => S | T,
            b'r' => L | S,
            b'w' => W,
            b'e' if self.read == "er" => L,
            _ => 0,
        }
    }

    /// The consonant that it may end with.
    fn coda(&self) -> u16 {
        if self.read.ends_with(['n', 'g']) { N | M } else { 0 }
    }
}

/// The consonants of a name: what each may be said as, and whether it may be left out.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Sounds(Vec<(u16, bool)>);

impl Sounds {
    /// Those of a name in small letters, if they tell it.
    pub(super) fn of(name: &str) -> Option<Sounds> {
        let letters = name.as_bytes();
        let vowel =
            |at: usize| letters.get(at).is_some_and(|c| matches!(c, b'a' | b'e' | b'i' | b'o' | b'u' | b'y'));
        let soft = |at: usize| letters.get(at).is_some_and(|c| matches!(c, b'e' | b'i' | b'y'));
        let (mut sounds, mut at) = (Vec::new(), 0);
        while let Some(letter) = letters.get(at) {
            let next = letters.get(at + 1).copied().unwrap_or_default();
            let mut taken = 1;
            let sound = match letter {
                b'p' | b's' | b'c' | b't' | b'g' | b'k' if next == b'h' => {
                    taken = 2;
                    Some(with_h(*letter))
                }
                b'c' if next == b'k' => None,
                b'b' | b'p' => Some((P, false)),
                b'd' | b't' => Some((T, false)),
                b'f' => Some((F, false)),
                b'v' => Some((F | W, false)),
                b'm' => Some((M | N, false)),
                b'n' => Some((N, false)),
                b'l' => Some((L, false)),
                b'r' => Some((L, !vowel(at + 1))),
                b'c' if soft(at + 1) => Some((S, false)),
                b'g' if soft(at + 1) => Some((S | K, false)),
                b'k' | b'c' | b'q' | b'g' => Some((K, false)),
                b'x' => Some((K | S, false)),
                b'j' => Some((S | H, true)),
                b's' | b'z' => Some((S, false)),
                b'h' => Some((H, true)),
                b'w' => Some((W, true)),
                _ => None,
            };
            // A letter that is written twice is said once.
            let again = at > 0 && letters[at - 1] == *letter;
            sounds.extend(sound.filter(|_| !again));
            at += taken;
        }
        let firm = sounds.iter().filter(|(_, loose)| !loose).count();
        (firm >= FEWEST).then_some(Sounds(sounds))
    }

    /// Where characters of foreign names that may be one sound like it.
    pub(super) fn places(&self, runs: &[&[Syllable]]) -> Vec<usize> {
        let places = runs.iter().filter(|run| said(run, &self.0, 0));
        places.filter_map(|run| Some(run.first()?.at)).collect()
    }
}

/// The fewest consonants that tell a name, those aside that may be left out.
const FEWEST: usize = 3;

/// The most characters of a name.
const LONGEST: usize = 8;

/// The characters of foreign names from each character on that follow one another, where they are several.
pub(super) fn foreign_runs(syllables: &[Syllable]) -> Vec<&[Syllable]> {
    let begins = |number: &usize| syllables[*number].foreign;
    let runs = (0..syllables.len()).filter(begins).map(|number| foreign_run(&syllables[number..]));
    runs.filter(|run| run.len() > 1).collect()
}

/// The characters of foreign names that a text begins with.
fn foreign_run(syllables: &[Syllable]) -> &[Syllable] {
    let mut end = syllables.first().map_or(0, |first| first.at);
    let follows = |one: &&Syllable| {
        let follows = one.foreign && one.at == end;
        end = one.at + one.len;
        follows
    };
    let length = syllables.iter().take(LONGEST).take_while(follows).count();
    &syllables[..length]
}

/// Whether syllables say consonants, from their first on; the syllables need not be used up.
fn said(syllables: &[Syllable], sounds: &[(u16, bool)], taken: usize) -> bool {
    if sounds.iter().all(|(_, loose)| *loose) {
        return taken > 1;
    }
    let Some((sound, loose)) = sounds.first().copied() else { return false };
    let skipped = || loose && said(syllables, &sounds[1..], taken);
    let Some(first) = syllables.first() else { return skipped() };
    let initial = first.initial();
    let rest = &syllables[1..];
    let after = |sounds: &[(u16, bool)]| {
        let coda = first.coda();
        let with = coda != 0 && sounds.first().is_some_and(|(sound, _)| sound & coda != 0);
        (with && said(rest, &sounds[1..], taken + 1)) || said(rest, sounds, taken + 1)
    };
    (initial & sound != 0 && after(&sounds[1..])) || (matches!(initial, 0 | W) && after(sounds)) || skipped()
}

/// The sound of a letter with an h behind it: ph, sh, ch.
fn with_h(letter: u8) -> (u16, bool) {
    match letter {
        b'p' => (F, false),
        b't' => (T | S, false),
        b'g' => (K | F, true),
        b'k' => (K | H, false),
        b'c' => (S | K, false),
        _ => (S, false),
    }
}
