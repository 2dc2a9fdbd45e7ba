//! `onrecord related`: where a claim's words and figures come up again.

use serde_json::{Value, json};

use super::exit::Exit;
use super::failure::Failure;
use super::line::{DIM, Line, STRONG};
use super::report::Report;
use super::session::Session;
use super::{json, names};
use crate::model::Claim;
use crate::store::{Again, Related, Store, related};

/// Options of `onrecord related`.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  onrecord related training-cost
  onrecord annotate training-cost --link contradicts:NAME   when it is so

What is proposed: the same or nearly the same words, the same figure, another value for the same
measure. Nothing is linked by itself.

Exit codes: 0 something is related; 1 nothing is, or no such claim; 2 the name of several claims.")]
pub struct Args {
    /// Name of a claim
    #[arg(value_name = "NAME")]
    pub name: String,

    /// text or json
    #[arg(short, long, value_name = "FORMAT", default_value = "text")]
    pub format: Format,
}

/// How they are printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum Format {
    /// For people
    Text,
    /// For programs
    Json,
}

/// Runs `onrecord related`.
///
/// # Errors
/// A name of no claim or of several, a folder that can not be read, a closed pipe.
pub fn run(args: &Args, session: &Session, report: &mut Report) -> Result<Exit, Failure> {
    let opened = session.open(None, report)?;
    let store = &opened.store;
    let ix = names::one(store, &args.name).inspect_err(|_| opened.say_problems(report))?;
    let found = related(store, ix);
    match args.format {
        Format::Json => {
            let all = found.iter().map(|one| as_json(store, one));
            report.own(&json::pretty(&Value::Array(all.collect())))?;
        }
        Format::Text => {
            for one in &found {
                for line in lines(store, one) {
                    report.line(&line)?;
                }
            }
            if found.is_empty() {
                report.note("nothing repeats its words or figures");
            }
        }
    }
    opened.say_problems(report);
    Ok(Exit::found(!found.is_empty()))
}

fn lines(store: &Store, one: &Related) -> Vec<Line> {
    let Some(claim) = store.claim(one.ix) else {
        return Vec::new();
    };
    let who = claim.speaker_name().unwrap_or("unknown speaker");
    let other = if one.other_speaker {
        ", another speaker"
    } else {
        ""
    };
    let draft = if claim.is_candidate() {
        ", a draft"
    } else {
        ""
    };
    let head = Line::new()
        .add(STRONG, claim.name())
        .add(DIM, format!("  {who}{other}{draft} · {}?", one.relation()));
    let reasons = one
        .reasons
        .iter()
        .map(|reason| Line::new().text(format!("  {}", reason.in_words())));
    [head].into_iter().chain(reasons).collect()
}

/// Most claims that are told of one draft.
const TOLD: usize = 3;

/// Returns what is told of the drafts that come up again in a store: each draft, where, and why.
pub(super) fn again_lines(store: &Store, drafts: &[Claim], again: &[Again]) -> Vec<Line> {
    let mut all = Vec::new();
    for one in again {
        let Some(draft) = drafts.get(one.draft) else {
            continue;
        };
        all.push(Line::new().add(STRONG, &draft.id).text(" comes up again:"));
        let told = one.related.iter().take(TOLD);
        for line in told.flat_map(|related| lines(store, related)) {
            all.push(Line::new().text("  ").then(&line));
        }
        let more = one.related.len().saturating_sub(TOLD);
        if more > 0 {
            all.push(Line::new().add(DIM, format!("  and in {more} more")));
        }
    }
    all
}

fn as_json(store: &Store, one: &Related) -> Value {
    let claim = store.claim(one.ix);
    let reasons: Vec<String> = one
        .reasons
        .iter()
        .map(crate::store::Reason::in_words)
        .collect();
    json!({
        "name": claim.map(|claim| claim.name()),
        "speaker": claim.and_then(|claim| claim.speaker_name().map(str::to_owned)),
        "other_speaker": one.other_speaker,
        "draft": claim.is_some_and(|claim| claim.is_candidate()),
        "proposed": one.relation().word(),
        "reasons": reasons,
    })
}
