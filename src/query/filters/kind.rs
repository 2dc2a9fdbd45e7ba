//! `kind:` what sort of statement it is.

use super::shapes::{choose, each};
use super::{FieldRow, Index, Reads};
use crate::model::Kind;

pub(super) const ROW: FieldRow = FieldRow {
    name: "kind",
    aliases: &[],
    doc: "what sort of statement it is",
    examples: &["kind:prediction", "kind:fact,figure"],
    index: Index::Column,
    thousands: false,
    words: || {
        let all = Kind::ALL.iter().map(|value| (value.word(), value.doc()));
        all.chain([("none", "not recorded")]).collect()
    },
    values: |claim, each| each(claim.kind().map_or("none", Kind::word)),
    reads: Reads::Condition(|piece| {
        let asked = choose(piece, Kind::ALL, Kind::word)?;
        each(move |claim| claim.kind() == asked)
    }),
};

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Claim;
    use crate::query::testing::{article, claim, found};

    #[test]
    fn one_of_a_set_and_none() {
        let with = |id: &str, kind| Claim {
            kind,
            ..claim(id, "X")
        };
        let store = article(vec![
            with("a", Some(Kind::Fact)),
            with("b", Some(Kind::Figure)),
            with("c", None),
        ]);
        assert_eq!(found(&store, "kind:fact"), ["a"]);
        assert_eq!(found(&store, "kind:fact,figure"), ["a", "b"]);
        assert_eq!(found(&store, "kind:none"), ["c"]);
        assert_eq!(found(&store, "-kind:fact,figure"), ["c"]);
    }
}
