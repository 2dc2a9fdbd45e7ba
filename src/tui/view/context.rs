//! The claim in its article: the lines round its quote, the quote highlighted.

use std::ops::Range;

use ratatui::style::{Modifier, Style};
use ratatui::text::{Line, Span};

use super::spans::part;
use crate::model::Integrity;
use crate::source::{SourceText, anchor};
use crate::store::ClaimRef;
use crate::text::{clean::clean, width};
use crate::tui::theme::Theme;

/// How many rows of each of those.
const ROWS: usize = 2;

/// Returns a quote with `around` lines before and after, those with words in them; nothing when nothing
/// like it stands in the text.
#[must_use]
pub fn lines(
    claim: ClaimRef<'_>,
    source: &SourceText,
    columns: usize,
    around: usize,
    theme: &Theme,
) -> Vec<Line<'static>> {
    let Some(quote) = claim.quote() else {
        return Vec::new();
    };
    let anchor = anchor(source, quote, claim.line());
    let Some(place) = anchor.original(source, claim.line()) else {
        return Vec::new();
    };
    let changed = anchor.integrity == Integrity::Changed;
    let quoted = if changed {
        theme.warning.add_modifier(Modifier::UNDERLINED)
    } else {
        theme.matched
    };
    let (first, last) = (source.line_at(place.start), source.line_at(place.end));
    let page = Page {
        source,
        place,
        columns,
        text: theme.text,
        dim: theme.dim,
        quoted,
    };
    let filled = |number: &usize| {
        source
            .line(*number)
            .is_some_and(|line| !line.trim().is_empty())
    };
    let mut before: Vec<usize> = (1..first).rev().filter(filled).take(around).collect();
    before.reverse();
    let after = (last + 1..=source.line_count()).filter(filled).take(around);
    let mut lines = Vec::new();
    for number in before {
        lines.extend(page.neighbour(number));
    }
    for number in (first..=last).filter(filled) {
        lines.extend(page.own(number));
    }
    for number in after {
        lines.extend(page.neighbour(number));
    }
    lines
}

struct Page<'a> {
    source: &'a SourceText,
    place: Range<usize>,
    columns: usize,
    text: Style,
    dim: Style,
    quoted: Style,
}

impl Page<'_> {
    /// A line beside the quote: its first rows.
    fn neighbour(&self, number: usize) -> Vec<Line<'static>> {
        let text = self.source.line(number).unwrap_or_default();
        // A line may be a whole article: two rows of it are all that is shown.
        let head: String = text.chars().take(self.columns * (ROWS + 1) * 2).collect();
        let mut rows = self.rows(&clean(&head), &[], number, self.dim);
        if rows.len() > ROWS {
            rows.truncate(ROWS);
            if let Some(last) = rows.last_mut() {
                last.spans.push(Span::styled(" …", self.dim));
            }
        }
        rows
    }

    /// A line with the quote in it.
    fn own(&self, number: usize) -> Vec<Line<'static>> {
        let Some(range) = self.source.line_range(number) else {
            return Vec::new();
        };
        let (text, quoted) = cleaned(self.source.original(), &range, &self.place);
        self.rows(&text, &[quoted], number, self.text)
    }

    fn rows(
        &self,
        text: &str,
        quoted: &[Range<usize>],
        number: usize,
        style: Style,
    ) -> Vec<Line<'static>> {
        let label = format!("{number:>4} ");
        let room = self.columns.saturating_sub(label.len() + 2).max(4);
        let mut label = Some(label);
        width::wrap_ranges(text, room)
            .into_iter()
            .map(|row| {
                let label = label.take().unwrap_or_else(|| " ".repeat(5));
                let mut spans = vec![Span::styled(label, self.dim)];
                spans.extend(part(text, row, quoted, style, self.quoted));
                Line::from(spans)
            })
            .collect()
    }
}

/// Returns a part of a text cleaned, and where a place of the whole stands in that.
#[must_use]
pub fn cleaned(text: &str, range: &Range<usize>, place: &Range<usize>) -> (String, Range<usize>) {
    let start = place.start.clamp(range.start, range.end);
    let end = place.end.clamp(start, range.end);
    let piece = |range: Range<usize>| clean(text.get(range).unwrap_or_default()).into_owned();
    let mut whole = piece(range.start..start);
    let from = whole.len();
    whole.push_str(&piece(start..end));
    let to = whole.len();
    whole.push_str(&piece(end..range.end));
    (whole, from..to)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_survive_cleaning() {
        let text = "a\u{200b}b “quote\u{1b}” c";
        let at = text.find("quote").unwrap();
        let (clean, place) = cleaned(text, &(0..text.len()), &(at..at + 6));
        assert_eq!(clean, "a<U+200B>b “quote<ESC>” c");
        assert_eq!(&clean[place], "quote<ESC>");
        let (clean, place) = cleaned("one two", &(0..3), &(4..7));
        assert_eq!((clean.as_str(), place), ("one", 3..3));
    }
}
