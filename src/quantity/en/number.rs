//! An English number, in digits or in words.

use crate::quantity::en::lexer::Tokens;
use crate::quantity::en::numeral::NumberToken;

impl Tokens<'_> {
    /// A number in digits or words with its scale.
    pub(super) fn number(&self, at: usize) -> Option<NumberToken> {
        let token = self.tokens.get(at)?;
        if self.last_place.get() == at {
            return self.last_number.get();
        }
        let read = match token.number {
            Some(value) => Some(self.in_digits(at, value)),
            None => self.vulgar(at).or_else(|| self.in_words(at)),
        };
        self.last_place.set(at);
        self.last_number.set(read);
        read
    }
}
