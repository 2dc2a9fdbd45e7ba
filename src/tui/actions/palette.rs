//! What can be done, by name: the keys of a pane, and the palette of everything.

use super::super::effect::Effect;
use super::super::state::{Choice, Item, Picker, Popup, State};
use super::super::theme;
use super::{ACTIONS as ALL, Action, Context, always, why};
use crate::disk::config::THEMES;

pub(super) static ACTIONS: &[Action] = &[
    Action {
        name: "palette",
        keys: &[":"],
        context: Context::Browse,
        doc: "every action, saved view, export format and theme, by name",
        short: "",
        when: always,
        run: palette,
    },
    Action {
        name: "help",
        keys: &["?", "f1"],
        context: Context::Browse,
        doc: "keys of this pane; type to search, Enter runs",
        short: "help",
        when: always,
        run: help,
    },
];

/// Returns the actions of some contexts, the innermost first; what can not be done now comes last.
fn actions(state: &State, contexts: &[Context]) -> Vec<Item> {
    let place = |action: &Action| contexts.iter().position(|one| *one == action.context);
    let mut items: Vec<(bool, Option<usize>, Item)> = ALL
        .iter()
        .copied()
        .flatten()
        .filter(|action| contexts.contains(&action.context))
        .map(|action| {
            let keys = state.setting.keymap.keys_of(action);
            let label = format!("{keys:<14} {}", action.name.replace('-', " "));
            let possible = (action.when)(state);
            let doc = if possible {
                action.doc.to_owned()
            } else {
                format!("{} ({})", action.doc, why::own(action).unwrap_or("not now"))
            };
            let item = Item::new(None, label, doc, Choice::Action(action.name));
            (possible, place(action), item)
        })
        .collect();
    items.sort_by_key(|(possible, place, _)| (!possible, *place));
    items.into_iter().map(|(_, _, item)| item).collect()
}

fn help(state: &mut State) -> Vec<Effect> {
    let items = actions(state, &state.contexts());
    pick(state, "keys here", items)
}

/// Offers all that has a name.
fn palette(state: &mut State) -> Vec<Effect> {
    let mut items = actions(state, &state.contexts());
    let own = state.saved.views.iter().chain(&state.setting.views);
    let views = own.chain(&state.setting.shared);
    items.extend(views.map(|view| {
        let query = Choice::Query(view.query.clone());
        Item::new(None, named("view", &view.name), view.query.clone(), query)
    }));
    items.extend(state.setting.formats.all().map(|format| {
        let choice = Choice::Format(format.name.to_string());
        Item::new(
            None,
            named("export", &format.name),
            format.doc.to_string(),
            choice,
        )
    }));
    if !state.setting.plain {
        items.extend(THEMES.iter().map(|name| {
            let doc = "colours, kept in the config";
            Item::new(None, named("theme", name), doc, Choice::Theme(name))
        }));
    }
    pick(state, "actions, views, formats, themes", items)
}

fn named(kind: &str, name: &str) -> String {
    format!("{kind:<14} {name}")
}

fn pick(state: &mut State, title: &str, items: Vec<Item>) -> Vec<Effect> {
    let picker = Picker::by_typing(title, items, Vec::new());
    state.popups.push(Popup::Picker(Box::new(picker)));
    Vec::new()
}

/// Takes a theme, and keeps it in the config.
pub(crate) fn take_theme(state: &mut State, name: &'static str) -> Vec<Effect> {
    match theme::theme(name) {
        Some(theme) => {
            state.setting.theme = theme;
            vec![Effect::Configure("theme", name.to_owned())]
        }
        None => Vec::new(),
    }
}
