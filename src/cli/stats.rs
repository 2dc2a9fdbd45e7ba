//! `onrecord stats`: how many of the claims that match have which speaker, grade, kind and so on.

use serde_json::{Value, json};

use super::exit::Exit;
use super::failure::Failure;
use super::json;
use super::line::{DIM, Line, STRONG};
use super::report::Report;
use super::selection::{self, QueryArgs, counted};
use super::session::Session;
use super::texts;
use crate::query::{self, FacetCounts, Guessing};
use crate::text::{clean, width};

/// How wide the longest bar is, in columns.
const BAR: usize = 24;

/// Options of `onrecord stats`.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  onrecord stats
  onrecord stats who:tapscott --limit 5
  onrecord stats -q='-has:grade' --format json")]
pub struct Args {
    /// Which claims.
    #[command(flatten)]
    pub query: QueryArgs,

    /// text or json
    #[arg(short, long, value_name = "FORMAT", default_value = "text")]
    pub format: Format,

    /// Show at most this many values of each
    #[arg(long, value_name = "N", default_value_t = 10)]
    pub limit: usize,
}

/// How counts are printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum Format {
    /// For people, with bars
    Text,
    /// For programs: all values
    Json,
}

/// Runs `onrecord stats`.
///
/// # Errors
/// A query or folder that can not be read, a closed pipe.
pub fn run(args: &Args, session: &Session, report: &mut Report) -> Result<Exit, Failure> {
    let (query, opened) = session.ask(&args.query.flags(), None, report)?;
    let store = &opened.store;
    let hits = selection::run(session, store, &query, Guessing::Literal, report);
    texts::hold_rows(session, &opened, &hits.rows, report);
    let facets = query::facet_counts(store, &hits.rows);
    match args.format {
        Format::Json => {
            let value = as_json(query.text(), hits.rows.len(), &facets);
            report.own(&json::pretty(&value))?;
        }
        Format::Text if hits.rows.is_empty() => {
            selection::say_nothing_matched(store, &query, report);
        }
        Format::Text => {
            let of = if query.is_empty() {
                String::new()
            } else {
                format!(" of {} for `{}`", store.len(), query.text())
            };
            let total = counted(hits.rows.len(), "claim", "claims");
            report.line(&Line::new().add(STRONG, format!("{total}{of}")))?;
            for facet in &facets {
                block(facet, args.limit)
                    .iter()
                    .try_for_each(|line| report.line(line))?;
            }
        }
    }
    opened.say_problems(report);
    Ok(Exit::found(!hits.rows.is_empty()))
}

/// Returns the lines of one facet; none when nothing of it occurs.
fn block(facet: &FacetCounts, limit: usize) -> Vec<Line> {
    let values: Vec<_> = facet
        .values
        .iter()
        .filter(|value| value.count > 0)
        .collect();
    if values.is_empty() {
        return Vec::new();
    }
    let shown = &values[..limit.min(values.len())];
    let labels: Vec<_> = shown.iter().map(|value| clean(&value.label)).collect();
    let label_width = labels
        .iter()
        .map(|label| width::width(label))
        .max()
        .unwrap_or(0)
        .min(36);
    let most = values.iter().map(|value| value.count).max().unwrap_or(1);
    let digits = most.to_string().len();
    let mut lines = vec![Line::new(), Line::new().add(STRONG, facet.facet.title)];
    for (value, label) in shown.iter().zip(&labels) {
        let n = value.count;
        // At least one cell, so that a rare value does not look like none.
        let bar = "▇".repeat((n * BAR / most.max(1)).max(1));
        lines.push(
            Line::new()
                .text("  ")
                .text(width::pad(label, label_width))
                .text(format!("  {n:>digits$}  "))
                .add(DIM, bar),
        );
    }
    if values.len() > shown.len() {
        let more = values.len() - shown.len();
        lines.push(Line::new().add(DIM, format!("  … and {more} more")));
    }
    lines
}

fn as_json(query: &str, n: usize, facets: &[FacetCounts]) -> Value {
    let facets: Vec<Value> = facets
        .iter()
        .map(|facet| {
            let values: Vec<Value> = facet
                .values
                .iter()
                .map(|v| json!({"value": v.value, "label": v.label, "count": v.count}))
                .collect();
            json!({"field": facet.facet.field, "title": facet.facet.title, "values": values})
        })
        .collect();
    json!({"query": query, "claims": n, "facets": facets})
}
