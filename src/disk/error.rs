//! What can go wrong at the edge: always with the operation, the path and the system's reason.

use std::io;
use std::path::{Path, PathBuf};

use crate::text::clean::clean;
use crate::text::patch::Conflict;

/// An operation on a path that the system refused.
#[derive(Debug, thiserror::Error)]
#[error("cannot {operation} {}: {source}", shown(path))]
pub struct PathError {
    /// What was tried, as in "cannot OPERATION PATH".
    pub operation: &'static str,
    /// On what.
    pub path: PathBuf,
    /// The system's reason.
    pub source: io::Error,
}

impl PathError {
    /// Returns a function that adds operation and path to the system's error, for `map_err`.
    pub(super) fn on<'a>(
        operation: &'static str,
        path: &'a Path,
    ) -> impl FnOnce(io::Error) -> Self + 'a {
        move |source| Self {
            operation,
            path: path.to_owned(),
            source,
        }
    }
}

/// Why something could not be read.
#[derive(Debug, thiserror::Error)]
pub enum DiskError {
    /// The system refused an operation.
    #[error(transparent)]
    Path(#[from] PathError),
    /// No rule found a claims folder.
    #[error("found no claims folder; tried {}", .tried.join("; "))]
    NoFolder {
        /// What was tried, in order, for people.
        tried: Vec<String>,
    },
    /// The path is neither a folder nor a claim file.
    #[error("{} is neither a claims folder nor a .yaml file", shown(.0))]
    NotClaims(PathBuf),
    /// The folder can not be watched.
    #[error("cannot watch {}: {}", shown(.0), .1)]
    Watch(PathBuf, String),
    /// There are no threads to read with.
    #[error("cannot start the threads that read the claims: {0}")]
    Threads(String),
}

/// Why something could not be written. The old file is as it was.
#[derive(Debug, thiserror::Error)]
pub enum SaveError {
    /// The system refused an operation.
    #[error(transparent)]
    Path(#[from] PathError),
    /// The folder can not be locked, and without a lock two writers lose each other's notes.
    #[error("cannot write safely: {0}")]
    Unlockable(PathError),
    /// Somebody else has held the lock for too long.
    #[error("another program is writing to this folder{}; nothing was changed, try again", held_by(.holder.as_ref()))]
    Busy {
        /// Process and host of the holder, when it left them.
        holder: Option<String>,
    },
    /// The file must not be written.
    #[error("{} is read-only: {why}", clean(file))]
    ReadOnly {
        /// Its path under the claims folder.
        file: String,
        /// Why.
        why: String,
    },
    /// What is to be undone no longer stands in the file.
    #[error("{}: {}", clean(file), stands_now(conflict))]
    ChangedSince {
        /// The file's path under the claims folder.
        file: String,
        /// The place: what was written there, and what stands there now.
        conflict: Box<Conflict>,
    },
    /// The user stopped it.
    #[error("stopped: every file is as it was")]
    Stopped,
    /// The edit was refused; the reason names what and why.
    #[error("{}: {why}", clean(what))]
    Refused {
        /// The file or claim it is about.
        what: String,
        /// Why.
        why: String,
    },
}

impl SaveError {
    pub(super) fn refused(what: impl Into<String>, why: impl Into<String>) -> Self {
        Self::Refused {
            what: what.into(),
            why: why.into(),
        }
    }

    pub(super) fn changed_since(file: &str, conflict: Conflict) -> Self {
        Self::ChangedSince {
            file: file.to_owned(),
            conflict: Box::new(conflict),
        }
    }

    /// Returns what was written to the place that an undo was refused for, and what stands there
    /// now: lines as they are in the file, not cleaned.
    #[must_use]
    pub fn written_and_found(&self) -> Option<(&[String], &[String])> {
        match self {
            Self::ChangedSince { conflict, .. } => Some((&conflict.expected, &conflict.found)),
            _ => None,
        }
    }
}

/// Returns a path as it may be shown: what can not be seen becomes a mark.
pub(super) fn shown(path: &Path) -> String {
    clean(&path.to_string_lossy()).into_owned()
}

/// Returns `line 12 is now `b`, not `a` as it was written`, with the first lines that differ; what
/// stands there comes first, since a footer may have no room for more.
fn stands_now(conflict: &Conflict) -> String {
    let (was, is) = (&conflict.expected, &conflict.found);
    if was == is {
        return format!("{conflict}: the lines around it have changed");
    }
    let same = was.iter().zip(is).take_while(|(was, is)| was == is).count();
    let quoted = |lines: &[String]| match lines.get(same) {
        Some(line) => format!("`{}`", clean(line.trim())),
        None => "nothing".to_owned(),
    };
    let (was, is) = (quoted(was), quoted(is));
    let line = conflict.line + same + 1;
    format!("line {line} is now {is}, not {was} as it was written")
}

fn held_by(holder: Option<&String>) -> String {
    holder.map_or(String::new(), |holder| format!(" ({})", clean(holder)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_undo_that_is_refused_shows_what_stands_there_now() {
        let lines = |lines: &[&str]| lines.iter().map(|&line| line.to_owned()).collect();
        let refused = |expected: &[&str], found: &[&str]| {
            let conflict = Conflict {
                hunk: 0,
                line: 11,
                expected: lines(expected),
                found: lines(found),
            };
            SaveError::changed_since("a.yaml", conflict).to_string()
        };
        assert_eq!(
            refused(&["same\n", "  note: a\n"], &["same\n", "  note: \u{1b}b\n"]),
            "a.yaml: line 13 is now `note: <ESC>b`, not `note: a` as it was written"
        );
        assert_eq!(
            refused(&["note: a\n"], &[]),
            "a.yaml: line 12 is now nothing, not `note: a` as it was written"
        );
        assert_eq!(
            refused(&["a"], &["a"]),
            "a.yaml: line 12 no longer holds what was written there: the lines around it have changed"
        );
    }

    #[test]
    fn an_error_names_operation_path_and_reason_and_moves_no_cursor() {
        let path = Path::new("a\u{1b}[2Jb.yaml");
        let error = PathError::on("read", path)(io::Error::other("disk on fire"));
        assert_eq!(
            error.to_string(),
            "cannot read a<ESC>[2Jb.yaml: disk on fire"
        );
    }
}
