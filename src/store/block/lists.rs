//! The lists of the words of a block: the words that have a letter, and the numbers, of which there may
//! be as many as claims and which nobody has to look through who looks for letters. Knows how the words
//! of rows are gathered, not what is looked for in them.

use std::ops::Range;

use foldhash::fast::RandomState;

use super::postings::{self, BODY, NAMES};
use super::{Block, Numbers, Packed, Texts};
use crate::text::fold::words;

/// Distinct words in order, how often each stands, and in which rows.
#[derive(Debug, Default)]
pub(in crate::store) struct List {
    /// Each with a line feed at its end, which stands in no word: nothing is found across two.
    pub(super) texts: Texts,
    pub(super) counts: Numbers<u32>,
    pub(super) rows: Packed,
}

/// The words of a block.
#[derive(Debug, Default)]
pub(in crate::store) struct Words {
    pub(super) plain: List,
    /// Words of ASCII digits alone.
    pub(super) numbers: List,
}

/// Places of words. Seeded as the standard library's hash is, and half of its time.
type Places<'t> = std::collections::HashMap<&'t str, u32, RandomState>;

/// A word of a row while words are gathered.
#[derive(Clone, Copy, Default)]
struct Posting {
    word: u32,
    row: u32,
    places: u8,
}

/// The words met so far.
#[derive(Default)]
struct Gathering<'t> {
    places: Places<'t>,
    texts: Vec<&'t str>,
    counts: Vec<u32>,
    /// The last posting of each word.
    last: Vec<usize>,
    postings: Vec<Posting>,
}

impl<'t> Gathering<'t> {
    fn text(&mut self, row: u32, text: &'t str, place: u8) {
        each_word(text, |word| {
            let next = u32::try_from(self.texts.len()).unwrap_or(u32::MAX);
            let number = *self.places.entry(word).or_insert(next);
            let at = number as usize;
            if number == next {
                self.texts.push(word);
                self.counts.push(0);
                self.last.push(usize::MAX);
            }
            self.counts[at] = self.counts[at].saturating_add(1);
            match self.postings.get_mut(self.last[at]) {
                Some(posting) if posting.row == row => posting.places |= place,
                _ => {
                    self.last[at] = self.postings.len();
                    self.postings.push(Posting {
                        word: number,
                        row,
                        places: place,
                    });
                }
            }
        });
    }

    fn finish(self) -> Words {
        let number = |&at: &u32| is_number(self.texts[at as usize]);
        let all = (0..).take(self.texts.len());
        let (numbers, plain) = all.partition(number);
        // The postings of each word beside each other, rows still ascending.
        let mut starts = vec![0_usize; self.texts.len() + 1];
        for posting in &self.postings {
            starts[posting.word as usize + 1] += 1;
        }
        for at in 1..starts.len() {
            starts[at] += starts[at - 1];
        }
        let mut next = starts.clone();
        let mut sorted = vec![(0, 0); self.postings.len()];
        for posting in &self.postings {
            let place = &mut next[posting.word as usize];
            sorted[*place] = (posting.row, posting.places);
            *place += 1;
        }
        let list = |mut order: Vec<u32>| {
            let mut list = List::default();
            order.sort_unstable_by_key(|&at| self.texts[at as usize]);
            for at in order {
                let at = at as usize;
                list.push(
                    self.texts[at],
                    self.counts[at],
                    &sorted[starts[at]..starts[at + 1]],
                );
            }
            list.texts.shrink();
            list
        };
        Words {
            plain: list(plain),
            numbers: list(numbers),
        }
    }
}

impl List {
    fn push(&mut self, text: &str, count: u32, postings: &[(u32, u8)]) {
        self.texts.push_with(|pool| {
            pool.push_str(text);
            pool.push('\n');
        });
        self.counts.push(count);
        self.rows.push_with(|bytes| {
            let mut writer = postings::Writer::new();
            for &(row, places) in postings {
                writer.push(row, places, bytes);
            }
            writer.finish(bytes);
        });
    }

    /// Returns how many words there are.
    pub(in crate::store) fn len(&self) -> usize {
        self.texts.len()
    }

    /// Returns some words, as far as there are so many, each with its count.
    pub(in crate::store) fn iter(&self, rows: Range<usize>) -> impl Iterator<Item = (&str, u32)> {
        let rows = rows.start..rows.end.min(self.len());
        let counts = self.counts.get(rows.clone()).unwrap_or_default();
        let words = self.texts.walk(rows);
        words
            .map(|word| word.strip_suffix('\n').unwrap_or(word))
            .zip(counts.iter().copied())
    }
}

impl Words {
    /// Returns the lists in whose words letters may stand together: numbers hold nothing but digits.
    pub(in crate::store) fn lists(&self, letters: &str) -> impl Iterator<Item = &List> {
        let numbers = is_number(letters).then_some(&self.numbers);
        [&self.plain].into_iter().chain(numbers)
    }

    /// Returns all lists.
    pub(in crate::store) fn all(&self) -> [&List; 2] {
        [&self.plain, &self.numbers]
    }
}

impl Block {
    /// Returns the folded words of all its rows.
    pub(in crate::store) fn words(&self) -> &Words {
        self.words.get_or_init(|| {
            let mut gathering = Gathering::default();
            for (row, number) in (0..self.len()).zip(0..) {
                gathering.text(number, self.folded_names(row), NAMES);
                gathering.text(number, self.folded_body(row), BODY);
            }
            gathering.finish()
        })
    }
}

fn is_number(word: &str) -> bool {
    word.bytes().all(|byte| byte.is_ascii_digit())
}

/// Calls `each` with the words of a folded text. Nearly all text is ASCII by then, where a word is a
/// run of bytes; the few others go the long way round.
pub(in crate::store) fn each_word<'t>(text: &'t str, mut each: impl FnMut(&'t str)) {
    let part = |c: char| !(c.is_ascii_alphanumeric() || c == '\'' || !c.is_ascii());
    for run in text.split(part).filter(|run| !run.is_empty()) {
        if run.is_ascii() && !run.contains('\'') {
            each(run);
        } else {
            words(run).map(|word| &run[word]).for_each(&mut each);
        }
    }
}
