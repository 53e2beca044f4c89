//! Names: Chinese ones are written as they are read (温州 is Wenzhou), foreign ones by characters that sound like them
//! (特朗普 is Trump).

use std::cell::LazyCell;

use pinyin::ToPinyin;

use crate::base::byte_class;
use crate::base::lang::Both;
use crate::prove::alignment::sounds::{Sounds, Syllable, foreign_runs};
use crate::prove::alignment::tie::Tie;

/// What a name is worth that is read as it is written, one of a single syllable, and one that sounds alike.
const READ: i64 = 250;
const SYLLABLE: i64 = 60;
const ALIKE: i64 = 180;

/// Adds the names that both texts have.
pub(super) fn ties(texts: Both<&str>, ties: &mut Vec<Tie>) {
    let names = names(texts.en);
    if names.is_empty() {
        return;
    }
    let syllables = syllables(texts.zh);
    let (initials, runs) = (Initials::of(&syllables), LazyCell::new(|| foreign_runs(&syllables)));
    for (name, en) in names {
        let lower = name.to_ascii_lowercase();
        let (places, worth) = match read(&syllables, &initials, &lower) {
            (zh, true) => (zh, READ),
            (zh, false) if !zh.is_empty() => (zh, SYLLABLE),
            _ => (Sounds::of(&lower).map_or(Vec::new(), |sounds| sounds.places(&runs)), ALIKE),
        };
        if !places.is_empty() {
            ties.push(Tie { worth, places: Both { zh: places, en } });
        }
    }
}

/// The characters of a Chinese text that are read.
fn syllables(zh: &str) -> Vec<Syllable> {
    let mut syllables: Vec<Syllable> = Vec::with_capacity(zh.len() / 3);
    for (at, c) in zh.char_indices() {
        if c >= FIRST
            && let Some(read) = c.to_pinyin()
        {
            syllables.push(Syllable::new(at, c, read.plain()));
        }
    }
    syllables
}

/// No character before it is read; many marks stand there.
const FIRST: char = '\u{3007}';

/// The words with a capital letter, each with its places.
fn names(en: &str) -> Vec<(&str, Vec<usize>)> {
    let mut names: Vec<(&str, Vec<usize>)> = Vec::new();
    for word in byte_class::runs(en.as_bytes(), byte_class::letters).filter(|word| word.len() > 1) {
        let (at, name) = (word.start, &en[word]);
        let begins = || !en[..at].chars().next_back().is_some_and(char::is_alphanumeric);
        if name.starts_with(|c: char| c.is_ascii_uppercase()) && begins() {
            match names.iter_mut().find(|(one, _)| *one == name) {
                Some((_, places)) => places.push(at),
                None => names.push((name, vec![at])),
            }
        }
    }
    names
}

/// The letters that a reading begins with.
const LETTERS: usize = 26;

/// The syllables whose reading begins with a letter.
struct Initials {
    /// For each letter the first of them, counted from 1; 0 for none.
    heads: [usize; LETTERS],
    /// For each syllable the next one.
    next: Vec<usize>,
}

impl Initials {
    fn of(syllables: &[Syllable]) -> Initials {
        let mut initials = Initials { heads: [0; LETTERS], next: vec![0; syllables.len()] };
        for (number, one) in syllables.iter().enumerate().rev() {
            if let Some(head) = letter(one.read).and_then(|letter| initials.heads.get_mut(letter)) {
                initials.next[number] = std::mem::replace(head, number + 1);
            }
        }
        initials
    }

    /// The numbers of those that begin like a name, in order.
    fn like(&self, name: &str) -> impl Iterator<Item = usize> {
        let head =
            letter(name).and_then(|letter| self.heads.get(letter)).and_then(|head| head.checked_sub(1));
        std::iter::successors(head, |number| self.next[*number].checked_sub(1))
    }
}

fn letter(word: &str) -> Option<usize> {
    word.bytes().next()?.checked_sub(b'a').map(usize::from)
}

/// Where characters are read as a name is written, and whether they are several.
fn read(syllables: &[Syllable], initials: &Initials, name: &str) -> (Vec<usize>, bool) {
    let (mut places, mut several) = (Vec::new(), false);
    for number in initials.like(name) {
        let first = &syllables[number];
        let mut rest = name;
        let mut end = first.at;
        for (taken, one) in syllables[number..].iter().enumerate() {
            let Some(next) = rest.strip_prefix(one.read).filter(|_| one.at == end) else { break };
            rest = next;
            end = one.at + one.len;
            if rest.is_empty() {
                several |= taken > 0;
                places.push(first.at);
                break;
            }
        }
    }
    (places, several)
}
