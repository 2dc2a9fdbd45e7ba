//! A sheet: its lines wrapped, and below them the keys that answer it.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use ratatui::widgets::Paragraph;

use super::{draw_lines, popup_area, popup_frame};
use crate::text::{clean::clean, width};
use crate::tui::state::{Sheet, SheetLine, State, Tone};

/// Columns of the widest sheet.
const WIDEST: u16 = 92;

/// Draws a sheet over the panes.
pub fn draw(state: &State, sheet: &Sheet, frame: &mut Frame<'_>) {
    let screen = frame.area();
    let (columns, high, lines) = laid_out(state, sheet, screen);
    let inner = popup_frame(state, frame, &sheet.title, columns, high);
    let room = inner.height.saturating_sub(2);
    let body = Rect::new(inner.x, inner.y, inner.width, room);
    let below = lines.len().saturating_sub(sheet.scroll + usize::from(room));
    draw_lines(frame, body, lines, sheet.scroll, state.setting.theme.text);
    let foot = Rect::new(inner.x, inner.bottom().saturating_sub(1), inner.width, 1);
    frame.render_widget(Paragraph::new(answers(state, sheet, below)), foot);
}

/// Returns its columns and rows, and its lines wrapped.
fn laid_out(state: &State, sheet: &Sheet, screen: Rect) -> (u16, u16, Vec<Line<'static>>) {
    let columns = popup_area(screen, columns(sheet, screen.width), 1).width;
    let lines = lines(state, sheet, columns.saturating_sub(2).into());
    let high = u16::try_from(lines.len()).unwrap_or(u16::MAX);
    let most = if screen.height < 20 {
        screen.height
    } else {
        screen.height * 3 / 4
    };
    (columns, high.saturating_add(4).min(most), lines)
}

/// Returns how far a sheet can be scrolled.
#[must_use]
pub fn last(state: &State, sheet: &Sheet) -> usize {
    let screen = Rect::new(0, 0, state.size.0, state.size.1);
    let (columns, high, lines) = laid_out(state, sheet, screen);
    let room = popup_area(screen, columns, high).height.saturating_sub(4);
    lines.len().saturating_sub(room.into())
}

/// As wide as its longest line, and the title.
fn columns(sheet: &Sheet, screen: u16) -> u16 {
    let heads = heads(sheet);
    let longest = sheet
        .lines
        .iter()
        .map(|line| heads + width::width(&clean(&line.text)) + 6);
    let title = width::width(&clean(&sheet.title)) + 6;
    let wide = longest.chain([title, 36]).max().unwrap_or(36);
    let most = WIDEST.min(screen.saturating_sub(2));
    u16::try_from(wide).unwrap_or(u16::MAX).min(most)
}

fn heads(sheet: &Sheet) -> usize {
    let heads = sheet.lines.iter();
    let heads = heads.map(|line| width::width(&clean(&line.head)));
    heads.max().unwrap_or(0)
}

fn lines(state: &State, sheet: &Sheet, room: usize) -> Vec<Line<'static>> {
    let heads = heads(sheet).min(room / 2);
    let lines = sheet.lines.iter();
    lines
        .flat_map(|line| wrapped(state, line, heads, room))
        .collect()
}

fn wrapped(state: &State, line: &SheetLine, heads: usize, room: usize) -> Vec<Line<'static>> {
    let theme = &state.setting.theme;
    let style = match line.tone {
        None => theme.text,
        Some(Tone::Good) => theme.good,
        Some(Tone::Warning) => theme.warning,
        Some(Tone::Error) => theme.error,
    };
    let text = clean(&line.text);
    let indent = if heads == 0 { 1 } else { heads + 3 };
    let ranges = width::wrap_ranges(&text, room.saturating_sub(indent + 1).max(1));
    let mut head = width::pad(&width::truncate(&clean(&line.head), heads), heads);
    if heads > 0 {
        head.push_str("  ");
    }
    if ranges.is_empty() {
        return vec![Line::styled(format!(" {head}"), theme.dim)];
    }
    let mut drawn = Vec::new();
    for range in ranges {
        let part = text.get(range).unwrap_or_default().to_owned();
        drawn.push(Line::from(vec![
            Span::styled(format!(" {head}"), theme.dim),
            Span::styled(part, style),
        ]));
        head = " ".repeat(indent.saturating_sub(1));
    }
    drawn
}

/// The keys that answer it, as they are bound.
fn answers(state: &State, sheet: &Sheet, below: usize) -> Line<'static> {
    let theme = &state.setting.theme;
    let key = |name: &str| state.key_of(name).unwrap_or_default();
    let agree = sheet.asked.as_ref().map(|_| ("agree", "does it"));
    let close = if sheet.asked.is_some() {
        ("close-sheet", "leaves it")
    } else {
        ("close-sheet", "closes")
    };
    let more = (below > 0).then_some(("sheet-down", "reads on"));
    let mut spans = Vec::new();
    for (name, what) in agree.into_iter().chain([close]).chain(more) {
        spans.push(Span::styled(format!(" {}", key(name)), theme.key));
        spans.push(Span::styled(format!(" {what} "), theme.dim));
    }
    Line::from(spans)
}
