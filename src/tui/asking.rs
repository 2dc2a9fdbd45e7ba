//! Edits of several claims: what they will do is said before, and what they did afterwards. One claim
//! is edited at once.

use std::collections::{BTreeMap, HashMap};

use super::choose::mark_tag;
use super::effect::{Effect, stamp};
use super::state::{Asked, Popup, Sheet, SheetLine, State, Target, Tone};
use super::view::header::count;
use crate::disk::{Write, Written};
use crate::model::{Change, Refusal, file_stem};
use crate::store::ClaimRef;

/// Of more claims than this it is not looked beforehand which of them are so already: the key would be
/// felt.
const LOOKED_THROUGH: usize = 20_000;

/// What a change would do.
#[derive(Debug, Default)]
pub(super) struct Prospect {
    /// The claims it changes.
    pub(super) wanted: Vec<Target>,
    /// How many of them are in which file.
    pub(super) files: BTreeMap<String, usize>,
    /// How many are so already.
    pub(super) already: usize,
    /// Those that can not be changed, by name, with the reason.
    pub(super) refused: Vec<(String, String)>,
}

/// Returns what a change of these claims would do, as far as can be seen from here.
pub(super) fn prospect(state: &State, targets: &[Target], change: &Change) -> Prospect {
    let mut found = Prospect::default();
    let stamp = stamp(state.now, &state.setting.author);
    let claims = if targets.len() <= LOOKED_THROUGH {
        claims(state, targets)
    } else {
        vec![None; targets.len()]
    };
    for (target, claim) in targets.iter().zip(claims) {
        let why = claim.and_then(|claim| match claim.file().read_only() {
            Some(why) => Some(Refusal::Impossible(why.to_owned())),
            None => change.steps(&claim.to_claim(), &stamp).err(),
        });
        match why {
            None => {
                found.wanted.push(target.clone());
                *found.files.entry(target.file.clone()).or_default() += 1;
            }
            Some(Refusal::Nothing(_)) => found.already += 1,
            Some(Refusal::Impossible(why)) => found.refused.push((name(target), why)),
        }
    }
    found
}

fn name(target: &Target) -> String {
    format!("{}/{}", file_stem(&target.file), target.claim)
}

/// Returns the claims of targets; nothing for one that is gone.
pub(super) fn claims<'a>(state: &'a State, targets: &[Target]) -> Vec<Option<ClaimRef<'a>>> {
    let mut files = HashMap::new();
    for target in targets {
        files.entry(target.file.as_str()).or_insert_with(|| {
            let mut ids = HashMap::new();
            let of_it = state.store.file(&target.file).into_iter();
            let of_it = of_it.flat_map(|file| file.claims());
            for claim in of_it.filter_map(|ix| state.store.claim(ix)) {
                ids.entry(claim.id()).or_insert(claim);
            }
            ids
        });
    }
    let claim = |target: &Target| {
        let ids = files.get(target.file.as_str())?;
        ids.get(target.claim.as_str()).copied()
    };
    targets.iter().map(claim).collect()
}

/// Asks for a change of some claims. One is changed at once; of several it is said first what will
/// happen. When that is agreed to, `below` popups below close.
pub(super) fn ask(
    state: &mut State,
    targets: &[Target],
    change: Change,
    below: usize,
    draft: Option<(String, String)>,
) -> Vec<Effect> {
    if let [_] = targets {
        for _ in 0..below {
            state.popups.pop();
        }
        if let Change::Tag(tag) | Change::Untag(tag) = &change {
            mark_tag(state, tag, matches!(change, Change::Tag(_)));
        }
        return save(state, targets, &change, draft);
    }
    let found = prospect(state, targets, &change);
    if found.wanted.is_empty() {
        state.say(Tone::Warning, nothing(&found));
        return Vec::new();
    }
    let title = sentence(&change, found.wanted.len(), found.files.len());
    let lines = lines(&found);
    let asked = Asked::Edits(found.wanted, Box::new(change));
    let sheet = Sheet {
        below,
        draft,
        ..Sheet::ask(title, lines, asked)
    };
    state.popups.push(Popup::Sheet(Box::new(sheet)));
    Vec::new()
}

/// Says what a change will do under a title of its own, and asks.
pub(super) fn open(
    state: &mut State,
    targets: &[Target],
    change: Change,
    below: usize,
    title: &str,
) {
    let found = prospect(state, targets, &change);
    if found.wanted.is_empty() {
        state.say(Tone::Warning, nothing(&found));
        return;
    }
    let lines = lines(&found);
    let asked = Asked::Edits(found.wanted, Box::new(change));
    let sheet = Sheet {
        below,
        ..Sheet::ask(title, lines, asked)
    };
    state.popups.push(Popup::Sheet(Box::new(sheet)));
}

/// Why there is nothing to do.
pub(super) fn nothing(found: &Prospect) -> String {
    match found.refused.first() {
        Some((claim, why)) => format!("nothing to change: {claim}: {why}"),
        None => format!(
            "nothing to change: {} so already",
            match found.already {
                1 => "it is".to_owned(),
                n => format!("{n} claims are"),
            }
        ),
    }
}

/// Says how many claims of which file are touched, and which are not.
pub(super) fn lines(found: &Prospect) -> Vec<SheetLine> {
    let mut lines: Vec<SheetLine> = found
        .files
        .iter()
        .map(|(file, n)| SheetLine::new(n.to_string(), file))
        .collect();
    if found.already > 0 {
        let text = "so already: left as they are";
        lines.push(SheetLine::new(found.already.to_string(), text));
    }
    for (claim, why) in &found.refused {
        lines.push(SheetLine::warning("not", format!("{claim}: {why}")));
    }
    lines
}

