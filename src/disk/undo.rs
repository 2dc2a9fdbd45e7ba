//! What was written, taken back: on the file as it is now, so that what others wrote meanwhile
//! stays.

use std::collections::HashMap;
use std::path::PathBuf;

use serde::{Deserialize, Serialize};

use crate::model::Diagnostic;
use crate::text::patch::Patch;
use crate::yaml::{self, Limits};

use super::error::SaveError;
use super::lock::FolderLock;
use super::places::sha256;
use super::root::Root;
use super::save::{self, Saved};
use super::target;

/// How to take back what was written in one go.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct UndoRecord {
    /// When it was written: UTC, seconds; empty until it is put in the journal.
    #[serde(default)]
    pub at: String,
    /// Who wrote it; empty when the writing has no author.
    #[serde(default)]
    pub by: String,
    /// What was done, for people.
    pub summary: String,
    /// The files, in the order they were written.
    pub files: Vec<FileUndo>,
}

/// How to take back what was written to one file.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct FileUndo {
    /// Its path under the claims folder.
    pub path: String,
    /// SHA-256 of its bytes before; none when it was not there.
    pub before_hash: Option<String>,
    /// SHA-256 of its bytes after; none when it is no longer there.
    pub after_hash: Option<String>,
    /// The ids of the claims it is about.
    #[serde(default)]
    pub claims: Vec<String>,
    /// From the text before to the text after.
    pub patch: Patch,
}

impl FileUndo {
    /// Returns how to get from one text of a file back to another; none is no file.
    pub(super) fn between(path: &str, before: Option<&str>, after: Option<&str>) -> Self {
        let hash = |text: Option<&str>| text.map(|text| sha256(text.as_bytes()));
        Self {
            path: path.to_owned(),
            before_hash: hash(before),
            after_hash: hash(after),
            claims: Vec::new(),
            patch: Patch::between(before.unwrap_or_default(), after.unwrap_or_default()),
        }
    }
}

/// One file of an undo that can be done.
struct Planned {
    path: String,
    real: PathBuf,
    now: Option<String>,
    then: Option<String>,
    claims: Vec<String>,
}

/// Takes back what was written, and returns the record that takes back the taking back.
///
/// # Errors
/// The place that was written no longer holds what was written there, or the system's reasons. No
/// file is changed then.
pub fn undo(root: &Root, record: &UndoRecord, limits: &Limits) -> Result<UndoRecord, SaveError> {
    undo_watched(root, record, limits, &|_| (), &|_, _| true)
}

/// As [`undo`]; `waiting` is told whom it waits for when it does so for more than two seconds. Before
/// each file `go_on` is told how many of how many are done, and may say to stop: an undo is whole or
/// not at all, so what was done is put back, and `go_on` is told how that goes.
///
/// # Errors
/// As [`undo`], and [`SaveError::Stopped`].
pub fn undo_watched(
    root: &Root,
    record: &UndoRecord,
    limits: &Limits,
    waiting: &dyn Fn(&str),
    go_on: &dyn Fn(usize, usize) -> bool,
) -> Result<UndoRecord, SaveError> {
    let _lock = FolderLock::take_telling(&root.dir, waiting)?;
    let total = record.files.len();
    let plans = record.files.iter().map(|file| {
        if !go_on(0, total) {
            return Err(SaveError::Stopped);
        }
        plan(root, file, limits)
    });
    let plans: Vec<Planned> = plans.collect::<Result<_, _>>()?;
    for (at, planned) in plans.iter().enumerate() {
        let done = if go_on(at, total) {
            put(planned)
        } else {
            Err(SaveError::Stopped)
        };
        if let Err(error) = done {
            return Err(take_back(&plans[..at], error, &|left| {
                go_on(left, total);
            }));
        }
    }
    let files = plans.iter().map(|planned| {
        let (now, then) = (planned.now.as_deref(), planned.then.as_deref());
        FileUndo {
            claims: planned.claims.clone(),
            ..FileUndo::between(&planned.path, now, then)
        }
    });
    Ok(UndoRecord {
        at: String::new(),
        by: record.by.clone(),
        summary: record.summary.clone(),
        files: files.collect(),
    })
}

