//! An English number, in digits or in words.

use crate::quantity::en::lexer::Tokens;
use crate::quantity::en::numeral::NumberToken;

impl Tokens<'_> {
    /// A number in digits or words with its scale.
    pub(super) fn number(&self, at: usize) -> Option<NumberToken> {
        let token = self.tokens.get(at)?;
        if let Some((place, read)) = self.last_number.get()
            && place == at
        {
            return read;
        }
        let read = match token.number {
            Some(value) => Some(self.in_digits(at, value)),
            None => self.vulgar(at).or_else(|| self.in_words(at)),
        };
        self.last_number.set(Some((at, read)));
        read
    }
}
