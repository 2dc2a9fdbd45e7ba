//! `onrecord check`: what is wrong in the files, for people and for machines.
//!
//! The rules are `store::checks`; this is how their findings are chosen, shown and counted.

mod explain;
mod fix;
mod github;
mod sarif;

use std::collections::HashSet;
use std::path::PathBuf;

use serde_json::{Value, json};

use super::diagnostic;
use super::exit::Exit;
use super::failure::Failure;
use super::json;
use super::line::{BAD, Line, PLAIN};
use super::report::Report;
use super::selection::{self, QueryFlags, counted};
use super::session::{Opened, Session};
use super::texts::Texts;
use crate::model::{Diagnostic, Severity};
use crate::query::Guessing;
use crate::store::checks;

/// Options of `onrecord check`.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  onrecord check                          all files of this folder
  onrecord check claims/2025 --strict     in CI: warnings fail too
  onrecord check --format github          as annotations of a pull request
  onrecord check --fix                    put right what can be in one way only
  onrecord check --explain duplicate-id   what a code means

Exit codes: 0 nothing found; 1 errors (with --strict warnings too); 2 could not run.")]
pub struct Args {
    /// A claims folder, or one file of it
    #[arg(value_name = "PATH")]
    pub path: Option<PathBuf>,

    /// Only what is about these claims.
    #[command(flatten)]
    pub query: QueryFlags,

    /// Fail on warnings too
    #[arg(long)]
    pub strict: bool,

    /// Put right what can be put right in one way only, then report the rest
    #[arg(long)]
    pub fix: bool,

    /// Say what a code means, and stop
    #[arg(long, value_name = "CODE")]
    pub explain: Option<String>,

    /// How to report
    #[arg(short, long, value_name = "FORMAT", default_value = "text")]
    pub format: Format,
}

/// How findings are reported.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum Format {
    /// For people: the line, a caret, what to do
    Text,
    /// An array of objects
    Json,
    /// SARIF 2.1.0, for code scanning
    Sarif,
    /// Workflow commands of GitHub Actions
    Github,
}

/// Runs `onrecord check`.
///
/// # Errors
/// A query or folder that can not be read, a closed pipe.
pub fn run(args: &Args, session: &Session, report: &mut Report) -> Result<Exit, Failure> {
    if let Some(code) = &args.explain {
        return explain::run(code, report);
    }
    let (query, mut opened) = session.ask(&args.query, args.path.as_deref(), report)?;
    let about = |opened: &Opened, report: &mut Report| {
        let hits = selection::run(session, &opened.store, &query, Guessing::Literal, report);
        let claims = hits.rows.iter().filter_map(|&ix| opened.store.claim(ix));
        let names = claims.map(|claim| (claim.file().path().to_owned(), claim.id().to_owned()));
        names.collect::<HashSet<(String, String)>>()
    };
    let given = !args.query.is_empty();
    let mut asked = given.then(|| about(&opened, report));
    let texts = Texts::new(&opened, session);
    texts.hold(&opened, &|_| true, report);
    if args.fix && fix::run(session, &opened, asked.as_ref(), &texts, report)? {
        opened = session.open(args.path.as_deref(), report)?;
        texts.hold(&opened, &|_| true, report);
        asked = given.then(|| about(&opened, report));
    }
    let mut found = checks::check_sources(&opened.store, &|pin| texts.of(pin));
    if let Some(about) = asked {
        found.retain(|d| {
            let id = d.claim.clone();
            id.is_some_and(|id| about.contains(&(d.file.clone(), id)))
        });
    }
    // One file's findings together, whether reading or a rule found them.
    found.sort_by(|a, b| (&a.file, a.place).cmp(&(&b.file, b.place)));
    match args.format {
        Format::Text => text(&found, &opened, report)?,
        Format::Json => report.own(&json::pretty(&as_json(&found, &opened)))?,
        Format::Sarif => report.own(&json::pretty(&sarif::log(&found, &opened)))?,
        Format::Github => {
            for diagnostic in &found {
                report.line(&github::command(
                    diagnostic,
                    &opened.shown_path(&diagnostic.file),
                ))?;
            }
        }
    }
    let fails = |d: &Diagnostic| match d.severity {
        Severity::Error => true,
        Severity::Warning => args.strict,
        Severity::Hint => false,
    };
    Ok(Exit::found(!found.iter().any(fails)))
}

fn text(found: &[Diagnostic], opened: &Opened, report: &mut Report) -> Result<(), Failure> {
    let columns = report.width();
    for diagnostic in found {
        let path = opened.shown_path(&diagnostic.file);
        report.own(&diagnostic::render(diagnostic, &path, columns))?;
        report.own("\n")?;
    }
    let (files, claims) = (opened.store.files().len(), opened.store.len());
    let read = format!(
        "{} in {}",
        counted(claims, "claim", "claims"),
        counted(files, "file", "files")
    );
    let line = match tally(found) {
        None => Line::from(format!("{read}: no problem found")),
        Some(tally) => {
            let bad = found.iter().any(|d| d.severity == Severity::Error);
            let style = if bad { BAD } else { PLAIN };
            Line::new().text(format!("{read}: ")).add(style, tally)
        }
    };
    Ok(report.line(&line)?)
}

/// Returns `1 error, 2 warnings`; `None` when nothing was found.
fn tally(found: &[Diagnostic]) -> Option<String> {
    let count = |severity| found.iter().filter(|d| d.severity == severity).count();
    let parts: Vec<String> = Severity::ALL
        .iter()
        .map(|&severity| (count(severity), severity.word()))
        .filter(|&(n, _)| n > 0)
        .map(|(n, word)| counted(n, word, &format!("{word}s")))
        .collect();
    (!parts.is_empty()).then(|| parts.join(", "))
}

fn as_json(found: &[Diagnostic], opened: &Opened) -> Value {
    let one = |d: &Diagnostic| {
        let mut object = json!({
            "code": d.code,
            "severity": d.severity.word(),
            "file": opened.shown_path(&d.file),
        });
        let mut set = |key: &str, value: Value| object[key] = value;
        if let Some(place) = d.place {
            set("line", json!(place.line));
            set("column", json!(place.column));
            set("width", json!(place.width));
        }
        if let Some(claim) = &d.claim {
            set("claim", json!(claim));
        }
        set("message", json!(d.message));
        if let Some(hint) = &d.hint {
            set("hint", json!(hint));
        }
        if let Some((place, what)) = &d.other {
            set(
                "other",
                json!({"line": place.line, "column": place.column, "what": what}),
            );
        }
        object
    };
    Value::Array(found.iter().map(one).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tally_counts_by_severity() {
        let one = |severity| Diagnostic::of_file("x", severity, "a.yaml", "m");
        assert_eq!(tally(&[]), None);
        let found = [
            one(Severity::Warning),
            one(Severity::Error),
            one(Severity::Warning),
        ];
        assert_eq!(tally(&found).as_deref(), Some("1 error, 2 warnings"));
    }
}
