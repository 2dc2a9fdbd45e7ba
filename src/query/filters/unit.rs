//! `unit:` what a figure counts. Beside `fig:` it binds to the same figure.

use std::sync::Arc;

use super::shapes::no_words;
use super::{FieldRow, Filter, Index, Reads, Test};
use crate::query::Env;
use crate::query::value::figures::UnitTest;
use crate::store::Store;

pub(super) const ROW: FieldRow = FieldRow {
    name: "unit",
    aliases: &[],
    doc: "what a figure counts: a currency, %, points, a thing; binds to the figure of `fig:`",
    examples: &["unit:USD", "unit:%", "unit:\"GPU hours\""],
    index: Index::Figures,
    thousands: false,
    words: no_words,
    values: |claim, each| {
        let units = claim.figures().filter_map(|figure| figure.amount);
        let mut units: Vec<String> = units.map(|amount| amount.unit.to_string()).collect();
        units.sort_unstable();
        units.dedup();
        let named = units.iter().filter(|unit| !unit.is_empty());
        named.for_each(|unit| each(unit));
    },
    reads: Reads::Condition(|piece| Ok(Arc::new(UnitTest::parse(piece)?))),
};

impl Filter for UnitTest {
    fn test<'a>(&'a self, _: &'a Store, _: &'a Env) -> Test<'a> {
        Box::new(|claim| {
            let mut amounts = claim.figures().filter_map(|figure| figure.amount);
            amounts.any(|amount| self.holds(amount))
        })
    }

    fn unit(&self) -> Option<&UnitTest> {
        Some(self)
    }
}

#[cfg(test)]
mod tests {
    use crate::query::testing::{article, figures, found};

    #[test]
    fn value_and_unit_bind_to_one_figure() {
        let store = article(vec![
            figures("both", &["$80 billion"]),
            figures("apart", &["$5 million", "80 billion parameters"]),
        ]);
        assert_eq!(found(&store, "unit:USD"), ["both", "apart"]);
        assert_eq!(found(&store, "fig:>1bn unit:USD"), ["both"]);
        assert_eq!(found(&store, "unit:usd (fig:>1bn OR fig:6)"), ["both"]);
        assert_eq!(found(&store, "(unit:USD OR unit:EUR) fig:>1bn"), ["both"]);
        assert_eq!(found(&store, "fig:>1bn -unit:USD"), [""; 0]);
    }
}
