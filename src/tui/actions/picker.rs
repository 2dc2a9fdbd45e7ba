//! The keys of a picker; every other key types, or picks at once.

use super::super::choose::choose;
use super::super::effect::Effect;
use super::super::state::{Picker, Popup, State};
use super::{Action, Context, always};

pub(super) static ACTIONS: &[Action] = &[
    Action {
        name: "pick",
        keys: &["enter"],
        context: Context::Picker,
        doc: "take the line under the cursor",
        short: "take",
        when: always,
        run: pick,
    },
    Action {
        name: "picker-next",
        keys: &["down", "ctrl-n", "tab"],
        context: Context::Picker,
        doc: "next line",
        short: "",
        when: always,
        run: |state| step(state, 1),
    },
    Action {
        name: "picker-previous",
        keys: &["up", "ctrl-p", "shift-tab"],
        context: Context::Picker,
        doc: "previous line",
        short: "",
        when: always,
        run: |state| step(state, -1),
    },
    Action {
        name: "picker-page-down",
        keys: &["pagedown", "ctrl-d"],
        context: Context::Picker,
        doc: "ten lines down",
        short: "",
        when: always,
        run: |state| step(state, 10),
    },
    Action {
        name: "picker-page-up",
        keys: &["pageup", "ctrl-u"],
        context: Context::Picker,
        doc: "ten lines up",
        short: "",
        when: always,
        run: |state| step(state, -10),
    },
    Action {
        name: "close-picker",
        keys: &["esc"],
        context: Context::Picker,
        doc: "close the menu",
        short: "close",
        when: always,
        run: |state| {
            state.popups.pop();
            Vec::new()
        },
    },
];

fn top(state: &mut State) -> Option<&mut Picker> {
    match state.popups.last_mut() {
        Some(Popup::Picker(picker)) => Some(picker),
        _ => None,
    }
}

fn step(state: &mut State, by: isize) -> Vec<Effect> {
    if let Some(picker) = top(state) {
        let last = picker.lines().saturating_sub(1);
        picker.cursor = picker.cursor.saturating_add_signed(by).min(last);
    }
    Vec::new()
}

fn pick(state: &mut State) -> Vec<Effect> {
    match top(state).and_then(|picker| picker.picked()) {
        Some(choice) => choose(state, choice),
        None => Vec::new(),
    }
}
