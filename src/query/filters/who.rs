//! `who:` the speaker, by name or alias.

use super::shapes::{no_words, set};
use super::{FieldRow, Index, Reads};
use crate::query::rows::Rows;
use crate::query::value::name::NameTest;

pub(super) const ROW: FieldRow = FieldRow {
    name: "who",
    aliases: &["speaker"],
    doc: "the speaker, by words of the name or an alias; `=` forces equality",
    examples: &["who:zuck", "speaker:\"Tom Serres\"", "who:=Serres"],
    index: Index::Speakers,
    thousands: false,
    words: no_words,
    values: |claim, each| claim.speaker_name().into_iter().for_each(each),
    reads: Reads::Condition(|piece| {
        let name = NameTest::parse(piece)?;
        set(move |store, _| {
            Rows::of_speakers(store, |speaker| {
                name.holds(speaker.name()) || speaker.aliases().any(|alias| name.holds(alias))
            })
        })
    }),
};

#[cfg(test)]
mod tests {
    use crate::query::testing::{claim, found, registered};

    #[test]
    fn a_speaker_is_found_by_name_and_alias() {
        let store = registered(
            "Mark Zuckerberg",
            &["Zuck the boss"],
            vec![claim("a", "Zuck the boss"), claim("b", "Meta")],
        );
        for query in [
            "who:zuckerb",
            "who:mark",
            "speaker:boss",
            "who:=\"mark zuckerberg\"",
        ] {
            assert_eq!(found(&store, query), ["a"], "{query}");
        }
        assert_eq!(found(&store, "who:=zuck"), [""; 0]);
        assert_eq!(found(&store, "who:zuck,meta"), ["a", "b"]);
    }
}
