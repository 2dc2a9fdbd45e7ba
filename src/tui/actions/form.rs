//! The keys of a form; every other key types.

use ratatui_textarea::TextArea;

use super::super::effect::Effect;
use super::super::state::{Choice, Item, Naming, Picker, Popup, State, Tone};
use super::super::steps;
use super::super::submit::submit;
use super::{Action, Context, always};

pub(super) static ACTIONS: &[Action] = &[
    Action {
        name: "save",
        keys: &["ctrl-s", "alt-enter", "ctrl-enter"],
        context: Context::Form,
        doc: "save",
        short: "save",
        when: always,
        run: submit,
    },
    Action {
        name: "next-line",
        keys: &["enter"],
        context: Context::Form,
        doc: "new line; in a field of one line: next field, or save",
        short: "",
        when: always,
        run: enter,
    },
    Action {
        name: "next-field",
        keys: &["tab"],
        context: Context::Form,
        doc: "next field",
        short: "next field",
        when: |state| form_fields(state) > 1,
        run: |state| focus(state, 1),
    },
    Action {
        name: "previous-field",
        keys: &["shift-tab"],
        context: Context::Form,
        doc: "previous field",
        short: "",
        when: |state| form_fields(state) > 1,
        run: |state| focus(state, -1),
    },
    Action {
        name: "leave-form",
        keys: &["esc"],
        context: Context::Form,
        doc: "leave; what is typed is kept as a draft",
        short: "leave, keep draft",
        when: always,
        run: leave,
    },
    Action {
        name: "undo-typing",
        keys: &["ctrl-z", "ctrl-u"],
        context: Context::Form,
        doc: "take back what was typed last, a word at a time",
        short: "",
        when: always,
        run: |state| retype(state, steps::undo, "nothing typed to take back"),
    },
    Action {
        name: "redo-typing",
        keys: &["ctrl-r", "alt-z"],
        context: Context::Form,
        doc: "type again what was taken back",
        short: "",
        when: always,
        run: |state| retype(state, steps::redo, "nothing taken back"),
    },
    Action {
        name: "template",
        keys: &["ctrl-t"],
        context: Context::Form,
        doc: "put in a template of yours (config: templates)",
        short: "template",
        when: |state| !state.setting.templates.is_empty() && takes_notes(state),
        run: templates,
    },
    Action {
        name: "empty-form",
        keys: &["ctrl-x"],
        context: Context::Form,
        doc: "throw away what is typed",
        short: "",
        when: always,
        run: empty,
    },
];

/// Tells that the field typed into is a note, a reason or a remark.
fn takes_notes(state: &State) -> bool {
    let Some(Popup::Form(form)) = state.popups.last() else {
        return false;
    };
    let field = form.fields.get(form.focus);
    field.is_some_and(|field| field.naming == Naming::Signs)
}

fn form_fields(state: &State) -> usize {
    match state.popups.last() {
        Some(Popup::Form(form)) => form.fields.len(),
        _ => 0,
    }
}

fn retype(state: &mut State, go: fn(&mut TextArea<'static>) -> bool, nothing: &str) -> Vec<Effect> {
    if let Some(Popup::Form(form)) = state.popups.last_mut() {
        let focus = form.focus;
        let field = form.fields.get_mut(focus);
        if !field.is_some_and(|field| go(&mut field.area)) {
            state.say(Tone::Warning, nothing);
        }
    }
    Vec::new()
}

fn enter(state: &mut State) -> Vec<Effect> {
    let Some(Popup::Form(form)) = state.popups.last_mut() else {
        return Vec::new();
    };
    if form.names()
        && form
            .mention
            .as_ref()
            .is_some_and(|one| one.naming != Naming::Signs)
    {
        form.put_name();
        return Vec::new();
    }
    if form.in_lines() {
        form.fields[form.focus].area.insert_newline();
        return Vec::new();
    }
    if form.focus + 1 < form.fields.len() {
        form.focus(1);
        return Vec::new();
    }
    submit(state)
}

fn focus(state: &mut State, by: isize) -> Vec<Effect> {
    if let Some(Popup::Form(form)) = state.popups.last_mut() {
        form.focus(by);
    }
    Vec::new()
}

/// Closes the form on top and keeps its text as a draft.
pub(super) fn leave(state: &mut State) -> Vec<Effect> {
    let Some(Popup::Form(form)) = state.popups.pop() else {
        return Vec::new();
    };
    if form.draft.is_empty() {
        return Vec::new();
    }
    match form.draft_text() {
        Some(text) => {
            state.drafts.insert(form.draft.clone(), text.clone());
            state.say(Tone::Good, "not saved; the text is kept as a draft");
            vec![Effect::KeepDraft(form.draft, text)]
        }
        None if state.drafts.remove(&form.draft).is_some() => vec![Effect::DropDraft(form.draft)],
        None => Vec::new(),
    }
}

fn templates(state: &mut State) -> Vec<Effect> {
    let items = state.setting.templates.iter().map(|text| {
        let first = text.lines().next().unwrap_or_default();
        Item::new(None, first, "", Choice::Template(text.clone()))
    });
    let picker = Picker::by_typing("templates", items.collect(), Vec::new());
    state.popups.push(Popup::Picker(Box::new(picker)));
    Vec::new()
}

fn empty(state: &mut State) -> Vec<Effect> {
    let Some(Popup::Form(form)) = state.popups.last_mut() else {
        return Vec::new();
    };
    for field in &mut form.fields {
        // Not set: what is thrown away can be taken back.
        field.area.clear();
    }
    form.from_draft = false;
    let draft = form.draft.clone();
    match state.drafts.remove(&draft) {
        Some(_) => vec![Effect::DropDraft(draft)],
        None => Vec::new(),
    }
}
