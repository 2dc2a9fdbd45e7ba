//! `onrecord export`: the claims that match, in another format, to a file or standard output.

use std::path::{Path, PathBuf};

use super::exit::Exit;
use super::failure::Failure;
use super::report::Report;
use super::selection::{self, QueryArgs, counted};
use super::session::Session;
use super::texts;
use super::write_out;
use crate::disk;
use crate::exchange::{self, Format, Options, Selection};
use crate::query::Guessing;
use crate::store::{ClaimRef, Ix};

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
    #[arg(short, long, value_name = "FORMAT", required_unless_present = "output",
        value_parser = write_out::parser())]
    pub format: Option<String>,

    /// Write to this file, in one piece; with DIR/ one file an article
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
    let options = Options {
        raw: args.raw,
        columns: (!args.columns.is_empty()).then(|| args.columns.clone()),
        notes: !args.no_notes,
    };
    exchange::chosen(&options).map_err(|error| Failure::new(&error).hint(error.hint()))?;
    let (query, opened) = session.ask(&args.query.flags(), None, report)?;
    let store = &opened.store;
    let hits = selection::run(session, store, &query, Guessing::Literal, report);
    let rows = write_out::limited(&hits.rows, args.limit);
    if rows.is_empty() {
        selection::say_nothing_matched(store, &query, report);
        opened.say_problems(report);
        return Ok(Exit::No);
    }
    texts::hold_rows(session, &opened, rows, report);
    let query = query.text();
    let selection = Selection {
        store,
        rows,
        query,
        options: &options,
    };
    match &args.output {
        None => write_out::to_stdout(format, &selection, report)?,
        Some(path) => {
            let target = Target {
                format,
                path,
                force: args.force,
            };
            let written = target.write(&selection)?;
            let claims = counted(rows.len(), "claim", "claims");
            report.note(&format!("wrote {claims} to {written}"));
        }
    }
    say_defused(format, &selection, report);
    opened.say_problems(report);
    Ok(Exit::Done)
}

/// Says that cells were made text, so that nobody wonders about the marks before them.
fn say_defused(format: &Format, selection: &Selection<'_>, report: &mut Report) {
    let guarded = match format.name {
        "csv" | "tsv" => exchange::count_defused(selection),
        _ => 0,
    };
    if guarded > 0 {
        let cells = counted(guarded, "cell begins", "cells begin");
        report.note(&format!(
            "{cells} like a formula and got a `'` before it; --raw leaves them"
        ));
    }
}

/// Returns the format that is named, or the one FILE ends in.
fn format(args: &Args) -> Result<&'static Format, Failure> {
    if let Some(name) = &args.format {
        return write_out::format(name);
    }
    let ending = args.output.as_deref().and_then(Path::extension);
    let ending = ending
        .and_then(|ending| ending.to_str())
        .unwrap_or_default();
    let found = exchange::FORMATS
        .iter()
        .find(|format| format.extension == ending);
    found.ok_or_else(|| {
        Failure::new(format_args!("the ending `{ending}` belongs to no format")).hint(format_args!(
            "name one with -f: {}",
            write_out::names().join(", ")
        ))
    })
}

/// Where an export goes.
struct Target<'a> {
    format: &'a Format,
    path: &'a Path,
    force: bool,
}

impl Target<'_> {
    /// Writes the file, or in a folder one file an article; returns what was written.
    fn write(&self, selection: &Selection<'_>) -> Result<String, Failure> {
        if !is_folder(self.path) {
            self.one(selection, self.path)?;
            return Ok(self.path.display().to_string());
        }
        let parts = selection.by_file();
        for (file, claims) in &parts {
            let rows: Vec<Ix> = claims.iter().map(ClaimRef::ix).collect();
            let name = format!("{}.{}", file.stem(), self.format.extension);
            let path = self.path.join(name);
            if let Some(folder) = path.parent() {
                disk::save::output_folder(folder).map_err(Failure::new)?;
            }
            self.one(
                &Selection {
                    rows: &rows,
                    ..*selection
                },
                &path,
            )?;
        }
        let files = counted(parts.len(), "file", "files");
        Ok(format!("{files} in {}", self.path.display()))
    }

    fn one(&self, selection: &Selection<'_>, path: &Path) -> Result<(), Failure> {
        let mut bytes = Vec::new();
        (self.format.write)(selection, &mut bytes).map_err(write_out::failure)?;
        disk::save::output(path, &bytes, self.force).map_err(|error| {
            let in_the_way = !self.force && path.is_file() && !path.is_symlink();
            match Failure::new(error) {
                failure if in_the_way => failure.hint("--force writes over it"),
                failure => failure,
            }
        })
    }
}

/// Tells that a folder is meant: one that is there, or a path that ends in a slash.
fn is_folder(path: &Path) -> bool {
    path.as_os_str().as_encoded_bytes().ends_with(b"/") || path.is_dir()
}
