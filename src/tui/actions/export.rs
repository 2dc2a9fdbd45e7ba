//! The keys of the export menu.

use super::super::effect::Effect;
use super::super::state::{ExportMenu, Form, FormField, Popup, Scope, State, Submit, Tone};
use super::{Action, Context, always};

pub(super) static ACTIONS: &[Action] = &[
    Action {
        name: "next-format",
        keys: &["j", "down", "right"],
        context: Context::Export,
        doc: "next format",
        short: "format",
        when: always,
        run: |state| format(state, 1),
    },
    Action {
        name: "previous-format",
        keys: &["k", "up", "left"],
        context: Context::Export,
        doc: "previous format",
        short: "",
        when: always,
        run: |state| format(state, state.setting.formats.count() - 1),
    },
    Action {
        name: "export-scope",
        keys: &["tab", "space"],
        context: Context::Export,
        doc: "all that is shown, or only the marked",
        short: "shown/marked",
        when: |state| matches!(state.popups.last(), Some(Popup::Export(menu)) if !menu.marked.is_empty()),
        run: scope,
    },
    Action {
        name: "export-scroll-down",
        keys: &["ctrl-d", "pagedown"],
        context: Context::Export,
        doc: "scroll the preview down",
        short: "",
        when: always,
        run: |state| scroll(state, 10),
    },
    Action {
        name: "export-scroll-up",
        keys: &["ctrl-u", "pageup"],
        context: Context::Export,
        doc: "scroll the preview up",
        short: "",
        when: always,
        run: |state| scroll(state, -10),
    },
    Action {
        name: "export-copy",
        keys: &["y"],
        context: Context::Export,
        doc: "copy it all to the clipboard",
        short: "copy",
        when: always,
        run: copy,
    },
    Action {
        name: "export-write",
        keys: &["enter"],
        context: Context::Export,
        doc: "write a file: asks for its path",
        short: "write file",
        when: always,
        run: write,
    },
    Action {
        name: "close-export",
        keys: &["esc", "q"],
        context: Context::Export,
        doc: "close the menu",
        short: "close",
        when: always,
        run: |state| {
            state.popups.pop();
            Vec::new()
        },
    },
];

/// Changes the menu on top and renders its preview anew.
fn change(state: &mut State, change: impl FnOnce(&mut ExportMenu)) -> Vec<Effect> {
    let query = state.filter.good_text().to_owned();
    if let Some(Popup::Export(menu)) = state.popups.last_mut() {
        change(menu);
        menu.render_preview(&state.store, &query, &state.setting.formats);
    }
    Vec::new()
}

fn format(state: &mut State, by: usize) -> Vec<Effect> {
    let count = state.setting.formats.count();
    change(state, |menu| {
        menu.format = (menu.format + by) % count;
    })
}

fn scope(state: &mut State) -> Vec<Effect> {
    change(state, |menu| {
        menu.scope = match menu.scope {
            Scope::Shown if !menu.marked.is_empty() => Scope::Marked,
            _ => Scope::Shown,
        };
    })
}

fn scroll(state: &mut State, by: isize) -> Vec<Effect> {
    if let Some(Popup::Export(menu)) = state.popups.last_mut() {
        let last = menu.preview.as_ref().map_or(0, Vec::len).saturating_sub(1);
        menu.scroll = menu.scroll.saturating_add_signed(by).min(last);
    }
    Vec::new()
}

/// Returns the whole export of the menu on top; says so when the format can not hold it.
fn rendered(state: &mut State) -> Option<(Vec<u8>, usize, String)> {
    let query = state.filter.good_text().to_owned();
    let Some(Popup::Export(menu)) = state.popups.last() else {
        return None;
    };
    let formats = &state.setting.formats;
    let made = menu.render(&state.store, &query, formats);
    let (count, extension) = (
        menu.rows().len(),
        menu.chosen(formats).extension.to_string(),
    );
    match made {
        Ok(bytes) => Some((bytes, count, extension)),
        Err(why) => {
            state.say(Tone::Error, format!("not exported: {why}"));
            None
        }
    }
}

fn copy(state: &mut State) -> Vec<Effect> {
    if let Some(Popup::Export(menu)) = state.popups.last() {
        let format = menu.chosen(&state.setting.formats);
        if !format.is_text {
            let why = format!("{} is no text and can not be copied", format.name);
            state.say(Tone::Error, why);
            return Vec::new();
        }
    }
    let Some((bytes, count, _)) = rendered(state) else {
        return Vec::new();
    };
    state.popups.pop();
    state.say(Tone::Good, format!("copied {count} claims"));
    vec![Effect::Copy(String::from_utf8_lossy(&bytes).into_owned())]
}

fn write(state: &mut State) -> Vec<Effect> {
    let Some((bytes, count, extension)) = rendered(state) else {
        return Vec::new();
    };
    let field = FormField::line(
        "path",
        "a file that is there is never overwritten unasked",
        &format!("claims.{extension}"),
    );
    let submit = Submit::ExportTo {
        bytes,
        force: false,
    };
    let form = Form::new(
        format!("export {count} claims to …"),
        vec![field],
        submit,
        Vec::new(),
    );
    state.popups.push(Popup::Form(Box::new(form)));
    Vec::new()
}
