//! Handing a selection to an export format: what `list --format`, `show --format` and `export` share.

use super::failure::Failure;
use super::report::Report;
use crate::exchange::{self, Format, Options, Selection};
use crate::model::nearest;
use crate::store::{Ix, Store};

/// Returns the names of the formats.
#[must_use]
pub fn names() -> Vec<&'static str> {
    exchange::FORMATS.iter().map(|format| format.name).collect()
}

/// Returns the format of this name.
///
/// # Errors
/// When there is none, with those there are.
pub fn format(name: &str) -> Result<&'static Format, Failure> {
    exchange::format(name).ok_or_else(|| {
        let names = names();
        let listed = names.join(", ");
        Failure::new(format_args!("there is no format `{name}`: expected one of {listed}"))
            .did_you_mean(nearest(name, names))
    })
}

/// Returns at most `limit` rows.
#[must_use]
pub fn limited(rows: &[Ix], limit: Option<usize>) -> &[Ix] {
    &rows[..limit.map_or(rows.len(), |limit| limit.min(rows.len()))]
}

/// Writes claims in a format to standard output, with its usual options.
///
/// # Errors
/// When standard output can not be written.
pub fn to_stdout(
    format: &Format,
    store: &Store,
    rows: &[Ix],
    query: &str,
    report: &mut Report,
) -> Result<(), Failure> {
    let options = Options::default();
    let selection = Selection { store, rows, query, options: &options };
    Ok((format.write)(&selection, report.raw())?)
}
