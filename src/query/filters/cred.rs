//! `cred:` credibility of the information: 1 to 5, 6 unknown, or `none`. No range catches the unknown.

use super::shapes::each;
use super::{FieldRow, Index, Reads};
use crate::model::Credibility;
use crate::query::value::scale::Places;

pub(super) const ROW: FieldRow = FieldRow {
    name: "cred",
    aliases: &["credibility"],
    doc: "credibility of the information: 1 to 5, 6 unknown, or `none`",
    examples: &["cred:<=3", "cred:4..5", "cred:6", "cred:none"],
    index: Index::Column,
    thousands: false,
    words: || {
        let scale = Credibility::ALL
            .iter()
            .map(|value| (value.word(), value.doc()));
        scale.chain([("none", "not judged yet")]).collect()
    },
    values: |claim, each| each(claim.grade().credibility.map_or("none", Credibility::word)),
    reads: Reads::Condition(|piece| {
        let words: Vec<&str> = Credibility::ALL.iter().map(|value| value.word()).collect();
        let places = Places::parse(piece, &words, "cred")?;
        each(move |claim| {
            let judged = claim.grade().credibility.map(|value| value as usize);
            places.holds(judged, UNKNOWN)
        })
    }),
};

const UNKNOWN: usize = Credibility::Six as usize;

#[cfg(test)]
mod tests {
    use crate::query::testing::{found, graded};

    #[test]
    fn judgements_are_found_and_unknown_is_no_worst() {
        let store = graded(&["B2", "C6", "F1", "E", "4"]);
        assert_eq!(found(&store, "cred:<=3"), ["B2", "F1"]);
        assert_eq!(found(&store, "cred:>1"), ["B2", "4"]);
        assert_eq!(found(&store, "cred:6"), ["C6"]);
        assert_eq!(found(&store, "cred:none"), ["E"]);
        assert_eq!(found(&store, "cred:2,6"), ["B2", "C6"]);
    }
}
