//! Which letters stand in a folded line after some that were found there: with it is known of one letter
//! more whether it stands there too and how much it may add, without the line.

use super::letters::{BONUS, GAP, LETTER, Letters, NEXT, WORD};

/// What stands in a line after letters, where each of them is taken as early as can be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct After {
    /// The letters that stand there.
    any: u32,
    /// Those that stand near one that the last of the letters may be.
    near: u32,
}

/// The most that a letter adds right after the one before, or at the beginning of the word after it.
const NEAR: i32 = LETTER + NEXT;
/// The most that it adds inside a word further on.
const FAR: i32 = LETTER + GAP - 1;
/// A word that begins after more than so many characters adds no more than that.
const REACH: usize = WORD.unsigned_abs() as usize;

impl After {
    /// All letters may stand there.
    pub const UNKNOWN: Self = Self {
        any: u32::MAX,
        near: u32::MAX,
    };

    /// Looks behind the letters in a line, in which they end before a byte.
    #[must_use]
    pub fn of(letters: &Letters, line: &[u8], end: usize) -> Self {
        let Some((&last, rest)) = end
            .checked_sub(1)
            .and_then(|at| line.get(at..)?.split_first())
        else {
            return Self::UNKNOWN;
        };
        let (mut any, mut near) = (0, 0);
        // How many characters lie behind one that may be the last of the letters.
        let (mut apart, mut before) = (0, last);
        for &byte in rest {
            let bit = BIT[usize::from(byte)];
            let begins = BONUS[usize::from(before)] > 0;
            any |= bit;
            if apart == 0 || begins && apart <= REACH {
                near |= bit;
            }
            apart = match byte {
                byte if byte == last => 0,
                // The rest of a character.
                0x80..0xc0 => apart,
                _ => apart + 1,
            };
            before = byte;
        }
        // Of letters that take several bytes the last byte tells little.
        let near = if last.is_ascii() { near } else { u32::MAX };
        debug_assert!(letters.text().as_bytes().last() == Some(&last));
        Self { any, near }
    }

    /// Tells that a byte of letters may stand there.
    #[must_use]
    pub fn may_have(self, byte: u8) -> bool {
        self.any & BIT[usize::from(byte)] != 0
    }

    /// Returns the most that one more letter adds to the score.
    #[must_use]
    pub fn most(self, byte: u8) -> i32 {
        if self.near & BIT[usize::from(byte)] == 0 {
            FAR
        } else {
            NEAR
        }
    }

    /// Tells that a byte is a letter with a bit to itself: it stands there when it may.
    #[must_use]
    pub fn knows(byte: u8) -> bool {
        byte.is_ascii_lowercase()
    }
}

/// The bit of each byte; those that are no letter from a to z share one.
const BIT: [u32; 256] = {
    let mut bits = [1 << 26; 256];
    let mut byte = b'a';
    while byte <= b'z' {
        bits[byte as usize] = 1 << (byte - b'a');
        byte += 1;
    }
    bits
};

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn one_more_letter_stands_there_and_adds_no_more_than_is_said(
            line in "[abcd é.-]{0,30}",
            letters in "[abcé]{1,4}",
            more in "[abcd]",
        ) {
            let fewer = Letters::new(&letters);
            let longer = Letters::new(&format!("{letters}{more}"));
            prop_assume!(fewer.stand_in(&line));
            let end = fewer.end_in(line.as_bytes(), 0).unwrap();
            let after = After::of(&fewer, line.as_bytes(), end);
            let byte = more.as_bytes()[0];
            prop_assert!(After::knows(byte));
            prop_assert_eq!(after.may_have(byte), longer.stand_in(&line));
            if let Some(score) = longer.score(&line) {
                prop_assert!(score <= fewer.score(&line).unwrap() + after.most(byte));
            }
        }
    }

    #[test]
    fn what_lies_far_adds_less() {
        let most = |line: &str, byte: u8| {
            let letters = Letters::new("ab");
            let end = letters.end_in(line.as_bytes(), 0).unwrap();
            After::of(&letters, line.as_bytes(), end).most(byte)
        };
        assert_eq!(most("xabc", b'c'), NEAR);
        assert_eq!(most("ab cd", b'c'), NEAR);
        assert_eq!(most("ab xxxxx c", b'c'), NEAR);
        assert_eq!(most("ab xxxxxxxx c", b'c'), FAR);
        assert_eq!(most("abxc", b'c'), FAR);
        assert_eq!(most("abxc bc", b'c'), NEAR);
    }
}
