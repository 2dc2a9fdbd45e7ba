//! One's own writes, a line each, so that they can be undone after a restart as well.
//!
//! `STATE/<hash of the folder's path>/journal.jsonl`. App and command line append to the same one,
//! and what can be undone and redone follows from reading it through: a line that undoes names the
//! line it undoes, so that two programs never take back the same write twice. [`super::ledger`]
//! acts on it.

use std::io::{self, Read as _, Write as _};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::error::PathError;
use super::places;
use super::undo::UndoRecord;

/// How many lines are kept at least when the journal is cut; it is, when it has a quarter more.
const KEPT: usize = 1_000;
/// Bulk writes are long. Above this many bytes fewer lines are kept, but never fewer than
/// [`KEPT_OF_LONG`].
const LONG: usize = 32 << 20;
/// How many lines are kept however long they are.
const KEPT_OF_LONG: usize = 50;

/// What a line of the journal tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Did {
    /// Something was written.
    Write,
    /// A write was undone; the record redoes it.
    Undo,
    /// An undo was redone; the record undoes it again.
    Redo,
    /// A write that can no longer be undone was passed over: nothing was written.
    Skip,
}

impl Did {
    /// Returns the word that the journal and its list use.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Write => "write",
            Self::Undo => "undo",
            Self::Redo => "redo",
            Self::Skip => "skip",
        }
    }
}

/// A line of the journal.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Entry {
    /// Its number, from 1; it stays when older lines are cut.
    pub n: u64,
    /// What was done.
    pub did: Did,
    /// The number of the line that was undone, redone or passed over.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub of: Option<u64>,
    /// How to take it back.
    #[serde(flatten)]
    pub record: UndoRecord,
}

/// The journal of a claims folder as it was read.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Journal {
    /// Every line, oldest first.
    pub entries: Vec<Entry>,
    /// The places in `entries` of what can be undone; the next is the last.
    pub undo: Vec<usize>,
    /// The places in `entries` of what can be redone; the next is the last.
    pub redo: Vec<usize>,
    /// Lines that could not be read: torn by a crash, or of a later version.
    pub unreadable: usize,
}

fn path(state: &Path) -> PathBuf {
    state.join("journal.jsonl")
}

/// Appends a line to the journal in the state folder of a claims folder, and returns its number.
///
/// The caller holds the journal's lock: see [`super::ledger`].
///
/// # Errors
/// What the system says; the journal is then as it was, and what was written stays written.
pub(super) fn append(
    state: &Path,
    did: Did,
    of: Option<u64>,
    record: &UndoRecord,
) -> Result<u64, PathError> {
    let path = path(state);
    places::make_private_dir(state)?;
    let write = || -> io::Result<u64> {
        places::ordinary_or_absent(&path)?;
        let mut file = places::private_file().read(true).append(true).open(&path)?;
        let mut old = Vec::new();
        file.read_to_end(&mut old)?;
        let n = last_number(&old) + 1;
        let record = record.clone();
        let entry = Entry { n, did, of, record };
        let mut line = String::new();
        if old.last().is_some_and(|last| *last != b'\n') {
            // A crash cut the last line: it costs itself and no other.
            line.push('\n');
        }
        line.push_str(&serde_json::to_string(&entry)?);
        line.push('\n');
        let written = file
            .write_all(line.as_bytes())
            .and_then(|()| file.sync_data());
        if let Err(error) = written {
            // Half a line would be said to be torn for ever.
            let _ = file.set_len(old.len() as u64);
            return Err(error);
        }
        old.extend_from_slice(line.as_bytes());
        if let Some(kept) = cut(&old, KEPT, LONG) {
            // A failure leaves the longer journal, and the next append tries again.
            let _ = replace(state, &path, kept);
        }
        Ok(n)
    };
    write().map_err(PathError::on("append to the journal", &path))
}

/// Returns the number of the last line that can be read; 0 when there is none.
fn last_number(bytes: &[u8]) -> u64 {
    #[derive(Deserialize)]
    struct Numbered {
        n: u64,
    }
    let mut lines = bytes.rsplit(|byte| *byte == b'\n');
    lines
        .find_map(|line| serde_json::from_slice::<Numbered>(line).ok())
        .map_or(0, |line| line.n)
}

