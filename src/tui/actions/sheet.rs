//! The keys of a sheet: reading it, agreeing, leaving it.

use super::super::asking;
use super::super::effect::Effect;
use super::super::state::{Popup, State};
use super::super::view::sheet;
use super::{Action, Context, always};

pub(super) static ACTIONS: &[Action] = &[
    Action {
        name: "agree",
        keys: &["enter", "y"],
        context: Context::Sheet,
        doc: "do what is asked; what is only read is closed",
        short: "do it",
        when: always,
        run: asking::agree,
    },
    Action {
        name: "close-sheet",
        keys: &["esc", "n", "q"],
        context: Context::Sheet,
        doc: "leave it: nothing is written",
        short: "leave it",
        when: always,
        run: |state| {
            state.popups.pop();
            Vec::new()
        },
    },
    Action {
        name: "sheet-down",
        keys: &["j", "down", "ctrl-d", "pagedown"],
        context: Context::Sheet,
        doc: "read on",
        short: "",
        when: always,
        run: |state| scroll(state, 1),
    },
    Action {
        name: "sheet-up",
        keys: &["k", "up", "ctrl-u", "pageup"],
        context: Context::Sheet,
        doc: "read back",
        short: "",
        when: always,
        run: |state| scroll(state, -1),
    },
];

fn scroll(state: &mut State, by: isize) -> Vec<Effect> {
    let last = match state.popups.last() {
        Some(Popup::Sheet(page)) => sheet::last(state, page),
        _ => 0,
    };
    if let Some(Popup::Sheet(page)) = state.popups.last_mut() {
        page.scroll = page.scroll.saturating_add_signed(by * 3).min(last);
    }
    Vec::new()
}
