//! A block as its bare columns: written as they lie, and read back one by one when they are needed.

use std::sync::{Arc, OnceLock};

use super::column::{Column, Kept, Number, Numbers, Place};
use super::texts::{Coded, Texts};
use super::{Block, List, Origin, Packed, Words, sketch};

/// So many columns a block has.
pub const COLUMNS: usize = 60;

/// So many numbers tell how many there are of everything in a block.
pub const SIZES: usize = 5;

/// Hands out the columns of a block in their order.
struct Taker {
    kept: Arc<dyn Kept>,
    next: usize,
}

impl Taker {
    fn place(&mut self) -> Place {
        self.next += 1;
        Place {
            kept: Arc::clone(&self.kept),
            column: self.next - 1,
        }
    }

    fn numbers<T: Number>(&mut self, len: usize) -> Numbers<T> {
        Numbers::kept(self.place(), Some(len))
    }

    fn texts(&mut self, rows: Option<usize>) -> Texts {
        Texts::kept(self.place(), self.place(), rows)
    }

    fn coded(&mut self, rows: usize) -> Coded {
        Coded::kept(self.numbers(rows), self.texts(None))
    }

    fn list(&mut self, words: usize) -> List {
        List {
            texts: self.texts(Some(words)),
            counts: self.numbers(words),
            rows: self.packed(Some(words)),
        }
    }

    fn packed(&mut self, rows: Option<usize>) -> Packed {
        Packed::kept(self.place(), self.place(), rows)
    }
}

impl Block {
    /// Returns the columns; what is made when it is asked for is made for it.
    #[must_use]
    pub fn columns(&self) -> Vec<Column<'_>> {
        let mut out = Vec::with_capacity(COLUMNS);
        for texts in [
            &self.ids,
            &self.quotes,
            &self.assertions,
            &self.names,
            &self.bodies,
        ] {
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
            &self.published,
        ] {
            out.push(Column::Words(words));
        }
        push_texts(&mut out, &self.paths);
        for packed in [&self.packed, &self.articles, &self.problems] {
            push_packed(&mut out, packed);
        }
        for list in self.words().all() {
            push_texts(&mut out, &list.texts);
            out.push(Column::Words(&list.counts));
            push_packed(&mut out, &list.rows);
        }
        out.push(Column::Words(self.sketches()));
        out
    }

    /// Reads every column that was kept.
    pub fn read(&self) {
        if self.kept.is_some() {
            let _ = self.columns();
        }
    }

    /// Makes now what is else made when somebody looks for words or letters.
    pub fn prepare(&self) {
        let _ = (self.words(), self.sketches());
    }

    /// Returns what tells how many there are of everything: claims, files, tags, words, numbers among
    /// the words.
    #[must_use]
    pub fn sizes(&self) -> [u32; SIZES] {
        let [plain, numbers] = self.words().all().map(List::len);
        let tags = self.tags.codes.len();
        [self.len(), self.files(), tags, plain, numbers].map(super::small)
    }

    /// Returns a block whose columns were kept, the first of them at this number.
    ///
    /// Nothing is read yet. What turns out not to be there, or of another length than it must be, is
    /// empty, and [`Block::is_damaged`] from then on.
    #[must_use]
    pub fn kept(kept: &Arc<dyn Kept>, first: usize, sizes: [u32; SIZES]) -> Self {
        let [rows, files, tags, plain, numbers] = sizes.map(|size| size as usize);
        let mut from = Taker {
            kept: Arc::clone(kept),
            next: first,
        };
        Self {
            ids: from.texts(Some(rows)),
            quotes: from.texts(Some(rows)),
            assertions: from.texts(Some(rows)),
            names: from.texts(Some(rows)),
            bodies: from.texts(Some(rows)),
            speakers: from.coded(rows),
            roles: from.coded(rows),
            orgs: from.coded(rows),
            vias: from.coded(rows),
            verdicts: from.coded(rows),
            tags: from.coded(tags),
            outlets: from.coded(files),
            kinds: from.numbers(rows),
            attributions: from.numbers(rows),
            grades: from.numbers(rows),
            flags: from.numbers(rows),
            unkept: from.numbers(files),
            tag_ends: from.numbers(rows),
            item_lines: from.numbers(rows),
            lines: from.numbers(rows),
            file_ends: from.numbers(files),
            published: from.numbers(files),
            paths: from.texts(Some(files)),
            packed: from.packed(Some(rows)),
            articles: from.packed(Some(files)),
            problems: from.packed(Some(files)),
            words: OnceLock::from(Words {
                plain: from.list(plain),
                numbers: from.list(numbers),
            }),
            sketches: OnceLock::from(from.numbers(rows * sketch::NUMBERS)),
            len: rows,
            kept: Some(Origin {
                kept: Arc::clone(kept),
                first,
                sizes,
            }),
        }
    }

    /// Returns the same block as it was before anything of it was read; nothing when it was not kept.
    pub(in crate::store) fn unread(&self) -> Option<Self> {
        let Origin { kept, first, sizes } = self.kept.as_ref()?;
        Some(Self::kept(kept, *first, *sizes))
    }
}

fn push_texts<'a>(out: &mut Vec<Column<'a>>, texts: &'a Texts) {
    out.push(Column::Words(&texts.ends));
    out.push(Column::Pool(texts.pool().as_bytes(), texts.pieces()));
}

fn push_packed<'a>(out: &mut Vec<Column<'a>>, packed: &'a Packed) {
    out.push(Column::Words(&packed.ends));
    out.push(Column::Pool(packed.pool.whole(), packed.pieces()));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn as_many_columns_are_written_as_are_read() {
        assert_eq!(Block::default().columns().len(), COLUMNS);
    }
}
