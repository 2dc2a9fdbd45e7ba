//! Counting values over many claims.

use std::collections::HashMap;

/// How often each value was seen.
#[derive(Debug, Default)]
pub(crate) struct Counts {
    places: HashMap<String, usize>,
    values: Vec<(String, usize)>,
    /// Claims of one file share most values: the last one is asked first.
    last: usize,
}

impl Counts {
    /// Counts a value once more.
    pub(crate) fn add(&mut self, value: &str) {
        if let Some((last, count)) = self.values.get_mut(self.last)
            && last == value
        {
            *count += 1;
            return;
        }
        self.last = if let Some(&at) = self.places.get(value) {
            at
        } else {
            self.places.insert(value.to_owned(), self.values.len());
            self.values.push((value.to_owned(), 0));
            self.values.len() - 1
        };
        self.values[self.last].1 += 1;
    }

    /// Returns the values, the most frequent first, then by name.
    pub(crate) fn by_count(self) -> Vec<(String, usize)> {
        let mut counts = self.values;
        counts.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        counts
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_counted_and_sorted() {
        let mut counts = Counts::default();
        for value in ["b", "a", "a", "b", "a", "c"] {
            counts.add(value);
        }
        let expected = [("a", 3), ("b", 2), ("c", 1)];
        assert_eq!(
            counts.by_count(),
            expected.map(|(value, count)| (value.to_owned(), count))
        );
    }
}
