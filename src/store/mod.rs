//! The claims in memory: immutable, columnar, seen through [`ClaimRef`].
//!
//! A store is built from files that were read, and never reads one itself. When a file changes, a
//! new store is made of the old one: the unchanged blocks are shared.

pub mod checks;
mod claim_ref;
mod columns;
mod differing;
mod integrity;
mod links;
mod related;
mod speakers;
mod status;
mod verify;
mod vocabulary;

use std::ops::Range;
use std::sync::{Arc, OnceLock, RwLock};

pub use claim_ref::{ClaimRef, FigureRef};
pub use differing::{Differing, differing};
pub use integrity::{Held, HeldFile, Overlay, SourceState};
pub use links::{Backlink, Lookup};
pub use related::{Reason, Related, related};
pub use speakers::{SpeakerIx, SpeakerRef};
pub use verify::{Captured, Read, Verifying, verify};
pub use vocabulary::Vocabulary;

use columns::Columns;
use links::Links;
use speakers::Speakers;

use crate::model::{Article, Claim, Diagnostic, Scale, Speaker, Status, file_stem};

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
#[derive(Debug, Clone, Default)]
pub struct Folder {
    /// The speakers of `speakers.yaml`.
    pub speakers: Vec<Speaker>,
    /// The verdict scale.
    pub scale: Scale,
    /// What is wrong with `speakers.yaml`, `onrecord.toml` or the folder itself.
    pub problems: Vec<Diagnostic>,
}

#[derive(Debug, Clone)]
struct FileEntry {
    path: String,
    article: Arc<Article>,
    columns: Arc<Columns>,
    /// Its rows in `columns`.
    rows: Range<u32>,
    /// Number of its first claim.
    first: u32,
    problems: Arc<Vec<Diagnostic>>,
    read_only: Option<String>,
}

/// The immutable collection of claims.
#[derive(Debug, Default)]
pub struct Store {
    files: Vec<FileEntry>,
    folder: Folder,
    len: u32,
    speakers: Speakers,
    links: Links,
    status: Vec<Status>,
    /// Made when a word is first found nowhere.
    vocabulary: OnceLock<Vocabulary>,
    /// What became of the quotes, once somebody has looked.
    overlay: RwLock<Option<Arc<Overlay>>>,
}

/// A file of the store.
#[derive(Clone, Copy)]
pub struct FileRef<'a> {
    entry: &'a FileEntry,
}

impl<'a> FileRef<'a> {
    /// Returns the path under the claims folder, `/` on every system.
    #[must_use]
    pub fn path(&self) -> &'a str {
        &self.entry.path
    }

    /// Returns the path part of its claims' names.
    #[must_use]
    pub fn stem(&self) -> String {
        file_stem(&self.entry.path)
    }

    /// Returns the article it is about.
    #[must_use]
    pub fn article(&self) -> &'a Article {
        &self.entry.article
    }

    /// Returns why it can not be written, when it can not.
    #[must_use]
    pub fn read_only(&self) -> Option<&'a str> {
        self.entry.read_only.as_deref()
    }

    /// Returns the number of its first claim.
    fn first(&self) -> u32 {
        self.entry.first
    }

    /// Returns its claims' numbers.
    pub fn claims(&self) -> impl ExactSizeIterator<Item = Ix> + use<'a> {
        (self.entry.first..self.entry.first + len(&self.entry.rows)).map(Ix)
    }
}

fn len(rows: &Range<u32>) -> u32 {
    rows.end - rows.start
}

impl Store {
    /// Builds a store of files that were read.
    #[must_use]
    pub fn build(files: Vec<LoadedFile>, folder: Folder) -> Self {
        Self::assemble(block(files), folder)
    }

    /// Returns a new store in which some files changed; the blocks of the others are shared.
    #[must_use]
    pub fn with(&self, changes: Vec<FileChange>, folder: Folder) -> Self {
        let mut put = Vec::new();
        let mut changed = Vec::new();
        for change in changes {
            match change {
                FileChange::Put(file) => {
                    changed.push(file.path.clone());
                    put.push(file);
                }
                FileChange::Gone(path) => changed.push(path),
            }
        }
        let kept = self
            .files
            .iter()
            .filter(|file| !changed.contains(&file.path));
        let files = kept.cloned().chain(block(put)).collect();
        let new = Self::assemble(files, folder);
        if let Some(overlay) = self.overlay() {
            new.lay_over(overlay.carried(&self.files, &new.files));
        }
        new
    }

