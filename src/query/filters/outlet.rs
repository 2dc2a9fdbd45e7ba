//! `outlet:` the article's publisher.

use super::shapes::{no_words, set};
use super::{FieldRow, Index, Reads};
use crate::query::rows::Rows;
use crate::query::value::text::TextTest;

pub(super) const ROW: FieldRow = FieldRow {
    name: "outlet",
    aliases: &[],
    doc: "the article's publisher; `=` forces equality",
    examples: &["outlet:post", "outlet:=\"New York Post\""],
    index: Index::Files,
    thousands: false,
    words: no_words,
    values: |claim, each| claim.article().outlet.as_deref().into_iter().for_each(each),
    reads: Reads::Condition(|piece| {
        let text = TextTest::parse(piece)?;
        set(move |store, _| {
            Rows::of_files(store, |file| {
                file.article()
                    .outlet
                    .as_deref()
                    .is_some_and(|outlet| text.holds(outlet))
            })
        })
    }),
};

#[cfg(test)]
mod tests {
    use crate::query::testing::{article, claim, found};

    #[test]
    fn the_article_decides() {
        let store = article(vec![claim("a", "X")]);
        assert_eq!(found(&store, "outlet:post"), ["a"]);
        assert_eq!(found(&store, "outlet:=post"), [""; 0]);
    }
}
