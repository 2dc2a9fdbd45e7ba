//! The keys of the filter bar; every other key types.

use ratatui_textarea::CursorMove;

use super::super::effect::Effect;
use super::super::state::{Pane, State};
use super::{Action, Context, always};
use crate::query::{self, Candidate};

pub(super) static ACTIONS: &[Action] = &[
    Action {
        name: "filter-done",
        keys: &["enter"],
        context: Context::Filter,
        doc: "keep the filter and go to the list",
        short: "keep",
        when: always,
        run: |state| {
            state.filter.remember();
            state.pane = Pane::List;
            Vec::new()
        },
    },
    Action {
        name: "filter-cancel",
        keys: &["esc"],
        context: Context::Filter,
        doc: "bring back the filter as it was",
        short: "cancel",
        when: always,
        run: |state| {
            state.pane = Pane::List;
            let before = std::mem::take(&mut state.filter.before);
            state.filter_by(&before)
        },
    },
    Action {
        name: "filter-complete",
        keys: &["tab"],
        context: Context::Filter,
        doc: "complete the field or the value",
        short: "complete",
        when: |state| !completions(state).is_empty(),
        run: complete,
    },
    Action {
        name: "completion-next",
        keys: &["ctrl-n"],
        context: Context::Filter,
        doc: "next completion, or next row",
        short: "",
        when: always,
        run: |state| choose(state, 1),
    },
    Action {
        name: "completion-previous",
        keys: &["ctrl-p"],
        context: Context::Filter,
        doc: "previous completion, or previous row",
        short: "",
        when: always,
        run: |state| choose(state, -1),
    },
    Action {
        name: "filter-older",
        keys: &["up"],
        context: Context::Filter,
        doc: "an older filter",
        short: "older",
        when: |state| !state.filter.history.is_empty(),
        run: |state| recall(state, -1),
    },
    Action {
        name: "filter-newer",
        keys: &["down"],
        context: Context::Filter,
        doc: "a newer filter",
        short: "",
        when: |state| !state.filter.history.is_empty(),
        run: |state| recall(state, 1),
    },
    Action {
        name: "filter-clear",
        keys: &["ctrl-u"],
        context: Context::Filter,
        doc: "empty the filter",
        short: "clear",
        when: always,
        run: |state| state.filter_by(""),
    },
];

fn recall(state: &mut State, by: isize) -> Vec<Effect> {
    match state.filter.recall(by) {
        Some(text) => state.filter_by(&text),
        None => Vec::new(),
    }
}

/// How many completions are offered.
const OFFERED: usize = 8;

/// Returns what the text under the cursor can be completed to.
#[must_use]
pub(crate) fn completions(state: &State) -> Vec<Candidate> {
    let env = super::super::update::query_env(state);
    let text = state.filter.text();
    let mut found = query::complete(text, state.filter.cursor(), &state.store, &env);
    found.truncate(OFFERED);
    found
}

fn choose(state: &mut State, by: isize) -> Vec<Effect> {
    let offered = completions(state).len();
    if offered == 0 {
        state.move_cursor(by);
    } else {
        let next = state.filter.completion.saturating_add_signed(by);
        state.filter.completion = next.min(offered - 1);
    }
    Vec::new()
}

fn complete(state: &mut State) -> Vec<Effect> {
    let offered = completions(state);
    let Some(one) = offered.get(state.filter.completion).or(offered.first()) else {
        return Vec::new();
    };
    let text = state.filter.text();
    let (Some(head), Some(tail)) = (text.get(..one.replace.start), text.get(one.replace.end..))
    else {
        return Vec::new();
    };
    let column = head.chars().count() + one.insert.chars().count();
    let completed = format!("{head}{}{tail}", one.insert);
    let effects = state.filter_by(&completed);
    let column = u16::try_from(column).unwrap_or(u16::MAX);
    state.filter.area.move_cursor(CursorMove::Jump(0, column));
    state.filter.completion = 0;
    effects
}
