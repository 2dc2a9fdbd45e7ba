//! `onrecord demo`: the app on a private copy of the bundled record.

use super::Outcome;
use super::failure::Failure;
use super::report::Report;
use super::selection::QueryFlags;
use super::session::{Place, Session};
use crate::disk;

/// Options of `onrecord demo`.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
The copy is yours: what you note in it is kept for the next time, and touches no other folder.")]
pub struct Args {
    /// What the app starts with.
    #[command(flatten)]
    pub query: QueryFlags,
}

/// Runs `onrecord demo`.
///
/// # Errors
/// No terminal, an unknown view, a copy that can not be made.
pub fn run(args: &Args, session: Session, report: &mut Report) -> Result<Outcome, Failure> {
    super::needs_terminal()?;
    let root = disk::demo(&session.env).map_err(Failure::new)?;
    report.detail(&format!("the copy is in {}", root.dir.display()));
    let settings = disk::folder_settings(&root.dir);
    let place = Place { root, settings };
    session.launch(place, &args.query, report)
}
