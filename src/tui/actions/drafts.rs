//! What was typed and not saved: tried again, listed, taken up, thrown away.

use super::super::effect::Effect;
use super::super::state::{
    Choice, Form, FormField, Item, Picker, Popup, State, Submit, Target, Tone,
};
use super::{Action, Context, action, adding, editing, noting, triage};
use crate::model::Scalar;
use crate::store::{ClaimRef, Lookup};

pub(super) static ACTIONS: &[Action] = &[
    Action {
        name: "retry",
        keys: &["ctrl-r"],
        context: Context::Failed,
        doc: "try the failed save again",
        short: "try again",
        when: |state| !state.failed.is_empty(),
        run: |state| {
            let failed = std::mem::take(&mut state.failed);
            let save = failed.into_iter().map(|failed| Effect::Save {
                write: failed.write,
                draft: failed.draft,
            });
            save.collect()
        },
    },
    Action {
        name: "give-up",
        keys: &["esc"],
        context: Context::Failed,
        doc: "leave it unsaved; typed text stays a draft",
        short: "leave it",
        when: |state| !state.failed.is_empty(),
        run: |state| {
            state.failed.clear();
            Vec::new()
        },
    },
    Action {
        name: "drafts",
        keys: &["d"],
        context: Context::Browse,
        doc: "what you typed and did not save; Enter takes it up",
        short: "drafts",
        when: |state| !state.drafts.is_empty(),
        run: list,
    },
    Action {
        name: "drop-draft",
        keys: &["ctrl-x"],
        context: Context::Picker,
        doc: "throw the draft away (asks first)",
        short: "throw away",
        when: |state| current(state).is_some(),
        run: ask,
    },
];

/// Returns what is said at the start when there are drafts.
pub(in crate::tui) fn greeting(state: &State) -> Option<String> {
    let key = |name| action(name).and_then(|action| state.setting.keymap.key_of(action));
    let drafts = match state.drafts.len() {
        0 => return None,
        1 => "1 unsaved draft".to_owned(),
        n => format!("{n} unsaved drafts"),
    };
    let list = key("drafts").map_or(String::new(), |key| format!(": {key} lists them"));
    Some(drafts + &list)
}

fn list(state: &mut State) -> Vec<Effect> {
    let items = state.drafts.iter().map(|(key, text)| {
        let words: Vec<&str> = text
            .split(['\0', '\n'])
            .filter(|part| !part.is_empty())
            .collect();
        Item::new(
            None,
            key.clone(),
            words.join(" · "),
            Choice::Draft(key.clone()),
        )
    });
    let picker = Picker::by_typing("drafts", items.collect(), Vec::new());
    state.popups.push(Popup::Picker(Box::new(picker)));
    Vec::new()
}

/// Returns the key of the draft under the cursor of the picker on top.
fn current(state: &State) -> Option<&str> {
    match state.popups.last() {
        Some(Popup::Picker(picker)) => match &picker.current()?.choice {
            Choice::Draft(key) => Some(key),
            _ => None,
        },
        _ => None,
    }
}

fn ask(state: &mut State) -> Vec<Effect> {
    let Some(key) = current(state).map(str::to_owned) else {
        return Vec::new();
    };
    let words = state
        .drafts
        .get(&key)
        .map_or(0, |text| text.split_whitespace().count());
    let doc = format!("{words} words; they do not come back");
    let items = vec![
        Item::new(Some('y'), "throw away", doc, Choice::DropDraft(key.clone())),
        Item::new(Some('n'), "keep", "", Choice::Close),
    ];
    let mut picker = Picker::by_letter(format!("throw away {key}?"), items, Vec::new());
    picker.cursor = 1;
    state.popups.pop();
    state.popups.push(Popup::Picker(Box::new(picker)));
    Vec::new()
}

/// Throws a draft away.
pub(in crate::tui) fn drop_draft(state: &mut State, key: String) -> Vec<Effect> {
    state.drafts.remove(&key);
    state.failed.retain(|failed| {
        let draft = failed.draft.as_ref();
        draft.is_none_or(|(of, _)| *of != key)
    });
    state.say(Tone::Good, format!("thrown away: {key}"));
    vec![Effect::DropDraft(key)]
}

