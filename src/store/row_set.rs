//! A set of claims of one store, one bit each.

use super::Ix;

/// A set of claims of one store.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RowSet {
    /// Claims past the end are not in the set.
    bits: Vec<u64>,
}

impl RowSet {
    /// Returns the set of the first `len` claims.
    #[must_use]
    pub fn all(len: usize) -> Self {
        let mut bits = vec![u64::MAX; len / 64];
        if !len.is_multiple_of(64) {
            bits.push((1 << (len % 64)) - 1);
        }
        Self { bits }
    }

    /// Returns the claims, in store order, whose byte passes.
    #[must_use]
    pub fn of_bytes(bytes: &[u8], passes: impl Fn(u8) -> bool) -> Self {
        let bit = |byte: u8| u64::from(passes(byte));
        let word = |own: &[u8]| {
            own.iter()
                .rev()
                .fold(0, |word, &byte| word << 1 | bit(byte))
        };
        Self {
            bits: bytes.chunks(64).map(word).collect(),
        }
    }

    /// Returns the claims of the first `len` that are not in the set.
    #[must_use]
    pub fn complement(&self, len: usize) -> Self {
        let mut all = Self::all(len);
        all.drop(self);
        all
    }

    /// Returns the claims of a stretch that are in the set, ascending.
    pub fn within(&self, stretch: std::ops::Range<u32>) -> impl Iterator<Item = Ix> {
        let mut at = stretch.start;
        std::iter::from_fn(move || {
            while at < stretch.end {
                let word = self.bits.get(at as usize / 64)? >> (at % 64);
                if word == 0 {
                    at = (at / 64 + 1) * 64;
                    continue;
                }
                let found = at + word.trailing_zeros();
                at = found + 1;
                return (found < stretch.end).then_some(Ix(found));
            }
            None
        })
    }

    /// Takes the claims of the other set out.
    pub fn drop(&mut self, other: &Self) {
        for (word, other) in self.bits.iter_mut().zip(&other.bits) {
            *word &= !other;
        }
    }

    /// Adds a claim.
    pub fn insert(&mut self, ix: Ix) {
        let (word, bit) = place(ix);
        if word >= self.bits.len() {
            self.bits.resize(word + 1, 0);
        }
        self.bits[word] |= bit;
    }

    /// Tells that the claim is in the set.
    #[must_use]
    pub fn has(&self, ix: Ix) -> bool {
        let (word, bit) = place(ix);
        self.bits.get(word).is_some_and(|bits| bits & bit != 0)
    }

    /// Returns the number of claims.
    #[must_use]
    pub fn len(&self) -> usize {
        self.bits
            .iter()
            .map(|word| word.count_ones() as usize)
            .sum()
    }

    /// Tells that there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.bits.iter().all(|&word| word == 0)
    }

    /// Returns the claims in store order.
    pub fn iter(&self) -> impl Iterator<Item = Ix> {
        self.bits.iter().zip(0_u32..).flat_map(|(&word, at)| {
            let mut left = word;
            std::iter::from_fn(move || {
                let bit = (left != 0).then(|| left.trailing_zeros())?;
                left &= left - 1;
                Some(Ix(at * 64 + bit))
            })
        })
    }

    /// Keeps the claims that the other set has too.
    pub fn keep(&mut self, other: &Self) {
        self.bits.truncate(other.bits.len());
        for (word, other) in self.bits.iter_mut().zip(&other.bits) {
            *word &= other;
        }
    }

    /// Adds the claims of the other set.
    pub fn add(&mut self, other: &Self) {
        if self.bits.len() < other.bits.len() {
            self.bits.resize(other.bits.len(), 0);
        }
        for (word, other) in self.bits.iter_mut().zip(&other.bits) {
            *word |= other;
        }
    }
}

impl FromIterator<Ix> for RowSet {
    fn from_iter<I: IntoIterator<Item = Ix>>(rows: I) -> Self {
        let mut set = Self::default();
        rows.into_iter().for_each(|ix| set.insert(ix));
        set
    }
}

fn place(ix: Ix) -> (usize, u64) {
    (ix.0 as usize / 64, 1 << (ix.0 % 64))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn it_is_a_set(one in prop::collection::btree_set(0u32..300, 0..40), other in prop::collection::btree_set(0u32..300, 0..40)) {
            let set = |rows: &BTreeSet<u32>| rows.iter().map(|&at| Ix(at)).collect::<RowSet>();
            let rows = |set: &RowSet| set.iter().map(|ix| ix.0).collect::<BTreeSet<u32>>();
            let (a, b) = (set(&one), set(&other));
            prop_assert_eq!(rows(&a), one.clone());
            prop_assert_eq!((a.len(), a.is_empty()), (one.len(), one.is_empty()));
            prop_assert!((0..400).all(|at| a.has(Ix(at)) == one.contains(&at)));
            let (mut kept, mut joined) = (a.clone(), a);
            kept.keep(&b);
            joined.add(&b);
            prop_assert_eq!(rows(&kept), &one & &other);
            prop_assert_eq!(rows(&joined), &one | &other);
        }

        #[test]
        fn all_are_the_first(len in 0usize..200) {
            prop_assert_eq!(RowSet::all(len).iter().count(), len);
        }

        #[test]
        fn sets_are_what_vectors_of_bools_are(
            one in prop::collection::vec(any::<bool>(), 0..200),
            other in prop::collection::vec(any::<bool>(), 0..200),
            start in 0..220_u32,
            len in 0..220_u32,
        ) {
            let at = |bools: &[bool], ix: usize| bools.get(ix).copied().unwrap_or(false);
            let set = |bools: &[bool]| {
                let bytes: Vec<u8> = bools.iter().map(|&has| u8::from(has)).collect();
                RowSet::of_bytes(&bytes, |byte| byte == 1)
            };
            let (a, b) = (set(&one), set(&other));
            let expected = |holds: &dyn Fn(usize) -> bool| -> Vec<Ix> {
                (0..).take(220).filter(|&ix| holds(ix as usize)).map(Ix).collect()
            };
            let all = |set: &RowSet| set.iter().collect::<Vec<_>>();
            prop_assert_eq!(all(&a), expected(&|ix| at(&one, ix)));
            let (mut both, mut either, mut only) = (a.clone(), a.clone(), a.clone());
            both.keep(&b);
            either.add(&b);
            only.drop(&b);
            prop_assert_eq!(all(&both), expected(&|ix| at(&one, ix) && at(&other, ix)));
            prop_assert_eq!(all(&either), expected(&|ix| at(&one, ix) || at(&other, ix)));
            prop_assert_eq!(all(&only), expected(&|ix| at(&one, ix) && !at(&other, ix)));
            prop_assert_eq!(all(&a.complement(one.len())), expected(&|ix| ix < one.len() && !at(&one, ix)));
            let stretch = start..start + len;
            let inside = |ix: &Ix| stretch.contains(&ix.0);
            let within: Vec<Ix> = a.within(stretch.clone()).collect();
            prop_assert_eq!(within, a.iter().filter(inside).collect::<Vec<_>>());
        }
    }
}
