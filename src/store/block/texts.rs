//! Columns of text: one allocation and where each row's text ends. They are written and read as they
//! lie, so that a million rows need no decoding.

use std::collections::HashMap;
use std::ops::Range;

use foldhash::fast::RandomState;

use super::column::{Numbers, PIECE, Place, Pool};

/// Set in an end when the row has no text at all.
const ABSENT: u32 = 1 << 31;

/// A column of texts; a row may be absent.
#[derive(Debug, Default)]
pub(crate) struct Texts {
    pub(super) pool: Pool<str>,
    pub(super) ends: Numbers<u32>,
}

/// A pool is cut long before two gigabytes; saturating keeps a monster file harmless.
pub(super) fn small(len: usize) -> u32 {
    u32::try_from(len).unwrap_or(u32::MAX).min(ABSENT - 1)
}

impl Texts {
    /// Returns a column that was kept: where its ends stand, then its pool.
    pub(super) fn kept(ends: Place, pool: Place, rows: Option<usize>) -> Self {
        Self {
            pool: Pool::kept(pool),
            ends: Numbers::kept(ends, rows),
        }
    }

    pub(super) fn push(&mut self, text: Option<&str>) {
        self.write(text.is_some(), |pool| {
            pool.push_str(text.unwrap_or_default());
        });
    }

    /// Appends a row whose text `write` puts at the end of the pool.
    pub(super) fn push_with(&mut self, write: impl FnOnce(&mut String)) {
        self.write(true, write);
    }

    fn write(&mut self, present: bool, write: impl FnOnce(&mut String)) {
        let end = self.pool.change(|pool| {
            write(pool);
            small(pool.len())
        });
        self.ends.push(if present { end } else { end | ABSENT });
    }

    /// Tells that all text is at hand.
    pub(in crate::store) fn is_here(&self) -> bool {
        self.pool.is_here()
    }

    /// Returns the number of rows.
    pub(crate) fn len(&self) -> usize {
        self.ends.count()
    }

    fn end_of(&self, row: usize) -> usize {
        self.ends.at(row).map_or(0, |end| (end & !ABSENT) as usize)
    }

    /// Returns the bytes of some rows.
    pub(crate) fn span(&self, rows: Range<usize>) -> Range<usize> {
        let start = rows.start.checked_sub(1).map_or(0, |row| self.end_of(row));
        let end = rows.end.checked_sub(1).map_or(0, |row| self.end_of(row));
        start..end.max(start)
    }

    /// Tells that a row has a text, without reading it.
    pub(crate) fn has(&self, row: usize) -> bool {
        self.ends.at(row).is_some_and(|end| end & ABSENT == 0)
    }

    /// Returns a row's text.
    pub(crate) fn get(&self, row: usize) -> Option<&str> {
        if !self.has(row) {
            return None;
        }
        self.pool.get(row, self.len(), |rows| self.span(rows))
    }

    /// Returns the row that a byte of the pool belongs to, which is `from` or a later one.
    pub(crate) fn row_at(&self, byte: usize, from: usize) -> usize {
        let before = |row: usize| {
            self.ends
                .at(row)
                .is_some_and(|end| (end & !ABSENT) as usize <= byte)
        };
        // Most often it is one of the next few.
        let (mut low, mut step) = (from, 1);
        while before(low + step) {
            low += step;
            step *= 2;
        }
        let mut high = (low + step).min(self.len());
        while low < high {
            let middle = low.midpoint(high);
            if before(middle) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        low
    }

    /// Returns all the text in one piece.
    pub(crate) fn pool(&self) -> &str {
        self.pool.whole()
    }

    /// Returns the texts of rows one after the other, absent ones empty; the whole pool is read for it.
    pub(crate) fn walk(&self, rows: Range<usize>) -> impl Iterator<Item = &str> {
        self.cut(self.pool(), 0, rows)
    }

    /// Returns the texts of rows one after the other, absent ones empty, cut from a part of the pool
    /// that begins at a byte of it.
    pub(crate) fn cut<'t>(
        &self,
        part: &'t str,
        from: usize,
        rows: Range<usize>,
    ) -> impl Iterator<Item = &'t str> {
        let mut start = self.span(rows.clone()).start - from;
        let ends = self.ends.get(rows).unwrap_or_default();
        ends.iter().map(move |end| {
            let end = (end & !ABSENT) as usize - from;
            let own = part.get(start..end).unwrap_or_default();
            start = end;
            own
        })
    }

    /// Returns where the pieces end that the pool is read by.
    pub(super) fn pieces(&self) -> Vec<usize> {
        let pieces = self.ends.chunks(PIECE);
        let last = |piece: &[u32]| piece.last().map_or(0, |end| (end & !ABSENT) as usize);
        pieces.map(last).collect()
    }

    /// Appends some rows of another column.
    pub(super) fn append(&mut self, other: &Self, rows: Range<usize>) {
        let span = other.span(rows.clone());
        let from = span.start;
        let to = self.pool.change(|pool| {
            let to = pool.len();
            pool.push_str(other.pool().get(span).unwrap_or_default());
            to
        });
        let moved = other.ends.get(rows).unwrap_or_default().iter().map(|end| {
            let absent = end & ABSENT;
            small((end & !ABSENT) as usize - from + to) | absent
        });
        self.ends.change(|ends| ends.extend(moved));
    }

    pub(super) fn shrink(&mut self) {
        self.pool.change(String::shrink_to_fit);
        self.ends.shrink();
    }
}

