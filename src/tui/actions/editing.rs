//! Editing: one field, a new claim, deleting one, undo and redo.

use super::super::asking;
use super::super::effect::Effect;
use super::super::state::{
    Choice, Form, FormField, Item, Naming, OneOf, Picker, Popup, State, Submit, Target,
};
use super::judging::{aimed, open_for_targets};
use super::noting::open_form;
use super::{Action, Context, adding, always, has_claim};
use crate::disk::Way;
use crate::model::{Attribution, Claim, Kind, Scalar};

pub(super) static ACTIONS: &[Action] = &[
    Action {
        name: "field",
        keys: &["F"],
        context: Context::Browse,
        doc: "edit one field of the claim here",
        short: "field",
        when: has_claim,
        run: field,
    },
    Action {
        name: "add",
        keys: &["A"],
        context: Context::Browse,
        doc: "add a claim",
        short: "add",
        when: always,
        run: add,
    },
    Action {
        name: "delete",
        keys: &["D"],
        context: Context::Browse,
        doc: "delete the claim, or the marked ones (asks first)",
        short: "",
        when: has_claim,
        run: delete,
    },
    Action {
        name: "stop-writing",
        keys: &["esc"],
        context: Context::Writing,
        doc: "stop: what an edit wrote stays, an undo is taken back whole",
        short: "stop",
        when: always,
        run: |_| vec![Effect::StopWriting],
    },
    Action {
        name: "undo",
        keys: &["u"],
        context: Context::Browse,
        doc: "take back your last write, also of an earlier run",
        short: "undo",
        when: |state| state.history.undo.is_some(),
        run: |_| vec![Effect::Revert(Way::Undo)],
    },
    Action {
        name: "redo",
        keys: &["ctrl-r"],
        context: Context::Browse,
        doc: "do it again",
        short: "",
        when: |state| state.history.redo.is_some(),
        run: |_| vec![Effect::Revert(Way::Redo)],
    },
    Action {
        name: "refused",
        keys: &["!"],
        context: Context::Browse,
        doc: "what the last write refused, claim by claim, and why",
        short: "refused",
        when: |state| !state.history.refused.is_empty(),
        run: refused,
    },
    Action {
        name: "skip-undo",
        keys: &[],
        context: Context::Browse,
        doc: "leave your last write: the one before it is undone next",
        short: "",
        when: |state| state.history.undo.is_some(),
        run: |_| vec![Effect::SkipUndo],
    },
];

/// The fields that can be edited here; grade and verdict have keys of their own, which log.
fn editable() -> impl Iterator<Item = Scalar> {
    let logged = [Scalar::Grade, Scalar::Verdict];
    Scalar::ALL
        .iter()
        .copied()
        .filter(move |field| !logged.contains(field))
}

fn field(state: &mut State) -> Vec<Effect> {
    open_for_targets(state, "edit a field", |state, title, targets| {
        let claim = state.current().map(|claim| claim.to_claim());
        let items = editable().map(|field| {
            let now = claim.as_ref().and_then(|claim| claim.scalar(field));
            let doc = now.unwrap_or_else(|| format!("— {}", field.doc()));
            Item::new(None, field.word(), doc, Choice::Field(field))
        });
        Picker::by_typing(title, items.collect(), targets)
    })
}

/// Opens the form of one field.
pub(crate) fn open_field(state: &mut State, field: Scalar, targets: Vec<Target>) -> Vec<Effect> {
    let current = state.current().map(|claim| claim.to_claim());
    let now = match (targets.as_slice(), current) {
        ([one], Some(claim)) if claim.id == one.claim => claim.scalar(field).unwrap_or_default(),
        _ => String::new(),
    };
    open_form(state, field_form(field, &now, targets))
}

/// Returns the form of one field.
pub(super) fn field_form(field: Scalar, now: &str, targets: Vec<Target>) -> Form {
    let doc = format!("{}; empty removes it", field.doc());
    let long = matches!(
        field,
        Scalar::Quote | Scalar::Assertion | Scalar::Translation
    ) || now.contains('\n');
    let input = if let Some(field) = one_of(field, now) {
        field
    } else if long {
        FormField::lines(field.word(), &doc, now)
    } else {
        let input = FormField::line(field.word(), &doc, now);
        match field {
            Scalar::Speaker => input.of(Naming::Speaker),
            _ => input,
        }
    };
    let whom = match targets.as_slice() {
        [one] => one.claim.clone(),
        many => format!("{} claims", many.len()),
    };
    let title = format!("{} · {whom}", field.word());
    Form::new(title, vec![input], Submit::Field(field), targets)
}

/// Returns the form's field where one of a few words is to be chosen.
fn one_of(field: Scalar, now: &str) -> Option<FormField> {
    fn words<T: std::fmt::Display>(all: &[T]) -> OneOf {
        OneOf::new(all.iter().map(ToString::to_string).collect(), true)
    }
    let words = match field {
        Scalar::Attribution => words(Attribution::ALL),
        Scalar::Kind => words(Kind::ALL),
        _ => return None,
    };
    Some(FormField::one_of(field.word(), field.doc(), words, now))
}

