//! The words of a block: each with how often it stands, and in which rows. Gathered once, kept with
//! the columns. They are of every row, of replaced files too.
//!
//! A word is a run of letters and digits with apostrophes inside ([`words`]). So a text that is itself
//! such a run stands in a row when it stands in one of the row's words: looking through the distinct
//! words takes the place of looking through all the text.

use std::ops::Range;

use foldhash::fast::RandomState;
use memchr::memmem::Finder;

use super::pass::STRETCH;
use super::postings::{self, BODY, NAMES};
use super::{Block, Numbers, Packed, Texts};
use crate::text::Tier;
use crate::text::fold::words;

/// Places of words. Seeded as the standard library's hash is, and half of its time.
type Places<'t> = std::collections::HashMap<&'t str, u32, RandomState>;

/// How well each row holds a word: a byte a row, see [`level`].
pub(in crate::store) type Levels = Vec<u8>;

/// Returns the byte of a row: how well its names and its body hold a word.
pub(in crate::store) fn level(names: Tier, body: Tier) -> u8 {
    (names as u8) << 2 | body as u8
}

/// Distinct words in order, how often each stands, and in which rows.
#[derive(Debug, Default)]
pub(in crate::store) struct Words {
    /// Each with a line feed at its end, which stands in no word: nothing is found across two.
    pub(super) texts: Texts,
    pub(super) counts: Numbers<u32>,
    pub(super) rows: Packed,
}

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
        let mut order: Vec<u32> = (0..).take(self.texts.len()).collect();
        order.sort_unstable_by_key(|&at| self.texts[at as usize]);
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
        for posting in self.postings {
            let place = &mut next[posting.word as usize];
            sorted[*place] = (posting.row, posting.places);
            *place += 1;
        }
        let mut words = Words::default();
        for at in order {
            let at = at as usize;
            words.texts.push_with(|pool| {
                pool.push_str(self.texts[at]);
                pool.push('\n');
            });
            words.counts.push(self.counts[at]);
            words.rows.push_with(|bytes| {
                let mut writer = postings::Writer::new();
                for &(row, places) in &sorted[starts[at]..starts[at + 1]] {
                    writer.push(row, places, bytes);
                }
                writer.finish(bytes);
            });
        }
        words.texts.shrink();
        words
    }
}

impl Words {
    /// Returns how many there are.
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

    /// Returns the words that hold a text which is itself a run of one word, and how well.
    fn holding(&self, text: &str) -> Vec<(Tier, usize)> {
        let pool = self.texts.pool();
        let finder = Finder::new(text);
        let mut found = Vec::new();
        let (mut at, mut word) = (0, 0);
        while let Some(hit) = pool.as_bytes().get(at..).and_then(|rest| finder.find(rest)) {
            word = self.texts.row_at(at + hit, word);
            let span = self.texts.span(word..word + 1);
            at = span.end;
            let own = pool.get(span).unwrap_or_default();
            found.push((Tier::of(own, text), word));
            word += 1;
        }
        found
    }

    /// Tells how well each of a block's rows holds a text which is itself a run of one word.
    fn levels(&self, text: &str, rows: usize) -> Levels {
        let mut levels = vec![0; rows];
        let mut found = self.holding(text);
        // The better ones come later, and what was written before gives way to them.
        found.sort_unstable();
        for (tier, word) in found {
            let write = [
                (0, 0),
                (level(Tier::Absent, tier), 0b1100),
                (level(tier, Tier::Absent), 0b0011),
                (level(tier, tier), 0),
            ];
            postings::each(self.rows.get(word), |rows, places| {
                let (own, keep) = write[usize::from(places & (NAMES | BODY))];
                for level in levels.get_mut(rows).unwrap_or_default() {
                    *level = *level & keep | own;
                }
            });
        }
        levels
    }

