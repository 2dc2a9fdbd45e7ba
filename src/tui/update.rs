//! One event changes the state and asks for effects. Pure: time comes in with the event.

use crokey::KeyCombination;
use crossterm::event::{KeyCode, KeyEvent, KeyEventKind};
use jiff::Timestamp;

use super::actions::{Context, capture, export, why_not};
use super::choose::choose;
use super::effect::Effect;
use super::keymap::Resolved;
use super::msg::Msg;
use super::state::{History, Popup, State, Tone};
use super::view::{article, header, layout, speakers, triage, views::Scrolled};
use super::{found, linking, mouse, outcome};
use crate::disk::Config;
use crate::query;
use crate::store::checks::Checked;

/// Returns what a query needs to know of the world.
#[must_use]
pub fn query_env(state: &State) -> query::Env {
    query::Env {
        now: state.now,
        zone: state.setting.zone.clone(),
        me: Some(state.setting.author.clone()),
    }
}

/// Takes one event.
pub fn update(state: &mut State, msg: Msg, now: Timestamp) -> Vec<Effect> {
    state.now = now;
    let mut effects = match msg {
        Msg::Key(key) if key.kind == KeyEventKind::Release => Vec::new(),
        Msg::Key(key) => greet(state, key).unwrap_or_else(|| press(state, key)),
        Msg::Paste(text) => paste(state, &text),
        Msg::Mouse(event) => mouse::mouse(state, event),
        Msg::Resize(columns, rows) => {
            state.size = (columns, rows);
            Vec::new()
        }
        Msg::Terminate => leave(state),
        news => hear(state, news),
    };
    settle(state);
    effects.extend(state.want_source());
    effects.extend(state.want_like());
    effects
}

/// Takes what the threads have to say.
fn hear(state: &mut State, news: Msg) -> Vec<Effect> {
    match news {
        Msg::Found(found) => {
            found::answer(state, *found);
            Vec::new()
        }
        Msg::Counted(counted) => {
            found::count(state, *counted);
            Vec::new()
        }
        Msg::Ordered(ordered) => {
            found::order(state, *ordered);
            Vec::new()
        }
        Msg::Saved {
            result,
            write,
            draft,
        } => outcome::saved(state, result, *write, draft),
        Msg::Reverted(way, result) => outcome::reverted(state, way, result),
        Msg::Skipped(result) => outcome::skipped(state, result),
        Msg::History { undo, redo } => {
            state.history = History {
                undo,
                redo,
                ..std::mem::take(&mut state.history)
            };
            Vec::new()
        }
        Msg::Watching(note) => {
            state.watching = note;
            if let Some(note) = note {
                state.say(Tone::Warning, note);
            }
            Vec::new()
        }
        Msg::Reloaded { store, problems } => {
            // Shown once the filter has run over it: until then every row stays the claim it was.
            state.arrived = Some(store);
            state.problems = problems.into();
            state.reading = None;
            let mut effects = state.refilter();
            effects.push(state.verify());
            effects
        }
        Msg::Verified {
            generation,
            problems,
        } => verified(state, generation, problems),
        Msg::Source(file, text) => {
            state.take_source(&file, text);
            Vec::new()
        }
        Msg::Like(name, like) => {
            state.desk.triage.take_like(&name, like);
            Vec::new()
        }
        far @ (Msg::Reading(..)
        | Msg::Unread(_)
        | Msg::Verifying(..)
        | Msg::Writing(..)
        | Msg::Exporting(..)) => {
            how_far(state, &far);
            Vec::new()
        }
        news @ (Msg::Folder(_) | Msg::Capturing(..) | Msg::Drafted(..) | Msg::NotKept(_)) => {
            capture::hear(state, news)
        }
        Msg::Config(config) => configured(state, &config),
        Msg::Shared(views) => {
            state.setting.shared = views;
            Vec::new()
        }
        Msg::Exported(number, result) => export::ended(state, number, result),
        Msg::Note(text) => said(state, Tone::Good, text),
        Msg::Warning(text) => said(state, Tone::Warning, text),
        Msg::Failed(why) => said(state, Tone::Error, why),
        Msg::Key(_) | Msg::Paste(_) | Msg::Mouse(_) | Msg::Resize(..) | Msg::Terminate => {
            Vec::new()
        }
    }
}

