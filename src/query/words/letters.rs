//! Letters in order within a folded line: whether they are there, and the score that fuzzy-matcher's
//! `fuzzy_indices` gives for it, without its matrix and without memory of its own.
//!
//! The score is that of the best way to take the letters. Each counts 16, the first one less. One
//! right after the letter before gets 4 more, or what its place is worth if that is more; one that
//! begins a word gets what its place is worth; `n` characters between two letters cost `3 + n`.

use memchr::{memchr, memrchr};

const LETTER: i32 = 16;
/// What stands before the first letter costs this, however much it is.
const BEFORE: i32 = -1;
/// What a letter right after another gets at least.
const NEXT: i32 = 4;
const GAP: i32 = -3;
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
pub(crate) struct Letters {
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
    pub(crate) fn new(folded: &str) -> Self {
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
    pub(crate) fn text(&self) -> &str {
        &self.text
    }

    /// Returns how many there are.
    pub(crate) fn len(&self) -> usize {
        self.chars.len()
    }

    /// Tells that one of some folded lines holds them in order.
    pub(crate) fn stand_in(&self, lines: &str) -> bool {
        self.stand_across(lines)
            && (is_line(lines) || lines.split('\n').any(|line| self.stand_across(line)))
    }

    /// Tells that they stand in a text in order, whatever lies between them.
    fn stand_across(&self, text: &str) -> bool {
        let mut bytes = text.as_bytes();
        if bytes.len() < self.text.len() || self.rarest.is_some_and(|c| memchr(c, bytes).is_none())
        {
            return false;
        }
        if self.text.len() != self.chars.len() {
            return in_order(text, &self.text);
        }
        self.text.bytes().all(|letter| {
            let found = memchr(letter, bytes).and_then(|at| bytes.get(at + 1..));
            bytes = found.unwrap_or_default();
            found.is_some()
        })
    }

    /// Returns the best score of some folded lines; `None` when none holds the letters in order.
    pub(crate) fn score(&self, lines: &str) -> Option<i32> {
        if !self.stand_across(lines) {
            return None;
        }
        if is_line(lines) {
            return self.of_line(lines);
        }
        let lines = lines.split('\n').filter(|line| self.stand_across(line));
        lines.filter_map(|line| self.of_line(line)).max()
    }

    fn of_line(&self, line: &str) -> Option<i32> {
        if line.len() > LONG || self.len() > BITS {
            self.by_matrix(line)
        } else if self.len() > FEW {
            self.along::<BITS>(line)
        } else {
            self.along::<FEW>(line)
        }
    }

    /// Goes along the characters of a line once, and remembers for each letter the best score with it
    /// last.
    fn along<const N: usize>(&self, line: &str) -> Option<i32> {
        let mut way = Way::<N>::new(self.len().checked_sub(1)?);
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
        '\0' | ' ' | '/' | '\\' | '|' | '(' | ')' | '[' | ']' | '{' | '}' => 8,
        '!'..='\'' | '*'..='.' | ':'..='@' | '^'..='`' | '~' => 7,
        _ => 0,
    }
}

/// [`bonus`] of each byte of ASCII text.
const BONUS: [i32; 256] = {
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

/// Tells that the characters of one text stand in another, in order.
fn in_order(line: &str, text: &str) -> bool {
    let mut rest = line;
    text.chars().all(|c| {
        let found = rest.split_once(c);
        rest = found.map_or("", |(_, later)| later);
        found.is_some()
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::fuzzy_indices;
    use super::*;
    use crate::text::fold::fold;

    /// The matcher's own score.
    fn expected(line: &str, letters: &str) -> Option<i32> {
        fuzzy_indices(line, letters).map(|(score, _)| i32::try_from(score).unwrap())
    }

    #[test]
    fn letters_stand_in_order() {
        let stand = |line, letters| Letters::new(letters).stand_in(line);
        assert!(stand("huge spending", "spndng"));
        assert!(!stand("huge spending", "gnds"));
        assert!(stand("日本 本", "本本") && !stand("日本", "本日"));
        assert!(!stand("", "a"));
    }

    #[test]
    fn letters_stand_within_one_line() {
        let letters = Letters::new("spnd");
        assert_eq!(letters.score("sp\nnd"), None);
        assert_eq!(
            letters.score("sxpxnxd\nspend\nsp"),
            expected("spend", "spnd")
        );
        assert!(letters.stand_in("sp\nspend") && !letters.stand_in("sp\nend"));
    }

    #[test]
    fn letters_that_lie_very_far_apart_are_scored_at_the_floor() {
        for gap in [29_990, 30_010, 32_780, 40_000] {
            let far = format!("spend{}ing now", " x".repeat(gap / 2));
            for letters in ["sng", "spendi", "now", "sx", "spw"] {
                let score = Letters::new(letters).score(&far);
                assert_eq!(score, expected(&far, letters), "{letters} {gap}");
            }
        }
    }

    #[test]
    fn more_letters_than_bits_are_scored_too() {
        let line = "ab c-".repeat(40);
        for letters in ["abc".repeat(25), "ab".repeat(32), "b c".repeat(22)] {
            let letters = letters.as_str();
            assert_eq!(Letters::new(letters).score(&line), expected(&line, letters));
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(6000))]

        #[test]
        fn the_score_is_the_matchers(
            line in "[a-d ]{0,40}|[ab/. -]{0,12}|\\PC{0,20}|(big-tech |a/b |1b|Camel|é){0,6}|[ab]{1,3}[ x]{0,90}[ab(]{1,6}|[a\0 b]{0,8}",
            letters in "[a-d]{1,6}|[ab/.-]{1,5}|\\PC{1,3}|big-tech|1b|[aé]{1,3}|aaa|ab",
        ) {
            let line = fold(&line);
            let sought = Letters::new(&fold(&letters));
            prop_assume!(sought.len() > 0);
            let score = expected(&line, sought.text());
            prop_assert_eq!(sought.score(&line), score);
            prop_assert_eq!(sought.stand_in(&line), score.is_some());
            let matrix = sought.stand_in(&line).then(|| sought.by_matrix(&line)).flatten();
            prop_assert_eq!(matrix, score);
        }
    }
}
