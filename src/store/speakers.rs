//! Who speaks: two spellings of one person or firm are one speaker; an unnamed source is one only
//! within its article, and has no track record.

use std::collections::HashMap;
use std::sync::Arc;

use super::block::Block;
use super::{Ix, Store};
use crate::model::{Attribution, Speaker};
use crate::text::fold::fold;

/// A speaker's number in the store.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct SpeakerIx(pub u32);

/// One speaker of the store.
#[derive(Debug)]
struct Entry {
    name: String,
    /// Most have none.
    profile: Option<Box<Speaker>>,
    unnamed: bool,
}

/// Nobody speaks.
const NOBODY: u32 = u32::MAX;

/// All speakers, and who speaks each claim.
#[derive(Debug, Default)]
pub(super) struct Speakers {
    entries: Vec<Entry>,
    by_name: HashMap<String, SpeakerIx>,
    /// Who speaks each claim, or [`NOBODY`].
    of: Vec<u32>,
    /// The claims, those of one speaker beside each other.
    claims: Vec<Ix>,
    /// Where each speaker's claims end.
    ends: Vec<u32>,
}

/// The spellings of `speakers.yaml`, folded, each with the place of its speaker there.
#[derive(Debug, Default)]
pub(super) struct Registered(HashMap<String, u32>);

impl Registered {
    pub(super) fn of(speakers: &[Speaker]) -> Self {
        let mut known = HashMap::new();
        for (profile, at) in speakers.iter().zip(0..) {
            for name in [&profile.name].into_iter().chain(&profile.aliases) {
                // The first one to claim a name keeps it; `check` reports the second.
                known.entry(fold(name)).or_insert(at);
            }
        }
        Self(known)
    }

    pub(super) fn get(&self, written: &str) -> Option<u32> {
        if self.0.is_empty() {
            return None;
        }
        self.0.get(&fold(written)).copied()
    }
}

/// The spellings of a block, by their codes.
struct Spellings {
    /// Who each of them names, once that was looked up.
    named: Vec<u32>,
    /// The first code that is spelt like each, case and accents aside; made when a source is unnamed.
    alike: Vec<u32>,
}

impl Spellings {
    fn of(block: &Block) -> Self {
        Self {
            named: vec![NOBODY; block.speakers.kinds()],
            alike: Vec::new(),
        }
    }

    fn alike(&mut self, block: &Block, code: u32) -> u32 {
        if self.alike.is_empty() {
            let mut first: HashMap<String, u32> = HashMap::new();
            let word = |code| fold(block.speakers.word(code).unwrap_or_default());
            let codes = (0..).take(block.speakers.kinds());
            self.alike
                .extend(codes.map(|code| *first.entry(word(code)).or_insert(code)));
        }
        self.alike.get(code as usize).copied().unwrap_or(code)
    }
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
        self.entry().profile.as_deref()
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
        self.table.claims_of(self.ix)
    }
}

impl Speakers {
    pub(super) fn new(store: &Store) -> Self {
        let mut table = Self::default();
        for profile in &store.folder.speakers {
            table.add(profile.name.clone(), Some(profile.clone()), false);
        }
        let registered = Registered::of(&store.folder.speakers).0.into_iter();
        table.by_name = registered.map(|(name, at)| (name, SpeakerIx(at))).collect();
        // Each spelling of a block is looked up once.
        let mut known: HashMap<*const Block, Spellings> = HashMap::new();
        table.of.reserve_exact(store.len());
        for file in &store.files {
            let block = &file.block;
            let spellings = known
                .entry(Arc::as_ptr(block))
                .or_insert_with(|| Spellings::of(block));
            let mut unnamed: Vec<(u32, u32)> = Vec::new();
            for row in file.rows.start as usize..file.rows.end as usize {
                let code = block.speakers.code(row);
                let speaker = if code == 0 {
                    NOBODY
                } else if block.attribution(row) == Some(Attribution::Unnamed) {
                    table.unnamed(block, code, spellings, &mut unnamed)
                } else {
                    table.named(block, code, &mut spellings.named)
                };
                table.of.push(speaker);
            }
        }
        table.gather();
        table
    }

    fn named(&mut self, block: &Block, code: u32, known: &mut [u32]) -> u32 {
        match known.get_mut(code as usize) {
            Some(place) if *place == NOBODY => {
                let written = block.speakers.word(code).unwrap_or_default();
                let folded = fold(written);
                let ix = if let Some(&ix) = self.by_name.get(&folded) {
                    ix
                } else {
                    let ix = self.add(written.to_owned(), None, false);
                    self.by_name.insert(folded, ix);
                    ix
                };
                *place = ix.0;
                ix.0
            }
            Some(place) => *place,
            None => NOBODY,
        }
    }

    /// An unnamed source is one within its file; `known` are those of this file, by what is alike.
    fn unnamed(
        &mut self,
        block: &Block,
        code: u32,
        spellings: &mut Spellings,
        known: &mut Vec<(u32, u32)>,
    ) -> u32 {
        let alike = spellings.alike(block, code);
        if let Some(&(_, ix)) = known.iter().find(|(other, _)| *other == alike) {
            return ix;
        }
        let written = block.speakers.word(code).unwrap_or_default();
        let ix = self.add(written.to_owned(), None, true).0;
        known.push((alike, ix));
        ix
    }

    /// Puts each speaker's claims beside each other.
    fn gather(&mut self) {
        let mut ends = vec![0_u32; self.entries.len() + 1];
        let spoken = |of: &[u32], each: &mut dyn FnMut(usize, u32)| {
            for (&speaker, claim) in of.iter().zip(0..) {
                if speaker != NOBODY {
                    each(speaker as usize, claim);
                }
            }
        };
        spoken(&self.of, &mut |speaker, _| ends[speaker + 1] += 1);
        for at in 1..ends.len() {
            ends[at] += ends[at - 1];
        }
        let mut claims = vec![Ix(0); ends[self.entries.len()] as usize];
        let mut next = ends.clone();
        spoken(&self.of, &mut |speaker, claim| {
            claims[next[speaker] as usize] = Ix(claim);
            next[speaker] += 1;
        });
        ends.remove(0);
        self.claims = claims;
        self.ends = ends;
    }

    fn claims_of(&self, ix: SpeakerIx) -> &[Ix] {
        let at = ix.0 as usize;
        let start = at.checked_sub(1).map_or(0, |before| self.ends[before]);
        self.claims
            .get(start as usize..self.ends[at] as usize)
            .unwrap_or_default()
    }

    fn add(&mut self, name: String, profile: Option<Speaker>, unnamed: bool) -> SpeakerIx {
        let ix = SpeakerIx(u32::try_from(self.entries.len()).unwrap_or(u32::MAX));
        self.entries.push(Entry {
            name,
            profile: profile.map(Box::new),
            unnamed,
        });
        ix
    }

    pub(super) fn of(&self, ix: Ix) -> Option<SpeakerRef<'_>> {
        self.get(SpeakerIx(*self.of.get(ix.0 as usize)?))
    }

    /// Returns who speaks each claim: the speaker's number, past the last one when nobody does.
    pub(super) fn of_all(&self) -> &[u32] {
        &self.of
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
