//! Sharing and the app itself: export, copy, open, mouse, quit.

use super::super::effect::Effect;
use super::super::exporting::To;
use super::super::found;
use super::super::state::{
    Choice, ExportMenu, Form, FormField, Item, Picker, Popup, State, Submit, Tone,
};
use super::export::{begin, exporting};
use super::{Action, Context, always, has_claim, has_rows};
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
        run: |state| export(state, None),
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
        name: "mouse",
        keys: &["alt-m"],
        context: Context::Browse,
        doc: "leave the mouse to the terminal, to select text; again: use it",
        short: "",
        when: always,
        run: |state| {
            let on = !state.setting.mouse;
            state.setting.mouse = on;
            let text = if on {
                "the mouse works in the app"
            } else {
                "the mouse is the terminal's: select text with it"
            };
            state.say(Tone::Good, text);
            vec![Effect::Mouse(on)]
        },
    },
    Action {
        name: "reload",
        keys: &["ctrl-l"],
        context: Context::Browse,
        doc: "read the folder again; after a stop, the rest of it",
        short: "",
        when: always,
        run: |state| {
            state.say(Tone::Good, "the folder is read again");
            vec![Effect::Reload]
        },
    },
    Action {
        name: "stop-reading",
        keys: &["esc"],
        context: Context::Reading,
        doc: "stop reading: what is read is shown, the rest is told",
        short: "stop",
        when: always,
        run: |_| vec![Effect::StopReading],
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

/// Opens the export menu, at a format when one is named.
pub(crate) fn export(state: &mut State, format: Option<&str>) -> Vec<Effect> {
    found::put_in_order(state);
    let (shown, marked) = (state.rows().to_vec(), state.marked_shown());
    let (query, formats) = (state.filter.good_text(), &state.setting.formats);
    let mut menu = ExportMenu::new(&state.store, shown, marked, query, formats);
    if let Some(at) = format.and_then(|name| formats.all().position(|one| one.name == name)) {
        menu.format = at;
        menu.render_preview(&state.store, query, formats);
    }
    state.popups.push(Popup::Export(Box::new(menu)));
    Vec::new()
}

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
            found::put_in_order(state);
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
    let Some(format) = state.setting.formats.find(format).cloned() else {
        return Vec::new();
    };
    let asked = exporting(state, format, rows.to_vec(), To::Clipboard);
    begin(state, asked)
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
