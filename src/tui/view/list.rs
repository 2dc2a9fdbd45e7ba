//! The list: one claim a row, who says it, how credible it is, and its words.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use ratatui::widgets::Paragraph;

use super::columns::{Column, Wide};
use super::header::fit;
use super::spans::{columns, wrapped};
use super::{draw_lines, told};
use crate::store::ClaimRef;
use crate::text::{clean::clean, width};
use crate::tui::state::State;

/// Draws the rows, or why there are none.
pub fn draw(state: &State, frame: &mut Frame<'_>, area: Rect) {
    if state.rows().is_empty() {
        empty(state, frame, area);
        return;
    }
    let shown = state
        .rows()
        .iter()
        .enumerate()
        .skip(state.list.offset)
        .take(area.height.into());
    let lines = shown
        .filter_map(|(at, ix)| Some(row(state, state.store.claim(*ix)?, at, area.width.into())))
        .collect();
    draw_lines(frame, area, lines, 0, state.setting.theme.text);
}

/// Columns of a row before the first column of the list: the cursor and the mark.
const LEAD: usize = 2;
/// The words are never narrower: then the row is wider than the screen, and is scrolled.
const WORDS: usize = 12;

fn row(state: &State, claim: ClaimRef<'_>, at: usize, room: usize) -> Line<'static> {
    let theme = &state.setting.theme;
    let in_range = state.list.range().is_some_and(|range| range.contains(&at));
    let marked = state.list.marks.contains(&claim.name());
    let mark = match (marked, in_range) {
        (true, _) => "✓",
        (false, true) => "▏",
        (false, false) => " ",
    };
    let here = at == state.list.cursor;
    let mut spans = vec![
        Span::styled(if here { "▸" } else { " " }, theme.focus),
        Span::styled(mark, theme.marked),
    ];
    let shift = state.list.shift;
    let cells = cells(state, claim, room.saturating_sub(LEAD) + shift);
    spans.extend(scrolled(cells, shift, room.saturating_sub(LEAD)));
    let line = Line::from(spans);
    if here {
        super::under_cursor(state, line)
    } else {
        line
    }
}

/// The columns, side by side, in this width or a greater one.
fn cells(state: &State, claim: ClaimRef<'_>, room: usize) -> Vec<Span<'static>> {
    let shown = state
        .setting
        .columns
        .iter()
        .filter(|column| (column.when)(state));
    let shown: Vec<&Column> = shown.copied().collect();
    let others = |column: &Column| match column.wide {
        Wide::Of(wide) => wide(room + LEAD) + 1,
        Wide::AsText => match columns(&(column.cell)(state, claim, room)) {
            0 => 0,
            wide => wide + 1,
        },
        Wide::Rest => 0,
    };
    let taken: usize = shown.iter().map(|column| others(column)).sum();
    let rest = room.saturating_sub(taken).max(WORDS);
    let mut spans = Vec::new();
    let mut after = false;
    for column in shown {
        let wide = match column.wide {
            Wide::Of(wide) => wide(room + LEAD),
            Wide::AsText | Wide::Rest => rest,
        };
        let cell = fit((column.cell)(state, claim, wide), wide);
        let text = columns(&cell);
        let gap = Span::raw(" ");
        match column.wide {
            Wide::AsText if text == 0 => {}
            Wide::AsText => {
                spans.push(gap);
                spans.extend(cell);
            }
            _ => {
                // Behind the words a gap parts a column from them; before them it follows a column.
                spans.extend(Some(gap.clone()).filter(|_| after));
                spans.extend(cell);
                spans.push(Span::raw(" ".repeat(wide - text)));
                let rest = matches!(column.wide, Wide::Rest);
                spans.extend(Some(gap).filter(|_| !after && !rest));
                after |= rest;
            }
        }
    }
    spans
}

/// Returns what is seen of a row that is scrolled to the right by so many columns.
fn scrolled(spans: Vec<Span<'static>>, shift: usize, room: usize) -> Vec<Span<'static>> {
    if shift == 0 {
        return fit(spans, room);
    }
    let mut skip = shift;
    let mut left = Vec::new();
    for span in spans {
        let wide = span.width();
        if skip >= wide {
            skip -= wide;
            continue;
        }
        // A wide glyph may straddle the edge: it goes as a whole.
        let cut = width::prefix(&span.content, skip);
        let cut = if width::width(&span.content[..cut]) < skip {
            width::prefix(&span.content, skip + 1)
        } else {
            cut
        };
        skip = 0;
        left.push(Span::styled(span.content[cut..].to_owned(), span.style));
    }
    fit(left, room)
}

/// Says why the list is empty, and what to do.
fn empty(state: &State, frame: &mut Frame<'_>, area: Rect) {
    let theme = &state.setting.theme;
    let lines: Vec<Line<'static>> = if state.filter.answered.is_none() {
        let progress = state.reading.map_or_else(String::new, |(done, total)| {
            format!("{done} of {total} files")
        });
        vec![Line::styled(format!("  reading … {progress}"), theme.dim)]
    } else if state.store.is_empty() {
        let folder = clean(&state.setting.folder).into_owned();
        let key = |name: &str, what: &str| {
            let key = state.key_of(name);
            key.map_or(String::new(), |key| format!("{key} {what}"))
        };
        let article = key("add-article", "adds an article and its first claim");
        let capture = key("capture", "captures an article, and drafts its claims");
        let paragraphs = [
            &*format!("{folder} holds no claim yet."),
            &article,
            &capture,
            "`onrecord demo` shows a record that is full.",
        ];
        told(state, &paragraphs, area)
    } else if !state.filter.problems.is_empty() {
        vec![
            Line::default(),
            Line::styled(
                "  the filter can not be understood as it stands",
                theme.text,
            ),
        ]
    } else {
        nothing_matches(state, area.width.into())
    };
    frame.render_widget(Paragraph::new(lines), area);
}

/// What was asked for, and what is found without one of its terms.
fn nothing_matches(state: &State, columns: usize) -> Vec<Line<'static>> {
    let theme = &state.setting.theme;
    let said = format!("no claim matches {}", state.filter.text());
    let query = &state.filter.query;
    let mut lines = vec![Line::default()];
    lines.extend(wrapped(&said, columns, "  ", query, theme.text, theme.text));
    lines.push(Line::default());
    for relaxed in state.filter.relaxed.iter().take(5) {
        let without = clean(&relaxed.without).into_owned();
        lines.push(Line::from(vec![
            Span::styled(format!("  {:>5} without ", relaxed.found), theme.text),
            Span::styled(without, theme.matched),
        ]));
    }
    let filter = &state.filter;
    if filter.counted && filter.relaxed.is_empty() && !filter.text().is_empty() {
        let text = "  nor without any one of its terms";
        lines.push(Line::styled(text, theme.dim));
    }
    lines.push(Line::default());
    let first = (!state.filter.relaxed.is_empty()).then_some(("relax", "leaves out the first"));
    let others = [
        ("chips", "switches terms off and on"),
        ("filter", "changes the filter"),
        ("back", "takes it away"),
    ];
    for (name, what) in first.into_iter().chain(others) {
        if let Some(key) = state.key_of(name) {
            lines.push(Line::from(vec![
                Span::styled(format!("  {} ", width::pad(&key, 9)), theme.key),
                Span::styled(what, theme.dim),
            ]));
        }
    }
    lines
}
