//! Where everything is, from the state alone: drawing, scrolling and the mouse agree by asking here.

use ratatui::layout::{Constraint, Layout, Position, Rect};
use ratatui::widgets::Borders;

use super::detail;
use crate::tui::state::State;

/// The parts of the screen; a pane that does not fit is not there.
#[derive(Debug, Clone, Copy, Default)]
pub struct Areas {
    /// The title line.
    pub header: Rect,
    /// The filter bar.
    pub bar: Rect,
    /// The line under it: what is wrong with the filter, or what was guessed.
    pub remark: Option<Rect>,
    /// The facets with their frame.
    pub facets_frame: Option<Rect>,
    /// The facets.
    pub facets: Option<Rect>,
    /// The list with its frame.
    pub list_frame: Option<Rect>,
    /// The rows of the list.
    pub list: Option<Rect>,
    /// The claim with its frame.
    pub detail_frame: Option<Rect>,
    /// The claim.
    pub detail: Option<Rect>,
    /// The bottom line.
    pub footer: Rect,
}

impl Areas {
    /// Returns the borders of the right pane, which stands beside the left one or alone.
    #[must_use]
    pub fn beside(&self) -> Borders {
        if self.list.is_some() {
            Borders::TOP | Borders::LEFT
        } else {
            Borders::TOP
        }
    }

    /// Returns how many rows of the list are shown.
    #[must_use]
    pub fn rows(&self) -> usize {
        self.list
            .or(self.detail)
            .map_or(1, |area| area.height.into())
    }
}

/// Columns from which the claim stands beside the list, and from which the facets do.
const WITH_DETAIL: u16 = 80;
const WITH_FACETS: u16 = 120;
const FACETS: u16 = 26;

/// Returns the parts of the screen.
#[must_use]
pub fn areas(state: &State) -> Areas {
    let (width, height) = state.size;
    let screen = Rect::new(0, 0, width, height);
    let remark = u16::from(has_remark(state));
    let [header, bar, remark_area, panes, footer] = Layout::vertical([
        Constraint::Length(1),
        Constraint::Length(1),
        Constraint::Length(remark),
        Constraint::Min(1),
        Constraint::Length(1),
    ])
    .areas(screen);
    let mut areas = Areas {
        header,
        bar,
        remark: (remark == 1).then_some(remark_area),
        footer,
        ..Areas::default()
    };
    if width < WITH_DETAIL {
        if state.detail_over && state.view.detail > 0 {
            areas.detail_frame = Some(panes);
            areas.detail = Some(inside(panes, 0, 0));
        } else {
            areas.list_frame = Some(panes);
            areas.list = Some(inside(panes, 0, 0));
        }
        return areas;
    }
    let facets = if width >= WITH_FACETS && state.facets.open {
        let chosen = state.panes.facets.unwrap_or(FACETS);
        chosen.clamp(NARROWEST, width / 3)
    } else {
        0
    };
    let detail = detail_columns(state, width - facets);
    let [facets_area, list_area, detail_area] = Layout::horizontal([
        Constraint::Length(facets),
        Constraint::Min(1),
        Constraint::Length(detail),
    ])
    .areas(panes);
    if facets > 0 {
        areas.facets_frame = Some(facets_area);
        areas.facets = Some(inside(facets_area, 0, 1));
    }
    areas.list_frame = Some(list_area);
    areas.list = Some(inside(list_area, 0, 0));
    if detail > 0 {
        areas.detail_frame = Some(detail_area);
        areas.detail = Some(inside(detail_area, 1, 0));
    }
    areas
}

/// No pane is narrower.
const NARROWEST: u16 = 14;

/// Returns the columns of the right pane with its border.
fn detail_columns(state: &State, room: u16) -> u16 {
    let usual = u32::from(state.view.detail) * 10;
    if usual == 0 {
        return 0;
    }
    let chosen = state.panes.detail.get(state.view.name);
    let share = chosen.map_or(usual, |share| u32::from(*share));
    let columns = u16::try_from(u32::from(room) * share / 1000).unwrap_or(room);
    columns.clamp(NARROWEST, room - NARROWEST)
}

/// A border between two panes that can be moved.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Border {
    /// Between the facets and the list.
    Facets,
    /// Between the list and the pane right of it.
    Detail,
}

impl Border {
    /// Returns the border that is drawn at a place.
    #[must_use]
    pub fn at(areas: &Areas, place: Position) -> Option<Self> {
        let inside = |frame: Option<Rect>| frame.filter(|frame| frame.contains(place));
        let beside = areas.list.is_some();
        let facets = inside(areas.facets_frame).filter(|frame| place.x + 1 == frame.right());
        let detail = inside(areas.detail_frame).filter(|frame| beside && place.x == frame.x);
        facets
            .map(|_| Self::Facets)
            .or(detail.map(|_| Self::Detail))
    }

    /// Returns the column it is drawn at.
    #[must_use]
    pub fn column(self, areas: &Areas) -> Option<u16> {
        match self {
            Self::Facets => areas.facets_frame.map(|frame| frame.right() - 1),
            Self::Detail => areas
                .detail_frame
                .filter(|_| areas.list.is_some())
                .map(|frame| frame.x),
        }
    }

    /// Moves it to a column, or as near as the panes can be.
    pub fn move_to(self, state: &mut State, column: u16) {
        let areas = areas(state);
        let width = state.size.0;
        match self {
            Self::Facets => state.panes.facets = Some((column + 1).clamp(NARROWEST, width / 3)),
            Self::Detail => {
                let left = areas.facets_frame.map_or(0, Rect::right);
                let room = width.saturating_sub(left).max(1);
                let detail = width.saturating_sub(column).clamp(NARROWEST, room);
                // Rounded up, so that the columns come out as they were chosen.
                let share = (u32::from(detail) * 1000).div_ceil(u32::from(room));
                let share = u16::try_from(share).unwrap_or(1000);
                state.panes.detail.insert(state.view.name.to_owned(), share);
            }
        }
    }
}

/// Returns what is inside a frame: below its title, and between its side borders.
fn inside(frame: Rect, left: u16, right: u16) -> Rect {
    Rect {
        x: frame.x + left,
        y: frame.y + 1.min(frame.height),
        width: frame.width.saturating_sub(left + right),
        height: frame.height.saturating_sub(1),
    }
}

fn has_remark(state: &State) -> bool {
    !state.filter.problems.is_empty() || !state.filter.guesses.is_empty()
}

/// Returns how far the claim under the cursor can be scrolled: its last line is then the lowest.
#[must_use]
pub fn detail_end(state: &State) -> usize {
    let area = areas(state).detail.unwrap_or_default();
    let lines = |claim| detail::lines(state, claim, area.width.into()).len();
    let lines = state.current().map_or(0, lines);
    lines.saturating_sub(area.height.into())
}
