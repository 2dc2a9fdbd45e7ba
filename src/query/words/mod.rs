//! Terms that are sought in all of a claim's text: words and phrases, regular expressions, fuzzy
//! subsequences. They look at the folded columns first and at the originals only when case matters.

mod fuzzy;
mod needle;
mod pattern;

pub(super) use fuzzy::Fuzzy;
pub(super) use needle::Needle;
pub(super) use pattern::Pattern;

use crate::store::{ClaimRef, SpeakerIx, Store};

use super::rows::Rows;

/// Returns every original text that words are sought in: the body's, then the names.
pub(super) fn texts(claim: ClaimRef<'_>) -> impl Iterator<Item = &str> {
    body(claim).chain(names(claim))
}

fn body(claim: ClaimRef<'_>) -> impl Iterator<Item = &str> {
    let own = [claim.quote(), claim.assertion(), claim.translation()];
    let reasons = claim.skepticism().map(|reason| reason.note.as_str());
    let notes = claim
        .annotations()
        .filter_map(|entry| entry.note.as_deref());
    own.into_iter().flatten().chain(reasons).chain(notes)
}

fn names(claim: ClaimRef<'_>) -> impl Iterator<Item = &str> {
    let own = [claim.speaker_as_written(), claim.role(), claim.org()];
    let title = claim.article().title.as_str();
    let own = own.into_iter().flatten();
    [claim.id()]
        .into_iter()
        .chain(own)
        .chain(claim.tags())
        .chain([title])
}

/// Returns the claims of registered speakers one of whose spellings passes: the folded names of a
/// claim hold the one spelling that its article uses.
pub(super) fn known_speakers(store: &Store, passes: impl Fn(&str) -> bool) -> Rows {
    let mut rows = Rows::default();
    // They come first among the speakers. Who speaks which claim need not be known when none passes.
    for (profile, at) in store.folder().speakers.iter().zip(0..) {
        let mut spellings = [&profile.name].into_iter().chain(&profile.aliases);
        if spellings.any(|name| passes(name))
            && let Some(speaker) = store.speaker(SpeakerIx(at))
        {
            speaker.claims().iter().for_each(|&ix| rows.insert(ix));
        }
    }
    rows
}
