//! Sharing and the app itself: export, copy, open, help, palette, quit.

use super::super::effect::Effect;
use super::super::state::{
    Choice, ExportMenu, Form, FormField, Item, Picker, Popup, State, Submit, Tone, render,
};
use super::{ACTIONS as ALL, Action, Context, always, has_claim, has_rows};
use crate::exchange;
use crate::store::{ClaimRef, Ix};
use crate::text::clean;

pub(super) static SHARING: &[Action] = &[
    Action {
        name: "export",
        keys: &["x"],
        context: Context::Browse,
        doc: "export the list as it is shown, with a preview",
        short: "export",
        when: has_rows,
        run: |state| {
            let (shown, marked) = (state.rows().to_vec(), state.marked_shown());
            let menu = ExportMenu::new(
                &state.store,
                shown,
                marked,
                state.filter.good_text(),
                &state.setting.formats,
            );
            state.popups.push(Popup::Export(Box::new(menu)));
            Vec::new()
        },
    },
    Action {
        name: "copy",
        keys: &["y"],
        context: Context::Browse,
        doc: "copy the quote with its citation (works over ssh)",
        short: "copy",
        when: has_claim,
        run: |state| copy(state, "with citation", exchange::citation),
    },
    Action {
        name: "copy-name",
        keys: &["Y"],
        context: Context::Browse,
        doc: "copy the claim's name",
        short: "",
        when: has_claim,
        // What a terminal is pasted into must not be able to run: see `citation`.
        run: |state| copy(state, "by name", |claim| clean(&claim.name()).into_owned()),
    },
    Action {
        name: "copy-as",
        keys: &["M"],
        context: Context::Browse,
        doc: "copy as quote, name, Markdown, or the whole table",
        short: "",
        when: has_rows,
        run: |state| {
            let items = COPIES
                .map(|(key, label, doc, _)| Item::new(Some(key), label, doc, Choice::CopyAs(key)));
            let picker = Picker::by_letter("copy as", items.into(), Vec::new());
            state.popups.push(Popup::Picker(Box::new(picker)));
            Vec::new()
        },
    },
    Action {
        name: "open-article",
        keys: &["o"],
        context: Context::Browse,
        doc: "open the article's page",
        short: "",
        when: has_claim,
        run: open,
    },
];

