//! How a write, an undo or a redo ended: what is said, what is kept, what can be tried again.

use super::actions::capture;
use super::asking;
use super::effect::Effect;
use super::judge;
use super::state::{FailedSave, State, Tone};
use crate::disk::{Reverted, Way, Write, Written};
use crate::model::{Change, Edit, file_stem};

/// A write ended: what was typed is dropped from the drafts, or kept when it failed.
pub fn saved(
    state: &mut State,
    result: Result<Box<Written>, String>,
    write: Write,
    draft: Option<(String, String)>,
) -> Vec<Effect> {
    state.writing = None;
    match result {
        Ok(written) => done(state, &written, &write, draft),
        Err(why) => {
            state.failed.push(FailedSave {
                write,
                draft: draft.clone(),
            });
            let again = again(state);
            state.say(Tone::Error, format!("NOT saved{again}: {why}"));
            match draft {
                Some((key, text)) => keep_draft(state, key, text),
                None => Vec::new(),
            }
        }
    }
}

fn done(
    state: &mut State,
    written: &Written,
    write: &Write,
    draft: Option<(String, String)>,
) -> Vec<Effect> {
    if !written.files.is_empty() {
        state.history.wrote(&written.summary);
    }
    if let Some(name) = made(write) {
        state.list.sought = Some(name);
    }
    state.history.last = one(write).or(state.history.last.take());
    state.history.told_if_hidden = !written.files.is_empty() && one(write).is_some();
    let did = asking::done(write, written);
    let summary = did.unwrap_or_else(|| written.summary.clone());
    let why = why(state, write);
    let refused = written.refused.first();
    if let (Some(_), Some(draft)) = (refused, &draft) {
        let write = left_over(write, written);
        let draft = Some(draft.clone());
        state.failed.push(FailedSave { write, draft });
    }
    state.history.refused.clone_from(&written.refused);
    match refused {
        None if written.warnings.is_empty() => {
            state.say(Tone::Good, format!("saved: {summary}{why}"));
        }
        None => {
            let text = format!("saved: {summary} · {}", written.warnings[0]);
            state.say(Tone::Warning, text);
        }
        Some((_, why)) if written.done == 0 => {
            state.say(Tone::Warning, format!("nothing changed: {why}"));
        }
        Some((claim, why)) => {
            let n = written.refused.len();
            let key = state.key_of("refused");
            let list = key.map_or(String::new(), |key| format!(" ({key} lists them)"));
            let text = format!("saved: {summary} · {n} refused{list}: {claim}: {why}");
            state.say(Tone::Warning, text);
        }
    }
    let opened = capture::written(state, write);
    if !opened.is_empty() {
        return opened;
    }
    match draft {
        Some((key, text)) if refused.is_some() => keep_draft(state, key, text),
        Some((key, _)) if state.drafts.remove(&key).is_some() => vec![Effect::DropDraft(key)],
        _ => Vec::new(),
    }
}

/// Returns ` · , says why`, with the key that is bound to it, after a judgement without a reason.
fn why(state: &State, write: &Write) -> String {
    let bare = match write {
        Write::Edits(edits) => edits.iter().all(|edit| {
            let change = &edit.change;
            change.is_judgement() && *change == judge::with_reason(change, None)
        }),
        _ => false,
    };
    let key = state.key_of("reason").filter(|_| bare);
    key.map_or(String::new(), |key| format!(" · {key} says why"))
}

/// Returns the name of the claim that a write made: the cursor goes there.
fn made(write: &Write) -> Option<String> {
    let (file, claim) = match write {
        Write::Add { file, claim } => (file, claim),
        Write::NewFile { file, claims, .. } => (file, claims.first()?),
        _ => return None,
    };
    Some(format!("{}/{}", file_stem(file), claim.id))
}