/// Asks whether these claims may go.
pub(super) fn ask_deletion(state: &mut State, targets: Vec<Target>) -> Vec<Effect> {
    let claims = claims(state, &targets);
    let mut files: Vec<&str> = targets.iter().map(|target| target.file.as_str()).collect();
    files.sort_unstable();
    files.dedup();
    let title = format!(
        "delete {} in {}",
        count(targets.len(), "claim"),
        count(files.len(), "file")
    );
    let notes: usize = claims
        .iter()
        .flatten()
        .map(|claim| claim.annotations().len())
        .sum();
    let undo = super::actions::action("undo").and_then(|undo| state.setting.keymap.key_of(undo));
    let back = undo.map_or(String::new(), |key| format!("; {key} brings them back"));
    let notes = format!("with {}{back}", count(notes, "annotation"));
    let mut lines = vec![SheetLine::warning("", notes)];
    lines.extend(claims.iter().flatten().map(|claim| {
        let words = claim.assertion().or(claim.quote()).unwrap_or_default();
        SheetLine::new(claim.id(), words)
    }));
    let sheet = Sheet::ask(title, lines, Asked::Delete(targets));
    state.popups.push(Popup::Sheet(Box::new(sheet)));
    Vec::new()
}

/// Does what the sheet on top asks.
pub(super) fn agree(state: &mut State) -> Vec<Effect> {
    let Some(Popup::Sheet(sheet)) = state.popups.pop() else {
        return Vec::new();
    };
    let Some(asked) = sheet.asked else {
        return Vec::new();
    };
    for _ in 0..sheet.below {
        state.popups.pop();
    }
    match asked {
        Asked::Edits(targets, change) => {
            if let Change::Tag(tag) | Change::Untag(tag) = &*change {
                mark_tag(state, tag, matches!(*change, Change::Tag(_)));
            }
            save(state, &targets, &change, sheet.draft)
        }
        Asked::Delete(targets) => {
            let claims = targets.into_iter().map(|one| (one.file, one.claim));
            vec![Effect::Save {
                write: Write::DeleteAll(claims.collect()),
                draft: None,
            }]
        }
    }
}

pub(super) fn save(
    state: &mut State,
    targets: &[Target],
    change: &Change,
    draft: Option<(String, String)>,
) -> Vec<Effect> {
    state.history.asked(targets, change, state.now);
    vec![Effect::Save {
        write: Write::Edits(state.edits(targets, change)),
        draft,
    }]
}

/// Returns what a change does to so many claims in so many files.
pub(super) fn sentence(change: &Change, claims: usize, files: usize) -> String {
    let (claims, files) = (count(claims, "claim"), count(files, "file"));
    format!("{} {claims} in {files}", words(change))
}

/// Returns what a change does, up to the claims it is done to: `grade C3 on`.
pub(super) fn words(change: &Change) -> String {
    let set = |what: &str, value: Option<String>| match value {
        Some(value) => format!("{what} {value} on"),
        None => format!("no {what} on"),
    };
    match change {
        Change::Note { .. } => "a note on".to_owned(),
        Change::Reliability(half, _) => set("reliability", half.map(|half| half.word().to_owned())),
        Change::Credibility(half, _) => set("credibility", half.map(|half| half.word().to_owned())),
        Change::Grade(grade, _) => set("grade", (!grade.is_none()).then(|| grade.shown())),
        Change::Verdict(verdict, _) => set("verdict", verdict.clone()),
        Change::Skepticism(_) => "a reason to doubt on".to_owned(),
        Change::Tag(tag) => format!("tag `{tag}` on"),
        Change::Untag(tag)
        | Change::Retag {
            from: tag,
            to: None,
        } => format!("tag `{tag}` off"),
        Change::Retag { from, to: Some(to) } => format!("tag `{from}` → `{to}` on"),
        Change::Evidence(evidence) => {
            let stance = evidence.stance.map_or("", |stance| stance.word());
            format!("evidence {stance} on")
        }
        Change::Link(link) => format!("link `{} {}` on", link.relation, link.target),
        Change::Unlink(link) => format!("link `{} {}` off", link.relation, link.target),
        Change::Field(field, value) => set(
            field.word(),
            value.as_ref().map(|value| format!("`{value}`")),
        ),
        Change::EditLast(_) => "the last note changed on".to_owned(),
        Change::Reason { .. } => "the reason on".to_owned(),
        Change::RemoveLast => "the last note off".to_owned(),
        Change::Accept => "acceptance of".to_owned(),
    }
}

/// Returns what a write did, in the words it was asked for; nothing for a single claim that was not
/// judged.
pub(super) fn done(write: &Write, written: &Written) -> Option<String> {
    let (claims, files) = (written.done, written.files.len());
    match write {
        Write::Edits(edits) if edits.len() == 1 && edits[0].change.is_judgement() => {
            Some(format!("{} {}", words(&edits[0].change), edits[0].claim))
        }
        Write::Edits(edits) if edits.len() > 1 => {
            let first = &edits.first()?.change;
            let same = edits.iter().all(|edit| edit.change == *first);
            same.then(|| sentence(first, claims, files))
        }
        Write::DeleteAll(_) => {
            let (claims, files) = (count(claims, "claim"), count(files, "file"));
            Some(format!("deleted {claims} in {files}"))
        }
        _ => None,
    }
}
