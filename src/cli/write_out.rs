//! Handing a selection to an export format: what `list --format`, `show --format` and `export` share.

use std::io;

use super::failure::Failure;
use super::report::Report;
use crate::exchange::{self, ExportError, Format, Selection};
use crate::model::nearest;
use crate::store::Ix;

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
        Failure::new(format_args!(
            "there is no format `{name}`: expected one of {listed}"
        ))
        .did_you_mean(nearest(name, names))
    })
}

/// Returns at most `limit` rows.
#[must_use]
pub fn limited(rows: &[Ix], limit: Option<usize>) -> &[Ix] {
    &rows[..limit.map_or(rows.len(), |limit| limit.min(rows.len()))]
}

/// Writes claims in a format to standard output; on a terminal hidden characters stand as marks.
///
/// # Errors
/// What the format can not write, and when standard output can not be written.
pub fn to_stdout(
    format: &Format,
    selection: &Selection<'_>,
    report: &mut Report,
) -> Result<(), Failure> {
    if !report.is_terminal() {
        return (format.write)(selection, report.raw()).map_err(failure);
    }
    let mut bytes = Vec::new();
    (format.write)(selection, &mut bytes).map_err(failure)?;
    let text = String::from_utf8_lossy(&bytes);
    Ok(report.own(&exchange::on_terminal(&text))?)
}

/// Returns why an export stopped: what the format can not write, or the system's reason.
#[must_use]
pub fn failure(error: io::Error) -> Failure {
    match ExportError::of(&error) {
        Some(reason) => Failure::new(reason).hint(reason.hint()),
        None => error.into(),
    }
}
