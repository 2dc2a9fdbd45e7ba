//! What letters score in the texts that claims share: the names of speakers, roles and organisations, tags
//! and titles. Each text is looked at once, and only where fewer of the letters were found before.

use std::collections::HashMap;
use std::sync::Arc;

use rayon::prelude::*;

use super::Store;
use super::block::{Block, Coded};
use crate::text::Letters;

/// The scores of texts by their number; none when none of them has one.
type Scored = Vec<Option<i32>>;

/// So many texts at least are looked at by one thread.
const TEXTS: usize = 256;

/// The scores of all shared texts of a store.
#[derive(Debug, Default)]
pub(super) struct Known {
    /// By the address of the block.
    blocks: HashMap<usize, Shared>,
    /// By the file.
    titles: Scored,
}

/// The scores of the distinct texts of a block, by their codes.
#[derive(Debug, Default)]
pub(super) struct Shared {
    names: [Scored; 3],
    tags: Scored,
}

impl Known {
    /// Scores all texts; of those that were scored for fewer of the letters, the ones that held them.
    pub(super) fn new(store: &Store, letters: &Letters, before: Option<&Self>) -> Self {
        let blocks = store.blocks().into_iter().map(|block| {
            let before = before.and_then(|before| before.of_block(&block));
            (address(&block), Shared::new(&block, letters, before))
        });
        let title = |file: usize| {
            let entry = store.files.get(file)?;
            letters.score_unfolded(&entry.block.title(entry.at))
        };
        let before = before.map(|before| &before.titles);
        Self {
            blocks: blocks.collect(),
            titles: scored(store.files.len(), before, title),
        }
    }

    pub(super) fn of_block(&self, block: &Arc<Block>) -> Option<&Shared> {
        self.blocks.get(&address(block))
    }

    pub(super) fn title(&self, file: usize) -> Option<i32> {
        self.titles.get(file).copied().flatten()
    }
}

impl Shared {
    fn new(block: &Block, letters: &Letters, before: Option<&Self>) -> Self {
        let of = |column: &Coded, before: Option<&Scored>| {
            let text = |code: usize| column.word(u32::try_from(code).ok()?);
            let score = |code: usize| letters.score_unfolded(text(code)?);
            scored(column.kinds(), before, score)
        };
        let [speakers, roles, orgs] = [0, 1, 2].map(|at| before.map(|own| &own.names[at]));
        Self {
            names: [
                of(&block.speakers, speakers),
                of(&block.roles, roles),
                of(&block.orgs, orgs),
            ],
            tags: of(&block.tags, before.map(|own| &own.tags)),
        }
    }

    /// Tells that one of the texts has a score.
    pub(super) fn has_any(&self) -> bool {
        !(self.names.iter().all(Vec::is_empty) && self.tags.is_empty())
    }

    /// Returns the best score of the texts that a row of the block shares with others.
    pub(super) fn best(&self, block: &Block, row: usize) -> Option<i32> {
        let columns = [&block.speakers, &block.roles, &block.orgs];
        let names = columns.into_iter().zip(&self.names);
        let names = names.filter(|(_, scored)| !scored.is_empty());
        let best = names.filter_map(|(column, scored)| of(scored, column.code(row)));
        if self.tags.is_empty() {
            return best.max();
        }
        let tags = block.tags.codes(block.tag_span(row)).iter();
        best.chain(tags.filter_map(|&code| of(&self.tags, code)))
            .max()
    }
}

fn of(scored: &Scored, code: u32) -> Option<i32> {
    scored.get(code as usize).copied().flatten()
}

/// Scores so many texts by their number; of those that were scored before, the ones that had a score.
fn scored(
    count: usize,
    before: Option<&Scored>,
    score: impl Fn(usize) -> Option<i32> + Sync,
) -> Scored {
    let had = |at: usize| before.is_none_or(|before| before.get(at).is_some_and(Option::is_some));
    if before.is_some_and(Vec::is_empty) {
        return Vec::new();
    }
    let all = (0..count).into_par_iter().with_min_len(TEXTS);
    let scored: Scored = all.map(|at| had(at).then(|| score(at))?).collect();
    if scored.iter().all(Option::is_none) {
        return Vec::new();
    }
    scored
}

fn address(block: &Arc<Block>) -> usize {
    Arc::as_ptr(block).addr()
}
