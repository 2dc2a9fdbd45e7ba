//! `said:` when it was said: as recorded, else when the article was published.

use super::shapes::{no_values, no_words};
use super::{FieldRow, Filter, Index, Reads, Test};
use crate::query::Env;
use crate::query::value::days::DaySpan;
use crate::store::Store;

use std::sync::Arc;

pub(super) const ROW: FieldRow = FieldRow {
    name: "said",
    aliases: &[],
    doc: "when it was said; the publication date where the record gives no other",
    examples: &["said:2025-02", "said:2024..2025"],
    index: Index::Column,
    thousands: false,
    words: no_words,
    values: no_values,
    reads: Reads::Condition(|piece| Ok(Arc::new(Said(DaySpan::parse(piece)?)))),
};

#[derive(Debug)]
struct Said(DaySpan);

impl Filter for Said {
    fn test<'a>(&'a self, _: &'a Store, env: &'a Env) -> Test<'a> {
        let stretch = self.0.stretch(env);
        Box::new(
            move |claim| match (claim.said(), &claim.article().published) {
                (Some(date), _) => stretch.overlaps(date.first, date.last),
                (None, Some(date)) => stretch.overlaps(date.first, date.last),
                (None, None) => false,
            },
        )
    }

    fn meaning(&self, env: &Env) -> Option<String> {
        Some(self.0.stretch(env).shown(env))
    }
}

#[cfg(test)]
mod tests {
    use crate::model::{Claim, PartialDate};
    use crate::query::testing::{article, claim, found};

    #[test]
    fn a_date_of_its_own_goes_before_the_articles() {
        let own = Claim {
            said: PartialDate::parse("2024-04").ok(),
            ..claim("own", "X")
        };
        let store = article(vec![own, claim("usual", "X")]);
        assert_eq!(found(&store, "said:2024-04-28"), ["own"]);
        assert_eq!(found(&store, "said:2025-02"), ["usual"]);
    }
}
