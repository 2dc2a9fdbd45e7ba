//! Where a quote stands in its captured text: the answer, and the order of the attempts.
//!
//! Only Unicode form (NFC) and white space are made alike. The quote is sought letter for letter;
//! only when that finds nothing are brackets in it read as words left out or put in; only when that
//! finds nothing is the nearest wording shown, and never taken for the quote.

mod align;
mod elision;
mod keys;
mod known;
mod literal;
mod near;

use std::ops::Range;

use super::diff::{Part, diff};
use super::text::{SourceText, alike};
use crate::model::Integrity;

pub(super) use align::{WORD, best_fit};
pub(super) use keys::{Index, keys};
pub use known::Known;

/// How a quote stands to a captured text that is at hand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Anchor {
    /// Found, moved, changed, ambiguous or gone.
    pub integrity: Integrity,
    /// Brackets in the quote were read as words left out or put in.
    pub elided: bool,
    /// The lines on which it begins, 1-based, each once; of a changed one, those of the nearest words.
    pub lines: Vec<u32>,
    /// Where it stands, in the text that is searched: see [`SourceText::in_marks`] and
    /// [`Anchor::originals`].
    pub places: Vec<Range<usize>>,
    /// Of a changed quote: what differs from the nearest words.
    pub diff: Vec<Part>,
}

impl Anchor {
    /// Returns where the very words stand; of a changed quote, nowhere.
    #[must_use]
    pub fn verbatim(&self) -> &[Range<usize>] {
        match self.integrity {
            Integrity::Changed => &[],
            _ => &self.places,
        }
    }

    /// Returns where it stands in the text as it was captured.
    #[must_use]
    pub fn originals(&self, source: &SourceText) -> Vec<Range<usize>> {
        self.places
            .iter()
            .map(|place| source.in_original(place))
            .collect()
    }

    /// Returns the place on the line that the record names, or else the first, in the text as it was
    /// captured.
    #[must_use]
    pub fn original(&self, source: &SourceText, line: Option<u32>) -> Option<Range<usize>> {
        let on_line = |place: &&Range<usize>| Some(source.line_of(place.start)) == line;
        let place = self.places.iter().find(on_line).or(self.places.first())?;
        Some(source.in_original(place))
    }
}

/// Holds a quote to a captured text; `line` is where the record says it stands, 1-based.
///
/// A quote without a word in it stands nowhere.
#[must_use]
pub fn anchor(source: &SourceText, quote: &str, line: Option<u32>) -> Anchor {
    anchored(source, quote, line, |wanted| near::nearest(source, wanted))
}

/// As [`anchor`], with the text's SHA-256, the near matches that are known, and those that are
/// sought anew.
#[must_use]
pub fn anchor_knowing(
    source: &SourceText,
    quote: &str,
    line: Option<u32>,
    (sha256, known, sought): (&str, &Known, &mut Known),
) -> Anchor {
    anchored(source, quote, line, |wanted| {
        let key = known::key(sha256, wanted);
        match known.get(key) {
            // Whatever is kept must be a place of this text.
            Some(Some(place)) if source.text().get(place.clone()).is_some() => Some(place),
            Some(None) => None,
            _ => {
                let place = near::nearest(source, wanted);
                sought.keep(key, place.as_ref());
                place
            }
        }
    })
}

fn anchored(
    source: &SourceText,
    quote: &str,
    line: Option<u32>,
    nearest: impl FnOnce(&str) -> Option<Range<usize>>,
) -> Anchor {
    let wanted = alike(quote);
    let places = literal::places(source.text(), &wanted);
    if !places.is_empty() {
        return stands(source, places, line, false);
    }
    let places = elision::places(source.text(), &wanted);
    if !places.is_empty() {
        return stands(source, places, line, true);
    }
    match nearest(&wanted) {
        Some(place) => Anchor {
            integrity: Integrity::Changed,
            elided: false,
            lines: vec![source.line_of(place.start)],
            diff: diff(&source.text()[place.clone()], &wanted),
            places: vec![place],
        },
        None => Anchor {
            integrity: Integrity::Gone,
            elided: false,
            lines: Vec::new(),
            places: Vec::new(),
            diff: Vec::new(),
        },
    }
}

fn stands(
    source: &SourceText,
    places: Vec<Range<usize>>,
    line: Option<u32>,
    elided: bool,
) -> Anchor {
    let mut lines: Vec<u32> = places
        .iter()
        .map(|place| source.line_of(place.start))
        .collect();
    lines.dedup();
    let integrity = match line {
        Some(line) if lines.contains(&line) => Integrity::Found,
        Some(_) => Integrity::Moved,
        None if places.len() > 1 => Integrity::Ambiguous,
        None => Integrity::Found,
    };
    Anchor {
        integrity,
        elided,
        lines,
        places,
        diff: Vec::new(),
    }
}

#[cfg(test)]
mod tests;
