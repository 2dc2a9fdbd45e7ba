//! A picker: its lines, what is typed to narrow them, the letters that pick at once.

use ratatui::Frame;
use ratatui::layout::{Margin, Position, Rect};
use ratatui::text::{Line, Span};
use ratatui::widgets::Paragraph;

use super::header::fit;
use super::{popup_area, popup_frame};
use crate::text::{
    clean::{clean, is_clean},
    width,
};
use crate::tui::state::{Item, Picker, State};
use unicode_segmentation::UnicodeSegmentation as _;

/// Columns of the widest label.
fn labels(picker: &Picker) -> usize {
    let labels = picker.items.iter();
    let labels = labels.map(|item| width::width(&clean(&item.label)));
    labels.max().unwrap_or(0)
}

/// How large it would be: columns, rows.
fn size(picker: &Picker, screen: Rect) -> (u16, u16) {
    let docs = picker
        .items
        .iter()
        .map(|item| width::width(&clean(&item.doc)));
    let docs = docs.max().unwrap_or(0);
    let wide = (labels(picker) + docs + 10).max(width::width(&picker.title) + 6);
    let wide = u16::try_from(wide).unwrap_or(u16::MAX);
    let wide = wide.clamp(36, 110);
    let lines = u16::try_from(picker.items.len().max(1) + usize::from(picker.create.is_some()))
        .unwrap_or(u16::MAX);
    let columns = popup_area(screen, wide, 1).width.saturating_sub(2);
    let most = if screen.height < 20 {
        screen.height
    } else {
        screen.height * 3 / 4
    };
    let high = lines
        .saturating_add(typing(picker) + remark(picker, columns) + clearing(picker) + 2)
        .min(most);
    (wide, high)
}

/// Rows for the whole of the line under the cursor, where some are too long for their row.
fn remark(picker: &Picker, columns: u16) -> u16 {
    let (labels, room) = (labels(picker), usize::from(columns));
    let cut = |item: &Item| !cut_doc(item, labels, room).is_empty();
    if picker.items.iter().any(cut) { 2 } else { 0 }
}

/// Returns what an item says, when its row has no room for it.
fn cut_doc(item: &Item, labels: usize, room: usize) -> String {
    let doc = clean(&item.doc);
    let label = width::width(&clean(&item.label)).max(labels.min(room / 2));
    if 3 + label + 2 + width::width(&doc) > room {
        doc.into_owned()
    } else {
        String::new()
    }
}

/// Rows for what is typed.
fn typing(picker: &Picker) -> u16 {
    u16::from(picker.typed.is_some()) * 2
}

/// Rows for the clearing key.
fn clearing(picker: &Picker) -> u16 {
    u16::from(picker.clear.is_some())
}

/// Returns where its lines are inside of its frame, and the first line shown.
fn lines_of(picker: &Picker, inner: Rect) -> (Rect, usize) {
    let top = inner.y + typing(picker);
    let below = remark(picker, inner.width) + clearing(picker);
    let height = inner.bottom().saturating_sub(top + below);
    let area = Rect::new(inner.x, top, inner.width, height);
    (area, (picker.cursor + 1).saturating_sub(height.into()))
}

/// What is drawn at a place while a picker is open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hit {
    /// This line of it.
    Line(usize),
    /// Its frame, or what is typed.
    Frame,
    /// What lies below it.
    Outside,
}

/// Returns what is drawn at a place.
#[must_use]
pub fn hit(picker: &Picker, screen: Rect, place: Position) -> Hit {
    let (wide, high) = size(picker, screen);
    let outer = popup_area(screen, wide, high);
    if !outer.contains(place) {
        return Hit::Outside;
    }
    let (lines, skip) = lines_of(picker, outer.inner(Margin::new(1, 1)));
    let line = skip + usize::from(place.y.saturating_sub(lines.y));
    if lines.contains(place) && line < picker.lines() {
        Hit::Line(line)
    } else {
        Hit::Frame
    }
}

