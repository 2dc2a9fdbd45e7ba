//! `id:` the claim's id, or its whole name PATH/ID when the value has a slash.

use super::shapes::{each, no_words};
use super::{FieldRow, Index, Reads};
use crate::query::value::text::TextTest;

pub(super) const ROW: FieldRow = FieldRow {
    name: "id",
    aliases: &["name"],
    doc: "text in the claim's id; with a slash, in its name PATH/ID",
    examples: &["id:training-cost", "id:2025/deepseek", "id:=sputnik"],
    index: Index::Column,
    thousands: false,
    words: no_words,
    values: |claim, each| each(claim.id()),
    reads: Reads::Condition(|piece| {
        let text = TextTest::parse(piece)?;
        let whole_name = piece.text.contains('/');
        each(move |claim| {
            if whole_name {
                text.holds(&claim.name())
            } else {
                text.needle().in_folded(claim.folded_names()) && text.holds(claim.id())
            }
        })
    }),
};

#[cfg(test)]
mod tests {
    use crate::query::testing::{article, claim, found};

    #[test]
    fn a_slash_asks_for_the_path() {
        let store = article(vec![claim("cost", "X"), claim("costs", "cost")]);
        assert_eq!(found(&store, "id:cost"), ["cost", "costs"]);
        assert_eq!(found(&store, "id:=cost"), ["cost"]);
        assert_eq!(found(&store, "id:record/costs"), ["costs"]);
    }
}
