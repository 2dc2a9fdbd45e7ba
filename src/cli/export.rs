//! `onrecord export`: the claims that match, in another format, to a file or standard output.

use std::path::{Path, PathBuf};

use super::exit::Exit;
use super::failure::Failure;
use super::report::Report;
use super::selection::{self, QueryArgs, counted};
use super::session::{Opened, Session};
use super::texts;
use super::write_out;
use crate::disk;
use crate::exchange::{self, Format, Formats, Group, Options, Selection};
use crate::query::Guessing;
use crate::store::{ClaimRef, Ix};

/// Options of `onrecord export`.
#[derive(Debug, clap::Args)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a flag of the command line"
)]
#[command(after_help = "\
Examples:
  onrecord export 'fig:>1bn cred:4..5' -f csv -o money.csv
  onrecord export -f html -o report.html --no-notes
  onrecord export who:serres -f markdown --group-by speaker | less
  onrecord export -q='-has:verdict' -f jsonl | jq .name

The query is taken literally: nothing is guessed. Nothing is written when nothing matches.
Your own formats are templates in formats/ beside the config file: docs/exchange.md.")]
pub struct Args {
    /// Which claims.
    #[command(flatten)]
    pub query: QueryArgs,

    /// The format; without it, that of the ending of FILE
    #[arg(short, long, value_name = "FORMAT", required_unless_present = "output",
        value_parser = write_out::FormatName)]
    pub format: Option<String>,

    /// Write to this file, in one piece; with DIR/ one file an article
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,

    /// Write over FILE when it is there
    #[arg(long, requires = "output")]
    pub force: bool,

    /// The columns, in order, of csv, tsv and markdown-table: name,speaker,quote
    #[arg(long, value_name = "NAMES", value_delimiter = ',')]
    pub columns: Vec<String>,

    /// How the markdown report is put together
    #[arg(long, value_name = "WHAT", default_value = "article")]
    pub group_by: GroupBy,

    /// Leave out annotations and reasons to doubt
    #[arg(long, overrides_with = "with_notes")]
    pub no_notes: bool,

    /// Keep annotations and reasons to doubt: the default
    #[arg(long, hide = true)]
    pub with_notes: bool,

    /// Write `annotator 1` and so on instead of the names under notes
    #[arg(long)]
    pub redact_authors: bool,

    /// Do not guard cells that a spreadsheet would take for formulas
    #[arg(long)]
    pub raw: bool,

    /// Begin csv and tsv with a byte order mark, without which Excel mistakes the letters
    #[arg(long)]
    pub bom: bool,

    /// Of claimreview: who publishes your verdicts
    #[arg(long, value_name = "NAME")]
    pub publisher: Option<String>,

    /// Of claimreview: where your verdicts are published
    #[arg(long, value_name = "URL")]
    pub page: Option<String>,

    /// Write at most this many
    #[arg(long, value_name = "N")]
    pub limit: Option<usize>,
}

/// How the claims of a report are put together, as typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum GroupBy {
    /// By the article they are from
    Article,
    /// By who makes them
    Speaker,
}

impl Args {
    fn options(&self) -> Result<Options, Failure> {
        let options = Options {
            raw: self.raw,
            bom: self.bom,
            columns: (!self.columns.is_empty()).then(|| self.columns.clone()),
            notes: !self.no_notes,
            group: match self.group_by {
                GroupBy::Article => Group::Article,
                GroupBy::Speaker => Group::Speaker,
            },
            made: Some(today()),
            publisher: self.publisher.clone(),
            page: self.page.clone(),
            watch: exchange::Watch::default(),
        };
        exchange::chosen(&options).map_err(|error| Failure::new(&error).hint(error.hint()))?;
        Ok(options)
    }
}

/// Returns the day, where one is.
fn today() -> String {
    disk::zone().to_datetime(disk::now()).date().to_string()
}

/// Runs `onrecord export`.
///
/// # Errors
/// A query or folder that can not be read, an unknown format or column, a file that is there or
/// can not be written, a closed pipe.
pub fn run(args: &Args, session: &Session, report: &mut Report) -> Result<Exit, Failure> {
    let formats = session.formats(report);
    let format = format(args, &formats)?;
    let options = args.options()?;
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
    let selection = Selection {
        store,
        rows,
        query: query.text(),
        options: &options,
    };
    let target = Target {
        format,
        opened: &opened,
        session,
        force: args.force,
        verbatim: options.notes && !args.redact_authors,
    };
    if args.redact_authors {
        let (store, rows) = exchange::redacted(&selection);
        let redacted = Selection {
            store: &store,
            rows: &rows,
            ..selection
        };
        target.write(args.output.as_deref(), &redacted, report)?;
    } else {
        target.write(args.output.as_deref(), &selection, report)?;
    }
    opened.say_problems(report);
    Ok(Exit::Done)
}

