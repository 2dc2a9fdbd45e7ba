//! `grade:` the whole grade: both halves, or the one that is named.

use super::shapes::each;
use super::{FieldRow, Index, Reads};
use crate::model::Grade;

pub(super) const ROW: FieldRow = FieldRow {
    name: "grade",
    aliases: &[],
    doc: "the Admiralty grade, whole or one half of it; `none` for ungraded",
    examples: &["grade:B2", "grade:B", "grade:none"],
    index: Index::Column,
    thousands: false,
    words: || vec![("none", "ungraded")],
    values: |claim, each| each(&claim.grade().to_string()),
    reads: Reads::Condition(|piece| {
        if piece.text.trim().eq_ignore_ascii_case("none") {
            return each(|claim| claim.grade().is_none());
        }
        let Some(asked) = Grade::parse(piece.text.trim_start_matches('=')) else {
            let message = format!(
                "`{}`: expected a grade, as in B2, B or 2, or `none`",
                piece.text
            );
            let hint = "ranges go by half: `rel:A..C cred:1..3`";
            return Err(piece.problem(message).hint(hint));
        };
        each(move |claim| {
            let grade = claim.grade();
            let same_or_unasked = [
                asked.reliability.is_none() || asked.reliability == grade.reliability,
                asked.credibility.is_none() || asked.credibility == grade.credibility,
            ];
            same_or_unasked == [true, true]
        })
    }),
};

#[cfg(test)]
mod tests {
    use crate::query::parse;
    use crate::query::testing::{found, graded};

    #[test]
    fn a_half_finds_every_grade_that_has_it() {
        let store = graded(&["B2", "C2", "B", "none"]);
        assert_eq!(found(&store, "grade:B2"), ["B2"]);
        assert_eq!(found(&store, "grade:b"), ["B2", "B"]);
        assert_eq!(found(&store, "grade:2"), ["B2", "C2"]);
        assert_eq!(found(&store, "grade:none"), ["none"]);
        assert_eq!(parse("grade:A1..C3").problems().len(), 1);
    }
}
