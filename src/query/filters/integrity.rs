//! `integrity:` how the quote stands to its captured text.

use super::shapes::each;
use super::{FieldRow, Index, Reads};
use crate::model::Integrity;
use crate::query::value::choice::one_of;

pub(super) const ROW: FieldRow = FieldRow {
    index: Index::Anchors,
    name: "integrity",
    aliases: &[],
    doc: "how the quote stands to its captured text; claims without a quote have none",
    examples: &["integrity:changed,gone", "-integrity:found"],
    thousands: false,
    words: || {
        Integrity::ALL
            .iter()
            .map(|value| (value.word(), value.doc()))
            .collect()
    },
    values: |claim, each| {
        if let Some(integrity) = claim.integrity() {
            each(integrity.word());
        }
    },
    reads: Reads::Condition(|piece| {
        let words: Vec<&str> = Integrity::ALL.iter().map(|value| value.word()).collect();
        let asked = Integrity::ALL.get(one_of(piece, &words)?).copied();
        each(move |claim| claim.integrity() == asked)
    }),
};

#[cfg(test)]
mod tests {
    use crate::model::{Claim, SourcePin};
    use crate::query::testing::{article, claim, found};
    use crate::source::Known;
    use crate::store::{Captured, Folder, LoadedFile, Store, Verifying, verify};

    #[test]
    fn quotes_are_found_by_their_state() {
        let quote = |id: &str, quote: Option<&str>| Claim {
            quote: quote.map(str::to_owned),
            ..claim(id, "X")
        };
        let mut file = LoadedFile {
            path: "a.yaml".to_owned(),
            claims: vec![
                (quote("stands", Some("The river is clean.")), 1),
                (quote("slip", Some("The river was clean.")), 2),
                (quote("other", Some("Nobody saw it coming.")), 3),
                (quote("none", None), 4),
            ],
            ..LoadedFile::default()
        };
        file.article.source = Some(SourcePin {
            file: Some("a.txt".to_owned()),
            sha256: None,
        });
        let store = Store::build(vec![file], Folder::default());
        assert_eq!(found(&store, "integrity:found"), [""; 0]);
        let captured = Captured {
            text: "The river is clean.".to_owned(),
            sha256: String::new(),
        };
        let how = Verifying {
            read: &|_| Ok(Some(captured.clone())),
            wanted: &|_| true,
            known: &Known::default(),
            progress: &|_, _| (),
            stop: &|| false,
        };
        store.lay_over(verify(&store, &how).unwrap().0);
        assert_eq!(found(&store, "integrity:found"), ["stands"]);
        assert_eq!(found(&store, "integrity:ch,gone"), ["slip", "other"]);
        assert_eq!(found(&store, "-integrity:found"), ["slip", "other", "none"]);
    }

    #[test]
    fn without_a_source_a_quote_is_unpinned() {
        let store = article(vec![claim("a", "X")]);
        assert_eq!(found(&store, "integrity:unpinned"), ["a"]);
    }
}
