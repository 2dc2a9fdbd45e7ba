//! The captured text as a page: rows, the place of the cursor in it, what is selected. Knows nothing of
//! drawing.

use std::ops::Range;
use std::sync::Arc;

use super::Cursor;
use crate::source::SourceText;
use crate::store::{Passage, What};
use crate::text::width;

/// A captured text, and what is recorded of it.
#[derive(Debug)]
pub struct Captured {
    /// The text.
    pub text: SourceText,
    /// Recorded and unrecorded passages, by their beginnings.
    pub passages: Vec<Passage>,
}

/// One row of the page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// The line it belongs to, 1-based.
    pub line: usize,
    /// It is the first row of that line.
    pub first: bool,
    /// Its bytes in the text.
    pub place: Range<usize>,
}

/// The place in the article.
#[derive(Debug, Default)]
pub struct ArticlePlace {
    /// The record whose article it is.
    pub file: String,
    /// The view is open: its place was chosen.
    pub opened: bool,
    /// The claim to go to when the text is there, by id.
    pub seeks: Option<String>,
    /// The row under the cursor.
    pub cursor: Cursor,
    /// The byte under the cursor: where a word begins.
    pub at: usize,
    /// Where a selection began, in bytes.
    pub selecting: Option<usize>,
    /// The rows, for the text and the width they were made of.
    rows: Vec<Row>,
    made_of: Option<(Arc<Captured>, usize)>,
}

impl ArticlePlace {
    /// Returns the place at which the view opens: the article of a record, at one of its claims.
    #[must_use]
    pub fn open(file: String, claim: String) -> Self {
        Self {
            file,
            opened: true,
            seeks: Some(claim),
            ..Self::default()
        }
    }

    /// Makes the rows when the text or the width is another one.
    pub fn lay_out(&mut self, captured: &Arc<Captured>, columns: usize) {
        let made =
            |(text, wide): &(Arc<Captured>, usize)| Arc::ptr_eq(text, captured) && *wide == columns;
        if self.made_of.as_ref().is_some_and(made) {
            return;
        }
        self.rows = rows(&captured.text, columns);
        self.made_of = Some((Arc::clone(captured), columns));
        let at = self.at;
        self.go_to(at);
    }

    /// Returns the rows.
    #[must_use]
    pub fn rows(&self) -> &[Row] {
        &self.rows
    }

    /// Returns the text the rows are of.
    #[must_use]
    pub fn captured(&self) -> Option<&Arc<Captured>> {
        self.made_of.as_ref().map(|(captured, _)| captured)
    }

    /// Puts the cursor on a byte.
    pub fn go_to(&mut self, at: usize) {
        self.at = at;
        let row = self.rows.partition_point(|row| row.place.start <= at);
        self.cursor.at = row.saturating_sub(1);
    }

    /// Moves by rows; to the beginning of the row.
    pub fn move_rows(&mut self, by: isize) {
        self.cursor.move_by(by, self.rows.len());
        if let Some(row) = self.rows.get(self.cursor.at) {
            self.at = row.place.start;
        }
    }

    /// Moves to the next word, or to the one before.
    pub fn move_word(&mut self, forward: bool) {
        let Some(captured) = self.captured().cloned() else {
            return;
        };
        let text = captured.text.original();
        let to = if forward {
            let (_, rest) = text.split_at_checked(self.at).unwrap_or((text, ""));
            let gap = rest.find(char::is_whitespace).unwrap_or(rest.len());
            let word = rest[gap..].find(|c: char| !c.is_whitespace());
            word.map_or(self.at, |word| self.at + gap + word)
        } else {
            let before = text.get(..self.at).unwrap_or_default().trim_end();
            let gap = before.char_indices().rev().find(|(_, c)| c.is_whitespace());
            gap.map_or(0, |(at, c)| at + c.len_utf8())
        };
        self.go_to(to);
    }

    /// Moves to the next passage that is wanted, or to the one before; tells that there is one.
    pub fn move_passage(&mut self, forward: bool, wanted: fn(&What) -> bool) -> bool {
        let Some(captured) = self.captured().cloned() else {
            return false;
        };
        let mut wanted = captured
            .passages
            .iter()
            .filter(|passage| wanted(&passage.what));
        let there = if forward {
            wanted.find(|passage| passage.place.start > self.at)
        } else {
            wanted.rfind(|passage| passage.place.start < self.at)
        };
        if let Some(passage) = there {
            self.go_to(passage.place.start);
        }
        there.is_some()
    }

    /// Returns the shortest passage under the cursor.
    #[must_use]
    pub fn passage(&self) -> Option<&Passage> {
        let captured = self.captured()?;
        let here = captured
            .passages
            .iter()
            .filter(|passage| passage.place.contains(&self.at));
        here.min_by_key(|passage| passage.place.len())
    }

    /// Returns the words that are selected, from the beginning of the first to the end of the last.
    #[must_use]
    pub fn selected(&self) -> Option<Range<usize>> {
        let text = self.captured()?.text.original();
        let other = self.selecting?;
        let (start, last) = (other.min(self.at), other.max(self.at));
        let rest = text.get(last..)?;
        let end = rest.find(char::is_whitespace).unwrap_or(rest.len());
        Some(start..last + end)
    }
}

/// Wraps a text.
fn rows(text: &SourceText, columns: usize) -> Vec<Row> {
    let mut rows = Vec::new();
    for line in 1..=text.line_count() {
        let (Some(range), Some(words)) = (text.line_range(line), text.line(line)) else {
            continue;
        };
        let mut first = true;
        for piece in width::wrap_ranges(words, columns.max(1)) {
            rows.push(Row {
                line,
                first,
                place: range.start + piece.start..range.start + piece.end,
            });
            first = false;
        }
    }
    rows
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(text: &str, passages: &[(Range<usize>, What)]) -> ArticlePlace {
        let captured = Captured {
            text: SourceText::new(text),
            passages: passages
                .iter()
                .map(|(place, what)| Passage {
                    place: place.clone(),
                    what: what.clone(),
                })
                .collect(),
        };
        let mut place = ArticlePlace::default();
        place.lay_out(&Arc::new(captured), 10);
        place
    }

    #[test]
    fn words_and_rows_are_walked() {
        let mut place = place("one two three four\n\nfive six", &[]);
        assert_eq!(place.rows().len(), 4);
        place.move_word(true);
        place.move_word(true);
        assert_eq!((place.at, place.cursor.at), (8, 1));
        place.move_rows(2);
        assert_eq!((place.at, place.cursor.at), (20, 3));
        place.move_word(false);
        assert_eq!((place.at, place.cursor.at), (14, 1));
        place.selecting = Some(4);
        assert_eq!(place.selected(), Some(4..18));
        place.go_to(25);
        place.move_word(true);
        assert_eq!(place.at, 25);
    }

    #[test]
    fn passages_are_walked_and_the_inner_one_is_meant() {
        let claim = |id: &str| What::Claim(id.to_owned());
        let all = [
            (0..18, claim("whole")),
            (4..7, claim("part")),
            (20..24, What::Words),
        ];
        let mut place = place("one two three four\n\nfive six", &all);
        let claims = |what: &What| matches!(what, What::Claim(_));
        assert!(place.move_passage(true, claims));
        assert_eq!(place.passage().unwrap().what, claim("part"));
        assert!(!place.move_passage(true, claims));
        assert!(place.move_passage(true, |what| !matches!(what, What::Claim(_))));
        assert_eq!(place.at, 20);
        assert!(place.move_passage(false, claims));
        assert_eq!(place.at, 4);
    }
}
