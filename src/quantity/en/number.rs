//! An English number, in digits or in words.

use crate::quantity::en::lexer::Tokens;
use crate::quantity::en::numeral::NumberToken;

impl Tokens<'_, '_> {
    /// A number in digits or words with its scale.
    pub(super) fn number(&self, at: usize) -> Option<NumberToken> {
        let token = self.tokens.get(at)?;
        let known =
            self.last.borrow().as_ref().filter(|(place, _)| *place == at).map(|(_, read)| read.clone());
        known.unwrap_or_else(|| {
            let read = match token.number {
                Some(value) => Some(self.in_digits(at, value)),
                None => self.vulgar(at).or_else(|| self.in_words(at)),
            };
            self.last.replace(Some((at, read.clone())));
            read
        })
    }
}
