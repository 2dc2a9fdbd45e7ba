//! The view of the timeline: when articles were published, claims said, and claims noted.

use jiff::civil::Date;
use ratatui::Frame;
use ratatui::layout::{Position, Rect};
use ratatui::symbols::Marker;
use ratatui::text::{Line, Span};
use ratatui::widgets::Borders;
use ratatui::widgets::canvas::{Canvas, Line as Stroke};

use super::spans::{Rows, one_line};
use super::views::Scrolled;
use super::{draw_lines, layout, pane_frame, still_reading, under_cursor};
use crate::query::timeline::{Happened, Moment};
use crate::store::Ix;
use crate::text::{clean::clean, width};
use crate::tui::state::{Digest, Pane, State};

fn moments(state: &State) -> &[Moment] {
    match &state.digest {
        Digest::Timeline(moments) => moments,
        _ => &[],
    }
}

const fn glyph(happened: Happened) -> &'static str {
    match happened {
        Happened::Published => "▲",
        Happened::Said => "●",
        Happened::Noted => "✎",
    }
}

/// Lines of the chart: three lanes, the axis, the words, a gap.
const CHART: u16 = 6;

/// Returns chart and list.
fn parts(area: Rect) -> (Option<Rect>, Rect) {
    if area.height < CHART + 6 {
        return (None, area);
    }
    let chart = Rect {
        height: CHART,
        ..area
    };
    let list = Rect {
        y: area.y + CHART,
        height: area.height - CHART,
        ..area
    };
    (Some(chart), list)
}

/// Draws it.
pub fn draw(state: &State, frame: &mut Frame<'_>) {
    let areas = layout::areas(state);
    let (Some(outer), Some(area)) = (areas.list_frame, areas.list) else {
        return;
    };
    pane_frame(
        state,
        frame,
        outer,
        Pane::List,
        "timeline · oldest first",
        Borders::TOP,
    );
    let moments = moments(state);
    if moments.is_empty() {
        still_reading(state, frame, area, "no date on record for the claims found");
        return;
    }
    let (chart, list) = parts(area);
    if let Some(area) = chart {
        draw_chart(state, frame, area, moments);
    }
    let first = state.desk.timeline.first;
    let shown = moments
        .iter()
        .enumerate()
        .skip(first)
        .take(list.height.into());
    let lines = shown.map(|(at, moment)| row(state, at, moment, list.width.into()));
    draw_lines(frame, list, lines.collect(), 0, state.setting.theme.text);
}

fn row(state: &State, at: usize, moment: &Moment, columns: usize) -> Line<'static> {
    let theme = &state.setting.theme;
    let here = at == state.desk.timeline.at;
    let word = moment.happened.word();
    let day = state.setting.dates.day(moment.days, &moment.shown);
    let mut spans = vec![
        Span::styled(if here { "▸ " } else { "  " }, theme.focus),
        Span::styled(width::pad(&clean(&day), 11), theme.text),
        Span::styled(
            format!("{} {word:<9} ", glyph(moment.happened)),
            theme.speaker,
        ),
    ];
    let room = columns.saturating_sub(25);
    if let Some(claim) = state.store.claim(moment.claim) {
        let query = &state.filter.query;
        if moment.happened == Happened::Published {
            let n = super::header::count(moment.claims, "claim");
            let text = format!("{n} · {}", claim.article().title);
            spans.extend(one_line(&text, room, query, theme.text, theme.matched));
        } else {
            let grade = claim.grade();
            spans.push(Span::styled(
                format!("{} ", grade.shown()),
                theme.grade(grade),
            ));
            let who = claim.speaker_name().unwrap_or("—");
            let words = claim.assertion().or(claim.quote()).unwrap_or_default();
            let text = format!("{who}: {words}");
            let room = room.saturating_sub(3);
            spans.extend(one_line(&text, room, query, theme.text, theme.matched));
        }
    }
    let line = Line::from(spans);
    if here {
        under_cursor(state, line)
    } else {
        line
    }
}

/// Days since the first one, for the axis.
#[expect(clippy::cast_precision_loss, reason = "days of an era are exact")]
fn days(from: Date, to: Date) -> f64 {
    let span = to.duration_since(from);
    (span.as_hours() / 24) as f64
}

