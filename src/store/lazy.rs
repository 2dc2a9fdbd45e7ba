//! Things made when they are first asked for, one a row. An unvisited stretch of rows takes no memory.

use std::sync::OnceLock;

const PAGE: usize = 128;

type Page<T> = Box<[OnceLock<Box<T>>]>;

/// A thing for each row.
pub(super) struct Lazy<T> {
    pages: Box<[OnceLock<Page<T>>]>,
}

impl<T> std::fmt::Debug for Lazy<T> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Lazy({} pages)", self.pages.len())
    }
}

impl<T> Default for Lazy<T> {
    fn default() -> Self {
        Self::new(0)
    }
}

impl<T> Lazy<T> {
    pub(super) fn new(rows: usize) -> Self {
        let pages = (0..rows.div_ceil(PAGE)).map(|_| OnceLock::new());
        Self {
            pages: pages.collect(),
        }
    }

    /// Returns the thing of a row, made at the first call; `None` past the last row.
    pub(super) fn get(&self, row: usize, make: impl FnOnce() -> T) -> Option<&T> {
        let page = self.pages.get(row / PAGE)?;
        let page = page.get_or_init(|| (0..PAGE).map(|_| OnceLock::new()).collect());
        let place = page.get(row % PAGE)?;
        Some(place.get_or_init(|| Box::new(make())))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_thing_is_made_once() {
        let lazy = Lazy::new(PAGE + 1);
        assert_eq!(lazy.get(PAGE, || 7), Some(&7));
        assert_eq!(lazy.get(PAGE, || 8), Some(&7));
        assert_eq!(lazy.get(2 * PAGE, || 9), None);
    }
}
