//! `tag:` a whole tag.

use super::shapes::{each, no_words};
use super::{FieldRow, Index, Reads};
use crate::text::fold::fold;

pub(super) const ROW: FieldRow = FieldRow {
    name: "tag",
    aliases: &["tags"],
    doc: "a tag, whole",
    examples: &["tag:ai", "-tag:crypto"],
    index: Index::Column,
    thousands: false,
    words: no_words,
    values: |claim, each| claim.tags().for_each(each),
    reads: Reads::Condition(|piece| {
        let asked = fold(piece.after("=").unwrap_or(&piece.text).trim());
        if asked.is_empty() {
            return Err(piece.problem("a tag was expected"));
        }
        each(move |claim| claim.tags().any(|tag| is(tag, &asked)))
    }),
};

/// Most tags are ASCII, where nothing needs to be folded to compare.
fn is(tag: &str, asked: &str) -> bool {
    tag.eq_ignore_ascii_case(asked) || (!tag.is_ascii() && fold(tag) == asked)
}

#[cfg(test)]
mod tests {
    use crate::model::Claim;
    use crate::query::testing::{article, claim, found};

    #[test]
    fn a_tag_is_whole_and_folded() {
        let with = |id: &str, tag: &str| Claim {
            tags: vec![tag.to_owned()],
            ..claim(id, "X")
        };
        let store = article(vec![
            with("a", "AI"),
            with("b", "ai-safety"),
            with("c", "ai"),
        ]);
        assert_eq!(found(&store, "tag:ai"), ["a", "c"]);
        assert_eq!(found(&store, "-tag:AI"), ["b"]);
    }
}
