//! Letters in order within a folded line: whether they are there, where, and the score that
//! fuzzy-matcher's `fuzzy_indices` gives for it, without its matrix and without memory of its own.
//!
//! The score is that of the best way to take the letters. Each counts 16, the first one less. One
//! right after the letter before gets 4 more, or what its place is worth if that is more; one that
//! begins a word gets what its place is worth; `n` characters between two letters cost `3 + n`.

use fuzzy_matcher::FuzzyMatcher;
use fuzzy_matcher::skim::SkimMatcherV2;
use memchr::{memchr, memchr2, memmem, memrchr};

use super::fold::folded;

pub(super) const LETTER: i32 = 16;
/// The most that a place is worth but the first: it begins a word.
pub(super) const WORD: i32 = 8;
/// What stands before the first letter costs this, however much it is.
const BEFORE: i32 = -1;
/// What a letter right after another gets at least.
pub(super) const NEXT: i32 = 4;
pub(super) const GAP: i32 = -3;
/// What the matcher starts from where no letter is taken: it shows through where letters lie very
/// far apart.
const FLOOR: i32 = i16::MIN as i32;
/// In shorter lines the floor never shows.
const LONG: usize = 30_000;
/// As many letters have a bit each; more are scored by the matrix.
const BITS: usize = 64;
/// For up to so many less is set up.
const FEW: usize = 16;

/// How often letters stand in text, the rarest last; what is not among them is rarer still.
const FREQUENT: &[u8] = b" etaoinsrhldcumfpgwybvk";

/// Letters that are sought in order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Letters {
    text: String,
    chars: Vec<char>,
    /// For each ASCII character, where it stands among the first [`BITS`] letters.
    places: Box<[u64; 128]>,
    /// The letter whose absence is most likely, when it is ASCII.
    rarest: Option<u8>,
}

/// How far the letters up to one of them were taken.
#[derive(Clone, Copy)]
struct Taken {
    /// The best score with this letter last, before what lies behind it is taken off.
    best: i32,
    /// The score with this letter at `at`, the last place where it stood.
    score: i32,
    at: i32,
}

/// A way along a line, with what is known of up to `N` letters.
struct Way<const N: usize> {
    taken: [Taken; N],
    /// The letters that were taken, a bit each.
    reached: u64,
    last: usize,
    most: Option<i32>,
}

impl<const N: usize> Way<N> {
    fn new(last: usize) -> Self {
        let none = Taken {
            best: i32::MIN,
            score: 0,
            at: 0,
        };
        Self {
            taken: [none; N],
            reached: 0,
            last,
            most: None,
        }
    }

    /// Takes what can be taken of a place that some letters stand at, and that is worth so much.
    fn step(&mut self, at: i32, places: u64, bonus: i32) {
        // Only letters whose one before was taken; the later ones first, so that none is taken twice.
        let mut open = places & (self.reached << 1 | 1);
        while open != 0 {
            let letter = open.ilog2() as usize;
            open ^= 1 << letter;
            let before = letter.checked_sub(1).and_then(|one| self.taken.get(one));
            let score = match before {
                None => BEFORE + LETTER + bonus,
                Some(one) => {
                    let apart = one.best - at + 1 + GAP + bonus;
                    let next = one.score + bonus.max(NEXT);
                    let beside = one.at + 1 == at;
                    LETTER + if beside { apart.max(next) } else { apart }
                }
            };
            let Some(own) = self.taken.get_mut(letter) else {
                continue;
            };
            *own = Taken {
                best: (score + at).max(own.best),
                score,
                at,
            };
            self.reached |= 1 << letter;
            if letter == self.last {
                self.most = self.most.max(Some(score));
            }
        }
    }
}

