//! Who speaks: two spellings of one person or firm are one speaker; an unnamed source is one only
//! within its article, and has no track record.

use std::collections::HashMap;

use super::Ix;
use crate::model::{Attribution, Speaker};
use crate::text::fold::fold;

/// A speaker's number in the store.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct SpeakerIx(pub u32);

/// One speaker of the store.
#[derive(Debug)]
struct Entry {
    name: String,
    profile: Option<Speaker>,
    unnamed: bool,
    claims: Vec<Ix>,
}

/// All speakers, and who speaks each claim.
#[derive(Debug, Default)]
pub(super) struct Speakers {
    entries: Vec<Entry>,
    by_name: HashMap<String, SpeakerIx>,
    of: Vec<Option<SpeakerIx>>,
}

/// A speaker, as everybody outside the store sees them.
#[derive(Clone, Copy)]
pub struct SpeakerRef<'a> {
    table: &'a Speakers,
    ix: SpeakerIx,
}

impl<'a> SpeakerRef<'a> {
    fn entry(&self) -> &'a Entry {
        &self.table.entries[self.ix.0 as usize]
    }

    /// Returns the speaker's number.
    #[must_use]
    pub fn ix(&self) -> SpeakerIx {
        self.ix
    }

    /// Returns the canonical name; of an unnamed source, the article's words for it.
    #[must_use]
    pub fn name(&self) -> &'a str {
        &self.entry().name
    }

    /// Returns what `speakers.yaml` says of them.
    #[must_use]
    pub fn profile(&self) -> Option<&'a Speaker> {
        self.entry().profile.as_ref()
    }

    /// Returns the other spellings.
    pub fn aliases(&self) -> impl Iterator<Item = &'a str> + use<'a> {
        self.profile()
            .into_iter()
            .flat_map(|profile| profile.aliases.iter().map(String::as_str))
    }

    /// Tells that the source is not named.
    #[must_use]
    pub fn is_unnamed(&self) -> bool {
        self.entry().unnamed
    }

    /// Returns the speaker's claims in store order.
    #[must_use]
    pub fn claims(&self) -> &'a [Ix] {
        &self.entry().claims
    }
}

impl Speakers {
    pub(super) fn new(registry: &[Speaker]) -> Self {
        let mut table = Self::default();
        for profile in registry {
            let ix = table.add(profile.name.clone(), Some(profile.clone()), false);
            let names = [&profile.name].into_iter().chain(&profile.aliases);
            for name in names {
                // The first one to claim a name keeps it; `check` reports the second.
                table.by_name.entry(fold(name)).or_insert(ix);
            }
        }
        table
    }

    fn add(&mut self, name: String, profile: Option<Speaker>, unnamed: bool) -> SpeakerIx {
        let ix = SpeakerIx(u32::try_from(self.entries.len()).unwrap_or(u32::MAX));
        self.entries.push(Entry {
            name,
            profile,
            unnamed,
            claims: Vec::new(),
        });
        ix
    }

    /// Notes who speaks the next claim; claims come in store order.
    pub(super) fn push(
        &mut self,
        ix: Ix,
        written: Option<&str>,
        attribution: Option<Attribution>,
        file: &str,
    ) {
        let speaker = written.map(|written| {
            let unnamed = attribution == Some(Attribution::Unnamed);
            let folded = fold(written);
            // A NUL can stand in no name, so an unnamed source never meets a named one.
            let key = if unnamed {
                format!("{folded}\0{file}")
            } else {
                folded
            };
            if let Some(&known) = self.by_name.get(&key) {
                known
            } else {
                let new = self.add(written.to_owned(), None, unnamed);
                self.by_name.insert(key, new);
                new
            }
        });
        if let Some(speaker) = speaker {
            self.entries[speaker.0 as usize].claims.push(ix);
        }
        self.of.push(speaker);
    }

    pub(super) fn of(&self, ix: Ix) -> Option<SpeakerRef<'_>> {
        let ix = (*self.of.get(ix.0 as usize)?)?;
        Some(SpeakerRef { table: self, ix })
    }

    pub(super) fn get(&self, ix: SpeakerIx) -> Option<SpeakerRef<'_>> {
        let known = (ix.0 as usize) < self.entries.len();
        known.then_some(SpeakerRef { table: self, ix })
    }

    pub(super) fn all(&self) -> impl Iterator<Item = SpeakerRef<'_>> {
        (0..self.entries.len()).map(|at| SpeakerRef {
            table: self,
            ix: SpeakerIx(u32::try_from(at).unwrap_or(u32::MAX)),
        })
    }
}
