//! `onrecord verify`: quotes beside the captured texts they are from, and the pins of both.

use std::path::PathBuf;

use serde_json::{Map, Value, json};

use super::exit::Exit;
use super::failure::Failure;
use super::json;
use super::line::{BAD, DIM, DOUBT, Line, PLAIN};
use super::report::Report;
use super::saving;
use super::selection::{self, QueryArgs, counted};
use super::session::{Opened, Session};
use super::texts::Texts;
use crate::disk::{Pin, Write};
use crate::model::{Change, Edit, Integrity, Scalar};
use crate::query::Guessing;
use crate::source::in_line;
use crate::store::{ClaimRef, Held, Ix, SourceState};

/// Options of `onrecord verify`.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  onrecord verify                         every quote of this folder
  onrecord verify 'article:deepseek'      those of one article
  onrecord verify --source new.txt deepseek   held to another capture of the article
  onrecord verify --pin                   then write down hashes and lines

Only Unicode form and white space may differ. Words left out stand as `[…]` in a quote, words put in
as `[so]`. A near match shows the text's words as [-…-] and the quote's as {+…+}.

Exit codes: 0 every quote whose text is here was found; 1 one was not, or a text is not the one
that was pinned (with --strict also: a text is missing, or none is recorded); 2 could not run.")]
pub struct Args {
    /// Which claims.
    #[command(flatten)]
    pub query: QueryArgs,

    /// Hold the quotes to this text in place of the recorded one
    #[arg(long, value_name = "FILE")]
    pub source: Option<PathBuf>,

    /// Write the texts' SHA-256 and the lines of the quotes into the records
    #[arg(long, conflicts_with = "source")]
    pub pin: bool,

    /// Fail also when a text is not on this machine, or none is recorded
    #[arg(long)]
    pub strict: bool,

    /// text or json; json has every quote
    #[arg(short, long, value_name = "FORMAT", default_value = "text")]
    pub format: Format,
}

/// How what was found is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum Format {
    /// For people: what is amiss
    Text,
    /// For programs: every quote
    Json,
}

