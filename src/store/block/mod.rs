//! A block: the claims of some files by column, each column one plain vector. Blocks never change;
//! a changed file gets a small one of its own, so that one edit never rebuilds the rest.
//!
//! Knows neither the other blocks nor what goes across files (speakers, links): see [`super::Store`].

mod column;
mod details;
mod file;
mod gather;
mod image;
mod lists;
mod pack;
mod pass;
mod postings;
mod row;
mod sketch;
mod texts;
mod words;

use std::ops::Range;
use std::sync::{Arc, OnceLock};

pub use column::{Column, Kept, PART};
pub(super) use details::Details;
pub use image::{COLUMNS, SIZES};
pub(super) use lists::{List, Words, each_word};
pub(super) use pass::Pass;
pub(super) use row::Flag;
pub(super) use sketch::Sketched;
pub(super) use texts::{Coded, Texts};

use crate::model::{Article, Diagnostic};
use column::{Numbers, PIECE, Place, Pool};
use texts::small;

use super::LoadedFile;

/// Bytes a row, in one allocation.
#[derive(Debug, Default)]
pub(super) struct Packed {
    pool: Pool<[u8]>,
    ends: Numbers<u32>,
}

impl Packed {
    fn kept(ends: Place, pool: Place, rows: Option<usize>) -> Self {
        Self {
            pool: Pool::kept(pool),
            ends: Numbers::kept(ends, rows),
        }
    }

    fn push_with(&mut self, write: impl FnOnce(&mut Vec<u8>)) {
        let end = self.pool.change(|pool| {
            write(pool);
            small(pool.len())
        });
        self.ends.push(end);
    }

    fn span(&self, rows: Range<usize>) -> Range<usize> {
        let end_of = |row: usize| self.ends.at(row).map_or(0, |end| end as usize);
        let start = rows.start.checked_sub(1).map_or(0, end_of);
        let end = rows.end.checked_sub(1).map_or(0, end_of);
        start..end.max(start)
    }

    fn get(&self, row: usize) -> &[u8] {
        let rows = self.ends.count();
        // Most rows are empty: their pieces need not be read.
        if self.span(row..row + 1).is_empty() {
            return &[];
        }
        let bytes = self.pool.get(row, rows, |rows| self.span(rows));
        bytes.unwrap_or_default()
    }

    fn is_empty(&self) -> bool {
        self.len_in_bytes() == 0
    }

    fn len_in_bytes(&self) -> usize {
        self.ends.last().map_or(0, |&end| end as usize)
    }

    fn pieces(&self) -> Vec<usize> {
        let pieces = self.ends.chunks(PIECE);
        pieces
            .map(|piece| piece.last().map_or(0, |&end| end as usize))
            .collect()
    }
}

/// Bytes of one column after which a block is full, half of what its places can tell.
const FULL: usize = 1 << 30;

/// The claims of some files. Opaque outside the store: it is made, joined, kept and put into one.
#[derive(Debug, Default)]
pub struct Block {
    pub(super) ids: Texts,
    pub(super) quotes: Texts,
    pub(super) assertions: Texts,
    /// What words are sought in, folded: a row's names, each line with a line feed at its end.
    pub(super) names: Texts,
    /// The same of its body, which is most of the text.
    pub(super) bodies: Texts,
    pub(super) speakers: Coded,
    pub(super) roles: Coded,
    pub(super) orgs: Coded,
    pub(super) vias: Coded,
    pub(super) verdicts: Coded,
    pub(super) tag_ends: Numbers<u32>,
    pub(super) tags: Coded,
    kinds: Numbers<u8>,
    attributions: Numbers<u8>,
    grades: Numbers<u8>,
    flags: Numbers<u8>,
    item_lines: Numbers<u32>,
    lines: Numbers<u32>,
    packed: Packed,
    paths: Texts,
    pub(super) outlets: Coded,
    articles: Packed,
    problems: Packed,
    /// When the article of each file was published, see [`file::day`].
    pub(super) published: Numbers<u32>,
    /// Where each file's rows end.
    file_ends: Numbers<u32>,
    /// 1 for a file whose problems could not be packed.
    unkept: Numbers<u8>,
    /// Gathered when they are first asked for.
    words: OnceLock<Words>,
    /// Made when they are first asked for.
    sketches: OnceLock<Numbers<u32>>,
    /// The number of claims.
    len: usize,
    kept: Option<Origin>,
}

/// Where a block was kept: its first column, and how many there are of everything.
#[derive(Debug, Clone)]
struct Origin {
    kept: Arc<dyn Kept>,
    first: usize,
    sizes: [u32; SIZES],
}

impl Block {
    /// Puts the claims of some files into one block.
    #[must_use]
    pub fn of(files: &[LoadedFile]) -> Self {
        let mut block = Self::default();
        for file in files {
            block.add(file);
        }
        block.sealed()
    }

    /// Adds a file to a block that is being made; [`Block::sealed`] ends that.
    pub fn add(&mut self, file: &LoadedFile) {
        for (claim, line) in &file.claims {
            self.push(claim, *line, &file.article.title);
        }
        self.paths.push(Some(&file.path));
        self.outlets.push(file.article.outlet.as_deref());
        let article = &file.article;
        self.published.push(file::day(article));
        self.articles
            .push_with(|bytes| file::pack_article(article, bytes));
        let mut kept = true;
        let problems = &file.problems;
        self.problems
            .push_with(|bytes| kept = file::pack_problems(problems, bytes));
        self.unkept.push(u8::from(!kept));
        self.file_ends.push(small(self.len()));
    }

    /// Tells that no more files should be added: places in a column are numbers of 31 bits.
    #[must_use]
    pub fn is_full(&self) -> bool {
        self.bodies.pool().len() > FULL || self.packed.len_in_bytes() > FULL
    }

    /// Returns the block when all its files are added.
    #[must_use]
    pub fn sealed(mut self) -> Self {
        self.seal();
        self
    }

    /// Returns the number of claims.
    #[must_use]
    pub fn len(&self) -> usize {
        self.len
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

    /// Returns the paths of some files.
    pub(super) fn paths(&self, files: Range<usize>) -> impl Iterator<Item = &str> {
        self.paths.walk(files)
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

    /// Tells that no file has problems, without looking at each.
    #[must_use]
    pub fn is_sound(&self) -> bool {
        self.problems.is_empty()
    }

    /// Tells that what was kept was not as it was written: what this block shows is wrong.
    #[must_use]
    pub fn is_damaged(&self) -> bool {
        self.kept
            .as_ref()
            .is_some_and(|origin| origin.kept.is_damaged())
    }

    /// Tells that the block has all that is known of a file: its problems too.
    #[must_use]
    pub fn keeps(&self, file: usize) -> bool {
        self.unkept.get(file) == Some(&0)
    }

    /// Returns the title of a file's article.
    pub(super) fn title(&self, file: usize) -> String {
        file::unpack_title(self.articles.get(file)).unwrap_or_default()
    }

    /// Unpacks the article of a file.
    pub(super) fn article(&self, file: usize) -> Article {
        file::unpack_article(self.articles.get(file)).unwrap_or_default()
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
            &mut self.names,
            &mut self.bodies,
        ] {
            texts.shrink();
        }
    }
}
