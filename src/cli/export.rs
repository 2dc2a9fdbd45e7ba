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
