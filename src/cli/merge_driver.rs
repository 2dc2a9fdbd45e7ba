//! `onrecord merge-driver`: what git runs to merge two versions of a claim file.

use std::io;
use std::path::{Path, PathBuf};

use super::exit::Exit;
use super::failure::Failure;
use super::report::Report;
use super::session::Session;
use crate::disk;
use crate::yaml;

/// Options of `onrecord merge-driver`.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
git runs this once `onrecord init --set` has told it to; nobody has to type it. The result is written
to OURS. Exit codes: 0 merged, 1 somebody has to look at it, 2 not merged and OURS as it was.")]
pub struct Args {
    /// What both sides began with (git's %O); empty when both made the file
    #[arg(value_name = "BASE", allow_hyphen_values = true)]
    pub base: PathBuf,

    /// Our version (git's %A), which the result replaces
    #[arg(value_name = "OURS", allow_hyphen_values = true)]
    pub ours: PathBuf,

    /// Their version (git's %B)
    #[arg(value_name = "THEIRS", allow_hyphen_values = true)]
    pub theirs: PathBuf,

    /// The file's path in the repository (git's %P), for messages
    #[arg(value_name = "PATH", allow_hyphen_values = true)]
    pub path: PathBuf,
}

/// Runs `onrecord merge-driver`.
///
/// # Errors
/// A version that can not be read, a result that can not be written.
pub fn run(args: &Args, session: &Session, report: &mut Report) -> Result<Exit, Failure> {
    let name = args.path.to_string_lossy();
    // No bound: what is too large to be read as claims is still merged by lines.
    let read = |path: &Path| {
        let path = session.env.absolute(path);
        let refuse = |error: io::Error| {
            Failure::new(format_args!(
                "{name}: cannot read {}: {error}",
                path.display()
            ))
            .hint("nothing was merged; git keeps both versions")
        };
        disk::read_bounded(&path, u64::MAX).map_err(refuse)
    };
    let (base, ours, theirs) = (read(&args.base)?, read(&args.ours)?, read(&args.theirs)?);
    let merge = yaml::merge(&name, &base, &ours, &theirs, &session.limits());
    if merge.bytes != ours {
        let path = session.env.absolute(&args.ours);
        disk::output(&path, &merge.bytes, true).map_err(Failure::new)?;
    }
    for conflict in &merge.conflicts {
        report.note(&format!("{name}: {conflict}: both sides changed it"));
    }
    if let Some(doubt) = &merge.doubt {
        report.note(&format!(
            "{name}: merged by lines, please look at it: {doubt}"
        ));
    }
    Ok(Exit::found(merge.is_clean()))
}
