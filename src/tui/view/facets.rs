//! The facets: how many of the claims shown are whose, how credible, of which kind.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use super::draw_lines;
use crate::query::{self, Standing};
use crate::text::{clean::clean, width};
use crate::tui::state::{Pane, State};

/// One line of the pane: a heading, a value (counted over all facets), or a gap.
enum Row {
    Heading(&'static str),
    Value(usize),
    Gap,
}

fn rows(state: &State) -> Vec<Row> {
    let mut rows = Vec::new();
    let mut place = 0;
    for counts in &state.facets.counts {
        if counts.values.is_empty() {
            continue;
        }
        if !rows.is_empty() {
            rows.push(Row::Gap);
        }
        rows.push(Row::Heading(counts.facet.title));
        for _ in &counts.values {
            rows.push(Row::Value(place));
            place += 1;
        }
    }
    rows
}

/// Returns the first line shown, so that the cursor is on the screen.
fn offset(state: &State, rows: &[Row], height: usize) -> usize {
    if state.pane != Pane::Facets {
        return 0;
    }
    let at_cursor = |row: &Row| matches!(row, Row::Value(place) if *place == state.facets.cursor);
    let line = rows.iter().position(at_cursor).unwrap_or(0);
    (line + 3).saturating_sub(height)
}

/// Returns the value drawn on a row of the screen.
#[must_use]
pub fn value_at(state: &State, area: Rect, y: u16) -> Option<usize> {
    let rows = rows(state);
    let line = offset(state, &rows, area.height.into()) + usize::from(y.checked_sub(area.y)?);
    match rows.get(line)? {
        Row::Value(place) => Some(*place),
        Row::Heading(_) | Row::Gap => None,
    }
}

/// Draws the pane.
pub fn draw(state: &State, frame: &mut Frame<'_>, area: Rect) {
    let theme = &state.setting.theme;
    let rows = rows(state);
    let skip = offset(state, &rows, area.height.into());
    let columns = usize::from(area.width);
    let lines = rows
        .iter()
        .map(|row| match row {
            Row::Gap => Line::default(),
            Row::Heading(title) => Line::styled(format!(" {title}"), theme.title),
            Row::Value(place) => value(state, *place, columns),
        })
        .collect();
    draw_lines(frame, area, lines, skip, theme.text);
}

fn value(state: &State, place: usize, columns: usize) -> Line<'static> {
    let theme = &state.setting.theme;
    let Some((counts, at)) = state.facets.at(place) else {
        return Line::default();
    };
    let value = &counts.values[at];
    let count = value.count.to_string();
    let room = columns.saturating_sub(count.len() + 5);
    let standing = query::standing(&state.filter.query, counts.facet.field, &value.value);
    let (sign, style) = match standing {
        Some(Standing::Asked) => ("✓ ", theme.marked),
        Some(Standing::Excluded) => ("✗ ", theme.error),
        None => ("  ", theme.text),
    };
    let label = width::truncate(&clean(&value.label), room);
    let gap = room.saturating_sub(width::width(&label));
    let here = state.pane == Pane::Facets && place == state.facets.cursor;
    let line = Line::from(vec![
        Span::styled(if here { "▸" } else { " " }, theme.focus),
        Span::styled(sign, style),
        Span::styled(
            label,
            if standing.is_some() {
                style
            } else {
                theme.text
            },
        ),
        Span::styled(format!("{} {count} ", " ".repeat(gap)), theme.dim),
    ]);
    if here {
        super::under_cursor(state, line)
    } else {
        line
    }
}
