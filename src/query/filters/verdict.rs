//! `verdict:` what was found after checking: a label of the folder's scale.

use super::shapes::each;
use super::{FieldRow, Index, Reads};
use crate::text::fold::fold;

pub(super) const ROW: FieldRow = FieldRow {
    name: "verdict",
    aliases: &[],
    doc: "the verdict after checking, a label of the scale; `none` for unchecked",
    examples: &[
        "verdict:mixed",
        "verdict:refuted,mostly-refuted",
        "verdict:none",
    ],
    index: Index::Column,
    thousands: false,
    words: || vec![("none", "not checked")],
    values: |claim, each| each(claim.verdict().unwrap_or("none")),
    reads: Reads::Condition(|piece| {
        let asked = fold(piece.after("=").unwrap_or(&piece.text).trim());
        if asked.is_empty() {
            return Err(piece.problem("a verdict was expected, or `none`"));
        }
        each(move |claim| match claim.verdict() {
            Some(verdict) => verdict == asked || fold(verdict) == asked,
            None => asked == "none",
        })
    }),
};

#[cfg(test)]
mod tests {
    use crate::model::Claim;
    use crate::query::testing::{article, claim, found};

    #[test]
    fn a_verdict_is_its_whole_label() {
        let with = |id: &str, verdict: Option<&str>| Claim {
            verdict: verdict.map(str::to_owned),
            ..claim(id, "X")
        };
        let store = article(vec![
            with("a", Some("refuted")),
            with("b", Some("mostly-refuted")),
            with("c", None),
        ]);
        assert_eq!(found(&store, "verdict:Refuted"), ["a"]);
        assert_eq!(found(&store, "verdict:none"), ["c"]);
    }
}
