//! `quote:` text in the quote.

use std::sync::Arc;

use super::shapes::{no_values, no_words};
use super::{FieldRow, Filter, Index, Reads, Test};
use crate::query::Env;
use crate::query::value::text::TextTest;
use crate::query::words::Needle;
use crate::store::Store;

pub(super) const ROW: FieldRow = FieldRow {
    name: "quote",
    aliases: &[],
    doc: "text in the quote",
    examples: &["quote:sputnik", "quote:\"more than\""],
    index: Index::Originals,
    thousands: false,
    words: no_words,
    values: no_values,
    reads: Reads::Condition(|piece| Ok(Arc::new(Quote(TextTest::parse(piece)?)))),
};

#[derive(Debug)]
struct Quote(TextTest);

impl Filter for Quote {
    fn test<'a>(&'a self, _: &'a Store, _: &'a Env) -> Test<'a> {
        Box::new(|claim| {
            // The folded body rules most claims out without folding anything.
            self.0.needle().in_folded(claim.folded_body())
                && claim.quote().is_some_and(|quote| self.0.holds(quote))
        })
    }

    fn needle(&self) -> Option<&Needle> {
        Some(self.0.needle())
    }
}

#[cfg(test)]
mod tests {
    use crate::model::Claim;
    use crate::query::testing::{article, claim, found};

    #[test]
    fn only_the_quote_is_looked_at() {
        let assertion = Claim {
            assertion: Some("words of the quote".to_owned()),
            ..claim("b", "X")
        };
        let store = article(vec![claim("a", "X"), assertion]);
        assert_eq!(found(&store, "quote:\"words of\""), ["a", "b"]);
        assert_eq!(found(&store, "quote:\"words of the\""), [""; 0]);
        assert_eq!(found(&store, "quote:Words"), [""; 0]);
    }
}
