//! The mouse: a click chooses, or switches a term of the filter; a second one on the same row opens; the
//! wheel scrolls what is under it.

use crossterm::event::{MouseButton, MouseEvent, MouseEventKind};
use ratatui::layout::Position;

use super::effect::Effect;
use super::state::{Pane, State};
use super::view::{facets, filter_bar, header, layout};

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
        let pane = std::mem::replace(&mut state.pane, Pane::Detail);
        (state.view.step)(state, by);
        state.pane = pane;
    } else if areas.facets.is_some_and(|area| area.contains(place)) {
        let last = state.facets.places().saturating_sub(1);
        state.facets.cursor = state.facets.cursor.saturating_add_signed(by).min(last);
    } else {
        let pane = std::mem::replace(&mut state.pane, Pane::List);
        (state.view.step)(state, by);
        state.pane = pane;
    }
    Vec::new()
}

fn click(state: &mut State, place: Position) -> Vec<Effect> {
    let areas = layout::areas(state);
    if areas.header.contains(place) {
        let tab = header::tab_at(state, place.x);
        return tab.map_or_else(Vec::new, |at| super::actions::views::show(state, at));
    }
    if areas.bar.contains(place) {
        let term = filter_bar::term_at(state, areas.bar, place.x);
        if let Some(term) = term.filter(|_| state.pane != Pane::Filter) {
            return super::actions::finding::switch_chip(state, &term);
        }
        state.filter.before = state.filter.text().to_owned();
        state.pane = Pane::Filter;
        return Vec::new();
    }
    if let Some(area) = areas.facets.filter(|area| area.contains(place)) {
        state.pane = Pane::Facets;
        if let Some(at) = facets::value_at(state, area, place.y) {
            state.facets.cursor = at;
            return run(state, "toggle-facet");
        }
        return Vec::new();
    }
    if areas.detail.is_some_and(|area| area.contains(place)) {
        state.pane = Pane::Detail;
        return Vec::new();
    }
    match (state.view.click)(state, place) {
        Some(true) => run(state, state.view.enter),
        _ => Vec::new(),
    }
}

/// Runs the action of this name, when it can be done.
fn run(state: &mut State, name: &str) -> Vec<Effect> {
    match super::actions::action(name) {
        Some(action) if (action.when)(state) => (action.run)(state),
        _ => Vec::new(),
    }
}