impl Letters {
    /// Returns what is sought for a folded text.
    #[must_use]
    pub fn new(folded: &str) -> Self {
        let chars: Vec<char> = folded.chars().collect();
        let mut places = Box::new([0; 128]);
        for (at, &c) in chars.iter().take(BITS).enumerate() {
            if let Some(bits) = places.get_mut(c as usize) {
                *bits |= 1_u64 << at;
            }
        }
        let frequency = |byte: &u8| FREQUENT.iter().position(|other| other == byte);
        let rarity = |byte: &u8| frequency(byte).unwrap_or(FREQUENT.len());
        let rarest = folded.bytes().filter(u8::is_ascii).max_by_key(rarity);
        Self {
            text: folded.to_owned(),
            chars,
            places,
            rarest,
        }
    }

    /// Returns them folded.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Returns how many there are.
    #[must_use]
    pub fn count(&self) -> usize {
        self.chars.len()
    }

    /// Returns how much more they may score in a line than the fewer letters that they begin with.
    #[must_use]
    pub fn most_more(&self, fewer: &Self) -> i32 {
        let before = self.chars.get(fewer.count().saturating_sub(1)..);
        let before = before.unwrap_or_default().split_last();
        // Right after the letter before, or at the beginning of the word after it.
        let most = |&before: &char| LETTER + bonus(before).max(NEXT).max(WORD + GAP - 1);
        before.map_or(0, |(_, before)| before.iter().map(most).sum())
    }

    /// Tells that one of some folded lines holds them in order.
    #[must_use]
    pub fn stand_in(&self, lines: &str) -> bool {
        self.stand_across(lines)
            && (is_line(lines) || lines.split('\n').any(|line| self.stand_across(line)))
    }

    /// Tells that they stand in a text in order, whatever lies between them.
    fn stand_across(&self, text: &str) -> bool {
        self.may_stand_in(text) && self.end_in(text.as_bytes(), 0).is_some()
    }

    /// Tells at a glance that they may stand in a folded text.
    #[must_use]
    pub fn may_stand_in(&self, text: &str) -> bool {
        let bytes = text.as_bytes();
        bytes.len() >= self.text.len() && self.rarest.is_none_or(|c| memchr(c, bytes).is_some())
    }

    /// Returns where those that follow the first so many bytes of them end in a folded text, when each is
    /// taken as early as can be; `None` when they do not stand in it in order.
    #[must_use]
    pub fn end_in(&self, text: &[u8], known: usize) -> Option<usize> {
        let mut at = 0;
        if self.text.len() == self.chars.len() {
            for &letter in self.text.as_bytes().get(known..)? {
                at += memchr(letter, text.get(at..)?)? + 1;
            }
            return Some(at);
        }
        let mut bytes = [0; 4];
        for letter in self.text.get(known..)?.chars() {
            let letter = letter.encode_utf8(&mut bytes).as_bytes();
            at += memmem::find(text.get(at..)?, letter)? + letter.len();
        }
        Some(at)
    }

    /// Returns the best score of some folded lines; `None` when none holds the letters in order.
    #[must_use]
    pub fn score(&self, lines: &str) -> Option<i32> {
        if !self.stand_across(lines) {
            return None;
        }
        if is_line(lines) {
            return self.score_line(lines);
        }
        let lines = lines.split('\n').filter(|line| self.stand_across(line));
        lines.filter_map(|line| self.score_line(line)).max()
    }

    /// Returns the best score of lines that may not be folded yet.
    #[must_use]
    pub fn score_unfolded(&self, lines: &str) -> Option<i32> {
        let rarest = |c: u8| memchr2(c, c.to_ascii_uppercase(), lines.as_bytes()).is_some();
        // What is not ASCII may fold to more letters, and to others.
        if lines.is_ascii() && (lines.len() < self.text.len() || !self.rarest.is_none_or(rarest)) {
            return None;
        }
        self.score(&folded(lines))
    }

    /// Returns the score of one folded line that holds the letters in order.
    #[must_use]
    pub fn score_line(&self, line: &str) -> Option<i32> {
        if line.len() > LONG || self.count() > BITS {
            self.by_matrix(line)
        } else if self.count() > FEW {
            self.along::<BITS>(line)
        } else {
            self.along::<FEW>(line)
        }
    }

