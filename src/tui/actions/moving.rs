//! Moving about: rows, panes, scrolling, back.

use super::super::effect::Effect;
use super::super::state::{Pane, State};
use super::super::view::layout;
use super::{Action, Context, always, has_rows};
use crate::store::RowSet;

pub(super) static ACTIONS: &[Action] = &[
    Action {
        name: "down",
        keys: &["j", "down"],
        context: Context::Browse,
        doc: "next row",
        short: "",
        when: always,
        run: |state| step(state, 1),
    },
    Action {
        name: "up",
        keys: &["k", "up"],
        context: Context::Browse,
        doc: "previous row",
        short: "",
        when: always,
        run: |state| step(state, -1),
    },
    Action {
        name: "top",
        keys: &["g", "home"],
        context: Context::Browse,
        doc: "first row",
        short: "",
        when: always,
        run: |state| step(state, isize::MIN),
    },
    Action {
        name: "bottom",
        keys: &["G", "end"],
        context: Context::Browse,
        doc: "last row",
        short: "",
        when: always,
        run: |state| step(state, isize::MAX),
    },
    Action {
        name: "half-page-down",
        keys: &["ctrl-d"],
        context: Context::Browse,
        doc: "half a page down",
        short: "",
        when: always,
        run: |state| {
            let half = page(state) / 2;
            step(state, half.max(1))
        },
    },
    Action {
        name: "half-page-up",
        keys: &["ctrl-u"],
        context: Context::Browse,
        doc: "half a page up",
        short: "",
        when: always,
        run: |state| {
            let half = page(state) / 2;
            step(state, -half.max(1))
        },
    },
    Action {
        name: "page-down",
        keys: &["pagedown"],
        context: Context::Browse,
        doc: "a page down",
        short: "",
        when: always,
        run: |state| {
            let page = page(state);
            step(state, page)
        },
    },
    Action {
        name: "page-up",
        keys: &["pageup"],
        context: Context::Browse,
        doc: "a page up",
        short: "",
        when: always,
        run: |state| {
            let page = page(state);
            step(state, -page)
        },
    },
    Action {
        name: "next-match",
        keys: &["n"],
        context: Context::Browse,
        doc: "next claim found, from any pane",
        short: "",
        when: has_rows,
        run: |state| next_claim(state, 1),
    },
    Action {
        name: "previous-match",
        keys: &["N"],
        context: Context::Browse,
        doc: "previous claim found, from any pane",
        short: "",
        when: has_rows,
        run: |state| next_claim(state, -1),
    },
    Action {
        name: "next-pane",
        keys: &["tab"],
        context: Context::Browse,
        doc: "next pane",
        short: "",
        when: always,
        run: |state| pane(state, true),
    },
    Action {
        name: "previous-pane",
        keys: &["shift-tab"],
        context: Context::Browse,
        doc: "previous pane",
        short: "",
        when: always,
        run: |state| pane(state, false),
    },
    Action {
        name: "open",
        keys: &["enter"],
        context: Context::List,
        doc: "open the claim",
        short: "open",
        when: has_rows,
        run: |state| {
            state.detail_over = true;
            state.pane = Pane::Detail;
            Vec::new()
        },
    },
    Action {
        name: "back",
        keys: &["esc"],
        context: Context::Browse,
        doc: "back, one thing at a time: range, pane, marks, filter, view",
        short: "",
        when: always,
        run: back,
    },
];

/// Moves by rows in the pane that has the keys.
fn step(state: &mut State, by: isize) -> Vec<Effect> {
    if state.pane == Pane::Facets {
        let last = state.facets.places().saturating_sub(1);
        state.facets.cursor = state.facets.cursor.saturating_add_signed(by).min(last);
    } else {
        (state.view.step)(state, by);
    }
    Vec::new()
}

fn next_claim(state: &mut State, by: isize) -> Vec<Effect> {
    if state.view.context == Context::List {
        state.move_cursor(by);
    } else {
        (state.view.step)(state, by);
    }
    Vec::new()
}

fn page(state: &State) -> isize {
    isize::try_from(layout::areas(state).rows().saturating_sub(1)).unwrap_or(1)
}

fn pane(state: &mut State, forward: bool) -> Vec<Effect> {
    let areas = layout::areas(state);
    let mut panes = vec![Pane::List];
    if areas.facets.is_some() {
        panes.insert(0, Pane::Facets);
    }
    // Where there is no room beside the list, the right pane lies over it.
    if state.view.detail > 0 {
        panes.push(Pane::Detail);
    }
    let at = panes
        .iter()
        .position(|pane| *pane == state.pane)
        .unwrap_or(0);
    let step = if forward { 1 } else { panes.len() - 1 };
    state.pane = panes[(at + step) % panes.len()];
    state.detail_over = state.pane == Pane::Detail;
    Vec::new()
}

/// Undoes one thing at a time.
fn back(state: &mut State) -> Vec<Effect> {
    if state.list.anchor.take().is_some() {
        return Vec::new();
    }
    if state.pane != Pane::List {
        state.pane = Pane::List;
        state.detail_over = false;
        return Vec::new();
    }
    if !state.list.marks.is_empty() {
        state.list.marks.clear();
        state.list.marked = RowSet::default();
        return Vec::new();
    }
    if state.filter.text().is_empty() && state.filter.off.is_empty() {
        return super::views::show(state, 0);
    }
    state.filter_by("")
}
