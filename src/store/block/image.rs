//! A block as its bare columns, to be kept and read back as they lie.

use std::sync::OnceLock;

use super::lazy::Lazy;
use super::texts::{Coded, Texts};
use super::{Block, Packed, Words};

/// A column, borrowed to be written or read back to be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Column<B, W> {
    /// Bytes.
    Bytes(B),
    /// Numbers.
    Words(W),
}

/// The columns of a block, in their order.
pub type Columns<'a> = Vec<Column<&'a [u8], &'a [u32]>>;

/// Takes columns one after the other; `None` when one is of the wrong sort.
struct Taker<I>(I);

impl<I: Iterator<Item = Column<Vec<u8>, Vec<u32>>>> Taker<I> {
    fn bytes(&mut self) -> Option<Vec<u8>> {
        match self.0.next()? {
            Column::Bytes(bytes) => Some(bytes),
            Column::Words(_) => None,
        }
    }

    fn words(&mut self) -> Option<Vec<u32>> {
        match self.0.next()? {
            Column::Words(words) => Some(words),
            Column::Bytes(_) => None,
        }
    }

    fn texts(&mut self) -> Option<Texts> {
        let texts = Texts {
            pool: String::from_utf8(self.bytes()?).ok()?,
            ends: self.words()?,
        };
        texts.is_sound().then_some(texts)
    }

    fn coded(&mut self) -> Option<Coded> {
        let coded = Coded::of(self.words()?, self.texts()?);
        coded.is_sound().then_some(coded)
    }

    fn counted(&mut self) -> Option<Words> {
        let words = Words {
            texts: self.texts()?,
            counts: self.words()?,
        };
        words.is_sound().then_some(words)
    }

    fn packed(&mut self) -> Option<Packed> {
        let pool = self.bytes()?;
        let ends = self.words()?;
        let end = ends.last().map_or(0, |&end| end as usize);
        (ends.is_sorted() && end <= pool.len()).then_some(Packed { pool, ends })
    }
}

impl Block {
    /// Returns the columns; the words of the rows are counted for it.
    #[must_use]
    pub fn columns(&self) -> Columns<'_> {
        let mut out: Columns<'_> = Vec::with_capacity(48);
        for texts in [&self.ids, &self.quotes, &self.assertions, &self.folded] {
            push_texts(&mut out, texts);
        }
        for coded in [
            &self.speakers,
            &self.roles,
            &self.orgs,
            &self.vias,
            &self.verdicts,
            &self.tags,
            &self.outlets,
        ] {
            out.push(Column::Words(&coded.codes));
            push_texts(&mut out, &coded.words);
        }
        for bytes in [
            &self.kinds,
            &self.attributions,
            &self.grades,
            &self.flags,
            &self.unkept,
        ] {
            out.push(Column::Bytes(bytes));
        }
        for words in [
            &self.tag_ends,
            &self.item_lines,
            &self.lines,
            &self.file_ends,
        ] {
            out.push(Column::Words(words));
        }
        push_texts(&mut out, &self.paths);
        for packed in [&self.packed, &self.articles, &self.problems] {
            out.push(Column::Bytes(&packed.pool));
            out.push(Column::Words(&packed.ends));
        }
        let words = self.words();
        push_texts(&mut out, &words.texts);
        out.push(Column::Words(&words.counts));
        out
    }

    /// Puts columns together to a block; `None` when they do not fit each other.
    ///
    /// What fits can be used without a panic, whatever is in it.
    #[must_use]
    pub fn from_columns(columns: Vec<Column<Vec<u8>, Vec<u32>>>) -> Option<Self> {
        let mut from = Taker(columns.into_iter());
        let mut block = Self {
            ids: from.texts()?,
            quotes: from.texts()?,
            assertions: from.texts()?,
            folded: from.texts()?,
            speakers: from.coded()?,
            roles: from.coded()?,
            orgs: from.coded()?,
            vias: from.coded()?,
            verdicts: from.coded()?,
            tags: from.coded()?,
            outlets: from.coded()?,
            kinds: from.bytes()?,
            attributions: from.bytes()?,
            grades: from.bytes()?,
            flags: from.bytes()?,
            unkept: from.bytes()?,
            tag_ends: from.words()?,
            item_lines: from.words()?,
            lines: from.words()?,
            file_ends: from.words()?,
            paths: from.texts()?,
            packed: from.packed()?,
            articles: from.packed()?,
            problems: from.packed()?,
            words: OnceLock::from(from.counted()?),
            details: Lazy::default(),
            article: Lazy::default(),
        };
        block.details = Lazy::new(block.len());
        block.article = Lazy::new(block.files());
        (from.0.next().is_none() && block.fits()).then_some(block)
    }

    fn fits(&self) -> bool {
        let (rows, files) = (self.len(), self.files());
        let rows_alike = [
            self.ids.len(),
            self.quotes.len(),
            self.assertions.len(),
            self.speakers.codes.len(),
            self.roles.codes.len(),
            self.orgs.codes.len(),
            self.vias.codes.len(),
            self.verdicts.codes.len(),
            self.tag_ends.len(),
            self.kinds.len(),
            self.attributions.len(),
            self.flags.len(),
            self.item_lines.len(),
            self.lines.len(),
            self.packed.ends.len(),
        ];
        let files_alike = [
            self.paths.len(),
            self.outlets.codes.len(),
            self.articles.ends.len(),
            self.problems.ends.len(),
            self.unkept.len(),
        ];
        let tags = self.tag_ends.last().map_or(0, |&end| end as usize);
        rows_alike.iter().all(|&len| len == rows)
            && files_alike.iter().all(|&len| len == files)
            && self.folded.len() == 2 * rows
            && self.tag_ends.is_sorted()
            && tags == self.tags.codes.len()
            && self.file_ends.is_sorted()
            && self.file_ends.last().map_or(0, |&end| end as usize) == rows
    }
}

fn push_texts<'a>(out: &mut Columns<'a>, texts: &'a Texts) {
    out.push(Column::Bytes(texts.pool.as_bytes()));
    out.push(Column::Words(&texts.ends));
}
