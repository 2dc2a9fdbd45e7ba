//! Saved views: opening one, saving the filter as one, and looking after one's own.

use super::super::effect::Effect;
use super::super::state::{
    Choice, Form, FormField, Item, OneOf, Picker, Popup, State, Submit, Tone, ViewDo,
};
use super::{Action, Context, always};
use crate::query;

pub(super) static ACTIONS: &[Action] = &[
    Action {
        name: "views",
        keys: &["b"],
        context: Context::Browse,
        doc: "saved views: then the view's letter",
        short: "",
        when: always,
        run: open,
    },
    Action {
        name: "save-view",
        keys: &["B"],
        context: Context::Browse,
        doc: "save the filter as a view",
        short: "",
        when: |state| !state.filter.good_text().is_empty(),
        run: |state| {
            let query = query::whole(state.filter.good_text());
            form(state, None, "", None, query)
        },
    },
    Action {
        name: "manage-views",
        keys: &["ctrl-b"],
        context: Context::Browse,
        doc: "saved views: rename, delete, order, default",
        short: "",
        when: |state| !state.saved.views.is_empty() || !state.setting.shared.is_empty(),
        run: manage,
    },
];

fn open(state: &mut State) -> Vec<Effect> {
    let own = state.saved.views.iter().chain(&state.setting.views);
    let shared = state.setting.shared.iter().map(|view| (view, "shared: "));
    let items = own
        .map(|view| (view, ""))
        .chain(shared)
        .map(|(view, whose)| {
            let doc = format!("{whose}{}", view.query);
            Item::new(
                view.key,
                view.name.clone(),
                doc,
                Choice::Query(view.query.clone()),
            )
        });
    let items: Vec<Item> = items.collect();
    if items.is_empty() {
        let text = "no saved view yet: filter with /, then B saves it under a name and a letter";
        state.say(Tone::Warning, text);
        return Vec::new();
    }
    let picker = Picker::by_letter("saved views", items, Vec::new());
    state.popups.push(Popup::Picker(Box::new(picker)));
    Vec::new()
}

fn form(
    state: &mut State,
    old: Option<String>,
    name: &str,
    key: Option<char>,
    query: String,
) -> Vec<Effect> {
    let key = key.map(String::from).unwrap_or_default();
    let fields = vec![
        FormField::line(
            "name",
            "for `b` and --view; one that is there is replaced",
            name,
        ),
        FormField::line("letter", "opens it after `b`; may stay empty", &key),
        FormField::one_of(
            "for",
            "all: it stands in onrecord.toml then, beside the claims",
            OneOf::new(vec!["me".to_owned(), "all".to_owned()], false),
            "me",
        ),
    ];
    let title = format!("save view · {query}");
    let form = Form::new(title, fields, Submit::View { old, query }, Vec::new());
    state.popups.push(Popup::Form(Box::new(form)));
    Vec::new()
}

fn manage(state: &mut State) -> Vec<Effect> {
    let default = state.saved.default.as_ref();
    let items = state.saved.views.iter().map(|view| {
        let mark = if default == Some(&view.name) {
            "opens first · "
        } else {
            ""
        };
        let doc = format!("{mark}{}", view.query);
        Item::new(
            view.key,
            view.name.clone(),
            doc,
            Choice::View(view.name.clone()),
        )
    });
    let shared = state.setting.shared.iter().map(|view| {
        let doc = format!("shared: {}", view.query);
        let choice = Choice::Shared(view.name.clone());
        Item::new(view.key, view.name.clone(), doc, choice)
    });
    let items = items.chain(shared).collect();
    let picker = Picker::by_letter("look after saved views", items, Vec::new());
    state.popups.push(Popup::Picker(Box::new(picker)));
    Vec::new()
}

/// What can be done with a view: letter, name, doc.
const DOINGS: [(char, &str, &str, ViewDo); 5] = [
    ('r', "rename", "another name or letter", ViewDo::Rename),
    ('d', "delete", "its query is gone then", ViewDo::Remove),
    ('u', "up", "one place up", ViewDo::Shift(-1)),
    ('n', "down", "one place down", ViewDo::Shift(1)),
    (
        'o',
        "open first",
        "the app opens with it; again: no longer",
        ViewDo::Default,
    ),
];

/// Offers what can be done with a view.
pub(crate) fn offer(state: &mut State, name: String) -> Vec<Effect> {
    let items = DOINGS.map(|(key, label, doc, what)| {
        Item::new(Some(key), label, doc, Choice::ViewDo(name.clone(), what))
    });
    let picker = Picker::by_letter(name, items.into(), Vec::new());
    state.popups.push(Popup::Picker(Box::new(picker)));
    Vec::new()
}

/// Offers what can be done with a view that everybody has.
pub(crate) fn offer_shared(state: &mut State, name: &str) -> Vec<Effect> {
    let delete = Choice::Unshare(name.to_owned());
    let items = vec![
        Item::new(
            Some('d'),
            "delete",
            "out of onrecord.toml, for everybody",
            delete,
        ),
        Item::new(Some('n'), "no", "keep it", Choice::Close),
    ];
    let picker = Picker::by_letter(format!("{name} · shared"), items, Vec::new());
    state.popups.push(Popup::Picker(Box::new(picker)));
    Vec::new()
}

/// Does it, and keeps the views as they are then.
pub(crate) fn act(state: &mut State, name: &str, what: ViewDo) -> Vec<Effect> {
    match what {
        ViewDo::Rename => {
            let view = state.saved.views.iter().find(|view| view.name == name);
            let Some(view) = view.cloned() else {
                return Vec::new();
            };
            return form(state, Some(name.to_owned()), name, view.key, view.query);
        }
        ViewDo::Remove => {
            state.saved.remove(name);
            state.say(Tone::Good, format!("view `{name}` deleted"));
        }
        ViewDo::Shift(by) => state.saved.shift(name, by),
        ViewDo::Default => {
            let is = state.saved.default.as_deref() == Some(name);
            state.saved.default = (!is).then(|| name.to_owned());
        }
    }
    vec![Effect::KeepViews(state.saved.clone())]
}
