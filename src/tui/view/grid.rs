//! The view of the grid: how many of the claims found have which grade, and a claim carried from one
//! grade to another. Unknown (F, 6) and not judged have places of their own, apart from the worst.

use std::collections::BTreeMap;

use ratatui::Frame;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;
use ratatui::text::{Line, Span};
use ratatui::widgets::{Borders, Paragraph};

use super::spans::{bar, wrapped};
use super::{layout, pane_frame, still_reading, under_cursor};
use crate::model::{Credibility, Grade, Reliability};
use crate::query::grid::{Grid, SIDE, grade_of};
use crate::tui::state::{Digest, Pane, State};

fn counts(state: &State) -> Option<&Grid> {
    match &state.digest {
        Digest::Grid(grid) => Some(grid),
        _ => None,
    }
}

/// Where the parts of the grid are.
struct Shape {
    area: Rect,
    label: u16,
    cell: (u16, u16),
    words: Option<Rect>,
}

/// Lines for the cell in words, where there is room for them.
const WORDS: u16 = 4;

fn shape(area: Rect) -> Shape {
    let words = if area.height >= 1 + 7 + WORDS {
        WORDS
    } else {
        0
    };
    let label = if area.width < 56 { 3 } else { 15 };
    let width = (area.width.saturating_sub(label) / 7).clamp(4, 14);
    let height = (area.height.saturating_sub(1 + words) / 7).clamp(1, 3);
    let below = area.y + 1 + height * 7;
    Shape {
        area,
        label,
        cell: (width, height),
        words: (words > 0).then(|| Rect {
            y: below,
            height: area.bottom().saturating_sub(below),
            ..area
        }),
    }
}

impl Shape {
    fn cell(&self, row: usize, column: usize) -> Rect {
        let at = |n: usize, size: u16| u16::try_from(n).unwrap_or(0) * size;
        let rect = Rect {
            x: self.area.x + self.label + at(column, self.cell.0),
            y: self.area.y + 1 + at(row, self.cell.1),
            width: self.cell.0,
            height: self.cell.1,
        };
        rect.intersection(self.area)
    }
}

/// Draws it.
pub fn draw(state: &State, frame: &mut Frame<'_>) {
    let areas = layout::areas(state);
    let place = &state.desk.grid;
    let (Some(outer), Some(area)) = (areas.list_frame, areas.list) else {
        return;
    };
    let here = counts(state).map_or(0, |grid| grid.count(place.grade()));
    let title = match &place.carried {
        None => format!(
            "grid · {} · {}",
            place.grade().shown(),
            super::header::count(here, "claim")
        ),
        Some(carried) => {
            let claims = super::header::count(carried.targets.len(), "claim");
            format!("carrying {claims} to {}", place.grade().shown())
        }
    };
    pane_frame(state, frame, outer, Pane::List, &title, Borders::TOP);
    let Some(grid) = counts(state) else {
        still_reading(state, frame, area, "");
        return;
    };
    let shape = shape(area);
    heads(state, frame, &shape);
    for row in 0..SIDE {
        for column in 0..SIDE {
            cell(state, frame, &shape, grid, (row, column));
        }
    }
    if let Some(area) = shape.words {
        words(state, frame, area, grid);
    }
}

/// Short words for the heads; in full they stand below the grid.
const COLUMNS: [&str; SIDE] = [
    "confirmed",
    "probable",
    "possible",
    "doubtful",
    "improbable",
    "unknown",
    "none",
];
const ROWS: [&str; SIDE] = [
    "completely",
    "usually",
    "fairly",
    "not usually",
    "unreliable",
    "unknown",
    "not judged",
];

fn heads(state: &State, frame: &mut Frame<'_>, shape: &Shape) {
    let theme = &state.setting.theme;
    let place = &state.desk.grid;
    let style = |here: bool| if here { theme.focus } else { theme.dim };
    for at in 0..SIDE {
        let word = Credibility::ALL.get(at).map_or("·", |half| half.word());
        let text = fitting(word, COLUMNS[at], shape.cell.0.saturating_sub(2).into());
        let rect = Rect {
            y: shape.area.y,
            height: 1,
            ..shape.cell(0, at)
        };
        let line = Line::styled(format!(" {text}"), style(at == place.column));
        frame.render_widget(Paragraph::new(line), rect);
        let word = Reliability::ALL.get(at).map_or("·", |half| half.word());
        let text = fitting(word, ROWS[at], shape.label.saturating_sub(1).into());
        let rect = Rect {
            x: shape.area.x,
            width: shape.label,
            height: 1,
            ..shape.cell(at, 0)
        };
        let line = Line::styled(format!(" {text}"), style(at == place.row));
        frame.render_widget(Paragraph::new(line), rect);
    }
}

/// The letter with its words, or alone where they do not fit.
fn fitting(word: &str, meaning: &str, columns: usize) -> String {
    if word.len() + 1 + meaning.len() <= columns {
        format!("{word} {meaning}")
    } else {
        word.to_owned()
    }
}

