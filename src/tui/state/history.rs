//! One's own writes of this run, to be taken back and done again.

use crate::disk::UndoRecord;

/// Undo and redo, the latest last.
#[derive(Debug, Default)]
pub struct History {
    /// What can be taken back.
    pub undo: Vec<UndoRecord>,
    /// What can be done again.
    pub redo: Vec<UndoRecord>,
}

impl History {
    /// Notes a new write: what was taken back before can not be done again.
    pub fn wrote(&mut self, record: UndoRecord) {
        self.undo.push(record);
        self.redo.clear();
    }
}
