//! Writing from the command line: through the lock, into the journal, with what the user should know.

use std::cell::RefCell;

use super::failure::Failure;
use super::report::Report;
use super::session::Session;
use crate::disk::{self, Ledger, Root, Write, Written};

/// Writes to the claims folder and notes in the journal how to take it back.
///
/// # Errors
/// Nothing was written, and why. A journal that can not be written is a warning.
pub fn write(
    session: &Session,
    root: &Root,
    write: &Write,
    report: &mut Report,
) -> Result<Written, Failure> {
    let written = telling(report, |waiting| {
        disk::write_telling(root, write, &session.limits(), waiting)
    });
    let written = written.map_err(Failure::new)?;
    note(session, root, &written, report);
    Ok(written)
}

/// Notes in the journal how to take back what was written, and says what the user should know. A
/// journal that can not be written is a warning.
pub fn note(session: &Session, root: &Root, written: &Written, report: &mut Report) {
    for warning in &written.warnings {
        report.warn(warning);
    }
    if let Err(error) = ledger(session, root).wrote(&written.undo, disk::now()) {
        report.warn(&format!(
            "it is written, and can not be undone later: {error}"
        ));
    }
}

/// Returns the history of the claims folder.
pub fn ledger(session: &Session, root: &Root) -> Ledger {
    let places = session.env.places.as_ref();
    Ledger::new(places.map(|places| places.state_of(&root.dir)))
}

/// Does something that may have to wait for another writer, and says so when it does.
pub fn telling<T>(report: &mut Report, act: impl FnOnce(&dyn Fn(&str)) -> T) -> T {
    let report = RefCell::new(report);
    act(&|text| report.borrow_mut().note(text))
}
