//! Which rows have a word, packed: stretches of rows, each with whether the word stands in their names,
//! their body or both.
//!
//! A stretch is one number (LEB128): the gap to the stretch before, then a bit that tells whether it
//! is longer than one row (a second number is how much longer than two), then two bits for where.

use std::ops::Range;

use super::pack::{Packer, Unpacker};

/// The word stands in the body.
pub(super) const BODY: u8 = 1;
/// The word stands in the names.
pub(super) const NAMES: u8 = 2;

/// Packs the rows of one word, given ascending.
pub(super) struct Writer {
    /// Where the stretch before ended.
    end: u32,
    /// The stretch that may go on.
    open: Option<(Range<u32>, u8)>,
}

impl Writer {
    pub(super) fn new() -> Self {
        Self { end: 0, open: None }
    }

    pub(super) fn push(&mut self, row: u32, places: u8, bytes: &mut Vec<u8>) {
        match &mut self.open {
            Some((rows, own)) if *own == places && rows.end == row => rows.end += 1,
            _ => {
                self.finish(bytes);
                self.open = Some((row..row + 1, places));
            }
        }
    }

    /// Writes the last stretch.
    pub(super) fn finish(&mut self, bytes: &mut Vec<u8>) {
        let Some((rows, places)) = self.open.take() else {
            return;
        };
        let (gap, len) = (rows.start - self.end, rows.end - rows.start);
        let mut to = Packer(bytes);
        let long = u64::from(len > 1);
        to.number(u64::from(gap) << 3 | long << 2 | u64::from(places));
        if len > 1 {
            to.number(u64::from(len - 2));
        }
        self.end = rows.end;
    }
}

/// Calls `each` with every stretch of rows and where the word stands in them, ascending. Bytes that
/// were not written so end early.
pub(super) fn each(bytes: &[u8], mut each: impl FnMut(Range<usize>, u8)) {
    let mut from = Unpacker(bytes);
    let mut at = 0;
    while !from.0.is_empty() {
        let Some(number) = from.number() else { return };
        let more = if number & 4 == 0 {
            1
        } else {
            let Some(more) = from.number() else { return };
            more + 2
        };
        let (Ok(gap), Ok(len)) = (usize::try_from(number >> 3), usize::try_from(more)) else {
            return;
        };
        let start: usize = at + gap;
        at = start + len;
        each(start..at, (number & 3) as u8);
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn rows_come_back(places in prop::collection::vec(0..4_u8, 0..40)) {
            let mut bytes = Vec::new();
            let mut writer = Writer::new();
            let rows = places.iter().zip(0..).filter(|(places, _)| **places > 0);
            rows.for_each(|(places, row)| writer.push(row, *places, &mut bytes));
            writer.finish(&mut bytes);
            let mut read = vec![0; places.len()];
            each(&bytes, |rows, places| read[rows].fill(places));
            prop_assert_eq!(read, places);
        }

        #[test]
        fn any_bytes_are_read_without_a_panic(bytes in prop::collection::vec(0..128_u8, 0..40)) {
            each(&bytes, |_, _| {});
        }
    }
}
