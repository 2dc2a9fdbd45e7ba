//! What saving a form does: the typed text becomes a write, or the form says why it can not.

use super::actions::editing::claim_fields;
use super::actions::{adding, capture, export, tagging};
use super::effect::Effect;
use super::exporting::To;
use super::state::{Form, Popup, State, Submit, Tone};
use super::{asking, judge};
use crate::disk::{View, Write};
use crate::model::{
    Attribution, Change, Claim, Evidence, Figure, Kind, Scalar, Stance, check_scalar, id_from,
    id_problem,
};
use crate::source::capture::redraft;
use crate::store::{FileRef, tag_problem};

/// Closes the form on top and asks for its write; what can not be written keeps the form open.
pub fn submit(state: &mut State) -> Vec<Effect> {
    let Some(Popup::Form(form)) = state.popups.last() else {
        return Vec::new();
    };
    if form.submit == Submit::Capture {
        return capture::submit(state);
    }
    let change = match change(form) {
        Ok(change) => change,
        Err(problem) => return refuse(state, problem),
    };
    let draft = form.draft_text().map(|text| (form.draft.clone(), text));
    if let Some(change) = change {
        let targets = form.targets.clone();
        if matches!(form.submit, Submit::Judge(_) | Submit::Reason(_)) {
            // What it will do stands in the form already, or was done before.
            state.popups.pop();
            state.desk.grid.carried = None;
            return asking::save(state, &targets, &change, draft);
        }
        return asking::ask(state, &targets, change, 1, draft);
    }
    if let Submit::RenameTag(from) = &form.submit {
        let (from, to) = (from.clone(), form.text("tag").unwrap_or_default());
        let same = (to == from).then_some("it is called that already");
        return match tag_problem(&to).or(same) {
            Some(problem) => refuse(state, problem.to_owned()),
            None => tagging::ask(state, &from, Some(&to), 1),
        };
    }
    if let Submit::ExportTo(asked) = &form.submit {
        let Some(path) = form.text("path") else {
            return refuse(state, "where to? type a path".to_owned());
        };
        let mut asked = (**asked).clone();
        // Agreed to for the path that was asked about, and for no other.
        let agreed = matches!(&asked.to, To::File { path: known, force: true } if *known == path);
        asked.to = To::File {
            path,
            force: agreed,
        };
        state.popups.clear();
        return export::begin(state, asked);
    }
    match effects(state, form) {
        Ok(effects) => {
            state.popups.pop();
            if let [Effect::KeepViews(saved)] = effects.as_slice() {
                state.saved.clone_from(saved);
                state.say(Tone::Good, "view saved: b opens it");
            }
            if let [Effect::NameAuthor(name)] = effects.as_slice() {
                state.setting.author.clone_from(name);
            }
            effects
        }
        Err(problem) => refuse(state, problem),
    }
}

/// Keeps the form open and says in it why it can not be taken.
fn refuse(state: &mut State, problem: String) -> Vec<Effect> {
    if let Some(Popup::Form(form)) = state.popups.last_mut() {
        form.problem = Some(problem);
    }
    Vec::new()
}

/// Returns the change of its claims that a form is for, if it is for one.
fn change(form: &Form) -> Result<Option<Change>, String> {
    Ok(Some(match &form.submit {
        Submit::Note { replaces } => {
            let note = form.text("note").ok_or("there is no text to save yet")?;
            let replaces = replaces.clone();
            Change::Note { note, replaces }
        }
        Submit::EditLast => form
            .text("note")
            .map_or(Change::RemoveLast, Change::EditLast),
        Submit::Skepticism => {
            let reason = form.text("reason").ok_or("there is no text to save yet")?;
            Change::Skepticism(reason)
        }
        Submit::Field(field) => {
            let value = form.text(field.word());
            if let Some(value) = &value {
                check_scalar(*field, value)?;
            }
            Change::Field(*field, value)
        }
        Submit::Evidence => Change::Evidence(evidence(form)?),
        Submit::Reason(since) => Change::Reason {
            since: *since,
            note: form.text(judge::REASON),
        },
        Submit::Judge(change) => judge::with_reason(change, form.text(judge::REASON)),
        _ => return Ok(None),
    }))
}

