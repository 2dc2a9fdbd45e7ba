//! The view of the figures: per unit on an axis of its own, per measure side by side.

mod axis;
mod plot;
mod words;

use ratatui::Frame;
use ratatui::layout::{Position, Rect};
use ratatui::text::{Line, Span};
use ratatui::widgets::Borders;

use super::views::Scrolled;
use super::{draw_lines, layout, pane_frame, row_under_cursor, still_reading, under_cursor};
use crate::query::measures::{Figured, UnitFigures};
use crate::store::Ix;
use crate::text::{clean::clean, width};
use crate::tui::state::{Digest, FigureLine, Figures, Pane, State};
use axis::Axis;
use words::whole;

fn figures(state: &State) -> &Figures {
    static NONE: Figures = Figures {
        units: Vec::new(),
        lines: Vec::new(),
        places: Vec::new(),
    };
    match &state.digest {
        Digest::Figures(figures) => figures,
        _ => &NONE,
    }
}

fn chosen(state: &State) -> Option<(&UnitFigures, &Figured)> {
    let mut rest = state.desk.figures.at;
    for unit in &figures(state).units {
        match unit.figures.get(rest) {
            Some(figure) => return Some((unit, figure)),
            None => rest -= unit.figures.len(),
        }
    }
    None
}

/// Lines for the figure under the cursor, where there is room for them.
const BELOW: u16 = 6;

fn parts(area: Rect) -> (Rect, Option<Rect>) {
    if area.height < BELOW + 6 {
        return (area, None);
    }
    let list = Rect {
        height: area.height - BELOW,
        ..area
    };
    let below = Rect {
        y: list.bottom(),
        height: BELOW,
        ..area
    };
    (list, Some(below))
}

/// The columns of a row: text, plot, whose.
#[derive(Debug, Clone, Copy)]
struct Columns {
    text: usize,
    plot: usize,
    whose: usize,
}

fn columns(wide: usize) -> Columns {
    let whose = if wide < 60 { 0 } else { (wide / 5).min(26) };
    let text = (wide * 3 / 10).clamp(12, 44);
    Columns {
        text,
        plot: wide.saturating_sub(text + whose + 3),
        whose,
    }
}

/// Draws it.
pub fn draw(state: &State, frame: &mut Frame<'_>) {
    let areas = layout::areas(state);
    let (Some(outer), Some(area)) = (areas.list_frame, areas.list) else {
        return;
    };
    let Figures {
        units,
        lines: rows,
        places,
    } = figures(state);
    let n = places.len();
    let title = format!("figures · {n}");
    pane_frame(state, frame, outer, Pane::List, &title, Borders::TOP);
    if n == 0 {
        still_reading(state, frame, area, "no figure among the claims found");
        return;
    }
    let (list, below) = parts(area);
    let first = state.desk.figures.first.min(rows.len());
    let shown = &rows[first..rows.len().min(first + usize::from(list.height))];
    let here = places.get(state.desk.figures.at).copied();
    let cols = columns(list.width.into());
    let lines = (first..).zip(shown).map(|(at, row)| {
        let line = line(state, units, *row, cols, Some(at) == here);
        if Some(at) == here {
            under_cursor(state, line)
        } else {
            line
        }
    });
    draw_lines(frame, list, lines.collect(), 0, state.setting.theme.text);
    for (at, unit) in units.iter().enumerate() {
        plot_unit(state, frame, list, cols, shown, at, unit);
    }
    let line = here.and_then(|here| here.checked_sub(first));
    if let Some(line) = line.and_then(|line| u16::try_from(line).ok()) {
        let row = Rect::new(list.x, list.y.saturating_add(line), list.width, 1);
        // The plot was drawn over it.
        row_under_cursor(state, frame, row.intersection(list));
    }
    if let (Some(area), Some((unit, figure))) = (below, chosen(state)) {
        let lines = whole(state, unit, figure, area.width.into());
        draw_lines(frame, area, lines, 0, state.setting.theme.text);
    }
}

/// Draws the numbers of a unit over those of its lines that are shown.
fn plot_unit(
    state: &State,
    frame: &mut Frame<'_>,
    list: Rect,
    cols: Columns,
    shown: &[FigureLine],
    at: usize,
    unit: &UnitFigures,
) {
    let ours = |row: &FigureLine| match row {
        FigureLine::Figure(of, _) | FigureLine::Measure(of, _) | FigureLine::Others(of) => {
            *of == at
        }
        _ => false,
    };
    let (Some(top), Some(axis)) = (shown.iter().position(ours), Axis::of(unit)) else {
        return;
    };
    let lines: Vec<Option<&Figured>> = shown[top..]
        .iter()
        .take_while(|row| ours(row))
        .map(|row| match row {
            FigureLine::Figure(_, nth) => unit.figures.get(*nth),
            _ => None,
        })
        .collect();
    let short = |n: usize| u16::try_from(n).unwrap_or(u16::MAX);
    let area = Rect {
        x: list.x + short(cols.text + 3),
        y: list.y + short(top),
        width: short(cols.plot),
        height: short(lines.len()),
    };
    plot::draw(state, frame, area.intersection(list), &axis, &lines);
}

