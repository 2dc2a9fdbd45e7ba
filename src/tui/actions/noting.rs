//! Noting: annotations, skepticism, evidence, and one's own earlier notes.

use super::super::effect::Effect;
use super::super::state::{
    Choice, Form, FormField, Item, OneOf, Picker, Popup, State, Submit, Target, Tone,
};
use super::judging::aimed;
use super::{Action, Context, has_claim};
use crate::model::{Corrections, LogEntry, Stance, date};

pub(super) static ACTIONS: &[Action] = &[
    Action {
        name: "annotate",
        keys: &["a"],
        context: Context::Browse,
        doc: "write a note on the claim, or on the marked ones",
        short: "annotate",
        when: has_claim,
        run: annotate,
    },
    Action {
        name: "skepticism",
        keys: &["s"],
        context: Context::Browse,
        doc: "note a reason to doubt",
        short: "skepticism",
        when: has_claim,
        run: skepticism,
    },
    Action {
        name: "evidence",
        keys: &["E"],
        context: Context::Browse,
        doc: "add evidence: for, against or context",
        short: "evidence",
        when: has_claim,
        run: evidence,
    },
    Action {
        name: "edit",
        keys: &["e"],
        context: Context::Browse,
        doc: "open the file in your editor, at the claim's line",
        short: "editor",
        when: has_claim,
        run: |state| match state.current() {
            Some(claim) => vec![Effect::Edit {
                file: claim.file().path().to_owned(),
                line: claim.line_in_file(),
            }],
            None => Vec::new(),
        },
    },
    Action {
        name: "edit-note",
        keys: &["ctrl-e"],
        context: Context::Browse,
        doc: "change your own last annotation; emptied, it goes",
        short: "",
        when: has_claim,
        run: edit_note,
    },
    Action {
        name: "correct-note",
        keys: &["ctrl-y"],
        context: Context::Browse,
        doc: "correct an annotation of yours by a new one",
        short: "",
        when: has_claim,
        run: correct_note,
    },
];

/// Opens a form, taking up the draft of an earlier time.
pub(crate) fn open_form(state: &mut State, mut form: Form) -> Vec<Effect> {
    if let Some(draft) = state.drafts.get(&form.draft) {
        form.take_up(draft);
    }
    state.popups.push(Popup::Form(Box::new(form)));
    Vec::new()
}

fn annotate(state: &mut State) -> Vec<Effect> {
    aim(state, "annotate", note_form)
}

fn skepticism(state: &mut State) -> Vec<Effect> {
    aim(state, "skepticism", skepticism_form)
}

fn evidence(state: &mut State) -> Vec<Effect> {
    aim(state, "evidence", evidence_form)
}

fn aim(state: &mut State, what: &str, form: fn(String, Vec<Target>) -> Form) -> Vec<Effect> {
    match aimed(state, what) {
        Some((title, targets)) => open_form(state, form(title, targets)),
        None => Vec::new(),
    }
}

/// What belongs into a note.
const NOTE: &str = "what you found, in your words; @ names a speaker, # a tag";

/// Returns the form of a note.
pub(super) fn note_form(title: String, targets: Vec<Target>) -> Form {
    let field = FormField::lines("note", NOTE, "").naming();
    Form::new(title, vec![field], Submit::Note { replaces: None }, targets)
}

/// Returns the form of a reason to doubt.
pub(super) fn skepticism_form(title: String, targets: Vec<Target>) -> Form {
    let field = FormField::lines("reason", "one specific reason to doubt", "").naming();
    Form::new(title, vec![field], Submit::Skepticism, targets)
}

/// Returns the form of a piece of evidence.
pub(super) fn evidence_form(title: String, targets: Vec<Target>) -> Form {
    let stances = Stance::ALL.iter().map(|stance| stance.word().to_owned());
    let stances = OneOf::new(stances.collect(), false);
    let doc = "what it does to the claim";
    let fields = vec![
        FormField::one_of("stance", doc, stances, Stance::For.word()),
        FormField::line("url", "where it stands", ""),
        FormField::lines("quote", "its own words", ""),
        FormField::line("note", "your remark", "").naming(),
    ];
    Form::new(title, fields, Submit::Evidence, targets)
}

/// Returns the last annotation of the claim under the cursor, when it is one's own.
fn own_last(state: &State) -> Result<(String, String), String> {
    let claim = state.current().ok_or("no claim")?;
    let last = claim
        .annotations()
        .next_back()
        .ok_or("the claim has no annotation")?;
    if last.by.as_deref() != Some(state.setting.author.as_str()) {
        let by = last.by.as_deref().unwrap_or("somebody unnamed");
        return Err(format!("the last annotation is by {by}"));
    }
    let at = last.at.clone().unwrap_or_default();
    Ok((at, last.note.clone().unwrap_or_default()))
}

fn edit_note(state: &mut State) -> Vec<Effect> {
    match own_last(state) {
        Ok((_, note)) => one_note(state, "your last annotation", &note, Submit::EditLast),
        Err(why) => {
            state.say(Tone::Warning, why);
            Vec::new()
        }
    }
}

/// Corrects one's own annotation: the only one at once, else the one that is picked.
pub(super) fn correct_note(state: &mut State) -> Vec<Effect> {
    let author = state.setting.author.clone();
    let own = state.current().map(|claim| {
        let log: Vec<&LogEntry> = claim.annotations().collect();
        let corrected = Corrections::of(log.iter().copied());
        let own = log.into_iter().rev().filter(|entry| {
            let mine = entry.by.as_deref() == Some(author.as_str());
            mine && entry.note.is_some() && !corrected.replace(entry)
        });
        let own = own.filter_map(|entry| Some((entry.at.clone()?, entry.note.clone()?)));
        own.collect::<Vec<(String, String)>>()
    });
    match own.unwrap_or_default().as_slice() {
        [] => {
            let text = format!("{author} has not annotated this claim");
            state.say(Tone::Warning, text);
            Vec::new()
        }
        [(at, note)] => open_correction(state, at.clone(), note),
        many => {
            let items = many.iter().map(|(at, note)| {
                let first = note.lines().next().unwrap_or_default();
                let choice = Choice::Correct(at.clone(), note.clone());
                Item::new(None, date::to_the_minute(at), first, choice)
            });
            let picker = Picker::by_typing("correct which note?", items.collect(), Vec::new());
            state.popups.push(Popup::Picker(Box::new(picker)));
            Vec::new()
        }
    }
}

/// Opens the form of a correction of one's own annotation of that moment.
pub(in crate::tui) fn open_correction(state: &mut State, at: String, note: &str) -> Vec<Effect> {
    let submit = Submit::Note { replaces: Some(at) };
    one_note(state, "correct by a new annotation", note, submit)
}

fn one_note(state: &mut State, what: &str, note: &str, submit: Submit) -> Vec<Effect> {
    let Some(claim) = state.current() else {
        return Vec::new();
    };
    let target = Target {
        file: claim.file().path().to_owned(),
        claim: claim.id().to_owned(),
    };
    let title = format!("{what} · {}", target.claim);
    let field = FormField::lines("note", "the corrected text", note).naming();
    let form = Form::new(title, vec![field], submit, vec![target]).filled();
    open_form(state, form)
}
