//! Undo and redo over the journal: one history for the app and the command line.
//!
//! Who undoes holds the journal's lock meanwhile, so that two programs never take back the same
//! write. Where the journal can not be written the history lasts as long as the program.

use std::path::PathBuf;

use jiff::Timestamp;

use crate::model::file_stem;
use crate::yaml::Limits;

use super::error::{PathError, SaveError};
use super::journal::{self, Did, Entry, Journal};
use super::lock::FolderLock;
use super::root::Root;
use super::undo::{UndoRecord, undo_watched};

/// The history of one's own writes to a claims folder.
#[derive(Debug, Default)]
pub struct Ledger {
    state: Option<PathBuf>,
    /// What the journal could not take up.
    unsaved: Vec<Line>,
}

/// A line on its way into the journal.
#[derive(Debug)]
struct Line {
    did: Did,
    of: Option<u64>,
    record: UndoRecord,
}

impl Line {
    fn new(did: Did, of: Option<u64>, record: &UndoRecord, at: Timestamp) -> Self {
        let record = UndoRecord {
            at: crate::model::date::at_seconds(at),
            ..record.clone()
        };
        Self { did, of, record }
    }
}

/// One thing that was taken back, done again or passed over.
#[derive(Debug, Clone, PartialEq)]
pub struct Reverted {
    /// What it was, for people: `grade of training-cost`.
    pub summary: String,
    /// The files that changed, under the claims folder.
    pub files: Vec<String>,
    /// The claims it is about, by name.
    pub claims: Vec<String>,
    /// Why the journal does not know of it.
    pub warning: Option<String>,
}

/// Which way to go in the history.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// Take back the last write.
    Undo,
    /// Do again what was taken back last.
    Redo,
}

impl Way {
    fn did(self) -> Did {
        match self {
            Self::Undo => Did::Undo,
            Self::Redo => Did::Redo,
        }
    }
}

impl Ledger {
    /// Returns the ledger of a state folder; without one it is kept in memory.
    #[must_use]
    pub fn new(state: Option<PathBuf>) -> Self {
        Self {
            state,
            unsaved: Vec::new(),
        }
    }

    /// Returns the history as it is now.
    ///
    /// # Errors
    /// The journal can not be read.
    pub fn journal(&self) -> Result<Journal, PathError> {
        let mut journal = match self.state.as_deref().map(journal::read) {
            None => Journal::default(),
            Some(Err(_)) if !self.unsaved.is_empty() => Journal::default(),
            Some(read) => read?,
        };
        for line in &self.unsaved {
            journal.take(Entry {
                n: journal.next_number(),
                did: line.did,
                of: line.of,
                record: line.record.clone(),
            });
        }
        Ok(journal)
    }

    /// Notes a write; an empty one is none.
    ///
    /// # Errors
    /// The journal can not be written: the write can be undone in this run only.
    pub fn wrote(&mut self, record: &UndoRecord, at: Timestamp) -> Result<(), SaveError> {
        if record.files.is_empty() {
            return Ok(());
        }
        let lock = self.lock(&|_| ());
        let line = Line::new(Did::Write, None, record, at);
        match lock {
            Ok(_held) => self.note(line),
            Err(error) => {
                self.unsaved.push(line);
                Err(error)
            }
        }
    }

    /// Takes back the last write, or does again what was taken back last; nothing when there is
    /// nothing. `waiting` is told whom it waits for, `go_on` how far it is, and may say to stop.
    ///
    /// # Errors
    /// As [`super::undo_watched()`]; the history is then as it was.
    pub fn revert(
        &mut self,
        way: Way,
        root: &Root,
        limits: &Limits,
        at: Timestamp,
        waiting: &dyn Fn(&str),
        go_on: &dyn Fn(usize, usize) -> bool,
    ) -> Result<Option<Reverted>, SaveError> {
        let _lock = self.lock(waiting)?;
        let journal = self.journal()?;
        let next = match way {
            Way::Undo => journal.next_undo(),
            Way::Redo => journal.next_redo(),
        };
        let Some(next) = next else {
            return Ok(None);
        };
        let inverse = undo_watched(root, &next.record, limits, waiting, go_on)?;
        let files = inverse.files.iter().map(|file| file.path.clone()).collect();
        let noted = self.note(Line::new(way.did(), Some(next.n), &inverse, at));
        let claims = inverse.files.iter().flat_map(|file| {
            let stem = file_stem(&file.path);
            file.claims
                .iter()
                .map(move |claim| format!("{stem}/{claim}"))
        });
        let claims = claims.collect();
        Ok(Some(Reverted {
            summary: inverse.summary,
            files,
            claims,
            warning: noted.err().map(|error| error.to_string()),
        }))
    }

    /// Passes over the last write, which stays written: the one before it is undone next.
    ///
    /// # Errors
    /// The journal can not be read or written.
    pub fn skip(&mut self, at: Timestamp) -> Result<Option<Reverted>, SaveError> {
        let _lock = self.lock(&|_| ())?;
        let journal = self.journal()?;
        let Some(next) = journal.next_undo() else {
            return Ok(None);
        };
        let record = UndoRecord {
            files: Vec::new(),
            ..next.record.clone()
        };
        let noted = self.note(Line::new(Did::Skip, Some(next.n), &record, at));
        Ok(Some(Reverted {
            summary: record.summary,
            files: Vec::new(),
            claims: Vec::new(),
            warning: noted.err().map(|error| error.to_string()),
        }))
    }

