//! A sketch of each row: which letters stand in the first, the middle and the last third of its id and
//! body. Eight bytes tell of most rows that some letters do not stand in them in order, so that their
//! text need not be read.

use super::{Block, Numbers};
use crate::text::fold::fold_into;

/// Numbers that the sketch of a row takes.
pub(super) const NUMBERS: usize = 2;

const THIRDS: usize = 3;
/// Letters with a bit of a third to themselves; those that stand nearly everywhere tell little and share
/// one, and so do the rarest.
const CLASSES: [&[u8]; 20] = [
    b"eao", b"t", b"i", b"n", b"s", b"r", b"h", b"l", b"d", b"c", b"u", b"m", b"f", b"p", b"g",
    b"w", b"y", b"b", b"v", b"kxjqz",
];
/// The class of every other character but blanks, which nobody looks for.
const OTHER: u8 = 20;
const WIDTH: usize = 21;

/// The bit of each byte.
const BIT: [u64; 256] = {
    let mut bits = [1 << OTHER; 256];
    bits[b' ' as usize] = 0;
    bits[b'\n' as usize] = 0;
    let mut at = 0;
    while at < CLASSES.len() {
        let mut byte = 0;
        while byte < CLASSES[at].len() {
            bits[CLASSES[at][byte] as usize] = 1 << at;
            byte += 1;
        }
        at += 1;
    }
    bits
};

/// Letters that are looked for in sketches.
#[derive(Debug)]
pub(in crate::store) struct Sketched {
    /// Of each letter in order, its bit.
    letters: Vec<u64>,
    /// All of them.
    all: u64,
}

impl Sketched {
    /// Returns what is looked for: folded letters, in order.
    pub(in crate::store) fn new(letters: &str) -> Self {
        let bit = |c: char| {
            let byte = u8::try_from(c).ok().filter(u8::is_ascii);
            byte.map_or(1 << OTHER, |byte| BIT[usize::from(byte)])
        };
        // A blank tells nothing.
        let letters: Vec<u64> = letters.chars().map(bit).filter(|bit| *bit != 0).collect();
        let all = letters.iter().fold(0, |all, bit| all | bit);
        Self { letters, all }
    }

    /// Tells that the letters may stand in order in the text of a sketch: as many as can be are taken
    /// from each third.
    fn may_stand_in(&self, sketch: u64) -> bool {
        let thirds = [0, 1, 2].map(|third| sketch >> (third * WIDTH));
        let [first, second, third] = thirds;
        if (first | second | third) & self.all != self.all {
            return false;
        }
        let mut rest = self.letters.as_slice();
        for own in thirds {
            while let [bit, later @ ..] = rest
                && own & bit != 0
            {
                rest = later;
            }
        }
        rest.is_empty()
    }
}

/// Returns the sketch of a folded text.
fn sketch(text: &[u8]) -> u64 {
    let (first, second) = (text.len() / THIRDS, text.len() * 2 / THIRDS);
    let thirds = [&text[..first], &text[first..second], &text[second..]];
    let letters = |own: &[u8]| {
        own.iter()
            .fold(0, |all, &byte| all | BIT[usize::from(byte)])
    };
    let all = thirds.into_iter().zip(0..);
    all.fold(0, |all, (own, at)| all | letters(own) << (at * WIDTH))
}

impl Block {
    /// Returns the sketches of all its rows; they are made when they are first asked for.
    pub(super) fn sketches(&self) -> &Numbers<u32> {
        self.sketches.get_or_init(|| {
            let mut numbers = Vec::with_capacity(self.len() * NUMBERS);
            let mut text = String::new();
            for row in 0..self.len() {
                text.clear();
                fold_into(self.ids.get(row).unwrap_or_default(), &mut text);
                text.push('\n');
                text.push_str(self.folded_body(row));
                let own = sketch(text.as_bytes());
                numbers.extend_from_slice(bytemuck::cast::<u64, [u32; NUMBERS]>(own).as_slice());
            }
            numbers.into()
        })
    }

    /// Returns what tells whether letters may stand in order in a line of a row's id or body.
    pub(in crate::store) fn may_hold(&self, letters: &Sketched) -> impl Fn(usize) -> bool {
        let (sketches, _) = self.sketches().as_chunks::<NUMBERS>();
        move |row| {
            let own = sketches.get(row).copied().map(bytemuck::cast);
            own.is_some_and(|own| letters.may_stand_in(own))
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn stand(text: &str, letters: &str) -> bool {
        let mut rest = text.chars();
        letters.chars().all(|c| rest.any(|own| own == c))
    }

    #[test]
    fn most_texts_without_the_letters_in_order_are_told_apart() {
        let texts = [
            "unemployment is falling",
            "the euro was strong",
            "ploy, then meant",
        ];
        let letters = Sketched::new("unmplymnt");
        // What lies above the bits of a third is that of the next: no letter has such a bit.
        assert_eq!(letters.all >> WIDTH, 0);
        let may = texts.map(|text| letters.may_stand_in(sketch(text.as_bytes())));
        assert_eq!(may, [true, false, false]);
        assert!(Sketched::new("").may_stand_in(0) && !Sketched::new("q").may_stand_in(0));
    }

    proptest! {
        #[test]
        fn letters_that_stand_in_order_are_never_denied(
            text in "[abexé日1 -]{0,12}|\\PC{0,20}",
            letters in "[abexé日1-]{0,4}|\\PC{0,3}",
        ) {
            let may = Sketched::new(&letters).may_stand_in(sketch(text.as_bytes()));
            prop_assert!(may || !stand(&text, &letters));
        }
    }
}
