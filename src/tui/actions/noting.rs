//! Noting: annotations, skepticism, evidence, and one's own earlier notes.

use super::super::effect::Effect;
use super::super::state::{Form, FormField, Popup, State, Submit, Target, Tone};
use super::judging::aimed;
use super::{Action, Context, has_claim};
use crate::model::Stance;

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
        doc: "correct your latest annotation by a new one",
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
    let stances: Vec<&str> = Stance::ALL.iter().map(|stance| stance.word()).collect();
    let fields = vec![
        FormField::line("stance", &stances.join(" | "), Stance::For.word()),
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

fn correct_note(state: &mut State) -> Vec<Effect> {
    let author = state.setting.author.clone();
    let own = state.current().and_then(|claim| {
        let mut own = claim
            .annotations()
            .filter(|entry| entry.by.as_deref() == Some(author.as_str()));
        let entry = own.next_back()?;
        Some((entry.at.clone()?, entry.note.clone().unwrap_or_default()))
    });
    if let Some((at, note)) = own {
        let submit = Submit::Note { replaces: Some(at) };
        one_note(state, "correct by a new annotation", &note, submit)
    } else {
        state.say(
            Tone::Warning,
            format!("{author} has not annotated this claim"),
        );
        Vec::new()
    }
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
    open_form(state, Form::new(title, vec![field], submit, vec![target]))
}