/// Takes how far long work is.
fn how_far(state: &mut State, news: &Msg) {
    let quiet = matches!(news, Msg::Verifying(..) | Msg::Unread(_));
    if !quiet && matches!(state.message, Some((Tone::Good, _))) {
        // What was done has been read; how far it is now stands in its line.
        state.message = None;
    }
    match *news {
        Msg::Reading(done, total) => state.reading = Some((done, total)),
        Msg::Unread(files) => unread(state, files),
        Msg::Verifying(generation, done, total) if generation == state.source.generation => {
            state.source.progress = Some((done, total));
        }
        Msg::Writing(done, total) => state.writing = Some((done, total)),
        Msg::Exporting(number, done) => state.exports.tell(number, done),
        _ => {}
    }
}

/// So many files are left unread since reading was stopped.
fn unread(state: &mut State, files: usize) {
    if files > state.unread {
        let key = state.key_of("reload");
        let how = key.map_or(String::new(), |key| format!(": {key} reads the rest"));
        let text = format!("stopped: {} not read{how}", header::count(files, "file"));
        state.say(Tone::Warning, text);
    }
    state.unread = files;
}

/// The config has changed: it holds at once.
fn configured(state: &mut State, config: &Config) -> Vec<Effect> {
    let (sort, mouse) = (state.setting.sort.clone(), state.setting.mouse);
    state.setting.take(config);
    state.saved.clone_from(&config.saved);
    match state.setting.problems.as_slice() {
        // What the app wrote there itself has been told.
        [] if matches!(state.message, Some((Tone::Good, _))) => {}
        [] => state.say(Tone::Good, "the config was read again"),
        [first, others @ ..] => {
            let more = match others.len() {
                0 => String::new(),
                n => format!(" · {n} more"),
            };
            let text = format!("{}{more}", crate::disk::config::in_words(first));
            state.say(Tone::Warning, text);
        }
    }
    let mut effects = Vec::new();
    if state.setting.mouse != mouse {
        effects.push(Effect::Mouse(state.setting.mouse));
    }
    if state.setting.sort != sort {
        effects.extend(state.refilter());
    }
    effects
}

/// The first key takes the card away, and does what it does; Esc does nothing else.
fn greet(state: &mut State, key: KeyEvent) -> Option<Vec<Effect>> {
    if !std::mem::take(&mut state.card) {
        return None;
    }
    let mut effects = vec![Effect::Greeted];
    if key.code != KeyCode::Esc {
        effects.extend(press(state, key));
    }
    Some(effects)
}

/// The quotes are held to their texts: facets and a filter that asks for them are counted anew.
fn verified(state: &mut State, generation: u64, problems: Checked) -> Vec<Effect> {
    if generation != state.source.generation {
        return Vec::new();
    }
    state.source.progress = None;
    state.problems = problems.into();
    state.refilter()
}

/// Keeps cursor and scrolling inside what there is.
fn settle(state: &mut State) {
    let rows = layout::areas(state).rows();
    let len = state.rows().len();
    state.list.move_by(0, len);
    state.list.follow(len, rows);
    state.list.held = state.listed().map(|claim| claim.name());
    if let Some(Popup::Form(form)) = state.popups.last_mut() {
        form.settle_names();
    }
    article::settle(state);
    speakers::settle(state);
    triage::settle(state);
    if let Some(scrolled) = (state.view.scrolled)(state) {
        let Scrolled {
            cursor,
            line,
            len,
            height,
        } = scrolled;
        cursor.follow(line, len, height);
    }
    let facets = state.facets.places();
    state.facets.cursor = state.facets.cursor.min(facets.saturating_sub(1));
}

