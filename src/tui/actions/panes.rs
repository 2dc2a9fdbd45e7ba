//! The widths of the panes, and rows that are wider than their pane.

use super::super::effect::Effect;
use super::super::state::{Pane, State};
use super::super::view::layout::{self, Border};
use super::{Action, Context, always, has_rows};

pub(super) static ACTIONS: &[Action] = &[
    Action {
        name: "border-left",
        keys: &["<"],
        context: Context::Browse,
        doc: "move the border of the pane to the left (or drag it)",
        short: "",
        when: has_border,
        run: |state| border(state, -STEP),
    },
    Action {
        name: "border-right",
        keys: &[">"],
        context: Context::Browse,
        doc: "move the border of the pane to the right",
        short: "",
        when: has_border,
        run: |state| border(state, STEP),
    },
    Action {
        name: "usual-borders",
        keys: &["="],
        context: Context::Browse,
        doc: "the borders of the panes as they are at first",
        short: "",
        when: always,
        run: |state| {
            state.panes.facets = None;
            state.panes.detail.remove(state.view.name);
            Vec::new()
        },
    },
    Action {
        name: "scroll-right",
        keys: &["right"],
        context: Context::List,
        doc: "scroll the rows to the right: what is cut off is seen",
        short: "",
        when: has_rows,
        run: |state| scroll(state, SIDEWAYS),
    },
    Action {
        name: "scroll-left",
        keys: &["left"],
        context: Context::List,
        doc: "scroll the rows back to the left",
        short: "",
        when: |state| state.list.shift > 0,
        run: |state| scroll(state, -SIDEWAYS),
    },
];

/// Columns that a border moves by.
const STEP: i16 = 4;
/// Columns that the rows are scrolled by, and at most.
const SIDEWAYS: isize = 10;
const FARTHEST: usize = 1000;

/// The border of the pane that has the keys.
fn own(state: &State) -> Option<(Border, u16)> {
    let border = match state.pane {
        Pane::Facets => Border::Facets,
        _ => Border::Detail,
    };
    Some((border, border.column(&layout::areas(state))?))
}

fn has_border(state: &State) -> bool {
    own(state).is_some()
}

fn border(state: &mut State, by: i16) -> Vec<Effect> {
    if let Some((border, column)) = own(state) {
        border.move_to(state, column.saturating_add_signed(by));
    }
    Vec::new()
}

fn scroll(state: &mut State, by: isize) -> Vec<Effect> {
    state.list.shift = state.list.shift.saturating_add_signed(by).min(FARTHEST);
    Vec::new()
}