pub(super) static ACTIONS: &[Action] = &[
    Action {
        name: "palette",
        keys: &[":"],
        context: Context::Browse,
        doc: "every action by name",
        short: "",
        when: always,
        run: |state| actions_picker(state, "actions", |_| true),
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
    Action {
        name: "sign",
        keys: &["I"],
        context: Context::Browse,
        doc: "choose the name your notes are signed with",
        short: "",
        when: always,
        run: |state| {
            let field = FormField::line(
                "name",
                "kept in the config as `author`",
                &state.setting.author,
            );
            let form = Form::new("sign notes", vec![field], Submit::Author, Vec::new());
            state.popups.push(Popup::Form(Box::new(form)));
            Vec::new()
        },
    },
    Action {
        name: "suspend",
        keys: &["ctrl-z"],
        context: Context::Browse,
        doc: "suspend",
        short: "",
        when: always,
        run: |_| vec![Effect::Suspend],
    },
    Action {
        name: "quit",
        keys: &["q"],
        context: Context::Browse,
        doc: "quit",
        short: "quit",
        when: always,
        run: |_| vec![Effect::Quit],
    },
];

/// Copies what a letter of the menu stands for.
type CopyAs = fn(&mut State) -> Vec<Effect>;

/// What can be copied: letter, name, doc, how.
const COPIES: [(char, &str, &str, CopyAs); 4] = [
    ('q', "quote", "with its citation", |state| {
        copy(state, "with citation", exchange::citation)
    }),
    (
        'i',
        "name",
        "PATH/ID, for links and the command line",
        |state| copy(state, "by name", |claim| clean(&claim.name()).into_owned()),
    ),
    ('m', "Markdown", "the claim, or the marked ones", |state| {
        let rows = state.touched();
        copy_format(state, "markdown", &rows)
    }),
    (
        't',
        "table",
        "every claim shown, tab-separated for a spreadsheet",
        |state| {
            let rows = state.rows().to_vec();
            copy_format(state, "tsv", &rows)
        },
    ),
];

/// Does what a letter of the copy menu stands for.
pub(crate) fn copy_as(state: &mut State, key: char) -> Vec<Effect> {
    let row = COPIES.iter().find(|row| row.0 == key);
    row.map_or_else(Vec::new, |row| (row.3)(state))
}

fn copy_format(state: &mut State, format: &str, rows: &[Ix]) -> Vec<Effect> {
    let rendered = state
        .setting
        .formats
        .find(format)
        .ok_or_else(|| format!("there is no format {format}"))
        .and_then(|format| render(format, &state.store, rows, state.filter.good_text()));
    match rendered {
        Ok(bytes) => {
            let n = rows.len();
            let s = if n == 1 { "" } else { "s" };
            state.say(Tone::Good, format!("copied {n} claim{s} as {format}"));
            // A terminal that it is pasted into would obey control characters.
            let text = exchange::on_terminal(&String::from_utf8_lossy(&bytes));
            vec![Effect::Copy(text)]
        }
        Err(why) => {
            state.say(Tone::Error, format!("not copied: {why}"));
            Vec::new()
        }
    }
}

fn copy(state: &mut State, how: &str, text: fn(ClaimRef<'_>) -> String) -> Vec<Effect> {
    let texts: Vec<String> = state
        .touched()
        .into_iter()
        .filter_map(|ix| state.store.claim(ix))
        .map(text)
        .collect();
    if texts.is_empty() {
        state.say(
            Tone::Warning,
            "the marked claims are hidden by the filter: nothing copied",
        );
        return Vec::new();
    }
    let whom = match texts.len() {
        1 => "the claim".to_owned(),
        many => format!("{many} claims"),
    };
    state.say(Tone::Good, format!("copied {whom} {how}"));
    vec![Effect::Copy(texts.join("\n\n"))]
}

fn open(state: &mut State) -> Vec<Effect> {
    let url = state.current().and_then(|claim| {
        let article = claim.article();
        article.url.clone().or_else(|| article.archived.clone())
    });
    let web = |url: &String| url.starts_with("https://") || url.starts_with("http://");
    match url {
        Some(url) if web(&url) => vec![Effect::Open(url)],
        Some(_) => {
            state.say(
                Tone::Warning,
                "the article's url is no http or https address",
            );
            Vec::new()
        }
        None => {
            state.say(Tone::Warning, "the record has no url for this article");
            Vec::new()
        }
    }
}

fn help(state: &mut State) -> Vec<Effect> {
    let contexts = state.contexts();
    actions_picker(state, "keys here", move |action| {
        contexts.contains(&action.context)
    })
}

/// Opens a picker of the actions that can be run from a pane.
fn actions_picker(state: &mut State, title: &str, wanted: impl Fn(&Action) -> bool) -> Vec<Effect> {
    let contexts = state.contexts();
    let mut items: Vec<(bool, Item)> = ALL
        .iter()
        .copied()
        .flatten()
        .filter(|action| contexts.contains(&action.context) && wanted(action))
        .map(|action| {
            let keys = state.setting.keymap.keys_of(action);
            let label = format!("{keys:<14} {}", action.name.replace('-', " "));
            let possible = (action.when)(state);
            let doc = if possible {
                action.doc.to_owned()
            } else {
                format!("{} (not now)", action.doc)
            };
            (
                possible,
                Item::new(None, label, doc, Choice::Action(action.name)),
            )
        })
        .collect();
    items.sort_by_key(|(possible, _)| !possible);
    let items = items.into_iter().map(|(_, item)| item).collect();
    let picker = Picker::by_typing(title, items, Vec::new());
    state.popups.push(Popup::Picker(Box::new(picker)));
    Vec::new()
}
