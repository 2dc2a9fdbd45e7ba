//! `onrecord log`: what was written from this machine, and one claim's history.

mod claim;
mod writes;

use super::exit::Exit;
use super::failure::Failure;
use super::report::Report;
use super::saving;
use super::session::Session;

/// Options of `onrecord log`.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  onrecord log --limit 5
  onrecord log training-cost
  onrecord log --format json

Without a name: your writes to this folder, the latest first. With one: the claim's own log, everybody's,
then your writes that touched it; a deleted claim's too, by its whole name.

Exit codes: 0 there is something; 1 there is nothing, or no such claim.")]
pub struct Args {
    /// Name of a claim
    #[arg(value_name = "NAME")]
    pub name: Option<String>,

    /// text or json
    #[arg(short, long, value_name = "FORMAT", default_value = "text")]
    pub format: Format,

    /// Show at most this many writes
    #[arg(long, value_name = "N")]
    pub limit: Option<usize>,
}

/// How the log is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum Format {
    /// For people; tab-separated in a pipe
    Text,
    /// For programs
    Json,
}

/// Runs `onrecord log`.
///
/// # Errors
/// A name of no claim or of several, a folder or journal that can not be read, a closed pipe.
pub fn run(args: &Args, session: &Session, report: &mut Report) -> Result<Exit, Failure> {
    if let Some(name) = &args.name {
        claim::run(args, name, session, report)
    } else {
        let place = session.place(None, report)?;
        let journal = saving::ledger(session, &place.root).journal();
        let journal = journal.map_err(Failure::new)?;
        if let Some(problem) = journal.problem() {
            report.warn(&problem);
        }
        let writes = writes::all(&journal);
        let writes = &writes[..writes.len().min(args.limit.unwrap_or(usize::MAX))];
        match args.format {
            Format::Json => {
                let values = writes.iter().map(writes::Write::json).collect();
                report.own(&super::json::pretty(&serde_json::Value::Array(values)))?;
            }
            Format::Text if writes.is_empty() => {
                report.note("nothing was written to this folder from this machine yet");
            }
            Format::Text => writes::print(writes, report)?,
        }
        Ok(Exit::found(!writes.is_empty()))
    }
}
