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
    /// The letters that are in it, a bit each.
    pub(super) letters: u32,
    start: u32,
    end: u32,
}

impl Key {
    /// Returns where the word stands.
    pub(in crate::source) fn place(&self) -> Range<usize> {
        self.start as usize..self.end as usize
    }
}

/// The words of a text in order.
#[derive(Debug)]
pub(in crate::source) struct Index {
    pub(super) keys: Vec<Key>,
}

impl Index {
    pub(in crate::source) fn new(text: &str) -> Self {
        Self { keys: keys(text) }
    }

    /// Returns for each of some words the numbers of the words that are this one, in order, as long as
    /// there are at most `most` of them.
    ///
    /// One pass over the text: few quotes are sought in one text, and sorting its words takes longer.
    pub(super) fn places(&self, wanted: &[Key], most: usize) -> Vec<Vec<usize>> {
        let bit = |hash: u64| 1_u64 << (hash >> 58);
        let mask = wanted.iter().fold(0, |mask, key| mask | bit(key.hash));
        let mut places = vec![Vec::new(); wanted.len()];
        for (at, key) in self.keys.iter().enumerate() {
            if mask & bit(key.hash) == 0 {
                continue;
            }
            for (word, places) in wanted.iter().zip(&mut places) {
                if word.hash == key.hash && places.len() <= most {
                    places.push(at);
                }
            }
        }
        for places in &mut places {
            if places.len() > most {
                places.clear();
            }
        }
        places
    }
}

/// Returns the words of a text.
pub(in crate::source) fn keys(text: &str) -> Vec<Key> {
    let mut keys = Vec::with_capacity(text.len() / 6);
    let mut open: Option<Key> = None;
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        if let (true, Some(key)) = (c.is_ascii_alphanumeric(), &mut open) {
            // Most characters are a letter inside of a word.
            key.hash = mixed(key.hash, c);
            key.letters |= letter(c);
            key.end = u32::try_from(at + 1).unwrap_or(u32::MAX);
            continue;
        }
        let start = u32::try_from(at).unwrap_or(u32::MAX);
        let end = start.saturating_add(u32::try_from(c.len_utf8()).unwrap_or(1));
        if stands_alone(c) && c.is_alphanumeric() {
            keys.extend(open.take());
            keys.push(Key {
                hash: mixed(SEED, c),
                letters: letter(c),
                start,
                end,
            });
        } else if c.is_alphanumeric() {
            let key = open.get_or_insert(Key {
                hash: SEED,
                letters: 0,
                start,
                end,
            });
            key.hash = mixed(key.hash, c);
            key.letters |= letter(c);
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

/// The bit of a letter; two letters may share one.
fn letter(c: char) -> u32 {
    let lower = if c.is_ascii() {
        c.to_ascii_lowercase()
    } else {
        c.to_lowercase().next().unwrap_or(c)
    };
    1 << (u32::from(lower) & 31)
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
        let wanted = keys("cat the bird");
        assert_eq!(index.places(&wanted, 3), [vec![1], vec![0, 3, 6], vec![]]);
        assert_eq!(index.places(&wanted, 2), [vec![1], vec![], vec![]]);
    }
}
