//! `onrecord import`: claims from another program's file.

use std::cell::{Cell, RefCell};
use std::path::{Path, PathBuf};

use super::exit::Exit;
use super::failure::Failure;
use super::line::{DIM, Line, STRONG};
use super::report::Report;
use super::saving;
use super::selection::counted;
use super::session::{Opened, Session};
use crate::disk;
use crate::exchange::import::{self, IMPORTERS, Imported, Importer, Plan, Wishes};
use crate::text::width;

/// Options of `onrecord import`.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  onrecord import reviews.jsonld --dry-run
  onrecord import sheet.csv --map quote='What was said' --map speaker=Who
  curl https://checker.example/page.html | onrecord import - --from claimreview

Claims that are there already are skipped: importing twice adds nothing. `onrecord undo` takes an
import back. What can not be read stops it, unless --keep-going leaves that out.")]
pub struct Args {
    /// The file, or - for standard input; for yaml also a folder
    #[arg(value_name = "FILE")]
    pub file: PathBuf,

    /// What it is; without it, that of the ending of FILE
    #[arg(long, value_name = "FORMAT", value_parser = names())]
    pub from: Option<String>,

    /// Show what would be added and write nothing
    #[arg(long)]
    pub dry_run: bool,

    /// Take a column for a field: quote='What was said'; or @FILE with one such line each
    #[arg(long, value_name = "FIELD=COLUMN")]
    pub map: Vec<String>,

    /// Leave out what can not be read, and tell it line by line
    #[arg(long)]
    pub keep_going: bool,
}

fn names() -> clap::builder::PossibleValuesParser {
    let rows = IMPORTERS.iter();
    rows.map(|row| clap::builder::PossibleValue::new(row.name).help(row.doc))
        .collect::<Vec<_>>()
        .into()
}

/// The largest file that is read, in bytes.
const LARGEST: u64 = 1 << 30;

/// The most faults that are told one by one, and the most rows of the table.
const TOLD: usize = 20;

/// Runs `onrecord import`.
///
/// # Errors
/// A file that can not be read, or not be written: nothing was written then.
pub fn run(args: &Args, session: &Session, report: &mut Report) -> Result<Exit, Failure> {
    let importer = importer(args)?;
    let wishes = Wishes {
        map: wishes(args, session)?,
        limits: session.limits(),
    };
    let imported = read(args, importer, &wishes, session)?;
    say_columns(&imported, report);
    say_faults(args, &imported, report)?;
    let opened = session.open(None, report)?;
    let plan = import::plan(&opened.store, imported.claims);
    let skipped = plan.skipped.len();
    for one in plan
        .skipped
        .iter()
        .take(if args.dry_run { TOLD } else { 0 })
    {
        report.note(&format!("skipped {}: {}", one.at, one.why));
    }
    if args.dry_run {
        show(&plan, &opened, report)?;
    }
    let already = match skipped {
        0 => String::new(),
        n => format!("; {n} there already"),
    };
    if args.dry_run || plan.count() == 0 {
        let would = if args.dry_run { "would add" } else { "added" };
        report.note(&format!("{would} {}{already}", summary(&plan)));
        return Ok(Exit::Done);
    }
    write(session, &opened, &plan, &imported.speakers, report)?;
    report.note(&format!("added {}{already}", summary(&plan)));
    Ok(Exit::Done)
}

/// Returns `12 claims in 3 files`.
fn summary(plan: &Plan) -> String {
    let claims = counted(plan.count(), "claim", "claims");
    match plan.additions.len() {
        0 => claims,
        files => format!("{claims} in {}", counted(files, "file", "files")),
    }
}

fn importer(args: &Args) -> Result<&'static Importer, Failure> {
    let named = args.from.as_deref().and_then(import::importer);
    let ending = args.file.extension().and_then(|ending| ending.to_str());
    let of_ending = || {
        if args.file.is_dir() {
            import::importer("yaml")
        } else {
            ending.and_then(import::importer_of_ending)
        }
    };
    named.or_else(of_ending).ok_or_else(|| {
        let names: Vec<&str> = IMPORTERS.iter().map(|row| row.name).collect();
        Failure::new("what the file is can not be told from its name")
            .hint(format_args!("name it with --from: {}", names.join(", ")))
    })
}

/// Returns what is typed behind `--map`, files of it read.
fn wishes(args: &Args, session: &Session) -> Result<Vec<(String, String)>, Failure> {
    let mut wishes = Vec::new();
    for typed in &args.map {
        let lines = match typed.strip_prefix('@') {
            None => vec![typed.clone()],
            Some(file) => {
                let path = session.env.absolute(Path::new(file));
                let bytes = disk::read_bounded(&path, LARGEST >> 10);
                let bytes = bytes
                    .map_err(|error| Failure::new(format_args!("cannot read {file}: {error}")))?;
                let text = String::from_utf8_lossy(&bytes).into_owned();
                let lines = text.lines().map(str::trim);
                lines
                    .filter(|line| !line.is_empty() && !line.starts_with('#'))
                    .map(str::to_owned)
                    .collect()
            }
        };
        for line in lines {
            let pair = line.split_once('=').ok_or_else(|| {
                Failure::new(format_args!(
                    "--map {line}: expected FIELD=COLUMN, as in quote='What was said'"
                ))
            })?;
            wishes.push((pair.0.trim().to_owned(), pair.1.trim().to_owned()));
        }
    }
    Ok(wishes)
}

