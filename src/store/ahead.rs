//! Looking ahead while nobody asks: what stands after the letters that were found. With it is known of one
//! letter more in which claims it stands, without their texts.

use std::sync::Arc;

use rayon::prelude::*;

use super::scores::Found;
use super::{FileEntry, Scores, Store};
use crate::text::{After, Letters};

/// So many files at least are gone through by one thread.
const FILES: usize = 64;

impl Store {
    /// Makes ready for who types on: reads to stay the texts that somebody has gone through, and looks
    /// ahead in them from the letters that were found last.
    pub fn look_ahead(&self) {
        let blocks = self.blocks();
        for block in &blocks {
            block.settle();
        }
        let here = blocks.iter().all(|block| block.bodies.is_here());
        let last = self.scored.last().filter(|last| here && last.is_whole());
        if let Some(last) = last.filter(|last| !last.ahead) {
            let seen = Arc::new(self.seen_ahead(&last));
            self.scored.put(seen.letters.text(), &seen);
        }
    }

    fn seen_ahead(&self, scores: &Scores) -> Scores {
        let places = self.places(scores);
        let files = self.files.par_iter().zip(places).with_min_len(FILES);
        let found = files.flat_map_iter(|(entry, places)| {
            let own = scores.at(places).iter();
            own.map(|own| Found {
                after: after(&scores.letters, entry, own),
                ..*own
            })
        });
        Scores {
            letters: scores.letters.clone(),
            found: found.collect(),
            known: Arc::clone(&scores.known),
            ahead: true,
            ..*scores
        }
    }
}

/// Returns what stands after letters that were found in a claim of a file.
fn after(letters: &Letters, entry: &FileEntry, own: &Found) -> After {
    let Some(end) = own.body.end() else {
        return After::UNKNOWN;
    };
    let row = entry.rows.start + (own.ix.0 - entry.first);
    let body = entry.block.folded_body(row as usize);
    After::of(letters, body.as_bytes(), end)
}

#[cfg(test)]
mod tests {
    use crate::model::Claim;
    use crate::store::{Folder, LoadedFile, Store};
    use crate::text::Letters;

    fn store(quotes: &[&str]) -> Store {
        let claim = |(quote, line): (&&str, u32)| {
            let claim = Claim {
                id: line.to_string(),
                quote: Some((*quote).to_owned()),
                ..Claim::default()
            };
            (claim, line)
        };
        let file = LoadedFile {
            path: "a.yaml".to_owned(),
            claims: quotes.iter().zip(1..).map(claim).collect(),
            ..LoadedFile::default()
        };
        Store::build(vec![file], Folder::default())
    }

    #[test]
    fn one_more_letter_is_found_without_the_texts() {
        let store = store(&["ab c", "ca b", "ab", "x\nab c", "a b é1"]);
        let found = |letters: &str| {
            let found = store.lines_found(&Letters::new(letters));
            let claims: Vec<u32> = found.iter().map(|(ix, _)| ix.0).collect();
            (claims, found.reached)
        };
        assert_eq!(found("ab"), (vec![0, 1, 2, 3, 4], 2));
        store.look_ahead();
        // That of several lines is looked at again.
        assert_eq!(found("abc"), (vec![0, 3], 2));
        assert_eq!(found("abz"), (vec![], 2));
        // Two more letters, and one that others share a bit with, must be looked for.
        assert_eq!(found("abcd"), (vec![], 4));
        assert_eq!(found("ab1"), (vec![4], 3));
        assert_eq!(found("ab2"), (vec![], 3));
    }
}