    /// Puts the files in order and derives what goes across them.
    fn assemble(mut files: Vec<FileEntry>, folder: Folder) -> Self {
        files.sort_by(|a, b| a.path.cmp(&b.path));
        let mut total = 0;
        for file in &mut files {
            file.first = total;
            total += len(&file.rows);
        }
        let mut store = Self {
            speakers: Speakers::new(&folder.speakers),
            files,
            folder,
            len: total,
            ..Self::default()
        };
        let mut speakers = std::mem::take(&mut store.speakers);
        for claim in store.claims() {
            let written = claim.speaker_as_written();
            speakers.push(
                claim.ix(),
                written,
                claim.attribution(),
                claim.file().path(),
            );
        }
        store.speakers = speakers;
        store.links = Links::new(&store);
        store.status = store.claims().map(status::derive).collect();
        store
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
            columns: &entry.columns,
            row: (entry.rows.start + (ix.0 - entry.first)) as usize,
            ix,
        })
    }

    /// Returns every claim in store order.
    pub fn claims(&self) -> impl Iterator<Item = ClaimRef<'_>> {
        self.files.iter().flat_map(move |entry| {
            (0..len(&entry.rows)).map(move |at| ClaimRef {
                store: self,
                columns: &entry.columns,
                row: (entry.rows.start + at) as usize,
                ix: Ix(entry.first + at),
            })
        })
    }

    /// Returns every file in order of its path.
    pub fn files(&self) -> impl ExactSizeIterator<Item = FileRef<'_>> {
        self.files.iter().map(|entry| FileRef { entry })
    }

    /// Returns a file by its path.
    #[must_use]
    pub fn file(&self, path: &str) -> Option<FileRef<'_>> {
        let at = self
            .files
            .binary_search_by(|entry| entry.path.as_str().cmp(path))
            .ok()?;
        Some(FileRef {
            entry: &self.files[at],
        })
    }

    /// Returns every speaker: those of `speakers.yaml` first.
    pub fn speakers(&self) -> impl Iterator<Item = SpeakerRef<'_>> {
        self.speakers.all()
    }

    /// Returns a speaker by number.
    #[must_use]
    pub fn speaker(&self, ix: SpeakerIx) -> Option<SpeakerRef<'_>> {
        self.speakers.get(ix)
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
        match self.links.named(self, typed).as_slice() {
            [only] => Lookup::One(*only),
            [] => Lookup::None(self.near_names(typed)),
            many => Lookup::Many(many.to_vec()),
        }
    }

    /// Returns the claim a link of `from` points to.
    #[must_use]
    pub fn link_target(&self, from: Ix, written: &str) -> Option<Ix> {
        self.links.target(self, from, written)
    }

    fn near_names(&self, typed: &str) -> Vec<String> {
        let id = typed.rsplit('/').next().unwrap_or(typed);
        let mut near: Vec<(f64, &str)> = self
            .links
            .ids()
            .map(|known| (strsim::jaro_winkler(id, known), known))
            .filter(|(score, _)| *score > 0.75)
            .collect();
        near.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.cmp(b.1)));
        near.into_iter()
            .take(3)
            .map(|(_, id)| id.to_owned())
            .collect()
    }

    fn entry_of(&self, ix: Ix) -> usize {
        // Files without claims share their `first` with the next one: take the last that begins here.
        self.files
            .partition_point(|file| file.first <= ix.0)
            .saturating_sub(1)
    }

    fn file_of(&self, ix: Ix) -> FileRef<'_> {
        FileRef {
            entry: &self.files[self.entry_of(ix)],
        }
    }

    fn speaker_of(&self, ix: Ix) -> Option<SpeakerRef<'_>> {
        self.speakers.of(ix)
    }

    fn backlinks_of(&self, ix: Ix) -> &[Backlink] {
        self.links.back(ix)
    }

    fn status_of(&self, ix: Ix) -> Status {
        self.status
            .get(ix.0 as usize)
            .copied()
            .unwrap_or(Status::Ungraded)
    }
}

/// Puts the claims of some files into one block.
fn block(files: Vec<LoadedFile>) -> Vec<FileEntry> {
    let mut columns = Columns::default();
    let mut entries = Vec::with_capacity(files.len());
    for file in files {
        let start = row_number(&columns);
        for (claim, line) in file.claims {
            columns.push(claim, line, &file.article.title);
        }
        let rows = start..row_number(&columns);
        entries.push((file.path, file.article, rows, file.problems, file.read_only));
    }
    let columns = Arc::new(columns);
    entries
        .into_iter()
        .map(|(path, article, rows, problems, read_only)| FileEntry {
            path,
            article: Arc::new(article),
            columns: Arc::clone(&columns),
            rows,
            first: 0,
            problems: Arc::new(problems),
            read_only,
        })
        .collect()
}

fn row_number(columns: &Columns) -> u32 {
    u32::try_from(columns.len()).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests;