/// A column of texts of which many are the same: a number a row, and each distinct text once.
#[derive(Debug, Default)]
pub(crate) struct Coded {
    /// 0 is absent, else one more than the text's place in `words`.
    pub(super) codes: Numbers<u32>,
    pub(super) words: Texts,
    /// While it is built.
    known: HashMap<Box<str>, u32, RandomState>,
}

impl Coded {
    /// Returns a column that was kept.
    pub(super) fn kept(codes: Numbers<u32>, words: Texts) -> Self {
        Self {
            codes,
            words,
            known: HashMap::default(),
        }
    }

    pub(super) fn push(&mut self, text: Option<&str>) {
        let code = text.map_or(0, |text| self.code_for(text));
        self.codes.push(code);
    }

    pub(super) fn code_for(&mut self, text: &str) -> u32 {
        if let Some(&code) = self.known.get(text) {
            return code;
        }
        self.words.push(Some(text));
        let code = small(self.words.len());
        self.known.insert(text.into(), code);
        code
    }

    /// Returns a row's code; 0 when it has no text.
    pub(crate) fn code(&self, row: usize) -> u32 {
        self.codes.at(row).unwrap_or_default()
    }

    /// Returns the codes of some rows.
    pub(crate) fn codes(&self, rows: Range<usize>) -> &[u32] {
        self.codes.get(rows).unwrap_or_default()
    }

    /// Returns the distinct texts: each one's code is one more than its place.
    pub(crate) fn distinct(&self) -> &Texts {
        &self.words
    }

    /// Returns the text of a code.
    pub(crate) fn word(&self, code: u32) -> Option<&str> {
        self.words.get((code as usize).checked_sub(1)?)
    }

    /// Returns a row's text.
    pub(crate) fn get(&self, row: usize) -> Option<&str> {
        self.word(self.code(row))
    }

    /// Returns the number of codes, that for no text included.
    pub(crate) fn kinds(&self) -> usize {
        self.words.len() + 1
    }

    /// Appends some rows of another column; `map` remembers what its codes are called here.
    pub(super) fn append(&mut self, other: &Self, rows: Range<usize>, map: &mut Vec<u32>) {
        map.resize(other.kinds(), 0);
        for &code in other.codes(rows) {
            let here = match map.get(code as usize) {
                Some(&known) if known != 0 || code == 0 => known,
                _ => {
                    let here = other.word(code).map_or(0, |word| self.code_for(word));
                    if let Some(place) = map.get_mut(code as usize) {
                        *place = here;
                    }
                    here
                }
            };
            self.codes.push(here);
        }
    }

    /// Forgets what only building needs.
    pub(super) fn seal(&mut self) {
        self.known = HashMap::default();
        self.codes.shrink();
        self.words.shrink();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(rows: &[Option<&str>]) -> Texts {
        let mut texts = Texts::default();
        for row in rows {
            texts.push(*row);
        }
        texts
    }

    fn all(texts: &Texts) -> Vec<Option<&str>> {
        (0..texts.len()).map(|row| texts.get(row)).collect()
    }

    #[test]
    fn rows_come_back_and_an_empty_text_is_not_an_absent_one() {
        let rows = [Some("a"), None, Some(""), Some("ßx")];
        let column = texts(&rows);
        assert_eq!(all(&column), rows);
        assert_eq!((column.row_at(0, 0), column.row_at(1, 0)), (0, 3));
        assert_eq!(column.walk(1..4).collect::<Vec<_>>(), ["", "", "ßx"]);
        let mut other = texts(&[Some("first")]);
        other.append(&column, 1..4);
        assert_eq!(all(&other), [Some("first"), None, Some(""), Some("ßx")]);
        assert_eq!(column.get(9), None);
    }

    #[test]
    fn codes_are_translated_when_columns_are_joined() {
        let column = |rows: &[&str]| {
            let mut column = Coded::default();
            for row in rows {
                column.push(Some(row));
            }
            column
        };
        let mut one = column(&["a", "b", "a"]);
        let mut other = column(&["b", "c"]);
        other.push(None);
        one.append(&other, 0..3, &mut Vec::new());
        let rows: Vec<_> = (0..6).map(|row| one.get(row)).collect();
        let expected = [Some("a"), Some("b"), Some("a"), Some("b"), Some("c"), None];
        assert_eq!(rows, expected);
        assert_eq!(one.kinds(), 4);
    }
}
