//! Near matches of earlier runs. Seeking one takes a thousand times as long as finding a quote that
//! stands there, so that these, and these alone, are kept.

use std::collections::HashMap;
use std::ops::Range;

use sha2::{Digest as _, Sha256};

/// The first line of what is kept; another one is that of another way of seeking.
const HEAD: &str = "onrecord near matches 1";

/// Which words of a text are nearest to a quote: by the hash of both.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Known {
    places: HashMap<u128, Option<(u32, u32)>>,
}

impl Known {
    /// Tells that nothing is known.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.places.is_empty()
    }

    /// Takes in what another one knows.
    pub fn extend(&mut self, other: Self) {
        self.places.extend(other.places);
    }

    pub(super) fn get(&self, key: u128) -> Option<Option<Range<usize>>> {
        let place = self.places.get(&key)?;
        Some(place.map(|(start, end)| start as usize..end as usize))
    }

    pub(super) fn keep(&mut self, key: u128, place: Option<&Range<usize>>) {
        let small = |at: usize| u32::try_from(at).ok();
        let place = place.map(|place| small(place.start).zip(small(place.end)));
        match place {
            None => self.places.insert(key, None),
            Some(Some(place)) => self.places.insert(key, Some(place)),
            Some(None) => None,
        };
    }

    /// Returns what is known as text, a line each, sorted.
    #[must_use]
    pub fn to_text(&self) -> String {
        let mut lines: Vec<String> = self
            .places
            .iter()
            .map(|(key, place)| match place {
                Some((start, end)) => format!("{key:032x} {start} {end}"),
                None => format!("{key:032x} -"),
            })
            .collect();
        lines.sort_unstable();
        lines.insert(0, HEAD.to_owned());
        lines.push(String::new());
        lines.join("\n")
    }

    /// Reads what [`Known::to_text`] wrote; lines that say nothing are passed over.
    #[must_use]
    pub fn from_text(text: &str) -> Self {
        let mut lines = text.lines();
        if lines.next() != Some(HEAD) {
            return Self::default();
        }
        let entry = |line: &str| {
            let mut words = line.split(' ');
            let key = u128::from_str_radix(words.next()?, 16).ok()?;
            let place = match (words.next()?, words.next()) {
                ("-", None) => None,
                (start, Some(end)) => Some((start.parse().ok()?, end.parse().ok()?)),
                _ => return None,
            };
            Some((key, place))
        };
        Self {
            places: lines.filter_map(entry).collect(),
        }
    }
}

/// Returns the number of a quote in a text, of which this is the hash.
pub(super) fn key(sha256: &str, wanted: &str) -> u128 {
    let digest = Sha256::new()
        .chain_update(sha256)
        .chain_update("\n")
        .chain_update(wanted)
        .finalize();
    digest
        .iter()
        .take(16)
        .fold(0, |key, &byte| key << 8 | u128::from(byte))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_again() {
        let mut known = Known::default();
        known.keep(key("a", "quote"), Some(&(3..9)));
        known.keep(key("a", "other"), None);
        assert_eq!(Known::from_text(&known.to_text()), known);
        assert_eq!(known.get(key("a", "quote")), Some(Some(3..9)));
        assert_eq!(known.get(key("a", "other")), Some(None));
        assert_eq!(known.get(key("b", "quote")), None);
    }

    #[test]
    fn what_others_wrote_is_not() {
        for text in ["", "x", "onrecord near matches 2\n00 -\n"] {
            assert!(Known::from_text(text).is_empty(), "{text}");
        }
        let torn = format!("{HEAD}\n0000 1\nzz 1 2\n01 1 2 \n02 -");
        assert_eq!(Known::from_text(&torn).places.len(), 2);
    }
}
