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

/// Returns a bar of `n` of `most`, at most `columns` long, in eighths; what is not nothing is seen.
pub fn bar(n: usize, most: usize, columns: usize) -> String {
    const EIGHTHS: [&str; 8] = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"];
    let eighths = (n * columns * 8).checked_div(most).unwrap_or(0);
    let eighths = eighths.max(usize::from(n > 0)).min(columns * 8);
    let (full, rest) = (eighths / 8, EIGHTHS[eighths % 8]);
    let bar = format!("{}{rest}", "█".repeat(full));
    width::pad(&bar, columns)
}

/// The rows of a canvas: which height a glyph and a stroke must have to fall into a row of the screen.
/// The canvas stretches glyphs over its rows less one, and strokes over its dots less one.
#[derive(Debug, Clone, Copy)]
pub struct Rows {
    last: f64,
}

impl Rows {
    /// Returns the rows of a canvas with dots of braille, four a row.
    pub fn new(height: u16) -> Self {
        Self {
            last: f64::from(height.saturating_sub(1)).max(1.0),
        }
    }

    /// Returns the bounds of its vertical axis.
    pub fn bounds(self) -> [f64; 2] {
        [0.0, self.last]
    }

    /// Returns the height of a glyph on a row.
    pub fn glyph(self, row: u16) -> f64 {
        // Rounded down on the way to the screen.
        (self.last - f64::from(row) - 1e-6).max(0.0)
    }

    /// Returns the height of a stroke through the middle of a row.
    pub fn stroke(self, row: u16) -> f64 {
        let dots = 4.0 * self.last + 3.0;
        self.last - (4.0 * f64::from(row) + 1.5) * self.last / dots
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ratatui::style::Modifier;

    #[test]
    fn a_bar_is_as_long_as_its_share() {
        assert_eq!(bar(0, 10, 4), "    ");
        assert_eq!(bar(1, 1000, 4), "▏   ");
        assert_eq!(bar(5, 10, 4), "██  ");
        assert_eq!(bar(10, 10, 4), "████");
        assert_eq!(bar(3, 0, 2), "▏ ");
    }

    #[test]
    fn glyphs_and_strokes_of_a_canvas_fall_into_their_row() {
        use ratatui::layout::Rect;
        use ratatui::symbols::Marker;
        use ratatui::widgets::canvas::{Canvas, Line as Stroke};
        use ratatui::{buffer::Buffer, widgets::Widget as _};
        for height in [1, 2, 3, 7, 30] {
            for row in 0..height {
                let area = Rect::new(0, 0, 10, height);
                let mut screen = Buffer::empty(area);
                let rows = Rows::new(height);
                let canvas = Canvas::default()
                    .marker(Marker::Braille)
                    .x_bounds([0.0, 9.0])
                    .y_bounds(rows.bounds());
                let canvas = canvas.paint(|canvas| {
                    let y = rows.stroke(row);
                    canvas.draw(&Stroke::new(3.0, y, 8.0, y, ratatui::style::Color::Reset));
                    canvas.print(0.0, rows.glyph(row), "x");
                });
                canvas.render(area, &mut screen);
                for y in 0..height {
                    assert_eq!(
                        screen[(0, y)].symbol() == "x",
                        y == row,
                        "{row} of {height}"
                    );
                    let drawn = !matches!(screen[(5, y)].symbol(), " " | "\u{2800}");
                    assert_eq!(drawn, y == row, "{row} of {height}");
                }
            }
        }
    }

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