/// Reads the file, standard input, or every claim file of a folder.
fn read(
    args: &Args,
    importer: &Importer,
    wishes: &Wishes,
    session: &Session,
) -> Result<Imported, Failure> {
    let failed = |name: &str, why: &dyn std::fmt::Display| {
        Failure::new(format_args!("cannot import {name}: {why}"))
    };
    if args.file.as_os_str() == "-" {
        let bytes = disk::read_input(LARGEST).map_err(|error| failed("standard input", &error))?;
        return (importer.read)("-", &bytes, wishes).map_err(|why| failed("standard input", &why));
    }
    let path = session.env.absolute(&args.file);
    if !path.is_dir() {
        let shown = args.file.display().to_string();
        let bytes = disk::read_bounded(&path, LARGEST).map_err(|error| failed(&shown, &error))?;
        let name = path
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        return (importer.read)(&name, &bytes, wishes).map_err(|why| failed(&shown, &why));
    }
    let mut all = Imported::default();
    let files = disk::claim_files(&path).map_err(Failure::new)?;
    for (name, real) in files {
        let read = disk::read_bounded(&real, LARGEST).map_err(|error| error.to_string());
        match read.and_then(|bytes| (importer.read)(&name, &bytes, wishes)) {
            Ok(one) => {
                all.claims.extend(one.claims);
                all.speakers.extend(one.speakers);
                all.faults.extend(
                    one.faults
                        .into_iter()
                        .map(|(at, why)| (at, format!("{name}: {why}"))),
                );
            }
            Err(why) => all.faults.push((0, format!("{name}: {why}"))),
        }
    }
    Ok(all)
}

/// Says what each column was taken for.
fn say_columns(imported: &Imported, report: &mut Report) {
    let taken = imported
        .columns
        .iter()
        .filter_map(|(column, field)| Some(format!("{field}={column}", field = (*field)?)));
    let taken: Vec<String> = taken.collect();
    if taken.is_empty() {
        return;
    }
    report.note(&format!("columns: {}", taken.join(", ")));
    let left = imported.columns.iter().filter(|(_, field)| field.is_none());
    let left: Vec<&str> = left.map(|(column, _)| column.as_str()).take(TOLD).collect();
    if !left.is_empty() {
        report.note(&format!(
            "not taken: {} (--map FIELD=COLUMN takes one)",
            left.join(", ")
        ));
    }
}

/// Tells what could not be read; that stops the import unless it may go on.
fn say_faults(args: &Args, imported: &Imported, report: &mut Report) -> Result<(), Failure> {
    let count = imported.faults.len();
    for (at, why) in imported.faults.iter().take(TOLD) {
        report.warn(&format!("{}:{at}: {why}", args.file.display()));
    }
    if count > TOLD {
        report.warn(&format!("and {} more", count - TOLD));
    }
    if count == 0 || args.keep_going || args.dry_run {
        return Ok(());
    }
    let faults = counted(count, "record has a fault", "faults");
    Err(Failure::new(format_args!("{faults}: nothing was imported"))
        .hint("--keep-going takes the rest, --dry-run shows it"))
}

/// Prints what would be added, a line a claim.
fn show(plan: &Plan, opened: &Opened, report: &mut Report) -> Result<(), Failure> {
    let room = report.width().saturating_sub(24);
    for addition in &plan.additions {
        let new = if addition.is_new { "new" } else { "" };
        let head = Line::new()
            .add(STRONG, opened.shown_path(&addition.file))
            .text(" ")
            .add(DIM, new);
        report.line(&head)?;
        for claim in &addition.claims {
            let words = claim
                .quote
                .as_deref()
                .or(claim.assertion.as_deref())
                .unwrap_or_default();
            let speaker = claim.speaker.as_deref().unwrap_or("—");
            let words = width::truncate(&crate::text::clean(words), room);
            let speaker = width::truncate(&crate::text::clean(speaker), 18);
            report.line(
                &Line::new()
                    .text("  ")
                    .text(width::pad(&speaker, 18))
                    .text("  ")
                    .text(words),
            )?;
        }
    }
    Ok(())
}

/// Writes it, with a bar on a terminal, and notes in the journal how to take it back.
fn write(
    session: &Session,
    opened: &Opened,
    plan: &Plan,
    speakers: &[crate::model::Speaker],
    report: &mut Report,
) -> Result<(), Failure> {
    let cell = RefCell::new(&mut *report);
    let last = Cell::new(0);
    let progress = |done: usize, of: usize| {
        let percent = done * 100 / of.max(1);
        if last.replace(percent) != percent {
            cell.borrow_mut().progress("importing", done, of);
        }
    };
    let waiting = |text: &str| cell.borrow_mut().note(text);
    let written = disk::import(
        &opened.root,
        plan,
        speakers,
        &session.limits(),
        &progress,
        &waiting,
    );
    report.progress_done();
    let mut written = written.map_err(Failure::new)?;
    written.undo.by = session.author();
    saving::note(session, &opened.root, &written, report);
    Ok(())
}
