//! A value that names somebody or something: each word of it begins a word of the name, in order;
//! `=` forces equality.

use super::Piece;
use crate::query::Problem;
use crate::text::fold::{fold, words};

/// A test of names.
#[derive(Debug, Clone)]
pub(crate) struct NameTest {
    folded: String,
    equal: bool,
}

impl NameTest {
    /// Returns the test for a piece of a value.
    ///
    /// # Errors
    /// A `=` without a name after it.
    pub(crate) fn parse(piece: &Piece) -> Result<Self, Problem> {
        let equal = piece.after("=");
        let text = equal.unwrap_or(&piece.text).trim();
        if text.is_empty() {
            return Err(piece.problem("a name was expected"));
        }
        Ok(Self {
            folded: fold(text),
            equal: equal.is_some(),
        })
    }

    /// Tells that the name passes; case and accents do not matter.
    pub(crate) fn holds(&self, name: &str) -> bool {
        let name = fold(name);
        if self.equal {
            return name == self.folded;
        }
        let mut asked = words(&self.folded).peekable();
        if asked.peek().is_none() {
            return name.contains(&self.folded);
        }
        let mut parts = words(&name);
        asked.all(|word| parts.any(|part| name[part].starts_with(&self.folded[word.clone()])))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn holds(value: &str, name: &str) -> bool {
        let piece = Piece {
            text: value.to_owned(),
            span: 0..value.len(),
            quoted: false,
        };
        NameTest::parse(&piece).is_ok_and(|test| test.holds(name))
    }

    #[test]
    fn words_of_the_value_begin_words_of_the_name_in_order() {
        assert!(holds("zuck", "Mark Zuckerberg"));
        assert!(holds("mark zuck", "Mark Elliot Zuckerberg"));
        assert!(holds("stefan", "Ștefan Radu"));
        assert!(holds("darwin.ai", "Darwin.AI"));
        assert!(!holds("berg", "Mark Zuckerberg"));
        assert!(!holds("zuckerberg mark", "Mark Zuckerberg"));
        assert!(!holds("mark mark", "Mark Zuckerberg"));
    }

    #[test]
    fn an_equals_sign_forces_equality() {
        assert!(holds("=serres", "Serres"));
        assert!(!holds("=serres", "Tom Serres"));
        assert!(!holds("=", "Tom Serres"));
    }

    #[test]
    fn a_name_without_letters_is_sought_as_it_is() {
        assert!(holds("+++", "A +++ B"));
        assert!(!holds("+++", "A"));
    }
}
