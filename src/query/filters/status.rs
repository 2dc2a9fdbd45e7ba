//! `status:` what is known so far. A query that names no status leaves captured candidates out.

use super::shapes::each;
use super::{FieldRow, Index, Reads};
use crate::model::Status;
use crate::query::value::choice::one_of;

pub(super) const ROW: FieldRow = FieldRow {
    name: "status",
    aliases: &[],
    doc: "what is known so far; without it, candidates are left out",
    examples: &["status:contested", "status:candidate"],
    index: Index::Column,
    thousands: false,
    words: || {
        Status::ALL
            .iter()
            .map(|value| (value.word(), value.doc()))
            .collect()
    },
    values: |claim, each| each(claim.status().word()),
    reads: Reads::Condition(|piece| {
        let words: Vec<&str> = Status::ALL.iter().map(|value| value.word()).collect();
        let asked = Status::ALL.get(one_of(piece, &words)?).copied();
        each(move |claim| Some(claim.status()) == asked)
    }),
};

#[cfg(test)]
mod tests {
    use crate::model::Claim;
    use crate::query::testing::{article, claim, found};

    #[test]
    fn candidates_are_left_out_unless_a_status_is_named() {
        let draft = Claim {
            candidate: true,
            ..claim("draft", "X")
        };
        let store = article(vec![draft, claim("done", "X")]);
        assert_eq!(found(&store, ""), ["done"]);
        assert_eq!(found(&store, "words"), ["done"]);
        assert_eq!(found(&store, "status:cand"), ["draft"]);
        assert_eq!(
            found(&store, "status:candidate,ungraded"),
            ["draft", "done"]
        );
        assert_eq!(found(&store, "-status:graded"), ["draft", "done"]);
    }
}
