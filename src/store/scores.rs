//! What a look for letters found: in which claims, how well, and how far; a look for more letters goes on
//! from there. Knows nothing of how they are looked for.

use std::ops::Range;
use std::sync::Arc;

use super::shared::Known;
use super::{Ix, RowSet};
use crate::text::{After, Letters};

/// The claims in which letters were found, in store order, and where: who looks for more letters goes
/// on from there.
#[derive(Debug)]
pub struct Scores {
    pub(super) letters: Letters,
    pub(super) found: Vec<Found>,
    pub(super) known: Arc<Known>,
    /// The scores are those of the claims; else some are only the most that they may be.
    pub(super) exact: bool,
    /// So many bytes of the letters are those that a [`Reach`] tells of: all, or those of a look before.
    pub(super) reached: usize,
    /// What stands after them is known where they end in a body.
    pub(super) ahead: bool,
}

/// A claim in which letters were found.
#[derive(Debug, Clone, Copy)]
pub(super) struct Found {
    pub(super) ix: Ix,
    /// The score, or the most that it may be.
    pub(super) best: i32,
    /// They stand in what it shares with others.
    pub(super) shared: bool,
    /// They stand in its id, or may where the score is only the most that it may be.
    pub(super) in_id: bool,
    /// Where they stand in its body.
    pub(super) body: Reach,
    /// What stands behind them there.
    pub(super) after: After,
}

/// Where letters stand in a body, when each is taken as early as can be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Reach(u16);

impl Reach {
    pub(super) const NOWHERE: Self = Self(0);
    /// In one of several lines, or far behind.
    pub(super) const SOMEWHERE: Self = Self(u16::MAX);

    /// In a body of one line, up to a byte.
    pub(super) fn up_to(end: usize) -> Self {
        let near = u16::try_from(end).ok().filter(|&end| end > 0);
        near.map_or(Self::SOMEWHERE, Self)
    }

    pub(super) fn end(self) -> Option<usize> {
        (self != Self::NOWHERE && self != Self::SOMEWHERE).then_some(usize::from(self.0))
    }
}

impl Scores {
    /// Returns the claims, each with the best score of its lines.
    #[must_use]
    pub fn iter(&self) -> impl ExactSizeIterator<Item = (Ix, i32)> {
        self.found.iter().map(|found| (found.ix, found.best))
    }

    /// Returns the claims.
    #[must_use]
    pub fn rows(&self) -> RowSet {
        self.found.iter().map(|found| found.ix).collect()
    }

    /// Tells that each [`Reach`] is that of all the letters.
    pub(super) fn is_whole(&self) -> bool {
        self.reached == self.letters.text().len()
    }

    /// Returns those at some places.
    pub(super) fn at(&self, places: Range<usize>) -> &[Found] {
        self.found.get(places).unwrap_or_default()
    }

    /// Returns what was found from a claim on.
    pub(super) fn from(&self, claim: u32) -> &[Found] {
        let start = self.found.partition_point(|own| own.ix.0 < claim);
        self.found.get(start..).unwrap_or_default()
    }
}