    /// Locks the journal. Where it could not be written there is nothing to lock.
    fn lock(&self, waiting: &dyn Fn(&str)) -> Result<Option<FolderLock>, SaveError> {
        let Some(state) = &self.state else {
            return Ok(None);
        };
        let made = super::places::make_private_dir(state).map_err(SaveError::from);
        match made.and_then(|()| FolderLock::take_private(state, waiting)) {
            Ok(lock) => Ok(Some(lock)),
            Err(_) if !self.unsaved.is_empty() => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// Appends to the journal, after what is missing there.
    fn note(&mut self, line: Line) -> Result<(), SaveError> {
        self.unsaved.push(line);
        let Some(state) = &self.state else {
            return Ok(());
        };
        while let Some(Line { did, of, record }) = self.unsaved.first() {
            journal::append(state, *did, *of, record)?;
            self.unsaved.remove(0);
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    const RECORD: &str =
        "article:\n  title: T\nclaims:\n  - id: one\n    quote: first\n    tags: [a]\n";

    struct Fixture {
        root: Root,
        state: PathBuf,
        _temp: tempfile::TempDir,
    }

    fn fixture() -> Fixture {
        let temp = tempfile::tempdir().unwrap();
        let base = fs::canonicalize(temp.path()).unwrap();
        let dir = base.join("claims");
        fs::create_dir(&dir).unwrap();
        fs::write(dir.join("a.yaml"), RECORD).unwrap();
        let root = Root {
            dir,
            only: None,
            how: "test",
        };
        let state = base.join("state");
        Fixture {
            root,
            state,
            _temp: temp,
        }
    }

    fn now() -> Timestamp {
        "2026-11-23T15:40:00Z".parse().unwrap()
    }

    impl Fixture {
        fn tag(&self, ledger: &mut Ledger, tag: &str) {
            let edit = crate::model::Edit {
                file: "a.yaml".to_owned(),
                claim: "one".to_owned(),
                change: crate::model::Change::Tag(tag.to_owned()),
                stamp: crate::model::Stamp {
                    at: now(),
                    by: "dana".to_owned(),
                },
            };
            let write = crate::disk::Write::Edits(vec![edit]);
            let written = crate::disk::write(&self.root, &write, &Limits::default()).unwrap();
            let _ = ledger.wrote(&written.undo, now());
        }

        fn go(&self, ledger: &mut Ledger, way: Way) -> Result<Option<Reverted>, SaveError> {
            ledger.revert(
                way,
                &self.root,
                &Limits::default(),
                now(),
                &|_| (),
                &|_, _| true,
            )
        }

        fn text(&self) -> String {
            fs::read_to_string(self.root.dir.join("a.yaml")).unwrap()
        }

        fn ledger(&self) -> Ledger {
            Ledger::new(Some(self.state.clone()))
        }
    }

    #[test]
    fn two_programs_share_one_history_across_restarts() {
        let f = fixture();
        let (mut app, mut command) = (f.ledger(), f.ledger());
        f.tag(&mut app, "b");
        let with_b = f.text();
        f.tag(&mut command, "c");
        let with_c = f.text();
        // The app undoes what the command line wrote last.
        let undone = f.go(&mut app, Way::Undo).unwrap().unwrap();
        assert_eq!(undone.files, ["a.yaml"]);
        assert_eq!(f.text(), with_b);
        f.go(&mut f.ledger(), Way::Undo).unwrap().unwrap();
        assert_eq!(f.text(), RECORD);
        assert_eq!(f.go(&mut f.ledger(), Way::Undo).unwrap(), None);
        f.go(&mut command, Way::Redo).unwrap().unwrap();
        f.go(&mut app, Way::Redo).unwrap().unwrap();
        assert_eq!(f.text(), with_c);
        assert_eq!(f.go(&mut command, Way::Redo).unwrap(), None);
    }

    #[test]
    fn a_refused_undo_stays_next_until_it_is_passed_over() {
        let f = fixture();
        let mut ledger = f.ledger();
        f.tag(&mut ledger, "b");
        f.tag(&mut ledger, "c");
        let changed = f.text().replace("tags: [a", "tags: [other, a");
        fs::write(f.root.dir.join("a.yaml"), &changed).unwrap();
        for _ in 0..2 {
            let error = f.go(&mut ledger, Way::Undo).unwrap_err().to_string();
            assert!(error.contains("tags: [other, a"), "{error}");
            assert_eq!(f.text(), changed);
        }
        assert!(ledger.skip(now()).unwrap().is_some());
        let journal = f.ledger().journal().unwrap();
        assert_eq!(journal.undo, [0]);
        assert!(ledger.skip(now()).unwrap().is_some());
        assert_eq!(ledger.skip(now()).unwrap(), None);
    }

    #[test]
    fn without_a_place_for_the_journal_the_history_lasts_as_long_as_the_program() {
        let f = fixture();
        // A file where the folder should be: nothing can be made below it.
        let state = f.state.join("x");
        fs::write(&f.state, "").unwrap();
        for state in [None, Some(state)] {
            let mut ledger = Ledger::new(state);
            f.tag(&mut ledger, "b");
            let after = f.text();
            let undone = f.go(&mut ledger, Way::Undo);
            assert!(matches!(undone, Ok(Some(_))), "{undone:?}");
            assert_eq!(f.text(), RECORD);
            f.go(&mut ledger, Way::Redo).unwrap().unwrap();
            assert_eq!(f.text(), after);
            f.go(&mut ledger, Way::Undo).unwrap().unwrap();
        }
    }

    #[test]
    fn what_the_journal_could_not_take_up_follows_once_it_can() {
        let f = fixture();
        let mut ledger = f.ledger();
        fs::write(&f.state, "in the way").unwrap();
        f.tag(&mut ledger, "b");
        fs::remove_file(&f.state).unwrap();
        f.tag(&mut ledger, "c");
        let journal = f.ledger().journal().unwrap();
        assert_eq!(journal.undo.len(), 2);
    }
}
