//! The words of a text as numbers, so that near matches are found without reading it again.
//!
//! Capitals, marks and dashes do not tell words apart here: this finds where to look, and decides
//! nothing.

use std::ops::Range;

use super::literal::stands_alone;

/// A word: what it is, and where it stands.
#[derive(Debug, Clone, Copy)]
pub(in crate::source) struct Key {
    pub(in crate::source) hash: u64,
    start: u32,
    end: u32,
}

impl Key {
    /// Returns where the word stands.
    pub(in crate::source) fn place(&self) -> Range<usize> {
        self.start as usize..self.end as usize
    }
}

/// The words of a text in order, and by what they are.
#[derive(Debug)]
pub(in crate::source) struct Index {
    pub(super) keys: Vec<Key>,
    /// Hash and number of each word, sorted.
    sorted: Vec<(u64, u32)>,
}

impl Index {
    pub(in crate::source) fn new(text: &str) -> Self {
        let keys = keys(text);
        let numbered = keys.iter().zip(0_u32..);
        let mut sorted: Vec<(u64, u32)> = numbered.map(|(key, at)| (key.hash, at)).collect();
        sorted.sort_unstable();
        Self { keys, sorted }
    }

    /// Returns the numbers of the words that are this one, in order.
    pub(super) fn places(&self, hash: u64) -> impl ExactSizeIterator<Item = usize> + '_ {
        let first = self.sorted.partition_point(|&(other, _)| other < hash);
        let behind = self.sorted.partition_point(|&(other, _)| other <= hash);
        self.sorted[first..behind]
            .iter()
            .map(|&(_, at)| at as usize)
    }
}

/// Returns the words of a text.
pub(in crate::source) fn keys(text: &str) -> Vec<Key> {
    let mut keys = Vec::new();
    let mut open: Option<Key> = None;
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let start = u32::try_from(at).unwrap_or(u32::MAX);
        let end = start.saturating_add(u32::try_from(c.len_utf8()).unwrap_or(1));
        if stands_alone(c) && c.is_alphanumeric() {
            keys.extend(open.take());
            keys.push(Key {
                hash: mixed(SEED, c),
                start,
                end,
            });
        } else if c.is_alphanumeric() {
            let key = open.get_or_insert(Key {
                hash: SEED,
                start,
                end,
            });
            key.hash = mixed(key.hash, c);
            key.end = end;
        } else {
            let next = chars.peek().map(|&(_, next)| next);
            let inner =
                matches!(c, '\'' | '’' | '.' | ',') && next.is_some_and(char::is_alphanumeric);
            let number = |c: char| c.is_ascii_digit();
            let inner = inner && (matches!(c, '\'' | '’') || next.is_some_and(number));
            if !inner || open.is_none() {
                keys.extend(open.take());
            }
        }
    }
    keys.extend(open);
    keys
}

const SEED: u64 = 0xcbf2_9ce4_8422_2325;

/// One step of the FNV-1a hash, over the lower-case form.
fn mixed(hash: u64, c: char) -> u64 {
    let step = |hash: u64, c: char| (hash ^ u64::from(c)).wrapping_mul(0x0100_0000_01b3);
    if c.is_ascii() {
        return step(hash, c.to_ascii_lowercase());
    }
    c.to_lowercase().fold(hash, step)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<&str> {
        keys(text).iter().map(|key| &text[key.place()]).collect()
    }

    #[test]
    fn words_are_cut_at_marks_and_dashes() {
        assert_eq!(
            words("“It can’t last,” — of $1,500.50!"),
            ["It", "can’t", "last", "of", "1,500.50"]
        );
        assert_eq!(
            words("just—millions, AI-driven"),
            ["just", "millions", "AI", "driven"]
        );
        assert_eq!(words("经济 x"), ["经", "济", "x"]);
    }

    #[test]
    fn marks_and_capitals_are_alike() {
        let hashes = |text: &str| keys(text).iter().map(|key| key.hash).collect::<Vec<_>>();
        assert_eq!(hashes("It can’t BE"), hashes("it “can't” be"));
        assert_ne!(hashes("it is"), hashes("it was"));
    }

    #[test]
    fn places_come_in_order() {
        let index = Index::new("the cat and the dog and The end");
        let the = index.keys[0].hash;
        assert_eq!(index.places(the).collect::<Vec<_>>(), [0, 3, 6]);
        assert_eq!(index.places(1).len(), 0);
    }
}
