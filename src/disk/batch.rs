//! All edits of one file, made of its bytes at once, or claim by claim where that is refused.

use std::collections::{HashMap, HashSet};

use super::write::Pin;
use crate::model::{Change, Claim, Edit, file_stem};
use crate::yaml::{self, ClaimEdit, FileEdit, Limits};

/// The edits of one file.
pub(super) struct Batch<'a> {
    /// Its path under the claims folder.
    pub(super) file: &'a str,
    /// In the order they were made.
    pub(super) edits: Vec<&'a Edit>,
    /// The hash of its article's source, when that is to be written.
    pub(super) pin: Option<&'a str>,
}

/// What became of the bytes.
pub(super) struct Edited {
    /// The bytes with what could be done.
    pub(super) bytes: Vec<u8>,
    /// How many claims changed.
    pub(super) done: usize,
    /// What was not done, by the claim's name, and why.
    pub(super) refused: Vec<(String, String)>,
}

impl<'a> Batch<'a> {
    /// Returns the batches of some edits and pins, one a file.
    pub(super) fn of(edits: &'a [Edit], pins: &'a [Pin]) -> Vec<Self> {
        let mut batches: Vec<Self> = Vec::new();
        let mut at: HashMap<&str, usize> = HashMap::new();
        let files = edits
            .iter()
            .map(|edit| (edit.file.as_str(), Some(edit), None));
        let pins = pins
            .iter()
            .map(|pin| (pin.file.as_str(), None, Some(pin.sha256.as_str())));
        for (file, edit, pin) in files.chain(pins) {
            let at = *at.entry(file).or_insert(batches.len());
            if at == batches.len() {
                batches.push(Self {
                    file,
                    edits: Vec::new(),
                    pin: None,
                });
            }
            batches[at].edits.extend(edit);
            batches[at].pin = pin.or(batches[at].pin);
        }
        batches
    }

    /// Returns the names of its claims, each once; the file's when it is about none.
    pub(super) fn names(&self) -> Vec<String> {
        match self.ids().as_slice() {
            [] => vec![file_stem(self.file)],
            ids => ids.iter().map(|id| self.name(id)).collect(),
        }
    }

    /// Returns the ids of its claims, each once.
    pub(super) fn ids(&self) -> Vec<&'a str> {
        let mut ids = Vec::new();
        for edit in &self.edits {
            if !ids.contains(&edit.claim.as_str()) {
                ids.push(&edit.claim);
            }
        }
        ids
    }

    fn name(&self, id: &str) -> String {
        format!("{}/{id}", file_stem(self.file))
    }
}

/// Makes the edits of a batch of the file's bytes.
pub(super) fn edit_claims(batch: &Batch, bytes: &[u8], limits: &Limits) -> Edited {
    let read = yaml::read_claims(batch.file, bytes, limits);
    let mut edited = Edited {
        bytes: bytes.to_vec(),
        done: 0,
        refused: Vec::new(),
    };
    let mut steps = Vec::new();
    for id in batch.ids() {
        let found = read.claims.iter().find(|read| read.claim.id == id);
        let Some(found) = found else {
            let why = "it is no longer in the file, or can not be read there";
            edited.refused.push((batch.name(id), why.to_owned()));
            continue;
        };
        let claim = steps_of(batch, id, found.claim.clone(), &mut edited);
        steps.extend(claim);
    }
    attempt(batch, &steps, limits, &mut edited);
    if let Some(sha256) = batch.pin {
        let pin = FileEdit::Pin(sha256.to_owned());
        match yaml::edit(batch.file, &edited.bytes, &pin, limits) {
            Ok(bytes) => edited.bytes = bytes,
            Err(why) => edited
                .refused
                .push((file_stem(batch.file), why.to_string())),
        }
    }
    edited
}

/// Returns the bytes without these claims, and those that could not be taken out, each with the reason.
pub(super) fn delete_claims(
    file: &str,
    bytes: &[u8],
    ids: &[&str],
    limits: &Limits,
) -> (Vec<u8>, Vec<(String, String)>) {
    let mut left = bytes.to_vec();
    let mut refused = Vec::new();
    for id in ids {
        let edit = FileEdit::DeleteClaim((*id).to_owned());
        match yaml::edit(file, &left, &edit, limits) {
            Ok(bytes) => left = bytes,
            Err(why) => refused.push(((*id).to_owned(), why.to_string())),
        }
    }
    (left, refused)
}