    /// Returns the rows, ascending, that have a word for which `fits` holds; the words tried are those
    /// that hold `part`.
    fn rows(&self, part: &str, fits: impl Fn(&str) -> bool, rows: usize) -> Vec<bool> {
        let mut has = vec![false; rows];
        for (_, word) in self.holding(part) {
            let own = self.texts.get(word).unwrap_or_default();
            if fits(own.trim_end()) {
                postings::each(self.rows.get(word), |rows, _| {
                    has.get_mut(rows).unwrap_or_default().fill(true);
                });
            }
        }
        has
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

    /// Calls `each` with the words of one file.
    pub(in crate::store) fn each_word_of_file(&self, file: usize, mut each: impl FnMut(&str)) {
        for row in self.rows(file) {
            each_word(self.folded_names(row as usize), &mut each);
            each_word(self.folded_body(row as usize), &mut each);
        }
    }

    /// Tells how well each row holds a folded text.
    pub(in crate::store) fn levels(&self, text: &str) -> Levels {
        if text.is_empty() {
            // Hidden characters alone: nothing is sought, and that stands everywhere.
            return vec![level(Tier::Whole, Tier::Whole); self.len()];
        }
        let Some(words) = self.words.get() else {
            // Nobody has needed the words yet, and gathering them takes longer than one search.
            return self.levels_by_text(text, None);
        };
        if is_word(text) {
            return words.levels(text, self.len());
        }
        self.levels_by_text(text, candidates(words, text, self.len()).as_deref())
    }

    /// Looks through the texts of some rows, ascending, or of all.
    fn levels_by_text(&self, text: &str, rows: Option<&[usize]>) -> Levels {
        let mut levels = vec![0; self.len()];
        let few = if self.bodies.pool.is_here() {
            FEW
        } else {
            FEWER
        };
        if let Some(rows) = rows.filter(|rows| rows.len() * few < self.len()) {
            for &row in rows {
                let (names, body) = (self.folded_names(row), self.folded_body(row));
                levels[row] = level(Tier::of(names, text), Tier::of(body, text));
            }
        } else {
            tiers(&self.names, text, |row, tier| {
                levels[row] |= level(tier, Tier::Absent);
            });
            tiers(&self.bodies, text, |row, tier| {
                levels[row] |= level(Tier::Absent, tier);
            });
        }
        levels
    }
}

/// Goes through a column, and calls `found` with the rows that hold a text, and how well.
fn tiers(texts: &Texts, text: &str, mut found: impl FnMut(usize, Tier)) {
    let finder = Finder::new(text);
    let pass = texts.pass();
    for start in (0..texts.len()).step_by(STRETCH) {
        let rows = start..(start + STRETCH).min(texts.len());
        pass.rows(rows, |all, from| {
            let (mut at, mut row) = (0, start);
            while let Some(hit) = all.as_bytes().get(at..).and_then(|rest| finder.find(rest)) {
                row = texts.row_at(from + at + hit, row);
                let span = texts.span(row..row + 1);
                let own = all.get(span.start - from..span.end - from);
                found(row, Tier::of(own.unwrap_or_default(), text));
                // The rest of a row that was found is of no interest.
                at = span.end - from;
                row += 1;
            }
        });
    }
}

/// Fewer rows than one in so many are read one by one.
const FEW: usize = 8;
/// The same, where to read one is to ask the disk for it and those around it.
const FEWER: usize = 64;

/// Tells that a text is a run of one word: wherever it stands, it stands inside a word.
fn is_word(text: &str) -> bool {
    words(text).next() == Some(0..text.len())
}

/// Returns the rows that have all the words a text is made of; `None` when it is made of none.
fn candidates(words: &Words, text: &str, rows: usize) -> Option<Vec<usize>> {
    let mut all: Option<Vec<bool>> = None;
    for span in crate::text::fold::words(text) {
        let part = &text[span.clone()];
        // An apostrophe may be inside the word, or at its edge.
        let ends = |c: Option<char>| c.is_some_and(|c| c != '\'');
        let starts = ends(text[..span.start].chars().next_back());
        let closes = ends(text[span.end..].chars().next());
        let fits =
            |word: &str| (!starts || word.starts_with(part)) && (!closes || word.ends_with(part));
        let own = words.rows(part, fits, rows);
        match &mut all {
            None => all = Some(own),
            Some(all) => all.iter_mut().zip(own).for_each(|(all, own)| *all &= own),
        }
    }
    let all = all?;
    let rows = all.iter().zip(0..).filter(|(has, _)| **has);
    Some(rows.map(|(_, row)| row).collect())
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
