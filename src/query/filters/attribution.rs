//! `attr:` whose words the quote is made of.

use super::shapes::{choose, each};
use super::{FieldRow, Index, Reads};
use crate::model::Attribution;

pub(super) const ROW: FieldRow = FieldRow {
    name: "attr",
    aliases: &["attribution"],
    doc: "whose words the quote is made of",
    examples: &["attr:unnamed", "attr:direct,partial"],
    index: Index::Column,
    thousands: false,
    words: || {
        let all = Attribution::ALL
            .iter()
            .map(|value| (value.word(), value.doc()));
        all.chain([("none", "not recorded")]).collect()
    },
    values: |claim, each| each(claim.attribution().map_or("none", Attribution::word)),
    reads: Reads::Condition(|piece| {
        let asked = choose(piece, Attribution::ALL, Attribution::word)?;
        each(move |claim| claim.attribution() == asked)
    }),
};

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Claim;
    use crate::query::testing::{article, claim, found};

    #[test]
    fn one_of_a_set_and_none() {
        let with = |id: &str, attribution| Claim {
            attribution,
            ..claim(id, "X")
        };
        let store = article(vec![
            with("a", Some(Attribution::Direct)),
            with("b", Some(Attribution::Unnamed)),
            with("c", None),
        ]);
        assert_eq!(found(&store, "attr:direct"), ["a"]);
        assert_eq!(found(&store, "attribution:unn"), ["b"]);
        assert_eq!(found(&store, "attr:none"), ["c"]);
    }
}
