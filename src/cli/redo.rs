//! `onrecord redo`: does again what was undone last.

use super::exit::Exit;
use super::failure::Failure;
use super::report::Report;
use super::session::Session;
use super::undo;
use crate::disk::Way;

/// Options of `onrecord redo`.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Exit codes: 0 done again; 1 there is nothing to redo; 2 the place has changed since.")]
pub struct Args {}

/// Runs `onrecord redo`.
///
/// # Errors
/// No folder, a place that has changed since, the system's reasons, a closed pipe.
pub fn run(session: &Session, report: &mut Report) -> Result<Exit, Failure> {
    undo::revert(Way::Redo, "done again", "nothing to redo", session, report)
}
