//! `via:` who passes the claim on.

use super::shapes::{no_words, set};
use super::{FieldRow, Index, Reads};
use crate::model::Attribution;
use crate::query::rows::Rows;
use crate::query::value::name::NameTest;
use crate::store::ClaimRef;

pub(super) const ROW: FieldRow = FieldRow {
    name: "via",
    aliases: &[],
    doc: "who passes the claim on, by words of it; `=` forces equality",
    examples: &["via:tapscott"],
    index: Index::Texts,
    thousands: false,
    words: no_words,
    values: |claim, each| via(claim).into_iter().for_each(each),
    reads: Reads::Condition(|piece| {
        let name = NameTest::parse(piece)?;
        set(move |store, _| Rows::of_texts(store, via, |text| name.holds(text)))
    }),
};

/// Returns who passes it on: as recorded, else the article's author, unless they speak themselves.
fn via(claim: ClaimRef<'_>) -> Option<&'_ str> {
    let own_voice = claim.attribution() == Some(Attribution::Author);
    let author = claim.article().author.as_deref();
    claim.via().or(author.filter(|_| !own_voice))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Claim;
    use crate::query::testing::{article, claim, found};

    #[test]
    fn the_author_passes_on_what_others_said() {
        let with = |id: &str, attribution, via: Option<&str>| Claim {
            attribution: Some(attribution),
            via: via.map(str::to_owned),
            ..claim(id, "X")
        };
        let store = article(vec![
            with("own", Attribution::Author, None),
            with("passed", Attribution::Paraphrase, None),
            with("other", Attribution::Paraphrase, Some("Reuters")),
        ]);
        assert_eq!(found(&store, "via:tapscott"), ["passed"]);
        assert_eq!(found(&store, "via:reuters"), ["other"]);
    }
}
