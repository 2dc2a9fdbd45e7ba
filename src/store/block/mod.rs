//! A block: the claims of some files by column, each column one plain vector. Blocks never change;
//! a changed file gets a small one of its own, so that one edit never rebuilds the rest.
//!
//! Knows neither the other blocks nor what goes across files (speakers, links): see [`super::Store`].

mod details;
mod file;
mod gather;
mod image;
mod lazy;
mod pack;
mod row;
mod texts;
mod words;

use std::ops::Range;
use std::sync::OnceLock;

pub(super) use details::Details;
pub use image::{Column, Columns};
pub(super) use row::Flag;
pub(super) use texts::{Coded, Texts};
pub(super) use words::{Words, each_word};

use crate::model::{Article, Diagnostic};
use lazy::Lazy;
use texts::small;

use super::LoadedFile;

/// Bytes a row, in one allocation.
#[derive(Debug, Default)]
pub(super) struct Packed {
    pool: Vec<u8>,
    ends: Vec<u32>,
}

impl Packed {
    fn push_with(&mut self, write: impl FnOnce(&mut Vec<u8>)) {
        write(&mut self.pool);
        self.ends.push(small(self.pool.len()));
    }

    fn get(&self, row: usize) -> &[u8] {
        let end = self.ends.get(row).map_or(0, |&end| end as usize);
        let before = row.checked_sub(1).and_then(|row| self.ends.get(row));
        let start = before.map_or(0, |&end| end as usize);
        self.pool.get(start..end).unwrap_or_default()
    }
}

/// The claims of some files. Opaque outside the store: it is made, joined, kept and put into one.
#[derive(Debug, Default)]
pub struct Block {
    pub(super) ids: Texts,
    pub(super) quotes: Texts,
    pub(super) assertions: Texts,
    /// Two texts a row, names and body, each with a line feed at its end: what words are sought in.
    pub(super) folded: Texts,
    pub(super) speakers: Coded,
    pub(super) roles: Coded,
    pub(super) orgs: Coded,
    pub(super) vias: Coded,
    pub(super) verdicts: Coded,
    pub(super) tag_ends: Vec<u32>,
    pub(super) tags: Coded,
    kinds: Vec<u8>,
    attributions: Vec<u8>,
    grades: Vec<u8>,
    flags: Vec<u8>,
    item_lines: Vec<u32>,
    lines: Vec<u32>,
    packed: Packed,
    paths: Texts,
    pub(super) outlets: Coded,
    articles: Packed,
    problems: Packed,
    /// Where each file's rows end.
    file_ends: Vec<u32>,
    /// 1 for a file whose problems could not be packed.
    unkept: Vec<u8>,
    /// Counted when they are first asked for.
    words: OnceLock<Words>,
    details: Lazy<Details>,
    article: Lazy<Article>,
}

impl Block {
    /// Puts the claims of some files into one block.
    #[must_use]
    pub fn of(files: &[LoadedFile]) -> Self {
        let mut block = Self::default();
        for file in files {
            for (claim, line) in &file.claims {
                block.push(claim, *line, &file.article.title);
            }
            block.paths.push(Some(&file.path));
            block.outlets.push(file.article.outlet.as_deref());
            let article = &file.article;
            block
                .articles
                .push_with(|bytes| file::pack_article(article, bytes));
            let mut kept = true;
            let problems = &file.problems;
            block
                .problems
                .push_with(|bytes| kept = file::pack_problems(problems, bytes));
            block.unkept.push(u8::from(!kept));
            block.file_ends.push(small(block.len()));
        }
        block.seal();
        block
    }

    /// Returns the number of claims.
    #[must_use]
    pub fn len(&self) -> usize {
        self.grades.len()
    }

    /// Tells that there is no claim.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Returns the number of files.
    #[must_use]
    pub fn files(&self) -> usize {
        self.file_ends.len()
    }

    /// Returns the path of a file under the claims folder.
    #[must_use]
    pub fn path(&self, file: usize) -> &str {
        self.paths.get(file).unwrap_or_default()
    }

    /// Returns the rows of a file.
    #[must_use]
    pub fn rows(&self, file: usize) -> Range<u32> {
        let end = self.file_ends.get(file).copied().unwrap_or_default();
        let before = file
            .checked_sub(1)
            .and_then(|file| self.file_ends.get(file));
        before.copied().unwrap_or_default()..end
    }

    /// Returns what was wrong with a file; nothing when that could not be kept, see [`Block::keeps`].
    #[must_use]
    pub fn problems(&self, file: usize) -> Vec<Diagnostic> {
        file::unpack_problems(self.problems.get(file)).unwrap_or_default()
    }

    /// Tells that the block has all that is known of a file: its problems too.
    #[must_use]
    pub fn keeps(&self, file: usize) -> bool {
        self.unkept.get(file) == Some(&0)
    }

    pub(super) fn article(&self, file: usize) -> Option<&Article> {
        self.article.get(file, || {
            file::unpack_article(self.articles.get(file)).unwrap_or_default()
        })
    }

    fn seal(&mut self) {
        for column in [
            &mut self.speakers,
            &mut self.roles,
            &mut self.orgs,
            &mut self.vias,
            &mut self.verdicts,
            &mut self.tags,
            &mut self.outlets,
        ] {
            column.seal();
        }
        for texts in [
            &mut self.ids,
            &mut self.quotes,
            &mut self.assertions,
            &mut self.folded,
        ] {
            texts.shrink();
        }
        self.details = Lazy::new(self.len());
        self.article = Lazy::new(self.files());
    }
}
