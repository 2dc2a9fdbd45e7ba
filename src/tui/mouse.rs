//! The mouse: a click chooses, or switches a term of the filter; a second one on the same row opens; a
//! border is dragged; the wheel scrolls what is under it.

use crossterm::event::{MouseButton, MouseEvent, MouseEventKind};
use ratatui::layout::{Position, Rect};

use super::effect::Effect;
use super::state::{Pane, Popup, State};
use super::view::layout::Border;
use super::view::{facets, filter_bar, footer, header, layout, picker};

/// Rows that one notch of the wheel moves.
const NOTCH: isize = 3;

/// Takes a mouse event; while a popup is open the panes below it do not react.
pub fn mouse(state: &mut State, event: MouseEvent) -> Vec<Effect> {
    let place = Position::new(event.column, event.row);
    let pressed = event.kind == MouseEventKind::Down(MouseButton::Left);
    if state.card && pressed {
        state.card = false;
        return vec![Effect::Greeted];
    }
    if pressed && layout::areas(state).footer.contains(place) {
        return hint(state, place.x);
    }
    if !state.popups.is_empty() {
        return popup(state, event.kind, place);
    }
    match event.kind {
        MouseEventKind::Down(MouseButton::Left) => {
            state.dragged = Border::at(&layout::areas(state), place);
            if state.dragged.is_some() {
                return Vec::new();
            }
            click(state, place)
        }
        MouseEventKind::Drag(MouseButton::Left) => {
            if let Some(border) = state.dragged {
                border.move_to(state, place.x);
            }
            Vec::new()
        }
        MouseEventKind::Up(_) => {
            state.dragged = None;
            Vec::new()
        }
        MouseEventKind::ScrollDown => scroll(state, place, NOTCH),
        MouseEventKind::ScrollUp => scroll(state, place, -NOTCH),
        _ => Vec::new(),
    }
}

/// A click on the bottom line does what is named there; on a message, it takes that away.
fn hint(state: &mut State, column: u16) -> Vec<Effect> {
    let area = layout::areas(state).footer;
    let action = footer::action_at(state, area, column);
    state.message = None;
    action.map_or_else(Vec::new, |action| (action.run)(state))
}

/// In a picker a click takes the line, beside it closes; the wheel moves.
fn popup(state: &mut State, kind: MouseEventKind, place: Position) -> Vec<Effect> {
    let screen = Rect::new(0, 0, state.size.0, state.size.1);
    let Some(Popup::Picker(menu)) = state.popups.last_mut() else {
        return Vec::new();
    };
    let wheel = match kind {
        MouseEventKind::ScrollDown => 1,
        MouseEventKind::ScrollUp => -1,
        MouseEventKind::Down(MouseButton::Left) => {
            return match picker::hit(menu, screen, place) {
                picker::Hit::Line(line) => {
                    menu.cursor = line;
                    run(state, "pick")
                }
                picker::Hit::Frame => Vec::new(),
                picker::Hit::Outside => run(state, "close-picker"),
            };
        }
        _ => return Vec::new(),
    };
    let last = menu.lines().saturating_sub(1);
    menu.cursor = menu.cursor.saturating_add_signed(wheel).min(last);
    Vec::new()
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
