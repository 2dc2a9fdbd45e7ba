//! `onrecord show`: everything about a claim.

mod page;
mod rows;

use super::exit::Exit;
use super::failure::Failure;
use super::line::Line;
use super::names;
use super::report::Report;
use super::session::Session;
use super::texts;
use super::write_out;
use crate::exchange::{Options, Selection};
use crate::store::{ClaimRef, Store};

/// Options of `onrecord show`.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  onrecord show training-cost
  onrecord show 2025/deepseek/training-cost --format json

A name is PATH/ID or any trailing part of it that only one claim has.

Exit codes: 0 shown; 1 no such claim; 2 the name of several claims.")]
pub struct Args {
    /// Names of claims
    #[arg(value_name = "NAME", required = true)]
    pub names: Vec<String>,

    /// Write an export format instead: json, yaml and so on
    #[arg(short, long, value_name = "FORMAT", value_parser = write_out::FormatName)]
    pub format: Option<String>,
}

/// Runs `onrecord show`.
///
/// # Errors
/// A name of no claim or of several, a folder that can not be read, a closed pipe.
pub fn run(args: &Args, session: &Session, report: &mut Report) -> Result<Exit, Failure> {
    let formats = session.formats(report);
    let format = match &args.format {
        Some(name) => Some(write_out::format(&formats, name)?),
        None => None,
    };
    let opened = session.open(None, report)?;
    let store = &opened.store;
    let rows =
        names::resolve(store, &args.names, report).inspect_err(|_| opened.say_problems(report))?;
    texts::hold_rows(session, &opened, &rows, report);
    if let Some(format) = format {
        let options = Options::default();
        let selection = Selection {
            store,
            rows: &rows,
            query: "",
            options: &options,
        };
        write_out::to_stdout(format, &selection, report)?;
    } else {
        // Longer rows are hard to read, however wide the terminal is.
        let columns = report.width().min(100);
        let claims = rows.iter().filter_map(|&ix| store.claim(ix));
        for (n, claim) in claims.enumerate() {
            if n > 0 {
                report.line(&Line::new())?;
            }
            let path = opened.shown_path(claim.file().path());
            for line in page::page(store, claim, &path, columns) {
                report.line(&line)?;
            }
        }
    }
    opened.say_problems(report);
    Ok(Exit::Done)
}

/// Returns a claim's log, a line an entry.
pub fn log(store: &Store, claim: ClaimRef<'_>) -> Vec<Line> {
    let path = "";
    rows::log(&rows::Fact { store, claim, path })
}
