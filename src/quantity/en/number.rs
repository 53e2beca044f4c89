//! An English number, in digits or in words.

use crate::quantity::en::lexer::Tokens;
use crate::quantity::en::numeral::NumberToken;

impl Tokens<'_, '_> {
    /// A number in digits or words with its scale.
    pub(super) fn number(&self, at: usize) -> Option<NumberToken> {
        match self.tokens.get(at)?.number {
            Some(value) => Some(self.in_digits(at, value)),
            None => self.vulgar(at).or_else(|| self.in_words(at)),
        }
    }
}
