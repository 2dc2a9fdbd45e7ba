//! The words of a block, each with how often it stands: counted once, kept with the columns.
//!
//! They are of every row, of replaced files too: see [`crate::store::Store::words_like`].

use std::ops::Range;

use foldhash::fast::RandomState;

use super::{Block, Texts};
use crate::text::fold::words;

/// Shorter words are too like each other to be proposed.
const SHORTEST: usize = 3;

/// Counts of words. Seeded as the standard library's hash is, and half of its time.
type Counts<'t> = std::collections::HashMap<&'t str, u32, RandomState>;

/// Distinct words in order, and how often each stands.
#[derive(Debug, Default)]
pub(in crate::store) struct Words {
    pub(super) texts: Texts,
    pub(super) counts: Vec<u32>,
}

impl Words {
    fn of(counts: &Counts<'_>) -> Self {
        let mut sorted: Vec<(&str, u32)> = counts.iter().map(|(&w, &n)| (w, n)).collect();
        sorted.sort_unstable();
        let mut words = Self::default();
        for (word, count) in sorted {
            words.texts.push(Some(word));
            words.counts.push(count);
        }
        words.texts.shrink();
        words.counts.shrink_to_fit();
        words
    }

    pub(super) fn is_sound(&self) -> bool {
        self.texts.len() == self.counts.len()
    }

    /// Returns how many there are.
    pub(in crate::store) fn len(&self) -> usize {
        self.counts.len()
    }

    /// Returns some words, as far as there are so many, each with its count.
    pub(in crate::store) fn iter(&self, rows: Range<usize>) -> impl Iterator<Item = (&str, u32)> {
        let counts = self.counts.iter().copied().skip(rows.start);
        rows.map_while(|row| self.texts.get(row)).zip(counts)
    }
}

impl Block {
    /// Returns the folded words of three letters and more of all its rows.
    pub(in crate::store) fn words(&self) -> &Words {
        self.words.get_or_init(|| {
            let mut counts = Counts::default();
            count(self.folded.pool(), &mut counts);
            Words::of(&counts)
        })
    }

    /// Returns the folded text of one file.
    pub(in crate::store) fn folded_file(&self, file: usize) -> &str {
        let rows = self.rows(file);
        let span = self
            .folded
            .span(2 * rows.start as usize..2 * rows.end as usize);
        self.folded.pool().get(span).unwrap_or_default()
    }
}

fn count<'t>(text: &'t str, counts: &mut Counts<'t>) {
    each_word(text, |word| {
        let times = counts.entry(word).or_default();
        *times = times.saturating_add(1);
    });
}

/// Calls `each` with the words of a folded text. Nearly all text is ASCII by then, where a word is a
/// run of bytes; the few others go the long way round.
pub(in crate::store) fn each_word<'t>(text: &'t str, mut each: impl FnMut(&'t str)) {
    let part = |c: char| !(c.is_ascii_alphanumeric() || c == '\'' || !c.is_ascii());
    for run in text.split(part).filter(|run| run.len() >= SHORTEST) {
        if run.is_ascii() && !run.contains('\'') {
            each(run);
        } else {
            words(run)
                .map(|word| &run[word])
                .filter(|word| word.len() >= SHORTEST)
                .for_each(&mut each);
        }
    }
}
