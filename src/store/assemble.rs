//! Putting a store together: of files that were read, of blocks that were kept, or of another store
//! of which some files changed.

use std::collections::{HashMap, HashSet};
use std::ops::Range;
use std::sync::{Arc, OnceLock};

use super::block::Block;
use super::file::{FileEntry, FilePart};
use super::lazy::Lazy;
use super::{FileChange, Folder, LoadedFile, Store, len};

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
            problems: file.problems.map_or_else(OnceLock::new, OnceLock::from),
            block: file.block,
            at: file.at,
            first: 0,
            read_only: file.read_only,
            article: OnceLock::new(),
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
            details: Lazy::new(total as usize),
            ..Self::default()
        }
    }

    /// Returns a store of some of the files, as far as there are so many, with what is known of their
    /// quotes. What is unpacked there goes with it.
    #[must_use]
    pub fn apart(&self, files: Range<usize>) -> Self {
        self.made_of(self.parts_of(files))
    }

    fn made_of(&self, parts: Vec<FilePart>) -> Self {
        let own = Self::assemble(parts, self.folder.clone());
        own.share_overlay(self);
        own
    }

    fn parts_of(&self, files: Range<usize>) -> Vec<FilePart> {
        let end = files.end.min(self.files.len());
        let own = self.files.get(files.start..end).unwrap_or_default();
        own.iter().map(part).collect()
    }

    /// Returns what [`Store::apart`] does, and reads anew what was kept: what is read there goes with it
    /// too.
    #[must_use]
    pub fn afresh(&self, files: Range<usize>) -> Self {
        let mut unread: HashMap<*const Block, Arc<Block>> = HashMap::new();
        let mut parts = self.parts_of(files);
        for part in &mut parts {
            let own = unread.entry(Arc::as_ptr(&part.block)).or_insert_with(|| {
                let unread = part.block.unread().map(Arc::new);
                unread.unwrap_or_else(|| Arc::clone(&part.block))
            });
            part.block = Arc::clone(own);
        }
        self.made_of(parts)
    }

    /// Returns the files it is put together from, in order of their paths.
    #[must_use]
    pub fn parts(&self) -> Vec<FilePart> {
        self.files.iter().map(part).collect()
    }
}

fn part(entry: &FileEntry) -> FilePart {
    FilePart {
        block: Arc::clone(&entry.block),
        at: entry.at,
        problems: entry.problems.get().cloned(),
        read_only: entry.read_only.clone(),
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
