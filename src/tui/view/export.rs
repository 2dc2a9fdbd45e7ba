//! The export menu: formats left, the beginning of the file right.

use ratatui::Frame;
use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::text::{Line, Span};
use ratatui::widgets::Paragraph;

use super::header::count;
use super::{draw_lines, popup_frame};
use crate::text::{clean::clean, width};
use crate::tui::state::{ExportMenu, Scope, State};

/// Draws the export menu over the panes.
pub fn draw(state: &State, menu: &ExportMenu, frame: &mut Frame<'_>) {
    let screen = frame.area();
    let title = format!("export {}", count(menu.rows().len(), "claim"));
    let inner = popup_frame(
        state,
        frame,
        &title,
        screen.width * 9 / 10,
        screen.height * 4 / 5,
    );
    let formats = if inner.width < 60 { 15 } else { 24 };
    let [left, right] =
        Layout::horizontal([Constraint::Length(formats), Constraint::Min(1)]).areas(inner);
    draw_menu(state, menu, frame, left);
    draw_preview(state, menu, frame, right);
}

fn draw_menu(state: &State, menu: &ExportMenu, frame: &mut Frame<'_>, area: Rect) {
    let theme = &state.setting.theme;
    let formats = state.setting.formats.all().enumerate().map(|(at, format)| {
        let here = at == menu.format;
        let mark = if here { "▸" } else { " " };
        let text = width::truncate(&format!(" {mark} {}", format.name), area.width.into());
        Line::styled(text, if here { theme.focus } else { theme.text })
    });
    let scopes = [
        (Scope::Shown, "shown", menu.shown.len()),
        (Scope::Marked, "marked", menu.marked.len()),
    ];
    let scopes = scopes.into_iter().filter(|(_, _, n)| *n > 0);
    let scopes: Vec<Line<'static>> = scopes
        .map(|(scope, word, n)| {
            let here = scope == menu.scope;
            let glyph = if here { "◉" } else { "○" };
            let style = if here { theme.focus } else { theme.dim };
            Line::styled(format!(" {glyph} {word} ({n})"), style)
        })
        .collect();
    let below = u16::try_from(scopes.len()).unwrap_or(0);
    let all = u16::try_from(state.setting.formats.count() + 1).unwrap_or(u16::MAX);
    let above = all.min(area.height.saturating_sub(below));
    let [top, bottom] =
        Layout::vertical([Constraint::Length(above), Constraint::Length(below)]).areas(area);
    let skip = (menu.format + 1).saturating_sub(top.height.into());
    draw_lines(frame, top, formats.collect(), skip, theme.text);
    draw_lines(frame, bottom, scopes, 0, theme.text);
}

fn draw_preview(state: &State, menu: &ExportMenu, frame: &mut Frame<'_>, area: Rect) {
    let theme = &state.setting.theme;
    let [head, body] = Layout::vertical([Constraint::Length(2), Constraint::Min(1)]).areas(area);
    let doc = width::truncate(&menu.chosen(&state.setting.formats).doc, head.width.into());
    frame.render_widget(Paragraph::new(Span::styled(doc, theme.dim)), head);
    match &menu.preview {
        Ok(text) => {
            let room = usize::from(body.width);
            let lines = text
                .iter()
                .skip(menu.scroll)
                .take(body.height.into())
                .map(|line| {
                    let head: String = line.chars().take(room * 2).collect();
                    Line::raw(width::truncate(&clean(&head), room))
                })
                .collect();
            draw_lines(frame, body, lines, 0, theme.text);
        }
        Err(why) => {
            let lines = width::wrap_ranges(why, body.width.into())
                .into_iter()
                .filter_map(|range| why.get(range).map(|line| Line::raw(line.to_owned())))
                .collect();
            draw_lines(frame, body, lines, 0, theme.error);
        }
    }
}
