//! `article:` the article's title.

use super::shapes::{no_words, set};
use super::{FieldRow, Index, Reads};
use crate::query::rows::Rows;
use crate::query::value::text::TextTest;

pub(super) const ROW: FieldRow = FieldRow {
    name: "article",
    aliases: &["title"],
    doc: "the article's title; `=` forces equality",
    examples: &["article:deepseek", "article:\"AI innovation\""],
    index: Index::Files,
    thousands: false,
    words: no_words,
    values: |claim, each| each(&claim.article().title),
    reads: Reads::Condition(|piece| {
        let text = TextTest::parse(piece)?;
        set(move |store, _| Rows::of_files(store, |file| text.holds(&file.article().title)))
    }),
};

#[cfg(test)]
mod tests {
    use crate::query::testing::{article, claim, found};

    #[test]
    fn the_article_decides() {
        let store = article(vec![claim("a", "X")]);
        assert_eq!(found(&store, "article:upending"), ["a"]);
        assert_eq!(found(&store, "title:other"), [""; 0]);
    }
}
