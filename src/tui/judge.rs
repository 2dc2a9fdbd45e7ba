//! Judging: one claim at once, several after a look at what becomes of their grades or verdicts; a line
//! for why, and the history of both.

use super::actions::noting::open_form;
use super::asking;
use super::effect::Effect;
use super::state::{Form, FormField, Popup, Sheet, SheetLine, State, Submit, Target, Tone};
use super::view::header::count;
use crate::model::{Change, Grade, LogEntry, date};
use crate::store::ClaimRef;

/// The label of the line for the reason.
pub(super) const REASON: &str = "reason";

/// Judges one claim at once: its reason can be given afterwards. Of several it is said first what will
/// change, and the reason stands below that.
pub(super) fn judge(state: &mut State, targets: &[Target], change: Change) -> Vec<Effect> {
    if targets.len() != 1 {
        return open(state, targets, change);
    }
    let found = asking::prospect(state, targets, &change);
    if found.wanted.is_empty() {
        state.say(Tone::Warning, asking::nothing(&found));
        return Vec::new();
    }
    asking::save(state, targets, &change, None)
}

/// Opens the line for the reason: Enter writes, whether something is typed or not. What will change
/// stands above it, so that nothing more is asked.
pub(super) fn open(state: &mut State, targets: &[Target], change: Change) -> Vec<Effect> {
    let (title, lead, targets) = match targets {
        [one] => {
            let claim = asking::claims(state, targets).pop().flatten();
            let lead = claim.map(|claim| single(claim, &change));
            (
                format!("{} {}", asking::words(&change), one.claim),
                lead.into_iter().collect(),
                targets.to_vec(),
            )
        }
        many => {
            let found = asking::prospect(state, many, &change);
            if found.wanted.is_empty() {
                state.say(Tone::Warning, asking::nothing(&found));
                return Vec::new();
            }
            let lead = several(state, &found, &change);
            let title = asking::sentence(&change, found.wanted.len(), found.files.len());
            (title, lead, found.wanted)
        }
    };
    let field = FormField::line(
        REASON,
        "Enter writes; why, if you like: it is logged beside it",
        "",
    )
    .naming();
    let submit = Submit::Judge(Box::new(change));
    let mut form = Form::new(title, vec![field], submit, targets);
    form.lead = lead;
    open_form(state, form)
}

/// Returns a judgement with this reason.
pub(super) fn with_reason(change: &Change, reason: Option<String>) -> Change {
    match change.clone() {
        Change::Reliability(half, _) => Change::Reliability(half, reason),
        Change::Credibility(half, _) => Change::Credibility(half, reason),
        Change::Grade(grade, _) => Change::Grade(grade, reason),
        Change::Verdict(verdict, _) => Change::Verdict(verdict, reason),
        other => other,
    }
}

/// Returns what is judged as it is, and as it will be.
fn step(claim: ClaimRef<'_>, change: &Change) -> (String, String) {
    let grade = claim.grade();
    let after = match change {
        Change::Reliability(half, _) => Grade {
            reliability: *half,
            ..grade
        },
        Change::Credibility(half, _) => Grade {
            credibility: *half,
            ..grade
        },
        Change::Grade(after, _) => *after,
        Change::Verdict(after, _) => {
            let word = |verdict: Option<&str>| verdict.unwrap_or("no verdict").to_owned();
            return (word(claim.verdict()), word(after.as_deref()));
        }
        _ => grade,
    };
    (grade.shown(), after.shown())
}

fn single(claim: ClaimRef<'_>, change: &Change) -> String {
    match step(claim, change) {
        (from, to) if from == to => format!("{to} already: only a reason is logged"),
        (from, to) => format!("{from} → {to}"),
    }
}

/// Of many kinds of a thing so many are told.
const TOLD: usize = 3;

