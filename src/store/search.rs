//! Text sought in all claims at once: a substring search over each block's one folded text.

use std::collections::{HashMap, HashSet};
use std::ops::Range;
use std::sync::Arc;

use memchr::memmem::Finder;
use rayon::prelude::*;

use super::block::Block;
use super::{Ix, RowSet, Store};

/// Stretches of rows that are searched as one piece of work.
const STRETCH: usize = 16_384;

impl Store {
    /// Returns the claims whose folded names or body hold a folded text.
    #[must_use]
    pub fn containing(&self, folded: &str) -> RowSet {
        if folded.is_empty() {
            return RowSet::all(self.len());
        }
        let finder = Finder::new(folded);
        let blocks = self.blocks();
        let stretches: Vec<(usize, Range<usize>)> = blocks
            .iter()
            .enumerate()
            .flat_map(|(at, block)| {
                let rows = 0..block.len();
                rows.step_by(STRETCH)
                    .map(move |start| (at, start..(start + STRETCH).min(block.len())))
            })
            .collect();
        let found: Vec<(usize, Vec<u32>)> = stretches
            .into_par_iter()
            .filter_map(|(at, rows)| Some((at, holding(blocks.get(at)?, rows, &finder))))
            .collect();
        let mut by_block: Vec<Vec<u32>> = vec![Vec::new(); blocks.len()];
        for (at, mut rows) in found {
            if let Some(all) = by_block.get_mut(at) {
                all.append(&mut rows);
            }
        }
        self.rows_of(&blocks, &by_block)
    }

    /// Returns each block once.
    pub(super) fn blocks(&self) -> Vec<Arc<Block>> {
        let mut blocks: Vec<Arc<Block>> = Vec::new();
        let mut seen = HashSet::new();
        let mut last = std::ptr::null();
        for entry in &self.files {
            let own = Arc::as_ptr(&entry.block);
            if own != last && seen.insert(own) {
                blocks.push(Arc::clone(&entry.block));
            }
            last = own;
        }
        blocks
    }

    /// Turns ascending rows of blocks into claims; rows of files that were replaced are left out.
    fn rows_of(&self, blocks: &[Arc<Block>], by_block: &[Vec<u32>]) -> RowSet {
        let places: HashMap<*const Block, &Vec<u32>> =
            blocks.iter().map(Arc::as_ptr).zip(by_block).collect();
        let mut set = RowSet::default();
        let mut last: (*const Block, &[u32]) = (std::ptr::null(), &[]);
        for entry in &self.files {
            let own = Arc::as_ptr(&entry.block);
            if own != last.0 {
                last = (
                    own,
                    places.get(&own).map_or(&[][..], |rows| rows.as_slice()),
                );
            }
            let rows = &entry.rows;
            let start = last.1.partition_point(|&row| row < rows.start);
            let own = last.1.get(start..).unwrap_or_default();
            for row in own.iter().take_while(|&&row| row < rows.end) {
                set.insert(Ix(entry.first + (row - rows.start)));
            }
        }
        set
    }
}

/// Returns the rows among some of a block that hold the text, ascending.
fn holding(block: &Block, rows: Range<usize>, finder: &Finder<'_>) -> Vec<u32> {
    let texts = &block.folded;
    let span = texts.span(2 * rows.start..2 * rows.end);
    let pool = texts.pool().as_bytes().get(..span.end).unwrap_or_default();
    let mut found = Vec::new();
    let (mut at, mut text) = (span.start, 2 * rows.start);
    while let Some(hit) = pool.get(at..).and_then(|rest| finder.find(rest)) {
        text = texts.row_at(at + hit, text);
        let row = text / 2;
        found.push(u32::try_from(row).unwrap_or(u32::MAX));
        // The rest of a row that was found is of no interest.
        text = 2 * (row + 1);
        at = texts.span(0..text).end;
    }
    found
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use crate::model::Claim;
    use crate::store::{FileChange, Folder, Ix, LoadedFile, Store};

    fn file(path: &str, quotes: &[String]) -> LoadedFile {
        let claim = |(quote, line): (&String, u32)| {
            let claim = Claim {
                id: format!("c{line}"),
                quote: Some(quote.clone()),
                ..Claim::default()
            };
            (claim, line)
        };
        LoadedFile {
            path: path.to_owned(),
            claims: quotes.iter().zip(1..).map(claim).collect(),
            ..LoadedFile::default()
        }
    }

    proptest! {
        #[test]
        fn finds_what_looking_at_each_claim_finds(
            a in prop::collection::vec("[ab é]{0,6}", 0..6),
            b in prop::collection::vec("[ab é]{0,6}", 0..6),
            again in prop::collection::vec("[ab é]{0,6}", 0..6),
            sought in "[abe ]{1,3}",
        ) {
            let files = vec![file("a.yaml", &a), file("b.yaml", &b)];
            let store = Store::build(files, Folder::default());
            let store = store.with(vec![FileChange::Put(file("a.yaml", &again))], Folder::default());
            let slow: Vec<Ix> = store
                .claims()
                .filter(|claim| claim.folded_names().contains(&sought) || claim.folded_body().contains(&sought))
                .map(|claim| claim.ix())
                .collect();
            prop_assert_eq!(store.containing(&sought).iter().collect::<Vec<_>>(), slow);
        }
    }
}
