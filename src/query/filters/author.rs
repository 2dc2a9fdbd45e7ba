//! `author:` the article's author.

use super::shapes::{no_words, set};
use super::{FieldRow, Index, Reads};
use crate::query::rows::Rows;
use crate::query::value::text::TextTest;

pub(super) const ROW: FieldRow = FieldRow {
    name: "author",
    aliases: &[],
    doc: "the article's author; `=` forces equality",
    examples: &["author:tapscott"],
    index: Index::Files,
    thousands: false,
    words: no_words,
    values: |claim, each| claim.article().author.as_deref().into_iter().for_each(each),
    reads: Reads::Condition(|piece| {
        let text = TextTest::parse(piece)?;
        set(move |store, _| {
            Rows::of_files(store, |file| {
                file.article()
                    .author
                    .as_deref()
                    .is_some_and(|author| text.holds(author))
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
        assert_eq!(found(&store, "author:tapscott"), ["a"]);
        assert_eq!(found(&store, "author:other"), [""; 0]);
    }
}