fn cell(state: &State, frame: &mut Frame<'_>, shape: &Shape, grid: &Grid, at: (usize, usize)) {
    let theme = &state.setting.theme;
    let grade = grade_of(at.0, at.1);
    let n = grid.count(grade);
    let here = (state.desk.grid.row, state.desk.grid.column) == at;
    let mark = if here { "▸" } else { " " };
    let text = match n {
        0 => format!("{mark}  ·"),
        n => format!("{mark}{} {n}", density(n, grid.most())),
    };
    let style = if n == 0 {
        theme.dim
    } else {
        theme.grade(grade)
    };
    let wide = usize::from(shape.cell.0);
    let mut lines = vec![line(state, &text, wide, style, here)];
    if shape.cell.1 > 1 {
        let bar = format!(" {}", bar(n, grid.most(), wide.saturating_sub(2)));
        lines.push(line(state, &bar, wide, style, here));
    }
    frame.render_widget(Paragraph::new(lines), shape.cell(at.0, at.1));
}

fn line(state: &State, text: &str, wide: usize, style: Style, here: bool) -> Line<'static> {
    let line = Line::from(Span::styled(crate::text::width::pad(text, wide), style));
    if here {
        under_cursor(state, line)
    } else {
        line
    }
}

/// A glyph that darkens with the share of the fullest cell.
fn density(n: usize, most: usize) -> &'static str {
    match (n * 4).div_ceil(most.max(1)) {
        0 | 1 => "░",
        2 => "▒",
        3 => "▓",
        _ => "█",
    }
}

/// The cell in words, and what has no place on the scales.
fn words(state: &State, frame: &mut Frame<'_>, area: Rect, grid: &Grid) {
    let theme = &state.setting.theme;
    let grade = state.desk.grid.grade();
    let (n, total) = (grid.count(grade), grid.total());
    let sum = |wanted: fn(Grade) -> bool| -> usize {
        let cells = (0..SIDE).flat_map(|row| (0..SIDE).map(move |column| grade_of(row, column)));
        cells
            .filter(|grade| wanted(*grade))
            .map(|grade| grid.count(grade))
            .sum()
    };
    let texts = [
        (
            format!(
                "{} · {}: {n} of {total} claims",
                grade.shown(),
                grade.in_words()
            ),
            theme.text,
        ),
        (
            format!(
                "unknown apart: source cannot be judged {}, information cannot be judged {}, not graded {}",
                sum(|grade| grade.reliability == Some(Reliability::F)),
                sum(|grade| grade.credibility == Some(Credibility::Six)),
                grid.count(Grade::NONE)
            ),
            theme.dim,
        ),
        (aim(state), theme.dim),
    ];
    let query = &state.filter.query;
    let mut lines = vec![Line::default()];
    for (text, style) in texts {
        lines.extend(wrapped(&text, area.width.into(), " ", query, style, style));
    }
    frame.render_widget(Paragraph::new(lines), area);
}

/// What `m` would pick up, or what becomes of the grades of what is carried.
fn aim(state: &State) -> String {
    let place = &state.desk.grid;
    if let Some(carried) = &place.carried {
        let mut steps: BTreeMap<String, usize> = BTreeMap::new();
        for grade in &carried.grades {
            *steps.entry(grade.shown()).or_default() += 1;
        }
        let to = place.grade().shown();
        let step = |(from, n): (String, usize)| {
            let claims = super::header::count(n, "claim");
            format!("{from} → {to} {claims}")
        };
        return steps.into_iter().map(step).collect::<Vec<_>>().join(" · ");
    }
    let Some(key) = state.key_of("grid-carry") else {
        return String::new();
    };
    match state.list.marks.len() {
        0 => state.current().map_or_else(String::new, |claim| {
            format!("{key} picks up {} ({})", claim.id(), claim.grade().shown())
        }),
        _ => format!("{key} picks up the {} marked", state.marked_shown().len()),
    }
}

/// Returns the grade under the cursor as the filter takes it.
#[must_use]
pub fn value(state: &State) -> Option<(&'static str, String)> {
    let grade = state.desk.grid.grade();
    match (grade.reliability, grade.credibility) {
        (None, None) => Some(("grade", "none".to_owned())),
        (Some(_), Some(_)) => Some(("grade", grade.to_string())),
        _ => None,
    }
}

/// Puts the cursor on the cell drawn there.
pub fn click(state: &mut State, place: Position) -> Option<bool> {
    let shape = shape(layout::areas(state).list?);
    let cells = (0..SIDE).flat_map(|row| (0..SIDE).map(move |column| (row, column)));
    let (row, column) = cells
        .into_iter()
        .find(|(row, column)| shape.cell(*row, *column).contains(place))?;
    let grid = &mut state.desk.grid;
    let there = (grid.row, grid.column) == (row, column);
    (grid.row, grid.column) = (row, column);
    state.pane = Pane::List;
    Some(there)
}
