//! The journal's writes as rows: when, who, what, which files, and whether they stand.

use std::collections::HashSet;
use std::io;

use serde_json::{Value, json};

use crate::cli::line::{DIM, Line, STRONG, STRUCK};
use crate::cli::report::Report;
use crate::disk::journal::{Did, Entry, Journal};
use crate::text::{clean, width};

/// One write.
pub struct Write<'a> {
    /// Its line in the journal.
    pub entry: &'a Entry,
    /// How it stands.
    pub state: State,
}

/// How a write stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// It stands; the words tell that it is undone next.
    NextUndo,
    /// It is taken back, and redone next.
    NextRedo,
    /// It was taken back by a later line.
    TakenBack,
    /// It stands.
    Stands,
}

impl State {
    fn words(self) -> &'static str {
        match self {
            Self::NextUndo => "next undo",
            Self::NextRedo => "next redo",
            Self::TakenBack => "taken back",
            Self::Stands => "",
        }
    }
}

/// Returns every line of the journal, the latest first.
pub fn all(journal: &Journal) -> Vec<Write<'_>> {
    let number = |entry: Option<&Entry>| entry.map(|entry| entry.n);
    let (undo, redo) = (number(journal.next_undo()), number(journal.next_redo()));
    let reverted = |entry: &&Entry| entry.did == Did::Undo || entry.did == Did::Redo;
    let taken: HashSet<u64> = journal
        .entries
        .iter()
        .filter(reverted)
        .filter_map(|entry| entry.of)
        .collect();
    let state = |entry: &Entry| match Some(entry.n) {
        n if n == undo => State::NextUndo,
        n if n == redo => State::NextRedo,
        _ if taken.contains(&entry.n) => State::TakenBack,
        _ => State::Stands,
    };
    let entries = journal.entries.iter().rev();
    entries
        .map(|entry| Write {
            entry,
            state: state(entry),
        })
        .collect()
}

impl Write<'_> {
    /// Tells that it touched a claim of a file.
    pub fn touched(&self, file: &str, claim: &str) -> bool {
        let mut files = self.entry.record.files.iter();
        files.any(|one| one.path == file && one.claims.iter().any(|id| id == claim))
    }

    fn files(&self) -> Vec<&str> {
        let files = self.entry.record.files.iter();
        files.map(|file| file.path.as_str()).collect()
    }

    /// Returns what was done: `grade of training-cost`, `undo: grade of training-cost`.
    fn what(&self) -> String {
        let summary = &self.entry.record.summary;
        match self.entry.did {
            Did::Write => summary.clone(),
            did => format!("{}: {summary}", did.word()),
        }
    }

    /// Returns the files in as few words as will do.
    fn places(&self) -> String {
        match self.files().as_slice() {
            [] => String::new(),
            [one] => (*one).to_owned(),
            [one, rest @ ..] => format!("{one} and {} more", rest.len()),
        }
    }

    /// Returns it for programs.
    pub fn json(&self) -> Value {
        let Entry { n, did, of, record } = self.entry;
        let mut value = json!({
            "n": n,
            "at": record.at,
            "by": record.by,
            "did": did.word(),
            "summary": record.summary,
            "files": self.files(),
        });
        if let Some(of) = of {
            value["of"] = json!(of);
        }
        if self.state != State::Stands {
            value["state"] = json!(self.state.words());
        }
        value
    }
}

/// Prints the writes: a table that fits on a terminal, tab-separated lines in a pipe.
///
/// # Errors
/// When standard output can not be written.
pub fn print(writes: &[Write<'_>], report: &mut Report) -> io::Result<()> {
    if !report.is_terminal() {
        return writes.iter().try_for_each(|write| {
            let record = &write.entry.record;
            let line = Line::new().text(&record.at).tab().text(&record.by).tab();
            let line = line.text(write.what()).tab().text(write.files().join(" "));
            report.line(&line.tab().text(write.state.words()))
        });
    }
    table(writes, report.width())
        .iter()
        .try_for_each(|line| report.line(line))
}

fn table(writes: &[Write<'_>], columns: usize) -> Vec<Line> {
    let who = writes
        .iter()
        .map(|write| width::width(&clean(&write.entry.record.by)))
        .max()
        .unwrap_or(0)
        .min(16);
    // Date and time, and a blank between all.
    let left = columns.saturating_sub(20 + 1 + who + 1);
    writes
        .iter()
        .map(|write| {
            let record = &write.entry.record;
            let (style, note) = match write.state {
                State::TakenBack => (STRUCK, " (taken back)".to_owned()),
                State::Stands => (STRONG, String::new()),
                next => (STRONG, format!(" ({})", next.words())),
            };
            let room = left.saturating_sub(width::width(&note));
            let what = clean(&write.what()).into_owned();
            let what = width::truncate(&what, room.min(48));
            let rest = room.saturating_sub(width::width(&what) + 1);
            let files = clean(&write.places()).into_owned();
            Line::new()
                .add(DIM, record.at.replacen('T', " ", 1))
                .text(" ")
                .text(width::pad(&clean(&record.by), who))
                .text(" ")
                .add(style, what)
                .text(note)
                .text(" ")
                .add(DIM, width::truncate(&files, rest))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::disk::undo::UndoRecord;

    fn entry(n: u64, did: Did, of: Option<u64>) -> Entry {
        Entry {
            n,
            did,
            of,
            record: UndoRecord {
                at: "2026-11-23T15:40:00Z".to_owned(),
                by: "dana\u{1b}[2J".to_owned(),
                summary: "grade of a-claim-with-a-long-name".to_owned(),
                ..UndoRecord::default()
            },
        }
    }

    #[test]
    fn each_write_says_how_it_stands() {
        let entries = vec![
            entry(1, Did::Write, None),
            entry(2, Did::Write, None),
            entry(3, Did::Undo, Some(2)),
        ];
        let journal = Journal {
            entries,
            undo: vec![0],
            redo: vec![2],
            unreadable: 0,
        };
        let writes = all(&journal);
        let states: Vec<_> = writes.iter().map(|write| write.state).collect();
        let expected = [State::NextRedo, State::TakenBack, State::NextUndo];
        assert_eq!(states, expected);
        assert_eq!(writes[0].json()["of"], json!(2));
        for columns in [60, 80, 120] {
            for line in table(&writes, columns) {
                let line = anstream::adapter::strip_str(&line.to_string()).to_string();
                assert!(width::width(&line) <= columns, "{columns}: {line}");
                assert!(line.contains("dana<ESC>"), "{line}");
            }
        }
    }
}
