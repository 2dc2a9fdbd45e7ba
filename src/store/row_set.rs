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
    }
}