/// Returns the steps of all edits of one claim, each made of what the ones before it leave.
fn steps_of(batch: &Batch, id: &str, mut claim: Claim, edited: &mut Edited) -> Option<ClaimEdit> {
    let mut all = Vec::new();
    for edit in batch.edits.iter().filter(|edit| edit.claim == id) {
        let before = claim.clone();
        let steps = edit.change.steps(&claim, &edit.stamp);
        let applied = steps.map_err(|why| why.to_string()).and_then(|steps| {
            steps.iter().try_for_each(|step| step.apply(&mut claim))?;
            Ok(steps)
        });
        match applied {
            Ok(steps) => all.extend(steps),
            Err(why) => {
                claim = before;
                edited.refused.push((batch.name(id), why));
            }
        }
    }
    (!all.is_empty()).then(|| ClaimEdit {
        claim: id.to_owned(),
        steps: all,
    })
}

/// Makes the edits all at once; when that is refused, halves them until the culprits stand alone.
fn attempt(batch: &Batch, edits: &[ClaimEdit], limits: &Limits, edited: &mut Edited) {
    if edits.is_empty() {
        return;
    }
    let all = FileEdit::Steps(edits.to_vec());
    match (yaml::edit(batch.file, &edited.bytes, &all, limits), edits) {
        (Ok(bytes), _) => {
            edited.bytes = bytes;
            edited.done += edits.len();
        }
        (Err(why), [only]) => {
            let refused = (batch.name(&only.claim), why.to_string());
            edited.refused.push(refused);
        }
        (Err(_), many) => {
            let (left, right) = many.split_at(many.len() / 2);
            attempt(batch, left, limits, edited);
            attempt(batch, right, limits, edited);
        }
    }
}

/// Returns what pins and the edits beside them do, for people: `pin of 2 sources`.
pub(super) fn pins_summary(pins: &[Pin], edits: &[Edit]) -> String {
    match pins {
        [] => summary(edits),
        [one] => format!("pin of {}", file_stem(&one.file)),
        many => format!("pin of {} sources", many.len()),
    }
}

/// Returns a claim of a write that was stopped, with the reason why it is as it was.
pub(super) fn stopped(name: String) -> (String, String) {
    (name, "stopped: it is left as it was".to_owned())
}

/// Returns the claims of these files, as those of a write that was stopped.
pub(super) fn left(claims: &[(String, String)], files: &[&str]) -> Vec<(String, String)> {
    let left = claims.iter().filter(|(of, _)| files.contains(&of.as_str()));
    left.map(|(of, id)| stopped(format!("{}/{id}", file_stem(of))))
        .collect()
}

/// Returns the edits of claims that were not refused; all of them when none was made.
pub(super) fn made(edits: &[Edit], refused: &[(String, String)]) -> Vec<Edit> {
    let refused: HashSet<&str> = refused.iter().map(|(of, _)| of.as_str()).collect();
    let name = |edit: &Edit| format!("{}/{}", file_stem(&edit.file), edit.claim);
    let made = edits
        .iter()
        .filter(|edit| !refused.contains(name(edit).as_str()));
    let made: Vec<Edit> = made.cloned().collect();
    if made.is_empty() {
        edits.to_vec()
    } else {
        made
    }
}

/// Returns what edits do, for people: `grade of training-cost`, `tag of 5 claims`.
pub(super) fn summary(edits: &[Edit]) -> String {
    let mut claims: Vec<(&str, &str)> = edits
        .iter()
        .map(|edit| (edit.file.as_str(), edit.claim.as_str()))
        .collect();
    claims.sort_unstable();
    claims.dedup();
    let mut kinds: Vec<&str> = edits.iter().map(|edit| kind(&edit.change)).collect();
    kinds.dedup();
    let kinds = match kinds.as_slice() {
        [] => return "nothing".to_owned(),
        [one] => (*one).to_owned(),
        [one, two] => format!("{one} and {two}"),
        _ => "changes".to_owned(),
    };
    match claims.as_slice() {
        [(_, only)] => format!("{kinds} of {only}"),
        many => format!("{kinds} of {} claims", many.len()),
    }
}

fn kind(change: &Change) -> &'static str {
    match change {
        Change::Note { .. } | Change::EditLast(_) => "note",
        Change::Reason { .. } => "reason",
        Change::RemoveLast => "removal of the last note",
        Change::Reliability(..) | Change::Credibility(..) | Change::Grade(..) => "grade",
        Change::Verdict(..) => "verdict",
        Change::Skepticism(_) => "skepticism",
        Change::Tag(_) | Change::Untag(_) | Change::Retag { .. } => "tags",
        Change::Evidence(_) => "evidence",
        Change::Link(_) | Change::Unlink(_) => "links",
        Change::Accept => "acceptance",
        Change::Field(field, _) => field.word(),
    }
}
