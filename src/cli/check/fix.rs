//! `onrecord check --fix`: what can be put right in one way only, as one step that can be undone.

use std::collections::HashSet;

use crate::cli::failure::Failure;
use crate::cli::report::Report;
use crate::cli::saving;
use crate::cli::selection::counted;
use crate::cli::session::{Opened, Session};
use crate::cli::texts::Texts;
use crate::disk::Write;
use crate::model::Edit;
use crate::store::checks;

/// Makes the certain changes, of these claims or of all; tells whether a file was written.
///
/// # Errors
/// A folder that can not be written.
pub(super) fn run(
    session: &Session,
    opened: &Opened,
    about: Option<&HashSet<(String, String)>>,
    texts: &Texts,
    report: &mut Report,
) -> Result<bool, Failure> {
    let stamp = session.stamp();
    let mut edits: Vec<Edit> = Vec::new();
    for fix in checks::fixes(&opened.store, &|pin| texts.of(pin)) {
        let place = (fix.file, fix.claim);
        if about.is_none_or(|about| about.contains(&place)) {
            edits.push(Edit {
                file: place.0,
                claim: place.1,
                change: fix.change,
                stamp: stamp.clone(),
            });
        }
    }
    if edits.is_empty() {
        return Ok(false);
    }
    let written = saving::write(session, &opened.root, &Write::Edits(edits), report)?;
    for (claim, why) in &written.refused {
        report.error(&format!("{claim}: {why}"));
    }
    if written.files.is_empty() {
        return Ok(false);
    }
    let line = format!(
        "fixed {} in {}",
        counted(written.done, "claim", "claims"),
        counted(written.files.len(), "file", "files")
    );
    report.note(&line);
    Ok(true)
}
