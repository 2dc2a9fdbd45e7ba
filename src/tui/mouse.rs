//! The mouse: a click chooses, a second one on the same row opens, the wheel scrolls what is under it.

use crossterm::event::{MouseButton, MouseEvent, MouseEventKind};
use ratatui::layout::Position;

use super::effect::Effect;
use super::state::{Pane, State};
use super::view::{facets, layout};

/// Rows that one notch of the wheel moves.
const NOTCH: isize = 3;

/// Takes a mouse event; while a popup is open the panes below it do not react.
pub fn mouse(state: &mut State, event: MouseEvent) -> Vec<Effect> {
    if !state.popups.is_empty() {
        return Vec::new();
    }
    let place = Position::new(event.column, event.row);
    match event.kind {
        MouseEventKind::Down(MouseButton::Left) => click(state, place),
        MouseEventKind::ScrollDown => scroll(state, place, NOTCH),
        MouseEventKind::ScrollUp => scroll(state, place, -NOTCH),
        _ => Vec::new(),
    }
}

fn scroll(state: &mut State, place: Position, by: isize) -> Vec<Effect> {
    let areas = layout::areas(state);
    if areas.detail.is_some_and(|area| area.contains(place)) {
        let last = layout::detail_lines(state).saturating_sub(1);
        state.detail_scroll = state.detail_scroll.saturating_add_signed(by).min(last);
    } else if areas.facets.is_some_and(|area| area.contains(place)) {
        let last = state.facets.places().saturating_sub(1);
        state.facets.cursor = state.facets.cursor.saturating_add_signed(by).min(last);
    } else {
        let len = state.rows().len();
        state.list.move_by(by, len);
        state.detail_scroll = 0;
    }
    Vec::new()
}

fn click(state: &mut State, place: Position) -> Vec<Effect> {
    let areas = layout::areas(state);
    if areas.bar.contains(place) {
        state.filter.before = state.filter.text().to_owned();
        state.pane = Pane::Filter;
        return Vec::new();
    }
    if let Some(area) = areas.facets.filter(|area| area.contains(place)) {
        state.pane = Pane::Facets;
        if let Some(at) = facets::value_at(state, area, place.y) {
            state.facets.cursor = at;
            return super::actions::action("toggle-facet")
                .map_or_else(Vec::new, |action| (action.run)(state));
        }
        return Vec::new();
    }
    if areas.detail.is_some_and(|area| area.contains(place)) {
        state.pane = Pane::Detail;
        return Vec::new();
    }
    if let Some(list) = areas.list.filter(|area| area.contains(place)) {
        let row = state.list.offset + usize::from(place.y - list.y);
        if row < state.rows().len() {
            if state.list.cursor == row && state.pane == Pane::List {
                state.detail_over = true;
                state.pane = Pane::Detail;
            } else {
                state.list.cursor = row;
                state.detail_scroll = 0;
                state.pane = Pane::List;
            }
        }
    }
    Vec::new()
}
