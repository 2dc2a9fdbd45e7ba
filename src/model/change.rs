//! What a person means to change, and the steps it takes on the claim as it stands *then*: `was`
//! is read under the lock, never from a screen that may be old.

use jiff::Timestamp;

use super::{
    Claim, Credibility, Evidence, Grade, Link, LogEntry, Reliability, Scalar, Skepticism, Stamp,
    Step, date,
};

/// A change of one claim.
#[derive(Debug, Clone, PartialEq)]
pub enum Change {
    /// Append a note to the log; `replaces` names one's own older entry that it corrects.
    Note {
        /// The text.
        note: String,
        /// The `at` of the entry it replaces.
        replaces: Option<String>,
    },
    /// Judge one half of the grade; `None` clears it.
    Reliability(Option<Reliability>, Option<String>),
    /// Judge the other half.
    Credibility(Option<Credibility>, Option<String>),
    /// Set or clear the whole grade, with an optional reason.
    Grade(Grade, Option<String>),
    /// Give or take back the verdict, with an optional reason.
    Verdict(Option<String>, Option<String>),
    /// Note a reason to doubt.
    Skepticism(String),
    /// Add a tag.
    Tag(String),
    /// Remove a tag.
    Untag(String),
    /// Give a tag another name, or none: then it goes. Where the other one is there already, the two
    /// become one.
    Retag {
        /// The tag.
        from: String,
        /// Its new name.
        to: Option<String>,
    },
    /// Add evidence.
    Evidence(Evidence),
    /// Link to another claim.
    Link(Link),
    /// Remove a link.
    Unlink(Link),
    /// Correct one field; grade and verdict go through their own changes, which log them.
    Field(Scalar, Option<String>),
    /// Change the text of one's own last entry; one that says nothing then goes.
    EditLast(String),
    /// Remove one's own last entry.
    RemoveLast,
    /// Give one's own judgement its reason, or take the reason away. The judgement is the claim's last
    /// entry and no older than this moment: another one is never given a reason that was not meant for it.
    Reason {
        /// When it was judged.
        since: Timestamp,
        /// The reason.
        note: Option<String>,
    },
    /// Accept a captured draft as a claim.
    Accept,
}

/// A change of one claim of one file, by somebody at some time.
#[derive(Debug, Clone, PartialEq)]
pub struct Edit {
    /// The file's path under the claims folder.
    pub file: String,
    /// The claim's id in that file.
    pub claim: String,
    /// What to change.
    pub change: Change,
    /// Who and when.
    pub stamp: Stamp,
}

/// Why a change does not apply to the claim as it stands.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// There is nothing to do: the claim is like that already.
    #[error("{0}")]
    Nothing(String),
    /// It can not be done.
    #[error("{0}")]
    Impossible(String),
}

impl Change {
    /// Tells that it grades the claim or gives its verdict.
    #[must_use]
    pub fn is_judgement(&self) -> bool {
        matches!(
            self,
            Self::Reliability(..) | Self::Credibility(..) | Self::Grade(..) | Self::Verdict(..)
        )
    }

    /// Tells that it can be made of another claim as well: it is not about the words of this one, nor
    /// about what stands in it already.
    #[must_use]
    pub fn is_repeatable(&self) -> bool {
        match self {
            Self::Note { replaces, .. } => replaces.is_none(),
            Self::Field(field, _) => !matches!(
                field,
                Scalar::Quote | Scalar::Assertion | Scalar::Translation | Scalar::Line
            ),
            Self::Skepticism(_) | Self::Tag(_) | Self::Untag(_) | Self::Evidence(_) => true,
            _ => self.is_judgement(),
        }
    }

