//! Columns of text: one allocation and where each row's text ends. They are written and read as they
//! lie, so that a million rows need no decoding.

use std::collections::HashMap;
use std::ops::Range;

use foldhash::fast::RandomState;

/// Set in an end when the row has no text at all.
const ABSENT: u32 = 1 << 31;

/// A column of texts; a row may be absent.
#[derive(Debug, Default)]
pub(crate) struct Texts {
    pub(super) pool: String,
    pub(super) ends: Vec<u32>,
}

/// A pool is cut long before two gigabytes; saturating keeps a monster file harmless.
pub(super) fn small(len: usize) -> u32 {
    u32::try_from(len).unwrap_or(u32::MAX).min(ABSENT - 1)
}

impl Texts {
    pub(super) fn push(&mut self, text: Option<&str>) {
        self.pool.push_str(text.unwrap_or_default());
        self.end(text.is_some());
    }

    /// Appends a row whose text `write` puts at the end of the pool.
    pub(super) fn push_with(&mut self, write: impl FnOnce(&mut String)) {
        write(&mut self.pool);
        self.end(true);
    }

    fn end(&mut self, present: bool) {
        let end = small(self.pool.len());
        self.ends.push(if present { end } else { end | ABSENT });
    }

    /// Returns the number of rows.
    pub(crate) fn len(&self) -> usize {
        self.ends.len()
    }

    fn end_of(&self, row: usize) -> usize {
        self.ends.get(row).map_or(0, |end| (end & !ABSENT) as usize)
    }

    /// Returns the bytes of some rows.
    pub(crate) fn span(&self, rows: Range<usize>) -> Range<usize> {
        let start = rows.start.checked_sub(1).map_or(0, |row| self.end_of(row));
        let end = rows.end.checked_sub(1).map_or(0, |row| self.end_of(row));
        start..end.max(start)
    }

    /// Returns a row's text.
    pub(crate) fn get(&self, row: usize) -> Option<&str> {
        let end = *self.ends.get(row)?;
        if end & ABSENT != 0 {
            return None;
        }
        self.pool.get(self.span(row..row + 1))
    }

    /// Returns the row that a byte of the pool belongs to, which is `from` or a later one.
    pub(crate) fn row_at(&self, byte: usize, from: usize) -> usize {
        let later = self.ends.get(from..).unwrap_or_default();
        from + later.partition_point(|end| (end & !ABSENT) as usize <= byte)
    }

    /// Returns all the text in one piece.
    pub(crate) fn pool(&self) -> &str {
        &self.pool
    }

    /// Appends some rows of another column.
    pub(super) fn append(&mut self, other: &Self, rows: Range<usize>) {
        let span = other.span(rows.clone());
        let (from, to) = (span.start, self.pool.len());
        self.pool.push_str(other.pool.get(span).unwrap_or_default());
        let moved = other.ends.get(rows).unwrap_or_default().iter().map(|end| {
            let absent = end & ABSENT;
            small((end & !ABSENT) as usize - from + to) | absent
        });
        self.ends.extend(moved);
    }

    /// Tells that the ends ascend and stay inside the pool: what was read can be used.
    pub(super) fn is_sound(&self) -> bool {
        let ends = || self.ends.iter().map(|end| end & !ABSENT);
        ends().is_sorted() && ends().next_back().unwrap_or(0) as usize <= self.pool.len()
    }

    pub(super) fn shrink(&mut self) {
        self.pool.shrink_to_fit();
        self.ends.shrink_to_fit();
    }
}

/// A column of texts of which many are the same: a number a row, and each distinct text once.
#[derive(Debug, Default)]
pub(crate) struct Coded {
    /// 0 is absent, else one more than the text's place in `words`.
    pub(super) codes: Vec<u32>,
    pub(super) words: Texts,
    /// While it is built.
    known: HashMap<Box<str>, u32, RandomState>,
}

impl Coded {
    pub(super) fn of(codes: Vec<u32>, words: Texts) -> Self {
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
        self.codes.get(row).copied().unwrap_or_default()
    }

    /// Returns the codes of some rows.
    pub(crate) fn codes(&self, rows: Range<usize>) -> &[u32] {
        self.codes.get(rows).unwrap_or_default()
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

    pub(super) fn is_sound(&self) -> bool {
        let kinds = self.kinds();
        self.words.is_sound() && self.codes.iter().all(|&code| (code as usize) < kinds)
    }

    /// Forgets what only building needs.
    pub(super) fn seal(&mut self) {
        self.known = HashMap::default();
        self.codes.shrink_to_fit();
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
        let mut other = texts(&[Some("first")]);
        other.append(&column, 1..4);
        assert_eq!(all(&other), [Some("first"), None, Some(""), Some("ßx")]);
        assert!(other.is_sound());
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
