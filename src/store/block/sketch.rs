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

/// So many letters are looked for in sketches; the others tell nothing.
const LETTERS: usize = 63;
/// The bits of a third are looked at by so many.
const GROUP: usize = 7;

/// Letters that are looked for in sketches.
#[derive(Debug)]
pub(in crate::store) struct Sketched {
    /// How many.
    len: u32,
    /// For what the bits of a group may be, which of the letters lack theirs; what comes after them lacks
    /// always. So a sketch is looked at without a branch.
    lacking: Box<[[u64; 1 << GROUP]; WIDTH / GROUP]>,
}

impl Sketched {
    /// Returns what is looked for: folded letters, in order.
    pub(in crate::store) fn new(letters: &str) -> Self {
        let bit = |c: char| {
            let byte = u8::try_from(c).ok().filter(u8::is_ascii);
            byte.map_or(1 << OTHER, |byte| BIT[usize::from(byte)])
        };
        // A blank tells nothing.
        let bits = letters.chars().map(bit).filter(|bit| *bit != 0);
        let bits: Vec<u64> = bits.take(LETTERS).collect();
        let lacks = |group: usize, own: usize| {
            let letters = bits.iter().zip(0..);
            let lacking = letters.filter(|(bit, _)| {
                let bit = **bit >> (group * GROUP) & LOW;
                bit != 0 && own as u64 & bit == 0
            });
            lacking.fold(1 << bits.len(), |all, (_, at)| all | 1_u64 << at)
        };
        let group = |group| std::array::from_fn(|own| lacks(group, own));
        Self {
            len: u32::try_from(bits.len()).unwrap_or_default(),
            lacking: Box::new(std::array::from_fn(group)),
        }
    }

    /// Tells that the letters may stand in order in the text of a sketch: as many as can be are taken
    /// from each third.
    fn may_stand_in(&self, sketch: u64) -> bool {
        let mut taken = 0;
        for third in 0..THIRDS {
            let own = sketch >> (third * WIDTH);
            let groups = self.lacking.iter().zip(0..);
            let lacking = groups.fold(0, |all, (lacking, group)| {
                all | lacking[(own >> (group * GROUP) & LOW) as usize]
            });
            taken += (lacking >> taken).trailing_zeros();
        }
        taken == self.len
    }
}

/// The bits of one group.
const LOW: u64 = (1 << GROUP) - 1;

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
        let may = texts.map(|text| letters.may_stand_in(sketch(text.as_bytes())));
        assert_eq!(may, [true, false, false]);
        assert!(Sketched::new("").may_stand_in(0) && !Sketched::new("q").may_stand_in(0));
    }

    proptest! {
        #[test]
        fn letters_that_stand_in_order_are_never_denied(
            text in "[abexé日1 -]{0,12}|\\PC{0,20}|[ab]{60,140}",
            letters in "[abexé日1-]{0,4}|\\PC{0,3}|[ab]{60,70}",
        ) {
            let may = Sketched::new(&letters).may_stand_in(sketch(text.as_bytes()));
            prop_assert!(may || !stand(&text, &letters));
        }
    }
}
