//! A file of the store: its place in a block, its article, its claims.

use std::ops::Range;
use std::sync::{Arc, OnceLock};

use super::block::Block;
use super::{Ix, len};
use crate::model::{Article, Diagnostic, file_stem};

/// A file of a block: what a store is put together from.
#[derive(Debug, Clone)]
pub struct FilePart {
    /// The block that holds it.
    pub block: Arc<Block>,
    /// Its number in the block.
    pub at: usize,
    /// What is wrong with it; what the block itself keeps when nothing is given.
    pub problems: Option<Arc<Vec<Diagnostic>>>,
    /// Why it can not be written, when it can not.
    pub read_only: Option<String>,
}

impl FilePart {
    /// Returns the paths of some files.
    #[must_use]
    pub fn paths(files: &[Self]) -> Vec<&str> {
        paths(files, |part| (&part.block, part.at))
    }
}

/// Returns the paths of some files, of those that follow each other in a block in one go.
pub(super) fn paths<'f, F>(
    files: &'f [F],
    place: impl Fn(&'f F) -> (&'f Arc<Block>, usize),
) -> Vec<&'f str> {
    let follows = |a: &&'f F, b: &&'f F| {
        let (a, b) = (place(a), place(b));
        Arc::ptr_eq(a.0, b.0) && a.1 + 1 == b.1
    };
    let files: Vec<&F> = files.iter().collect();
    let mut all = Vec::with_capacity(files.len());
    for run in files.chunk_by(follows) {
        if let [first, ..] = run {
            let (block, at) = place(first);
            all.extend(block.paths(at..at + run.len()));
        }
    }
    all
}

#[derive(Debug, Clone)]
pub(super) struct FileEntry {
    pub(super) block: Arc<Block>,
    /// Its number in the block.
    pub(super) at: usize,
    /// Its rows in the block.
    pub(super) rows: Range<u32>,
    /// Number of its first claim.
    pub(super) first: u32,
    /// What is wrong with it; what its block keeps, when somebody asks.
    pub(super) problems: OnceLock<Arc<Vec<Diagnostic>>>,
    pub(super) read_only: Option<String>,
    /// Unpacked when somebody asks.
    pub(super) article: OnceLock<Box<Article>>,
}

impl FileEntry {
    pub(super) fn article(&self) -> &Article {
        self.article
            .get_or_init(|| Box::new(self.block.article(self.at)))
    }

    pub(super) fn problems(&self) -> &[Diagnostic] {
        static NONE: Vec<Diagnostic> = Vec::new();
        if self.problems.get().is_none() && self.block.is_sound() {
            return &NONE;
        }
        self.problems
            .get_or_init(|| Arc::new(self.block.problems(self.at)))
    }

    /// Returns a number that orders the days on which articles were published; 0 for none.
    pub(super) fn day(&self) -> u32 {
        self.block.published.get(self.at).copied().unwrap_or(0)
    }

    pub(super) fn path(&self) -> &str {
        self.block.path(self.at)
    }
}

/// A file of the store.
#[derive(Clone, Copy)]
pub struct FileRef<'a> {
    pub(super) entry: &'a FileEntry,
}

impl<'a> FileRef<'a> {
    /// Returns the path under the claims folder, `/` on every system.
    #[must_use]
    pub fn path(&self) -> &'a str {
        self.entry.path()
    }

    /// Returns the path part of its claims' names.
    #[must_use]
    pub fn stem(&self) -> String {
        file_stem(self.entry.path())
    }

    /// Returns the article it is about.
    #[must_use]
    pub fn article(&self) -> &'a Article {
        self.entry.article()
    }

    /// Returns who published it.
    #[must_use]
    pub fn outlet(&self) -> Option<&'a str> {
        self.entry.block.outlets.get(self.entry.at)
    }

    /// Returns why it can not be written, when it can not.
    #[must_use]
    pub fn read_only(&self) -> Option<&'a str> {
        self.entry.read_only.as_deref()
    }

    /// Returns the number of its first claim.
    pub(super) fn first(self) -> u32 {
        self.entry.first
    }

    /// Returns its claims' numbers.
    pub fn claims(&self) -> impl ExactSizeIterator<Item = Ix> + use<'a> {
        (self.entry.first..self.entry.first + len(&self.entry.rows)).map(Ix)
    }
}