fn line(
    state: &State,
    units: &[UnitFigures],
    row: FigureLine,
    cols: Columns,
    here: bool,
) -> Line<'static> {
    let theme = &state.setting.theme;
    match row {
        FigureLine::Gap => Line::default(),
        FigureLine::Unit(at) => {
            let unit = &units[at];
            let name = unit_name(unit);
            let n = super::header::count(unit.figures.len(), "figure");
            let scale = if unit.span.is_some() {
                ", log scale"
            } else {
                ""
            };
            Line::from(vec![
                Span::styled(format!(" {name}"), theme.title),
                Span::styled(format!(" · {n}{scale}"), theme.dim),
            ])
        }
        FigureLine::Measure(at, nth) => {
            let measure = clean(&units[at].figures[nth].measure).into_owned();
            Line::styled(
                width::truncate(&format!("   {measure} …"), cols.text + 3 + cols.plot),
                theme.speaker,
            )
        }
        FigureLine::Others(_) => Line::styled("   one value each", theme.speaker),
        FigureLine::Axis(at) => {
            let labels = Axis::of(&units[at]).map(|axis| axis.labels(cols.plot));
            let text = format!(
                "{}{}",
                " ".repeat(cols.text + 3),
                labels.unwrap_or_default()
            );
            Line::styled(text, theme.dim)
        }
        FigureLine::Figure(at, nth) => {
            let figure = &units[at].figures[nth];
            let mark = if here { " ▸ " } else { "   " };
            let mut spans = vec![
                Span::styled(mark, theme.focus),
                Span::styled(width::pad(&clean(&figure.text), cols.text), theme.text),
                Span::styled(width::pad(off_axis(figure), cols.plot), theme.dim),
            ];
            spans.extend(whose(state, figure, cols.whose));
            Line::from(spans)
        }
    }
}

fn unit_name(unit: &UnitFigures) -> String {
    match unit.unit.to_string() {
        bare if bare.is_empty() => "bare numbers".to_owned(),
        name => clean(&name).into_owned(),
    }
}

/// What stands in the plot of a figure that has no place on the axis.
fn off_axis(figure: &Figured) -> &'static str {
    match (&figure.amount, figure.ends()) {
        (None, _) => "  not understood",
        (Some(amount), _) if amount.is_scale_word() => "  a scale word: no number",
        (Some(_), Some((low, _))) if low > 0.0 => "",
        _ => "  not on a log scale",
    }
}

fn whose(state: &State, figure: &Figured, columns: usize) -> Vec<Span<'static>> {
    let theme = &state.setting.theme;
    let Some(claim) = state.store.claim(figure.claim).filter(|_| columns > 0) else {
        return Vec::new();
    };
    let grade = claim.grade();
    let who = clean(claim.speaker_name().unwrap_or("—"));
    vec![
        Span::styled(format!(" {} ", grade.shown()), theme.grade(grade)),
        Span::styled(
            width::truncate(&who, columns.saturating_sub(4)),
            theme.speaker,
        ),
    ]
}

/// Moves the cursor.
pub fn step(state: &mut State, by: isize) {
    let len = figures(state).places.len();
    state.desk.figures.move_by(by, len);
}

/// Returns what scrolls.
pub fn scrolled(state: &mut State) -> Option<Scrolled<'_>> {
    let (list, _) = parts(layout::areas(state).list?);
    let Figures { lines, places, .. } = figures(state);
    let (len, count) = (lines.len(), places.len());
    let place = places.get(state.desk.figures.at.min(count.saturating_sub(1)));
    let place = place.copied().unwrap_or(0);
    let cursor = &mut state.desk.figures;
    cursor.move_by(0, count);
    // Above the first figure stand the headings: they are seen with it.
    let line = if cursor.at == 0 { 0 } else { place };
    Some(Scrolled {
        cursor,
        line,
        len,
        height: list.height.into(),
    })
}

/// Returns the claim of the figure under the cursor.
#[must_use]
pub fn claim(state: &State) -> Option<Ix> {
    chosen(state).map(|(_, figure)| figure.claim)
}

/// Returns the unit under the cursor as the filter takes it.
#[must_use]
pub fn value(state: &State) -> Option<(&'static str, String)> {
    let unit = chosen(state)?.1.amount.as_ref()?.unit.to_string();
    (!unit.is_empty()).then_some(("unit", unit))
}

/// Puts the cursor on the figure drawn there.
pub fn click(state: &mut State, place: Position) -> Option<bool> {
    let (list, _) = parts(layout::areas(state).list?);
    if !list.contains(place) {
        return None;
    }
    let line = state.desk.figures.first + usize::from(place.y - list.y);
    let at = figures(state).places.binary_search(&line).ok()?;
    let there = state.desk.figures.at == at && state.pane == Pane::List;
    state.desk.figures.at = at;
    state.pane = Pane::List;
    Some(there)
}
