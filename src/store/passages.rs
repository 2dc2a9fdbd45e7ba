//! What is recorded of an article's text, and what could be: passages of it, in order.

use std::ops::Range;

use super::Store;
use crate::source::{SourceText, anchor};
use crate::text::figure;

/// A stretch of the captured text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Passage {
    /// Its bytes in the text as it was captured.
    pub place: Range<usize>,
    /// What it is.
    pub what: What,
}

/// What a passage is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum What {
    /// The quote of the claim with this id, or the nearest words to it.
    Claim(String),
    /// Words in quote marks that no claim records.
    Words,
    /// A figure that no claim records.
    Figure,
}

/// Longest line that is read for candidates, in bytes: a page and more.
const LONGEST_LINE: usize = 20_000;
/// Fewest words in marks that are more than a title or a scare quote.
const FEWEST: usize = 4;

/// Returns the passages of the article that a file records, by their beginnings.
#[must_use]
pub fn passages(store: &Store, file: &str, source: &SourceText) -> Vec<Passage> {
    let claims = store.file(file).into_iter().flat_map(|file| file.claims());
    let mut passages: Vec<Passage> = claims
        .filter_map(|ix| {
            let claim = store.claim(ix)?;
            let place =
                anchor(source, claim.quote()?, claim.line()).original(source, claim.line())?;
            Some(Passage {
                place,
                what: What::Claim(claim.id().to_owned()),
            })
        })
        .collect();
    let candidates = candidates(source, &passages);
    passages.extend(candidates);
    // The longer of two that begin together comes first: the other one lies in it.
    passages.sort_by_key(|passage| (passage.place.start, usize::MAX - passage.place.end));
    passages
}

/// Returns the words in marks and the figures outside of what is recorded.
fn candidates(source: &SourceText, recorded: &[Passage]) -> Vec<Passage> {
    let free = |place: &Range<usize>| {
        let apart = |passage: &Passage| {
            passage.place.end <= place.start || place.end <= passage.place.start
        };
        recorded.iter().all(apart)
    };
    let mut found = Vec::new();
    for number in 1..=source.line_count() {
        let (Some(range), Some(line)) = (source.line_range(number), source.line(number)) else {
            continue;
        };
        if line.len() > LONGEST_LINE {
            continue;
        }
        let at = |place: Range<usize>| range.start + place.start..range.start + place.end;
        let spoken: Vec<Range<usize>> = in_marks(line)
            .into_iter()
            .filter(|p| free(&at(p.clone())))
            .collect();
        for figure in figure::scan(line) {
            let inside = spoken
                .iter()
                .any(|p| p.start <= figure.span.start && figure.span.end <= p.end);
            let telling =
                !figure.amount.unit.to_string().is_empty() && !figure.amount.is_scale_word();
            if telling && !inside && free(&at(figure.span.clone())) {
                found.push(Passage {
                    place: at(figure.span),
                    what: What::Figure,
                });
            }
        }
        found.extend(spoken.into_iter().map(|place| Passage {
            place: at(place),
            what: What::Words,
        }));
    }
    found
}

/// Returns the words between double marks of a line, the marks left out.
fn in_marks(line: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut open: Option<(usize, char)> = None;
    for (at, c) in line.char_indices() {
        match (open, c) {
            (Some((start, close)), c) if c == close => {
                open = None;
                let words = line[start..at].split_whitespace();
                if words
                    .filter(|word| word.contains(char::is_alphanumeric))
                    .count()
                    >= FEWEST
                {
                    found.push(start..at);
                }
            }
            (_, '“') => open = Some((at + c.len_utf8(), '”')),
            (_, '«') => open = Some((at + c.len_utf8(), '»')),
            (_, '„') => open = Some((at + c.len_utf8(), '“')),
            (None, '"') => open = Some((at + 1, '"')),
            _ => {}
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Claim;
    use crate::store::{Folder, LoadedFile};

    #[test]
    fn what_is_recorded_and_what_is_not_stand_in_order() {
        let quote = |id: &str, quote: &str| Claim {
            id: id.to_owned(),
            quote: Some(quote.to_owned()),
            ..Claim::default()
        };
        let file = LoadedFile {
            path: "a.yaml".to_owned(),
            claims: vec![
                (quote("cost", "We spent $6 million on it"), 1),
                (quote("part", "$6 million"), 2),
                (quote("gone", "Nobody saw any of it coming"), 3),
            ],
            ..LoadedFile::default()
        };
        let store = Store::build(vec![file], Folder::default());
        let text = "“We spent $6 million on it,” she said of the “river”.\n\
                    It lost 15% in May. “And it will lose as much again,” he said.\n";
        let source = SourceText::new(text);
        let found: Vec<(&str, What)> = passages(&store, "a.yaml", &source)
            .into_iter()
            .map(|passage| (&text[passage.place], passage.what))
            .collect();
        assert_eq!(
            found,
            [
                ("We spent $6 million on it", What::Claim("cost".to_owned())),
                ("$6 million", What::Claim("part".to_owned())),
                ("15%", What::Figure),
                ("And it will lose as much again,", What::Words),
            ]
        );
        assert_eq!(passages(&store, "b.yaml", &source).len(), 3);
    }
}
