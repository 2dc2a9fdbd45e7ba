//! `org:` the speaker's organisation.

use super::shapes::{no_words, set};
use super::{FieldRow, Index, Reads};
use crate::query::rows::Rows;
use crate::query::value::name::NameTest;
use crate::store::ClaimRef;

pub(super) const ROW: FieldRow = FieldRow {
    name: "org",
    aliases: &["organisation", "organization"],
    doc: "the speaker's organisation, by words of it; `=` forces equality",
    examples: &["org:nautilus", "org:=OpenAI"],
    index: Index::Texts,
    thousands: false,
    words: no_words,
    values: |claim, each| org(claim).into_iter().for_each(each),
    reads: Reads::Condition(|piece| {
        let name = NameTest::parse(piece)?;
        set(move |store, _| Rows::of_texts(store, org, |text| name.holds(text)))
    }),
};

/// Returns the organisation as the article gives it, else as `speakers.yaml` does.
fn org(claim: ClaimRef<'_>) -> Option<&'_ str> {
    let profile = || claim.profile()?.org.as_deref();
    claim.org().or_else(profile)
}

#[cfg(test)]
mod tests {
    use crate::model::Claim;
    use crate::query::testing::{claim, found, registered};

    #[test]
    fn the_article_goes_before_the_register() {
        let own = Claim {
            org: Some("Other Group".to_owned()),
            ..claim("own", "Tom Serres")
        };
        let store = registered("Tom Serres", &[], vec![own, claim("usual", "Tom Serres")]);
        assert_eq!(found(&store, "org:other"), ["own"]);
        assert_eq!(found(&store, "org:nautilus"), ["usual"]);
    }
}