/// Returns the name of the one claim that a write is about.
fn one(write: &Write) -> Option<String> {
    let Write::Edits(edits) = write else {
        return made(write);
    };
    let name = |edit: &Edit| format!("{}/{}", file_stem(&edit.file), edit.claim);
    let first = name(edits.first()?);
    // A draft that is accepted is no draft any more: that is what was asked for.
    let is_it = |edit: &Edit| name(edit) == first && edit.change != Change::Accept;
    edits.iter().all(is_it).then_some(first)
}

/// Says that the list does not show the claim just written, and the key that goes there: it is new and
/// the filter hides it, or no longer what the filter asks for. `shown` tells of the list before.
pub(super) fn tell_if_hidden(state: &mut State, shown: bool, known: bool) {
    let key = state.key_of("last-written");
    let how = key.map_or(String::new(), |key| format!(": {key} goes there"));
    let what = match (shown, known) {
        (true, _) => format!("no longer in this list{how}"),
        (false, false) => format!("the filter hides it{how}"),
        (false, true) => return,
    };
    let (tone, said) = state
        .message
        .take()
        .unwrap_or((Tone::Good, "saved".to_owned()));
    state.say(tone, format!("{said} · {what}"));
}

/// Returns what was refused of a write.
fn left_over(write: &Write, written: &Written) -> Write {
    match write {
        Write::Edits(edits) => {
            let refused = |file: &str, claim: &str| {
                let name = format!("{}/{claim}", file_stem(file));
                written.refused.iter().any(|(of, _)| *of == name)
            };
            let left = edits.iter().filter(|edit| refused(&edit.file, &edit.claim));
            Write::Edits(left.cloned().collect())
        }
        Write::DeleteAll(claims) => {
            let refused = |(file, claim): &(String, String)| {
                let name = format!("{}/{claim}", file_stem(file));
                written.refused.iter().any(|(of, _)| *of == name)
            };
            Write::DeleteAll(claims.iter().filter(|one| refused(one)).cloned().collect())
        }
        other => other.clone(),
    }
}

/// Returns ` (Ctrl-r tries again)`, with the key that is bound to it.
fn again(state: &State) -> String {
    let key = state.key_of("retry");
    key.map_or(String::new(), |key| format!(" ({key} tries again)"))
}

/// Keeps typed text, here and on disk.
pub fn keep_draft(state: &mut State, key: String, text: String) -> Vec<Effect> {
    state.drafts.insert(key.clone(), text.clone());
    vec![Effect::KeepDraft(key, text)]
}

/// An undo or a redo ended.
pub fn reverted(
    state: &mut State,
    way: Way,
    result: Result<Option<Reverted>, String>,
) -> Vec<Effect> {
    state.writing = None;
    let (done, not, nothing) = match way {
        Way::Undo => ("undone", "not undone", "nothing to undo"),
        Way::Redo => ("done again", "not done again", "nothing to redo"),
    };
    match result {
        Ok(Some(reverted)) => told(state, done, &reverted),
        Ok(None) => state.say(Tone::Warning, nothing),
        Err(why) => state.say(Tone::Error, format!("{not}: {why}")),
    }
    Vec::new()
}

/// The next undo was passed over.
pub fn skipped(state: &mut State, result: Result<Option<Reverted>, String>) -> Vec<Effect> {
    match result {
        Ok(Some(skipped)) => told(state, "left as it is", &skipped),
        Ok(None) => state.say(Tone::Warning, "nothing to undo"),
        Err(why) => state.say(Tone::Error, why),
    }
    Vec::new()
}

/// Says what was taken back; the cursor goes to the claim, which may be there again.
fn told(state: &mut State, done: &str, reverted: &Reverted) {
    if let [claim] = reverted.claims.as_slice() {
        state.list.sought = Some(claim.clone());
        state.history.last = Some(claim.clone());
        state.history.told_if_hidden = true;
    }
    let summary = &reverted.summary;
    match &reverted.warning {
        None => state.say(Tone::Good, format!("{done}: {summary}")),
        Some(warning) => state.say(Tone::Warning, format!("{done}: {summary} · {warning}")),
    }
}
