//! A value that is sought as text in one field; `=` forces equality of the whole.

use super::Piece;
use crate::query::Problem;
use crate::query::words::Needle;
use crate::text::fold::fold;

/// A test of one text.
#[derive(Debug, Clone)]
pub(crate) struct TextTest {
    needle: Needle,
    equal: bool,
}

impl TextTest {
    /// Returns the test for a piece of a value.
    ///
    /// # Errors
    /// An empty text.
    pub(crate) fn parse(piece: &Piece) -> Result<Self, Problem> {
        let equal = piece.after("=");
        let needle = Needle::new(equal.unwrap_or(&piece.text));
        if needle.is_empty() {
            return Err(piece.problem("a text was expected"));
        }
        Ok(Self {
            needle,
            equal: equal.is_some(),
        })
    }

    /// Returns the text that is sought.
    pub(crate) fn needle(&self) -> &Needle {
        &self.needle
    }

    /// Tells that the text passes. A capital in the value matches case, unless it asks for equality.
    pub(crate) fn holds(&self, text: &str) -> bool {
        if self.equal {
            fold(text.trim()) == self.needle.folded()
        } else {
            self.needle.in_text(text)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn holds(value: &str, text: &str) -> bool {
        let piece = Piece {
            text: value.to_owned(),
            span: 0..value.len(),
            quoted: false,
        };
        TextTest::parse(&piece).is_ok_and(|test| test.holds(text))
    }

    #[test]
    fn text_is_sought_folded_and_a_capital_matches_case() {
        assert!(holds("post", "New York Post"));
        assert!(holds("Post", "New York Post"));
        assert!(!holds("POST", "New York Post"));
    }

    #[test]
    fn equality_is_of_the_whole() {
        assert!(holds("=new york post", "New York Post"));
        assert!(!holds("=post", "New York Post"));
        assert!(!holds("", "New York Post"));
    }
}
