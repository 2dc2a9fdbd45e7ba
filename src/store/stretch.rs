//! Claims that are gone through as one piece of work: those of a file, and of several short ones that lie
//! beside each other.

use std::ops::Range;
use std::sync::Arc;

use super::{FileEntry, Store};

/// So many claims at most are one piece of work, unless a file has more.
const CLAIMS: u32 = 1024;

/// Rows of a block that belong to one file.
pub(super) struct Stretch<'s> {
    /// Which file of the store it is.
    pub(super) file: usize,
    pub(super) entry: &'s FileEntry,
    pub(super) rows: Range<u32>,
}

impl Stretch<'_> {
    /// Returns the claims of the rows.
    pub(super) fn claims(&self) -> Range<u32> {
        let first = self.entry.first + (self.rows.start - self.entry.rows.start);
        first..first + (self.rows.end - self.rows.start)
    }

    /// Returns the row of one of its claims.
    pub(super) fn row(&self, claim: u32) -> usize {
        (self.entry.rows.start + (claim - self.entry.first)) as usize
    }
}

impl Store {
    /// Returns the files, in stretches of rows of their blocks.
    pub(super) fn stretches(&self) -> Vec<Stretch<'_>> {
        let files = self.files.iter().enumerate();
        let cut = files.flat_map(|(file, entry)| {
            let starts = entry.rows.clone().step_by(CLAIMS as usize);
            starts.map(move |start| Stretch {
                file,
                entry,
                rows: start..(start + CLAIMS).min(entry.rows.end),
            })
        });
        cut.collect()
    }
}

/// Puts stretches together that lie beside each other in one block, as far as that is one piece of work.
pub(super) fn runs<'r, 's>(stretches: &'r [Stretch<'s>]) -> Vec<&'r [Stretch<'s>]> {
    let mut start = u32::MAX;
    stretches
        .chunk_by(|a, b| {
            let near = Arc::ptr_eq(&a.entry.block, &b.entry.block) && a.rows.end == b.rows.start;
            // Of the first run the beginning is not known yet.
            start = a.rows.start.min(start);
            let goes_on = near && b.rows.end - start <= CLAIMS;
            if !goes_on {
                start = b.rows.start;
            }
            goes_on
        })
        .collect()
}

/// Returns the rows of stretches that lie beside each other.
pub(super) fn rows_of(run: &[Stretch<'_>]) -> Range<usize> {
    let start = run.first().map_or(0, |first| first.rows.start);
    let end = run.last().map_or(0, |last| last.rows.end);
    start as usize..end as usize
}
