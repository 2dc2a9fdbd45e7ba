//! The view of the problems: what is wrong in the files, where, and what to do about it.

use ratatui::Frame;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;
use ratatui::text::{Line, Span};
use ratatui::widgets::Borders;

use super::spans::wrapped;
use super::views::Scrolled;
use super::{draw_lines, layout, pane_frame, under_cursor};
use crate::model::{Diagnostic, Severity};
use crate::store::Ix;
use crate::text::{clean::clean, width};
use crate::tui::effect::Effect;
use crate::tui::state::{Pane, State};
use crate::tui::verifier::LISTED;

/// Returns the problem under the cursor.
#[must_use]
pub fn chosen(state: &State) -> Option<&Diagnostic> {
    state.all_problems().nth(state.desk.problems.at)
}

fn look(state: &State, severity: Severity) -> (&'static str, Style) {
    let theme = &state.setting.theme;
    match severity {
        Severity::Error => ("✗", theme.error),
        Severity::Warning => ("!", theme.warning),
        Severity::Hint => ("·", theme.dim),
    }
}

/// Lines for the problem under the cursor, where there is room for them.
const BELOW: u16 = 8;

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

/// Draws it.
pub fn draw(state: &State, frame: &mut Frame<'_>) {
    let areas = layout::areas(state);
    let (Some(outer), Some(area)) = (areas.list_frame, areas.list) else {
        return;
    };
    let of = |severity: Severity| {
        let n = state.count_problems(severity);
        (n > 0).then(|| super::header::count(n, severity.word()))
    };
    let counts: Vec<String> = Severity::ALL.iter().filter_map(|one| of(*one)).collect();
    let mut title = format!("problems · {}", counts.join(" · "));
    if state.problems.more() > 0 {
        let all = "`onrecord check` lists all";
        title = format!("{title} · the first {LISTED} of a kind; {all}");
    }
    pane_frame(state, frame, outer, Pane::List, &title, Borders::TOP);
    let theme = &state.setting.theme;
    if state.all_problems().next().is_none() {
        let line = Line::styled("  nothing is wrong in the files", theme.good);
        draw_lines(frame, area, vec![Line::default(), line], 0, theme.text);
        return;
    }
    let (list, below) = parts(area);
    let first = state.desk.problems.first;
    let shown = state
        .all_problems()
        .enumerate()
        .skip(first)
        .take(list.height.into());
    let lines = shown.map(|(at, problem)| row(state, at, problem, list.width.into()));
    draw_lines(frame, list, lines.collect(), 0, theme.text);
    if let (Some(area), Some(problem)) = (below, chosen(state)) {
        let lines = whole(state, problem, area.width.into());
        draw_lines(frame, area, lines, 0, theme.text);
    }
}

fn row(state: &State, at: usize, problem: &Diagnostic, columns: usize) -> Line<'static> {
    let theme = &state.setting.theme;
    let (glyph, style) = look(state, problem.severity);
    let here = at == state.desk.problems.at;
    let about = problem
        .claim
        .clone()
        .unwrap_or_else(|| problem.file.clone());
    let room = columns.clamp(40, 110) / 4;
    let message = columns.saturating_sub(room + 13);
    let line = Line::from(vec![
        Span::styled(if here { "▸" } else { " " }, theme.focus),
        Span::styled(format!(" {glyph} {:<7} ", problem.severity.word()), style),
        Span::styled(
            format!("{} ", width::pad(&clean(&about), room)),
            theme.speaker,
        ),
        Span::styled(
            width::truncate(&clean(&problem.message), message),
            theme.text,
        ),
    ]);
    if here {
        under_cursor(state, line)
    } else {
        line
    }
}

