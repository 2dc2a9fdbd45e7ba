//! A claim's log: notes, and every change of grade or verdict.

use std::collections::HashSet;

use jiff::Timestamp;

/// Who did something, and when.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Stamp {
    /// The instant; written in UTC.
    pub at: Timestamp,
    /// The author's name.
    pub by: String,
}

/// One entry of a claim's log, identified by (`at`, `by`).
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct LogEntry {
    /// When, as written: UTC seconds, with milliseconds when the pair exists already.
    pub at: Option<String>,
    /// Who.
    pub by: Option<String>,
    /// The new grade, when the entry changes it; `none` when it was cleared.
    pub grade: Option<String>,
    /// The new verdict, when the entry changes it; `none` when it was cleared.
    pub verdict: Option<String>,
    /// The former grade or verdict; `none` if there was none.
    pub was: Option<String>,
    /// The `at` of one's own older entry that this one corrects.
    pub replaces: Option<String>,
    /// The note.
    pub note: Option<String>,
}

impl LogEntry {
    /// Returns the instant of the entry, when `at` can be read.
    #[must_use]
    pub fn instant(&self) -> Option<Timestamp> {
        self.at.as_deref().and_then(super::date::instant)
    }

    /// Tells that this is the entry of (`at`, `by`).
    #[must_use]
    pub fn is(&self, at: &str, by: &str) -> bool {
        self.at.as_deref() == Some(at) && self.by.as_deref() == Some(by)
    }

    /// Tells that the entry changes grade or verdict.
    #[must_use]
    pub fn is_judgement(&self) -> bool {
        self.grade.is_some() || self.verdict.is_some()
    }

    /// Tells that nothing but author and time would be left.
    #[must_use]
    pub fn says_nothing(&self) -> bool {
        self.note.is_none() && !self.is_judgement()
    }
}

/// Which entries of a log are corrected by a later one of their author.
#[derive(Debug, Clone, Default)]
pub struct Corrections<'a>(HashSet<(&'a str, Option<&'a str>)>);

impl<'a> Corrections<'a> {
    /// Reads the corrections of a log.
    #[must_use]
    pub fn of(log: impl IntoIterator<Item = &'a LogEntry>) -> Self {
        let corrected = log
            .into_iter()
            .filter_map(|entry| Some((entry.replaces.as_deref()?, entry.by.as_deref())));
        Self(corrected.collect())
    }

    /// Tells that an entry of the log is corrected.
    #[must_use]
    pub fn replace(&self, entry: &LogEntry) -> bool {
        let at = entry.at.as_deref();
        at.is_some_and(|at| self.0.contains(&(at, entry.by.as_deref())))
    }
}

/// A reason to doubt: a plain string in YAML, or a map when it says who noted it and when.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Skepticism {
    /// The reason.
    pub note: String,
    /// When it was noted, as written.
    pub at: Option<String>,
    /// Who noted it.
    pub by: Option<String>,
}
