//! What can be taken back and done again, and what could not be written.

use jiff::Timestamp;

use super::Target;
use crate::disk::Write;
use crate::model::Change;

/// Undo and redo as the journal has them: what is next, for people.
#[derive(Debug, Default)]
pub struct History {
    /// What is taken back next.
    pub undo: Option<String>,
    /// What is done again next.
    pub redo: Option<String>,
    /// What the last write refused: the claim's name, and why.
    pub refused: Vec<(String, String)>,
    /// The last change asked for that can be made of other claims too.
    pub repeatable: Option<Change>,
    /// The claim written last, by name.
    pub last: Option<String>,
    /// It is to be told when the list does not show that claim.
    pub told_if_hidden: bool,
    /// The claims judged last, and when: the reason can be given afterwards.
    pub judged: Option<(Vec<Target>, Timestamp)>,
}

impl History {
    /// Notes a new write: what was taken back before can not be done again.
    pub fn wrote(&mut self, summary: &str) {
        self.undo = Some(summary.to_owned());
        self.redo = None;
    }

    /// Notes what was just asked for.
    pub fn asked(&mut self, targets: &[Target], change: &Change, now: Timestamp) {
        if change.is_judgement() {
            self.judged = Some((targets.to_vec(), now));
        } else if !matches!(change, Change::Reason { .. }) {
            self.judged = None;
        }
        if change.is_repeatable() {
            self.repeatable = Some(change.clone());
        }
    }
}

/// A write that failed; it is kept until it succeeds or is given up.
#[derive(Debug, Clone, PartialEq)]
pub struct FailedSave {
    /// What was to be written.
    pub write: Write,
    /// The typed text in it: the draft's key and text.
    pub draft: Option<(String, String)>,
}
