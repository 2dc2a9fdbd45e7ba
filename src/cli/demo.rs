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
The copy is removed when the app is left; nothing of yours is touched.")]
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
    let demo = disk::demo::demo().map_err(Failure::new)?;
    report.detail(&format!("the copy is in {}", demo.root.dir.display()));
    let root = demo.root.clone();
    let settings = disk::folder_settings(&root.dir);
    session.launch(Place { root, settings }, &args.query, Some(demo), report)
}