fn said(state: &mut State, tone: Tone, text: String) -> Vec<Effect> {
    state.say(tone, text);
    Vec::new()
}

/// Leaves at once from anywhere; what is being typed is kept as a draft.
fn leave(state: &mut State) -> Vec<Effect> {
    let mut effects: Vec<Effect> = Vec::new();
    for popup in std::mem::take(&mut state.popups) {
        if let Popup::Form(form) = popup
            && !form.draft.is_empty()
            && let Some(text) = form.draft_text()
        {
            effects.push(Effect::KeepDraft(form.draft, text));
        }
    }
    effects.push(Effect::Quit);
    effects
}

fn press(state: &mut State, key: KeyEvent) -> Vec<Effect> {
    let combination = KeyCombination::from(key);
    if combination == crokey::key!(ctrl - c) {
        return leave(state);
    }
    state.message = None;
    state.pressed.push(combination);
    let contexts = state.contexts();
    let resolved = state.setting.keymap.resolve(&contexts, &state.pressed);
    match resolved {
        Resolved::Prefix => Vec::new(),
        Resolved::Action(action) => {
            state.pressed.clear();
            if !(action.when)(state) {
                let why = why_not(state, action);
                state.say(Tone::Warning, why);
                return Vec::new();
            }
            (action.run)(state)
        }
        Resolved::Nothing => {
            let single = state.pressed.len() == 1;
            state.pressed.clear();
            if single {
                unbound(state, key, contexts[0])
            } else {
                Vec::new()
            }
        }
    }
}

/// Keys that are bound to nothing type, or pick by letter.
fn unbound(state: &mut State, key: KeyEvent, context: Context) -> Vec<Effect> {
    match (context, state.popups.last_mut()) {
        (Context::Filter, _) => {
            let changed = state.filter.area.input(key);
            state.filter.completion = 0;
            if changed {
                state.refilter()
            } else {
                Vec::new()
            }
        }
        (Context::Form | Context::Naming, Some(Popup::Form(form))) => {
            let at = form.focus;
            form.problem = None;
            if !form.fields[at].choose(key) && form.fields[at].area.input(key) {
                form.offer_names(&state.store);
            }
            keep_typing(state)
        }
        (Context::Picker, Some(Popup::Picker(picker))) => {
            let choice = super::typing::into_picker(picker, key);
            linking::look(state);
            choice.map_or_else(Vec::new, |choice| choose(state, choice))
        }
        _ => Vec::new(),
    }
}

/// Keeps what is typed into the form on top from time to time, for the case of a crash.
fn keep_typing(state: &mut State) -> Vec<Effect> {
    let now = state.now;
    let kept = match state.popups.last_mut() {
        Some(Popup::Form(form)) => form.to_keep(now),
        _ => None,
    };
    match kept {
        Some((key, text)) => outcome::keep_draft(state, key, text),
        None => Vec::new(),
    }
}

fn paste(state: &mut State, text: &str) -> Vec<Effect> {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let filtering = state.contexts().contains(&Context::Filter);
    match state.popups.last_mut() {
        Some(Popup::Form(form)) => {
            let multiline = form.in_lines();
            let at = form.focus;
            let text = if multiline {
                text
            } else {
                text.replace('\n', " ")
            };
            form.problem = None;
            let field = &mut form.fields[at];
            match &field.one_of {
                Some(one_of) if !one_of.words.contains(&text) => {}
                Some(_) => field.set(&text),
                None => {
                    field.area.insert_str(text);
                }
            }
            keep_typing(state)
        }
        Some(Popup::Picker(picker)) => {
            if let Some(typed) = &mut picker.typed {
                typed.push_str(&text.replace('\n', " "));
                picker.narrow();
            }
            linking::look(state);
            Vec::new()
        }
        None if filtering => {
            state.filter.area.insert_str(text.replace('\n', " "));
            state.refilter()
        }
        _ => Vec::new(),
    }
}
