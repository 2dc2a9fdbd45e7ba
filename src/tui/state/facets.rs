//! The facets pane: counts under the filter, and the value under the cursor.

use crate::query::FacetCounts;

/// The facets pane.
#[derive(Debug, Default)]
pub struct Facets {
    /// Counts under the filter.
    pub counts: Vec<FacetCounts>,
    /// The value under the cursor, counted over all facets.
    pub cursor: usize,
    /// Shown at all.
    pub open: bool,
}

impl Facets {
    /// Returns facet and value at a place counted over all facets.
    #[must_use]
    pub fn at(&self, place: usize) -> Option<(&FacetCounts, usize)> {
        let mut rest = place;
        for counts in &self.counts {
            if rest < counts.values.len() {
                return Some((counts, rest));
            }
            rest -= counts.values.len();
        }
        None
    }

    /// Returns field and value under the cursor.
    #[must_use]
    pub fn chosen(&self) -> Option<(&'static str, String)> {
        let (counts, at) = self.at(self.cursor)?;
        Some((counts.facet.field, counts.values[at].value.clone()))
    }

    /// Takes up new counts; the cursor stays on its value, wherever that stands now.
    pub fn renew(&mut self, counts: Vec<FacetCounts>) {
        let held = self.chosen();
        self.counts = counts;
        let Some((field, value)) = held else {
            return;
        };
        let mut place = 0;
        for counts in &self.counts {
            if counts.facet.field == field {
                let own = counts.values.iter().position(|one| one.value == value);
                self.cursor = own.map_or(self.cursor, |at| place + at);
            }
            place += counts.values.len();
        }
    }

    /// Returns the number of values over all facets.
    #[must_use]
    pub fn places(&self) -> usize {
        self.counts.iter().map(|counts| counts.values.len()).sum()
    }
}