/// Returns what is kept of a journal that is too long: whole lines at its end.
fn cut(bytes: &[u8], kept: usize, long: usize) -> Option<&[u8]> {
    let starts: Vec<usize> = std::iter::once(0)
        .chain(
            bytes
                .iter()
                .enumerate()
                .filter(|(_, byte)| **byte == b'\n')
                .map(|(at, _)| at + 1),
        )
        .filter(|at| *at < bytes.len())
        .collect();
    if starts.len() <= kept + kept / 4 && bytes.len() <= long + long / 4 {
        return None;
    }
    let mut from = starts.len().saturating_sub(kept);
    while bytes.len() - starts.get(from)? > long && starts.len() - from > KEPT_OF_LONG {
        from += 1;
    }
    (from > 0).then(|| &bytes[starts[from]..])
}

/// Puts a shorter journal in place of the old one, as a whole.
fn replace(state: &Path, path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut temp = tempfile::Builder::new()
        .prefix(".journal-")
        .tempfile_in(state)?;
    temp.write_all(bytes)?;
    temp.as_file().sync_all()?;
    temp.persist(path).map(drop).map_err(|error| error.error)
}

/// Reads the journal of a claims folder; one that is not there has no lines.
///
/// # Errors
/// What the system says. A line that can not be read is counted and passed over.
pub fn read(state: &Path) -> Result<Journal, PathError> {
    let path = path(state);
    let read = || -> io::Result<Vec<u8>> {
        places::ordinary_or_absent(&path)?;
        match std::fs::read(&path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Vec::new()),
            bytes => bytes,
        }
    };
    let bytes = read().map_err(PathError::on("read the journal", &path))?;
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
    /// Takes up the next line.
    pub(super) fn take(&mut self, entry: Entry) {
        let at = self.entries.len();
        let of = entry.of;
        let entries = &self.entries;
        let gone = |places: &mut Vec<usize>| {
            let is = |place: &usize| entries.get(*place).map(|entry| entry.n) != of;
            places.retain(is);
        };
        match entry.did {
            Did::Write => {
                self.redo.clear();
                self.undo.push(at);
            }
            Did::Undo => {
                gone(&mut self.undo);
                self.redo.push(at);
            }
            Did::Redo => {
                gone(&mut self.redo);
                self.undo.push(at);
            }
            Did::Skip => {
                gone(&mut self.undo);
                gone(&mut self.redo);
            }
        }
        self.entries.push(entry);
    }

    /// Returns the line that is undone next.
    #[must_use]
    pub fn next_undo(&self) -> Option<&Entry> {
        self.entries.get(*self.undo.last()?)
    }

    /// Returns the line that is redone next.
    #[must_use]
    pub fn next_redo(&self) -> Option<&Entry> {
        self.entries.get(*self.redo.last()?)
    }

    /// Returns the number the next line gets.
    pub(super) fn next_number(&self) -> u64 {
        self.entries.last().map_or(1, |entry| entry.n + 1)
    }

    /// Tells how lines that can not be read are told of, if there are any.
    #[must_use]
    pub fn problem(&self) -> Option<String> {
        match self.unreadable {
            0 => None,
            1 => Some("a line of the journal is torn or of a later version: left out".to_owned()),
            n => Some(format!(
                "{n} lines of the journal are torn or of a later version: left out"
            )),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::disk::undo::FileUndo;

    fn record(summary: &str) -> UndoRecord {
        UndoRecord {
            at: "2026-11-23T15:40:00Z".to_owned(),
            by: "dana".to_owned(),
            summary: summary.to_owned(),
            files: vec![FileUndo::between("a.yaml", Some("a\nb\n"), Some("a\nc\n"))],
        }
    }

    fn summaries<'a>(journal: &'a Journal, places: &[usize]) -> Vec<&'a str> {
        places
            .iter()
            .map(|place| journal.entries[*place].record.summary.as_str())
            .collect()
    }

    fn wrote(state: &Path, summary: &str) -> u64 {
        append(state, Did::Write, None, &record(summary)).unwrap()
    }

    #[test]
    fn what_can_be_undone_and_redone_follows_from_the_lines() {
        let temp = tempfile::tempdir().unwrap();
        let state = temp.path().join("state");
        assert_eq!(read(&state).unwrap(), Journal::default());
        let log = |did, of, summary| append(&state, did, of, &record(summary)).unwrap();
        let one = log(Did::Write, None, "one");
        let two = log(Did::Write, None, "two");
        log(Did::Undo, Some(two), "not two");
        let undone = log(Did::Undo, Some(one), "not one");
        log(Did::Redo, Some(undone), "one again");
        let journal = read(&state).unwrap();
        assert_eq!(summaries(&journal, &journal.undo), ["one again"]);
        assert_eq!(summaries(&journal, &journal.redo), ["not two"]);
        assert_eq!(journal.entries.len(), 5);
        assert_eq!(journal.entries[0].record.files, record("one").files);
        let three = log(Did::Write, None, "three");
        let journal = read(&state).unwrap();
        assert_eq!(summaries(&journal, &journal.undo), ["one again", "three"]);
        assert_eq!(journal.redo, Vec::<usize>::new());
        log(Did::Skip, Some(three), "three");
        let journal = read(&state).unwrap();
        assert_eq!(summaries(&journal, &journal.undo), ["one again"]);
    }

    #[test]
    fn an_undo_takes_off_the_write_it_names_and_not_the_last() {
        let temp = tempfile::tempdir().unwrap();
        let one = wrote(temp.path(), "one");
        wrote(temp.path(), "two, by another program");
        append(temp.path(), Did::Undo, Some(one), &record("not one")).unwrap();
        let journal = read(temp.path()).unwrap();
        let left = summaries(&journal, &journal.undo);
        assert_eq!(left, ["two, by another program"]);
    }

    #[test]
    fn a_torn_line_costs_itself_and_no_other() {
        let temp = tempfile::tempdir().unwrap();
        let state = temp.path();
        wrote(state, "one");
        let whole = std::fs::read(path(state)).unwrap();
        for torn in 1..whole.len() {
            std::fs::write(path(state), [&whole[..], &whole[..torn]].concat()).unwrap();
            wrote(state, "two");
            let journal = read(state).unwrap();
            // The line may be cut just before its end: then it is whole.
            let missing = usize::from(torn < whole.len() - 1);
            assert_eq!(journal.unreadable, missing, "cut after {torn}");
            assert_eq!(summaries(&journal, &journal.undo).last(), Some(&"two"));
            assert_eq!(journal.entries[0].record.summary, "one");
            assert_eq!(journal.problem().is_some(), missing == 1);
        }
    }

    #[test]
    fn a_long_journal_is_cut_to_its_latest_lines_and_goes_on_counting() {
        let line = |n: usize| format!("{{\"n\":{n}}}\n");
        let lines = |range: std::ops::Range<usize>| range.map(line).collect::<String>();
        let text = lines(0..12);
        assert_eq!(cut(text.as_bytes(), 10, 1 << 20), None);
        let text = lines(0..13);
        let kept = lines(3..13);
        assert_eq!(cut(text.as_bytes(), 10, 1 << 20), Some(kept.as_bytes()));
        let text = lines(0..80);
        let kept = lines(30..80);
        assert_eq!(cut(text.as_bytes(), 1_000, 10), Some(kept.as_bytes()));

        let temp = tempfile::tempdir().unwrap();
        wrote(temp.path(), "first");
        let first = std::fs::read_to_string(path(temp.path())).unwrap();
        let numbered = |n: usize| first.replacen("\"n\":1,", &format!("\"n\":{n},"), 1);
        let many: String = (1..=KEPT + KEPT / 4).map(numbered).collect();
        std::fs::write(path(temp.path()), many).unwrap();
        let n = wrote(temp.path(), "last");
        assert_eq!(n, (KEPT + KEPT / 4 + 1) as u64);
        let journal = read(temp.path()).unwrap();
        assert_eq!((journal.entries.len(), journal.unreadable), (KEPT, 0));
        assert_eq!(journal.undo.len(), KEPT);
        assert_eq!(journal.next_undo().unwrap().record.summary, "last");
        let left: Vec<_> = std::fs::read_dir(temp.path()).unwrap().collect();
        assert_eq!(left.len(), 1, "no temp file stays: {left:?}");
    }

    #[cfg(unix)]
    #[test]
    fn the_journal_is_the_users_alone_and_no_link_is_followed() {
        use std::os::unix::fs::{PermissionsExt as _, symlink};
        let temp = tempfile::tempdir().unwrap();
        wrote(temp.path(), "one");
        let mode = |path: &Path| std::fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!(mode(&path(temp.path())), 0o600);
        let other = tempfile::tempdir().unwrap();
        symlink(path(temp.path()), path(other.path())).unwrap();
        assert!(append(other.path(), Did::Write, None, &record("two")).is_err());
        assert!(read(other.path()).is_err());
    }
}
