//! `onrecord undo`: takes back the last write, whichever program made it.

use super::exit::Exit;
use super::failure::Failure;
use super::line::Line;
use super::report::Report;
use super::saving;
use super::selection::counted;
use super::session::Session;
use crate::disk::{self, SaveError, Way};

/// How many lines of what stands in the way are shown.
const SHOWN: usize = 6;

/// Options of `onrecord undo`.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  onrecord undo
  onrecord log              what was written, and what is undone next
  onrecord undo --skip      leave the last write, and go on to the one before it

One write is one step, of however many claims. Only the lines that were written are taken back: what
others wrote elsewhere in the file stays.

Exit codes: 0 undone; 1 there is nothing to undo; 2 what was written there has changed since.")]
pub struct Args {
    /// Leave the last write as it is: the one before it is undone next
    #[arg(long)]
    pub skip: bool,
}

/// Runs `onrecord undo`.
///
/// # Errors
/// No folder, a place that has changed since, the system's reasons, a closed pipe.
pub fn run(args: &Args, session: &Session, report: &mut Report) -> Result<Exit, Failure> {
    if !args.skip {
        return revert(Way::Undo, "undone", "nothing to undo", session, report);
    }
    let place = session.place(None, report)?;
    let skipped = saving::ledger(session, &place.root).skip(disk::now());
    if let Some(skipped) = skipped.map_err(Failure::new)? {
        report.line(&Line::from(format!("left as it is: {}", skipped.summary)))?;
        Ok(Exit::Done)
    } else {
        report.note("nothing to undo");
        Ok(Exit::No)
    }
}

/// Goes one step back or forward in the history.
///
/// # Errors
/// As [`run`].
pub fn revert(
    way: Way,
    done: &str,
    nothing: &str,
    session: &Session,
    report: &mut Report,
) -> Result<Exit, Failure> {
    let place = session.place(None, report)?;
    let mut ledger = saving::ledger(session, &place.root);
    let reverted = saving::telling(report, |waiting| {
        let (root, limits) = (&place.root, session.limits());
        ledger.revert(way, root, &limits, disk::now(), waiting, &|_, _| true)
    });
    let Some(reverted) = reverted.map_err(|error| refused(&error, way))? else {
        report.note(nothing);
        return Ok(Exit::No);
    };
    if let Some(warning) = &reverted.warning {
        report.warn(warning);
    }
    let files = counted(reverted.files.len(), "file", "files");
    let line = format!("{done}: {} ({files})", reverted.summary);
    report.line(&Line::from(line))?;
    Ok(Exit::Done)
}

/// Returns why it was refused, with the lines that were written and those that stand there now.
fn refused(error: &SaveError, way: Way) -> Failure {
    let mut failure = Failure::new(error);
    if let Some((written, found)) = error.written_and_found() {
        failure = failure
            .hint(format_args!("written there:{}", listed(written)))
            .hint(format_args!("there now:{}", listed(found)));
        if way == Way::Undo {
            failure = failure.hint("onrecord undo --skip leaves it and goes on to the one before");
        }
    }
    failure
}

fn listed(lines: &[String]) -> String {
    let shown = lines.iter().take(SHOWN);
    let mut text: String = shown.flat_map(|line| ["\n  ", line.trim_end()]).collect();
    match lines.len() {
        0 => text.push_str(" nothing"),
        n if n > SHOWN => text.push_str("\n  …"),
        _ => {}
    }
    text
}
