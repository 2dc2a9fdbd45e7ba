//! How many of the claims found stand in each cell of the Admiralty grid, unknown and unjudged ones
//! apart.

use crate::model::{Credibility, Grade, Reliability};
use crate::store::{Ix, Store};

/// Rows and columns of the grid: the six of the code, and "not judged".
pub const SIDE: usize = 7;

/// Counts by grade.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Grid {
    counts: [[usize; SIDE]; SIDE],
}

/// Returns the counts of some claims.
#[must_use]
pub fn grid(store: &Store, rows: &[Ix]) -> Grid {
    let mut grid = Grid::default();
    for claim in rows.iter().filter_map(|&ix| store.claim(ix)) {
        let (row, column) = cell(claim.grade());
        grid.counts[row][column] += 1;
    }
    grid
}

/// Returns the row and the column of a grade; a half that is not judged has the last one.
#[must_use]
pub fn cell(grade: Grade) -> (usize, usize) {
    let row = grade.reliability.map_or(SIDE - 1, |half| half as usize);
    let column = grade.credibility.map_or(SIDE - 1, |half| half as usize);
    (row, column)
}

/// Returns the grade of a cell.
#[must_use]
pub fn grade_of(row: usize, column: usize) -> Grade {
    Grade {
        reliability: Reliability::ALL.get(row).copied(),
        credibility: Credibility::ALL.get(column).copied(),
    }
}

impl Grid {
    /// Returns the number of claims of a grade.
    #[must_use]
    pub fn count(&self, grade: Grade) -> usize {
        let (row, column) = cell(grade);
        self.counts[row][column]
    }

    /// Returns the number of claims.
    #[must_use]
    pub fn total(&self) -> usize {
        self.counts.iter().flatten().sum()
    }

    /// Returns the largest number of a cell.
    #[must_use]
    pub fn most(&self) -> usize {
        self.counts.iter().flatten().copied().max().unwrap_or(0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::testing::{graded, rows};

    #[test]
    fn every_cell_is_the_cell_of_its_grade() {
        for row in 0..SIDE {
            for column in 0..SIDE {
                assert_eq!(cell(grade_of(row, column)), (row, column));
            }
        }
    }

    #[test]
    fn unjudged_halves_have_cells_of_their_own() {
        let store = graded(&["B2", "b2", "B", "2", "none", "F6"]);
        let grid = grid(&store, &rows(&store, ""));
        let count = |text| grid.count(Grade::parse(text).unwrap_or_default());
        assert_eq!(
            ["B2", "B", "2", "", "F6", "A1"].map(count),
            [2, 1, 1, 1, 1, 0]
        );
        assert_eq!((grid.total(), grid.most()), (6, 2));
    }
}