/// Everything about one problem: where, the line with its caret, what was found, what to do.
fn whole(state: &State, problem: &Diagnostic, columns: usize) -> Vec<Line<'static>> {
    let theme = &state.setting.theme;
    let query = &state.filter.query;
    let mut lines = vec![Line::styled("─".repeat(columns), theme.dim)];
    let place = format!("{} · {}", problem.location(), problem.code);
    lines.extend(wrapped(&place, columns, " ", query, theme.dim, theme.dim));
    if let Some(place) = problem.place.filter(|_| !problem.excerpt.is_empty()) {
        let (line, caret) = excerpt(&problem.excerpt, place.column, place.width, columns);
        lines.push(Line::styled(format!(" {line}"), theme.text));
        lines.push(Line::styled(format!(" {caret}"), theme.error));
    }
    lines.extend(wrapped(
        &problem.message,
        columns,
        " ",
        query,
        theme.text,
        theme.text,
    ));
    if let Some(hint) = &problem.hint {
        lines.extend(wrapped(hint, columns, " → ", query, theme.good, theme.good));
    }
    lines
}

/// The part of a line round its caret that fits, and the carets under it. Columns are characters.
fn excerpt(text: &str, column: u32, wide: u32, columns: usize) -> (String, String) {
    let at = usize::try_from(column).unwrap_or(1).saturating_sub(1);
    let room = columns.saturating_sub(2).max(8);
    let skip = (at + 12).saturating_sub(room);
    let chars = |from: usize, n: usize| -> String { text.chars().skip(from).take(n).collect() };
    let (before, marked) = (
        chars(skip, at - skip.min(at)),
        chars(at, usize::try_from(wide).unwrap_or(1)),
    );
    let lead = width::width(&clean(&before));
    let carets = width::width(&clean(&marked)).clamp(1, room.saturating_sub(lead).max(1));
    let shown = width::truncate(&clean(&chars(skip, room * 2)), room);
    (shown, format!("{}{}", " ".repeat(lead), "^".repeat(carets)))
}

/// Moves the cursor.
pub fn step(state: &mut State, by: isize) {
    let len = state.all_problems().count();
    state.desk.problems.move_by(by, len);
}

/// Returns what scrolls.
pub fn scrolled(state: &mut State) -> Option<Scrolled<'_>> {
    let (list, _) = parts(layout::areas(state).list?);
    let len = state.all_problems().count();
    let cursor = &mut state.desk.problems;
    cursor.move_by(0, len);
    Some(Scrolled {
        line: cursor.at,
        cursor,
        len,
        height: list.height.into(),
    })
}

/// Returns the claim the problem is about.
#[must_use]
pub fn claim(state: &State) -> Option<Ix> {
    let problem = chosen(state)?;
    let id = problem.claim.as_deref()?;
    let mut claims = state.store.file(&problem.file)?.claims();
    claims.find(|ix| state.store.claim(*ix).is_some_and(|claim| claim.id() == id))
}

/// Opens the editor at the line it is on.
pub fn edit(state: &mut State) -> Vec<Effect> {
    let Some(problem) = chosen(state) else {
        return Vec::new();
    };
    vec![Effect::Edit {
        file: problem.file.clone(),
        line: problem.place.map_or(1, |place| place.line),
    }]
}

/// Puts the cursor on the row drawn there.
pub fn click(state: &mut State, place: Position) -> Option<bool> {
    let (list, _) = parts(layout::areas(state).list?);
    if !list.contains(place) {
        return None;
    }
    let row = state.desk.problems.first + usize::from(place.y - list.y);
    if row >= state.all_problems().count() {
        return None;
    }
    let there = state.desk.problems.at == row && state.pane == Pane::List;
    state.desk.problems.at = row;
    state.pane = Pane::List;
    Some(there)
}

#[cfg(test)]
mod tests {
    use super::excerpt;

    #[test]
    fn the_caret_stands_under_its_place() {
        let seen = excerpt("    speeker: Ann", 5, 7, 40);
        assert_eq!(
            seen,
            ("    speeker: Ann".to_owned(), "    ^^^^^^^".to_owned())
        );
        let long = format!("{}here", "x".repeat(100));
        let (line, caret) = excerpt(&long, 101, 4, 40);
        assert_eq!(line.find("here"), caret.find('^'));
    }
}
