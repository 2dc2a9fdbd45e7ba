//! The claims in memory: immutable, columnar, seen through [`ClaimRef`].
//!
//! A store is built from files that were read, and never reads one itself. When a file changes, a
//! new store is made of the old one: the unchanged blocks are shared.

mod ahead;
mod assemble;
mod block;
pub mod checks;
mod claim_ref;
mod counts;
mod differing;
mod file;
mod integrity;
mod lazy;
mod lines;
mod links;
mod named;
mod order;
mod passages;
mod ranked;
mod related;
mod row_set;
mod scores;
mod search;
mod shared;
mod speakers;
mod status;
mod stretch;
mod tags;
mod verify;
mod vocabulary;

use std::ops::Range;
use std::sync::{Arc, OnceLock, RwLock};

use rayon::prelude::*;

pub use block::{Block, COLUMNS, Column, Kept, PART, SIZES};
pub use claim_ref::{ClaimRef, FigureRef};
pub use counts::By;
pub use differing::{Differing, differing};
pub use file::{FilePart, FileRef};
pub use integrity::{Held, HeldFile, Overlay, SourceState};
pub use links::{Backlink, Lookup};
pub use named::{Looking, Named};
pub(crate) use order::by_key;
pub use passages::{Passage, What, passages};
pub use ranked::Ranked;
pub use related::{Again, Reason, Related, again, related};
pub use row_set::RowSet;
pub use scores::Scores;
pub use search::Levels;
pub use speakers::{SpeakerIx, SpeakerRef};
pub use tags::{Retagging, retagging, tag_problem, tags};
pub use verify::{Captured, Read, Verifying, verify};
pub use vocabulary::Alike;

use block::{Details, Flag};
use file::FileEntry;
use lazy::Lazy;
use links::Links;
use search::Sought;
use speakers::{Registered, Speakers};

use crate::model::{Article, Claim, Diagnostic, Scale, Speaker, Status};

/// A claim's number in one store: file order, then the order in the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Ix(pub u32);

/// A file that was read.
#[derive(Debug, Default)]
pub struct LoadedFile {
    /// Its path under the claims folder, `/` on every system.
    pub path: String,
    /// The article it is about.
    pub article: Article,
    /// Its claims, each with the 1-based line of its item.
    pub claims: Vec<(Claim, u32)>,
    /// What is wrong with it.
    pub problems: Vec<Diagnostic>,
    /// Why it can not be written, when it can not.
    pub read_only: Option<String>,
}

/// What happened to a file.
#[derive(Debug)]
#[expect(
    clippy::large_enum_variant,
    reason = "nearly all of them are the large one"
)]
pub enum FileChange {
    /// It is new, or its content changed.
    Put(LoadedFile),
    /// It is no longer there; its path.
    Gone(String),
}

/// What belongs to the whole folder.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Folder {
    /// The speakers of `speakers.yaml`.
    pub speakers: Vec<Speaker>,
    /// The verdict scale.
    pub scale: Scale,
    /// What is wrong with `speakers.yaml`, `onrecord.toml` or the folder itself.
    pub problems: Vec<Diagnostic>,
}

/// The immutable collection of claims. What is not needed to show claims is worked out when it is
/// first asked for.
#[derive(Debug, Default)]
pub struct Store {
    files: Vec<FileEntry>,
    /// The number of each file's first claim.
    firsts: Vec<u32>,
    folder: Folder,
    len: u32,
    /// Of the claims that somebody looked at.
    details: Lazy<Details>,
    speakers: OnceLock<Speakers>,
    registered: OnceLock<Registered>,
    links: OnceLock<Links>,
    status: OnceLock<Vec<Status>>,
    sought: Sought<Levels, 8>,
    scored: Sought<Scores, 4>,
    accepted: OnceLock<RowSet>,
    recency: OnceLock<Vec<u32>>,
    /// What became of the quotes, once somebody has looked.
    overlay: RwLock<Option<Arc<Overlay>>>,
}

fn len(rows: &Range<u32>) -> u32 {
    rows.end - rows.start
}

impl Store {
    /// Returns the number of claims.
    #[must_use]
    pub fn len(&self) -> usize {
        self.len as usize
    }

