//! The next character of a sort at or after a place, for who goes through a text: what lies between is read once.

use std::cell::Cell;

/// The last place that was asked for, and what was found.
#[derive(Default)]
pub(super) struct Ahead {
    known: Cell<Option<(usize, usize)>>,
}

impl Ahead {
    /// The answer for a place; `find` finds it, and it is the same for all places up to itself.
    pub(super) fn of(&self, at: usize, find: impl FnOnce(usize) -> usize) -> usize {
        match self.known.get() {
            Some((from, to)) if (from..=to).contains(&at) => to,
            _ => {
                let to = find(at);
                self.known.set(Some((at, to)));
                to
            }
        }
    }

    /// The next character of a sort, or the end.
    pub(super) fn next(&self, text: &str, at: usize, is_it: fn(char) -> bool) -> usize {
        self.of(at, |at| text[at..].find(is_it).map_or(text.len(), |further| at + further))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_next_one_is_the_same_however_often_one_asks() {
        let text = "a.  b .c";
        let asked = [0, 1, 2, 3, 4, 5, 7, 8, 2];
        let (known, next) = (Ahead::default(), |at| Ahead::default().next(text, at, char::is_alphabetic));
        let found = asked.map(|at| known.next(text, at, char::is_alphabetic));
        assert_eq!(found, [0, 4, 4, 4, 4, 7, 7, 8, 4]);
        assert_eq!(found, asked.map(next));
    }
}
