//! Text with highlights, wrapped and cut without losing them.

use std::ops::Range;

use ratatui::style::Style;
use ratatui::text::{Line, Span};

use crate::query::{self, Query};
use crate::text::{clean::clean, width};

/// Returns the spans of a part of a text; the highlighted ranges are bytes of the whole.
pub fn part(
    text: &str,
    part: Range<usize>,
    ranges: &[Range<usize>],
    base: Style,
    matched: Style,
) -> Vec<Span<'static>> {
    let mut spans = Vec::new();
    let mut at = part.start;
    let mut push = |range: Range<usize>, style: Style| {
        if let Some(piece) = text.get(range).filter(|piece| !piece.is_empty()) {
            spans.push(Span::styled(piece.to_owned(), style));
        }
    };
    for range in ranges {
        let start = range.start.clamp(at, part.end);
        let end = range.end.clamp(start, part.end);
        if start < end {
            push(at..start, base);
            push(start..end, base.patch(matched));
            at = end;
        }
    }
    push(at..part.end, base);
    spans
}

/// Returns a text on one line, cleaned, cut to a width, with what the query matched highlighted.
pub fn one_line(
    text: &str,
    columns: usize,
    query: &Query,
    base: Style,
    matched: Style,
) -> Vec<Span<'static>> {
    // A row shows a few hundred characters at most: do not clean and fold a page of text for it.
    let head: String = text.chars().take(columns.saturating_mul(2) + 16).collect();
    let cut = width::truncate(&clean(&head), columns);
    let ranges = query::highlights(query, &cut);
    part(&cut, 0..cut.len(), &ranges, base, matched)
}

/// Returns a text as lines of a width, cleaned, the matches highlighted, each line after an indent
/// whose first is `first`.
pub fn wrapped(
    text: &str,
    columns: usize,
    first: &str,
    query: &Query,
    base: Style,
    matched: Style,
) -> Vec<Line<'static>> {
    let indent = width::width(first);
    let mut lines = Vec::new();
    for paragraph in text.split('\n') {
        let paragraph = clean(paragraph);
        let ranges = query::highlights(query, &paragraph);
        let mut pieces = width::wrap_ranges(&paragraph, columns.saturating_sub(indent).max(4));
        if pieces.is_empty() {
            pieces.push(0..0);
        }
        for piece in pieces {
            let lead = if lines.is_empty() {
                first.to_owned()
            } else {
                " ".repeat(indent)
            };
            let mut spans = vec![Span::styled(lead, base)];
            spans.extend(part(&paragraph, piece, &ranges, base, matched));
            lines.push(Line::from(spans));
        }
    }
    lines
}

/// Returns the width of spans in columns.
pub fn columns(spans: &[Span<'_>]) -> usize {
    spans.iter().map(Span::width).sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use ratatui::style::Modifier;

    #[test]
    fn highlights_survive_cutting() {
        let bold = Style::new().add_modifier(Modifier::BOLD);
        let text = "one two three";
        let spans = part(text, 4..10, &[0..5, 8..13], Style::new(), bold);
        let seen: Vec<(&str, bool)> = spans
            .iter()
            .map(|span| (span.content.as_ref(), span.style == bold))
            .collect();
        assert_eq!(seen, [("t", true), ("wo ", false), ("th", true)]);
    }
}