fn effects(state: &State, form: &Form) -> Result<Vec<Effect>, String> {
    let write = match &form.submit {
        Submit::AddClaim { file } => Write::Add {
            file: file.clone(),
            claim: claim(form, Claim::default())?,
        },
        Submit::AddArticle => adding::write(&state.store, form, first_claim(form)?)?,
        Submit::Draft { file, draft } => {
            let mut accepted = claim(form, (**draft).clone())?;
            accepted.accept();
            Write::Redraft {
                file: file.clone(),
                drafts: vec![(**draft).clone()],
                claims: vec![accepted],
            }
        }
        Submit::Split { file, draft } => Write::Redraft {
            file: file.clone(),
            drafts: vec![(**draft).clone()],
            claims: parts(state, form, file, draft)?,
        },
        Submit::View { old, query } => {
            let view = View {
                name: form.text("name").ok_or("type a name for the view")?,
                query: query.clone(),
                key: letter(form)?,
            };
            match form.text("for").as_deref() {
                None | Some("me") => {}
                Some("all") => return Ok(vec![Effect::ShareView(view)]),
                Some(other) => return Err(format!("for: `{other}` is neither me nor all")),
            }
            let mut saved = state.saved.clone();
            saved.put(old.as_deref(), view);
            return Ok(vec![Effect::KeepViews(saved)]);
        }
        Submit::Author => {
            let name = form.text("name").ok_or("type the name your notes carry")?;
            return Ok(vec![Effect::NameAuthor(name)]);
        }
        // These are changes of claims, or asked about first.
        Submit::Note { .. }
        | Submit::EditLast
        | Submit::Skepticism
        | Submit::Field(_)
        | Submit::Evidence
        | Submit::Judge(_)
        | Submit::Reason(_)
        | Submit::ExportTo(_)
        | Submit::Capture
        | Submit::RenameTag(_) => return Ok(Vec::new()),
    };
    let draft = form.draft_text().map(|text| (form.draft.clone(), text));
    Ok(vec![Effect::Save { write, draft }])
}

/// The one letter typed, if any.
fn letter(form: &Form) -> Result<Option<char>, String> {
    let typed = form.text("letter").unwrap_or_default();
    let mut letters = typed.chars();
    match (letters.next(), letters.next()) {
        (letter, None) => Ok(letter),
        _ => Err(format!("letter: one letter, not `{typed}`")),
    }
}

fn evidence(form: &Form) -> Result<Evidence, String> {
    let stance = form.text("stance").unwrap_or_default();
    let stance = Stance::parse(&stance)
        .ok_or_else(|| format!("stance: `{stance}` is none of {}", words(Stance::ALL)))?;
    let evidence = Evidence {
        stance: Some(stance),
        url: form.text("url"),
        quote: form.text("quote"),
        note: form.text("note"),
        ..Evidence::default()
    };
    if evidence.url.is_none() && evidence.quote.is_none() && evidence.note.is_none() {
        return Err("evidence needs a url, a quote or a note".to_owned());
    }
    Ok(evidence)
}

/// Returns the drafts that a draft is cut into, a line a part.
fn parts(state: &State, form: &Form, file: &str, draft: &Claim) -> Result<Vec<Claim>, String> {
    let text = form.text("parts").unwrap_or_default();
    let parts: Vec<String> = text.lines().map(str::to_owned).collect();
    let source = state.source_of(file).map(|captured| &captured.text);
    let others = state.store.file(file);
    let taken = |id: &str| {
        let claims = others.iter().flat_map(FileRef::claims);
        let mut claims = claims.filter_map(|ix| state.store.claim(ix));
        claims.any(|claim| claim.id() == id && id != draft.id)
    };
    redraft::split(draft, &parts, source, &taken)
}

/// Returns the claim of a new article; none when nothing of it is filled in.
fn first_claim(form: &Form) -> Result<Option<Claim>, String> {
    let fields = claim_fields(&Claim::default());
    let empty = fields.iter().all(|field| form.text(field.label).is_none());
    if empty {
        return Ok(None);
    }
    claim(form, Claim::default()).map(Some)
}

/// Returns a claim with what stands in the form; what the form has no field for stays.
fn claim(form: &Form, old: Claim) -> Result<Claim, String> {
    let mut claim = Claim {
        quote: form.text("quote"),
        assertion: form.text("assertion"),
        speaker: form.text("speaker"),
        role: form.text("role"),
        org: form.text("org"),
        attribution: None,
        kind: None,
        line: None,
        ..old
    };
    let words = claim.assertion.as_deref().or(claim.quote.as_deref());
    let words = words.ok_or("a claim needs a quote or an assertion")?;
    claim.id = form.text("id").unwrap_or_else(|| id_from(words));
    if let Some(problem) = id_problem(&claim.id) {
        return Err(format!("id: {problem}"));
    }
    for field in [Scalar::Attribution, Scalar::Kind, Scalar::Line] {
        if let Some(value) = form.text(field.word()) {
            check_scalar(field, &value).map_err(|problem| format!("{field}: {problem}"))?;
            match field {
                Scalar::Attribution => claim.attribution = Attribution::parse(&value),
                Scalar::Kind => claim.kind = Kind::parse(&value),
                _ => claim.line = value.parse().ok(),
            }
        }
    }
    let list = |label: &str, by: char| -> Vec<String> {
        let text = form.text(label).unwrap_or_default();
        let parts = text
            .split(by)
            .map(str::trim)
            .filter(|part| !part.is_empty());
        parts.map(str::to_owned).collect()
    };
    claim.tags = list("tags", ',');
    claim.figures = list("figures", ';')
        .into_iter()
        .map(|text| {
            let known = claim.figures.iter().find(|figure| figure.text == text);
            known.cloned().unwrap_or_else(|| Figure {
                text,
                ..Figure::default()
            })
        })
        .collect();
    Ok(claim)
}

fn words<T: std::fmt::Display>(all: &[T]) -> String {
    let words: Vec<String> = all.iter().map(ToString::to_string).collect();
    words.join(", ")
}