/// Goes to the claim of a draft and opens the form it was typed into.
pub(in crate::tui) fn open(state: &mut State, key: &str) -> Vec<Effect> {
    let Some(text) = state.drafts.get(key).cloned() else {
        return Vec::new();
    };
    if state.store.is_empty() {
        state.say(Tone::Warning, "the claims are not read yet");
        return Vec::new();
    }
    let (what, whom) = key.split_once(' ').unwrap_or((key, ""));
    let several = whom.starts_with("on ") && whom.ends_with(" claims");
    if key == "new article" {
        return adding::open(state);
    }
    if let Some(file) = key.strip_prefix("add to ") {
        return match state.store.file(file) {
            Some(_) => editing::open_add(state, file.to_owned()),
            None => away(state, key, &text),
        };
    }
    if what == "capture" {
        return super::capture::paste(state);
    }
    if matches!(what, "accept" | "split") {
        return captured(state, what, whom).unwrap_or_else(|| away(state, key, &text));
    }
    let (mut effects, targets) = if several {
        (Vec::new(), state.targets())
    } else {
        match go_to(state, whom) {
            Some((effects, target)) => (effects, vec![target]),
            None => return away(state, key, &text),
        }
    };
    if what == "correct" {
        effects.extend(noting::correct_note(state));
        return effects;
    }
    let title = format!("{what} · {whom}");
    let Some(mut form) = form(what, title, targets) else {
        return away(state, key, &text);
    };
    key.clone_into(&mut form.draft);
    effects.extend(noting::open_form(state, form));
    effects
}

/// Opens the form of a captured draft that was being edited or cut.
fn captured(state: &mut State, what: &str, name: &str) -> Option<Vec<Effect>> {
    let Lookup::One(ix) = state.store.find(name) else {
        return None;
    };
    let claim = state.store.claim(ix).filter(ClaimRef::is_candidate)?;
    let (file, draft) = (claim.file().path().to_owned(), claim.to_claim());
    let form = if what == "split" {
        triage::split_form(file, draft)
    } else {
        triage::edit_form(file, draft)
    };
    let mut effects = triage::open_at(state, "status:candidate", Some(name.to_owned()));
    effects.extend(noting::open_form(state, form));
    Some(effects)
}

/// Returns the form that a draft of this sort was typed into.
fn form(what: &str, title: String, targets: Vec<Target>) -> Option<Form> {
    if targets.is_empty() {
        return None;
    }
    Some(match what {
        // The reason of a judgement that was not given may become a note of its own.
        "note" | "reason" => noting::note_form(title, targets),
        "skepticism" => noting::skepticism_form(title, targets),
        "evidence" => noting::evidence_form(title, targets),
        "last" => {
            let field = FormField::lines("note", "the corrected text", "").naming();
            Form::new(title, vec![field], Submit::EditLast, targets)
        }
        word => editing::field_form(Scalar::parse(word)?, "", targets),
    })
}

/// Puts the cursor on a claim, and lets it through the filter when that hides it.
fn go_to(state: &mut State, name: &str) -> Option<(Vec<Effect>, Target)> {
    let Lookup::One(ix) = state.store.find(name) else {
        return None;
    };
    let claim = state.store.claim(ix)?;
    let target = Target {
        file: claim.file().path().to_owned(),
        claim: claim.id().to_owned(),
    };
    let effects = match state.rows().iter().position(|row| *row == ix) {
        Some(row) => {
            state.list.cursor = row;
            state.detail_scroll = 0;
            Vec::new()
        }
        None => state.filter_by(&format!("id:={}", target.claim)),
    };
    Some((effects, target))
}

/// The claim of a draft is not there any more: its text is not lost with it.
fn away(state: &mut State, key: &str, text: &str) -> Vec<Effect> {
    let why =
        format!("{key}: not in the folder now; the text is on the clipboard, and stays a draft");
    state.say(Tone::Warning, why);
    vec![Effect::Copy(text.replace('\0', "\n"))]
}