/// Draws a picker over the panes.
pub fn draw(state: &State, picker: &Picker, frame: &mut Frame<'_>) {
    let theme = &state.setting.theme;
    let (wide, high) = size(picker, frame.area());
    let inner = popup_frame(state, frame, &picker.title, wide, high);
    if let Some(typed) = &picker.typed {
        let line = Line::from(vec![
            Span::styled(" › ", theme.focus),
            Span::styled(clean(typed).into_owned(), theme.text),
            Span::styled("▏", theme.focus),
        ]);
        let first = Rect::new(inner.x, inner.y, inner.width, 1);
        frame.render_widget(Paragraph::new(line), first);
    }
    let (area, skip) = lines_of(picker, inner);
    let rows = rows(
        state,
        picker,
        (skip, area.height.into()),
        inner.width.into(),
    );
    frame.render_widget(Paragraph::new(rows), area);
    let high = remark(picker, inner.width);
    if let Some((item, _)) = picker.shown.get(picker.cursor).filter(|_| high > 0) {
        let room = usize::from(inner.width).saturating_sub(2);
        let item = picker.items.get(*item);
        let doc = item.map(|item| cut_doc(item, labels(picker), inner.width.into()));
        let doc = doc.unwrap_or_default();
        let rows = width::wrap_ranges(&doc, room).into_iter();
        let rows = rows.filter_map(|row| doc.get(row));
        let lines: Vec<Line<'_>> = rows
            .map(|row| Line::styled(format!(" {row}"), theme.focus))
            .collect();
        let below = Rect::new(inner.x, area.bottom(), inner.width, high);
        frame.render_widget(Paragraph::new(lines), below.intersection(inner));
    }
    if picker.clear.is_some() {
        let line = Line::from(vec![
            Span::styled(" Backspace", theme.key),
            Span::styled(" clears it", theme.dim),
        ]);
        let last = Rect::new(inner.x, inner.bottom().saturating_sub(1), inner.width, 1);
        frame.render_widget(Paragraph::new(line), last);
    }
}

/// Returns so many lines from the first one shown on.
fn rows(
    state: &State,
    picker: &Picker,
    (first, high): (usize, usize),
    room: usize,
) -> Vec<Line<'static>> {
    let theme = &state.setting.theme;
    let labels = labels(picker);
    let shown = picker.shown.iter().enumerate().skip(first);
    let mut lines: Vec<Line<'static>> = shown
        .take(high)
        .filter_map(|(at, (item, places))| {
            let line = row(state, picker.items.get(*item)?, places, room, labels);
            Some(if at == picker.cursor {
                super::under_cursor(state, line)
            } else {
                line
            })
        })
        .collect();
    if let Some(new) = picker.offers_new().filter(|_| lines.len() < high) {
        let line = Line::styled(format!("   new: {}", clean(new)), theme.good);
        let here = picker.cursor == picker.shown.len();
        lines.push(if here {
            super::under_cursor(state, line)
        } else {
            line
        });
    }
    if picker.lines() == 0 {
        lines.push(Line::styled("   nothing like that", theme.dim));
    }
    lines
}

fn row(state: &State, item: &Item, places: &[usize], room: usize, labels: usize) -> Line<'static> {
    let theme = &state.setting.theme;
    let key = item
        .key
        .map_or_else(|| "   ".to_owned(), |key| format!(" {key} "));
    let mut spans = vec![Span::styled(key, theme.key)];
    spans.extend(label(state, &item.label, places));
    let gap = labels
        .min(room / 2)
        .saturating_sub(width::width(&clean(&item.label)))
        + 2;
    spans.push(Span::styled(
        format!("{}{}", " ".repeat(gap), clean(&item.doc)),
        theme.dim,
    ));
    Line::from(fit(spans, room))
}

/// Returns the label with the characters that were typed highlighted. In a label with hidden
/// characters, which are shown as marks, nothing is.
fn label(state: &State, label: &str, places: &[usize]) -> Vec<Span<'static>> {
    let theme = &state.setting.theme;
    if !is_clean(label) {
        return vec![Span::styled(clean(label).into_owned(), theme.text)];
    }
    let mut at = 0;
    let letters = label.graphemes(true).map(|letter| {
        let chars = at..at + letter.chars().count();
        at = chars.end;
        let matched = places.iter().any(|place| chars.contains(place));
        let style = if matched { theme.matched } else { theme.text };
        Span::styled(letter.to_owned(), style)
    });
    letters.collect()
}