fn add(state: &mut State) -> Vec<Effect> {
    let here = state.current().map(|claim| claim.file().path().to_owned());
    let files: Vec<(String, String)> = state
        .store
        .files()
        .map(|file| (file.path().to_owned(), file.article().title.clone()))
        .collect();
    match (here, files.as_slice()) {
        (Some(file), _) => open_add(state, file),
        (None, []) => adding::open(state),
        (None, [(file, _)]) => open_add(state, file.clone()),
        _ => {
            let doc = "one that has no record yet";
            let new = Item::new(None, "a new article", doc, Choice::Action("add-article"));
            let files = files
                .into_iter()
                .map(|(path, title)| Item::new(None, path.clone(), title, Choice::AddTo(path)));
            let items = std::iter::once(new).chain(files);
            let picker = Picker::by_typing("add a claim to …", items.collect(), Vec::new());
            state.popups.push(Popup::Picker(Box::new(picker)));
            Vec::new()
        }
    }
}

/// Opens the form of a new claim.
pub(crate) fn open_add(state: &mut State, file: String) -> Vec<Effect> {
    let author = state
        .store
        .file(&file)
        .and_then(|file| file.article().author.clone());
    let claim = Claim {
        speaker: author,
        ..Claim::default()
    };
    open_add_of(state, file, &claim)
}

/// Opens the form of a new claim, filled in with what is known of it.
pub(crate) fn open_add_of(state: &mut State, file: String, claim: &Claim) -> Vec<Effect> {
    let title = format!("add a claim · {file}");
    let fields = claim_fields(claim);
    open_form(
        state,
        Form::new(title, fields, Submit::AddClaim { file }, Vec::new()),
    )
}

/// Returns the fields of a whole claim, filled in.
pub(crate) fn claim_fields(claim: &Claim) -> Vec<FormField> {
    let text = |field| claim.scalar(field).unwrap_or_default();
    let figures: Vec<&str> = claim.figures.iter().map(|one| one.text.as_str()).collect();
    let chosen = [Scalar::Attribution, Scalar::Kind];
    let chosen = chosen.map(|field| one_of(field, &text(field)));
    let mut fields = vec![
        FormField::lines(
            "quote",
            "the article's words, without the marks round the whole",
            &text(Scalar::Quote),
        ),
        FormField::lines(
            "assertion",
            "the proposition in your words",
            &text(Scalar::Assertion),
        ),
        FormField::line("speaker", "who makes the claim", &text(Scalar::Speaker))
            .of(Naming::Speaker),
        FormField::line("role", "as this article gives it", &text(Scalar::Role)),
        FormField::line("org", "as this article gives it", &text(Scalar::Org)),
    ];
    fields.extend(chosen.into_iter().flatten());
    fields.extend([
        FormField::line("line", "line of the captured text", &text(Scalar::Line)),
        FormField::line("figures", "as printed, separated by ;", &figures.join("; ")),
        FormField::line("tags", "separated by commas", &claim.tags.join(", ")).of(Naming::Tags),
        FormField::line("id", "left empty, it is made from the assertion", &claim.id),
    ]);
    fields
}

/// Lists what the last write refused; Enter goes to the claim.
fn refused(state: &mut State) -> Vec<Effect> {
    let refused = state.history.refused.iter();
    let items = refused.map(|(claim, why)| {
        Item::new(
            None,
            claim.clone(),
            why.clone(),
            Choice::GoTo(claim.clone()),
        )
    });
    let picker = Picker::by_typing("refused by the last write", items.collect(), Vec::new());
    state.popups.push(Popup::Picker(Box::new(picker)));
    Vec::new()
}

fn delete(state: &mut State) -> Vec<Effect> {
    if !state.list.marks.is_empty() {
        return match aimed(state, "delete") {
            Some((_, targets)) if targets.len() > 1 => asking::ask_deletion(state, targets),
            Some((_, targets)) => delete_one(state, targets.into_iter().next()),
            None => Vec::new(),
        };
    }
    let current = state.current().map(|claim| Target {
        file: claim.file().path().to_owned(),
        claim: claim.id().to_owned(),
    });
    delete_one(state, current)
}

fn delete_one(state: &mut State, target: Option<Target>) -> Vec<Effect> {
    let Some(target) = target else {
        return Vec::new();
    };
    let claim = asking::claims(state, std::slice::from_ref(&target)).pop();
    let notes = claim.flatten().map_or(0, |claim| claim.annotations().len());
    let doc = format!("with its {notes} annotations; `u` brings it back");
    let items = vec![
        Item::new(Some('y'), "delete", doc, Choice::Delete(target.clone())),
        Item::new(Some('n'), "keep", "", Choice::Close),
    ];
    let mut picker = Picker::by_letter(format!("delete {}?", target.claim), items, Vec::new());
    picker.cursor = 1;
    state.popups.push(Popup::Picker(Box::new(picker)));
    Vec::new()
}
