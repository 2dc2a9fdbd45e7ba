//! `rel:` reliability of the source: A to E, F unknown, or `none`. No range catches the unknown.

use super::shapes::each;
use super::{FieldRow, Index, Reads};
use crate::model::Reliability;
use crate::query::value::scale::Places;

pub(super) const ROW: FieldRow = FieldRow {
    name: "rel",
    aliases: &["reliability"],
    doc: "reliability of the source: A to E, F unknown, or `none`",
    examples: &["rel:A..C", "rel:F", "rel:none"],
    index: Index::Column,
    thousands: false,
    words: || {
        let scale = Reliability::ALL
            .iter()
            .map(|value| (value.word(), value.doc()));
        scale.chain([("none", "not judged yet")]).collect()
    },
    values: |claim, each| each(claim.grade().reliability.map_or("none", Reliability::word)),
    reads: Reads::Condition(|piece| {
        let words: Vec<&str> = Reliability::ALL.iter().map(|value| value.word()).collect();
        let places = Places::parse(piece, &words, "rel")?;
        each(move |claim| {
            let judged = claim.grade().reliability.map(|value| value as usize);
            places.holds(judged, UNKNOWN)
        })
    }),
};

const UNKNOWN: usize = Reliability::F as usize;

#[cfg(test)]
mod tests {
    use crate::query::testing::{found, graded};

    #[test]
    fn judgements_are_found_and_unknown_is_no_worst() {
        let store = graded(&["B2", "C6", "F1", "E", "4"]);
        assert_eq!(found(&store, "rel:A..C"), ["B2", "C6"]);
        assert_eq!(found(&store, "rel:>=c"), ["C6", "E"]);
        assert_eq!(found(&store, "rel:F"), ["F1"]);
        assert_eq!(found(&store, "rel:none"), ["4"]);
        assert_eq!(found(&store, "-rel:A..E"), ["F1", "4"]);
    }
}
