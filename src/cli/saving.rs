//! Writing from the command line: through the lock, into the journal, with what the user should know.

use super::failure::Failure;
use super::report::Report;
use super::session::Session;
use crate::disk::journal::{self, Did};
use crate::disk::{self, Root, Write, Written};

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
    let written = disk::write(root, write, &session.limits()).map_err(Failure::new)?;
    for warning in &written.warnings {
        report.warn(warning);
    }
    if let (Some(places), true) = (&session.env.places, !written.files.is_empty()) {
        let state = places.state_of(&root.dir);
        let noted = journal::append(&state, Did::Write, &written.undo, disk::now());
        if let Err(error) = noted {
            report.warn(&format!(
                "it is written, and can not be undone later: {error}"
            ));
        }
    }
    Ok(written)
}
