//! `role:` the speaker's role.

use super::shapes::{no_words, set};
use super::{FieldRow, Index, Reads};
use crate::query::rows::Rows;
use crate::query::value::name::NameTest;
use crate::store::ClaimRef;

pub(super) const ROW: FieldRow = FieldRow {
    name: "role",
    aliases: &[],
    doc: "the speaker's role, by words of it; `=` forces equality",
    examples: &["role:founder"],
    index: Index::Texts,
    thousands: false,
    words: no_words,
    values: |claim, each| role(claim).into_iter().for_each(each),
    reads: Reads::Condition(|piece| {
        let name = NameTest::parse(piece)?;
        set(move |store, _| Rows::of_texts(store, role, |text| name.holds(text)))
    }),
};

/// Returns the role as the article gives it, else as `speakers.yaml` does.
fn role(claim: ClaimRef<'_>) -> Option<&'_ str> {
    let profile = || claim.profile()?.role.as_deref();
    claim.role().or_else(profile)
}

#[cfg(test)]
mod tests {
    use crate::model::Claim;
    use crate::query::testing::{claim, found, registered};

    #[test]
    fn the_article_goes_before_the_register() {
        let own = Claim {
            role: Some("chief catalyst".to_owned()),
            ..claim("own", "Tom Serres")
        };
        let store = registered("Tom Serres", &[], vec![own, claim("usual", "Tom Serres")]);
        assert_eq!(found(&store, "role:catalyst"), ["own"]);
        assert_eq!(found(&store, "role:founder"), ["usual"]);
    }
}
