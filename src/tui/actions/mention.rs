//! The keys of the names offered while writing; every other key goes on writing.

use super::super::effect::Effect;
use super::super::state::{Form, Popup, State};
use super::{Action, Context, always};

pub(super) static ACTIONS: &[Action] = &[
    Action {
        name: "take-name",
        keys: &["tab"],
        context: Context::Naming,
        doc: "put in the speaker or the tag chosen; else the next field",
        short: "put in",
        when: always,
        run: |state| {
            with_form(state, |form| {
                if form.names() {
                    form.put_name();
                } else {
                    form.focus(1);
                }
            })
        },
    },
    Action {
        name: "next-name",
        keys: &["down", "ctrl-n"],
        context: Context::Naming,
        doc: "next name",
        short: "",
        when: always,
        run: |state| with_form(state, |form| form.move_name(1)),
    },
    Action {
        name: "previous-name",
        keys: &["up", "ctrl-p"],
        context: Context::Naming,
        doc: "previous name",
        short: "",
        when: always,
        run: |state| with_form(state, |form| form.move_name(-1)),
    },
    Action {
        name: "no-name",
        keys: &["esc"],
        context: Context::Naming,
        doc: "close the list of names; what is typed stays",
        short: "close list",
        when: always,
        run: |state| with_form(state, Form::leave_names),
    },
];

fn with_form(state: &mut State, run: impl FnOnce(&mut Form)) -> Vec<Effect> {
    if let Some(Popup::Form(form)) = state.popups.last_mut() {
        run(form);
    }
    Vec::new()
}
