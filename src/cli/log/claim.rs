//! One claim's history: its own log, which everybody's entries are in, then one's own writes.

use serde_json::{Map, Value, json};

use super::writes::{self, Write};
use super::{Args, Format};
use crate::cli::exit::Exit;
use crate::cli::failure::Failure;
use crate::cli::line::{DIM, Line};
use crate::cli::report::Report;
use crate::cli::session::Session;
use crate::cli::{json, names, saving, show};
use crate::model::{Corrections, LogEntry, file_stem};
use crate::store::{ClaimRef, Store};

/// Prints the history of a claim.
///
/// # Errors
/// As [`super::run`].
pub fn run(
    args: &Args,
    name: &str,
    session: &Session,
    report: &mut Report,
) -> Result<Exit, Failure> {
    let opened = session.open(None, report)?;
    let journal = saving::ledger(session, &opened.root).journal();
    let journal = journal.map_err(Failure::new)?;
    if let Some(problem) = journal.problem() {
        report.warn(&problem);
    }
    let all = writes::all(&journal);
    let (claim, name, touching) = match names::one(&opened.store, name) {
        Ok(ix) => {
            let claim = opened.store.claim(ix);
            let name = claim.map_or_else(|| name.to_owned(), |claim| claim.name());
            let touching = of(all, &name);
            (claim, name, touching)
        }
        // Deleted, perhaps: then its history is what the journal knows.
        Err(failure) => match of(all, name) {
            touching if touching.is_empty() => return Err(failure),
            touching => (None, name.to_owned(), touching),
        },
    };
    let touching = &touching[..touching.len().min(args.limit.unwrap_or(usize::MAX))];
    match args.format {
        Format::Json => {
            let log = claim.map(entries).unwrap_or_default();
            let writes: Vec<Value> = touching.iter().map(Write::json).collect();
            let value = json!({"name": name, "log": log, "writes": writes});
            report.own(&json::pretty(&value))?;
        }
        Format::Text => print(&opened.store, claim, &name, touching, report)?,
    }
    let logged = claim.is_some_and(|claim| claim.annotations().len() > 0);
    Ok(Exit::found(logged || !touching.is_empty()))
}

/// Returns the writes that touched the claim of this whole name.
fn of<'a>(all: Vec<Write<'a>>, name: &str) -> Vec<Write<'a>> {
    let Some((stem, id)) = name.rsplit_once('/') else {
        return Vec::new();
    };
    let touches = |write: &Write| {
        let mut files = write.entry.record.files.iter();
        files.any(|file| file_stem(&file.path) == stem && write.touched(&file.path, id))
    };
    all.into_iter().filter(touches).collect()
}

fn print(
    store: &Store,
    claim: Option<ClaimRef<'_>>,
    name: &str,
    writes: &[Write<'_>],
    report: &mut Report,
) -> Result<(), Failure> {
    match claim {
        Some(claim) => {
            let lines = show::log(store, claim);
            if lines.is_empty() {
                report.note(&format!("{name} has no log entries yet"));
            }
            let columns = report.width().min(100);
            for line in lines.iter().flat_map(|line| line.wrap(columns)) {
                report.line(&line)?;
            }
        }
        None => report.note(&format!("{name} is not in the folder now")),
    }
    if !writes.is_empty() {
        report.line(&Line::new())?;
        report.line(&Line::new().add(DIM, "written from this machine:"))?;
        writes::print(writes, report)?;
    }
    Ok(())
}

/// Returns the entries of a claim's log for programs, the keys as in the file, and `replaced`.
fn entries(claim: ClaimRef<'_>) -> Vec<Value> {
    let corrections = Corrections::of(claim.annotations());
    let one = |entry: &LogEntry| {
        let fields = [
            ("at", &entry.at),
            ("by", &entry.by),
            ("grade", &entry.grade),
            ("verdict", &entry.verdict),
            ("was", &entry.was),
            ("replaces", &entry.replaces),
            ("note", &entry.note),
        ];
        let present = fields
            .into_iter()
            .filter_map(|(key, value)| Some((key.to_owned(), json!(value.as_ref()?))));
        let mut map: Map<String, Value> = present.collect();
        if corrections.replace(entry) {
            map.insert("replaced".to_owned(), json!(true));
        }
        Value::Object(map)
    };
    claim.annotations().map(one).collect()
}