    /// Returns the steps that make this change of this claim.
    ///
    /// # Errors
    /// Refuses what is so already, what is not there, and an entry that is not one's own last.
    pub fn steps(&self, claim: &Claim, stamp: &Stamp) -> Result<Vec<Step>, Refusal> {
        match self {
            Self::Note { note, replaces } => {
                if let Some(at) = replaces {
                    own_entry(claim, stamp, at)?;
                }
                let mut entry = entry(claim, stamp, Some(note.clone()));
                entry.replaces.clone_from(replaces);
                Ok(vec![Step::AppendLog(entry)])
            }
            Self::Reliability(half, note) => {
                let grade = Grade {
                    reliability: *half,
                    ..claim.grade
                };
                regrade(claim, stamp, grade, note.clone())
            }
            Self::Credibility(half, note) => {
                let grade = Grade {
                    credibility: *half,
                    ..claim.grade
                };
                regrade(claim, stamp, grade, note.clone())
            }
            Self::Grade(grade, note) => regrade(claim, stamp, *grade, note.clone()),
            Self::Verdict(verdict, note) => {
                give_verdict(claim, stamp, verdict.as_deref(), note.clone())
            }
            Self::Skepticism(note) => Ok(vec![Step::AppendSkepticism(Skepticism {
                note: note.clone(),
                at: Some(date::at_seconds(stamp.at)),
                by: Some(stamp.by.clone()),
            })]),
            Self::Tag(tag) if claim.tags.contains(tag) => {
                Err(nothing(format!("it has the tag `{tag}` already")))
            }
            Self::Tag(tag) => Ok(vec![Step::AppendTag(tag.clone())]),
            Self::Untag(tag) => {
                let at = claim.tags.iter().position(|t| t == tag);
                let at = at.ok_or_else(|| nothing(format!("it has no tag `{tag}`")))?;
                Ok(vec![Step::RemoveTag(at)])
            }
            Self::Retag { from, to } => retag(claim, from, to.as_deref()),
            Self::Evidence(evidence) => Ok(vec![Step::AppendEvidence(evidence.clone())]),
            Self::Link(link) if claim.links.contains(link) => {
                Err(nothing("the link is there already".to_owned()))
            }
            Self::Link(link) => Ok(vec![Step::AppendLink(link.clone())]),
            Self::Unlink(link) => {
                let at = claim.links.iter().position(|l| l == link);
                let at = at.ok_or_else(|| nothing("the link is not there".to_owned()))?;
                Ok(vec![Step::RemoveLink(at)])
            }
            Self::Field(field, value) => Ok(vec![Step::Set(*field, value.clone())]),
            Self::EditLast(note) => {
                let at = own_last(claim, stamp)?;
                let mut entry = claim.annotations[at].clone();
                entry.note = Some(note.clone()).filter(|note| !note.is_empty());
                if entry.says_nothing() {
                    return Ok(vec![Step::RemoveLog(at)]);
                }
                Ok(vec![Step::ReplaceLog(at, entry)])
            }
            Self::Reason { since, note } => reason(claim, stamp, *since, note.as_deref()),
            Self::Accept if claim.candidate => Ok(vec![Step::AcceptDraft]),
            Self::Accept => Err(nothing("it is accepted already".to_owned())),
            Self::RemoveLast => {
                let at = own_last(claim, stamp)?;
                let entry = &claim.annotations[at];
                if entry.is_judgement() {
                    return Err(Refusal::Impossible(
                        "the last entry records a judgement: undo it, or judge anew".to_owned(),
                    ));
                }
                Ok(vec![Step::RemoveLog(at)])
            }
        }
    }
}

fn nothing(message: String) -> Refusal {
    Refusal::Nothing(message)
}

/// Returns a new entry whose (`at`, `by`) no entry of the claim has.
fn entry(claim: &Claim, stamp: &Stamp, note: Option<String>) -> LogEntry {
    let taken = |at: &str| claim.annotations.iter().any(|e| e.is(at, &stamp.by));
    let mut at = date::at_seconds(stamp.at);
    let mut instant = stamp.at;
    while taken(&at) {
        at = date::at_millis(instant);
        instant = date::next_milli(instant);
    }
    LogEntry {
        at: Some(at),
        by: Some(stamp.by.clone()),
        note: note.filter(|note| !note.is_empty()),
        ..LogEntry::default()
    }
}