    /// Tells that there is no claim.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// Returns a claim by its number.
    #[must_use]
    pub fn claim(&self, ix: Ix) -> Option<ClaimRef<'_>> {
        if ix.0 >= self.len {
            return None;
        }
        let entry = &self.files[self.entry_of(ix)];
        Some(ClaimRef {
            store: self,
            entry,
            row: (entry.rows.start + (ix.0 - entry.first)) as usize,
            ix,
        })
    }

    /// Returns every claim in store order.
    pub fn claims(&self) -> impl Iterator<Item = ClaimRef<'_>> {
        self.files.iter().flat_map(move |entry| {
            (0..len(&entry.rows)).map(move |at| ClaimRef {
                store: self,
                entry,
                row: (entry.rows.start + at) as usize,
                ix: Ix(entry.first + at),
            })
        })
    }

    /// Returns the claims of a file that are in a set, in order.
    pub fn claims_of<'s>(
        &'s self,
        file: FileRef<'s>,
        set: &RowSet,
    ) -> impl Iterator<Item = ClaimRef<'s>> {
        let entry = file.entry;
        let claims = entry.first..entry.first + len(&entry.rows);
        set.within(claims).map(move |ix| ClaimRef {
            store: self,
            entry,
            row: (entry.rows.start + (ix.0 - entry.first)) as usize,
            ix,
        })
    }

    /// Returns every file in order of its path.
    pub fn files(&self) -> impl ExactSizeIterator<Item = FileRef<'_>> {
        self.files.iter().map(|entry| FileRef { entry })
    }

    /// Returns the paths of all files, in order.
    #[must_use]
    pub fn paths(&self) -> Vec<&str> {
        file::paths(&self.files, |entry| (&entry.block, entry.at))
    }

    /// Returns a file by its place in the order of the paths.
    #[must_use]
    pub fn file_at(&self, at: usize) -> Option<FileRef<'_>> {
        self.files.get(at).map(|entry| FileRef { entry })
    }

    /// Returns a file by its path.
    #[must_use]
    pub fn file(&self, path: &str) -> Option<FileRef<'_>> {
        let at = self
            .files
            .binary_search_by(|entry| entry.path().cmp(path))
            .ok()?;
        Some(FileRef {
            entry: &self.files[at],
        })
    }

    /// Returns every speaker: those of `speakers.yaml` first.
    pub fn speakers(&self) -> impl Iterator<Item = SpeakerRef<'_>> {
        self.speaker_table().all()
    }

    /// Returns a speaker by number.
    #[must_use]
    pub fn speaker(&self, ix: SpeakerIx) -> Option<SpeakerRef<'_>> {
        self.speaker_table().get(ix)
    }

    /// Returns what belongs to the whole folder.
    #[must_use]
    pub fn folder(&self) -> &Folder {
        &self.folder
    }

    /// Returns what was wrong with what was read, folder first, then file by file.
    pub fn read_problems(&self) -> impl Iterator<Item = &Diagnostic> {
        let files = self.files.iter().flat_map(|file| file.problems().iter());
        self.folder.problems.iter().chain(files)
    }

    /// Returns the claims that are no captured drafts waiting to be accepted.
    #[must_use]
    pub fn accepted(&self) -> &RowSet {
        self.accepted.get_or_init(|| {
            let mut flags = Vec::with_capacity(self.len());
            for run in self.runs() {
                if let [first, ..] = run
                    && let Some(last) = run.last()
                {
                    flags.extend_from_slice(first.block.flags(first.rows.start..last.rows.end));
                }
            }
            flags.resize(self.len(), 0);
            RowSet::of_bytes(&flags, |flags| flags & Flag::Candidate as u8 == 0)
        })
    }

    /// Calls `each` with the claims of a set: those of the article that was published last first,
    /// those without a date last, else in store order.
    pub fn each_by_recency(&self, rows: &RowSet, mut each: impl FnMut(Ix)) {
        for &at in self.files_by_recency() {
            let entry = &self.files[at as usize];
            let claims = entry.first..entry.first + len(&entry.rows);
            rows.within(claims).for_each(&mut each);
        }
    }

    /// Returns the files, that which was published last first, those without a date last.
    fn files_by_recency(&self) -> &[u32] {
        self.recency.get_or_init(|| {
            let mut order: Vec<u32> = (0..).take(self.files.len()).collect();
            let day = |&at: &u32| std::cmp::Reverse(self.files[at as usize].day());
            order.sort_by_cached_key(day);
            order
        })
    }

    /// Reads all that was kept and not read yet, on all cores: for who needs most of it, or must know
    /// beforehand whether it [is damaged](Self::is_damaged).
    pub fn read_all(&self) {
        self.blocks().par_iter().for_each(|block| block.read());
    }

    /// Tells that what the cache gave was not as it was written: what was shown of it may be wrong,
    /// and all must be read anew.
    #[must_use]
    pub fn is_damaged(&self) -> bool {
        let mut blocks = self.files.iter().map(|entry| &entry.block);
        blocks.any(|block| block.is_damaged())
    }

    /// Returns the claim a typed name stands for: PATH/ID, or any trailing part that is unique.
    #[must_use]
    pub fn find(&self, typed: &str) -> Lookup {
        match self.link_table().named(self, typed).as_slice() {
            [only] => Lookup::One(*only),
            [] => Lookup::None(self.near_names(typed)),
            many => Lookup::Many(many.to_vec()),
        }
    }

    /// Returns the claim a link of `from` points to.
    #[must_use]
    pub fn link_target(&self, from: Ix, written: &str) -> Option<Ix> {
        self.link_table().target(self, from, written)
    }

    fn near_names(&self, typed: &str) -> Vec<String> {
        let id = typed.rsplit('/').next().unwrap_or(typed);
        let mut near: Vec<(f64, &str)> = self
            .claims()
            .map(|claim| (strsim::jaro_winkler(id, claim.id()), claim.id()))
            .filter(|(score, _)| *score > 0.75)
            .collect();
        near.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.cmp(b.1)));
        near.dedup_by_key(|(_, id)| *id);
        near.into_iter()
            .take(3)
            .map(|(_, id)| id.to_owned())
            .collect()
    }

    fn entry_of(&self, ix: Ix) -> usize {
        // Files without claims share their `first` with the next one: take the last that begins here.
        self.firsts
            .partition_point(|&first| first <= ix.0)
            .saturating_sub(1)
    }

    fn file_of(&self, ix: Ix) -> FileRef<'_> {
        FileRef {
            entry: &self.files[self.entry_of(ix)],
        }
    }

    fn details_of(&self, claim: &ClaimRef<'_>) -> &Details {
        static NONE: Details = Details::NONE;
        if !claim.block().has_details(claim.row) {
            return &NONE;
        }
        let unpack = || claim.block().details(claim.row).unwrap_or_default();
        self.details
            .get(claim.ix.0 as usize, unpack)
            .unwrap_or(&NONE)
    }

    fn speaker_of(&self, ix: Ix) -> Option<SpeakerRef<'_>> {
        self.speaker_table().of(ix)
    }

    fn backlinks_of(&self, ix: Ix) -> &[Backlink] {
        self.link_table().back(ix)
    }

    fn status_of(&self, ix: Ix) -> Status {
        let known = self.status.get().and_then(|all| all.get(ix.0 as usize));
        let own = || self.claim(ix).map_or(Status::Ungraded, status::derive);
        known.copied().unwrap_or_else(own)
    }

    /// Returns the status of every claim: for who asks for that of many.
    fn statuses(&self) -> &[Status] {
        self.status
            .get_or_init(|| self.claims().map(status::derive).collect())
    }

    /// Returns who is spelt so, where `speakers.yaml` has it.
    fn registered(&self, written: &str) -> Option<&Speaker> {
        let known = self
            .registered
            .get_or_init(|| Registered::of(&self.folder.speakers));
        let at = known.get(written)?;
        self.folder.speakers.get(at as usize)
    }

    fn speaker_table(&self) -> &Speakers {
        self.speakers.get_or_init(|| Speakers::new(self))
    }

    fn link_table(&self) -> &Links {
        self.links.get_or_init(|| Links::new(self))
    }
}

#[cfg(test)]
mod tests;
