//! The names offered while writing: a small list under the sign, or over it where there is no room.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use ratatui::widgets::{Block, Clear, Paragraph};
use ratatui_textarea::TextArea;

use super::header::fit;
use crate::text::{clean::clean, width};
use crate::tui::state::{Mention, State};

/// Draws the names offered for the text of a field that is drawn in `field`.
pub fn draw(
    state: &State,
    mention: &Mention,
    area: &TextArea<'_>,
    field: Rect,
    frame: &mut Frame<'_>,
) {
    let theme = &state.setting.theme;
    let screen = frame.area();
    let wide = |text: &str| width::width(&clean(text));
    let names = mention.offered().map(|named| wide(&named.name));
    let names = names.max().unwrap_or(0);
    let columns = u16::try_from(names + 10).unwrap_or(u16::MAX);
    let columns = columns.clamp(20, 60).min(screen.width);
    let rows = u16::try_from(mention.offered().len() + 2).unwrap_or(u16::MAX);
    let (x, y) = cursor(area, field);
    // The last row of the screen tells the keys.
    let room = screen.height.saturating_sub(1);
    let below = room.saturating_sub(y + 1);
    let (top, rows) = if rows <= below || below >= y {
        (y + 1, rows.min(below))
    } else {
        (y - rows.min(y), rows.min(y))
    };
    let list = Rect {
        x: x.min(screen.width - columns),
        y: top,
        width: columns,
        height: rows,
    };
    let (name, what) = if mention.is_chosen() {
        ("take-name", "puts in")
    } else {
        ("next-name", "chooses")
    };
    let key = state.key_of(name);
    let title = key.map_or(String::new(), |key| format!(" {key} {what} "));
    let block = Block::bordered()
        .border_style(theme.dim)
        .style(theme.text)
        .title(Span::styled(title, theme.dim));
    let inner = block.inner(list);
    frame.render_widget(Clear, list);
    frame.render_widget(block, list);
    let lines: Vec<Line<'static>> = mention
        .offered()
        .enumerate()
        .map(|(at, named)| {
            let name = clean(&named.name).into_owned();
            let gap = " ".repeat(names.saturating_sub(width::width(&name)));
            let spans = vec![
                Span::styled(format!(" {name}{gap}"), theme.text),
                Span::styled(format!(" {:>5}", named.claims), theme.dim),
            ];
            let line = Line::from(fit(spans, inner.width.into()));
            if at == mention.cursor && mention.is_chosen() {
                super::under_cursor(state, line)
            } else {
                line
            }
        })
        .collect();
    let skip = (mention.cursor + 1).saturating_sub(inner.height.into());
    let shown: Vec<Line<'static>> = lines.into_iter().skip(skip).collect();
    frame.render_widget(Paragraph::new(shown), inner);
}

/// Returns where the cursor of a text is on the screen.
fn cursor(area: &TextArea<'_>, field: Rect) -> (u16, u16) {
    let cursor = area.screen_cursor();
    let (top, left) = area.scroll_offset();
    let number = |n: usize| u16::try_from(n).unwrap_or(u16::MAX);
    let x = number(cursor.col).saturating_sub(left);
    let y = number(cursor.row).saturating_sub(top);
    let (right, bottom) = (field.right(), field.bottom());
    (
        field.x.saturating_add(x).min(right.saturating_sub(1)),
        field.y.saturating_add(y).min(bottom.saturating_sub(1)),
    )
}