fn plan(root: &Root, file: &FileUndo, limits: &Limits) -> Result<Planned, SaveError> {
    let path = file.path.as_str();
    let (real, now) = if file.after_hash.is_none() {
        (target::fresh(root, path)?, None)
    } else {
        let real = target::existing(root, path)?;
        let now = String::from_utf8(target::read(&real, limits)?);
        let now = now.map_err(|_| SaveError::refused(path, "it is no longer UTF-8"))?;
        (real, Some(now))
    };
    let is = |text: Option<&str>, hash: &Option<String>| {
        text.map(|text| sha256(text.as_bytes())) == *hash
    };
    let untouched = is(now.as_deref(), &file.after_hash);
    if file.before_hash.is_none() && !untouched {
        let why = "it was made by what is to be undone, and has been changed since";
        return Err(SaveError::refused(path, why));
    }
    let then = if file.before_hash.is_some() {
        let then = file.patch.revert(now.as_deref().unwrap_or_default());
        Some(then.map_err(|conflict| SaveError::changed_since(path, conflict))?)
    } else {
        None
    };
    if untouched && !is(then.as_deref(), &file.before_hash) {
        let why = "the record of what was written does not lead back to what was there before";
        return Err(SaveError::refused(path, why));
    }
    if let (false, Some(now), Some(then)) = (untouched, &now, &then) {
        guard(path, now, then, limits)?;
    }
    Ok(Planned {
        path: path.to_owned(),
        real,
        now,
        then,
        claims: file.claims.clone(),
    })
}

/// Refuses a text with a problem that the present one does not have.
fn guard(path: &str, now: &str, then: &str, limits: &Limits) -> Result<(), SaveError> {
    fn key(problem: &Diagnostic) -> (&str, Option<&str>, &str) {
        (problem.code, problem.claim.as_deref(), &problem.message)
    }
    let before = yaml::read_claims(path, now.as_bytes(), limits).problems;
    let after = yaml::read_claims(path, then.as_bytes(), limits).problems;
    let mut known: HashMap<_, usize> = HashMap::new();
    for problem in &before {
        *known.entry(key(problem)).or_default() += 1;
    }
    for problem in &after {
        match known.get_mut(&key(problem)) {
            Some(count) if *count > 0 => *count -= 1,
            _ => {
                let why = format!("undoing it would break the file: {}", problem.message);
                return Err(SaveError::refused(path, why));
            }
        }
    }
    Ok(())
}

fn put(planned: &Planned) -> Result<(), SaveError> {
    let real = &planned.real;
    let saved = match (&planned.now, &planned.then) {
        (Some(now), Some(then)) => save::replace(real, now.as_bytes(), then.as_bytes())?,
        (None, Some(then)) => save::create(real, then.as_bytes())?,
        (Some(now), None) => save::remove(real, now.as_bytes())?,
        (None, None) => return Ok(()),
    };
    match saved {
        Saved::Done(_) => Ok(()),
        Saved::Changed => {
            let why = "another program changed it just now";
            Err(SaveError::refused(planned.path.as_str(), why))
        }
    }
}

/// Puts back the files that an undo got through before it failed or was stopped; `left` is told how
/// many are not put back yet.
fn take_back(done: &[Planned], error: SaveError, left: &dyn Fn(usize)) -> SaveError {
    let mut stuck = Vec::new();
    for (at, planned) in done.iter().enumerate().rev() {
        left(at + 1);
        let back = Planned {
            path: planned.path.clone(),
            real: planned.real.clone(),
            now: planned.then.clone(),
            then: planned.now.clone(),
            claims: Vec::new(),
        };
        if put(&back).is_err() {
            stuck.push(planned.path.as_str());
        }
    }
    if stuck.is_empty() {
        return error;
    }
    let why = format!("{error}; and already undone in {}", stuck.join(", "));
    SaveError::refused("the undo stopped half way", why)
}
