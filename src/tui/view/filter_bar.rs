//! The filter bar, the line under it, and the completions while typing.

use ratatui::Frame;
use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::style::Modifier;
use ratatui::text::{Line, Span};
use ratatui::widgets::{Block, Borders, Clear, Paragraph};

use super::header::fit;
use crate::text::{clean::clean, width};
use crate::tui::actions::filter::completions;
use crate::tui::state::{Pane, State};

/// Draws the bar and the remark under it.
pub fn draw(state: &State, frame: &mut Frame<'_>, bar: Rect, remark: Option<Rect>) {
    let theme = &state.setting.theme;
    let typing = state.pane == Pane::Filter && state.popups.is_empty();
    let found = found(state);
    let right = wide(&found);
    let [left, middle, right] = parts(bar, right);
    let style = if typing { theme.focus } else { theme.dim };
    frame.render_widget(Paragraph::new(Span::styled(" / ", style)), left);
    frame.render_widget(Paragraph::new(Span::styled(found, theme.dim)), right);
    if state.filter.text().is_empty() && state.filter.off.is_empty() && !typing {
        let hint = Span::styled(invitation(state, middle.width.into()), theme.dim);
        frame.render_widget(Paragraph::new(hint), middle);
    } else if typing {
        typed(state, frame, middle);
    } else {
        let struck = theme.dim.add_modifier(Modifier::CROSSED_OUT);
        let drawn = pieces(state).into_iter().map(|piece| match piece {
            Piece::Between(text) => Span::styled(text, theme.dim),
            Piece::On(text, _) => Span::styled(text, theme.text),
            Piece::Off(text, _) => Span::styled(text, struck),
        });
        let spans = fit(drawn.collect(), middle.width.into());
        frame.render_widget(Paragraph::new(Line::from(spans)), middle);
    }
    if let Some(area) = remark {
        draw_remark(state, frame, area);
    }
}

/// Says how to filter, with as many examples as there is room for.
fn invitation(state: &State, room: usize) -> String {
    let Some(key) = state.key_of("filter") else {
        return String::new();
    };
    let examples = [
        "words",
        "who:name",
        "cred:4..5",
        "fig:>1bn",
        "-has:evidence",
    ];
    let said = (1..=examples.len()).rev().map(|n| {
        let examples = examples[..n].join(", ");
        format!("press {key} to filter: {examples}")
    });
    let mut fitting = said.filter(|text| width::width(text) <= room);
    let short = || width::truncate(&format!("{key} filters"), room);
    fitting.next().unwrap_or_else(short)
}

/// The mark before it, the text, and what was found.
fn parts(bar: Rect, right: u16) -> [Rect; 3] {
    let right = Constraint::Length(right.min(bar.width / 2));
    Layout::horizontal([Constraint::Length(3), Constraint::Min(8), right]).areas(bar)
}

fn wide(found: &str) -> u16 {
    u16::try_from(width::width(found)).unwrap_or(0) + 1
}

/// A piece of the filter as it is drawn while nobody types; a term also as it is written.
enum Piece {
    Between(String),
    On(String, String),
    Off(String, String),
}

impl Piece {
    fn drawn(&self) -> &str {
        match self {
            Self::Between(drawn) | Self::On(drawn, _) | Self::Off(drawn, _) => drawn,
        }
    }
}

/// The terms, and behind them those that are switched off.
fn pieces(state: &State) -> Vec<Piece> {
    let text = state.filter.text();
    let cleaned = |text: &str| clean(text).into_owned();
    let mut pieces = Vec::new();
    let mut at = 0;
    // What can not be understood has no terms, and is drawn as it stands.
    let understood = state.filter.query.text() == text;
    for chip in state.filter.query.chips().iter().filter(|_| understood) {
        if let Some(between) = text.get(at..chip.span.start) {
            pieces.push(Piece::Between(cleaned(between)));
        }
        pieces.push(Piece::On(cleaned(&chip.text), chip.text.clone()));
        at = chip.span.end;
    }
    pieces.push(Piece::Between(cleaned(text.get(at..).unwrap_or_default())));
    for off in &state.filter.off {
        pieces.push(Piece::Between(" ✗".to_owned()));
        pieces.push(Piece::Off(cleaned(off), off.clone()));
    }
    pieces
}

/// Returns the term drawn at a column of the bar, on or off, as it is written.
#[must_use]
pub fn term_at(state: &State, bar: Rect, column: u16) -> Option<String> {
    let [_, middle, _] = parts(bar, wide(&found(state)));
    let column = usize::from(column.checked_sub(middle.x)?);
    let mut end = 0;
    let mut there = pieces(state).into_iter().filter(|piece| {
        end += width::width(piece.drawn());
        column < end && column < usize::from(middle.width)
    });
    match there.next()? {
        Piece::Between(_) => None,
        Piece::On(_, term) | Piece::Off(_, term) => Some(term),
    }
}