    /// Goes along the characters of a line once, and remembers for each letter the best score with it
    /// last.
    fn along<const N: usize>(&self, line: &str) -> Option<i32> {
        let mut way = Way::<N>::new(self.count().checked_sub(1)?);
        if !line.is_ascii() {
            let mut before = FIRST;
            for (c, at) in line.chars().zip(0..) {
                way.step(at, self.places(c), before);
                before = bonus(c);
            }
            return way.most;
        }
        let line = line.as_bytes();
        let (first, last) = (self.text.bytes().next()?, self.text.bytes().next_back()?);
        let (start, end) = (memchr(first, line)?, memrchr(last, line)?);
        let before = start.checked_sub(1).and_then(|at| line.get(at));
        let mut before = before.map_or(FIRST, |&byte| BONUS[usize::from(byte)]);
        let at = i32::try_from(start).ok()?;
        for (&byte, at) in line.get(start..=end)?.iter().zip(at..) {
            way.step(at, self.places[usize::from(byte & 127)], before);
            before = BONUS[usize::from(byte)];
        }
        way.most
    }

    fn places(&self, c: char) -> u64 {
        if let Some(&bits) = self.places.get(c as usize) {
            return bits;
        }
        let here = self.chars.iter().enumerate().filter(|&(_, &own)| own == c);
        here.fold(0, |bits, (at, _)| bits | 1 << at)
    }

    /// Scores as the matcher does, letter by letter over the whole line, its floor included.
    fn by_matrix(&self, line: &str) -> Option<i32> {
        let line: Vec<char> = line.chars().collect();
        let others = line.iter().map(|&c| bonus(c));
        let bonuses: Vec<i32> = std::iter::once(FIRST).chain(others).collect();
        // The best score of the letters so far with the last one at a place, and before a place.
        let mut at = vec![FLOOR; line.len() + 1];
        let mut before = vec![BEFORE; line.len() + 1];
        let mut first = 0;
        for letter in &self.chars {
            first += line.get(first..)?.iter().position(|c| c == letter)?;
            let (mut own, mut own_before) = (vec![FLOOR; at.len()], vec![FLOOR; at.len()]);
            for place in first..line.len() {
                if line[place] == *letter {
                    let bonus = bonuses[place];
                    let next = at[place] + bonus.max(NEXT);
                    own[place + 1] = LETTER + next.max(before[place] + bonus);
                }
                own_before[place + 1] = (own[place] + GAP - 1).max(own_before[place] - 1);
            }
            first += 1;
            (at, before) = (own, own_before);
        }
        at.into_iter().max()
    }
}

/// What the first place of a line is worth.
const FIRST: i32 = 16;

/// Returns what the place after a character is worth: the first of a word. Folded text has no capitals,
/// so that none begins a word inside one.
const fn bonus(before: char) -> i32 {
    match before {
        '\0' | ' ' | '/' | '\\' | '|' | '(' | ')' | '[' | ']' | '{' | '}' => WORD,
        '!'..='\'' | '*'..='.' | ':'..='@' | '^'..='`' | '~' => 7,
        _ => 0,
    }
}

/// [`bonus`] of each byte of ASCII text.
pub(super) const BONUS: [i32; 256] = {
    let mut all = [0; 256];
    let mut byte = 0_u8;
    while byte < 128 {
        all[byte as usize] = bonus(byte as char);
        byte += 1;
    }
    all
};

fn is_line(lines: &str) -> bool {
    memchr(b'\n', lines.as_bytes()).is_none()
}

/// Returns the matcher's score of a folded text, and the places of the letters counted in characters.
///
/// Each call has a matcher of its own: one that was used before reads bonuses of the text before
/// out of its cells, so that its scores depend on what it saw (fuzzy-matcher 0.3.7).
#[must_use]
pub fn fuzzy_indices(text: &str, part: &str) -> Option<(i64, Vec<usize>)> {
    SkimMatcherV2::default()
        .ignore_case()
        .fuzzy_indices(text, part)
}

#[cfg(test)]
mod tests;
