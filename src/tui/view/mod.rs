//! Drawing: the state in, a frame out, nothing changed. One file per part of the screen.

pub mod article;
mod card;
mod claims;
pub mod columns;
mod context;
pub mod detail;
mod dossier;
mod export;
pub mod facets;
mod figures;
pub mod filter_bar;
pub mod footer;
mod form;
mod grid;
pub mod header;
pub mod layout;
mod list;
mod mention;
pub mod picker;
pub mod problems;
pub mod sheet;
mod spans;
pub mod speakers;
mod timeline;
pub mod triage;
pub mod views;

use ratatui::Frame;
use ratatui::layout::{Alignment, Rect};
use ratatui::style::{Color, Modifier, Style};
use ratatui::text::Line;
use ratatui::widgets::{Block, Borders, Clear, Paragraph};

use super::state::{Digest, Pane, Popup, State};

/// The smallest screen the app can be used on: columns, rows.
pub const SMALLEST: (u16, u16) = (40, 12);

/// Draws the whole screen.
pub fn draw(state: &State, frame: &mut Frame<'_>) {
    let area = frame.area();
    if area.width < SMALLEST.0 || area.height < SMALLEST.1 {
        too_small(state, frame, area);
        return;
    }
    let areas = layout::areas(state);
    header::draw(state, frame, areas.header);
    filter_bar::draw(state, frame, areas.bar, areas.remark);
    if let Some(area) = areas.facets_frame {
        pane_frame(
            state,
            frame,
            area,
            Pane::Facets,
            "facets",
            Borders::TOP | Borders::RIGHT,
        );
    }
    if let Some(area) = areas.facets {
        facets::draw(state, frame, area);
    }
    (state.view.draw)(state, frame);
    filter_bar::draw_completions(state, frame, areas.bar, areas.remark);
    for popup in &state.popups {
        match popup {
            Popup::Form(form) => form::draw(state, form, frame),
            Popup::Picker(menu) => picker::draw(state, menu, frame),
            Popup::Export(menu) => export::draw(state, menu, frame),
            Popup::Sheet(page) => sheet::draw(state, page, frame),
        }
    }
    if state.card && state.popups.is_empty() {
        card::draw(state, frame);
    }
    footer::draw(state, frame, areas.footer);
    footer::draw_message(state, frame, areas.footer);
}

fn too_small(state: &State, frame: &mut Frame<'_>, area: Rect) {
    let (columns, rows) = SMALLEST;
    let text = format!("too small: {columns}x{rows} at least");
    frame.render_widget(
        Paragraph::new(text).style(state.setting.theme.warning),
        area,
    );
}

/// Draws the frame of a pane; the one that has the keys is told by weight, colour and a mark.
fn pane_frame(
    state: &State,
    frame: &mut Frame<'_>,
    area: Rect,
    pane: Pane,
    title: &str,
    borders: Borders,
) {
    let theme = &state.setting.theme;
    let has_keys = state.pane == pane && state.popups.is_empty();
    let (style, text) = if has_keys {
        (theme.focus, format!(" ▸ {title} "))
    } else {
        (theme.dim, format!(" {title} "))
    };
    let text = crate::text::width::truncate(&text, usize::from(area.width).saturating_sub(1));
    let block = Block::new()
        .borders(borders)
        .border_style(theme.dim)
        .title(Line::styled(text, style));
    frame.render_widget(block, area);
}

/// On narrower screens a popup takes all columns: what would be left of the panes tells nothing.
const WHOLE: u16 = 60;

/// Returns the area of a popup: centred, and no larger than the screen.
fn popup_area(screen: Rect, width: u16, height: u16) -> Rect {
    let width = match screen.width {
        narrow if narrow < WHOLE => narrow,
        wide => width.min(wide.saturating_sub(2)).max(1),
    };
    // The bottom line tells the keys; on a low screen it is all that is left of the panes.
    let free = if screen.height < 20 { 1 } else { 2 };
    let height = height.min(screen.height.saturating_sub(free)).max(1);
    Rect {
        x: screen.x + (screen.width - width) / 2,
        y: screen.y + (screen.height.saturating_sub(1) - height) / 2,
        width,
        height,
    }
}

