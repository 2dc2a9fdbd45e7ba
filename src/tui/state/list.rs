//! The list: cursor, scrolling, marks and the range that is being marked.

use std::collections::BTreeSet;

use crate::store::RowSet;

/// The list of claims.
#[derive(Debug, Default)]
pub struct List {
    /// The row under the cursor.
    pub cursor: usize,
    /// The first row shown.
    pub offset: usize,
    /// How many columns the rows are scrolled to the right.
    pub shift: usize,
    /// The marked claims, by name.
    pub marks: BTreeSet<String>,
    /// Those of them that are among the claims as they are shown: to look at each row by its name would
    /// be felt at every key where many are marked.
    pub marked: RowSet,
    /// Where a range of marks begins.
    pub anchor: Option<usize>,
    /// The claim the cursor is on, by name: it is found again after a change.
    pub held: Option<String>,
    /// The claim the cursor goes to with the next answer, by name.
    pub sought: Option<String>,
}

impl List {
    /// Moves the cursor by this many rows of `len`, and no further than the ends.
    pub fn move_by(&mut self, by: isize, len: usize) {
        self.cursor = self
            .cursor
            .saturating_add_signed(by)
            .min(len.saturating_sub(1));
    }

    /// Scrolls so that the cursor is among the `height` rows shown, with two rows around it.
    pub fn follow(&mut self, len: usize, height: usize) {
        let margin = 2.min(height.saturating_sub(1) / 2);
        let first = (self.cursor + margin + 1).saturating_sub(height);
        let last = self.cursor.saturating_sub(margin);
        self.offset = self
            .offset
            .max(first)
            .min(last)
            .min(len.saturating_sub(height));
    }

    /// Returns the rows of the range that is being marked.
    #[must_use]
    pub fn range(&self) -> Option<std::ops::RangeInclusive<usize>> {
        let anchor = self.anchor?;
        Some(anchor.min(self.cursor)..=anchor.max(self.cursor))
    }
}

#[cfg(test)]
mod tests {
    use super::List;

    #[test]
    fn the_cursor_stays_on_the_screen() {
        let mut list = List::default();
        for (by, cursor, offset) in [
            (5, 5, 0),
            (5, 10, 3),
            (200, 99, 90),
            (-1, 98, 90),
            (-200, 0, 0),
        ] {
            list.move_by(by, 100);
            list.follow(100, 10);
            assert_eq!((list.cursor, list.offset), (cursor, offset), "after {by}");
        }
    }

    #[test]
    fn an_empty_list_and_a_screen_without_rows_are_harmless() {
        let mut list = List {
            cursor: 7,
            offset: 5,
            ..List::default()
        };
        list.move_by(1, 0);
        list.follow(0, 0);
        assert_eq!((list.cursor, list.offset), (0, 0));
    }
}