/// "12 of 83 · 0.4 ms".
fn found(state: &State) -> String {
    if state.filter.answered.is_none() {
        return "…".to_owned();
    }
    let (rows, all) = (state.rows().len(), state.store.len());
    let took = state.filter.took.as_secs_f64() * 1000.0;
    if state.filter.text().is_empty() {
        format!(" {all}")
    } else {
        format!(" {rows} of {all} · {took:.1} ms")
    }
}

/// Draws the text being typed, scrolled so that the cursor is on the screen.
fn typed(state: &State, frame: &mut Frame<'_>, area: Rect) {
    let theme = &state.setting.theme;
    let text = state.filter.text();
    let cursor = state.filter.cursor();
    let (head, tail) = text.split_at(cursor);
    let mut tail = tail.chars();
    let under = tail.next().map_or_else(|| " ".to_owned(), String::from);
    let mut head = clean(head).into_owned();
    let room = usize::from(area.width).saturating_sub(2);
    let over = width::width(&head).saturating_sub(room);
    if over > 0 {
        // A wide character may straddle the edge: it goes as a whole.
        head.drain(..width::prefix(&head, over + 1));
    }
    let spans = vec![
        Span::styled(head, theme.text),
        Span::styled(
            clean(&under).into_owned(),
            theme.text.add_modifier(Modifier::REVERSED),
        ),
        Span::styled(clean(tail.as_str()).into_owned(), theme.text),
    ];
    frame.render_widget(Paragraph::new(Line::from(spans)), area);
}

/// What is wrong with the filter, the caret under the place; or what was guessed.
fn draw_remark(state: &State, frame: &mut Frame<'_>, area: Rect) {
    let theme = &state.setting.theme;
    let line = if let Some(problem) = state.filter.problems.first() {
        let text = state.filter.text();
        let before = text.get(..problem.span.start).unwrap_or(text);
        let marked = text.get(problem.span.clone()).unwrap_or_default();
        let carets = "^".repeat(width::width(&clean(marked)).max(1));
        let hint = problem
            .hint
            .as_deref()
            .map_or(String::new(), |hint| format!(" · {hint}"));
        let text = format!(
            "   {}{carets} {}{hint}",
            " ".repeat(width::width(&clean(before))),
            clean(&problem.message)
        );
        Span::styled(width::truncate(&text, area.width.into()), theme.error)
    } else {
        let text = format!("   {}", clean(&state.filter.guesses.join(" · ")));
        Span::styled(width::truncate(&text, area.width.into()), theme.warning)
    };
    frame.render_widget(Paragraph::new(line), area);
}

/// Draws what the text under the cursor can be completed to.
pub fn draw_completions(state: &State, frame: &mut Frame<'_>, bar: Rect, remark: Option<Rect>) {
    if state.pane != Pane::Filter || !state.popups.is_empty() {
        return;
    }
    let offered = completions(state);
    if offered.is_empty() {
        return;
    }
    let theme = &state.setting.theme;
    let screen = frame.area();
    let widest = offered
        .iter()
        .map(|one| width::width(&one.label) + width::width(&one.doc))
        .max();
    let wide = u16::try_from(widest.unwrap_or(0) + 14)
        .unwrap_or(u16::MAX)
        .min(screen.width - 4);
    let high = u16::try_from(offered.len() + 2).unwrap_or(10);
    let top = remark.unwrap_or(bar).bottom();
    let area = Rect {
        x: bar.x + 2,
        y: top,
        width: wide,
        height: high.min(screen.height.saturating_sub(top + 1)),
    };
    let key = state.key_of("filter-complete");
    let completes = key.map_or(String::new(), |key| format!(" {key} completes "));
    let block = Block::new()
        .borders(Borders::ALL)
        .border_style(theme.dim)
        .title(Span::styled(completes, theme.dim));
    let inner = block.inner(area);
    frame.render_widget(Clear, area);
    frame.render_widget(block, area);
    let lines: Vec<Line<'static>> = offered
        .iter()
        .enumerate()
        .map(|(at, one)| {
            let count = one
                .count
                .map_or(String::new(), |count| format!("{count:>5} "));
            let spans = vec![
                Span::styled(count, theme.dim),
                Span::styled(clean(&one.label).into_owned(), theme.speaker),
                Span::styled(format!("  {}", clean(&one.doc)), theme.dim),
            ];
            let line = Line::from(fit(spans, inner.width.into()));
            if at == state.filter.completion {
                super::under_cursor(state, line)
            } else {
                line
            }
        })
        .collect();
    frame.render_widget(Paragraph::new(lines), inner);
}
