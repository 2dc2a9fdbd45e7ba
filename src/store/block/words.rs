//! Text looked for in the rows of a block, through the lists of their words where they are at hand. They
//! are gathered once and kept with the columns; of every row, of replaced files too.
//!
//! A word is a run of letters and digits with apostrophes inside ([`words`]). So a text that is itself
//! such a run stands in a row when it stands in one of the row's words: looking through the distinct
//! words takes the place of looking through all the text.

use std::ops::Range;

use memchr::memmem::Finder;

use super::column::PIECE;
use super::lists::{List, Words, each_word};
use super::pass::STRETCH;
use super::postings::{self, BODY, NAMES};
use super::{Block, Texts};
use crate::text::Tier;
use crate::text::fold::words;

/// How well each row holds a word: a byte a row, see [`level`].
pub(in crate::store) type Levels = Vec<u8>;

/// Returns the byte of a row: how well its names and its body hold a word.
pub(in crate::store) fn level(names: Tier, body: Tier) -> u8 {
    (names as u8) << 2 | body as u8
}

/// A word of a list in which something was found.
struct Holding<'w> {
    list: &'w List,
    word: usize,
    tier: Tier,
}

/// Returns the words that hold a text which is itself a run of one word, and how well.
fn holding<'w>(words: &'w Words, text: &str) -> Vec<Holding<'w>> {
    let finder = Finder::new(text);
    let mut found = Vec::new();
    for list in words.lists(text) {
        let pool = list.texts.pool();
        let (mut at, mut word) = (0, 0);
        while let Some(hit) = pool.as_bytes().get(at..).and_then(|rest| finder.find(rest)) {
            word = list.texts.row_at(at + hit, word);
            let span = list.texts.span(word..word + 1);
            at = span.end;
            let tier = Tier::of(pool.get(span).unwrap_or_default(), text);
            found.push(Holding { list, word, tier });
            word += 1;
        }
    }
    found
}

/// Tells how well each of a block's rows holds a text which is itself a run of one word.
fn levels_of_word(words: &Words, text: &str, rows: usize) -> Levels {
    let mut levels = vec![0; rows];
    let mut found = holding(words, text);
    // The better ones come later, and what was written before gives way to them.
    found.sort_by_key(|holding| holding.tier);
    for Holding { list, word, tier } in found {
        let write = [
            (0, 0),
            (level(Tier::Absent, tier), 0b1100),
            (level(tier, Tier::Absent), 0b0011),
            (level(tier, tier), 0),
        ];
        postings::each(list.rows.get(word), |rows, places| {
            let (own, keep) = write[usize::from(places & (NAMES | BODY))];
            for level in levels.get_mut(rows).unwrap_or_default() {
                *level = *level & keep | own;
            }
        });
    }
    levels
}

/// Returns the places of each row that have a word for which `fits` holds; the words tried are those
/// that hold `part`.
fn places_with(words: &Words, part: &str, fits: impl Fn(&str) -> bool, rows: usize) -> Vec<u8> {
    let mut all = vec![0; rows];
    for Holding { list, word, .. } in holding(words, part) {
        let own = list.texts.get(word).unwrap_or_default();
        if fits(own.trim_end()) {
            postings::each(list.rows.get(word), |rows, places| {
                let rows = all.get_mut(rows).unwrap_or_default();
                for own in rows {
                    *own |= places;
                }
            });
        }
    }
    all
}

impl Block {
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
            return levels_of_word(words, text, self.len());
        }
        self.levels_by_text(text, candidates(words, text, self.len()).as_deref())
    }

    /// Looks through the texts of all rows, or of those places of them that are given.
    fn levels_by_text(&self, text: &str, places: Option<&[u8]>) -> Levels {
        let mut levels = vec![0; self.len()];
        tiers(&self.names, text, Wanted(places, NAMES), |row, tier| {
            levels[row] |= level(tier, Tier::Absent);
        });
        tiers(&self.bodies, text, Wanted(places, BODY), |row, tier| {
            levels[row] |= level(Tier::Absent, tier);
        });
        levels
    }
}

/// The rows whose names, or whose bodies, are looked through; all where nothing is known of them.
#[derive(Clone, Copy)]
struct Wanted<'p>(Option<&'p [u8]>, u8);

impl Wanted<'_> {
    /// Returns stretches of rows in which they all are: pieces that are read together.
    fn stretches(self, rows: usize) -> Vec<Range<usize>> {
        let Self(places, place) = self;
        let has = |rows: &Range<usize>| {
            let own = places.map(|places| places.get(rows.clone()).unwrap_or_default());
            own.is_none_or(|own| own.iter().any(|own| own & place != 0))
        };
        let pieces = (0..rows).step_by(PIECE);
        let pieces = pieces.map(|start| start..(start + PIECE).min(rows));
        let mut all: Vec<Range<usize>> = Vec::new();
        for piece in pieces.filter(has) {
            match all.last_mut() {
                Some(last) if last.end == piece.start && last.len() < STRETCH => {
                    last.end = piece.end;
                }
                _ => all.push(piece),
            }
        }
        all
    }
}

/// Goes through a column, and calls `found` with the rows that hold a text, and how well.
fn tiers(texts: &Texts, text: &str, wanted: Wanted<'_>, mut found: impl FnMut(usize, Tier)) {
    let stretches = wanted.stretches(texts.len());
    let rows: usize = stretches.iter().map(Range::len).sum();
    let few = rows * FEW < texts.len();
    let pass = if few { texts.glance() } else { texts.pass() };
    let finder = Finder::new(text);
    for rows in stretches {
        pass.rows(rows.clone(), |all, from| {
            let (mut at, mut row) = (0, rows.start);
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

/// Of fewer rows than one in so many nobody needs the texts of the others.
const FEW: usize = 8;

/// Tells that a text is a run of one word: wherever it stands, it stands inside a word.
fn is_word(text: &str) -> bool {
    words(text).next() == Some(0..text.len())
}

/// Returns the places of each row where all the words stand that a text is made of, and where alone it
/// may stand; `None` when it is made of none.
fn candidates(words: &Words, text: &str, rows: usize) -> Option<Vec<u8>> {
    let mut all: Option<Vec<u8>> = None;
    for span in crate::text::fold::words(text) {
        let part = &text[span.clone()];
        // An apostrophe may be inside the word, or at its edge.
        let ends = |c: Option<char>| c.is_some_and(|c| c != '\'');
        let starts = ends(text[..span.start].chars().next_back());
        let closes = ends(text[span.end..].chars().next());
        let fits =
            |word: &str| (!starts || word.starts_with(part)) && (!closes || word.ends_with(part));
        let own = places_with(words, part, fits, rows);
        match &mut all {
            None => all = Some(own),
            Some(all) => all.iter_mut().zip(own).for_each(|(all, own)| *all &= own),
        }
    }
    all
}
