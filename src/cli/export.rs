//! `onrecord export`: the claims that match, in another format, to a file or standard output.

use std::path::{Path, PathBuf};

use super::exit::Exit;
use super::failure::Failure;
use super::report::Report;
use super::selection::{self, QueryArgs, counted};
use super::session::Session;
use super::write_out;
use crate::disk;
use crate::exchange::{self, Format, Options, Selection};
use crate::query::Guessing;

/// Options of `onrecord export`.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  onrecord export 'fig:>1bn cred:4..5' -f csv -o money.csv
  onrecord export who:serres -f markdown | less
  onrecord export -q='-has:verdict' -f jsonl | jq .name

The query is taken literally: nothing is guessed. Nothing is written when nothing matches.")]
pub struct Args {
    /// Which claims.
    #[command(flatten)]
    pub query: QueryArgs,

    /// The format; without it, that of the ending of FILE
    #[arg(short, long, value_name = "FORMAT", required_unless_present = "output")]
    pub format: Option<String>,

    /// Write to this file, in one piece
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,

    /// Write over FILE when it is there
    #[arg(long, requires = "output")]
    pub force: bool,

    /// The columns, in order, of a table format: name,speaker,quote
    #[arg(long, value_name = "NAMES", value_delimiter = ',')]
    pub columns: Vec<String>,

    /// Leave out annotations and skepticism
    #[arg(long)]
    pub no_notes: bool,

    /// Do not guard cells that a spreadsheet would take for formulas
    #[arg(long)]
    pub raw: bool,

    /// Write at most this many
    #[arg(long, value_name = "N")]
    pub limit: Option<usize>,
}

/// Runs `onrecord export`.
///
/// # Errors
/// A query or folder that can not be read, an unknown format or column, a file that is there or
/// can not be written, a closed pipe.
pub fn run(args: &Args, session: &Session, report: &mut Report) -> Result<Exit, Failure> {
    let format = format(args)?;
    let (query, opened) = session.ask(&args.query.flags(), None, report)?;
    let store = &opened.store;
    let hits = selection::run(session, store, &query, Guessing::Literal, report);
    let rows = write_out::limited(&hits.rows, args.limit);
    if rows.is_empty() {
        selection::say_nothing_matched(store, &query, report);
        opened.say_problems(report);
        return Ok(Exit::No);
    }
    let options = Options {
        columns: args.columns.clone(),
        no_notes: args.no_notes,
        raw: args.raw,
    };
    let selection = Selection { store, rows, query: query.text(), options: &options };
    match &args.output {
        None => (format.write)(&selection, report.raw())?,
        Some(path) => {
            to_file(format, &selection, path, args.force)?;
            let claims = counted(rows.len(), "claim", "claims");
            report.note(&format!("wrote {claims} to {}", path.display()));
        }
    }
    opened.say_problems(report);
    Ok(Exit::Done)
}

/// Returns the format that is named, or the one FILE ends in.
fn format(args: &Args) -> Result<&'static Format, Failure> {
    if let Some(name) = &args.format {
        return write_out::format(name);
    }
    let ending = args.output.as_deref().and_then(Path::extension);
    let ending = ending.and_then(|ending| ending.to_str()).unwrap_or_default();
    let found = exchange::FORMATS.iter().find(|format| format.extension == ending);
    found.ok_or_else(|| {
        Failure::new(format_args!("the ending `{ending}` belongs to no format"))
            .hint(format_args!("name one with -f: {}", write_out::names().join(", ")))
    })
}

fn to_file(
    format: &Format,
    selection: &Selection<'_>,
    path: &Path,
    force: bool,
) -> Result<(), Failure> {
    let mut bytes = Vec::new();
    (format.write)(selection, &mut bytes)
        .map_err(|error| Failure::new(format_args!("can not export: {error}")))?;
    disk::save::output(path, &bytes, force).map_err(|error| {
        let in_the_way = !force && path.is_file() && !path.is_symlink();
        match Failure::new(error) {
            failure if in_the_way => failure.hint("--force writes over it"),
            failure => failure,
        }
    })
}