/// Clears a centred area and draws the frame of a popup; returns what is inside.
fn popup_frame(state: &State, frame: &mut Frame<'_>, title: &str, width: u16, height: u16) -> Rect {
    let area = popup_area(frame.area(), width, height);
    let theme = &state.setting.theme;
    let title = crate::text::clean::clean(title);
    let title = crate::text::width::truncate(&title, usize::from(area.width).saturating_sub(4));
    let block = Block::bordered()
        .border_style(theme.focus)
        .style(theme.text)
        .title(Line::styled(format!(" {title} "), theme.title))
        .title_alignment(Alignment::Left);
    let inner = block.inner(area);
    frame.render_widget(Clear, area);
    frame.render_widget(block, area);
    inner
}

/// Returns a line as the one under the cursor. Where that is told by reversing, the line is of one
/// colour: reversed, every colour of a word would become a patch of ground.
fn under_cursor(state: &State, mut line: Line<'static>) -> Line<'static> {
    let cursor = state.setting.theme.cursor;
    if cursor.add_modifier.contains(Modifier::REVERSED) {
        line.style.fg = None;
        for span in &mut line.spans {
            span.style.fg = None;
            // Faint letters on their own ground turned round are hardly read.
            span.style.add_modifier.remove(Modifier::DIM);
        }
    }
    line.patch_style(cursor)
}

/// Gives the ground of the line under the cursor to a row that something was drawn over.
fn row_under_cursor(state: &State, frame: &mut Frame<'_>, row: Rect) {
    let mut cursor = state.setting.theme.cursor;
    if cursor.add_modifier.contains(Modifier::REVERSED) {
        cursor = cursor.fg(Color::Reset);
    }
    frame.buffer_mut().set_style(row, cursor);
}

/// Says that the claims are still being read, or why there is nothing to show.
fn still_reading(state: &State, frame: &mut Frame<'_>, area: Rect, none: &str) {
    let theme = &state.setting.theme;
    let known = state.digest != Digest::None;
    let text = if known { none } else { "reading …" };
    draw_lines(frame, area, told(state, &[text], area), 0, theme.text);
}

/// Returns what a pane says that has nothing to show: paragraphs with a gap between them, wrapped.
fn told(state: &State, paragraphs: &[&str], area: Rect) -> Vec<Line<'static>> {
    let theme = &state.setting.theme;
    let columns = usize::from(area.width).saturating_sub(1);
    let query = &state.filter.query;
    let wrap = |text: &&str| {
        let lines = spans::wrapped(text, columns, "  ", query, theme.dim, theme.dim);
        std::iter::once(Line::default()).chain(lines)
    };
    paragraphs.iter().flat_map(wrap).collect()
}

/// Draws lines from the top of an area, the first `skip` left out.
fn draw_lines(
    frame: &mut Frame<'_>,
    area: Rect,
    lines: Vec<Line<'static>>,
    skip: usize,
    style: Style,
) {
    let shown: Vec<Line<'static>> = lines
        .into_iter()
        .skip(skip)
        .take(area.height.into())
        .collect();
    let grounds: Vec<(u16, Style)> = (area.y..)
        .zip(&shown)
        .map(|(row, line)| (row, line.style))
        .filter(|(_, own)| own.bg.is_some() || own.add_modifier.contains(Modifier::REVERSED))
        .collect();
    frame.render_widget(Paragraph::new(shown).style(style), area);
    // A line ends with its text; the ground of the one under the cursor with its pane.
    for (row, own) in grounds {
        let own = Style { fg: None, ..own };
        let row = Rect::new(area.x, row, area.width, 1).intersection(area);
        frame.buffer_mut().set_style(row, own);
    }
}
