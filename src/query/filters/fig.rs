//! `fig:` the printed number of a figure.

use std::sync::Arc;

use super::shapes::{no_values, no_words};
use super::{FieldRow, Filter, Index, Reads, Test};
use crate::query::Env;
use crate::query::value::figures::FigureTest;
use crate::store::Store;

pub(super) const ROW: FieldRow = FieldRow {
    name: "fig",
    aliases: &["figure"],
    doc: "the printed number of a figure; a bare number matches any unit but % and points",
    examples: &[
        "fig:>1bn",
        "fig:>$1bn",
        "fig:>15%",
        "fig:35bn..40bn",
        "fig:=$6m",
    ],
    index: Index::Figures,
    thousands: true,
    words: no_words,
    values: no_values,
    reads: Reads::Condition(|piece| Ok(Arc::new(FigureTest::parse(piece)?))),
};

impl Filter for FigureTest {
    fn test<'a>(&'a self, _: &'a Store, _: &'a Env) -> Test<'a> {
        Box::new(|claim| {
            let mut amounts = claim.figures().filter_map(|figure| figure.amount);
            amounts.any(|amount| self.holds(amount))
        })
    }

    fn figure(&self) -> Option<&FigureTest> {
        Some(self)
    }

    fn meaning(&self, _: &Env) -> Option<String> {
        Some(self.shown())
    }
}

#[cfg(test)]
mod tests {
    use crate::query::testing::{article, figures, found};

    #[test]
    fn any_figure_of_a_claim_may_match() {
        let store = article(vec![
            figures("a", &["$80 billion", "15%"]),
            figures("b", &["more than $100 billion"]),
            figures("c", &["billions"]),
        ]);
        assert_eq!(found(&store, "fig:>=100bn"), ["b"]);
        assert_eq!(found(&store, "fig:>100bn"), ["b"]);
        assert_eq!(found(&store, "fig:15%"), ["a"]);
        assert_eq!(found(&store, "fig:>1,000,000"), ["a", "b"]);
        assert_eq!(found(&store, "-fig:>0"), ["c"]);
    }
}
