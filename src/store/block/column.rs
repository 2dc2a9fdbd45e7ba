//! Columns that are there, or are read from where they were kept when somebody first looks at them.
//!
//! Knows no file: whoever keeps columns hands them in as a [`Kept`].

use std::fmt;
use std::ops::{Deref, Range};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, OnceLock};

/// So many rows of a pool are one piece: read, and checked, together.
pub(super) const PIECE: usize = 32;

/// So many bytes of a column of numbers are one part: read, and checked, together.
pub const PART: usize = 4096;

/// A column as it is written.
#[derive(Debug, Clone)]
pub enum Column<'a> {
    /// Bytes, read as a whole or part by part.
    Bytes(&'a [u8]),
    /// Numbers, read as a whole or part by part.
    Words(&'a [u32]),
    /// Bytes that are read piece by piece, and where each piece ends.
    Pool(&'a [u8], Vec<usize>),
}

/// Where kept columns come from. What is not as it was written gives nothing, and is remembered.
pub trait Kept: fmt::Debug + Send + Sync {
    /// Returns a column of bytes, or all bytes of a pool.
    fn bytes(&self, column: usize) -> Option<Vec<u8>>;

    /// Returns a column of numbers.
    fn words(&self, column: usize) -> Option<Vec<u32>>;

    /// Returns one part, of [`PART`] bytes or the rest, of a column of bytes.
    fn part_of_bytes(&self, column: usize, part: usize) -> Option<Vec<u8>>;

    /// Returns one part, of [`PART`] bytes or the rest, of a column of numbers.
    fn part_of_words(&self, column: usize, part: usize) -> Option<Vec<u32>>;

    /// Returns one piece of a pool, which lies at these bytes.
    fn piece(&self, column: usize, piece: usize, bytes: Range<usize>) -> Option<Vec<u8>>;

    /// Reads pieces that lie beside each other, from the given one on, into the front of a buffer; the
    /// first begins at `start`, and each ends where `ends` tells.
    fn pieces(
        &self,
        column: usize,
        first: usize,
        start: usize,
        ends: &[usize],
        buffer: &mut Vec<u8>,
    ) -> Option<()>;

    /// Remembers that something is not as it was written.
    fn damaged(&self);

    /// Tells that something was not as it was written: what was shown of it is wrong.
    fn is_damaged(&self) -> bool;
}

/// A column among those that were kept.
#[derive(Debug, Clone)]
pub(crate) struct Place {
    pub(super) kept: Arc<dyn Kept>,
    pub(super) column: usize,
}

/// What a column of numbers may hold.
pub(crate) trait Number: Copy + fmt::Debug {
    fn read(place: &Place) -> Option<Vec<Self>>;
    fn part(place: &Place, part: usize) -> Option<Vec<Self>>;
}

impl Number for u8 {
    fn read(place: &Place) -> Option<Vec<Self>> {
        place.kept.bytes(place.column)
    }

    fn part(place: &Place, part: usize) -> Option<Vec<Self>> {
        place.kept.part_of_bytes(place.column, part)
    }
}

impl Number for u32 {
    fn read(place: &Place) -> Option<Vec<Self>> {
        place.kept.words(place.column)
    }

    fn part(place: &Place, part: usize) -> Option<Vec<Self>> {
        place.kept.part_of_words(place.column, part)
    }
}

/// Parts that were read, each at its place.
type Parts<T> = Box<[OnceLock<Vec<T>>]>;

/// A column of fewer parts is read as a whole, and so is one of which a part in so many was asked for.
const FEW_PARTS: usize = 8;

/// A column of numbers: a slice, read when it is first looked at; [`Numbers::at`] reads what is around
/// one number.
#[derive(Debug)]
pub(crate) struct Numbers<T> {
    own: OnceLock<Vec<T>>,
    parts: OnceLock<Parts<T>>,
    /// How many parts were read.
    read: AtomicUsize,
    /// Where it is read from, and how many there must be, where that is known.
    from: Option<(Place, Option<usize>)>,
}

impl<T> Default for Numbers<T> {
    fn default() -> Self {
        Self {
            own: OnceLock::from(Vec::new()),
            parts: OnceLock::new(),
            read: AtomicUsize::new(0),
            from: None,
        }
    }
}

impl<T: Number> Numbers<T> {
    pub(super) fn kept(place: Place, len: Option<usize>) -> Self {
        Self {
            own: OnceLock::new(),
            from: Some((place, len)),
            ..Self::default()
        }
    }

    /// Returns how many there are; to know that they are not read where it was kept with them.
    pub(crate) fn count(&self) -> usize {
        match (self.own.get(), &self.from) {
            (None, Some((_, Some(len)))) => *len,
            _ => self.len(),
        }
    }

    /// Returns one number: of the others only those around it are read, until many are asked for.
    pub(crate) fn at(&self, at: usize) -> Option<T> {
        if let Some(own) = self.own.get() {
            return own.get(at).copied();
        }
        let Some((place, Some(len))) = &self.from else {
            return self.get(at).copied();
        };
        let each = PART / size_of::<T>();
        let count = len.div_ceil(each);
        if count < FEW_PARTS || self.read.load(Ordering::Relaxed) * FEW_PARTS > count {
            return self.get(at).copied();
        }
        let parts = || (0..count).map(|_| OnceLock::new()).collect();
        let part = self.parts.get_or_init(parts).get(at / each)?;
        let part = part.get_or_init(|| {
            self.read.fetch_add(1, Ordering::Relaxed);
            let first = at / each * each;
            let part = T::part(place, at / each);
            part.filter(|part| part.len() == each.min(len - first))
                .unwrap_or_else(|| {
                    place.kept.damaged();
                    Vec::new()
                })
        });
        part.get(at % each).copied()
    }

    /// Changes a column that is being built.
    pub(super) fn change(&mut self, change: impl FnOnce(&mut Vec<T>)) {
        let mut own = self.own.take().unwrap_or_default();
        change(&mut own);
        self.own = OnceLock::from(own);
    }

    pub(super) fn push(&mut self, number: T) {
        self.change(|own| own.push(number));
    }

    pub(super) fn shrink(&mut self) {
        self.change(Vec::shrink_to_fit);
    }

    /// Reads it; `None` when that failed.
    fn read(&self) -> Option<Vec<T>> {
        let (place, len) = self.from.as_ref()?;
        let numbers = T::read(place)?;
        if len.is_some_and(|len| len != numbers.len()) {
            place.kept.damaged();
            return None;
        }
        Some(numbers)
    }
}

impl<T: Number> Deref for Numbers<T> {
    type Target = [T];

    fn deref(&self) -> &[T] {
        self.own.get_or_init(|| self.read().unwrap_or_default())
    }
}

impl<T: Number> From<Vec<T>> for Numbers<T> {
    fn from(own: Vec<T>) -> Self {
        Self {
            own: OnceLock::from(own),
            ..Self::default()
        }
    }
}

/// What a pool is made of: text, or bytes.
pub(crate) trait Stuff {
    /// A piece of it that is owned.
    type Own: Default + fmt::Debug + Deref<Target = Self>;

    /// Takes bytes that were read, where they are of this sort.
    fn of(bytes: Vec<u8>) -> Option<Self::Own>;
    fn slice(&self, range: Range<usize>) -> Option<&Self>;
}

impl Stuff for str {
    type Own = String;

    fn of(bytes: Vec<u8>) -> Option<String> {
        String::from_utf8(bytes).ok()
    }

    fn slice(&self, range: Range<usize>) -> Option<&str> {
        self.get(range)
    }
}

impl Stuff for [u8] {
    type Own = Vec<u8>;

    fn of(bytes: Vec<u8>) -> Option<Vec<u8>> {
        Some(bytes)
    }

    fn slice(&self, range: Range<usize>) -> Option<&[u8]> {
        self.get(range)
    }
}

/// Pieces that were read, each at its place.
type Pieces<T> = Box<[OnceLock<T>]>;

/// The stuff of many rows in one allocation; a kept one is read by pieces, or as a whole when somebody
/// wants all of it. Where rows end is its owner's to say.
#[derive(Debug)]
pub(crate) struct Pool<T: Stuff + ?Sized> {
    whole: OnceLock<T::Own>,
    pieces: OnceLock<Pieces<T::Own>>,
    from: Option<Place>,
    /// Somebody has gone through all of it.
    passed: AtomicBool,
}

impl<T: Stuff + ?Sized> Default for Pool<T> {
    fn default() -> Self {
        Self {
            whole: OnceLock::from(T::Own::default()),
            pieces: OnceLock::new(),
            from: None,
            passed: AtomicBool::new(false),
        }
    }
}

impl<T: Stuff + ?Sized> Pool<T> {
    pub(super) fn kept(place: Place) -> Self {
        Self {
            whole: OnceLock::new(),
            pieces: OnceLock::new(),
            from: Some(place),
            passed: AtomicBool::new(false),
        }
    }

    /// Returns all of it.
    pub(crate) fn whole(&self) -> &T {
        self.whole.get_or_init(|| {
            let read = |place: &Place| {
                let own = place.kept.bytes(place.column).and_then(T::of);
                own.or_else(|| {
                    place.kept.damaged();
                    None
                })
            };
            self.from.as_ref().and_then(read).unwrap_or_default()
        })
    }

    /// Changes a pool that is being built.
    pub(super) fn change<R>(&mut self, change: impl FnOnce(&mut T::Own) -> R) -> R {
        let mut own = self.whole.take().unwrap_or_default();
        let result = change(&mut own);
        self.whole = OnceLock::from(own);
        result
    }

    /// Returns what lies at some bytes, which are of one row; `span` tells where rows lie, and `rows`
    /// how many there are.
    pub(super) fn get(
        &self,
        row: usize,
        rows: usize,
        span: impl Fn(Range<usize>) -> Range<usize>,
    ) -> Option<&T> {
        if let Some(whole) = self.whole.get() {
            return whole.slice(span(row..row + 1));
        }
        let place = self.from.as_ref()?;
        let pieces = || (0..rows.div_ceil(PIECE)).map(|_| OnceLock::new()).collect();
        let pieces = self.pieces.get_or_init(pieces);
        let at = row / PIECE;
        let bytes = span(at * PIECE..((at + 1) * PIECE).min(rows));
        let start = bytes.start;
        let own = pieces.get(at)?.get_or_init(|| {
            let read = place.kept.piece(place.column, at, bytes).and_then(T::of);
            read.unwrap_or_else(|| {
                place.kept.damaged();
                T::Own::default()
            })
        });
        let own_span = span(row..row + 1);
        own.slice(own_span.start.checked_sub(start)?..own_span.end.checked_sub(start)?)
    }
}

impl Pool<str> {
    /// Tells that all of it is at hand.
    pub(super) fn is_here(&self) -> bool {
        self.whole.get().is_some() || self.from.is_none()
    }

    /// Reads all of it to stay, when somebody has gone through it.
    pub(super) fn settle(&self) {
        if self.passed.load(Ordering::Relaxed) {
            let _ = self.whole();
        }
    }

    /// Tells that all of it is at hand, or should be: somebody has gone through it before.
    pub(super) fn is_here_or_wanted(&self) -> bool {
        self.is_here() || self.passed.swap(true, Ordering::Relaxed)
    }

    /// Reads pieces that lie beside each other; see [`Kept::pieces`].
    pub(super) fn pieces<'b>(
        &self,
        first: usize,
        start: usize,
        ends: &[usize],
        buffer: &'b mut Vec<u8>,
    ) -> &'b str {
        let (Some(place), Some(&end)) = (&self.from, ends.last()) else {
            return "";
        };
        let read = place
            .kept
            .pieces(place.column, first, start, ends, buffer)
            .and_then(|()| std::str::from_utf8(buffer.get(..end - start)?).ok());
        read.unwrap_or_else(|| {
            place.kept.damaged();
            ""
        })
    }
}

#[cfg(test)]
mod tests;
