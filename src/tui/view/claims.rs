//! The view of the claims: the list, and the claim under its cursor beside or over it.

use ratatui::Frame;
use ratatui::layout::Position;
use ratatui::widgets::Borders;

use super::{detail, layout, list, pane_frame};
use crate::tui::state::{Pane, State};

/// Draws it.
pub fn draw(state: &State, frame: &mut Frame<'_>) {
    let areas = layout::areas(state);
    if let Some(area) = areas.list_frame {
        let title = match state.list.shift {
            0 => "claims".to_owned(),
            shift => format!("claims · from column {}", shift + 1),
        };
        pane_frame(state, frame, area, Pane::List, &title, Borders::TOP);
    }
    if let Some(area) = areas.list {
        list::draw(state, frame, area);
    }
    if let Some(area) = areas.detail_frame {
        pane_frame(state, frame, area, Pane::Detail, "claim", areas.beside());
    }
    if let Some(area) = areas.detail {
        detail::draw(state, frame, area);
    }
}

/// Moves in the pane that has the keys; the claim scrolls.
pub fn step(state: &mut State, by: isize) {
    if state.pane == Pane::Detail {
        let last = layout::detail_end(state);
        state.detail_scroll = state.detail_scroll.saturating_add_signed(by).min(last);
    } else {
        state.move_cursor(by);
    }
}

/// Puts the cursor on the claim drawn there.
pub fn click(state: &mut State, place: Position) -> Option<bool> {
    let area = layout::areas(state)
        .list
        .filter(|area| area.contains(place))?;
    let row = state.list.offset + usize::from(place.y - area.y);
    if row >= state.rows().len() {
        return None;
    }
    let there = state.list.cursor == row && state.pane == Pane::List;
    if !there {
        state.list.cursor = row;
        state.detail_scroll = 0;
        state.pane = Pane::List;
    }
    Some(there)
}