fn regrade(
    claim: &Claim,
    stamp: &Stamp,
    grade: Grade,
    note: Option<String>,
) -> Result<Vec<Step>, Refusal> {
    if grade == claim.grade && note.is_none() {
        return Err(nothing(format!("it is {} already", grade.in_words())));
    }
    let mut entry = entry(claim, stamp, note);
    entry.grade = Some(grade.to_string());
    entry.was = Some(claim.grade.to_string());
    let value = (!grade.is_none()).then(|| grade.to_string());
    Ok(logged(Scalar::Grade, value, entry, grade != claim.grade))
}

fn give_verdict(
    claim: &Claim,
    stamp: &Stamp,
    verdict: Option<&str>,
    note: Option<String>,
) -> Result<Vec<Step>, Refusal> {
    if verdict == claim.verdict.as_deref() && note.is_none() {
        return Err(nothing(match verdict {
            Some(verdict) => format!("its verdict is `{verdict}` already"),
            None => "it has no verdict".to_owned(),
        }));
    }
    let mut entry = entry(claim, stamp, note);
    entry.verdict = Some(verdict.unwrap_or("none").to_owned());
    entry.was = Some(claim.verdict.clone().unwrap_or_else(|| "none".to_owned()));
    let changed = verdict != claim.verdict.as_deref();
    Ok(logged(
        Scalar::Verdict,
        verdict.map(str::to_owned),
        entry,
        changed,
    ))
}

fn logged(field: Scalar, value: Option<String>, entry: LogEntry, changed: bool) -> Vec<Step> {
    let set = changed.then_some(Step::Set(field, value));
    set.into_iter().chain([Step::AppendLog(entry)]).collect()
}

fn reason(
    claim: &Claim,
    stamp: &Stamp,
    since: Timestamp,
    note: Option<&str>,
) -> Result<Vec<Step>, Refusal> {
    let at = own_last(claim, stamp)?;
    let mut entry = claim.annotations[at].clone();
    // To the second: so an entry's moment is written.
    let meant = |then: Timestamp| then.as_second() >= since.as_second();
    if !entry.is_judgement() || !entry.instant().is_some_and(meant) {
        let why = "its last entry is not the judgement that is meant: annotate it instead";
        return Err(Refusal::Impossible(why.to_owned()));
    }
    if entry.note.as_deref() == note {
        return Err(nothing("that is its reason already".to_owned()));
    }
    entry.note = note.map(str::to_owned);
    Ok(vec![Step::ReplaceLog(at, entry)])
}

fn retag(claim: &Claim, from: &str, to: Option<&str>) -> Result<Vec<Step>, Refusal> {
    let places = claim.tags.iter().enumerate();
    let mut places: Vec<usize> = places
        .filter(|(_, tag)| *tag == from)
        .map(|(at, _)| at)
        .collect();
    if places.is_empty() || to == Some(from) {
        return Err(nothing(format!("it has no tag `{from}` to change")));
    }
    let mut steps = Vec::new();
    if let Some(to) = to.filter(|to| !claim.tags.iter().any(|tag| tag == to)) {
        steps.push(Step::ReplaceTag(places.remove(0), to.to_owned()));
    }
    // From the last to the first, so that no place is another one's by then.
    steps.extend(places.into_iter().rev().map(Step::RemoveTag));
    Ok(steps)
}

/// Refuses what is no entry of one's own.
fn own_entry(claim: &Claim, stamp: &Stamp, at: &str) -> Result<(), Refusal> {
    let own = claim
        .annotations
        .iter()
        .any(|entry| entry.is(at, &stamp.by));
    own.then_some(()).ok_or_else(|| {
        Refusal::Impossible(format!("{} has no annotation of {at} to correct", stamp.by))
    })
}

fn own_last(claim: &Claim, stamp: &Stamp) -> Result<usize, Refusal> {
    let last = claim.annotations.last();
    let entry = last.ok_or_else(|| Refusal::Impossible("it has no annotation".to_owned()))?;
    if entry.by.as_deref() != Some(stamp.by.as_str()) {
        let by = entry.by.as_deref().unwrap_or("somebody unnamed");
        return Err(Refusal::Impossible(format!(
            "the last annotation is by {by}: correct your own older one with a new entry"
        )));
    }
    Ok(claim.annotations.len() - 1)
}

#[cfg(test)]
mod tests;
