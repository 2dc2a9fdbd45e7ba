//! Claims by what they are called beside their speaker: tags, the title of the article, the id. A name
//! that many claims share is looked at once.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

use rayon::prelude::*;

use super::lines::{Known, folded_id, folded_title};
use super::{FileEntry, Store};

/// Claims with a name in which something was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named<'s, T> {
    /// The name as it is written.
    pub name: &'s str,
    /// The claims, a stretch of one file.
    pub claims: Range<u32>,
    /// What was found.
    pub found: T,
}

impl Store {
    /// Returns the tags, titles and ids in which something was found, claim by claim. `look` gets them
    /// folded.
    #[must_use]
    pub fn named<T: Copy + Send + Sync>(
        &self,
        look: impl Fn(&str) -> Option<T> + Sync,
    ) -> Vec<Named<'_, T>> {
        let blocks = self.blocks();
        let tags: HashMap<usize, Known<'_, T>> = blocks
            .iter()
            .map(|block| (Arc::as_ptr(block).addr(), Known::new(&block.tags)))
            .collect();
        let stretches = self.stretches().into_par_iter().with_min_len(8);
        let named = stretches.flat_map_iter(|(entry, rows)| {
            let tags = tags.get(&Arc::as_ptr(&entry.block).addr());
            tags.map(|tags| of_stretch(entry, rows, tags, &look))
                .unwrap_or_default()
        });
        named.collect()
    }
}

fn of_stretch<'s, T: Copy>(
    entry: &'s FileEntry,
    rows: Range<u32>,
    tags: &Known<'_, T>,
    look: &impl Fn(&str) -> Option<T>,
) -> Vec<Named<'s, T>> {
    let block = &*entry.block;
    let mut all = Vec::new();
    let mut add = |name: Option<&'s str>, claims: Range<u32>, found: Option<T>| {
        let named = name.zip(found);
        all.extend(named.map(|(name, found)| Named {
            name,
            claims,
            found,
        }));
    };
    let first = entry.first + (rows.start - entry.rows.start);
    if let Some(found) = look(folded_title(block, rows.start as usize)) {
        let title = block
            .article(entry.at)
            .map(|article| article.title.as_str());
        add(title, first..first + (rows.end - rows.start), Some(found));
    }
    for (row, claim) in (rows.start as usize..rows.end as usize).zip(first..) {
        for &code in block.tags.codes(block.tag_span(row)) {
            add(block.tags.word(code), claim..claim + 1, tags.of(code, look));
        }
        let found = look(&folded_id(block, row));
        add(block.ids.get(row), claim..claim + 1, found);
    }
    all
}