/// Runs `onrecord verify`.
///
/// # Errors
/// A query, folder or FILE that can not be read, a closed pipe.
pub fn run(args: &Args, session: &Session, report: &mut Report) -> Result<Exit, Failure> {
    let (query, mut opened) = session.ask(&args.query.flags(), None, report)?;
    let rows = selection::run(session, &opened.store, &query, Guessing::Literal, report).rows;
    if rows.is_empty() {
        selection::say_nothing_matched(&opened.store, &query, report);
        opened.say_problems(report);
        return Ok(Exit::No);
    }
    let mut texts = Texts::new(&opened, session);
    if let Some(source) = &args.source {
        texts = texts.instead(&session.env.absolute(source))?;
    }
    let wanted: std::collections::HashSet<Ix> = rows.iter().copied().collect();
    texts.hold(&opened, &|ix| wanted.contains(&ix), report);
    if args.pin && pin(session, &opened, &rows, report)? {
        // The rows keep their numbers: pinning adds and removes no claim.
        opened = session.open(None, report)?;
        texts.hold(&opened, &|ix| wanted.contains(&ix), report);
    }
    let found: Vec<(ClaimRef<'_>, Held)> = rows
        .iter()
        .filter_map(|&ix| opened.store.claim(ix))
        .filter_map(|claim| Some((claim, claim.held()?)))
        .collect();
    let changed = if args.source.is_some() {
        Vec::new()
    } else {
        changed_sources(&opened, &rows)
    };
    match args.format {
        Format::Json => {
            let all = found.iter().map(|(claim, held)| as_json(*claim, held));
            report.own(&json::pretty(&Value::Array(all.collect())))?;
        }
        Format::Text => {
            for file in &changed {
                let what = "the captured text is not the one that was pinned";
                report.line(
                    &Line::new()
                        .add(DOUBT, "source")
                        .text(format!("  {file}: {what}")),
                )?;
            }
            for (claim, held) in &found {
                if held.integrity.is_amiss() {
                    report.line(&line(*claim, held))?;
                }
            }
        }
    }
    report.note(&tally(&found));
    opened.say_problems(report);
    let fails = |state: Integrity| {
        state.is_amiss() || args.strict && matches!(state, Integrity::Absent | Integrity::Unpinned)
    };
    let good = changed.is_empty() && !found.iter().any(|(_, held)| fails(held.integrity));
    Ok(Exit::found(good))
}

/// Returns the files whose captured text is another one than the pinned.
fn changed_sources(opened: &Opened, rows: &[Ix]) -> Vec<String> {
    let Some(overlay) = opened.store.overlay() else {
        return Vec::new();
    };
    let mut files: Vec<String> = Vec::new();
    for claim in rows.iter().filter_map(|&ix| opened.store.claim(ix)) {
        let path = claim.file().path();
        let held = overlay.file(path);
        let changed = held.is_some_and(|held| matches!(held.source, SourceState::Changed(_)));
        if changed && files.last().is_none_or(|last| last != path) {
            files.push(path.to_owned());
        }
    }
    files.sort();
    files.dedup();
    files
}

/// Returns the line of a quote that is not simply found: state, name, where, and what differs.
fn line(claim: ClaimRef<'_>, held: &Held) -> Line {
    let state = held.integrity;
    let style = if state == Integrity::Gone { BAD } else { DOUBT };
    let line = Line::new()
        .add(style, format!("{} {:<9}", state.glyph(), state.word()))
        .text(format!(" {}", claim.name()));
    let lines: Vec<String> = held.lines().iter().map(ToString::to_string).collect();
    let there = match lines.as_slice() {
        [] => String::new(),
        [one] => format!("  line {one}"),
        many => format!("  lines {}", many.join(", ")),
    };
    let recorded = claim.line().filter(|_| state == Integrity::Moved);
    let recorded = recorded.map_or_else(String::new, |line| format!(", recorded as {line}"));
    let elided = if held.elided { ", with elision" } else { "" };
    let line = line.add(DIM, format!("{there}{recorded}{elided}"));
    match held.diff() {
        [] => line,
        diff => line.add(PLAIN, format!("  {}", in_line(diff))),
    }
}

/// Returns `83 quotes: 80 found (2 with elision), 3 changed`.
fn tally(found: &[(ClaimRef<'_>, Held)]) -> String {
    let mut parts = Vec::new();
    for &state in Integrity::ALL {
        let of = || found.iter().filter(|(_, held)| held.integrity == state);
        let elided = of().filter(|(_, held)| held.elided).count();
        let elided = match elided {
            0 => String::new(),
            n => format!(" ({n} with elision)"),
        };
        if of().count() > 0 {
            parts.push(format!("{} {state}{elided}", of().count()));
        }
    }
    let all = counted(found.len(), "quote", "quotes");
    if parts.is_empty() {
        all
    } else {
        format!("{all}: {}", parts.join(", "))
    }
}

fn as_json(claim: ClaimRef<'_>, held: &Held) -> Value {
    let mut object = Map::new();
    let mut set = |key: &str, value: Value| object.insert(key.to_owned(), value);
    set("name", json!(claim.name()));
    set("integrity", json!(held.integrity.word()));
    if held.elided {
        set("elided", json!(true));
    }
    if let Some(line) = claim.line() {
        set("line", json!(line));
    }
    if !held.lines().is_empty() {
        set("stands_on", json!(held.lines()));
    }
    if !held.diff().is_empty() {
        set("diff", json!(in_line(held.diff())));
    }
    Value::Object(object)
}

/// Writes hashes and lines into the records, as one step; tells whether a file was written.
///
/// The hash of a changed text is written only when every quote of the record stands in it: else the
/// one sign that something happened would be gone.
fn pin(
    session: &Session,
    opened: &Opened,
    rows: &[Ix],
    report: &mut Report,
) -> Result<bool, Failure> {
    let store = &opened.store;
    let Some(overlay) = store.overlay() else {
        return Ok(false);
    };
    let stamp = session.stamp();
    let mut edits = Vec::new();
    let mut pins: Vec<Pin> = Vec::new();
    for claim in rows.iter().filter_map(|&ix| store.claim(ix)) {
        let path = claim.file().path();
        let Some(file) = overlay.file(path) else {
            continue;
        };
        if pins.iter().all(|pin| pin.file != path) {
            let stands = || {
                let mut states = file.integrities();
                states.all(|state| !matches!(state, Integrity::Changed | Integrity::Gone))
            };
            let sha256 = match &file.source {
                SourceState::Unhashed(sha256) => Some(sha256),
                SourceState::Changed(sha256) if stands() => Some(sha256),
                _ => None,
            };
            pins.extend(sha256.map(|sha256| Pin {
                file: path.to_owned(),
                sha256: sha256.clone(),
            }));
        }
        if let Some(line) = claim.held().and_then(|held| line_to_write(claim, &held)) {
            edits.push(Edit {
                file: path.to_owned(),
                claim: claim.id().to_owned(),
                change: Change::Field(Scalar::Line, Some(line.to_string())),
                stamp: stamp.clone(),
            });
        }
    }
    for file in changed_sources(opened, rows) {
        if pins.iter().all(|pin| pin.file != file) {
            report.warn(&format!(
                "{file}: the changed text is not pinned, some of its quotes do not stand in it"
            ));
        }
    }
    if edits.is_empty() && pins.is_empty() {
        report.note("nothing to pin");
        return Ok(false);
    }
    let write = Write::Pin {
        pins,
        edits,
        by: stamp.by,
    };
    let written = saving::write(session, &opened.root, &write, report)?;
    for (name, why) in &written.refused {
        report.error(&format!("{name}: {why}"));
    }
    report.note(&format!(
        "wrote {} in {}",
        written.summary,
        counted(written.files.len(), "file", "files")
    ));
    Ok(!written.files.is_empty())
}

/// Returns the line of a quote that stands on one alone, when the record has another one or none.
fn line_to_write(claim: ClaimRef<'_>, held: &Held) -> Option<u32> {
    let certain = matches!(held.integrity, Integrity::Found | Integrity::Moved);
    match held.lines() {
        [only] if certain && claim.line() != Some(*only) => Some(*only),
        _ => None,
    }
}