/// Returns how many go from what to what, of which file, and which are left.
fn several(state: &State, found: &asking::Prospect, change: &Change) -> Vec<String> {
    let mut steps: Vec<((String, String), usize)> = Vec::new();
    for claim in asking::claims(state, &found.wanted).into_iter().flatten() {
        let step = step(claim, change);
        match steps.iter_mut().find(|(known, _)| *known == step) {
            Some((_, n)) => *n += 1,
            None => steps.push((step, 1)),
        }
    }
    steps.sort_by_key(|(_, n)| std::cmp::Reverse(*n));
    let (told, rest) = steps.split_at(steps.len().min(TOLD));
    let step = |((from, to), n): &((String, String), usize)| {
        format!("{from} → {to}  {}", count(*n, "claim"))
    };
    let mut lead: Vec<String> = told.iter().map(step).collect();
    if !rest.is_empty() {
        let claims: usize = rest.iter().map(|(_, n)| n).sum();
        lead.push(format!("… and {} of other grades", count(claims, "claim")));
    }
    let files = found.files.iter().take(TOLD);
    let mut files: Vec<String> = files.map(|(file, n)| format!("{file} {n}")).collect();
    if let more @ 1.. = found.files.len().saturating_sub(TOLD) {
        files.push(format!("{} more", count(more, "file")));
    }
    lead.push(files.join(" · "));
    if found.already > 0 {
        lead.push(format!("{} so already: left as they are", found.already));
    }
    let refused = found.refused.iter().take(TOLD);
    lead.extend(refused.map(|(claim, why)| format!("not {claim}: {why}")));
    if let more @ 1.. = found.refused.len().saturating_sub(TOLD) {
        lead.push(format!("… and not {} more", count(more, "claim")));
    }
    lead
}

/// Shows who judged the claim under the cursor, when, from what to what and why; the newest first.
pub(super) fn history(state: &mut State) -> Vec<Effect> {
    let Some(claim) = state.current() else {
        return Vec::new();
    };
    let log = claim.annotations();
    let judged: Vec<&LogEntry> = log.filter(|entry| entry.is_judgement()).collect();
    let mut lines = vec![SheetLine::new(
        "now",
        match claim.verdict() {
            Some(verdict) => format!("{} · verdict {verdict}", graded(claim.grade())),
            None => graded(claim.grade()),
        },
    )];
    let last = judged.iter().rev().find_map(|entry| entry.grade.as_deref());
    if claim.grade() != Grade::NONE || last.is_some() {
        let now = claim.grade().to_string();
        match last {
            Some(last) if last != now && !(last == "none" && claim.grade().is_none()) => {
                let text = format!("the log's last grade is {last}: it was changed in the file");
                lines.push(SheetLine::warning("", text));
            }
            None => {
                let text = "given in the file: nobody logged when, or why";
                lines.push(SheetLine::warning("", text));
            }
            Some(_) => {}
        }
    }
    lines.extend(judged.iter().rev().map(|entry| line(entry)));
    let title = format!("grade and verdict of {}", claim.id());
    let sheet = Sheet::read(title, lines);
    state.popups.push(Popup::Sheet(Box::new(sheet)));
    Vec::new()
}

fn graded(grade: Grade) -> String {
    if grade.is_none() {
        return grade.in_words();
    }
    format!("{} · {}", grade.shown(), grade.in_words())
}

fn line(entry: &LogEntry) -> SheetLine {
    let at = entry.at.as_deref().unwrap_or("no date");
    let at = date::to_the_minute(at);
    let mut text = entry.by.clone().unwrap_or_else(|| "somebody".to_owned());
    let was = entry.was.as_deref().unwrap_or("none");
    for (what, value) in [("grade", &entry.grade), ("verdict", &entry.verdict)] {
        if let Some(value) = value {
            text.extend([" · ", what, " ", was, " → ", value.as_str()]);
        }
    }
    if let Some(note) = &entry.note {
        text.extend([" · ", note.as_str()]);
    }
    SheetLine::new(at, text)
}
