//! What each view keeps of its own: cursor, scrolling, what is being carried. Knows nothing of drawing.

use std::sync::Arc;

use super::{ArticlePlace, Capturing, Figures, Target, Triage};
use crate::model::Grade;
use crate::query::dossier::{Dossier, Spoken};
use crate::query::grid::{Grid, SIDE, cell, grade_of};
use crate::query::timeline::Moment;
use crate::store::SpeakerIx;

/// A cursor in a list that scrolls.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Cursor {
    /// The row under it.
    pub at: usize,
    /// The first line shown.
    pub first: usize,
}

impl Cursor {
    /// Moves by this many rows of `len`, and no further than the ends. Among no rows it stays: they may
    /// be on the way.
    pub fn move_by(&mut self, by: isize, len: usize) {
        if len == 0 {
            return;
        }
        let moved = self.at.saturating_add_signed(by);
        self.at = moved.min(len.saturating_sub(1));
    }

    /// Scrolls so that line `line` of `len` is among the `height` shown, two lines around it.
    pub fn follow(&mut self, line: usize, len: usize, height: usize) {
        let margin = 2.min(height.saturating_sub(1) / 2);
        let first = (line + margin + 1).saturating_sub(height);
        let last = line.saturating_sub(margin);
        self.first = self
            .first
            .max(first)
            .min(last)
            .min(len.saturating_sub(height));
    }
}

/// Claims picked up in the grid, to be put down on another cell.
#[derive(Debug, Clone, PartialEq)]
pub struct Carried {
    /// Which.
    pub targets: Vec<Target>,
    /// Their grades, in the same order.
    pub grades: Vec<Grade>,
}

/// The cursor of the grid.
#[derive(Debug, Default)]
pub struct GridPlace {
    /// Reliability, 0 (A) to 5 (F), 6 for not judged.
    pub row: usize,
    /// Credibility, likewise.
    pub column: usize,
    /// What is carried.
    pub carried: Option<Carried>,
}

impl GridPlace {
    /// Returns the grade of the cell under the cursor.
    #[must_use]
    pub fn grade(&self) -> Grade {
        grade_of(self.row, self.column)
    }

    /// Goes to the cell of a grade.
    pub fn go_to(&mut self, grade: Grade) {
        (self.row, self.column) = cell(grade);
    }

    /// Moves by rows and columns, and no further than the edges.
    pub fn move_by(&mut self, rows: isize, columns: isize) {
        let moved = |at: usize, by: isize| at.saturating_add_signed(by).min(SIDE - 1);
        self.row = moved(self.row, rows);
        self.column = moved(self.column, columns);
    }
}

/// The places in all views but that of the claims.
#[derive(Debug, Default)]
pub struct Desk {
    /// Among the speakers.
    pub speakers: Cursor,
    /// Among the claims of one.
    pub dossier: Cursor,
    /// What is on record of the speaker under the cursor: made when another one comes under it, or what
    /// was found is another.
    pub record: Option<(SpeakerIx, Arc<Dossier>)>,
    /// In the grid.
    pub grid: GridPlace,
    /// Among the figures.
    pub figures: Cursor,
    /// Among the days.
    pub timeline: Cursor,
    /// In the article.
    pub article: ArticlePlace,
    /// Among the captured drafts.
    pub triage: Triage,
    /// The article that is captured.
    pub capture: Capturing,
    /// Among the problems.
    pub problems: Cursor,
}

/// What a view shows, made of the claims found when they are found.
#[derive(Debug, Clone, PartialEq, Default)]
pub enum Digest {
    /// Nothing yet, or the view needs nothing but the claims.
    #[default]
    None,
    /// Speakers and their claims.
    Speakers(Vec<Spoken>),
    /// Counts by grade.
    Grid(Box<Grid>),
    /// Figures by unit.
    Figures(Figures),
    /// What happened, oldest first.
    Timeline(Vec<Moment>),
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_grid_has_edges() {
        let mut place = GridPlace::default();
        place.move_by(-1, 3);
        assert_eq!(place.grade().shown(), "A4");
        place.move_by(9, 9);
        assert_eq!(place.grade(), Grade::NONE);
    }
}
