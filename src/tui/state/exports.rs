//! The export that runs: which one it is, and how far. One at a time.

use crate::tui::exporting::Export;

/// Exports of this run.
#[derive(Debug, Default)]
pub struct Exports {
    /// How many were asked for: the number of the last one.
    pub count: u64,
    /// The one that runs.
    pub running: Option<Running>,
}

/// An export that runs.
#[derive(Debug)]
pub struct Running {
    /// What was asked for.
    pub export: Export,
    /// So many of its claims are written; nothing before it was first told.
    pub done: Option<usize>,
}

impl Exports {
    /// Returns the export that runs, once it takes long enough to be shown: how many of how many
    /// claims are written.
    #[must_use]
    pub fn shown(&self) -> Option<(&Export, usize, usize)> {
        let running = self.running.as_ref()?;
        let export = &running.export;
        Some((export, running.done?, export.rows.len()))
    }

    /// Takes up how far the export of a number is.
    pub fn tell(&mut self, number: u64, done: usize) {
        let running = self.running.as_mut();
        if let Some(running) = running.filter(|running| running.export.number == number) {
            running.done = Some(done);
        }
    }

    /// Returns the export of a number when it is the one that runs: it has ended.
    pub fn end(&mut self, number: u64) -> Option<Export> {
        let ended = self
            .running
            .take_if(|running| running.export.number == number);
        ended.map(|running| running.export)
    }
}
