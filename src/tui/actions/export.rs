//! The keys of the export menu, and what becomes of an export.

use std::sync::Arc;

use super::super::effect::Effect;
use super::super::exporting::{Export, To};
use super::super::msg::{ExportError, Exported};
use super::super::state::{
    ExportMenu, Form, FormField, Popup, Running, Scope, State, Submit, Tone,
};
use super::super::view::header::count;
use super::{Action, Context, always};
use crate::exchange::Format;
use crate::store::Ix;

pub(super) static ACTIONS: &[Action] = &[
    Action {
        name: "stop-export",
        keys: &["esc"],
        context: Context::Exporting,
        doc: "stop the export: nothing is written",
        short: "stop the export",
        when: always,
        run: stop,
    },
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

/// Returns what the menu on top offers, as it is now.
fn asked(state: &State, to: To) -> Option<Export> {
    let Some(Popup::Export(menu)) = state.popups.last() else {
        return None;
    };
    let format = menu.chosen(&state.setting.formats).clone();
    Some(exporting(state, format, menu.rows().to_vec(), to))
}

/// Returns an export of these claims as the filter found them.
pub(super) fn exporting(state: &State, format: Format, rows: Vec<Ix>, to: To) -> Export {
    let today = state.setting.zone.to_datetime(state.now);
    Export {
        number: state.exports.count + 1,
        store: Arc::clone(&state.store),
        rows: Arc::new(rows),
        query: state.filter.good_text().to_owned(),
        format,
        made: today.date().to_string(),
        to,
    }
}

/// Begins an export, if none runs.
pub(in crate::tui) fn begin(state: &mut State, mut export: Export) -> Vec<Effect> {
    if state.exports.running.is_some() {
        state.say(Tone::Warning, "an export runs already: wait, or stop it");
        return Vec::new();
    }
    state.exports.count += 1;
    export.number = state.exports.count;
    state.exports.running = Some(Running {
        export: export.clone(),
        done: None,
    });
    vec![Effect::Export(Box::new(export))]
}

fn stop(state: &mut State) -> Vec<Effect> {
    state.exports.running = None;
    state.say(Tone::Warning, "the export is stopped: nothing is written");
    vec![Effect::StopExport]
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
    let Some(export) = asked(state, To::Clipboard) else {
        return Vec::new();
    };
    state.popups.pop();
    begin(state, export)
}

fn write(state: &mut State) -> Vec<Effect> {
    let to = To::File {
        path: String::new(),
        force: false,
    };
    let Some(export) = asked(state, to) else {
        return Vec::new();
    };
    let path = format!("claims.{}", export.format.extension);
    let doc = "a file that is there is never overwritten unasked";
    let title = format!("export {} to …", count(export.rows.len(), "claim"));
    ask_path(state, export, title, doc, &path, None);
    Vec::new()
}

fn ask_path(
    state: &mut State,
    export: Export,
    title: String,
    doc: &str,
    path: &str,
    problem: Option<String>,
) {
    let field = FormField::line("path", doc, path);
    let submit = Submit::ExportTo(Box::new(export));
    let mut form = Form::new(title, vec![field], submit, Vec::new());
    form.problem = problem;
    state.popups.push(Popup::Form(Box::new(form)));
}

/// An export ended. What went wrong is asked about, unless something else is being done by now.
pub(in crate::tui) fn ended(
    state: &mut State,
    number: u64,
    result: Result<Exported, ExportError>,
) -> Vec<Effect> {
    let export = state.exports.end(number);
    match (result, export) {
        // Stopped too late: it is there.
        (Ok(Exported::File(path)), None) => state.say(Tone::Good, format!("exported to {path}")),
        (Ok(Exported::File(path)), Some(export)) => {
            let claims = count(export.rows.len(), "claim");
            state.say(Tone::Good, format!("exported {claims} to {path}"));
        }
        (Ok(Exported::Text(text)), Some(export)) => {
            let (claims, format) = (count(export.rows.len(), "claim"), &export.format.name);
            state.say(Tone::Good, format!("copied {claims} as {format}"));
            return vec![Effect::Copy(text)];
        }
        (Err(ExportError::Exists(path)), Some(mut export)) => {
            let title = format!("{path} is there already");
            if !state.popups.is_empty() {
                state.say(Tone::Error, format!("not exported: {title}"));
                return Vec::new();
            }
            if let To::File { force, .. } = &mut export.to {
                *force = true;
            }
            let doc = "save once more to write over it, or type another path";
            let problem = Some("saving now overwrites it".to_owned());
            ask_path(state, export, title, doc, &path, problem);
        }
        (Err(ExportError::Other(why)), Some(export)) => {
            let why = format!("not exported: {why}");
            match &export.to {
                To::File { path, .. } if state.popups.is_empty() => {
                    let (path, title) = (path.clone(), "export to another place …".to_owned());
                    ask_path(state, export, title, "where to", &path, Some(why));
                }
                _ => state.say(Tone::Error, why),
            }
        }
        (_, None) => {}
    }
    Vec::new()
}
