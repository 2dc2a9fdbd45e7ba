//! The claims in memory: immutable, columnar, seen through [`ClaimRef`].
//!
//! A store is built from files that were read, and never reads one itself. When a file changes, a
//! new store is made of the old one: the unchanged blocks are shared.

mod block;
pub mod checks;
mod claim_ref;
mod counts;
mod differing;
mod file;
mod integrity;
mod links;
mod passages;
mod related;
mod row_set;
mod search;
mod speakers;
mod status;
mod tags;
mod verify;
mod vocabulary;

use std::collections::HashSet;
use std::ops::Range;
use std::sync::{Arc, OnceLock, RwLock};

pub use block::{Block, Column, Columns};
pub use claim_ref::{ClaimRef, FigureRef};
pub use counts::By;
pub use differing::{Differing, differing};
pub use file::{FilePart, FileRef};
pub use integrity::{Held, HeldFile, Overlay, SourceState};
pub use links::{Backlink, Lookup};
pub use passages::{Passage, What, passages};
pub use related::{Again, Reason, Related, again, related};
pub use row_set::RowSet;
pub use speakers::{SpeakerIx, SpeakerRef};
pub use tags::{Retagging, retagging, tag_problem, tags};
pub use verify::{Captured, Read, Verifying, verify};
pub use vocabulary::Vocabulary;

use file::FileEntry;
use links::Links;
use speakers::Speakers;

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
    speakers: OnceLock<Speakers>,
    links: OnceLock<Links>,
    status: OnceLock<Vec<Status>>,
    vocabulary: OnceLock<Vocabulary>,
    /// What became of the quotes, once somebody has looked.
    overlay: RwLock<Option<Arc<Overlay>>>,
}

fn len(rows: &Range<u32>) -> u32 {
    rows.end - rows.start
}

impl Store {
    /// Builds a store of files that were read.
    #[must_use]
    pub fn build(files: Vec<LoadedFile>, folder: Folder) -> Self {
        Self::assemble(parts(files), folder)
    }

    /// Returns a new store in which some files changed; the blocks of the others are shared.
    #[must_use]
    pub fn with(&self, changes: Vec<FileChange>, folder: Folder) -> Self {
        let mut put = Vec::new();
        let mut changed = HashSet::new();
        for change in changes {
            match change {
                FileChange::Put(file) => {
                    changed.insert(file.path.clone());
                    put.push(file);
                }
                FileChange::Gone(path) => drop(changed.insert(path)),
            }
        }
        let mut files = self.parts();
        files.retain(|file| !changed.contains(file.block.path(file.at)));
        files.extend(parts(put));
        let new = Self::assemble(files, folder);
        new.take_over(self, |path| !changed.contains(path));
        new
    }

    /// Puts files of blocks together; their paths differ.
    #[must_use]
    pub fn assemble(files: Vec<FilePart>, folder: Folder) -> Self {
        let entry = |file: FilePart| FileEntry {
            rows: file.block.rows(file.at),
            problems: file
                .problems
                .unwrap_or_else(|| Arc::new(file.block.problems(file.at))),
            block: file.block,
            at: file.at,
            first: 0,
            read_only: file.read_only,
        };
        let mut files: Vec<FileEntry> = files.into_iter().map(entry).collect();
        if !files.is_sorted_by(|a, b| a.path() <= b.path()) {
            files.sort_by(|a, b| a.path().cmp(b.path()));
        }
        let mut total = 0;
        for file in &mut files {
            file.first = total;
            total += len(&file.rows);
        }
        Self {
            firsts: files.iter().map(|file| file.first).collect(),
            files,
            folder,
            len: total,
            ..Self::default()
        }
    }

    /// Returns the files it is put together from, in order of their paths.
    #[must_use]
    pub fn parts(&self) -> Vec<FilePart> {
        let part = |entry: &FileEntry| FilePart {
            block: Arc::clone(&entry.block),
            at: entry.at,
            problems: Some(Arc::clone(&entry.problems)),
            read_only: entry.read_only.clone(),
        };
        self.files.iter().map(part).collect()
    }

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

    /// Returns every file in order of its path.
    pub fn files(&self) -> impl ExactSizeIterator<Item = FileRef<'_>> {
        self.files.iter().map(|entry| FileRef { entry })
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

    /// Returns the words of the claims; they are gathered at the first call.
    #[must_use]
    pub fn vocabulary(&self) -> &Vocabulary {
        self.vocabulary.get_or_init(|| Vocabulary::new(self))
    }

    /// Returns what was wrong with what was read, folder first, then file by file.
    pub fn read_problems(&self) -> impl Iterator<Item = &Diagnostic> {
        let files = self.files.iter().flat_map(|file| file.problems.iter());
        self.folder.problems.iter().chain(files)
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

    fn speaker_of(&self, ix: Ix) -> Option<SpeakerRef<'_>> {
        self.speaker_table().of(ix)
    }

    fn backlinks_of(&self, ix: Ix) -> &[Backlink] {
        self.link_table().back(ix)
    }

    fn status_of(&self, ix: Ix) -> Status {
        let all = self
            .status
            .get_or_init(|| self.claims().map(status::derive).collect());
        all.get(ix.0 as usize).copied().unwrap_or(Status::Ungraded)
    }

    fn speaker_table(&self) -> &Speakers {
        self.speakers.get_or_init(|| Speakers::new(self))
    }

    fn link_table(&self) -> &Links {
        self.links.get_or_init(|| Links::new(self))
    }
}

/// Puts the claims of some files into one block.
fn parts(files: Vec<LoadedFile>) -> Vec<FilePart> {
    let block = Arc::new(Block::of(&files));
    let part = |(at, file): (usize, LoadedFile)| FilePart {
        block: Arc::clone(&block),
        at,
        problems: Some(Arc::new(file.problems)),
        read_only: file.read_only,
    };
    files.into_iter().enumerate().map(part).collect()
}

#[cfg(test)]
mod tests;
