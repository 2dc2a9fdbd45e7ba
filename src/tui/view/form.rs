//! A form: labels, fields, what belongs into the one that is typed into.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Span;
use ratatui::widgets::Paragraph;

use super::popup_frame;
use crate::text::{clean::clean, width};
use crate::tui::state::{Form, FormField, State};

/// Draws a form over the panes.
pub fn draw(state: &State, form: &Form, frame: &mut Frame<'_>) {
    let theme = &state.setting.theme;
    let heights = heights(form, frame.area().height);
    let total: u16 = heights.iter().sum();
    let title = format!("{} · as {}", form.title, state.setting.author);
    let inner = popup_frame(state, frame, &title, 92, total + 4);
    let labels = form
        .fields
        .iter()
        .map(|field| field.label.len())
        .max()
        .unwrap_or(0);
    let labels = u16::try_from(labels).unwrap_or(0) + 3;
    let mut y = inner.y;
    for (at, (field, height)) in form.fields.iter().zip(&heights).enumerate() {
        if y + height > inner.bottom() {
            break;
        }
        let here = at == form.focus;
        let style = if here { theme.focus } else { theme.dim };
        let mark = if here { "▸" } else { " " };
        let label = Rect::new(inner.x, y, labels.min(inner.width), 1);
        frame.render_widget(
            Paragraph::new(Span::styled(format!("{mark}{}", field.label), style)),
            label,
        );
        let input = Rect::new(
            inner.x + labels,
            y,
            inner.width.saturating_sub(labels),
            *height,
        );
        draw_field(state, field, here, frame, input);
        y += height;
    }
    let foot = Rect::new(inner.x, inner.bottom().saturating_sub(1), inner.width, 1);
    let (text, style) = match (&form.problem, form.from_draft) {
        (Some(problem), _) => (format!(" ✗ {problem}"), theme.error),
        (None, true) => (" your draft of an earlier time".to_owned(), theme.warning),
        (None, false) => {
            let doc = form
                .fields
                .get(form.focus)
                .map_or("", |field| field.doc.as_str());
            (format!(" {doc}"), theme.dim)
        }
    };
    let text = width::truncate(&clean(&text), foot.width.into());
    frame.render_widget(Paragraph::new(Span::styled(text, style)), foot);
}

/// Returns how many rows each field takes: a form of one field is roomy, a long one is tight.
fn heights(form: &Form, screen: u16) -> Vec<u16> {
    let roomy = if form.fields.len() == 1 {
        screen / 3
    } else {
        3
    };
    form.fields
        .iter()
        .map(|field| if field.multiline { roomy.max(2) } else { 1 })
        .collect()
}

fn draw_field(state: &State, field: &FormField, here: bool, frame: &mut Frame<'_>, area: Rect) {
    let theme = &state.setting.theme;
    if here {
        match field.shown() {
            Some(marked) => frame.render_widget(&marked, area),
            None => frame.render_widget(&field.area, area),
        }
        return;
    }
    let text = field.area.lines().join(" ");
    let text = width::truncate(&clean(&text), area.width.into());
    frame.render_widget(Paragraph::new(Span::styled(text, theme.text)), area);
}
