//! One's own writes, a line each, so that they can be undone after a restart as well.
//!
//! `STATE/<hash of the folder's path>/journal.jsonl` is only ever appended to. What can be undone
//! and redone follows from reading it through.

use std::io::{self, Read as _, Seek as _, SeekFrom, Write as _};
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::model::date::at_seconds;

use super::error::PathError;
use super::places;
use super::undo::UndoRecord;

/// What a line of the journal tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Did {
    /// Something was written.
    Write,
    /// The last write that stands was undone; the record redoes it.
    Undo,
    /// The last undo was redone; the record undoes it again.
    Redo,
}

/// A line of the journal.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Entry {
    /// What was done.
    pub did: Did,
    /// How to take it back.
    #[serde(flatten)]
    pub record: UndoRecord,
}

/// The journal of a claims folder as it was read.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Journal {
    /// Every line, oldest first.
    pub entries: Vec<Entry>,
    /// What can be undone; the next is the last.
    pub undo: Vec<UndoRecord>,
    /// What can be redone; the next is the last.
    pub redo: Vec<UndoRecord>,
    /// Lines that could not be read: torn by a crash, or of a later version.
    pub unreadable: usize,
}

fn path(state: &Path) -> PathBuf {
    state.join("journal.jsonl")
}

/// Appends a line to the journal in the state folder of a claims folder.
///
/// # Errors
/// What the system says; what was written stays written all the same.
pub fn append(state: &Path, did: Did, record: &UndoRecord, at: Timestamp) -> Result<(), PathError> {
    let path = path(state);
    places::make_private_dir(state)?;
    let entry = Entry {
        did,
        record: UndoRecord {
            at: at_seconds(at),
            ..record.clone()
        },
    };
    let write = || -> io::Result<()> {
        places::ordinary_or_absent(&path)?;
        let mut file = places::private_file().read(true).append(true).open(&path)?;
        let mut line = String::new();
        if is_torn(&mut file)? {
            line.push('\n');
        }
        line.push_str(&serde_json::to_string(&entry)?);
        line.push('\n');
        // One call: two programs that append at once do not mix their lines.
        file.write_all(line.as_bytes())?;
        file.sync_data()
    };
    write().map_err(PathError::on("append to the journal", &path))
}

/// Tells that the last line has no end, because a crash cut it.
fn is_torn(file: &mut std::fs::File) -> io::Result<bool> {
    if file.metadata()?.len() == 0 {
        return Ok(false);
    }
    let mut last = [0];
    file.seek(SeekFrom::End(-1))?;
    file.read_exact(&mut last)?;
    Ok(last != *b"\n")
}

/// Reads the journal of a claims folder; one that is not there has no lines.
///
/// # Errors
/// What the system says. A line that can not be read is counted and passed over.
pub fn read(state: &Path) -> Result<Journal, PathError> {
    let path = path(state);
    let bytes = match std::fs::read(&path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Journal::default()),
        bytes => bytes.map_err(PathError::on("read the journal", &path))?,
    };
    let mut journal = Journal::default();
    for line in bytes.split(|byte| *byte == b'\n') {
        if line.trim_ascii().is_empty() {
            continue;
        }
        match serde_json::from_slice(line) {
            Ok(entry) => journal.take(entry),
            Err(_) => journal.unreadable += 1,
        }
    }
    Ok(journal)
}

impl Journal {
    fn take(&mut self, entry: Entry) {
        let record = entry.record.clone();
        match entry.did {
            Did::Write => {
                self.redo.clear();
                self.undo.push(record);
            }
            Did::Undo => {
                self.undo.pop();
                self.redo.push(record);
            }
            Did::Redo => {
                self.redo.pop();
                self.undo.push(record);
            }
        }
        self.entries.push(entry);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::disk::undo::FileUndo;

    fn record(summary: &str) -> UndoRecord {
        UndoRecord {
            by: "dana".to_owned(),
            summary: summary.to_owned(),
            files: vec![FileUndo::between("a.yaml", Some("a\nb\n"), Some("a\nc\n"))],
            ..UndoRecord::default()
        }
    }

    fn summaries(records: &[UndoRecord]) -> Vec<&str> {
        records
            .iter()
            .map(|record| record.summary.as_str())
            .collect()
    }

    #[test]
    fn what_can_be_undone_and_redone_follows_from_the_lines() {
        let temp = tempfile::tempdir().unwrap();
        let state = temp.path().join("state");
        assert_eq!(read(&state).unwrap(), Journal::default());
        let at = "2026-11-23T15:40:00Z".parse().unwrap();
        let log = |did, summary| append(&state, did, &record(summary), at).unwrap();
        log(Did::Write, "one");
        log(Did::Write, "two");
        log(Did::Undo, "not two");
        log(Did::Undo, "not one");
        log(Did::Redo, "one again");
        let journal = read(&state).unwrap();
        assert_eq!(summaries(&journal.undo), ["one again"]);
        assert_eq!(summaries(&journal.redo), ["not two"]);
        assert_eq!(journal.entries.len(), 5);
        assert_eq!(journal.entries[0].record.at, "2026-11-23T15:40:00Z");
        assert_eq!(journal.entries[0].record.files, record("one").files);
        log(Did::Write, "three");
        let journal = read(&state).unwrap();
        assert_eq!(summaries(&journal.undo), ["one again", "three"]);
        assert_eq!(journal.redo, []);
    }

    #[test]
    fn a_torn_line_costs_itself_and_no_other() {
        let temp = tempfile::tempdir().unwrap();
        let state = temp.path();
        let at = Timestamp::UNIX_EPOCH;
        append(state, Did::Write, &record("one"), at).unwrap();
        let whole = std::fs::read(path(state)).unwrap();
        let torn = [&whole[..], &whole[..whole.len() / 2]].concat();
        std::fs::write(path(state), torn).unwrap();
        append(state, Did::Write, &record("two"), at).unwrap();
        let journal = read(state).unwrap();
        assert_eq!(summaries(&journal.undo), ["one", "two"]);
        assert_eq!(journal.unreadable, 1);
    }

    #[cfg(unix)]
    #[test]
    fn the_journal_is_the_users_alone() {
        use std::os::unix::fs::PermissionsExt as _;
        let temp = tempfile::tempdir().unwrap();
        append(
            temp.path(),
            Did::Write,
            &record("one"),
            Timestamp::UNIX_EPOCH,
        )
        .unwrap();
        let mode = std::fs::metadata(path(temp.path()))
            .unwrap()
            .permissions()
            .mode();
        assert_eq!(mode & 0o777, 0o600);
    }
}