/// Returns the format that is named, or the one FILE ends in.
fn format<'a>(args: &Args, formats: &'a Formats) -> Result<&'a Format, Failure> {
    if let Some(name) = &args.format {
        return write_out::format(formats, name);
    }
    let ending = args.output.as_deref().and_then(Path::extension);
    let ending = ending
        .and_then(|ending| ending.to_str())
        .unwrap_or_default();
    formats.of_ending(ending).ok_or_else(|| {
        Failure::new(format_args!("the ending `{ending}` belongs to no format")).hint(format_args!(
            "name one with -f: {}",
            write_out::names(formats)
        ))
    })
}

/// Where an export goes.
struct Target<'a> {
    format: &'a Format,
    opened: &'a Opened,
    session: &'a Session,
    force: bool,
    /// Claim files may be handed out with the bytes they have.
    verbatim: bool,
}

impl Target<'_> {
    fn write(
        &self,
        path: Option<&Path>,
        selection: &Selection<'_>,
        report: &mut Report,
    ) -> Result<(), Failure> {
        match path {
            None => write_out::to_stdout(self.format, selection, report)?,
            Some(path) => {
                let written = if is_folder(path) {
                    self.folder(path, selection)?
                } else {
                    let bytes = self.bytes(selection)?;
                    self.put(path, &bytes)?;
                    path.display().to_string()
                };
                let amount = self.format.amount(selection);
                report.note(&format!("wrote {amount} to {written}"));
            }
        }
        for remark in self.format.remarks(selection) {
            report.note(&remark);
        }
        Ok(())
    }

    /// Writes one file an article; all is made before the first is written.
    fn folder(&self, dir: &Path, selection: &Selection<'_>) -> Result<String, Failure> {
        let mut files = Vec::new();
        if self.format.name == "yaml" {
            let limits = self.session.limits();
            let bytes = |file: &str| {
                let path = self.opened.root.dir.join(file);
                self.verbatim
                    .then(|| disk::read_bounded(&path, limits.bytes as u64).ok())
                    .flatten()
            };
            files = exchange::files(selection, &bytes, &limits);
        } else {
            for (file, claims) in selection.by_file() {
                let rows: Vec<Ix> = claims.iter().map(ClaimRef::ix).collect();
                let one = Selection {
                    rows: &rows,
                    ..*selection
                };
                let name = format!("{}.{}", file.stem(), self.format.extension);
                files.push((name, self.bytes(&one)?));
            }
        }
        for (name, bytes) in &files {
            let path = dir.join(name);
            if let Some(folder) = path.parent() {
                disk::save::output_folder(folder).map_err(Failure::new)?;
            }
            self.put(&path, bytes)?;
        }
        let count = counted(files.len(), "file", "files");
        Ok(format!("{count} in {}", dir.display()))
    }

    fn bytes(&self, selection: &Selection<'_>) -> Result<Vec<u8>, Failure> {
        let mut bytes = Vec::new();
        let written = self.format.write(selection, &mut bytes);
        written.map_err(write_out::failure)?;
        Ok(bytes)
    }

    fn put(&self, path: &Path, bytes: &[u8]) -> Result<(), Failure> {
        disk::save::output(path, bytes, self.force).map_err(|error| {
            let in_the_way = !self.force && path.is_file() && !path.is_symlink();
            let folder = path.parent().filter(|dir| !dir.as_os_str().is_empty());
            let homeless = folder.is_some_and(|dir| !dir.exists());
            match Failure::new(error) {
                failure if in_the_way => failure.hint("--force writes over it"),
                failure if homeless => failure.hint("make the folder first"),
                failure => failure,
            }
        })
    }
}

/// Tells that a folder is meant: one that is there, or a path that ends in a slash.
fn is_folder(path: &Path) -> bool {
    path.as_os_str().as_encoded_bytes().ends_with(b"/") || path.is_dir()
}