/// Three lanes over an axis of days, and the same in words.
fn draw_chart(state: &State, frame: &mut Frame<'_>, area: Rect, moments: &[Moment]) {
    let theme = state.setting.theme;
    let (Some(first), Some(last)) = (
        moments.iter().map(|moment| moment.days.0).min(),
        moments.iter().map(|moment| moment.days.1).max(),
    ) else {
        return;
    };
    let label = 14.min(area.width / 3);
    let plot = Rect {
        x: area.x + label,
        y: area.y,
        width: area.width.saturating_sub(label + 2),
        height: 3,
    };
    let long = days(first, last).max(1.0);
    let rows = Rows::new(3);
    let lane = |happened: Happened| rows.glyph(u16::from(happened as u8));
    let middle = |happened: Happened| rows.stroke(u16::from(happened as u8));
    for (at, happened) in (0..).zip(Happened::ALL) {
        let text = format!("  {} {}", glyph(happened), happened.word());
        let rect = Rect::new(area.x, area.y + at, label, 1);
        draw_lines(
            frame,
            rect,
            vec![Line::styled(text, theme.dim)],
            0,
            theme.text,
        );
    }
    let colour = theme.speaker.fg.unwrap_or_default();
    let canvas = Canvas::default()
        .marker(Marker::Braille)
        .x_bounds([0.0, long])
        .y_bounds(rows.bounds())
        .paint(|canvas| {
            for moment in moments
                .iter()
                .filter(|moment| moment.days.0 != moment.days.1)
            {
                let y = middle(moment.happened);
                let (x1, x2) = (days(first, moment.days.0), days(first, moment.days.1));
                canvas.draw(&Stroke {
                    x1,
                    y1: y,
                    x2,
                    y2: y,
                    color: colour,
                });
            }
            for moment in moments
                .iter()
                .filter(|moment| moment.days.0 == moment.days.1)
            {
                let mark = Span::styled(glyph(moment.happened), theme.speaker);
                canvas.print(days(first, moment.days.0), lane(moment.happened), mark);
            }
        });
    frame.render_widget(canvas, plot);
    let axis = axis(first, last, plot.width.into());
    let rect = Rect::new(plot.x, area.y + 3, plot.width, 1);
    draw_lines(
        frame,
        rect,
        vec![Line::styled(axis, theme.dim)],
        0,
        theme.text,
    );
    let words = format!("  {}", in_words(moments));
    let rect = Rect::new(area.x, area.y + 4, area.width, 1);
    let words = width::truncate(&words, area.width.into());
    draw_lines(
        frame,
        rect,
        vec![Line::styled(words, theme.text)],
        0,
        theme.text,
    );
}

/// The first and the last day, with a line between them.
fn axis(first: Date, last: Date, columns: usize) -> String {
    if first == last {
        return first.to_string();
    }
    let dashes = columns.saturating_sub(first.to_string().len() + last.to_string().len() + 2);
    format!("{first} {} {last}", "─".repeat(dashes))
}

/// "1 published 2025-02-01 · 3 said 2025-01 to 2025-02-01 · none noted".
fn in_words(moments: &[Moment]) -> String {
    let part = |happened: Happened| {
        let of: Vec<&Moment> = moments
            .iter()
            .filter(|one| one.happened == happened)
            .collect();
        let word = happened.word();
        match (of.first(), of.last()) {
            (Some(first), Some(last)) if first.shown != last.shown => {
                format!("{} {word} {} to {}", of.len(), first.shown, last.shown)
            }
            (Some(first), _) => format!("{} {word} {}", of.len(), first.shown),
            _ => format!("none {word}"),
        }
    };
    Happened::ALL.map(part).join(" · ")
}

/// Moves the cursor.
pub fn step(state: &mut State, by: isize) {
    let len = moments(state).len();
    state.desk.timeline.move_by(by, len);
}

/// Returns what scrolls.
pub fn scrolled(state: &mut State) -> Option<Scrolled<'_>> {
    let (_, list) = parts(layout::areas(state).list?);
    let len = moments(state).len();
    let cursor = &mut state.desk.timeline;
    cursor.move_by(0, len);
    Some(Scrolled {
        line: cursor.at,
        cursor,
        len,
        height: list.height.into(),
    })
}

fn chosen(state: &State) -> Option<&Moment> {
    moments(state).get(state.desk.timeline.at)
}

/// Returns the claim under the cursor; of an article, its first one found.
#[must_use]
pub fn claim(state: &State) -> Option<Ix> {
    chosen(state).map(|moment| moment.claim)
}

/// Returns the day under the cursor as the filter takes it.
#[must_use]
pub fn value(state: &State) -> Option<(&'static str, String)> {
    let moment = chosen(state)?;
    let field = match moment.happened {
        Happened::Published => "on",
        Happened::Said => "said",
        Happened::Noted => "noted",
    };
    Some((field, moment.shown.clone()))
}

/// Puts the cursor on the row drawn there.
pub fn click(state: &mut State, place: Position) -> Option<bool> {
    let (_, list) = parts(layout::areas(state).list?);
    if !list.contains(place) {
        return None;
    }
    let row = state.desk.timeline.first + usize::from(place.y - list.y);
    if row >= moments(state).len() {
        return None;
    }
    let there = state.desk.timeline.at == row && state.pane == Pane::List;
    state.desk.timeline.at = row;
    state.pane = Pane::List;
    Some(there)
}
