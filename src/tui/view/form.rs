//! A form: labels, fields, what belongs into the one that is typed into.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Span;
use ratatui::widgets::Paragraph;

use super::{mention, popup_frame};
use crate::text::{clean::clean, width};
use crate::tui::state::{Form, FormField, State};

/// Draws a form over the panes.
pub fn draw(state: &State, form: &Form, frame: &mut Frame<'_>) {
    let theme = &state.setting.theme;
    let heights = heights(form, frame.area().height);
    let total: u16 = heights.iter().sum();
    let title = format!("{} · as {}", form.title, state.setting.author);
    let lead = lead(form, frame.area().height.saturating_sub(total + 6));
    let above = u16::try_from(lead.len()).unwrap_or(0);
    let inner = popup_frame(state, frame, &title, 92, above + total + 4);
    for (line, y) in lead.iter().zip(inner.y..inner.bottom()) {
        let text = width::truncate(&format!(" {}", clean(line)), inner.width.into());
        let area = Rect::new(inner.x, y, inner.width, 1);
        frame.render_widget(Paragraph::new(Span::styled(text, theme.text)), area);
    }
    let labels = form
        .fields
        .iter()
        .map(|field| field.label.len())
        .max()
        .unwrap_or(0);
    let labels = u16::try_from(labels).unwrap_or(0) + 3;
    let mut typing = None;
    let mut y = (inner.y + above).min(inner.bottom());
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
        if here {
            typing = Some((field, input));
        }
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
    if let (Some(offered), Some((field, input))) = (&form.mention, typing) {
        mention::draw(state, offered, &field.area, input, frame);
    }
}

/// Returns what is said above the fields, as much of it as there is room for, and an empty line.
fn lead(form: &Form, room: u16) -> Vec<String> {
    let room = usize::from(room).max(1);
    let mut lines = form.lead.clone();
    if lines.len() > room {
        let left = lines.len() + 1 - room;
        lines.truncate(room - 1);
        lines.push(format!("… and {left} lines more"));
    }
    if !lines.is_empty() {
        lines.push(String::new());
    }
    lines
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
