//! A form: labels, fields, what belongs into the one that is typed into.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use ratatui::widgets::Paragraph;

use super::{mention, popup_frame};
use crate::text::{clean::clean, width};
use crate::tui::state::{Form, FormField, OneOf, State};

/// Draws a form over the panes. Where not all fields fit, the one that is typed into does.
pub fn draw(state: &State, form: &Form, frame: &mut Frame<'_>) {
    let heights = heights(form, frame.area().height);
    let total: u16 = heights.iter().sum();
    let title = format!("{} · as {}", form.title, state.setting.author);
    let lead = lead(form, frame.area().height.saturating_sub(total + 6));
    let above = u16::try_from(lead.len()).unwrap_or(0);
    let inner = popup_frame(state, frame, &title, 92, above + total + 4);
    draw_lead(state, &lead, frame, inner);
    let spare = inner.height.saturating_sub(above + total);
    let below = draw_foot(state, form, frame, (inner, spare));
    let top = (inner.y + above).min(inner.bottom());
    let room = Rect::new(
        inner.x,
        top,
        inner.width,
        inner.bottom().saturating_sub(top + below),
    );
    let typing = draw_fields(state, form, &heights, frame, room);
    if let (Some(offered), Some((field, input))) = (&form.mention, typing) {
        mention::draw(state, offered, &field.area, input, frame);
    }
}

fn draw_lead(state: &State, lead: &[String], frame: &mut Frame<'_>, inner: Rect) {
    for (line, y) in lead.iter().zip(inner.y..inner.bottom()) {
        let text = width::truncate(&format!(" {}", clean(line)), inner.width.into());
        let area = Rect::new(inner.x, y, inner.width, 1);
        let text = Span::styled(text, state.setting.theme.text);
        frame.render_widget(Paragraph::new(text), area);
    }
}

/// Draws the fields there is room for, and returns the one that is typed into, with its place.
fn draw_fields<'a>(
    state: &State,
    form: &'a Form,
    heights: &[u16],
    frame: &mut Frame<'_>,
    room: Rect,
) -> Option<(&'a FormField, Rect)> {
    let theme = &state.setting.theme;
    let labels = form.fields.iter().map(|field| field.label.len());
    let labels = u16::try_from(labels.max().unwrap_or(0)).unwrap_or(0) + 3;
    let first = first_shown(heights, form.focus, room.height);
    let (mut typing, mut y) = (None, room.y);
    let fields = form.fields.iter().zip(heights).enumerate();
    for (at, (field, height)) in fields.skip(first) {
        let height = (*height).min(room.bottom().saturating_sub(y));
        if height == 0 {
            break;
        }
        let here = at == form.focus;
        let style = if here { theme.focus } else { theme.dim };
        let more =
            at == first && first > 0 || at + 1 < heights.len() && y + height == room.bottom();
        let mark = match (here, more) {
            (true, _) => "▸",
            (false, true) => "⋮",
            (false, false) => " ",
        };
        let label = Rect::new(room.x, y, labels.min(room.width), 1);
        let text = Span::styled(format!("{mark}{}", field.label), style);
        frame.render_widget(Paragraph::new(text), label);
        let wide = room.width.saturating_sub(labels);
        let input = Rect::new(room.x + labels, y, wide, height);
        draw_field(state, field, here, frame, input);
        if here {
            typing = Some((field, input));
        }
        y += height;
    }
    typing
}

/// Returns the first field shown, so that the one that is typed into and the one after it are seen.
fn first_shown(heights: &[u16], focus: usize, room: u16) -> usize {
    let last = (focus + 1).min(heights.len().saturating_sub(1));
    let taken = |first: usize, last: usize| heights[first..=last].iter().sum::<u16>();
    let fits = |last: usize| (0..=focus).find(|&first| taken(first, last) <= room);
    fits(last).or_else(|| fits(focus)).unwrap_or(focus)
}

/// Says below the fields what is wrong, or what belongs into the one that is typed into, in as many rows
/// as there are to spare; what is wrong may take more. Returns how many it takes.
fn draw_foot(
    state: &State,
    form: &Form,
    frame: &mut Frame<'_>,
    (inner, spare): (Rect, u16),
) -> u16 {
    let theme = &state.setting.theme;
    let (text, style) = match (&form.problem, form.from_draft) {
        (Some(problem), _) => (format!("✗ {problem}"), theme.error),
        (None, true) => ("your draft of an earlier time".to_owned(), theme.warning),
        (None, false) => {
            let field = form.fields.get(form.focus);
            let doc = field.map_or("", |field| field.doc.as_str());
            let chosen = field.is_some_and(|field| field.one_of.is_some());
            let how = if chosen {
                "arrows or letters choose: "
            } else {
                ""
            };
            (format!("{how}{doc}"), theme.dim)
        }
    };
    let text = clean(&text);
    let wide = usize::from(inner.width.saturating_sub(1));
    let mut lines: Vec<&str> = width::wrap_ranges(&text, wide)
        .into_iter()
        .filter_map(|range| text.get(range))
        .collect();
    let most = if form.problem.is_some() {
        3
    } else {
        spare.clamp(1, 2)
    };
    lines.truncate(most.into());
    let high = u16::try_from(lines.len())
        .unwrap_or(0)
        .max(1)
        .min(inner.height);
    let top = inner.bottom().saturating_sub(high);
    for (line, y) in lines.iter().zip(top..inner.bottom()) {
        let area = Rect::new(inner.x, y, inner.width, 1);
        frame.render_widget(
            Paragraph::new(Span::styled(format!(" {line}"), style)),
            area,
        );
    }
    high
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
    if let Some(one_of) = field.one_of.as_ref().filter(|_| here) {
        let words = choices(
            state,
            one_of,
            &field.area.lines().join(""),
            area.width.into(),
        );
        frame.render_widget(Paragraph::new(words), area);
        return;
    }
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

/// The words of a field that takes one of them, the one that stands there told apart; that one alone
/// where there is no room for all.
fn choices(state: &State, one_of: &OneOf, now: &str, room: usize) -> Line<'static> {
    let theme = &state.setting.theme;
    let none = one_of.optional.then_some("—").into_iter();
    let words = none.chain(one_of.words.iter().map(String::as_str));
    let now = if now.is_empty() { "—" } else { now };
    let spans: Vec<Span<'static>> = words
        .flat_map(|word| {
            let (mark, style) = if word == now {
                ("◉ ", theme.focus)
            } else {
                ("○ ", theme.dim)
            };
            [
                Span::styled(format!("{mark}{}", clean(word)), style),
                Span::raw("  "),
            ]
        })
        .collect();
    let line = Line::from(spans);
    if line.width() <= room + 2 {
        return line;
    }
    Line::styled(format!("◂ {} ▸", clean(now)), theme.focus)
}
